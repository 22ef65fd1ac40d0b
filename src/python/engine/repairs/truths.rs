//! `True` and `False` where they are numbers: as shipped, `round(True, 1)` is `True`, and `f"{True:>6}"` is not padded.

use rustpython_vm::builtins::PyStrRef;
use rustpython_vm::function::OptionalArg;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

/// Puts `bool.__round__` and `bool.__format__` right.
pub(super) fn repair(vm: &VirtualMachine) -> PyResult<()> {
    round(vm)?;
    format(vm)
}

fn number(truth: &PyObject, vm: &VirtualMachine) -> PyObjectRef {
    vm.ctx.new_int(i32::from(truth.is(&vm.ctx.true_value))).into()
}

/// `round(True, 1)` is 1.
fn round(vm: &VirtualMachine) -> PyResult<()> {
    let class = vm.ctx.types.bool_type;
    let shipped = vm.ctx.types.int_type.as_object().get_attr("__round__", vm)?;
    let round = move |truth: PyObjectRef, digits: OptionalArg<PyObjectRef>, vm: &VirtualMachine| -> PyResult {
        let arguments =
            [Some(number(&truth, vm)), digits.into_option()].into_iter().flatten().collect::<Vec<PyObjectRef>>();
        shipped.call(arguments, vm)
    };
    class.set_attr(vm.ctx.intern_str("__round__"), vm.new_method("__round__", class, round).into());
    Ok(())
}

/// With a specification it is formatted as 0 or 1, without one as `True` or `False`.
fn format(vm: &VirtualMachine) -> PyResult<()> {
    let class = vm.ctx.types.bool_type;
    // Asked for when it runs, so that whoever looks at the formats of integers sees these too.
    let format = move |truth: PyObjectRef, spec: PyStrRef, vm: &VirtualMachine| -> PyResult {
        if spec.as_bytes().is_empty() {
            return truth.str(vm).map(Into::into);
        }
        vm.call_method(&number(&truth, vm), "__format__", (spec,))
    };
    class.set_attr(vm.ctx.intern_str("__format__"), vm.new_method("__format__", class, format).into());
    Ok(())
}

//! `replace("", …)` in text beyond ASCII. As shipped it cuts letters apart, and what comes out is no text at all.

use rustpython_vm::builtins::{PyInt, PyStr, PyStrRef};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

/// Puts `str.replace` right.
pub(super) fn repair(vm: &VirtualMachine) -> PyResult<()> {
    let class = vm.ctx.types.str_type;
    let shipped = class.as_object().get_attr("replace", vm)?;
    let replace = move |text: PyStrRef, mut arguments: FuncArgs, vm: &VirtualMachine| -> PyResult {
        match spread(&text, &arguments, vm) {
            Some(spread) => Ok(vm.ctx.new_str(spread).into()),
            None => {
                arguments.prepend_arg(text.into());
                shipped.call(arguments, vm)
            }
        }
    };
    class.set_attr(vm.ctx.intern_str("replace"), vm.new_method("replace", class, replace).into());
    Ok(())
}

/// The text with another between its letters, and before and behind them; `None` where something else is asked.
fn spread(text: &PyStr, arguments: &FuncArgs, vm: &VirtualMachine) -> Option<String> {
    let (old, new, count) = match arguments.args.as_slice() {
        [old, new] if arguments.kwargs.is_empty() => (old, new, usize::MAX),
        [old, new, count] if arguments.kwargs.is_empty() => (old, new, times(count, vm)?),
        _ => return None,
    };
    let (old, new) = (old.downcast_ref::<PyStr>()?.to_str()?, new.downcast_ref::<PyStr>()?.to_str()?);
    let text = text.to_str().filter(|text| old.is_empty() && !text.is_ascii())?;
    let mut spread = String::new();
    let letters = text.chars().map(Some).chain([None]);
    for (letter, at) in letters.zip(0..) {
        spread.push_str(if at < count { new } else { "" });
        spread.extend(letter);
    }
    Some(spread)
}

/// A negative count is no limit.
fn times(count: &PyObjectRef, vm: &VirtualMachine) -> Option<usize> {
    let count: i64 = count.downcast_ref::<PyInt>()?.try_to_primitive(vm).ok()?;
    Some(usize::try_from(count).unwrap_or(usize::MAX))
}

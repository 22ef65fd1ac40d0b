//! Slices of tuples: the one that is the whole tuple is the same object. As shipped, `t[:] is t` is false.

use rustpython_vm::builtins::{PyInt, PySlice, PyTuple};
use rustpython_vm::protocol::PyMapping;
use rustpython_vm::types::AsMapping;
use rustpython_vm::{AsObject, PyObject, PyResult, VirtualMachine};

/// Puts elements and slices of tuples right.
pub(super) fn repair(vm: &VirtualMachine) {
    vm.ctx.types.tuple_type.slots.as_mapping.subscript.store(Some(subscript));
}

fn subscript(mapping: PyMapping<'_>, needle: &PyObject, vm: &VirtualMachine) -> PyResult {
    let tuple = mapping.obj;
    let shipped = PyTuple::as_mapping().subscript.expect("a tuple has elements");
    let result = shipped(mapping, needle, vm)?;
    let is_forward = |slice: &PySlice| match &slice.step {
        Some(step) => {
            vm.is_none(step) || step.downcast_ref::<PyInt>().and_then(|step| step.try_to_primitive(vm).ok()) == Some(1)
        }
        None => true,
    };
    let length = |object: &PyObject| object.downcast_ref::<PyTuple>().map(|tuple| tuple.as_slice().len());
    let is_exact = tuple.class().is(vm.ctx.types.tuple_type);
    let is_whole =
        needle.downcast_ref::<PySlice>().is_some_and(|slice| is_forward(slice)) && length(tuple) == length(&result);
    Ok(if is_exact && is_whole { tuple.to_owned() } else { result })
}

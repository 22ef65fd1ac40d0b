//! Objects of the library in a trace table: which they are, and how they are written.

use crate::draw::Value;
use rustpython_vm::builtins::{PyDict, PyStr, PyType};
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, VirtualMachine};

/// The name of a class that a loaded module of the library has under just that name; none of the program's own.
pub(super) fn name(class: &Py<PyType>, vm: &VirtualMachine) -> Option<String> {
    let module = class.as_object().get_attr("__module__", vm).ok()?;
    let module = module.downcast_ref::<PyStr>()?.to_str()?;
    if ["__main__", "builtins"].contains(&module) {
        return None;
    }
    let name = class.name().to_string();
    let modules = vm.sys_module.get_attr("modules", vm).ok()?;
    let module = modules.downcast_ref::<PyDict>()?.get_item_opt(module, vm).ok()??;
    let own = module.dict()?.get_item_opt(name.as_str(), vm).ok()??;
    own.is(class).then_some(name)
}

/// The name of a member of an enumeration, as `Color.RED`.
pub(super) fn member(object: &PyObject, class: &Py<PyType>) -> Option<String> {
    if &*class.class().name() != "EnumType" {
        return None;
    }
    let name = object.dict()?.items_vec().into_iter().find(|(name, _)| text(name).as_deref() == Some("_name_"))?.1;
    Some(format!("{}.{}", class.name(), text(&name)?))
}

/// The elements of a deque, and its greatest length if it has one. Its iterator is the interpreter's own.
pub(super) fn deque(object: &PyObject, vm: &VirtualMachine) -> Option<(Vec<PyObjectRef>, Option<String>)> {
    let elements = vm.extract_elements_with(object, Ok).ok()?;
    let longest = object.get_attr("maxlen", vm).ok().filter(|longest| !vm.is_none(longest));
    let longest = longest.and_then(|longest| Some(longest.repr(vm).ok()?.to_string_lossy().into_owned()));
    Some((elements, longest))
}

/// What a `defaultdict` calls for a key that it does not have.
pub(super) fn factory(object: &PyObject, vm: &VirtualMachine) -> Option<PyObjectRef> {
    object.dict()?.get_item_opt("default_factory", vm).ok()?
}

/// The pairs of a `Counter`, the commonest first, as Python writes it.
pub(super) fn commonest_first(mut pairs: Vec<(Value, Value)>) -> Vec<(Value, Value)> {
    if pairs.iter().all(|(_, count)| matches!(count, Value::Int(_))) {
        pairs.sort_by_key(|(_, count)| match count {
            Value::Int(count) => std::cmp::Reverse(*count),
            _ => std::cmp::Reverse(0),
        });
    }
    pairs
}

fn text(object: &PyObjectRef) -> Option<String> {
    Some(object.downcast_ref::<PyStr>()?.to_str()?.to_owned())
}

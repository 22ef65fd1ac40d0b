//! The words of errors: noted when a program uses those that Python itself made.
//!
//! A third of them differ from CPython's, and many differ between its versions. What the program raises with words of its
//! own is its own affair, and a few messages are the same everywhere.

use super::notes::Notes;
use crate::python::Reason;
use rustpython_vm::builtins::{PyBaseException, PyBaseExceptionRef, PyStr, PyType, PyTypeRef};
use rustpython_vm::types::Representable;
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};
use std::rc::Rc;

/// The built-in by which the slot of `repr` reaches the notes.
const WORDS: &str = "__lh_words__";

/// Puts itself over `str`, `repr` and `args` of every built-in type of error.
pub(super) fn apply(notes: &Rc<Notes>, vm: &VirtualMachine) -> PyResult<()> {
    let own = Rc::clone(notes);
    let words = move |error: PyBaseExceptionRef, vm: &VirtualMachine| own.use_words(&error, vm);
    vm.builtins.set_attr(WORDS, vm.new_function(WORDS, words), vm)?;
    args(notes, vm)?;
    let mut classes: Vec<PyTypeRef> = vec![vm.ctx.exceptions.base_exception_type.to_owned()];
    while let Some(class) = classes.pop() {
        let below = vm.call_method(class.as_object(), "__subclasses__", ())?;
        for class in below.try_to_value::<Vec<PyObjectRef>>(vm)? {
            classes.extend(class.downcast::<PyType>().ok());
        }
        text(&class, notes, vm);
        let has_own = class.attributes.read().contains_key(vm.ctx.intern_str("__repr__"));
        if !has_own || class.is(vm.ctx.exceptions.base_exception_type) {
            class.slots.repr.store(Some(write));
        }
    }
    Ok(())
}

fn write(error: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    vm.builtins.get_attr(WORDS, vm)?.call((error.to_owned(),), vm)?;
    PyBaseException::slot_repr(error, vm)
}

/// Puts itself over the class's own `__str__`, if it has one.
fn text(class: &PyTypeRef, notes: &Rc<Notes>, vm: &VirtualMachine) {
    let name = vm.ctx.intern_str("__str__");
    let Some(shipped) = class.attributes.read().get(name).cloned() else { return };
    let notes = Rc::clone(notes);
    let text = move |error: PyBaseExceptionRef, vm: &VirtualMachine| -> PyResult {
        notes.use_words(&error, vm);
        shipped.call((error,), vm)
    };
    let base = vm.ctx.exceptions.base_exception_type;
    class.set_attr(name, vm.new_method("__str__", base, text).into());
}

/// `args` becomes a property over the shipped attribute.
fn args(notes: &Rc<Notes>, vm: &VirtualMachine) -> PyResult<()> {
    let class = vm.ctx.exceptions.base_exception_type;
    let name = vm.ctx.intern_str("args");
    let Some(shipped) = class.attributes.read().get(name).cloned() else { return Ok(()) };
    let (own, notes) = (shipped.clone(), Rc::clone(notes));
    let get = move |error: PyBaseExceptionRef, vm: &VirtualMachine| -> PyResult {
        notes.use_words(&error, vm);
        let class = error.class().to_owned();
        vm.call_method(&own, "__get__", (error, class))
    };
    let set = move |error: PyObjectRef, value: PyObjectRef, vm: &VirtualMachine| -> PyResult {
        vm.call_method(&shipped, "__set__", (error, value))
    };
    let (get, set) = (vm.new_function("args", get), vm.new_function("args", set));
    let property = vm.ctx.types.property_type.as_object().call((get, set), vm)?;
    class.set_attr(name, property);
    Ok(())
}

impl Notes {
    fn use_words(&self, error: &Py<PyBaseException>, vm: &VirtualMachine) {
        if self.is_own(error) || self.is_the_same_everywhere(error) {
            return;
        }
        self.note(Reason::Message { kind: error.class().name().to_string() }, vm);
    }

    fn is_the_same_everywhere(&self, error: &Py<PyBaseException>) -> bool {
        let kind = error.class().name().to_string();
        let first = error.get_arg(0);
        let words = first.as_ref().and_then(|first| first.downcast_ref::<PyStr>()).and_then(|text| text.to_str());
        let Some(words) = words.filter(|_| error.args().len() == 1) else {
            // Without words, or with the key or the value that the program gave.
            return first.is_none() || ["KeyError", "StopIteration"].contains(&kind.as_str());
        };
        match kind.as_str() {
            "KeyError" => !LOST.contains(&words),
            "StopIteration" => true,
            "NameError" => words.starts_with("name '") && words.ends_with("' is not defined"),
            "AttributeError" => words.contains(" has no attribute '") && !self.is_of_storing(error),
            "FrozenInstanceError" => words.starts_with("cannot assign to field '"),
            "IndexError" => ["list index out of range", "pop from empty list"].contains(&words),
            // Of two integers: `repairs` gives other divisions other words.
            "ZeroDivisionError" => words == "division by zero",
            "ValueError" => {
                let beginnings = ["invalid literal for int() with base ", "could not convert string to float: "];
                beginnings.iter().any(|beginning| words.starts_with(beginning))
            }
            _ => false,
        }
    }
}

/// Words of a `KeyError` that are no key.
const LOST: [&str; 3] = ["pop from an empty set", "popitem(): dictionary is empty", "dictionary is empty"];

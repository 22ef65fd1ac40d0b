//! What shared objects hold at one moment: modules, classes, lists, dicts and sets, and whatever can be reached from them.
//!
//! A snapshot is taken before a program runs, and what the program has changed is put back after it. None of the program's
//! code runs for that, nor for finding out what has changed.

use rustpython_vm::builtins::{
    PyDict, PyDictRef, PyFunction, PyList, PySet, PyStrInterned, PyTuple, PyType, PyTypeRef,
};
use rustpython_vm::function::PySetterValue;
use rustpython_vm::types::{PyTypeFlags, SetAttr};
use rustpython_vm::{AsObject, PyObjectRef, PyRef, PyResult, VirtualMachine};
use std::collections::BTreeSet;

type Item = (PyObjectRef, PyObjectRef);
type Attribute = (&'static PyStrInterned, PyObjectRef);

/// One object and what it held.
pub(super) enum Held {
    Dict(PyDictRef, Vec<Item>),
    List(PyRef<PyList>, Vec<PyObjectRef>),
    Set(PyRef<PySet>, Vec<PyObjectRef>),
    Class(PyTypeRef, Vec<Attribute>),
}

impl Held {
    /// What a dict holds now.
    pub fn dict(dict: PyDictRef) -> Held {
        let items = dict.items_vec();
        Held::Dict(dict, items)
    }

    pub fn identity(&self) -> usize {
        match self {
            Held::Dict(dict, _) => dict.get_id(),
            Held::List(list, _) => list.get_id(),
            Held::Set(set, _) => set.get_id(),
            Held::Class(class, _) => class.get_id(),
        }
    }

    /// Puts back what has changed.
    pub fn restore(&self, vm: &VirtualMachine) -> PyResult<()> {
        if self.is_unchanged() {
            return Ok(());
        }
        match self {
            Held::Dict(dict, items) => {
                dict.clear();
                for (key, value) in items {
                    dict.set_item(&**key, value.clone(), vm)?;
                }
            }
            Held::List(list, elements) => {
                // What is taken out is dropped after the list is free again: its end may look at the list.
                let changed = std::mem::replace(&mut *list.borrow_vec_mut(), elements.clone());
                drop(changed);
            }
            Held::Set(set, elements) => {
                vm.call_method(set.as_object(), "clear", ())?;
                for element in elements {
                    set.add(element.clone(), vm)?;
                }
            }
            Held::Class(class, attributes) => restore_class(class, attributes, vm),
        }
        Ok(())
    }

    fn is_unchanged(&self) -> bool {
        let same = |(now, then): (PyObjectRef, &PyObjectRef)| now.is(then);
        match self {
            Held::Dict(dict, items) => {
                let is_same = |((key, value), (own, original)): (Item, &Item)| key.is(own) && value.is(original);
                dict.__len__() == items.len() && dict.clone().into_iter().zip(items).all(is_same)
            }
            Held::List(list, elements) => {
                let now = list.borrow_vec();
                now.len() == elements.len() && now.iter().zip(elements).all(|(now, then)| now.is(then))
            }
            Held::Set(set, elements) => {
                let now = set.elements();
                now.len() == elements.len() && now.into_iter().zip(elements).all(same)
            }
            Held::Class(class, attributes) => {
                let now = class.attributes.read();
                let mut pairs = now.iter().zip(attributes);
                now.len() == attributes.len()
                    && pairs.all(|((name, value), (own, original))| std::ptr::eq(*name, *own) && value.is(original))
            }
        }
    }

    /// What can be reached from here in one step.
    fn held(&self) -> Vec<PyObjectRef> {
        match self {
            Held::Dict(_, items) => items.iter().map(|(_, value)| value.clone()).collect(),
            Held::List(_, elements) | Held::Set(_, elements) => elements.clone(),
            Held::Class(_, attributes) => attributes.iter().map(|(_, value)| value.clone()).collect(),
        }
    }
}

/// Attributes are set and deleted one by one, because the slots of a class follow its methods; then they are put in order.
fn restore_class(class: &PyTypeRef, attributes: &[Attribute], vm: &VirtualMachine) {
    let now = class.get_attributes();
    let set = |name: &'static PyStrInterned, value| {
        // Refused for a few names that have a setter of their own; those get their value below.
        let _ = PyType::setattro(class, name, value, vm);
    };
    for name in now.keys().filter(|name| !attributes.iter().any(|(own, _)| std::ptr::eq(**name, *own))) {
        set(name, PySetterValue::Delete);
    }
    for (name, value) in attributes.iter().filter(|(name, value)| !now.get(*name).is_some_and(|now| now.is(value))) {
        set(name, PySetterValue::Assign(value.clone()));
    }
    let restored = attributes.iter().cloned().collect();
    let changed = std::mem::replace(&mut *class.attributes.write(), restored);
    class.modified();
    drop(changed);
}

/// Everything that can be changed and be reached from these objects, each once.
pub(super) fn reach(start: Vec<PyObjectRef>, vm: &VirtualMachine) -> Vec<Held> {
    let mut seen = BTreeSet::new();
    let mut next = start;
    let mut found = Vec::new();
    while let Some(object) = next.pop() {
        if !seen.insert(object.get_id()) {
            continue;
        }
        if let Some(tuple) = object.downcast_ref::<PyTuple>() {
            next.extend(tuple.iter().cloned());
        } else if object.downcast_ref::<PyFunction>().is_some() {
            let defaults = ["__defaults__", "__kwdefaults__"].map(|name| object.get_attr(name, vm));
            next.extend(defaults.into_iter().flatten());
        }
        next.extend(object.dict().map(PyObjectRef::from));
        if let Some(held) = held(object) {
            next.extend(held.held());
            found.push(held);
        }
    }
    found
}

fn held(object: PyObjectRef) -> Option<Held> {
    let object = match object.downcast::<PyDict>() {
        Ok(dict) => return Some(Held::dict(dict)),
        Err(object) => object,
    };
    let object = match object.downcast::<PyList>() {
        Ok(list) => {
            let elements = list.borrow_vec().to_vec();
            return Some(Held::List(list, elements));
        }
        Err(object) => object,
    };
    let object = match object.downcast::<PySet>() {
        Ok(set) => {
            let elements = set.elements();
            return Some(Held::Set(set, elements));
        }
        Err(object) => object,
    };
    let class = object.downcast::<PyType>().ok()?;
    if class.slots.flags.has_feature(PyTypeFlags::IMMUTABLETYPE) {
        return None;
    }
    let attributes = class.attributes.read().iter().map(|(name, value)| (*name, value.clone())).collect();
    Some(Held::Class(class, attributes))
}

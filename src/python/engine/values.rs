//! `Value`s into Python objects and results back into `Value`s.

use super::tally::Tally;
use crate::draw::Value;
use rustpython_vm::builtins::{PyBytes, PyDict, PyFloat, PyFrozenSet, PyInt, PyList, PySet, PyStr, PyTuple, PyType};
use rustpython_vm::protocol::PyIterReturn;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine};

/// Levels of lists in lists; what lies deeper is refused as `RecursionError`.
const DEEPEST: usize = 40;

/// A new object for a value. Code becomes a string.
pub(super) fn object_of(value: &Value, vm: &VirtualMachine) -> PyResult<PyObjectRef> {
    let all = |values: &[Value]| values.iter().map(|value| object_of(value, vm)).collect::<PyResult<Vec<_>>>();
    Ok(match value {
        Value::None => vm.ctx.none(),
        Value::Bool(value) => vm.ctx.new_bool(*value).into(),
        Value::Int(value) => vm.ctx.new_int(*value).into(),
        Value::Float(value) => vm.ctx.new_float(*value).into(),
        Value::Text(value) | Value::Code(value) => vm.ctx.new_str(value.as_str()).into(),
        Value::List(values) => vm.ctx.new_list(all(values)?).into(),
        Value::Tuple(values) => vm.ctx.new_tuple(all(values)?).into(),
        Value::Dict(items) => {
            let dict = vm.ctx.new_dict();
            for (key, held) in items {
                dict.set_item(&*object_of(key, vm)?, object_of(held, vm)?, vm)?;
            }
            dict.into()
        }
        Value::Set(values) => {
            let set = PySet::default().into_ref(&vm.ctx);
            for element in all(values)? {
                set.add(element, vm)?;
            }
            set.into()
        }
    })
}

/// The value of a result. Subclasses count as what they extend; other iterables become lists.
///
/// Raises `OverflowError` for an integer beyond 64 bits, `TypeError` for an object that has no value, and whatever
/// the iteration raises.
pub(super) fn value_of(object: &PyObject, tally: &Tally, vm: &VirtualMachine) -> PyResult<Value> {
    tally.begin_walk();
    Walk { tally, vm }.value(object, 0)
}

struct Walk<'a> {
    tally: &'a Tally,
    vm: &'a VirtualMachine,
}

impl Walk<'_> {
    fn value(&self, object: &PyObject, depth: usize) -> PyResult<Value> {
        self.tally.node(self.vm)?;
        if depth > DEEPEST {
            return Err(self.vm.new_recursion_error("lists in lists without end"));
        }
        if let Some(leaf) = self.leaf(object)? {
            return Ok(leaf);
        }
        let values = |objects: &[PyObjectRef]| {
            objects.iter().map(|object| self.value(object, depth + 1)).collect::<PyResult<Vec<_>>>()
        };
        if let Some(list) = object.downcast_ref::<PyList>() {
            let elements = list.borrow_vec().to_vec();
            return Ok(Value::List(values(&elements)?));
        }
        if let Some(tuple) = object.downcast_ref::<PyTuple>() {
            return Ok(Value::Tuple(values(tuple.as_slice())?));
        }
        if let Some(dict) = object.downcast_ref::<PyDict>() {
            let items = dict.items_vec().into_iter();
            let pair = |(key, held): (PyObjectRef, PyObjectRef)| {
                Ok((self.value(&key, depth + 1)?, self.value(&held, depth + 1)?))
            };
            return Ok(Value::Dict(items.map(pair).collect::<PyResult<_>>()?));
        }
        let set = object.downcast_ref::<PySet>().map(|set| set.elements());
        if let Some(elements) = set.or_else(|| object.downcast_ref::<PyFrozenSet>().map(|set| set.elements())) {
            let mut elements = values(&elements)?;
            elements.sort_by_cached_key(Value::to_literal);
            return Ok(Value::Set(elements));
        }
        self.iterable(object, depth)
    }

    fn leaf(&self, object: &PyObject) -> PyResult<Option<Value>> {
        let vm = self.vm;
        if vm.is_none(object) {
            return Ok(Some(Value::None));
        }
        if object.class().is(vm.ctx.types.bool_type) {
            return Ok(Some(Value::Bool(object.is(&vm.ctx.true_value))));
        }
        if let Some(int) = object.downcast_ref::<PyInt>() {
            let beyond = |_| vm.new_overflow_error("beyond 64 bits");
            return int.try_to_primitive(vm).map_err(beyond).map(|int| Some(Value::Int(int)));
        }
        if let Some(float) = object.downcast_ref::<PyFloat>() {
            return Ok(Some(Value::Float(float.to_f64())));
        }
        if let Some(text) = object.downcast_ref::<PyStr>() {
            return Ok(Some(Value::Text(text.try_as_utf8(vm)?.as_str().to_owned())));
        }
        Ok(None)
    }

    fn iterable(&self, object: &PyObject, depth: usize) -> PyResult<Value> {
        if object.downcast_ref::<PyBytes>().is_some() || object.downcast_ref::<PyType>().is_some() {
            return Err(self.vm.new_type_error("no value"));
        }
        let iterator = object.get_iter(self.vm)?;
        let mut values = Vec::new();
        while let PyIterReturn::Return(element) = iterator.next(self.vm)? {
            values.push(self.value(&element, depth + 1)?);
        }
        Ok(Value::List(values))
    }
}

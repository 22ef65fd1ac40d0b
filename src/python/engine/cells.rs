//! Objects as the cells of a trace table show them, written without running any of the program's own code.
//!
//! Exact built-in types as their literals; an instance as `Point(x=1, y=2)`; functions, classes and modules as a word
//! and their name. The program's `__repr__` is never called: on a half-made object it raises, in a probed one it recurses.

mod imported;

use super::tally::Tally;
use crate::draw::Value;
use rustpython_vm::builtins::{
    PyBytes, PyComplex, PyDict, PyFloat, PyFrozenSet, PyFunction, PyInt, PyList, PyModule, PyRange, PySet, PyStr,
    PyTuple, PyType,
};
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

/// Levels of lists in lists that are written out; below them `...`, as Python writes a list that holds itself.
const DEEPEST: usize = 40;

/// Classes of the library whose `repr` runs none of the program's code.
const WRITTEN: [&str; 8] = ["Decimal", "Fraction", "Pattern", "date", "datetime", "time", "timedelta", "timezone"];

/// The literal of an object at this moment.
pub(super) fn literal(object: &PyObject, tally: &Tally, vm: &VirtualMachine) -> PyResult<String> {
    let mut walk = Walk { tally, vm, inside: Vec::new() };
    Ok(walk.value(object)?.to_literal())
}

struct Walk<'a> {
    tally: &'a Tally,
    vm: &'a VirtualMachine,
    /// Identities of the containers being written: a list may hold itself.
    inside: Vec<usize>,
}

impl Walk<'_> {
    fn value(&mut self, object: &PyObject) -> PyResult<Value> {
        self.tally.node(self.vm)?;
        if let Some(leaf) = leaf(object, self.vm) {
            return Ok(leaf);
        }
        let identity = object.get_id();
        if self.inside.contains(&identity) || self.inside.len() >= DEEPEST {
            return Ok(Value::Code(unfinished(object).to_owned()));
        }
        self.inside.push(identity);
        let value = self.container(object);
        self.inside.pop();
        value
    }

    fn container(&mut self, object: &PyObject) -> PyResult<Value> {
        let types = &self.vm.ctx.types;
        let class = object.class();
        if let Some(text) = self.imported(object, class)? {
            return Ok(Value::Code(text));
        }
        if let Some(list) = object.downcast_ref::<PyList>() {
            let elements = list.borrow_vec().to_vec();
            let list = Value::List(self.values(&elements)?);
            return Ok(if class.is(types.list_type) { list } else { wrapped(class, &list) });
        }
        if let Some(tuple) = object.downcast_ref::<PyTuple>() {
            return self.tuple(tuple, class);
        }
        if let Some(dict) = object.downcast_ref::<PyDict>() {
            let dict = Value::Dict(self.items(dict.items_vec())?);
            return Ok(if class.is(types.dict_type) { dict } else { wrapped(class, &dict) });
        }
        if let Some(set) = object.downcast_ref::<PySet>() {
            let set = self.set(&set.elements())?;
            return Ok(if class.is(types.set_type) { set } else { wrapped(class, &set) });
        }
        if let Some(set) = object.downcast_ref::<PyFrozenSet>() {
            let set = self.set(&set.elements())?;
            return Ok(match &set {
                Value::Set(elements) if elements.is_empty() => Value::Code(format!("{}()", class.name())),
                _ => wrapped(class, &set),
            });
        }
        self.instance(object)
    }

    /// An object of the library, as Python writes it; members of the program's enumerations too.
    fn imported(&mut self, object: &PyObject, class: &Py<PyType>) -> PyResult<Option<String>> {
        if let Some(member) = imported::member(object, class) {
            return Ok(Some(member));
        }
        let Some(name) = imported::name(class, self.vm) else {
            return Ok(None);
        };
        if let Some(dict) = object.downcast_ref::<PyDict>() {
            let items = self.items(dict.items_vec())?;
            return Ok(match (name.as_str(), imported::factory(object, self.vm)) {
                ("defaultdict", Some(factory)) => {
                    let factory = self.factory(&factory)?;
                    Some(format!("defaultdict({factory}, {})", Value::Dict(items).to_literal()))
                }
                ("Counter", _) if items.is_empty() => Some("Counter()".to_owned()),
                ("Counter", _) => {
                    let items = imported::commonest_first(items);
                    Some(format!("Counter({})", Value::Dict(items).to_literal()))
                }
                _ => None,
            });
        }
        if name == "deque"
            && let Some((elements, longest)) = imported::deque(object, self.vm)
        {
            let list = Value::List(self.values(&elements)?).to_literal();
            let longest = longest.map(|longest| format!(", maxlen={longest}")).unwrap_or_default();
            return Ok(Some(format!("deque({list}{longest})")));
        }
        let is_plain = WRITTEN.contains(&name.as_str());
        Ok(if is_plain { Some(object.repr(self.vm)?.to_string_lossy().into_owned()) } else { None })
    }

    fn factory(&mut self, factory: &PyObject) -> PyResult<String> {
        match factory.downcast_ref::<PyType>() {
            Some(class) => Ok(format!("<class '{}'>", class.name())),
            None => Ok(self.value(factory)?.to_literal()),
        }
    }

    fn tuple(&mut self, tuple: &Py<PyTuple>, class: &Py<PyType>) -> PyResult<Value> {
        let values = self.values(tuple.as_slice())?;
        if class.is(self.vm.ctx.types.tuple_type) {
            return Ok(Value::Tuple(values));
        }
        let fields = class.get_attr(self.vm.ctx.intern_str("_fields"));
        let Some(fields) = fields.as_ref().and_then(|fields| fields.downcast_ref::<PyTuple>()) else {
            return Ok(wrapped(class, &Value::Tuple(values)));
        };
        let named: Vec<String> =
            fields.iter().zip(&values).map(|(name, value)| format!("{}={}", text(name), value.to_literal())).collect();
        Ok(Value::Code(format!("{}({})", class.name(), named.join(", "))))
    }

    fn instance(&mut self, object: &PyObject) -> PyResult<Value> {
        let attributes = object.dict().map(|dict| dict.items_vec()).unwrap_or_default();
        let mut named = Vec::with_capacity(attributes.len());
        for (name, held) in attributes {
            named.push(format!("{}={}", text(&name), self.value(&held)?.to_literal()));
        }
        Ok(Value::Code(format!("{}({})", object.class().name(), named.join(", "))))
    }

    fn values(&mut self, objects: &[PyObjectRef]) -> PyResult<Vec<Value>> {
        objects.iter().map(|object| self.value(object)).collect()
    }

    fn items(&mut self, items: Vec<(PyObjectRef, PyObjectRef)>) -> PyResult<Vec<(Value, Value)>> {
        items.into_iter().map(|(key, held)| Ok((self.value(&key)?, self.value(&held)?))).collect()
    }

    fn set(&mut self, elements: &[PyObjectRef]) -> PyResult<Value> {
        let mut values = self.values(elements)?;
        values.sort_by_cached_key(Value::to_literal);
        Ok(Value::Set(values))
    }
}

/// What holds nothing else and has a literal: numbers, strings, truth values, `None`, bytes, ranges. Of exact types.
pub(super) fn constant(object: &PyObject, vm: &VirtualMachine) -> Option<String> {
    scalar(object, vm).map(|value| value.to_literal()).or_else(|| printed(object, vm))
}

/// What holds nothing else.
fn leaf(object: &PyObject, vm: &VirtualMachine) -> Option<Value> {
    scalar(object, vm).or_else(|| word(object, object.class(), vm).map(Value::Code))
}

fn scalar(object: &PyObject, vm: &VirtualMachine) -> Option<Value> {
    let types = &vm.ctx.types;
    let class = object.class();
    if vm.is_none(object) {
        return Some(Value::None);
    }
    if class.is(types.bool_type) {
        return Some(Value::Bool(object.is(&vm.ctx.true_value)));
    }
    if class.is(types.int_type) {
        return object.downcast_ref::<PyInt>().map(|int| match int.try_to_primitive(vm) {
            Ok(small) => Value::Int(small),
            Err(_) => Value::Code(int.to_str_radix_10()),
        });
    }
    if class.is(types.float_type) {
        return object.downcast_ref::<PyFloat>().map(|float| Value::Float(float.to_f64()));
    }
    class.is(types.str_type).then(|| Value::Text(text(object)))
}

/// What has no literal of its own, but a name; and built-in leaves whose `repr` runs none of the program's code.
fn word(object: &PyObject, class: &Py<PyType>, vm: &VirtualMachine) -> Option<String> {
    let types = &vm.ctx.types;
    if let Some(class) = object.downcast_ref::<PyType>() {
        return Some(format!("class {}", class.name()));
    }
    if let Some(function) = object.downcast_ref::<PyFunction>() {
        let name = function.as_object().get_attr("__name__", vm).ok()?;
        return Some(format!("function {}", text(&name)));
    }
    if class.is(types.builtin_function_or_method_type) {
        let name = object.get_attr("__name__", vm).ok()?;
        return Some(format!("function {}", text(&name)));
    }
    if class.is(types.bound_method_type) {
        let function = object.get_attr("__func__", vm).ok()?;
        let function = function.downcast_ref::<PyFunction>()?;
        let name = function.as_object().get_attr("__name__", vm).ok()?;
        return Some(format!("method {}", text(&name)));
    }
    if object.downcast_ref::<PyModule>().is_some() {
        return Some("module".to_owned());
    }
    if let Some(printed) = printed(object, vm) {
        return Some(printed);
    }
    let is_iterator = class.slots.iternext.load().is_some() && object.dict().is_none();
    is_iterator.then(|| class.name().to_string())
}

/// Built-in constants whose `repr` runs none of the program's code.
fn printed(object: &PyObject, vm: &VirtualMachine) -> Option<String> {
    let types = &vm.ctx.types;
    let class = object.class();
    let is_plain = [types.bytes_type, types.complex_type, types.range_type].iter().any(|plain| class.is(*plain));
    let holds_numbers = object.downcast_ref::<PyBytes>().is_some()
        || object.downcast_ref::<PyComplex>().is_some()
        || object.downcast_ref::<PyRange>().is_some();
    let repr = (is_plain && holds_numbers).then(|| object.repr(vm).ok()).flatten()?;
    Some(repr.to_string_lossy().into_owned())
}

/// What stands for a container inside itself, as Python writes it.
fn unfinished(object: &PyObject) -> &'static str {
    if object.downcast_ref::<PyList>().is_some() {
        "[...]"
    } else if object.downcast_ref::<PyDict>().is_some() {
        "{...}"
    } else if object.downcast_ref::<PyTuple>().is_some() {
        "(...)"
    } else {
        "..."
    }
}

fn wrapped(class: &Py<PyType>, value: &Value) -> Value {
    Value::Code(format!("{}({})", class.name(), value.to_literal()))
}

fn text(object: &PyObject) -> String {
    object.downcast_ref::<PyStr>().map(|text| text.to_string_lossy().into_owned()).unwrap_or_default()
}

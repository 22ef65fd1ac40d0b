//! Live objects → `Graph`: a walk from the names, by identity, that runs none of the program's own code.
//!
//! What holds nothing else is written down; lists, tuples, dicts, sets, instances, classes, functions and methods are
//! boxes with places; anything else is a box without.

use super::cells;
use super::tally::Tally;
use crate::python::Stop;
use crate::python::graph::{Graph, Held, Named, Object, Slot};
use rustpython_vm::builtins::{
    PyCode, PyDict, PyDictRef, PyFloat, PyFrozenSet, PyFunction, PyInt, PyList, PyModule, PySet, PyStr, PyTuple, PyType,
};
use rustpython_vm::protocol::PyIterReturn;
use rustpython_vm::types::PyTypeFlags;
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};
use std::collections::BTreeMap;

/// More boxes, or places in them, nobody draws.
const OBJECTS: usize = 40;
const SLOTS: usize = 200;

/// The graph of these names among the globals.
pub(super) fn graph(globals: &PyDictRef, names: &[String], tally: &Tally, vm: &VirtualMachine) -> PyResult<Graph> {
    tally.begin_walk();
    let graph = Graph { names: Vec::new(), objects: Vec::new() };
    let mut walk = Walk { tally, vm, graph, known: BTreeMap::new(), slots: 0 };
    for name in names {
        let object = globals.get_item_opt(name.as_str(), vm)?;
        let held = object.map(|object| walk.held(&object)).transpose()?;
        walk.graph.names.push(Named { name: name.clone(), held });
    }
    Ok(walk.graph)
}

struct Walk<'a> {
    tally: &'a Tally,
    vm: &'a VirtualMachine,
    graph: Graph,
    /// Identity → index. Every object is held by the program while the walk goes on, so no identity comes twice.
    known: BTreeMap<usize, usize>,
    slots: usize,
}

/// A box as it is opened: what its places hold is yet to be visited.
struct Opened {
    kind: String,
    name: Option<String>,
    places: Vec<Place>,
}

type Place = (Option<String>, PyObjectRef);

impl Opened {
    fn of(kind: &str, places: Vec<Place>) -> Opened {
        Opened { kind: kind.to_owned(), name: None, places }
    }

    fn named(kind: &str, name: String, places: Vec<Place>) -> Opened {
        Opened { kind: kind.to_owned(), name: Some(name), places }
    }
}

impl Walk<'_> {
    fn held(&mut self, object: &PyObject) -> PyResult<Held> {
        self.tally.node(self.vm)?;
        if let Some(text) = cells::constant(object, self.vm) {
            return Ok(Held::Literal(text));
        }
        let identity = object.get_id();
        if let Some(index) = self.known.get(&identity) {
            return Ok(Held::Object(*index));
        }
        let index = self.graph.objects.len();
        let opened = self.open(object)?;
        self.slots += opened.places.len();
        if index == OBJECTS || self.slots > SLOTS {
            return Err(self.tally.halt(Stop::Crowded, self.vm));
        }
        self.known.insert(identity, index);
        self.graph.objects.push(Object { kind: opened.kind, name: opened.name, slots: Vec::new() });
        for (label, inner) in opened.places {
            let held = self.held(&inner)?;
            self.graph.objects[index].slots.push(Slot { label, held });
        }
        Ok(Held::Object(index))
    }

    fn open(&self, object: &PyObject) -> PyResult<Opened> {
        if let Some(class) = object.downcast_ref::<PyType>() {
            return Ok(Opened::named("class", class.name().to_string(), self.class_attributes(class)));
        }
        if let Some(function) = object.downcast_ref::<PyFunction>() {
            return self.function(function.as_object());
        }
        let types = &self.vm.ctx.types;
        let class = object.class();
        if class.is(types.bound_method_type) || class.is(types.builtin_function_or_method_type) {
            return self.method(object);
        }
        if object.downcast_ref::<PyModule>().is_some() {
            return Ok(Opened::named("module", self.name_of(object), Vec::new()));
        }
        let mut places = self.elements(object)?;
        places.extend(self.attributes(object)?);
        Ok(Opened::of(&class.name(), places))
    }

    /// Elements of what extends a built-in container, and the value of what extends a number or string.
    fn elements(&self, object: &PyObject) -> PyResult<Vec<Place>> {
        if let Some(list) = object.downcast_ref::<PyList>() {
            return Ok(unlabelled(list.borrow_vec().to_vec()));
        }
        if let Some(tuple) = object.downcast_ref::<PyTuple>() {
            return Ok(self.tuple(tuple, object.class()));
        }
        if let Some(dict) = object.downcast_ref::<PyDict>() {
            let label =
                |(key, held): (PyObjectRef, PyObjectRef)| Ok((Some(cells::literal(&key, self.tally, self.vm)?), held));
            return dict.items_vec().into_iter().map(label).collect();
        }
        let set = object.downcast_ref::<PySet>().map(|set| set.elements());
        if let Some(elements) = set.or_else(|| object.downcast_ref::<PyFrozenSet>().map(|set| set.elements())) {
            return self.sorted(elements);
        }
        if let Some(value) = self.plain_value(object) {
            return Ok(vec![(None, value)]);
        }
        self.queue(object)
    }

    fn tuple(&self, tuple: &Py<PyTuple>, class: &Py<PyType>) -> Vec<Place> {
        let fields = class.get_attr(self.vm.ctx.intern_str("_fields"));
        let mut places = unlabelled(tuple.as_slice().to_vec());
        if let Some(fields) = fields.as_ref().and_then(|fields| fields.downcast_ref::<PyTuple>()) {
            for (place, field) in places.iter_mut().zip(fields.iter()) {
                place.0 = Some(text(field));
            }
        }
        places
    }

    /// Elements of a set by their literals, because a set has no order to draw.
    fn sorted(&self, elements: Vec<PyObjectRef>) -> PyResult<Vec<Place>> {
        let mut keyed = Vec::with_capacity(elements.len());
        for element in elements {
            keyed.push((cells::literal(&element, self.tally, self.vm)?, element));
        }
        let number = |literal: &str| literal.parse::<i64>().ok();
        keyed.sort_by(|(one, _), (other, _)| number(one).cmp(&number(other)).then_with(|| one.cmp(other)));
        Ok(unlabelled(keyed.into_iter().map(|(_, element)| element).collect()))
    }

    /// The number or string in an instance of a class that extends one.
    fn plain_value(&self, object: &PyObject) -> Option<PyObjectRef> {
        let ctx = &self.vm.ctx;
        if let Some(int) = object.downcast_ref::<PyInt>() {
            return Some(ctx.new_bigint(int.as_bigint()).into());
        }
        if let Some(float) = object.downcast_ref::<PyFloat>() {
            return Some(ctx.new_float(float.to_f64()).into());
        }
        object.downcast_ref::<PyStr>().map(|_| ctx.new_str(text(object)).into())
    }

    /// A `deque` itself, not a class that extends it: only the interpreter's own iterator runs.
    fn queue(&self, object: &PyObject) -> PyResult<Vec<Place>> {
        let class = object.class();
        if is_from_program(class) || &*class.name() != "deque" {
            return Ok(Vec::new());
        }
        let iterator = object.to_owned().get_iter(self.vm)?;
        let mut elements = Vec::new();
        while let PyIterReturn::Return(element) = iterator.next(self.vm)? {
            elements.push(element);
        }
        Ok(unlabelled(elements))
    }

    /// What an instance has of its own: its dict, and what `__slots__` reserved.
    fn attributes(&self, object: &PyObject) -> PyResult<Vec<Place>> {
        let class = object.class();
        let mut places = Vec::new();
        let lineage = class.mro_collect();
        for class in lineage.iter().rev().filter(|class| is_from_program(class)) {
            let own = class.attributes.read();
            for (name, held) in own.iter().filter(|(_, held)| held.class().is(self.vm.ctx.types.member_descriptor_type))
            {
                let get = held.get_attr("__get__", self.vm)?;
                // A place that is still empty raises, and is none.
                if let Ok(value) = get.call((object.to_owned(),), self.vm) {
                    places.push((Some(name.as_str().to_owned()), value));
                }
            }
        }
        let attributes = object.dict().map(|dict| dict.items_vec()).unwrap_or_default();
        places.extend(attributes.into_iter().map(|(name, held)| (Some(text(&name)), held)));
        Ok(places)
    }

    /// Attributes of a class of the program that are data: no methods, no names with two underscores at either end.
    fn class_attributes(&self, class: &Py<PyType>) -> Vec<Place> {
        if !is_from_program(class) {
            return Vec::new();
        }
        let types = &self.vm.ctx.types;
        let behaviour = [
            types.function_type,
            types.classmethod_type,
            types.staticmethod_type,
            types.property_type,
            types.member_descriptor_type,
            types.getset_type,
            types.builtin_function_or_method_type,
        ];
        let is_data = |name: &str, held: &PyObject| {
            let is_hidden = name.starts_with("__") && name.ends_with("__");
            !is_hidden && behaviour.iter().all(|kind| !held.class().is(*kind))
        };
        let own = class.attributes.read();
        let data = own.iter().filter(|(name, held)| is_data(name.as_str(), held));
        data.map(|(name, held)| (Some(name.as_str().to_owned()), held.clone())).collect()
    }

    /// A function with its defaults, by the names of their parameters.
    fn function(&self, function: &PyObject) -> PyResult<Opened> {
        let code = function.get_attr("__code__", self.vm)?;
        let parameters: Vec<String> = match code.downcast_ref::<PyCode>() {
            Some(code) => {
                code.varnames.iter().take(code.arg_count as usize).map(|name| name.as_str().to_owned()).collect()
            }
            None => Vec::new(),
        };
        let defaults = function.get_attr("__defaults__", self.vm)?;
        let defaults = defaults.downcast_ref::<PyTuple>().map(|tuple| tuple.as_slice().to_vec()).unwrap_or_default();
        let first = parameters.len().saturating_sub(defaults.len());
        let names = parameters.into_iter().skip(first).map(Some);
        let mut places: Vec<Place> = names.zip(defaults).collect();
        let named = function.get_attr("__kwdefaults__", self.vm)?;
        let named = named.downcast_ref::<PyDict>().map(|named| named.items_vec()).unwrap_or_default();
        places.extend(named.into_iter().map(|(name, held)| (Some(text(&name)), held)));
        Ok(Opened::named("function", self.name_of(function), places))
    }

    /// A method with the object that it was taken from; what was taken from none is a function.
    fn method(&self, object: &PyObject) -> PyResult<Opened> {
        let name = self.name_of(object);
        let owner = object.get_attr("__self__", self.vm).ok();
        let owner = owner.filter(|owner| !self.vm.is_none(owner) && owner.downcast_ref::<PyModule>().is_none());
        Ok(match owner {
            Some(owner) => Opened::named("method", name, vec![(Some("self".to_owned()), owner)]),
            None => Opened::named("function", name, Vec::new()),
        })
    }

    fn name_of(&self, object: &PyObject) -> String {
        let bound = object.class().is(self.vm.ctx.types.bound_method_type);
        let function = if bound { object.get_attr("__func__", self.vm).ok() } else { None };
        let named = function.as_deref().unwrap_or(object);
        // Of functions, built-in functions and modules only: a bound object of the program could answer by itself.
        let is_plain = named.downcast_ref::<PyFunction>().is_some()
            || named.downcast_ref::<PyModule>().is_some()
            || named.class().is(self.vm.ctx.types.builtin_function_or_method_type);
        let name = if is_plain { named.get_attr("__name__", self.vm).ok() } else { None };
        name.map(|name| text(&name)).unwrap_or_default()
    }
}

fn unlabelled(objects: Vec<PyObjectRef>) -> Vec<Place> {
    objects.into_iter().map(|object| (None, object)).collect()
}

/// Made by a `class` statement, not built in.
fn is_from_program(class: &Py<PyType>) -> bool {
    class.slots.flags.has_feature(PyTypeFlags::HEAPTYPE)
}

fn text(object: &PyObject) -> String {
    object.downcast_ref::<PyStr>().map(|text| text.to_string_lossy().into_owned()).unwrap_or_default()
}

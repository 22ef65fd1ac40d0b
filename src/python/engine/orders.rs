//! Other worlds: sets in another order, objects at other addresses, strings with other hashes.
//!
//! A program is run as it is, while this notes where it looks at one of these. Where it does, it is run again in worlds
//! that differ in nothing else, and what comes out must be the same.

use super::notes::program_line;
use crate::python::{Reason, Untrusted};
use rustpython_vm::builtins::{PyFrozenSet, PyList, PySet, PyStr, PyType};
use rustpython_vm::types::{Iterable, Representable};
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The built-in that gives the elements of a set in the order of the world, `None` for their own.
const ORDER: &str = "__lh_order__";
/// The prelude's generator over such elements.
const IN_ORDER: &str = "__lh_in_order__";

/// How a run meets what Python does not promise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum World {
    /// As the interpreter has it: sets in the order in which they were filled.
    Own,
    /// Every set from its end: shows whatever is looked at once.
    Reversed,
    /// Every other set from its end, from the first or from the second on: two turns would cancel.
    Alternating { first: bool },
    /// Every set in an order drawn for it.
    Drawn,
}

/// The worlds in which a result must be the same as in `World::Own`.
pub(super) const OTHERS: [World; 4] =
    [World::Reversed, World::Alternating { first: true }, World::Alternating { first: false }, World::Drawn];

/// A place where the program looks at what Python does not promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sight {
    line: Option<u32>,
    what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Set,
    Address,
    Hash,
}

impl Sight {
    pub fn into_untrusted(self) -> Untrusted {
        let reason = match self.what {
            What::Set => Reason::SetOrder,
            What::Address => Reason::Address,
            What::Hash => Reason::Hash,
        };
        Untrusted { reason, line: self.line }
    }
}

pub(super) struct Orders {
    world: Cell<World>,
    /// The only sight that is other than in `World::Own`; `None` for all.
    only: Cell<Option<Sight>>,
    turns: Cell<u64>,
    seen: RefCell<BTreeSet<Sight>>,
}

impl Orders {
    pub fn new() -> Orders {
        Orders { world: Cell::new(World::Own), only: Cell::new(None), turns: Cell::new(0), seen: RefCell::default() }
    }

    /// Enters a world; what is not `only` this stays as it is.
    pub fn enter(&self, world: World, only: Option<Sight>) {
        self.world.set(world);
        self.only.set(only);
    }

    /// Begins a run: the same world again has the same orders.
    pub fn begin(&self) {
        self.turns.set(0);
    }

    /// The places seen since this was last asked.
    pub fn take_seen(&self) -> BTreeSet<Sight> {
        self.seen.take()
    }

    /// Notes that the program looks here; the world that it is to see.
    fn look(&self, what: What, vm: &VirtualMachine) -> World {
        let sight = Sight { line: program_line(vm), what };
        self.seen.borrow_mut().insert(sight);
        let is_meant = self.only.get().is_none_or(|only| only == sight);
        if is_meant { self.world.get() } else { World::Own }
    }

    /// The elements of a set in the order of this world; `None` for their own.
    fn order(&self, set: &PyObject, vm: &VirtualMachine) -> Option<Vec<PyObjectRef>> {
        let mut elements = elements(set).filter(|elements| elements.len() > 1)?;
        let world = self.look(What::Set, vm);
        let turn = self.turns.get();
        self.turns.set(turn + 1);
        match world {
            World::Own => return None,
            World::Reversed => elements.reverse(),
            World::Alternating { first } if first == turn.is_multiple_of(2) => elements.reverse(),
            World::Alternating { .. } => {}
            World::Drawn => {
                for (at, left) in (1..elements.len()).rev().zip(0_u64..) {
                    let draw = mixed(turn.wrapping_mul(1_000_003).wrapping_add(left));
                    elements.swap(at, usize::try_from(draw % (at as u64 + 1)).unwrap_or(0));
                }
            }
        }
        Some(elements)
    }

    /// An address or a hash as this world has it: equal ones stay equal.
    fn number(&self, number: i64, what: What, vm: &VirtualMachine) -> i64 {
        match self.look(what, vm) {
            World::Own => number,
            World::Reversed => mixed(number.cast_unsigned()).cast_signed() >> 2,
            World::Alternating { first } => mixed(number.cast_unsigned() ^ (1 + u64::from(first))).cast_signed() >> 2,
            World::Drawn => mixed(number.cast_unsigned() ^ 4).cast_signed() >> 2,
        }
    }
}

/// A number that shows nothing of the one it was made of: the finaliser of SplitMix64.
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

fn elements(set: &PyObject) -> Option<Vec<PyObjectRef>> {
    let elements = set.downcast_ref::<PySet>().map(|set| set.elements());
    elements.or_else(|| set.downcast_ref::<PyFrozenSet>().map(|set| set.elements()))
}

/// Puts the worlds over sets, `id` and `hash`. `in_order` is the prelude's.
pub(super) fn apply(orders: &Rc<Orders>, in_order: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    let own = Rc::clone(orders);
    let order = move |set: PyObjectRef, vm: &VirtualMachine| -> PyObjectRef {
        own.order(&set, vm).map_or_else(|| vm.ctx.none(), |elements| vm.ctx.new_list(elements).into())
    };
    vm.builtins.set_attr(ORDER, vm.new_function(ORDER, order), vm)?;
    vm.builtins.set_attr(IN_ORDER, in_order, vm)?;
    let types = &vm.ctx.types;
    types.set_type.slots.iter.store(Some(|set, vm| iterate(set, PySet::slot_iter, vm)));
    types.frozenset_type.slots.iter.store(Some(|set, vm| iterate(set, PyFrozenSet::slot_iter, vm)));
    types.set_type.slots.repr.store(Some(|set, vm| write(set, PySet::slot_repr, vm)));
    types.frozenset_type.slots.repr.store(Some(|set, vm| write(set, PyFrozenSet::slot_repr, vm)));
    // What a class of the program inherits it finds under these names.
    methods(types.set_type, PySet::slot_iter, PySet::slot_repr, vm);
    methods(types.frozenset_type, PyFrozenSet::slot_iter, PyFrozenSet::slot_repr, vm);
    pop(orders, vm)?;
    numbers(orders, vm)
}

/// The elements of a set where this world has another order.
fn turned(set: &PyObject, vm: &VirtualMachine) -> PyResult<Option<PyRef<PyList>>> {
    let list = vm.builtins.get_attr(ORDER, vm)?.call((set.to_owned(),), vm)?;
    Ok(list.downcast().ok())
}

type Iterate = fn(PyObjectRef, &VirtualMachine) -> PyResult;

fn iterate(set: PyObjectRef, own: Iterate, vm: &VirtualMachine) -> PyResult {
    match turned(&set, vm)? {
        None => own(set, vm),
        Some(list) => vm.builtins.get_attr(IN_ORDER, vm)?.call((list, set), vm),
    }
}

type Write = fn(&PyObject, &VirtualMachine) -> PyResult<PyRef<PyStr>>;

fn write(set: &PyObject, own: Write, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
    let Some(list) = turned(set, vm)? else {
        return own(set, vm);
    };
    let mut texts = Vec::new();
    for element in list.borrow_vec().to_vec() {
        texts.push(element.repr(vm)?.to_string_lossy().into_owned());
    }
    let inside = format!("{{{}}}", texts.join(", "));
    let is_plain = set.class().is(vm.ctx.types.set_type);
    Ok(vm.ctx.new_str(if is_plain { inside } else { format!("{}({inside})", set.class().name()) }))
}

fn methods(class: &'static Py<PyType>, iter: Iterate, repr: Write, vm: &VirtualMachine) {
    let iter = move |set: PyObjectRef, vm: &VirtualMachine| iterate(set, iter, vm);
    class.set_attr(vm.ctx.intern_str("__iter__"), vm.new_method("__iter__", class, iter).into());
    let repr = move |set: PyObjectRef, vm: &VirtualMachine| write(&set, repr, vm);
    class.set_attr(vm.ctx.intern_str("__repr__"), vm.new_method("__repr__", class, repr).into());
}

/// `pop` takes what comes first in this world.
fn pop(orders: &Rc<Orders>, vm: &VirtualMachine) -> PyResult<()> {
    let class = vm.ctx.types.set_type;
    let shipped = class.as_object().get_attr("pop", vm)?;
    let orders = Rc::clone(orders);
    let pop = move |set: PyObjectRef, vm: &VirtualMachine| -> PyResult {
        match orders.order(&set, vm).and_then(|elements| elements.into_iter().next()) {
            None => shipped.call((set,), vm),
            Some(element) => {
                vm.call_method(&set, "remove", (element.clone(),))?;
                Ok(element)
            }
        }
    };
    class.set_attr(vm.ctx.intern_str("pop"), vm.new_method("pop", class, pop).into());
    Ok(())
}

fn numbers(orders: &Rc<Orders>, vm: &VirtualMachine) -> PyResult<()> {
    for (name, what) in [("id", What::Address), ("hash", What::Hash)] {
        let shipped = super::notes::shipped(name, vm)?;
        let orders = Rc::clone(orders);
        let number = move |object: PyObjectRef, vm: &VirtualMachine| -> PyResult {
            let result = shipped.call((object.clone(),), vm)?;
            if what == What::Hash && has_fixed_hash(&object, vm) {
                return Ok(result);
            }
            let number: i64 = result.clone().try_into_value(vm)?;
            let other = orders.number(number, what, vm);
            Ok(if other == number { result } else { vm.ctx.new_int(other).into() })
        };
        vm.builtins.set_attr(name, vm.new_function(name, number), vm)?;
    }
    Ok(())
}

/// Numbers hash alike everywhere; what a class of the program gives was made by `hash` inside it, or is its own affair.
fn has_fixed_hash(object: &PyObject, vm: &VirtualMachine) -> bool {
    let types = &vm.ctx.types;
    let is_number = [types.int_type, types.bool_type, types.float_type].iter().any(|class| object.class().is(*class));
    let method = object.class().get_attr(vm.ctx.intern_str("__hash__"));
    is_number || method.is_some_and(|method| method.class().is(types.function_type))
}

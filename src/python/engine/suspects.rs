//! Sums and powers that the interpreter gets wrong, or that changed between versions: they note when it happens.

use super::notes::{self, Notes, note_power, shipped};
use crate::python::Reason;
use rustpython_vm::builtins::{PyComplex, PyFloat, PyInt};
use rustpython_vm::function::{ArgIterable, OptionalArg};
use rustpython_vm::types::AsNumber;
use rustpython_vm::{AsObject, FromArgs, PyObject, PyObjectRef, PyResult, VirtualMachine};
use std::rc::Rc;

/// Puts itself over `sum` and powers.
pub(super) fn apply(notes: &Rc<Notes>, vm: &VirtualMachine) -> PyResult<()> {
    notes::put_note(notes, vm)?;
    sum(notes, vm)?;
    is_integer(notes, vm)?;
    let types = &vm.ctx.types;
    for slots in [&types.int_type.slots.as_number, &types.float_type.slots.as_number] {
        slots.power.store(Some(power));
        slots.right_power.store(Some(right_power));
    }
    Ok(())
}

#[derive(FromArgs)]
struct SumArgs {
    #[pyarg(positional)]
    iterable: ArgIterable,
    #[pyarg(any, optional)]
    start: OptionalArg<PyObjectRef>,
}

/// `sum` adds as before, and notes where floats would have another sum since 3.12.
fn sum(notes: &Rc<Notes>, vm: &VirtualMachine) -> PyResult<()> {
    let shipped = shipped("sum", vm)?;
    let notes = Rc::clone(notes);
    let sum = move |SumArgs { iterable, start }: SumArgs, vm: &VirtualMachine| -> PyResult {
        let mut total = start.into_option().unwrap_or_else(|| vm.ctx.new_int(0).into());
        let types = &vm.ctx.types;
        if [types.str_type, types.bytes_type, types.bytearray_type].iter().any(|class| total.fast_isinstance(class)) {
            return shipped.call((vm.ctx.new_list(Vec::new()), total), vm);
        }
        let is_another = add(iterable, &mut total, vm)?;
        if is_another {
            notes.note(Reason::FloatSum, vm);
        }
        Ok(total)
    };
    vm.builtins.set_attr("sum", vm.new_function("sum", sum), vm)
}

/// Adds all to the total; whether Python 3.12 gives another. As there, only numbers are compensated, and nothing after
/// the first of something else.
fn add(iterable: ArgIterable, total: &mut PyObjectRef, vm: &VirtualMachine) -> PyResult<bool> {
    let mut floats = Compensated::of(total, vm);
    let mut is_plain = false;
    let mut is_another = false;
    for item in iterable.iter(vm)? {
        let item = item?;
        if let Some(sum) = floats {
            floats = sum.plus(&item, vm);
            is_plain |= floats.is_none();
            is_another |= floats.is_none() && sum.is_another();
        }
        *total = vm._add(total, &item)?;
        if floats.is_none() && !is_plain {
            floats = Compensated::of(total, vm);
        }
    }
    Ok(is_another || floats.is_some_and(Compensated::is_another))
}

/// A sum of floats with what rounding has cut off, by Neumaier: `float_sum` in CPython's `bltinmodule.c` since 3.12.
#[derive(Clone, Copy)]
struct Compensated {
    sum: f64,
    cut_off: f64,
}

impl Compensated {
    fn of(object: &PyObject, vm: &VirtualMachine) -> Option<Compensated> {
        let is_float = object.class().is(vm.ctx.types.float_type);
        let float = object.downcast_ref::<PyFloat>().filter(|_| is_float)?;
        Some(Compensated { sum: float.to_f64(), cut_off: 0.0 })
    }

    /// `None` for what is no number: from there on it is added like anything else.
    fn plus(self, item: &PyObject, vm: &VirtualMachine) -> Option<Compensated> {
        if let Some(Compensated { sum: item, .. }) = Compensated::of(item, vm) {
            let sum = self.sum + item;
            let cut_off = if self.sum.abs() >= item.abs() { (self.sum - sum) + item } else { (item - sum) + self.sum };
            return Some(Compensated { sum, cut_off: self.cut_off + cut_off });
        }
        let item: i64 = item.downcast_ref::<PyInt>()?.try_to_primitive(vm).ok()?;
        Some(Compensated { sum: self.sum + item as f64, ..self })
    }

    fn is_another(self) -> bool {
        self.cut_off.is_finite() && self.sum + self.cut_off != self.sum
    }
}

/// `int.is_integer` came with 3.12; floats have it in every version.
fn is_integer(notes: &Rc<Notes>, vm: &VirtualMachine) -> PyResult<()> {
    let class = vm.ctx.types.int_type;
    let notes = Rc::clone(notes);
    let is_integer = move |_int: PyObjectRef, vm: &VirtualMachine| -> bool {
        notes.note(Reason::Newer { what: "`is_integer` of an `int`".to_owned(), since: Some("3.12".to_owned()) }, vm);
        true
    };
    class.set_attr(vm.ctx.intern_str("is_integer"), vm.new_method("is_integer", class, is_integer).into());
    Ok(())
}

fn power(a: &PyObject, b: &PyObject, c: &PyObject, vm: &VirtualMachine) -> PyResult {
    looked_at(own_power(a)(a, b, c, vm)?, vm)
}

fn right_power(a: &PyObject, b: &PyObject, c: &PyObject, vm: &VirtualMachine) -> PyResult {
    looked_at(own_power(b)(a, b, c, vm)?, vm)
}

type Power = fn(&PyObject, &PyObject, &PyObject, &VirtualMachine) -> PyResult;

/// The power of the type that this number is one of.
fn own_power(number: &PyObject) -> Power {
    let is_float = number.downcast_ref::<PyFloat>().is_some();
    let methods = if is_float { PyFloat::as_number() } else { PyInt::as_number() };
    methods.power.expect("numbers have powers")
}

/// Of real numbers only a negative one raised to a fraction is complex.
fn looked_at(result: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    if result.downcast_ref::<PyComplex>().is_some() {
        note_power(vm);
    }
    Ok(result)
}

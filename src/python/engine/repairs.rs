//! Division, rounding and string precision as CPython has them, put over the interpreter's own.
//!
//! As shipped, `-2.5 // 0.5` is -6.0, `round(2.675, 2)` is 2.68, and `f"{'kiwi':>9.2}"` is two blanks. What is recorded of
//! CPython for all repairs is in `recorded/repairs.txt`.

mod rounding;
mod texts;
mod truths;
mod tuples;

use rustpython_vm::builtins::{PyFloat, PyInt, PyStrRef};
use rustpython_vm::types::AsNumber;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};
use std::cmp::Ordering;

/// Repairs the types of one interpreter.
pub(super) fn apply(vm: &VirtualMachine) -> PyResult<()> {
    let slots = &vm.ctx.types.float_type.slots.as_number;
    for slot in [&slots.floor_divide, &slots.right_floor_divide] {
        slot.store(Some(|a, b, vm| divided(a, b, vm, |quotient, _| vm.ctx.new_float(quotient).into())));
    }
    for slot in [&slots.remainder, &slots.right_remainder] {
        slot.store(Some(|a, b, vm| divided(a, b, vm, |_, rest| vm.ctx.new_float(rest).into())));
    }
    for slot in [&slots.divmod, &slots.right_divmod] {
        slot.store(Some(|a, b, vm| divided(a, b, vm, |quotient, rest| vm.new_tuple((quotient, rest)).into())));
    }
    for slot in [&slots.true_divide, &slots.right_true_divide] {
        slot.store(Some(float_division));
    }
    for class in [vm.ctx.types.int_type, vm.ctx.types.bool_type] {
        let slots = &class.slots.as_number;
        slots.true_divide.store(Some(int_division));
        slots.floor_divide.store(Some(|a, b, vm| whole(a, b, vm, PyInt::as_number().floor_divide)));
        slots.remainder.store(Some(|a, b, vm| whole(a, b, vm, PyInt::as_number().remainder)));
        slots.divmod.store(Some(|a, b, vm| whole(a, b, vm, PyInt::as_number().divmod)));
    }
    tuples::repair(vm);
    texts::repair(vm)?;
    truths::repair(vm)?;
    rounding::repair(vm)?;
    format(vm)
}

type Operation = fn(&PyObject, &PyObject, &VirtualMachine) -> PyResult;

/// `0 / -1` is `-0.0`.
fn int_division(a: &PyObject, b: &PyObject, vm: &VirtualMachine) -> PyResult {
    if sign(a) == Some(Ordering::Equal) && sign(b) == Some(Ordering::Less) {
        return Ok(vm.ctx.new_float(-0.0).into());
    }
    let own = PyInt::as_number().true_divide.expect("integers can be divided");
    own(a, b, vm)
}

/// Integers, without and with a rest. Words of its own for a zero, so that only `1 / 0` has those of `1 / 0`.
fn whole(a: &PyObject, b: &PyObject, vm: &VirtualMachine, own: Option<Operation>) -> PyResult {
    if sign(a).is_some() && sign(b) == Some(Ordering::Equal) {
        return Err(vm.new_zero_division_error("integer division or modulo by zero"));
    }
    own.expect("integers can be divided")(a, b, vm)
}

/// Words of its own for a zero, as above.
fn float_division(a: &PyObject, b: &PyObject, vm: &VirtualMachine) -> PyResult {
    if float(a, vm)?.is_some() && float(b, vm)? == Some(0.0) {
        return Err(vm.new_zero_division_error("float division by zero"));
    }
    let own = PyFloat::as_number().true_divide.expect("floats can be divided");
    own(a, b, vm)
}

/// How an integer compares with zero; `None` for anything else.
fn sign(object: &PyObject) -> Option<Ordering> {
    let int = object.downcast_ref::<PyInt>()?.as_bigint();
    Some(int.cmp(&Default::default()))
}

fn divided(a: &PyObject, b: &PyObject, vm: &VirtualMachine, give: impl Fn(f64, f64) -> PyObjectRef) -> PyResult {
    let (Some(dividend), Some(divisor)) = (float(a, vm)?, float(b, vm)?) else {
        return Ok(vm.ctx.not_implemented());
    };
    if divisor == 0.0 {
        return Err(vm.new_zero_division_error("float floor division by zero"));
    }
    let (quotient, rest) = floor_division(dividend, divisor);
    Ok(give(quotient, rest))
}

fn float(object: &PyObject, vm: &VirtualMachine) -> PyResult<Option<f64>> {
    if let Some(float) = object.downcast_ref::<PyFloat>() {
        return Ok(Some(float.to_f64()));
    }
    let is_int = object.downcast_ref::<PyInt>().is_some();
    let converted = if is_int { object.try_float_opt(vm) } else { None };
    Ok(converted.transpose()?.map(|float| float.to_f64()))
}

/// Quotient and rest, by the steps of `_float_div_mod` in CPython's `floatobject.c`.
fn floor_division(dividend: f64, divisor: f64) -> (f64, f64) {
    let mut rest = dividend % divisor;
    let mut quotient = (dividend - rest) / divisor;
    if rest == 0.0 {
        rest = 0.0_f64.copysign(divisor);
    } else if (divisor < 0.0) != (rest < 0.0) {
        rest += divisor;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0_f64.copysign(dividend / divisor), rest);
    }
    let floor = quotient.floor();
    let nearest = if quotient - floor > 0.5 { floor + 1.0 } else { floor };
    (nearest, rest)
}

fn format(vm: &VirtualMachine) -> PyResult<()> {
    let class = vm.ctx.types.str_type;
    let shipped = class.as_object().get_attr("__format__", vm)?;
    let format = move |text: PyStrRef, spec: PyStrRef, vm: &VirtualMachine| -> PyResult {
        let cut = text.to_str().zip(spec.to_str()).and_then(|(text, spec)| cut(text, spec));
        match cut {
            Some((text, spec)) => shipped.call((vm.ctx.new_str(text), vm.ctx.new_str(spec)), vm),
            None => shipped.call((text, spec), vm),
        }
    };
    class.set_attr(vm.ctx.intern_str("__format__"), vm.new_method("__format__", class, format).into());
    Ok(())
}

/// The text cut to the precision of a format specification, and the specification without it; `None` without one.
fn cut(text: &str, spec: &str) -> Option<(String, String)> {
    let is_align = |letter: &char| "<>=^".contains(*letter);
    let mut letters = spec.chars();
    let (first, second) = (letters.next()?, letters.next());
    // A fill may be a point itself: `{x:.>9.2}`.
    let start = match second.filter(is_align) {
        Some(align) => first.len_utf8() + align.len_utf8(),
        None => 0,
    };
    let point = start + spec[start..].find('.')?;
    let behind = &spec[point + 1..];
    let end = behind.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(behind.len());
    let precision = behind[..end].parse().ok()?;
    let text = text.chars().take(precision).collect();
    Some((text, format!("{}{}", &spec[..point], &behind[end..])))
}

#[cfg(test)]
mod tests {
    use crate::python::{Called, Care, Python};

    /// What CPython gives: a program, a blank line, then an expression and its `repr` in turns.
    const RECORDED: &str = include_str!("recorded/repairs.txt");

    #[test]
    fn recorded_results_come_out_again() {
        let (program, rows) = RECORDED.split_once("\n\n").expect("a blank line ends the program");
        let lines: Vec<&str> = rows.lines().collect();
        let (pairs, rest) = lines.as_chunks::<2>();
        assert!(pairs.len() > 80 && rest.is_empty(), "{} rows", pairs.len());
        let calls: Vec<&str> = pairs.iter().map(|[expression, _]| *expression).collect();
        let called =
            Python::in_process().with_care(Care::Learner).call(program, &calls).expect("none of them is stopped");
        let differing: Vec<String> = pairs
            .iter()
            .zip(called)
            .filter(|([_, recorded], called)| *called != Called::Value((*recorded).to_owned()))
            .map(|([expression, recorded], called)| {
                format!("{expression}\n  CPython:  {recorded}\n  Longhand: {called:?}")
            })
            .collect();
        assert!(differing.is_empty(), "{}", differing.join("\n"));
    }

    #[test]
    fn results_are_those_of_cpython() {
        // Each was printed by CPython 3.11.
        let cases = [
            ("-2.5 // 0.5, -7.0 % 1.0, 1.0 // 0.1, 7 // 2.0, -7 // 2.0, 7 % -2.5", "(-5.0, 0.0, 9.0, 3.0, -4.0, -0.5)"),
            (
                "divmod(0.7, 0.1), divmod(-7.5, 2), divmod(7, 2.5)",
                "((6.0, 0.09999999999999992), (-4.0, 0.5), (2.0, 2.0))",
            ),
            ("-0.0 // 1.0, 0.0 % -1.0, 1e308 // 1e-308, True // 2.0", "(-0.0, -0.0, inf, 0.0)"),
            ("0 / -1, 0 / 5, 3 / -2, False / -7, 0 / -2.0", "(-0.0, 0.0, -1.5, -0.0, -0.0)"),
            (
                "round(2.675, 2), round(0.15, 1), round(5/1000, 2), round(2.5), round(1234.5, -2)",
                "(2.67, 0.1, 0.01, 2, 1200.0)",
            ),
            ("round(-0.001, 2), round(1.5, None), round(float('inf'), 2), round(0.1, 400)", "(-0.0, 2, inf, 0.1)"),
            ("round(True), round(True, 1), round(False, None), round(True, -1)", "(1, 1, 0, 0)"),
            (
                "f\"{'kiwi':>9.2}\", f\"{'kiwi':.>9.2}\", f\"{'é':.1}\", f\"{'kiwi':.2s}|{'kiwi':6}|\", '%.2s' % 'kiwi'",
                "('       ki', '.......ki', 'é', 'ki|kiwi  |', 'ki')",
            ),
            (
                "f'{True:3}|{False:<3}|{True}|{True!s:>5}|{True:+d}', format(True, '')",
                "('  1|0  |True| True|+1', 'True')",
            ),
            ("'{:.3}'.format('kiwi'), format('kiwi', '^6.2'), 'x'.__format__('')", "('kiw', '  ki  ', 'x')"),
        ];
        let calls: Vec<&str> = cases.iter().map(|(call, _)| *call).collect();
        let called = Python::in_process().call("", &calls).expect("none of them is stopped");
        for ((call, expected), called) in cases.into_iter().zip(called) {
            assert_eq!(called, Called::Value(expected.to_owned()), "{call}");
        }
        let failing =
            ["1.0 // 0", "1.0 % 'x'", "divmod(1, 0.0)", "round(1.0, 'x')", "round(1.7e308, -308)", "round(True, 1.5)"];
        let kinds = ["ZeroDivisionError", "TypeError", "ZeroDivisionError", "TypeError", "OverflowError", "TypeError"];
        let failing = Python::in_process().call("", &failing);
        assert_eq!(failing, Ok(kinds.map(|kind| Called::Raised(kind.to_owned())).to_vec()));
    }
}

//! `round` of floats: exact, halves to even. As shipped, `round(2.675, 2)` is 2.68, and `round(float("inf"), -1)` raises.

use rustpython_vm::builtins::{PyFloat, PyInt};
use rustpython_vm::function::OptionalArg;
use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

/// Digits behind the point beyond which every float is its own rounding.
const DIGITS: i64 = 323;

/// Puts `float.__round__` right.
pub(super) fn repair(vm: &VirtualMachine) -> PyResult<()> {
    let class = vm.ctx.types.float_type;
    let shipped = class.as_object().get_attr("__round__", vm)?;
    let round = move |float: PyObjectRef, digits: OptionalArg<PyObjectRef>, vm: &VirtualMachine| -> PyResult {
        let value = float.downcast_ref::<PyFloat>().map(|float| float.to_f64());
        let digits = digits.into_option().filter(|digits| !vm.is_none(digits));
        let count = digits.as_ref().and_then(|digits| digits.downcast_ref::<PyInt>()?.try_to_primitive::<i64>(vm).ok());
        match (value, count, digits) {
            (Some(value), Some(count), _) => match rounded(value, count) {
                result if result.is_infinite() && value.is_finite() => {
                    Err(vm.new_overflow_error("rounded value too large to represent"))
                }
                result => Ok(vm.ctx.new_float(result).into()),
            },
            (_, _, Some(digits)) => shipped.call((float, digits), vm),
            (_, _, None) => shipped.call((float,), vm),
        }
    };
    class.set_attr(vm.ctx.intern_str("__round__"), vm.new_method("__round__", class, round).into());
    Ok(())
}

/// Rounded to so many digits behind the point, or before it where they are negative: Rust writes floats exactly and
/// rounds halves to even, as CPython does.
fn rounded(value: f64, digits: i64) -> f64 {
    if digits > DIGITS || !value.is_finite() || value == 0.0 {
        return value;
    }
    let written = match usize::try_from(digits) {
        Ok(digits) => format!("{value:.digits$}"),
        Err(_) => {
            // 20 digits are enough to see the true power of ten: `1e23` lies a little below it.
            let power = format!("{value:.20e}").rsplit('e').next().and_then(|power| power.parse::<i64>().ok());
            let kept = power.unwrap_or_default().saturating_add(digits);
            match usize::try_from(kept) {
                Ok(kept) => format!("{value:.kept$e}"),
                // Below the last digit that is kept: that digit is 1 or nothing.
                Err(_) if kept == -1 && value.abs() > half_of_ten_to(-digits) => format!("1e{}", -digits),
                Err(_) => "0".to_owned(),
            }
        }
    };
    written.parse::<f64>().unwrap_or(value).copysign(value)
}

fn half_of_ten_to(power: i64) -> f64 {
    format!("5e{}", power - 1).parse().unwrap_or(f64::INFINITY)
}

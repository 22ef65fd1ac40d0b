//! Every question that a problem can be, where there are not too many.

use super::{Attempts, Question, Refusal, Verdict, evaluator};
use crate::bank::Entry;
use crate::draw::Values;
use crate::kinds::Form;
use crate::python::Python;
use std::cell::RefCell;

/// The values of every draw of a problem, where its makers have at most `most` ways to make them; `None` where they have
/// more. Those that its conditions turn down are among them.
pub fn every_draw(entry: &Entry, most: usize, python: &mut Python) -> Result<Option<Vec<Values>>, Box<Refusal>> {
    let python = RefCell::new(python);
    let mut stopped = None;
    let mut evaluate = evaluator(&python, &mut stopped);
    let drawn = entry.problem.common.parameters.every(most, &mut evaluate);
    drop(evaluate);
    drawn.map_err(|undrawn| attempts(entry, Form::usual(entry.problem.kind.name()), 0).undrawn(undrawn, stopped))
}

/// Poses a problem with these values; `None` if they make no question, since a condition is false or answers are not
/// apart. The seed orders what is in no order, such as options.
pub fn pose_drawn(
    entry: &Entry,
    form: Form,
    values: &Values,
    seed: u64,
    python: &mut Python,
) -> Result<Option<Question>, Box<Refusal>> {
    let attempts = attempts(entry, form, seed);
    match attempts.judge(values.clone(), 0, python) {
        Verdict::Posed(values, posed) => Ok(Some(attempts.question(values, *posed, 0))),
        Verdict::Hindered(_) => Ok(None),
        Verdict::Refused(place, finding) => Err(attempts.refuse(place, finding)),
    }
}

fn attempts(entry: &Entry, form: Form, seed: u64) -> Attempts<'_> {
    Attempts { entry, form, seed, setbacks: Vec::new() }
}

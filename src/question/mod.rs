//! Drawing and posing until right and wrong answers are apart; what a `Question` is.
//!
//! Comes in: a problem, the form to print it in, a seed. Goes out: a question with every answer computed, or the
//! fault that kept 200 draws from becoming one. The same three give the same question.

pub mod handout;

mod every;
mod minutes;
mod refusal;
mod script;

pub use every::{every_draw, pose_drawn};
pub use minutes::{minutes, model};
pub use refusal::{PoseFinding, Refusal};
pub use script::Script;

use crate::bank::Entry;
use crate::blocks::Prose;
use crate::code::Drawn;
use crate::diagnostic::{Finding, Place};
use crate::draw::parameters::{Evaluate, Lot, Undrawn};
use crate::draw::{Expression, Value, Values};
use crate::kinds::{Blame, Form, Posed, Posing, Setback};
use crate::python::{Python, Stop};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// Draws that are tried before a problem is given up (`curriculum/README.md` 3.3).
pub const ATTEMPTS: u32 = 200;

/// A problem with its values drawn and every answer, right and wrong, computed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Question {
    pub id: String,
    pub version: u32,
    pub title: Prose,
    pub topic: String,
    pub skill: String,
    pub level: u8,
    /// Of this form.
    pub minutes: u32,
    pub form: Form,
    pub values: Values,
    pub posed: Posed,
    /// Draws that were thrown away before this one.
    pub redraws: u32,
    /// For an interviewer.
    #[serde(default, skip_serializing_if = "Script::is_empty")]
    pub script: Script,
}

impl Question {
    /// Its name in codes and requests.
    pub fn drawn(&self) -> Drawn {
        Drawn::new(&self.id, self.version, self.form.kind.word(), self.form.stage)
    }
}

/// Draws values until right and wrong answers are apart.
pub fn pose(entry: &Entry, form: Form, seed: u64, python: &mut Python) -> Result<Question, Box<Refusal>> {
    let mut attempts = Attempts { entry, form, seed, setbacks: Vec::new() };
    for attempt in 0..ATTEMPTS {
        if let Some(question) = attempts.try_draw(attempt, python)? {
            return Ok(question);
        }
    }
    Err(attempts.most_common())
}

/// The draws of one problem so far, and what was in the way of each.
struct Attempts<'a> {
    entry: &'a Entry,
    form: Form,
    seed: u64,
    setbacks: Vec<Hindrance>,
}

/// What was in the way of one draw.
#[derive(Clone, Debug, PartialEq)]
enum Hindrance {
    /// The condition of this index was false.
    Condition(usize),
    Kind(Box<Blame>),
}

/// What became of one draw.
enum Verdict {
    Posed(Values, Box<Posed>),
    Hindered(Hindrance),
    Refused(Place, PoseFinding),
}

impl Attempts<'_> {
    fn try_draw(&mut self, attempt: u32, python: &mut Python) -> Result<Option<Question>, Box<Refusal>> {
        let mut verdict = None;
        let parameters = &self.entry.problem.common.parameters;
        let lot = Lot { seed: self.seed, problem: self.entry.id(), attempt };
        let python = RefCell::new(python);
        let mut stopped = None;
        let mut evaluate = evaluator(&python, &mut stopped);
        let drawn = parameters.draw(lot, &mut evaluate, &mut |values: Values, _: Evaluate| {
            let found = self.judge(values, attempt, &mut python.borrow_mut());
            let is_settled = !matches!(found, Verdict::Hindered(_));
            verdict = Some(found);
            is_settled
        });
        drop(evaluate);
        if let Err(undrawn) = drawn {
            return Err(self.undrawn(undrawn, stopped));
        }
        match verdict {
            Some(Verdict::Posed(values, posed)) => Ok(Some(self.question(values, *posed, attempt))),
            Some(Verdict::Refused(place, finding)) => Err(self.refuse(place, finding)),
            Some(Verdict::Hindered(hindrance)) => {
                self.setbacks.push(hindrance);
                Ok(None)
            }
            None => Ok(None),
        }
    }

    /// Whether these values meet the conditions and can be posed.
    fn judge(&self, values: Values, attempt: u32, python: &mut Python) -> Verdict {
        let common = &self.entry.problem.common;
        match first_false(&common.conditions, &values, python) {
            Ok(None) => {}
            Ok(Some(index)) => return Verdict::Hindered(Hindrance::Condition(index)),
            Err(refused) => {
                let (place, finding) = *refused;
                return Verdict::Refused(place, finding);
            }
        }
        let mut posing = Posing { form: self.form, values: &values, seed: self.seed, attempt, python };
        match self.entry.problem.pose(&mut posing) {
            Ok(posed) => Verdict::Posed(values, Box::new(posed)),
            Err(Setback::Again(blame)) => Verdict::Hindered(Hindrance::Kind(blame)),
            Err(Setback::Fatal(blame)) => {
                let finding = PoseFinding::Fault { fault: blame.fault, values: tell(&values) };
                Verdict::Refused(blame.place, finding)
            }
        }
    }

    fn question(&self, values: Values, posed: Posed, redraws: u32) -> Question {
        let common = &self.entry.problem.common;
        Question {
            id: self.entry.id().to_owned(),
            version: common.version,
            title: common.title.fill(&values),
            topic: self.entry.topic.clone(),
            skill: common.skill.value.clone(),
            level: common.level,
            minutes: minutes(&self.entry.problem, self.form),
            form: self.form,
            script: Script::of(common, &values),
            values,
            posed,
            redraws,
        }
    }

    fn refuse(&self, place: Place, finding: PoseFinding) -> Box<Refusal> {
        let problem = self.entry.place().clone();
        Box::new(Refusal { id: self.entry.id().to_owned(), place, finding, problem })
    }

    /// What kept a draw from being made, and the expression that was stopped, if one was.
    fn undrawn(&self, undrawn: Undrawn, stopped: Option<(String, Stop)>) -> Box<Refusal> {
        let parameters = &self.entry.problem.common.parameters;
        if let (Undrawn::Stopped { .. }, Some((expression, stop))) = (&undrawn, stopped) {
            let place = parameters.place_of_expression(&expression);
            return self.refuse(place.unwrap_or_else(|| self.entry.place().clone()), PoseFinding::Stopped(stop));
        }
        let place = match &undrawn {
            Undrawn::Expression { parameter, .. } | Undrawn::Empty { parameter, .. } => parameters.place_of(parameter),
            Undrawn::Stopped { parameter, .. } => parameter.as_ref().and_then(|name| parameters.place_of(name)),
        };
        self.refuse(place.unwrap_or_else(|| self.entry.place().clone()), PoseFinding::Undrawn(undrawn))
    }

    /// The hindrance met most often; of equals the one met first.
    fn most_common(&self) -> Box<Refusal> {
        let frequency = |hindrance: &Hindrance| self.setbacks.iter().filter(|other| *other == hindrance).count();
        let mut most: Option<(&Hindrance, usize)> = None;
        for hindrance in &self.setbacks {
            let met = frequency(hindrance);
            if most.is_none_or(|(_, best)| met > best) {
                most = Some((hindrance, met));
            }
        }
        match most.map(|(hindrance, _)| hindrance) {
            Some(Hindrance::Kind(blame)) => {
                self.refuse(blame.place.clone(), PoseFinding::NeverPosed { fault: blame.fault.clone() })
            }
            Some(Hindrance::Condition(index)) => {
                let condition = &self.entry.problem.common.conditions[*index];
                let finding = PoseFinding::NeverTrue { condition: condition.text.clone() };
                self.refuse(condition.place.clone(), finding)
            }
            None => {
                let finding = PoseFinding::NeverTrue { condition: "from = \"search\"".to_owned() };
                self.refuse(self.entry.place().clone(), finding)
            }
        }
    }
}

/// Evaluates expressions, and notes the one that was stopped, with what stopped it.
fn evaluator(
    python: &RefCell<&mut Python>,
    stopped: &mut Option<(String, Stop)>,
) -> impl FnMut(&Values, &[&str]) -> Result<Vec<Result<Value, String>>, String> {
    |values, expressions| {
        let mut python = python.borrow_mut();
        python.evaluate(values, expressions).map_err(|stop| {
            let (at, stop) = culprit(values, expressions, stop, &mut python);
            let message = stop.message();
            *stopped = Some((expressions[at].to_owned(), stop));
            message
        })
    }
}

/// The first condition that is not true, if any.
fn first_false(
    conditions: &[Expression],
    values: &Values,
    python: &mut Python,
) -> Result<Option<usize>, Box<(Place, PoseFinding)>> {
    if conditions.is_empty() {
        return Ok(None);
    }
    let as_truths: Vec<String> = conditions.iter().map(|condition| format!("bool({})", condition.text)).collect();
    let texts: Vec<&str> = as_truths.iter().map(String::as_str).collect();
    let results = python.evaluate(values, &texts).map_err(|stop| {
        let (at, stop) = culprit(values, &texts, stop, python);
        Box::new((conditions[at].place.clone(), PoseFinding::Stopped(stop)))
    })?;
    for (index, (condition, result)) in conditions.iter().zip(results).enumerate() {
        match result {
            Ok(Value::Bool(true)) => {}
            Ok(_) => return Ok(Some(index)),
            Err(error) => {
                let finding = PoseFinding::ConditionFails { condition: condition.text.clone(), error };
                return Err(Box::new((condition.place.clone(), finding)));
            }
        }
    }
    Ok(None)
}

/// Which of several expressions that were stopped together is stopped by itself, and why; the first if none is.
fn culprit(values: &Values, expressions: &[&str], stop: Stop, python: &mut Python) -> (usize, Stop) {
    let alone = |(at, expression): (usize, &&str)| Some((at, python.evaluate(values, &[*expression]).err()?));
    expressions.iter().enumerate().find_map(alone).unwrap_or((0, stop))
}

/// "`first` = 4, `step` = 3".
fn tell(values: &Values) -> String {
    let told: Vec<String> = values.iter().map(|(name, value)| format!("`{name}` = {}", value.to_literal())).collect();
    told.join(", ")
}

#[cfg(test)]
mod tests;

//! Why no question came of a problem, as a fault at its place.

use super::ATTEMPTS;
use crate::diagnostic::{Faults, Finding, Place};
use crate::draw::parameters::Undrawn;
use crate::kinds::PoseFault;
use crate::python::Stop;

/// Why no question came of a problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The problem.
    pub id: String,
    /// What is to be mended: a line of its program, a condition, a parameter.
    pub place: Place,
    pub finding: PoseFinding,
    /// Where the problem begins.
    pub problem: Place,
}

impl Refusal {
    /// Notes it at its place; a program that was stopped with its problem, since no draw of that is worth another try.
    pub fn note(&self, faults: &mut Faults) {
        let is_stopped = self.finding.stop().is_some() || self.finding.code() == "interpreter-stopped";
        let related = is_stopped.then(|| (self.problem.clone(), "in this problem".to_owned()));
        faults.note_with(&self.place, &self.finding, related.into_iter().collect());
    }
}

/// What kept a problem from being posed.
#[derive(Clone, Debug, PartialEq)]
pub enum PoseFinding {
    /// One draw shows a fault that must be mended.
    Fault { fault: PoseFault, values: String },
    /// In 200 draws this was in the way each time, or most often.
    NeverPosed { fault: PoseFault },
    /// No draw met the conditions; this one was false most often.
    NeverTrue { condition: String },
    /// A condition raises an error.
    ConditionFails { condition: String, error: String },
    /// A parameter cannot be drawn.
    Undrawn(Undrawn),
    /// The interpreter could not say.
    Stopped(Stop),
}

impl PoseFinding {
    /// What stopped a program, if that was in the way.
    pub fn stop(&self) -> Option<&Stop> {
        match self {
            PoseFinding::Stopped(stop) => Some(stop),
            PoseFinding::Fault { fault: PoseFault::Stopped(stop), .. } => Some(stop),
            _ => None,
        }
    }

    /// Whether it is found on every machine, however slow or full: else a sheet that goes by it would differ.
    pub fn is_certain(&self) -> bool {
        match self {
            PoseFinding::Undrawn(Undrawn::Stopped { .. }) => false,
            other => other.stop().is_none_or(Stop::is_certain),
        }
    }
}

impl Finding for PoseFinding {
    fn code(&self) -> &'static str {
        match self {
            PoseFinding::Fault { fault, .. } | PoseFinding::NeverPosed { fault } => fault.code(),
            PoseFinding::NeverTrue { .. } => "condition-never-true",
            PoseFinding::ConditionFails { .. } => "condition-fails",
            PoseFinding::Undrawn(Undrawn::Expression { .. }) => "expression-fails",
            PoseFinding::Undrawn(Undrawn::Empty { .. }) => "empty-choice",
            PoseFinding::Undrawn(Undrawn::Stopped { .. }) => "interpreter-stopped",
            PoseFinding::Stopped(stop) => stop.code(),
        }
    }

    fn message(&self) -> String {
        match self {
            PoseFinding::Fault { fault, values } if values.is_empty() => fault.message(),
            PoseFinding::Fault { fault, values } => format!("{}, with {values}", fault.message()),
            PoseFinding::NeverPosed { fault } => format!("{} in {ATTEMPTS} draws", fault.message()),
            PoseFinding::NeverTrue { condition } => format!("`{condition}` was never true in {ATTEMPTS} draws"),
            PoseFinding::ConditionFails { condition, error } => format!("`{condition}` ends with `{error}`"),
            PoseFinding::Undrawn(Undrawn::Expression { parameter, error }) => {
                format!("the expression of `{parameter}` ends with `{error}`")
            }
            PoseFinding::Undrawn(Undrawn::Empty { parameter, detail }) => {
                format!("`{parameter}` cannot be drawn: {detail}")
            }
            PoseFinding::Undrawn(Undrawn::Stopped { parameter: Some(parameter), why }) => {
                format!("the expression of `{parameter}` was stopped: {why}")
            }
            PoseFinding::Undrawn(Undrawn::Stopped { parameter: None, why }) => {
                format!("an expression was stopped: {why}")
            }
            PoseFinding::Stopped(stop) => stop.message(),
        }
    }

    fn help(&self) -> Option<String> {
        match self {
            PoseFinding::Fault { fault, .. } | PoseFinding::NeverPosed { fault } => fault.help(),
            PoseFinding::NeverTrue { .. } => Some("widen what is drawn, or loosen the condition".to_owned()),
            PoseFinding::ConditionFails { .. } => {
                Some("write it so that it is true or false for every draw".to_owned())
            }
            PoseFinding::Undrawn(_) => Some("mend the parameter so that every draw of it has a value".to_owned()),
            PoseFinding::Stopped(stop) => stop.help(),
        }
    }
}

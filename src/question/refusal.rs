//! Why no question came of a problem, as a fault at its place.

use super::ATTEMPTS;
use crate::diagnostic::{Finding, Place};
use crate::draw::parameters::Undrawn;
use crate::kinds::PoseFault;
use crate::python::Stop;

/// Why no question came of a problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The problem.
    pub id: String,
    pub place: Place,
    pub finding: PoseFinding,
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

impl Finding for PoseFinding {
    fn code(&self) -> &'static str {
        match self {
            PoseFinding::Fault { fault, .. } | PoseFinding::NeverPosed { fault } => fault.code(),
            PoseFinding::NeverTrue { .. } => "condition-never-true",
            PoseFinding::ConditionFails { .. } => "condition-fails",
            PoseFinding::Undrawn(Undrawn::Expression { .. }) => "expression-fails",
            PoseFinding::Undrawn(Undrawn::Empty { .. }) => "empty-choice",
            PoseFinding::Undrawn(Undrawn::Stopped(_)) => "interpreter-stopped",
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
            PoseFinding::Undrawn(Undrawn::Stopped(detail)) => format!("an expression was stopped: {detail}"),
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

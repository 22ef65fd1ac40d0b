//! Results that CPython 3.10 to 3.14 would not all give, or that the embedded interpreter is known to get wrong.
//!
//! A reason and a line go in, code, message and help come out. What has such a reason is never an answer.

use crate::diagnostic::Finding;
use serde::{Deserialize, Serialize};

/// Why a result is not to be relied on, and the line of the program, from 1, where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Untrusted {
    pub reason: Reason,
    pub line: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reason {
    /// Another order of a set gives another result.
    SetOrder,
    /// An address is printed, or a number made of one, as of `id`.
    Address,
    /// A hash is printed, or something that follows from one.
    Hash,
    /// `is` between numbers, strings or tuples: an accident of how they are stored.
    Identity,
    /// The words of an error that Python raised by itself; of the error its type.
    Message { kind: String },
    /// A format specification that the interpreter carries out otherwise.
    Format { spec: String },
    /// What Python 3.10 does not have, and the version that brought it where it is known: `3.12`.
    Newer { what: String, since: Option<String> },
    /// What comes out otherwise in another version.
    Version { what: String, instead: String },
    /// A string method on text with letters beyond ASCII.
    Letters { method: String },
    /// A fraction as the exponent of a negative number: its last digits differ.
    Power,
    /// Floats whose sum is another from 3.12 on.
    FloatSum,
}

impl Reason {
    /// A slice of a dict: `TypeError` before 3.12, `KeyError` since.
    pub(super) fn of_sliced_dict() -> Reason {
        let what = "the error of a slice of a dict".to_owned();
        Reason::Version { what, instead: "slice a list: `list(d.items())[1:3]`".to_owned() }
    }
}

impl Finding for Untrusted {
    fn code(&self) -> &'static str {
        match self.reason {
            Reason::SetOrder => "set-order",
            Reason::Address => "memory-address",
            Reason::Hash => "hash-value",
            Reason::Identity => "identity-of-a-value",
            Reason::Message { .. } => "message-of-python",
            Reason::Format { .. } => "format-differs",
            Reason::Newer { .. } => "newer-than-3-10",
            Reason::Version { .. } => "differs-between-versions",
            Reason::Letters { .. } => "letters-beyond-ascii",
            Reason::Power => "power-of-a-negative",
            Reason::FloatSum => "sum-of-floats",
        }
    }

    fn message(&self) -> String {
        let what = match &self.reason {
            Reason::SetOrder => "the answer hangs on the order of a set".to_owned(),
            Reason::Address => "the answer hangs on where an object lies in memory".to_owned(),
            Reason::Hash => "the answer hangs on a hash, which is another in every run".to_owned(),
            Reason::Identity => "whether two equal numbers, strings or tuples are one object is an accident".to_owned(),
            Reason::Message { kind } => format!("the message of a `{kind}` that Python raises by itself is used"),
            Reason::Format { spec } => format!("the format `{spec}` cannot be computed reliably here"),
            Reason::Newer { what, since: Some(since) } => {
                format!("{what} came with Python {since}, and Python 3.10 does not have it")
            }
            Reason::Newer { what, since: None } => format!("Python 3.10 does not have {what}"),
            Reason::Version { what, .. } => format!("{what} is not the same in Python 3.10 to 3.14"),
            Reason::Letters { method } => format!("`{method}` meets letters beyond ASCII"),
            Reason::Power => "a negative number is raised to a fraction, whose last digits differ".to_owned(),
            Reason::FloatSum => "the `sum` of these floats is another from Python 3.12 on".to_owned(),
        };
        match self.line {
            Some(line) => format!("{what}, in line {line}"),
            None => what,
        }
    }

    fn help(&self) -> Option<String> {
        let help = match &self.reason {
            Reason::SetOrder => "write `sorted(…)` around the set, or use a list or a dict, which keep their order",
            Reason::Address => "give the class a `__repr__`, print a name instead, or compare with `is`",
            Reason::Hash => "compare two hashes, `hash(a) == hash(b)`, or print what is hashed",
            Reason::Identity => "compare with `==`, or ask about lists, which are always objects of their own",
            Reason::Message { .. } => "print `type(error).__name__`, or raise the error with a message of your own",
            Reason::Format { .. } => "give the format a letter: `.2f` for floats, `,d` for integers, `>5` for text",
            Reason::Newer { .. } => "write it as Python 3.10 has it",
            Reason::Version { instead, .. } => return Some(instead.clone()),
            Reason::Letters { .. } => "use words of plain ASCII letters where the program works on single letters",
            Reason::Power => "raise a number that is not negative, or use `abs(…)`",
            Reason::FloatSum => "add integers, or floats that are exact, as halves and quarters are",
        };
        Some(help.to_owned())
    }
}

#[cfg(test)]
mod tests;

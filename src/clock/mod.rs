//! A countdown by section: in come sections, what the clocks say and keys; out go frames of text, words for each bell,
//! and what happened.
//!
//! All but `terminal` and `signals` is a function of what it is given: no clock is read here, nothing is printed, and
//! nothing is written to a file. `commands::time` reads the clocks and keeps the run.

mod countdown;
mod fault;
mod figures;
mod frame;
mod length;
mod parts;
mod run;
mod sections;
mod signals;
mod table;
mod terminal;
mod words;

pub use countdown::{Countdown, Ending, Step};
pub use fault::ClockFault;
pub use frame::{Frame, Ink, Row, Size, Weight};
pub use length::Length;
pub use run::{Event, Happened, Run};
pub use sections::{ExtraTime, LONGEST_TITLE, Section};
pub use signals::{Signal, Signals};
pub use table::table;
pub use terminal::{Heard, Screen, Style, paint};
pub use words::{begun, said};

/// What the clocks say at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// A clock that only goes on, in milliseconds from any start. It may stand still while the machine sleeps.
    pub running: u64,
    /// The clock on the wall: milliseconds since 1970, UTC.
    pub wall: i64,
    /// How far local time is before UTC, in seconds.
    pub offset: i32,
}

/// A key that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Letter(char),
    Left,
    Right,
    /// Ctrl-C
    Stop,
    Other,
}

#[cfg(test)]
mod tests;

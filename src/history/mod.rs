//! What was printed and how it went: a file of lines that is only ever added to.
//!
//! In come records, and the folder to keep them in; out comes what a run wants to know of earlier ones. The time comes
//! in with each record, never from a clock here. Nothing that is in the file makes this room panic or is lost by it.

mod answers;
mod due;
mod line;
mod lines;
mod record;
mod skills;
mod state;
mod store;

pub use answers::{Answer, OwnSheet, ReadDay, answers, own_request, pace, streaks};
pub use due::{Shown, ShownQuestion, coming, due};
pub use record::{Asked, Event, Mark, Printed, Record, SIGNALS, Scored, Section, Stamp, Timed, Undone, Verdict};
pub use skills::{GAPS, MisreadState, Needs, SkillState, Skills, gap};
pub use state::{History, Printing, Standing};
pub use store::{Damage, Doing, Seen, Store, StoreFault};

#[cfg(test)]
mod simulation;

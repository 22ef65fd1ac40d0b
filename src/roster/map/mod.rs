//! The map of a class: which code belongs to whom, and a column for each question's mark.
//!
//! `to_csv` writes it so that every spreadsheet opens it as it is meant, and `read` takes it back from any of them with
//! the marks that a teacher has filled in.

mod columns;
mod faults;
mod guard;
mod mark;
mod read;
mod write;

pub use guard::guarded;
pub use mark::Mark;
pub use read::{Marked, MarkedMap, Question, read};
pub use write::{Entry, to_csv};

/// What a byte order mark is in UTF-8: without it spreadsheets take the file for one in their locale's old encoding.
pub const MARK_OF_UTF_8: &[u8] = b"\xef\xbb\xbf";

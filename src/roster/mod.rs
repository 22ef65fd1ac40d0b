//! A class from a spreadsheet's file; the map from codes to students, and what the marks in it say of the class.
//!
//! Bytes come in, plain data goes out, and every fault of a file with its row and column, all at once. Files are read
//! and written elsewhere.

mod cells;
mod faults;
mod grid;
mod header;
pub mod map;
pub mod questions;
pub mod report;
pub mod statistics;
mod students;
mod text;

#[cfg(test)]
mod tests;

pub use students::{Roster, Student, read};
pub use text::MOST_BYTES;

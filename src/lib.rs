//! Longhand prints Python practice for the pen.
//!
//! `ProblemSet → Bank → Selection → Question → Sheet → Pages → Pdf`
//!
//! - A **problem set** is one TOML file as it was written, with places ([`keys`]).
//! - The **bank** is every problem, skill, pool, misconception and recipe of the folders given, well-formed
//!   ([`bank`], each kind reading its own keys in [`kinds`]).
//! - A **selection** is which problems, in order, and the seed ([`choose`]).
//! - A **question** is a problem with its values drawn ([`draw`]) and every answer, right and wrong, computed by
//!   running the program on the page ([`question`], [`python`]).
//! - A **sheet** is titled, numbered [`blocks`]: the questions, or their key, from the *same* questions ([`sheet`]).
//! - **Pages** are marks at points on paper, each with its meaning; nothing is left to decide ([`layout`]).
//! - The **PDF** is bytes ([`pdf`]).
//!
//! Off paper, [`clock`] counts a sitting down by section.
//!
//! From bank to PDF everything is a pure function of bank, recipe and seed. Modules stand in reading order, top to
//! bottom; a module uses only those below it, or beside it (`tests/longhand/architecture.rs`).

pub mod cli;
pub mod commands;

pub mod review;

pub mod pdf;
pub mod layout;
pub mod sheet;
pub mod history;
pub mod roster;
pub mod clock;

pub mod question;
pub mod choose;
pub mod bank;

pub mod kinds;

pub mod shell;
pub mod program;
pub mod python;
pub mod tables;
pub mod draw;
pub mod keys;
pub mod code;
pub mod blocks;
pub mod diagnostic;
pub mod cores;

#[cfg(test)]
#[path = "../tests/rig/golden.rs"]
mod golden;

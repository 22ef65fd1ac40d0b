//! The program as a person meets it: one session a test, and all that it says compared.
//!
//! Needs nothing but Rust. What needs other programs is in `tests/outside`.

#![expect(clippy::disallowed_methods, reason = "a test makes folders, runs the program and reads what it left")]

#[path = "../rig/mod.rs"]
mod rig;

mod adapting;
mod architecture;
mod check;
mod codes;
mod dailies;
mod daily;
mod determinism;
mod fences;
mod fonts;
mod hostile;
mod hostile_programs;
mod handouts;
mod history;
mod history_kills;
mod invalid;
mod json;
mod kinds;
mod list_show;
mod mock;
mod new;
mod papers;
mod readme;
mod schemas;
mod scoring;
mod signals;
mod ten_points;
mod timing;
mod trying;
mod usage;
mod watching;
mod writing;

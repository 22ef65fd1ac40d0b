//! What other programs say: PDF validators and readers about the pages, CPython about the answers.
//!
//! Runs only with `--features outside`. A program that is missing is a failure here; `.ci/run` installs them.

#![expect(clippy::disallowed_methods, reason = "a test runs programs and reads what they left")]

#[path = "../rig/mod.rs"]
mod rig;

mod pages;
mod programs;
mod python;
mod symbols;
mod text;
mod validators;

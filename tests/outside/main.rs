//! What other programs say: PDF validators and readers about the pages, CPython and its SQLite about the answers.
//!
//! Runs only with `--features outside`. A program that is missing is a failure here; `.ci/run` installs them.

#![expect(clippy::disallowed_methods, reason = "a test runs programs and reads what they left")]

#[path = "../rig/mod.rs"]
mod rig;

mod commands;
mod formats;
mod interpreters;
mod library;
mod oracle;
mod pages;
mod pool;
mod programs;
mod python;
mod recording;
mod repairs;
mod shell;
mod shell_lines;
mod symbols;
mod tables;
mod text;
mod validators;

//! Parses what was typed, runs it, prints what came of it, and ends with its status. Nothing else prints.

use clap::Parser;
use longhand::cli::{Cli, Verb};
use longhand::commands::{self, Failure, Outcome, Status, World};
use longhand::python;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

/// Counts what is in use, so that a worker can end itself before it eats the machine's memory.
#[global_allocator]
static ALLOCATOR: python::CappedAllocator = python::CappedAllocator;

fn main() -> ExitCode {
    let cli = Cli::parse();
    if matches!(cli.verb, Verb::Worker) {
        return python::serve();
    }
    let world = World::of_this_process().map_err(|error| Failure::Bug(format!("where am I? {error}")));
    let outcome = world.and_then(|world| commands::run(&cli, &world)).unwrap_or_else(|failure| told(&failure));
    ExitCode::from(print(&outcome) as u8)
}

/// A failure, as an outcome that says so.
fn told(failure: &Failure) -> Outcome {
    Outcome { output: Vec::new(), notes: vec![failure.to_string()], status: failure.status() }
}

/// Prints results to standard output and notes to standard error. A reader that has had enough is no failure.
fn print(outcome: &Outcome) -> Status {
    let mut output = std::io::stdout().lock();
    let printed = output.write_all(&outcome.output).and_then(|()| output.flush());
    let mut errors = std::io::stderr().lock();
    for note in &outcome.notes {
        // Standard error is where faults are told; if it is gone there is nobody left to tell.
        writeln!(errors, "{note}").ok();
    }
    match printed {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            writeln!(errors, "error: standard output cannot be written: {error}").ok();
            Status::File
        }
        _ => outcome.status,
    }
}

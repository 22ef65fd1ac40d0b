//! Parses what was typed, runs it, prints what came of it, and ends with its status. Nothing else prints,
//! but that `clock` switches a terminal to its full screen and back.

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
    let status = match world {
        Ok(world) => run(&cli, &world),
        Err(failure) => print(&told(&failure)).status,
    };
    ExitCode::from(status as u8)
}

/// Carries out what was typed. What is watched is printed until nobody reads it.
fn run(cli: &Cli, world: &World) -> Status {
    let pictures = match commands::watch(cli, world) {
        None => return print(&commands::run(cli, world).unwrap_or_else(|failure| told(&failure))).status,
        Some(Err(failure)) => return print(&told(&failure)).status,
        Some(Ok(pictures)) => pictures,
    };
    let last = pictures.map(|picture| print(&picture)).find(|printed| !printed.is_read);
    last.map_or(Status::Done, |printed| printed.status)
}

/// A failure, as an outcome that says so.
fn told(failure: &Failure) -> Outcome {
    Outcome { output: Vec::new(), notes: vec![failure.to_string()], status: failure.status() }
}

/// How a run ends, and whether anybody still reads what it prints.
struct Printed {
    status: Status,
    is_read: bool,
}

/// Prints results to standard output and notes to standard error. A reader that has had enough is no failure.
fn print(outcome: &Outcome) -> Printed {
    let mut output = std::io::stdout().lock();
    let printed = output.write_all(&outcome.output).and_then(|()| output.flush());
    let mut errors = std::io::stderr().lock();
    for note in &outcome.notes {
        // Standard error is where faults are told; if it is gone there is nobody left to tell.
        writeln!(errors, "{note}").ok();
    }
    match printed {
        Ok(()) => Printed { status: outcome.status, is_read: true },
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Printed { status: outcome.status, is_read: false },
        Err(error) => {
            writeln!(errors, "error: standard output cannot be written: {error}").ok();
            Printed { status: Status::File, is_read: false }
        }
    }
}

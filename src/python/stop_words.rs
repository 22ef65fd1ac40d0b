//! What a stop says to the author of a problem.

use super::{MODULES, Stop};
use crate::diagnostic::{Finding, words};

impl Stop {
    /// The line of the program that it was stopped in, from 1, where one is known.
    pub fn line(&self) -> Option<u32> {
        match self {
            Stop::Steps { line }
            | Stop::Forbidden { line, .. }
            | Stop::Module { line, .. }
            | Stop::Unseeded { line } => *line,
            Stop::Untrusted(untrusted) => untrusted.line,
            Stop::Time
            | Stop::Memory
            | Stop::Output
            | Stop::Crowded
            | Stop::Crashed { .. }
            | Stop::Unavailable { .. } => None,
        }
    }

    /// Whether it depends on the program alone, not on how fast or how full the machine is.
    pub fn is_certain(&self) -> bool {
        match self {
            Stop::Steps { .. }
            | Stop::Memory
            | Stop::Output
            | Stop::Forbidden { .. }
            | Stop::Module { .. }
            | Stop::Unseeded { .. }
            | Stop::Untrusted(_)
            | Stop::Crowded => true,
            Stop::Time | Stop::Crashed { .. } | Stop::Unavailable { .. } => false,
        }
    }
}

impl Finding for Stop {
    fn code(&self) -> &'static str {
        match self {
            Stop::Steps { .. } => "too-many-steps",
            Stop::Time => "too-much-time",
            Stop::Memory => "too-much-memory",
            Stop::Output => "endless-output",
            Stop::Forbidden { .. } => "forbidden-name",
            Stop::Module { .. } => "forbidden-module",
            Stop::Unseeded { .. } => "unseeded-random",
            Stop::Untrusted(untrusted) => untrusted.code(),
            Stop::Crowded => "too-many-objects",
            Stop::Crashed { .. } => "worker-crashed",
            Stop::Unavailable { .. } => "worker-unavailable",
        }
    }

    fn message(&self) -> String {
        match self {
            Stop::Steps { line: Some(line) } => {
                format!("the program runs too many steps; it was stopped in line {line}")
            }
            Stop::Steps { line: None } => "the program runs too many steps".to_owned(),
            Stop::Time => "the program does not end within the time limit".to_owned(),
            Stop::Memory => "the program uses too much memory".to_owned(),
            Stop::Output => "the program prints without end".to_owned(),
            Stop::Forbidden { name, line: Some(line) } => format!("the program uses `{name}` in line {line}"),
            Stop::Forbidden { name, line: None } => format!("the program uses `{name}`"),
            Stop::Module { name, line: Some(line) } => format!("the program imports `{name}` in line {line}"),
            Stop::Module { name, line: None } => format!("the program imports `{name}`"),
            Stop::Unseeded { line: Some(line) } => format!("the program draws at random without a seed in line {line}"),
            Stop::Unseeded { line: None } => "the program draws at random without a seed".to_owned(),
            Stop::Untrusted(untrusted) => untrusted.message(),
            Stop::Crowded => "the names lead to more objects than anybody draws".to_owned(),
            Stop::Crashed { detail } => format!("the interpreter stopped working: {detail}"),
            Stop::Unavailable { detail } => format!("the interpreter cannot be started: {detail}"),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            Stop::Steps { .. } | Stop::Time => "see that every loop and every recursion ends, for each value drawn",
            Stop::Memory => "draw smaller values: a program for paper needs little",
            Stop::Output => "see that the loop that prints ends",
            Stop::Forbidden { .. } => "leave it out: programs on paper reach for no files, clock or network",
            Stop::Module { .. } => {
                return Some(format!("do without it, or import one of these: {}", words::all_of(MODULES)));
            }
            Stop::Unseeded { .. } => {
                "give it one first, as in `random.seed(4)` or `random.Random(4)`, so that everyone gets the same"
            }
            Stop::Untrusted(untrusted) => return untrusted.help(),
            Stop::Crowded => "show fewer names, or draw smaller values: at most 40 objects with 200 places",
            Stop::Crashed { .. } => "take the program apart to find the statement that does it, and report it",
            Stop::Unavailable { .. } => "see that the program's own file can be run",
        };
        Some(help.to_owned())
    }
}

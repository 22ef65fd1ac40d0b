//! What a stop says to the author of a problem.

use super::Stop;
use crate::diagnostic::Finding;

impl Stop {
    /// The line of the program that it was stopped in, from 1, where one is known.
    pub fn line(&self) -> Option<u32> {
        match self {
            Stop::Steps { line } | Stop::Forbidden { line, .. } => *line,
            Stop::Time | Stop::Memory | Stop::Output | Stop::Crashed { .. } | Stop::Unavailable { .. } => None,
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
            Stop::Crashed { .. } => "take the program apart to find the statement that does it, and report it",
            Stop::Unavailable { .. } => "see that the program's own file can be run",
        };
        Some(help.to_owned())
    }
}

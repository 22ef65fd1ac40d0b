//! What a program leaves on the page: the lines that it printed and, last, the type of the error that ended it.

use super::shown::{endless, shown_apart, shown_lines};
use super::{PoseFault, Setback};
use crate::blocks::Prose;
use crate::diagnostic::Place;
use crate::python::{Ending, Run};
use serde_json::{Value as Json, json};

/// The most that a program may print, in lines and in columns (`curriculum/README.md` 3.6, fault 36).
const LINES: usize = 8;
const COLUMNS: usize = 40;
/// The most lines of an output that is printed as an option (`curriculum/README.md` 2, `output`).
const OPTION_LINES: usize = 4;

/// What stands on the rules when a program has run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Ran {
        stdout: String,
        error: Option<String>,
    },
    /// It met a limit.
    Endless,
}

impl From<Run> for Outcome {
    fn from(run: Run) -> Outcome {
        let error = match run.ending {
            Ending::Done => None,
            Ending::Raised { kind, .. } => Some(kind),
        };
        Outcome::Ran { stdout: run.stdout, error }
    }
}

impl Outcome {
    /// The lines as one writes them by hand, without blanks at their ends.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Outcome::Ran { stdout, error } => {
                stdout.lines().chain(error.as_deref()).map(|line| line.trim_end().to_owned()).collect()
            }
            Outcome::Endless => Vec::new(),
        }
    }

    /// Whether both look the same in handwriting.
    pub fn looks_like(&self, other: &Outcome) -> bool {
        self.is_endless() == other.is_endless() && self.lines() == other.lines()
    }

    /// The type of the error that ended it; empty where none did.
    pub fn error(&self) -> &str {
        match self {
            Outcome::Ran { error: Some(error), .. } => error,
            Outcome::Ran { error: None, .. } | Outcome::Endless => "",
        }
    }

    fn is_endless(&self) -> bool {
        matches!(self, Outcome::Endless)
    }

    /// Sees that there is something to write, and not too much.
    pub fn check_size(&self, place: &Place) -> Result<(), Setback> {
        let (lines, columns) = self.size();
        if lines == 0 {
            return Err(Setback::fatal(place, PoseFault::PrintsNothing));
        }
        if lines > LINES || columns > COLUMNS {
            return Err(Setback::fatal(place, PoseFault::TooMuchOutput { lines, columns }));
        }
        Ok(())
    }

    fn size(&self) -> (usize, usize) {
        let lines = self.lines();
        let columns = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        (lines.len(), columns)
    }

    /// Whether it can stand beside a box to tick.
    pub fn is_option(&self) -> bool {
        let (lines, columns) = self.size();
        let has_blank = self.lines().iter().any(String::is_empty);
        !self.is_endless() && !has_blank && lines <= OPTION_LINES && columns <= COLUMNS
    }

    /// As the text of an option: one piece of code, its lines below each other.
    pub fn to_option(&self) -> Prose {
        let text = self.lines().join("\n");
        if text.trim().is_empty() { Prose::plain("nothing") } else { Prose::code(text) }
    }

    /// On one line, for `$answer` and `$theirs` in prose: `4 4 / done 4`.
    pub fn in_words(&self) -> String {
        if self.is_endless() { "does not end".to_owned() } else { self.lines().join(" / ") }
    }

    /// How a key shows it as a wrong answer beside the right lines.
    pub fn shown_beside(&self, right: &[String]) -> Prose {
        if self.is_endless() { endless() } else { shown_lines(right, &self.lines()) }
    }

    /// How a key shows several as wrong answers beside the right lines, no two of them alike.
    pub fn shown_apart(wrong: &[&Outcome], right: &[String]) -> Vec<Prose> {
        let lines: Vec<Vec<String>> = wrong.iter().map(|outcome| outcome.lines()).collect();
        shown_apart(right, &lines, wrong.iter().map(|outcome| outcome.shown_beside(right)).collect())
    }

    /// `{stdout, error?}`; of a program that is never done `{endless: true}`.
    pub fn to_json(&self) -> Json {
        match self {
            Outcome::Ran { stdout, error: None } => json!({ "stdout": stdout }),
            Outcome::Ran { stdout, error: Some(error) } => json!({ "stdout": stdout, "error": error }),
            Outcome::Endless => json!({ "endless": true }),
        }
    }
}

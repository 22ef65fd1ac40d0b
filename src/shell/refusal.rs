//! What the pretend shell lacks, by name: it never guesses what the true one would do.

use crate::diagnostic::words::{all_of, either};

/// Why a script was not followed to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A command that is not modelled.
    Command { name: String },
    /// A way of writing that is not modelled: `$(…)`, `if`, a quote that is not closed.
    Syntax { written: String },
    /// An option or an argument that is not modelled.
    Argument { command: String, argument: String },
    /// What a command prints is not modelled, and something depends on it.
    Words { command: String },
    /// A situation whose outcome is not modelled, in words: "a stash that conflicts".
    Situation { what: String },
    /// More files, text or commands than a page could show.
    TooMuch,
}

impl Refusal {
    /// In short, for `Argument`.
    pub fn argument(command: &str, argument: &str) -> Refusal {
        Refusal::Argument { command: command.to_owned(), argument: argument.to_owned() }
    }

    /// In short, for `Situation`.
    pub fn situation(what: impl Into<String>) -> Refusal {
        Refusal::Situation { what: what.into() }
    }

    /// One sentence, lower case, names in backticks.
    pub fn message(&self) -> String {
        match self {
            Refusal::Command { name } => format!("the pretend shell has no command `{name}`"),
            Refusal::Syntax { written } => format!("the pretend shell does not read `{written}`"),
            Refusal::Argument { command, argument } => {
                format!("the pretend shell has no `{argument}` for `{command}`")
            }
            Refusal::Words { command } => format!("what `{command}` prints is not the same everywhere"),
            Refusal::Situation { what } => format!("the pretend shell does not know what comes of {what}"),
            Refusal::TooMuch => "the commands make more than the pretend shell holds".to_owned(),
        }
    }

    /// What to write instead.
    pub fn help(&self) -> String {
        match self {
            Refusal::Command { name } if name.starts_with("git ") => {
                format!("of git there are {}", all_of(super::git::COMMANDS))
            }
            Refusal::Command { .. } => format!("use {}", either(super::COMMANDS)),
            Refusal::Syntax { .. } => {
                "write plain commands with `|`, `>`, `>>`, `<`, `2>`, `&&`, `||` and `;`".to_owned()
            }
            Refusal::Argument { .. } => "write it without, or in other words".to_owned(),
            Refusal::Words { command } if command.starts_with("git") => {
                "add `-q`, or ask with `git status --short`, `git log --format=%s` or `git diff --name-only`".to_owned()
            }
            Refusal::Words { .. } => "ask with `ls` or `stat -c %A`".to_owned(),
            Refusal::Situation { .. } => {
                "change the commands, or narrow the draws so that it does not come up".to_owned()
            }
            Refusal::TooMuch => "keep to a few small files".to_owned(),
        }
    }
}

//! What a command leaves behind: lines on its two ways out, and its status.

use super::Refusal;

/// The end of one command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    pub out: Output,
    /// What goes to the error stream; `None` where a command says something there that is not modelled.
    pub errors: Option<String>,
    pub status: u8,
    /// It failed, but shells or versions give that different numbers.
    pub unsure: bool,
    /// The line of the script that it begins in, from 1.
    pub line: u32,
}

/// What a command prints.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    pub text: String,
    /// The command whose words are not modelled: they hold a commit id, a date or a size.
    pub hidden: Option<String>,
    /// Counts stand behind blanks, how many of them is nobody's business (`uniq -c`).
    pub padded: bool,
    /// The lines come in no promised order (`find`).
    pub unordered: bool,
}

impl Output {
    pub fn text(text: impl Into<String>) -> Output {
        Output { text: text.into(), ..Output::default() }
    }

    /// The text, where all of it is modelled and in order.
    pub fn known(&self) -> Result<&str, Refusal> {
        match &self.hidden {
            Some(command) => Err(Refusal::Words { command: command.clone() }),
            None if self.unordered && self.text.lines().count() > 1 => {
                Err(Refusal::situation("the order in which `find` lists"))
            }
            None => Ok(&self.text),
        }
    }

    /// The text in any order.
    pub fn known_as_heap(&self) -> Result<&str, Refusal> {
        match &self.hidden {
            Some(command) => Err(Refusal::Words { command: command.clone() }),
            None => Ok(&self.text),
        }
    }

    /// Puts another output behind this one.
    pub fn push(&mut self, other: Output) {
        self.text.push_str(&other.text);
        self.hidden = self.hidden.take().or(other.hidden);
        self.padded |= other.padded;
        self.unordered |= other.unordered;
    }
}

impl Done {
    /// Went well and printed this.
    pub fn printed(text: impl Into<String>) -> Done {
        Done { out: Output::text(text), errors: Some(String::new()), ..Done::default() }
    }

    /// Went well and printed nothing.
    pub fn quiet() -> Done {
        Done::printed("")
    }

    /// Failed and said why.
    pub fn failed(status: u8, words: impl Into<String>) -> Done {
        Done { out: Output::default(), errors: Some(format!("{}\n", words.into())), status, ..Done::default() }
    }

    /// Failed, and what it said is not modelled.
    pub fn failed_somehow(status: u8) -> Done {
        Done { out: Output::default(), errors: None, status, ..Done::default() }
    }

    /// The same, with a status that is not the same everywhere.
    pub fn failed_anyhow() -> Done {
        Done { unsure: true, ..Done::failed_somehow(1) }
    }

    /// Failed, and neither what it said nor what it printed is modelled.
    pub fn failed_hidden(status: u8, command: &str) -> Done {
        Done { status, ..Done::hidden(command) }
    }

    /// Went well and printed what is not modelled.
    pub fn hidden(command: &str) -> Done {
        let out = Output { hidden: Some(command.to_owned()), ..Output::default() };
        Done { out, ..Done::default() }
    }

    /// Adds a line to the errors, and makes it a failure.
    pub fn complain(&mut self, status: u8, words: &str) {
        if let Some(errors) = &mut self.errors {
            errors.push_str(words);
            errors.push('\n');
        }
        self.status = status;
    }
}

//! The names of the kinds, and the forms in which a problem can be printed.

use crate::draw::Language;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A kind of question, as `kind = "…"` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Name {
    Output,
    Trace,
    Cloze,
    Bugfix,
    Write,
    Parsons,
    Rewrite,
    Class,
    Mcq,
    Tf,
    Match,
    Choose,
    Short,
    Plan,
    Copy,
    Diagram,
    Bigo,
    Explain,
    Tests,
    Sql,
    Cmd,
}

impl Name {
    pub const ALL: [Name; 21] = [
        Name::Output,
        Name::Trace,
        Name::Cloze,
        Name::Bugfix,
        Name::Write,
        Name::Parsons,
        Name::Rewrite,
        Name::Class,
        Name::Mcq,
        Name::Tf,
        Name::Match,
        Name::Choose,
        Name::Short,
        Name::Plan,
        Name::Copy,
        Name::Diagram,
        Name::Bigo,
        Name::Explain,
        Name::Tests,
        Name::Sql,
        Name::Cmd,
    ];

    /// The words of all, in the same order.
    pub const WORDS: [&str; 21] = [
        "output", "trace", "cloze", "bugfix", "write", "parsons", "rewrite", "class", "mcq", "tf", "match", "choose",
        "short", "plan", "copy", "diagram", "bigo", "explain", "tests", "sql", "cmd",
    ];

    /// The word in the TOML, in JSON and on the command line.
    pub fn word(self) -> &'static str {
        // Variants are numbered in the order of both lists.
        Name::WORDS[self as usize]
    }

    /// The other kinds that a problem of this one may be printed as (`curriculum/README.md` 3.2, `also`).
    pub fn others(self) -> &'static [Name] {
        match self {
            Name::Output => &[Name::Mcq, Name::Trace, Name::Diagram],
            Name::Write => &[Name::Plan, Name::Bugfix, Name::Parsons, Name::Tests, Name::Bigo],
            Name::Mcq => &[Name::Tf],
            _ => &[],
        }
    }

    /// Whether its answers are written out in the file: a program is only shown with it.
    pub fn has_written_answers(self) -> bool {
        matches!(self, Name::Mcq | Name::Tf | Name::Match | Name::Choose | Name::Short)
    }

    /// Whether its wrong programs are bugs, `[[problem.bug]]`.
    pub fn has_bugs(self) -> bool {
        matches!(self, Name::Bugfix | Name::Tests)
    }

    /// Whether a set of this language may hold it: what is run must be in the language that runs it, and what evaluates
    /// program text with values in it evaluates Python. The others may stand anywhere.
    pub fn can_be_in(self, language: Language) -> bool {
        match self {
            Name::Sql => language == Language::Sql,
            Name::Cmd => language == Language::Shell,
            Name::Mcq | Name::Match | Name::Choose | Name::Short | Name::Plan => true,
            _ => matches!(language, Language::Python | Language::None),
        }
    }

    pub fn from_word(word: &str) -> Option<Name> {
        Name::ALL.into_iter().find(|name| name.word() == word)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// How a problem is printed: as its own kind or as one of `also`, and for a class at which stage (0 to 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Form {
    pub kind: Name,
    pub stage: Option<u8>,
}

impl Form {
    /// The kind alone; only `class` has stages.
    pub fn of(kind: Name) -> Form {
        Form { kind, stage: None }
    }

    /// How a kind is printed where nothing else is asked for: a class from its table, stage 4.
    pub fn usual(kind: Name) -> Form {
        Form { kind, stage: (kind == Name::Class).then_some(4) }
    }

    /// Every form of a kind: six stages of `class`, one of any other.
    pub fn all_of(kind: Name) -> Vec<Form> {
        match kind {
            Name::Class => (0..=5).map(|stage| Form { kind, stage: Some(stage) }).collect(),
            _ => vec![Form::of(kind)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn words_and_names_stand_in_one_order() {
        for (at, name) in Name::ALL.into_iter().enumerate() {
            assert_eq!(name as usize, at, "{name:?}");
            assert_eq!(format!("{name:?}").to_lowercase(), name.word());
        }
    }
}

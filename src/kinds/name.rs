//! The names of the kinds, and the forms in which a problem can be printed.

use std::fmt;

/// A kind of question, as `kind = "…"` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    Output,
    Trace,
    Parsons,
    Write,
    Class,
    Mcq,
    Choose,
    Short,
}

impl Name {
    pub const ALL: [Name; 8] =
        [Name::Output, Name::Trace, Name::Parsons, Name::Write, Name::Class, Name::Mcq, Name::Choose, Name::Short];

    /// The word in the TOML, in JSON and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Name::Output => "output",
            Name::Trace => "trace",
            Name::Parsons => "parsons",
            Name::Write => "write",
            Name::Class => "class",
            Name::Mcq => "mcq",
            Name::Choose => "choose",
            Name::Short => "short",
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

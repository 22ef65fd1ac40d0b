//! What can be wrong with a bank as a whole.

use crate::diagnostic::Finding;
use crate::diagnostic::words::{all_of, count, either};

#[derive(Clone, Debug, PartialEq)]
pub enum BankFault {
    SetMissing {
        folder: String,
    },
    TopicNotFolder {
        topic: String,
        folder: String,
    },
    UnknownLanguage {
        language: String,
    },
    TooManyProblems {
        found: usize,
        most: usize,
    },
    NotAPool {
        name: String,
    },
    /// What it is ("skill"), its id, and the nearest known one.
    Unknown {
        what: &'static str,
        id: String,
        nearest: Option<String>,
        file: &'static str,
    },
    UsedTwice {
        what: &'static str,
        id: String,
    },
    NeedsInACircle {
        circle: Vec<String>,
    },
    NeedHasHigherLevel {
        skill: String,
        level: u8,
        need: String,
        need_level: u8,
    },
    SameTag {
        id: String,
        other: String,
    },
    UnknownWord {
        key: &'static str,
        word: String,
        known: Vec<&'static str>,
    },
    RangeReversed {
        key: &'static str,
        most: i64,
    },
    SlotWithoutKinds,
    NotAStage,
    /// A mock without sections, or another recipe with some.
    SectionsAndMocks,
    SectionMinutes {
        minutes: u32,
        sum: u32,
    },
    TechnologyWithoutWords {
        name: String,
    },
}

impl Finding for BankFault {
    fn code(&self) -> &'static str {
        match self {
            BankFault::SetMissing { .. } => "set-missing",
            BankFault::TopicNotFolder { .. } => "topic-is-not-the-folder",
            BankFault::UnknownLanguage { .. } => "unknown-language",
            BankFault::TooManyProblems { .. } => "too-many-problems",
            BankFault::NotAPool { .. } => "not-a-pool",
            BankFault::Unknown { .. } => "unknown-id",
            BankFault::UsedTwice { .. } => "id-used-twice",
            BankFault::NeedsInACircle { .. } => "needs-in-a-circle",
            BankFault::NeedHasHigherLevel { .. } => "need-has-higher-level",
            BankFault::SameTag { .. } => "same-tag",
            BankFault::UnknownWord { .. } => "unknown-word",
            BankFault::RangeReversed { .. } => "range-reversed",
            BankFault::SlotWithoutKinds => "slot-without-kinds",
            BankFault::NotAStage => "not-a-stage",
            BankFault::SectionsAndMocks => "sections-and-mocks",
            BankFault::SectionMinutes { .. } => "section-minutes-disagree",
            BankFault::TechnologyWithoutWords { .. } => "technology-without-words",
        }
    }

    fn message(&self) -> String {
        match self {
            BankFault::SetMissing { .. } => "the file has no `[set]`".to_owned(),
            BankFault::TopicNotFolder { topic, folder } => {
                format!("the set's topic is `{topic}`, but it stands in the folder `{folder}`")
            }
            BankFault::UnknownLanguage { language } => format!("`{language}` is no language that sets can have"),
            BankFault::TooManyProblems { found, most } => {
                format!("the file has {}, more than {most}", count(*found, "problem"))
            }
            BankFault::NotAPool { name } => format!("the pool `{name}` is not a list of words"),
            BankFault::Unknown { what, id, .. } => format!("there is no {what} `{id}`"),
            BankFault::UsedTwice { what, id } => format!("the {what} id `{id}` is used twice"),
            BankFault::NeedsInACircle { circle } => {
                format!("these skills need each other: {}", all_of(circle))
            }
            BankFault::NeedHasHigherLevel { skill, level, need, need_level } => {
                format!("`{skill}` of level {level} needs `{need}` of level {need_level}")
            }
            BankFault::SameTag { id, other } => format!("`{id}` and `{other}` would have the same mark in a QR code"),
            BankFault::UnknownWord { key, word, .. } => format!("`{word}` is not a value of `{key}`"),
            BankFault::RangeReversed { key, most } => {
                format!("`{key}` is no range from a smaller number to a larger one, between 1 and {most}")
            }
            BankFault::SlotWithoutKinds => "a slot needs `kinds`: what it may hold".to_owned(),
            BankFault::NotAStage => "`stage` is no stage of a class template".to_owned(),
            BankFault::SectionsAndMocks => "a recipe for `mock` has sections, and no other recipe has".to_owned(),
            BankFault::SectionMinutes { minutes, sum } => {
                format!("the sections have {sum} minutes, and the recipe {minutes}")
            }
            BankFault::TechnologyWithoutWords { name } => format!("no word stands for `{name}`"),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            BankFault::SetMissing { folder } => {
                format!("begin it with `[set]`, then `topic = \"{folder}\"` and `title = \"…\"`")
            }
            BankFault::TopicNotFolder { folder, .. } => format!("write `topic = \"{folder}\"`, or move the file"),
            BankFault::UnknownLanguage { .. } => {
                "write `python`, `sql`, `shell` or `none`, or leave it out for `python`".to_owned()
            }
            BankFault::TooManyProblems { .. } => "split it into files on one thing each".to_owned(),
            BankFault::NotAPool { name } => format!("write `{name} = [\"…\", \"…\"]`"),
            BankFault::Unknown { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            BankFault::Unknown { nearest: None, what, file, .. } => format!("add the {what} to `{file}`"),
            BankFault::UsedTwice { .. } => "an id names one thing, and is never used again: rename one".to_owned(),
            BankFault::NeedsInACircle { .. } => {
                "take one of the needs out: what is met first needs nothing later".to_owned()
            }
            BankFault::NeedHasHigherLevel { .. } => "raise the one level or lower the other".to_owned(),
            BankFault::SameTag { .. } => "rename the newer of the two, or raise its `version`".to_owned(),
            BankFault::UnknownWord { known, .. } => format!("write one of {}", either(known)),
            BankFault::RangeReversed { .. } => "write two whole numbers, the smaller first: `[2, 3]`".to_owned(),
            BankFault::SlotWithoutKinds => "write `kinds = [\"output\", \"mcq\"]`".to_owned(),
            BankFault::SectionsAndMocks => {
                "write `verb = \"mock\"` with `[[section]]`, or another verb with `[[slot]]`".to_owned()
            }
            BankFault::SectionMinutes { sum, .. } => format!("write `minutes = {sum}`, or other minutes of a section"),
            BankFault::TechnologyWithoutWords { name } => {
                format!("write `words = [\"{}\"]`: what a job description may call it", name.to_lowercase())
            }
            BankFault::NotAStage => {
                "write a number from 0, all of it on the page, to 5, nothing; or `\"own\"`".to_owned()
            }
        };
        Some(help)
    }
}

//! What can be wrong with what was typed, and with a run that was kept.

use super::Length;
use super::sections::{LONGEST_TITLE, MOST_SECTIONS};

/// Why there is no countdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockFault {
    /// No length of time.
    Length {
        text: String,
    },
    /// A section without its minutes.
    NoLength {
        section: String,
    },
    /// Minutes without a title, in a list of sections.
    NoTitle {
        section: String,
    },
    /// Nothing between two commas.
    Empty {
        number: usize,
    },
    /// A title that does not go on one line.
    Title {
        title: String,
    },
    TooMany {
        sections: usize,
    },
    /// All sections together are longer than a day.
    TooLong,
    ExtraTime {
        text: String,
    },
    /// A kept run that no countdown can have written.
    Kept {
        why: &'static str,
    },
}

impl ClockFault {
    pub fn message(&self) -> String {
        match self {
            ClockFault::Length { text } => format!("`{text}` is no length of time"),
            ClockFault::NoLength { section } => format!("section `{section}` does not say how long it is"),
            ClockFault::NoTitle { section } => format!("section `{section}` has no title"),
            ClockFault::Empty { number } => format!("section {number} of the list is empty"),
            ClockFault::Title { title } => {
                format!("the title `{}` does not go on one line", title.escape_debug())
            }
            ClockFault::TooMany { sections } => format!("{sections} sections are too many"),
            ClockFault::TooLong => "the sections together are longer than a day".to_owned(),
            ClockFault::ExtraTime { text } => format!("`{text}` is no part of the time"),
            ClockFault::Kept { why } => format!("it holds no countdown: {why}"),
        }
    }

    pub fn help(&self) -> String {
        match self {
            ClockFault::Length { .. } => {
                format!("write minutes, `45`, or minutes and seconds, `7:30`; a day, `{}`, at most", Length::MOST)
            }
            ClockFault::NoLength { section } => format!("write its minutes last: `{section} 10`"),
            ClockFault::NoTitle { section } => format!("write a title before its minutes: `Whiteboard {section}`"),
            ClockFault::Empty { .. } => {
                "write titles and minutes between commas: `Warm-up 10, Whiteboard 25`".to_owned()
            }
            ClockFault::Title { .. } => format!("use letters and figures, {LONGEST_TITLE} at most"),
            ClockFault::TooMany { .. } => format!("give {MOST_SECTIONS} at most"),
            ClockFault::TooLong => "give shorter sections, or fewer".to_owned(),
            ClockFault::ExtraTime { .. } => "write a percentage from 1 to 300: `25%`".to_owned(),
            ClockFault::Kept { .. } => "start anew with `--minutes` or `--sections`".to_owned(),
        }
    }
}

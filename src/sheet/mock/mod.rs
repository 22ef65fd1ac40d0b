//! A mock interview → the candidate's pages, the interviewer's, and cards for who is alone.
//!
//! Nothing of a key is in the candidate's blocks: no hints, no level, no points, no title, and no space that is measured by
//! a model.

mod candidate;
mod cards;
mod debrief;
mod interviewer;
mod pressure;
mod whiteboard;

pub use candidate::{CandidatePage, Room, candidate};
pub use cards::{Card, cards};
pub use interviewer::interviewer;

use crate::blocks::{
    Align, Block, Column, Corner, Foot, Item, Modules, Prose, Purpose, Rules, Sheet, Table, TableStyle, Width,
};
use crate::code::{Interviewer, write_clock};
use crate::kinds::Name;
use crate::question::Question;
use pressure::Pressure;

/// Points of a whiteboard problem: five signals, 4 each (`curriculum/README.md` 5.5).
pub const BOARD_POINTS: u32 = 20;

/// An interview, with every question posed.
#[derive(Clone, Debug)]
pub struct Interview<'a> {
    pub title: String,
    /// The day, if it is said.
    pub day: String,
    /// 1 to 3.
    pub level: u8,
    /// 1 to 4.
    pub pressure: u8,
    pub interviewer: Interviewer,
    /// Minutes from midnight.
    pub start: Option<u32>,
    pub code: String,
    pub qr: Option<Modules>,
    pub parts: Vec<Part<'a>>,
    /// The page of the candidate's packet on which each part begins, where that is known.
    pub pages: Vec<usize>,
}

/// One section with its questions.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// From 1.
    pub number: usize,
    pub title: String,
    /// As the candidate reads it.
    pub candidate: String,
    pub minutes: u32,
    /// Those that its hints were written for.
    pub usual: u32,
    /// Minutes from the beginning of the interview.
    pub begins: u32,
    /// The number of its first question.
    pub first: u32,
    pub questions: &'a [Question],
}

/// What a section is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Project,
    Whiteboard,
    /// The candidate asks.
    Theirs,
    Other,
}

impl Part<'_> {
    fn role(&self) -> Role {
        let Some(question) = self.questions.first() else { return Role::Other };
        match (question.form.kind, question.topic.as_str()) {
            (Name::Write, _) => Role::Whiteboard,
            (Name::Short, "projects") => Role::Project,
            (Name::Short, "questions-to-ask") => Role::Theirs,
            _ => Role::Other,
        }
    }

    fn numbered(&self) -> impl Iterator<Item = (u32, &Question)> {
        (self.first..).zip(self.questions)
    }

    fn is_single(&self) -> bool {
        self.questions.len() == 1
    }

    fn ends(&self) -> u32 {
        self.begins + self.minutes
    }

    /// A question as it stands in a packet, without points. Where it is the only one of its section, it has this title of it.
    fn item(&self, title: &str, number: u32, question: &Question, body: Vec<Block>) -> Item {
        let (label, note) = match self.is_single() {
            true => (title, None),
            false => (question.posed.label.as_str(), question.posed.note.clone()),
        };
        Item { number, note, minutes: Some(question.minutes), ..unnumbered(number, label, body) }
    }

    /// A minute that was written for the usual length, in this one.
    pub fn scaled(&self, minute: u32) -> u32 {
        scaled(minute, self.usual, self.minutes)
    }
}

/// A minute of a section of `from` minutes, in one of `to`.
fn scaled(minute: u32, from: u32, to: u32) -> u32 {
    let from = from.max(1);
    ((minute * to * 2 + from) / (from * 2)).min(to)
}

impl Interview<'_> {
    fn minutes(&self) -> u32 {
        self.parts.iter().map(|part| part.minutes).sum()
    }

    fn pressure(&self) -> Pressure {
        Pressure::of(self.pressure)
    }

    /// "0:15" from the beginning, or the time of the day.
    fn clock(&self, minute: u32) -> String {
        write_clock(self.start.unwrap_or(0) + minute)
    }

    fn page_of(&self, part: &Part) -> Option<usize> {
        self.pages.get(part.number - 1).copied()
    }

    /// "entry", "junior", "experienced".
    fn level_word(&self) -> &'static str {
        match self.level {
            1 => "entry-level Python",
            2 => "junior Python",
            _ => "experienced Python",
        }
    }

    fn foot(&self, whose: &str) -> Foot {
        Foot { left: format!("Longhand · mock interview · {whose}"), code: format!("sheet {}", self.code) }
    }

    /// A sheet without a head: a later part of a packet.
    fn later(&self, purpose: Purpose, whose: &str, items: Vec<Item>) -> Sheet {
        Sheet {
            purpose,
            title: String::new(),
            subtitle: String::new(),
            name_row: None,
            intro: Vec::new(),
            qr: None,
            items,
            closing: Vec::new(),
            foot: self.foot(whose),
        }
    }
}

/// A part of a page that is no question.
fn unnumbered(origin: u32, label: &str, body: Vec<Block>) -> Item {
    Item {
        origin,
        number: 0,
        label: label.to_owned(),
        note: None,
        minutes: None,
        corner: Corner::Marks(Vec::new()),
        body,
        aside: Vec::new(),
    }
}

/// Rules for words.
fn rules(lines: u32) -> Block {
    Block::Rules(Rules { lines, guides: false, may_break: false })
}

fn column(head: &str, align: Align, width: Width) -> Column {
    Column { head: Prose::plain(head), align, width }
}

/// A table of two columns, ruled.
fn pairs(summary: &str, heads: (&str, &str), rows: Vec<(Prose, Prose)>) -> Block {
    Block::Table(Table {
        summary: summary.to_owned(),
        style: TableStyle::Ruled,
        columns: vec![column(heads.0, Align::Left, Width::Fill(1)), column(heads.1, Align::Left, Width::Fill(1))],
        rows: rows.into_iter().map(|(left, right)| vec![Some(left), Some(right)]).collect(),
    })
}

/// "Say: “…”"
fn say(text: &str) -> Block {
    super::daily::small(Prose(vec![crate::blocks::Span::Stress("Say: ".to_owned())]).then(&format!("“{text}”")))
}

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn minutes_move_with_the_length_of_the_section() {
        for (minute, from, to, expected) in
            [(6, 25, 25, 6), (6, 25, 31, 7), (12, 25, 15, 7), (9, 0, 20, 20), (30, 25, 25, 25)]
        {
            assert_eq!(scaled(minute, from, to), expected, "{minute} of {from} in {to}");
        }
    }
}

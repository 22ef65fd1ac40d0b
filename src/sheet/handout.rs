//! A student's sheet, and its key.

use super::daily::{foot, numbered};
use crate::blocks::{
    Align, Block, Column, CopyRow, Corner, Foot, Item, Modules, NameRow, Prose, Purpose, Sheet, Table, TableStyle,
    Width,
};
use crate::diagnostic::words::count;
use crate::question::Question;

/// Questions in one table of points: more do not fit its width.
const IN_A_TABLE: usize = 12;

/// What stands around the questions of one copy.
#[derive(Clone, Debug)]
pub struct CopyHeading {
    /// "Loops and lists".
    pub title: String,
    /// "Class 10b · 24 November 2026".
    pub subtitle: String,
    /// Nobody's name on a spare sheet, nor where a code stands for it.
    pub name: Option<String>,
    /// Whether the paper has the code where a name would stand.
    pub is_anonymous: bool,
    /// "7 of 30", "spare 1".
    pub which: String,
    /// That this student has.
    pub minutes: u32,
    pub code: String,
    pub qr: Option<Modules>,
}

impl CopyHeading {
    /// "V6EN": the last group of the code.
    pub fn tag(&self) -> &str {
        self.code.rsplit('-').next().unwrap_or_default()
    }

    fn amount(&self, questions: &[Question]) -> String {
        let points: u32 = questions.iter().map(|question| question.posed.points).sum();
        let parts = [
            count(usize::try_from(self.minutes).unwrap_or(0), "minute"),
            count(questions.len(), "question"),
            count(usize::try_from(points).unwrap_or(0), "point"),
        ];
        parts.join(" · ")
    }

    fn name_row(&self, questions: &[Question]) -> NameRow {
        let (label, name) = match (&self.name, self.is_anonymous) {
            (_, true) => ("Sheet", Some(self.code.clone())),
            (name, false) => ("Name", name.clone()),
        };
        let copy = CopyRow {
            label: label.to_owned(),
            which: self.which.clone(),
            amount: self.amount(questions),
            tag: self.tag().to_owned(),
        };
        let out_of = questions.iter().map(|question| question.posed.points).sum();
        NameRow { name, out_of, copy: Some(copy) }
    }

    /// Who the sheet is for, as a foot and a key say it.
    fn whose(&self) -> String {
        match &self.name {
            Some(name) if !self.is_anonymous => name.clone(),
            _ => self.which.clone(),
        }
    }
}

/// The sheet of one copy.
pub fn copy(heading: &CopyHeading, questions: &[Question]) -> Sheet {
    let items = numbered(questions, |question, number| Item {
        origin: number,
        number,
        label: question.posed.label.clone(),
        note: question.posed.note.clone(),
        minutes: Some(question.minutes),
        corner: Corner::Box { out_of: question.posed.points },
        body: question.posed.sheet.clone(),
        aside: Vec::new(),
    });
    Sheet {
        purpose: Purpose::Questions,
        title: heading.title.clone(),
        subtitle: heading.subtitle.clone(),
        name_row: Some(heading.name_row(questions)),
        intro: points_tables(questions),
        qr: heading.qr.clone(),
        items,
        closing: Vec::new(),
        foot: foot(&[heading.title.as_str(), &heading.whose()].join(" · "), &heading.code),
    }
}

/// The key of one copy, with what each question is worth.
pub fn copy_key(heading: &CopyHeading, questions: &[Question]) -> Sheet {
    Sheet {
        purpose: Purpose::Key,
        title: "Key".to_owned(),
        subtitle: [heading.title.clone(), heading.whose(), heading.which.clone()].join(" · "),
        name_row: None,
        intro: Vec::new(),
        qr: None,
        items: numbered(questions, |question, number| key_item(question, number, number)),
        closing: Vec::new(),
        foot: foot(&format!("Key to {} · {}", heading.title, heading.whose()), &heading.code),
    }
}

/// The keys of every copy to one question, one after the other, each headed by its copy.
pub fn question_key(title: &str, number: u32, copies: &[(&CopyHeading, &[Question])]) -> Sheet {
    let place = usize::try_from(number).unwrap_or(0).saturating_sub(1);
    let items = copies.iter().zip(1..).filter_map(|((heading, questions), copy)| {
        let question = questions.get(place)?;
        let note = format!("{} · {}", heading.tag(), heading.whose());
        Some(Item { note: Some(note), ..key_item(question, number, copy) })
    });
    Sheet {
        purpose: Purpose::Key,
        title: "Key".to_owned(),
        subtitle: format!("{title} · question {number}"),
        name_row: None,
        intro: Vec::new(),
        qr: None,
        items: items.collect(),
        closing: Vec::new(),
        foot: part_foot(&format!("Key to {title}"), format!("question {number}")),
    }
}

fn key_item(question: &Question, origin: u32, number: u32) -> Item {
    let points = question.posed.points;
    let word = if points == 1 { "point" } else { "points" };
    Item {
        origin,
        number,
        label: question.posed.label.clone(),
        note: question.posed.note.clone(),
        minutes: None,
        corner: Corner::Marks(vec![(u8::try_from(points).unwrap_or(u8::MAX), Prose::plain(word))]),
        body: question.posed.key.clone(),
        aside: Vec::new(),
    }
}

/// A box for the points of every question, and one for their sum.
fn points_tables(questions: &[Question]) -> Vec<Block> {
    let total: u32 = questions.iter().map(|question| question.posed.points).sum();
    let tables = questions.len().div_ceil(IN_A_TABLE);
    let mut blocks = Vec::new();
    for (index, part) in questions.chunks(IN_A_TABLE).enumerate() {
        let first = index * IN_A_TABLE + 1;
        let mut columns = vec![column("Question", Align::Left, Width::Content)];
        let mut points = vec![Some(Prose::plain("Points"))];
        for (number, question) in (first..).zip(part) {
            columns.push(column(&number.to_string(), Align::Right, Width::Fill(2)));
            points.push(Some(Prose::plain(format!("/ {}", question.posed.points))));
        }
        if index + 1 == tables {
            columns.push(column("Total", Align::Right, Width::Fill(3)));
            points.push(Some(Prose::plain(format!("/ {total}"))));
        }
        blocks.push(Block::Table(Table {
            summary: "Points of each question, to be filled in, out of how many.".to_owned(),
            style: TableStyle::Writing,
            columns,
            rows: vec![points],
        }));
    }
    blocks
}

pub(super) fn column(head: &str, align: Align, width: Width) -> Column {
    Column { head: Prose::plain(head), align, width }
}

/// A foot that names a part of the keys where sheets have their code.
pub(super) fn part_foot(title: &str, part: String) -> Foot {
    Foot { left: format!("Longhand · {title}"), code: part }
}

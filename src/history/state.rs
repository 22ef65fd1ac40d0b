//! What records come to: the sheets that are known, and the marks that stand.

use super::line::{Line, Said};
use super::record::{Event, Printed, Record, Scored, Stamp, Timed};
use crate::code::SheetCode;

/// Everything that was understood, in the order in which it happened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    records: Vec<(String, Record)>,
    /// Records that only a later version of Longhand understands.
    pub newer: usize,
}

/// A sheet as it was last printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Printing<'a> {
    pub stamp: &'a Stamp,
    pub sheet: &'a Printed,
}

/// Marks that stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing<'a> {
    /// The checksum of its line, by which it is taken back.
    pub sum: &'a str,
    pub stamp: &'a Stamp,
    pub score: &'a Scored,
}

impl History {
    pub(super) fn of(lines: Vec<Line>) -> History {
        let mut history = History::default();
        for line in lines {
            match line.said {
                Said::Record(record) => history.records.push((line.sum, *record)),
                Said::Newer => history.newer += 1,
            }
        }
        history
    }

    /// The same with one more record, as it will be when that is noted.
    pub fn and(mut self, record: Record) -> History {
        self.records.push((String::new(), record));
        self
    }

    /// Every record, the oldest first.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = &Record> {
        self.records.iter().map(|(_, record)| record)
    }

    /// Whether this very request is noted.
    pub fn has_request(&self, line: &str) -> bool {
        self.printings().any(|printing| printing.sheet.request == line)
    }

    /// The sheets, each once as it was last printed, the one printed last at the end.
    pub fn sheets(&self) -> Vec<Printing<'_>> {
        let mut found: Vec<Printing> = Vec::new();
        for printing in self.printings().rev() {
            if found.iter().all(|known| known.sheet.code != printing.sheet.code) {
                found.push(printing);
            }
        }
        found.reverse();
        found
    }

    /// The sheet with this code, as it was last printed.
    pub fn sheet(&self, code: SheetCode) -> Option<Printing<'_>> {
        let code = code.to_string();
        self.printings().rev().find(|printing| printing.sheet.code == code)
    }

    /// The sheets whose codes begin so: symbols as they are printed, without hyphens.
    pub fn beginning(&self, start: &str) -> Vec<Printing<'_>> {
        let begins = |printing: &Printing| printing.sheet.code.replace('-', "").starts_with(start);
        self.sheets().into_iter().filter(begins).collect()
    }

    /// The marks that stand for each sheet, the sheet marked last at the end.
    pub fn scores(&self) -> Vec<Standing<'_>> {
        let mut standing = self.standing();
        let mut found: Vec<Standing> = Vec::new();
        while let Some(score) = standing.pop() {
            if found.iter().all(|known| known.score.code != score.score.code) {
                found.push(score);
            }
        }
        found.reverse();
        found
    }

    /// The marks that stand for this code.
    pub fn score(&self, code: &str) -> Option<Standing<'_>> {
        self.standing().into_iter().rev().find(|standing| standing.score.code == code)
    }

    /// The score that was noted last and not taken back.
    pub fn last_score(&self) -> Option<Standing<'_>> {
        self.standing().pop()
    }

    /// Sheets that were worked against the clock.
    pub fn timings(&self) -> impl DoubleEndedIterator<Item = (&Stamp, &Timed)> {
        self.records().filter_map(|record| match &record.event {
            Event::Timed(timed) => Some((&record.stamp, timed)),
            _ => None,
        })
    }

    fn printings(&self) -> impl DoubleEndedIterator<Item = Printing<'_>> {
        self.records().filter_map(|record| match &record.event {
            Event::Printed(sheet) => Some(Printing { stamp: &record.stamp, sheet }),
            _ => None,
        })
    }

    /// Every score that was not taken back.
    pub(super) fn standing(&self) -> Vec<Standing<'_>> {
        let mut standing: Vec<Standing> = Vec::new();
        for (sum, Record { stamp, event }) in &self.records {
            match event {
                Event::Scored(score) => standing.push(Standing { sum, stamp, score }),
                Event::Undone(undone) => {
                    let is_meant = |score: &Standing| score.sum == undone.score && score.score.code == undone.code;
                    if let Some(place) = standing.iter().rposition(is_meant) {
                        standing.remove(place);
                    }
                }
                Event::Printed(_) | Event::Timed(_) => {}
            }
        }
        standing
    }
}

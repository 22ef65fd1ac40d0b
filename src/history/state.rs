//! What records come to: the sheets that are known, and the marks that stand.

use super::line::{Line, Said};
use super::record::{Event, Printed, Record, Scored, Stamp, Timed};
use crate::code::SheetCode;
use std::collections::BTreeSet;

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
        let mut known = BTreeSet::new();
        let is_last = |printing: &Printing| known.insert(printing.sheet.code.clone());
        let mut found: Vec<Printing> = self.printings().rev().filter(is_last).collect();
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
        let mut known = BTreeSet::new();
        let is_last = |standing: &Standing| known.insert(standing.score.code.clone());
        let mut found: Vec<Standing> = self.standing().into_iter().rev().filter(is_last).collect();
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

#[cfg(test)]
mod tests {
    use super::{History, Line, Said};
    use crate::history::record::{Asked, Event, Mark, Printed, Record, Scored, Stamp, Undone};

    /// Events, each with the checksum of its line.
    fn history(events: &[(&str, Event)]) -> History {
        let line = |(place, (sum, event)): (usize, &(&str, Event))| {
            let stamp = Stamp { at: format!("2026-11-22T00:00:{place:02}Z"), day: "2026-11-22".to_owned() };
            Line { sum: (*sum).to_owned(), said: Said::Record(Box::new(Record { stamp, event: event.clone() })) }
        };
        History::of(events.iter().enumerate().map(line).collect())
    }

    fn printed(code: &str, request: &str) -> Event {
        Event::Printed(Printed {
            code: code.to_owned(),
            request: request.to_owned(),
            verb: "daily".to_owned(),
            title: "Daily drill".to_owned(),
            name: None,
            questions: Vec::new(),
        })
    }

    fn asked() -> Asked {
        Asked {
            problem: "museum-fares@1".to_owned(),
            skill: "range-bounds".to_owned(),
            kind: "output".to_owned(),
            topic: "control-flow".to_owned(),
            minutes: 2,
            points: 3,
            wrong: [('a', "range-includes-stop".to_owned())].into(),
        }
    }

    fn scored(code: &str, mark: Option<u32>) -> Event {
        let mark = Mark { asked: asked(), mark, letter: None, misread: None };
        Event::Scored(Scored { code: code.to_owned(), minutes: None, marks: vec![mark.clone(), mark], signals: None })
    }

    fn undone(code: &str, sum: &str) -> Event {
        Event::Undone(Undone { code: code.to_owned(), score: sum.to_owned() })
    }

    #[test]
    fn a_sheet_is_known_as_it_was_last_printed() {
        let history = history(&[
            ("1", printed("AAAA-1", "a4")),
            ("2", printed("AAAB-1", "a4")),
            ("3", printed("AAAA-1", "letter")),
        ]);
        let known: Vec<&str> = history.sheets().iter().map(|printing| printing.sheet.request.as_str()).collect();
        assert_eq!(known, ["a4", "letter"]);
        assert_eq!(history.beginning("AAA").len(), 2);
        assert_eq!(history.beginning("AAAA1").len(), 1);
        assert!(history.has_request("a4") && !history.has_request("a5"));
    }

    #[test]
    fn the_last_score_that_was_not_taken_back_stands() {
        let events = [
            ("1", scored("A", Some(1))),
            ("2", scored("B", None)),
            ("3", scored("A", Some(2))),
            ("4", undone("A", "3")),
            ("5", undone("A", "9")),
            ("6", undone("B", "1")),
            ("7", undone("A", "1")),
        ];
        // After so many events: the score of A, and whose score is the last.
        let cases = [
            (0, None, None),
            (1, Some((2, 6)), Some("A")),
            (2, Some((2, 6)), Some("B")),
            (3, Some((4, 6)), Some("A")),
            (4, Some((2, 6)), Some("B")),
            (6, Some((2, 6)), Some("B")),
            (7, None, Some("B")),
        ];
        for (count, score, last) in cases {
            let history = history(&events[..count]);
            assert_eq!(history.score("A").map(|standing| standing.score.sum()), score, "after {count}");
            let code = history.last_score().map(|standing| standing.score.code.clone());
            assert_eq!(code.as_deref(), last, "after {count}");
        }
    }

    /// Two scores in one second may be the same line: one is taken back at a time.
    #[test]
    fn equal_lines_are_taken_back_one_by_one() {
        let same = ("1", scored("A", Some(1)));
        let history = history(&[same.clone(), same, ("2", undone("A", "1"))]);
        assert_eq!(history.scores().len(), 1);
    }

    #[test]
    fn a_question_that_was_not_tried_counts_for_nothing() {
        let history = history(&[("1", scored("A", None))]);
        assert_eq!(history.score("A").map(|standing| standing.score.sum()), Some((0, 0)));
    }
}

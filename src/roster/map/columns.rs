//! Which column of a map is which.

use super::faults::MapFault;
use crate::diagnostic::{Faults, Place, Source};
use crate::roster::grid::{Cell, Row, letters};
use std::sync::Arc;

/// The most questions that a map may have.
const MOST_QUESTIONS: u32 = 200;

/// Names of the columns that are not for marks.
const NAMES: [&str; 7] = ["number", "code", "name", "id", "group", "total", "note"];

/// The head of a question's column: its number, and its points if they stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub number: u32,
    pub points: Option<u32>,
}

/// Reads `q3 (5)` as people type it: `Q3`, `q3(5)`, `q 3 (5 points)`.
pub fn head(text: &str) -> Option<Head> {
    let lower = text.to_lowercase();
    let rest = lower.strip_prefix('q')?.trim_start();
    let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let number = rest[..digits].parse().ok().filter(|number| (1..=MOST_QUESTIONS).contains(number))?;
    let rest = rest[digits..].trim();
    if rest.is_empty() {
        return Some(Head { number, points: None });
    }
    let inside = rest.strip_prefix('(')?.strip_suffix(')')?.trim();
    let inside = inside.strip_suffix("points").or(inside.strip_suffix("point")).unwrap_or(inside);
    let points = inside.trim().parse().ok().filter(|points| (1..=1000).contains(points))?;
    Some(Head { number, points: Some(points) })
}

/// Whether a cell is the head of a column that a map has.
pub fn is_known(text: &str) -> bool {
    NAMES.contains(&text.to_lowercase().as_str()) || head(text).is_some()
}

/// Where the columns of a map stand.
pub struct Columns {
    pub count: usize,
    pub code: Option<usize>,
    pub name: Option<usize>,
    pub id: Option<usize>,
    pub group: Option<usize>,
    pub total: Option<usize>,
    /// Of the questions in their order: where the marks stand, and how many points there are.
    pub questions: Vec<(usize, u32)>,
}

impl Columns {
    /// The columns by their first row; what is gone, twice there or without points is noted.
    pub fn read(row: &Row, source: &Arc<Source>, faults: &mut Faults) -> Columns {
        let find = |name: &str| row.cells.iter().position(|cell| cell.text.eq_ignore_ascii_case(name));
        let code = find("code");
        if code.is_none() {
            faults.note(&row.place(source), &MapFault::NoCodes { row: row.number });
        }
        let questions = questions(row, source, faults);
        let count = row.cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
        Columns {
            count,
            code,
            name: find("name"),
            id: find("id"),
            group: find("group"),
            total: find("total"),
            questions,
        }
    }
}

/// Cells of the header that a map does not have.
pub fn left_aside(row: &Row) -> Vec<&Cell> {
    row.cells.iter().filter(|cell| !cell.is_blank() && !is_known(&cell.text)).collect()
}

/// The questions from 1 on, each with its column and points, without those that cannot be used.
fn questions(row: &Row, source: &Arc<Source>, faults: &mut Faults) -> Vec<(usize, u32)> {
    let heads: Vec<(usize, Head)> =
        row.cells.iter().enumerate().filter_map(|(at, cell)| Some((at, head(&cell.text)?))).collect();
    let Some(last) = heads.iter().map(|(_, head)| head.number).max() else {
        faults.note(&row.place(source), &MapFault::NoQuestions { row: row.number });
        return Vec::new();
    };
    let mut found = Vec::new();
    for number in 1..=last {
        let mut of_number = heads.iter().filter(|(_, head)| head.number == number);
        let Some((at, head)) = of_number.next() else {
            faults.note(&row.place(source), &MapFault::QuestionGone { number });
            continue;
        };
        let place = |at: usize| Place { source: Arc::clone(source), span: row.cells[at].span.clone() };
        if let Some((second, _)) = of_number.next() {
            let fault = MapFault::QuestionTwice { number, first: letters(*at), second: letters(*second) };
            faults.note_with(&place(*second), &fault, vec![(place(*at), "the first".to_owned())]);
        }
        match head.points {
            Some(points) => found.push((*at, points)),
            None => faults.note(&place(*at), &MapFault::PointsMissing { spot: row.cells[*at].spot, number }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Head, head, is_known};

    #[test]
    fn heads_of_questions_are_read_as_people_type_them() {
        let cases = [
            ("q1 (4)", Some((1, Some(4)))),
            ("Q12(10)", Some((12, Some(10)))),
            ("q 3 ( 5 points )", Some((3, Some(5)))),
            ("q3 (1 point)", Some((3, Some(1)))),
            ("q3", Some((3, None))),
            ("q0 (4)", None),
            ("q201 (4)", None),
            ("q3 (0)", None),
            ("q3 (x)", None),
            ("quiz", None),
            ("q", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(head(text), expected.map(|(number, points)| Head { number, points }), "{text:?}");
        }
        assert!(is_known("Code") && is_known("TOTAL") && !is_known("remarks"));
    }
}

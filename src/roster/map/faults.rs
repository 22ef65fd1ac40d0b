//! What can be wrong with a map and the marks in it, in words.

use super::mark::NoMark;
use crate::diagnostic::words::count;
use crate::diagnostic::{Finding, Severity};
use crate::roster::grid::Spot;

/// What is wrong with a map.
pub enum MapFault {
    NoSheets,
    NoCodes { row: usize },
    NoQuestions { row: usize },
    QuestionGone { number: u32 },
    QuestionTwice { number: u32, first: String, second: String },
    PointsMissing { spot: Spot, number: u32 },
    CodeMissing { spot: Spot },
    Code { spot: Spot, code: String, reason: String },
    CodeTwice { spot: Spot, code: String },
    Mark { spot: Spot, text: String, points: u32, reason: NoMark },
    OtherTotal { spot: Spot, text: String, sum: String },
}

impl Finding for MapFault {
    fn code(&self) -> &'static str {
        match self {
            MapFault::NoSheets => "no-sheets",
            MapFault::NoCodes { .. } => "no-codes",
            MapFault::NoQuestions { .. } => "no-questions",
            MapFault::QuestionGone { .. } => "question-gone",
            MapFault::QuestionTwice { .. } => "question-twice",
            MapFault::PointsMissing { .. } => "points-missing",
            MapFault::CodeMissing { .. } => "code-missing",
            MapFault::Code { .. } => "not-a-code",
            MapFault::CodeTwice { .. } => "code-twice",
            MapFault::Mark { reason: NoMark::TooHigh | NoMark::OtherPoints { .. }, .. } => "mark-too-high",
            MapFault::Mark { .. } => "not-a-mark",
            MapFault::OtherTotal { .. } => "other-total",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            MapFault::OtherTotal { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    fn message(&self) -> String {
        match self {
            MapFault::NoSheets => "there is no sheet in this map".to_owned(),
            MapFault::NoCodes { row } => format!("row {} has no column `code`", row + 1),
            MapFault::NoQuestions { row } => format!("row {} has no column for a question", row + 1),
            MapFault::QuestionGone { number } => format!("the column of question {number} is gone"),
            MapFault::QuestionTwice { number, first, second } => {
                format!("the columns {first} and {second} both are for question {number}")
            }
            MapFault::PointsMissing { spot, number } => format!("{spot}: the points of question {number} are gone"),
            MapFault::CodeMissing { spot } => format!("{spot}: this row has no code"),
            MapFault::Code { spot, code, reason } => format!("{spot}: `{code}` is no sheet’s code: {reason}"),
            MapFault::CodeTwice { spot, code } => format!("{spot}: `{code}` stands in another row already"),
            MapFault::Mark { spot, text, points, reason } => {
                format!("{spot}: `{text}` {}", wrong(reason, *points))
            }
            MapFault::OtherTotal { spot, text, sum } => {
                format!("{spot}: the total is `{text}`, and the marks add up to {sum}")
            }
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            MapFault::NoSheets => "give the map as `longhand handout` wrote it, with the marks filled in".to_owned(),
            MapFault::NoCodes { .. } | MapFault::QuestionGone { .. } => {
                "copy the column from the map as it was written".to_owned()
            }
            MapFault::NoQuestions { .. } => "the columns for marks are headed `q1 (4)`: number and points".to_owned(),
            MapFault::QuestionTwice { .. } => "delete one of them".to_owned(),
            MapFault::PointsMissing { number, .. } => format!("write them behind the number: `q{number} (4)`"),
            MapFault::CodeMissing { .. } => "copy it from the sheet, or delete a row that is no student’s".to_owned(),
            MapFault::Code { .. } => "copy it from the foot of the sheet".to_owned(),
            MapFault::CodeTwice { .. } => "keep the row with the right marks".to_owned(),
            MapFault::Mark { points, reason, .. } => instead(reason, *points),
            MapFault::OtherTotal { .. } => "the marks count; correct whichever is wrong".to_owned(),
        };
        Some(help)
    }
}

/// Completes "`5-Aug` …".
fn wrong(reason: &NoMark, points: u32) -> String {
    match reason {
        NoMark::Unread => "is no mark".to_owned(),
        NoMark::Date => "is a day: the spreadsheet made it of a mark such as `5/8`".to_owned(),
        NoMark::TooHigh => format!("is more than the {} of this question", count(to_size(points), "point")),
        NoMark::OtherPoints { said } => {
            format!("is out of {said}, and this question has {}", count(to_size(points), "point"))
        }
        NoMark::LetterAlone { .. } => "has no points".to_owned(),
        NoMark::TooFine => "has more than two digits behind the point".to_owned(),
    }
}

fn instead(reason: &NoMark, points: u32) -> String {
    match reason {
        NoMark::Unread => format!(
            "write 0 to {points}; `-` if it was not tried; `0a` for no points and the wrong answer `a`; nothing if it \
             is not marked"
        ),
        NoMark::Date => "write the points alone: `5`".to_owned(),
        NoMark::TooHigh | NoMark::OtherPoints { .. } => format!("write 0 to {points}"),
        NoMark::LetterAlone { letter } => format!("write the points first: `0{letter}`"),
        NoMark::TooFine => "round it: `4.25`".to_owned(),
    }
}

fn to_size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

//! What the sheets of a class asked: the fields of `…-questions.json` that a map is compared with.
//!
//! The file is what `--format json` gives; fields that are not needed are passed over.

use super::faults::shown;
use super::grid::Spot;
use super::map::{Mark, Marked, MarkedMap};
use crate::code::SheetCode;
use crate::diagnostic::words::{all_of, count};
use crate::diagnostic::{Fault, Faults, Finding, Place, Source};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The questions of each sheet, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Questions {
    pub sheets: BTreeMap<SheetCode, Vec<Asked>>,
}

/// A question of one sheet.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Asked {
    /// `id@version`.
    pub problem: String,
    pub skill: String,
    pub kind: String,
    pub topic: String,
    pub points: u32,
    key: Key,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
struct Key {
    misreads: Vec<Misread>,
}

/// A wrong answer that the key lists.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Misread {
    /// The misconception, if the answer shows one.
    pub id: Option<String>,
    /// Completes "you probably …".
    pub say: String,
    answer: serde_json::Value,
}

#[derive(Deserialize)]
struct File {
    sheets: Vec<Sheet>,
}

#[derive(Deserialize)]
struct Sheet {
    code: String,
    questions: Vec<Asked>,
}

impl Asked {
    /// The wrong answer that the key calls by this letter.
    pub fn misread(&self, letter: char) -> Option<&Misread> {
        let mut lettered = self.letters().zip(&self.key.misreads);
        lettered.find(|(known, _)| *known == letter).map(|(_, misread)| misread)
    }

    /// The letters of the wrong answers: that of the option where one was chosen, otherwise in the order of the list.
    fn letters(&self) -> impl Iterator<Item = char> {
        let option = |misread: &Misread| {
            let letter = misread.answer.get("option")?.as_str()?.chars().next()?;
            Some(letter.to_ascii_lowercase())
        };
        self.key.misreads.iter().zip('a'..='z').map(move |(misread, letter)| option(misread).unwrap_or(letter))
    }
}

/// Reads the questions of a class. `name` is the file's name for messages.
///
/// Errors: the first place at which it is not what Longhand writes, or the codes that are none.
pub fn read(name: &str, bytes: &[u8]) -> Result<Questions, Vec<Fault>> {
    let mut faults = Faults::default();
    let source = Arc::new(Source { name: name.to_owned(), text: String::from_utf8_lossy(bytes).into_owned() });
    let file: File = serde_json::from_str(&source.text).map_err(|error| {
        let place = place_of(&source, error.line(), error.column());
        faults.note(&place, &QuestionsFault::Other { reason: reason(&error) });
        shown(std::mem::take(&mut faults))
    })?;
    let mut sheets = BTreeMap::new();
    for sheet in file.sheets {
        match SheetCode::read(&sheet.code) {
            Ok(code) => {
                sheets.insert(code, sheet.questions);
            }
            Err(fault) => {
                let reason = format!("`{}` is no sheet’s code: {}", sheet.code, fault.message());
                faults.note(&Place::whole_file(&source), &QuestionsFault::Other { reason });
            }
        }
    }
    if faults.is_empty() { Ok(Questions { sheets }) } else { Err(shown(faults)) }
}

/// What is wrong, without the place, which is told apart from it.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

/// The place at this line and column, both from 1, the column in bytes.
fn place_of(source: &Arc<Source>, line: usize, column: usize) -> Place {
    let before: usize = source.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let start = source.text.floor_char_boundary((before + column.saturating_sub(1)).min(source.text.len()));
    Place { source: Arc::clone(source), span: start..source.text.ceil_char_boundary(start + 1).min(source.text.len()) }
}

impl Questions {
    /// What of a map does not fit these questions: codes of other sheets, columns that are gone, other points, letters
    /// that a key does not list.
    pub fn check(&self, map: &MarkedMap) -> Vec<Fault> {
        let mut faults = Faults::default();
        let known = map.sheets.iter().filter_map(|sheet| Some((sheet, self.of(sheet)?)));
        for sheet in map.sheets.iter().filter(|sheet| self.of(sheet).is_none()) {
            faults.note(&sheet.place, &QuestionsFault::UnknownCode { row: sheet.row, code: sheet.code });
        }
        if let Some((_, asked)) = known.clone().next() {
            check_head(map, asked, &mut faults);
        }
        for (sheet, asked) in known {
            check_letters(map, sheet, asked, &mut faults);
        }
        shown(faults)
    }

    /// The questions of a sheet.
    pub fn of(&self, sheet: &Marked) -> Option<&[Asked]> {
        self.sheets.get(&sheet.code).map(Vec::as_slice)
    }
}

/// Every sheet of a class has as many questions, with the same points.
fn check_head(map: &MarkedMap, asked: &[Asked], faults: &mut Faults) {
    let last = map.questions.last().filter(|_| map.questions.len() != asked.len());
    if let Some(last) = last {
        faults.note(&last.place, &QuestionsFault::Count { columns: map.questions.len(), questions: asked.len() });
    }
    for ((question, asked), number) in map.questions.iter().zip(asked).zip(1..) {
        if question.points != asked.points {
            let fault = QuestionsFault::OtherPoints {
                spot: question.spot,
                number,
                column: question.points,
                asked: asked.points,
            };
            faults.note(&question.place, &fault);
        }
    }
}

fn check_letters(map: &MarkedMap, sheet: &Marked, asked: &[Asked], faults: &mut Faults) {
    let cells = sheet.marks.iter().zip(&sheet.places).zip(&map.questions);
    for ((((mark, place), question), asked), number) in cells.zip(asked).zip(1..) {
        if let Mark::Given { wrong: Some(letter), .. } = mark
            && asked.misread(*letter).is_none()
        {
            let listed = asked.letters().map(String::from).collect();
            let spot = Spot { row: sheet.row, column: question.spot.column };
            faults.note(place, &QuestionsFault::Letter { spot, number, letter: *letter, listed });
        }
    }
}

/// What is wrong with the questions of a class, or with a map beside them.
enum QuestionsFault {
    Other { reason: String },
    UnknownCode { row: usize, code: SheetCode },
    Count { columns: usize, questions: usize },
    OtherPoints { spot: Spot, number: u32, column: u32, asked: u32 },
    Letter { spot: Spot, number: usize, letter: char, listed: Vec<String> },
}

impl Finding for QuestionsFault {
    fn code(&self) -> &'static str {
        match self {
            QuestionsFault::Other { .. } => "not-questions",
            QuestionsFault::UnknownCode { .. } => "unknown-code",
            QuestionsFault::Count { .. } => "question-count",
            QuestionsFault::OtherPoints { .. } => "other-points",
            QuestionsFault::Letter { .. } => "letter-not-listed",
        }
    }

    fn message(&self) -> String {
        match self {
            QuestionsFault::Other { reason } => format!("this is not what `--format json` gives: {reason}"),
            QuestionsFault::UnknownCode { row, code } => {
                format!("row {}: the questions have no sheet `{code}`", row + 1)
            }
            QuestionsFault::Count { columns, questions } => {
                let last = count(*columns, "question");
                format!("the map has {last}, and the sheets have {questions}")
            }
            QuestionsFault::OtherPoints { spot, number, column, asked } => {
                format!("{spot}: question {number} has {column} points in the map, and {asked} on the sheets")
            }
            QuestionsFault::Letter { spot, number, letter, .. } => {
                format!("{spot}: the key to question {number} of this sheet lists no wrong answer `{letter}`")
            }
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            QuestionsFault::Other { .. } => {
                "name the file that was written beside the map with `--questions`".to_owned()
            }
            QuestionsFault::UnknownCode { .. } => {
                "copy the code from the foot of the sheet, or name its questions with `--questions`".to_owned()
            }
            QuestionsFault::Count { columns, questions } if columns < questions => {
                "copy the columns that are gone from the map as it was written".to_owned()
            }
            QuestionsFault::Count { .. } => "delete the columns that are no question’s".to_owned(),
            QuestionsFault::OtherPoints { number, asked, .. } => format!("head the column `q{number} ({asked})`"),
            QuestionsFault::Letter { listed, .. } if listed.is_empty() => "write the points alone".to_owned(),
            QuestionsFault::Letter { listed, .. } => format!("it lists {}", all_of(listed)),
        };
        Some(help)
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, read};

    fn asked(misreads: &str) -> Asked {
        let text = format!(
            "{{\"problem\": \"x@1\", \"skill\": \"s\", \"kind\": \"mcq\", \"topic\": \"t\", \"points\": 2, \"key\": \
             {{\"misreads\": {misreads}, \"answer\": {{}}}}}}"
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn letters_are_those_of_the_key() {
        let by_order = asked(r#"[{"id": "one", "answer": {}, "say": "x"}, {"id": null, "answer": {}, "say": "y"}]"#);
        assert_eq!(by_order.misread('a').unwrap().id.as_deref(), Some("one"));
        assert_eq!(by_order.misread('b').unwrap().say, "y");
        assert!(by_order.misread('c').is_none());
        let by_option = asked(r#"[{"id": "one", "answer": {"option": "C"}, "say": "x"}]"#);
        assert_eq!(by_option.misread('c').unwrap().id.as_deref(), Some("one"));
        assert!(by_option.misread('a').is_none());
    }

    #[test]
    fn what_is_no_file_of_questions_is_told_with_its_place() {
        let cases = [
            ("{\"sheets\": [\n{\"code\": 7}]}", (2, 10)),
            ("{\"sheets\"", (1, 9)),
            ("[]", (1, 2)),
            ("{\"sheets\": [{\"code\": \"K7F3\", \"questions\": []}]}", (1, 1)),
        ];
        for (text, expected) in cases {
            let faults = read("q.json", text.as_bytes()).unwrap_err();
            assert_eq!(faults[0].code, "not-questions", "{text}");
            assert_eq!(faults[0].place.line_and_column(), expected, "{text}: {}", faults[0].message);
        }
    }
}

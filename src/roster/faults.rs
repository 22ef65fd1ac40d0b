//! What can be wrong with a table, a cell and a roster, in words.

use super::cells::LONGEST;
use super::grid::{MOST_ROWS, Spot};
use super::header::Column;
use super::text::MOST_BYTES;
use crate::diagnostic::words::{count, grouped};
use crate::diagnostic::{Fault, Faults, Finding, Place, Severity};

/// Faults of one file that are shown; a column in the wrong form has as many as the class has students.
const MOST_SHOWN: usize = 100;

/// The faults of a file by their places, at most a hundred, and how many there are beside them.
pub fn shown(faults: Faults) -> Vec<Fault> {
    let mut list = faults.into_sorted();
    let more = list.len().saturating_sub(MOST_SHOWN);
    let Some(place) = list.first().map(|fault| Place::whole_file(&fault.place.source)).filter(|_| more > 0) else {
        return list;
    };
    // Errors before warnings, and back in their places.
    list.sort_by_key(|fault| fault.severity);
    let severity = list[0].severity;
    list.truncate(MOST_SHOWN);
    let mut kept = Faults::default();
    kept.extend(list);
    let mut list = kept.into_sorted();
    let mut rest = Faults::default();
    rest.note(&place, &FileFault::More { faults: more, severity });
    list.extend(rest.into_sorted());
    list
}

/// What is wrong with a file as a table.
pub enum FileFault {
    TooLarge,
    NoTable { is: &'static str },
    Unmarked,
    Broken { encoding: &'static str },
    OpenQuote { spot: Spot },
    TooManyRows { row: usize },
    CellCount { row: usize, cells: usize, columns: usize },
    More { faults: usize, severity: Severity },
}

impl Finding for FileFault {
    fn severity(&self) -> Severity {
        match self {
            FileFault::More { severity, .. } => *severity,
            _ => Severity::Error,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            FileFault::TooLarge => "table-too-large",
            FileFault::NoTable { .. } => "not-a-table",
            FileFault::Unmarked => "encoding-unknown",
            FileFault::Broken { .. } => "broken-text",
            FileFault::OpenQuote { .. } => "quote-not-closed",
            FileFault::TooManyRows { .. } => "too-many-rows",
            FileFault::CellCount { .. } => "cell-count",
            FileFault::More { .. } => "more-faults",
        }
    }

    fn message(&self) -> String {
        match self {
            FileFault::TooLarge => format!("the file is larger than {} MB", MOST_BYTES >> 20),
            FileFault::NoTable { is } => format!("this is {is}, not a table as text"),
            FileFault::Unmarked => "the file has zero bytes: it is UTF-16 without its mark, or no text".to_owned(),
            FileFault::Broken { encoding } => format!("the file begins as {encoding}, and here it is none"),
            FileFault::OpenQuote { spot } => format!("{spot}: the quote that opens here is never closed"),
            FileFault::TooManyRows { row } => {
                format!("row {}: there are more than {} rows", row + 1, grouped(MOST_ROWS))
            }
            FileFault::CellCount { row, cells, columns } => {
                format!("row {} has {}, and the header has {}", row + 1, count(*cells, "cell"), columns)
            }
            FileFault::More { faults: 1, .. } => "there is one more fault".to_owned(),
            FileFault::More { faults, .. } => format!("there are {} more faults", grouped(*faults)),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            FileFault::TooLarge => "give a table of this class alone".to_owned(),
            FileFault::NoTable { .. } | FileFault::Unmarked | FileFault::Broken { .. } => {
                "save it from the spreadsheet as “CSV UTF-8”, and give that file".to_owned()
            }
            FileFault::OpenQuote { .. } => "write another `\"` at its end, or leave the first out".to_owned(),
            FileFault::TooManyRows { .. } => "give a file for each part of the class".to_owned(),
            FileFault::CellCount { cells, columns, .. } if cells > columns => {
                "put quotes around a cell that has the delimiter in it: `\"Lee, Ann\"`".to_owned()
            }
            FileFault::CellCount { .. } => "leave a cell empty rather than out: `Ann,,7B`".to_owned(),
            FileFault::More { .. } => "mend these first, and what is left is shown".to_owned(),
        };
        Some(help)
    }
}

/// What is wrong with the text of a cell, whatever column it is in.
#[derive(Debug)]
pub enum CellFault {
    LineBreak { spot: Spot, what: &'static str },
    Control { spot: Spot, what: &'static str, letter: char },
    TooLong { spot: Spot, what: &'static str, letters: usize },
}

impl Finding for CellFault {
    fn code(&self) -> &'static str {
        match self {
            CellFault::LineBreak { .. } => "line-break",
            CellFault::Control { .. } => "control-character",
            CellFault::TooLong { .. } => "text-too-long",
        }
    }

    fn message(&self) -> String {
        match self {
            CellFault::LineBreak { spot, what } => format!("{spot}: this {what} has more than one line"),
            CellFault::Control { spot, what, letter } => {
                format!("{spot}: this {what} has the control character U+{:04X}", u32::from(*letter))
            }
            CellFault::TooLong { spot, what, letters } => {
                format!("{spot}: this {what} has {letters} letters, and {LONGEST} are the most")
            }
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            CellFault::LineBreak { .. } => {
                "write it on one line; if two rows ran together, a quote is missing or too many"
            }
            CellFault::Control { .. } => "delete the cell and type it again",
            CellFault::TooLong { .. } => "shorten it: it stands on one line of paper",
        };
        Some(help.to_owned())
    }
}

/// What is wrong with a roster.
pub enum RosterFault {
    NoStudents,
    NoNames { row: usize, slip: Option<(String, &'static str)> },
    ColumnTwice { column: Column, first: String, second: String },
    NameMissing { spot: Spot },
    IdTwice { spot: Spot, id: String },
    SameName { spot: Spot, name: String },
    ExtraTime { spot: Spot, text: String },
    LargePrint { spot: Spot, text: String },
}

impl Finding for RosterFault {
    fn code(&self) -> &'static str {
        match self {
            RosterFault::NoStudents => "no-students",
            RosterFault::NoNames { .. } => "no-names",
            RosterFault::ColumnTwice { .. } => "column-twice",
            RosterFault::NameMissing { .. } => "name-missing",
            RosterFault::IdTwice { .. } => "id-twice",
            RosterFault::SameName { .. } => "same-name",
            RosterFault::ExtraTime { .. } => "extra-time",
            RosterFault::LargePrint { .. } => "large-print",
        }
    }

    fn severity(&self) -> Severity {
        match self {
            RosterFault::SameName { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    fn message(&self) -> String {
        match self {
            RosterFault::NoStudents => "there is no student in this file".to_owned(),
            RosterFault::NoNames { row, .. } => format!("row {} has no column for names", row + 1),
            RosterFault::ColumnTwice { column, first, second } => {
                format!("the columns {first} and {second} both are `{}`", column.word())
            }
            RosterFault::NameMissing { spot } => format!("{spot}: the name is missing"),
            RosterFault::IdTwice { spot, id } => format!("{spot}: the id `{id}` belongs to another student already"),
            RosterFault::SameName { spot, name } => {
                format!("{spot}: there is another `{name}`, and no id tells them apart")
            }
            RosterFault::ExtraTime { spot, text } => format!("{spot}: `{text}` does not say how much extra time"),
            RosterFault::LargePrint { spot, text } => format!("{spot}: `{text}` is neither yes nor no to large print"),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            RosterFault::NoStudents => "write a row for each student, below a row with `name`".to_owned(),
            RosterFault::NoNames { slip: Some((typed, meant)), .. } => format!("did you mean `{meant}` by `{typed}`?"),
            RosterFault::NoNames { slip: None, .. } => {
                "begin with a row that names the columns, one of them `name`; a list of names alone has \
                 quotes around a name with a comma"
                    .to_owned()
            }
            RosterFault::ColumnTwice { .. } => "give the one that is not needed another name".to_owned(),
            RosterFault::NameMissing { .. } => "write it, or leave the row out".to_owned(),
            RosterFault::IdTwice { .. } => "give each student an id of their own, or leave the column out".to_owned(),
            RosterFault::SameName { .. } => "add a column `id`, or a letter of the family name".to_owned(),
            RosterFault::ExtraTime { .. } => {
                "write the per cent as a whole number from 0 to 200: `25` or `25%`".to_owned()
            }
            RosterFault::LargePrint { .. } => "write `yes` or `no`; an empty cell is no".to_owned(),
        };
        Some(help)
    }
}

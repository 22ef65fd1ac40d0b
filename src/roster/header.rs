//! Which column of a roster is which: by the name in its first row, in any order.

use super::faults::RosterFault;
use super::grid::{Cell, Row, letters};
use crate::diagnostic::words::nearest;
use crate::diagnostic::{Faults, Source};
use std::sync::Arc;

/// What a column of a roster holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Name,
    FirstName,
    LastName,
    Id,
    Email,
    Group,
    ExtraTime,
    LargePrint,
}

impl Column {
    /// As messages name it.
    pub fn word(self) -> &'static str {
        match self {
            Column::Name => "name",
            Column::FirstName => "first name",
            Column::LastName => "last name",
            Column::Id => "id",
            Column::Email => "email",
            Column::Group => "group",
            Column::ExtraTime => "extra time",
            Column::LargePrint => "large print",
        }
    }
}

/// Names of columns as spreadsheets and school software have them, in lower case, hyphens and underscores as blanks.
const NAMES: [(&str, Column); 47] = [
    ("name", Column::Name),
    ("names", Column::Name),
    ("student", Column::Name),
    ("students", Column::Name),
    ("student name", Column::Name),
    ("full name", Column::Name),
    ("fullname", Column::Name),
    ("pupil", Column::Name),
    ("pupil name", Column::Name),
    ("learner", Column::Name),
    ("participant", Column::Name),
    ("candidate", Column::Name),
    ("first name", Column::FirstName),
    ("firstname", Column::FirstName),
    ("first", Column::FirstName),
    ("given name", Column::FirstName),
    ("forename", Column::FirstName),
    ("last name", Column::LastName),
    ("lastname", Column::LastName),
    ("last", Column::LastName),
    ("surname", Column::LastName),
    ("family name", Column::LastName),
    ("id", Column::Id),
    ("student id", Column::Id),
    ("studentid", Column::Id),
    ("student number", Column::Id),
    ("student no", Column::Id),
    ("id number", Column::Id),
    ("number", Column::Id),
    ("no", Column::Id),
    ("email", Column::Email),
    ("e mail", Column::Email),
    ("mail", Column::Email),
    ("email address", Column::Email),
    ("e mail address", Column::Email),
    ("group", Column::Group),
    ("class", Column::Group),
    ("section", Column::Group),
    ("form", Column::Group),
    ("extra time", Column::ExtraTime),
    ("extratime", Column::ExtraTime),
    ("extra time %", Column::ExtraTime),
    ("extra time (%)", Column::ExtraTime),
    ("extra time in %", Column::ExtraTime),
    ("large print", Column::LargePrint),
    ("largeprint", Column::LargePrint),
    ("large text", Column::LargePrint),
];

/// What a column of this name holds.
pub fn column(name: &str) -> Option<Column> {
    let name = folded(name);
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, column)| *column)
}

fn folded(name: &str) -> String {
    let blank = |letter: char| if matches!(letter, '_' | '-' | '.' | ':') { ' ' } else { letter };
    let name: String = name.to_lowercase().chars().map(blank).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The columns of a roster, by their place from the left.
pub struct Header {
    pub columns: Vec<Option<Column>>,
}

impl Header {
    /// The columns of a first row; `None` if it has none that names anything, so that it is no header.
    pub fn of(row: &Row) -> Option<Header> {
        let mut columns: Vec<Option<Column>> = row.cells.iter().map(|cell| column(&cell.text)).collect();
        let named = row.cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |last| last + 1);
        columns.truncate(named);
        columns.iter().any(Option::is_some).then_some(Header { columns })
    }

    /// Where a column stands.
    pub fn place_of(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|each| *each == Some(column))
    }

    /// Whether a student's name can be read.
    fn has_names(&self) -> bool {
        [Column::Name, Column::FirstName, Column::LastName].iter().any(|column| self.place_of(*column).is_some())
    }

    /// Notes columns that stand there twice, and that there is none for names.
    pub fn check(&self, row: &Row, source: &Arc<Source>, faults: &mut Faults) {
        for (at, column) in self.columns.iter().enumerate() {
            let Some((column, first)) = column.and_then(|column| Some((column, self.place_of(column)?))) else {
                continue;
            };
            if first < at {
                let fault = RosterFault::ColumnTwice { column, first: letters(first), second: letters(at) };
                let related = vec![(row.cells[first].place(source), "the first".to_owned())];
                faults.note_with(&row.cells[at].place(source), &fault, related);
            }
        }
        if !self.has_names() {
            no_names(row, source, faults);
        }
    }

    /// Cells of the header that name nothing: nothing is taken from below them. Parts of a name are not needed where
    /// the whole of it is there.
    pub fn left_aside<'a>(&self, row: &'a Row) -> Vec<&'a Cell> {
        let has_name = self.place_of(Column::Name).is_some();
        let is_needless = |column: Column| has_name && matches!(column, Column::FirstName | Column::LastName);
        let each = self.columns.iter().zip(&row.cells);
        each.filter(|(column, _)| column.is_none_or(is_needless)).map(|(_, cell)| cell).collect()
    }
}

/// Notes that no column holds names, with a slip that may be the reason.
pub fn no_names(row: &Row, source: &Arc<Source>, faults: &mut Faults) {
    let names = || NAMES.iter().filter(|(_, column)| *column == Column::Name).map(|(name, _)| *name);
    let near = |cell: &Cell| nearest(&folded(&cell.text), names());
    let slip = row.cells.iter().find_map(|cell| Some((cell.text.clone(), near(cell)?)));
    faults.note(&row.place(source), &RosterFault::NoNames { row: row.number, slip });
}

#[cfg(test)]
mod tests {
    use super::{Column, NAMES, column};

    #[test]
    fn columns_go_by_many_names() {
        let cases = [
            ("NAME", Some(Column::Name)),
            (" Full_Name ", Some(Column::Name)),
            ("E-Mail", Some(Column::Email)),
            ("Student ID", Some(Column::Id)),
            ("Extra-Time", Some(Column::ExtraTime)),
            ("large_print", Some(Column::LargePrint)),
            ("Nom", None),
            ("", None),
        ];
        for (name, expected) in cases {
            assert_eq!(column(name), expected, "{name}");
        }
    }

    #[test]
    fn every_name_is_found_as_it_is_written() {
        for (name, expected) in NAMES {
            assert_eq!(column(name), Some(expected), "{name}");
        }
    }
}

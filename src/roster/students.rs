//! The bytes of a roster → its students, or every fault of it.

use super::faults::{RosterFault, shown};
use super::grid::{self, Cell, Row};
use super::header::{Column, Header, column, no_names};
use super::{cells, text};
use crate::diagnostic::{Fault, Faults, Place, Source};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most extra time, in per cent.
const MOST_EXTRA: u32 = 200;

/// A class in the order of its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Roster {
    /// At least one.
    pub students: Vec<Student>,
    /// What is worth saying about how the file was read, a sentence each.
    pub notes: Vec<String>,
    /// Doubts with their places: two students of one name.
    pub warnings: Vec<Fault>,
}

/// One student. Texts are in NFC, on one line, of at most 80 letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Student {
    pub name: String,
    /// No two students have the same.
    pub id: Option<String>,
    pub email: Option<String>,
    pub group: Option<String>,
    /// Per cent of the usual time that are added to it, 0 to 200.
    pub extra_time: u32,
    pub large_print: bool,
    /// The row in the spreadsheet, from 1; a sheet's place in the class is its place in the list.
    pub row: usize,
}

/// Reads a roster. `name` is the file's name for messages.
///
/// Errors: every fault of the file, sorted by place, at most a hundred; warnings stand among them.
pub fn read(name: &str, bytes: &[u8]) -> Result<Roster, Vec<Fault>> {
    let mut faults = Faults::default();
    let roster = read_noting(name, bytes, &mut faults);
    match roster {
        Some(roster) if !faults.has_errors() => Ok(Roster { warnings: shown(faults), ..roster }),
        _ => Err(shown(faults)),
    }
}

fn read_noting(name: &str, bytes: &[u8], faults: &mut Faults) -> Option<Roster> {
    let text = text::decode(name, bytes, faults)?;
    let source = text.source;
    let mut notes: Vec<String> = text.note.into_iter().collect();
    let rows = grid::read(&source, |head| column(head).is_some(), faults);
    let Some(first) = rows.first() else {
        faults.note(&Place::whole_file(&source), &RosterFault::NoStudents);
        return None;
    };
    let mut reading = Reading { source: &source, faults, students: Vec::new() };
    match Header::of(first) {
        Some(header) => {
            header.check(first, &source, reading.faults);
            notes.extend(grid::ignored(&header.left_aside(first)));
            reading.rows(&header, &rows[1..]);
        }
        None if rows.iter().all(|row| filled(row) == 1 && !row.cells[0].is_blank()) => {
            notes.push(format!("`{name}` has no row that names columns: each row was taken as a student’s name"));
            reading.rows(&Header { columns: vec![Some(Column::Name)] }, &rows);
        }
        None => no_names(first, &source, reading.faults),
    }
    let students: Vec<Student> = reading.students.into_iter().map(|(student, _)| student).collect();
    if students.is_empty() && !faults.has_errors() {
        faults.note(&Place::whole_file(&source), &RosterFault::NoStudents);
    }
    Some(Roster { students, notes, warnings: Vec::new() })
}

fn filled(row: &Row) -> usize {
    row.cells.iter().filter(|cell| !cell.is_blank()).count()
}

/// Students while they are read, each with the place of its id or else its name.
struct Reading<'a> {
    source: &'a Arc<Source>,
    faults: &'a mut Faults,
    students: Vec<(Student, Place)>,
}

impl Reading<'_> {
    fn rows(&mut self, header: &Header, rows: &[Row]) {
        let mut ids = BTreeMap::new();
        let mut names = BTreeMap::new();
        for row in rows {
            if row.has_cells(header.columns.len(), self.source, self.faults) {
                let student = self.student(header, row);
                self.compare(header, row, &student, &mut ids, &mut names);
                let place = row.place(self.source);
                self.students.push((student, place));
            }
        }
    }

    fn student(&mut self, header: &Header, row: &Row) -> Student {
        let name = match header.place_of(Column::Name) {
            Some(_) => self.name(header, row, &[Column::Name]),
            None => self.name(header, row, &[Column::FirstName, Column::LastName]),
        };
        Student {
            name,
            id: self.text(header, row, Column::Id),
            email: self.text(header, row, Column::Email),
            group: self.text(header, row, Column::Group),
            extra_time: self.extra_time(header, row),
            large_print: self.large_print(header, row),
            row: row.number + 1,
        }
    }

    /// The parts of a name joined by a blank; that there is none is noted.
    fn name(&mut self, header: &Header, row: &Row, columns: &[Column]) -> String {
        let before = self.faults.len();
        let parts: Vec<String> = columns.iter().filter_map(|column| self.text(header, row, *column)).collect();
        let cell = columns.iter().find_map(|column| cell(header, row, *column));
        if let Some(cell) = cell.filter(|_| parts.is_empty() && self.faults.len() == before) {
            self.faults.note(&cell.place(self.source), &RosterFault::NameMissing { spot: cell.spot });
        }
        parts.join(" ")
    }

    fn text(&mut self, header: &Header, row: &Row, column: Column) -> Option<String> {
        let cell = cell(header, row, column)?;
        match cells::text(cell, column.word()) {
            Ok(text) => Some(text).filter(|text| !text.is_empty()),
            Err(fault) => {
                self.faults.note(&cell.place(self.source), &fault);
                None
            }
        }
    }

    fn extra_time(&mut self, header: &Header, row: &Row) -> u32 {
        let Some(cell) = cell(header, row, Column::ExtraTime) else { return 0 };
        per_cent(&cell.text).unwrap_or_else(|| {
            let fault = RosterFault::ExtraTime { spot: cell.spot, text: cell.text.clone() };
            self.faults.note(&cell.place(self.source), &fault);
            0
        })
    }

    fn large_print(&mut self, header: &Header, row: &Row) -> bool {
        let Some(cell) = cell(header, row, Column::LargePrint) else { return false };
        yes_or_no(&cell.text).unwrap_or_else(|| {
            let fault = RosterFault::LargePrint { spot: cell.spot, text: cell.text.clone() };
            self.faults.note(&cell.place(self.source), &fault);
            false
        })
    }

    /// Notes an id that another student has, and a name that another has where not both have an id.
    fn compare<'r>(
        &mut self,
        header: &Header,
        row: &'r Row,
        student: &Student,
        ids: &mut BTreeMap<String, &'r Cell>,
        names: &mut BTreeMap<String, (&'r Cell, bool)>,
    ) {
        if let (Some(id), Some(at)) = (&student.id, cell(header, row, Column::Id)) {
            if let Some(first) = ids.get(id) {
                let related = vec![(first.place(self.source), "the first".to_owned())];
                let fault = RosterFault::IdTwice { spot: at.spot, id: id.clone() };
                self.faults.note_with(&at.place(self.source), &fault, related);
            }
            ids.entry(id.clone()).or_insert(at);
        }
        let columns = [Column::Name, Column::FirstName, Column::LastName];
        let at = columns.iter().find_map(|column| cell(header, row, *column)).filter(|_| !student.name.is_empty());
        let Some(at) = at else { return };
        let folded = student.name.to_lowercase();
        if let Some((first, _)) = names.get(&folded).filter(|(_, has_id)| !has_id || student.id.is_none()) {
            let related = vec![(first.place(self.source), "the first".to_owned())];
            let fault = RosterFault::SameName { spot: at.spot, name: student.name.clone() };
            self.faults.note_with(&at.place(self.source), &fault, related);
        }
        names.entry(folded).or_insert((at, student.id.is_some()));
    }
}

fn cell<'r>(header: &Header, row: &'r Row, column: Column) -> Option<&'r Cell> {
    row.cells.get(header.place_of(column)?)
}

/// "25", "25%", "25 %", or nothing for none.
fn per_cent(text: &str) -> Option<u32> {
    let digits = text.strip_suffix('%').unwrap_or(text).trim_end();
    match digits {
        "" if text.is_empty() => Some(0),
        _ if digits.bytes().all(|digit| digit.is_ascii_digit()) => {
            digits.parse().ok().filter(|number| *number <= MOST_EXTRA)
        }
        _ => None,
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "x" | "1" | "true" | "✓" | "✔" => Some(true),
        "" | "no" | "n" | "0" | "false" | "-" | "–" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{per_cent, yes_or_no};

    #[test]
    fn extra_time_is_per_cent() {
        let cases = [
            ("", Some(0)),
            ("0", Some(0)),
            ("25", Some(25)),
            ("25%", Some(25)),
            ("50 %", Some(50)),
            ("200", Some(200)),
        ];
        let wrong = ["201", "yes", "-25", "1.25", "25min", "%", "99999999999"].map(|text| (text, None));
        for (text, expected) in cases.into_iter().chain(wrong) {
            assert_eq!(per_cent(text), expected, "{text:?}");
        }
    }

    #[test]
    fn large_print_is_yes_or_no() {
        for (text, expected) in [
            ("Yes", Some(true)),
            ("X", Some(true)),
            ("1", Some(true)),
            ("", Some(false)),
            ("No", Some(false)),
            ("0", Some(false)),
            ("maybe", None),
        ] {
            assert_eq!(yes_or_no(text), expected, "{text:?}");
        }
    }
}

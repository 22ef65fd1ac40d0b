//! The map as it comes back from a spreadsheet → codes and marks, or every fault of it.

use super::columns::{self, Columns};
use super::faults::MapFault;
use super::guard::unguarded;
use super::mark::{self, Mark};
use crate::code::SheetCode;
use crate::diagnostic::{Fault, Faults, Place, Source};
use crate::roster::faults::shown;
use crate::roster::grid::{self, Cell, Row, Spot};
use crate::roster::{cells, text};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A class with its marks, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedMap {
    pub questions: Vec<Question>,
    /// At least one.
    pub sheets: Vec<Marked>,
    /// What is worth saying about how the file was read, a sentence each.
    pub notes: Vec<String>,
    /// Doubts with their places: totals that are not the sum of the marks.
    pub warnings: Vec<Fault>,
}

/// A question as the head of its column tells it; its number is its place in the list, from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub points: u32,
    /// Where its head stands.
    pub spot: Spot,
    pub place: Place,
}

/// One sheet with a mark for each question.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    pub code: SheetCode,
    pub name: String,
    pub id: Option<String>,
    pub group: Option<String>,
    pub marks: Vec<Mark>,
    /// In the spreadsheet, from 0.
    pub row: usize,
    /// Where the code stands.
    pub place: Place,
    /// Where each mark stands.
    pub places: Vec<Place>,
}

/// Reads a map. `name` is the file's name for messages.
///
/// Errors: every fault of the file, sorted by place, at most a hundred; warnings stand among them.
pub fn read(name: &str, bytes: &[u8]) -> Result<MarkedMap, Vec<Fault>> {
    let mut faults = Faults::default();
    let map = read_noting(name, bytes, &mut faults);
    match map {
        Some(map) if !faults.has_errors() => Ok(MarkedMap { warnings: shown(faults), ..map }),
        _ => Err(shown(faults)),
    }
}

fn read_noting(name: &str, bytes: &[u8], faults: &mut Faults) -> Option<MarkedMap> {
    let text = text::decode(name, bytes, faults)?;
    let source = text.source;
    let mut notes: Vec<String> = text.note.into_iter().collect();
    let rows = grid::read(&source, columns::is_known, faults);
    let Some(first) = rows.first() else {
        faults.note(&Place::whole_file(&source), &MapFault::NoSheets);
        return None;
    };
    let columns = Columns::read(first, &source, faults);
    notes.extend(grid::ignored(&columns::left_aside(first)));
    let mut reading = Reading { source: &source, columns: &columns, codes: BTreeMap::new(), faults };
    let sheets: Vec<Marked> = rows[1..].iter().filter_map(|row| reading.row(row)).collect();
    if rows.len() == 1 {
        faults.note(&Place::whole_file(&source), &MapFault::NoSheets);
    }
    let question = |(at, points): &(usize, u32)| {
        let cell = &first.cells[*at];
        Question { points: *points, spot: cell.spot, place: cell.place(&source) }
    };
    Some(MarkedMap { questions: columns.questions.iter().map(question).collect(), sheets, notes, warnings: Vec::new() })
}

/// Sheets while they are read, and where each code stands.
struct Reading<'a> {
    source: &'a Arc<Source>,
    columns: &'a Columns,
    codes: BTreeMap<SheetCode, Place>,
    faults: &'a mut Faults,
}

impl Reading<'_> {
    fn row(&mut self, row: &Row) -> Option<Marked> {
        if !row.has_cells(self.columns.count, self.source, self.faults) {
            return None;
        }
        let code = self.columns.code.map(|at| &row.cells[at]).and_then(|cell| self.code(cell));
        let name = self.text(row, self.columns.name, "name");
        let id = self.text(row, self.columns.id, "id");
        let group = self.text(row, self.columns.group, "group");
        let at: Vec<&Cell> = self.columns.questions.iter().map(|(at, _)| &row.cells[*at]).collect();
        let points: Vec<u32> = self.columns.questions.iter().map(|(_, points)| *points).collect();
        let marks: Vec<Mark> = at.iter().zip(points).map(|(cell, points)| self.mark(cell, points)).collect();
        self.compare_total(row, &marks);
        let (code, place) = code?;
        Some(Marked {
            code,
            name: name.unwrap_or_default(),
            id,
            group,
            marks,
            row: row.number,
            place,
            places: at.iter().map(|cell| cell.place(self.source)).collect(),
        })
    }

    fn code(&mut self, cell: &Cell) -> Option<(SheetCode, Place)> {
        let place = cell.place(self.source);
        let spot = cell.spot;
        if cell.is_blank() {
            self.faults.note(&place, &MapFault::CodeMissing { spot });
            return None;
        }
        let code = match SheetCode::read(&cell.text) {
            Ok(code) => code,
            Err(fault) => {
                let reason = fault.message();
                self.faults.note(&place, &MapFault::Code { spot, code: cell.text.clone(), reason });
                return None;
            }
        };
        if let Some(first) = self.codes.get(&code) {
            let related = vec![(first.clone(), "the first".to_owned())];
            self.faults.note_with(&place, &MapFault::CodeTwice { spot, code: code.to_string() }, related);
        }
        self.codes.entry(code).or_insert_with(|| place.clone());
        Some((code, place))
    }

    fn text(&mut self, row: &Row, at: Option<usize>, what: &'static str) -> Option<String> {
        let cell = &row.cells[at?];
        match cells::text(cell, what) {
            Ok(text) => Some(unguarded(&text)).filter(|text| !text.is_empty()),
            Err(fault) => {
                self.faults.note(&cell.place(self.source), &fault);
                None
            }
        }
    }

    fn mark(&mut self, cell: &Cell, points: u32) -> Mark {
        let text = unguarded(&cell.text);
        mark::read(&text, points).unwrap_or_else(|reason| {
            let fault = MapFault::Mark { spot: cell.spot, text, points, reason };
            self.faults.note(&cell.place(self.source), &fault);
            Mark::Blank
        })
    }

    /// Notes a total that a teacher has filled in and that is not the sum of the marks. One that is no number is
    /// somebody's remark.
    fn compare_total(&mut self, row: &Row, marks: &[Mark]) {
        let Some(cell) = self.columns.total.map(|at| &row.cells[at]) else { return };
        let sum: Option<u32> = marks.iter().map(|mark| mark.hundredths()).sum();
        let all = self.columns.questions.iter().map(|(_, points)| points).sum();
        let (Some(sum), Ok(Mark::Given { hundredths, .. })) = (sum, mark::read(&cell.text, all)) else { return };
        if hundredths != sum {
            let fault = MapFault::OtherTotal { spot: cell.spot, text: cell.text.clone(), sum: shortest(sum) };
            self.faults.note(&cell.place(self.source), &fault);
        }
    }
}

/// Hundredths as people write them: "5", "4.5", "4.25".
fn shortest(hundredths: u32) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::shortest;

    #[test]
    fn hundredths_are_written_short() {
        for (hundredths, text) in [(0, "0"), (500, "5"), (1000, "10"), (450, "4.5"), (425, "4.25"), (5, "0.05")] {
            assert_eq!(shortest(hundredths), text);
        }
    }
}

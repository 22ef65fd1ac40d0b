//! Text → rows of cells, each with its place in the file and in the spreadsheet. The only file that knows the crate
//! which takes CSV apart.

use super::faults::FileFault;
use crate::diagnostic::words::all_of;
use crate::diagnostic::{Faults, Place, Source};
use csv_core::{ReadFieldResult, ReaderBuilder};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// The most rows below the one with the names of the columns.
pub const MOST_ROWS: usize = 20_000;

/// What stands between cells, the first of several that fit equally well.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Where a spreadsheet shows a cell; both from 0. It is said as "row 7, column C".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    pub row: usize,
    pub column: usize,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "row {}, column {}", self.row + 1, letters(self.column))
    }
}

/// The letters that spreadsheets give a column, from 0: A to Z, then AA.
pub fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + u8::try_from(rest % 26).unwrap_or(0));
        rest /= 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// One cell without its quotes, white space around it left away.
#[derive(Clone, Debug)]
pub struct Cell {
    pub text: String,
    pub span: Range<usize>,
    pub spot: Spot,
}

impl Cell {
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    pub fn place(&self, source: &Arc<Source>) -> Place {
        Place { source: Arc::clone(source), span: self.span.clone() }
    }
}

/// The cells of one row; at least one is not blank.
#[derive(Clone, Debug)]
pub struct Row {
    /// As the spreadsheet counts, from 0.
    pub number: usize,
    pub cells: Vec<Cell>,
}

impl Row {
    /// The whole row in the file.
    pub fn place(&self, source: &Arc<Source>) -> Place {
        let start = self.cells.first().map_or(0, |cell| cell.span.start);
        let end = self.cells.last().map_or(start, |cell| cell.span.end);
        Place { source: Arc::clone(source), span: start..end }
    }

    /// Notes it if there are other cells than the columns have names; blank ones at the end are none. Gives whether
    /// there are as many.
    pub fn has_cells(&self, columns: usize, source: &Arc<Source>, faults: &mut Faults) -> bool {
        let cells = self.cells.len();
        let is_right = cells == columns || cells > columns && self.cells[columns..].iter().all(Cell::is_blank);
        if !is_right {
            let place = match self.cells.get(columns) {
                Some(first) => {
                    Place { source: Arc::clone(source), span: first.span.start..self.place(source).span.end }
                }
                None => self.place(source),
            };
            faults.note(&place, &FileFault::CellCount { row: self.number, cells, columns });
        }
        is_right
    }
}

/// Every row that is not blank. What parts the cells is found by the first of them: where most cells are names of
/// columns that `is_known`, or else where there are most cells.
pub fn read(source: &Arc<Source>, is_known: impl Fn(&str) -> bool, faults: &mut Faults) -> Vec<Row> {
    let fits = |delimiter: &u8| {
        let mut first = Reading::new(source, *delimiter);
        let cells = first.find(|row| row.cells.iter().any(|cell| !cell.is_blank())).map_or(Vec::new(), |row| row.cells);
        (cells.iter().filter(|cell| is_known(&cell.text)).count(), cells.len())
    };
    let delimiter = DELIMITERS.into_iter().rev().max_by_key(fits).unwrap_or(b',');
    let mut reading = Reading::new(source, delimiter);
    let is_filled = |row: &Row| row.cells.iter().any(|cell| !cell.is_blank());
    let rows: Vec<Row> = reading.by_ref().filter(is_filled).take(MOST_ROWS + 2).collect();
    if let Some(span) = reading.open_quote {
        let spot = Spot { row: reading.row, column: reading.column };
        faults.note(&Place { source: Arc::clone(source), span }, &FileFault::OpenQuote { spot });
    }
    if let Some(row) = rows.get(MOST_ROWS + 1) {
        faults.note(&row.place(source), &FileFault::TooManyRows { row: row.number });
    }
    rows.into_iter().take(MOST_ROWS + 1).collect()
}

/// A note that names columns nothing is taken from. A column without a name goes by its letters.
pub fn ignored(columns: &[&Cell]) -> Option<String> {
    let name = |cell: &&Cell| if cell.is_blank() { letters(cell.spot.column) } else { cell.text.clone() };
    match columns.len() {
        0 => None,
        1 => Some(format!("the column {} was left aside", all_of(columns.iter().map(name)))),
        _ => Some(format!("the columns {} were left aside", all_of(columns.iter().map(name)))),
    }
}

/// A table while it is read; its items are rows, blank ones among them.
struct Reading<'a> {
    source: &'a Source,
    reader: csv_core::Reader,
    buffer: Vec<u8>,
    at: usize,
    row: usize,
    column: usize,
    /// Quotes in the last cell of the file that are opened and never closed.
    open_quote: Option<Range<usize>>,
}

impl<'a> Reading<'a> {
    fn new(source: &'a Source, delimiter: u8) -> Reading<'a> {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        // No cell is longer than the file.
        let buffer = vec![0; source.text.len() + 1];
        Reading { source, reader, buffer, at: 0, row: 0, column: 0, open_quote: None }
    }

    /// The next cell, and whether it ends its row.
    fn cell(&mut self, is_first: bool) -> Option<(Cell, bool)> {
        let bytes = self.source.text.as_bytes();
        let start = self.at;
        let mut filled = 0;
        let (ends_row, ended_by) = loop {
            let (result, taken, written) = self.reader.read_field(&bytes[self.at..], &mut self.buffer[filled..]);
            self.at += taken;
            filled += written;
            match result {
                ReadFieldResult::Field { record_end } => {
                    // What ended the cell was taken with it; the end of the file takes nothing.
                    break (record_end, usize::from(taken > 0));
                }
                ReadFieldResult::End => return None,
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            }
        };
        let taken = &self.source.text[start..self.at];
        let skipped = if is_first { taken.len() - taken.trim_start_matches('\n').len() } else { 0 };
        self.row += skipped;
        let raw = &taken[skipped.min(taken.len())..taken.len().saturating_sub(ended_by).max(skipped)];
        let span = trimmed(raw, start + skipped);
        let text = String::from_utf8_lossy(&self.buffer[..filled]);
        let cell = Cell {
            text: text.trim_matches(char::is_whitespace).to_owned(),
            span,
            spot: Spot { row: self.row, column: self.column },
        };
        if ended_by == 0 && raw.starts_with('"') && raw.matches('"').count() % 2 == 1 {
            self.open_quote = Some(start + skipped..start + skipped + 1);
            return None;
        }
        self.row += raw.matches('\n').count() + usize::from(ends_row);
        self.column = if ends_row { 0 } else { self.column + 1 };
        Some((cell, ends_row))
    }
}

impl Iterator for Reading<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let mut cells = Vec::new();
        loop {
            let (cell, ends_row) = self.cell(cells.is_empty())?;
            cells.push(cell);
            if ends_row {
                let number = cells[0].spot.row;
                return Some(Row { number, cells });
            }
        }
    }
}

/// Where a cell stands, without the white space around it; where it would stand, if it is blank.
fn trimmed(raw: &str, start: usize) -> Range<usize> {
    let front = raw.len() - raw.trim_start().len();
    let text = raw.trim();
    if text.is_empty() { start..start } else { start + front..start + front + text.len() }
}

#[cfg(test)]
mod tests {
    use super::{letters, read};
    use crate::diagnostic::{Faults, Source};
    use std::sync::Arc;

    type Found = (usize, Vec<String>);

    fn rows(text: &str) -> (Vec<Found>, Vec<&'static str>) {
        let source = Arc::new(Source { name: "a.csv".to_owned(), text: text.to_owned() });
        let mut faults = Faults::default();
        let rows = read(&source, |head| head == "name", &mut faults);
        for cell in rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.text.contains(['"', '\n'])) {
            assert_eq!(source.text[cell.span.clone()].trim_matches('"').trim(), cell.text, "in {text:?}");
        }
        let found =
            rows.iter().map(|row| (row.number + 1, row.cells.iter().map(|cell| cell.text.clone()).collect())).collect();
        (found, faults.into_sorted().iter().map(|fault| fault.code).collect())
    }

    fn cells(row: &[&str]) -> Vec<String> {
        row.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn rows_are_counted_as_spreadsheets_do() {
        let (found, faults) = rows("\n\nname,id\n \n,\n\"Ann\nLee\", 7 \nBo,\"8\"");
        let expected = [(3, cells(&["name", "id"])), (6, cells(&["Ann\nLee", "7"])), (8, cells(&["Bo", "8"]))];
        assert_eq!(found, expected);
        assert!(faults.is_empty(), "{faults:?}");
    }

    #[test]
    fn what_parts_cells_is_found() {
        let cases: [(&str, &[&str]); 7] = [
            ("name,id\n", &["name", "id"]),
            ("name;group, id\n", &["name", "group, id"]),
            ("name\tid, or number\n", &["name", "id, or number"]),
            ("\"a;b;c\",name\n", &["a;b;c", "name"]),
            ("a;b,name", &["a;b", "name"]),
            ("Ann", &["Ann"]),
            ("a,\"b \"\"c\"\"\",", &["a", "b \"c\"", ""]),
        ];
        for (text, expected) in cases {
            assert_eq!(rows(text).0, [(1, cells(expected))], "{text:?}");
        }
    }

    #[test]
    fn quotes_that_stay_open_are_told() {
        let (found, faults) = rows("name,id\n\"Ann,7\nBo,8\n");
        assert_eq!(found, [(1, cells(&["name", "id"]))]);
        assert_eq!(faults, ["quote-not-closed"]);
        assert!(rows("name\nAnn \"Nan\n").1.is_empty());
    }

    #[test]
    fn columns_have_letters() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn no_text_panics() {
        let pieces = ["", "\"", ",", "\n", "é", " ", "a", ";", "\t", "\u{feff}"];
        for number in 0..10_000 {
            let text: String = [1, 10, 100, 1_000].map(|step| pieces[number / step % 10]).concat();
            let source = Arc::new(Source { name: "a.csv".to_owned(), text });
            for row in read(&source, |_| false, &mut Faults::default()) {
                for cell in &row.cells {
                    assert!(source.text.get(cell.span.clone()).is_some(), "{:?}: {cell:?}", source.text);
                }
            }
        }
    }
}

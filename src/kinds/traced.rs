//! A trace as a table: to be written in, printed in a key, and compared with another.
//!
//! Also which line of a changed program is which of the right one: a table speaks of the lines on the page.

use super::shown::abbreviate;
use crate::blocks::{Align, Block, Column, Prose, Span, Table as BlockTable, TableStyle, Width};
use crate::python::{Trace, TraceRow};
use serde_json::{Value as Json, json};

/// Characters by which a column is wider than its longest value, so that its width tells little.
const SLACK: usize = 2;
/// Characters of a line number.
const LINE_COLUMNS: u32 = 2;

/// The rows of a trace, by the line numbers of the program on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub names: Vec<String>,
    pub rows: Vec<TraceRow>,
    /// The error that ended it.
    error: Option<String>,
}

impl Table {
    /// Takes a trace over, its lines renumbered; a line that the page does not have gives no row.
    pub fn of(names: &[&str], trace: Trace, page_line: impl Fn(u32) -> Option<u32>) -> Table {
        let rows = trace.rows.into_iter().filter_map(|row| Some(TraceRow { line: page_line(row.line)?, ..row }));
        let error = match trace.ending {
            crate::python::Ending::Done => None,
            crate::python::Ending::Raised { kind, .. } => Some(kind),
        };
        Table { names: names.iter().map(|name| (*name).to_owned()).collect(), rows: rows.collect(), error }
    }

    /// The last value of the last watched name that has one: what `$answer` says.
    pub fn last_value(&self) -> String {
        let cells = self.rows.last().map(|row| row.cells.as_slice()).unwrap_or_default();
        cells.iter().rev().flatten().next().cloned().unwrap_or_default()
    }

    /// `{columns, rows}`, a name without a value as `null`.
    pub fn to_json(&self) -> Json {
        let mut columns = vec!["line".to_owned()];
        columns.extend(self.names.iter().cloned());
        let rows: Vec<Json> = self
            .rows
            .iter()
            .map(|row| std::iter::once(json!(row.line)).chain(row.cells.iter().map(|cell| json!(cell))).collect())
            .collect();
        json!({ "columns": columns, "rows": rows })
    }

    /// The full table of a key.
    pub fn to_print(&self) -> Block {
        let rows = self.rows.iter().map(|row| self.printed(row)).collect();
        let widths = vec![Width::Content; self.names.len()];
        let summary = format!("The trace: {} in {} rows.", self.names.join(", "), self.rows.len());
        self.block(summary, TableStyle::Printed, Width::Content, &widths, rows)
    }

    /// The table on the sheet: the first rows given, at level 1 the line numbers too, and spare rows at the others.
    pub fn to_write(&self, given: u32, level: u8, others: &[&Table]) -> Block {
        let spare = usize::from(level.saturating_sub(1));
        let is_given = |index: usize| index < given as usize;
        let mut rows: Vec<Vec<Option<Prose>>> = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            let mut cells = if is_given(index) { self.printed(row) } else { vec![None; self.names.len() + 1] };
            if level == 1 {
                cells[0] = Some(line_number(row.line));
            }
            rows.push(cells);
        }
        rows.extend(std::iter::repeat_n(vec![None; self.names.len() + 1], spare));
        let widths: Vec<Width> = (0..self.names.len())
            .map(|column| {
                let tables = std::iter::once(self).chain(others.iter().copied());
                let widest = tables.map(|table| table.width(column)).max().unwrap_or(0);
                Width::Written(u32::try_from(widest + SLACK).unwrap_or(u32::MAX))
            })
            .collect();
        let line = if level == 1 { Width::Content } else { Width::Written(LINE_COLUMNS) };
        let summary = format!("A table to fill in: line, {}; {} rows.", self.names.join(", "), rows.len());
        self.block(summary, TableStyle::Writing, line, &widths, rows)
    }

    fn block(
        &self,
        summary: String,
        style: TableStyle,
        line: Width,
        widths: &[Width],
        rows: Vec<Vec<Option<Prose>>>,
    ) -> Block {
        let mut columns = vec![Column { head: Prose::plain("line"), align: Align::Centre, width: line }];
        columns.extend(self.names.iter().zip(widths).enumerate().map(|(index, (name, &width))| {
            let align = if self.width(index) <= 3 { Align::Centre } else { Align::Left };
            Column { head: Prose::code(name), align, width }
        }));
        Block::Table(BlockTable { summary, style, columns, rows })
    }

    fn printed(&self, row: &TraceRow) -> Vec<Option<Prose>> {
        let cells = row.cells.iter().map(|value| Some(cell(value.as_deref())));
        std::iter::once(Some(line_number(row.line))).chain(cells).collect()
    }

    /// Characters of a column's longest value.
    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.cells.get(column)?.as_ref());
        cells.map(|cell| cell.chars().count()).max().unwrap_or(1)
    }

    /// The rows that the reader writes: all but the first, which are given.
    pub fn to_be_written(&self, given: u32) -> &[TraceRow] {
        self.rows.get(given as usize..).unwrap_or_default()
    }

    /// Where a wrong table first leaves this one in what the reader writes: "row 4 `out` is `[4, 4]`".
    pub fn first_difference(&self, wrong: &Table, given: u32) -> Prose {
        let written = self.to_be_written(given).iter().zip(wrong.to_be_written(given));
        let same = given as usize + written.take_while(|(right, wrong)| right == wrong).count();
        let number = same + 1;
        match (self.rows.get(same), wrong.rows.get(same)) {
            (_, None) => match &wrong.error {
                Some(error) if wrong.rows.is_empty() => Prose::code(error).then(" before any row"),
                Some(error) => Prose::plain(format!("after row {} ", wrong.rows.len())).then_code(error),
                None => Prose::plain(format!("no row {number}")),
            },
            (Some(right), Some(wrong)) if right.line != wrong.line => {
                Prose::plain(format!("row {number} is of line {}", wrong.line))
            }
            (right, Some(wrong)) => self.first_cell(number, right, wrong),
        }
    }

    fn first_cell(&self, number: usize, right: Option<&TraceRow>, wrong: &TraceRow) -> Prose {
        let cells_of = |row: Option<&TraceRow>| row.map(|row| row.cells.clone()).unwrap_or_default();
        let right = cells_of(right);
        if right.is_empty() {
            return Prose::plain(format!("a row {number}, of line {}", wrong.line));
        }
        let column = right.iter().zip(&wrong.cells).take_while(|(right, wrong)| right == wrong).count();
        let name = self.names.get(column).map(String::as_str).unwrap_or_default();
        let start = Prose::plain(format!("row {number} ")).then_code(name);
        match wrong.cells.get(column) {
            Some(Some(value)) => {
                let right = right.get(column).and_then(Option::as_deref);
                start.then(" is ").then_code(&abbreviate(value, right))
            }
            _ => start.then(" has no value"),
        }
    }
}

/// A value as code; a name without one is a dash.
fn cell(value: Option<&str>) -> Prose {
    value.map_or_else(|| Prose::plain("–"), Prose::code)
}

fn line_number(line: u32) -> Prose {
    Prose(vec![Span::Text(line.to_string())])
}

/// Which lines of a changed program are which of the right one. A change is one run of lines; what stands before and
/// after it is the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Followed {
    before: u32,
    after: u32,
    ours: u32,
    theirs: u32,
}

impl Followed {
    /// Compares the right program with a changed one, line by line.
    pub fn between(ours: &str, theirs: &str) -> Followed {
        let (ours, theirs): (Vec<&str>, Vec<&str>) = (ours.lines().collect(), theirs.lines().collect());
        let least = ours.len().min(theirs.len());
        let before = ours.iter().zip(&theirs).take_while(|(ours, theirs)| ours == theirs).count();
        let backward = ours.iter().rev().zip(theirs.iter().rev());
        let after = backward.take(least - before).take_while(|(ours, theirs)| ours == theirs).count();
        let count = |lines: usize| u32::try_from(lines).unwrap_or(u32::MAX);
        Followed { before: count(before), after: count(after), ours: count(ours.len()), theirs: count(theirs.len()) }
    }

    /// The changed program's line for one of the right one; `None` where the change took it away.
    pub fn theirs(self, line: u32) -> Option<u32> {
        follow(line, self.before, self.after, self.ours, self.theirs)
    }

    /// The right program's line for one of the changed one.
    pub fn ours(self, line: u32) -> Option<u32> {
        follow(line, self.before, self.after, self.theirs, self.ours)
    }
}

fn follow(line: u32, before: u32, after: u32, from: u32, to: u32) -> Option<u32> {
    if line <= before || from == to {
        Some(line)
    } else if line > from - after {
        Some(to - (from - line))
    } else {
        // Inside the change only lines that both have can be the same step.
        Some(line).filter(|line| *line <= to - after)
    }
}

#[cfg(test)]
mod tests {
    use super::{Followed, Table};
    use crate::python::{Ending, Trace, TraceRow};

    fn table(rows: &[(u32, &str)], error: Option<&str>) -> Table {
        let rows = rows.iter().map(|(line, cells)| TraceRow {
            line: *line,
            cells: cells.split(' ').map(|cell| (cell != "-").then(|| cell.to_owned())).collect(),
        });
        let ending = error.map_or(Ending::Done, |kind| Ending::Raised { kind: kind.to_owned(), line: None });
        Table::of(&["n", "sum"], Trace { rows: rows.collect(), stdout: String::new(), ending }, Some)
    }

    #[test]
    fn the_first_row_that_differs_is_shown() {
        let right = table(&[(2, "1 0"), (3, "1 1"), (2, "2 1")], None);
        let cases = [
            (table(&[(2, "1 0"), (3, "1 2"), (2, "2 2")], None), "row 2 `sum` is `2`"),
            (table(&[(2, "1 0"), (3, "1 -"), (2, "2 2")], None), "row 2 `sum` has no value"),
            (table(&[(2, "1 0"), (2, "2 0")], None), "row 2 is of line 2"),
            (table(&[(2, "1 0")], None), "no row 2"),
            (table(&[(2, "1 0")], Some("IndexError")), "after row 1 `IndexError`"),
            (table(&[(2, "1 0"), (3, "1 1"), (2, "2 1"), (3, "2 3")], None), "a row 4, of line 3"),
        ];
        for (wrong, shown) in cases {
            assert_eq!(right.first_difference(&wrong, 0).to_marked(), shown);
        }
    }

    #[test]
    fn what_stands_in_a_given_row_is_nobody_s_answer() {
        let right = table(&[(2, "1 0"), (3, "1 1"), (2, "2 1")], None);
        let wrong = table(&[(2, "1 5"), (3, "1 6"), (2, "2 6")], None);
        assert_eq!(right.first_difference(&wrong, 1).to_marked(), "row 2 `sum` is `6`");
        assert_eq!(right.to_be_written(1), &right.rows[1..]);
        let fails_at_once = table(&[], Some("NameError"));
        assert_eq!(right.first_difference(&fails_at_once, 1).to_marked(), "`NameError` before any row");
    }

    #[test]
    fn lines_of_a_changed_program_are_followed() {
        let right = "a\nb\nc\nd\n";
        let cases = [
            ("a\nX\nc\nd\n", [Some(1), Some(2), Some(3), Some(4)]),
            ("a\nc\nd\n", [Some(1), None, Some(2), Some(3)]),
            ("a\nb\nX\nc\nd\n", [Some(1), Some(2), Some(4), Some(5)]),
            ("a\nX\nY\nc\nd\n", [Some(1), Some(2), Some(4), Some(5)]),
            ("d\n", [None, None, None, Some(1)]),
        ];
        for (changed, theirs) in cases {
            let followed = Followed::between(right, changed);
            assert_eq!([1, 2, 3, 4].map(|line| followed.theirs(line)), theirs, "{changed}");
            for (ours, theirs) in (1..).zip(theirs) {
                if let Some(theirs) = theirs {
                    assert_eq!(followed.ours(theirs), Some(ours), "{changed}");
                }
            }
        }
    }
}

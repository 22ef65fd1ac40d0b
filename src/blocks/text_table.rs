//! Tables in plain text: columns between bars, a line under the heads.

use super::text_wrap::{Code, length, words, wrap_as};
use super::{Column, Prose, Span, Table, Width};

/// The lines of a table at most `columns` wide, if its words allow it.
pub(super) fn table_lines(table: &Table, columns: usize) -> Vec<String> {
    let codes: Vec<Code> = (0..table.columns.len()).map(|column| code_in(table, column)).collect();
    let widths = widths(table, columns, &codes);
    let mut lines = Vec::new();
    if table.columns.iter().any(|column| !column.head.to_plain().trim().is_empty()) {
        let heads: Vec<_> = table.columns.iter().map(|column| Some(column.head.clone())).collect();
        lines.extend(row_lines(&heads, &widths, &codes));
        lines.push(widths.iter().map(|width| "-".repeat(*width)).collect::<Vec<_>>().join("-+-"));
    }
    for row in &table.rows {
        lines.extend(row_lines(row, &widths, &codes));
    }
    lines
}

/// As wide as the widest cell; the widest column gives way until all fit, or until its longest word stops it.
fn widths(table: &Table, columns: usize, codes: &[Code]) -> Vec<usize> {
    let mut widths: Vec<usize> = (0..table.columns.len()).map(|column| natural(table, column, codes[column])).collect();
    let least: Vec<usize> = (0..table.columns.len()).map(|column| longest_word(table, column, codes[column])).collect();
    let bars = 3 * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + bars > columns {
        let spare = (0..widths.len()).filter(|column| widths[*column] > least[*column]);
        let Some(widest) = spare.max_by_key(|column| widths[*column]) else { break };
        widths[widest] -= 1;
    }
    widths
}

/// Backticks tell code from prose: a column that holds nothing else needs none.
fn code_in(table: &Table, column: usize) -> Code {
    let mut rows = table.rows.iter().filter_map(|row| row.get(column)?.as_ref());
    let is_all_code = rows.all(|cell| cell.0.iter().all(|span| matches!(span, Span::Code(_))));
    if is_all_code { Code::Bare } else { Code::InBackticks }
}

fn cells(table: &Table, column: usize) -> impl Iterator<Item = &Prose> {
    let head = table.columns.get(column).map(|column| &column.head);
    head.into_iter().chain(table.rows.iter().filter_map(move |row| row.get(column)?.as_ref()))
}

fn natural(table: &Table, column: usize, code: Code) -> usize {
    let printed = cells(table, column).map(|cell| length(cell, code)).max().unwrap_or(0);
    printed.max(written(&table.columns[column]))
}

fn longest_word(table: &Table, column: usize, code: Code) -> usize {
    let words = cells(table, column).flat_map(|cell| words(cell, code));
    words.map(|word| word.chars().count()).max().unwrap_or(0).max(1)
}

fn written(column: &Column) -> usize {
    match column.width {
        Width::Written(characters) => usize::try_from(characters).unwrap_or(1),
        Width::Content => 1,
        Width::Fill(_) => 12,
    }
}

fn row_lines(cells: &[Option<Prose>], widths: &[usize], codes: &[Code]) -> Vec<String> {
    let columns: Vec<Vec<String>> = (0..widths.len())
        .map(|column| match cells.get(column) {
            Some(Some(cell)) => wrap_as(cell, widths[column], codes[column]),
            _ => Vec::new(),
        })
        .collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let cell = |column: usize, line: usize| {
        let text = columns[column].get(line).map_or("", String::as_str);
        format!("{text:<width$}", width = widths[column])
    };
    (0..height)
        .map(|line| (0..widths.len()).map(|column| cell(column, line)).collect::<Vec<_>>().join(" | "))
        .map(|line| line.trim_end().to_owned())
        .collect()
}

//! Tables: printed, to be written in, and the ruled ones of a key.

use super::Setting;
use super::table_columns::{cell_style, column_widths, is_blank, sides};
use crate::blocks::{Align, Prose, Table, TableStyle};
use crate::layout::Unfit;
use crate::layout::frame::{Frame, Node, outline, rule, upright};
use crate::layout::lines::{Style, TextLine, break_prose};

use crate::layout::pages::{Ink, Length, Role};

/// Sets a table; a head row stands where any column has a head. Rows grow where a cell is broken into lines.
pub(super) fn fit_table(table: &Table, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let widths = column_widths(table, width, setting)?;
    let mut sheet = Grid { table, widths, setting, frame: Frame::default(), rows: Vec::new(), edges: Vec::new() };
    sheet.frame.width = sheet.widths.iter().copied().sum();
    sheet.edges.push(Length::ZERO);
    if table.columns.iter().any(|column| !is_blank(&column.head)) {
        let heads: Vec<_> = table.columns.iter().map(|column| Some(column.head.clone())).collect();
        sheet.row(&heads, RowKind::Head)?;
    }
    for row in &table.rows {
        sheet.row(row, RowKind::Body)?;
    }
    Ok(sheet.finish())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RowKind {
    Head,
    Body,
}

/// A table while its rows are set.
struct Grid<'a> {
    table: &'a Table,
    widths: Vec<Length>,
    setting: Setting<'a>,
    frame: Frame,
    rows: Vec<Node>,
    /// Where rows end.
    edges: Vec<Length>,
}

impl Grid<'_> {
    fn row(&mut self, cells: &[Option<Prose>], kind: RowKind) -> Result<(), Unfit> {
        let m = self.setting.measures;
        let top = self.frame.height;
        let extra = self.setting.spacing.row_extra;
        let (least, baseline) = match (self.table.style, kind) {
            (TableStyle::Writing, RowKind::Head) => (m.writing_row, m.writing_baseline),
            (TableStyle::Writing, RowKind::Body) => (m.writing_row + extra, m.writing_baseline + extra.half()),
            (TableStyle::Printed | TableStyle::Ruled, _) => (m.printed_row, m.printed_baseline),
        };
        let mut nodes = Vec::new();
        let mut height = least;
        let mut left = Length::ZERO;
        for column in 0..self.widths.len() {
            let cell = cells.get(column).and_then(Option::as_ref);
            let lines = self.cell_lines(cell, column, kind)?;
            let more = i32::try_from(lines.len().saturating_sub(1)).unwrap_or(1000);
            height = height.max(least + m.small_pitch * more);
            nodes.push(self.cell(&lines, column, (left, top + baseline), kind));
            left += self.widths[column];
        }
        self.rows.push(Node::Element(Role::TableRow, nodes));
        self.frame.height += height;
        self.edges.push(self.frame.height);
        Ok(())
    }

    fn cell_lines(&self, cell: Option<&Prose>, column: usize, kind: RowKind) -> Result<Vec<TextLine>, Unfit> {
        let Some(cell) = cell else { return Ok(Vec::new()) };
        let (left, right) = sides(self.table, column);
        let style = match kind {
            RowKind::Head => Style::head(self.setting.measures),
            RowKind::Body => cell_style(self.table, column, self.setting),
        };
        break_prose(cell, style, self.widths[column] - left - right, self.setting.letters)
    }

    fn cell(&self, lines: &[TextLine], column: usize, at: (Length, Length), kind: RowKind) -> Node {
        let m = self.setting.measures;
        let (left, right) = sides(self.table, column);
        let room = self.widths[column] - left - right;
        let mut nodes = Vec::new();
        let mut baseline = at.1;
        for line in lines {
            let shift = match self.table.columns[column].align {
                Align::Left => Length::ZERO,
                Align::Centre => (room - line.width).half(),
                Align::Right => room - line.width,
            };
            nodes.extend(line.nodes_at(at.0 + left + shift, baseline));
            baseline += m.small_pitch;
        }
        match kind {
            RowKind::Head => Node::Element(Role::TableHead, nodes),
            RowKind::Body => Node::Element(Role::TableCell, nodes),
        }
    }

    fn finish(self) -> Frame {
        let Grid { table, widths, mut frame, rows, edges, setting } = self;
        let m = setting.measures;
        frame.element(Role::Table { summary: table.summary.clone() }, rows);
        let (width, height) = (frame.width, frame.height);
        let is_framed = table.style != TableStyle::Ruled;
        if is_framed {
            frame.artifact(outline((Length::ZERO, Length::ZERO), (width, height), Ink::Rule, m.rule));
            let mut x = Length::ZERO;
            for column in widths.iter().take(widths.len().saturating_sub(1)) {
                x += *column;
                frame.artifact(upright(x, Length::ZERO, height, m.rule));
            }
        }
        for edge in &edges[1..] {
            if !is_framed || *edge < height {
                frame.artifact(rule(Length::ZERO, width, *edge, m.rule));
            }
        }
        frame
    }
}

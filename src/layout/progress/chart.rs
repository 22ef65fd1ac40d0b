//! The chart of skills: a row of boxes each, a disc in the one it stands in; two columns where there is room.

use super::{Flow, heading};
use crate::blocks::{Chart, ChartRow};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, outline};
use crate::layout::letters::Letters;
use crate::layout::measure::{Setting, fit_run};
use crate::layout::measures::progress::{
    BETWEEN, BOX_HEIGHT, BOX_TOP, BOX_WIDTH, COLUMN, COLUMN_GAP, DISC, DUE, NAME_GAP, NAME_SIZES, ROW, ROW_BASELINE,
    TITLE_ROW,
};
use crate::layout::pages::{Ink, Length, Point, Role, Shape};

/// One line of a column.
#[derive(Clone, Copy)]
enum Line<'a> {
    /// The name of a group stands before its first row.
    Group(&'a str),
    Row(&'a ChartRow),
}

/// Puts the chart on as many pages as it needs.
pub fn put(chart: &Chart, flow: &mut Flow) -> Result<(), Unfit> {
    let groups = chart.groups.iter().filter(|group| !group.rows.is_empty());
    let mut lines: Vec<Line> = groups
        .flat_map(|group| std::iter::once(Line::Group(&group.title)).chain(group.rows.iter().map(Line::Row)))
        .collect();
    let columns = if flow.size.0 >= COLUMN * 2 + COLUMN_GAP { 2 } else { 1 };
    let mut is_first = true;
    while !lines.is_empty() {
        let most = room(flow.free());
        if most < 3 {
            if flow.top == Length::ZERO {
                return Err(Unfit::TooTall { origin: 0 });
            }
            flow.turn();
            continue;
        }
        let each = lines.len().div_ceil(columns).min(most);
        let mut frame = match is_first {
            true => heading(&chart.title, &chart.note, flow.size.0, flow.setting)?,
            false => Frame::new(flow.size.0, TITLE_ROW),
        };
        is_first = false;
        let top = frame.height;
        for column in 0..columns {
            let taken = taken(&lines, if column + 1 < columns { each } else { most });
            let set = fit_column(chart, &lines[..taken], flow.setting)?;
            let left = if column == 0 { Length::ZERO } else { flow.size.0 - COLUMN };
            frame.height = frame.height.max(top + set.height);
            frame.put(left, top, set);
            lines.drain(..taken);
        }
        flow.put(frame, BETWEEN);
    }
    Ok(())
}

/// How many lines a column of this height has, under its heads.
fn room(height: Length) -> usize {
    let lines = (height - TITLE_ROW - ROW).0.div_euclid(ROW.0);
    usize::try_from(lines).unwrap_or(0)
}

/// How many lines a column takes: never the name of a group without one of its rows.
fn taken(lines: &[Line], most: usize) -> usize {
    let taken = lines.len().min(most);
    match lines.get(..taken).and_then(<[Line]>::last) {
        Some(Line::Group(_)) if taken > 1 => taken - 1,
        _ => taken,
    }
}

fn fit_column(chart: &Chart, lines: &[Line], setting: Setting) -> Result<Frame, Unfit> {
    let mut frame = Frame::new(COLUMN, Length::ZERO);
    if lines.is_empty() {
        return Ok(frame);
    }
    let heads = fit_heads(chart, setting)?;
    frame.element(Role::Paragraph, heads);
    frame.height = ROW;
    let mut rows: Vec<Node> = Vec::new();
    for line in lines {
        match line {
            Line::Group(title) => {
                finish_table(&mut frame, &mut rows);
                let sizes = [setting.measures.small];
                if let Some(run) = fit_run(title, Face::SansBold, &sizes, COLUMN, Letters::default())? {
                    let at = run.at(Length::ZERO, frame.height + ROW_BASELINE);
                    frame.element(Role::Heading3, vec![Node::Content(at)]);
                }
            }
            Line::Row(row) => rows.push(fit_row(row, chart.boxes.len(), &mut frame, setting)?),
        }
        frame.height += ROW;
    }
    finish_table(&mut frame, &mut rows);
    Ok(frame)
}

/// The rows of a group so far are one table.
fn finish_table(frame: &mut Frame, rows: &mut Vec<Node>) {
    let summary = "Skills, each with its box and the day on which it comes back.".to_owned();
    frame.element(Role::Table { summary }, std::mem::take(rows));
}

fn fit_heads(chart: &Chart, setting: Setting) -> Result<Vec<Node>, Unfit> {
    let m = setting.measures;
    let left = boxes_left(chart.boxes.len());
    let head = fit_run(&chart.head, Face::Sans, &[m.small, m.tiny], left - NAME_GAP, Letters::default())?;
    let mut nodes: Vec<Node> = head.iter().map(|run| Node::Content(run.at(Length::ZERO, ROW_BASELINE))).collect();
    for (text, place) in chart.boxes.iter().zip(0..) {
        let run = Run::new(text, Face::Sans, Length(m.small.0 * 5 / 6), Letters::default())?;
        let x = left + BOX_WIDTH * place + (BOX_WIDTH - run.width).half();
        nodes.push(Node::Content(run.at(x, ROW_BASELINE)));
    }
    let due = Run::new(&chart.last_head, Face::Sans, m.small, Letters::default())?;
    nodes.push(Node::Content(due.at(COLUMN - due.width, ROW_BASELINE)));
    Ok(nodes)
}

fn boxes_left(count: usize) -> Length {
    COLUMN - DUE - BOX_WIDTH * i32::try_from(count).unwrap_or(0)
}

/// Name and stage, the boxes as a figure that is told in words, the day.
fn fit_row(row: &ChartRow, boxes: usize, frame: &mut Frame, setting: Setting) -> Result<Node, Unfit> {
    let m = setting.measures;
    let top = frame.height;
    let left = boxes_left(boxes);
    let note =
        Run::new(row.note.as_deref().unwrap_or_default(), Face::Sans, Length(m.small.0 * 5 / 6), Letters::default())?;
    let note_at = left - NAME_GAP - note.width;
    let room = if row.note.is_some() { note_at - NAME_GAP } else { left - NAME_GAP };
    let name = fit_run(&row.name, Face::Mono, &NAME_SIZES, room, Letters::default())?;
    let mut named: Vec<Node> = name.iter().map(|run| Node::Content(run.at(Length::ZERO, top + ROW_BASELINE))).collect();
    if row.note.is_some() {
        named.push(Node::Content(note.at(note_at, top + ROW_BASELINE)));
    }
    let size = (BOX_WIDTH, BOX_HEIGHT);
    for place in (0..boxes).filter_map(|place| i32::try_from(place).ok()) {
        let at = (left + BOX_WIDTH * place, top + BOX_TOP);
        frame.artifact(outline(at, size, Ink::Rule, m.rule));
    }
    let in_box = row.in_box.min(boxes.saturating_sub(1));
    let disc = Point {
        x: left + BOX_WIDTH * i32::try_from(in_box).unwrap_or(0) + BOX_WIDTH.half(),
        y: top + BOX_TOP + BOX_HEIGHT.half(),
    };
    let dot = Shape::Dots { at: vec![disc], diameter: DISC };
    let figure = Role::Figure {
        alt: format!("box {} of {boxes}", in_box + 1),
        page: 0,
        at: Point { x: left, y: top + BOX_TOP },
        width: COLUMN - DUE - left,
        height: BOX_HEIGHT,
    };
    let due = Run::new(&row.due, Face::Sans, m.small, Letters::default())?;
    let due = Node::Content(due.at(COLUMN - due.width, top + ROW_BASELINE));
    let cells = vec![
        Node::Element(Role::TableHead, named),
        Node::Element(Role::TableCell, vec![Node::Element(figure, vec![Node::Content(dot)])]),
        Node::Element(Role::TableCell, vec![due]),
    ];
    Ok(Node::Element(Role::TableRow, cells))
}

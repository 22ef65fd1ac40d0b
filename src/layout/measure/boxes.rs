//! Lists with boxes: lines to order, options to tick, lines to mark by.

use super::{Leading, Setting, content, fit_text};
use crate::blocks::{Prose, RubricLine, Tick};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, outline};
use crate::layout::lines::{Style, prose_widths};
use crate::layout::measures::{BLOCK_GAP, ORDER_GAP, TICK_GAP, TICK_SHORT};
use crate::layout::pages::{Ink, Length, Role};

/// Sets lines of code with a box each: two columns, filled downwards, if the longest line fits half of the width. Where
/// room is short code becomes smaller for the sake of two columns.
pub(super) fn fit_order(lines: &[String], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let half = (width - ORDER_GAP).half();
    let two = (half, (half + ORDER_GAP, lines.len().div_ceil(2)));
    let one = (width, (width, lines.len()));
    let ways = if setting.spacing.blocks < BLOCK_GAP {
        [(m.code, two), (m.small_code, two), (m.code, one), (m.small_code, one)]
    } else {
        [(m.code, two), (m.code, one), (m.small_code, two), (m.small_code, one)]
    };
    for (size, (room, columns)) in ways {
        if order_width(lines, size, setting) <= room {
            return set_order(lines, size, columns, setting);
        }
    }
    let widest = lines.iter().max_by_key(|line| line.chars().count());
    Err(setting.too_wide(widest.map_or("", String::as_str)))
}

/// Width of one column.
pub(super) fn order_width(lines: &[String], size: Length, setting: Setting) -> Length {
    let width = |line: &String| setting.letters.width(line, Face::Mono, size);
    setting.measures.order_text + lines.iter().map(width).max().unwrap_or_default()
}

/// `columns`: how far apart they are, and how many lines one holds.
fn set_order(lines: &[String], size: Length, columns: (Length, usize), setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let (step, rows) = columns;
    let mut frame = Frame::default();
    let mut items = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let x = step * small(index / rows.max(1));
        let y = (m.order_pitch + setting.spacing.row_extra) * small(index % rows.max(1));
        let run = Run::new(line, Face::Mono, size, setting.letters)?;
        let body = content(run.code_line_at(x + m.order_text, y + m.order_baseline));
        frame.width = frame.width.max(x + m.order_text + run.width);
        frame.height = frame.height.max(y + m.order_height);
        frame.artifact(outline((x, y), (m.order_width, m.order_height), Ink::Rule, m.rule));
        items.push(list_item(Vec::new(), vec![Node::Element(Role::Code, vec![body])]));
    }
    frame.element(Role::List, items);
    Ok(frame)
}

/// Sets options with a box each: two columns, filled row by row, if every line of all is short.
pub(super) fn fit_ticks(ticks: &[Tick], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let half = width.half();
    let room = half - m.tick_text - TICK_GAP;
    let (columns, room) = if are_short(ticks, room, setting)? { (2, room) } else { (1, width - m.tick_text) };
    let least = row_height(ticks, room, setting)?;
    let mut frame = Frame::default();
    let mut items = Vec::new();
    let mut top = Length::ZERO;
    for row in ticks.chunks(columns) {
        let mut tallest = least;
        for (column, tick) in row.iter().enumerate() {
            let at = (half * small(column), top);
            let (item, size) = fit_tick(tick, at, room, setting)?;
            tallest = tallest.max(size.1);
            frame.width = frame.width.max(at.0 + m.tick_text + size.0);
            frame.artifact(outline(at, (m.tick, m.tick), Ink::Rule, m.rule));
            items.push(item);
        }
        frame.height = top + tallest;
        top = frame.height + (m.tick_pitch - m.tick) + setting.spacing.row_extra;
    }
    frame.element(Role::List, items);
    Ok(frame)
}

fn are_short(ticks: &[Tick], room: Length, setting: Setting) -> Result<bool, Unfit> {
    for tick in ticks {
        let (_, widest) = prose_widths(&tick.text, Style::body(setting.measures), setting.letters)?;
        let text = tick.text.to_plain();
        let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        if longest > TICK_SHORT || widest > room {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The least height of every row: that of the tallest option where all are about as tall, so that boxes stand evenly.
fn row_height(ticks: &[Tick], room: Length, setting: Setting) -> Result<Length, Unfit> {
    let m = setting.measures;
    let mut heights = Vec::new();
    for tick in ticks {
        heights.push(fit_tick(tick, (Length::ZERO, Length::ZERO), room, setting)?.1.1.max(m.tick));
    }
    let tallest = heights.iter().copied().max().unwrap_or(m.tick);
    let lowest = heights.iter().copied().min().unwrap_or(m.tick);
    let is_even = setting.spacing.blocks >= BLOCK_GAP && tallest - lowest <= m.body_pitch;
    Ok(if is_even { tallest } else { m.tick })
}

fn fit_tick(
    tick: &Tick,
    at: (Length, Length),
    room: Length,
    setting: Setting,
) -> Result<(Node, (Length, Length)), Unfit> {
    let m = setting.measures;
    let letter = Run::new(&tick.letter.to_string(), Face::SansBold, m.body, setting.letters)?;
    let letter = content(letter.at(at.0 + m.tick_letter, at.1 + m.tick_baseline));
    let leading = Leading { first: m.tick_baseline, below: m.tick - m.tick_baseline, ..Leading::body(m) };
    let mut text = Frame::default();
    let body = fit_text(&tick.text, Style::body(m), leading, room, setting)?;
    let size = (body.width, body.height);
    text.put(at.0 + m.tick_text, at.1, body);
    Ok((list_item(vec![letter], text.nodes), size))
}

/// Sets marking lines with a small box each; points other than one stand before the text in bold.
pub(super) fn fit_rubric(lines: &[RubricLine], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let mut frame = Frame::default();
    let mut items = Vec::new();
    let mut top = Length::ZERO;
    for line in lines {
        let prose = rubric_prose(line);
        let text = fit_text(&prose, Style::small(m), Leading::small(m), width - m.rubric_text, setting)?;
        frame.artifact(outline((Length::ZERO, top), (m.rubric, m.rubric), Ink::Rule, m.rule));
        frame.width = frame.width.max(m.rubric_text + text.width);
        frame.height = top + m.rubric.max(text.height);
        let mut body = Frame::default();
        body.put(m.rubric_text, top, text);
        items.push(list_item(Vec::new(), body.nodes));
        top = frame.height + m.rubric_gap;
    }
    frame.element(Role::List, items);
    Ok(frame)
}

/// The text of a marking line with its points.
pub(super) fn rubric_prose(line: &RubricLine) -> Prose {
    match line.points {
        1 => line.text.clone(),
        points => Prose::default().then_strong(&format!("{points} ")).then_prose(line.text.clone()),
    }
}

pub(super) fn list_item(label: Vec<Node>, body: Vec<Node>) -> Node {
    let mut parts = Vec::new();
    if !label.is_empty() {
        parts.push(Node::Element(Role::Label, label));
    }
    parts.push(Node::Element(Role::ListBody, body));
    Node::Element(Role::ListItem, parts)
}

/// A count as a factor; more than a thousand fit no page anyway.
pub(super) fn small(count: usize) -> i32 {
    i32::try_from(count.min(1000)).unwrap_or(1000)
}

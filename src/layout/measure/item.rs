//! A whole item: number, label, note, minutes, box or marks, and its body.

use super::head::fit_run;
use super::{Setting, content, stack};
use crate::blocks::{Block, Corner, Item, Prose};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, outline};
use crate::layout::lines::{Style, break_prose};
use crate::layout::measures::{BEFORE_BOX, HEAD_TO_TEXT, IN_BOX, MARKS_GAP, NOTE_GAP};
use crate::layout::pages::{Ink, Length, Role};

/// Sets an item over the whole text width, its number at the left.
pub fn fit_item(item: &Item, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let mut frame = fit_item_head(item, width, setting)?;
    frame.height += HEAD_TO_TEXT + setting.measures.air;
    let body = fit_body(&item.body, width, setting)?;
    let y = frame.height;
    frame.height += body.height;
    frame.put(setting.measures.body_indent, y, body);
    Ok(frame)
}

/// What stands after the last item, in the column of the bodies.
pub fn fit_closing(blocks: &[Block], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let body = fit_body(blocks, width, setting)?;
    let mut frame = Frame::new(width, body.height);
    frame.put(setting.measures.body_indent, Length::ZERO, body);
    Ok(frame)
}

fn fit_body(blocks: &[Block], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    stack(blocks, width - setting.measures.body_indent, Setting { outdent: setting.measures.body_indent, ..setting })
}

fn fit_item_head(item: &Item, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let mut frame = Frame::new(width, m.head);
    let corner = fit_corner(item, setting)?;
    let room = width - corner.width - MARKS_GAP;
    // Marks go below rather than cut a note short.
    let is_crowded = matches!(item.corner, Corner::Marks(_)) && note_end(item, setting)? > room;
    let beside = if is_crowded { None } else { fit_label(item, room, setting)? };
    let (label, marks_below) = match beside {
        Some(label) => (label, false),
        None => (fit_label(item, width, setting)?.unwrap_or_default(), true),
    };
    frame.element(Role::Heading2, label);
    if marks_below {
        let below = fit_marks_below(item, width, setting)?;
        let y = frame.height;
        frame.height += below.height;
        frame.put(m.body_indent, y, below);
    } else {
        frame.put(width - corner.width, Length::ZERO, corner);
    }
    Ok(frame)
}

/// Where label and note end when the note is whole.
fn note_end(item: &Item, setting: Setting) -> Result<Length, Unfit> {
    let m = setting.measures;
    let (_, label, left) = number_and_label(item, setting)?;
    let note = match &item.note {
        Some(note) => NOTE_GAP + Run::new(note, Face::Sans, m.small, setting.letters)?.width,
        None => Length::ZERO,
    };
    Ok(left + label.width + note)
}

/// Number and label, and where the label begins.
fn number_and_label(item: &Item, setting: Setting) -> Result<(Run, Run, Length), Unfit> {
    let m = setting.measures;
    let number = Run::new(&item.number.to_string(), Face::SansBold, m.number, setting.letters)?;
    let capitals = item.label.to_uppercase();
    let label = Run::new(&capitals, Face::SansSemiBold, m.label, setting.letters)?.spaced(m.label_spacing);
    let left = m.label_from.max(number.width + NOTE_GAP.half());
    Ok((number, label, left))
}

/// Number, label and note; `None` if number and label alone do not fit the width.
fn fit_label(item: &Item, room: Length, setting: Setting) -> Result<Option<Vec<Node>>, Unfit> {
    let m = setting.measures;
    let (number, label, left) = number_and_label(item, setting)?;
    let end = left + label.width;
    if end > room {
        return Ok(None);
    }
    let mut nodes = vec![content(label.at(left, m.head_baseline))];
    if item.number > 0 {
        nodes.insert(0, content(number.at(Length::ZERO, m.head_baseline)));
    }
    if let Some(note) = &item.note
        && let Some(note) = fit_run(note, Face::Sans, &[m.small], room - end - NOTE_GAP, setting.letters)?
    {
        nodes.push(content(note.at(end + NOTE_GAP, m.head_baseline)));
    }
    Ok(Some(nodes))
}

/// Minutes and box, or what earns which mark, ending at the right margin.
fn fit_corner(item: &Item, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let minutes = match item.minutes {
        Some(minutes) => Some(Run::new(&format!("{minutes} min"), Face::Sans, m.small, setting.letters)?),
        None => None,
    };
    let mut frame = Frame::new(Length::ZERO, m.head);
    let mut nodes = Vec::new();
    if let Some(minutes) = &minutes {
        nodes.push(content(minutes.at(Length::ZERO, m.head_baseline)));
        let has_more = !matches!(&item.corner, Corner::Marks(marks) if marks.is_empty());
        frame.width = if has_more { minutes.width + BEFORE_BOX } else { minutes.width };
    }
    match &item.corner {
        Corner::Box { out_of } => {
            let points = Run::new(&format!("/ {out_of}"), Face::Sans, m.small, setting.letters)?;
            let box_width = m.points_width.max(points.width + IN_BOX * 2);
            frame.artifact(outline((frame.width, Length::ZERO), (box_width, m.head), Ink::Rule, m.rule));
            frame.width += box_width;
            nodes.push(content(points.at(frame.width - IN_BOX - points.width, m.head_baseline)));
        }
        Corner::Marks(marks) => {
            let lines = break_prose(&marks_prose(marks), Style::small(m), Length(i32::MAX / 4), setting.letters)?;
            for line in &lines {
                nodes.extend(line.nodes_at(frame.width, m.head_baseline));
                frame.width += line.width;
            }
        }
    }
    if !nodes.is_empty() {
        frame.element(Role::Paragraph, nodes);
    }
    Ok(frame)
}

/// Marks that find no room in the head, as a paragraph.
fn fit_marks_below(item: &Item, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    match &item.corner {
        Corner::Marks(marks) => {
            let text = marks_prose(marks);
            let block = Block::Paragraph { text, size: crate::blocks::TextSize::Small };
            stack(&[block], width - m.body_indent, setting)
        }
        Corner::Box { .. } => {
            let corner = fit_corner(item, setting)?;
            let mut frame = Frame::new(width - m.body_indent, m.head);
            frame.put(frame.width - corner.width, Length::ZERO, corner);
            Ok(frame)
        }
    }
}

/// "**3** every line   **2** one line wrong".
fn marks_prose(marks: &[(u8, Prose)]) -> Prose {
    let mut prose = Prose::default();
    for (index, (mark, text)) in marks.iter().enumerate() {
        if index > 0 {
            prose = prose.then("     ");
        }
        prose = prose.then_strong(&mark.to_string()).then(" ").then_prose(text.clone());
    }
    prose
}

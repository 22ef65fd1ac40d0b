//! A whole item: number, label, note, minutes, box or marks, and its body.

use super::head::fit_run;
use super::{Setting, content, stack};
use crate::blocks::{Block, Corner, Item, Prose, Rules};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, outline};
use crate::layout::lines::{Style, break_prose};
use crate::layout::measures::{
    BEFORE_BOX, HEAD, HEAD_BASELINE, HEAD_TO_TEXT, IN_BOX, LABEL_SPACING, MARKS_GAP, NOTE_GAP, NUMBER, NUMBER_COLUMN,
    POINTS_WIDTH, SMALL,
};
use crate::layout::pages::{Ink, Length, Role};

/// Sets an item over the whole text width, its number at the left.
pub fn fit_item(item: &Item, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let mut frame = fit_item_head(item, width, setting)?;
    frame.height += HEAD_TO_TEXT;
    let body = fit_body(&item.body, width, setting)?;
    let y = frame.height;
    frame.height += body.height;
    frame.put(NUMBER_COLUMN, y, body);
    Ok(frame)
}

/// What stands after the last item, in the column of the bodies.
pub fn fit_closing(blocks: &[Block], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let body = fit_body(blocks, width, setting)?;
    let mut frame = Frame::new(width, body.height);
    frame.put(NUMBER_COLUMN, Length::ZERO, body);
    Ok(frame)
}

/// Rules that go on at the top of a page.
pub fn fit_continued(rules: &Rules, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    fit_closing(&[Block::Rules(rules.clone())], width, setting)
}

fn fit_body(blocks: &[Block], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    stack(blocks, width - NUMBER_COLUMN, Setting { outdent: NUMBER_COLUMN, ..setting })
}

fn fit_item_head(item: &Item, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let mut frame = Frame::new(width, HEAD);
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
        frame.put(NUMBER_COLUMN, y, below);
    } else {
        frame.put(width - corner.width, Length::ZERO, corner);
    }
    Ok(frame)
}

/// Where label and note end when the note is whole.
fn note_end(item: &Item, setting: Setting) -> Result<Length, Unfit> {
    let (_, label, left) = number_and_label(item, setting)?;
    let note = match &item.note {
        Some(note) => NOTE_GAP + Run::new(note, Face::Sans, SMALL, setting.origin)?.width,
        None => Length::ZERO,
    };
    Ok(left + label.width + note)
}

/// Number and label, and where the label begins.
fn number_and_label(item: &Item, setting: Setting) -> Result<(Run, Run, Length), Unfit> {
    let number = Run::new(&item.number.to_string(), Face::SansBold, NUMBER, setting.origin)?;
    let capitals = item.label.to_uppercase();
    let label = Run::new(&capitals, Face::SansSemiBold, SMALL, setting.origin)?.spaced(LABEL_SPACING);
    let left = NUMBER_COLUMN.max(number.width + NOTE_GAP.half());
    Ok((number, label, left))
}

/// Number, label and note; `None` if number and label alone do not fit the width.
fn fit_label(item: &Item, room: Length, setting: Setting) -> Result<Option<Vec<Node>>, Unfit> {
    let (number, label, left) = number_and_label(item, setting)?;
    let end = left + label.width;
    if end > room {
        return Ok(None);
    }
    let mut nodes = vec![content(number.at(Length::ZERO, HEAD_BASELINE)), content(label.at(left, HEAD_BASELINE))];
    if let Some(note) = &item.note
        && let Some(note) = fit_run(note, Face::Sans, &[SMALL], room - end - NOTE_GAP, setting.origin)?
    {
        nodes.push(content(note.at(end + NOTE_GAP, HEAD_BASELINE)));
    }
    Ok(Some(nodes))
}

/// Minutes and box, or what earns which mark, ending at the right margin.
fn fit_corner(item: &Item, setting: Setting) -> Result<Frame, Unfit> {
    let minutes = match item.minutes {
        Some(minutes) => Some(Run::new(&format!("{minutes} min"), Face::Sans, SMALL, setting.origin)?),
        None => None,
    };
    let mut frame = Frame::new(Length::ZERO, HEAD);
    let mut nodes = Vec::new();
    if let Some(minutes) = &minutes {
        nodes.push(content(minutes.at(Length::ZERO, HEAD_BASELINE)));
        frame.width = minutes.width + BEFORE_BOX;
    }
    match &item.corner {
        Corner::Box { out_of } => {
            let points = Run::new(&format!("/ {out_of}"), Face::Sans, SMALL, setting.origin)?;
            let box_width = POINTS_WIDTH.max(points.width + IN_BOX * 2);
            frame.artifact(outline((frame.width, Length::ZERO), (box_width, HEAD), Ink::Rule));
            frame.width += box_width;
            nodes.push(content(points.at(frame.width - IN_BOX - points.width, HEAD_BASELINE)));
        }
        Corner::Marks(marks) => {
            let lines = break_prose(&marks_prose(marks), Style::SMALL, Length(i32::MAX / 4), setting.origin)?;
            for line in &lines {
                nodes.extend(line.nodes_at(frame.width, HEAD_BASELINE));
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
    match &item.corner {
        Corner::Marks(marks) => {
            let text = marks_prose(marks);
            let block = Block::Paragraph { text, size: crate::blocks::TextSize::Small };
            stack(&[block], width - NUMBER_COLUMN, setting)
        }
        Corner::Box { .. } => {
            let corner = fit_corner(item, setting)?;
            let mut frame = Frame::new(width - NUMBER_COLUMN, HEAD);
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

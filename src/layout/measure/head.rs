//! Head of a sheet: title, subtitle, QR symbol, name row, introduction.

use super::title::put_title;
use super::{Setting, content, stack};
use crate::blocks::{CopyRow, Modules, NameRow, Sheet};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, outline, rule};
use crate::layout::letters::Letters;
use crate::layout::measures::{
    BEFORE_BOX, IN_BOX, INTRO_UNDER_NAME, INTRO_UNDER_RULE, Measures, NOTE_GAP, QR_GAP, QR_MODULE, QR_QUIET, TITLE_RULE,
};
use crate::layout::pages::{Ink, Length, Point, Role, Shape};

/// Sets the head over the whole text width. The first item stands `FIRST_ITEM` below it. A sheet without a title has
/// none but its introduction.
pub fn fit_head(sheet: &Sheet, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    if sheet.title.is_empty() {
        return stack(&sheet.intro, width, setting);
    }
    let mut frame = Frame::new(width, TITLE_RULE);
    let symbol = sheet.qr.as_ref().map_or(Length::ZERO, side);
    let end = if sheet.qr.is_some() { width - symbol - QR_GAP } else { width };
    let lower = put_title(&mut frame, sheet, end, setting)?;
    frame.height += lower;
    if let Some(modules) = &sheet.qr {
        put_qr(&mut frame, modules, width - symbol);
        frame.height = frame.height.max(symbol);
    }
    let mut intro_gap = INTRO_UNDER_RULE;
    if let Some(row) = &sheet.name_row {
        let mut row_frame = Frame::default();
        let down = match &row.copy {
            Some(copy) => {
                put_copy_row(&mut row_frame, row, copy, (end, width), setting)?;
                tag_under_symbol(symbol, m)
            }
            None => {
                put_name_row(&mut row_frame, row, width, setting)?;
                under_symbol(symbol, m)
            }
        };
        let down = down.max(lower);
        frame.put(Length::ZERO, down, row_frame);
        frame.height = m.name_bottom + down;
        intro_gap = INTRO_UNDER_NAME;
    }
    if !sheet.intro.is_empty() {
        let intro = stack(&sheet.intro, width, setting)?;
        let y = frame.height + intro_gap;
        frame.height = y + intro.height;
        frame.put(Length::ZERO, y, intro);
    }
    Ok(frame)
}

/// A side of the whole symbol.
fn side(modules: &Modules) -> Length {
    let size = i32::try_from(modules.size.clamp(1, 177)).unwrap_or(177);
    Length(QR_MODULE.0 * size)
}

/// How far the name row stands lower than usual, so that the score's box leaves the symbol its quiet zone.
fn under_symbol(symbol: Length, m: &Measures) -> Length {
    if symbol == Length::ZERO {
        return Length::ZERO;
    }
    let free_from = symbol + Length(QR_MODULE.0 * QR_QUIET);
    (free_from - (m.name_bottom - m.head)).max(Length::ZERO)
}

/// How far the row of a copy stands lower than usual, so that the tag leaves the symbol its quiet zone.
fn tag_under_symbol(symbol: Length, m: &Measures) -> Length {
    if symbol == Length::ZERO {
        return Length::ZERO;
    }
    let free_from = symbol + Length(QR_MODULE.0 * QR_QUIET);
    // Capitals and figures are seven tenths of their size high.
    let top = m.name_baseline - Length(m.code.0 * 7 / 10);
    (free_from - top).max(Length::ZERO)
}

/// The symbol's quiet zone is white paper: the rule keeps away from it, the margin is wider than it.
fn put_qr(frame: &mut Frame, modules: &Modules, x: Length) {
    let at = Point { x, y: Length::ZERO };
    let shape = Shape::Modules { at, module: QR_MODULE, modules: modules.clone() };
    let alt = format!("QR code: {}", modules.text);
    // The page is known only when the frame is placed.
    let role = Role::Figure { alt, page: 0, at, width: side(modules), height: side(modules) };
    frame.element(role, vec![content(shape)]);
}

fn put_name_row(frame: &mut Frame, row: &NameRow, width: Length, setting: Setting) -> Result<(), Unfit> {
    let m = setting.measures;
    let mut nodes = vec![word("Name", Length::ZERO, m.name_baseline, setting)?];
    let has_score = row.out_of > 0;
    let score = Run::new("Score", Face::Sans, m.small, setting.letters)?;
    let box_left = width - m.score_width;
    let score_at = box_left - BEFORE_BOX - score.width;
    let is_one_row = m.times_baseline == m.name_baseline;
    let mut has_times = true;
    if let Some(name) = &row.name {
        let sizes = [m.number, Length(m.number.0 * 3 / 4), m.small];
        let end = if is_one_row { score_at - NOTE_GAP } else { width };
        if let Some(name) = fit_run(name, Face::SansBold, &sizes, end - m.name_from, setting.letters)? {
            has_times = !is_one_row || m.name_from + name.width + NOTE_GAP <= m.start_at;
            nodes.push(content(name.at(m.name_from, m.name_baseline)));
        }
    } else {
        frame.artifact(rule(m.name_from, m.name_to.min(width), m.name_rule, m.rule));
    }
    if has_times {
        nodes.push(word("Start", m.start_at, m.times_baseline, setting)?);
        nodes.push(word("Finish", m.finish_at, m.times_baseline, setting)?);
        frame.artifact(rule(m.start_from, m.start_to, m.times_rule, m.rule));
        frame.artifact(rule(m.finish_from, m.finish_to, m.times_rule, m.rule));
    }
    if has_score {
        nodes.push(content(score.at(score_at, m.times_baseline)));
        let out_of = Run::new(&format!("/ {}", row.out_of), Face::Sans, m.small, setting.letters)?;
        nodes.push(content(out_of.at(width - IN_BOX - out_of.width, m.times_baseline)));
    }
    frame.element(Role::Paragraph, nodes);
    if has_score {
        frame.artifact(outline((box_left, m.name_bottom - m.head), (m.score_width, m.head), Ink::Rule, m.rule));
    }
    Ok(())
}

/// The name of whoever the copy is for, which copy it is, how much it asks, and the tag under the symbol. `ends` are the
/// ends of the rule under the title and of the whole width.
fn put_copy_row(
    frame: &mut Frame,
    row: &NameRow,
    copy: &CopyRow,
    ends: (Length, Length),
    setting: Setting,
) -> Result<(), Unfit> {
    let m = setting.measures;
    let (end, width) = ends;
    let label = Run::new(&copy.label, Face::Sans, m.small, setting.letters)?;
    let amount = Run::new(&copy.amount, Face::Sans, m.small, setting.letters)?;
    let which = Run::new(&copy.which, Face::Sans, m.small, setting.letters)?;
    let left = m.name_from.max(label.width + NOTE_GAP.half());
    let is_one_row = m.times_baseline == m.name_baseline;
    let after = if is_one_row { end - amount.width - NOTE_GAP } else { end };
    let which_room = if which.width == Length::ZERO { Length::ZERO } else { which.width + NOTE_GAP };
    let mut nodes = vec![content(label.at(Length::ZERO, m.name_baseline))];
    let mut which_at = after - which.width;
    match &row.name {
        Some(name) => {
            let sizes = [m.number, Length(m.number.0 * 3 / 4), m.small];
            if let Some(name) = fit_run(name, Face::SansBold, &sizes, after - which_room - left, setting.letters)? {
                which_at = left + name.width + NOTE_GAP;
                nodes.push(content(name.at(left, m.name_baseline)));
            }
        }
        None => frame.artifact(rule(left, (after - which_room).max(left), m.name_rule, m.rule)),
    }
    if which.width > Length::ZERO {
        nodes.push(content(which.at(which_at, m.name_baseline)));
    }
    nodes.push(content(amount.at(end - amount.width, m.times_baseline)));
    if let Some(tag) = fit_run(&copy.tag, Face::SansSemiBold, &[m.code, m.small], width - end, setting.letters)? {
        // In the middle of the symbol's width, which the gap before it is no part of.
        let middle = (end + QR_GAP + width).half();
        nodes.push(content(tag.at(middle - tag.width.half(), m.name_baseline)));
    }
    frame.element(Role::Paragraph, nodes);
    Ok(())
}

fn word(text: &str, x: Length, y: Length, setting: Setting) -> Result<Node, Unfit> {
    Ok(content(Run::new(text, Face::Sans, setting.measures.small, setting.letters)?.at(x, y)))
}

/// Text in one line at the first of the sizes that fits, else at the last with an ellipsis; `None` for no text or
/// no room for any.
pub fn fit_run(text: &str, face: Face, sizes: &[Length], room: Length, letters: Letters) -> Result<Option<Run>, Unfit> {
    let Some(smallest) = sizes.last() else { return Ok(None) };
    if text.is_empty() {
        return Ok(None);
    }
    for size in sizes {
        let run = Run::new(text, face, *size, letters)?;
        if run.width <= room {
            return Ok(Some(run));
        }
    }
    let mut kept: Vec<char> = text.chars().collect();
    while kept.pop().is_some() {
        let shortened: String = kept.iter().collect::<String>().trim_end().to_owned() + "…";
        let run = Run::new(&shortened, face, *smallest, letters)?;
        if run.width <= room {
            return Ok(Some(run));
        }
    }
    Ok(None)
}

//! What a program printed: code in a frame, a caption at its left.

use super::listing::CodeType;
use super::{Setting, content};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Run, outline};
use crate::layout::measures::{CAPTION_GAP, PRINTED_SIDE, PRINTED_TOP};
use crate::layout::pages::{Ink, Length, Role};

/// Sets printed lines in a frame as wide as they are.
pub(super) fn fit_printed(
    caption: Option<&str>,
    lines: &[String],
    width: Length,
    setting: Setting,
) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let left = caption_width(caption, setting);
    for code in [CodeType::full(m), CodeType::small(m)] {
        if left + box_width(lines, code, setting) <= width {
            return set_printed(caption, lines, code, setting);
        }
    }
    let widest = lines.iter().max_by_key(|line| line.chars().count());
    Err(setting.too_wide(widest.map_or("", String::as_str)))
}

/// Width with the caption, at full size and at the smallest.
pub(super) fn printed_width(caption: Option<&str>, lines: &[String], code: CodeType, setting: Setting) -> Length {
    caption_width(caption, setting) + box_width(lines, code, setting)
}

fn caption_width(caption: Option<&str>, setting: Setting) -> Length {
    let m = setting.measures;
    let width = |caption| m.caption_column.max(setting.letters.width(caption, Face::Sans, m.small) + CAPTION_GAP);
    caption.map_or(Length::ZERO, width)
}

fn box_width(lines: &[String], code: CodeType, setting: Setting) -> Length {
    let widest = lines.iter().map(|line| setting.letters.width(line, Face::Mono, code.size)).max();
    widest.unwrap_or_default() + PRINTED_SIDE * 2
}

fn set_printed(caption: Option<&str>, lines: &[String], code: CodeType, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let left = caption_width(caption, setting);
    let rows = i32::try_from(lines.len().max(1)).unwrap_or(i32::MAX / code.pitch.0);
    let size = (box_width(lines, code, setting), code.pitch * rows + PRINTED_TOP * 2);
    let mut frame = Frame::new(left + size.0, size.1);
    let mut baseline = PRINTED_TOP + code.first;
    if let Some(caption) = caption {
        let run = Run::new(caption, Face::Sans, m.small, setting.letters)?;
        frame.element(Role::Paragraph, vec![content(run.at(Length::ZERO, baseline))]);
    }
    frame.artifact(outline((left, Length::ZERO), size, Ink::Black, m.rule));
    let mut nodes = Vec::new();
    for line in lines {
        if !line.is_empty() {
            let run = Run::new(line, Face::Mono, code.size, setting.letters)?;
            nodes.push(content(run.code_line_at(left + PRINTED_SIDE, baseline)));
        }
        baseline += code.pitch;
    }
    frame.code(nodes);
    Ok(frame)
}

//! A program to be copied: the rules stand beside it where its longest line can be written there, else below it where
//! both are low enough for the first page of a sheet, else below each of its parts.

use super::Setting;
use super::beside::{copy_beside, set_stack};
use super::listing::fit_lines_from;
use super::rules::{GuideHeads, fit_guided};
use crate::blocks::{Block, Copy, CopyPart, Listing, Piece, Rules};
use crate::layout::Unfit;
use crate::layout::frame::Frame;
use crate::layout::measures::mm;
use crate::layout::pages::Length;

/// Between a part and the heads of the dots over its rules.
const HEADS_BELOW_CODE: Length = mm(1);

/// Sets a program with the rules for its copy. A piece of one is set by its parts, as the other piece is.
pub(super) fn fit_copy(copy: &Copy, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let setting = setting.in_column();
    if copy.is_piece {
        return fit_parts(&copy.parts, width, setting);
    }
    let (left, right) = ([program(copy)], [rules(copy)]);
    if let Some(beside) = copy_beside(&left, &right, width, setting)? {
        return Ok(beside);
    }
    let below = set_stack(&left, &right, width, setting)?;
    if copy.parts.len() > 1 && below.height > setting.measures.tallest_copy {
        return fit_parts(&copy.parts, width, setting);
    }
    Ok(below)
}

/// All of it, as it is read.
pub(super) fn program(copy: &Copy) -> Block {
    Block::Listing(listing(copy.lines()))
}

fn rules(copy: &Copy) -> Block {
    Block::Rules(Rules { lines: copy.rules(), guides: true, may_break: false })
}

fn listing<'a>(lines: impl Iterator<Item = &'a String>) -> Listing {
    let lines = lines.map(|line| vec![Piece::Text(line.clone())]).collect();
    Listing { numbered: true, lines, ..Listing::bare("") }
}

fn fit_parts(parts: &[CopyPart], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let mut frame = Frame::new(width, Length::ZERO);
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            frame.height += setting.spacing.blocks + setting.measures.air;
        }
        // Empty lines part the parts already.
        let written = part.lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |last| last + 1);
        let first = usize::try_from(part.first).unwrap_or(1);
        let lines = listing(part.lines.iter().take(written));
        let heads = if index == 0 { GuideHeads::Shown } else { GuideHeads::LeftOut };
        put_below(&mut frame, fit_lines_from(first, &lines, width, setting)?);
        if index == 0 {
            // The heads of the dots are no code.
            frame.height += HEADS_BELOW_CODE;
        }
        put_below(&mut frame, fit_guided(part.rules, heads, width, setting)?);
    }
    Ok(frame)
}

fn put_below(frame: &mut Frame, below: Frame) {
    let (y, height) = (frame.height, below.height);
    frame.put(Length::ZERO, y, below);
    frame.height += height;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::Purpose;
    use crate::layout::frame::Node;
    use crate::layout::letters::Letters;
    use crate::layout::measures::Measures;
    use crate::layout::pages::Shape;
    use crate::layout::spacing::Spacing;

    fn setting(measures: &'static Measures) -> Setting<'static> {
        Setting::new(Letters::at(1), measures, Purpose::Questions, Spacing::LOOSE)
    }

    /// Parts of so many lines, each of so many columns.
    fn copy(parts: u32, lines: u32, columns: usize) -> Copy {
        let part = |at: u32| CopyPart {
            first: at * lines + 1,
            lines: (0..lines).map(|_| "x".repeat(columns)).collect(),
            rules: lines,
        };
        Copy { parts: (0..parts).map(part).collect(), is_piece: false }
    }

    /// Where each horizontal rule stands: its left end and its height.
    fn rules_of(frame: &Frame) -> Vec<(Length, Length)> {
        let rules = frame.nodes.iter().filter_map(|node| match node {
            Node::Artifact(Shape::Line { from, to, .. }) if from.y == to.y => Some((from.x, from.y)),
            _ => None,
        });
        rules.collect()
    }

    #[test]
    fn rules_stand_beside_short_lines_below_a_short_program_and_else_below_each_part() {
        let normal = setting(&Measures::NORMAL);
        let beside = fit_copy(&copy(6, 3, 20), mm(161), normal).unwrap();
        assert!(rules_of(&beside).iter().all(|(x, _)| *x > mm(60)), "{:?}", rules_of(&beside));
        let all_below = |frame: &Frame, lines: i32| rules_of(frame)[0].1 > Measures::NORMAL.code_pitch * lines;
        let below = fit_copy(&copy(3, 3, 40), mm(161), normal).unwrap();
        assert!(rules_of(&below).iter().all(|(x, _)| *x == Length::ZERO) && all_below(&below, 9));
        let in_parts = fit_copy(&copy(6, 3, 40), mm(161), normal).unwrap();
        let rules = rules_of(&in_parts);
        assert!(rules.len() == 18 && rules.iter().all(|(x, _)| *x == Length::ZERO));
        assert!(!all_below(&in_parts, 6) && rules[3].1 - rules[2].1 > Measures::NORMAL.code_pitch * 3);
        // A piece of it is set as the other piece is, however short.
        let piece = Copy { is_piece: true, ..copy(2, 3, 40) };
        assert!(!all_below(&fit_copy(&piece, mm(161), normal).unwrap(), 6));
    }

    #[test]
    fn no_rule_for_a_copy_is_narrow() {
        for columns in (4..80).step_by(4) {
            for (measures, width) in [(&Measures::NORMAL, 161), (&Measures::A5, 107), (&Measures::LARGE[0], 170)] {
                let set = fit_copy(&copy(6, 3, columns), mm(width), setting(measures));
                let Ok(frame) = set else { continue };
                let room = rules_of(&frame).iter().map(|(x, _)| mm(width) - *x).min().unwrap_or_default();
                let written = measures.gap_column * i32::try_from(columns).unwrap();
                assert!(room >= written || room >= mm(width), "{columns}: {room:?}");
            }
        }
    }
}

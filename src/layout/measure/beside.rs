//! Two columns where both fit, else one below the other. A key is set in `beside_key`.

use super::beside_key::fit_key;
use super::widths::{Widths, stack_widths};
use super::{Leading, Setting, gap, stack};
use crate::blocks::{Block, Piece, Split, TableStyle, Width};
use crate::layout::Unfit;
use crate::layout::frame::Frame;
use crate::layout::measures::{Answers, BESIDE_COLUMNS, BESIDE_GAP, BESIDE_WORTH, CLOSE_GAP, Measures, WORD_OVER_RULE};
use crate::layout::pages::Length;

/// Sets two columns, or a stack where they do not fit beside each other.
pub(super) fn fit_beside(
    left: &[Block],
    right: &[Block],
    split: Split,
    width: Length,
    setting: Setting,
) -> Result<Frame, Unfit> {
    let setting = setting.in_column();
    match split {
        Split::Question => fit_question(left, right, width, setting),
        Split::Close => fit_close(left, right, width, setting),
        Split::Key => fit_key(left, right, width, setting),
    }
}

fn fit_close(left: &[Block], right: &[Block], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let (left_width, right_width) = (stack_widths(left, setting)?.wish, stack_widths(right, setting)?.wish);
    let columns = Columns { left: left_width, right_at: left_width + CLOSE_GAP, right: right_width };
    if columns.right_at + columns.right > width {
        return set_stack(left, right, width, setting);
    }
    set_columns(left, right, columns, setting)
}

fn fit_question(left: &[Block], right: &[Block], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    if m.answers == Answers::BelowCode {
        return set_stack(left, right, width, setting);
    }
    let wants = (stack_widths(left, setting)?, stack_widths(right, setting)?);
    let Some(columns) = question_columns((left, right), wants, width, m) else {
        return set_stack(left, right, width, setting);
    };
    let beside = set_columns(left, right, columns, setting)?;
    if !right.iter().any(|block| matches!(block, Block::Ticks(_))) {
        return Ok(beside);
    }
    // Options in two columns may be lower: in all of the width that the program leaves, or below it.
    let room = width - columns.left - BESIDE_GAP;
    let wide = set_columns(left, right, Columns { right_at: width - room, right: room, ..columns }, setting)?;
    let stacked = set_stack(left, right, width, setting)?;
    let ways = [(beside, Length::ZERO), (wide, BESIDE_WORTH), (stacked, BESIDE_WORTH)];
    let lowest = ways.into_iter().min_by_key(|(frame, price)| frame.height + *price);
    Ok(lowest.map(|(frame, _)| frame).unwrap_or_default())
}

/// Width of the left column, where the right one starts, and its width.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub left: Length,
    pub right_at: Length,
    pub right: Length,
}

/// The left column at its natural width, or as narrow as smaller code makes it.
fn question_columns(
    blocks: (&[Block], &[Block]),
    (left, right): (Widths, Widths),
    width: Length,
    m: &Measures,
) -> Option<Columns> {
    if code_columns(blocks.0) > BESIDE_COLUMNS {
        return None;
    }
    let fits = |left: &Length| *left + BESIDE_GAP + right.least <= width;
    let left = [left.wish, left.least].into_iter().find(fits)?;
    let rest = width - left - BESIDE_GAP;
    let has_code = blocks.0.iter().any(|block| matches!(block, Block::Listing(_)));
    let fills = !has_code || blocks.1.iter().any(fills_width);
    let column = if !right.grows {
        right.wish.min(rest)
    } else if !fills && right.least <= m.answer_column && m.answer_column <= rest {
        m.answer_column
    } else {
        rest
    };
    // Output in a frame starts where rules would; tables end at the margin.
    let starts_left = !right.grows && !blocks.1.iter().any(|block| matches!(block, Block::Table(_)));
    let place =
        if starts_left && column <= m.answer_column && m.answer_column <= rest { m.answer_column } else { column };
    Some(Columns { left, right_at: width - place, right: column })
}

/// Columns of code in the widest line without boxes.
fn code_columns(blocks: &[Block]) -> usize {
    let columns = blocks.iter().filter_map(|block| match block {
        Block::Listing(listing) => listing.lines.iter().map(|line| line_columns(line)).max(),
        _ => None,
    });
    columns.max().unwrap_or(0)
}

fn line_columns(pieces: &[Piece]) -> usize {
    match pieces {
        [Piece::Text(text)] => text.chars().count(),
        _ => 0,
    }
}

/// A program and rules for its copy beside each other, if its longest line can be written on one of them.
pub(super) fn copy_beside(
    left: &[Block],
    right: &[Block],
    width: Length,
    setting: Setting,
) -> Result<Option<Frame>, Unfit> {
    let m = setting.measures;
    if m.answers == Answers::BelowCode {
        return Ok(None);
    }
    let wants = (stack_widths(left, setting)?, stack_widths(right, setting)?);
    let columns = question_columns((left, right), wants, width, m);
    let columns = columns.filter(|columns| handwritten(code_columns(left), m) <= columns.right);
    columns.map(|columns| set_columns(left, right, columns, setting)).transpose()
}

fn handwritten(columns: usize, m: &Measures) -> Length {
    m.gap_column * i32::try_from(columns.min(1000)).unwrap_or(1000)
}

/// Whether a block makes something of more width than an answer needs.
fn fills_width(block: &Block) -> bool {
    match block {
        Block::Table(table) => {
            table.style != TableStyle::Ruled
                && table.columns.iter().any(|column| matches!(column.width, Width::Fill(_)))
        }
        Block::Beside { .. } => true,
        _ => false,
    }
}

pub(super) fn set_columns(left: &[Block], right: &[Block], columns: Columns, setting: Setting) -> Result<Frame, Unfit> {
    let down = word_drop(left, right, setting);
    let left = stack(left, columns.left, setting)?;
    let right = stack(right, columns.right, setting)?;
    let mut frame = Frame::new(columns.right_at + columns.right, (down + left.height).max(right.height));
    frame.put(Length::ZERO, down, left);
    frame.put(columns.right_at, Length::ZERO, right);
    Ok(frame)
}

/// A word before a rule ("Because") stands at the height of the writing.
fn word_drop(left: &[Block], right: &[Block], setting: Setting) -> Length {
    let m = setting.measures;
    match (left, right) {
        ([Block::Paragraph { size, .. }], [Block::Rules(rules), ..]) if !rules.guides => {
            m.pitch - WORD_OVER_RULE - Leading::of(*size, m).first
        }
        _ => Length::ZERO,
    }
}

pub(super) fn set_stack(left: &[Block], right: &[Block], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let mut frame = stack(left, width, setting)?;
    let below = stack(right, width, setting)?;
    if let (Some(last), Some(first)) = (left.last(), right.first()) {
        frame.height += gap(last, first, setting);
    }
    let y = frame.height;
    frame.width = frame.width.max(below.width);
    frame.height += below.height;
    frame.put(Length::ZERO, y, below);
    Ok(frame)
}

//! How wide blocks want to be, and how narrow they can be.

use super::boxes::{order_width, rubric_prose};
use super::listing::{CodeType, listing_width};
use super::printed::printed_width;
use super::table_columns::table_widths;
use super::{Setting, answers, copy, rules};
use crate::blocks::{Block, Listing, Prose, Split};
use crate::layout::Unfit;
use crate::layout::figure;
use crate::layout::fonts::Face;
use crate::layout::lines::{Style, prose_widths};
use crate::layout::measures::{BARE_INDENT, BESIDE_GAP, CLOSE_GAP, FRAME_GAP, FRAME_SIDE};
use crate::layout::pages::Length;

/// What a block asks of the width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Widths {
    /// Below this it cannot be set.
    pub least: Length,
    /// Wider than this it gains nothing, but for what grows.
    pub wish: Length,
    /// Takes whatever there is.
    pub grows: bool,
}

/// The widths of blocks that stand below each other.
pub(super) fn stack_widths(blocks: &[Block], setting: Setting) -> Result<Widths, Unfit> {
    let mut all = Widths::default();
    for block in blocks {
        let one = block_widths(block, setting)?;
        all.least = all.least.max(one.least);
        all.wish = all.wish.max(one.wish);
        all.grows |= one.grows;
    }
    Ok(all)
}

fn block_widths(block: &Block, setting: Setting) -> Result<Widths, Unfit> {
    let m = setting.measures;
    Ok(match block {
        Block::Paragraph { text, size } => text_widths(text, Style::of(*size, m), Length::ZERO, setting)?,
        Block::Heading(text) => text_widths(&Prose::plain(text), Style::head(m), Length::ZERO, setting)?,
        Block::Listing(listing) => listing_widths(listing, setting),
        Block::Printed { caption, lines } => Widths {
            least: printed_width(caption.as_deref(), lines, CodeType::small(m), setting),
            wish: printed_width(caption.as_deref(), lines, CodeType::full(m), setting),
            grows: false,
        },
        Block::Command(text) => Widths {
            least: BARE_INDENT + setting.letters.width(text, Face::Mono, m.small_code),
            wish: BARE_INDENT + setting.letters.width(text, Face::Mono, m.code),
            grows: false,
        },
        Block::Rules(_) => Widths { least: m.narrowest_rule, wish: m.answer_column, grows: true },
        Block::Copy(copy) => {
            let program = stack_widths(&[copy::program(copy)], setting)?;
            Widths { least: program.least.max(m.narrowest_rule), grows: true, ..program }
        }
        Block::LabelledRules(labels) => rules::labelled_widths(labels, setting)?,
        Block::Table(table) => table_widths(table, setting)?,
        Block::OrderBoxes(lines) => Widths {
            least: order_width(lines, m.small_code, setting),
            wish: order_width(lines, m.code, setting),
            grows: false,
        },
        Block::Ticks(ticks) => {
            widest(ticks.iter().map(|tick| (tick.text.clone(), m.tick_text)), Style::body(m), setting)?
        }
        Block::Pairs(pairs) => answers::pairs_widths(pairs, setting)?,
        Block::Statements(statements) => {
            let texts = statements.iter().map(|text| (text.clone(), m.statement_text));
            Widths { grows: true, ..widest(texts, Style::body(m), setting)? }
        }
        Block::Frames(headings) => {
            let texts = headings.iter().map(|text| (text.clone(), FRAME_SIDE * 2));
            let one = widest(texts, Style::head(m), setting)?.least;
            Widths { least: one * 2 + FRAME_GAP, wish: (one * 2 + FRAME_GAP).max(m.answer_column * 2), grows: true }
        }
        Block::Rubric(lines) => {
            widest(lines.iter().map(|line| (rubric_prose(line), m.rubric_text)), Style::small(m), setting)?
        }
        Block::Figure(each) => {
            let (least, wish) = figure::figure_widths(each, setting);
            Widths { least, wish, grows: false }
        }
        Block::DrawingSpace(space) => Widths {
            least: figure::space_least(space, setting),
            wish: figure::space_wish(space, setting),
            grows: false,
        },
        Block::Timeline(_) => Widths { least: m.narrowest_rule, wish: m.answer_column * 2, grows: true },
        Block::Signals(_) => Widths { least: m.narrowest_rule, wish: m.answer_column * 2, grows: true },
        Block::Beside { left, right, split } => {
            let (left, right) = (stack_widths(left, setting)?, stack_widths(right, setting)?);
            let gap = if *split == Split::Close { CLOSE_GAP } else { BESIDE_GAP };
            Widths {
                least: left.least.max(right.least),
                wish: left.wish + gap + right.wish,
                grows: left.grows || right.grows,
            }
        }
    })
}

fn listing_widths(listing: &Listing, setting: Setting) -> Widths {
    let sizes = CodeType::choices(setting).into_iter().map(|code| listing_width(listing, code, setting));
    let (least, wish) = (sizes.clone().min(), sizes.max());
    let grows = !listing.rules_after.is_empty();
    Widths { least: least.unwrap_or_default(), wish: wish.unwrap_or_default(), grows }
}

fn text_widths(text: &Prose, style: Style, indent: Length, setting: Setting) -> Result<Widths, Unfit> {
    let (least, wish) = prose_widths(text, style, setting.letters)?;
    Ok(Widths { least: indent + least, wish: indent + wish, grows: false })
}

fn widest(texts: impl Iterator<Item = (Prose, Length)>, style: Style, setting: Setting) -> Result<Widths, Unfit> {
    let mut all = Widths::default();
    for (text, indent) in texts {
        let one = text_widths(&text, style, indent, setting)?;
        all.least = all.least.max(one.least);
        all.wish = all.wish.max(one.wish);
    }
    Ok(all)
}

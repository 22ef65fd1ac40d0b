//! The answer of a key with what is said of it: beside it, or beside and below, whichever is lowest. A narrow column of
//! text counts as taller than it is.

use super::beside::{Columns, set_columns, set_stack};
use super::widths::stack_widths;
use super::{Setting, gap, stack};
use crate::blocks::{Block, TableStyle};
use crate::layout::Unfit;
use crate::layout::frame::Frame;
use crate::layout::measures::{BESIDE_WORTH, KEY_COLUMNS, KEY_COLUMNS_BETWEEN, KEY_GAP, KEY_PROSE_COLUMN, KEY_RIGHT};
use crate::layout::pages::Length;

/// Sets answer and right column in the way that is lowest; beside each other where it hardly matters.
pub(super) fn fit_key(left: &[Block], right: &[Block], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let (beside, below): (Vec<Block>, Vec<Block>) = right.iter().cloned().partition(|block| !is_wrong_answers(block));
    let mut ways = vec![(set_stack(left, right, width, setting)?, BESIDE_WORTH)];
    let unbroken = stack_widths(&below, setting)?.wish;
    for (columns, price) in columns(left, right, width, setting)? {
        // Wrong answers that are broken into lines are harder to look up.
        let broken = if unbroken > columns.right { BESIDE_WORTH.half() } else { Length::ZERO };
        let narrow = narrowness(right, columns.right, setting)?;
        ways.push((set_columns(left, right, columns, setting)?, price + broken + narrow));
    }
    if !beside.is_empty() && !below.is_empty() {
        for (columns, price) in columns(left, &beside, width, setting)? {
            let above = set_columns(left, &beside, columns, setting)?;
            let narrow = narrowness(&beside, columns.right, setting)?;
            ways.push((put_below(above, &below, width, setting)?, BESIDE_WORTH.half() + price + narrow));
        }
    }
    let lowest = ways.into_iter().min_by_key(|(frame, price)| frame.height + *price);
    Ok(lowest.map(|(frame, _)| frame).unwrap_or_default())
}

/// What a column costs that is narrower than text is read with ease in: twice as much height as it lacks width. Nothing
/// where no line is broken.
fn narrowness(blocks: &[Block], width: Length, setting: Setting) -> Result<Length, Unfit> {
    let is_broken = stack_widths(blocks, setting)?.wish > width;
    Ok(if is_broken { ((setting.measures.text_beside - width) * 2).max(Length::ZERO) } else { Length::ZERO })
}

fn is_wrong_answers(block: &Block) -> bool {
    matches!(block, Block::Table(table) if table.style == TableStyle::Ruled)
}

/// The columns worth trying, each with its price: the narrowest of the usual ones that holds the answer, else as wide
/// as the answer is; one between the usual ones; and those in which code is smaller or text is wrapped.
fn columns(left: &[Block], right: &[Block], width: Length, setting: Setting) -> Result<Vec<(Columns, Length)>, Unfit> {
    let (left, right) = (stack_widths(left, setting)?, stack_widths(right, setting)?);
    let own = left.wish + KEY_GAP;
    let usual = KEY_COLUMNS.into_iter().find(|column| own <= *column);
    let least = if usual.is_none() { right.least.max(KEY_RIGHT) } else { right.least };
    let first = usual.unwrap_or(own);
    let between = KEY_COLUMNS_BETWEEN.into_iter().filter(|column| own <= *column && *column < first);
    let narrowed = |column: &Length| *column >= KEY_PROSE_COLUMN && left.least + KEY_GAP <= *column && *column < own;
    let narrower = KEY_COLUMNS.into_iter().filter(narrowed);
    let priced = between.chain(narrower).map(|start| (start, BESIDE_WORTH.half()));
    let starts = std::iter::once((first, Length::ZERO)).chain(priced).filter(|(start, _)| least <= width - *start);
    let columns = |start: Length| Columns { left: start - KEY_GAP, right_at: start, right: width - start };
    Ok(starts.map(|(start, price)| (columns(start), price)).collect())
}

fn put_below(above: Frame, below: &[Block], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let mut frame = above;
    let below_frame = stack(below, width, setting)?;
    if let Some(first) = below.first() {
        frame.height += gap(first, first, setting);
    }
    let y = frame.height;
    frame.width = frame.width.max(below_frame.width);
    frame.height += below_frame.height;
    frame.put(Length::ZERO, y, below_frame);
    Ok(frame)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::{Align, Column, Prose, Purpose, Table, TextSize, Width};
    use crate::layout::frame::Node;
    use crate::layout::letters::Letters;
    use crate::layout::measures::{Measures, mm};
    use crate::layout::pages::{Role, Shape};
    use crate::layout::spacing::Spacing;

    const SETTING: Setting = Setting {
        letters: Letters::at(1),
        measures: &Measures::NORMAL,
        purpose: Purpose::Key,
        spacing: Spacing::TIGHT,
        outdent: Length::ZERO,
        labels_before: 0,
    };

    fn printed(columns: usize, rows: usize) -> Vec<Block> {
        vec![Block::Printed { caption: None, lines: vec!["x".repeat(columns); rows] }]
    }

    fn wrong_answers(answer: &str, reason: &str) -> Block {
        let column = |head: &str, width| Column { head: Prose::plain(head), align: Align::Left, width };
        let row = [Prose::plain("a"), Prose::code(answer), Prose::plain(reason)].map(Some).to_vec();
        Block::Table(Table {
            summary: String::new(),
            style: TableStyle::Ruled,
            columns: vec![
                column("", Width::Content),
                column("If you wrote", Width::Fill(2)),
                column("then you probably", Width::Fill(3)),
            ],
            rows: vec![row; 3],
        })
    }

    fn why() -> Block {
        Block::Paragraph { text: Prose::plain("The list itself stays as it is."), size: TextSize::Small }
    }

    /// Left ends of the text in cells, and where the paragraph begins.
    fn places(frame: &Frame) -> (Vec<Length>, Length) {
        let (mut cells, mut paragraph) = (Vec::new(), Length::ZERO);
        let mut open: Vec<(&Node, bool)> = frame.nodes.iter().map(|node| (node, false)).collect();
        while let Some((node, in_table)) = open.pop() {
            match node {
                Node::Content(Shape::Text(run)) if in_table => cells.push(run.at.x),
                Node::Content(Shape::Text(run)) if run.text.starts_with("The list") => paragraph = run.at.x,
                Node::Element(role, nodes) => {
                    let is_table = in_table || matches!(role, Role::Table { .. });
                    open.extend(nodes.iter().map(|node| (node, is_table)));
                }
                _ => {}
            }
        }
        cells.sort();
        cells.dedup();
        (cells, paragraph)
    }

    #[test]
    fn wrong_answers_stand_beside_a_narrow_answer_and_below_a_wide_one() {
        let reason = "sorted words of one length by their letters; ties keep the order in which they stood";
        let right = [why(), wrong_answers("['hoe', 'saw', 'adze']", reason)];
        let (cells, paragraph) = places(&fit_key(&printed(8, 6), &right, mm(161), SETTING).unwrap());
        assert_eq!((cells[0], paragraph), (mm(36), mm(36)));
        let (cells, paragraph) = places(&fit_key(&printed(31, 2), &right, mm(161), SETTING).unwrap());
        assert_eq!((cells[0], paragraph), (Length::ZERO, mm(76)));
    }

    #[test]
    fn a_column_of_sentences_is_never_narrow() {
        for columns in 1..60 {
            for reason in ["let pop take the first", "sorted words of one length by their letters, which ties do not"] {
                let right = [why(), wrong_answers("['hoe', 'saw']", reason)];
                let frame = fit_key(&printed(columns, 3), &right, mm(161), SETTING).unwrap();
                let (cells, _) = places(&frame);
                let sentences = frame.width - cells[2];
                let is_one_line = reason.len() < 30;
                assert!(sentences >= Measures::NORMAL.ruled_fill - mm(4) || is_one_line, "{columns}: {sentences:?}");
            }
        }
    }

    #[test]
    fn text_that_would_be_broken_into_single_words_stands_below_long_code() {
        let reason = "The list itself stays as it is, and only its name is bound to another one, which is new.";
        let why = [Block::Paragraph { text: Prose::plain(reason), size: TextSize::Small }];
        for (measures, width) in [(&Measures::NORMAL, 161), (&Measures::A5, 107), (&Measures::LARGE[0], 170)] {
            for columns in 1..60 {
                let setting = Setting { measures, ..SETTING };
                let Ok(frame) = fit_key(&printed(columns, 3), &why, mm(width), setting) else { continue };
                let (_, left) = places(&frame);
                assert!(mm(width) - left >= measures.text_beside - mm(10), "{columns}: {left:?} of {width}");
            }
        }
    }
}

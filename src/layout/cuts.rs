//! Where blocks that are taller than a page may be cut: between two of them, and between rows that are written in.
//! Code, output, drawings and what stands under a heading stay whole.

use super::measures::RULES_KEPT;
use crate::blocks::{Block, Copy, Pairs, Rules, Split, Table};

/// Blocks below each other, without columns.
pub fn stacked(blocks: &[Block]) -> Vec<Block> {
    let each = blocks.iter().flat_map(|block| match block {
        Block::Beside { left, right, split: Split::Question | Split::Key } => {
            stacked(left).into_iter().chain(stacked(right)).collect()
        }
        other => vec![other.clone()],
    });
    each.collect()
}

/// Where blocks are cut in two: so many whole blocks stand before it, and so many rows of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cut {
    pub blocks: usize,
    pub rows: usize,
}

/// The ways to cut blocks in two, the one with the longest first part first.
pub fn cuts(blocks: &[Block]) -> Vec<Cut> {
    let mut ways = Vec::new();
    for at in (0..blocks.len()).rev() {
        let least = least_rows(&blocks[at]);
        let rows = rows_of(&blocks[at]);
        ways.extend((least..(rows + 1).saturating_sub(least)).rev().map(|rows| Cut { blocks: at, rows }));
        if blocks[..at].last().is_some_and(|last| !introduces(last)) {
            ways.push(Cut { blocks: at, rows: 0 });
        }
    }
    ways
}

/// Whether a cut stands between steps that are written one after the other, each with what it asks for beside or above
/// it, and leaves each page enough of them.
pub fn is_between_steps(blocks: &[Block], at: Cut) -> bool {
    let rules: Vec<u32> = match blocks.get(at.blocks) {
        Some(Block::Copy(copy)) => copy.parts.iter().map(|part| part.rules).collect(),
        Some(Block::LabelledRules(labels)) => labels.iter().map(|label| label.lines).collect(),
        _ => return false,
    };
    let (before, after) = rules.split_at(at.rows.min(rules.len()));
    [before, after].iter().all(|rules| rules.iter().sum::<u32>() >= RULES_KEPT)
}

/// The blocks before a cut, and those after it; `None` if there is nothing to cut there.
pub fn cut_at(blocks: &[Block], at: Cut) -> Option<(Vec<Block>, Vec<Block>)> {
    let (before, after) = blocks.split_at_checked(at.blocks)?;
    let (next, others) = after.split_first()?;
    match at.rows {
        0 if before.is_empty() => None,
        0 => Some((before.to_vec(), after.to_vec())),
        rows if rows < rows_of(next) => {
            let (part, rest) = cut_rows(next, rows);
            Some(([before, &[part]].concat(), [&[rest], others].concat()))
        }
        _ => None,
    }
}

/// Fewer rows than this do not stand alone: one rule is soon overlooked, and so is one line of a list.
fn least_rows(block: &Block) -> usize {
    if rows_of(block) >= 4 { 2 } else { 1 }
}

/// Whether a block is about the next: it never stands alone at the foot of a page.
fn introduces(block: &Block) -> bool {
    matches!(block, Block::Heading(_) | Block::Paragraph { .. })
}

/// How many rows a block has that may stand on different pages.
fn rows_of(block: &Block) -> usize {
    match block {
        Block::Rules(rules) => usize::try_from(rules.lines).unwrap_or(1),
        Block::LabelledRules(labels) => labels.len(),
        Block::Copy(copy) => copy.parts.len(),
        Block::Table(table) => table.rows.len(),
        Block::Statements(statements) => statements.len(),
        Block::Rubric(lines) => lines.len(),
        Block::Ticks(ticks) => ticks.len(),
        Block::OrderBoxes(lines) => lines.len(),
        Block::Frames(headings) => headings.len().div_ceil(2),
        Block::Pairs(pairs) => pairs.left.len().max(pairs.right.len()),
        _ => 1,
    }
}

/// Labels beside rules, which are numbered.
pub fn labels_of(block: &Block) -> usize {
    match block {
        Block::LabelledRules(labels) => labels.len(),
        _ => 0,
    }
}

/// The first rows of a block, and the others.
fn cut_rows(block: &Block, rows: usize) -> (Block, Block) {
    match block {
        Block::Rules(rules) => {
            let kept = u32::try_from(rows).unwrap_or(rules.lines).min(rules.lines);
            let with = |lines| Block::Rules(Rules { lines, ..rules.clone() });
            (with(kept), with(rules.lines - kept))
        }
        Block::Table(table) => {
            let (first, rest) = in_two(&table.rows, rows);
            let with = |rows| Block::Table(Table { rows, ..table.clone() });
            (with(first), with(rest))
        }
        Block::Copy(copy) => {
            let with = |parts| Block::Copy(Copy { parts, is_piece: true });
            both(in_two(&copy.parts, rows), with)
        }
        Block::LabelledRules(labels) => both(in_two(labels, rows), Block::LabelledRules),
        Block::Statements(statements) => both(in_two(statements, rows), Block::Statements),
        Block::Rubric(lines) => both(in_two(lines, rows), Block::Rubric),
        Block::Ticks(ticks) => both(in_two(ticks, rows), Block::Ticks),
        Block::OrderBoxes(lines) => both(in_two(lines, rows), Block::OrderBoxes),
        Block::Frames(headings) => both(in_two(headings, rows * 2), Block::Frames),
        Block::Pairs(pairs) => {
            let (left, right) = (in_two(&pairs.left, rows), in_two(&pairs.right, rows));
            let with = |left, right| Block::Pairs(Pairs { left, right });
            (with(left.0, right.0), with(left.1, right.1))
        }
        whole => (whole.clone(), whole.clone()),
    }
}

fn in_two<T: Clone>(all: &[T], at: usize) -> (Vec<T>, Vec<T>) {
    let (first, rest) = all.split_at(at.min(all.len()));
    (first.to_vec(), rest.to_vec())
}

fn both<T>((first, rest): (T, T), block: fn(T) -> Block) -> (Block, Block) {
    (block(first), block(rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::{CopyPart, Listing, Prose, TextSize};

    fn paragraph() -> Block {
        Block::Paragraph { text: Prose::plain("Write it."), size: TextSize::Body }
    }

    fn rules(lines: u32) -> Block {
        Block::Rules(Rules { lines, guides: true, may_break: false })
    }

    #[test]
    fn code_stays_whole_and_no_text_stands_alone_above_a_cut() {
        let code = Block::Listing(Listing::numbered("x = 1\ny = 2\n"));
        let beside = Block::Beside { left: vec![code.clone()], right: vec![rules(3)], split: Split::Question };
        let blocks = stacked(&[paragraph(), beside]);
        let firsts: Vec<Vec<Block>> = cuts(&blocks).into_iter().map(|at| cut_at(&blocks, at).unwrap().0).collect();
        let before = |lines| vec![paragraph(), code.clone(), rules(lines)];
        assert_eq!(firsts, [before(2), before(1), vec![paragraph(), code.clone()]]);
        assert_eq!(cut_at(&blocks, Cut { blocks: 3, rows: 0 }), None);
        assert_eq!(cut_at(&blocks, Cut { blocks: 2, rows: 3 }), None);
        assert_eq!(cut_at(&blocks, Cut { blocks: 0, rows: 0 }), None);
    }

    #[test]
    fn no_row_is_lost() {
        let labels = |blocks: &[Block]| blocks.iter().map(rows_of).sum::<usize>();
        for blocks in [vec![rules(7)], vec![paragraph(), rules(2), rules(5)]] {
            for (first, rest) in cuts(&blocks).into_iter().map(|at| cut_at(&blocks, at).unwrap()) {
                let kept = [&first[..], &rest].concat();
                assert!(labels(&kept) == labels(&blocks), "{first:?} {rest:?}");
            }
        }
    }

    #[test]
    fn steps_part_where_each_page_has_enough_of_them() {
        let part = |rules| CopyPart { first: 1, lines: vec!["x = 1".to_owned()], rules };
        let copy = Block::Copy(Copy { parts: [3, 3, 2, 4, 2].map(part).to_vec(), is_piece: false });
        let blocks = [paragraph(), copy];
        let between = |rows| is_between_steps(&blocks, Cut { blocks: 1, rows });
        assert_eq!([1, 2, 3, 4].map(between), [false, true, true, false]);
        assert!(!is_between_steps(&blocks, Cut { blocks: 0, rows: 1 }));
        assert!(!is_between_steps(&[rules(20)], Cut { blocks: 0, rows: 10 }));
        let (first, rest) = cut_at(&blocks, Cut { blocks: 1, rows: 2 }).unwrap();
        let parts = |block: &Block| matches!(block, Block::Copy(copy) if copy.is_piece && copy.rules() > 5);
        assert!(parts(&first[1]) && parts(&rest[0]));
    }
}

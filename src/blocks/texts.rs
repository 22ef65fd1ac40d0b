//! The texts of blocks, without their places on paper.

use super::{Block, Listing, Piece, Prose};

/// Every text that blocks show, in their order: a line of code, a cell, an option each. Letters and numbers that only
/// name a place are left out, so that two orders of the same options have the same texts.
pub fn texts(blocks: &[Block]) -> Vec<String> {
    blocks.iter().flat_map(texts_of).collect()
}

fn texts_of(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph { text, .. } => vec![text.to_marked()],
        Block::Heading(text) | Block::Command(text) => vec![text.clone()],
        Block::Listing(listing) => listing_texts(listing),
        Block::Printed { lines, .. } | Block::OrderBoxes(lines) => lines.clone(),
        Block::Rules(_) | Block::DrawingSpace(_) | Block::Figure(_) => Vec::new(),
        Block::Copy(copy) => copy.lines().cloned().collect(),
        Block::LabelledRules(labels) => labels.iter().map(|label| label.label.to_marked()).collect(),
        Block::Table(table) => {
            let heads = table.columns.iter().map(|column| column.head.to_marked());
            heads.chain(table.rows.iter().flatten().flatten().map(Prose::to_marked)).collect()
        }
        Block::Ticks(ticks) => ticks.iter().map(|tick| tick.text.to_marked()).collect(),
        Block::Pairs(pairs) => {
            let right = pairs.right.iter().map(|tick| tick.text.to_marked());
            pairs.left.iter().map(Prose::to_marked).chain(right).collect()
        }
        Block::Statements(list) | Block::Frames(list) => list.iter().map(Prose::to_marked).collect(),
        Block::Rubric(lines) => lines.iter().map(|line| line.text.to_marked()).collect(),
        Block::Timeline(line) => line.stretches.iter().map(|(what, _)| what.clone()).collect(),
        Block::Signals(signals) => {
            let rows = signals
                .rows
                .iter()
                .flat_map(|(signal, cells)| std::iter::once(signal.clone()).chain(cells.iter().map(Prose::to_marked)));
            signals.levels.iter().cloned().chain(rows).collect()
        }
        Block::Beside { left, right, .. } => [texts(left), texts(right)].concat(),
    }
}

fn listing_texts(listing: &Listing) -> Vec<String> {
    let line = |pieces: &Vec<Piece>| {
        let texts = pieces.iter().map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Gap(_) => "□",
        });
        texts.collect::<String>()
    };
    listing.lines.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::texts;
    use crate::blocks::{Block, Prose, Split, TextSize, Tick};

    #[test]
    fn letters_of_options_are_no_text() {
        let tick = |letter, text: &str| Tick { letter, text: Prose::code(text) };
        let ask = Block::Paragraph { text: Prose::plain("Which?"), size: TextSize::Body };
        let right = vec![Block::Ticks(vec![tick('A', "list"), tick('B', "set")])];
        let blocks = [Block::Beside { left: vec![ask], right, split: Split::Close }];
        assert_eq!(texts(&blocks), ["Which?", "`list`", "`set`"]);
    }
}

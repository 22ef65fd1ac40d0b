//! Where an answer is written: the program of a question, and space beside it.

use crate::blocks::{Block, Listing, Prose, Split, TextSize};

/// The task, and below it the program with the space for the answer beside it.
pub fn beside_program(ask: &Prose, code: &str, space: Block) -> Vec<Block> {
    let listing = Block::Listing(Listing::numbered(code));
    vec![
        Block::Paragraph { text: ask.clone(), size: TextSize::Body },
        Block::Beside { left: vec![listing], right: vec![space], split: Split::Question },
    ]
}

/// A small count as blocks have them.
pub fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

//! A whole sheet of blocks: head, numbered items, foot.

use super::{Block, Prose};

/// Titled, numbered blocks: a set of questions, or the key to them. Starts on a right-hand page, unless it is a later
/// part of a packet; such a part may have no title, and then it has no head.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub purpose: Purpose,
    /// "Daily drill", "Key".
    pub title: String,
    /// At the right of the title: "Sunday 22 November 2026".
    pub subtitle: String,
    pub name_row: Option<NameRow>,
    /// Between head and first item.
    pub intro: Vec<Block>,
    pub qr: Option<Modules>,
    pub items: Vec<Item>,
    /// After the last item: "Type it back".
    pub closing: Vec<Block>,
    pub foot: Foot,
}

/// What a sheet is for; a key never shares a leaf with questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Questions,
    Key,
}

/// "Name ____ Start ____ Finish ____ Score [ / 18 ]".
#[derive(Clone, Debug, PartialEq)]
pub struct NameRow {
    pub name: Option<String>,
    /// 0 where there is no box for a score.
    pub out_of: u32,
    /// On one of many sheets of a class, in the place of times and score.
    pub copy: Option<CopyRow>,
}

/// "Name Ada Nováková 7 of 30 ____ 20 minutes · 5 questions · 20 points", and a tag under the QR symbol.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyRow {
    /// What stands before the name: "Name", or "Sheet" where a code stands for it.
    pub label: String,
    /// "7 of 30".
    pub which: String,
    /// "20 minutes · 5 questions · 20 points".
    pub amount: String,
    /// The last group of the sheet's code, by which sheets are found in a pile.
    pub tag: String,
}

/// One numbered question, or its key.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// An opaque number that faults of layout give back.
    pub origin: u32,
    /// 0 for a part that is no question: no number is printed.
    pub number: u32,
    /// The kind in ordinary case; set in spaced capitals: "Predict the output".
    pub label: String,
    /// Beside the label: "stage 3 of 5 · labels".
    pub note: Option<String>,
    pub minutes: Option<u32>,
    pub corner: Corner,
    pub body: Vec<Block>,
    /// The answer in a few short lines, for a strip to fold behind the page; none where there is no such strip.
    pub aside: Vec<String>,
}

/// The right end of an item's head.
#[derive(Clone, Debug, PartialEq)]
pub enum Corner {
    /// A box for the mark: "/ 3".
    Box { out_of: u32 },
    /// In a key: what earns 3, 2, 1.
    Marks(Vec<(u8, Prose)>),
}

/// "Longhand · Daily drill", "sheet K7F3-…"; the page number is added by `layout`.
#[derive(Clone, Debug, PartialEq)]
pub struct Foot {
    pub left: String,
    pub code: String,
}

/// The dark modules of a QR symbol, row by row, without its quiet zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Modules {
    /// Modules on a side.
    pub size: usize,
    /// `size * size` of them.
    pub dark: Vec<bool>,
    /// What the symbol says, for those who cannot see it.
    pub text: String,
}

//! Content without a place: what stands on a sheet, in which order, and what it means.
//!
//! Kinds of question give blocks, `layout` turns them into marks. A block asks for ruled lines, columns and rows,
//! never for millimetres. Everything here is plain data.

use serde::{Deserialize, Serialize};

mod figure;
mod interview;
mod progress;
mod prose;
mod sheet;
mod text;
mod text_table;
mod text_wrap;
mod texts;

pub use figure::{DrawingSpace, Figure, FigureBox, FigureName, FigurePlace, Holds};
pub use interview::{Signals, Timeline};
pub use progress::{Calendar, CalendarDay, Chart, ChartGroup, ChartRow, DayHolds, Progress};
pub use prose::{Prose, Span};
pub use sheet::{CopyRow, Corner, Foot, Item, Modules, NameRow, Purpose, Sheet};
pub use text::{Heads, Screen, to_text, to_text_on};
pub use texts::texts;

/// One piece of content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// Running text, broken into lines by `layout`.
    Paragraph { text: Prose, size: TextSize },
    /// A small bold heading inside a question or under the last one: "Say it aloud".
    Heading(String),
    /// A program, never wrapped, never split over pages.
    Listing(Listing),
    /// What a program printed, in a frame. A caption such as "It prints" stands to its left.
    Printed { caption: Option<String>, lines: Vec<String> },
    /// A command to type, set like code with a bar at its left: `longhand score …`.
    Command(String),
    /// Empty rules to write on.
    Rules(Rules),
    /// Empty rules beside labels: what to write is said at the left, and how many rules it gets.
    LabelledRules(Vec<RuledLabel>),
    /// A program to be copied by hand, and the rules for it.
    Copy(Copy),
    /// A table, printed or to be filled in.
    Table(Table),
    /// Lines of code with a box each for its number in the right order; two columns, filled downwards.
    OrderBoxes(Vec<String>),
    /// Options with a box each to tick.
    Ticks(Vec<Tick>),
    /// Terms with a box each for the letter of what belongs to it, and beside them what is to be found.
    Pairs(Pairs),
    /// Statements to be ticked as true or false, each with a rule to mend it on.
    Statements(Vec<Prose>),
    /// Frames of a fixed height to write in, two to a row, each with its heading inside.
    Frames(Vec<Prose>),
    /// Marking lines with a small box each; the points stand before the text when they are not 1.
    Rubric(Vec<RubricLine>),
    /// A drawing of memory: names, boxes and arrows.
    Figure(Figure),
    /// An empty frame to draw such a thing in.
    DrawingSpace(DrawingSpace),
    /// Minutes of a section drawn to scale.
    Timeline(Timeline),
    /// Signals with their levels, a box to tick at each.
    Signals(Signals),
    /// Two columns where both fit, else one below the other.
    Beside { left: Vec<Block>, right: Vec<Block>, split: Split },
}

/// Sizes of running text (`mockups/README.md`, Type).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextSize {
    /// 10.5 on 14 pt: questions.
    Body,
    /// 9 on 12 pt: keys, notes, labels.
    Small,
}

/// A program with optional line numbers and boxes for gaps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// Whether line numbers stand at the left. One-line signatures and SQL have none.
    pub numbered: bool,
    pub lines: Vec<Vec<Piece>>,
    /// Columns of handwriting that the widest gap needs; every box is that wide. 0 without gaps.
    pub gap_columns: u32,
    /// What stands in empty space below this line: ruled space inside the listing (class, stage 2). Index of the
    /// line it follows, from 0, and how many rules.
    pub rules_after: Vec<(usize, u32)>,
    /// The line that the question is about, from 0: it gets a mark at its left.
    pub marked: Option<usize>,
}

impl Listing {
    /// A program of plain lines with line numbers. The final newline makes no line of its own.
    pub fn numbered(program: &str) -> Listing {
        Listing { numbered: true, ..Listing::bare(program) }
    }

    /// A program of plain lines without line numbers.
    pub fn bare(program: &str) -> Listing {
        let lines = program.lines().map(|line| vec![Piece::Text(line.to_owned())]).collect();
        Listing { numbered: false, lines, gap_columns: 0, rules_after: Vec::new(), marked: None }
    }
}

/// A run of one line of a listing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Piece {
    Text(String),
    /// A box to write in, with its number in the corner.
    Gap(u32),
}

/// Ruled space for handwriting (`curriculum/README.md` 4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rules {
    /// How many lines of handwriting it holds, before `layout` gives it more of what a page has left over.
    pub lines: u32,
    /// Dots for levels of indentation, headed 4 8 12 16, and a line at the left: for code.
    pub guides: bool,
    /// May go on over a page after at least six rules.
    pub may_break: bool,
}

/// One labelled step of `LabelledRules`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RuledLabel {
    pub label: Prose,
    pub lines: u32,
}

/// A program to be copied: `layout` sets the rules beside it, below it, or below each of its parts, so that nobody must
/// turn the leaf between a line and its copy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Copy {
    pub parts: Vec<CopyPart>,
    /// Whether other parts of the program stand on another page.
    pub is_piece: bool,
}

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CopyPart {
    /// The number of its first line, from 1.
    pub first: u32,
    pub lines: Vec<String>,
    /// How many lines of handwriting its copy takes.
    pub rules: u32,
}

impl Copy {
    /// The lines of all parts.
    pub fn lines(&self) -> impl Iterator<Item = &String> {
        self.parts.iter().flat_map(|part| &part.lines)
    }

    /// The rules of all parts.
    pub fn rules(&self) -> u32 {
        self.parts.iter().map(|part| part.rules).fold(0, u32::saturating_add)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Says in a sentence what the table holds, for those who cannot see it.
    pub summary: String,
    pub style: TableStyle,
    pub columns: Vec<Column>,
    /// A cell that is `None` is empty, to be written in.
    pub rows: Vec<Vec<Option<Prose>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableStyle {
    /// Rows of 8 mm, every cell framed: to be written in.
    Writing,
    /// Rows of 5 mm, every cell framed: printed.
    Printed,
    /// Rows of 5 mm with a rule below each and no frame: wrong answers in a key.
    Ruled,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub head: Prose,
    pub align: Align,
    pub width: Width,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    Left,
    Centre,
    /// Numbers.
    Right,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Width {
    /// As wide as its widest printed cell.
    Content,
    /// Room for this many handwritten characters (3.0 mm each and 4 mm), at least 14 mm.
    Written(u32),
    /// Takes a share of what is left, by weight.
    Fill(u32),
}

/// An option to tick.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tick {
    pub letter: char,
    pub text: Prose,
}

/// Two columns to be paired; the second is the longer one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pairs {
    pub left: Vec<Prose>,
    pub right: Vec<Tick>,
}

/// One line to mark by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RubricLine {
    pub points: u32,
    pub text: Prose,
}

/// How `Beside` shares the width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Split {
    /// A question: the left column as wide as its code, at most 48 columns of it, the right takes the rest.
    Question,
    /// Printed tables: both as wide as they are, close to each other at the left.
    Close,
    /// A key: answer left in 36, 40, 76 or 94 mm, the narrowest that holds it.
    Key,
}

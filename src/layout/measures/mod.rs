//! Every distance of the pages, with its unit.
//!
//! Where no other source is named a number is the house style of the sheets: vertical distances in multiples of
//! 2 mm, text 10.5 on 14 pt, code 10 on 13.5 pt, keys and labels 9 on 12 pt. What is the same on every paper stands
//! here; `Measures` holds what is not.

mod a5;
mod fold;
mod large;
mod normal;
mod print;
pub mod progress;

pub use print::{Answers, Measures, Tall};

use super::pages::Length;
use super::spacing::Tenths;

/// Whole millimetres, rounded once to thousandths of a point. 1 mm is 360000/127 of them, exactly.
pub const fn mm(millimetres: i32) -> Length {
    hundredths(millimetres * 100)
}

/// Hundredths of a millimetre, rounded once.
pub const fn hundredths(of_a_millimetre: i32) -> Length {
    Length((of_a_millimetre * 7200 + 127).div_euclid(254))
}

/// Thousandths of a point.
pub const fn millipoints(n: i32) -> Length {
    Length(n)
}

// Paper: ISO 216, ANSI Y14.1 in hundredths of a millimetre.
pub const A4: (Length, Length) = (mm(210), mm(297));
pub const LETTER: (Length, Length) = (Length(612_000), Length(792_000));

pub const A5: (Length, Length) = (mm(148), mm(210));

/// Inner margin: punch holes need 12 mm, a reader's thumb the rest.
pub const BINDING: Length = mm(25);
pub const BINDING_A5: Length = mm(20);
/// The other three margins.
pub const MARGIN: Length = mm(15);
pub const MARGIN_A5: Length = mm(12);
/// The foot of A5 and of large print takes so much of the text area: the margin below is too low for it.
pub const FOOT_ROOM: Length = mm(2);

// Lines.
pub const BAR: Length = millipoints(1000);

// Listings.
/// From the bar to code without numbers.
pub const BARE_INDENT: Length = mm(3);
/// Between a line number and the code: less, and readers of PDF text glue them.
pub const NUMBER_AIR: Length = millipoints(14_000);
/// From the bar to the first digit, at least.
pub const NUMBER_FROM_BAR: Length = millipoints(2_000);
/// From the bar to the left edge of the mark beside a line that a question is about (`mockups/kinds-1.png`).
pub const MARK_FROM_BAR: Length = hundredths(360);
/// Free at either side of a box in a line.
pub const GAP_AIR: Length = hundredths(60);
pub const GAP_NUMBER_LEFT: Length = mm(1);

// Printed output.
pub const PRINTED_SIDE: Length = hundredths(250);
pub const PRINTED_TOP: Length = hundredths(150);
pub const CAPTION_GAP: Length = mm(4);

// Ruled space.
pub const GUIDES: i32 = 4;
pub const DOT: Length = hundredths(80);
pub const LABEL_RIGHT: Length = mm(2);

// Tables.
pub const CELL_SIDE: Length = mm(2);
pub const RULED_GAP: Length = mm(4);

// Boxes.
pub const ORDER_GAP: Length = mm(4);
pub const TICK_GAP: Length = mm(6);
/// Options of at most so many characters stand in two columns.
pub const TICK_SHORT: usize = 32;
pub const PAIR_GAP: Length = mm(6);
pub const FRAME_GAP: Length = mm(3);
pub const FRAME_SIDE: Length = mm(2);

// Drawings of memory.
/// Round a drawing, inside its frame.
pub const FIGURE_EDGE: Length = mm(4);
/// Lines of boxes and arrows.
pub const FIGURE_LINE: Length = millipoints(750);
pub const FIGURE_CELL: Length = mm(9);
pub const FIGURE_ROW: Length = mm(7);
pub const FIGURE_SIDE: Length = hundredths(180);
pub const FIGURE_GAP: Length = mm(14);
pub const FIGURE_WIDEST_GAP: Length = mm(32);
/// A drawing may be so wide beside text: the widest usual column of a key without the gap behind it.
pub const FIGURE_BESIDE: Length = mm(90);
pub const FIGURE_HEAD_UP: Length = hundredths(120);
/// Between a name and its box.
pub const FIGURE_NAME_GAP: Length = mm(2);
/// Below a box, a name, an arrow that passes.
pub const FIGURE_BELOW: Length = mm(3);
pub const FIGURE_NAME_BELOW: Length = mm(3);
pub const FIGURE_LANE: Length = mm(2);
/// From the dot that an arrow starts from to the right edge of its place.
pub const FIGURE_DOT_IN: Length = mm(3);
pub const FIGURE_DOT: Length = hundredths(110);
pub const FIGURE_HEAD_LONG: Length = hundredths(240);
pub const FIGURE_HEAD_WIDE: Length = hundredths(140);
/// Between arrows that end at one box: where there is room, and at the least; and from the box's corners.
pub const FIGURE_PORT_MOST: Length = hundredths(370);
pub const FIGURE_PORT: Length = hundredths(260);
pub const FIGURE_PORT_END: Length = hundredths(150);
/// Between a straight arrow and what it passes.
pub const FIGURE_CLEAR: Length = hundredths(80);
/// An arrow that bends goes straight on so far out of its column, and so far into its box.
pub const FIGURE_EXIT: Length = mm(1);
pub const FIGURE_ENTRY: Length = hundredths(450);
/// Between arrows that go back beside each other.
pub const FIGURE_TRACK: Length = hundredths(250);
pub const FIGURE_LOOP: Length = hundredths(400);
/// Height of figures and capitals of code, in thousandths of its size.
pub const CODE_RISE: i32 = 690;

// Space to draw in (`curriculum/README.md` 4.2).
pub const SPACE_EDGE: Length = mm(5);
pub const SPACE_NAME_GAP: Length = mm(2);
/// Between dots.
pub const SPACE_STEP: Length = mm(5);
pub const SPACE_DOT: Length = hundredths(40);

// Two columns.
pub const BESIDE_GAP: Length = mm(6);
/// Between printed tables that belong together.
pub const CLOSE_GAP: Length = mm(8);
/// From the baseline of a word before a rule to the rule.
pub const WORD_OVER_RULE: Length = hundredths(50);
/// From the end of that word to the rule.
pub const WORD_BEFORE_RULE: Length = mm(4);
/// Columns of code beyond which answers go below.
pub const BESIDE_COLUMNS: usize = 48;
pub const KEY_COLUMNS: [Length; 4] = [mm(36), mm(40), mm(76), mm(94)];
/// Columns between them, where the wrong answers become lower by it.
pub const KEY_COLUMNS_BETWEEN: [Length; 2] = [mm(52), mm(64)];
pub const KEY_GAP: Length = mm(4);
/// Least of the right column of a key where the answer is wider than all of these.
pub const KEY_RIGHT: Length = mm(40);
/// How much lower the answers must become before they leave the side of the program, or of the key's answer.
pub const BESIDE_WORTH: Length = mm(4);
/// Where running text as an answer wraps in a key.
pub const KEY_PROSE_COLUMN: Length = mm(76);

// Head of a sheet, under the top margin.
pub const TITLE_BASELINE: Length = mm(10);
pub const TITLE_RULE: Length = mm(14);
pub const TITLE_GAP: Length = mm(6);
/// A side of one module of a QR symbol, whatever its version (`product.md`, "Sheet codes, QR codes, requests").
pub const QR_MODULE: Length = hundredths(60);
/// Modules of white that the symbol needs around it (ISO/IEC 18004).
pub const QR_QUIET: i32 = 4;
pub const QR_GAP: Length = mm(5);
/// Between a box for points and the words left of it.
pub const BEFORE_BOX: Length = mm(4);
/// Between the words in a box for points and its right edge.
pub const IN_BOX: Length = mm(2);
/// Under the title rule, and under the name row, to the introduction.
pub const INTRO_UNDER_RULE: Length = mm(4);
pub const INTRO_UNDER_NAME: Length = mm(2);
/// From head or introduction to the first item.
pub const FIRST_ITEM: Length = mm(6);

// Head of an item.
pub const NOTE_GAP: Length = mm(3);
pub const MARKS_GAP: Length = mm(4);
pub const HEAD_TO_TEXT: Length = mm(2);

// Between blocks, and between items.
pub const BLOCK_GAP: Length = mm(4);
pub const TIGHT_GAP: Length = mm(2);
pub const ITEM_GAP: Length = mm(6);
pub const TIGHT_ITEM_GAP: Length = mm(4);
pub const WIDEST_ITEM_GAP: Length = mm(14);
/// Where a page is still more than a sixth empty.
pub const LAST_ITEM_GAP: Length = mm(20);
/// A row to write in becomes taller by this at the most: 8 to 10 mm, or 10 to 12.
pub const MOST_ROW_EXTRA: Length = mm(2);
/// What more space for writing is measured by: a row of a table to write in.
pub const WRITTEN_ROW: Length = mm(8);
/// Tenths of half the rules that a page with much room adds to them.
pub const MOST_GROWTH: Tenths = Tenths(10);
/// The same on pages that are small for what is written on them.
pub const MOST_GROWTH_ON_SMALL: Tenths = Tenths(20);
/// Ruled space is never shortened to fewer rules.
pub const FEWEST_RULES: u32 = 8;
/// Ruled space that may go on over a page keeps this many rules with its question.
pub const RULES_KEPT: u32 = 6;
/// And carries at least this many over.
pub const RULES_CARRIED: u32 = 4;

// Blank paper (`mockups/paper-1.png`).
/// From the top margin to the ruling.
pub const BLANK_TOP: Length = mm(9);
pub const BLANK_FIELD_GAP: Length = mm(5);
pub const BLANK_LABEL_GAP: Length = mm(2);
/// The rule for the problem's name is at least so long where there are times beside it.
pub const BLANK_PROBLEM: Length = mm(50);
pub const BLANK_TRACE_COLUMN: Length = mm(26);

// A key to fold over.
/// Width of the strip at the outer edge, and from the questions to it; the fold is in the middle of that.
pub const STRIP: Length = mm(40);
pub const STRIP_GAP: Length = mm(6);
pub const STRIP_SIDE: Length = mm(2);
/// Of the ticks that the fold is marked with.
pub const STRIP_TICK: Length = mm(3);

// Foot, under the text area.
pub const CHECK: Length = mm(50);
pub const CHECK_TICK: Length = mm(1);
pub const CHECK_UP: Length = hundredths(80);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_are_rounded_once() {
        assert_eq!(mm(127), Length(360_000));
        assert_eq!(mm(8), Length(22_677));
        assert_eq!(mm(0), Length(0));
        assert_eq!(hundredths(335), Length(9_496));
        assert_eq!(hundredths(25_400), Length(720_000));
        assert_eq!(A4, (Length(595_276), Length(841_890)));
    }
}

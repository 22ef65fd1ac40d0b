//! The distances that depend on paper and print.

use super::Length;

/// What is set in one print on one paper: `NORMAL` on A4 and Letter, `A5`, or large print at one of its sizes of code.
///
/// Text stands in its row or box by `…_baseline`, from the top of it; `…_pitch` is from one to the next.
#[derive(Debug, PartialEq, Eq)]
pub struct Measures {
    /// Whether answers may stand beside the code. In large print they stand below it.
    pub answers: Answers,
    /// What becomes of an item taller than a page.
    pub tall: Tall,
    // Type.
    /// Of a sheet.
    pub title: Length,
    /// Of an item; of a name.
    pub number: Length,
    /// Of the kind in capitals at the head of an item.
    pub label: Length,
    /// Of questions.
    pub body: Length,
    /// Of keys, notes and captions.
    pub small: Length,
    /// Of line and column numbers.
    pub tiny: Length,
    /// At the foot of a page.
    pub foot: Length,
    /// Of listings, at the largest.
    pub code: Length,
    /// Code in running text.
    pub code_in_text: Length,
    /// The smallest listing.
    pub small_code: Length,
    /// Code in 9 pt text.
    pub code_in_small: Length,
    /// 8 % of 9 pt: wider spacing makes some readers of PDF text see single letters.
    pub label_spacing: Length,
    // Running text: pitch, first baseline under the top, and what stands below the last baseline.
    pub body_pitch: Length,
    pub body_first: Length,
    pub body_below: Length,
    pub small_pitch: Length,
    pub small_first: Length,
    pub small_below: Length,
    // Listings.
    pub code_pitch: Length,
    pub code_first: Length,
    pub small_code_pitch: Length,
    pub small_code_first: Length,
    /// From the bar to the code of a numbered listing: two digits, and 14 pt of air.
    pub code_indent: Length,
    /// How much further right a listing stands that has a mark left of its bar.
    pub mark_room: Length,
    /// A line with a box to write in.
    pub gap_line: Length,
    pub gap_baseline: Length,
    pub gap_height: Length,
    /// A handwritten character in a box.
    pub gap_column: Length,
    pub gap_extra: Length,
    pub gap_number_down: Length,
    /// Ruled space inside a listing is at least this wide.
    pub rules_in_listing: Length,
    // Printed output.
    pub caption_column: Length,
    // Ruled space.
    /// Stroke of whatever is written on or in, and of tables.
    pub rule: Length,
    /// Between rules.
    pub pitch: Length,
    /// One level of indentation as it is written.
    pub guide: Length,
    /// Room for the column numbers above the first row of dots.
    pub guide_heads: Length,
    pub guide_head_up: Length,
    /// The narrowest useful rule: 14 handwritten characters of 3.3 mm.
    pub narrowest_rule: Length,
    /// Rules beside a short program are this wide on every sheet.
    pub answer_column: Length,
    pub label_column: Length,
    pub label_indent: Length,
    /// Two lines of a label stand in a row.
    pub label_pitch: Length,
    /// Of labels beside rules.
    pub label_text: Length,
    pub label_first: Length,
    /// A program with the rules for its copy below it fits the first page when it is no taller.
    pub tallest_copy: Length,
    // Tables.
    pub writing_row: Length,
    pub writing_baseline: Length,
    pub printed_row: Length,
    pub printed_baseline: Length,
    /// A handwritten character in a cell: narrower than on a rule, values are short and set apart.
    pub cell_column: Length,
    pub cell_extra: Length,
    pub cell_least: Length,
    /// Text beside the answer of a key is read with ease from this width on: some 35 characters.
    pub text_beside: Length,
    /// A column of sentences in a ruled table is this wide, or as wide as its widest cell.
    pub ruled_fill: Length,
    // Boxes.
    pub order_width: Length,
    pub order_height: Length,
    pub order_pitch: Length,
    pub order_text: Length,
    pub order_baseline: Length,
    pub tick: Length,
    pub tick_pitch: Length,
    pub tick_letter: Length,
    pub tick_text: Length,
    pub tick_baseline: Length,
    /// A term and what belongs to it (`mockups/README.md`, kinds-3).
    pub pair_width: Length,
    pub pair_height: Length,
    pub pair_pitch: Length,
    pub pair_baseline: Length,
    pub pair_text: Length,
    /// Where the second column begins where the first leaves it room.
    pub pair_column: Length,
    pub pair_letter: Length,
    /// Two boxes to tick, a statement, and the rule below it.
    pub false_box: Length,
    pub statement_text: Length,
    pub statement_heads: Length,
    pub statement_head_baseline: Length,
    pub statement_rule: Length,
    pub statement_pitch: Length,
    /// A frame to write in.
    pub frame_height: Length,
    pub frame_top: Length,
    pub rubric: Length,
    pub rubric_text: Length,
    pub rubric_gap: Length,
    // Drawings.
    /// What stands above a box: its kind.
    pub figure_head: Length,
    pub space_least: Length,
    pub space_box: Length,
    pub space_most: Length,
    pub space_shortest: Length,
    pub space_each: Length,
    pub space_name_width: Length,
    pub space_name_height: Length,
    // Head of a sheet.
    pub name_baseline: Length,
    pub name_rule: Length,
    /// Of start, finish and score: beside the name, or in a row of their own.
    pub times_baseline: Length,
    /// The rules of start and finish.
    pub times_rule: Length,
    pub name_bottom: Length,
    pub name_from: Length,
    /// Or the right margin, where that comes first.
    pub name_to: Length,
    pub start_at: Length,
    pub start_from: Length,
    pub start_to: Length,
    pub finish_at: Length,
    pub finish_from: Length,
    pub finish_to: Length,
    pub score_width: Length,
    /// Of the fields at the top of blank paper, and their rules.
    pub blank_baseline: Length,
    pub blank_rule: Length,
    /// Of squares and of dots to draw by.
    pub grid_step: Length,
    pub grid_dot: Length,
    /// What stands between blocks beside the usual gap, as larger text needs.
    pub air: Length,
    // Head of an item.
    /// Height of the head of an item and of its box.
    pub head: Length,
    pub head_baseline: Length,
    /// From the left of the number to the label.
    pub label_from: Length,
    /// Column of the number, left of the body.
    pub body_indent: Length,
    pub points_width: Length,
    // Foot.
    pub foot_rule: Length,
    pub foot_baseline: Length,
    pub foot_code: Length,
}

/// Items taller than a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tall {
    /// Are refused: questions are made for these pages.
    Refused,
    /// Go on over a page between their blocks.
    Cut,
}

/// Where answers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    BesideCode,
    BelowCode,
}

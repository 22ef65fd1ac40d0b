//! Space for answers of their own shape: terms to pair, statements to tick and mend, frames to write in.

use super::boxes::{list_item, small};
use super::widths::Widths;
use super::{Leading, Setting, content, fit_text};
use crate::blocks::{Pairs, Prose, Tick};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, outline, rule};
use crate::layout::lines::{Style, prose_widths};
use crate::layout::measures::{
    BODY, FALSE_BOX, FRAME_GAP, FRAME_HEIGHT, FRAME_SIDE, FRAME_TOP, PAIR_BASELINE, PAIR_COLUMN, PAIR_GAP, PAIR_HEIGHT,
    PAIR_LETTER, PAIR_PITCH, PAIR_TEXT, PAIR_WIDTH, SMALL, STATEMENT_HEAD_BASELINE, STATEMENT_HEADS, STATEMENT_PITCH,
    STATEMENT_RULE, STATEMENT_TEXT, TICK, TICK_BASELINE,
};
use crate::layout::pages::{Ink, Length, Role};

/// Sets terms with their boxes at the left and what belongs to them at the right, or below where there is no room; a row
/// is as tall as its taller side.
pub(super) fn fit_pairs(pairs: &Pairs, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let column = pair_column(pairs, setting)?;
    if column + PAIR_LETTER + narrowest(pairs.right.iter().map(|entry| &entry.text), setting)? > width {
        return stack_pairs(pairs, width, setting);
    }
    let mut rows = Rows::default();
    for row in 0..pairs.left.len().max(pairs.right.len()) {
        let term = pairs.left.get(row).map(|term| rows.term(term, column - PAIR_GAP, setting)).transpose()?;
        let entry = pairs.right.get(row).map(|entry| rows.entry(entry, column, width, setting)).transpose()?;
        rows.next(term.max(entry).unwrap_or_default(), setting);
    }
    Ok(rows.into_frame(width))
}

fn stack_pairs(pairs: &Pairs, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let mut rows = Rows::default();
    for term in &pairs.left {
        let height = rows.term(term, width, setting)?;
        rows.next(height, setting);
    }
    for entry in &pairs.right {
        let height = rows.entry(entry, Length::ZERO, width, setting)?;
        rows.next(height, setting);
    }
    Ok(rows.into_frame(width))
}

/// Rows of pairs as they are set, from the top down.
#[derive(Default)]
struct Rows {
    frame: Frame,
    top: Length,
    terms: Vec<Node>,
    entries: Vec<Node>,
}

impl Rows {
    /// A box and its term, up to a right edge; how tall they are.
    fn term(&mut self, term: &Prose, right: Length, setting: Setting) -> Result<Length, Unfit> {
        self.frame.artifact(outline((Length::ZERO, self.top), (PAIR_WIDTH, PAIR_HEIGHT), Ink::Rule));
        let text = fit_text(term, Style::BODY, leading(), right - PAIR_TEXT, setting)?;
        let height = text.height.max(PAIR_HEIGHT);
        self.terms.push(list_item(Vec::new(), shifted(text, PAIR_TEXT, self.top)));
        Ok(height)
    }

    /// A letter and what it stands for, between two edges; how tall they are.
    fn entry(&mut self, entry: &Tick, left: Length, right: Length, setting: Setting) -> Result<Length, Unfit> {
        let letter = Run::new(&entry.letter.to_string(), Face::SansBold, BODY, setting.origin)?;
        let letter = content(letter.at(left, self.top + PAIR_BASELINE));
        let text = fit_text(&entry.text, Style::BODY, leading(), right - left - PAIR_LETTER, setting)?;
        let height = text.height.max(PAIR_HEIGHT);
        self.entries.push(list_item(vec![letter], shifted(text, left + PAIR_LETTER, self.top)));
        Ok(height)
    }

    /// Ends a row of this height.
    fn next(&mut self, height: Length, setting: Setting) {
        self.frame.height = self.top + height;
        self.top = self.frame.height + (PAIR_PITCH - PAIR_HEIGHT) + setting.spacing.row_extra;
    }

    fn into_frame(self, width: Length) -> Frame {
        let mut frame = self.frame;
        frame.width = width;
        frame.element(Role::List, self.terms);
        frame.element(Role::List, self.entries);
        frame
    }
}

/// Terms and meanings take the whole width, beside each other or, where there is little, below.
pub(super) fn pairs_widths(pairs: &Pairs, setting: Setting) -> Result<Widths, Unfit> {
    let left = PAIR_TEXT + narrowest(&pairs.left, setting)?;
    let right = PAIR_LETTER + narrowest(pairs.right.iter().map(|entry| &entry.text), setting)?;
    let mut wish = Length::ZERO;
    for entry in &pairs.right {
        wish = wish.max(prose_widths(&entry.text, Style::BODY, setting.origin)?.1);
    }
    let column = pair_column(pairs, setting)? + PAIR_LETTER;
    Ok(Widths { least: left.max(right), wish: column + wish, grows: true })
}

/// Where the second column begins: as always, unless a word of a term is too wide.
fn pair_column(pairs: &Pairs, setting: Setting) -> Result<Length, Unfit> {
    Ok(PAIR_COLUMN.max(PAIR_TEXT + narrowest(&pairs.left, setting)? + PAIR_GAP))
}

/// How narrow texts can be set: their widest word.
fn narrowest<'a>(texts: impl IntoIterator<Item = &'a Prose>, setting: Setting) -> Result<Length, Unfit> {
    let mut least = Length::ZERO;
    for text in texts {
        least = least.max(prose_widths(text, Style::BODY, setting.origin)?.0);
    }
    Ok(least)
}

fn leading() -> Leading {
    Leading { first: PAIR_BASELINE, below: PAIR_HEIGHT - PAIR_BASELINE, ..Leading::BODY }
}

/// Sets statements with two boxes each, headed true and false, and a rule below each.
pub(super) fn fit_statements(statements: &[Prose], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let mut frame = Frame::new(width, STATEMENT_HEADS);
    let mut heads = Vec::new();
    for (text, x) in [("true", Length::ZERO), ("false", FALSE_BOX)] {
        let run = Run::new(text, Face::SansBold, SMALL, setting.origin)?;
        heads.push(content(run.at(x + TICK.half() - run.width.half(), STATEMENT_HEAD_BASELINE)));
    }
    frame.element(Role::Paragraph, heads);
    let leading = Leading { first: TICK_BASELINE, below: TICK - TICK_BASELINE, ..Leading::BODY };
    let mut items = Vec::new();
    let mut top = STATEMENT_HEADS;
    for statement in statements {
        for x in [Length::ZERO, FALSE_BOX] {
            frame.artifact(outline((x, top), (TICK, TICK), Ink::Rule));
        }
        let text = fit_text(statement, Style::BODY, leading, width - STATEMENT_TEXT, setting)?;
        let more = text.height - TICK;
        items.push(list_item(Vec::new(), shifted(text, STATEMENT_TEXT, top)));
        frame.height = top + STATEMENT_RULE + more + setting.spacing.row_extra;
        frame.artifact(rule(STATEMENT_TEXT, width, frame.height));
        top = frame.height + (STATEMENT_PITCH - STATEMENT_RULE);
    }
    frame.element(Role::List, items);
    Ok(frame)
}

/// Sets frames two to a row, each with its heading at the top.
pub(super) fn fit_frames(headings: &[Prose], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let size = ((width - FRAME_GAP).half(), FRAME_HEIGHT);
    let mut frame = Frame::new(width, Length::ZERO);
    let mut items = Vec::new();
    for (index, heading) in headings.iter().enumerate() {
        let at = ((size.0 + FRAME_GAP) * small(index % 2), (FRAME_HEIGHT + FRAME_GAP) * small(index / 2));
        frame.artifact(outline(at, size, Ink::Rule));
        let text = fit_text(heading, Style::HEAD, Leading::SMALL, size.0 - FRAME_SIDE * 2, setting)?;
        items.push(list_item(Vec::new(), shifted(text, at.0 + FRAME_SIDE, at.1 + FRAME_TOP)));
        frame.height = frame.height.max(at.1 + FRAME_HEIGHT);
    }
    frame.element(Role::List, items);
    Ok(frame)
}

/// What stands in a frame, at a place.
fn shifted(text: Frame, x: Length, y: Length) -> Vec<Node> {
    let mut at = Frame::default();
    at.put(x, y, text);
    at.nodes
}

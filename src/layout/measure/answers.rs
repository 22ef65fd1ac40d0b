//! Space for answers of their own shape: terms to pair, statements to tick and mend, frames to write in.

use super::boxes::{list_item, small};
use super::widths::Widths;
use super::{Leading, Setting, content, fit_text};
use crate::blocks::{Pairs, Prose, Tick};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, outline, rule};
use crate::layout::lines::{Style, prose_widths};
use crate::layout::measures::{FRAME_GAP, FRAME_SIDE, Measures, PAIR_GAP};
use crate::layout::pages::{Ink, Length, Role};

/// Sets terms with their boxes at the left and what belongs to them at the right, or below where there is no room; a row
/// is as tall as its taller side.
pub(super) fn fit_pairs(pairs: &Pairs, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let column = pair_column(pairs, setting)?;
    if column + m.pair_letter + narrowest(pairs.right.iter().map(|entry| &entry.text), setting)? > width {
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
        let m = setting.measures;
        self.frame.artifact(outline((Length::ZERO, self.top), (m.pair_width, m.pair_height), Ink::Rule, m.rule));
        let text = fit_text(term, Style::body(m), leading(m), right - m.pair_text, setting)?;
        let height = text.height.max(m.pair_height);
        self.terms.push(list_item(Vec::new(), shifted(text, m.pair_text, self.top)));
        Ok(height)
    }

    /// A letter and what it stands for, between two edges; how tall they are.
    fn entry(&mut self, entry: &Tick, left: Length, right: Length, setting: Setting) -> Result<Length, Unfit> {
        let m = setting.measures;
        let letter = Run::new(&entry.letter.to_string(), Face::SansBold, m.body, setting.letters)?;
        let letter = content(letter.at(left, self.top + m.pair_baseline));
        let text = fit_text(&entry.text, Style::body(m), leading(m), right - left - m.pair_letter, setting)?;
        let height = text.height.max(m.pair_height);
        self.entries.push(list_item(vec![letter], shifted(text, left + m.pair_letter, self.top)));
        Ok(height)
    }

    /// Ends a row of this height.
    fn next(&mut self, height: Length, setting: Setting) {
        let m = setting.measures;
        self.frame.height = self.top + height;
        self.top = self.frame.height + (m.pair_pitch - m.pair_height) + setting.spacing.row_extra;
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
    let m = setting.measures;
    let left = m.pair_text + narrowest(&pairs.left, setting)?;
    let right = m.pair_letter + narrowest(pairs.right.iter().map(|entry| &entry.text), setting)?;
    let mut wish = Length::ZERO;
    for entry in &pairs.right {
        wish = wish.max(prose_widths(&entry.text, Style::body(m), setting.letters)?.1);
    }
    let column = pair_column(pairs, setting)? + m.pair_letter;
    Ok(Widths { least: left.max(right), wish: column + wish, grows: true })
}

/// Where the second column begins: as always, unless a word of a term is too wide.
fn pair_column(pairs: &Pairs, setting: Setting) -> Result<Length, Unfit> {
    let m = setting.measures;
    Ok(m.pair_column.max(m.pair_text + narrowest(&pairs.left, setting)? + PAIR_GAP))
}

/// How narrow texts can be set: their widest word.
fn narrowest<'a>(texts: impl IntoIterator<Item = &'a Prose>, setting: Setting) -> Result<Length, Unfit> {
    let mut least = Length::ZERO;
    for text in texts {
        least = least.max(prose_widths(text, Style::body(setting.measures), setting.letters)?.0);
    }
    Ok(least)
}

fn leading(m: &Measures) -> Leading {
    Leading { first: m.pair_baseline, below: m.pair_height - m.pair_baseline, ..Leading::body(m) }
}

/// Sets statements with two boxes each, headed true and false, and a rule below each.
pub(super) fn fit_statements(statements: &[Prose], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let mut frame = Frame::new(width, m.statement_heads);
    let mut heads = Vec::new();
    for (text, x) in [("true", Length::ZERO), ("false", m.false_box)] {
        let run = Run::new(text, Face::SansBold, m.label_text, setting.letters)?;
        heads
            .push(content(run.at((x + m.tick.half() - run.width.half()).max(Length::ZERO), m.statement_head_baseline)));
    }
    frame.element(Role::Paragraph, heads);
    let leading = Leading { first: m.tick_baseline, below: m.tick - m.tick_baseline, ..Leading::body(m) };
    let mut items = Vec::new();
    let mut top = m.statement_heads;
    for statement in statements {
        for x in [Length::ZERO, m.false_box] {
            frame.artifact(outline((x, top), (m.tick, m.tick), Ink::Rule, m.rule));
        }
        let text = fit_text(statement, Style::body(m), leading, width - m.statement_text, setting)?;
        let more = text.height - m.tick;
        items.push(list_item(Vec::new(), shifted(text, m.statement_text, top)));
        frame.height = top + m.statement_rule + more + setting.spacing.row_extra;
        frame.artifact(rule(m.statement_text, width, frame.height, m.rule));
        top = frame.height + (m.statement_pitch - m.statement_rule);
    }
    frame.element(Role::List, items);
    Ok(frame)
}

/// Sets frames two to a row, each with its heading at the top, all as tall as the longest heading asks.
pub(super) fn fit_frames(headings: &[Prose], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let wide = (width - FRAME_GAP).half();
    let mut texts = Vec::new();
    for heading in headings {
        texts.push(fit_text(heading, Style::head(m), Leading::small(m), wide - FRAME_SIDE * 2, setting)?);
    }
    let longest = texts.iter().map(|text| text.height).max().unwrap_or_default();
    let tall = m.frame_height.max(m.frame_top + longest + FRAME_SIDE);
    let mut frame = Frame::new(width, Length::ZERO);
    let mut items = Vec::new();
    for (index, text) in texts.into_iter().enumerate() {
        let at = ((wide + FRAME_GAP) * small(index % 2), (tall + FRAME_GAP) * small(index / 2));
        frame.artifact(outline(at, (wide, tall), Ink::Rule, m.rule));
        items.push(list_item(Vec::new(), shifted(text, at.0 + FRAME_SIDE, at.1 + m.frame_top)));
        frame.height = frame.height.max(at.1 + tall);
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

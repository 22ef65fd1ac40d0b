//! The answers of a page in a strip at its outer edge, to be folded behind the page.

use super::Unfit;
use super::area::Area;
use super::frame::{Frame, line};
use super::measure::{Setting, stack};
use super::measures::{STRIP, STRIP_GAP, STRIP_SIDE, STRIP_TICK};
use super::pages::{Ink, Length};
use super::portion::Portion;
use super::spacing::Spacing;
use crate::blocks::{Block, Prose, Purpose, Sheet, TextSize};

/// How much narrower questions are for a strip.
pub const TAKEN: Length = Length(STRIP.0 + STRIP_GAP.0);

/// Whether a sheet has answers to fold behind it.
pub fn is_wanted(sheet: &Sheet) -> bool {
    sheet.items.iter().any(|item| !item.aside.is_empty())
}

/// Where strip and questions begin in a text area of this width. Page 0 is a right-hand page.
pub fn places(page: usize, width: Length) -> (Length, Length) {
    if page.is_multiple_of(2) { (width - STRIP, Length::ZERO) } else { (Length::ZERO, TAKEN) }
}

impl Area<'_> {
    /// The strip of a page: each answer beside its question, or below the one before.
    pub fn strip(&self, page: usize, portions: &[Portion], tops: &[Length]) -> Result<Frame, Unfit> {
        let setting = Setting::new(self.letters, self.measures, Purpose::Key, Spacing::TIGHT);
        let mut answers = Vec::new();
        for (portion, top) in portions.iter().zip(tops) {
            let Portion::Item(item) = portion else { continue };
            let setting = Setting { letters: self.letters.of(item.origin), ..setting };
            answers.push((*top, stack(&answer(item.number, &item.aside), STRIP - STRIP_SIDE * 2, setting)?));
        }
        let taken: Length = answers.iter().map(|(_, answer)| answer.height + STRIP_SIDE).sum();
        if taken > self.height {
            return Err(Unfit::TooTall { origin: portions.first().map_or(0, Portion::origin) });
        }
        let mut frame = Frame::new(STRIP, self.height);
        for (y, answer) in apart(answers, self.height) {
            frame.put(STRIP_SIDE, y, answer);
        }
        // On a right-hand page the fold is left of the strip.
        let fold = if page.is_multiple_of(2) { Length::ZERO - STRIP_GAP.half() } else { STRIP + STRIP_GAP.half() };
        for y in [Length::ZERO, self.height.half(), self.height - STRIP_TICK] {
            frame.artifact(line((fold, y), (fold, y + STRIP_TICK), self.measures.rule, Ink::Black));
        }
        Ok(frame)
    }
}

/// Answers moved down until none covers another, and then up as far as the foot of the page asks.
fn apart(mut answers: Vec<(Length, Frame)>, height: Length) -> Vec<(Length, Frame)> {
    let mut free = Length::ZERO;
    for (y, answer) in &mut answers {
        *y = (*y).max(free);
        free = *y + answer.height + STRIP_SIDE;
    }
    let mut end = height;
    for (y, answer) in answers.iter_mut().rev() {
        *y = (*y).min(end - answer.height);
        end = *y - STRIP_SIDE;
    }
    answers
}

/// The number of a question, and the lines of its answer.
fn answer(number: u32, lines: &[String]) -> Vec<Block> {
    let mut prose = Prose::default().then_strong(&number.to_string()).then("  ");
    for (index, line) in lines.iter().enumerate() {
        prose = prose.then(if index > 0 { "\n" } else { "" }).then(line);
    }
    vec![Block::Paragraph { text: prose, size: TextSize::Small }]
}

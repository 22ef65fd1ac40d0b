//! Portions → pages: which stands on which page. `spread` shares out what a page has left over,
//! and `balance` makes pages about as full as each other.

use std::collections::VecDeque;

use super::frame::Frame;
use super::measure::{Setting, fit_head};
use super::measures::{FIRST_ITEM, Measures, Tall};
use super::pages::Length;
use super::portion::Portion;
use super::spacing::Spacing;
use super::{Paper, Unfit, strip};
use crate::blocks::{Purpose, Sheet};

/// Frames at their distance from the top of the text area.
#[derive(Clone, Debug, Default)]
pub struct FlowPage {
    pub frames: Vec<(Length, Frame)>,
    /// Whether somebody writes on rules here.
    pub is_ruled: bool,
    /// Answers to fold behind the page.
    pub strip: Option<Frame>,
}

/// Shares a sheet out over pages of this paper.
///
/// Errors: whatever cannot be set, and an item taller than a page.
pub fn flow(sheet: &Sheet, paper: Paper) -> Result<Vec<FlowPage>, Unfit> {
    let (full, height) = paper.text_area();
    let has_strip = strip::is_wanted(sheet);
    let (width, measures) = if has_strip { (full - strip::TAKEN, &Measures::FOLD) } else { (full, paper.measures()) };
    let spacing = Spacing::usual(sheet.purpose);
    let setting = Setting::new(measures, sheet.purpose, spacing);
    let first = sheet.items.first().map_or(0, |item| item.origin);
    let head = fit_head(sheet, width, setting).map_err(|unfit| unfit.at(first))?;
    if head.height > height {
        return Err(Unfit::TooTall { origin: first });
    }
    let area = Area { purpose: sheet.purpose, measures, width, height, head: head.height, has_strip };
    let plan = area.plan(&Portion::of(sheet))?;
    let last = plan.len() - 1;
    let mut pages = Vec::new();
    for (index, portions) in plan.into_iter().enumerate() {
        let is_last = index == last;
        pages.push(area.page(index, portions, is_last.then_some(EndOfSheet))?);
    }
    pages[0].frames.insert(0, (Length::ZERO, head));
    Ok(pages)
}

/// Marks the last page of a sheet.
#[derive(Clone, Copy)]
pub(super) struct EndOfSheet;

/// The text area of every page; the first gives room to the head.
pub(super) struct Area {
    pub purpose: Purpose,
    pub measures: &'static Measures,
    pub width: Length,
    pub height: Length,
    pub head: Length,
    /// Whether answers stand at the outer edge of each page.
    pub has_strip: bool,
}

impl Area {
    /// Portions page by page on as few pages as there can be. Questions stand whole and on pages about as full as each
    /// other where that takes no more pages; a key fills its first page.
    fn plan(&self, portions: &[Portion]) -> Result<Vec<Vec<Portion>>, Unfit> {
        let fewest = self.fewest_pages(portions)?;
        if self.purpose == Purpose::Questions && fewest.len() > 1 {
            for spacing in Spacing::choices(self.purpose) {
                if let Some(plan) = self.balance(portions, *spacing, fewest.len())? {
                    return Ok(plan);
                }
            }
        }
        Ok(fewest)
    }

    /// Every page filled before the next is begun, as loosely set as the least number of pages allows.
    fn fewest_pages(&self, portions: &[Portion]) -> Result<Vec<Vec<Portion>>, Unfit> {
        let mut best: Result<Vec<Vec<Portion>>, Unfit> = Err(Unfit::TooTall { origin: 0 });
        for spacing in Spacing::choices(self.purpose) {
            let plan = self.fill(portions, *spacing);
            let is_better = match (&best, &plan) {
                (Ok(best), Ok(plan)) => plan.len() < best.len(),
                // What is too tall when set loosely may fit when set tightly.
                (Err(Unfit::TooTall { .. }), _) => true,
                _ => false,
            };
            if is_better {
                best = plan;
            }
            if matches!(&best, Ok(best) if best.len() == 1) {
                break;
            }
        }
        best
    }

    /// As many portions on each page as it takes.
    fn fill(&self, portions: &[Portion], spacing: Spacing) -> Result<Vec<Vec<Portion>>, Unfit> {
        let shortened = portions.iter().map(|portion| portion.with_fewer_rules(spacing.fewer_rules));
        let mut waiting: VecDeque<Portion> = shortened.collect();
        let mut pages = Vec::new();
        let mut page = Vec::new();
        let mut used = self.head;
        while let Some(portion) = waiting.pop_front() {
            let tall = self.fit(&portion, spacing)?.height;
            let top = used + self.gap_above(pages.len(), page.len(), spacing);
            if top + tall <= self.height {
                used = top + tall;
                page.push(portion);
                continue;
            }
            // Ruled space goes on over a page only where the page would otherwise be left too empty.
            let is_full = (self.height - used) * 6 <= self.height && used > Length::ZERO;
            let is_first = pages.is_empty() && page.is_empty();
            if self.measures.tall == Tall::Cut && (tall > self.height || is_first) {
                let room = self.height - top;
                if let Some((part, rest)) = portion.cut(|part| Ok(self.fit(part, spacing)?.height <= room))? {
                    page.push(part);
                    waiting.push_front(rest);
                    pages.push(std::mem::take(&mut page));
                    used = Length::ZERO;
                    continue;
                }
            }
            if let Some((part, rest)) = portion.split(tall, self.height - top, self.measures).filter(|_| !is_full) {
                page.push(part);
                waiting.push_front(rest);
            } else if used == Length::ZERO {
                return Err(Unfit::TooTall { origin: portion.origin() });
            } else {
                waiting.push_front(portion);
            }
            pages.push(std::mem::take(&mut page));
            used = Length::ZERO;
        }
        if !page.is_empty() || pages.is_empty() {
            pages.push(page);
        }
        Ok(pages)
    }

    pub fn fit(&self, portion: &Portion, spacing: Spacing) -> Result<Frame, Unfit> {
        portion.fit(self.width, Setting::new(self.measures, self.purpose, spacing))
    }

    /// Between what stands above on the page and the next portion, at the least.
    pub fn gap_above(&self, page: usize, portions_before: usize, spacing: Spacing) -> Length {
        match (page, portions_before) {
            (0, 0) if self.head > Length::ZERO => FIRST_ITEM.min(spacing.items),
            (_, 0) => Length::ZERO,
            _ => spacing.items,
        }
    }
}

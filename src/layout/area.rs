//! The text area of every page of some sheets, how tall portions are in it, and how far they keep apart.

use super::alike::Alike;
use super::frame::Frame;
use super::letters::Letters;
use super::measure::{Setting, fit_head};
use super::measures::{FIRST_ITEM, Measures};
use super::pages::Length;
use super::portion::Portion;
use super::spacing::{Space, Spacing};
use super::{Format, Unfit, strip};
use crate::blocks::{Corner, Item, Purpose, Sheet};
use std::borrow::Cow;

/// The text area; that of the first page gives room to the head.
pub struct Area<'a> {
    pub letters: Letters<'a>,
    pub purpose: Purpose,
    pub measures: &'static Measures,
    pub width: Length,
    pub height: Length,
    /// Of the tallest head.
    pub head: Length,
    /// Whether answers stand at the outer edge of each page.
    pub has_strip: bool,
    pub space: Space,
}

/// A key whose introduction alone is taller than a page has it before its items instead, where it may go on over pages.
pub fn with_low_head<'s>(sheet: &'s Sheet, format: Format) -> Cow<'s, Sheet> {
    let is_too_tall = || matches!(Area::of(&[sheet], format, Space::USUAL), Err(Unfit::TooTall { .. }));
    if sheet.purpose != Purpose::Key || sheet.intro.is_empty() || !is_too_tall() {
        return Cow::Borrowed(sheet);
    }
    let mut low = Sheet { intro: Vec::new(), ..sheet.clone() };
    let intro = Item {
        origin: sheet.items.first().map_or(0, |item| item.origin),
        number: 0,
        label: String::new(),
        note: None,
        minutes: None,
        corner: Corner::Marks(Vec::new()),
        body: sheet.intro.clone(),
        aside: Vec::new(),
    };
    low.items.insert(0, intro);
    Cow::Owned(low)
}

impl<'a> Area<'a> {
    /// The area that these sheets have in common.
    ///
    /// Errors: a head that cannot be set or is taller than a page.
    pub fn of(sheets: &[&Sheet], format: Format<'a>, space: Space) -> Result<Area<'a>, Unfit> {
        let paper = format.paper;
        let (full, height) = paper.text_area();
        let has_strip = sheets.iter().any(|sheet| strip::is_wanted(sheet));
        let (width, measures) =
            if has_strip { (full - strip::TAKEN, &Measures::FOLD) } else { (full, paper.measures()) };
        let purpose = sheets.first().map_or(Purpose::Questions, |sheet| sheet.purpose);
        let mut area =
            Area { letters: format.letters(), purpose, measures, width, height, head: Length::ZERO, has_strip, space };
        for sheet in sheets {
            area.head = area.head.max(area.fit_head(sheet)?.height);
        }
        Ok(area)
    }

    pub fn fit_head(&self, sheet: &Sheet) -> Result<Frame, Unfit> {
        let setting = Setting::new(self.letters, self.measures, self.purpose, Spacing::usual(self.purpose));
        let first = sheet.items.first().map_or(0, |item| item.origin);
        let head = fit_head(sheet, self.width, setting).map_err(|unfit| unfit.at(first))?;
        if head.height > self.height { Err(Unfit::TooTall { origin: first }) } else { Ok(head) }
    }

    pub fn fit(&self, portion: &Portion, spacing: Spacing) -> Result<Frame, Unfit> {
        portion.fit(self.width, Setting::new(self.letters, self.measures, self.purpose, spacing.with(self.space)))
    }

    /// The height of the tallest.
    pub fn height_of(&self, alike: &Alike, spacing: Spacing) -> Result<Length, Unfit> {
        Ok(self.tallest(alike, spacing)?.1)
    }

    /// The place of the tallest among the sheets, and its height.
    pub fn tallest(&self, alike: &Alike, spacing: Spacing) -> Result<(usize, Length), Unfit> {
        let mut tallest = (0, Length::ZERO);
        for (index, portion) in alike.0.iter().enumerate() {
            let height = self.fit(portion, spacing)?.height;
            if height > tallest.1 {
                tallest = (index, height);
            }
        }
        Ok(tallest)
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

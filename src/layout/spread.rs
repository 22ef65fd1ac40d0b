//! A page's portions → their places: what the page has left over goes to gaps between items, then to the space that is
//! written in, then to wider gaps. Keys give nothing to writing.

use super::Unfit;
use super::alike::Alike;
use super::area::Area;
use super::measures::{LAST_ITEM_GAP, MOST_GROWTH, MOST_GROWTH_ON_SMALL, Tall, WIDEST_ITEM_GAP};
use super::pages::Length;
use super::spacing::{Spacing, Tenths};
use crate::blocks::Purpose;

/// Marks the last page of a sheet.
#[derive(Clone, Copy)]
pub struct EndOfSheet;

/// How a page is set, and where each portion stands on it: from the top of the text area, and how tall it is.
pub struct Settled {
    pub spacing: Closeness,
    pub growth: Tenths,
    pub slots: Vec<(Length, Length)>,
}

/// One of the choices of `Spacing`, by its place.
pub type Closeness = usize;

/// Heights of a page's portions in a spacing.
struct Set {
    heights: Vec<Length>,
    choice: Closeness,
    spacing: Spacing,
    growth: Tenths,
}

/// Places portions on a page as loosely as they fit.
pub fn settle(area: &Area, index: usize, portions: &[Alike], end: Option<EndOfSheet>) -> Result<Settled, Unfit> {
    let page = PageOf { area, index, portions };
    let mut set = page.loosest()?;
    if area.purpose == Purpose::Questions && page.is_sparse(&set) {
        set = page.grow(set)?;
    }
    let gap = match (area.purpose, end) {
        (Purpose::Key, Some(EndOfSheet)) => set.spacing.items,
        _ => page.shared_gap(&set),
    };
    let mut y = if index == 0 { area.head } else { Length::ZERO };
    let mut slots = Vec::new();
    for (before, height) in set.heights.into_iter().enumerate() {
        y += if before == 0 { area.gap_above(index, 0, set.spacing) } else { gap };
        slots.push((y, height));
        y += height;
    }
    Ok(Settled { spacing: set.choice, growth: set.growth, slots })
}

struct PageOf<'a> {
    area: &'a Area<'a>,
    index: usize,
    portions: &'a [Alike],
}

impl PageOf<'_> {
    /// The heights in the loosest spacing that fits, or in the tightest.
    fn loosest(&self) -> Result<Set, Unfit> {
        let choices = Spacing::choices(self.area.purpose);
        for choice in 0..choices.len() {
            let set = self.set(self.portions, choice, Tenths(0))?;
            if choice + 1 == choices.len() || self.left_over(&set) >= Length::ZERO {
                return Ok(set);
            }
        }
        unreachable!("the last choice is taken")
    }

    fn set(&self, portions: &[Alike], choice: Closeness, growth: Tenths) -> Result<Set, Unfit> {
        let spacing = Spacing::choices(self.area.purpose)[choice].roomier(growth);
        let heights: Result<Vec<Length>, Unfit> =
            portions.iter().map(|portion| self.area.height_of(portion, spacing)).collect();
        Ok(Set { heights: heights?, choice, spacing, growth })
    }

    /// What a page has left with the smallest gaps; below zero if it does not hold the portions.
    fn left_over(&self, set: &Set) -> Length {
        let head = if self.index == 0 { self.area.head } else { Length::ZERO };
        let gaps = (0..set.heights.len()).map(|before| self.area.gap_above(self.index, before, set.spacing)).sum();
        self.area.height - head - gaps - set.heights.iter().copied().sum()
    }

    /// What stays empty below the last item when gaps are as wide as they usually become.
    fn empty(&self, set: &Set) -> Length {
        let gaps = i32::try_from(set.heights.len().saturating_sub(1)).unwrap_or(0);
        self.left_over(set) - set.spacing.usual_widening() * gaps
    }

    /// Whether more than a sixth of the page would stay empty.
    fn is_sparse(&self, set: &Set) -> bool {
        self.empty(set) * 6 > self.area.height
    }

    /// Gives the space that is written in as much more as the page has, evenly: at most half as many rules again, and
    /// rows taller by as much as `Spacing` allows. On pages that are small for their questions a line of code often takes
    /// two rules, and there may be twice as many. What the tallest of a class allow is tried on the others after.
    fn grow(&self, set: Set) -> Result<Set, Unfit> {
        let mut tallest = Vec::new();
        for portion in self.portions {
            tallest.push(portion.only(self.area.tallest(portion, set.spacing)?.0));
        }
        let mut grown = Vec::new();
        let most = if self.area.measures.tall == Tall::Cut { MOST_GROWTH_ON_SMALL } else { MOST_GROWTH };
        for tenths in (1..=most.0).map(Tenths) {
            let next = self.grown(&tallest, set.choice, tenths)?;
            if self.empty(&next) < Length::ZERO {
                break;
            }
            grown.push(next);
        }
        let is_class = self.portions.iter().any(|portion| portion.0.len() > 1);
        while let Some(next) = grown.pop() {
            let next = if is_class { self.grown(self.portions, set.choice, next.growth)? } else { next };
            if self.empty(&next) >= Length::ZERO {
                return Ok(next);
            }
        }
        Ok(set)
    }

    fn grown(&self, portions: &[Alike], choice: Closeness, tenths: Tenths) -> Result<Set, Unfit> {
        let more: Vec<Alike> = portions.iter().map(|portion| portion.with_more_rules(tenths)).collect();
        self.set(&more, choice, tenths)
    }

    /// The gap between items when what is left over is shared out among them and the foot of the page.
    fn shared_gap(&self, set: &Set) -> Length {
        let is_wider = self.area.purpose == Purpose::Questions && self.is_sparse(set);
        let widest = if is_wider { LAST_ITEM_GAP } else { WIDEST_ITEM_GAP };
        let shares = i32::try_from(set.heights.len()).unwrap_or(i32::MAX).max(1);
        let share = Length(self.left_over(set).0.max(0) / shares);
        widest.min(set.spacing.items + share)
    }
}

//! Portions → pages: which stands on which page, and where one goes on over a page. As few pages as there can be, and of
//! these ways the one that costs least: pages about as full as each other, little broken, nothing set closer than it
//! must be. A key fills its first pages.

use std::collections::BTreeMap;
use std::ops::Bound;

use super::Unfit;
use super::alike::Alike;
use super::area::Area;
use super::measures::{RULES_CARRIED, RULES_KEPT, Tall};
use super::pages::Length;
use super::portion::Break;
use super::spacing::Spacing;
use crate::blocks::Purpose;

/// A portion, or a piece of it, on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its place among the portions.
    pub portion: usize,
    pub from: Option<Break>,
    pub to: Option<Break>,
}

/// Portions with the rules that they keep, and what stands on each page.
pub struct Paging {
    pub portions: Vec<Alike>,
    pub pages: Vec<Vec<Part>>,
}

/// Costs are squares of what a page leaves empty, in thousandths of its height: a page half empty costs 250,000 times
/// its weight.
type Cost = i64;

/// Of a break in ruled space, or between its steps, where questions are made for these pages: as a third of a page left empty.
const BREAK: Cost = 400_000;
/// And on pages that are small for them.
const BREAK_ON_SMALL: Cost = 150_000;
/// Of a cut elsewhere, where there is no other way.
const CUT: Cost = 1_000_000;
/// Of a last page with nothing on it but what follows the last item.
const LONELY: Cost = 1_200_000;
/// Of so many cuts of one portion the best is taken.
const CUTS_TRIED: usize = 4;

/// Whether a portion may go on over a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breaks {
    Never,
    WhereTheyServe,
}

/// The pages of a spacing, as few as there can be in any spacing.
struct Choice {
    cost: Cost,
    paging: Paging,
}

/// Shares portions out over pages: set as loosely as the least number of pages allows, unless that asks for a break
/// that costs more than to set them closer.
///
/// Errors: whatever cannot be set, and a portion taller than a page.
pub fn share_out(area: &Area, portions: Vec<Alike>) -> Result<Paging, Unfit> {
    let mut best: [Option<Choice>; 2] = [None, None];
    let mut unfit = Unfit::TooTall { origin: 0 };
    let mut measured: Option<Measured> = None;
    for spacing in Spacing::choices(area.purpose) {
        let before = measured.take().filter(|before| before.spacing.sets_as(*spacing));
        let now = match before {
            Some(before) => Measured { spacing: *spacing, ..before },
            None => Measured::of(area, &portions, *spacing)?,
        };
        for (best, breaks) in best.iter_mut().zip([Breaks::Never, Breaks::WhereTheyServe]) {
            match (Pager { area, measured: &now, breaks }).cheapest()? {
                Ok((cost, pages)) => {
                    if best.as_ref().is_none_or(|best| pages.len() < best.paging.pages.len()) {
                        *best = Some(Choice { cost, paging: Paging { portions: now.portions.clone(), pages } });
                    }
                }
                Err(origin) => unfit = Unfit::TooTall { origin },
            }
        }
        if matches!(&best[0], Some(whole) if whole.paging.pages.len() == 1) {
            break;
        }
        measured = Some(now);
    }
    let [whole, broken] = best;
    let ranked = |choice: &Choice| (choice.paging.pages.len(), choice.cost);
    let cheaper = whole.into_iter().chain(broken).min_by_key(ranked);
    cheaper.map(|choice| choice.paging).ok_or(unfit)
}

/// Portions in a spacing, with the rules that they keep in it.
struct Measured {
    spacing: Spacing,
    portions: Vec<Alike>,
    heights: Vec<Length>,
}

impl Measured {
    fn of(area: &Area, portions: &[Alike], spacing: Spacing) -> Result<Measured, Unfit> {
        let shortened = |portion: &Alike| match spacing.fewer_rules.0 {
            0 => portion.clone(),
            _ => portion.with_fewer_rules(spacing.fewer_rules),
        };
        let portions: Vec<Alike> = portions.iter().map(shortened).collect();
        let heights: Result<_, Unfit> = portions.iter().map(|portion| area.height_of(portion, spacing)).collect();
        Ok(Measured { spacing, portions, heights: heights? })
    }
}

/// Between two portions, or at a break of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    portion: usize,
    cut: Option<Break>,
}

const START: Place = Place { portion: 0, cut: None };

/// The best way to fill pages up to a place.
#[derive(Clone, Copy, Debug)]
struct Way {
    pages: usize,
    cost: Cost,
    /// Where the last of these pages begins; `None` for the first page.
    begin: Option<Place>,
}

type Ways = BTreeMap<Place, Way>;

/// Parts page by page and what they cost, or the origin of a portion that no page holds.
type Cheapest = Result<(Cost, Vec<Vec<Part>>), u32>;

struct Pager<'a> {
    area: &'a Area<'a>,
    measured: &'a Measured,
    breaks: Breaks,
}

impl Pager<'_> {
    /// The cheapest of all ways.
    fn cheapest(&self) -> Result<Cheapest, Unfit> {
        if self.measured.portions.is_empty() {
            return Ok(Ok((0, vec![Vec::new()])));
        }
        let mut ways = Ways::new();
        // The first page may hold nothing but the head.
        if self.area.head > Length::ZERO {
            ways.insert(
                START,
                Way { pages: 1, cost: self.cost(None, START, self.area.height - self.area.head), begin: None },
            );
        }
        self.extend(None, &mut ways)?;
        let mut place = START;
        let mut next = ways.get_key_value(&START).map(|(place, way)| (*place, *way));
        loop {
            if let Some((at, _)) = next {
                place = at;
                if place.portion < self.measured.portions.len() {
                    self.extend(Some(place), &mut ways)?;
                }
            }
            next = ways.range((Bound::Excluded(place), Bound::Unbounded)).next().map(|(place, way)| (*place, *way));
            if next.is_none() {
                break;
            }
        }
        let end = Place { portion: self.measured.portions.len(), cut: None };
        let Some(way) = ways.get(&end) else {
            return Ok(Err(self.measured.portions[place.portion.min(self.measured.portions.len() - 1)].origin()));
        };
        Ok(Ok((way.cost, pages_to(end, &ways))))
    }

    /// Adds every page that begins at a place; the first page at none.
    fn extend(&self, begin: Option<Place>, ways: &mut Ways) -> Result<(), Unfit> {
        let start = begin.unwrap_or(START);
        let page = usize::from(begin.is_some());
        let mut y = if begin.is_none() { self.area.head } else { Length::ZERO };
        for (before, portion) in (start.portion..self.measured.portions.len()).enumerate() {
            let from = if before == 0 { start.cut } else { None };
            let room = self.area.height - y - self.area.gap_above(page, before, self.measured.spacing);
            let rest = self.rest(portion, from)?;
            if rest > room {
                let is_first = begin.is_none() && before == 0;
                for (at, height, price) in self.breaks(portion, from, (rest, room), is_first)? {
                    self.note(ways, begin, Place { portion, cut: Some(at) }, (room - height, price));
                }
                return Ok(());
            }
            y = self.area.height - room + rest;
            self.note(ways, begin, Place { portion: portion + 1, cut: None }, (room - rest, 0));
        }
        Ok(())
    }

    fn note(&self, ways: &mut Ways, begin: Option<Place>, end: Place, (left, price): (Length, Cost)) {
        let before = begin.and_then(|begin| ways.get(&begin)).map_or((0, 0), |way| (way.pages, way.cost));
        let way = Way { pages: before.0 + 1, cost: before.1 + self.cost(begin, end, left) + price, begin };
        let best = ways.entry(end).or_insert(way);
        if (way.pages, way.cost) < (best.pages, best.cost) {
            *best = way;
        }
    }

    /// How much it matters that a page is full: the first is seen first, and the last may be emptier than the others.
    fn cost(&self, begin: Option<Place>, end: Place, left: Length) -> Cost {
        let is_last = end.portion == self.measured.portions.len();
        let is_lonely = is_last && begin.is_some_and(|begin| self.measured.portions[begin.portion].is_closing());
        let weight = match (is_last, begin) {
            (true, _) if self.area.purpose == Purpose::Key => 0,
            (true, Some(_)) => 2,
            (_, None) => 4,
            (false, Some(_)) => 3,
        };
        let lonely = if is_lonely { LONELY } else { 0 };
        lonely + weight * (i64::from(left.0) * 1000 / i64::from(self.area.height.0.max(1))).pow(2)
    }

    /// The height of a portion from a break on.
    fn rest(&self, portion: usize, from: Option<Break>) -> Result<Length, Unfit> {
        if from.is_none() {
            return Ok(self.measured.heights[portion]);
        }
        match self.measured.portions[portion].piece(from, None) {
            Some(piece) => self.area.height_of(&piece, self.measured.spacing),
            None => Ok(Length(i32::MAX / 4)),
        }
    }

    /// Where a portion that is taller than the room on a page may go on over it: the height of what stands before, and
    /// the price.
    fn breaks(
        &self,
        portion: usize,
        from: Option<Break>,
        (rest, room): (Length, Length),
        is_first: bool,
    ) -> Result<Vec<(Break, Length, Cost)>, Unfit> {
        if self.breaks == Breaks::Never {
            return Ok(Vec::new());
        }
        let in_rules: Vec<_> = self.break_in_rules(portion, from, (rest, room)).into_iter().collect();
        if !in_rules.is_empty() || matches!(from, Some(Break::Rules(_))) {
            return Ok(in_rules);
        }
        let whole = &self.measured.portions[portion];
        let is_cut = self.area.measures.tall == Tall::Cut || whole.is_headless();
        let may_cut = is_cut && (rest > self.area.height || is_first);
        let steps = whole.cuts_between_steps();
        let cuts = if may_cut { whole.cuts() } else { steps.clone() };
        let mut found = Vec::new();
        for at in cuts.into_iter().filter(|at| Some(Break::Cut(*at)) > from) {
            let cut = Break::Cut(at);
            let Some(piece) = whole.piece(from, Some(cut)) else { continue };
            let height = self.area.height_of(&piece, self.measured.spacing)?;
            if height <= room {
                found.push((cut, height, if steps.contains(&at) { self.price_of_break() } else { CUT }));
            }
            if found.len() == CUTS_TRIED {
                break;
            }
        }
        Ok(found)
    }

    /// The page is filled, but for a few rules that keep each other company on the next.
    fn break_in_rules(
        &self,
        portion: usize,
        from: Option<Break>,
        (rest, room): (Length, Length),
    ) -> Option<(Break, Length, Cost)> {
        let before = match from {
            None => 0,
            Some(Break::Rules(before)) => before,
            Some(Break::Cut(_)) => return None,
        };
        let m = self.area.measures;
        let all = self.measured.portions[portion].rules_that_break();
        let excess = (rest - room).0 + m.pitch.0 - 1;
        let carried = u32::try_from(excess.div_euclid(m.pitch.0)).ok()?.max(RULES_CARRIED);
        let end = all.checked_sub(carried).filter(|end| *end >= before + RULES_KEPT)?;
        let height = rest - m.pitch * i32::try_from(carried.min(1000)).unwrap_or(1000);
        Some((Break::Rules(end), height, self.price_of_break()))
    }

    fn price_of_break(&self) -> Cost {
        if self.area.measures.tall == Tall::Cut { BREAK_ON_SMALL } else { BREAK }
    }
}

/// The pages of the best way to a place.
fn pages_to(end: Place, ways: &Ways) -> Vec<Vec<Part>> {
    let mut pages = Vec::new();
    let mut end = end;
    while let Some(way) = ways.get(&end) {
        pages.push(parts(way.begin.unwrap_or(START), end));
        match way.begin {
            Some(begin) => end = begin,
            None => break,
        }
    }
    pages.reverse();
    pages
}

fn parts(begin: Place, end: Place) -> Vec<Part> {
    let last = if end.cut.is_some() { end.portion + 1 } else { end.portion };
    let each = (begin.portion..last).map(|portion| Part {
        portion,
        from: if portion == begin.portion { begin.cut } else { None },
        to: if portion == end.portion { end.cut } else { None },
    });
    each.collect()
}

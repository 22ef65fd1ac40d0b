//! A page's portions → its frames in their places: what the page has left over goes to gaps between items, then to
//! the space that is written in, then to wider gaps. Keys give nothing to writing.

use super::Unfit;
use super::flow::{Area, EndOfSheet, FlowPage};
use super::frame::Frame;
use super::measures::{LAST_ITEM_GAP, WIDEST_ITEM_GAP};
use super::pages::Length;
use super::portion::Portion;
use super::spacing::{Spacing, Tenths};
use crate::blocks::Purpose;

/// Frames of a page with the spacing they were set in.
struct Settled {
    frames: Vec<Frame>,
    spacing: Spacing,
}

impl Area {
    /// Sets a page's portions as loosely as they fit and shares out what is left.
    pub fn page(&self, index: usize, portions: Vec<Portion>, end: Option<EndOfSheet>) -> Result<FlowPage, Unfit> {
        let is_ruled = portions.iter().any(Portion::is_ruled);
        let mut settled = self.settle(index, &portions)?;
        if self.purpose == Purpose::Questions && self.is_sparse(index, &settled) {
            settled = self.grow(index, &portions, settled)?;
        }
        let gap = match (self.purpose, end) {
            (Purpose::Key, Some(EndOfSheet)) => settled.spacing.items,
            _ => self.shared_gap(index, &settled),
        };
        let mut page = FlowPage { is_ruled, ..FlowPage::default() };
        let mut y = if index == 0 { self.head } else { Length::ZERO };
        let first_gap = self.gap_above(index, 0, settled.spacing);
        for (before, frame) in settled.frames.into_iter().enumerate() {
            y += if before == 0 { first_gap } else { gap };
            let height = frame.height;
            page.frames.push((y, frame));
            y += height;
        }
        if self.has_strip {
            let tops: Vec<Length> = page.frames.iter().map(|(top, _)| *top).collect();
            page.strip = Some(self.strip(index, &portions, &tops)?);
        }
        Ok(page)
    }

    /// The frames in the loosest spacing that fits, or in the tightest.
    fn settle(&self, index: usize, portions: &[Portion]) -> Result<Settled, Unfit> {
        let (tightest, looser) = Spacing::choices(self.purpose).split_last().expect("there is a spacing to choose");
        for spacing in looser {
            let settled = self.set(portions, *spacing)?;
            if self.left_over(index, &settled) >= Length::ZERO {
                return Ok(settled);
            }
        }
        self.set(portions, *tightest)
    }

    fn set(&self, portions: &[Portion], spacing: Spacing) -> Result<Settled, Unfit> {
        let frames: Result<Vec<Frame>, Unfit> = portions.iter().map(|portion| self.fit(portion, spacing)).collect();
        Ok(Settled { frames: frames?, spacing })
    }

    /// What a page has left with the smallest gaps; below zero if it does not hold the frames.
    fn left_over(&self, index: usize, settled: &Settled) -> Length {
        let head = if index == 0 { self.head } else { Length::ZERO };
        let frames = &settled.frames;
        let gaps = (0..frames.len()).map(|before| self.gap_above(index, before, settled.spacing)).sum();
        self.height - head - gaps - frames.iter().map(|frame| frame.height).sum()
    }

    /// What stays empty below the last item when gaps are as wide as they usually become.
    fn empty(&self, index: usize, settled: &Settled) -> Length {
        let gaps = i32::try_from(settled.frames.len().saturating_sub(1)).unwrap_or(0);
        self.left_over(index, settled) - settled.spacing.usual_widening() * gaps
    }

    /// Whether more than a sixth of the page would stay empty.
    fn is_sparse(&self, index: usize, settled: &Settled) -> bool {
        self.empty(index, settled) * 6 > self.height
    }

    /// Gives the space that is written in as much more as the page has, evenly: at most half as many rules again, and
    /// rows taller by as much as `Spacing` allows.
    fn grow(&self, index: usize, portions: &[Portion], settled: Settled) -> Result<Settled, Unfit> {
        let mut grown = settled;
        for tenths in (1..=10).map(Tenths) {
            let more: Vec<Portion> = portions.iter().map(|portion| portion.with_more_rules(tenths)).collect();
            let next = self.set(&more, grown.spacing.roomier(tenths))?;
            if self.empty(index, &next) < Length::ZERO {
                break;
            }
            grown = next;
        }
        Ok(grown)
    }

    /// The gap between items when what is left over is shared out among them and the foot of the page.
    fn shared_gap(&self, index: usize, settled: &Settled) -> Length {
        let is_wider = self.purpose == Purpose::Questions && self.is_sparse(index, settled);
        let widest = if is_wider { LAST_ITEM_GAP } else { WIDEST_ITEM_GAP };
        let shares = i32::try_from(settled.frames.len()).unwrap_or(i32::MAX).max(1);
        let share = Length(self.left_over(index, settled).0.max(0) / shares);
        widest.min(settled.spacing.items + share)
    }
}

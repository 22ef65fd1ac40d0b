//! Portions → a given number of pages, so that the pages are about as full as each other. Nothing goes on over a page.

use super::Unfit;
use super::flow::Area;
use super::pages::Length;
use super::portion::Portion;
use super::spacing::Spacing;

/// A way to share out the first portions, and how uneven it is.
#[derive(Clone, Debug, Default)]
struct Sharing {
    /// The sum of the squares of what pages have left over, each by its weight.
    unevenness: i64,
    /// How many portions stand on each page.
    counts: Vec<usize>,
}

impl Area {
    /// The most even way to share portions out over so many pages, each whole; `None` if there is none.
    pub fn balance(
        &self,
        portions: &[Portion],
        spacing: Spacing,
        pages: usize,
    ) -> Result<Option<Vec<Vec<Portion>>>, Unfit> {
        let portions: Vec<Portion> =
            portions.iter().map(|portion| portion.with_fewer_rules(spacing.fewer_rules)).collect();
        let heights: Result<Vec<Length>, Unfit> =
            portions.iter().map(|portion| Ok(self.fit(portion, spacing)?.height)).collect();
        let Some(sharing) = self.share(&heights?, spacing, pages) else { return Ok(None) };
        let mut portions = portions.into_iter();
        Ok(Some(sharing.counts.iter().map(|count| portions.by_ref().take(*count).collect()).collect()))
    }

    fn share(&self, heights: &[Length], spacing: Spacing, pages: usize) -> Option<Sharing> {
        // The best way to share out the first `end` portions over the pages so far.
        let mut best: Vec<Option<Sharing>> = vec![None; heights.len() + 1];
        best[0] = Some(Sharing::default());
        for page in 0..pages {
            let mut next = vec![None; heights.len() + 1];
            for (begin, before) in best.iter().enumerate() {
                let Some(before) = before else { continue };
                for end in begin + 1..=heights.len() {
                    let Some(left) = self.left_on(page, &heights[begin..end], spacing) else { break };
                    let weight = weight(page, pages);
                    improve(&mut next[end], before, i64::from(left.0).pow(2) * weight, end - begin);
                }
            }
            best = next;
        }
        best.pop().flatten()
    }

    /// What a page with portions of these heights has left over; `None` if it does not hold them.
    fn left_on(&self, page: usize, heights: &[Length], spacing: Spacing) -> Option<Length> {
        let head = if page == 0 { self.head } else { Length::ZERO };
        let gaps = (0..heights.len()).map(|before| self.gap_above(page, before, spacing)).sum();
        let left = self.height - head - gaps - heights.iter().copied().sum();
        (left >= Length::ZERO).then_some(left)
    }
}

/// How much it matters that a page is full: the first is seen first, and the last may be emptier than the others.
fn weight(page: usize, pages: usize) -> i64 {
    match page {
        0 => 4,
        _ if page + 1 < pages => 3,
        _ => 2,
    }
}

fn improve(best: &mut Option<Sharing>, before: &Sharing, added: i64, count: usize) {
    let unevenness = before.unevenness + added;
    if best.as_ref().is_none_or(|best| unevenness < best.unevenness) {
        let counts = before.counts.iter().copied().chain([count]).collect();
        *best = Some(Sharing { unevenness, counts });
    }
}

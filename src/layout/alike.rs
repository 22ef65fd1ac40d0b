//! What stands at the same place on several sheets: the same question with other values. A sheet of its own is a class
//! of one.

use super::Unfit;
use super::cuts::Cut;
use super::portion::{Break, Portion};
use super::spacing::{Spaces, Tenths};
use crate::blocks::Sheet;
use std::sync::Arc;

/// A portion of each sheet, at least one. Shared, since a class has thousands and each way to page them keeps its own list.
#[derive(Clone, Debug)]
pub struct Alike(pub Vec<Arc<Portion>>);

impl Alike {
    /// The portions of sheets in order, each with as many rules as the most that one of the sheets asks for, times
    /// what `spaces` say: how many there are tells nobody anything.
    ///
    /// Errors: a sheet that has not as many items as the first.
    pub fn of(sheets: &[&Sheet], spaces: Spaces) -> Result<Vec<Alike>, Unfit> {
        let mut all: Vec<Alike> = Vec::new();
        for sheet in sheets {
            let portions = Portion::of(sheet);
            if all.is_empty() {
                all = portions.into_iter().map(|portion| Alike(vec![Arc::new(portion)])).collect();
                continue;
            }
            if portions.len() != all.len() {
                let origin = portions.last().map_or(0, Portion::origin);
                return Err(Unfit::OutOfPlan { origin });
            }
            for (alike, portion) in all.iter_mut().zip(portions) {
                alike.0.push(Arc::new(portion));
            }
        }
        Ok(all.into_iter().enumerate().map(|(place, alike)| alike.level(place, spaces)).collect())
    }

    fn level(self, place: usize, spaces: Spaces) -> Alike {
        let counts: Vec<u32> = self.rule_counts().into_iter().map(|lines| spaces.of(place, lines)).collect();
        if counts.is_empty() { self } else { self.each(|portion| portion.with_rule_counts(&counts)) }
    }

    fn each(self, change: impl Fn(Portion) -> Portion) -> Alike {
        Alike(self.0.into_iter().map(|portion| Arc::new(change(Arc::unwrap_or_clone(portion)))).collect())
    }

    /// The most rules that a sheet has in each ruled space.
    pub fn rule_counts(&self) -> Vec<u32> {
        let mut most = Vec::new();
        for counts in self.0.iter().map(|portion| portion.rule_counts()) {
            for (place, count) in counts.into_iter().enumerate() {
                match most.get_mut(place) {
                    Some(most) => *most = count.max(*most),
                    None => most.push(count),
                }
            }
        }
        most
    }

    /// The item that faults are told of.
    pub fn origin(&self) -> u32 {
        self.0.first().map_or(0, |portion| portion.origin())
    }

    /// Whether it has no head of its own: it may be cut on every paper.
    pub fn is_headless(&self) -> bool {
        self.0.iter().any(|portion| matches!(**portion, Portion::Continued(..)))
    }

    pub fn is_closing(&self) -> bool {
        self.0.iter().any(|portion| matches!(**portion, Portion::Closing(..)))
    }

    /// That of one sheet alone.
    pub fn only(&self, index: usize) -> Alike {
        Alike(self.0.get(index).cloned().into_iter().collect())
    }

    pub fn with_fewer_rules(&self, tenths: Tenths) -> Alike {
        Alike(self.0.iter().map(|portion| Arc::new(portion.with_fewer_rules(tenths))).collect())
    }

    pub fn with_more_rules(&self, tenths: Tenths) -> Alike {
        Alike(self.0.iter().map(|portion| Arc::new(portion.with_more_rules(tenths))).collect())
    }

    /// The rules of the ruled space that may go on over a page, where that is the same on every sheet; else 0.
    pub fn rules_that_break(&self) -> u32 {
        let mut all = self.0.iter().map(|portion| portion.rules_that_break());
        let first = all.next().unwrap_or(0);
        if all.all(|rules| rules == first) { first } else { 0 }
    }

    /// Where every sheet may be cut, the cut with the longest first part first.
    pub fn cuts(&self) -> Vec<Cut> {
        self.common(Portion::cuts)
    }

    /// Those of the cuts that stand between steps on every sheet.
    pub fn cuts_between_steps(&self) -> Vec<Cut> {
        self.common(Portion::cuts_between_steps)
    }

    fn common(&self, cuts: fn(&Portion) -> Vec<Cut>) -> Vec<Cut> {
        let mut all = self.0.iter().map(|portion| cuts(portion));
        let mut common = all.next().unwrap_or_default();
        for cuts in all {
            common.retain(|cut| cuts.contains(cut));
        }
        common
    }

    /// The pieces between two breaks; `None` if a sheet cannot be broken there.
    pub fn piece(&self, from: Option<Break>, to: Option<Break>) -> Option<Alike> {
        let pieces = self.0.iter().map(|portion| portion.piece(from, to).map(Arc::new));
        pieces.collect::<Option<Vec<_>>>().map(Alike)
    }
}

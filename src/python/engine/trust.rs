//! Whether a result is one that every CPython gives: it is looked at, and where need be computed again in other worlds.

use super::Desk;
use super::orders::{OTHERS, Sight, World};
use crate::python::{Care, Stop};
use std::fmt::Debug;

impl Desk<'_> {
    /// Carries something out, and again in other worlds if it looked at what differs between them. What is not to be
    /// trusted is refused.
    pub(super) fn trusted<T: Debug>(&self, work: impl Fn() -> Result<T, Stop>) -> Result<T, Stop> {
        let orders = &self.kit.orders;
        orders.take_seen();
        self.kit.notes.begin();
        let result = work()?;
        if self.care == Care::Learner {
            return Ok(result);
        }
        if let Some(untrusted) = self.kit.notes.take() {
            return Err(Stop::Untrusted(untrusted));
        }
        let seen = orders.take_seen();
        if seen.is_empty() {
            return Ok(result);
        }
        let own = format!("{result:?}");
        let differs = |only: Option<Sight>| {
            OTHERS.iter().any(|world| {
                self.clear();
                orders.enter(*world, only);
                let other = work();
                orders.enter(World::Own, None);
                other.map_or(true, |other| format!("{other:?}") != own)
            })
        };
        if !differs(None) {
            return Ok(result);
        }
        let guilty = seen.iter().rev().find(|sight| differs(Some(**sight)));
        let sight = guilty.or(seen.first()).copied().expect("something was seen, or it would not have been looked at");
        Err(Stop::Untrusted(sight.into_untrusted()))
    }
}

//! Every draw of some parameters, where there are not too many of them.
//!
//! A maker asks its stream for lots, each one of so many. All ways in which they can fall are gone one after the other,
//! as a counter turns its wheels; so no maker needs to know of it.

use super::parameters::{Evaluate, Parameters, Undrawn};
use super::{Stream, Values};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

/// Draws by chance from which the number of ways is estimated.
const PROBES: u32 = 20;

/// The lots of one draw in the order in which they are taken, whatever their streams.
#[derive(Default)]
pub(super) struct Way {
    /// Each lot, and of how many it is one.
    lots: Vec<(u64, u64)>,
    at: usize,
    /// What gives a lot that is taken for the first time; without it that is the first of its kind.
    chance: Option<Stream>,
}

impl Way {
    /// The next lot, one of so many.
    pub fn lot(&mut self, of: u64) -> u64 {
        if self.at == self.lots.len() {
            let lot = self.chance.as_mut().map_or(0, |chance| chance.below(of));
            self.lots.push((lot, of));
        }
        let (lot, _) = self.lots[self.at];
        self.at += 1;
        lot
    }

    /// Turns to the next way; `false` if this was the last one.
    fn turn(&mut self) -> bool {
        self.lots.truncate(self.at);
        self.at = 0;
        while let Some((lot, of)) = self.lots.pop() {
            if lot + 1 < of {
                self.lots.push((lot + 1, of));
                return true;
            }
        }
        false
    }

    /// How many ways there would be if each took as many lots of as many as this one.
    fn alike(&self) -> f64 {
        self.lots.iter().map(|(_, of)| *of as f64).product()
    }
}

impl Parameters {
    /// Every draw once, where their makers have at most `most` ways to make them; `None` where they have more. Without
    /// regard to conditions; a sought parameter has each of its values.
    pub fn every(&self, most: usize, evaluate: Evaluate) -> Result<Option<Vec<Values>>, Undrawn> {
        if self.ways(evaluate)? > most as f64 {
            return Ok(None);
        }
        let way = Rc::default();
        let (mut seen, mut draws) = (BTreeSet::new(), Vec::new());
        for _ in 0..most {
            let drawn = self.draw_along(&way, evaluate)?;
            draws.extend(drawn.filter(|values| seen.insert(format!("{values:?}"))));
            if !way.borrow_mut().turn() {
                return Ok(Some(draws));
            }
        }
        Ok(None)
    }

    /// About how many ways there are: the mean over draws by chance of what each would make it (D. E. Knuth, "Estimating
    /// the efficiency of backtrack programs", 1975). Exact where no length or bound depends on a lot.
    fn ways(&self, evaluate: Evaluate) -> Result<f64, Undrawn> {
        let mut sum = 0.0;
        for number in 0..PROBES {
            let chance = Some(Stream::new(&[b"ways", &number.to_le_bytes()]));
            let way = Rc::new(RefCell::new(Way { chance, ..Way::default() }));
            self.draw_along(&way, evaluate)?;
            sum += way.borrow().alike();
        }
        Ok(sum / f64::from(PROBES))
    }

    /// One draw; `None` where it is a candidate of a sought parameter with which another one cannot be drawn.
    fn draw_along(&self, way: &Rc<RefCell<Way>>, evaluate: Evaluate) -> Result<Option<Values>, Undrawn> {
        let mut values = Values::new();
        match self.draw_rounds(&|_| Stream::along(way), evaluate, &mut values, &|_| true) {
            Ok(()) => Ok(Some(values)),
            Err(Undrawn::Expression { .. } | Undrawn::Empty { .. }) if self.has_search() => Ok(None),
            Err(undrawn) => Err(undrawn),
        }
    }
}

//! Recipe → which problems, in which order. Nothing is run here.
//!
//! Comes in: a bank, a recipe, what was asked for, and the seed. Goes out: a `Selection`. The same four give the
//! same selection, and nothing else is looked at: no clock, no history. What somebody's history comes to may come in as
//! plain data; then it has its say.

mod adapt;
mod due;
mod handout;
mod mock;
mod sections;
mod ranks;
mod slots;
mod turns;

pub use adapt::choose_due;
pub use due::{Because, Due, Known};
pub use handout::{Amount, ClassWishes, alternatives, choose_for_class, named};
pub use mock::{MockPlace, MockWishes, candidates};
pub use sections::{Timed, apportioned, timed};
pub use slots::Pick;

use crate::bank::{Bank, Recipe, Slot};
use crate::code::{Drawn, Levels, Seed};
use slots::{Demand, Filling, Wanted};

/// What was asked for beside the recipe.
#[derive(Clone, Debug, PartialEq)]
pub struct Wishes {
    /// Ids of topics; none for all.
    pub topics: Vec<String>,
    pub levels: Levels,
    /// Of the whole sheet.
    pub minutes: u32,
}

/// Which problems, in order of printing, and the seed.
#[derive(Clone, Debug)]
pub struct Selection<'a> {
    pub seed: Seed,
    pub picks: Vec<Pick<'a>>,
}

impl Selection<'_> {
    /// The names that codes and requests have for it.
    pub fn drawn(&self) -> Vec<Drawn> {
        self.picks.iter().map(|pick| pick.entry.drawn_as(pick.form)).collect()
    }
}

/// Candidates of the first slot that are tried before a sheet with an empty slot is taken.
const FIRST_TRIES: usize = 4;

/// Says whether a sheet of these picks, in order of printing, still has room on its paper.
pub type HasRoom<'r, 'a, E> = &'r mut dyn FnMut(&[Pick<'a>]) -> Result<bool, E>;

/// Fills the recipe's slots from the seed alone, which for a daily by date is the number of its day
/// (`curriculum/README.md` 5.3, "Without history"). Empty if nothing in the bank fits.
///
/// Slots are filled in order of priority, each with what still fits the minutes and has room; so those that give way
/// first are those that go without. Slot *s* takes its `cycle[day mod length]`, of that topic the skill number
/// `day div length`, and of that skill one problem by lot. Where a recipe is a course of some days, or a slot names its
/// skills, these take their turns instead. A problem that has no room gives way to the next of its
/// skill, a skill to the next of its topic, a topic to the next of the cycle, as does a topic that is twice on the
/// sheet. More minutes than the recipe's bring further rounds of the same slots, one topic on.
///
/// A large problem in the first slot may leave no room for those that give way; then the next ones that it could
/// hold are tried, and the sheet with the most questions is taken, the first of equals.
///
/// Errors: whatever `has_room` ends with.
pub fn choose<'a, E>(
    bank: &'a Bank,
    recipe: &Recipe,
    wishes: &Wishes,
    seed: Seed,
    has_room: HasRoom<'_, 'a, E>,
) -> Result<Selection<'a>, E> {
    let rounds = wishes.minutes.div_ceil(recipe.minutes.max(1));
    let wanted = Wanted { bank, recipe, wishes, seed, rounds };
    let places = places(recipe);
    let questions = places.len() * usize::try_from(rounds).unwrap_or(1);
    let mut picks: Vec<Pick<'a>> = Vec::new();
    for passed_over in 0..FIRST_TRIES {
        let other = fill(&wanted, &places, passed_over, has_room)?;
        if other.len() > picks.len() {
            picks = other;
        }
        if picks.len() == questions {
            break;
        }
    }
    Ok(Selection { seed, picks })
}

/// The places for questions in one round, in order of printing: a slot has as many as it takes.
fn places(recipe: &Recipe) -> Vec<(&Slot, u32)> {
    recipe.slots.iter().flat_map(|slot| (0..slot.take).map(move |turn| (slot, turn))).collect()
}

/// The slot of a recipe that a problem was chosen for.
pub fn slot_of<'r>(pick: &Pick, recipe: &'r Recipe) -> Option<&'r Slot> {
    places(recipe).get(pick.place.1).map(|(slot, _)| *slot)
}

/// Fills every place of every round. The place that is filled first passes over so many of its candidates.
fn fill<'a, E>(
    wanted: &Wanted<'a, '_>,
    places: &[(&Slot, u32)],
    passed_over: usize,
    has_room: HasRoom<'_, 'a, E>,
) -> Result<Vec<Pick<'a>>, E> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&place| places[place].0.priority);
    let mut filling = Filling::default();
    for round in 0..wanted.rounds {
        for (turn, &place) in order.iter().enumerate() {
            let (slot, among) = places[place];
            let reserve = order[turn + 1..].iter().map(|&later| *places[later].0.minutes.start()).sum();
            let skip = if round == 0 && turn == 0 { passed_over } else { 0 };
            filling.fill(
                wanted,
                slot,
                Demand { place: (round, place), among, reserve, usual: reserve, skip },
                has_room,
            )?;
        }
    }
    Ok(filling.picks)
}

#[cfg(test)]
mod tests;

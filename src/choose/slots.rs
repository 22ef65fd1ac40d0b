//! One slot after the other: topic by cycle, skill by turn, problem by lot.

use super::turns::{self, Turn};
use super::{HasRoom, Wishes};
use crate::bank::{Bank, Distinct, Entry, Recipe, Skill, Slot, Stage};
use crate::code::Seed;
use crate::draw::Stream;
use crate::kinds::{Form, Name};
use crate::question::minutes;

/// Questions of one topic on a sheet of one round, at most (`curriculum/README.md` 5.3, rule 5).
const MOST_OF_A_TOPIC: usize = 2;

/// Problems that are tried for room before a slot stays empty: enough to find a short one among tall ones, few enough
/// that a full sheet is not looked at for ever.
pub(super) const TRIES: usize = 24;

/// What the whole sheet wants.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a, 'b> {
    pub bank: &'a Bank,
    pub recipe: &'b Recipe,
    pub wishes: &'b Wishes,
    pub seed: Seed,
    pub rounds: u32,
}

/// A problem for a slot, in the form it will be printed in.
#[derive(Clone, Copy, Debug)]
pub struct Pick<'a> {
    pub entry: &'a Entry,
    pub form: Form,
    pub minutes: u32,
    /// Round and place in it: the order of printing.
    pub(super) place: (u32, usize),
}

/// What one slot must do at its turn.
#[derive(Clone, Copy)]
pub(super) struct Demand {
    /// Round and place in it.
    pub place: (u32, usize),
    /// Which of the slot's questions it is, from 0.
    pub among: u32,
    /// Minutes that the slots after it need at least.
    pub reserve: u32,
    /// Minutes that they usually take.
    pub usual: u32,
    /// Candidates to pass over.
    pub skip: usize,
}

/// What is left for a slot to fill.
struct Left {
    turn: Turn,
    demand: Demand,
    /// Minutes of the sheet's.
    minutes: u32,
}

/// The sheet so far, in order of printing.
#[derive(Default)]
pub(super) struct Filling<'a> {
    pub picks: Vec<Pick<'a>>,
}

impl<'a> Filling<'a> {
    /// Puts something into a slot if anything fits. A problem that leaves the reserve for the slots after it is
    /// preferred to one of the same topic that does not.
    pub fn fill<E>(
        &mut self,
        wanted: &Wanted<'a, '_>,
        slot: &Slot,
        demand: Demand,
        has_room: HasRoom<'_, 'a, E>,
    ) -> Result<(), E> {
        let number = wanted.seed.get() + u64::from(demand.place.0) + u64::from(demand.among);
        let turn = Turn::of(wanted.recipe, slot, number, wanted.bank);
        let taken: u32 = self.picks.iter().map(|pick| pick.minutes).sum();
        let left = Left { turn, demand, minutes: wanted.wishes.minutes.saturating_sub(taken) };
        let groups = turns::groups(slot, &left.turn, wanted);
        let candidates: Vec<Pick<'a>> =
            groups.into_iter().flat_map(|skills| self.candidates(wanted, slot, skills, &left)).collect();
        self.put_first(candidates.into_iter().skip(demand.skip).take(TRIES), has_room)?;
        Ok(())
    }

    /// Puts the first candidate for which there is room on the sheet; says whether one was.
    pub fn put_first<E>(
        &mut self,
        candidates: impl Iterator<Item = Pick<'a>>,
        has_room: HasRoom<'_, 'a, E>,
    ) -> Result<bool, E> {
        for pick in candidates {
            let mut picks = self.picks.clone();
            picks.push(pick);
            picks.sort_by_key(|pick| pick.place);
            if has_room(&picks)? {
                self.picks = picks;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether the sheet has enough of a topic. One that is asked for among two at most, or named by the slot, may come
    /// as often as there are places.
    pub fn is_full_of(&self, wanted: &Wanted, slot: &Slot, topic: &str) -> bool {
        let most = MOST_OF_A_TOPIC * usize::try_from(wanted.rounds).unwrap_or(1);
        let is_open = |named: usize| named == 0 || named > 2;
        let is_mixed = is_open(wanted.wishes.topics.len()) && is_open(slot.topics.len()) && slot.skills.is_empty();
        is_mixed && self.picks.iter().filter(|pick| pick.entry.topic == topic).count() >= most
    }

    /// What these skills have for the slot, by turn and lot, those first that leave the reserve.
    fn candidates(&self, wanted: &Wanted<'a, '_>, slot: &Slot, skills: Vec<&'a Skill>, left: &Left) -> Vec<Pick<'a>> {
        let open = skills.into_iter().filter(|skill| !self.is_full_of(wanted, slot, &skill.topic));
        let all = open.flat_map(|skill| self.of_skill(wanted, slot, skill, left));
        let (mut first, last): (Vec<_>, Vec<_>) =
            all.partition(|pick| pick.minutes + left.demand.reserve <= left.minutes);
        first.extend(last);
        first
    }

    /// The problems of this skill that fit the slot, by lot. None if the skill is on the sheet already and may not be
    /// twice.
    fn of_skill(&self, wanted: &Wanted<'a, '_>, slot: &Slot, skill: &Skill, left: &Left) -> Vec<Pick<'a>> {
        let distinct = &wanted.recipe.distinct;
        let mut on_sheet = self.picks.iter().map(|pick| &pick.entry.problem.common);
        if distinct.contains(&Distinct::Skill) && on_sheet.any(|common| common.skill.value == skill.id) {
            return Vec::new();
        }
        let stage = match slot.stage {
            Stage::Own => left.turn.stage,
            Stage::At(stage) => stage,
        };
        let is_new = |entry: &Entry| !self.picks.iter().any(|pick| pick.entry.id() == entry.id());
        let mut fitting: Vec<Pick<'a>> = Vec::new();
        let of_skill = wanted.bank.entries.iter().filter(|entry| is_asked_for(wanted, slot, entry, skill));
        for entry in of_skill.filter(|entry| is_new(entry)) {
            for form in forms(entry, slot, stage) {
                let minutes = minutes(&entry.problem, form);
                if slot.minutes.contains(&minutes) && minutes <= left.minutes {
                    fitting.push(Pick { entry, form, minutes, place: left.demand.place });
                }
            }
        }
        fitting.sort_by(|a, b| (a.entry.id(), a.form).cmp(&(b.entry.id(), b.form)));
        shuffle(&mut fitting, wanted.seed, slot, left.demand);
        fitting
    }
}

/// The order of candidates by lot: one stream for each place of a sheet.
pub(super) fn shuffle(picks: &mut [Pick], seed: Seed, slot: &Slot, demand: Demand) {
    let Demand { place: (round, _), among, .. } = demand;
    let name = match among {
        0 => format!("slot {round} {}", slot.name),
        _ => format!("slot {round} {} {among}", slot.name),
    };
    Stream::new(&[&seed.get().to_le_bytes(), name.as_bytes()]).shuffle(picks);
}

pub(super) fn is_asked_for(wanted: &Wanted, slot: &Slot, entry: &Entry, skill: &Skill) -> bool {
    let common = &entry.problem.common;
    let levels = [wanted.wishes.levels, slot.levels];
    common.skill.value == skill.id && levels.iter().all(|some| some.contain(common.level)) && !entry.is_retired()
}

/// The forms of a problem that the slot may hold. The stage of a class goes by the turn; where the slot is too short
/// for it, by the latest earlier one that fits.
fn forms(entry: &Entry, slot: &Slot, stage: u8) -> Vec<Form> {
    let kinds = entry.problem.forms().into_iter().filter(|kind| slot.kinds.contains(kind));
    kinds
        .map(|kind| match kind {
            Name::Class => {
                let fits = |stage: &u8| {
                    let form = Form { kind, stage: Some(*stage) };
                    slot.minutes.contains(&minutes(&entry.problem, form))
                };
                Form { kind, stage: (0..=stage).rev().find(fits).or(Some(stage)) }
            }
            _ => Form::of(kind),
        })
        .collect()
}

//! One slot after the other: topic by cycle, skill by turn, problem by lot.

use super::{HasRoom, Wishes};
use crate::bank::{Bank, Entry, Skill, Slot};
use crate::code::Seed;
use crate::draw::Stream;
use crate::kinds::{Form, Name};
use crate::question::minutes;

/// Questions of one topic on a sheet of one round, at most (`curriculum/README.md` 5.3, rule 5).
const MOST_OF_A_TOPIC: usize = 2;

/// Stages of a class template from one turn of its slot to the next: two days a stage, the blank page three
/// (`curriculum/README.md` 3.8, `template-a-day`).
const STAGES: [u8; 12] = [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5];

/// Problems that are tried for room before a slot stays empty: enough to find a short one among tall ones, few enough
/// that a full sheet is not looked at for ever.
const TRIES: usize = 24;

/// What the whole sheet wants.
pub(super) struct Wanted<'a, 'b> {
    pub bank: &'a Bank,
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
    /// Round and slot: the order of printing.
    place: (u32, usize),
}

/// What one slot must do at its turn.
#[derive(Clone, Copy)]
pub(super) struct Demand {
    /// Round and slot.
    pub place: (u32, usize),
    /// Minutes that the slots after it need at least.
    pub reserve: u32,
    /// Candidates to pass over.
    pub skip: usize,
}

/// The turn of a slot.
struct Turn {
    /// Round and slot.
    place: (u32, usize),
    /// How often the slot's cycle has come round.
    laps: u64,
    /// Minutes that are left of the sheet's.
    left: u32,
    /// Minutes that the slots after it need at least.
    reserve: u32,
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
        let Demand { place, reserve, skip } = demand;
        let number = wanted.seed.get() + u64::from(place.0);
        let length = if slot.cycle.is_empty() { wanted.bank.topics.len() } else { slot.cycle.len() };
        let laps = number / u64::try_from(length).unwrap_or(1).max(1);
        let taken: u32 = self.picks.iter().map(|pick| pick.minutes).sum();
        let left = wanted.wishes.minutes.saturating_sub(taken);
        let turn = Turn { place, laps, left, reserve };
        let topics = topics_in_turn(wanted, slot, number).into_iter().filter(|topic| !self.is_full_of(wanted, topic));
        let candidates: Vec<Pick<'a>> = topics.flat_map(|topic| self.candidates(wanted, slot, topic, &turn)).collect();
        for pick in candidates.into_iter().skip(skip).take(TRIES) {
            let mut picks = self.picks.clone();
            picks.push(pick);
            picks.sort_by_key(|pick| pick.place);
            if has_room(&picks)? {
                self.picks = picks;
                break;
            }
        }
        Ok(())
    }

    fn is_full_of(&self, wanted: &Wanted, topic: &str) -> bool {
        let most = MOST_OF_A_TOPIC * usize::try_from(wanted.rounds).unwrap_or(1);
        let asked = wanted.wishes.topics.len();
        let is_limited = asked == 0 || asked > 2;
        is_limited && self.picks.iter().filter(|pick| pick.entry.topic == topic).count() >= most
    }

    /// What a topic has for the slot, by skill in turn and lot, those first that leave the reserve.
    fn candidates(&self, wanted: &Wanted<'a, '_>, slot: &Slot, topic: &str, turn: &Turn) -> Vec<Pick<'a>> {
        let skills = skills_in_turn(wanted, topic, turn.laps);
        let all = skills.into_iter().flat_map(|skill| self.of_skill(wanted, slot, skill, turn));
        let (mut first, last): (Vec<_>, Vec<_>) = all.partition(|pick| pick.minutes + turn.reserve <= turn.left);
        first.extend(last);
        first
    }

    /// The problems of this skill that fit the slot, by lot. None if the skill is on the sheet already.
    fn of_skill(&self, wanted: &Wanted<'a, '_>, slot: &Slot, skill: &Skill, turn: &Turn) -> Vec<Pick<'a>> {
        if self.picks.iter().any(|pick| pick.entry.problem.common.skill.value == skill.id) {
            return Vec::new();
        }
        let stage = STAGES[usize::try_from(turn.laps % 12).unwrap_or(0)];
        let mut fitting: Vec<Pick<'a>> = Vec::new();
        for entry in wanted.bank.entries.iter().filter(|entry| is_asked_for(wanted, entry, skill)) {
            for form in forms(entry, slot, stage) {
                let minutes = minutes(&entry.problem, form);
                if slot.minutes.contains(&minutes) && minutes <= turn.left {
                    fitting.push(Pick { entry, form, minutes, place: turn.place });
                }
            }
        }
        fitting.sort_by(|a, b| (a.entry.id(), a.form).cmp(&(b.entry.id(), b.form)));
        let name = format!("slot {} {}", turn.place.0, slot.name);
        Stream::new(&[&wanted.seed.get().to_le_bytes(), name.as_bytes()]).shuffle(&mut fitting);
        fitting
    }
}

fn is_asked_for(wanted: &Wanted, entry: &Entry, skill: &Skill) -> bool {
    let common = &entry.problem.common;
    common.skill.value == skill.id && wanted.wishes.levels.contain(common.level) && !entry.is_retired()
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

/// The slot's topics, beginning with the one whose turn it is, each once. If none of them was asked for, all that
/// were.
fn topics_in_turn<'a>(wanted: &Wanted<'a, '_>, slot: &Slot, turn: u64) -> Vec<&'a str> {
    let all: Vec<&'a str> = wanted.bank.topics.iter().map(|topic| topic.id.as_str()).collect();
    let cycle: Vec<&'a str> = match slot.cycle.as_slice() {
        [] => all.clone(),
        cycle => cycle.iter().filter_map(|topic| all.iter().copied().find(|known| *known == topic.value)).collect(),
    };
    let asked = |topic: &&str| wanted.wishes.topics.is_empty() || wanted.wishes.topics.iter().any(|id| id == *topic);
    let mut turned = rotated(cycle, turn);
    turned.retain(asked);
    if turned.is_empty() {
        turned = rotated(all.into_iter().filter(asked).collect(), turn);
    }
    let mut once = Vec::new();
    for topic in turned {
        if !once.contains(&topic) {
            once.push(topic);
        }
    }
    once
}

/// A topic's skills: the core ones from the one whose turn it is, then the others likewise.
fn skills_in_turn<'a>(wanted: &Wanted<'a, '_>, topic: &str, laps: u64) -> Vec<&'a Skill> {
    let of_topic = || wanted.bank.skills.iter().filter(|skill| skill.topic == topic);
    let mut skills = rotated(of_topic().filter(|skill| skill.core).collect(), laps);
    skills.extend(rotated(of_topic().filter(|skill| !skill.core).collect(), laps));
    skills
}

/// The list begun at place `turn mod length`.
fn rotated<T>(mut list: Vec<T>, turn: u64) -> Vec<T> {
    if let Ok(length) = u64::try_from(list.len())
        && length > 0
    {
        list.rotate_left(usize::try_from(turn % length).unwrap_or(0));
    }
    list
}

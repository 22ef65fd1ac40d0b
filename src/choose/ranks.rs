//! Which skill comes first in a slot, and which of its problems (`curriculum/README.md` 5.3, rules 2, 3 and 5).

use super::due::{Due, Known, lists};
use super::slots::{self, Demand, Filling, Pick, Wanted};
use super::turns::{self, Turn};
use crate::bank::{Bank, Distinct, Entry, Skill, Slot, Stage};
use crate::kinds::Name;
use crate::question::minutes;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// From this box on a skill is nearly always there.
const SAFE_BOX: u8 = 3;
/// A program is copied until its skill has left this stage.
const LAST_COPIED: u8 = 1;

/// What a place on the sheet is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The first one: something that nearly always succeeds.
    WarmUp,
    /// What is due first of all.
    Review,
    /// New skills first of all, while any may come.
    New,
    /// The last one: what is due, with its hardest problem.
    Stretch,
}

/// One place to fill.
#[derive(Clone, Copy)]
pub(super) struct Place<'s> {
    pub slot: &'s Slot,
    pub demand: Demand,
    pub part: Part,
}

/// What is looked at while a sheet is filled for somebody.
pub(super) struct Ranking<'a, 'b, 'w> {
    pub wanted: &'w Wanted<'a, 'b>,
    pub due: &'b Due,
    pub bank: &'a Bank,
    /// Minutes of the sheet, as printed.
    pub minutes: u32,
    by_skill: BTreeMap<&'a str, Vec<&'a Entry>>,
}

impl<'a, 'b, 'w> Ranking<'a, 'b, 'w> {
    pub fn new(wanted: &'w Wanted<'a, 'b>, due: &'b Due, minutes: u32) -> Ranking<'a, 'b, 'w> {
        let bank = wanted.bank;
        let mut by_skill: BTreeMap<&'a str, Vec<&'a Entry>> = BTreeMap::new();
        for entry in &bank.entries {
            by_skill.entry(entry.problem.common.skill.value.as_str()).or_default().push(entry);
        }
        Ranking { wanted, due, bank, minutes, by_skill }
    }
}

impl<'a> Ranking<'a, '_, '_> {
    /// Everything that the place could hold, the best first. `topic`: only of this one.
    pub fn candidates(&self, place: Place, sheet: &Filling<'a>, topic: Option<&str>) -> Vec<Pick<'a>> {
        let is_of_topic = |skill: &&Skill| topic.is_none_or(|topic| skill.topic == topic);
        let skills = self.skills(place, sheet);
        let all: Vec<Pick> =
            skills.into_iter().filter(is_of_topic).flat_map(|skill| self.problems(place, sheet, skill)).collect();
        let (mut fresh, again): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|pick| self.due.is_fresh(pick.entry.id()));
        fresh.extend(again);
        fresh
    }

    /// The skills that the place may hold, in the order of their claims; last those that only fill a gap.
    fn skills(&self, place: Place, sheet: &Filling<'a>) -> Vec<&'a Skill> {
        let (wanted, slot) = (self.wanted, place.slot);
        let number = wanted.seed.get() + u64::from(place.demand.place.0) + u64::from(place.demand.among);
        let turn = Turn::of(wanted.recipe, slot, number, wanted.bank);
        let in_turn: Vec<&'a Skill> = turns::groups(slot, &turn, wanted).into_iter().flatten().collect();
        // A course stays with its skill from the first day to the last.
        if wanted.recipe.days.is_some() {
            return in_turn;
        }
        let turn_of: BTreeMap<&str, usize> =
            in_turn.iter().enumerate().rev().map(|(place, skill)| (skill.topic.as_str(), place)).collect();
        let may_come = |skill: &&Skill| {
            let is_held = slot.has_topic(&skill.topic) && slot.has_skill(&skill.id);
            is_held && turns::is_wished(wanted, &skill.topic) && !sheet.is_full_of(wanted, slot, &skill.topic)
        };
        let mut skills: Vec<&'a Skill> = self.bank.skills.iter().filter(may_come).collect();
        let may_be_new = self.new_on(sheet) < self.due.new_skills();
        skills.sort_by_cached_key(|skill| {
            let by_turn = turn_of.get(skill.topic.as_str()).copied().unwrap_or(usize::MAX);
            (self.claim(place.part, skill, may_be_new), by_turn, !skill.core)
        });
        skills
    }

    /// The lower, the earlier.
    fn claim(&self, part: Part, skill: &Skill, may_be_new: bool) -> (u8, i64) {
        let today = i64::from(self.due.today);
        let Some(known) = self.due.skills.get(&skill.id) else {
            let is_asked_for = !self.wanted.wishes.topics.is_empty();
            let may_enter = self.due.may_enter(skill, self.bank, is_asked_for);
            return match part {
                _ if !may_enter => (9, 0),
                _ if !may_be_new => (8, 0),
                Part::New => (1, 0),
                Part::Review | Part::Stretch => (4, 0),
                Part::WarmUp => (7, 0),
            };
        };
        let late = today - i64::from(known.due);
        // In thousandths of the gap, so that a day late counts more where a day is the whole gap.
        let lateness = late * 1000 / i64::from(known.gap.max(1));
        let is_shaky = part == Part::WarmUp && known.last_mark.is_none_or(|mark| mark < 2);
        match late >= 0 {
            true if is_shaky => (5, -lateness),
            true => (2, -lateness),
            false if part == Part::WarmUp && known.in_box >= SAFE_BOX => (3, -late),
            false => (6, -late),
        }
    }

    /// New skills that are on the sheet already.
    fn new_on(&self, sheet: &Filling<'a>) -> usize {
        let is_new = |pick: &&Pick| !self.due.skills.contains_key(&pick.entry.problem.common.skill.value);
        sheet.picks.iter().filter(is_new).count()
    }

    /// The problems of a skill that fit the place: those that leave minutes for the others first, then the one that
    /// shows what is to be cured, then the one printed longest ago.
    fn problems(&self, place: Place, sheet: &Filling<'a>, skill: &Skill) -> Vec<Pick<'a>> {
        let (wanted, slot, demand) = (self.wanted, place.slot, place.demand);
        let mut on_sheet = sheet.picks.iter().map(|pick| &pick.entry.problem.common);
        if wanted.recipe.distinct.contains(&Distinct::Skill) && on_sheet.any(|common| common.skill.value == skill.id) {
            return Vec::new();
        }
        let left = self.minutes.saturating_sub(sheet.picks.iter().map(|pick| pick.minutes).sum());
        let stage = match slot.stage {
            Stage::Own => self.due.stage(&skill.id),
            Stage::At(stage) => stage,
        };
        let mut fitting: Vec<Pick<'a>> = Vec::new();
        let of_skill = self.by_skill.get(skill.id.as_str()).into_iter().flatten().copied();
        let of_skill = of_skill.filter(|entry| slots::is_asked_for(wanted, slot, entry, skill));
        for entry in of_skill.filter(|entry| !sheet.picks.iter().any(|pick| pick.entry.id() == entry.id())) {
            for form in slots::forms(entry, slot, stage) {
                let minutes = minutes(&entry.problem, form);
                let is_copied_out = form.kind == Name::Copy && self.due.stage(&skill.id) > LAST_COPIED;
                if slot.minutes.contains(&minutes) && minutes <= left && !is_copied_out {
                    fitting.push(Pick { entry, form, minutes, place: demand.place });
                }
            }
        }
        fitting.sort_by(|a, b| (a.entry.id(), a.form).cmp(&(b.entry.id(), b.form)));
        slots::shuffle(&mut fitting, wanted.seed, slot, demand);
        let known = self.due.skills.get(&skill.id);
        fitting.sort_by_cached_key(|pick| self.order(pick, place, sheet, known, left));
        fitting
    }

    /// The lower, the earlier.
    fn order(
        &self,
        pick: &Pick<'a>,
        place: Place,
        sheet: &Filling<'a>,
        known: Option<&Known>,
        left: u32,
    ) -> impl Ord + use<> {
        let level = i16::from(pick.entry.problem.common.level);
        let level = match place.part {
            Part::WarmUp if known.is_none_or(|known| known.in_box < SAFE_BOX) => level,
            Part::Stretch => -level,
            _ => 0,
        };
        let cures = known.and_then(|known| known.cure.as_deref()).is_some_and(|cure| lists(pick.entry, cure));
        let (round, at) = place.demand.place;
        let is_beside = |other: &Pick| other.place.0 == round && other.place.1.abs_diff(at) == 1;
        let repeats_kind = sheet.picks.iter().any(|other| is_beside(other) && other.form.kind == pick.form.kind);
        let printed = self.due.printed.get(pick.entry.id()).copied().unwrap_or(0);
        let is_greedy = pick.minutes + place.demand.reserve > left;
        (is_greedy, Reverse(cures), !self.due.is_fresh(pick.entry.id()), level, repeats_kind, printed)
    }
}

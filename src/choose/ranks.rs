//! Which skill comes first in a slot, and which of its problems (`curriculum/README.md` 5.3, rules 2, 3 and 5).

use super::due::{Due, Known, lists};
use super::slots::{self, Demand, Filling, Pick, Wanted};
use super::turns::{self, Turn};
use crate::bank::{Bank, Distinct, Entry, Skill, Slot, Stage};
use crate::kinds::{Form, Name};
use crate::question;
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

/// Why a skill may come, the best reason first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    /// It is new, and this is the place for it.
    NewHere,
    Due,
    /// It is not due, but sure to succeed.
    Safe,
    New,
    /// It is due, but may not succeed where something should.
    Shaky,
    Soonest,
    /// It is due, but what it has for this place was printed of late.
    DueAgain,
    SoonestAgain,
    /// It is new, and enough is new already.
    OneTooMany,
    /// It is new, and what it needs is not there.
    TooEarly,
}

/// Which of them are listened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claims {
    /// What is due or new.
    Pressing,
    /// Also what is not due, if its problem was not printed of late.
    Fresh,
    /// Whatever is not too early.
    Fitting,
    All,
}

impl Claims {
    fn allow(self, claim: Claim) -> bool {
        match self {
            Claims::Pressing => claim < Claim::Soonest,
            Claims::Fresh => claim <= Claim::Soonest,
            Claims::Fitting => claim < Claim::TooEarly,
            Claims::All => true,
        }
    }
}

/// One place to fill.
#[derive(Clone, Copy)]
pub(super) struct Place<'s> {
    pub slot: &'s Slot,
    pub demand: Demand,
    pub part: Part,
}

/// A problem, and what it takes in each kind that it can be printed as.
struct Printable<'a> {
    entry: &'a Entry,
    minutes: Vec<(Name, u32)>,
}

impl<'a> Printable<'a> {
    fn of(entry: &'a Entry) -> Printable<'a> {
        let forms = entry.problem.forms().into_iter();
        let minutes = forms.map(|kind| (kind, question::minutes(&entry.problem, Form::of(kind)))).collect();
        Printable { entry, minutes }
    }

    /// In which form a slot of these kinds has it, and for how long: a class at this stage.
    fn forms(&self, kinds: &[Name], stage: u8) -> impl Iterator<Item = (Form, u32)> {
        let held = self.minutes.iter().filter(|(kind, _)| kinds.contains(kind));
        held.map(move |&(kind, minutes)| match kind {
            Name::Class => {
                let form = Form { kind, stage: Some(stage) };
                (form, question::minutes(&self.entry.problem, form))
            }
            _ => (Form::of(kind), minutes),
        })
    }
}

/// What is looked at while a sheet is filled for somebody.
pub(super) struct Ranking<'a, 'b, 'w> {
    pub wanted: &'w Wanted<'a, 'b>,
    pub due: &'b Due,
    pub bank: &'a Bank,
    /// Minutes of the sheet, as printed.
    pub minutes: u32,
    by_skill: BTreeMap<&'a str, Vec<Printable<'a>>>,
}

impl<'a, 'b, 'w> Ranking<'a, 'b, 'w> {
    pub fn new(wanted: &'w Wanted<'a, 'b>, due: &'b Due, minutes: u32) -> Ranking<'a, 'b, 'w> {
        let bank = wanted.bank;
        let mut by_skill: BTreeMap<&'a str, Vec<Printable<'a>>> = BTreeMap::new();
        for entry in &bank.entries {
            by_skill.entry(entry.problem.common.skill.value.as_str()).or_default().push(Printable::of(entry));
        }
        Ranking { wanted, due, bank, minutes, by_skill }
    }
}

impl<'a> Ranking<'a, '_, '_> {
    /// What the place could hold, the best first. `topic`: only of this one.
    pub fn candidates(&self, place: Place, sheet: &Filling<'a>, topic: Option<&str>, which: Claims) -> Vec<Pick<'a>> {
        let is_of_topic = |skill: &&Skill| topic.is_none_or(|topic| skill.topic == topic);
        let left = self.left(sheet);
        let mut all: Vec<((Claim, bool), Pick<'a>)> = Vec::new();
        for (claim, skill) in self.skills(place, sheet).into_iter().filter(|(_, skill)| is_of_topic(skill)) {
            for pick in self.problems(place, sheet, skill) {
                // A template is written over and over, each time with less of it on the page.
                let is_fresh = self.due.is_fresh(pick.entry.id()) || pick.form.kind == Name::Class;
                let claim = match claim {
                    Claim::Due | Claim::Safe | Claim::Shaky if !is_fresh => Claim::DueAgain,
                    Claim::Soonest if !is_fresh => Claim::SoonestAgain,
                    claim => claim,
                };
                // What is not due should at least leave room for the others.
                let is_greedy = claim >= Claim::Soonest && pick.minutes + place.demand.usual > left;
                all.push(((claim, is_greedy), pick));
            }
        }
        all.retain(|((claim, _), _)| which.allow(*claim));
        all.sort_by_key(|(claim, _)| *claim);
        all.into_iter().map(|(_, pick)| pick).collect()
    }

    /// Minutes that are left on a sheet.
    fn left(&self, sheet: &Filling) -> u32 {
        self.minutes.saturating_sub(sheet.picks.iter().map(|pick| pick.minutes).sum())
    }

    /// The skills that the place may hold, in the order of their claims; last those that only fill a gap.
    fn skills(&self, place: Place, sheet: &Filling<'a>) -> Vec<(Claim, &'a Skill)> {
        let (wanted, slot) = (self.wanted, place.slot);
        let number = wanted.seed.get() + u64::from(place.demand.place.0) + u64::from(place.demand.among);
        let turn = Turn::of(wanted.recipe, slot, number, wanted.bank);
        let in_turn: Vec<&'a Skill> = turns::groups(slot, &turn, wanted).into_iter().flatten().collect();
        // A course stays with its skill from the first day to the last.
        if wanted.recipe.days.is_some() {
            return in_turn.into_iter().map(|skill| (Claim::Due, skill)).collect();
        }
        let turn_of: BTreeMap<&str, usize> =
            in_turn.iter().enumerate().rev().map(|(place, skill)| (skill.topic.as_str(), place)).collect();
        let may_come = |skill: &&Skill| {
            let is_held = slot.has_topic(&skill.topic) && slot.has_skill(&skill.id);
            is_held && turns::is_wished(wanted, &skill.topic) && !sheet.is_full_of(wanted, slot, &skill.topic)
        };
        let may_be_new = self.new_on(sheet) < self.due.new_skills();
        let claimed = |skill: &'a Skill| {
            let by_turn = turn_of.get(skill.topic.as_str()).copied().unwrap_or(usize::MAX);
            (self.claim(place.part, skill, may_be_new), by_turn, !skill.core, skill)
        };
        let mut skills: Vec<_> = self.bank.skills.iter().filter(may_come).map(claimed).collect();
        skills.sort_by_key(|(claim, by_turn, is_aside, _)| (*claim, *by_turn, *is_aside));
        skills.into_iter().map(|((claim, _), _, _, skill)| (claim, skill)).collect()
    }

    /// What a skill has to say for itself, and among equals: the lower, the earlier.
    fn claim(&self, part: Part, skill: &Skill, may_be_new: bool) -> (Claim, i64) {
        let today = i64::from(self.due.today);
        let Some(known) = self.due.skills.get(&skill.id) else {
            let is_asked_for = !self.wanted.wishes.topics.is_empty();
            let may_enter = self.due.may_enter(skill, self.bank, is_asked_for);
            let claim = match part {
                _ if !may_enter => Claim::TooEarly,
                _ if !may_be_new => Claim::OneTooMany,
                Part::New => Claim::NewHere,
                Part::Review | Part::Stretch => Claim::New,
                Part::WarmUp => Claim::OneTooMany,
            };
            return (claim, 0);
        };
        // In thousandths of the gap, so that a day counts more where it is the whole gap.
        let of_gap = |days: i64| days * 1000 / i64::from(known.gap.max(1));
        let late = today - i64::from(known.due);
        let rested = today - i64::from(known.last);
        let is_shaky = part == Part::WarmUp && known.last_mark.is_none_or(|mark| mark < 2);
        match late >= 0 {
            true if is_shaky => (Claim::Shaky, -of_gap(late)),
            true => (Claim::Due, -of_gap(late)),
            // What was asked early and well is no nearer to its day: it rests all the same.
            false if part == Part::WarmUp && known.in_box >= SAFE_BOX => (Claim::Safe, -of_gap(rested)),
            false => (Claim::Soonest, -of_gap(rested)),
        }
    }

    /// New skills that are on the sheet already.
    fn new_on(&self, sheet: &Filling<'a>) -> usize {
        let is_new = |pick: &&Pick| !self.due.skills.contains_key(&pick.entry.problem.common.skill.value);
        sheet.picks.iter().filter(is_new).count()
    }

    /// The problems of a skill that fit the place: the one that shows what is to be cured first, then those that leave
    /// minutes for the others, then the one printed longest ago.
    fn problems(&self, place: Place, sheet: &Filling<'a>, skill: &Skill) -> Vec<Pick<'a>> {
        let (wanted, slot, demand) = (self.wanted, place.slot, place.demand);
        let mut on_sheet = sheet.picks.iter().map(|pick| &pick.entry.problem.common);
        if wanted.recipe.distinct.contains(&Distinct::Skill) && on_sheet.any(|common| common.skill.value == skill.id) {
            return Vec::new();
        }
        let left = self.left(sheet);
        let stage = match slot.stage {
            Stage::Own => self.due.asked_stage(&skill.id),
            Stage::At(stage) => stage,
        };
        let mut fitting: Vec<Pick<'a>> = Vec::new();
        let of_skill = self.by_skill.get(skill.id.as_str()).into_iter().flatten();
        let is_on_sheet = |entry: &Entry| sheet.picks.iter().any(|pick| pick.entry.id() == entry.id());
        for problem in of_skill.filter(|problem| !is_on_sheet(problem.entry)) {
            let entry = problem.entry;
            if !slots::is_asked_for(wanted, slot, entry, skill) {
                continue;
            }
            for (form, minutes) in problem.forms(&slot.kinds, stage) {
                let is_copied_out = form.kind == Name::Copy && self.due.stage(&skill.id) > LAST_COPIED;
                // The first stages of a template are shorter than a slot that is made for the last ones.
                let is_long_enough = minutes >= *slot.minutes.start() || form.kind == Name::Class;
                if is_long_enough && minutes <= *slot.minutes.end() && minutes <= left && !is_copied_out {
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
        (Reverse(cures), is_greedy, !self.due.is_fresh(pick.entry.id()), level, repeats_kind, printed)
    }
}

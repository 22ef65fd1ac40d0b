//! What somebody's history comes to, as plain data, and why a question is on their sheet.

use crate::bank::{Bank, Entry, Skill};
use crate::kinds::{LAST_STAGE, QUICK_STAGE};
use std::collections::{BTreeMap, BTreeSet};

/// A problem does not come again within so many days (`curriculum/README.md` 5.3, rule 3).
const FRESH_AFTER: u32 = 14;
/// A topic that was on none of the last so many dailies is owed; before there are as many, from the seventh on.
pub const OWED_AFTER: usize = 8;
const OWED_FROM: usize = 6;
/// Skills in boxes 0 and 1 that end, and slow down, the coming of new ones; and so many waiting reviews do (5.2).
const MOST_BEGUN: usize = 5;
const SOME_BEGUN: usize = 2;
const MANY_WAITING: usize = 12;
/// The box from which on a template at its last stage is asked in less time (5.2, "Stage").
const KEPT: u8 = 3;
/// The box in which every core skill is before others come.
const SETTLED: u8 = 3;

/// What is known of somebody on one day. Days are numbers of days since 2000-01-01.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Due {
    pub today: u32,
    /// Every skill that was marked, or that is on a sheet whose marks are not noted yet.
    pub skills: BTreeMap<String, Known>,
    /// Of class templates that were never marked: the stage to begin with, where it is not 0.
    pub first_stages: BTreeMap<String, u8>,
    /// The day on which each problem was printed last.
    pub printed: BTreeMap<String, u32>,
    /// Topics of the last dailies, the newest at the end.
    pub dailies: Vec<BTreeSet<String>>,
    /// How long somebody takes, in hundredths of the minutes printed.
    pub pace: u32,
}

/// A skill that was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// 0 to 5.
    pub in_box: u8,
    pub due: u32,
    /// The day on which it was marked, or is on a sheet without marks.
    pub last: u32,
    /// Days until it comes back in this box.
    pub gap: u32,
    /// The last mark; `None` while the first is not noted, and where it was not tried.
    pub last_mark: Option<u8>,
    /// Of a class template.
    pub stage: u8,
    /// The misconception that its next question should show.
    pub cure: Option<String>,
}

/// Why a question is on a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// Its skill is due, since so many days.
    Due { days: u32 },
    /// Its topic was on none of so many dailies before.
    Owed { dailies: usize },
    /// Its skill was never asked.
    New,
    /// Nothing else was due for its place; this is, in so many days.
    Soonest { days: u32 },
}

impl Due {
    /// Why this problem is on the sheet of the day.
    pub fn because(&self, entry: &Entry) -> Because {
        let skill = self.skills.get(&entry.problem.common.skill.value);
        match skill {
            Some(known) if known.due <= self.today => Because::Due { days: self.today - known.due },
            _ if self.owes(&entry.topic) => Because::Owed { dailies: self.dailies.len().min(OWED_AFTER) },
            Some(known) => Because::Soonest { days: known.due - self.today },
            None => Because::New,
        }
    }

    /// The misconception for which this problem was taken, if it was.
    pub fn cured_by(&self, entry: &Entry) -> Option<&str> {
        let cure = self.skills.get(&entry.problem.common.skill.value)?.cure.as_deref()?;
        lists(entry, cure).then_some(cure)
    }

    /// Whether a topic was on none of the last dailies.
    pub(super) fn owes(&self, topic: &str) -> bool {
        self.dailies.len() >= OWED_FROM && !self.last_dailies().any(|topics| topics.contains(topic))
    }

    fn last_dailies(&self) -> impl Iterator<Item = &BTreeSet<String>> {
        self.dailies.iter().rev().take(OWED_AFTER)
    }

    /// For how many dailies a topic has been on none.
    pub(super) fn absence(&self, topic: &str) -> usize {
        self.dailies.iter().rev().position(|topics| topics.contains(topic)).unwrap_or(self.dailies.len())
    }

    pub(super) fn is_fresh(&self, problem: &str) -> bool {
        self.printed.get(problem).is_none_or(|day| self.today.abs_diff(*day) >= FRESH_AFTER)
    }

    pub(super) fn stage(&self, skill: &str) -> u8 {
        let known = self.skills.get(skill).map(|known| known.stage);
        known.or_else(|| self.first_stages.get(skill).copied()).unwrap_or(0)
    }

    /// The stage in which a template is asked: who writes it from a blank page, and keeps it, has less time for it.
    pub(super) fn asked_stage(&self, skill: &str) -> u8 {
        let is_kept = self.skills.get(skill).is_some_and(|known| known.in_box >= KEPT);
        match self.stage(skill) {
            LAST_STAGE if is_kept => QUICK_STAGE,
            stage => stage,
        }
    }

    /// How many reviews wait.
    pub fn waiting(&self) -> usize {
        self.skills.values().filter(|known| known.due <= self.today).count()
    }

    /// How many new skills may come today. It is this limit on work begun that keeps reviews from piling up.
    pub fn new_skills(&self) -> usize {
        let begun = self.skills.values().filter(|known| known.in_box <= 1).count();
        match self.waiting() {
            _ if begun >= MOST_BEGUN => 0,
            waiting if begun >= SOME_BEGUN || waiting > MANY_WAITING => 1,
            0 => 3,
            _ => 2,
        }
    }

    /// Whether a skill may come for the first time: what it needs is there, and it is core, its topic is asked for, or
    /// all core skills are settled.
    pub(super) fn may_enter(&self, skill: &Skill, bank: &Bank, is_asked_for: bool) -> bool {
        let stands = |id: &str, least: u8| self.skills.get(id).is_some_and(|known| known.in_box >= least);
        let is_settled = || bank.skills.iter().all(|other| !other.core || stands(&other.id, SETTLED));
        !self.skills.contains_key(&skill.id)
            && skill.needs.iter().all(|needed| stands(&needed.value, 1))
            && (skill.core || is_asked_for || is_settled())
    }
}

/// Whether one of a problem's wrong answers is what somebody with this misconception gives.
pub(super) fn lists(entry: &Entry, misconception: &str) -> bool {
    entry.problem.common.wrong_readings().any(|wrong| wrong.id.value == misconception)
}

//! Topics, levels and a number of questions or minutes → the problems of a handout, in order of printing.
//!
//! Skill after skill, one problem each by lot, topics in turn, kinds mixed: the same for every copy. Nothing is run here.

use super::Pick;
use crate::bank::{Bank, Entry, Skill, Vary};
use crate::code::{Levels, Seed};
use crate::draw::Stream;
use crate::kinds::{Form, Name};
use crate::question::minutes;

/// A question of so many minutes is a long one: a sheet of eight has one of them, so that it is not an essay.
const LONG: u32 = 8;

/// Questions to one long one.
const TO_A_LONG_ONE: usize = 6;

/// How much is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So many questions.
    Questions(usize),
    /// What fits into so many minutes.
    Minutes(u32),
}

/// What a class is to be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassWishes {
    /// Ids of topics; none for all.
    pub topics: Vec<String>,
    pub levels: Levels,
    pub amount: Amount,
    /// Of class templates: 0, all of it on the page, to 5, nothing.
    pub stage: u8,
    /// Where copies have other problems, those are chosen first that others can stand for.
    pub vary: Vary,
}

/// Problems for a class. Fewer than were asked for where the bank has no more.
pub fn choose_for_class<'a>(bank: &'a Bank, wishes: &ClassWishes, seed: Seed) -> Vec<Pick<'a>> {
    let skills = skills_in_turn(bank, wishes, seed);
    let mut chosen = Chosen { wishes, seed, picks: Vec::new() };
    if wishes.vary == Vary::Questions {
        chosen.fill(bank, &skills, &|pick| alternatives(bank, pick).len() > 1);
    }
    chosen.fill(bank, &skills, &|_| true);
    let mut picks = chosen.picks;
    picks.sort_by_key(|pick| (step(pick.form.kind), pick.entry.problem.common.level, pick.place));
    picks
}

/// Other problems that a copy may have in the place of this one: of the same skill, kind, level and minutes. The problem
/// itself is among them.
pub fn alternatives<'a>(bank: &'a Bank, pick: &Pick<'a>) -> Vec<&'a Entry> {
    let like = |entry: &&Entry| {
        let (common, of) = (&entry.problem.common, &pick.entry.problem.common);
        common.skill.value == of.skill.value
            && common.level == of.level
            && entry.problem.forms().contains(&pick.form.kind)
            && minutes(&entry.problem, pick.form) == pick.minutes
            && (!entry.is_retired() || entry.id() == pick.entry.id())
    };
    bank.entries.iter().filter(like).collect()
}

/// The problem that is asked for by name, in its own kind.
pub fn named(entry: &Entry, stage: u8) -> Pick<'_> {
    let form = in_own_kind(entry, stage);
    Pick { entry, form, minutes: minutes(&entry.problem, form), place: (0, 0) }
}

fn in_own_kind(entry: &Entry, stage: u8) -> Form {
    of_kind(entry.problem.kind.name(), stage)
}

fn of_kind(kind: Name, stage: u8) -> Form {
    match kind {
        Name::Class => Form { kind, stage: Some(stage) },
        kind => Form::of(kind),
    }
}

/// From reading to writing: what comes first warms up for what comes after.
fn step(kind: Name) -> usize {
    const ORDER: [Name; 21] = [
        Name::Mcq,
        Name::Tf,
        Name::Match,
        Name::Output,
        Name::Explain,
        Name::Trace,
        Name::Diagram,
        Name::Bigo,
        Name::Cloze,
        Name::Bugfix,
        Name::Parsons,
        Name::Choose,
        Name::Cmd,
        Name::Sql,
        Name::Rewrite,
        Name::Tests,
        Name::Short,
        Name::Copy,
        Name::Plan,
        Name::Write,
        Name::Class,
    ];
    ORDER.iter().position(|other| *other == kind).unwrap_or(ORDER.len())
}

/// The skills of the topics that are asked for: a core skill of each topic by lot, then another of each, and so on.
fn skills_in_turn<'a>(bank: &'a Bank, wishes: &ClassWishes, seed: Seed) -> Vec<&'a Skill> {
    let is_wished = |topic: &str| wishes.topics.is_empty() || wishes.topics.iter().any(|wished| wished == topic);
    let mut columns: Vec<Vec<&'a Skill>> = Vec::new();
    for topic in bank.topics.iter().filter(|topic| is_wished(&topic.id)) {
        let mut column: Vec<&Skill> = bank.skills.iter().filter(|skill| skill.topic == topic.id).collect();
        stream(seed, "skills of", &topic.id).shuffle(&mut column);
        column.sort_by_key(|skill| !skill.core);
        columns.push(column);
    }
    stream(seed, "topics of", "a class").shuffle(&mut columns);
    let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
    (0..longest).flat_map(|row| columns.iter().filter_map(move |column| column.get(row).copied())).collect()
}

fn stream(seed: Seed, what: &str, of: &str) -> Stream {
    Stream::new(&[&seed.get().to_le_bytes(), b"handout", what.as_bytes(), of.as_bytes()])
}

/// The problems so far.
struct Chosen<'a, 'w> {
    wishes: &'w ClassWishes,
    seed: Seed,
    picks: Vec<Pick<'a>>,
}

impl<'a> Chosen<'a, '_> {
    fn minutes(&self) -> u32 {
        self.picks.iter().map(|pick| pick.minutes).sum()
    }

    fn is_enough(&self) -> bool {
        match self.wishes.amount {
            Amount::Questions(questions) => self.picks.len() >= questions,
            Amount::Minutes(minutes) => self.minutes() >= minutes,
        }
    }

    /// Goes over the skills until the sheet is full: a skill comes again only when every other one has been.
    fn fill(&mut self, bank: &'a Bank, skills: &[&Skill], may_be: &dyn Fn(&Pick<'a>) -> bool) {
        let mut is_growing = true;
        while is_growing && !self.is_enough() {
            is_growing = false;
            for skill in skills {
                if self.is_enough() {
                    break;
                }
                is_growing |= self.add(bank, skill, may_be);
            }
        }
    }

    /// Takes one problem of a skill by lot, if one fits. A kind that is seldom on the sheet comes before one that is
    /// there already.
    fn add(&mut self, bank: &'a Bank, skill: &Skill, may_be: &dyn Fn(&Pick<'a>) -> bool) -> bool {
        let mut open: Vec<Pick<'a>> =
            bank.entries.iter().filter_map(|entry| self.open(entry, skill)).filter(|pick| may_be(pick)).collect();
        stream(self.seed, "problems of", &skill.id).shuffle(&mut open);
        let on_sheet = |kind: Name| self.picks.iter().filter(|pick| pick.form.kind == kind).count();
        open.sort_by_key(|pick| on_sheet(pick.form.kind));
        let found = open.first().copied();
        self.picks.extend(found);
        found.is_some()
    }

    fn open(&self, entry: &'a Entry, skill: &Skill) -> Option<Pick<'a>> {
        let common = &entry.problem.common;
        let is_asked_for = common.skill.value == skill.id && self.wishes.levels.contain(common.level);
        let is_new = !self.picks.iter().any(|pick| pick.entry.id() == entry.id());
        if !is_asked_for || !is_new || entry.is_retired() {
            return None;
        }
        let form = in_own_kind(entry, self.wishes.stage);
        let place = (0, self.picks.len());
        let pick = Pick { entry, form, minutes: minutes(&entry.problem, form), place };
        (self.fits(&pick) && !matches!(form.kind, Name::Copy)).then_some(pick)
    }

    fn fits(&self, pick: &Pick) -> bool {
        match self.wishes.amount {
            Amount::Minutes(minutes) => self.minutes() + pick.minutes <= minutes,
            Amount::Questions(questions) => {
                let long = self.picks.iter().filter(|pick| pick.minutes >= LONG).count();
                pick.minutes < LONG || long < questions.div_ceil(TO_A_LONG_ONE)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Amount, ClassWishes, alternatives, choose_for_class};
    use crate::bank::{self, Bank, Vary};
    use crate::code::{Levels, Seed};
    use std::collections::BTreeSet;

    fn shipped() -> Bank {
        bank::load(&bank::embedded()).0
    }

    fn wishes(topics: &[&str], amount: Amount) -> ClassWishes {
        let topics = topics.iter().map(|topic| (*topic).to_owned()).collect();
        ClassWishes { topics, levels: Levels::ALL, amount, stage: 3, vary: Vary::Numbers }
    }

    #[test]
    fn a_class_gets_as_many_questions_as_were_asked_for_each_of_another_skill() {
        let bank = shipped();
        for (topics, questions) in [(vec![], 8), (vec!["comprehensions"], 8), (vec!["classes", "generators"], 20)] {
            for seed in 0..20 {
                let wishes = wishes(&topics, Amount::Questions(questions));
                let picks = choose_for_class(&bank, &wishes, Seed::lowest_bits(seed));
                assert_eq!(picks.len(), questions, "{topics:?}");
                let is_wished = |topic: &str| topics.is_empty() || topics.contains(&topic);
                assert!(picks.iter().all(|pick| is_wished(&pick.entry.topic)));
                let ids: BTreeSet<&str> = picks.iter().map(|pick| pick.entry.id()).collect();
                assert_eq!(ids.len(), questions, "a problem is asked once");
                let kinds: BTreeSet<_> = picks.iter().map(|pick| pick.form.kind).collect();
                assert!(kinds.len() >= 4, "{topics:?}, seed {seed}: {kinds:?}");
            }
        }
    }

    #[test]
    fn minutes_are_filled_and_never_passed() {
        let bank = shipped();
        for minutes in [5, 20, 45, 90] {
            let picks = choose_for_class(&bank, &wishes(&[], Amount::Minutes(minutes)), Seed::lowest_bits(3));
            assert_eq!(picks.iter().map(|pick| pick.minutes).sum::<u32>(), minutes);
        }
    }

    #[test]
    fn reading_comes_before_writing() {
        let bank = shipped();
        let picks = choose_for_class(&bank, &wishes(&[], Amount::Questions(12)), Seed::lowest_bits(1));
        let steps: Vec<usize> = picks.iter().map(|pick| super::step(pick.form.kind)).collect();
        assert!(steps.is_sorted(), "{steps:?}");
    }

    #[test]
    fn alternatives_are_as_much_work() {
        let bank = shipped();
        let picks = choose_for_class(&bank, &wishes(&[], Amount::Questions(20)), Seed::lowest_bits(5));
        for pick in &picks {
            let others = alternatives(&bank, pick);
            assert!(others.iter().any(|entry| entry.id() == pick.entry.id()));
            for entry in others {
                assert_eq!(entry.problem.common.skill.value, pick.entry.problem.common.skill.value);
                assert_eq!(entry.problem.common.level, pick.entry.problem.common.level);
            }
        }
    }
}

//! A slot of a mock interview → the problems that may stand in it, the best first. Nothing is run here.

use super::Pick;
use crate::bank::{Bank, Entry, Slot, Stage};
use crate::code::{Levels, Seed};
use crate::draw::Stream;
use crate::kinds::{Form, Name};
use crate::question::minutes;
use std::collections::BTreeSet;

/// Minutes of a section that are not for writing: questions before, and a dry run after it.
const BESIDE_WRITING: u32 = 4;

/// The topic whose problems interviews are known for.
const NAMED_PROBLEMS: &str = "interview-problems";

/// What was asked for beside the recipe.
#[derive(Clone, Debug, Default)]
pub struct MockWishes {
    /// Ids of topics and skills that come first where a slot may hold them.
    pub topics: Vec<String>,
    pub skills: Vec<String>,
    /// Ids of problems that either person has seen.
    pub avoid: BTreeSet<String>,
}

impl MockWishes {
    fn are_met_by(&self, entry: &Entry) -> bool {
        let skill = &entry.problem.common.skill.value;
        self.topics.contains(&entry.topic) || self.skills.contains(skill)
    }
}

/// One place of an interview.
#[derive(Clone, Copy)]
pub struct MockPlace<'a, 's> {
    pub slot: &'s Slot,
    pub level: u8,
    /// Of its section, for as many questions as stand in that.
    pub minutes: u32,
    pub questions: u32,
    /// A name of its own among the places of the interview.
    pub name: &'s str,
    /// What is chosen already.
    pub before: &'s [Pick<'a>],
}

/// The problems that fit a place, the best first: those with a whole script before others, then what was wished for, then
/// the problems that interviews are known for, then skills and topics that are not asked yet, then by lot.
pub fn candidates<'a>(bank: &'a Bank, place: &MockPlace<'a, '_>, wishes: &MockWishes, seed: Seed) -> Vec<Pick<'a>> {
    let mut found: Vec<Pick<'a>> =
        bank.entries.iter().filter(|entry| may_hold(place, entry)).flat_map(|entry| picks(place, entry)).collect();
    found.sort_by(|a, b| (a.entry.id(), a.form).cmp(&(b.entry.id(), b.form)));
    Stream::new(&[&seed.get().to_le_bytes(), b"mock", place.name.as_bytes()]).shuffle(&mut found);
    // What was seen is left out after the lot, so that the others keep their order.
    found.retain(|pick| !wishes.avoid.contains(pick.entry.id()));
    found.sort_by_key(|pick| rank(place, pick, wishes));
    found
}

fn may_hold(place: &MockPlace, entry: &Entry) -> bool {
    let (slot, common) = (place.slot, &entry.problem.common);
    let levels = if slot.levels == Levels::ALL { Levels::new(place.level, place.level) } else { Some(slot.levels) };
    let is_new = !place.before.iter().any(|pick| pick.entry.id() == entry.id());
    is_new
        && !entry.is_retired()
        && slot.has_topic(&entry.topic)
        && slot.has_skill(&common.skill.value)
        && levels.is_some_and(|levels| levels.contain(common.level))
}

fn picks<'a>(place: &MockPlace<'a, '_>, entry: &'a Entry) -> Vec<Pick<'a>> {
    let kinds = entry.problem.forms().into_iter().filter(|kind| place.slot.kinds.contains(kind));
    let form = |kind| match (kind, place.slot.stage) {
        (Name::Class, Stage::At(stage)) => Form { kind, stage: Some(stage) },
        (Name::Class, Stage::Own) => Form { kind, stage: Some(5) },
        (kind, _) => Form::of(kind),
    };
    let pick = |kind| {
        let form = form(kind);
        Pick { entry, form, minutes: minutes(&entry.problem, form), place: (0, place.before.len()) }
    };
    kinds.map(pick).filter(|pick| place.slot.minutes.contains(&pick.minutes)).collect()
}

/// What counts against a problem, the weightiest first.
fn rank(place: &MockPlace, pick: &Pick, wishes: &MockWishes) -> impl Ord + use<> {
    let common = &pick.entry.problem.common;
    let is_write = pick.form.kind == Name::Write;
    let has_script = !common.hints.is_empty() && !common.clarify.is_empty() && !common.follow.is_empty();
    let beside = if is_write { BESIDE_WRITING } else { 0 };
    let is_long = pick.minutes * place.questions + beside > place.minutes;
    let asked = |same: &dyn Fn(&Pick) -> bool| place.before.iter().filter(|other| same(other)).count();
    let of_skill = asked(&|other| other.entry.problem.common.skill.value == common.skill.value);
    let of_topic = asked(&|other| other.entry.topic == pick.entry.topic);
    (
        is_write && !has_script,
        is_long,
        !wishes.are_met_by(pick.entry),
        is_write && pick.entry.topic != NAMED_PROBLEMS,
        // A level of its own comes before those below it.
        place.level.abs_diff(common.level),
        of_skill,
        of_topic,
    )
}

#[cfg(test)]
mod tests {
    use super::{MockPlace, MockWishes, candidates};
    use crate::bank::{self, Bank};
    use crate::code::Seed;
    use crate::kinds::Name;
    use std::collections::BTreeSet;

    fn shipped() -> Bank {
        bank::load(&bank::embedded()).0
    }

    fn firsts(bank: &Bank, level: u8, section: usize, wishes: &MockWishes, seed: u64) -> Vec<(String, Name)> {
        let recipe = bank.recipe(&format!("mock-{level}")).expect("it is shipped");
        let section = &recipe.sections[section];
        let slot = &section.slots[0];
        let place =
            MockPlace { slot, level, minutes: section.minutes, questions: slot.take, name: &section.name, before: &[] };
        let found = candidates(bank, &place, wishes, Seed::lowest_bits(seed));
        found.iter().map(|pick| (pick.entry.id().to_owned(), pick.form.kind)).collect()
    }

    #[test]
    fn the_whiteboard_problem_is_a_named_one_with_a_whole_script() {
        let bank = shipped();
        for level in 1..=3 {
            let mut seen = BTreeSet::new();
            for seed in 0..40 {
                let (id, kind) = firsts(&bank, level, 2, &MockWishes::default(), seed).remove(0);
                let entry = bank.entry(&id).expect("it was found there");
                let common = &entry.problem.common;
                assert_eq!((kind, common.level, entry.topic.as_str()), (Name::Write, level, "interview-problems"));
                assert!(!common.hints.is_empty() && !common.clarify.is_empty() && !common.follow.is_empty(), "{id}");
                seen.insert(id);
            }
            assert!(seen.len() >= 10, "level {level}: {seen:?}");
        }
    }

    #[test]
    fn what_was_seen_does_not_come_and_what_was_wished_for_comes_first() {
        let bank = shipped();
        let all = firsts(&bank, 2, 2, &MockWishes::default(), 1);
        let avoid: BTreeSet<String> = all.iter().take(3).map(|(id, _)| id.clone()).collect();
        let rest = firsts(&bank, 2, 2, &MockWishes { avoid: avoid.clone(), ..MockWishes::default() }, 1);
        assert!(rest.iter().all(|(id, _)| !avoid.contains(id)));
        assert_eq!(rest[0], all[3], "the others keep their order");
        let wishes = MockWishes { topics: vec!["generators".to_owned()], ..MockWishes::default() };
        let first = &firsts(&bank, 2, 2, &wishes, 1)[0].0;
        assert_eq!(bank.entry(first).map(|entry| entry.topic.as_str()), Some("generators"));
    }
}

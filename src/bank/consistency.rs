//! What only the whole bank shows: names that do not exist, ids used twice, circles.

use super::{Bank, BankFault, Recipe};
use crate::code::Tag;
use crate::diagnostic::words::nearest;
use crate::diagnostic::{Faults, Place};
use crate::keys::Text;
use crate::kinds::Named;
use std::collections::{BTreeMap, BTreeSet};

/// Notes every inconsistency, also of what the problems name that were left out, and leaves out problems that name what
/// does not exist.
pub(super) fn check(bank: &mut Bank, left_out: &[Named], faults: &mut Faults) {
    check_twice("problem", bank.entries.iter().map(|entry| (entry.id(), entry.place())), faults);
    check_twice("skill", bank.skills.iter().map(|skill| (skill.id.as_str(), &skill.place)), faults);
    let misconceptions = bank.misconceptions.iter().map(|known| (known.id.as_str(), &known.place));
    check_twice("misconception", misconceptions, faults);
    check_twice("recipe", bank.recipes.iter().map(|recipe| (recipe.id.as_str(), &recipe.place)), faults);
    check_needs(bank, faults);
    check_topics(bank, faults);
    check_tags(bank, faults);
    for named in left_out {
        if let Some(skill) = &named.skill {
            check_skill(bank, skill, faults);
        }
        for id in &named.misconceptions {
            check_misconception(bank, id, faults);
        }
    }
    check_problems(bank, faults);
}

/// Whether a skill exists; a fault is noted if not.
fn check_skill(bank: &Bank, skill: &Text, faults: &mut Faults) -> bool {
    let exists = bank.skill(&skill.value).is_some();
    if !exists {
        let known = bank.skills.iter().map(|skill| skill.id.as_str());
        faults.note(&skill.place, &unknown("skill", skill, known, "skills.toml"));
    }
    exists
}

/// Whether a misconception exists; a fault is noted if not.
fn check_misconception(bank: &Bank, id: &Text, faults: &mut Faults) -> bool {
    let known = || bank.misconceptions.iter().map(|known| known.id.as_str());
    let exists = known().any(|known| known == id.value);
    if !exists {
        faults.note(&id.place, &unknown("misconception", id, known(), "misconceptions.toml"));
    }
    exists
}

fn check_twice<'a>(what: &'static str, ids: impl Iterator<Item = (&'a str, &'a Place)>, faults: &mut Faults) {
    let mut first: BTreeMap<&str, &Place> = BTreeMap::new();
    for (id, place) in ids {
        match first.get(id) {
            Some(&earlier) => {
                let fault = BankFault::UsedTwice { what, id: id.to_owned() };
                faults.note_with(place, &fault, vec![(earlier.clone(), "used here before".to_owned())]);
            }
            None => {
                first.insert(id, place);
            }
        }
    }
}

fn unknown<'a>(
    what: &'static str,
    text: &Text,
    known: impl IntoIterator<Item = &'a str>,
    file: &'static str,
) -> BankFault {
    BankFault::Unknown { what, id: text.value.clone(), nearest: nearest(&text.value, known).map(str::to_owned), file }
}

fn check_needs(bank: &Bank, faults: &mut Faults) {
    for skill in &bank.skills {
        for need in &skill.needs {
            match bank.skill(&need.value) {
                None => {
                    let known = bank.skills.iter().map(|skill| skill.id.as_str());
                    faults.note(&need.place, &unknown("skill", need, known, "skills.toml"));
                }
                Some(needed) if needed.level > skill.level => {
                    let (skill, level, need_level) = (skill.id.clone(), skill.level, needed.level);
                    let fault = BankFault::NeedHasHigherLevel { skill, level, need: need.value.clone(), need_level };
                    faults.note(&need.place, &fault);
                }
                Some(_) => {}
            }
        }
        if let Some(circle) = circle_from(bank, &skill.id)
            && circle.iter().min() == Some(&skill.id)
        {
            faults.note(&skill.place, &BankFault::NeedsInACircle { circle });
        }
    }
}

/// The skills on a way of needs from a skill back to itself.
fn circle_from(bank: &Bank, start: &str) -> Option<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut ways = vec![vec![start.to_owned()]];
    while let Some(way) = ways.pop() {
        let last = way.last().and_then(|id| bank.skill(id))?;
        for need in &last.needs {
            if need.value == start {
                return Some(way);
            }
            if seen.insert(need.value.clone()) && bank.skill(&need.value).is_some() {
                let mut longer = way.clone();
                longer.push(need.value.clone());
                ways.push(longer);
            }
        }
    }
    None
}

fn check_topics(bank: &Bank, faults: &mut Faults) {
    let known = || bank.topics.iter().map(|topic| topic.id.as_str());
    let slots = || bank.recipes.iter().flat_map(Recipe::all_slots);
    let of_technologies = bank.technologies.iter().flat_map(|known| &known.topics);
    for topic in slots().flat_map(|slot| slot.cycle.iter().chain(&slot.topics)).chain(of_technologies) {
        if bank.topic(&topic.value).is_none() {
            faults.note(&topic.place, &unknown("topic", topic, known(), "topics.toml"));
        }
    }
    let of_technologies = bank.technologies.iter().flat_map(|known| &known.skills);
    for skill in slots().flat_map(|slot| &slot.skills).chain(of_technologies) {
        if bank.skill(&skill.value).is_none() {
            let known = bank.skills.iter().map(|skill| skill.id.as_str());
            faults.note(&skill.place, &unknown("skill", skill, known, "skills.toml"));
        }
    }
    for misconception in &bank.misconceptions {
        if bank.topic(&misconception.topic).is_none() {
            let (value, place) = (misconception.topic.clone(), misconception.place.clone());
            let topic = Text { value, place, verbatim_from: None };
            faults.note(&topic.place, &unknown("topic", &topic, known(), "topics.toml"));
        }
        for kin in &misconception.kin {
            if !bank.misconceptions.iter().any(|known| known.id == kin.value) {
                let known = bank.misconceptions.iter().map(|known| known.id.as_str());
                faults.note(&kin.place, &unknown("misconception", kin, known, "misconceptions.toml"));
            }
        }
    }
}

/// No two problems may look alike in a QR code, in any form that they are printed in.
fn check_tags(bank: &Bank, faults: &mut Faults) {
    let mut first: BTreeMap<Tag, &str> = BTreeMap::new();
    for entry in &bank.entries {
        for drawn in entry.drawn_forms() {
            match first.insert(Tag::of(&drawn), entry.id()) {
                Some(other) if other != entry.id() => {
                    let fault = BankFault::SameTag { id: entry.id().to_owned(), other: other.to_owned() };
                    faults.note(entry.place(), &fault);
                }
                _ => {}
            }
        }
    }
}

fn check_problems(bank: &mut Bank, faults: &mut Faults) {
    let mut broken = BTreeSet::new();
    for entry in &bank.entries {
        let common = &entry.problem.common;
        if !check_skill(bank, &common.skill, faults) {
            broken.insert(entry.id().to_owned());
        }
        if bank.topic(&entry.topic).is_none() {
            let topic = Text { value: entry.topic.clone(), place: entry.place().clone(), verbatim_from: None };
            let known = bank.topics.iter().map(|topic| topic.id.as_str());
            faults.note(&topic.place, &unknown("topic", &topic, known, "topics.toml"));
            broken.insert(entry.id().to_owned());
        }
        for misread in common.wrong_readings() {
            if !check_misconception(bank, &misread.id, faults) {
                broken.insert(entry.id().to_owned());
            }
        }
    }
    let mut seen = BTreeSet::new();
    bank.entries.retain(|entry| !broken.contains(entry.id()) && seen.insert(entry.id().to_owned()));
}

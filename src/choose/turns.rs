//! Whose turn it is: a number of a day → topics and skills in their order, and the stage of a class template.

use super::slots::Wanted;
use crate::bank::{Bank, Recipe, Skill, Slot};

/// Stages of a class template from one turn to the next: two days a stage, the blank page three
/// (`curriculum/README.md` 3.8, `template-a-day`).
const STAGES: [u8; 12] = [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5];

/// The turn of a slot.
pub(super) struct Turn {
    /// Of the slot's cycle of topics.
    topic: u64,
    /// Of the skills of a topic, or of those that the slot names.
    skill: u64,
    /// That a class template has at this turn, if the slot leaves it open.
    pub stage: u8,
}

impl Turn {
    /// The turn of a slot on the day of this number.
    ///
    /// A slot that names its skills goes on to the next every day, one that does not when its cycle of topics has come
    /// round; a course stays with a skill for all its days, from the first stage to the last.
    pub fn of(recipe: &Recipe, slot: &Slot, number: u64, bank: &Bank) -> Turn {
        let length = match (slot.skills.len(), slot.cycle.len()) {
            (0, 0) if slot.topics.is_empty() => bank.topics.len(),
            (0, 0) => slot.topics.len(),
            (0, cycle) => cycle,
            (skills, _) => skills,
        };
        let length = u64::try_from(length).unwrap_or(1).max(1);
        let stages = u64::try_from(STAGES.len()).unwrap_or(1);
        let (skill, step) = match (recipe.days.map(u64::from), slot.skills.is_empty()) {
            (Some(days), false) => (number / days, (number % days) * stages / days),
            (_, false) => (number, number / length),
            (_, true) => (number / length, number / length),
        };
        Turn { topic: number, skill, stage: STAGES[usize::try_from(step % stages).unwrap_or(0)] }
    }
}

/// The skills whose problems a slot may hold, those first whose turn it is: the slot's own, or topic after topic.
pub(super) fn groups<'a>(slot: &Slot, turn: &Turn, wanted: &Wanted<'a, '_>) -> Vec<Vec<&'a Skill>> {
    if !slot.skills.is_empty() {
        let skills = slot.skills.iter().filter_map(|id| wanted.bank.skill(&id.value));
        let asked = |skill: &&Skill| is_wished(wanted, &skill.topic) && slot.has_topic(&skill.topic);
        return vec![rotated(skills.filter(asked).collect(), turn.skill)];
    }
    let topics = topics_in_turn(slot, turn.topic, wanted);
    topics.into_iter().map(|topic| skills_in_turn(wanted, topic, turn.skill)).collect()
}

pub(super) fn is_wished(wanted: &Wanted, topic: &str) -> bool {
    wanted.wishes.topics.is_empty() || wanted.wishes.topics.iter().any(|id| id == topic)
}

/// The slot's topics, beginning with the one whose turn it is, each once. If none of its cycle was asked for, all that
/// it may hold.
fn topics_in_turn<'a>(slot: &Slot, turn: u64, wanted: &Wanted<'a, '_>) -> Vec<&'a str> {
    let all = wanted.bank.topics.iter().map(|topic| topic.id.as_str());
    let held: Vec<&'a str> = all.filter(|topic| slot.has_topic(topic) && is_wished(wanted, topic)).collect();
    let cycle = slot.cycle.iter().filter_map(|topic| wanted.bank.topic(&topic.value)).map(|topic| topic.id.as_str());
    let mut turned = rotated(cycle.collect(), turn);
    turned.retain(|topic| held.contains(topic));
    if turned.is_empty() {
        turned = rotated(held, turn);
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
fn skills_in_turn<'a>(wanted: &Wanted<'a, '_>, topic: &str, turn: u64) -> Vec<&'a Skill> {
    let of_topic = || wanted.bank.skills.iter().filter(|skill| skill.topic == topic);
    let mut skills = rotated(of_topic().filter(|skill| skill.core).collect(), turn);
    skills.extend(rotated(of_topic().filter(|skill| !skill.core).collect(), turn));
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

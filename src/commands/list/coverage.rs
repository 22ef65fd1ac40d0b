//! Where a bank is rich and where it is thin: topics by kinds, skills, and the places of a recipe.

use super::filter::Filter;
use crate::bank::{Bank, Entry, Recipe, Skill, Slot, Topic};
use crate::diagnostic::words::count;
use crate::kinds::{Form, Name};
use crate::question::minutes;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A place of a recipe that has no more problems than this shows the same ones again within a month.
const THIN: usize = 2;

/// Levels of problems.
const LEVELS: std::ops::RangeInclusive<u8> = 1..=3;

/// What is counted.
pub struct Coverage<'a> {
    bank: &'a Bank,
    filter: &'a Filter<'a>,
    recipe: &'a Recipe,
    entries: Vec<&'a Entry>,
}

/// Problems of one topic that can be printed as one kind.
struct Cell {
    kind: Name,
    problems: usize,
    minutes: u32,
}

/// What a slot finds when it is the turn of a topic.
struct Place<'a> {
    slot: &'a str,
    topic: &'a str,
    level: u8,
    problems: usize,
}

impl<'a> Coverage<'a> {
    pub fn new(bank: &'a Bank, filter: &'a Filter<'a>, recipe: &'a Recipe) -> Coverage<'a> {
        let entries = bank.entries.iter().filter(|entry| filter.has(entry)).collect();
        Coverage { bank, filter, recipe, entries }
    }

    /// The kinds of a topic that have problems.
    fn cells(&self, topic: &str) -> Vec<Cell> {
        let kinds = Name::ALL.into_iter().filter(|kind| self.filter.has_kind(*kind));
        let cells = kinds.map(|kind| {
            let of_kind = self.of_topic(topic).filter(|entry| entry.problem.forms().contains(&kind));
            let times: Vec<u32> = of_kind.map(|entry| minutes(&entry.problem, Form::usual(kind))).collect();
            Cell { kind, problems: times.len(), minutes: times.iter().sum() }
        });
        cells.filter(|cell| cell.problems > 0).collect()
    }

    fn of_topic(&self, topic: &str) -> impl Iterator<Item = &&'a Entry> {
        self.entries.iter().filter(move |entry| entry.topic == topic)
    }

    fn of_skill(&self, skill: &str) -> Vec<&'a Entry> {
        self.entries.iter().filter(|entry| entry.problem.common.skill.value == skill).copied().collect()
    }

    /// Every slot, with each topic of its turn, at each level.
    fn places(&self) -> Vec<Place<'a>> {
        let mut places = Vec::new();
        for slot in &self.recipe.slots {
            let all: Vec<&str> = self.bank.topics.iter().map(|topic| topic.id.as_str()).collect();
            let cycle = if slot.cycle.is_empty() { &slot.topics } else { &slot.cycle };
            let cycle: Vec<&str> = cycle.iter().map(|topic| topic.value.as_str()).collect();
            let topics: BTreeSet<&str> = if cycle.is_empty() { all } else { cycle }.into_iter().collect();
            let listed = |topic: &&Topic| topics.contains(topic.id.as_str()) && self.filter.has_topic(topic);
            for topic in self.bank.topics.iter().filter(listed) {
                for level in LEVELS.filter(|level| slot.levels.contain(*level)) {
                    let fits = |entry: &&&Entry| entry.problem.common.level == level && fits(entry, slot);
                    let problems = self.of_topic(&topic.id).filter(fits).count();
                    places.push(Place { slot: &slot.name, topic: &topic.id, level, problems });
                }
            }
        }
        places
    }

    pub fn to_json(&self) -> Value {
        let topics = self.bank.topics.iter().filter(|topic| self.filter.has_topic(topic));
        let topics: Vec<Value> = topics
            .map(|topic| {
                let cells = self.cells(&topic.id);
                let kinds: Vec<Value> = cells
                    .iter()
                    .map(|cell| json!({ "kind": cell.kind.word(), "problems": cell.problems, "minutes": cell.minutes }))
                    .collect();
                json!({ "id": topic.id, "problems": self.of_topic(&topic.id).count(), "kinds": kinds })
            })
            .collect();
        let skills: Vec<Value> = self
            .skills()
            .map(|skill| {
                let entries = self.of_skill(&skill.id);
                json!({
                    "id": skill.id, "topic": skill.topic, "problems": entries.len(), "kinds": kinds(&entries),
                    "minutes": all_minutes(&entries),
                })
            })
            .collect();
        let places: Vec<Value> = self
            .places()
            .iter()
            .map(|place| {
                json!({
                    "slot": place.slot, "topic": place.topic, "level": place.level, "problems": place.problems,
                })
            })
            .collect();
        json!({ "topics": topics, "skills": skills, "recipe": self.recipe.id, "places": places })
    }

    fn skills(&self) -> impl Iterator<Item = &'a Skill> {
        self.bank.skills.iter().filter(|skill| self.filter.has_skill(skill))
    }

    pub fn to_text(&self) -> String {
        let mut text =
            String::from("Problems by topic and kind, with minutes in all; one may be printed as several kinds\n");
        for topic in self.bank.topics.iter().filter(|topic| self.filter.has_topic(topic)) {
            writeln!(text, "\n{:>4}  {}", self.of_topic(&topic.id).count(), topic.id).ok();
            let cells = self.cells(&topic.id);
            for row in cells.chunks(4) {
                let row: Vec<String> = row
                    .iter()
                    .map(|cell| {
                        format!("{:<8} {:>3} {:>4}", cell.kind.word(), cell.problems, format!("{}’", cell.minutes))
                    })
                    .collect();
                writeln!(text, "      {}", row.join("  ")).ok();
            }
        }
        self.skills_text(&mut text);
        self.thin_text(&mut text);
        text
    }

    fn skills_text(&self, text: &mut String) {
        text.push_str("\nSkills: problems, minutes, kinds\n");
        let mut last = "";
        for skill in self.skills() {
            if skill.topic != last {
                last = &skill.topic;
                writeln!(text, "\n{last}").ok();
            }
            let entries = self.of_skill(&skill.id);
            let (problems, minutes) = (entries.len(), format!("{}’", all_minutes(&entries)));
            let line = format!("{problems:>4} {minutes:>5}  {:<26} {}", skill.id, kinds(&entries).join(" "));
            writeln!(text, "{}", line.trim_end()).ok();
        }
    }

    fn thin_text(&self, text: &mut String) {
        let places = self.places();
        let thin: Vec<&Place> = places.iter().filter(|place| place.problems <= THIN).collect();
        let all = count(places.len(), "place");
        writeln!(text, "\nRecipe `{}`: {} of {all} have {THIN} problems or fewer\n", self.recipe.id, thin.len()).ok();
        let mut seen = BTreeSet::new();
        for place in &thin {
            if !seen.insert((place.slot, place.topic)) {
                continue;
            }
            let at: Vec<String> = thin
                .iter()
                .filter(|other| (other.slot, other.topic) == (place.slot, place.topic))
                .map(|other| format!("level {} {}", other.level, other.problems))
                .collect();
            writeln!(text, "  {:<10} {:<20} {}", place.slot, place.topic, at.join("   ")).ok();
        }
    }
}

fn fits(entry: &Entry, slot: &Slot) -> bool {
    let common = &entry.problem.common;
    if !slot.has_topic(&entry.topic) || !slot.has_skill(&common.skill.value) {
        return false;
    }
    let forms = entry.problem.forms().into_iter().filter(|kind| slot.kinds.contains(kind)).flat_map(Form::all_of);
    forms.into_iter().any(|form| slot.minutes.contains(&minutes(&entry.problem, form)))
}

fn kinds(entries: &[&Entry]) -> Vec<&'static str> {
    let found: BTreeSet<Name> = entries.iter().map(|entry| entry.problem.kind.name()).collect();
    found.into_iter().map(Name::word).collect()
}

fn all_minutes(entries: &[&Entry]) -> u32 {
    entries.iter().map(|entry| minutes(&entry.problem, Form::usual(entry.problem.kind.name()))).sum()
}

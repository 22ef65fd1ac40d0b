//! `topics.toml`, `pools.toml`, `misconceptions.toml`, `skills.toml`: what problems refer to; and `technologies.toml`.

use super::files::Parsed;
use super::{Bank, BankFault};
use crate::diagnostic::{Faults, Place};
use crate::keys::{Item, Keys, Text};

/// One of the ten points.
#[derive(Clone, Debug)]
pub struct Topic {
    pub id: String,
    pub number: u32,
    /// As printed.
    pub title: String,
}

/// What one can do; a mark goes to a skill.
#[derive(Clone, Debug)]
pub struct Skill {
    pub id: String,
    /// What one can do: "walk a sequence".
    pub title: String,
    pub topic: String,
    pub needs: Vec<Text>,
    pub level: u8,
    /// On the first path through all ten points.
    pub core: bool,
    /// Earlier ids.
    pub was: Vec<String>,
    pub place: Place,
}

/// A belief that is not so, or a slip.
#[derive(Clone, Debug)]
pub struct Misconception {
    pub id: String,
    pub belief: String,
    pub truth: String,
    pub topic: String,
    /// Shown together with it.
    pub kin: Vec<Text>,
    pub was: Vec<String>,
    /// Nobody believes it: it is counted, but nobody is told that they do.
    pub slip: bool,
    pub place: Place,
}

/// Something that a job description may name, and what asks it.
#[derive(Clone, Debug)]
pub struct Technology {
    pub name: String,
    /// What it may be called, in small letters; a word may be several with blanks between them.
    pub words: Vec<String>,
    pub topics: Vec<Text>,
    pub skills: Vec<Text>,
}

impl Technology {
    /// Whether a problem of this topic and skill asks it.
    pub fn is_asked_by(&self, topic: &str, skill: &str) -> bool {
        self.topics.iter().any(|known| known.value == topic) || self.skills.iter().any(|known| known.value == skill)
    }
}

pub(super) fn read(files: Vec<Parsed>, bank: &mut Bank, faults: &mut Faults) {
    for Parsed { path, keys } in files {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        match name {
            "topics.toml" => read_topics(keys, bank, faults),
            "pools.toml" => read_pools(keys, bank, faults),
            "technologies.toml" => read_technologies(keys, bank, faults),
            "misconceptions.toml" => read_misconceptions(keys, bank, faults),
            _ => read_skills(keys, folder.rsplit('/').next().unwrap_or(""), bank, faults),
        }
    }
    bank.topics.sort_by_key(|topic| topic.number);
    let order = |topic: &str| bank.topics.iter().position(|known| known.id == topic).unwrap_or(usize::MAX);
    bank.skills.sort_by_key(|skill| order(&skill.topic));
}

fn required(keys: &mut Keys, key: &str, faults: &mut Faults) -> Option<Text> {
    keys.need(key, faults);
    keys.text(key, faults)
}

fn optional_texts(keys: &mut Keys, key: &str, faults: &mut Faults) -> Vec<Text> {
    keys.texts(key, faults).unwrap_or_default()
}

fn values(texts: Vec<Text>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

fn read_topics(mut keys: Keys, bank: &mut Bank, faults: &mut Faults) {
    for mut table in keys.tables("topic", faults) {
        let id = required(&mut table, "id", faults);
        table.need("number", faults);
        let number = table.int("number", 1..=99, faults);
        let title = required(&mut table, "title", faults);
        table.close(faults);
        if let (Some(id), Some(number), Some(title)) = (id, number, title) {
            let number = u32::try_from(number.value).unwrap_or(0);
            bank.topics.push(Topic { id: id.value, number, title: title.value });
        }
    }
    keys.close(faults);
}

fn read_pools(mut keys: Keys, bank: &mut Bank, faults: &mut Faults) {
    if let Some(pools) = keys.table("pools", faults) {
        add_pools(pools, bank, faults);
    }
    keys.close(faults);
}

/// Takes every key of `[pools]` as a list of words.
pub(super) fn add_pools(mut pools: Keys, bank: &mut Bank, faults: &mut Faults) {
    for (name, item) in pools.take_rest() {
        let mut words = Vec::new();
        let mut is_list_of_words = false;
        if let Item::List(items, _) = &item {
            is_list_of_words = !items.is_empty();
            for word in items {
                match word {
                    Item::Text(text) => words.push(text.value.clone()),
                    _ => is_list_of_words = false,
                }
            }
        }
        if !is_list_of_words {
            faults.note(item.place(), &BankFault::NotAPool { name: name.value.clone() });
        }
        bank.pools.0.insert(name.value, words);
    }
}

fn read_misconceptions(mut keys: Keys, bank: &mut Bank, faults: &mut Faults) {
    for mut table in keys.tables("misconception", faults) {
        let place = table.place().clone();
        let id = required(&mut table, "id", faults);
        let belief = required(&mut table, "belief", faults);
        let truth = required(&mut table, "truth", faults);
        let topic = required(&mut table, "topic", faults);
        let kin = optional_texts(&mut table, "kin", faults);
        let was = values(optional_texts(&mut table, "was", faults));
        let slip = table.bool("slip", faults).unwrap_or(false);
        table.close(faults);
        if let (Some(id), Some(belief), Some(truth), Some(topic)) = (id, belief, truth, topic) {
            let (belief, truth, topic) = (belief.value, truth.value, topic.value);
            let place = if id.value.is_empty() { place } else { id.place };
            bank.misconceptions.push(Misconception { id: id.value, belief, truth, topic, kin, was, slip, place });
        }
    }
    keys.close(faults);
}

fn read_technologies(mut keys: Keys, bank: &mut Bank, faults: &mut Faults) {
    for mut table in keys.tables("technology", faults) {
        let name = required(&mut table, "name", faults);
        table.need("words", faults);
        let words: Vec<String> = values(optional_texts(&mut table, "words", faults));
        let topics = optional_texts(&mut table, "topics", faults);
        let skills = optional_texts(&mut table, "skills", faults);
        table.close(faults);
        let Some(name) = name else { continue };
        if words.iter().all(|word| word.trim().is_empty()) {
            faults.note(&name.place, &BankFault::TechnologyWithoutWords { name: name.value.clone() });
        }
        let words = words.iter().map(|word| word.to_lowercase()).collect();
        bank.technologies.push(Technology { name: name.value, words, topics, skills });
    }
    keys.close(faults);
}

fn read_skills(mut keys: Keys, topic: &str, bank: &mut Bank, faults: &mut Faults) {
    for mut table in keys.tables("skill", faults) {
        let id = required(&mut table, "id", faults);
        let title = required(&mut table, "title", faults);
        let needs = optional_texts(&mut table, "needs", faults);
        table.need("level", faults);
        let level = table.int("level", 1..=3, faults);
        let core = table.bool("core", faults).unwrap_or(false);
        let was = values(optional_texts(&mut table, "was", faults));
        table.close(faults);
        if let (Some(id), Some(title), Some(level)) = (id, title, level) {
            let level = u8::try_from(level.value).unwrap_or(1);
            let topic = topic.to_owned();
            let (id, place) = (id.value, id.place);
            bank.skills.push(Skill { id, title: title.value, topic, needs, level, core, was, place });
        }
    }
    keys.close(faults);
}

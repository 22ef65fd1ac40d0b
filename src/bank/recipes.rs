//! Recipes: what a sheet asks for.

use super::BankFault;
use crate::code::{KeyPlace, Levels, Word};
use crate::diagnostic::words::nearest;
use crate::diagnostic::{Faults, Place};
use crate::keys::{Item, Keys, Text};
use crate::kinds::Name;
use std::ops::RangeInclusive;

/// What a sheet asks for: its slots, in order of printing.
#[derive(Clone, Debug)]
pub struct Recipe {
    pub id: String,
    pub verb: Verb,
    /// At the top of the sheet.
    pub title: String,
    pub minutes: u32,
    pub key: KeyPlace,
    /// A course of so many days, which then begins again with the next skill.
    pub days: Option<u32>,
    /// Of a handout; the usual where it is left out.
    pub vary: Option<Vary>,
    /// What a sheet of one round has once only.
    pub distinct: Vec<Distinct>,
    pub slots: Vec<Slot>,
    /// Of a mock interview.
    pub level: u8,
    /// Of a mock interview, in their order.
    pub sections: Vec<Section>,
    pub place: Place,
}

impl Recipe {
    /// Its slots, those of its sections among them.
    pub fn all_slots(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().chain(self.sections.iter().flat_map(|section| &section.slots))
    }
}

/// A part of a mock interview.
#[derive(Clone, Debug)]
pub struct Section {
    /// As the interviewer reads it.
    pub name: String,
    /// As the candidate reads it.
    pub candidate: String,
    /// Of the recipe's.
    pub minutes: u32,
    /// It is never shorter.
    pub least: u32,
    /// Which section is left out when minutes run out: 1 never, the highest number first.
    pub priority: u32,
    pub slots: Vec<Slot>,
}

/// What no two questions of a sheet share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distinct {
    Problem,
    Skill,
}

/// The command that uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Daily,
    Handout,
    Mock,
}

/// What differs from one copy of a handout to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vary {
    /// The numbers of the same problems.
    Numbers,
    /// The problems too.
    Questions,
}

/// A place on the sheet, and what it may hold.
#[derive(Clone, Debug)]
pub struct Slot {
    pub name: String,
    pub kinds: Vec<Name>,
    /// Only of these topics; all where it is left out.
    pub topics: Vec<Text>,
    /// Only of these skills, which then take turns in this order; all where it is left out.
    pub skills: Vec<Text>,
    pub levels: Levels,
    /// How many questions.
    pub take: u32,
    /// Of one question.
    pub minutes: RangeInclusive<u32>,
    /// Who gives way when minutes run out: 1 never, the highest number first.
    pub priority: u32,
    /// How much of a class template stands on the page.
    pub stage: Stage,
    /// Room to write on a handout, in per cent of the usual.
    pub space: u32,
    /// Its turn of topics; all that it may hold, in order, where it is left out.
    pub cycle: Vec<Text>,
    pub place: Place,
}

impl Slot {
    /// Whether it may hold problems of this topic.
    pub fn has_topic(&self, topic: &str) -> bool {
        self.topics.is_empty() || self.topics.iter().any(|held| held.value == topic)
    }

    /// Whether it may hold problems of this skill.
    pub fn has_skill(&self, skill: &str) -> bool {
        self.skills.is_empty() || self.skills.iter().any(|held| held.value == skill)
    }
}

/// The stage of a class template in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Less on the page from one turn of the slot to the next.
    Own,
    /// 0, all of it, to 5, nothing.
    At(u8),
}

const VERBS: [(&str, Verb); 3] = [("daily", Verb::Daily), ("handout", Verb::Handout), ("mock", Verb::Mock)];

const VARY: [(&str, Vary); 2] = [("numbers", Vary::Numbers), ("questions", Vary::Questions)];

const DISTINCT: [(&str, Distinct); 2] = [("problem", Distinct::Problem), ("skill", Distinct::Skill)];

pub(super) fn read(files: Vec<Keys>, faults: &mut Faults) -> Vec<Recipe> {
    files.into_iter().filter_map(|keys| read_recipe(keys, faults)).collect()
}

fn read_recipe(mut keys: Keys, faults: &mut Faults) -> Option<Recipe> {
    keys.require("recipe", "a recipe begins with `[recipe]`", faults);
    let head = keys.table("recipe", faults);
    let slots: Vec<Option<Slot>> =
        keys.tables("slot", faults).into_iter().map(|table| read_slot(table, faults)).collect();
    let sections: Vec<Option<Section>> =
        keys.tables("section", faults).into_iter().map(|table| read_section(table, faults)).collect();
    keys.close(faults);
    let slots = slots.into_iter().collect::<Option<Vec<Slot>>>();
    let sections = sections.into_iter().collect::<Option<Vec<Section>>>();
    let recipe = read_head(head?, slots.zip(sections), faults)?;
    check_sections(&recipe, faults);
    Some(recipe)
}

/// A mock has sections, whose minutes are its own.
fn check_sections(recipe: &Recipe, faults: &mut Faults) {
    let sum: u32 = recipe.sections.iter().map(|section| section.minutes).sum();
    if (recipe.verb == Verb::Mock) == recipe.sections.is_empty() {
        faults.note(&recipe.place, &BankFault::SectionsAndMocks);
    } else if recipe.verb == Verb::Mock && sum != recipe.minutes {
        faults.note(&recipe.place, &BankFault::SectionMinutes { minutes: recipe.minutes, sum });
    }
}

fn read_head(mut head: Keys, parts: Option<(Vec<Slot>, Vec<Section>)>, faults: &mut Faults) -> Option<Recipe> {
    for key in ["id", "verb", "title", "minutes"] {
        head.need(key, faults);
    }
    let id = head.text("id", faults);
    let verb = head.text("verb", faults).and_then(|text| word(&text, "verb", &VERBS, faults));
    let title = head.text("title", faults);
    let minutes = head.int("minutes", 1..=240, faults);
    let places: Vec<(&'static str, KeyPlace)> = KeyPlace::ALL.iter().map(|place| (place.word(), *place)).collect();
    let key = match head.text("key", faults) {
        Some(text) => word(&text, "key", &places, faults),
        None => Some(KeyPlace::Same),
    };
    let vary = match head.text("vary", faults) {
        Some(text) => word(&text, "vary", &VARY, faults).map(Some),
        None => Some(None),
    };
    let days = head.int("days", 1..=366, faults).map(|days| small(days.value));
    let distinct = match head.texts("distinct", faults) {
        Some(words) => words.iter().map(|text| word(text, "distinct", &DISTINCT, faults)).collect(),
        None => Some(vec![Distinct::Problem, Distinct::Skill]),
    };
    let level = head.int("level", 1..=3, faults).map_or(2, |level| u8::try_from(level.value).unwrap_or(2));
    head.close(faults);
    let (id, verb, title, minutes, (slots, sections)) = (id?, verb?, title?.value, small(minutes?.value), parts?);
    let (key, vary, distinct, place) = (key?, vary?, distinct?, id.place);
    let id = id.value;
    Some(Recipe { id, verb, title, minutes, key, days, vary, distinct, slots, level, sections, place })
}

fn read_section(mut table: Keys, faults: &mut Faults) -> Option<Section> {
    table.need("name", faults);
    let name = table.text("name", faults).map(|name| name.value);
    let candidate = table.text("candidate", faults).map(|name| name.value);
    table.need("minutes", faults);
    let minutes = table.int("minutes", 1..=240, faults).map(|number| small(number.value));
    let least = table.int("least", 1..=240, faults).map_or(1, |number| small(number.value));
    let priority = table.int("priority", 1..=99, faults).map_or(1, |number| small(number.value));
    table.need("slots", faults);
    let slots: Vec<Option<Slot>> = table
        .tables("slots", faults)
        .into_iter()
        .map(|slot| read_slot_of(slot, name.clone().unwrap_or_default(), faults))
        .collect();
    table.close(faults);
    let (name, slots) = (name?, slots.into_iter().collect::<Option<Vec<Slot>>>()?);
    Some(Section {
        candidate: candidate.unwrap_or_else(|| name.clone()),
        name,
        minutes: minutes?,
        least,
        priority,
        slots,
    })
}

fn read_slot(mut table: Keys, faults: &mut Faults) -> Option<Slot> {
    table.need("name", faults);
    let name = table.text("name", faults);
    let priority = table.int("priority", 1..=99, faults).map_or(1, |number| small(number.value));
    let cycle = table.texts("cycle", faults).unwrap_or_default();
    let space = table.int("space", 100..=300, faults).map_or(USUAL_SPACE, |number| small(number.value));
    let slot = read_slot_of(table, name.as_ref().map(|name| name.value.clone()).unwrap_or_default(), faults)?;
    name.is_some().then_some(Slot { priority, cycle, space, ..slot })
}

/// Room to write, in per cent.
const USUAL_SPACE: u32 = 100;

/// A slot whose name is known; one of a section has neither priority nor cycle nor space.
fn read_slot_of(mut table: Keys, name: String, faults: &mut Faults) -> Option<Slot> {
    let place = table.place().clone();
    let kinds = table.texts("kinds", faults).unwrap_or_default();
    if kinds.is_empty() {
        faults.note(&place, &BankFault::SlotWithoutKinds);
    }
    let known: Vec<(&'static str, Name)> = Name::ALL.iter().map(|&name| (name.word(), name)).collect();
    let read: Vec<Name> = kinds.iter().filter_map(|text| word(text, "kinds", &known, faults)).collect();
    let topics = table.texts("topics", faults).unwrap_or_default();
    let skills = table.texts("skills", faults).unwrap_or_default();
    let levels = match read_range(&mut table, "levels", 3, faults) {
        Range::Missing => Some(Levels::ALL),
        Range::Wrong => None,
        Range::Of(low, high) => {
            u8::try_from(low).ok().zip(u8::try_from(high).ok()).and_then(|(a, b)| Levels::new(a, b))
        }
    };
    let minutes = match read_range(&mut table, "minutes", 240, faults) {
        Range::Missing => Some(1..=30),
        Range::Wrong => None,
        Range::Of(low, high) => Some(low..=high),
    };
    let take = table.int("take", 1..=20, faults).map_or(1, |number| small(number.value));
    let stage = read_stage(&mut table, faults);
    table.close(faults);
    let is_whole = read.len() == kinds.len() && !read.is_empty();
    is_whole.then_some(())?;
    let (minutes, levels, stage) = (minutes?, levels?, stage?);
    Some(Slot {
        name,
        kinds: read,
        topics,
        skills,
        levels,
        take,
        minutes,
        priority: 1,
        stage,
        space: USUAL_SPACE,
        cycle: Vec::new(),
        place,
    })
}

/// `"own"`, or a number from 0 to 5.
fn read_stage(table: &mut Keys, faults: &mut Faults) -> Option<Stage> {
    match table.item("stage") {
        None => Some(Stage::Own),
        Some(Item::Text(text)) if text.value == "own" => Some(Stage::Own),
        Some(Item::Int(number)) if (0..=5).contains(&number.value) => {
            Some(Stage::At(u8::try_from(number.value).unwrap_or(5)))
        }
        Some(item) => {
            faults.note(item.place(), &BankFault::NotAStage);
            None
        }
    }
}

/// Two ends, or what is there in place of them.
enum Range {
    Missing,
    Wrong,
    Of(u32, u32),
}

/// Two whole numbers from 1 to `most`, the smaller first.
fn read_range(table: &mut Keys, key: &'static str, most: i64, faults: &mut Faults) -> Range {
    let Some(item) = table.item(key) else { return Range::Missing };
    if let Item::List(ends, _) = &item
        && let [Item::Int(low), Item::Int(high)] = ends.as_slice()
        && 1 <= low.value
        && low.value <= high.value
        && high.value <= most
    {
        return Range::Of(small(low.value), small(high.value));
    }
    faults.note(item.place(), &BankFault::RangeReversed { key, most });
    Range::Wrong
}

/// A number that was read within bounds far below what fits.
fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The value that a word stands for.
fn word<T: Copy>(text: &Text, key: &'static str, known: &[(&'static str, T)], faults: &mut Faults) -> Option<T> {
    let found = known.iter().find(|(word, _)| *word == text.value).map(|(_, value)| *value);
    if found.is_none() {
        let all: Vec<&'static str> = known.iter().map(|(word, _)| *word).collect();
        let close = nearest(&text.value, all.iter().copied());
        let known = close.map_or(all.clone(), |close| all.into_iter().filter(|word| *word == close).collect());
        faults.note(&text.place, &BankFault::UnknownWord { key, word: text.value.clone(), known });
    }
    found
}

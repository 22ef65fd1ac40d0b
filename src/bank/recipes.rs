//! Recipes: what a sheet asks for.

use super::BankFault;
use crate::code::{KeyPlace, Word};
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
    pub slots: Vec<Slot>,
    pub place: Place,
}

/// The command that uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Daily,
}

/// A place on the sheet, and what it may hold.
#[derive(Clone, Debug)]
pub struct Slot {
    pub name: String,
    pub kinds: Vec<Name>,
    /// Of one question.
    pub minutes: RangeInclusive<u32>,
    /// Who gives way when minutes run out: 1 never, the highest number first.
    pub priority: u32,
    /// Its turn of topics; all ten in order where it is left out.
    pub cycle: Vec<Text>,
}

pub(super) fn read(files: Vec<Keys>, faults: &mut Faults) -> Vec<Recipe> {
    files.into_iter().filter_map(|keys| read_recipe(keys, faults)).collect()
}

fn read_recipe(mut keys: Keys, faults: &mut Faults) -> Option<Recipe> {
    keys.require("recipe", "a recipe begins with `[recipe]`", faults);
    let head = keys.table("recipe", faults);
    let slots: Vec<Option<Slot>> =
        keys.tables("slot", faults).into_iter().map(|table| read_slot(table, faults)).collect();
    keys.finish("a recipe", &|_| None, &["recipe", "slot"], faults);
    read_head(head?, slots.into_iter().collect::<Option<Vec<Slot>>>(), faults)
}

fn read_head(mut head: Keys, slots: Option<Vec<Slot>>, faults: &mut Faults) -> Option<Recipe> {
    for (key, what) in [
        ("id", "a recipe needs `id`"),
        ("verb", "a recipe needs `verb`: the command that uses it"),
        ("title", "a recipe needs `title`: what stands at the top of the sheet"),
        ("minutes", "a recipe needs `minutes`: of the whole sheet"),
    ] {
        head.require(key, what, faults);
    }
    let id = head.text("id", faults);
    let verb = head.text("verb", faults).and_then(|text| word(&text, "verb", &[("daily", Verb::Daily)], faults));
    let title = head.text("title", faults);
    let minutes = head.int("minutes", 1..=240, faults);
    let places: Vec<(&'static str, KeyPlace)> = KeyPlace::ALL.iter().map(|place| (place.word(), *place)).collect();
    let key = match head.text("key", faults) {
        Some(text) => word(&text, "key", &places, faults),
        None => Some(KeyPlace::Same),
    };
    head.finish("the head of a recipe", &|_| None, &["id", "verb", "title", "minutes", "key"], faults);
    let (id, verb, title, minutes, slots) = (id?, verb?, title?, minutes?, slots?);
    let minutes = u32::try_from(minutes.value).unwrap_or(15);
    Some(Recipe { id: id.value, verb, title: title.value, minutes, key: key?, slots, place: id.place })
}

fn read_slot(mut table: Keys, faults: &mut Faults) -> Option<Slot> {
    table.require("name", "a slot needs `name`", faults);
    let name = table.text("name", faults);
    let place = table.place().clone();
    let kinds = table.texts("kinds", faults).unwrap_or_default();
    if kinds.is_empty() {
        faults.note(&place, &BankFault::SlotWithoutKinds);
    }
    let known: Vec<(&'static str, Name)> = Name::ALL.iter().map(|&name| (name.word(), name)).collect();
    let read: Vec<Name> = kinds.iter().filter_map(|text| word(text, "kinds", &known, faults)).collect();
    let minutes = read_range(&mut table, faults);
    let priority = table.int("priority", 1..=99, faults).map_or(1, |number| u32::try_from(number.value).unwrap_or(1));
    let cycle = table.texts("cycle", faults).unwrap_or_default();
    table.finish("a slot", &|_| None, &["name", "kinds", "minutes", "priority", "cycle"], faults);
    let is_whole = read.len() == kinds.len() && !read.is_empty();
    is_whole.then_some(())?;
    Some(Slot { name: name?.value, kinds: read, minutes: minutes?, priority, cycle })
}

fn read_range(table: &mut Keys, faults: &mut Faults) -> Option<RangeInclusive<u32>> {
    let Some(item) = table.item("minutes") else { return Some(1..=30) };
    let range = match &item {
        Item::List(ends, _) => match ends.as_slice() {
            [Item::Int(low), Item::Int(high)] if (1..=high.value).contains(&low.value) => {
                u32::try_from(low.value).ok().zip(u32::try_from(high.value).ok())
            }
            _ => None,
        },
        _ => None,
    };
    if range.is_none() {
        faults.note(item.place(), &BankFault::RangeReversed { key: "minutes" });
    }
    range.map(|(low, high)| low..=high)
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

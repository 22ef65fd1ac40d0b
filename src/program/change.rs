//! Wrong programs: `swap`, `swaps`, `everywhere`, `program`.

use super::Template;
use super::faults::ChangeFault;
use super::quote::{Quote, note_not_found, occurrences};
use crate::diagnostic::{Faults, Place};
use crate::draw::Declared;
use crate::keys::{Item, KeyFault, Keys, Text};
use std::ops::Range;

const KEYS: [&str; 4] = ["swap", "swaps", "everywhere", "program"];

/// Takes whichever of `swap`, `swaps`, `everywhere`, `program` stands in the table and applies it to the program as
/// written, before any value is put in, so that whether it fits cannot depend on a draw. `None` without a fault
/// if none of the four is there; more than one is `several-changes`; a change that changes nothing is
/// `change-changes-nothing`. The result's places point at the change.
pub fn read_change(keys: &mut Keys, program: &Template, declared: &Declared, faults: &mut Faults) -> Option<Template> {
    let there: Vec<&str> = KEYS.into_iter().filter(|key| keys.has(key)).collect();
    let changed = match there.as_slice() {
        [] => return None,
        ["program"] => return whole_program(keys, program, declared, faults),
        ["swap"] => one(keys, program, faults),
        ["swaps"] => several(keys, program, faults),
        ["everywhere"] => everywhere(keys, program, faults),
        [_, second, ..] => {
            let place = keys.place_of(second).unwrap_or_else(|| keys.place().clone());
            faults.note(&place, &ChangeFault::Several { keys: there.iter().map(|&key| key.to_owned()).collect() });
            there.iter().for_each(|key| drop(keys.item(key)));
            return None;
        }
        [_] => None,
    };
    let (place, pieces) = changed?;
    let source = replace(program.source(), &pieces);
    if source == program.source() {
        faults.note(&place, &ChangeFault::ChangesNothing);
        return None;
    }
    Template::changed(source, &place, declared, faults)
}

/// Where a change stands, and what it puts in place of which bytes.
type Change = (Place, Vec<(Range<usize>, String)>);

fn whole_program(keys: &mut Keys, program: &Template, declared: &Declared, faults: &mut Faults) -> Option<Template> {
    let text = keys.text("program", faults)?;
    if text.value == program.source() {
        faults.note(&text.place, &ChangeFault::ChangesNothing);
        return None;
    }
    Template::read(&text, declared, faults)
}

fn one(keys: &mut Keys, program: &Template, faults: &mut Faults) -> Option<Change> {
    let (place, old, new) = pair("`swap`", keys.item("swap")?, faults)?;
    let quote = Quote::read(&old, program, faults)?;
    Some((place, vec![(quote.range, new.value)]))
}

fn several(keys: &mut Keys, program: &Template, faults: &mut Faults) -> Option<Change> {
    let place = keys.place_of("swaps")?;
    let items = keys.items("swaps", faults)?;
    let pairs: Vec<Option<(Place, Text, Text)>> =
        items.into_iter().map(|item| pair("each of `swaps`", item, faults)).collect();
    let mut pieces: Vec<(Range<usize>, String)> = Vec::new();
    let mut is_whole = true;
    for pair in pairs {
        let found = pair.and_then(|(_, old, new)| Some((Quote::read(&old, program, faults)?, old, new)));
        let Some((quote, old, new)) = found else {
            is_whole = false;
            continue;
        };
        if pieces.iter().any(|(range, _)| range.start < quote.range.end && quote.range.start < range.end) {
            faults.note(&old.place, &ChangeFault::Overlap { quote: old.value });
            is_whole = false;
            continue;
        }
        pieces.push((quote.range, new.value));
    }
    is_whole.then_some((place, pieces))
}

fn everywhere(keys: &mut Keys, program: &Template, faults: &mut Faults) -> Option<Change> {
    let (place, old, new) = pair("`everywhere`", keys.item("everywhere")?, faults)?;
    let mut pieces: Vec<(Range<usize>, String)> = Vec::new();
    for range in occurrences(&old.value, program.source()) {
        if pieces.last().is_none_or(|(last, _)| last.end <= range.start) {
            pieces.push((range, new.value.clone()));
        }
    }
    if pieces.is_empty() {
        note_not_found(&old, program, faults);
        return None;
    }
    Some((place, pieces))
}

/// Two texts: what is written, and what takes its place.
fn pair(what: &str, item: Item, faults: &mut Faults) -> Option<(Place, Text, Text)> {
    let place = item.place().clone();
    let found = match item {
        Item::List(items, _) => match <[Item; 2]>::try_from(items) {
            Ok([Item::Text(old), Item::Text(new)]) => return Some((place, old, new)),
            Ok([Item::Text(_), other] | [other, _]) => format!("a list with {}", other.shape()),
            Err(items) => format!("a list of {}", crate::diagnostic::words::count(items.len(), "value")),
        },
        other => other.shape().to_owned(),
    };
    let expected = "two texts, `[\"as written\", \"instead\"]`".to_owned();
    faults.note(&place, &KeyFault::WrongType { what: what.to_owned(), expected, found });
    None
}

fn replace(source: &str, pieces: &[(Range<usize>, String)]) -> String {
    let mut pieces: Vec<&(Range<usize>, String)> = pieces.iter().collect();
    pieces.sort_by_key(|(range, _)| range.start);
    let mut changed = String::new();
    let mut at = 0;
    for (range, new) in pieces {
        changed.push_str(&source[at..range.start]);
        changed.push_str(new);
        at = range.end;
    }
    changed.push_str(&source[at..]);
    changed
}

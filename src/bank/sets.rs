//! One file of problems: `[set]`, then `[[problem]]`.

use super::catalogue::add_pools;
use super::{Bank, BankFault, Entry};
use crate::diagnostic::Faults;
use crate::keys::Keys;
use crate::kinds;

/// A teacher's file may hold a few hundred; more is a mistake or an attack.
const MOST_PROBLEMS: usize = 500;

pub(super) fn read(folder: String, mut keys: Keys, bank: &mut Bank, faults: &mut Faults) {
    let place = keys.place().clone();
    let topic = match keys.table("set", faults) {
        Some(set) => read_head(set, &folder, bank, faults),
        None => {
            faults.note(&place, &BankFault::SetMissing { folder: folder.clone() });
            None
        }
    };
    let problems = keys.tables("problem", faults);
    if problems.len() > MOST_PROBLEMS {
        faults.note(&place, &BankFault::TooManyProblems { found: problems.len(), most: MOST_PROBLEMS });
    }
    for table in problems.into_iter().take(MOST_PROBLEMS) {
        let problem = kinds::read(table, &bank.pools, faults);
        if let (Some(problem), Some(topic)) = (problem, &topic) {
            bank.entries.push(Entry { topic: topic.clone(), problem });
        }
    }
    keys.finish("a problem set", &|_| None, &["set", "problem"], faults);
}

/// Gives the set's topic.
fn read_head(mut set: Keys, folder: &str, bank: &mut Bank, faults: &mut Faults) -> Option<String> {
    set.require("topic", "a set needs `topic`: the folder it stands in", faults);
    let topic = set.text("topic", faults);
    set.require("title", "a set needs `title`", faults);
    set.text("title", faults);
    if let Some(language) = set.text("language", faults)
        && !["python", "none"].contains(&language.value.as_str())
    {
        faults.note(&language.place, &BankFault::UnknownLanguage { language: language.value.clone() });
    }
    if let Some(pools) = set.table("pools", faults) {
        add_pools(pools, bank, faults);
    }
    set.finish("the head of a set", &|_| None, &["topic", "title", "language", "pools"], faults);
    let topic = topic?;
    if !folder.is_empty() && topic.value != folder {
        let fault = BankFault::TopicNotFolder { topic: topic.value.clone(), folder: folder.to_owned() };
        faults.note(&topic.place, &fault);
    }
    Some(topic.value)
}

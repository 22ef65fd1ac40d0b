//! One file of problems: `[set]`, then `[[problem]]`.

use super::catalogue::add_pools;
use super::{Bank, BankFault, Entry};
use crate::diagnostic::Faults;
use crate::draw::Language;
use crate::keys::Keys;
use crate::kinds::{self, Named};

/// A teacher's file may hold a few hundred; more is a mistake or an attack.
const MOST_PROBLEMS: usize = 500;

/// Reads a set. What problems with faults name is given back: it is looked for all the same.
pub(super) fn read(folder: String, mut keys: Keys, bank: &mut Bank, faults: &mut Faults) -> Vec<Named> {
    let mut left_out = Vec::new();
    let place = keys.place().clone();
    let head = match keys.table("set", faults) {
        Some(set) => Some(read_head(set, &folder, bank, faults)),
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
        let language = head.as_ref().map(|head| head.language).unwrap_or_default();
        match (kinds::read(table, language, &bank.pools, faults), head.as_ref().and_then(|head| head.topic.as_ref())) {
            (Ok(problem), Some(topic)) => bank.entries.push(Entry { topic: topic.clone(), problem }),
            (Ok(_), None) => {}
            (Err(named), _) => left_out.push(named),
        }
    }
    keys.close(faults);
    left_out
}

/// What the problems of a set share.
struct Head {
    /// `None` where it is missing, which is noted.
    topic: Option<String>,
    language: Language,
}

fn read_head(mut set: Keys, folder: &str, bank: &mut Bank, faults: &mut Faults) -> Head {
    set.need("topic", faults);
    let topic = set.text("topic", faults);
    set.need("title", faults);
    set.text("title", faults);
    let language = read_language(&mut set, faults);
    if let Some(pools) = set.table("pools", faults) {
        add_pools(pools, bank, faults);
    }
    set.close(faults);
    if let Some(topic) = topic.as_ref().filter(|topic| !folder.is_empty() && topic.value != folder) {
        let fault = BankFault::TopicNotFolder { topic: topic.value.clone(), folder: folder.to_owned() };
        faults.note(&topic.place, &fault);
    }
    Head { topic: topic.map(|topic| topic.value), language }
}

/// The language of the set's programs.
fn read_language(set: &mut Keys, faults: &mut Faults) -> Language {
    let Some(language) = set.text("language", faults) else { return Language::default() };
    match language.value.as_str() {
        "python" => Language::Python,
        "none" => Language::None,
        "sql" => Language::Sql,
        "shell" => Language::Shell,
        _ => {
            faults.note(&language.place, &BankFault::UnknownLanguage { language: language.value.clone() });
            Language::default()
        }
    }
}

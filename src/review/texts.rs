//! The texts of a problem as its file has them, with the keys they stand under.

use crate::diagnostic::{Faults, Source};
use crate::keys::{self, Item, Keys, Text};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A text and where it stands: the keys that lead to it, and in a list of lists the place in the inner one.
pub struct Written {
    /// `["ask"]`, `["draw", "n", "expr"]`, `["misread", "say"]`.
    pub keys: Vec<String>,
    /// In a list of lists, from 0; else 0.
    pub column: usize,
    pub text: Text,
}

/// The texts of every problem of a file, by the problem's id. A file that is no TOML has none.
pub fn of_file(source: &Arc<Source>) -> BTreeMap<String, Vec<Written>> {
    let mut ignored = Faults::default();
    let Some(mut file) = keys::parse(source, &mut ignored) else { return BTreeMap::new() };
    file.tables("problem", &mut ignored).into_iter().map(of_problem).collect()
}

fn of_problem(mut problem: Keys) -> (String, Vec<Written>) {
    let mut all = Vec::new();
    for (name, item) in problem.take_rest() {
        collect(item, &[name.value], 0, &mut all);
    }
    let id = all.iter().find(|written| written.keys == ["id"]).map(|written| written.text.value.clone());
    (id.unwrap_or_default(), all)
}

fn collect(item: Item, keys: &[String], column: usize, all: &mut Vec<Written>) {
    match item {
        Item::Text(text) => all.push(Written { keys: keys.to_vec(), column, text }),
        Item::List(items, _) => {
            for item in items {
                match item {
                    Item::List(inner, _) => {
                        let inner = inner.into_iter().enumerate();
                        inner.for_each(|(column, item)| collect(item, keys, column, all));
                    }
                    other => collect(other, keys, column, all),
                }
            }
        }
        Item::Table(pairs, _) => {
            for (name, item) in pairs {
                collect(item, &[keys, &[name.value]].concat(), 0, all);
            }
        }
        Item::Int(_) | Item::Float(..) | Item::Bool(..) => {}
    }
}

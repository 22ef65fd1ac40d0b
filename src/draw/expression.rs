//! Python expressions over parameters: read here, evaluated by whoever is handed in.

use super::faults::ExpressionFault;
use super::parameters::{Declared, NamesOf};
use crate::diagnostic::{Faults, Place, words};
use crate::keys::Text;
use std::collections::BTreeSet;

/// A Python expression over drawn values that parses and whose free names are known.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    pub text: String,
    pub place: Place,
    pub names: BTreeSet<String>,
}

impl Expression {
    /// Reads an expression; every free name must be declared (`expression-does-not-parse`,
    /// `unknown-name-in-expression`).
    pub fn read(text: &Text, declared: &Declared, names_of: NamesOf, faults: &mut Faults) -> Option<Expression> {
        let names = match names_of(&text.value) {
            Ok(names) => names,
            Err((offset, message)) => {
                let fault = if text.value.contains('$') {
                    ExpressionFault::DoesNotParse { message: "`$` is no part of Python".to_owned() }
                } else {
                    ExpressionFault::DoesNotParse { message }
                };
                faults.note(&place_of_slip(text, offset), &fault);
                return None;
            }
        };
        let unknown: Vec<&String> = names.iter().filter(|name| !declared.0.contains_key(*name)).collect();
        for name in &unknown {
            let known: Vec<String> = declared.0.keys().cloned().collect();
            let nearest = words::nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
            let fault = ExpressionFault::UnknownName { name: (*name).clone(), nearest, declared: known };
            faults.note(&place_of_word(text, name), &fault);
        }
        unknown.is_empty().then(|| Expression {
            text: text.value.clone(),
            place: text.place.clone(),
            names: names.clone(),
        })
    }
}

/// The letter where the parser stopped; of an end too early, the last letter.
fn place_of_slip(text: &Text, offset: usize) -> Place {
    let value = text.value.as_str();
    let start = value.floor_char_boundary(offset.min(value.len()));
    match value[start..].chars().next().or(value.chars().next_back()) {
        None => text.place.clone(),
        Some(letter) if start == value.len() => text.part(start - letter.len_utf8()..start),
        Some(letter) => text.part(start..start + letter.len_utf8()),
    }
}

/// The first place where the name stands as a whole word.
fn place_of_word(text: &Text, name: &str) -> Place {
    let is_inside = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    let whole = text.value.match_indices(name).find(|(at, _)| {
        let (before, after) = (&text.value[..*at], &text.value[at + name.len()..]);
        !is_inside(before.chars().next_back()) && !is_inside(after.chars().next())
    });
    whole.map_or_else(|| text.place.clone(), |(at, _)| text.part(at..at + name.len()))
}

//! `[problem.draw]` as written → parameters. Names are declared before any maker is read, so that the order of lines
//! does not matter and a line with a fault is one fault only.

use super::faults::{MAKERS, ParameterFault, RESERVED};
use super::keys::PARAMETER;
use super::makers::{self, Line};
use super::parameters::{Declared, Manner, NamesOf, Parameter, Pools};
use crate::diagnostic::{Faults, Place, words};
use crate::keys::{Item, KeyFault, Keys, Text};
use std::collections::BTreeMap;

/// A line whose maker is known, not yet read.
pub(super) struct RawLine {
    name: Text,
    /// `None` for a line whose maker has a fault.
    maker: Option<&'static str>,
    keys: Keys,
}

/// Parameters that a problem may have. The fullest page has a tenth of them; more are a slip, and slow to put in order.
const MOST: usize = 100;

/// Names that Python gives a meaning. A parameter called so would hide it in every expression.
const PYTHON_WORDS: [&str; 79] = [
    "abs",
    "all",
    "and",
    "any",
    "as",
    "assert",
    "async",
    "await",
    "bin",
    "bool",
    "break",
    "chr",
    "class",
    "continue",
    "def",
    "del",
    "dict",
    "dir",
    "divmod",
    "elif",
    "else",
    "enumerate",
    "except",
    "filter",
    "finally",
    "float",
    "for",
    "format",
    "from",
    "global",
    "hash",
    "hex",
    "id",
    "if",
    "import",
    "in",
    "input",
    "int",
    "is",
    "iter",
    "lambda",
    "len",
    "list",
    "map",
    "max",
    "min",
    "next",
    "nonlocal",
    "not",
    "object",
    "oct",
    "open",
    "or",
    "ord",
    "pass",
    "pow",
    "print",
    "raise",
    "range",
    "repr",
    "return",
    "reversed",
    "round",
    "set",
    "slice",
    "sorted",
    "str",
    "sum",
    "super",
    "try",
    "tuple",
    "type",
    "vars",
    "while",
    "with",
    "yield",
    "zip",
    "False",
    "True",
];

/// The lines of the table, each with the maker it names. A line that is no TOML stays a name that is declared.
pub(super) fn lines(mut keys: Keys, faults: &mut Faults) -> Vec<RawLine> {
    let nowhere = keys.place().clone();
    let broken = keys.broken().into_iter().map(|name| RawLine {
        name,
        maker: None,
        keys: Keys::of(Vec::new(), nowhere.clone()),
    });
    let broken: Vec<RawLine> = broken.collect();
    let written = keys.take_rest();
    if written.len() > MOST {
        let (what, value) = ("the number of parameters".to_owned(), written.len().to_string());
        faults.note(&nowhere, &KeyFault::OutOfRange { what, value, expected: format!("at most {MOST}") });
        return Vec::new();
    }
    let lines = written.into_iter().map(|(name, item)| {
        let place = item.place().clone();
        match item {
            Item::Table(entries, place) => {
                let keys = Keys::of(entries, place).knowing(&PARAMETER);
                RawLine { maker: maker_of(&name, &keys, faults), name, keys }
            }
            _ => {
                faults.note(&place, &ParameterFault::NoMaker { parameter: name.value.clone() });
                RawLine { name, maker: None, keys: Keys::of(Vec::new(), place) }
            }
        }
    });
    broken.into_iter().chain(lines).collect()
}

/// The one maker that a line names.
fn maker_of(name: &Text, keys: &Keys, faults: &mut Faults) -> Option<&'static str> {
    let written = keys.names();
    let makers: Vec<&'static str> = MAKERS.into_iter().filter(|maker| written.contains(maker)).collect();
    let place_of = |word: &str| keys.place_of(word).unwrap_or_else(|| name.place.clone());
    match makers.as_slice() {
        [maker] => Some(maker),
        [] => {
            match written.iter().find(|word| !makers::MODIFIERS.contains(word)) {
                Some(word) => {
                    let fault = ParameterFault::UnknownMaker {
                        word: (*word).to_owned(),
                        nearest: words::nearest(word, MAKERS),
                    };
                    faults.note(&place_of(word), &fault);
                }
                None => faults.note(&name.place, &ParameterFault::NoMaker { parameter: name.value.clone() }),
            }
            None
        }
        [_, second, ..] => {
            let makers = makers.iter().map(|&maker| maker.to_owned()).collect();
            faults.note(&place_of(second), &ParameterFault::SeveralMakers { parameter: name.value.clone(), makers });
            None
        }
    }
}

/// Every name that the lines declare: their own, or the fields of their rows.
pub(super) fn declare(lines: &[RawLine], faults: &mut Faults) -> Declared {
    let mut declared = BTreeMap::new();
    let mut owners: BTreeMap<String, String> =
        lines.iter().map(|line| (line.name.value.clone(), format!("the parameter `{}`", line.name.value))).collect();
    for line in lines {
        let manner = if matches!(line.maker, Some("name" | "code")) { Manner::Bare } else { Manner::Literal };
        let fields = line.fields();
        check_name(&line.name.value, &line.name.place, faults);
        if fields.is_empty() {
            declared.insert(line.name.value.clone(), manner);
        }
        for (field, place) in fields {
            check_name(&field, &place, faults);
            let owner = format!("a field of `{}`", line.name.value);
            let taken = owners.insert(field.clone(), owner).filter(|_| field != line.name.value);
            if let Some(owner) = taken {
                faults.note(&place, &ParameterFault::FieldTaken { field: field.clone(), owner });
            }
            declared.insert(field, manner);
        }
    }
    Declared(declared)
}

impl RawLine {
    /// The fields of the first row, if the maker chooses among rows.
    fn fields(&self) -> Vec<(String, Place)> {
        let Some(maker @ ("pick" | "name" | "code")) = self.maker else { return Vec::new() };
        self.keys.first_table_of(maker)
    }
}

fn check_name(name: &str, place: &Place, faults: &mut Faults) {
    if RESERVED.contains(&name) || PYTHON_WORDS.contains(&name) {
        faults.note(place, &ParameterFault::ReservedName { name: name.to_owned() });
    } else if !is_parameter_name(name) {
        faults.note(place, &ParameterFault::NotAName { name: name.to_owned() });
    }
}

/// A lower-case word with digits and `_`, or a class name.
fn is_parameter_name(name: &str) -> bool {
    let is_lower = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    let is_class = |letter: char| letter.is_ascii_alphanumeric();
    match name.chars().next() {
        Some('a'..='z') => name.chars().all(is_lower),
        Some('A'..='Z') => name.chars().all(is_class),
        _ => false,
    }
}

/// Reads each line with its maker. Lines with a fault are left out.
pub(super) fn parameters(
    lines: Vec<RawLine>,
    declared: &Declared,
    pools: &Pools,
    names_of: NamesOf,
    faults: &mut Faults,
) -> Vec<Parameter> {
    let mut list: Vec<Parameter> = Vec::new();
    let mut sought: Option<(String, Place)> = None;
    for raw in lines {
        let Some(word) = raw.maker else { continue };
        let mut line = Line { name: raw.name.clone(), keys: raw.keys, maker: word, declared, pools, names_of, faults };
        let maker = makers::read(&mut line);
        let is_sought = line.is_sought();
        line.finish();
        if is_sought {
            if let Some((first, place)) = &sought {
                let fault = ParameterFault::SeveralSearches { first: first.clone(), second: raw.name.value.clone() };
                faults.note_with(&raw.name.place, &fault, vec![(place.clone(), "sought here".to_owned())]);
            }
            sought.get_or_insert((raw.name.value.clone(), raw.name.place.clone()));
        }
        if let Some(maker) = maker {
            list.push(Parameter { name: raw.name.value, place: raw.name.place, maker, is_sought });
        }
    }
    list
}

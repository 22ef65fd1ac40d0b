//! The JSON Schemas against every shipped file, every example, and the files whose shape is wrong.
//!
//! The few words of JSON Schema that ours use are read here; another word fails the test.

use crate::rig::repository;
use longhand::bank::schema;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Faults of `tests/bank/invalid` that a schema can see.
const OF_SHAPE: [&str; 14] = [
    "id-not-kebab-case",
    "key-of-another-kind",
    "missing-key",
    "out-of-range",
    "set-missing",
    "unknown-asks",
    "unknown-fade",
    "unknown-growth",
    "unknown-key",
    "unknown-kind",
    "unknown-language",
    "unknown-word",
    "wrong-shape",
    "wrong-type",
];

fn schemas() -> BTreeMap<&'static str, Value> {
    schema::all().into_iter().collect()
}

/// The sort of a file, by its place in a bank.
fn sort_of(path: &str) -> &'static str {
    match path.rsplit('/').next().unwrap_or_default() {
        "skills.toml" => "skills",
        "misconceptions.toml" => "misconceptions",
        "pools.toml" => "pools",
        "topics.toml" => "topics",
        "technologies.toml" => "technologies",
        _ if path.contains("recipes/") => "recipe",
        _ => "problem-set",
    }
}

/// What is wrong with a file, in the words of its schema's keyword.
fn complaints(text: &str, sort: &str) -> Vec<String> {
    let value: Value = toml::from_str(text).unwrap_or_else(|fault| panic!("{fault}"));
    let mut found = Vec::new();
    check(&schemas()[sort], &value, "", &mut found);
    found
}

fn check(schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if schema == false {
        found.push(format!("{at}: not allowed"));
        return;
    }
    let Some(words) = schema.as_object() else { return };
    for (word, wanted) in words {
        if !holds(word, wanted, words, value, at, found) {
            found.push(format!("{at}: {word} {wanted}"));
        }
    }
}

fn holds(
    word: &str,
    wanted: &Value,
    all: &serde_json::Map<String, Value>,
    value: &Value,
    at: &str,
    found: &mut Vec<String>,
) -> bool {
    let list = || wanted.as_array().expect("this word has a list");
    let texts = |list: &Value| -> Vec<String> { serde_json::from_value(list.clone()).expect("these are texts") };
    let fits = |schema: &Value| {
        let mut inner = Vec::new();
        check(schema, value, at, &mut inner);
        inner.is_empty()
    };
    match (word, value) {
        ("$schema" | "$comment" | "title" | "description" | "then", _) => true,
        ("type", _) => match wanted.as_str() {
            Some("object") => value.is_object(),
            Some("array") => value.is_array(),
            Some("string") => value.is_string(),
            Some("integer") => value.is_i64(),
            Some("boolean") => value.is_boolean(),
            other => panic!("the type {other:?}"),
        },
        ("enum", _) => list().contains(value),
        ("const", _) => wanted == value,
        ("pattern", Value::String(text)) => {
            let is_kebab = |part: &str| {
                !part.is_empty() && part.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
            };
            text.split('-').all(is_kebab)
        }
        ("minimum", Value::Number(number)) => number.as_i64() >= wanted.as_i64(),
        ("maximum", Value::Number(number)) => number.as_i64() <= wanted.as_i64(),
        ("minItems", Value::Array(items)) => items.len() as u64 >= wanted.as_u64().unwrap_or(0),
        ("maxItems", Value::Array(items)) => items.len() as u64 <= wanted.as_u64().unwrap_or(0),
        ("required", Value::Object(fields)) => texts(wanted).iter().all(|name| fields.contains_key(name)),
        ("properties", Value::Object(fields)) => {
            let named = fields.iter().filter_map(|(name, value)| Some((name, value, wanted.get(name)?)));
            named.for_each(|(name, value, schema)| check(schema, value, &format!("{at}.{name}"), found));
            true
        }
        ("additionalProperties", Value::Object(fields)) => {
            let known = all.get("properties");
            let others = fields.iter().filter(|(name, _)| known.is_none_or(|known| known.get(name).is_none()));
            others.for_each(|(name, value)| check(wanted, value, &format!("{at}.{name}"), found));
            true
        }
        ("propertyNames", Value::Object(fields)) => {
            let known = texts(&wanted["enum"]);
            fields.keys().all(|name| known.contains(name))
        }
        ("items", Value::Array(items)) => {
            for (place, item) in items.iter().enumerate() {
                let schema = if wanted.is_array() { wanted.get(place).unwrap_or(&Value::Null) } else { wanted };
                check(schema, item, &format!("{at}[{place}]"), found);
            }
            true
        }
        ("allOf", _) => {
            list().iter().for_each(|schema| check(schema, value, at, found));
            true
        }
        ("anyOf", _) => list().iter().any(fits),
        ("if", _) => {
            if fits(wanted) {
                check(&all["then"], value, at, found);
            }
            true
        }
        ("pattern" | "minimum" | "maximum" | "minItems" | "maxItems" | "required" | "properties", _)
        | ("additionalProperties" | "propertyNames" | "items", _) => true,
        (other, _) => panic!("the word `{other}` of JSON Schema is not known here"),
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is in the repository") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
}

#[test]
fn every_shipped_file_and_every_example_fits_its_schema() {
    let mut list = Vec::new();
    files(&repository().join("problem_sets"), &mut list);
    files(&repository().join("src/commands/new/problems"), &mut list);
    files(&repository().join("src/commands/new/set"), &mut list);
    assert!(list.len() > 60, "only {} files", list.len());
    for path in list {
        let text = fs::read_to_string(&path).expect("it was just listed");
        let found = complaints(&text, sort_of(&path.to_string_lossy()));
        assert!(found.is_empty(), "{}: {found:#?}", path.display());
    }
}

#[test]
fn what_is_wrong_in_shape_is_seen() {
    for code in OF_SHAPE {
        let path = repository().join(format!("tests/bank/invalid/{code}.toml"));
        let text = fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        let first = text.lines().next().unwrap_or_default();
        let sort = sort_of(first.strip_prefix("# as ").unwrap_or("set.toml"));
        assert!(!complaints(&text, sort).is_empty(), "no complaint about {code}");
    }
}

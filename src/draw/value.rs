//! Python values as Longhand draws, computes and prints them.

use super::literal;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A Python value of exact built-in type, or a piece of code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Value {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Value>),
    Tuple(Vec<Value>),
    /// In order of insertion.
    Dict(Vec<(Value, Value)>),
    /// Sorted by their literals, because a set has no order to keep.
    Set(Vec<Value>),
    /// Source put in bare: a `name` or `code` parameter. In an expression it is a string.
    Code(String),
}

/// The language of a problem's programs, and so of the literals in them and in code within prose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    Python,
    Sql,
    Shell,
    /// What is shown is no program, and is not run; literals are Python's.
    None,
}

/// Drawn values by name.
pub type Values = BTreeMap<String, Value>;

impl Value {
    /// As a Python literal: what `repr` gives, but strings in double quotes unless they contain one. Code is bare.
    pub fn to_literal(&self) -> String {
        literal::python(self)
    }

    /// As a literal of the language: of SQL text in single quotes, `NULL`, a list as `(1, 2)`; of the shell words, in
    /// quotes only where they need them. Code is bare.
    pub fn to_literal_of(&self, language: Language) -> String {
        match language {
            Language::Python | Language::None => literal::python(self),
            Language::Sql => literal::sql(self),
            Language::Shell => literal::shell(self),
        }
    }

    /// As bare text: `tea`, `7`, `[4, 1]`.
    pub fn to_text(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            other => other.to_literal(),
        }
    }

    /// What it is, for a message: "a whole number", "text", "a list".
    pub fn shape(&self) -> &'static str {
        match self {
            Value::None => "`None`",
            Value::Bool(_) => "a truth value",
            Value::Int(_) => "a whole number",
            Value::Float(_) => "a number with a point",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Tuple(_) => "a tuple",
            Value::Dict(_) => "a dict",
            Value::Set(_) => "a set",
            Value::Code(_) => "a piece of code",
        }
    }

    /// The elements that a `for` over it would give: letters of text, keys of a dict. `None` if it has none.
    pub(super) fn into_elements(self) -> Option<Vec<Value>> {
        match self {
            Value::List(items) | Value::Tuple(items) | Value::Set(items) => Some(items),
            Value::Text(text) => Some(text.chars().map(|letter| Value::Text(letter.to_string())).collect()),
            Value::Dict(pairs) => Some(pairs.into_iter().map(|(key, _)| key).collect()),
            _ => None,
        }
    }

    /// Python's order where it has one: numbers by size, text by code points, sequences place by place. Values that
    /// Python would refuse to compare come by their literals.
    pub(super) fn order(&self, other: &Value) -> Ordering {
        match (self, other) {
            (Value::Text(a), Value::Text(b)) => a.cmp(b),
            (Value::List(a), Value::List(b)) | (Value::Tuple(a), Value::Tuple(b)) => {
                let first = a.iter().zip(b).map(|(a, b)| a.order(b)).find(|order| order.is_ne());
                first.unwrap_or(a.len().cmp(&b.len()))
            }
            _ => match (self.number(), other.number()) {
                (Some(Number::Whole(a)), Some(Number::Whole(b))) => a.cmp(&b),
                (Some(a), Some(b)) => a.float().total_cmp(&b.float()),
                _ => self.to_literal().cmp(&other.to_literal()),
            },
        }
    }

    fn number(&self) -> Option<Number> {
        match self {
            Value::Bool(value) => Some(Number::Whole(i64::from(*value))),
            Value::Int(value) => Some(Number::Whole(*value)),
            Value::Float(value) => Some(Number::Float(*value)),
            _ => None,
        }
    }
}

#[derive(Clone, Copy)]
enum Number {
    Whole(i64),
    Float(f64),
}

impl Number {
    fn float(self) -> f64 {
        match self {
            Number::Whole(value) => value as f64,
            Number::Float(value) => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Value;
    use std::cmp::Ordering;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn bare_text_has_quotes_only_inside_containers() {
        let cases = [
            (text("tea"), "tea"),
            (Value::Int(7), "7"),
            (Value::Code("x % 2".to_owned()), "x % 2"),
            (Value::List(vec![Value::Int(4), text("a")]), "[4, \"a\"]"),
        ];
        for (value, expected) in cases {
            assert_eq!(value.to_text(), expected);
        }
    }

    #[test]
    fn order_is_pythons() {
        let cases = [
            (Value::Int(10), Value::Int(9), Ordering::Greater),
            (Value::Float(1.5), Value::Int(2), Ordering::Less),
            (text("B"), text("a"), Ordering::Less),
            (Value::List(vec![Value::Int(2)]), Value::List(vec![Value::Int(2), Value::Int(0)]), Ordering::Less),
            (Value::Tuple(vec![Value::Int(10)]), Value::Tuple(vec![Value::Int(9)]), Ordering::Greater),
        ];
        for (left, right, order) in cases {
            assert_eq!(left.order(&right), order, "{left:?} {right:?}");
        }
    }
}

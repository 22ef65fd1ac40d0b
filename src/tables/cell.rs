//! One value of a table, and how it stands on paper.

use crate::draw::Value;
use serde_json::{Value as Json, json};
use std::cmp::Ordering;

/// A value of SQL. Numbers are equal by size: 4 is 4.0. `Null` stands before all, numbers before text.
#[derive(Clone, Debug)]
pub enum Cell {
    Null,
    Int(i64),
    /// Exact quarters only.
    Real(f64),
    Text(String),
}

impl Cell {
    /// The cell for a drawn value; `None` where SQL has none: lists, truth values.
    pub fn of(value: &Value) -> Option<Cell> {
        match value {
            Value::None => Some(Cell::Null),
            Value::Int(number) => Some(Cell::Int(*number)),
            Value::Text(text) | Value::Code(text) => Some(Cell::Text(text.clone())),
            _ => None,
        }
    }

    /// As it is written by hand: text bare, unless it could be taken for something else: empty, with blanks at an end,
    /// like a number, or the word null. A whole number has no point, whatever gave it.
    pub fn to_shown(&self) -> String {
        match self {
            Cell::Null => "NULL".to_owned(),
            Cell::Int(number) => number.to_string(),
            Cell::Real(number) => number.to_string(),
            Cell::Text(text) if is_plain(text) => text.clone(),
            Cell::Text(_) => self.to_sql(),
        }
    }

    /// As a literal of SQL.
    pub fn to_sql(&self) -> String {
        match self {
            Cell::Null => "NULL".to_owned(),
            Cell::Int(number) => number.to_string(),
            Cell::Real(number) => format!("{number:?}"),
            Cell::Text(text) => format!("'{}'", text.replace('\'', "''")),
        }
    }

    pub fn to_json(&self) -> Json {
        match self {
            Cell::Null => Json::Null,
            Cell::Int(number) => json!(number),
            Cell::Real(number) => json!(number),
            Cell::Text(text) => json!(text),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Cell::Null => 0,
            Cell::Int(_) | Cell::Real(_) => 1,
            Cell::Text(_) => 2,
        }
    }

    fn size(&self) -> f64 {
        match self {
            Cell::Int(number) => *number as f64,
            Cell::Real(number) => *number,
            Cell::Null | Cell::Text(_) => 0.0,
        }
    }
}

fn is_plain(text: &str) -> bool {
    let is_word = !text.is_empty() && text.trim() == text && !text.eq_ignore_ascii_case("null");
    is_word && text.parse::<f64>().is_err() && !text.contains('\'')
}

impl Ord for Cell {
    fn cmp(&self, other: &Cell) -> Ordering {
        match (self, other) {
            (Cell::Int(one), Cell::Int(two)) => one.cmp(two),
            (Cell::Text(one), Cell::Text(two)) => one.cmp(two),
            _ => self.rank().cmp(&other.rank()).then(self.size().total_cmp(&other.size())),
        }
    }
}

impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Cell) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Cell) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Cell {}

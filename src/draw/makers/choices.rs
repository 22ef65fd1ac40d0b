//! `pick`, `name`, `code`: one of some values, or one of some rows whose fields become parameters. Names and code are
//! put into programs bare.

use super::super::faults::ParameterFault;
use super::super::{Answers, Expression, Stream, Value};
use super::line::{Line, value_of};
use crate::keys::{Item, Text};

#[derive(Clone, Debug, PartialEq)]
pub(in crate::draw) enum Choices {
    Values(Vec<Value>),
    /// Each row has one value a field, in the fields' order.
    Rows {
        fields: Vec<String>,
        rows: Vec<Vec<Value>>,
    },
    /// The elements of an expression (`pick` only).
    Elements(Expression),
}

impl Choices {
    pub fn read(line: &mut Line) -> Option<Choices> {
        let what = format!("`{}`", line.maker);
        let (items, place) = match line.keys.item(line.maker)? {
            Item::List(items, place) => (items, place),
            Item::Text(text) if line.maker == "pick" => return line.expression_of(&text).map(Choices::Elements),
            other => return line.wrong(&what, "a list of values", &other),
        };
        if items.is_empty() {
            line.faults.note(&place, &ParameterFault::EmptyChoice { what: format!("the list of {what}") });
            return None;
        }
        if items.iter().any(|item| matches!(item, Item::Table(..))) {
            return Self::read_rows(line, items);
        }
        let values: Vec<Option<Value>> = items.into_iter().map(|item| read_value(line, item)).collect();
        values.into_iter().collect::<Option<_>>().map(Choices::Values)
    }

    fn read_rows(line: &mut Line, items: Vec<Item>) -> Option<Choices> {
        let mut fields: Option<Vec<String>> = None;
        let mut rows: Vec<Option<Vec<Value>>> = Vec::new();
        for item in items {
            let place = item.place().clone();
            let row = match item {
                Item::Table(pairs, _) => sorted(pairs),
                other => {
                    rows.push(differs(line, format!("one of them is {}", other.shape()), &place));
                    continue;
                }
            };
            let names: Vec<String> = row.iter().map(|(name, _)| name.value.clone()).collect();
            let fields = fields.get_or_insert_with(|| names.clone());
            if names != *fields {
                rows.push(differs(line, difference(fields, &names), &place));
                continue;
            }
            rows.push(row.into_iter().map(|(_, item)| read_field(line, item)).collect());
        }
        let rows = rows.into_iter().collect::<Option<Vec<_>>>()?;
        Some(Choices::Rows { fields: fields?, rows })
    }

    pub fn fields(&self) -> Option<&[String]> {
        match self {
            Choices::Rows { fields, .. } => Some(fields),
            _ => None,
        }
    }

    pub fn expressions(&self) -> Vec<&Expression> {
        match self {
            Choices::Elements(expression) => vec![expression],
            _ => Vec::new(),
        }
    }

    pub fn draw(&self, name: &str, stream: &mut Stream, answers: &Answers) -> Result<Vec<(String, Value)>, String> {
        let nothing = || "there is nothing to choose from".to_owned();
        let value = match self {
            Choices::Values(values) => stream.pick(values).cloned().ok_or_else(nothing)?,
            Choices::Elements(expression) => {
                stream.pick(&answers.elements(expression)?).cloned().ok_or_else(nothing)?
            }
            Choices::Rows { fields, rows } => {
                let row = stream.pick(rows).ok_or_else(nothing)?;
                return Ok(fields.iter().cloned().zip(row.iter().cloned()).collect());
            }
        };
        Ok(vec![(name.to_owned(), value)])
    }
}

fn sorted(mut pairs: Vec<(Text, Item)>) -> Vec<(Text, Item)> {
    pairs.sort_by(|(left, _), (right, _)| left.value.cmp(&right.value));
    pairs
}

fn differs<T>(line: &mut Line, detail: String, place: &crate::diagnostic::Place) -> Option<T> {
    let parameter = line.name.value.clone();
    line.faults.note(place, &ParameterFault::RowsDiffer { parameter, detail });
    None
}

fn difference(fields: &[String], names: &[String]) -> String {
    let lacking = fields.iter().find(|field| !names.contains(field));
    let extra = names.iter().find(|name| !fields.contains(name));
    match (lacking, extra) {
        (Some(field), _) => format!("this one has no `{field}`"),
        (None, Some(field)) => format!("only this one has `{field}`"),
        (None, None) => "their fields are not the same".to_owned(),
    }
}

/// A value of the list itself. A `name` must be one.
fn read_value(line: &mut Line, item: Item) -> Option<Value> {
    if let ("name", Item::Text(text)) = (line.maker, &item)
        && !is_identifier(&text.value)
    {
        line.faults.note(&text.place, &ParameterFault::NotAName { name: text.value.clone() });
        return None;
    }
    read_field(line, item)
}

fn read_field(line: &mut Line, item: Item) -> Option<Value> {
    if line.maker == "pick" {
        return Some(value_of(item));
    }
    match item {
        Item::Text(text) => Some(Value::Code(text.value)),
        Item::Int(number) => Some(Value::Code(number.value.to_string())),
        other => {
            let what = format!("each value of `{}`", line.maker);
            line.wrong(&what, "text", &other)
        }
    }
}

fn is_identifier(name: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    name.chars().all(is_part) && !name.starts_with(|first: char| first.is_ascii_digit()) && !name.is_empty()
}

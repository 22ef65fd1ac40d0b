//! One line of `[problem.draw]` while it is read.

use super::super::faults::ParameterFault;
use super::super::parameters::{Declared, NamesOf, Pools};
use super::super::{Expression, Value};
use super::bounds::{Bound, LONGEST, Length};
use crate::diagnostic::{Faults, words};
use crate::keys::{Item, KeyFault, Keys, Text};

/// A line, its maker's word, and what its expressions may name.
pub(in crate::draw) struct Line<'a> {
    pub name: Text,
    pub keys: Keys,
    pub maker: &'static str,
    pub declared: &'a Declared,
    pub pools: &'a Pools,
    pub names_of: NamesOf<'a>,
    pub faults: &'a mut Faults,
}

impl Line<'_> {
    /// A key that holds an expression.
    pub fn expression(&mut self, key: &str) -> Option<Expression> {
        let text = self.keys.text(key, self.faults)?;
        self.expression_of(&text)
    }

    pub fn expression_of(&mut self, text: &Text) -> Option<Expression> {
        Expression::read(text, self.declared, self.names_of, self.faults)
    }

    /// A whole number, or an expression that gives one.
    pub fn bound(&mut self, what: &str, item: Item) -> Option<Bound> {
        match item {
            Item::Int(number) => Some(Bound::Constant(number.value)),
            Item::Text(text) => self.expression_of(&text).map(Bound::Expression),
            other => self.wrong(what, "a whole number, or an expression in quotes", &other),
        }
    }

    /// Two bounds, `[low, high]`.
    pub fn range(&mut self, what: &str, item: Item) -> Option<(Bound, Bound)> {
        match item {
            Item::List(items, place) => match <[Item; 2]>::try_from(items) {
                Ok([low, high]) => {
                    let (low, high) = (self.bound(what, low), self.bound(what, high));
                    Some((low?, high?))
                }
                Err(items) => {
                    let (what, expected) = (what.to_owned(), "two bounds, `[low, high]`".to_owned());
                    let found = format!("a list of {}", words::count(items.len(), "value"));
                    self.faults.note(&place, &KeyFault::WrongType { what, expected, found });
                    None
                }
            },
            other => self.wrong(what, "two bounds, `[low, high]`", &other),
        }
    }

    /// `len`, which the maker needs.
    pub fn length(&mut self) -> Option<Length> {
        let what = format!("`{}` needs `len`: how many, or from how many to how many", self.maker);
        self.keys.require("len", &what, self.faults);
        self.optional_length()?
    }

    /// `len` where it may be left out. The inner `None` is a fault.
    pub fn optional_length(&mut self) -> Option<Option<Length>> {
        let item = self.keys.item("len")?;
        let place = item.place().clone();
        let bounds = match item {
            Item::List(..) => self.range("`len`", item),
            _ => self.bound("`len`", item).map(|bound| (bound.clone(), bound)),
        };
        let Some((low, high)) = bounds else { return Some(None) };
        let outside =
            [&low, &high].into_iter().filter_map(Bound::constant).find(|length| !(0..=LONGEST).contains(length));
        if let Some(length) = outside {
            let expected = format!("a whole number from 0 to {LONGEST}");
            let fault = KeyFault::OutOfRange { what: "`len`".to_owned(), value: length.to_string(), expected };
            self.faults.note(&place, &fault);
            return Some(None);
        }
        if low.constant().zip(high.constant()).is_some_and(|(low, high)| low > high) {
            self.faults.note(&place, &ParameterFault::EmptyChoice { what: format!("`len = {}`", place.text()) });
            return Some(None);
        }
        Some(Some(Length { low, high, place }))
    }

    /// `distinct`, `sorted`: false where it is left out.
    pub fn flag(&mut self, key: &str) -> bool {
        self.keys.bool(key, self.faults).unwrap_or(false)
    }

    /// The words of the pool that a key names, each once.
    pub fn pool(&mut self, key: &str) -> Option<Vec<String>> {
        let name = self.keys.text(key, self.faults)?;
        let Some(pool) = self.pools.0.get(&name.value) else {
            let nearest = words::nearest(&name.value, self.pools.0.keys().map(String::as_str)).map(str::to_owned);
            self.faults.note(&name.place, &ParameterFault::UnknownPool { pool: name.value, nearest });
            return None;
        };
        let mut once: Vec<String> = Vec::new();
        for word in pool {
            if !once.contains(word) {
                once.push(word.clone());
            }
        }
        if once.is_empty() {
            self.faults
                .note(&name.place, &ParameterFault::EmptyChoice { what: format!("the word list `{}`", name.value) });
            return None;
        }
        Some(once)
    }

    /// Notes a length that asks for more than can differ.
    pub fn check_distinct(&mut self, length: &Length, distinct: u64) -> Option<()> {
        let wanted = length.high.constant().or(length.low.constant());
        match wanted {
            Some(wanted) if u64::try_from(wanted).is_ok_and(|wanted| wanted > distinct) => {
                let parameter = self.name.value.clone();
                self.faults.note(&length.place, &ParameterFault::TooFewDistinct { parameter, wanted, distinct });
                None
            }
            _ => Some(()),
        }
    }

    pub fn wrong<T>(&mut self, what: &str, expected: &str, found: &Item) -> Option<T> {
        let (what, expected) = (what.to_owned(), expected.to_owned());
        let fault = KeyFault::WrongType { what, expected, found: found.shape().to_owned() };
        self.faults.note(found.place(), &fault);
        None
    }

    /// Whether `from = "search"` stands beside a maker that it goes with.
    pub fn is_sought(&mut self) -> bool {
        if !super::modifiers(self.maker).contains(&"from") {
            return false;
        }
        match self.keys.text("from", self.faults) {
            Some(text) if text.value == "search" => true,
            Some(text) => {
                let (what, expected) = ("`from`".to_owned(), "`\"search\"`".to_owned());
                let fault = KeyFault::OutOfRange { what, value: format!("`{}`", text.value), expected };
                self.faults.note(&text.place, &fault);
                false
            }
            None => false,
        }
    }

    /// Notes every key that the maker did not take.
    pub fn finish(mut self) {
        let allowed = super::modifiers(self.maker);
        for (word, _) in self.keys.take_rest() {
            let fault = ParameterFault::UnknownModifier { word: word.value.clone(), maker: self.maker, allowed };
            // A modifier that goes with the maker stays over only if another key of the line has a fault.
            if !allowed.contains(&word.value.as_str()) {
                self.faults.note(&word.place, &fault);
            }
        }
    }
}

/// A value as it is written in TOML; a table within is a dict.
pub(super) fn value_of(item: Item) -> Value {
    match item {
        Item::Text(text) => Value::Text(text.value),
        Item::Int(number) => Value::Int(number.value),
        Item::Float(number, _) => Value::Float(number),
        Item::Bool(value, _) => Value::Bool(value),
        Item::List(items, _) => Value::List(items.into_iter().map(value_of).collect()),
        Item::Table(pairs, _) => {
            Value::Dict(pairs.into_iter().map(|(name, item)| (Value::Text(name.value), value_of(item))).collect())
        }
    }
}

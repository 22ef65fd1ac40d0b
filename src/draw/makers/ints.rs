//! `ints = [low, high]` or `ints = "E"`: a list of numbers, or of elements of E; `len`, `distinct`, `sorted`.

use super::super::faults::ParameterFault;
use super::super::{Answers, Expression, Stream, Value};
use super::bounds::{Bound, Length, Numbers};
use super::line::Line;
use crate::keys::Item;

#[derive(Clone, Debug, PartialEq)]
pub(in crate::draw) struct Ints {
    from: From,
    length: Length,
    is_distinct: bool,
    is_sorted: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum From {
    Range(Bound, Bound),
    Elements(Expression),
}

impl Ints {
    pub fn read(line: &mut Line) -> Option<Ints> {
        let item = line.keys.item("ints")?;
        let from = Self::read_from(line, item);
        let length = line.length();
        let (is_distinct, is_sorted) = (line.flag("distinct"), line.flag("sorted"));
        let ints = Ints { from: from?, length: length?, is_distinct, is_sorted };
        if let (true, From::Range(Bound::Constant(low), Bound::Constant(high))) = (is_distinct, &ints.from) {
            line.check_distinct(&ints.length, high.abs_diff(*low).saturating_add(1))?;
        }
        Some(ints)
    }

    fn read_from(line: &mut Line, item: Item) -> Option<From> {
        let place = item.place().clone();
        if let Item::Text(text) = &item {
            return line.expression_of(text).map(From::Elements);
        }
        let (low, high) = line.range("`ints`", item)?;
        if low.constant().zip(high.constant()).is_some_and(|(low, high)| low > high) {
            line.faults.note(&place, &ParameterFault::EmptyChoice { what: format!("the range `{}`", place.text()) });
            return None;
        }
        Some(From::Range(low, high))
    }

    pub fn expressions(&self) -> Vec<&Expression> {
        let from: Vec<&Expression> = match &self.from {
            From::Range(low, high) => [low, high].into_iter().filter_map(Bound::expression).collect(),
            From::Elements(expression) => vec![expression],
        };
        from.into_iter().chain(self.length.expressions()).collect()
    }

    pub fn draw(&self, stream: &mut Stream, answers: &Answers) -> Result<Value, String> {
        let length = self.length.draw(stream, answers)?;
        let mut items = match &self.from {
            From::Range(low, high) => self.numbers(answers.whole(low)?, answers.whole(high)?, length, stream)?,
            From::Elements(expression) => self.elements(answers.elements(expression)?, length, stream)?,
        };
        if self.is_sorted {
            items.sort_by(Value::order);
        }
        Ok(Value::List(items))
    }

    fn numbers(&self, low: i64, high: i64, length: usize, stream: &mut Stream) -> Result<Vec<Value>, String> {
        let mut numbers =
            Numbers::new(low, high, 1, &[]).ok_or_else(|| format!("no number lies from {low} to {high}"))?;
        if self.is_distinct && (length as u64) > numbers.len() {
            return Err(too_few(length, numbers.len()));
        }
        let drawn = (0..length).map(|_| {
            let number = numbers.draw(stream);
            if self.is_distinct {
                numbers.leave_out(number);
            }
            Value::Int(number)
        });
        Ok(drawn.collect())
    }

    fn elements(&self, items: Vec<Value>, length: usize, stream: &mut Stream) -> Result<Vec<Value>, String> {
        if !self.is_distinct {
            return Ok((0..length).filter_map(|_| stream.pick(&items).cloned()).collect());
        }
        let mut once: Vec<Value> = Vec::new();
        for item in items {
            if !once.contains(&item) {
                once.push(item);
            }
        }
        if length > once.len() {
            return Err(too_few(length, once.len() as u64));
        }
        Ok(super::draw_some(once, length, stream))
    }
}

fn too_few(wanted: usize, distinct: u64) -> String {
    format!("{wanted} that differ are wanted, and there are only {distinct}")
}

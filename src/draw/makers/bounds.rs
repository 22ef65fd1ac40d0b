//! Numbers that a line gives or computes: bounds, lengths, and the numbers between them.

use super::super::{Answers, Expression, Stream, Value};
use crate::diagnostic::Place;

/// The longest list or string that is drawn. Questions hold eight elements; this only keeps memory whole.
pub(super) const LONGEST: i64 = 1000;

/// A whole number, or an expression that gives one.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::draw) enum Bound {
    Constant(i64),
    Expression(Expression),
}

impl Bound {
    pub fn constant(&self) -> Option<i64> {
        match self {
            Bound::Constant(number) => Some(*number),
            Bound::Expression(_) => None,
        }
    }

    pub fn expression(&self) -> Option<&Expression> {
        match self {
            Bound::Constant(_) => None,
            Bound::Expression(expression) => Some(expression),
        }
    }
}

impl Answers {
    /// The value of an expression that was evaluated before the draw.
    pub(super) fn value(&self, expression: &Expression) -> Result<Value, String> {
        self.0.get(&expression.text).cloned().ok_or_else(|| format!("`{}` has no value", expression.text))
    }

    pub(super) fn whole(&self, bound: &Bound) -> Result<i64, String> {
        let expression = match bound {
            Bound::Constant(number) => return Ok(*number),
            Bound::Expression(expression) => expression,
        };
        match self.value(expression)? {
            Value::Int(number) => Ok(number),
            other => Err(format!("`{}` gives {}, not a whole number", expression.text, other.shape())),
        }
    }

    /// The elements of an expression's value; at least one.
    pub(super) fn elements(&self, expression: &Expression) -> Result<Vec<Value>, String> {
        let value = self.value(expression)?;
        let shape = value.shape();
        let items = value
            .into_elements()
            .ok_or_else(|| format!("`{}` gives {shape}, which has no elements", expression.text))?;
        if items.is_empty() { Err(format!("`{}` gives {shape} without elements", expression.text)) } else { Ok(items) }
    }
}

/// How many: `4`, `[3, 6]`, or bounds as expressions.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::draw) struct Length {
    pub low: Bound,
    pub high: Bound,
    pub place: Place,
}

impl Length {
    pub fn expressions(&self) -> impl Iterator<Item = &Expression> {
        [&self.low, &self.high].into_iter().filter_map(Bound::expression)
    }

    /// The drawn length; takes a lot even where only one length is possible.
    pub fn draw(&self, stream: &mut Stream, answers: &Answers) -> Result<usize, String> {
        let (low, high) = (answers.whole(&self.low)?, answers.whole(&self.high)?);
        if low > high {
            return Err(format!("no length lies from {low} to {high}"));
        }
        let fits = |length: i64| (0..=LONGEST).contains(&length);
        if !fits(low) || !fits(high) {
            return Err(format!("a length lies from 0 to {LONGEST}, not from {low} to {high}"));
        }
        usize::try_from(stream.between(low, high)).map_err(|_| "a length is no negative number".to_owned())
    }
}

/// Numbers from `low` in steps, without some of them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Numbers {
    low: i64,
    step: i64,
    count: u64,
    /// Ascending, each once, each a number of the steps.
    without: Vec<i64>,
}

impl Numbers {
    /// `None` if there is no number, or the step is none.
    pub fn new(low: i64, high: i64, step: i64, without: &[i64]) -> Option<Numbers> {
        if low > high || step < 1 {
            return None;
        }
        let count = (high.abs_diff(low) / step.unsigned_abs()).saturating_add(1);
        let mut numbers = Numbers { low, step, count, without: Vec::new() };
        without.iter().filter(|&&number| number <= high).for_each(|&number| numbers.leave_out(number));
        (numbers.len() > 0).then_some(numbers)
    }

    /// How many numbers there are.
    pub fn len(&self) -> u64 {
        self.count - self.without.len() as u64
    }

    /// Leaves a number out from now on, if it is one of them.
    pub fn leave_out(&mut self, number: i64) {
        let is_a_step = number >= self.low && number.abs_diff(self.low).is_multiple_of(self.step.unsigned_abs());
        if let (true, Err(at)) = (is_a_step, self.without.binary_search(&number)) {
            self.without.insert(at, number);
        }
    }

    /// One of them, each equally likely.
    pub fn draw(&self, stream: &mut Stream) -> i64 {
        let lot = stream.below(self.len());
        let mut number = i128::from(self.low) + i128::from(self.step) * i128::from(lot);
        for &without in &self.without {
            if number >= i128::from(without) {
                number += i128::from(self.step);
            }
        }
        i64::try_from(number).unwrap_or(self.low)
    }
}

#[cfg(test)]
mod tests {
    use super::{Numbers, Stream};
    use std::collections::BTreeSet;

    #[test]
    fn numbers_are_all_those_that_are_left_and_no_other() {
        type Case<'a> = (i64, i64, i64, &'a [i64], &'a [i64]);
        let cases: [Case; 6] = [
            (1, 4, 1, &[], &[1, 2, 3, 4]),
            (10, 50, 20, &[], &[10, 30, 50]),
            (0, 9, 3, &[3, 4, 3, 12], &[0, 6, 9]),
            (1, 5, 1, &[1, 2, 5], &[3, 4]),
            (-2, 0, 2, &[], &[-2, 0]),
            (i64::MAX - 1, i64::MAX, 1, &[i64::MAX - 1], &[i64::MAX]),
        ];
        for (low, high, step, without, expected) in cases {
            let numbers = Numbers::new(low, high, step, without).expect("there are numbers");
            let mut stream = Stream::new(&[b"numbers"]);
            let drawn: BTreeSet<i64> = (0..200).map(|_| numbers.draw(&mut stream)).collect();
            assert_eq!(drawn.into_iter().collect::<Vec<_>>(), expected);
            assert_eq!(numbers.len(), expected.len() as u64);
        }
        let none: [(i64, i64, i64, &[i64]); 3] = [(4, 1, 1, &[]), (1, 2, 0, &[]), (1, 2, 1, &[1, 2])];
        for (low, high, step, without) in none {
            assert_eq!(Numbers::new(low, high, step, without), None);
        }
    }
}

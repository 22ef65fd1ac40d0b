//! `int = [low, high]`: a whole number, both ends included; `step`, `not`.

use super::super::faults::ParameterFault;
use super::super::{Answers, Expression, Stream, Value};
use super::bounds::{Bound, Numbers};
use super::line::Line;
use crate::keys::KeyFault;

#[derive(Clone, Debug, PartialEq)]
pub(in crate::draw) struct Int {
    low: Bound,
    high: Bound,
    step: Bound,
    without: Vec<Bound>,
}

impl Int {
    pub fn read(line: &mut Line) -> Option<Int> {
        let item = line.keys.item("int")?;
        let place = item.place().clone();
        let range = line.range("`int`", item);
        let step = Self::read_step(line);
        let items = line.keys.items("not", line.faults).unwrap_or_default();
        let without: Vec<Option<Bound>> =
            items.into_iter().map(|item| line.bound("each element of `not`", item)).collect();
        let (low, high) = range?;
        let int = Int { low, high, step: step?, without: without.into_iter().collect::<Option<_>>()? };
        if int.is_constant() && int.numbers(&Answers::default()).is_err() {
            line.faults.note(&place, &ParameterFault::EmptyChoice { what: format!("the range `{}`", place.text()) });
            return None;
        }
        Some(int)
    }

    fn read_step(line: &mut Line) -> Option<Bound> {
        let Some(item) = line.keys.item("step") else { return Some(Bound::Constant(1)) };
        let place = item.place().clone();
        let step = line.bound("`step`", item)?;
        match step.constant() {
            Some(number) if number < 1 => {
                let (what, expected) = ("`step`".to_owned(), "a whole number from 1 on".to_owned());
                line.faults.note(&place, &KeyFault::OutOfRange { what, value: number.to_string(), expected });
                None
            }
            _ => Some(step),
        }
    }

    fn bounds(&self) -> impl Iterator<Item = &Bound> {
        [&self.low, &self.high, &self.step].into_iter().chain(&self.without)
    }

    fn is_constant(&self) -> bool {
        self.bounds().all(|bound| bound.constant().is_some())
    }

    pub fn expressions(&self) -> Vec<&Expression> {
        self.bounds().filter_map(Bound::expression).collect()
    }

    fn numbers(&self, answers: &Answers) -> Result<Numbers, String> {
        let (low, high, step) = (answers.whole(&self.low)?, answers.whole(&self.high)?, answers.whole(&self.step)?);
        let without = self.without.iter().map(|bound| answers.whole(bound)).collect::<Result<Vec<_>, _>>()?;
        Numbers::new(low, high, step, &without)
            .ok_or_else(|| format!("no number is left from {low} to {high} in steps of {step}"))
    }

    pub fn draw(&self, stream: &mut Stream, answers: &Answers) -> Result<Value, String> {
        Ok(Value::Int(self.numbers(answers)?.draw(stream)))
    }
}

//! `shuffle = "E"`: the elements of E in drawn order; `len` keeps the first few.

use super::super::{Answers, Expression, Stream, Value};
use super::bounds::Length;
use super::line::Line;

#[derive(Clone, Debug, PartialEq)]
pub(in crate::draw) struct Shuffle {
    of: Expression,
    length: Option<Length>,
}

impl Shuffle {
    pub fn read(line: &mut Line) -> Option<Shuffle> {
        let of = line.expression("shuffle");
        let length = match line.optional_length() {
            Some(length) => Some(length?),
            None => None,
        };
        Some(Shuffle { of: of?, length })
    }

    pub fn expressions(&self) -> Vec<&Expression> {
        std::iter::once(&self.of).chain(self.length.iter().flat_map(Length::expressions)).collect()
    }

    pub fn draw(&self, stream: &mut Stream, answers: &Answers) -> Result<Value, String> {
        let length = self.length.as_ref().map(|length| length.draw(stream, answers)).transpose()?;
        let mut items = answers.elements(&self.of)?;
        stream.shuffle(&mut items);
        if let Some(length) = length {
            if length > items.len() {
                return Err(format!("{length} are wanted, and `{}` has only {}", self.of.text, items.len()));
            }
            items.truncate(length);
        }
        Ok(Value::List(items))
    }
}

//! `chars = "abc"`: a string of these letters, which may repeat; `len`.

use super::super::faults::ParameterFault;
use super::super::{Answers, Expression, Stream, Value};
use super::bounds::Length;
use super::line::Line;

#[derive(Clone, Debug, PartialEq)]
pub(in crate::draw) struct Chars {
    letters: Vec<char>,
    length: Length,
}

impl Chars {
    pub fn read(line: &mut Line) -> Option<Chars> {
        let text = line.keys.text("chars", line.faults);
        let length = line.length();
        let text = text?;
        if text.value.is_empty() {
            line.faults.note(&text.place, &ParameterFault::EmptyChoice { what: "the text of `chars`".to_owned() });
            return None;
        }
        Some(Chars { letters: text.value.chars().collect(), length: length? })
    }

    pub fn expressions(&self) -> Vec<&Expression> {
        self.length.expressions().collect()
    }

    pub fn draw(&self, stream: &mut Stream, answers: &Answers) -> Result<Value, String> {
        let length = self.length.draw(stream, answers)?;
        Ok(Value::Text((0..length).filter_map(|_| stream.pick(&self.letters)).collect()))
    }
}

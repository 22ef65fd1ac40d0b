//! `word = "pool"`: one word of a list; `words = "pool"`: several that differ, `len` of them.

use super::super::{Answers, Expression, Stream, Value};
use super::bounds::Length;
use super::line::Line;

#[derive(Clone, Debug, PartialEq)]
pub(in crate::draw) struct Word {
    pool: Vec<String>,
}

impl Word {
    pub fn read(line: &mut Line) -> Option<Word> {
        line.pool("word").map(|pool| Word { pool })
    }

    pub fn draw(&self, stream: &mut Stream) -> Result<Value, String> {
        let word = stream.pick(&self.pool).ok_or_else(|| "the word list is empty".to_owned())?;
        Ok(Value::Text(word.clone()))
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::draw) struct Words {
    pool: Vec<String>,
    length: Length,
}

impl Words {
    pub fn read(line: &mut Line) -> Option<Words> {
        let (pool, length) = (line.pool("words"), line.length());
        let words = Words { pool: pool?, length: length? };
        line.check_distinct(&words.length, words.pool.len() as u64)?;
        Some(words)
    }

    pub fn expressions(&self) -> Vec<&Expression> {
        self.length.expressions().collect()
    }

    pub fn draw(&self, stream: &mut Stream, answers: &Answers) -> Result<Value, String> {
        let length = self.length.draw(stream, answers)?;
        if length > self.pool.len() {
            return Err(format!("{length} words are wanted, and the list has only {}", self.pool.len()));
        }
        let drawn = super::draw_some(self.pool.iter().collect(), length, stream);
        Ok(Value::List(drawn.into_iter().map(|word| Value::Text(word.clone())).collect()))
    }
}

//! What posing needs, and what it gives.

use super::Form;
use crate::blocks::{Block, Prose};
use crate::draw::{Stream, Values};
use crate::python::Python;
use serde::{Deserialize, Serialize};

/// One draw of a problem, on its way to become a question.
pub struct Posing<'a> {
    pub form: Form,
    pub values: &'a Values,
    pub seed: u64,
    /// Which draw this is, from 0: part of the name of every stream.
    pub attempt: u32,
    pub python: &'a mut Python,
}

impl Posing<'_> {
    /// The stream that orders something of this question: options, lines. `what` is a word of the kind's choice with
    /// a blank in it, so that no parameter has its name: "order of options".
    pub fn stream(&self, problem: &str, what: &str) -> Stream {
        Stream::new(&[&self.seed.to_le_bytes(), problem.as_bytes(), what.as_bytes(), &self.attempt.to_le_bytes()])
    }
}

/// A question with every answer, right and wrong, computed; as blocks for sheet and key, and as data for programs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Posed {
    /// The kind as readers know it: "Predict the output".
    pub label: String,
    /// Beside the label: "stage 3 of 5 · labels".
    pub note: Option<String>,
    /// The task, as it is printed.
    pub ask: Prose,
    /// The exact program that ran, printed or not; `None` where nothing runs.
    pub code: Option<String>,
    /// Exactly what came out, in the shape that `product.md` promises for the kind.
    pub answer: serde_json::Value,
    pub why: Prose,
    pub wrong: Vec<WrongAnswer>,
    pub rubric: Vec<(u32, Prose)>,
    /// The model solution or answer, where there is one.
    pub model: Option<String>,
    /// Calls that typed-back code must pass, as `call == result` lines.
    pub tests: Vec<String>,
    /// What earns 3, 2 and 1 on a daily.
    pub marks: Vec<(u8, Prose)>,
    /// On handouts and mocks.
    pub points: u32,
    /// Under the head of the question: task and space to answer.
    pub sheet: Vec<Block>,
    /// Under the head of its key.
    pub key: Vec<Block>,
}

/// One wrong answer that somebody gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WrongAnswer {
    /// `a`, `b`, `c` in file order; of `mcq` and `choose` the option's own letter in lower case.
    pub letter: char,
    /// The misconception, or `None` where an option names none.
    pub id: Option<String>,
    /// In the same shape as the right answer.
    pub answer: serde_json::Value,
    /// As the key shows it under "If you wrote".
    pub shown: Prose,
    /// Completes "then you probably …".
    pub say: Prose,
}

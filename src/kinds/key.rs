//! What the keys of several kinds have in common: the rule, the table of wrong answers, the questions to say aloud.
//!
//! Posed answers come in, blocks go out. Nothing is run here.

use super::{Common, Misread, WrongAnswer};
use crate::blocks::{Align, Block, Column, Prose, Span, Split, Table, TableStyle, TextSize, Width};
use crate::draw::{Value, Values};
use crate::program::Wording;

/// The heads of the second and the third column of a table of wrong answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heads {
    pub answer: &'static str,
    pub reason: &'static str,
}

impl Heads {
    pub const WROTE: Heads = Heads { answer: "If you wrote", reason: "then you probably" };
    pub const DREW: Heads = Heads { answer: "If you drew", reason: "then you probably" };
    pub const TOOK: Heads = Heads { answer: "If you took", reason: "then you probably" };
    /// Over the sentences of options, which say how it is and not what somebody did.
    pub const TICKED: Heads = Heads { answer: "If you ticked", reason: "remember" };
    /// An output printed as a choice: its sentences are those of misreads.
    pub const TICKED_OUTPUT: Heads = Heads { answer: "If you ticked", reason: "then you probably" };
    pub const PAIRED: Heads = Heads { answer: "If you used", reason: "remember: it" };
    pub const GAVE: Heads = Heads { answer: "If yours gives", reason: "then you probably" };
    /// Over what a wrong version gives, and what it does.
    pub const GIVEN_AWAY: Heads = Heads { answer: "Given away by", reason: "this version" };
    pub const SAID: Heads = Heads { answer: "If you said", reason: "then you lack" };
}

/// The wrong answers, one a row: letter, what was answered, how one comes to it.
pub fn misread_table(heads: Heads, wrong: &[WrongAnswer]) -> Block {
    let rows = wrong.iter().map(|wrong| {
        let letter = Prose(vec![Span::Strong(wrong.letter.to_string())]);
        vec![Some(letter), Some(wrong.shown.clone()), Some(wrong.say.clone())]
    });
    let column = |head: &str, width| Column { head: Prose::plain(head), align: Align::Left, width };
    Block::Table(Table {
        summary: "Wrong answers, each with its letter and how one comes to it.".to_owned(),
        style: TableStyle::Ruled,
        columns: vec![
            column("", Width::Content),
            column(heads.answer, Width::Fill(2)),
            column(heads.reason, Width::Fill(3)),
        ],
        rows: rows.collect(),
    })
}

/// The rule in its sentence, and below it the wrong answers, if there are any.
pub fn why_and_wrong(why: &Prose, heads: Heads, wrong: &[WrongAnswer]) -> Vec<Block> {
    let mut blocks = vec![small(why.clone())];
    if !wrong.is_empty() {
        blocks.push(misread_table(heads, wrong));
    }
    blocks
}

/// The questions that a reader answers aloud, under their heading; nothing where there are none.
pub fn say_aloud(questions: &[Wording], values: &Values) -> Vec<Block> {
    if questions.is_empty() {
        return Vec::new();
    }
    let heading = Block::Heading("Say it aloud".to_owned());
    std::iter::once(heading).chain(questions.iter().map(|question| small(question.fill(values)))).collect()
}

/// Follow-up questions, each with what a good answer has; nothing where there are none.
pub fn they_may_ask(common: &Common, values: &Values) -> Vec<Block> {
    if common.follow.is_empty() {
        return Vec::new();
    }
    let answered = |(question, answer): &(Wording, Wording)| {
        small(question.fill(values).then(" ").then_prose(answer.fill(values)))
    };
    let heading = Block::Heading("They may ask".to_owned());
    std::iter::once(heading).chain(common.follow.iter().map(answered)).collect()
}

/// A paragraph in the size of keys.
pub fn small(text: Prose) -> Block {
    Block::Paragraph { text, size: TextSize::Small }
}

/// The key's sentence; `$answer` in it is the right answer, bare.
pub fn fill_why(common: &Common, values: &Values, answer: &str) -> Prose {
    let values = with_reserved(values, &[("answer", answer)]);
    common.why.as_ref().map(|why| why.fill(&values)).unwrap_or_default()
}

/// A misread's sentence; `$answer` in it is the right answer and `$theirs` the one it gives, both bare.
pub fn fill_say(misread: &Misread, values: &Values, answer: &str, theirs: &str) -> Prose {
    let values = with_reserved(values, &[("answer", answer), ("theirs", theirs)]);
    misread.say.as_ref().map(|say| say.fill(&values)).unwrap_or_default()
}

fn with_reserved(values: &Values, reserved: &[(&str, &str)]) -> Values {
    let mut values = values.clone();
    values.extend(reserved.iter().map(|(name, text)| ((*name).to_owned(), Value::Code((*text).to_owned()))));
    values
}

/// The letter of the wrong answer that stands at this place in the file, from 0: `a`, `b`, `c`.
pub fn letter(index: usize) -> char {
    ('a'..='z').nth(index).unwrap_or('z')
}

/// A key in two columns: the answer at the left; the rule, the wrong answers and what to say aloud at the right.
pub fn beside(
    answer: Vec<Block>,
    why: &Prose,
    heads: Heads,
    wrong: &[WrongAnswer],
    common: &Common,
    values: &Values,
) -> Vec<Block> {
    let mut right = why_and_wrong(why, heads, wrong);
    right.extend(say_aloud(&common.aloud, values));
    vec![Block::Beside { left: answer, right, split: Split::Key }]
}

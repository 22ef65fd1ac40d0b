//! What the keys of several kinds have in common: the rule, the table of wrong answers, the questions to say aloud.
//!
//! Posed answers come in, blocks go out. Nothing is run here.

use super::{Common, Misread, WrongAnswer};
use crate::blocks::{Align, Block, Column, Prose, Span, Split, Table, TableStyle, TextSize, Width};
use crate::draw::{Value, Values};
use crate::program::Wording;

/// Over questions that a reader answers aloud.
const SAY_ALOUD: &str = "Say it aloud";

/// Over follow-up questions.
const THEY_MAY_ASK: &str = "They may ask";

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
    let heading = Block::Heading(SAY_ALOUD.to_owned());
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
    let heading = Block::Heading(THEY_MAY_ASK.to_owned());
    std::iter::once(heading).chain(common.follow.iter().map(answered)).collect()
}

/// A key as somebody else reads it than who answered: its heads and headings then speak of "them".
pub fn told_of_others(blocks: &[Block]) -> Vec<Block> {
    blocks.iter().map(of_others).collect()
}

/// A key without its follow-up questions, for a packet that has them in a table.
pub fn without_follow_ups(blocks: &[Block]) -> Vec<Block> {
    let mut is_follow_up = false;
    let is_other = |block: &&Block| {
        is_follow_up = match block {
            Block::Heading(text) => text == THEY_MAY_ASK,
            Block::Paragraph { .. } => is_follow_up,
            _ => false,
        };
        !is_follow_up
    };
    blocks.iter().filter(is_other).cloned().collect()
}

fn of_others(block: &Block) -> Block {
    match block {
        Block::Heading(text) => Block::Heading(words_of_others(text)),
        Block::Table(table) => {
            let mut table = table.clone();
            for column in &mut table.columns {
                if let [Span::Text(head)] = column.head.0.as_mut_slice() {
                    *head = words_of_others(head);
                }
            }
            Block::Table(table)
        }
        Block::Beside { left, right, split } => {
            Block::Beside { left: told_of_others(left), right: told_of_others(right), split: *split }
        }
        other => other.clone(),
    }
}

fn words_of_others(words: &str) -> String {
    match words {
        "then you probably" => "they probably".to_owned(),
        "then you lack" => "what is missing".to_owned(),
        "remember" => "why not".to_owned(),
        "remember: it" => "it".to_owned(),
        "If yours gives" => "If theirs gives".to_owned(),
        THEY_MAY_ASK | SAY_ALOUD => "You may ask".to_owned(),
        _ => words.strip_prefix("If you ").map_or_else(|| words.to_owned(), |rest| format!("If they {rest}")),
    }
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

#[cfg(test)]
mod tests {
    use super::{Heads, SAY_ALOUD, THEY_MAY_ASK, misread_table, small, told_of_others, without_follow_ups};
    use crate::blocks::{Block, Prose, Split};

    #[test]
    fn follow_ups_go_and_what_comes_before_and_after_stays() {
        let heading = |text: &str| Block::Heading(text.to_owned());
        let text = |text: &str| small(Prose::plain(text));
        let key = [text("rule"), heading(THEY_MAY_ASK), text("a? b"), text("c? d"), heading(SAY_ALOUD), text("e?")];
        assert_eq!(without_follow_ups(&key), [text("rule"), heading(SAY_ALOUD), text("e?")]);
    }

    #[test]
    fn no_head_speaks_to_who_answered_where_somebody_else_reads() {
        let all = [
            Heads::WROTE,
            Heads::DREW,
            Heads::TOOK,
            Heads::TICKED,
            Heads::TICKED_OUTPUT,
            Heads::PAIRED,
            Heads::GAVE,
            Heads::GIVEN_AWAY,
            Heads::SAID,
        ];
        for heads in all {
            let left = vec![misread_table(heads, &[])];
            let told = told_of_others(&[Block::Beside { left, right: Vec::new(), split: Split::Key }]);
            let [Block::Beside { left, .. }] = told.as_slice() else { panic!("{told:?}") };
            let [Block::Table(table)] = left.as_slice() else { panic!("{left:?}") };
            for column in &table.columns {
                let head = column.head.to_plain();
                assert!(!head.contains("you") && !head.contains("remember"), "{head}");
            }
        }
        for heading in [SAY_ALOUD, THEY_MAY_ASK] {
            let told = told_of_others(&[Block::Heading(heading.to_owned())]);
            assert_eq!(told, [Block::Heading("You may ask".to_owned())]);
        }
    }
}

//! `short`: a question answered in two or three sentences, as one would say them. Nothing is run but a program that is shown.

use super::exhibit::{self, Exhibit};
use super::spoken::{Spoken, marks};
use super::{Common, Ground, Name, Posed, Posing, Setback};
use crate::blocks::{Block, Rules, TextSize};
use crate::diagnostic::Faults;
use crate::keys::{Field, Key, KeyTable, Keys, Shape};
use serde_json::json;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `short`",
    keys: &[
        Key::needed("ask", Shape::Text, "the question"),
        exhibit::PROGRAM,
        exhibit::ENDS,
        Key::needed("model", Shape::Text, "a good answer, as it is said"),
        Key::needed("rubric", Shape::Lists(&[Field::Int, Field::Text]), "lines to mark by, with their points"),
        Key::free("sounds", Shape::Lists(&[Field::Text, Field::Text]), "what sounds right, and what it lacks"),
    ],
};

#[derive(Clone, Debug)]
pub struct Short {
    exhibit: Option<Exhibit>,
    spoken: Spoken,
}

impl Short {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Short> {
        keys.need("ask", faults);
        let exhibit = Exhibit::read_with_end(keys, ground, faults);
        Spoken::read(Name::Short, keys, ground, faults).map(|spoken| Short { exhibit, spoken })
    }

    /// Puts the values in, and runs the program that is shown.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let values = posing.values;
        let ask = common.ask.as_ref().map(|ask| ask.fill(values)).unwrap_or_default();
        let shown = self.exhibit.as_ref().map(|exhibit| exhibit.pose(posing)).transpose()?;
        let drawn = self.spoken.fill(common, values);
        let rules = Rules { lines: drawn.rules(), guides: false, may_break: false };
        Ok(Posed {
            label: "Say it, then write it".to_owned(),
            note: None,
            code: shown.as_ref().map(|shown| shown.code.clone()),
            answer: json!({ "model": drawn.model.to_marked() }),
            key: drawn.key(common, values),
            sheet: std::iter::once(Block::Paragraph { text: ask.clone(), size: TextSize::Body })
                .chain(shown.map(|shown| shown.block))
                .chain([Block::Rules(rules)])
                .collect(),
            ask,
            why: drawn.why,
            wrong: drawn.wrong,
            model: Some(drawn.model.to_marked()),
            tests: Vec::new(),
            marks: marks(self.spoken.points()),
            points: self.spoken.points(),
            rubric: drawn.rubric,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, wrong};
    use crate::kinds::{Form, Name};

    const LAZY_LOG: &str = r#"
[[problem]]
id = "why-read-lazily"
kind = "short"
skill = "gen-why"
level = 2
minutes = 3
title = "A large log"
ask = "You want the first $k errors of a log of $size. Why a generator?"
model = "It hands out one line at a time, so the file never has to fit in memory. And it stops reading as soon as I have my $k errors."
rubric = [[1, "one at a time"], [1, "memory stays small"], [2, "stops *early*"]]
sounds = [["It is faster.", "a reason: a list takes as long."], ["It can be reused.", "truth: it is spent after one pass."]]
follow = [["When rather a list?", "when I need its length"]]
aloud = ["What does `next` do at the end?"]
why = "No memory for what is not needed yet, no work for what never is."

[problem.draw]
size = { pick = ["20 GB"] }
k = { pick = [5] }

[[problem.misread]]
id = "generator-can-be-reused"
option = 2
say = "took it for a list"
"#;

    #[test]
    fn a_question_to_say_gets_rules_by_words_and_a_key_to_mark_by() {
        let posed = posed(LAZY_LOG, Form::of(Name::Short), 1);
        assert_eq!(posed.label, "Say it, then write it");
        assert_eq!(posed.points, 4);
        assert_eq!(posed.code, None);
        assert!(posed.answer["model"].as_str().is_some_and(|model| model.ends_with("I have my 5 errors.")));
        assert_eq!(
            dump(&posed.sheet),
            "\
Body: You want the first 5 errors of a log of 20 GB. Why a generator?
rules 5
"
        );
        assert_eq!(
            dump(&posed.key),
            "\
Body: It hands out one line at a time, so the file never has to fit in memory. And it stops reading as soon as I have my 5 errors.
rubric
  1 one at a time
  1 memory stays small
  2 stops *early*
Small: No memory for what is not needed yet, no work for what never is.
table Ruled
   | If you said | then you lack
  **a** | It is faster. | a reason: a list takes as long.
  **b** | It can be reused. | truth: it is spent after one pass.
heading: They may ask
Small: When rather a list? when I need its length
heading: Say it aloud
Small: What does `next` do at the end?
"
        );
    }

    #[test]
    fn what_sounds_right_has_the_misconception_that_points_to_it() {
        let posed = posed(LAZY_LOG, Form::of(Name::Short), 1);
        let ids: Vec<Option<&str>> = posed.wrong.iter().map(|wrong| wrong.id.as_deref()).collect();
        assert_eq!(ids, [None, Some("generator-can-be-reused")]);
        assert_eq!(wrong(&posed)[0], "a -: It is faster. | a reason: a list takes as long.");
    }

    #[test]
    fn each_fault_is_found_at_its_place() {
        let cases = [
            (LAZY_LOG.replace("rubric = [", "points = 3\nrubric = ["), "11 points-disagree"),
            (
                LAZY_LOG.replace("[[1, \"one at a time\"], [1, \"memory stays small\"], [2, \"stops *early*\"]]", "[]"),
                "11 empty-list",
            ),
            (LAZY_LOG.replace("[1, \"one at a time\"]", "\"one\""), "11 wrong-shape"),
            (LAZY_LOG.replace("option = 2", "option = 3"), "23 option-out-of-range"),
            (LAZY_LOG.replace("option = 2", "swap = [\"a\", \"b\"]"), "21 change-without-program"),
        ];
        for (text, fault) in cases {
            assert_eq!(faults(&text), [fault]);
        }
    }
}

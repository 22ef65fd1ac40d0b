//! `short`: a question answered in two or three sentences, as one would say them. Nothing is run.

use super::key::{self, Heads};
use super::rubric::{self, Rubric};
use super::space::number;
use super::{Common, Ground, Name, Posed, Posing, ReadFault, Setback, Wrong, WrongAnswer};
use crate::blocks::{Block, Prose, Rules, TextSize};
use crate::diagnostic::Faults;
use crate::draw::Values;
use crate::keys::Keys;
use crate::program::Wording;
use serde_json::json;

/// The keys of this kind.
pub const KEYS: &[&str] = &["model", "rubric", "sounds"];

/// Words that a hand gets on a rule (`curriculum/README.md` 4.2).
const WORDS_A_RULE: usize = 9;

#[derive(Clone, Debug)]
pub struct Short {
    /// The answer in spoken language.
    model: Wording,
    rubric: Rubric,
    sounds: Vec<Sound>,
}

/// What sounds right, and what it lacks.
#[derive(Clone, Debug)]
struct Sound {
    said: Wording,
    lacks: Wording,
    /// The misconception that it shows, where one is named.
    id: Option<String>,
}

impl Short {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Short> {
        keys.require("ask", "a `short` needs `ask`: the question", faults);
        keys.require("model", "a `short` needs `model`: a good answer, as it is said", faults);
        let model = ground.wording(keys, "model", faults);
        let rubric = Rubric::read(keys, Name::Short, ground, faults);
        let pairs = ground.pairs(keys, "sounds", faults);
        let mut sounds: Vec<Sound> = pairs.into_iter().map(|(said, lacks)| Sound { said, lacks, id: None }).collect();
        name_sounds(ground, &mut sounds, faults);
        Some(Short { model: model?, rubric: rubric?, sounds })
    }

    /// Puts the values in.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let values = posing.values;
        let ask = common.ask.as_ref().map(|ask| ask.fill(values)).unwrap_or_default();
        let model = self.model.fill(values);
        let rubric = self.rubric.fill(values);
        let wrong = self.wrong(values);
        let why = key::fill_why(common, values, &model.to_plain());
        let sheet = vec![
            Block::Paragraph { text: ask.clone(), size: TextSize::Body },
            Block::Rules(Rules { lines: rules_for(&model), guides: false, may_break: false }),
        ];
        Ok(Posed {
            label: "Say it, then write it".to_owned(),
            note: None,
            ask,
            code: None,
            answer: json!({ "model": model.to_marked() }),
            key: self.key(common, values, &model, &rubric, &why, &wrong),
            why,
            wrong,
            model: Some(model.to_marked()),
            tests: Vec::new(),
            marks: marks(self.rubric.sum()),
            points: self.rubric.sum(),
            rubric,
            sheet,
        })
    }

    fn wrong(&self, values: &Values) -> Vec<WrongAnswer> {
        let sounds = self.sounds.iter().enumerate();
        sounds
            .map(|(index, sound)| {
                let shown = sound.said.fill(values);
                WrongAnswer {
                    letter: key::letter(index),
                    id: sound.id.clone(),
                    answer: json!({ "model": shown.to_marked() }),
                    shown,
                    say: sound.lacks.fill(values),
                }
            })
            .collect()
    }

    fn key(
        &self,
        common: &Common,
        values: &Values,
        model: &Prose,
        rubric: &[(u32, Prose)],
        why: &Prose,
        wrong: &[WrongAnswer],
    ) -> Vec<Block> {
        let mut key = vec![Block::Paragraph { text: model.clone(), size: TextSize::Body }, rubric::to_block(rubric)];
        key.extend(key::why_and_wrong(why, Heads::SAID, wrong));
        if !common.follow.is_empty() {
            key.push(Block::Heading("They may ask".to_owned()));
            let answered = |(question, answer): &(Wording, Wording)| {
                key::small(question.fill(values).then(" ").then_prose(answer.fill(values)))
            };
            key.extend(common.follow.iter().map(answered));
        }
        key.extend(key::say_aloud(&common.aloud, values));
        key
    }
}

/// Gives the entries of `sounds` the misconceptions that point to them.
fn name_sounds(ground: &Ground, sounds: &mut [Sound], faults: &mut Faults) {
    let options = sounds.len();
    for misread in &ground.misreads {
        match &misread.wrong {
            Wrong::Option(number, place) => match number.checked_sub(1).and_then(|index| sounds.get_mut(index)) {
                Some(sound) => sound.id = Some(misread.id.value.clone()),
                None => {
                    let option = i64::try_from(*number).unwrap_or(i64::MAX);
                    faults.note(place, &ReadFault::OptionOutOfRange { option, options });
                }
            },
            Wrong::Program(_) => faults.note(&misread.id.place, &ReadFault::ChangeWithoutProgram),
        }
    }
}

/// ⌈1.5 words of the model / 9⌉ rules, at least 3 (`curriculum/README.md` 4.2).
fn rules_for(model: &Prose) -> u32 {
    let words = model.to_plain().split_whitespace().count();
    number((3 * words).div_ceil(2 * WORDS_A_RULE)).max(3)
}

/// All, two thirds and one third of the points (`curriculum/README.md` 5.2).
fn marks(sum: u32) -> Vec<(u8, Prose)> {
    let (most, some) = ((2 * sum).div_ceil(3), sum.div_ceil(3));
    let line = |mark: u8, points: u32| {
        let unit = if points == 1 { "point" } else { "points" };
        (mark, Prose::plain(format!("{points} {unit}")))
    };
    if most < sum && some < most {
        vec![line(3, sum), line(2, most), line(1, some)]
    } else {
        vec![line(3, sum), (1, Prose::plain("a part of it"))]
    }
}

#[cfg(test)]
mod tests {
    use super::marks;
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
    fn marks_are_thirds_of_the_points() {
        let words =
            |sum| marks(sum).iter().map(|(mark, text)| format!("{mark} {}", text.to_plain())).collect::<Vec<_>>();
        assert_eq!(words(3), ["3 3 points", "2 2 points", "1 1 point"]);
        assert_eq!(words(5), ["3 5 points", "2 4 points", "1 2 points"]);
        assert_eq!(words(1), ["3 1 point", "1 a part of it"]);
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

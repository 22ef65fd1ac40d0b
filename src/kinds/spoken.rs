//! Answers in a reader's own words: a model, lines to mark by, and what sounds right. What `short`, `explain` and `plan`
//! share.

use super::key::{self, Heads};
use super::options::named;
use super::rubric::{self, Rubric};
use super::space::number;
use super::{Common, Ground, Name, WrongAnswer};
use crate::blocks::{Block, Prose, TextSize};
use crate::diagnostic::Faults;
use crate::draw::Values;
use crate::keys::Keys;
use crate::program::Wording;
use serde_json::json;

/// Words that a hand gets on a rule (`curriculum/README.md` 4.2).
const WORDS_A_RULE: usize = 9;

#[derive(Clone, Debug)]
pub struct Spoken {
    /// A good answer, as it is said.
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

/// A drawn answer.
pub struct Drawn {
    pub model: Prose,
    pub rubric: Vec<(u32, Prose)>,
    pub wrong: Vec<WrongAnswer>,
    pub why: Prose,
}

impl Spoken {
    /// Takes `model`, `rubric` and `sounds`; `None` with a fault noted if they are not whole.
    pub fn read(kind: Name, keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Spoken> {
        keys.need("model", faults);
        let model = ground.wording(keys, "model", faults);
        let rubric = Rubric::read(keys, kind, ground, faults);
        let pairs = ground.pairs(keys, "sounds", faults);
        let ids = named(pairs.len(), ground, faults);
        let sounds = pairs.into_iter().zip(ids).map(|((said, lacks), id)| Sound { said, lacks, id }).collect();
        Some(Spoken { model: model?, rubric: rubric?, sounds })
    }

    /// Puts the values in.
    pub fn fill(&self, common: &Common, values: &Values) -> Drawn {
        let model = self.model.fill(values);
        let why = key::fill_why(common, values, &model.to_plain());
        Drawn { model, rubric: self.rubric.fill(values), wrong: self.wrong(values), why }
    }

    /// What the whole is worth.
    pub fn points(&self) -> u32 {
        self.rubric.sum()
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
}

impl Drawn {
    /// Model, lines to mark by, what sounds right, follow-up questions.
    pub fn key(&self, common: &Common, values: &Values) -> Vec<Block> {
        let mut key =
            vec![Block::Paragraph { text: self.model.clone(), size: TextSize::Body }, rubric::to_block(&self.rubric)];
        key.extend(key::why_and_wrong(&self.why, Heads::SAID, &self.wrong));
        key.extend(key::they_may_ask(common, values));
        key.extend(key::say_aloud(&common.aloud, values));
        key
    }

    /// ⌈1.5 words of the model / 9⌉ rules, at least 3 (`curriculum/README.md` 4.2).
    pub fn rules(&self) -> u32 {
        let words = self.model.to_plain().split_whitespace().count();
        number((3 * words).div_ceil(2 * WORDS_A_RULE)).max(3)
    }
}

/// All, two thirds and one third of the points (`curriculum/README.md` 5.2).
pub fn marks(sum: u32) -> Vec<(u8, Prose)> {
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

    #[test]
    fn marks_are_thirds_of_the_points() {
        let words =
            |sum| marks(sum).iter().map(|(mark, text)| format!("{mark} {}", text.to_plain())).collect::<Vec<_>>();
        assert_eq!(words(3), ["3 3 points", "2 2 points", "1 1 point"]);
        assert_eq!(words(5), ["3 5 points", "2 4 points", "1 2 points"]);
        assert_eq!(words(1), ["3 1 point", "1 a part of it"]);
    }
}

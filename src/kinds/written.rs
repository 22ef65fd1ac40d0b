//! Questions whose options are written out in the file: what `mcq` and `choose` share.
//!
//! The first option is the right one. Nothing is run but a program that is shown and `holds`, which proves what the key claims.

use super::exhibit::{Exhibit, Shown, evaluate_after};
use super::key::{Heads, beside, fill_why, say_aloud, small, why_and_wrong};
use super::options::{Placed, arrange, lettered, option_json};
use super::{Common, Ground, Misread, Name, PoseFault, Posed, Posing, ReadFault, Setback, Wrong, WrongAnswer};
use crate::blocks::{Block, Prose, RuledLabel, Span, TextSize, Tick};
use crate::diagnostic::Faults;
use crate::draw::{Expression, Values};
use crate::keys::Keys;
use crate::program::Wording;
use crate::python::Called;
use std::ops::RangeInclusive;

/// Letters of an answer that stands in a box at the left of its key; a longer one is a paragraph.
const BOXED: usize = 24;

/// The right option and the others, and what must be true of them.
#[derive(Clone, Debug)]
pub struct Written {
    exhibit: Option<Exhibit>,
    right: Choice,
    others: Vec<Choice>,
    holds: Vec<Expression>,
    asks_why: bool,
}

/// One option as it is written in the file.
#[derive(Clone, Debug)]
struct Choice {
    text: Wording,
    sentence: Wording,
    /// The misconception that it shows.
    id: Option<String>,
}

/// A drawn option.
struct Drawn {
    text: Prose,
    sentence: Prose,
    id: Option<String>,
}

/// What a kind says of its options.
#[derive(Clone, Copy)]
pub struct Manner {
    pub kind: Name,
    pub label: &'static str,
    /// How many options it may have, the right one among them.
    pub counts: (usize, usize),
    pub reason: Reason,
}

/// Whether a reason is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Always,
    IfAsked,
}

impl Written {
    /// Takes `options`, `holds` and `because`.
    pub fn read(manner: Manner, keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Written> {
        let before = faults.len();
        let exhibit = Exhibit::read_with_end(keys, ground, faults);
        keys.need("ask", faults);
        let choices = read_choices(manner, keys, ground, faults);
        let holds = ground.claims(keys, "holds", faults);
        let asks_why = read_because(manner, keys, faults);
        let mut choices = choices?.into_iter();
        let right = choices.next()?;
        (faults.len() == before).then(|| Written { exhibit, right, others: choices.collect(), holds, asks_why })
    }

    /// Draws the order of the options.
    pub fn pose(&self, manner: Manner, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let shown = self.exhibit.as_ref().map(|exhibit| exhibit.pose(posing)).transpose()?;
        self.check_holds(shown.as_ref(), posing)?;
        let (right, others) = self.draw(posing.values)?;
        let mut stream = posing.stream(&common.id.value, "order of options");
        let placed = arrange(&mut stream, others);
        let ask = common.ask.as_ref().map(|ask| ask.fill(posing.values)).unwrap_or_default();
        let why = fill_why(common, posing.values, &right.text.to_plain());
        let wrong: Vec<WrongAnswer> = placed.others.iter().map(|(letter, drawn)| drawn.as_wrong(*letter)).collect();
        Ok(Posed {
            label: manner.label.to_owned(),
            note: None,
            code: shown.as_ref().map(|shown| shown.code.clone()),
            answer: option_json(placed.right, &right.text.to_plain()),
            rubric: Vec::new(),
            model: Some(right.text.to_plain()),
            tests: Vec::new(),
            marks: self.marks(),
            points: common.points.unwrap_or(if self.asks_why { 2 } else { 1 }),
            sheet: self.sheet(&ask, shown, &right, &placed),
            key: self.key(&right, placed.right, &why, &wrong, common, posing.values),
            ask,
            why,
            wrong,
        })
    }

    fn check_holds(&self, shown: Option<&Shown>, posing: &mut Posing) -> Result<(), Setback> {
        let Some(first) = self.holds.first() else { return Ok(()) };
        let texts: Vec<&str> = self.holds.iter().map(|expression| expression.text.as_str()).collect();
        let called = evaluate_after(shown, &texts, &first.place, posing)?;
        for (expression, called) in self.holds.iter().zip(called) {
            if called != Called::Value("True".to_owned()) {
                let fault = PoseFault::HoldsNot { expression: expression.text.clone() };
                return Err(Setback::fatal(&expression.place, fault));
            }
        }
        Ok(())
    }

    /// Every option with its values, all of them different to read.
    fn draw(&self, values: &Values) -> Result<(Drawn, Vec<Drawn>), Setback> {
        let right = self.right.fill(values);
        let mut others: Vec<Drawn> = Vec::new();
        for choice in &self.others {
            let drawn = choice.fill(values);
            let text = drawn.text.to_plain();
            if std::iter::once(&right).chain(&others).any(|other| other.text.to_plain() == text) {
                return Err(Setback::again(choice.text.place(), PoseFault::EqualOptions { text }));
            }
            others.push(drawn);
        }
        Ok((right, others))
    }

    fn marks(&self) -> Vec<(u8, Prose)> {
        let marks: &[(u8, &str)] = if self.asks_why {
            &[(3, "choice and reason"), (2, "choice, reason thin"), (1, "one of the two")]
        } else {
            &[(3, "right"), (0, "not")]
        };
        marks.iter().map(|(mark, text)| (*mark, Prose::plain(*text))).collect()
    }

    fn sheet(&self, ask: &Prose, shown: Option<Shown>, right: &Drawn, placed: &Placed<Drawn>) -> Vec<Block> {
        let others = placed.others.iter().map(|(letter, drawn)| (*letter, drawn));
        let options = others.chain(std::iter::once((placed.right, right)));
        let mut ticks: Vec<Tick> = options.map(|(letter, drawn)| Tick { letter, text: drawn.text.clone() }).collect();
        ticks.sort_by_key(|tick| tick.letter);
        let mut blocks = vec![Block::Paragraph { text: ask.clone(), size: TextSize::Body }];
        blocks.extend(shown.map(|shown| shown.block));
        blocks.push(Block::Ticks(ticks));
        if self.asks_why {
            blocks.push(Block::LabelledRules(vec![RuledLabel { label: Prose::plain("Because"), lines: 1 }]));
        }
        blocks
    }

    fn key(
        &self,
        right: &Drawn,
        letter: char,
        why: &Prose,
        wrong: &[WrongAnswer],
        common: &Common,
        values: &Values,
    ) -> Vec<Block> {
        let text = right.text.to_plain();
        if !self.asks_why && text.chars().count() <= BOXED {
            let printed = Block::Printed { caption: None, lines: lettered(letter, &[text]) };
            return beside(vec![printed], why, Heads::TICKED, wrong, common, values);
        }
        let answer = Prose(vec![Span::Strong(letter.to_string())]).then(" ").then_prose(right.text.clone());
        let answer = if self.asks_why { answer.then(": ").then_prose(right.sentence.clone()) } else { answer };
        let mut blocks = vec![small(answer)];
        blocks.extend(why_and_wrong(why, Heads::TICKED, wrong));
        blocks.extend(say_aloud(&common.aloud, values));
        blocks
    }
}

impl Choice {
    fn fill(&self, values: &Values) -> Drawn {
        Drawn { text: self.text.fill(values), sentence: self.sentence.fill(values), id: self.id.clone() }
    }
}

impl Drawn {
    fn as_wrong(&self, letter: char) -> WrongAnswer {
        WrongAnswer {
            letter: letter.to_ascii_lowercase(),
            id: self.id.clone(),
            answer: option_json(letter, &self.text.to_plain()),
            shown: Prose::plain(format!("{letter} ")).then_prose(self.text.clone()),
            say: self.sentence.clone(),
        }
    }
}

/// Takes `options`, each with the misconception that names it; `None` with a fault noted if they are not whole.
fn read_choices(manner: Manner, keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Vec<Choice>> {
    let (kind, (least, most)) = (manner.kind, manner.counts);
    if !keys.need("options", faults) {
        return None;
    }
    let place = keys.place_of("options").unwrap_or_else(|| keys.place().clone());
    let before = faults.len();
    let pairs = ground.pairs(keys, "options", faults);
    let found = pairs.len();
    // What is said of their number must not come from one that is already told to be wrong.
    if faults.len() > before {
        return None;
    }
    if found < least {
        faults.note(&place, &ReadFault::TooFewOptions { kind, least, found });
    } else if found > most {
        faults.note(&place, &ReadFault::TooManyOptions { kind, most, found });
    }
    check_numbers(found, &ground.misreads, faults);
    let choices = (1..).zip(pairs).map(|(number, (text, sentence))| Choice {
        text,
        sentence,
        id: id_of(number, &ground.misreads),
    });
    Some(choices.collect())
}

/// Takes `because`: whether a reason is asked for.
fn read_because(manner: Manner, keys: &mut Keys, faults: &mut Faults) -> bool {
    let place = keys.place_of("because");
    let because = keys.bool("because", faults);
    if let (Reason::Always, Some(false), Some(place)) = (manner.reason, because, place) {
        faults.note(&place, &ReadFault::WrongShape { key: "because", shape: "because = true" });
    }
    manner.reason == Reason::Always || because == Some(true)
}

/// Notes misreads that name no wrong option of so many.
fn check_numbers(options: usize, misreads: &[Misread], faults: &mut Faults) {
    let wrong: RangeInclusive<usize> = 2..=options;
    for misread in misreads {
        match &misread.wrong {
            Wrong::Option(number, _) if wrong.contains(number) => {}
            Wrong::Option(1, place) => faults.note(place, &ReadFault::OptionIsRight { options }),
            Wrong::Option(number, place) => {
                let option = i64::try_from(*number).unwrap_or(i64::MAX);
                faults.note(place, &ReadFault::OptionOutOfRange { option, options });
            }
            // Without a program nothing can be changed, which is noted where the change is read.
            Wrong::Program(_) | Wrong::Fill(..) | Wrong::Pair(..) => {}
        }
    }
}

/// The misconception that the option with this number shows, counted from 1.
fn id_of(number: usize, misreads: &[Misread]) -> Option<String> {
    let found = misreads.iter().find(|misread| matches!(&misread.wrong, Wrong::Option(option, _) if *option == number));
    found.map(|misread| misread.id.value.clone())
}

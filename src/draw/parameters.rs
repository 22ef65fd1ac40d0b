//! `[problem.draw]`: one line a parameter, each with one maker. Read into rounds, each of which needs only those
//! before it; drawn round by round, every value from the stream of its own name.

pub use super::expression::Expression;

use super::Values;
use super::makers::{Maker, Sort};
use super::order;
use super::read;
use super::{Answers, Language, Stream};
use crate::diagnostic::{Faults, Place};
use crate::draw::Value;
use crate::keys::Keys;
use std::collections::{BTreeMap, BTreeSet};

/// The parameters a problem declares, and how each is put into programs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Declared(pub BTreeMap<String, Manner>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// As Python's literal.
    Literal,
    /// As SQL's literal.
    SqlLiteral,
    /// As a word of a shell.
    ShellLiteral,
    /// `name`, `code`.
    Bare,
}

impl Declared {
    /// The same parameters with literals of a language.
    #[must_use]
    pub fn written_in(mut self, language: Language) -> Declared {
        for manner in self.0.values_mut().filter(|manner| **manner != Manner::Bare) {
            *manner = match language {
                Language::Python | Language::None => Manner::Literal,
                Language::Sql => Manner::SqlLiteral,
                Language::Shell => Manner::ShellLiteral,
            };
        }
        self
    }

    /// The language of the literals.
    pub fn language(&self) -> Language {
        let of = |manner: &Manner| match manner {
            Manner::SqlLiteral => Some(Language::Sql),
            Manner::ShellLiteral => Some(Language::Shell),
            Manner::Literal | Manner::Bare => None,
        };
        self.0.values().find_map(of).unwrap_or_default()
    }
}

/// Word lists by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pools(pub BTreeMap<String, Vec<String>>);

/// Gives an expression's free names, or where it stops making sense and why (byte offset, words).
/// `python::syntax::names` is handed in, so that this room needs no interpreter.
pub type NamesOf<'a> = &'a dyn Fn(&str) -> Result<BTreeSet<String>, (usize, String)>;

/// Evaluates expressions over values: `Python::evaluate` is handed in. An inner `Err` is the error's type.
pub type Evaluate<'a> = &'a mut dyn FnMut(&Values, &[&str]) -> Result<Vec<Result<Value, String>>, String>;

/// Names the streams of one draw: `(seed, problem id, parameter, attempt)`.
#[derive(Clone, Copy, Debug)]
pub struct Lot<'a> {
    pub seed: u64,
    pub problem: &'a str,
    pub attempt: u32,
}

impl Lot<'_> {
    /// The stream of a parameter: seed (8 bytes, little endian), problem, parameter, attempt (4 bytes, little endian).
    fn stream(&self, parameter: &str) -> Stream {
        self.stream_of(parameter, &[])
    }

    /// The stream of one candidate of a sought parameter: one part more, `candidate 17`.
    fn candidate(&self, parameter: &str, number: u32) -> Stream {
        self.stream_of(parameter, &[format!("candidate {number}").as_bytes()])
    }

    fn stream_of(&self, parameter: &str, more: &[&[u8]]) -> Stream {
        let (seed, attempt) = (self.seed.to_le_bytes(), self.attempt.to_le_bytes());
        let parts: [&[u8]; 4] = [&seed, self.problem.as_bytes(), parameter.as_bytes(), &attempt];
        Stream::new(&[&parts, more].concat())
    }
}

/// Why a draw failed.
#[derive(Clone, Debug, PartialEq)]
pub enum Undrawn {
    /// An expression failed: the parameter, and the error's type.
    Expression { parameter: String, error: String },
    /// A bound, length or list came out empty or of the wrong type: the parameter and what is wrong.
    Empty { parameter: String, detail: String },
    /// The interpreter stopped: the parameter, where only one was being evaluated, and why.
    Stopped { parameter: Option<String>, why: String },
}

/// Candidates that are drawn for a sought parameter.
const CANDIDATES: u32 = 200;

/// One line of `[problem.draw]`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Parameter {
    pub name: String,
    /// The name on its line.
    pub place: Place,
    pub maker: Maker,
    pub is_sought: bool,
}

impl Parameter {
    /// The names of the values that it makes: its own, or the fields of its rows.
    pub fn makes(&self) -> Vec<&str> {
        match self.maker.fields() {
            Some(fields) => fields.iter().map(String::as_str).collect(),
            None => vec![&self.name],
        }
    }

    fn draw(&self, stream: &mut Stream, answers: &Answers) -> Result<Vec<(String, Value)>, Undrawn> {
        let empty = |detail: String| Undrawn::Empty { parameter: self.name.clone(), detail };
        self.maker.draw(&self.name, stream, answers).map_err(empty)
    }
}

/// All parameters of a problem, in an order in which each comes after those it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    pub(super) declared: Declared,
    /// The parameters of a round need only those of earlier rounds.
    pub(super) rounds: Vec<Vec<Parameter>>,
}

impl Parameters {
    /// Reads `[problem.draw]`. `None` for `keys` gives no parameters. A line with a fault stays declared, so that it is
    /// one fault only.
    pub fn read(keys: Option<Keys>, pools: &Pools, names_of: NamesOf, faults: &mut Faults) -> Parameters {
        let Some(keys) = keys else { return Parameters { declared: Declared::default(), rounds: Vec::new() } };
        let lines = read::lines(keys, faults);
        let declared = read::declare(&lines, faults);
        let list = read::parameters(lines, &declared, pools, names_of, faults);
        Parameters { declared, rounds: order::in_rounds(list, faults) }
    }

    pub fn declared(&self) -> &Declared {
        &self.declared
    }

    /// The place of a parameter's line; of a field, the line of its row.
    pub fn place_of(&self, parameter: &str) -> Option<Place> {
        let owner = self.list().find(|each| each.name == parameter || each.makes().contains(&parameter))?;
        Some(owner.place.clone())
    }

    /// Whether one of them is sought (`from = "search"`).
    pub fn has_search(&self) -> bool {
        self.sought().is_some()
    }

    /// Where the sought parameter stands.
    pub fn place_of_search(&self) -> Option<Place> {
        self.sought().map(|sought| sought.place.clone())
    }

    /// Draws every parameter. Without `from = "search"` this is one draw; with it, up to 200 draws which differ in
    /// the sought parameter and what depends on it, smallest first (by length, then sum or text), each once. They
    /// are made one at a time, as far as `take` wants: it gives `false` to go on and `true` to stop. A candidate with
    /// which another parameter cannot be drawn is passed over; if all are, the last one's reason is the result.
    pub fn draw(
        &self,
        lot: Lot,
        evaluate: Evaluate,
        take: &mut dyn FnMut(Values, Evaluate) -> bool,
    ) -> Result<(), Undrawn> {
        let streams = |name: &str| lot.stream(name);
        let mut values = Values::new();
        let Some(sought) = self.sought() else {
            self.draw_rounds(&streams, evaluate, &mut values, &|_| true)?;
            take(values, evaluate);
            return Ok(());
        };
        let late = order::dependents(self.list(), &sought.name);
        let is_early = |each: &Parameter| each.name != sought.name && !late.contains(&each.name);
        self.draw_rounds(&streams, evaluate, &mut values, &is_early)?;
        let mut last = None;
        let mut is_any_offered = false;
        for candidate in candidates(sought, lot, evaluate, &values)? {
            let mut values = values.clone();
            values.extend(candidate);
            match self.draw_rounds(&streams, evaluate, &mut values, &|each| late.contains(&each.name)) {
                Ok(()) if take(values, evaluate) => return Ok(()),
                Ok(()) => is_any_offered = true,
                Err(stopped @ Undrawn::Stopped { .. }) => return Err(stopped),
                Err(undrawn) => last = Some(undrawn),
            }
        }
        if is_any_offered { Ok(()) } else { last.map_or(Ok(()), Err) }
    }

    /// Where an expression stands.
    pub fn place_of_expression(&self, text: &str) -> Option<Place> {
        let mut expressions = self.list().flat_map(|each| each.maker.expressions());
        expressions.find(|expression| expression.text == text).map(|expression| expression.place.clone())
    }

    /// The same draw with another value of one parameter: those that need it are made anew, each from the stream that
    /// it had; the rest stays as it was.
    pub fn with_another(
        &self,
        lot: Lot,
        evaluate: Evaluate,
        values: &Values,
        (name, value): (&str, Value),
    ) -> Result<Values, Undrawn> {
        let owner = self.list().find(|each| each.makes().contains(&name)).map_or(name, |each| &each.name);
        let late = order::dependents(self.list(), owner);
        let mut values = values.clone();
        values.insert(name.to_owned(), value);
        self.draw_rounds(&|name| lot.stream(name), evaluate, &mut values, &|each| late.contains(&each.name))?;
        Ok(values)
    }

    fn list(&self) -> impl Iterator<Item = &Parameter> {
        self.rounds.iter().flatten()
    }

    fn sought(&self) -> Option<&Parameter> {
        self.list().find(|each| each.is_sought)
    }

    /// Draws those parameters that `wanted` names, each from the stream of its name; the expressions of a round are evaluated in one go.
    pub(super) fn draw_rounds(
        &self,
        streams: &dyn Fn(&str) -> Stream,
        evaluate: Evaluate,
        values: &mut Values,
        wanted: &dyn Fn(&Parameter) -> bool,
    ) -> Result<(), Undrawn> {
        for round in &self.rounds {
            let round: Vec<&Parameter> = round.iter().filter(|each| wanted(each)).collect();
            let answers = answers(&round, evaluate, values)?;
            for each in round {
                values.extend(each.draw(&mut streams(&each.name), &answers)?);
            }
        }
        Ok(())
    }
}

/// Evaluates every expression of these parameters over the values drawn so far.
fn answers(round: &[&Parameter], evaluate: Evaluate, values: &Values) -> Result<Answers, Undrawn> {
    let wanted: Vec<(&str, &str)> = round
        .iter()
        .flat_map(|each| {
            each.maker.expressions().into_iter().map(|expression| (each.name.as_str(), expression.text.as_str()))
        })
        .collect();
    if wanted.is_empty() {
        return Ok(Answers::default());
    }
    let texts: Vec<&str> = wanted.iter().map(|(_, text)| *text).collect();
    let results = evaluate(values, &texts).map_err(|why| {
        let first = wanted[0].0;
        let is_only = wanted.iter().all(|(parameter, _)| *parameter == first);
        Undrawn::Stopped { parameter: is_only.then(|| first.to_owned()), why }
    })?;
    let mut answers = Answers::default();
    for ((parameter, text), result) in wanted.into_iter().zip(results) {
        let value = result.map_err(|error| Undrawn::Expression { parameter: parameter.to_owned(), error })?;
        answers.0.insert(text.to_owned(), value);
    }
    Ok(answers)
}

/// What 200 streams give for the sought parameter, smallest first, each once.
fn candidates(
    sought: &Parameter,
    lot: Lot,
    evaluate: Evaluate,
    values: &Values,
) -> Result<Vec<Vec<(String, Value)>>, Undrawn> {
    let answers = answers(&[sought], evaluate, values)?;
    let mut drawn: Vec<(Sort, Vec<(String, Value)>)> = Vec::new();
    let mut last = None;
    for number in 0..CANDIDATES {
        match sought.draw(&mut lot.candidate(&sought.name, number), &answers) {
            Ok(made) if drawn.iter().all(|(_, other)| *other != made) => drawn.push((Sort::of(&made), made)),
            Ok(_) => {}
            Err(undrawn) => last = Some(undrawn),
        }
    }
    drawn.sort_by(|(left, _), (right, _)| left.cmp(right));
    match last {
        Some(undrawn) if drawn.is_empty() => Err(undrawn),
        _ => Ok(drawn.into_iter().map(|(_, made)| made).collect()),
    }
}

//! Problems and a seed → one set of questions for each copy of a handout: as much work for everyone, and other answers
//! than the neighbours' where the draw allows.
//!
//! What a copy asks follows from its own seed and list of problems alone, so that its code leads back to it.

mod copied;
mod effort;
mod seeds;

pub use effort::Usual;

use super::{Question, Refusal};
use crate::bank::Entry;
use crate::code::Seed;
use crate::kinds::Form;
use crate::python::{Pool, Python};
use copied::copied;
use std::collections::btree_map::Entry as Known;
use std::collections::{BTreeMap, BTreeSet};

/// Whole copies that are drawn before an answer that a neighbour has is let stand.
const ROUNDS: u32 = 4;

/// A problem, and the form that it is printed in.
pub type Asked<'a> = (&'a Entry, Form);

/// One copy to be drawn.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Its place in the class: part of its seed, so that a copy more moves none before it.
    pub copy: u32,
    pub asked: Vec<Asked<'a>>,
    /// Earlier rows that sit near enough to copy from, by index.
    pub neighbours: Vec<usize>,
}

/// The questions of one copy.
#[derive(Clone, Debug)]
pub struct Copy {
    pub seed: Seed,
    pub questions: Vec<Question>,
    /// Places of questions, from 0, whose answer a neighbour has too, and that neighbour's row.
    pub shared: Vec<(usize, usize)>,
    /// Of each question, where it can be copied.
    answers: Vec<Option<String>>,
}

/// A class that is being drawn.
pub struct Class<'a, 'p> {
    handout: Seed,
    rows: Vec<Row<'a>>,
    usuals: Usuals,
    pool: &'p Pool,
}

impl<'a, 'p> Class<'a, 'p> {
    /// Looks at the draws of every problem first, if they are not known yet.
    pub fn new(
        handout: Seed,
        rows: Vec<Row<'a>>,
        mut usuals: Usuals,
        pool: &'p Pool,
    ) -> Result<Class<'a, 'p>, Box<Refusal>> {
        let asked: Vec<Asked> = rows.iter().flat_map(|row| row.asked.iter().copied()).collect();
        usuals.look_at(&asked, pool)?;
        Ok(Class { handout, rows, usuals, pool })
    }

    /// What is usual for a problem of the class.
    pub fn usual(&self, asked: Asked) -> Option<&Usual> {
        self.usuals.get(asked)
    }

    /// What the copy of this index is asked.
    pub fn asked(&self, index: usize) -> &[Asked<'a>] {
        &self.rows[index].asked
    }

    /// Draws every copy, in the order of the rows; `done` is called for each.
    pub fn copies(&self, done: impl Fn() + Sync) -> Result<Vec<Copy>, Box<Refusal>> {
        let first = self.pool.map(&self.rows, |python, row| {
            let drawn = self.draw(row, seeds::of_copy(self.handout, row.copy, 0), python);
            done();
            drawn
        });
        let mut copies: Vec<Copy> = Vec::new();
        let mut seeds = BTreeSet::new();
        for (row, first) in self.rows.iter().zip(first) {
            let copy = self.settle(row, first?, &copies, &seeds)?;
            seeds.insert(copy.seed);
            copies.push(copy);
        }
        Ok(copies)
    }

    fn draw(&self, row: &Row, seed: Seed, python: &mut Python) -> Result<Copy, Box<Refusal>> {
        let places = 0..row.asked.len();
        let questions: Vec<Question> =
            places.map(|place| self.question(row, seed, place, python)).collect::<Result<_, _>>()?;
        let answers = questions.iter().map(copied).collect();
        Ok(Copy { seed, questions, shared: Vec::new(), answers })
    }

    fn question(&self, row: &Row, seed: Seed, place: usize, python: &mut Python) -> Result<Question, Box<Refusal>> {
        let (entry, form) = row.asked[place];
        let usual = self.usuals.get((entry, form)).expect("every problem of the class was looked at");
        usual.pose(entry, form, seeds::of_question(seed, place, row.asked.len()), python)
    }

    /// Draws questions again until no neighbour has the same answer, and the whole copy where that is not enough. The
    /// copy that shares the fewest answers is taken, the first of equals.
    fn settle(&self, row: &Row, first: Copy, before: &[Copy], taken: &BTreeSet<Seed>) -> Result<Copy, Box<Refusal>> {
        let mut best: Option<Copy> = None;
        let mut next = Some(first);
        for round in 0.. {
            let copy = match next.take() {
                Some(copy) => copy,
                None => {
                    let seed = seeds::of_copy(self.handout, row.copy, round);
                    let mut drawn = self.pool.map(&[seed], |python, &seed| self.draw(row, seed, python));
                    drawn.pop().expect("one was asked for")?
                }
            };
            let copy = self.apart(row, copy, before)?;
            let is_new = !taken.contains(&copy.seed);
            if is_new && best.as_ref().is_none_or(|best| copy.shared.len() < best.shared.len()) {
                best = Some(copy);
            }
            let is_enough = |best: &Copy| best.shared.is_empty() || round + 1 >= ROUNDS;
            if best.as_ref().is_some_and(is_enough) {
                break;
            }
        }
        Ok(best.expect("the loop ends with one"))
    }

    /// Draws again each question whose answer a neighbour has, in all the ways that its seed has room for.
    fn apart(&self, row: &Row, mut copy: Copy, before: &[Copy]) -> Result<Copy, Box<Refusal>> {
        let questions = row.asked.len();
        for place in 0..questions {
            let Some(neighbour) = self.neighbour_with(row, place, copy.answers[place].as_deref(), before) else {
                continue;
            };
            let again: Vec<Seed> = (1..seeds::ways(questions))
                .map(|times| seeds::drawn_again(copy.seed, place, questions, times))
                .collect();
            let drawn = self.pool.map(&again, |python, &seed| self.question(row, seed, place, python));
            let mut other = None;
            for (seed, drawn) in again.into_iter().zip(drawn) {
                let drawn = drawn?;
                let answer = copied(&drawn);
                if other.is_none() && self.neighbour_with(row, place, answer.as_deref(), before).is_none() {
                    other = Some((seed, drawn, answer));
                }
            }
            match other {
                Some((seed, drawn, answer)) => {
                    copy.seed = seed;
                    copy.questions[place] = drawn;
                    copy.answers[place] = answer;
                }
                None => copy.shared.push((place, neighbour)),
            }
        }
        Ok(copy)
    }

    /// The neighbour who has this answer to the same problem. Where a problem has one answer only, all have it, and
    /// nobody can be told apart.
    fn neighbour_with(&self, row: &Row, place: usize, answer: Option<&str>, before: &[Copy]) -> Option<usize> {
        let (entry, form) = row.asked[place];
        let has_one = self.usuals.get((entry, form)).is_some_and(|usual| usual.only_answer);
        let answer = answer.filter(|_| !has_one)?;
        row.neighbours.iter().copied().find(|&neighbour| {
            let (copy, asked) = (&before[neighbour], &self.rows[neighbour].asked);
            let same = asked.iter().position(|&(other, form_of)| other.id() == entry.id() && form_of == form);
            same.is_some_and(|place| copy.answers[place].as_deref() == Some(answer))
        })
    }
}

/// What is usual for problems that have been asked for, each looked at once.
#[derive(Default)]
pub struct Usuals(BTreeMap<(String, Form), Usual>);

impl Usuals {
    /// Looks at the draws of those problems that are not known yet, several at once.
    pub fn look_at(&mut self, asked: &[Asked], pool: &Pool) -> Result<(), Box<Refusal>> {
        let new: BTreeMap<(&str, Form), &Entry> = asked
            .iter()
            .filter(|asked| self.get(**asked).is_none())
            .map(|(entry, form)| ((entry.id(), *form), *entry))
            .collect();
        let new: Vec<Asked> = new.into_iter().map(|((_, form), entry)| (entry, form)).collect();
        let found = pool.map(&new, |python, &(entry, form)| Usual::of(entry, form, python));
        for ((entry, form), found) in new.into_iter().zip(found) {
            self.0.insert((entry.id().to_owned(), form), found?);
        }
        Ok(())
    }

    /// Of a problem that was looked at.
    pub fn get(&self, (entry, form): Asked) -> Option<&Usual> {
        self.0.get(&(entry.id().to_owned(), form))
    }

    /// Poses one question of a copy again: from the copy's seed, and its place in a list of so many.
    pub fn pose(
        &mut self,
        asked: Asked,
        copy: Seed,
        place: usize,
        questions: usize,
        python: &mut Python,
    ) -> Result<Question, Box<Refusal>> {
        let (entry, form) = asked;
        let usual = match self.0.entry((entry.id().to_owned(), form)) {
            Known::Occupied(known) => known.into_mut(),
            Known::Vacant(new) => new.insert(Usual::of(entry, form, python)?),
        };
        usual.pose(entry, form, seeds::of_question(copy, place, questions), python)
    }
}

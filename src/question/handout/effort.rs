//! How much work a question is for whoever answers it, and which draws of a problem are as much work as most.
//!
//! Twenty draws of a problem say what is usual; a class is given draws near the middle of them
//! (`curriculum/README.md` 5.4), so that nobody writes four lines where the neighbour writes one.

use super::copied::copied;
use crate::bank::Entry;
use crate::kinds::{Form, Name, Posed};
use crate::python::Python;
use crate::question::{self, Question, Refusal};
use std::collections::BTreeMap;

/// Draws that say what is usual.
const SAMPLE: u64 = 20;

/// How many draws say what is usual for a kind. One is enough where everybody writes in their own words: there the work
/// and the points come from the problem.
fn sample(kind: Name) -> u64 {
    match kind {
        Name::Write | Name::Rewrite | Name::Class | Name::Short | Name::Plan | Name::Copy | Name::Explain => 1,
        _ => SAMPLE,
    }
}

/// Draws that are tried for one near the middle.
const TRIES: u64 = 12;

/// How far each measure may be from the middle.
const NEAR: usize = 1;

/// What there is to write for one question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Lines of output, the type of an error among them.
    pub lines: usize,
    /// Rows of a table.
    pub rows: usize,
    /// Signs of the longest line or cell.
    pub longest: usize,
}

impl Effort {
    /// What the answer is made of; nothing where the amount does not come from what was drawn.
    pub fn of(kind: Name, posed: &Posed) -> Effort {
        let json = &posed.answer;
        let letters = |text: &str| text.chars().count();
        match kind {
            Name::Output | Name::Cmd => {
                let printed: Vec<&str> = json["stdout"].as_str().unwrap_or_default().lines().collect();
                let longest = printed.iter().map(|line| letters(line)).max().unwrap_or(0);
                Effort { lines: printed.len() + usize::from(json["error"].is_string()), rows: 0, longest }
            }
            Name::Trace | Name::Sql => {
                let rows = json["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
                let cells = rows.iter().flat_map(|row| row.as_array().map(Vec::as_slice).unwrap_or_default());
                let longest = cells.map(|cell| cell.as_str().map_or_else(|| letters(&cell.to_string()), letters)).max();
                Effort { lines: 0, rows: rows.len(), longest: longest.unwrap_or(0) }
            }
            _ => Effort::default(),
        }
    }

    /// How far beyond what is near it lies from another.
    fn distance(self, other: Effort) -> usize {
        let beyond = |mine: usize, theirs: usize| mine.abs_diff(theirs).saturating_sub(NEAR);
        beyond(self.lines, other.lines) + beyond(self.rows, other.rows) + beyond(self.longest, other.longest)
    }
}

/// What is usual among the draws of a problem in a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Usual {
    pub effort: Effort,
    /// That most draws have: every copy has the same.
    pub points: u32,
    /// The answer of every draw, where they all have the same one: no copy can differ from its neighbour.
    pub only_answer: bool,
}

impl Usual {
    /// Poses the draws of the seeds 0 to 19 at most, whatever the class, so that a sheet can be made again from its code.
    pub fn of(entry: &Entry, form: Form, python: &mut Python) -> Result<Usual, Box<Refusal>> {
        let draws = (0..sample(form.kind)).map(|seed| question::pose(entry, form, seed, python));
        let draws: Vec<Question> = draws.collect::<Result<_, _>>()?;
        let middle = |measure: fn(&Effort) -> usize| {
            let mut all: Vec<usize> = draws.iter().map(|draw| measure(&Effort::of(form.kind, &draw.posed))).collect();
            all.sort_unstable();
            all[all.len() / 2]
        };
        let effort = Effort {
            lines: middle(|effort| effort.lines),
            rows: middle(|effort| effort.rows),
            longest: middle(|effort| effort.longest),
        };
        let first = draws.first().and_then(copied);
        let only_answer = first.is_some() && draws.iter().all(|draw| copied(draw) == first);
        Ok(Usual { effort, points: most_common(draws.iter().map(|draw| draw.posed.points)), only_answer })
    }

    /// How far a draw is from what is usual; 0 where a class may have it.
    fn distance(&self, draw: &Question) -> usize {
        // Other points would be another sheet, so they weigh more than any amount.
        let points = if draw.posed.points == self.points { 0 } else { 1_000 };
        points + Effort::of(draw.form.kind, &draw.posed).distance(self.effort)
    }

    /// The first draw of a question's seed that is as much work as usual; where a dozen are not, the nearest of them.
    pub fn pose(&self, entry: &Entry, form: Form, seed: u64, python: &mut Python) -> Result<Question, Box<Refusal>> {
        let mut nearest: Option<(usize, Question)> = None;
        for attempt in 0..TRIES {
            // Seeds have 40 bits, so that those of later attempts are nobody's first.
            let draw = question::pose(entry, form, seed | attempt << 40, python)?;
            let distance = self.distance(&draw);
            if distance == 0 {
                return Ok(draw);
            }
            if nearest.as_ref().is_none_or(|(least, _)| distance < *least) {
                nearest = Some((distance, draw));
            }
        }
        let (_, draw) = nearest.expect("a dozen were posed");
        Ok(draw)
    }

    /// Whether a draw of a class is more or less work, or worth other points, than what is usual.
    pub fn is_uneven(&self, draw: &Question) -> bool {
        self.distance(draw) > 0
    }
}

/// The number that occurs most often, the smaller of equals; 0 for none.
fn most_common(numbers: impl Iterator<Item = u32>) -> u32 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    numbers.for_each(|number| *counts.entry(number).or_default() += 1);
    let most = counts.iter().max_by_key(|(number, count)| (**count, std::cmp::Reverse(**number)));
    most.map_or(0, |(number, _)| *number)
}

#[cfg(test)]
mod tests {
    use super::{Effort, most_common};

    #[test]
    fn one_more_or_less_is_near() {
        let usual = Effort { lines: 3, rows: 0, longest: 5 };
        let cases = [((3, 5), 0), ((2, 6), 0), ((4, 4), 0), ((5, 5), 1), ((1, 7), 2), ((3, 9), 3)];
        for ((lines, longest), distance) in cases {
            assert_eq!(Effort { lines, rows: 0, longest }.distance(usual), distance, "{lines} {longest}");
        }
    }

    #[test]
    fn of_equally_common_numbers_the_smaller_counts() {
        assert_eq!(most_common([3, 2, 3, 2, 5].into_iter()), 2);
        assert_eq!(most_common([3, 2, 3].into_iter()), 3);
        assert_eq!(most_common([].into_iter()), 0);
    }
}

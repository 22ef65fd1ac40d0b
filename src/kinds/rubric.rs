//! Lines to mark by, with their points.

use super::{Ground, Name, ReadFault};
use crate::blocks::{Block, Prose, RubricLine};
use crate::diagnostic::Faults;
use crate::draw::Values;
use crate::keys::Keys;
use crate::program::Wording;

/// Marking lines, at least one.
#[derive(Clone, Debug)]
pub struct Rubric(Vec<(u32, Wording)>);

impl Rubric {
    /// Takes `rubric`, and sees that its sum is `points` where that is said.
    pub fn read(keys: &mut Keys, kind: Name, ground: &Ground, faults: &mut Faults) -> Option<Rubric> {
        if !keys.need("rubric", faults) {
            return None;
        }
        let place = keys.place_of("rubric");
        let before = faults.len();
        let lines: Vec<(u32, Wording)> =
            ground.numbered(keys, "rubric", faults).into_iter().map(|(points, text, _)| (points, text)).collect();
        if faults.len() > before {
            return None;
        }
        if lines.is_empty() {
            faults.note(place.as_ref().unwrap_or(keys.place()), &ReadFault::Empty { kind, key: "rubric" });
            return None;
        }
        let rubric = Rubric(lines);
        check_points(ground, rubric.sum(), faults);
        Some(rubric)
    }

    /// What the whole is worth.
    pub fn sum(&self) -> u32 {
        self.0.iter().map(|(points, _)| points).sum()
    }

    /// The lines with values put in.
    pub fn fill(&self, values: &Values) -> Vec<(u32, Prose)> {
        self.0.iter().map(|(points, text)| (*points, text.fill(values))).collect()
    }
}

/// Sees that `points`, where it is said, is what the lines add up to.
pub fn check_points(ground: &Ground, sum: u32, faults: &mut Faults) {
    if let Some(points) = ground.points.as_ref().filter(|points| points.value != i64::from(sum)) {
        let fault = ReadFault::PointsDisagree { points: points.value, rubric: i64::from(sum) };
        faults.note(&points.place, &fault);
    }
}

/// The lines with a box each.
pub fn to_block(lines: &[(u32, Prose)]) -> Block {
    Block::Rubric(lines.iter().map(|(points, text)| RubricLine { points: *points, text: text.clone() }).collect())
}

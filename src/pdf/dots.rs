//! Loose dots → rows of equal steps, each of which is one stroke.

use crate::layout::pages::{Length, Point};

/// Distances that differ by no more than this, in thousandths of a point, were rounded from the same one.
const ROUNDING: i32 = 2;

/// Dots at equal distances on one line, from left to right.
#[derive(Debug, PartialEq)]
pub(super) struct Row {
    pub(super) first: Point,
    last: Point,
    /// How many gaps are between them.
    gaps: i32,
}

impl Row {
    /// Distance from dot to dot; for a lone dot anything that is longer than the dot.
    pub(super) fn step(&self, diameter: Length) -> Length {
        match self.gaps {
            0 => Length(diameter.0.saturating_mul(4).max(1000)),
            gaps => Length(self.last.x.0.saturating_sub(self.first.x.0) / gaps),
        }
    }

    /// Where the stroke ends: half a step behind the last dot, so that no rounding can lose it.
    pub(super) fn end(&self, diameter: Length) -> Point {
        Point { x: Length(self.last.x.0.saturating_add(self.step(diameter).0 / 2)), y: self.last.y }
    }

    fn continues_with(&self, dot: Point) -> bool {
        let gap = dot.x.0.saturating_sub(self.last.x.0);
        let is_even = self.gaps == 0 || gap.abs_diff(self.step(Length(0)).0) <= ROUNDING.unsigned_abs();
        dot.y == self.first.y && gap > ROUNDING && is_even
    }
}

/// The rows, in the order of the dots.
pub(super) fn rows(dots: &[Point]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for &dot in dots {
        match rows.last_mut() {
            Some(row) if row.continues_with(dot) => {
                row.last = dot;
                row.gaps += 1;
            }
            _ => rows.push(Row { first: dot, last: dot, gaps: 0 }),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn dots(places: &[(i32, i32)]) -> Vec<Point> {
        places.iter().map(|(x, y)| Point { x: Length(*x), y: Length(*y) }).collect()
    }

    #[test]
    fn equal_steps_make_one_row() {
        let cases: [(&[(i32, i32)], usize); 6] = [
            (&[], 0),
            (&[(5, 0)], 1),
            (&[(0, 0), (34_016, 0), (68_031, 0), (102_047, 0)], 1),
            (&[(0, 0), (1000, 0), (3000, 0)], 2),
            (&[(0, 0), (1000, 0), (0, 500), (1000, 500)], 2),
            (&[(1000, 0), (0, 0)], 2),
        ];
        for (places, expected) in cases {
            assert_eq!(rows(&dots(places)).len(), expected, "{places:?}");
        }
    }

    #[test]
    fn the_stroke_ends_between_the_last_dot_and_the_next() {
        let rows = rows(&dots(&[(0, 7), (1000, 7), (2000, 7)]));
        assert_eq!(rows[0].step(Length(500)), Length(1000));
        assert_eq!(rows[0].end(Length(500)), Point { x: Length(2500), y: Length(7) });
    }

    proptest! {
        #[test]
        fn no_dot_is_lost(places in prop::collection::vec((any::<i32>(), 0..2_i32), 0..20)) {
            let count: i32 = rows(&dots(&places)).iter().map(|row| row.gaps + 1).sum();
            prop_assert_eq!(usize::try_from(count).expect("a count"), places.len());
        }
    }
}

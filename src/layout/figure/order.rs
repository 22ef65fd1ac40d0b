//! The order of the things in a column: the one in which the fewest arrows beside it cross.

use super::columns::{Columns, From, Item, Way};

/// Columns of at most so many things are put into the best of all orders.
const SMALL: usize = 5;

/// The things of a column with what is joined to them in the columns beside it.
pub struct Neighbours {
    /// Of each thing, in the order of the column as it was: places of arrows' ends at the left and at the right. A
    /// place is the thing's number in its column and the number in the thing. At this end of an arrow the number in
    /// the thing stands first.
    joined: Vec<Vec<Joint>>,
}

#[derive(Clone, Copy)]
struct Joint {
    own: usize,
    other: (usize, usize),
    is_left: bool,
}

impl Neighbours {
    pub fn of(columns: &Columns, column: usize) -> Neighbours {
        let items = &columns.items[column];
        let mut joined = vec![Vec::new(); items.len()];
        let at = |column: usize, item: Item| columns.items[column].iter().position(|each| *each == item);
        for (index, arrow) in columns.arrows.iter().enumerate() {
            if !matches!(arrow.way, Way::First | Way::On) {
                continue;
            }
            let slot = |item: Item| match (arrow.from, item) {
                (From::Place(from, place), Item::Box(each)) if from == each => place,
                _ => 0,
            };
            let start = columns.start(arrow);
            for (step, pair) in columns.chain(index).windows(2).enumerate() {
                let (left, right) = (start + step, start + step + 1);
                let ends = (at(left, pair[0]), at(right, pair[1]));
                let (Some(from), Some(to)) = ends else { continue };
                if right == column {
                    joined[to].push(Joint { own: 0, other: (from, slot(pair[0])), is_left: true });
                } else if left == column {
                    joined[from].push(Joint { own: slot(pair[0]), other: (to, 0), is_left: false });
                }
            }
        }
        Neighbours { joined }
    }

    /// The order with the fewest crossings: of all orders of a few things, of many by medians and exchanges. Where
    /// nothing is won the order stays.
    pub fn best(&self, items: &[Item]) -> Vec<Item> {
        let start: Vec<usize> = (0..items.len()).collect();
        let order = if items.len() <= SMALL { self.best_of_all(&start) } else { self.by_medians(&start) };
        order.into_iter().map(|index| items[index]).collect()
    }

    fn best_of_all(&self, start: &[usize]) -> Vec<usize> {
        let mut best = (self.crossings(start), start.to_vec());
        let mut order = start.to_vec();
        while next_order(&mut order) {
            let crossings = self.crossings(&order);
            if crossings < best.0 {
                best = (crossings, order.clone());
            }
        }
        best.1
    }

    fn by_medians(&self, start: &[usize]) -> Vec<usize> {
        let median = |index: &usize| {
            let mut others: Vec<(usize, usize)> = self.joined[*index].iter().map(|joint| joint.other).collect();
            others.sort_unstable();
            others.get(others.len() / 2).copied().unwrap_or((*index, 0))
        };
        let mut sorted = start.to_vec();
        sorted.sort_by_key(median);
        let mut order = if self.crossings(&sorted) < self.crossings(start) { sorted } else { start.to_vec() };
        let mut crossings = self.crossings(&order);
        for _ in 0..order.len() {
            let before = crossings;
            for at in 1..order.len() {
                order.swap(at - 1, at);
                let now = self.crossings(&order);
                if now < crossings {
                    crossings = now;
                } else {
                    order.swap(at - 1, at);
                }
            }
            if crossings == before {
                break;
            }
        }
        order
    }

    /// Pairs of arrows beside this column that cross.
    fn crossings(&self, order: &[usize]) -> usize {
        let mut ends: Vec<((usize, usize), Joint)> = Vec::new();
        for (at, index) in order.iter().enumerate() {
            ends.extend(self.joined[*index].iter().map(|joint| ((at, joint.own), *joint)));
        }
        let mut crossings = 0;
        for (index, (own, joint)) in ends.iter().enumerate() {
            for (other_own, other) in &ends[index + 1..] {
                let is_crossed =
                    (own < other_own && joint.other > other.other) || (own > other_own && joint.other < other.other);
                // Arrows that end at one thing are put side by side there.
                let meet = if joint.is_left { own == other_own } else { joint.other == other.other };
                crossings += usize::from(joint.is_left == other.is_left && is_crossed && !meet);
            }
        }
        crossings
    }
}

/// The next order of numbers in the order of the dictionary; false after the last.
fn next_order(order: &mut [usize]) -> bool {
    let Some(rise) = (1..order.len()).rev().find(|at| order[at - 1] < order[*at]) else { return false };
    let pivot = rise - 1;
    if let Some(larger) = (rise..order.len()).rev().find(|at| order[*at] > order[pivot]) {
        order.swap(pivot, larger);
    }
    order[rise..].reverse();
    true
}

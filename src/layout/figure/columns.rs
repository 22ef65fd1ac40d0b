//! Which column every box stands in, and in which order the things of a column stand: after Sugiyama, Tagawa and Toda
//! (1981), with the names as the first column. Nothing here has a size.

use super::order::Neighbours;
use crate::blocks::{Figure, Holds};

/// Rounds of reordering; few drawings change after the second.
const ROUNDS: usize = 4;

/// Where an arrow begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    Name(usize),
    /// A place of a box.
    Place(usize, usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrow {
    pub from: From,
    pub to: usize,
    pub way: Way,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To a column further right; the first that leads to its box.
    First,
    /// To a column further right.
    On,
    /// To a column further left: it would close a circle.
    Back,
    /// To its own box.
    Loop,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    Name(usize),
    Box(usize),
    /// Room for an arrow that passes by.
    Lane(usize),
}

/// The drawing by columns.
pub struct Columns {
    pub arrows: Vec<Arrow>,
    /// The column of each box, from 1; names are in column 0.
    pub of_box: Vec<usize>,
    /// From the left, each from the top.
    pub items: Vec<Vec<Item>>,
}

impl Columns {
    pub fn of(figure: &Figure) -> Columns {
        let arrows = arrows(figure);
        let of_box = deepest(&arrows, figure.boxes.len());
        let last = of_box.iter().copied().max().unwrap_or(0);
        let mut items = vec![Vec::new(); last + 1];
        items[0] = (0..figure.names.len()).map(Item::Name).collect();
        let mut columns = Columns { arrows, of_box, items };
        columns.fill();
        columns.order();
        columns
    }

    /// The column that an arrow begins in.
    pub fn start(&self, arrow: &Arrow) -> usize {
        match arrow.from {
            From::Name(_) => 0,
            From::Place(index, _) => self.of_box[index],
        }
    }

    /// The columns that an arrow passes on its way to the right.
    pub fn passed(&self, arrow: &Arrow) -> std::ops::Range<usize> {
        match arrow.way {
            Way::First | Way::On => self.start(arrow) + 1..self.of_box[arrow.to],
            Way::Back | Way::Loop => 0..0,
        }
    }

    /// What an arrow to the right leaves, passes and reaches, column by column.
    pub fn chain(&self, index: usize) -> Vec<Item> {
        let arrow = &self.arrows[index];
        let first = match arrow.from {
            From::Name(name) => Item::Name(name),
            From::Place(each, _) => Item::Box(each),
        };
        let lanes = self.passed(arrow).map(|_| Item::Lane(index));
        std::iter::once(first).chain(lanes).chain([Item::Box(arrow.to)]).collect()
    }

    /// Boxes in the order of the first visit, and lanes as the boxes that they lead to.
    fn fill(&mut self) {
        for (index, column) in self.of_box.iter().enumerate() {
            self.items[*column].push(Item::Box(index));
        }
        for index in 0..self.arrows.len() {
            for column in self.passed(&self.arrows[index]) {
                self.items[column].push(Item::Lane(index));
            }
        }
        let arrows = &self.arrows;
        for column in &mut self.items[1..] {
            column.sort_by_key(|item| match item {
                Item::Name(index) => (*index, 0),
                Item::Box(index) => (*index, 0),
                Item::Lane(arrow) => (arrows[*arrow].to, arrow + 1),
            });
        }
    }

    /// Reorders column after column as long as fewer arrows cross.
    fn order(&mut self) {
        for _ in 0..ROUNDS {
            let before = self.items.clone();
            for column in 1..self.items.len() {
                let seen = Neighbours::of(self, column);
                let ordered = seen.best(&self.items[column]);
                self.items[column] = ordered;
            }
            if self.items == before {
                return;
            }
        }
    }
}

fn arrows(figure: &Figure) -> Vec<Arrow> {
    let names = figure.names.iter().enumerate().map(|(name, each)| (From::Name(name), &each.holds));
    let places = figure.boxes.iter().enumerate().flat_map(|(index, each)| {
        each.places.iter().enumerate().map(move |(place, held)| (From::Place(index, place), &held.holds))
    });
    let mut arrows: Vec<Arrow> = names
        .chain(places)
        .filter_map(|(from, holds)| match holds {
            Holds::Arrow(to) if *to < figure.boxes.len() => Some(Arrow { from, to: *to, way: Way::On }),
            _ => None,
        })
        .collect();
    let mut walk = Walk { arrows: &mut arrows, state: vec![State::New; figure.boxes.len()] };
    for name in 0..figure.names.len() {
        walk.leave(From::Name(name));
    }
    for index in 0..figure.boxes.len() {
        walk.visit(index);
    }
    arrows
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// On the way from a name to where the walk stands.
    Open,
    Done,
}

/// A walk depth first that tells which arrows close circles.
struct Walk<'a> {
    arrows: &'a mut Vec<Arrow>,
    state: Vec<State>,
}

impl Walk<'_> {
    fn visit(&mut self, index: usize) {
        if self.state[index] != State::New {
            return;
        }
        self.state[index] = State::Open;
        let leaves = |arrow: &Arrow| matches!(arrow.from, From::Place(each, _) if each == index);
        let own: Vec<usize> = (0..self.arrows.len()).filter(|at| leaves(&self.arrows[*at])).collect();
        for at in own {
            self.follow(at, Some(index));
        }
        self.state[index] = State::Done;
    }

    fn leave(&mut self, from: From) {
        let own: Vec<usize> = (0..self.arrows.len()).filter(|at| self.arrows[*at].from == from).collect();
        for at in own {
            self.follow(at, None);
        }
    }

    fn follow(&mut self, at: usize, own: Option<usize>) {
        let to = self.arrows[at].to;
        self.arrows[at].way = match self.state[to] {
            _ if own == Some(to) => Way::Loop,
            State::New => Way::First,
            State::Open => Way::Back,
            State::Done => Way::On,
        };
        self.visit(to);
    }
}

/// Columns by the longest way from a name, circles cut open.
fn deepest(arrows: &[Arrow], boxes: usize) -> Vec<usize> {
    let mut columns = vec![1; boxes];
    // Without circles a way has at most as many arrows as there are boxes.
    for _ in 0..boxes {
        for arrow in arrows.iter().filter(|arrow| matches!(arrow.way, Way::First | Way::On)) {
            if let From::Place(from, _) = arrow.from {
                columns[arrow.to] = columns[arrow.to].max(columns[from] + 1);
            }
        }
    }
    columns
}

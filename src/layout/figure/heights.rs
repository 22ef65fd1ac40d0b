//! How high everything stands: as near as can be to where arrows would be level, the order of each column kept and
//! nothing too close.
//!
//! Columns are set in turn, each at the least sum of weighted squares of the slopes beside it; with an order to keep
//! that is isotonic regression, which pooling neighbours solves exactly (Ayer and others 1955). Whole numbers only.

use super::columns::{Columns, From, Item, Way};
use super::sizes::Sizes;
use crate::layout::measures::{FIGURE_BELOW, FIGURE_LANE, FIGURE_NAME_BELOW};
use crate::layout::pages::Length;

/// Rounds over all columns. What still moves after that moves less than anybody sees.
const ROUNDS: usize = 24;

/// The tops of everything; of boxes without what stands above them.
pub struct Heights {
    pub names: Vec<Length>,
    pub boxes: Vec<Length>,
    /// Of each arrow, the height of its lane in each column that it passes.
    pub lanes: Vec<Vec<Length>>,
    /// Where each column ends.
    pub bottoms: Vec<Length>,
    /// How far arrows rise or fall at the most right of each column.
    pub rises: Vec<Length>,
}

/// A thing in its column with its place as it stands now.
#[derive(Clone, Copy)]
struct Standing {
    item: Item,
    /// The top of all that belongs to it.
    top: i64,
    /// All that belongs to it, and the free space below.
    height: i64,
    gap: i64,
}

/// One step of an arrow, from a thing of a column to a thing of the next.
struct Step {
    column: usize,
    from: usize,
    to: usize,
    /// From the tops of the two things to where the arrow leaves and where it ends.
    leaves: i64,
    ends: i64,
    weight: i64,
}

impl Heights {
    pub fn of(columns: &Columns, sizes: &Sizes) -> Heights {
        let mut stood: Vec<Vec<Standing>> =
            columns.items.iter().map(|items| items.iter().map(|item| standing(*item, sizes)).collect()).collect();
        let steps = steps(columns, sizes);
        for column in &mut stood {
            settle(column, &[]);
        }
        for _ in 0..ROUNDS {
            let last = stood.len();
            for column in (0..last).chain((0..last).rev()) {
                let wishes = wishes(column, &stood, &steps);
                settle(&mut stood[column], &wishes);
            }
        }
        let highest = stood.iter().flatten().map(|each| each.top).min().unwrap_or(0);
        for each in stood.iter_mut().flatten() {
            each.top -= highest;
        }
        let mut heights = collect(columns, sizes, &stood);
        heights.rises = rises(&stood, &steps);
        heights
    }
}

fn standing(item: Item, sizes: &Sizes) -> Standing {
    let (height, gap) = match item {
        Item::Name(index) => (sizes.names[index].height, FIGURE_NAME_BELOW),
        Item::Box(index) => (sizes.scale.head + sizes.boxes[index].height + sizes.boxes[index].below, FIGURE_BELOW),
        Item::Lane(_) => (Length::ZERO, FIGURE_LANE),
    };
    Standing { item, top: 0, height: i64::from(height.0), gap: i64::from(gap.0) }
}

fn steps(columns: &Columns, sizes: &Sizes) -> Vec<Step> {
    let at = |column: usize, item: Item| columns.items[column].iter().position(|each| *each == item);
    let mut steps = Vec::new();
    for (index, arrow) in columns.arrows.iter().enumerate() {
        if !matches!(arrow.way, Way::First | Way::On) {
            continue;
        }
        let chain = columns.chain(index);
        let leaves = match arrow.from {
            From::Name(name) => sizes.names[name].height.half(),
            From::Place(from, place) => sizes.scale.head + sizes.boxes[from].middle(place),
        };
        let ends = sizes.scale.head + sizes.boxes[arrow.to].height.half();
        let start = columns.start(arrow);
        let is_first = arrow.way == Way::First;
        let weight = match (is_first, chain.len() > 2) {
            (true, _) => 4,
            // An arrow that passes columns is seen for longer.
            (false, true) => 2,
            (false, false) => 1,
        };
        for (offset, pair) in chain.windows(2).enumerate() {
            let column = start + offset;
            let (Some(from), Some(to)) = (at(column, pair[0]), at(column + 1, pair[1])) else { continue };
            let of = |item: Item, length: Length| if matches!(item, Item::Lane(_)) { 0 } else { i64::from(length.0) };
            steps.push(Step { column, from, to, leaves: of(pair[0], leaves), ends: of(pair[1], ends), weight });
        }
    }
    steps
}

/// Where the things of a column would like to stand: the sum of weighted tops and the sum of weights of each.
fn wishes(column: usize, stood: &[Vec<Standing>], steps: &[Step]) -> Vec<(i64, i64)> {
    let mut wishes = vec![(0, 0); stood[column].len()];
    for step in steps {
        if step.column == column {
            let top = stood[column + 1][step.to].top + step.ends - step.leaves;
            wishes[step.from].0 += top * step.weight;
            wishes[step.from].1 += step.weight;
        } else if step.column + 1 == column {
            let top = stood[column - 1][step.from].top + step.leaves - step.ends;
            wishes[step.to].0 += top * step.weight;
            wishes[step.to].1 += step.weight;
        }
    }
    wishes
}

/// Puts the things of a column where they wish to stand, or as near as their order and the gaps allow.
fn settle(column: &mut [Standing], wishes: &[(i64, i64)]) {
    // With what stands above taken off, things may share a place but not change it.
    let mut above = Vec::with_capacity(column.len());
    let mut sum = 0;
    for each in column.iter() {
        above.push(sum);
        sum += each.height + each.gap;
    }
    let mut pools: Vec<(i64, i64, usize)> = Vec::new();
    for (index, each) in column.iter().enumerate() {
        let (total, weight) = wishes.get(index).copied().filter(|(_, weight)| *weight > 0).unwrap_or((each.top, 1));
        pools.push((total - above[index] * weight, weight, 1));
        while let [.., before, last] = pools.as_slice() {
            if before.0 * last.1 < last.0 * before.1 {
                break;
            }
            let joined = (before.0 + last.0, before.1 + last.1, before.2 + last.2);
            pools.truncate(pools.len() - 2);
            pools.push(joined);
        }
    }
    let mut index = 0;
    for (total, weight, things) in pools {
        for _ in 0..things {
            column[index].top = total.div_euclid(weight) + above[index];
            index += 1;
        }
    }
}

fn collect(columns: &Columns, sizes: &Sizes, stood: &[Vec<Standing>]) -> Heights {
    let mut heights = Heights {
        names: vec![Length::ZERO; sizes.names.len()],
        boxes: vec![Length::ZERO; sizes.boxes.len()],
        lanes: vec![Vec::new(); columns.arrows.len()],
        bottoms: Vec::new(),
        rises: Vec::new(),
    };
    for column in stood {
        for each in column {
            let top = length(each.top);
            match each.item {
                Item::Name(index) => heights.names[index] = top,
                Item::Box(index) => heights.boxes[index] = top + sizes.scale.head,
                Item::Lane(arrow) => heights.lanes[arrow].push(top),
            }
        }
        let bottom = column.iter().map(|each| each.top + each.height).max().unwrap_or(0);
        heights.bottoms.push(length(bottom));
    }
    heights
}

fn rises(stood: &[Vec<Standing>], steps: &[Step]) -> Vec<Length> {
    let mut rises = vec![Length::ZERO; stood.len()];
    for step in steps {
        let from = stood[step.column][step.from].top + step.leaves;
        let to = stood[step.column + 1][step.to].top + step.ends;
        rises[step.column] = rises[step.column].max(length(to.abs_diff(from)));
    }
    rises
}

fn length(number: impl TryInto<i32>) -> Length {
    Length(number.try_into().unwrap_or(i32::MAX / 4))
}

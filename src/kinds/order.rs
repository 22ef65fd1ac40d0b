//! The order in which lines stand on a sheet until a reader has numbered them.
//!
//! Lines come in groups: a line of the program and those made from it. Chance comes in as a stream.

use crate::draw::Stream;

/// Orders that are tried before one is taken that is not to one's liking: a pair parted by the end of a column, or
/// all lines in their right order.
const TRIES: usize = 40;

/// Where lines stand that do not belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Next to the line that they distort: level 1.
    Pairs,
    Anywhere,
}

/// A line on the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub text: String,
    /// Its number in the right order, from 0; `None` if it does not belong.
    pub place: Option<usize>,
    /// The line that it is, or that it distorts.
    pub like: usize,
}

/// The lines in drawn order; lines of a group stay together where they must.
pub fn shuffled(groups: Vec<Vec<Line>>, spread: Spread, mut stream: Stream) -> Vec<Line> {
    let mut groups = match spread {
        Spread::Pairs => groups,
        Spread::Anywhere => groups.into_iter().flatten().map(|line| vec![line]).collect(),
    };
    for _ in 0..TRIES {
        groups.iter_mut().for_each(|group| stream.shuffle(group));
        stream.shuffle(&mut groups);
        if is_mixed(&groups) && !is_parted(&groups) {
            break;
        }
    }
    groups.into_iter().flatten().collect()
}

/// Whether the lines that belong are not already in their order.
fn is_mixed(groups: &[Vec<Line>]) -> bool {
    let places: Vec<usize> = groups.iter().flatten().filter_map(|line| line.place).collect();
    places.len() < 2 || !places.is_sorted()
}

/// Whether the end of the first of two columns parts a group.
fn is_parted(groups: &[Vec<Line>]) -> bool {
    let column = groups.iter().map(Vec::len).sum::<usize>().div_ceil(2);
    let mut end = 0;
    groups.iter().any(|group| {
        let start = end;
        end += group.len();
        start < column && column < end
    })
}

/// For each line of the program in turn, its number on the sheet, from 1.
pub fn order_of(sheet: &[Line]) -> Vec<usize> {
    let mut order: Vec<(usize, usize)> =
        sheet.iter().enumerate().filter_map(|(at, line)| line.place.map(|place| (place, at + 1))).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::{Line, Spread, is_mixed, is_parted, order_of, shuffled};
    use crate::draw::Stream;
    use proptest::prelude::*;

    /// So many lines of a program, each with a number of lines made from it.
    fn groups(made: &[usize]) -> Vec<Vec<Line>> {
        let group = |(like, &made): (usize, &usize)| {
            let right = Line { text: format!("line {like}"), place: Some(like), like };
            let wrong = (0..made).map(|n| Line { text: format!("wrong {like}.{n}"), place: None, like });
            std::iter::once(right).chain(wrong).collect()
        };
        made.iter().enumerate().map(group).collect()
    }

    proptest! {
        #[test]
        fn every_line_stands_once_and_the_order_leads_back(
            made in prop::collection::vec(0_usize..2, 2..9),
            seed in any::<u64>(),
        ) {
            for spread in [Spread::Pairs, Spread::Anywhere] {
                let sheet = shuffled(groups(&made), spread, Stream::new(&[&seed.to_le_bytes()]));
                prop_assert_eq!(sheet.len(), made.len() + made.iter().sum::<usize>());
                let order = order_of(&sheet);
                prop_assert_eq!(order.len(), made.len());
                for (like, at) in order.into_iter().enumerate() {
                    prop_assert_eq!(&sheet[at - 1].text, &format!("line {like}"));
                }
            }
        }

        #[test]
        fn pairs_stand_together(made in prop::collection::vec(0_usize..2, 3..8), seed in any::<u64>()) {
            let sheet = shuffled(groups(&made), Spread::Pairs, Stream::new(&[&seed.to_le_bytes()]));
            for (at, line) in sheet.iter().enumerate().filter(|(_, line)| line.place.is_none()) {
                let neighbours = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
                prop_assert!(neighbours.filter_map(|at| sheet.get(at)).any(|other| other.like == line.like));
            }
        }

        #[test]
        fn lines_are_never_handed_out_in_order(seed in any::<u64>()) {
            let sheet = shuffled(groups(&[0, 1, 0, 1]), Spread::Anywhere, Stream::new(&[&seed.to_le_bytes()]));
            prop_assert!(is_mixed(&[sheet]));
        }
    }

    #[test]
    fn a_line_that_does_not_belong_stands_equally_often_at_every_place() {
        let mut places = [0; 6];
        for sheet in 0_u32..10_000 {
            let lines = shuffled(groups(&[0, 1, 0, 0, 0]), Spread::Anywhere, Stream::new(&[&sheet.to_le_bytes()]));
            places[lines.iter().position(|line| line.place.is_none()).expect("there is one")] += 1;
        }
        assert!(places.iter().all(|times| (1_540..1_800).contains(times)), "{places:?}");
    }

    #[test]
    fn a_column_ends_between_pairs_or_within_one() {
        assert!(!is_parted(&groups(&[0, 1, 0, 1])));
        assert!(is_parted(&groups(&[1, 1, 0])));
        assert!(is_parted(&groups(&[1, 1, 1])));
    }
}

//! The sections of a mock interview and their minutes: whole, and adding up to what was asked for
//! (`curriculum/README.md` 5.5).

use crate::bank::{Recipe, Section};

/// A section of an interview of some length.
#[derive(Clone, Copy, Debug)]
pub struct Timed<'a> {
    pub section: &'a Section,
    /// With extra time.
    pub minutes: u32,
}

/// The sections of an interview of so many minutes, each with so much more time in per cent, the last but for that.
///
/// Minutes are shared out as the recipe has them. Where a section would be shorter than its least, the one that gives way
/// first is left out; where none may, it gets its least and the others share the rest.
pub fn timed(recipe: &Recipe, minutes: u32, extra_time: u32) -> Vec<Timed<'_>> {
    let mut kept: Vec<&Section> = recipe.sections.iter().collect();
    let shares = loop {
        let shares = shared(&kept, minutes);
        let is_short = kept.iter().any(|section| exact_is_short(section, &kept, minutes));
        let gives_way = (0..kept.len()).filter(|&at| kept[at].priority > 1).max_by_key(|&at| (kept[at].priority, at));
        match gives_way.filter(|_| is_short) {
            Some(at) => kept.remove(at),
            None => break shares,
        };
    };
    let last = kept.len().saturating_sub(1);
    let stretched = |(at, minutes): (usize, u32)| match at {
        at if at == last => minutes,
        _ => (minutes * (100 + extra_time) + 50) / 100,
    };
    kept.into_iter()
        .zip(shares.into_iter().enumerate().map(stretched))
        .map(|(section, minutes)| Timed { section, minutes })
        .collect()
}

/// Never shorter than what it asks takes at all: a minute a question.
fn least(section: &Section) -> u32 {
    section.least.max(section.slots.iter().map(|slot| slot.take).sum())
}

fn sum(sections: &[&Section]) -> u32 {
    sections.iter().map(|section| section.minutes).sum::<u32>().max(1)
}

fn exact_is_short(section: &Section, kept: &[&Section], minutes: u32) -> bool {
    section.minutes * minutes < least(section) * sum(kept)
}

/// Whole minutes for each section, which add up. What is short gets its least, the others share the rest as the recipe
/// has them, largest remainders first.
fn shared(kept: &[&Section], minutes: u32) -> Vec<u32> {
    let mut shares: Vec<Option<u32>> = vec![None; kept.len()];
    loop {
        let fixed: u32 = shares.iter().flatten().sum();
        let open: Vec<&Section> =
            kept.iter().zip(&shares).filter(|(_, share)| share.is_none()).map(|(section, _)| *section).collect();
        let left = minutes.saturating_sub(fixed);
        let short = (0..kept.len()).find(|&at| shares[at].is_none() && exact_is_short(kept[at], &open, left));
        match short {
            Some(at) => shares[at] = Some(least(kept[at])),
            None => {
                let rounded = apportioned(left, &open.iter().map(|section| section.minutes).collect::<Vec<_>>());
                let mut rounded = rounded.into_iter();
                return shares.into_iter().map(|share| share.or_else(|| rounded.next()).unwrap_or(0)).collect();
            }
        }
    }
}

/// A whole number shared out by weights: the parts add up to it. What is left after rounding down goes to the largest
/// remainders, of equal ones to the last.
pub fn apportioned(whole: u32, weights: &[u32]) -> Vec<u32> {
    let sum = weights.iter().sum::<u32>().max(1);
    let mut parts: Vec<u32> = weights.iter().map(|weight| whole * weight / sum).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse((whole * weights[at] % sum, at)));
    let left = whole.saturating_sub(parts.iter().sum());
    for &at in order.iter().cycle().take(if order.is_empty() { 0 } else { usize::try_from(left).unwrap_or(0) }) {
        parts[at] += 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{apportioned, timed};
    use crate::bank::{self, Bank, Verb};
    use proptest::prelude::*;

    fn shipped() -> Bank {
        bank::load(&bank::embedded()).0
    }

    fn minutes(bank: &Bank, recipe: &str, length: u32, extra_time: u32) -> Vec<u32> {
        let recipe = bank.recipe(recipe).expect("it is shipped");
        timed(recipe, length, extra_time).iter().map(|timed| timed.minutes).collect()
    }

    #[test]
    fn every_length_of_every_level_adds_up_to_the_minute() {
        let bank = shipped();
        let mocks: Vec<_> = bank.recipes.iter().filter(|recipe| recipe.verb == Verb::Mock).collect();
        assert_eq!(mocks.iter().map(|recipe| recipe.level).collect::<Vec<_>>(), [1, 2, 3]);
        for recipe in mocks {
            for length in 20..=90 {
                let sections = timed(recipe, length, 0);
                assert_eq!(sections.iter().map(|timed| timed.minutes).sum::<u32>(), length, "{}", recipe.id);
                for timed in &sections {
                    assert!(timed.minutes >= timed.section.least, "{} at {length}: {sections:?}", recipe.id);
                }
                let board = sections.iter().find(|timed| timed.section.least == 15);
                assert!(board.is_some_and(|board| board.minutes >= 15), "the whiteboard problem, at {length}");
                for extra_time in [10, 25, 50, 100] {
                    let longer = timed(recipe, length, extra_time);
                    assert_eq!(longer.len(), sections.len());
                    let last = sections.len() - 1;
                    for (at, (before, after)) in sections.iter().zip(&longer).enumerate() {
                        let wanted =
                            if at == last { before.minutes * 100 } else { before.minutes * (100 + extra_time) };
                        assert!((after.minutes * 100).abs_diff(wanted) <= 50, "{} at {length}", recipe.id);
                    }
                }
            }
        }
    }

    #[test]
    fn the_usual_lengths_are_those_of_the_curriculum() {
        let bank = shipped();
        for (recipe, length, extra_time, expected) in [
            ("mock-1", 60, 0, vec![8, 12, 22, 10, 8]),
            ("mock-2", 60, 0, vec![5, 10, 25, 12, 8]),
            ("mock-3", 60, 0, vec![5, 7, 30, 10, 8]),
            ("mock-2", 20, 0, vec![2, 15, 3]),
            ("mock-2", 30, 0, vec![3, 6, 16, 5]),
            ("mock-2", 45, 0, vec![4, 7, 19, 9, 6]),
            ("mock-1", 20, 0, vec![2, 15, 3]),
            ("mock-2", 90, 0, vec![7, 15, 38, 18, 12]),
            ("mock-2", 60, 25, vec![6, 13, 31, 15, 8]),
        ] {
            assert_eq!(minutes(&bank, recipe, length, extra_time), expected, "{recipe} {length} {extra_time}");
        }
    }

    proptest! {
        #[test]
        fn parts_add_up_and_are_near_their_shares(whole in 0..1000_u32, weights in prop::collection::vec(1..100_u32, 1..9)) {
            let parts = apportioned(whole, &weights);
            prop_assert_eq!(parts.iter().sum::<u32>(), whole);
            let sum: u32 = weights.iter().sum();
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!((part * sum).abs_diff(whole * weight) < sum);
            }
        }
    }
}

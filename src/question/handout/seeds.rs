//! Seeds of a class: the handout's seed → one seed a copy → one a question.
//!
//! The low bits of a copy's seed are counters, one a question, that say how often it was drawn again; the bits above
//! them fix the draws. So a question can be drawn again without moving the others, and the code of a sheet, which
//! holds the seed, still fixes every question on it.

use crate::code::Seed;
use crate::draw::Stream;

/// Bits of a seed that are counters. The 16 above them and a counter of two bits give 262,144 draws of a question.
const COUNTERS: u32 = 24;

/// The most bits of one counter: eight ways to draw a question are enough for neighbours to differ.
const MOST_BITS: u32 = 3;

/// Bits of the counter of each question on a sheet of so many; 0 on a sheet of more than 24.
fn bits(questions: usize) -> u32 {
    let questions = u32::try_from(questions.max(1)).unwrap_or(u32::MAX);
    (COUNTERS / questions).min(MOST_BITS)
}

/// In how many ways each question of a copy can be drawn, at least 1.
pub fn ways(questions: usize) -> u64 {
    1 << bits(questions)
}

/// The seed of a copy. `copy` is its place in the class, so that one more copy moves none before it, and `round` counts
/// how often the whole copy was drawn again.
pub fn of_copy(handout: Seed, copy: u32, round: u32) -> Seed {
    let name: [&[u8]; 4] = [&handout.get().to_le_bytes(), b"copy", &copy.to_le_bytes(), &round.to_le_bytes()];
    Seed::lowest_bits(Stream::new(&name).below(Seed::MAX + 1))
}

/// The seed of the same copy with one question drawn again so many times.
pub fn drawn_again(copy: Seed, place: usize, questions: usize, times: u64) -> Seed {
    let (shift, ways) = (shift(place, questions), ways(questions));
    let counter = (copy.get() >> shift) % ways;
    let others = copy.get() & !((ways - 1) << shift);
    Seed::lowest_bits(others | (((counter + times) % ways) << shift))
}

/// What a question of a copy is drawn with: the bits that all share, and its own counter.
pub fn of_question(copy: Seed, place: usize, questions: usize) -> u64 {
    let counter = (copy.get() >> shift(place, questions)) % ways(questions);
    let shared = copy.get() >> COUNTERS;
    Stream::new(&[b"question of a copy", &shared.to_le_bytes(), &counter.to_le_bytes()]).below(Seed::MAX + 1)
}

/// Where the counter of a question stands. Places beyond the last question have none: their counters are 0 bits wide.
fn shift(place: usize, questions: usize) -> u32 {
    u32::try_from(place).unwrap_or(0).saturating_mul(bits(questions)).min(COUNTERS)
}

#[cfg(test)]
mod tests {
    use super::{drawn_again, of_copy, of_question, ways};
    use crate::code::Seed;
    use std::collections::BTreeSet;

    // Computed in Python, apart from this code: printed codes hang on them.
    #[test]
    fn known_seeds() {
        let copy = of_copy(Seed::lowest_bits(7), 0, 0);
        assert_eq!(copy.get(), KNOWN.0);
        assert_eq!(of_question(copy, 2, 8), KNOWN.1);
    }

    const KNOWN: (u64, u64) = (967_587_013_045, 632_879_290_121);

    #[test]
    fn drawing_one_question_again_moves_no_other() {
        for questions in [1, 5, 8, 9, 12, 13, 24, 25, 40] {
            let copy = of_copy(Seed::lowest_bits(42), 3, 0);
            let draws = |seed| (0..questions).map(|place| of_question(seed, place, questions)).collect::<Vec<_>>();
            for place in 0..questions {
                let before = draws(copy);
                let mut seen = BTreeSet::from([before[place]]);
                for times in 1..ways(questions) {
                    let mut after = draws(drawn_again(copy, place, questions, times));
                    assert!(seen.insert(after[place]), "{questions} questions, place {place}");
                    after[place] = before[place];
                    assert_eq!(after, before);
                }
                assert_eq!(drawn_again(copy, place, questions, ways(questions)), copy);
            }
        }
    }

    #[test]
    fn copies_have_seeds_of_their_own() {
        let seeds: BTreeSet<Seed> = (0..2000).map(|copy| of_copy(Seed::lowest_bits(1), copy, 0)).collect();
        assert_eq!(seeds.len(), 2000);
        assert_ne!(of_copy(Seed::lowest_bits(1), 0, 0), of_copy(Seed::lowest_bits(1), 0, 1));
    }
}

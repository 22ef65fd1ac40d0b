//! Named streams of chance.
//!
//! SHA-256 over the length-prefixed parts of a name is the key of a ChaCha8 generator: one stream for each name,
//! never by call order, so that adding a problem or a parameter moves nothing else. Whole numbers come by our own
//! rejection rule, since a library's may change between releases.

use super::every::Way;
use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::rc::Rc;

/// An endless source of lots, fixed by its name.
pub struct Stream {
    source: Source,
}

enum Source {
    Chance(Box<ChaCha8Rng>),
    /// Each lot in its turn: who takes this stream wants every draw, not one.
    Way(Rc<RefCell<Way>>),
}

impl Stream {
    /// The stream of that name; each part is length-prefixed (`u64`, little endian) before it is hashed.
    pub fn new(parts: &[&[u8]]) -> Stream {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Stream { source: Source::Chance(Box::new(ChaCha8Rng::from_seed(hash.finalize().into()))) }
    }

    /// The lots of a way through all draws.
    pub(super) fn along(way: &Rc<RefCell<Way>>) -> Stream {
        Stream { source: Source::Way(Rc::clone(way)) }
    }

    /// A whole number from 0 to `bound - 1`, each equally likely. `bound` is at least 1; 0 counts as 1.
    ///
    /// The rule, which never changes: take 64 bits of the stream as a number; if it is not below the largest multiple
    /// of `bound` that fits into 2⁶⁴, take the next 64 bits; else its remainder by `bound` is the lot. A bound of 1
    /// takes 64 bits like any other.
    pub fn below(&mut self, bound: u64) -> u64 {
        let bound = bound.max(1);
        let generator = match &mut self.source {
            Source::Chance(generator) => generator,
            Source::Way(way) => return way.borrow_mut().lot(bound),
        };
        let left_over = (u64::MAX % bound + 1) % bound;
        loop {
            let bits = generator.next_u64();
            if bits <= u64::MAX - left_over {
                return bits % bound;
            }
        }
    }

    /// A whole number from `low` to `high`, both included; `low` where `high` is below it.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let steps = high.max(low).abs_diff(low);
        let lot = match (steps.checked_add(1), &mut self.source) {
            (None, Source::Chance(generator)) => generator.next_u64(),
            (bound, _) => self.below(bound.unwrap_or(u64::MAX)),
        };
        low.wrapping_add_unsigned(lot)
    }

    /// One of the items; `None` of an empty list.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len() as u64) as usize)
    }

    /// Fisher–Yates from the last place down.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u64 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Stream;

    /// Frozen, and the same as from a second implementation of SHA-256, ChaCha8 and the rule: another value here means
    /// that every sheet printed so far has become another sheet.
    #[test]
    fn known_values_stay_known() {
        let mut stream = Stream::new(&[&7u64.to_le_bytes(), b"skip-some-tickets", b"first", &0u32.to_le_bytes()]);
        let lots: Vec<u64> = [10, 10, 1000, 1 << 40, u64::MAX].into_iter().map(|bound| stream.below(bound)).collect();
        assert_eq!(lots, [2, 0, 670, 751945409205, 16958593600702061571]);
        let mut order = [1, 2, 3, 4, 5, 6];
        stream.shuffle(&mut order);
        assert_eq!(order, [1, 4, 2, 3, 6, 5]);
        assert_eq!(stream.between(-5, 5), 5);
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let first = |parts: &[&[u8]]| Stream::new(parts).below(u64::MAX);
        assert_ne!(first(&[b"ab", b"c"]), first(&[b"a", b"bc"]));
        assert_ne!(first(&[b"ab"]), first(&[b"ab", b""]));
    }

    #[test]
    fn lots_lie_within_their_bounds_at_both_ends() {
        let mut stream = Stream::new(&[b"bounds"]);
        for _ in 0..200 {
            assert!((i64::MIN..=i64::MIN + 1).contains(&stream.between(i64::MIN, i64::MIN + 1)));
            assert!((-1..=1).contains(&stream.between(-1, 1)));
            assert_eq!(stream.between(4, 4), 4);
            assert_eq!(stream.between(4, 1), 4);
            stream.between(i64::MIN, i64::MAX);
            assert_eq!(stream.below(0), 0);
            assert!(stream.below(u64::MAX) < u64::MAX);
        }
        assert_eq!(stream.pick::<u8>(&[]), None);
    }

    #[test]
    fn each_lot_is_about_equally_likely() {
        let mut stream = Stream::new(&[b"even"]);
        let mut counts = [0u32; 6];
        for _ in 0..6000 {
            counts[stream.below(6) as usize] += 1;
        }
        assert!(counts.iter().all(|count| (850..1150).contains(count)), "{counts:?}");
    }
}

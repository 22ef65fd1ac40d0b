//! Replies that were given lately. A class of thirty runs the tests of the same model thirty times, and a check of a
//! bank runs every program whose drawn values come twice: a program that ran gives the same again.

use super::wire::Answer;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Replies of one generation. A request with its reply takes one or two kilobytes.
const GENERATION: usize = 2_000;

/// Answers by the request as it goes over the wire. Stops are not kept: a clock may have stopped the program.
#[derive(Default)]
pub(super) struct Memo(Mutex<Generations>);

/// When the recent ones are many they become the older ones, and what was older is forgotten; what is asked for again
/// is recent again.
#[derive(Default)]
struct Generations {
    recent: BTreeMap<Vec<u8>, Answer>,
    older: BTreeMap<Vec<u8>, Answer>,
}

impl Memo {
    pub fn recall(&self, request: &[u8]) -> Option<Answer> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.recent.get(request) {
            return Some(answer.clone());
        }
        let (request, answer) = known.older.remove_entry(request)?;
        known.keep(request, answer.clone());
        Some(answer)
    }

    pub fn keep(&self, request: Vec<u8>, answer: &Answer) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).keep(request, answer.clone());
    }
}

impl Generations {
    fn keep(&mut self, request: Vec<u8>, answer: Answer) {
        self.recent.insert(request, answer);
        if self.recent.len() >= GENERATION {
            self.older = std::mem::take(&mut self.recent);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{GENERATION, Memo};
    use crate::python::wire::Answer;

    fn request(number: usize) -> Vec<u8> {
        number.to_le_bytes().to_vec()
    }

    fn is_known(memo: &Memo, number: usize) -> bool {
        memo.recall(&request(number)).is_some()
    }

    #[test]
    fn what_is_asked_for_again_stays() {
        let memo = Memo::default();
        for number in 0..5 * GENERATION {
            memo.keep(request(number), &Answer::Call(Vec::new()));
            assert!(is_known(&memo, 0), "asked for each time, after {number}");
        }
        assert!(!is_known(&memo, 1), "never asked for again");
        assert!(is_known(&memo, 5 * GENERATION - 1));
        assert!(!is_known(&memo, 5 * GENERATION));
    }
}

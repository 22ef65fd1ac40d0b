//! The same work for several things at once, on every core: items go in, what became of each comes out, in their order.
//!
//! Which thread takes which item is chance, so nothing may follow from it.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many threads can run at once here; 1 where that is not known.
pub fn count() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does the work for every item.
///
/// A panic of `work` is passed on when the others are done.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    map_with(items, count(), || (), |(), item| work(item), |()| ())
}

/// The same on at most so many threads, at least one. Each thread has something of its own, which `begin` makes before its
/// first item and `end` takes after its last.
pub fn map_with<S, T: Sync, R: Send>(
    items: &[T],
    most: usize,
    begin: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &T) -> R + Sync,
    end: impl Fn(S) + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take_turns = || {
        let mut own = begin();
        let mut done = Vec::new();
        loop {
            let turn = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(turn) else { break };
            done.push((turn, work(&mut own, item)));
        }
        end(own);
        done
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..most.min(items.len())).map(|_| scope.spawn(take_turns)).collect();
        let mut done = take_turns();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(turn, _)| *turn);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::{map, map_with};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_stand_in_the_order_of_their_items() {
        let items: Vec<u64> = (0..40).collect();
        let doubled: Vec<u64> = items.iter().map(|item| item * 2).collect();
        let work = |item: &u64| {
            // The first take longest, so that they are done last.
            std::thread::sleep(Duration::from_micros(400 - 10 * item));
            item * 2
        };
        assert_eq!(map(&items, work), doubled);
        assert!(map(&[], work).is_empty());
        for most in [0, 1, 2, 7, 100] {
            assert_eq!(map_with(&items, most, || (), |(), item| work(item), |()| ()), doubled, "{most} threads");
        }
    }

    #[test]
    fn what_a_thread_begins_it_ends() {
        let (begun, ended) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let begin = || begun.fetch_add(1, Ordering::Relaxed);
        map_with(&[1, 2, 3], 2, begin, |_, item| *item, |_| _ = ended.fetch_add(1, Ordering::Relaxed));
        assert_eq!(begun.into_inner(), ended.into_inner());
    }

    #[test]
    fn a_panic_of_the_work_is_passed_on() {
        let panics = std::panic::catch_unwind(|| map(&[1, 2, 3], |item| assert_ne!(*item, 2)));
        assert!(panics.is_err());
    }
}

//! Several workers side by side: items go in, what became of each comes out, in the order of the items.
//!
//! Which worker takes which item is chance, and no result follows from it: no program sees another, and each counts its
//! own steps. Only the clock knows how busy the machine is.

use super::{Care, Limits, Python};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// At most one worker a core. Each is started when first needed, reused while it is healthy, and replaced when it has
/// died or grown old. All end when the pool is dropped.
pub struct Pool {
    program: PathBuf,
    limits: Limits,
    care: Care,
    most: usize,
    idle: Mutex<Vec<Python>>,
}

impl Pool {
    /// Workers `program worker`, as many as there are cores.
    pub fn new(program: PathBuf) -> Pool {
        let cores = thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Pool { program, limits: Limits::default(), care: Care::default(), most: cores, idle: Mutex::default() }
    }

    /// The same pool with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Pool {
        Pool { limits, ..self }
    }

    /// The same pool with other care.
    #[must_use]
    pub fn with_care(self, care: Care) -> Pool {
        Pool { care, ..self }
    }

    /// The same pool with at most so many workers; at least one.
    #[must_use]
    pub fn with_workers(self, most: usize) -> Pool {
        Pool { most: most.max(1), ..self }
    }

    /// Does the work for every item, several at once, and gives what came of it in the items' order.
    ///
    /// A panic of `work` is passed on when the others are done.
    pub fn map<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&mut Python, &T) -> R + Sync) -> Vec<R> {
        let next = AtomicUsize::new(0);
        let take_turns = || {
            let mut python = self.take();
            let mut done = Vec::new();
            loop {
                let turn = next.fetch_add(1, Ordering::Relaxed);
                let Some(item) = items.get(turn) else { break };
                done.push((turn, work(&mut python, item)));
            }
            self.give_back(python);
            done
        };
        let mut done = thread::scope(|scope| {
            let others: Vec<_> = (1..self.most.min(items.len())).map(|_| scope.spawn(take_turns)).collect();
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

    fn take(&self) -> Python {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.unwrap_or_else(|| Python::in_worker(self.program.clone()).with_limits(self.limits).with_care(self.care))
    }

    fn give_back(&self, python: Python) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(python);
    }
}

#[cfg(test)]
mod tests {
    use super::Pool;
    use crate::python::Stop;

    #[test]
    fn results_stand_in_the_order_of_their_items() {
        let items: Vec<u64> = (0..40).collect();
        let doubled: Vec<u64> = items.iter().map(|item| item * 2).collect();
        for workers in [0, 1, 2, 7, 100] {
            let pool = Pool::new("/nowhere/longhand".into()).with_workers(workers);
            let work = |_: &mut crate::python::Python, item: &u64| {
                // The first take longest, so that they are done last.
                std::thread::sleep(std::time::Duration::from_micros(400 - 10 * item));
                item * 2
            };
            assert_eq!(pool.map(&items, work), doubled, "{workers} workers");
            assert!(pool.map(&[], work).is_empty());
        }
    }

    #[test]
    fn a_pool_without_a_worker_says_so_for_every_item() {
        let pool = Pool::new("/nowhere/longhand".into());
        let runs = pool.map(&["print(1)", "print(2)", "print(3)"], |python, program| python.run(program));
        assert_eq!(runs.len(), 3);
        assert!(runs.iter().all(|run| matches!(run, Err(Stop::Unavailable { .. }))), "{runs:?}");
    }

    #[test]
    fn a_panic_of_the_work_is_passed_on() {
        let pool = Pool::new("/nowhere/longhand".into()).with_workers(2);
        let panics = std::panic::catch_unwind(|| pool.map(&[1, 2, 3], |_, item| assert_ne!(*item, 2)));
        assert!(panics.is_err());
    }
}

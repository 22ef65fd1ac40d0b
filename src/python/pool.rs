//! Several workers side by side: items go in, what became of each comes out, in the order of the items.
//!
//! Which worker takes which item is chance, and no result follows from it: no program sees another, and each counts its
//! own steps. Only the clock knows how busy the machine is.

use super::memo::Memo;
use super::{Care, Limits, Python};
use crate::cores;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// At most one worker a core. Each is started when first needed, reused while it is healthy, and replaced when it has
/// died or grown old. All end when the pool is dropped.
pub struct Pool {
    program: PathBuf,
    limits: Limits,
    care: Care,
    most: usize,
    memo: Option<Arc<Memo>>,
    idle: Mutex<Vec<Python>>,
}

impl Pool {
    /// Workers `program worker`, as many as there are cores.
    pub fn new(program: PathBuf) -> Pool {
        let (limits, care) = (Limits::default(), Care::default());
        Pool { program, limits, care, most: cores::count(), memo: None, idle: Mutex::default() }
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

    /// The same pool, which does not run again what it has run a short while ago: for one bank and many draws.
    #[must_use]
    pub fn with_memo(self) -> Pool {
        Pool { memo: Some(Arc::default()), ..self }
    }

    /// Does the work for every item, several at once, and gives what came of it in the items' order.
    ///
    /// A panic of `work` is passed on when the others are done.
    pub fn map<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&mut Python, &T) -> R + Sync) -> Vec<R> {
        cores::map_with(items, self.most, || self.take(), work, |python| self.give_back(python))
    }

    fn take(&self) -> Python {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let new = || Python::in_worker(self.program.clone()).with_limits(self.limits).with_care(self.care);
        idle.unwrap_or_else(|| new().recalling(self.memo.clone()))
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
    fn a_pool_without_a_worker_says_so_for_every_item() {
        let pool = Pool::new("/nowhere/longhand".into());
        let runs = pool.map(&["print(1)", "print(2)", "print(3)"], |python, program| python.run(program));
        assert_eq!(runs.len(), 3);
        assert!(runs.iter().all(|run| matches!(run, Err(Stop::Unavailable { .. }))), "{runs:?}");
    }
}

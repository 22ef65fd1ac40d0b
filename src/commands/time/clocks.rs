//! The clocks of this machine, read for a countdown.

#![expect(clippy::disallowed_methods, reason = "a countdown reads clocks; no sheet follows from them")]

use crate::clock::Moment;
use crate::commands::dates;
use std::time::{Instant, SystemTime};

/// Clocks since some start.
pub struct Clocks {
    start: Instant,
}

impl Clocks {
    pub fn new() -> Clocks {
        Clocks { start: Instant::now() }
    }

    /// What they say now.
    pub fn now(&self) -> Moment {
        let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Moment {
            running: u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX),
            wall: i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX),
            offset: dates::offset(),
        }
    }
}

//! A bar that shows how far long work has come: on standard error, where that is a terminal, and erased at the end.

#![expect(clippy::disallowed_methods, reason = "what is done at once needs no bar")]

use super::world::Gauge;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::Once;
use std::time::{Duration, Instant};

/// Work that takes no longer shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How far some work has come; dropped when it is done.
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
    gauge: Option<Gauge>,
    shown: Once,
}

impl Progress {
    /// Work of so many steps, shown on a gauge if there is one.
    pub fn new(steps: usize, gauge: Option<Gauge>) -> Progress {
        let bar = ProgressBar::with_draw_target(u64::try_from(steps).ok(), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len}").expect("these are fields of a bar");
        Progress { bar: bar.with_style(style), begun: Instant::now(), gauge, shown: Once::new() }
    }

    /// One step is done.
    pub fn step(&self) {
        if self.gauge.is_some() && self.begun.elapsed() > PATIENCE {
            self.shown.call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        self.bar.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

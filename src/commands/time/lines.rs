//! A countdown in lines: for a file, a pipe, a terminal that can do no more.

use super::sitting::Sitting;
use crate::clock::{self, Ending, Key, Signal, Signals};
use crate::commands::Outcome;
use std::time::Duration;

/// Between two looks at the clocks.
const PAUSE: Duration = Duration::from_millis(100);

/// One line after the other, then the table.
pub struct Lines {
    sitting: Sitting,
    signals: Signals,
    is_begun: bool,
    is_done: bool,
}

impl Lines {
    /// There are no keys here, so a run that was paused goes on. A terminal that is closed ends the program, as it does
    /// any other, unless that was wished otherwise (`nohup`).
    pub fn new(mut sitting: Sitting) -> Lines {
        if sitting.countdown.is_paused() {
            sitting.step(Some(Key::Letter(' ')));
        }
        let signals = Signals::noting(&[Signal::Interrupt, Signal::Terminate]);
        Lines { sitting, signals, is_begun: false, is_done: false }
    }

    fn begin(&mut self) -> Outcome {
        self.is_begun = true;
        let mut outcome = Outcome::text(clock::begun(&self.sitting.countdown) + "\n");
        outcome.notes.extend(self.sitting.trouble());
        outcome
    }

    fn end(&mut self, ending: Ending) -> Outcome {
        self.is_done = true;
        self.sitting.end(ending)
    }
}

impl Iterator for Lines {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        if self.is_done {
            return None;
        }
        if !self.is_begun {
            return Some(self.begin());
        }
        loop {
            if self.sitting.countdown.is_over() {
                return Some(self.end(Ending::Done));
            }
            if self.signals.have_come() {
                // The run ends here in the table, and goes on from here when it is resumed.
                self.sitting.step(Some(Key::Stop));
                return Some(self.end(Ending::Stopped));
            }
            let step = self.sitting.step(None);
            if !step.events.is_empty() {
                let said = step.events.iter().map(|event| clock::said(&self.sitting.countdown, event) + "\n");
                let mut outcome = Outcome::text(said.collect::<String>());
                outcome.notes.extend(self.sitting.trouble());
                return Some(outcome);
            }
            std::thread::sleep(PAUSE);
        }
    }
}

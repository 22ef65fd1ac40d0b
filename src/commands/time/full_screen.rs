//! A countdown on the whole screen of a terminal, worked by keys.

use super::sitting::Sitting;
use crate::blocks::Heads;
use crate::clock::{Event, Frame, Heard, Ink, Key, Screen, Signal, Signals, Step, Style, paint};
use crate::commands::Outcome;
use crate::commands::world::Terminal;
use std::time::Duration;

/// Between two looks at the clocks: a second that begins late by this is not noticed.
const PAUSE: Duration = Duration::from_millis(100);

/// One picture after the other, then the table. The screen is put back before the table.
pub struct FullScreen {
    sitting: Sitting,
    /// None at the end.
    screen: Option<Screen>,
    signals: Signals,
    ink: Ink,
    style: Style,
    shown: Option<Frame>,
}

impl FullScreen {
    pub fn new(sitting: Sitting, screen: Screen, terminal: &Terminal) -> FullScreen {
        FullScreen {
            sitting,
            screen: Some(screen),
            signals: Signals::noting(&[Signal::Interrupt, Signal::Terminate, Signal::HangUp]),
            ink: if terminal.has_unicode { Ink::Blocks } else { Ink::Plain },
            style: if terminal.screen.heads == Heads::Plain { Style::Plain } else { Style::Weighted },
            shown: None,
        }
    }
}

impl Iterator for FullScreen {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            let screen = self.screen.as_ref()?;
            let wait = if self.shown.is_some() { PAUSE } else { Duration::ZERO };
            let heard = screen.hear(wait);
            let key = match heard {
                Heard::Key(key) => Some(key),
                Heard::Resized | Heard::Nothing => None,
            };
            let step = self.sitting.step(key);
            if let Some(trouble) = self.sitting.trouble() {
                self.sitting.countdown.note(trouble.lines().next().unwrap_or_default().to_owned());
            }
            let stopped = self.signals.have_come().then(|| self.sitting.step(Some(Key::Stop)));
            let ending = step.ending.or(stopped.and_then(|stopped| stopped.ending));
            if let Some(ending) = ending {
                // Dropping the screen puts the terminal back, before the table is printed.
                self.screen = None;
                return Some(self.sitting.end(ending));
            }
            let frame = self.sitting.countdown.frame(screen.size(), self.ink);
            if self.shown.as_ref() != Some(&frame) || heard == Heard::Resized {
                let mut output: Vec<u8> = rings(&step).then_some(b'\x07').into_iter().collect();
                output.extend(paint(&frame, self.style));
                self.shown = Some(frame);
                return Some(Outcome { output, ..Outcome::default() });
            }
        }
    }
}

/// A frame always differs where a bell rings: its mark is new.
fn rings(step: &Step) -> bool {
    step.events.iter().any(|event| matches!(event, Event::Left { .. } | Event::RanOut { .. }))
}

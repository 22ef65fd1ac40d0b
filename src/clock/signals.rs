//! Signals that end a countdown, noted instead of ending the program, so that it can put the terminal back and say what happened.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A wish from outside that the program should end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Ctrl-C
    Interrupt,
    Terminate,
    /// The terminal was closed.
    HangUp,
}

/// Whether a signal has come.
#[derive(Debug)]
pub struct Signals {
    has_come: Arc<AtomicBool>,
}

impl Signals {
    /// Notes these from now on. Where that is refused, and on systems without signals, they do what they always do.
    pub fn noting(signals: &[Signal]) -> Signals {
        let has_come = Arc::new(AtomicBool::new(false));
        #[cfg(unix)]
        for signal in signals {
            signal_hook::flag::register(number(*signal), Arc::clone(&has_come)).ok();
        }
        #[cfg(not(unix))]
        let _ = signals;
        Signals { has_come }
    }

    pub fn have_come(&self) -> bool {
        self.has_come.load(Ordering::SeqCst)
    }
}

#[cfg(unix)]
fn number(signal: Signal) -> i32 {
    match signal {
        Signal::Interrupt => signal_hook::consts::SIGINT,
        Signal::Terminate => signal_hook::consts::SIGTERM,
        Signal::HangUp => signal_hook::consts::SIGHUP,
    }
}

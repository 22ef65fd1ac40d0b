//! The engine in a thread of this process: requests in, replies out. No memory cap.
//!
//! There is one for the whole process, however many ask. The interpreter keeps a cache of attributes that all its
//! threads share without locks, so two of them must never run at once.

use super::Stop;
use super::engine::{Engine, STACK};
use super::wire::{Reply, Request};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

static ENGINE: Mutex<Option<Ends>> = Mutex::new(None);

/// The engine's thread, seen from outside.
struct Ends {
    requests: Sender<Request>,
    replies: Receiver<Reply>,
    /// Replies to come that nobody waits for any more.
    late: u32,
}

/// Asks the thread, started if there is none. After a request that took too long the next one waits for its end first.
pub(super) fn ask(request: Request, time: Duration) -> Reply {
    // A test that failed while it held the lock has left nothing half done.
    let mut engine = ENGINE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut ends = match engine.take() {
        Some(ends) => ends,
        None => start().map_err(|error| Stop::Unavailable { detail: error.to_string() })?,
    };
    let panicked = || Stop::Crashed { detail: "the interpreter panicked".to_owned() };
    ends.requests.send(request).map_err(|_| panicked())?;
    let reply = loop {
        match ends.replies.recv_timeout(time) {
            Ok(_) if ends.late > 0 => ends.late -= 1,
            Ok(reply) => break reply,
            Err(RecvTimeoutError::Timeout) => {
                ends.late += 1;
                break Err(Stop::Time);
            }
            Err(RecvTimeoutError::Disconnected) => return Err(panicked()),
        }
    };
    *engine = Some(ends);
    reply
}

fn start() -> std::io::Result<Ends> {
    let (requests, incoming) = mpsc::channel::<Request>();
    let (outgoing, replies) = mpsc::channel();
    thread::Builder::new().name("python".to_owned()).stack_size(STACK).spawn(move || {
        let engine = Engine::start();
        for request in incoming {
            if outgoing.send(engine.answer(&request)).is_err() {
                return;
            }
        }
    })?;
    Ok(Ends { requests, replies, late: 0 })
}

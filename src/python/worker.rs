//! The worker's side: requests from standard input, replies to standard output, until the input ends.

#![expect(clippy::disallowed_methods, reason = "a worker whose interpreter is in an unknown state ends at once")]
#![expect(clippy::mem_forget, reason = "to drop an interpreter runs finalisers, which may not end")]

use super::Stop;
use super::engine::{Engine, STACK};
use super::memory;
use super::wire::{self, GREETING, Reply, Request};
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::thread;

/// Bytes that a worker may hold, interpreter included (23 MB). A program beyond it ends the worker.
const MEMORY: usize = 256 << 20;

/// The hidden verb: reads requests from standard input and answers them until it ends.
///
/// Exit status: 0 when the input ended, 1 when a pipe broke or the interpreter panicked, 77 over 256 MB (where
/// `CappedAllocator` is the global allocator).
pub fn serve() -> ExitCode {
    // A panic is told in the reply; standard error belongs to the parent.
    panic::set_hook(Box::new(|_| {}));
    let thread = thread::Builder::new().name("python".to_owned()).stack_size(STACK).spawn(answer_all);
    match thread.map(thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn answer_all() -> io::Result<()> {
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    let engine = Engine::start();
    memory::arm(MEMORY);
    wire::send(&mut output, &GREETING)?;
    while let Some(request) = wire::receive::<Request>(&mut input)? {
        let answered = panic::catch_unwind(AssertUnwindSafe(|| engine.answer(&request)));
        let Ok(reply) = answered else {
            let detail = "the interpreter panicked".to_owned();
            wire::send(&mut output, &Reply::Err(Stop::Crashed { detail }))?;
            // The interpreter's state is unknown from here on: not even to be taken down in order.
            std::process::exit(1);
        };
        wire::send(&mut output, &reply)?;
    }
    // Dropping an interpreter runs finalisers, which may not end; the process ends anyway.
    std::mem::forget(engine);
    Ok(())
}

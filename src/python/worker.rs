//! The worker's side: requests from standard input, replies to standard output, until the input ends.

#![expect(clippy::disallowed_methods, reason = "a worker whose interpreter is in an unknown state ends at once")]
#![expect(clippy::mem_forget, reason = "to drop an interpreter runs finalisers, which may not end")]

use super::Stop;
use super::engine::{Engine, STACK};
use super::wire::{self, GREETING, Reply, Request};
use super::{fences, memory};
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::mpsc::{self, Receiver};
use std::thread;

/// Bytes that a worker may hold, interpreter included (23 MB). A program beyond it ends the worker.
const MEMORY: usize = 256 << 20;

/// The hidden verb: fences itself in, reads requests from standard input and answers them until it ends.
///
/// The input's end ends the process at once, whatever program is running then: the parent has gone, and nobody waits for
/// the answer. Exit status: 0 when the input ended, 1 when a pipe broke or the interpreter panicked, 77 over 256 MB
/// (where `CappedAllocator` is the global allocator).
pub fn serve() -> ExitCode {
    // A panic is told in the reply; standard error belongs to the parent.
    panic::set_hook(Box::new(|_| {}));
    let mut output = fences::put_up();
    let (sender, requests) = mpsc::channel();
    let thread = thread::Builder::new().name("python".to_owned()).stack_size(STACK).spawn(move || {
        let answered = panic::catch_unwind(AssertUnwindSafe(|| answer_all(&requests, &mut output)));
        if !matches!(answered, Ok(Ok(()))) {
            // The interpreter's state is unknown from here on: not even to be taken down in order.
            std::process::exit(1);
        }
    });
    let read = || -> io::Result<()> {
        let mut input = io::stdin().lock();
        while let Some(request) = wire::receive::<Request>(&mut input)? {
            sender.send(request).map_err(io::Error::other)?;
        }
        Ok(())
    };
    match thread.and_then(|_| read()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer_all(requests: &Receiver<Request>, output: &mut impl Write) -> io::Result<()> {
    fences::start_nothing_more();
    let engine = Engine::start();
    memory::arm(MEMORY);
    wire::send(output, &GREETING)?;
    for request in requests {
        let answered = panic::catch_unwind(AssertUnwindSafe(|| engine.answer(&request)));
        let Ok(reply) = answered else {
            let detail = "the interpreter panicked".to_owned();
            wire::send(output, &Reply::Err(Stop::Crashed { detail }))?;
            return Err(io::ErrorKind::Other.into());
        };
        wire::send(output, &reply)?;
    }
    // Dropping an interpreter runs finalisers, which may not end; the process ends anyway.
    std::mem::forget(engine);
    Ok(())
}

//! The parent's side of the worker: starts it, asks it, keeps the clock, and replaces it when it has died or grown old.
//!
//! A request goes in, its reply comes out. A worker that hangs is killed; one that died says by its exit status why.

#![expect(clippy::disallowed_methods, reason = "the worker is a process")]

use super::Stop;
use super::memory::OUT_OF_MEMORY;
use super::wire::{self, GREETING, Reply, Request};
use std::io;
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Requests that one worker answers before it is replaced: a run leaves about 2.4 KB behind that is never given back.
const LIFETIME: u32 = 2_000;

/// Time for a worker to greet. It takes 20 ms; a busy machine may take a hundred times as long.
const START: Duration = Duration::from_secs(30);

pub(super) struct Process {
    program: PathBuf,
    worker: Option<Worker>,
}

impl Process {
    pub fn new(program: PathBuf) -> Process {
        Process { program, worker: None }
    }

    /// Asks the worker, started if there is none, and waits for the given time.
    pub fn ask(&mut self, request: &Request, time: Duration) -> Reply {
        let mut worker = match self.worker.take().filter(|worker| worker.answered < LIFETIME) {
            Some(worker) => worker,
            None => Worker::start(&self.program)?,
        };
        if wire::send(&mut worker.requests, request).is_err() {
            // It died between two requests, which is no fault of this one.
            worker = Worker::start(&self.program)?;
            wire::send(&mut worker.requests, request).map_err(|error| Stop::Crashed { detail: error.to_string() })?;
        }
        match worker.replies.recv_timeout(time) {
            Ok(reply) => {
                worker.answered += 1;
                if !matches!(reply, Err(Stop::Crashed { .. })) {
                    self.worker = Some(worker);
                }
                reply
            }
            Err(RecvTimeoutError::Timeout) => Err(Stop::Time),
            Err(RecvTimeoutError::Disconnected) => Err(worker.died()),
        }
    }
}

/// A running worker. Killed when dropped.
struct Worker {
    child: Child,
    requests: ChildStdin,
    replies: Receiver<Reply>,
    answered: u32,
}

impl Worker {
    fn start(program: &PathBuf) -> Result<Worker, Stop> {
        let unavailable = |detail: String| Stop::Unavailable { detail };
        let mut child = Command::new(program)
            .arg("worker")
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| unavailable(format!("`{}` does not start: {error}", program.display())))?;
        let (Some(requests), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(unavailable("the worker has no pipes".to_owned()));
        };
        let (greeted, greeting) = mpsc::channel();
        let (sender, replies) = mpsc::channel();
        let worker = Worker { child, requests, replies, answered: 0 };
        thread::Builder::new()
            .name("worker replies".to_owned())
            .spawn(move || read(answers, &greeted, &sender))
            .map_err(|error| unavailable(error.to_string()))?;
        match greeting.recv_timeout(START) {
            Ok(Ok(())) => Ok(worker),
            Ok(Err(error)) => Err(unavailable(format!("`{}` does not answer as a worker: {error}", program.display()))),
            Err(_) => Err(unavailable("the worker does not get ready".to_owned())),
        }
    }

    /// Why a worker that closed its pipe has ended.
    fn died(mut self) -> Stop {
        match self.child.wait() {
            Ok(status) if status.code() == Some(OUT_OF_MEMORY) => Stop::Memory,
            Ok(status) => Stop::Crashed { detail: format!("the worker ended with {status}") },
            Err(error) => Stop::Crashed { detail: error.to_string() },
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Both fail only for a child that has ended and been waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Passes on what the worker says until it ends; the channels close with it.
fn read(mut answers: ChildStdout, greeted: &mpsc::Sender<io::Result<()>>, replies: &mpsc::Sender<Reply>) {
    let greeting = match wire::receive::<String>(&mut answers) {
        Ok(Some(greeting)) if greeting == GREETING => Ok(()),
        Ok(_) => Err(io::Error::other("no greeting")),
        Err(error) => Err(error),
    };
    let is_worker = greeting.is_ok();
    if greeted.send(greeting).is_err() || !is_worker {
        return;
    }
    while let Ok(Some(reply)) = wire::receive::<Reply>(&mut answers) {
        if replies.send(reply).is_err() {
            return;
        }
    }
}

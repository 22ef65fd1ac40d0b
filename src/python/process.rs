//! The parent's side of the worker: starts it, asks it, keeps the clock, and replaces it when it has died or grown old.
//!
//! A request goes in, its reply comes out. A worker that hangs is killed; one that died says by its exit status why.

#![expect(clippy::disallowed_methods, reason = "the worker is a process with a clock")]

use super::Stop;
use super::memory::OUT_OF_MEMORY;
use super::wire::{self, GREETING, Reply};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Runs after which a worker is replaced: each leaves about 2.4 KB behind that is never given back.
const MOST_RUNS: usize = 2_000;

/// Time at work after which a worker is replaced: well before its fence, 120 s of processor time, would end it.
const MOST_WORK: Duration = Duration::from_secs(60);

/// Time for a worker to greet. It takes 20 ms; a busy machine may take a hundred times as long.
const START: Duration = Duration::from_secs(30);

/// Time for a worker that has closed its pipe to end.
const LAST_MOMENT: Duration = Duration::from_millis(500);

pub(super) struct Process {
    program: PathBuf,
    worker: Option<Worker>,
}

impl Process {
    pub fn new(program: PathBuf) -> Process {
        Process { program, worker: None }
    }

    /// Starts a worker if there is none, and does not wait until it is ready. If that fails the next request says why.
    pub fn start_ahead(&mut self) {
        if self.worker.is_none() {
            self.worker = Worker::start(&self.program).ok();
        }
    }

    /// Asks the worker, started if there is none, and waits for the given time. `frame` is a request that runs so many
    /// programs.
    pub fn ask(&mut self, frame: &[u8], runs: usize, time: Duration) -> Reply {
        let mut worker = match self.worker.take().filter(Worker::is_young) {
            Some(worker) => worker,
            None => Worker::start(&self.program)?,
        };
        worker.wait_until_ready(&self.program)?;
        if wire::send_frame(&mut worker.requests, frame).is_err() {
            // It died between two requests, which is no fault of this one.
            worker = Worker::start(&self.program)?;
            worker.wait_until_ready(&self.program)?;
            wire::send_frame(&mut worker.requests, frame)
                .map_err(|error| Stop::Crashed { detail: error.to_string() })?;
        }
        let asked = Instant::now();
        match worker.replies.recv_timeout(time) {
            Ok(reply) => {
                worker.runs += runs;
                worker.work += asked.elapsed();
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
    /// Until it has greeted.
    greeting: Option<Receiver<io::Result<()>>>,
    runs: usize,
    work: Duration,
}

impl Worker {
    fn start(program: &Path) -> Result<Worker, Stop> {
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
        let worker = Worker { child, requests, replies, greeting: Some(greeting), runs: 0, work: Duration::ZERO };
        thread::Builder::new()
            .name("worker replies".to_owned())
            .spawn(move || read(answers, &greeted, &sender))
            .map_err(|error| unavailable(error.to_string()))?;
        Ok(worker)
    }

    fn wait_until_ready(&mut self, program: &Path) -> Result<(), Stop> {
        let unavailable = |detail: String| Stop::Unavailable { detail };
        let Some(greeting) = self.greeting.take() else { return Ok(()) };
        match greeting.recv_timeout(START) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(unavailable(format!("`{}` does not answer as a worker: {error}", program.display()))),
            Err(_) => Err(unavailable("the worker does not get ready".to_owned())),
        }
    }

    fn is_young(&self) -> bool {
        self.runs < MOST_RUNS && self.work < MOST_WORK
    }

    /// Why a worker that says nothing more has ended. One that goes on although it has said what is no reply is ended.
    fn died(mut self) -> Stop {
        let crashed = |detail: String| Stop::Crashed { detail };
        let end = Instant::now() + LAST_MOMENT;
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) if status.code() == Some(OUT_OF_MEMORY) => return Stop::Memory,
                Ok(Some(status)) => return crashed(format!("the worker ended with {status}")),
                Ok(None) if Instant::now() < end => thread::sleep(Duration::from_millis(2)),
                Ok(None) => return crashed("the worker said what is no reply".to_owned()),
                Err(error) => return crashed(error.to_string()),
            }
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
fn read(answers: ChildStdout, greeted: &mpsc::Sender<io::Result<()>>, replies: &mpsc::Sender<Reply>) {
    let mut answers = BufReader::new(answers);
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

//! Python programs, run within limits in a worker process.
//!
//! Program text goes in; what it printed, returned, traced or raised comes out. Nothing of files, clock or network
//! can be reached from inside, and one program never sees another. Error messages of the interpreter never leave
//! this room, only types and lines: a third of the messages differ from CPython's.

pub mod syntax;

mod engine;
mod fences;
mod forbidden;
mod graph;
mod local;
mod memo;
mod memory;
mod pool;
mod process;
mod stop_words;
mod survey;
mod untrusted;
mod wire;
mod worker;

pub use forbidden::MODULES;
pub use graph::{Graph, Held, Named, Object, Slot};
pub use memory::CappedAllocator;
pub use pool::Pool;
pub use untrusted::{Reason, Untrusted};
pub use worker::serve;

use crate::draw::{Value, Values};
use memo::Memo;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use wire::{Answer, Caps, Exact, Reply, Request, Task};

/// How a program ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ending {
    /// It ran to its end.
    Done,
    /// An exception left it: the type's name, and the line of the program (from 1) where it was raised.
    Raised { kind: String, line: Option<u32> },
}

/// A program that was stopped, or could not be run at all. Never an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Stop {
    /// More statements than `Limits::steps`: the line that ran most often, of a loop its head. No line where an
    /// expression gives values without end.
    Steps { line: Option<u32> },
    /// No end within `Limits::time`.
    Time,
    /// More than 256 MB, interpreter included.
    Memory,
    /// More bytes than `Limits::output`, or cells of a trace over 1 MiB together.
    Output,
    /// It reaches for files, clock, network, or the interpreter's own parts: the name that it used, and its line.
    Forbidden { name: String, line: Option<u32> },
    /// It imports a module that is none of `MODULES`, and the line.
    Module { name: String, line: Option<u32> },
    /// It draws from `random` before it has given a seed: everyone who runs it gets something else. The line that does.
    Unseeded { line: Option<u32> },
    /// It ran, but CPython 3.10 to 3.14 would not all give this. Only under `Care::Bank`.
    Untrusted(Untrusted),
    /// Names lead to more than 40 objects, or to more than 200 places in them.
    Crowded,
    /// The worker ended for a reason of its own; or the text is one that `syntax` refuses as too long or too deep; or a
    /// program does not do the same while it is traced.
    Crashed { detail: String },
    /// The worker could not be started.
    Unavailable { detail: String },
}

/// What a program printed and how it ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    pub stdout: String,
    pub ending: Ending,
}

/// What a call gave, as Python's own `repr`; or the type of the error it ended with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Called {
    Value(String),
    Raised(String),
}

/// A trace table: what the watched names held after quoted lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    pub rows: Vec<TraceRow>,
    pub stdout: String,
    pub ending: Ending,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TraceRow {
    pub line: u32,
    /// One cell a watched name: its literal at that moment, `None` while it has no value.
    pub cells: Vec<Option<String>>,
}

/// How often lines of a program ran.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Count {
    /// Passes over all the lines asked for, together.
    pub times: u64,
    /// Statements of the whole run.
    pub steps: u32,
    pub ending: Ending,
}

/// How far a program may go before it is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// By the parent's clock, for one request: all the expressions or calls of it together.
    pub time: Duration,
    /// Statements of one run.
    pub steps: u32,
    /// Bytes of standard output of one run.
    pub output: usize,
}

impl Limits {
    /// 10 seconds, 20,000 statements (no printed question needs 2,000), 64 KiB.
    pub const USUAL: Limits = Limits { time: Duration::from_secs(10), steps: 20_000, output: 64 << 10 };
}

impl Default for Limits {
    fn default() -> Limits {
        Limits::USUAL
    }
}

/// How far results are looked at before they are given out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Care {
    /// What CPython 3.10 to 3.14 would not all give is refused: for everything that becomes a key.
    #[default]
    Bank,
    /// Limits and forbidden names only: for the code of somebody who is learning.
    Learner,
}

/// The interpreter as the rest of the program sees it. Starts its worker at the first call and again after a stop.
pub struct Python {
    place: Place,
    limits: Limits,
    care: Care,
    memo: Option<Arc<Memo>>,
}

/// Where the interpreter lives.
enum Place {
    Worker(process::Process),
    Thread,
}

impl Python {
    /// A worker process: `program worker`, this same binary with its hidden verb.
    pub fn in_worker(program: PathBuf) -> Python {
        Python {
            place: Place::Worker(process::Process::new(program)),
            limits: Limits::default(),
            care: Care::default(),
            memo: None,
        }
    }

    /// The interpreter in a thread of this process, for unit tests of other rooms: one for all, no memory cap, and
    /// while a program hangs the next ones wait.
    pub fn in_process() -> Python {
        Python { place: Place::Thread, limits: Limits::default(), care: Care::default(), memo: None }
    }

    /// The same interpreter with other limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Python {
        Python { limits, ..self }
    }

    /// Begins to start the worker, so that it is ready when the first question comes. A fault in that is told then.
    pub fn start_ahead(&mut self) {
        if let Place::Worker(process) = &mut self.place {
            process.start_ahead();
        }
    }

    /// The same interpreter with other care.
    #[must_use]
    pub fn with_care(self, care: Care) -> Python {
        Python { care, ..self }
    }

    /// The same interpreter that runs nothing whose reply is in the memo.
    fn recalling(self, memo: Option<Arc<Memo>>) -> Python {
        Python { memo, ..self }
    }

    /// Runs a program from a fresh scope to its end.
    pub fn run(&mut self, program: &str) -> Result<Run, Stop> {
        match self.ask(Task::Run { program: program.to_owned() })? {
            Answer::Run(run) => Ok(run),
            _ => Err(astray()),
        }
    }

    /// Evaluates expressions over drawn values. Each gets fresh values; a set comes back sorted, a range, generator
    /// or other iterable as a list. An inner `Err` is the name of the error's type; `OverflowError` for an integer
    /// beyond 64 bits, `TypeError` for an object that no `Value` can hold.
    pub fn evaluate(&mut self, values: &Values, expressions: &[&str]) -> Result<Vec<Result<Value, String>>, Stop> {
        let values = values.iter().map(|(name, value)| (name.clone(), Exact(value.clone()))).collect();
        match self.ask(Task::Evaluate { values, expressions: owned(expressions) })? {
            Answer::Evaluate(results) => {
                Ok(results.into_iter().map(|result| result.map(|Exact(value)| value)).collect())
            }
            _ => Err(astray()),
        }
    }

    /// For each call: runs the program in a fresh scope (its output dropped), then evaluates the call there.
    /// `raises(f)` is known to the calls: it calls `f()` and gives the name of the error's type as an unquoted name,
    /// and ends with `NotRaised` if there was none. A program that itself fails gives that error for every call.
    ///
    /// A call that *is* `raises(f)` comes back as `Called::Raised` with that name, as if `f()` had been called; inside
    /// a larger result, as in `[raises(f), raises(g)]`, the names stand bare.
    pub fn call(&mut self, program: &str, calls: &[&str]) -> Result<Vec<Called>, Stop> {
        match self.ask(Task::Call { program: program.to_owned(), calls: owned(calls) })? {
            Answer::Call(called) => Ok(called),
            _ => Err(astray()),
        }
    }

    /// Runs a program with probes at the given lines and notes the watched names each time one has run: after it;
    /// for the head of a `for` or `while`, as a pass begins; for a `return`, as it leaves.
    ///
    /// A name that the running function does not have is looked up among the globals. A cell is a literal for exact
    /// built-in types, `Point(x=1, y=2)` for an instance, `function area` for a function.
    pub fn trace(&mut self, program: &str, lines: &[u32], names: &[&str]) -> Result<Trace, Stop> {
        let task = Task::Trace { program: program.to_owned(), lines: lines.to_vec(), names: owned(names) };
        match self.ask(task)? {
            Answer::Trace(trace) => Ok(trace),
            _ => Err(astray()),
        }
    }

    /// Runs a program and counts how often the statements that start on these lines (from 1) ran: a statement each time
    /// it was done, the head of a `for` or `while` once a pass, an `if` each time it was tested. A line that no statement
    /// starts on never runs. Only the step limit is the caller's: sizes that grow need more than a page does.
    pub fn count(&mut self, program: &str, lines: &[u32], steps: u32) -> Result<Count, Stop> {
        let task = Task::Count { program: program.to_owned(), lines: lines.to_vec() };
        match self.ask_within(task, Limits { steps, ..self.limits })? {
            Answer::Count(count) => Ok(count),
            _ => Err(astray()),
        }
    }

    /// Runs a program and walks the objects that names of the module lead to: as they stand when the given line (from
    /// 1) has last run, or without a line at the end.
    ///
    /// An inner `Err` says how the program ended where there is no such moment: it failed, or never came to the line.
    pub fn graph(&mut self, program: &str, line: Option<u32>, names: &[&str]) -> Result<Result<Graph, Ending>, Stop> {
        match self.ask(Task::Graph { program: program.to_owned(), line, names: owned(names) })? {
            Answer::Graph(graph) => Ok(graph),
            _ => Err(astray()),
        }
    }

    fn ask(&mut self, task: Task) -> Reply {
        self.ask_within(task, self.limits)
    }

    fn ask_within(&mut self, task: Task, limits: Limits) -> Reply {
        let caps = Caps { steps: limits.steps, output: limits.output };
        let request = Request { task, caps, care: self.care };
        let process = match &mut self.place {
            Place::Worker(process) => process,
            Place::Thread => return local::ask(request, limits.time),
        };
        let frame = wire::frame(&request).map_err(|error| Stop::Crashed { detail: error.to_string() })?;
        if let Some(answer) = self.memo.as_ref().and_then(|memo| memo.recall(&frame)) {
            return Ok(answer);
        }
        let reply = process.ask(&frame, request.task.runs(), limits.time);
        if let (Some(memo), Ok(answer)) = (&self.memo, &reply) {
            memo.keep(frame, answer);
        }
        reply
    }
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn astray() -> Stop {
    Stop::Crashed { detail: "the worker answered another question".to_owned() }
}

#[cfg(test)]
mod tests;

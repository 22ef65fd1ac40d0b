//! CPython carries out every task that posing the shipped problems gives the worker, and none comes out otherwise.
//!
//! The tasks are those that travelled: programs, wrong programs, models, calls, traces and drawn expressions, with the
//! limits they ran under. `LONGHAND_ORACLE_SEEDS` says how many draws of each problem are taken.

use crate::interpreters::{interpreters, script_output};
use crate::recording::{Exchange, Recorder};
use crate::rig::Session;
use longhand::bank::{self, Entry};
use longhand::kinds::Form;
use longhand::question;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Draws of each problem and form where nothing else is asked for.
const SEEDS: u64 = 8;

/// One task in so many gets a process of its own; a program is then a file that a new interpreter runs.
const ALONE: u16 = 50;

/// Differences that are told in full.
const TOLD: usize = 20;

#[test]
fn cpython_comes_to_every_answer() {
    let seeds = std::env::var("LONGHAND_ORACLE_SEEDS").map_or(SEEDS, |text| text.parse().expect("it is a number"));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut cases = Cases::new(cores);
    for recorder in record(seeds, cores) {
        recorder.replay(|exchange| cases.take(exchange));
    }
    report(&cases.told());
    assert!(cases.programs.len() > 1000, "only {} programs", cases.programs.len());
    let mut differing = std::mem::take(&mut cases.unsteady);
    for interpreter in interpreters() {
        let verdict = ask(interpreter, &cases.session, &cases.files);
        report(&format!("{interpreter}: {}\n", verdict.told()));
        differing.extend(verdict.differing.into_iter().map(|each| format!("{interpreter}: {each}")));
    }
    let first = differing[..differing.len().min(TOLD)].join("\n");
    assert!(differing.is_empty(), "{} differ, among them\n{first}", differing.len());
}

/// Says at once, and not only where a test fails: the figures belong to a run that passes, and it may be long.
fn report(line: &str) {
    std::io::stderr().write_all(line.as_bytes()).expect("standard error is there");
}

/// Poses every problem in every form with so many seeds, on as many threads as are asked for.
fn record(seeds: u64, threads: usize) -> Vec<Recorder> {
    let (bank, faults) = bank::load(&bank::embedded());
    assert!(faults.is_empty(), "the shipped bank has faults: {faults:?}");
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut recorder = Recorder::new();
                while let Some(entry) = bank.entries.get(next.fetch_add(1, Ordering::Relaxed)) {
                    pose(entry, seeds, &mut recorder);
                }
                done.lock().expect("no thread has panicked").push(recorder);
            });
        }
    });
    done.into_inner().expect("no thread has panicked")
}

fn pose(entry: &Entry, seeds: u64, recorder: &mut Recorder) {
    let file = &entry.place().source.name;
    for form in entry.problem.forms().into_iter().flat_map(Form::all_of) {
        for seed in 0..seeds {
            let place = format!("{} as {} with seed {seed}, of {file}", entry.id(), form.kind);
            if let Err(refusal) = question::pose(entry, form, seed, recorder.at(&place)) {
                panic!("{place} cannot be posed: {refusal:?}");
            }
        }
    }
}

/// The tasks that differ from each other, in files for as many processes.
struct Cases {
    session: Session,
    files: Vec<Vec<u8>>,
    /// By the digest of a request, that of its reply.
    replies: BTreeMap<[u8; 32], [u8; 32]>,
    programs: BTreeSet<[u8; 32]>,
    exchanges: usize,
    /// Requests that were answered in two ways.
    unsteady: Vec<String>,
}

impl Cases {
    fn new(processes: usize) -> Cases {
        Cases {
            session: Session::new(),
            files: vec![Vec::new(); processes],
            replies: BTreeMap::new(),
            programs: BTreeSet::new(),
            exchanges: 0,
            unsteady: Vec::new(),
        }
    }

    fn take(&mut self, exchange: Exchange) {
        let Exchange { place, request, reply } = exchange;
        self.exchanges += 1;
        let (digest, answer) = (digest_of(&request.to_string()), digest_of(&reply.to_string()));
        if let Some(known) = self.replies.insert(digest, answer) {
            if known != answer {
                self.unsteady.push(format!("{place}: another answer the second time\n{reply}\n{}", shown(&request)));
            }
            return;
        }
        if let Some(program) = program(&request) {
            self.programs.insert(digest_of(program));
        }
        let is_alone = u16::from_le_bytes([digest[0], digest[1]]) % ALONE == 0;
        let case = json!({"where": place, "request": request, "reply": reply, "alone": is_alone});
        let file = self.exchanges % self.files.len();
        writeln!(self.files[file], "{case}").expect("bytes grow");
    }

    fn told(&self) -> String {
        let (all, different, programs) = (self.exchanges, self.replies.len(), self.programs.len());
        format!("{all} tasks, {different} of them different, with {programs} programs\n")
    }
}

fn digest_of(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

fn task(request: &Value) -> Option<(&String, &Value)> {
    request["task"].as_object()?.iter().next()
}

fn program(request: &Value) -> Option<&str> {
    task(request)?.1["program"].as_str()
}

/// The task as a person reads it: its name, the first lines of its program, and what else it has.
fn shown(request: &Value) -> String {
    let Some((name, content)) = task(request) else { return request.to_string() };
    let lines: Vec<&str> = program(request).unwrap_or_default().lines().take(30).collect();
    let mut rest = content.clone();
    if let Some(object) = rest.as_object_mut() {
        object.remove("program");
    }
    format!("{name} {rest}\n    {}", lines.join("\n    "))
}

/// What one interpreter says to all cases.
#[derive(Default)]
struct Verdict {
    compared: BTreeMap<String, u64>,
    differing: Vec<String>,
}

impl Verdict {
    fn take(&mut self, said: &str) {
        for line in said.lines() {
            let line: Value = serde_json::from_str(line).unwrap_or_else(|fault| panic!("{fault}: {line}"));
            match line["compared"].as_object() {
                Some(counts) => {
                    for (name, count) in counts {
                        *self.compared.entry(name.clone()).or_default() += count.as_u64().unwrap_or_default();
                    }
                }
                None => self.differing.push(difference(&line)),
            }
        }
    }

    fn told(&self) -> String {
        let counts: Vec<String> = self.compared.iter().map(|(name, count)| format!("{count} {name}")).collect();
        format!("{}; {} differ", counts.join(", "), self.differing.len())
    }
}

fn difference(line: &Value) -> String {
    let (place, ours, theirs) = (&line["where"], &line["reply"], &line["theirs"]);
    format!(
        "{}\n  Longhand: {ours}\n  CPython:  {theirs}\n  {}",
        place.as_str().unwrap_or_default(),
        shown(&line["request"])
    )
}

/// One process a file.
fn ask(interpreter: &str, session: &Session, files: &[Vec<u8>]) -> Verdict {
    let mut verdict = Verdict::default();
    std::thread::scope(|scope| {
        let ask = |(number, file): (usize, &Vec<u8>)| {
            let name = format!("cases-{number}.json");
            session.put(&name, file);
            let path = session.path(&name).into();
            scope.spawn(move || script_output(interpreter, "oracle.py", [path]))
        };
        let threads: Vec<_> = files.iter().enumerate().map(ask).collect();
        for thread in threads {
            verdict.take(&thread.join().expect("the oracle ends well"));
        }
    });
    verdict
}

/// An oracle that agrees with everything would be worth nothing: `oracle_trial.json` has tasks, each with a right reply
/// and one that is wrong in one place.
#[test]
fn the_oracle_tells_right_from_wrong() {
    let trial: Vec<Value> = serde_json::from_str(include_str!("oracle_trial.json")).expect("it is JSON");
    let mut file = Vec::new();
    for (case, number) in trial.iter().zip(0..) {
        let request = json!({"task": case["task"], "caps": {"steps": 1000, "output": 1000}});
        for (word, is_alone) in [("right", false), ("right", true), ("wrong", false), ("wrong", true)] {
            let place = format!("{word} {number}");
            let case = json!({"where": place, "request": request, "reply": case[word], "alone": is_alone});
            writeln!(file, "{case}").expect("bytes grow");
        }
    }
    let wrong: Vec<String> = (0..trial.len()).map(|number| format!("wrong {number}")).collect();
    for interpreter in interpreters() {
        let verdict = ask(interpreter, &Session::new(), &[file.clone()]);
        let told: BTreeSet<&str> = verdict.differing.iter().filter_map(|each| each.lines().next()).collect();
        assert_eq!(verdict.differing.len(), 2 * trial.len(), "{}", verdict.differing.join("\n"));
        assert_eq!(told, wrong.iter().map(String::as_str).collect(), "{}", verdict.differing.join("\n"));
    }
}

#[test]
fn the_oracle_tells_of_a_task_that_it_does_not_know() {
    let case =
        json!({"where": "", "request": {"task": {"Unheard": {}}, "caps": {}}, "reply": {"Ok": {}}, "alone": false});
    let verdict = ask(interpreters()[0], &Session::new(), &[case.to_string().into_bytes()]);
    assert!(verdict.differing[0].contains("the oracle does not know the task Unheard"), "{:?}", verdict.differing);
}

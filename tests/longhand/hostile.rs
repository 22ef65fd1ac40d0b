//! Programs that loop for ever, eat memory, recurse without end, reach for files or tamper with the interpreter: each is
//! contained within its limits, said by name, and the program after it gets its right answer.

use crate::hostile_programs::{CANARY, CANARY_PRINTS, Hostile, programs};
use longhand::python::{Care, Ending, Limits, Pool, Python, Run, Stop};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const LIMITS: Limits = Limits { time: Duration::from_secs(1), ..Limits::USUAL };

/// From the end of the time limit to the answer: a worker is killed and waited for on a busy machine.
const GRACE: Duration = Duration::from_secs(1);

/// How a run ended, in a few words: `done`, `IndexError`, `steps`, `uses open`.
fn outcome(run: &Result<Run, Stop>) -> String {
    match run {
        Ok(Run { ending: Ending::Done, .. }) => "done".to_owned(),
        Ok(Run { ending: Ending::Raised { kind, .. }, .. }) => kind.clone(),
        Err(Stop::Steps { .. }) => "steps".to_owned(),
        Err(Stop::Time) => "time".to_owned(),
        Err(Stop::Memory) => "memory".to_owned(),
        Err(Stop::Output) => "output".to_owned(),
        Err(Stop::Forbidden { name, .. }) => format!("uses {name}"),
        Err(Stop::Module { name, .. }) => format!("imports {name}"),
        Err(Stop::Unseeded { .. }) => "chance".to_owned(),
        Err(Stop::Untrusted(untrusted)) => format!("{untrusted:?}"),
        Err(Stop::Crowded) => "crowded".to_owned(),
        Err(Stop::Crashed { detail }) if detail.starts_with("the worker ended with signal") => "crash".to_owned(),
        Err(Stop::Crashed { detail }) if detail == "the interpreter panicked" => "panic".to_owned(),
        Err(Stop::Crashed { detail }) => detail.split(": ").next().unwrap_or(detail).replace("deeply nested", "deep"),
        Err(Stop::Unavailable { detail }) => format!("unavailable: {detail}"),
    }
}

/// What is wrong with how a program ended, and whether it is only that the machine was too busy for it.
fn trial(python: &mut Python, (name, program, expected): &Hostile, limits: Limits) -> (Vec<String>, bool) {
    let mut complaints = Vec::new();
    // A worker that the last program ended is started again before the clock is read.
    let before = python.run(CANARY);
    let start = Instant::now();
    let run = python.run(program);
    let took = start.elapsed();
    let after = python.run(CANARY);
    let is_expected = expected.split(" or ").any(|way| way == outcome(&run));
    if !is_expected {
        complaints.push(format!("{name}: {} instead of {expected}, {run:?}", outcome(&run)));
    }
    if took > limits.time + GRACE {
        complaints.push(format!("{name}: took {took:?}"));
    }
    for canary in [before, after] {
        let canary = canary.map(|run| (run.stdout, run.ending));
        if canary != Ok((CANARY_PRINTS.to_owned(), Ending::Done)) {
            complaints.push(format!("{name}: the canary beside it gave {canary:?}"));
        }
    }
    (complaints, !is_expected && run == Err(Stop::Time))
}

#[test]
fn each_is_contained_and_named_and_the_next_is_right() {
    let pool = |limits| Pool::new(env!("CARGO_BIN_EXE_longhand").into()).with_limits(limits).with_care(Care::Learner);
    let programs = programs();
    let first = pool(LIMITS).map(&programs, |python, program| trial(python, program, LIMITS));
    let (slow, done): (Vec<_>, Vec<_>) = first.into_iter().zip(&programs).partition(|((_, is_slow), _)| *is_slow);
    let slow: Vec<&Hostile> = slow.into_iter().map(|(_, program)| program).collect();
    let second = pool(Limits::USUAL).map(&slow, |python, program| trial(python, program, Limits::USUAL));
    let complaints = done.into_iter().map(|(trial, _)| trial).chain(second).map(|(complaints, _)| complaints);
    let complaints = complaints.collect::<Vec<_>>().concat();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_way_out_is_tried() {
    let mut tried: BTreeMap<&str, usize> = BTreeMap::new();
    let programs = programs();
    for (_, _, expected) in &programs {
        *tried.entry(expected.split(' ').next().unwrap_or_default()).or_default() += 1;
    }
    assert!(programs.len() >= 300, "{}", programs.len());
    for way in ["done", "steps", "time", "memory", "output", "uses", "too"] {
        assert!(tried.get(way).is_some_and(|&programs| programs > 2), "{way}: {tried:?}");
    }
}

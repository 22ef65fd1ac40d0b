//! Many programs through the pool: every answer right, workers replaced before they grow old, and how long it takes.
//!
//! `LONGHAND_RUNS=20000 cargo test … --test outside -- pool:: --nocapture` is the long run of CONTRIBUTING.md.

#![expect(clippy::disallowed_macros, reason = "a long run says what it measured")]

use crate::rig::Session;
use longhand::python::{Ending, Pool};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::{Duration, Instant};

/// Runs without the variable: a little more than the life of one worker.
const RUNS: usize = 2_600;

/// Programs between two looks at the workers.
const STRETCH: usize = 500;

/// Resident megabytes that no worker passes: 23 at its start, and 2,000 runs that leave 2.4 KB each.
const MOST: usize = 60;

fn runs() -> usize {
    std::env::var("LONGHAND_RUNS").ok().and_then(|text| text.parse().ok()).unwrap_or(RUNS)
}

/// A program and what it prints.
fn program(number: usize) -> (String, String) {
    let a = number % 97;
    match number % 4 {
        0 => (format!("xs = []\nfor x in range({a}):\n    xs.append(x * x)\nprint(len(xs))"), format!("{a}\n")),
        1 => (
            format!(
                "class Lamp:\n    def __init__(self, n):\n        self.n = n\n    def __repr__(self):\n        return f'Lamp({{self.n}})'\nprint([Lamp({a})])"
            ),
            format!("[Lamp({a})]\n"),
        ),
        2 => (
            format!("def f(n):\n    return 0 if n == 0 else 1 + f(n - 1)\nprint(f({a}), sum(x for x in range({a})))"),
            format!("{a} {}\n", a * a.saturating_sub(1) / 2),
        ),
        _ => (
            format!(
                "d = {{'a': {a}}}\ntry:\n    d['b']\nexcept KeyError as error:\n    print(type(error).__name__, d)"
            ),
            format!("KeyError {{'a': {a}}}\n"),
        ),
    }
}

/// What the workers of this test are called, so that they are told from those of tests that run beside it.
const OWN: &str = "pooled-worker";

/// The workers that this test has, and the megabytes of each.
fn workers() -> BTreeMap<u32, usize> {
    let parent = std::process::id().to_string();
    let numbers = fs::read_dir("/proc").expect("the system has /proc").flatten();
    let numbers = numbers.filter_map(|entry| entry.file_name().to_string_lossy().parse::<u32>().ok());
    let field = |status: &str, name: &str| {
        status.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next().map(str::to_owned))
    };
    let found = numbers.filter_map(|number| {
        let status = fs::read_to_string(format!("/proc/{number}/status")).ok()?;
        let is_ours =
            field(&status, "PPid:").as_deref() == Some(&parent) && field(&status, "Name:").as_deref() == Some(OWN);
        let kilobytes: usize = field(&status, "VmRSS:")?.parse().ok()?;
        is_ours.then_some((number, kilobytes >> 10))
    });
    found.collect()
}

/// Runs so many programs, and gives the most megabytes that a worker had, how many workers there were, and the time.
fn run_through(pool: &Pool, runs: usize) -> (usize, usize, Duration) {
    let programs: Vec<(String, String)> = (0..runs).map(program).collect();
    let (mut most, mut seen, mut took) = (0, BTreeSet::new(), Duration::ZERO);
    for (stretch, number) in programs.chunks(STRETCH).zip(1..) {
        let start = Instant::now();
        let ran = pool.map(stretch, |python, (program, _)| python.run(program));
        took += start.elapsed();
        for ((program, prints), run) in stretch.iter().zip(ran) {
            let run = run.unwrap_or_else(|stop| panic!("{program}: {stop:?}"));
            assert_eq!((&run.stdout, &run.ending), (prints, &Ending::Done), "{program}");
        }
        let workers = workers();
        if number % 4 == 0 {
            eprintln!("after {} runs: {workers:?}", number * STRETCH);
        }
        most = most.max(workers.values().copied().max().unwrap_or(0));
        seen.extend(workers.into_keys());
    }
    (most, seen.len(), took)
}

#[test]
fn many_programs_in_a_row() {
    let session = Session::new();
    let own = session.path(OWN);
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_longhand"), &own).expect("the folder is empty");
    for cores in [1, 2] {
        let pool = Pool::new(own.clone()).with_workers(cores);
        let runs = runs();
        let (most, workers_seen, took) = run_through(&pool, runs);
        let a_second = runs as f64 / took.as_secs_f64();
        eprintln!(
            "{runs} runs, {cores} at once: {a_second:.0} a second, {workers_seen} workers, the largest {most} MB"
        );
        assert!(most <= MOST, "a worker had {most} MB");
        assert!(workers_seen > (runs - 1) / 2_000, "only {workers_seen} workers for {runs} runs");
        drop(pool);
        assert!(workers().is_empty(), "a worker has outlived its pool: {:?}", workers());
    }
}

//! Processes that are killed in the middle of noting something, and processes that note at once.
//!
//! `LONGHAND_KILLS=1000` kills as many of each sort; a run of all tests kills 50.

#![expect(clippy::disallowed_macros, reason = "a long run says its figures")]

use crate::rig::Session;
use longhand::history::{Event, Record, Stamp, Store, Timed};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const FOLDER: &str = "LONGHAND_TEST_NOTING_FOLDER";
const FIRST: &str = "LONGHAND_TEST_NOTING_FIRST";
const LAST: &str = "LONGHAND_TEST_NOTING_LAST";

fn kills() -> u64 {
    std::env::var("LONGHAND_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(50)
}

/// Numbers that look like chance, the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// No test by itself: what `note_in_a_child` starts. Notes one number after the other, and says each that was noted.
#[test]
fn a_child_that_notes() {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (Ok(folder), Some(first), Some(last)) = (std::env::var(FOLDER), number(FIRST), number(LAST)) else { return };
    let store = Store::in_folder(folder);
    let stamp = Stamp { at: "2026-11-22T00:00:00Z".to_owned(), day: "2026-11-22".to_owned() };
    for seconds in first..last {
        let event = Event::Timed(Timed { code: None, seconds, sections: Vec::new() });
        store.append(|_| vec![Record { stamp: stamp.clone(), event }]).expect("a folder for tests can be written");
        writeln!(std::io::stdout(), "noted {seconds}").expect("a pipe takes a line");
    }
}

fn note_in_a_child(folder: &Path, first: u64, last: u64) -> Child {
    let mut command = Command::new(std::env::current_exe().expect("a test knows its own file"));
    command.args(["--exact", "history_kills::a_child_that_notes", "--nocapture"]);
    command.env(FOLDER, folder).env(FIRST, first.to_string()).env(LAST, last.to_string());
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the tests start again")
}

/// The numbers of the lines in which a child says that it noted something. A line without its end was not said.
fn said(output: &[u8]) -> Vec<u64> {
    let lines = output.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n"));
    let lines = lines.filter_map(|line| std::str::from_utf8(line).ok());
    lines.filter_map(|line| line.split_once("noted ")?.1.trim_end().parse().ok()).collect()
}

fn noted(folder: &Path) -> Vec<u64> {
    let seen = Store::in_folder(folder).read().expect("a folder for tests can be read");
    seen.history.timings().map(|(_, timed)| timed.seconds).collect()
}

/// Each child is killed while it notes one number after the other.
#[test]
fn whatever_was_acknowledged_outlives_a_kill() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut chance = Chance(1);
    let mut acknowledged = BTreeSet::new();
    for kill in 0..kills() {
        let mut child = note_in_a_child(folder.path(), kill * 1_000_000, (kill + 1) * 1_000_000);
        let mut output = BufReader::new(child.stdout.take().expect("it is a pipe"));
        let mut lines = Vec::new();
        while said(&lines).is_empty() {
            assert!(output.read_until(b'\n', &mut lines).expect("a pipe can be read") > 0, "the child notes nothing");
        }
        std::thread::sleep(Duration::from_micros(chance.below(10_000)));
        child.kill().expect("a child can be killed");
        output.read_to_end(&mut lines).expect("a pipe can be read");
        child.wait().expect("a child that was killed ends");
        acknowledged.extend(said(&lines));
    }
    let noted: BTreeSet<u64> = noted(folder.path()).into_iter().collect();
    let lost: Vec<&u64> = acknowledged.difference(&noted).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    println!("{} kills while noting, {} acknowledged, {} noted", kills(), acknowledged.len(), noted.len());
}

/// The program itself, killed at any moment of its life.
#[test]
fn a_score_that_was_acknowledged_outlives_a_kill() {
    let session = Session::new();
    session.run("daily --format text --minutes 5 --home .").whatever_it_says();
    let sheet: serde_json::Value = serde_json::from_str(history(&session).trim()).expect("a line is JSON");
    let count = sheet["questions"].as_array().map_or(0, Vec::len);
    let start = |number: u64| {
        // Minutes and first mark together tell 2,400 scores apart.
        let marks = std::iter::once((number / 600).to_string()).chain(vec!["1".to_owned(); count - 1]);
        let mut command = session.command();
        command.args(["score", "--home", ".", "--minutes", &(number % 600 + 1).to_string()]).args(marks);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
    };
    let begun = Instant::now();
    assert!(start(0).wait().expect("it ends").success());
    let life = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    let mut chance = Chance(2);
    let mut acknowledged = vec![0];
    for number in 1..=kills().min(2_000) {
        let mut child = start(number);
        std::thread::sleep(Duration::from_micros(chance.below(3 * life)));
        child.kill().expect("a child can be killed");
        let mut output = String::new();
        child.stdout.take().expect("it is a pipe").read_to_string(&mut output).expect("it says text");
        child.wait().expect("a child that was killed ends");
        if !output.is_empty() {
            acknowledged.push(number);
        }
    }
    let noted: BTreeSet<u64> = history(&session).lines().filter_map(number).collect();
    let lost: Vec<&u64> = acknowledged.iter().filter(|number| !noted.contains(number)).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    println!("{} kills of a score, {} acknowledged, {} noted", kills(), acknowledged.len(), noted.len());
    session.run("history --home .").whatever_it_says();
}

fn history(session: &Session) -> String {
    String::from_utf8(session.read("history.jsonl")).expect("a history is text")
}

/// The number that a line of scores was noted with.
fn number(line: &str) -> Option<u64> {
    let record: serde_json::Value = serde_json::from_str(line).ok()?;
    let minutes = record["minutes"].as_u64().filter(|_| record["kind"] == "scored")?;
    Some(record["marks"][0]["mark"].as_u64()? * 600 + minutes - 1)
}

#[test]
fn eight_processes_at_once_lose_nothing() {
    const EACH: u64 = 50;
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let children: Vec<Child> =
        (0..8).map(|child| note_in_a_child(folder.path(), child * EACH, (child + 1) * EACH)).collect();
    for child in children {
        let output = child.wait_with_output().expect("a child ends");
        assert!(output.status.success() && said(&output.stdout).len() as u64 == EACH, "{output:?}");
    }
    let mut found = noted(folder.path());
    for child in 0..8 {
        let own: Vec<&u64> = found.iter().filter(|number| **number / EACH == child).collect();
        assert!(own.is_sorted(), "child {child} was noted out of order");
    }
    found.sort_unstable();
    assert_eq!(found, (0..8 * EACH).collect::<Vec<_>>());
    assert!(!folder.path().join("history.damaged").exists());
}

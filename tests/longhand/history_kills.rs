//! Processes that are killed in the middle of noting something, and processes that note at once.
//!
//! `LONGHAND_KILLS=1000` kills as many of each sort; a run of all tests kills 50.

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

/// The numbers that a child has said it noted.
fn said(child: &mut Child) -> Vec<u64> {
    let output = BufReader::new(child.stdout.take().expect("it is a pipe"));
    // The last line may be cut off; one without its end was not said.
    let lines = output.split(b'\n').filter_map(Result::ok).filter_map(|line| String::from_utf8(line).ok());
    lines.filter_map(|line| line.split_once("noted ")?.1.parse().ok()).collect()
}

fn noted(folder: &Path) -> Vec<u64> {
    let seen = Store::in_folder(folder).read().expect("a folder for tests can be read");
    seen.history.timings().map(|(_, timed)| timed.seconds).collect()
}

#[test]
fn whatever_was_acknowledged_outlives_a_kill() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let mut chance = Chance(1);
    let mut acknowledged = BTreeSet::new();
    for kill in 0..kills() {
        let mut child = note_in_a_child(folder.path(), kill * 1000, kill * 1000 + 1000);
        std::thread::sleep(Duration::from_millis(2 + chance.below(40)));
        child.kill().expect("a child can be killed");
        let mut lines = said(&mut child);
        child.wait().expect("a child that was killed ends");
        // A pipe gives whole lines but for the last, which may be a number cut short.
        lines.pop();
        acknowledged.extend(lines);
    }
    let noted: BTreeSet<u64> = noted(folder.path()).into_iter().collect();
    let lost: Vec<&u64> = acknowledged.difference(&noted).collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
    assert!(acknowledged.len() as u64 > kills(), "only {} were noted before {} kills", acknowledged.len(), kills());
    println!("{} kills, {} acknowledged, {} noted", kills(), acknowledged.len(), noted.len());
}

/// The program itself, killed at any moment of its life.
#[test]
fn a_score_that_was_acknowledged_outlives_a_kill() {
    let session = Session::new();
    session.run("daily --format text --home .").whatever_it_says();
    let questions = history(&session).lines().count();
    assert_eq!(questions, 1, "the sheet is noted");
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
        std::thread::sleep(Duration::from_micros(chance.below(life + life / 2)));
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
    println!("{} kills, {} acknowledged, {} noted", kills(), acknowledged.len(), noted.len());
    session.run("score --home . --quiet").status(2).stderr_has("no marks").whatever_it_says();
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
    let mut children: Vec<Child> =
        (0..8).map(|child| note_in_a_child(folder.path(), child * EACH, (child + 1) * EACH)).collect();
    for child in &mut children {
        assert_eq!(said(child).len() as u64, EACH);
        assert!(child.wait().expect("a child ends").success());
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

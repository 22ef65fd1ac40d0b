//! Every fault that a file of problems can have: `tests/bank/invalid/<code>.toml`, and beside it exactly what `check`
//! says of it. The codes are read from the source, so that a new one without a file fails.
//!
//! A file is checked as `control-flow/<code>.toml`. One that has to be something else says so in its first line:
//! `# as pools.toml`. Warnings stand in `tests/bank/warned/`: `check` tells them of problems without errors, and most only
//! when it has seen many draws. What a `bank.lock` shows stands in `tests/bank/locked/`, a folder each.

use crate::rig::{Session, golden, repository};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Folders of files, and the draws that they need.
const LOCKED: &str = "tests/bank/locked";
const FOLDERS: [(&str, &str); 2] = [("tests/bank/invalid", "5"), ("tests/bank/warned", "60")];

/// Faults that no file of a few lines shows, and where they are tested.
const WITHOUT_A_FILE: &[(&str, &str)] = &[
    ("file-too-large", "over a megabyte: a test of `keys`"),
    ("too-many-problems", "hundreds of problems: a test of `bank`"),
    ("same-tag", "needs two ids that share 25 bits of SHA-256: a test of `bank`"),
    ("interpreter-stopped", "an interpreter that is gone: a test of `python`"),
    ("worker-crashed", "a worker that ends by itself: a test of `python`"),
    ("worker-unavailable", "a program that cannot be started again: a test of `python`"),
];

/// Every code that an `impl Finding` gives for a file of problems. Those of `code` are for what is typed, those of `roster`
/// for files of a class, which have their own examples in `tests/roster/`.
fn codes() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, text) in crate::architecture::sources() {
        let room = path.split(['/', '.']).next().unwrap_or_default();
        if ["code", "cli", "diagnostic", "roster"].contains(&room) {
            continue;
        }
        for part in text.split("Finding for ").skip(1) {
            let body = part.split("\n}").next().unwrap_or_default();
            let code = body.split("fn code(").nth(1).and_then(|rest| rest.split("\n    }").next()).unwrap_or_default();
            found.extend(code.split('"').skip(1).step_by(2).filter(|word| is_code(word)).map(str::to_owned));
        }
    }
    found
}

/// Kebab-case, or a word alone; not a piece of a sentence that a `match` guard looks for.
fn is_code(word: &str) -> bool {
    word.contains('-')
        && word.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-')
}

/// Every file by its code, with a dot and a word behind it where it shows another face of a fault, and the draws that it
/// needs.
fn files() -> BTreeMap<String, (PathBuf, &'static str)> {
    let mut found = BTreeMap::new();
    for (folder, draws) in FOLDERS {
        let entries = fs::read_dir(repository().join(folder)).expect("the folder is in the repository");
        let paths = entries.map(|entry| entry.expect("the folder can be read").path());
        for path in paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
            let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            found.insert(name, (path, draws));
        }
    }
    let entries = fs::read_dir(repository().join(LOCKED)).expect("the folder is in the repository");
    for path in entries.map(|entry| entry.expect("the folder can be read").path()).filter(|path| path.is_dir()) {
        let code = path.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        found.insert(code, (path, "20"));
    }
    found
}

fn code_of(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

#[test]
fn a_file_for_every_code_and_a_code_for_every_file() {
    let without: BTreeSet<String> = WITHOUT_A_FILE.iter().map(|(code, _)| (*code).to_owned()).collect();
    let codes = codes();
    let named: BTreeSet<String> = files().keys().map(|name| code_of(name).to_owned()).collect();
    let missing: Vec<_> = codes.difference(&named).filter(|code| !without.contains(*code)).collect();
    let unknown: Vec<_> = named.difference(&codes).collect();
    let needless: Vec<_> = without.iter().filter(|code| !codes.contains(*code) || named.contains(*code)).collect();
    assert!(codes.len() > 30, "only {} codes were found in the source", codes.len());
    assert!(missing.is_empty(), "codes without a file: {missing:?}");
    assert!(unknown.is_empty(), "files of no code: {unknown:?}");
    assert!(needless.is_empty(), "codes that are excused for nothing: {needless:?}");
}

#[test]
fn each_file_gets_exactly_its_message() {
    let work: Vec<(String, (PathBuf, &str))> = files().into_iter().collect();
    let complaints = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for half in work.chunks(work.len().div_ceil(2).max(1)) {
            scope.spawn(|| {
                let found: Vec<String> =
                    half.iter().filter_map(|(code, (path, draws))| complaint(code, path, draws)).collect();
                complaints.lock().expect("no thread has panicked").extend(found);
            });
        }
    });
    let complaints = complaints.into_inner().expect("no thread has panicked");
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// What is wrong with what `check` says of a file.
fn complaint(code: &str, path: &Path, draws: &str) -> Option<String> {
    if path.is_dir() {
        let mut session = Session::new();
        for name in ["bank.lock", "control-flow/lamps.toml"] {
            session = session.file(&format!("mine/{name}"), fs::read(path.join(name)).expect("each has both files"));
        }
        return complaint_of(&session, code, path, "mine", draws);
    }
    let bytes = fs::read(path).expect("it was just listed");
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let place = std::str::from_utf8(first).ok().and_then(|line| line.strip_prefix("# as "));
    let place = place.map_or_else(|| format!("control-flow/{code}.toml"), str::to_owned);
    let session = Session::new().file(&place, bytes);
    complaint_of(&session, code, path, &place, draws)
}

fn complaint_of(session: &Session, code: &str, path: &Path, place: &str, draws: &str) -> Option<String> {
    let output = session.command().args(["check", place, "--seeds", draws]).output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !said.contains(&format!("[{}]", code_of(code))) {
        let noise = String::from_utf8_lossy(&output.stderr);
        return Some(format!("`{code}` is not what `check` says of its file:\n{said}{noise}"));
    }
    let wanted = if said.contains("error[") { Some(1) } else { Some(0) };
    if output.status.code() != wanted || !output.stderr.is_empty() {
        return Some(format!("{code}: {}, {}", output.status, String::from_utf8_lossy(&output.stderr)));
    }
    let kept = path.with_extension("txt");
    golden::write_if_different(&kept, &said).map(|what| format!("{} {what}: look at it", kept.display()))
}

/// The manual's list of faults is made of the same messages.
#[test]
fn the_manual_lists_every_fault() {
    let mut text = String::from(
        "# Faults\n\nWhat `longhand check` finds in files of problems, by name, with an example of each. This page is made \
         by a test.\n",
    );
    for (code, (path, _)) in files().into_iter().filter(|(name, _)| code_of(name) == name.as_str()) {
        let said = fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
        write!(text, "\n## {code}\n\n```text\n{}\n```\n", said.trim_end()).expect("text takes any text");
    }
    for (code, why) in WITHOUT_A_FILE {
        let why = why.split(": ").next().unwrap_or_default();
        write!(text, "\n## {code}\n\nNo example: {why}.\n").expect("text takes any text");
    }
    golden::same_as_file("docs/faults.md", &text);
}

//! The keys of thirty sheets, as their JSON has them, give what CPython comes to. Behind the keys asks `oracle.rs`.

use crate::interpreters::interpreters;
use crate::programs::output_of;
use crate::rig::Session;
use crate::rig::json::{first_sheet, text};
use serde_json::Value;
use std::collections::BTreeSet;

/// Reads questions from a file and prints what is wrong with them.
pub const JUDGE: &str = include_str!("judge.py");

/// Every question of thirty days, and every problem of the bank with three seeds, each once.
fn questions() -> Vec<Value> {
    let session = Session::new();
    let days = (1..=30).map(|day| format!("daily --format json --date 2027-06-{day:02}"));
    let listed = session.run("list --problems --format json").json();
    let problems = listed["problems"].as_array().expect("problems are a list").clone();
    let shown = problems.iter().flat_map(|problem| {
        let id = text(problem, "id").to_owned();
        (1..=3).map(move |seed| format!("show {id} --format json --seed {seed}"))
    });
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for line in days.chain(shown) {
        let run = session.run(&line).json();
        for question in first_sheet(&run)["questions"].as_array().expect("questions are a list") {
            if seen.insert(format!("{}{}", question["code"], question["key"])) {
                found.push(question.clone());
            }
        }
    }
    found
}

#[test]
fn cpython_agrees_with_every_answer() {
    let questions = questions();
    assert!(questions.len() > 100, "only {} questions", questions.len());
    let session = Session::new()
        .file("judge.py", JUDGE)
        .file("questions.json", serde_json::to_string(&questions).expect("JSON can be written"));
    for interpreter in interpreters() {
        let words = ["-I".into(), session.path("judge.py"), session.path("questions.json")];
        let said = output_of(interpreter, words);
        let last = said.lines().last().unwrap_or_default();
        assert!(last.starts_with("agreed on "), "{interpreter} disagrees:\n{said}");
        let judged: usize = last.split_whitespace().nth(2).and_then(|number| number.parse().ok()).unwrap_or(0);
        assert!(judged * 2 > questions.len(), "{interpreter} could judge only {judged} of {}", questions.len());
    }
}

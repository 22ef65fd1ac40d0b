//! `list` and `show`: what the bank holds, and one problem drawn.

use crate::rig::Session;
use crate::rig::json::{first_sheet, text};
use serde_json::Value;

pub const TOPICS: [&str; 10] = [
    "whiteboard",
    "control-flow",
    "projects",
    "interview-problems",
    "data-types",
    "comprehensions",
    "generators",
    "classes",
    "questions-to-ask",
    "other-technologies",
];

/// Every problem of the shipped bank as `list` tells it.
pub fn problems(session: &Session) -> Vec<Value> {
    let run = session.run("list --problems --format json").json();
    run["problems"].as_array().expect("problems are a list").clone()
}

#[test]
fn the_ten_topics_in_their_order() {
    let text = Session::new().stdout("list --topics");
    let places: Vec<usize> =
        TOPICS.iter().map(|topic| text.find(topic).unwrap_or_else(|| panic!("no `{topic}` in {text}"))).collect();
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn lists_are_text_or_json() {
    let session = Session::new();
    for what in ["topics", "skills", "problems"] {
        let text = session.stdout(&format!("list --{what}"));
        let json = session.run(&format!("list --{what} --format json")).json();
        let list = json[what].as_array().unwrap_or_else(|| panic!("no list `{what}` in {json}"));
        assert!(list.len() >= 10, "only {} {what}", list.len());
        for entry in list {
            let id = entry["id"].as_str().expect("everything has an id");
            assert!(text.contains(id), "`{id}` is in the JSON but not in the text");
        }
    }
}

#[test]
fn the_bank_is_large_enough() {
    let list = problems(&Session::new());
    assert!(list.len() >= 24, "{} problems", list.len());
    for topic in TOPICS {
        assert!(list.iter().any(|problem| problem["topic"] == topic), "no problem of `{topic}`");
    }
    for kind in ["output", "trace", "parsons", "write", "class", "mcq", "choose", "short"] {
        let is_there = |problem: &Value| problem["kind"] == kind || kind == "mcq" && problem["kind"] == "output";
        assert!(list.iter().any(is_there), "no problem of kind `{kind}`");
    }
}

#[test]
fn a_problem_is_shown_with_its_key() {
    let session = Session::new();
    for problem in problems(&session) {
        let id = text(&problem, "id");
        let shown = session.stdout(&format!("show {id} --key"));
        assert!(shown.contains("Key"), "`longhand show {id}`:\n{shown}");
    }
}

#[test]
fn another_seed_draws_other_numbers() {
    let session = Session::new();
    let first = problems(&session)
        .iter()
        .find(|problem| problem["kind"] == "output")
        .map(|problem| text(problem, "id").to_owned())
        .expect("an `output` is in the bank");
    let shown: Vec<Value> = (1..=4)
        .map(|seed| session.run(&format!("show {first} --seed {seed} --format json")).json())
        .map(|run| first_sheet(&run)["questions"][0]["params"].clone())
        .collect();
    assert!(shown.iter().any(|params| *params != shown[0]), "{shown:?}");
}

#[test]
fn a_class_is_shown_at_each_stage() {
    let session = Session::new();
    let class = problems(&session)
        .iter()
        .find(|problem| problem["kind"] == "class")
        .map(|problem| text(problem, "id").to_owned())
        .expect("a `class` is in the bank");
    let stages: Vec<String> =
        (0..=5).map(|stage| session.stdout(&format!("show {class} --stage {stage} --seed 1"))).collect();
    for (stage, pair) in stages.windows(2).enumerate() {
        assert!(pair[0] != pair[1], "stages {stage} and {} of `{class}` are the same", stage + 1);
    }
    session.run(&format!("show {class} --stage 6")).status(2).stderr_has("6");
}

#[test]
fn a_slip_in_an_id_is_told_with_the_nearest() {
    let session = Session::new();
    let id = text(&problems(&session)[0], "id").to_owned();
    let wrong = id.replacen(['a', 'e', 'o'], "x", 1);
    session.run(&format!("show {wrong}")).status(2).stderr_has(&format!("`{wrong}`")).stderr_has(&id);
}

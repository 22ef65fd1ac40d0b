//! `score` of an interview with its five signals, and which sheet is marked where none is named.

use crate::rig::Session;
use crate::rig::json::{first_sheet, text};
use serde_json::Value;

const FILE: &str = "home/history.jsonl";

fn session() -> Session {
    let session = Session::new();
    let home = session.path("home").display().to_string();
    session.with("LONGHAND_HOME", &home)
}

fn questions(sheet: &Value) -> &Vec<Value> {
    sheet["questions"].as_array().expect("questions are a list")
}

/// All points of an interview, but this many of the whiteboard.
fn marks(sheet: &Value, board: u32) -> String {
    let mark = |question: &Value| match (question["kind"].as_str(), &question["points"]) {
        (Some("write"), points) if *points == 20 => board.to_string(),
        (_, points) => points.to_string(),
    };
    questions(sheet).iter().map(mark).collect::<Vec<_>>().join(" ")
}

fn boxes(session: &Session) -> Vec<u64> {
    let standing = session.run("progress --format json").json();
    let skills = standing["skills"].as_array().expect("skills are a list").clone();
    skills.iter().filter_map(|skill| skill["box"].as_u64()).collect()
}

#[test]
fn an_interview_that_fell_short_puts_its_skills_back() {
    let session = session();
    let sheet = session.run("mock --seed 5 --level 2 --format json").files(&[FILE]).json();
    let sheet = first_sheet(&sheet);
    let code = text(sheet, "code");
    session.run(&format!("score {code} {}", marks(sheet, 10))).files(&[FILE]).stdout_has("noted for");
    assert!(boxes(&session).contains(&2));
    let run = session.run(&format!("score {code} {} --signals 3 2 2 1 2", marks(sheet, 10))).files(&[FILE]);
    let run = run.stdout_has("signals 3 2 2 1 2: 10 of 20, not yet\nback to box 0, and due tomorrow: ");
    drop(run.stdout_has(text(&questions(sheet)[0], "skill")));
    assert!(boxes(&session).iter().all(|in_box| *in_box == 0));
    session.run("history").stdout_has(", signals 3 2 2 1 2: not yet");
    session.run("progress").stdout_has("the interview of 22 November had 10 of 20: not yet");
    session.run("history undo").files(&[FILE]).stdout_has("took back");
    assert!(boxes(&session).contains(&2), "undo takes it back");
}

#[test]
fn signals_say_how_near_it_was() {
    let session = session();
    let sheet = session.run("mock --seed 5 --level 2 --format json").files(&[FILE]).json();
    let sheet = first_sheet(&sheet);
    let cases = [
        ("3 3 3 3 3", 15, "15 of 20, ready for this level"),
        ("4 4 4 3 1", 16, "16 of 20, nearly: repeat in a week"),
        ("3 2 2 2 2", 11, "11 of 20, nearly: repeat in a week"),
    ];
    for (signals, sum, says) in cases {
        let line = format!("score {} {} --signals {signals}", text(sheet, "code"), marks(sheet, sum));
        session.run(&line).files(&[FILE]).stdout_has(says);
        assert!(boxes(&session).iter().any(|in_box| *in_box > 0));
    }
    let line = format!("score {} --signals 3 3 3 3 3", marks(sheet, 12));
    session.run(&line).status(2).stderr_has("has 12 of 20, and the signals come to 15");
    session.run("score 3 --signals 5 3 3 3 3").status(2).stderr_has("5 is not in 1..=4");
}

#[test]
fn signals_are_for_interviews() {
    let session = session();
    let sheet = session.run("daily --format json").files(&[FILE]).json();
    let sheet = first_sheet(&sheet);
    let marks = vec!["3"; questions(sheet).len()].join(" ");
    let line = format!("score {marks} --signals 3 3 3 3 3");
    session.run(&line).status(2).stderr_has("`--signals` is for an interview").stderr_has("help: leave it out");
}

#[test]
fn the_last_sheet_is_never_one_of_a_class() {
    let session = session();
    session.run("handout --copies 2 --count 2 --seed 3 --quiet --no-history").whatever_it_says();
    session.run("handout --copies 2 --count 2 --seed 3 --quiet --force").whatever_it_says();
    session
        .run("score 3 3")
        .status(2)
        .stderr_has("only sheets of a class were printed here")
        .stderr_has("`longhand score --map FILE.csv`");
    let sheet = session.run("daily --format json").files(&[FILE]).json();
    let sheet = first_sheet(&sheet);
    session.run("handout --copies 2 --count 2 --seed 4 --quiet --force").whatever_it_says();
    let marks = vec!["3"; questions(sheet).len()].join(" ");
    session.run(&format!("score {marks}")).files(&[FILE]).stdout_has(text(sheet, "code"));
}

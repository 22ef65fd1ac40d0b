//! A run of dailies without history: every point comes, and every drill fits its leaf.

use crate::rig::Session;
use serde_json::Value;
use std::collections::BTreeSet;

/// Days that are drawn, from Sunday 22 November 2026. A year is a command in CONTRIBUTING.md.
const DAYS: usize = 40;

/// The sheet of the day, as JSON has it.
fn sheet(session: &Session, day: usize) -> Value {
    let seed = 9822 + day;
    let text = session.stdout(&format!("daily --format json --seed {seed}"));
    let run: Value = serde_json::from_str(&text).expect("it is JSON");
    run["sheets"][0].clone()
}

fn words<'a>(sheet: &'a Value, key: &'a str) -> impl Iterator<Item = &'a str> {
    let questions = sheet["questions"].as_array().into_iter().flatten();
    questions.map(move |question| question[key].as_str().unwrap_or_default())
}

#[test]
fn forty_days() {
    let session = Session::new();
    let sheets: Vec<Value> = (0..DAYS).map(|day| sheet(&session, day)).collect();
    for (day, sheet) in sheets.iter().enumerate() {
        let questions = sheet["questions"].as_array().expect("a list");
        assert!((4..=6).contains(&questions.len()), "day {day} has {} questions", questions.len());
        assert_eq!(sheet["pages"]["sheet"], 2, "day {day}");
        let minutes: u64 = questions.iter().filter_map(|question| question["minutes"].as_u64()).sum();
        assert!((10..=15).contains(&minutes), "day {day} takes {minutes} minutes");
        let skills: BTreeSet<&str> = words(sheet, "skill").collect();
        assert_eq!(skills.len(), questions.len(), "day {day} asks a skill twice");
    }
    let short = sheets.iter().filter(|sheet| sheet["questions"].as_array().is_some_and(|all| all.len() < 5)).count();
    assert!(short <= 2, "{short} of forty days have fewer than five questions");
    for (first, ten) in sheets.windows(10).enumerate() {
        let topics: BTreeSet<&str> = ten.iter().flat_map(|sheet| words(sheet, "topic")).collect();
        assert_eq!(topics.len(), 10, "the ten days from day {first} have only {topics:?}");
    }
    let problems: BTreeSet<&str> = sheets.iter().flat_map(|sheet| words(sheet, "problem")).collect();
    assert!(problems.len() >= 60, "forty days have only {} different problems", problems.len());
}

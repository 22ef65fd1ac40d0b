//! `problem_sets/ten-points.md`: what is worth practising, phrase by phrase, and the problems that cover it.

use crate::rig::repository;
use longhand::bank;
use std::collections::BTreeSet;

/// Problems of one phrase, at the least.
const FEWEST: usize = 3;

/// Phrases of one point, at the least.
const PHRASES: usize = 5;

struct Point {
    topic: String,
    rows: Vec<(String, Vec<String>)>,
}

/// What stands between backticks.
fn quoted(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn points() -> Vec<Point> {
    let text = std::fs::read_to_string(repository().join("problem_sets/ten-points.md")).expect("the table is there");
    let mut points: Vec<Point> = Vec::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let topic = quoted(heading).pop().unwrap_or_else(|| panic!("`{heading}` names no topic"));
            points.push(Point { topic, rows: Vec::new() });
        } else if let Some((phrase, problems)) = row(line)
            && let Some(point) = points.last_mut()
        {
            point.rows.push((phrase.to_owned(), quoted(problems)));
        }
    }
    points
}

/// The two cells of a row that is neither head nor rule.
fn row(line: &str) -> Option<(&str, &str)> {
    let cells = line.strip_prefix("| ")?.strip_suffix(" |")?;
    let (phrase, problems) = cells.split_once(" | ")?;
    (phrase != "---" && problems != "problems").then_some((phrase, problems))
}

#[test]
fn every_phrase_of_the_ten_points_has_problems() {
    let (bank, _) = bank::load(&bank::embedded());
    let points = points();
    let topics: Vec<&str> = points.iter().map(|point| point.topic.as_str()).collect();
    assert_eq!(topics, bank.topics.iter().map(|topic| topic.id.as_str()).collect::<Vec<_>>());
    for Point { topic, rows } in &points {
        assert!(rows.len() >= PHRASES, "`{topic}` has {} phrases", rows.len());
        for (phrase, problems) in rows {
            let different: BTreeSet<&String> = problems.iter().collect();
            assert!(different.len() >= FEWEST, "“{phrase}” has {} problems", different.len());
            for id in problems {
                let entry = bank.entry(id).unwrap_or_else(|| panic!("“{phrase}” names `{id}`, which there is not"));
                assert!(!entry.is_retired(), "“{phrase}” names `{id}`, which is not drawn any more");
            }
        }
    }
}

//! CPython's `sqlite3` gives the same rows as the room `tables`, on tables made from statements.

use crate::programs::output_of;
use crate::python::JUDGE;
use crate::rig::Session;
use crate::rig::json::{first_sheet, text};
use serde_json::Value;

/// Draws of each problem.
const SEEDS: u64 = 10;

fn questions(session: &Session) -> Vec<Value> {
    let listed = session.run("list --problems --format json").json();
    let problems = listed["problems"].as_array().expect("problems are a list").clone();
    let ids = problems.iter().filter(|problem| text(problem, "kind") == "sql").map(|problem| text(problem, "id"));
    let lines = ids.flat_map(|id| (0..SEEDS).map(move |seed| format!("show {id} --format json --seed {seed}")));
    lines.map(|line| first_sheet(&session.run(&line).json())["questions"][0].clone()).collect()
}

#[test]
fn another_sqlite_gives_the_same_rows() {
    let questions = questions(&Session::new());
    assert!(questions.len() >= 80, "only {} questions", questions.len());
    let session = Session::new()
        .file("judge.py", JUDGE)
        .file("questions.json", serde_json::to_string(&questions).expect("JSON can be written"));
    let words = ["-I".into(), session.path("judge.py"), session.path("questions.json")];
    let said = output_of("python3", words);
    let all = format!("agreed on {0} questions of {0}", questions.len());
    assert_eq!(said.lines().last(), Some(all.as_str()), "{said}");
}

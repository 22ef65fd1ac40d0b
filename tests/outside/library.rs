//! CPython about Python's library as the interpreter carries it: the recorded results, and our own `unittest`.

use crate::interpreters::interpreters;
use crate::programs::output_of;
use crate::rig::{Session, repository};
use longhand::python::{Care, Ending, Python};
use std::fs;

/// Programs that print what they find in the results of tests. Each starts with a line `# --- title`.
const UNITTESTS: &str = include_str!("unittests.py");

#[test]
fn what_is_recorded_is_what_cpython_gives() {
    let recorded = repository().join("src/python/tests/library.txt");
    let results = fs::read_to_string(&recorded).expect("the file is in the repository").matches("\n=> ").count();
    let session = Session::new().file("recorded.py", include_str!("recorded.py"));
    for interpreter in interpreters() {
        let words = ["-I".into(), session.path("recorded.py"), recorded.clone()];
        assert_eq!(output_of(interpreter, words), format!("agreed on {results}\n"), "{interpreter}");
    }
}

#[test]
fn tests_come_out_as_in_cpython() {
    let mut python = Python::in_worker(env!("CARGO_BIN_EXE_longhand").into()).with_care(Care::Learner);
    let programs: Vec<&str> = UNITTESTS.split("# --- ").filter(|program| !program.is_empty()).collect();
    assert!(programs.len() > 30);
    let mut said = String::new();
    for program in programs {
        let (title, program) = program.split_once('\n').expect("the title is a line");
        let run = python.run(program).unwrap_or_else(|stop| panic!("{title}: {stop:?}"));
        assert_eq!(run.ending, Ending::Done, "{title}");
        said.push_str(&format!("# --- {title}\n{}", run.stdout));
    }
    let session = Session::new().file("one_by_one.py", include_str!("one_by_one.py")).file("unittests.py", UNITTESTS);
    for interpreter in interpreters() {
        let words = ["-I".into(), session.path("one_by_one.py"), session.path("unittests.py")];
        assert_eq!(said, output_of(interpreter, words), "{interpreter}");
    }
}

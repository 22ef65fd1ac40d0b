//! What is typed wrongly is told in one message, with what to type instead, and exit status 2.

use crate::rig::Session;

/// What was typed, and what the message must hold.
const WRONG: &[(&str, &[&str])] = &[
    ("daily --sheets 3", &["--sheets"]),
    ("dialy", &["dialy", "daily"]),
    ("daily --topics control-flwo", &["`control-flwo`", "control-flow"]),
    ("daily --topics nonsense", &["`nonsense`"]),
    ("daily --minutes 0", &["minutes", "0"]),
    ("daily --minutes many", &["minutes", "many"]),
    ("daily --minutes 999999999999", &["minutes"]),
    ("daily --levels 5", &["levels", "5"]),
    ("daily --levels 3-1", &["levels", "3-1"]),
    ("daily --date 2026-02-30", &["2026-02-30"]),
    ("daily --date yesterday", &["yesterday"]),
    ("daily --seed -1", &["-1"]),
    ("daily --seed seven", &["seed", "seven"]),
    ("daily --paper b5", &["b5", "a4", "letter"]),
    ("daily --key somewhere", &["somewhere", "separate"]),
    ("daily --format docx", &["docx", "json"]),
    ("daily --date 2026-11-22 --seed 7", &["--seed"]),
    ("show museum-fairs-of-no-kind", &["`museum-fairs-of-no-kind`"]),
    ("key", &["CODE"]),
    ("key hello", &["16 letters"]),
    ("key 0000-0000-0000-00000000", &["20"]),
    ("check --seeds 0", &["seeds"]),
];

#[test]
fn each_is_told_with_what_to_type() {
    let session = Session::new();
    for (line, parts) in WRONG {
        let mut run = session.run(line).status(2);
        for part in *parts {
            run = run.stderr_has(part);
        }
    }
}

#[test]
fn messages_are_lower_case_and_short() {
    let session = Session::new();
    for (line, _) in WRONG {
        let output = session.command().args(line.split_whitespace()).output().expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.starts_with("error"), "`longhand {line}` says:\n{said}");
        assert!(said.lines().count() <= 20, "`longhand {line}` says too much:\n{said}");
        assert!(!said.contains("panicked") && !said.contains("invalid input"), "`longhand {line}` says:\n{said}");
    }
}

#[test]
fn nothing_typed_shows_the_verbs() {
    Session::new().run("").status(2).stderr_has("daily");
}

#[test]
fn version_and_help_are_results() {
    let session = Session::new();
    session.run("--version").stdout_is(&format!("longhand {}\n", env!("CARGO_PKG_VERSION")));
    session.run("--help").stdout_has("daily").stdout_has("check");
    session.run("daily --help").stdout_has("--minutes").stdout_has("longhand daily");
}

#[test]
fn every_verb_has_examples_in_its_help() {
    let session = Session::new();
    for verb in crate::readme::verbs(&session) {
        session.run(&format!("{verb} --help")).stdout_has("Examples").stdout_has(&format!("longhand {verb}"));
    }
}

#[test]
fn help_fits_eighty_columns() {
    let session = Session::new();
    for verb in crate::readme::verbs(&session) {
        for line in session.stdout(&format!("{verb} --help")).lines() {
            assert!(line.chars().count() <= 80, "help of `{verb}`: {line}");
        }
    }
}

#[test]
fn a_bank_that_cannot_give_what_was_asked() {
    let session = Session::new()
        .file("mine/topics.toml", "[[topic]]\nid = \"control-flow\"\nnumber = 2\ntitle = \"Control flow\"\n");
    session.run("daily --only-bank mine").status(4).stderr_has("error");
}

#[test]
fn a_bank_that_is_not_there() {
    Session::new().run("daily --bank nowhere").status(3).stderr_has("`nowhere`");
}

/// The rig itself can fail.
#[test]
#[should_panic(expected = "standard output")]
fn what_a_test_does_not_mention_must_be_empty() {
    Session::new().run("--version");
}

#[test]
#[should_panic(expected = "the exit status")]
fn a_status_that_a_test_does_not_mention_must_be_zero() {
    Session::new().run("dialy").stderr_has("error");
}

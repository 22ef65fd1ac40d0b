//! `--format json` is a promise: the shapes that the manual gives, for every kind there is.

use crate::list_show::{TOPICS, problems};
use crate::rig::Session;
use crate::rig::json::Shape::{Any, List, Maybe, Object, OneOf, Text, Whole};
use crate::rig::json::{Shape, differences, first_sheet, text};
use serde_json::Value;

const TEXTS: Shape = List(&Text);
const CELLS: Shape = List(&List(&Any));

const RUN: Shape = Object(&[("sheets", List(&SHEET))]);

const SHEET: Shape = Object(&[
    ("code", Text),
    ("request", Text),
    ("qr", Text),
    ("title", Text),
    ("verb", Text),
    ("seed", Whole),
    ("name", Maybe(&Text)),
    ("questions", List(&QUESTION)),
    ("pages", Maybe(&Object(&[("sheet", Whole), ("key", Whole)]))),
]);

const QUESTION: Shape = Object(&[
    ("number", Whole),
    ("problem", Text),
    ("title?", Text),
    ("skill", Text),
    ("kind", Text),
    ("stage?", Maybe(&Whole)),
    ("topic", Text),
    ("level", Whole),
    ("minutes", Whole),
    ("points", Whole),
    ("params", Any),
    ("ask", Text),
    ("code", Maybe(&Text)),
    (
        "key",
        Object(&[
            ("answer", Any),
            ("why", Text),
            ("misreads", List(&Object(&[("id", Maybe(&Text)), ("answer", Any), ("say", Text)]))),
            ("rubric", List(&Any)),
            ("model", Maybe(&Text)),
            ("tests", Any),
        ]),
    ),
]);

const MODEL: Shape = Object(&[("model", Text)]);
const CHOICE: Shape = Object(&[("option", Text), ("text?", Text)]);

/// The shape of `key.answer`, by kind.
const ANSWERS: &[(&str, Shape)] = &[
    ("output", Object(&[("stdout", Text), ("error?", Maybe(&Text))])),
    ("trace", Object(&[("columns", TEXTS), ("rows", CELLS)])),
    ("cloze", Object(&[("fills", TEXTS), ("stdout", Text)])),
    ("bugfix", Object(&[("line", Whole), ("text", Text)])),
    ("write", MODEL),
    ("class", MODEL),
    ("rewrite", MODEL),
    ("copy", MODEL),
    ("plan", MODEL),
    ("short", MODEL),
    ("explain", MODEL),
    ("parsons", Object(&[("order", List(&Any)), ("model", Text)])),
    ("mcq", CHOICE),
    ("choose", CHOICE),
    ("tf", Object(&[("truth", Any)])),
    ("match", Object(&[("pairs", Any)])),
    ("diagram", Object(&[("names", Any), ("objects", Any)])),
    ("bigo", Object(&[("count", Any), ("growth", Text)])),
    ("tests", Object(&[("calls", Any)])),
    ("sql", OneOf(&[Object(&[("columns", TEXTS), ("rows", CELLS)]), Object(&[("model", Text), ("rows", CELLS)])])),
    ("cmd", OneOf(&[Object(&[("stdout", Text)]), Object(&[("commands", Any)])])),
];

#[track_caller]
fn assert_question(question: &Value) {
    let kind = text(question, "kind");
    let shape = ANSWERS.iter().find(|(known, _)| *known == kind);
    let (_, shape) = shape.unwrap_or_else(|| panic!("the answer of `{kind}` has no promised shape"));
    let found = differences(&question["key"]["answer"], *shape, &format!("answer of `{kind}`"));
    assert_eq!(found, Vec::<String>::new(), "{question}");
    assert!(TOPICS.contains(&text(question, "topic")), "{question}");
    assert!(text(question, "problem").contains('@'), "{question}");
    assert!((1..=3).contains(&question["level"].as_u64().unwrap_or(0)), "{question}");
}

#[test]
fn a_daily_has_the_promised_shape() {
    let run = Session::new().run("daily --format json").json();
    assert_eq!(differences(&run, RUN, "run"), Vec::<String>::new());
    let sheet = first_sheet(&run);
    assert_eq!(sheet["verb"], "daily");
    let questions = sheet["questions"].as_array().expect("questions are a list");
    for (question, number) in questions.iter().zip(1..) {
        assert_eq!(question["number"], number);
        assert_eq!(question["points"], 3);
        assert_question(question);
    }
}

#[test]
fn every_problem_has_the_promised_shape() {
    let session = Session::new();
    for problem in problems(&session) {
        let id = text(&problem, "id");
        let run = session.run(&format!("show {id} --format json")).json();
        assert_eq!(differences(&run, RUN, id), Vec::<String>::new());
        let questions = first_sheet(&run)["questions"].as_array().expect("questions are a list");
        assert_eq!(questions.len(), 1, "of `{id}`");
        assert!(text(&questions[0], "problem").starts_with(&format!("{id}@")));
        assert_question(&questions[0]);
    }
}

#[test]
fn lists_have_the_promised_shape() {
    let shape = Object(&[(
        "problems",
        List(&Object(&[
            ("id", Text),
            ("title", Text),
            ("kind", Text),
            ("topic", Text),
            ("skill", Text),
            ("level", Whole),
            ("minutes", Whole),
            ("points", Whole),
            ("also?", TEXTS),
            ("version?", Whole),
        ])),
    )]);
    let run = Session::new().run("list --problems --format json").json();
    assert_eq!(differences(&run, shape, "list"), Vec::<String>::new());
}

#[test]
fn faults_have_the_promised_shape() {
    let shape = Object(&[
        ("files", Whole),
        ("problems", Whole),
        (
            "faults",
            List(&Object(&[
                ("file", Text),
                ("line", Whole),
                ("column", Whole),
                ("end_line?", Whole),
                ("end_column?", Whole),
                ("code", Text),
                ("severity?", Text),
                ("message", Text),
                ("help", Maybe(&Text)),
            ])),
        ),
    ]);
    let session = Session::new().file("control-flow/mine.toml", "[set]\ntopic = \"control-flow\"\ntile = \"Mine\"\n");
    let run = session.run("check control-flow/mine.toml --format json").status(1).json();
    assert_eq!(differences(&run, shape, "check"), Vec::<String>::new());
    assert!(run["faults"].as_array().is_some_and(|faults| !faults.is_empty()), "{run}");
}

/// A misread that gives the right answer would teach nothing.
#[test]
fn no_wrong_answer_is_right() {
    for day in 1..=9 {
        let run = Session::new().run(&format!("daily --format json --date 2026-10-0{day}")).json();
        for question in first_sheet(&run)["questions"].as_array().expect("questions are a list") {
            let key = &question["key"];
            for misread in key["misreads"].as_array().expect("misreads are a list") {
                assert_ne!(misread["answer"], key["answer"], "{question}");
            }
        }
    }
}

#[test]
fn shapes_tell_what_differs() {
    let shape = Object(&[("id", Text), ("stage?", Whole), ("name", Maybe(&Text)), ("list", List(&Whole))]);
    let right = serde_json::json!({ "id": "a", "name": null, "list": [1, 2] });
    let wrong = serde_json::json!({ "id": 1, "stage": 2, "list": [1, "b"], "more": 0 });
    assert_eq!(differences(&right, shape, "it"), Vec::<String>::new());
    assert_eq!(differences(&wrong, shape, "it").len(), 4);
}

/// Faults that reading finds and faults that running finds stand in the order of the file.
#[test]
fn faults_of_reading_and_of_running_stand_in_one_order() {
    let problem = |id: &str, program: &str, more: &str| {
        format!(
            "[[problem]]\nid = \"{id}\"\nkind = \"output\"\nskill = \"accumulate\"\nlevel = 1\nminutes = 1\n\
             title = \"Sums\"\nwhy = \"Sums add.\"\nprogram = '{program}'\n{more}\n"
        )
    };
    let head = "[set]\ntopic = \"control-flow\"\ntitle = \"Mine\"\n\n";
    let fails = problem("fails-when-run", "print(1 / 0)", "");
    let misspelt = problem("has-a-wrong-key", "print(1)", "hint = \"none\"\n");
    let session = Session::new()
        .file("control-flow/mine.toml", format!("{head}{fails}{misspelt}"))
        .file("control-flow/other.toml", format!("{head}{}", problem("prints-one", "print(1)", "")));
    let run = session.run("check control-flow --seeds 2 --format json").status(1).json();
    let codes: Vec<&str> =
        run["faults"].as_array().expect("a list").iter().filter_map(|it| it["code"].as_str()).collect();
    assert_eq!(codes, ["program-fails", "unknown-key", "no-misread"], "{run}");
    assert_eq!((&run["files"], &run["problems"]), (&Value::from(2), &Value::from(2)), "{run}");
}

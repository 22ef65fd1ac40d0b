//! Paper that remembers: what was marked decides what is asked, and progress tells where one stands.

use crate::rig::Session;
use crate::rig::json::{first_sheet, text};
use serde_json::Value;
use std::collections::BTreeSet;

const FILE: &str = "home/history.jsonl";

/// A session whose history is in the working folder, with the sheet of its day marked: 0 for the first question, 3 for
/// the others.
fn marked() -> (Session, Value) {
    let session = Session::new();
    let home = session.path("home").display().to_string();
    let session = session.with("LONGHAND_HOME", &home);
    let sheet = daily(&session, "");
    let marks = vec!["3"; questions(&sheet).len() - 1].join(" ");
    session.run(&format!("score {} 0 {marks} --quiet", text(&sheet, "code"))).files(&[FILE]);
    (session, sheet)
}

/// A daily as JSON, whether or not it is noted.
fn daily(session: &Session, options: &str) -> Value {
    let line = format!("daily --format json {options}");
    let output = session.command().args(line.split_whitespace()).output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.is_empty(), "`longhand {line}` says: {said}");
    first_sheet(&serde_json::from_slice(&output.stdout).expect("it is JSON")).clone()
}

fn questions(sheet: &Value) -> &Vec<Value> {
    sheet["questions"].as_array().expect("questions are a list")
}

fn records(session: &Session) -> usize {
    session.read(FILE).split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count()
}

#[test]
fn what_was_missed_comes_back_with_another_problem() {
    let (session, first) = marked();
    let missed = text(&questions(&first)[0], "skill");
    let sheet = daily(&session, "--date 2026-11-23");
    let again = questions(&sheet).iter().find(|question| question["skill"] == missed);
    let again = again.unwrap_or_else(|| panic!("`{missed}` was missed and does not come"));
    assert_eq!(again["why"], format!("due today: {missed}, marked 0 on 22 November"));
    assert_ne!(again["problem"], questions(&first)[0]["problem"]);
    for (number, question) in questions(&sheet).iter().enumerate() {
        assert!(question["why"].is_string(), "question {number} does not say why it is there");
    }
}

#[test]
fn a_day_has_one_sheet_until_it_is_marked() {
    let (session, first) = marked();
    let sheet = daily(&session, "--date 2026-11-23");
    session.run(&format!("score {} {} --quiet", text(&first, "code"), marks(&first, "1"))).files(&[FILE]);
    let asked = |sheet: &Value| {
        let mut asked = questions(sheet).clone();
        asked.iter_mut().for_each(|question| question["why"] = Value::Null);
        asked
    };
    assert_eq!(asked(&daily(&session, "--date 2026-11-23")), asked(&sheet), "other marks changed it");
    let small = daily(&session, "--date 2026-11-23 --paper letter --key none");
    assert_eq!(small["code"], sheet["code"]);
    session.run(&format!("score {} {} --quiet", text(&sheet, "code"), marks(&sheet, "2"))).files(&[FILE]);
    let other = daily(&session, "--date 2026-11-23");
    assert_ne!(other["code"], sheet["code"]);
    let problems = |sheet: &Value| -> BTreeSet<String> {
        questions(sheet).iter().map(|question| text(question, "problem").to_owned()).collect()
    };
    assert!(problems(&other).is_disjoint(&problems(&sheet)), "a second sheet has questions of the first");
}

fn marks(sheet: &Value, mark: &str) -> String {
    vec![mark; questions(sheet).len()].join(" ")
}

#[test]
fn its_code_is_known_here_and_its_qr_text_everywhere() {
    let (session, _) = marked();
    let sheet = daily(&session, "--date 2026-11-23");
    let code = text(&sheet, "code");
    session.run(&format!("key {code} --format text")).stdout_has("Key");
    let elsewhere = Session::new();
    elsewhere.run(&format!("key {code}")).status(5).stderr_has("from a history elsewhere");
    let found = elsewhere.run_words(["sheet", text(&sheet, "qr"), "--format", "json"]).json();
    assert_eq!(first_sheet(&found)["code"], sheet["code"]);
}

#[test]
fn without_history_the_day_alone_decides() {
    let (session, _) = marked();
    let plain = daily(&Session::new(), "--date 2026-11-23 --no-history");
    assert_eq!(daily(&session, "--date 2026-11-23 --no-history"), plain);
    assert_eq!(daily(&session, "--seed 9823")["questions"], plain["questions"]);
    assert_ne!(daily(&session, "--date 2026-11-23")["code"], plain["code"]);
}

#[test]
fn minutes_are_kept_to_one() {
    let (session, _) = marked();
    for minutes in [10_u64, 15, 20, 30] {
        let sheet = daily(&session, &format!("--list --date 2026-11-24 --minutes {minutes}"));
        let sum: u64 = questions(&sheet).iter().filter_map(|question| question["minutes"].as_u64()).sum();
        assert!(sum.abs_diff(minutes) <= 1, "{sum} minutes where {minutes} were asked for");
    }
}

#[test]
fn why_is_told_beside_the_sheet() {
    let (session, first) = marked();
    let run = session.run("daily --why --quiet --date 2026-11-23 -o drill.pdf").files(&["drill.pdf", FILE]);
    run.stdout_has(&format!("due today: {}, marked 0", text(&questions(&first)[0], "skill")));
    Session::new().run("daily --why --quiet -o drill.pdf --no-history").files(&["drill.pdf"]).stdout_has("its turn: ");
}

#[test]
fn tomorrow_is_listed_and_not_made() {
    let (session, first) = marked();
    let before = records(&session);
    let run = session.run("daily --list").stdout_has("Monday 23 November 2026: ");
    drop(run.stdout_has(text(&questions(&first)[0], "skill")));
    assert_eq!(records(&session), before);
    let listed = session.run("daily --list --format json").json();
    assert_eq!(first_sheet(&listed)["code"], daily(&session, "--date 2026-11-23")["code"]);
}

#[test]
fn a_week_is_printed_ahead() {
    let (session, _) = marked();
    let before = records(&session);
    session.run("daily --week --quiet --date 2026-11-23").files(&[FILE, "longhand-week-2026-11-23.pdf"]);
    assert_eq!(records(&session), before + 7);
    let run = session.run("daily --week --date 2026-11-23 --format json").json();
    let sheets = run["sheets"].as_array().expect("sheets are a list");
    let codes: BTreeSet<&str> = sheets.iter().map(|sheet| text(sheet, "code")).collect();
    assert_eq!((sheets.len(), codes.len(), records(&session)), (7, 7, before + 7));
    let mut seen = BTreeSet::new();
    let asked = sheets.iter().flat_map(questions).filter(|question| question["kind"] != "class");
    let again: Vec<&str> =
        asked.map(|question| text(question, "problem")).filter(|problem| !seen.insert(*problem)).collect();
    assert!(again.is_empty(), "a week repeats {again:?}");
    assert_eq!(daily(&session, "--date 2026-11-26")["questions"], sheets[3]["questions"]);
    // Marks without a code are for no sheet of a day to come.
    session.run("score 9 9").status(2).stderr_has(text(&daily(&session, "--no-history"), "code"));
}

#[test]
fn progress_tells_where_one_stands() {
    let (session, first) = marked();
    let missed = text(&questions(&first)[0], "skill");
    let run = session.run("progress").stdout_has("1 day in a row").stdout_has(missed);
    drop(run.stdout_has("marked 0 on 22 Nov"));
    let json = session.run("progress --format json").json();
    let skills = json["skills"].as_array().expect("skills are a list");
    assert_eq!((&json["version"], skills.len()), (&Value::from(1), questions(&first).len()));
    let state = skills.iter().find(|skill| skill["skill"] == missed).expect("it was marked");
    assert_eq!((&state["box"], &state["due"]), (&Value::from(0), &Value::from("2026-11-23")));
    session.run("progress --format pdf --quiet").files(&["longhand-progress-2026-11-22.pdf"]);
    session.run("progress --format pdf --paper a5 --quiet -o small.pdf").files(&["small.pdf"]);
    session.run("progress --format pdf --large-print").status(2).stderr_has("no large print");
    Session::new().run("progress").stdout_has("nothing is marked yet");
    Session::new().run("progress --format pdf --quiet -o empty.pdf").files(&["empty.pdf"]);
}

#[test]
fn a_misread_is_told_with_its_cure() {
    let session = Session::new();
    let home = session.path("home").display().to_string();
    let session = session.with("LONGHAND_HOME", &home);
    let kinds = ["trace", "cloze", "bugfix"];
    let is_listed =
        |question: &Value| kinds.contains(&text(question, "kind")) && question["key"]["misreads"][0]["id"].is_string();
    let mut sheets = (22..30).map(|day| daily(&session, &format!("--date 2026-11-{day}")));
    let sheet = sheets.find(|sheet| questions(sheet).iter().any(is_listed)).expect("one of eight days has one");
    let place = questions(&sheet).iter().position(is_listed).expect("it has one");
    let marks: Vec<&str> = (0..questions(&sheet).len()).map(|each| if each == place { "1a" } else { "3" }).collect();
    session.run(&format!("score {} {} --quiet", text(&sheet, "code"), marks.join(" "))).files(&[FILE]);
    let json = session.run("progress --format json").json();
    let id = &questions(&sheet)[place]["key"]["misreads"][0]["id"];
    if let Some(told) = json["misreads"].as_array().and_then(|all| all.iter().find(|misread| misread["id"] == *id)) {
        session.run("progress").stdout_has("what you fall for").stdout_has(text(told, "truth"));
        assert_eq!((&told["times"], &told["last"]), (&Value::from(1), &Value::from("2026-11-22")));
    }
}

#[test]
fn what_was_not_tried_comes_back_tomorrow() {
    for place in [0, 2] {
        let session = Session::new();
        let home = session.path("home").display().to_string();
        let session = session.with("LONGHAND_HOME", &home);
        let sheet = daily(&session, "");
        let mut marks = vec!["3"; questions(&sheet).len()];
        marks[place] = "-";
        session.run(&format!("score {} --quiet", marks.join(" "))).files(&[FILE]);
        let skill = text(&questions(&sheet)[place], "skill");
        session.run("progress").stdout_has("not tried on 22 Nov");
        let next = daily(&session, "--date 2026-11-23");
        let again = questions(&next).iter().find(|question| question["skill"] == skill);
        let again = again.unwrap_or_else(|| panic!("`{skill}` was not tried and does not come"));
        assert_eq!(again["why"], format!("due today: {skill}, not tried on 22 November"));
    }
}

/// The request and the text of the QR symbol say that a template is asked in less time, and so does the code.
#[test]
fn a_template_that_is_kept_has_a_quarter_less_time() {
    let session = Session::new();
    let sheet = daily(&session, "--recipe template-a-day --no-history");
    let (request, class) = (text(&sheet, "request"), ":class:");
    let at = request.find(class).expect("it has a template") + class.len();
    let as_stage = |stage: char| format!("{}{stage}{}", &request[..at], &request[at + 1..]);
    let asked = |what: &str| {
        let run = session.run_words(["sheet", what, "--format", "json"]).json();
        first_sheet(&run).clone()
    };
    let (usual, quick) = (asked(&as_stage('5')), asked(&as_stage('6')));
    let of = |sheet: &Value| {
        let all = questions(sheet);
        all.iter().find(|question| question["kind"] == "class").expect("it has a template").clone()
    };
    let minutes = |sheet: &Value| of(sheet)["minutes"].as_u64().expect("a number");
    assert_eq!(minutes(&quick), (minutes(&usual) * 75 + 50) / 100);
    assert_eq!((&of(&quick)["stage"], &of(&quick)["code"]), (&Value::from(5), &of(&usual)["code"]));
    assert_ne!(quick["code"], usual["code"]);
    assert_eq!(asked(text(&quick, "request")), quick);
}

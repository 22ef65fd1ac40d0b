//! `score --map`: the marks of a class, from the file that a spreadsheet saved.

use crate::rig::Session;
use crate::rig::json::{first_sheet, text};
use serde_json::Value;

/// A class of twelve with the sheet of a daily each: their codes, the files beside the map, and the points.
struct Class {
    session: Session,
    codes: Vec<String>,
    questions: usize,
}

impl Class {
    fn new() -> Class {
        let session = Session::new();
        let sheet = |seed: usize| {
            let run = session.run(&format!("daily --format json --topics control-flow --seed {seed}")).json();
            first_sheet(&run).clone()
        };
        // Each copy of a handout asks the same: here two sheets take turns, under codes of their own.
        let sheets: Vec<Value> = (1..=2).map(sheet).collect();
        let questions = sheets.iter().map(|sheet| sheet["questions"].as_array().map_or(0, Vec::len)).min();
        let questions = questions.expect("there are two sheets");
        let cut = |sheet: &Value| {
            let mut sheet = sheet.clone();
            sheet["questions"].as_array_mut().expect("questions are a list").truncate(questions);
            sheet
        };
        let codes = sheets.iter().map(|sheet| text(sheet, "code").to_owned()).collect();
        let file = serde_json::json!({ "sheets": sheets.iter().map(cut).collect::<Vec<_>>() });
        session.put("tuesday-questions.json", file.to_string());
        Class { session, codes, questions }
    }

    /// A map with a row for each of these marks; every row has the marks of its first questions, and 3 in the others.
    fn with_map(self, rows: &[(&str, &str)]) -> Class {
        let heads: Vec<String> = (1..=self.questions).map(|number| format!("q{number} (3)")).collect();
        let mut map = format!("number;code;name;id;group;{};total\r\n", heads.join(";"));
        for ((name, marks), (code, number)) in rows.iter().zip(self.codes.iter().zip(1..)) {
            let mut marks: Vec<&str> = marks.split(' ').collect();
            marks.resize(self.questions, "3");
            map += &format!("{number};{code};{name};;;{};\r\n", marks.join(";"));
        }
        self.session.put("tuesday-map.csv", map);
        self
    }
}

#[test]
fn a_class_is_told_question_by_question() {
    let class = Class::new().with_map(&[("'=Ann", "0a 1,5"), ("Bo", "- 3")]);
    let shown = class.session.stdout("score --map tuesday-map.csv");
    for part in ["2 sheets: 2 marked.", "TEACH AGAIN", "BY QUESTION", "BY SKILL", "TOTALS", "=Ann", "Bo", "tuesday"] {
        assert!(shown.contains(part), "no `{part}` in\n{shown}");
    }
    assert!(!shown.contains("'=Ann"), "{shown}");
    let all = class.session.run("score --map tuesday-map.csv --format json").json();
    let questions = all["questions"].as_array().expect("questions are a list");
    assert_eq!(questions.len(), class.questions);
    assert_eq!((&questions[0]["not_tried"], &questions[0]["share"]), (&1.into(), &0.0.into()));
    assert_eq!((&questions[1]["mean"], &questions[1]["right"]), (&2.25.into(), &0.5.into()));
    assert_eq!(all["students"][0]["name"], "=Ann");
    assert!(all["skills"].as_array().is_some_and(|skills| !skills.is_empty()), "{all:#}");
}

#[test]
fn without_questions_the_map_tells_what_it_can() {
    let map = "code,name,q1 (4),q2 (2)\n";
    let session = Session::new().file("class-map.csv", map).file("marks.csv", map);
    let code = "8000-009J-Y84H-E1BW";
    session.put("class-map.csv", format!("{map}{code},Ann,4,1\n"));
    session.put("marks.csv", format!("{map}{code},Ann,4,1\n"));
    session
        .run("score --map class-map.csv")
        .stdout_has("5 / 6")
        .stderr_is("skills are not told: there is no `class-questions.json`\n");
    session
        .run("score --map marks.csv --format csv")
        .stdout_has("1,,,,,4,1,0,4,1.0000,1.0000,\r\n")
        .stderr_is("skills are not told: name what was asked with `--questions`\n");
    session.run("score --map marks.csv --quiet --format json").stdout_has("\"out_of\": 6");
}

#[test]
fn all_faults_of_a_map_at_once() {
    let session = Session::new()
        .file("class-map.csv", "code;name;q1 (4)\n8000-009J-Y84H-E1BW;Ann;5\n8000-009J-Y84H-E1BW;Bo;5. Aug\n");
    let expected = "\
error[mark-too-high]: row 2, column C: `5` is more than the 4 points of this question
 --> class-map.csv:2:25
  |
2 | 8000-009J-Y84H-E1BW;Ann;5
  |                         ^
  |
help: write 0 to 4

error[code-twice]: row 3, column A: `8000-009J-Y84H-E1BW` stands in another row already
 --> class-map.csv:3:1
  |
2 | 8000-009J-Y84H-E1BW;Ann;5
  | ------------------- the first
3 | 8000-009J-Y84H-E1BW;Bo;5. Aug
  | ^^^^^^^^^^^^^^^^^^^
  |
help: keep the row with the right marks

error[not-a-mark]: row 3, column C: `5. Aug` is a day: the spreadsheet made it of a mark such as `5/8`
 --> class-map.csv:3:24
  |
3 | 8000-009J-Y84H-E1BW;Bo;5. Aug
  |                        ^^^^^^
  |
help: write the points alone: `5`
";
    session.run("score --map class-map.csv").status(1).stderr_is(expected);
}

#[test]
fn marks_that_the_questions_do_not_know() {
    let class = Class::new().with_map(&[("Ann", "0z 0"), ("Bo", "")]);
    class.session.run("score --map tuesday-map.csv").status(1).stderr_has(
        "error[letter-not-listed]: row 2, column F: the key to question 1 of this sheet lists no wrong answer `z`",
    );
    class
        .session
        .run("score --map tuesday-map.csv --questions tuesday-map.csv")
        .status(1)
        .stderr_has("[not-questions]");
}

#[test]
fn files_that_are_not_there() {
    let session = Session::new().file("class-map.csv", "code,q1 (4)\n8000-009J-Y84H-E1BW,4\n");
    session.run("score --map nowhere.csv").status(3).stderr_has("`nowhere.csv` cannot be read");
    session.run("score --map class-map.csv --questions nowhere.json").status(3).stderr_has("`nowhere.json`");
    session.run("score").status(2).stderr_has("no sheet was printed here yet");
}

#[test]
fn a_page_to_print() {
    let class = Class::new().with_map(&[("Ann", "0a 1,5"), ("Bo", "- 3")]);
    for paper in ["a4", "letter", "a5", "a4 --large-print"] {
        let line = format!("score --map tuesday-map.csv --format pdf --quiet --paper {paper} -o summary.pdf");
        class.session.run(&line).files(&["summary.pdf"]);
    }
    class
        .session
        .run("score --map tuesday-map.csv --format pdf")
        .stderr_is("wrote `tuesday-summary.pdf`\n")
        .files(&["tuesday-summary.pdf"]);
}

#[test]
#[cfg(unix)]
fn what_names_students_is_their_teachers_alone() {
    use std::os::unix::fs::PermissionsExt;
    let class = Class::new().with_map(&[("Ann", "0a 1,5"), ("Bo", "- 3")]);
    class.session.run("score --map tuesday-map.csv -o marks.txt --quiet").files(&["marks.txt"]);
    let path = class.session.path("marks.txt");
    let mode = || std::fs::metadata(&path).expect("it was written").permissions().mode() & 0o777;
    assert_eq!(mode(), 0o600);
    class.session.run("score --map tuesday-map.csv -o marks.txt").status(3).stderr_has("--force");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("it is ours");
    class.session.put("marks.txt", "my notes");
    class.session.run("score --map tuesday-map.csv -o marks.txt --force --quiet").files(&["marks.txt"]);
    assert_eq!(mode(), 0o600);
}

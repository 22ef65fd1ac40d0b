//! A class: everybody gets the same work with other numbers, and every sheet comes back.

use crate::rig::Session;
use crate::rig::json::text;
use serde_json::Value;
use std::collections::BTreeSet;

const CLASS: &str = "Name;Student ID;Extra time;Large print\n\
                     Ada Nováková;101;;\nBen Okafor;102;25%;\nChen Wei;103;;yes\nDara O’Sullivan;104;;\n";

fn sheets(run: &Value) -> &Vec<Value> {
    run["sheets"].as_array().expect("a run has sheets")
}

fn questions(sheet: &Value) -> &Vec<Value> {
    sheet["questions"].as_array().expect("a sheet has questions")
}

/// What must be alike for a class: all but what was drawn.
fn work(sheet: &Value) -> Vec<String> {
    let of = |question: &Value| {
        let same = ["problem", "skill", "kind", "level", "minutes", "points"].map(|key| question[key].to_string());
        same.join(" ")
    };
    questions(sheet).iter().map(of).collect()
}

fn answers(sheet: &Value) -> Vec<String> {
    questions(sheet).iter().map(|question| question["key"]["answer"].to_string()).collect()
}

#[test]
fn everybody_gets_the_same_work_and_other_numbers() {
    let made = Session::new().run("handout --copies 8 --count 10 --seed 3 --format json --no-history").json();
    let first = &sheets(&made)[0];
    assert_eq!(questions(first).len(), 10);
    let mut codes = BTreeSet::new();
    for sheet in sheets(&made) {
        assert_eq!(work(sheet), work(first));
        assert_eq!(sheet["pages"]["sheet"], first["pages"]["sheet"], "all packets have the same number of pages");
        assert!(codes.insert(text(sheet, "code").to_owned()), "a code stands for one sheet");
    }
    let different: BTreeSet<String> = sheets(&made).iter().map(|sheet| sheet["questions"].to_string()).collect();
    assert_eq!(different.len(), 8);
}

#[test]
fn neighbours_have_other_answers_where_the_draw_allows() {
    let session = Session::new();
    let line = "handout --copies 12 --topics control-flow,data-types --count 8 --seed 4 --columns 4 --no-history";
    let told = session.run(&format!("{line} --format text")).whatever_it_says();
    drop(told);
    let made = session.run(&format!("{line} --format json"));
    let made = made.whatever_it_says().json();
    let printed: Vec<Vec<String>> = sheets(&made).iter().map(answers).collect();
    let kinds: Vec<&str> = questions(&sheets(&made)[0]).iter().map(|question| text(question, "kind")).collect();
    for (place, kind) in kinds.iter().enumerate().filter(|(_, kind)| matches!(**kind, "output" | "trace")) {
        for copy in 0..printed.len() {
            // Two before, and in rows of four whoever sits in front, straight or at an angle.
            for back in [1, 2, 3, 4, 5].into_iter().filter(|back| *back <= copy) {
                let is_near = match back {
                    1 | 2 | 4 => true,
                    3 => copy % 4 < 3,
                    _ => copy % 4 > 0,
                };
                assert!(
                    !is_near || printed[copy][place] != printed[copy - back][place],
                    "{kind}, question {}: copies {} and {}",
                    place + 1,
                    copy + 1,
                    copy + 1 - back
                );
            }
        }
    }
}

#[test]
fn a_later_student_moves_no_earlier_one() {
    let session = Session::new();
    let of = |copies: u32| {
        let line = format!("handout --copies {copies} --count 5 --spare 1 --seed 9 --format json --no-history");
        session.run(&line).whatever_it_says().json()
    };
    let (few, more) = (of(3), of(5));
    for copy in 0..3 {
        assert_eq!(sheets(&few)[copy]["questions"], sheets(&more)[copy]["questions"]);
        assert_eq!(sheets(&few)[copy]["code"], sheets(&more)[copy]["code"]);
    }
    assert_eq!(sheets(&few).len(), 4);
}

#[test]
fn a_class_comes_back_byte_for_byte() {
    let session = Session::new();
    session.put("class.csv", CLASS);
    let made = "handout --roster class.csv --topics control-flow --count 6 --seed 5 --quiet -o class.pdf";
    session.run(made).files(&["class-keys.pdf", "class-map.csv", "class-questions.json", "class.pdf"]);
    // Elsewhere from the file alone, here from a code.
    session.run("sheet class.pdf --home elsewhere --quiet -o again.pdf").files(&["again.pdf"]);
    assert!(session.read("again.pdf") == session.read("class.pdf"));
    let map = String::from_utf8(session.read("class-map.csv")).expect("a map is text");
    let code = map.lines().nth(2).and_then(|line| line.split('"').nth(1)).expect("the map has codes").to_owned();
    session.run(&format!("sheet {code} --quiet -o ben.pdf")).files(&["ben.pdf"]);
    session.run("sheet ben.pdf --home elsewhere --quiet -o ben-again.pdf").files(&["ben-again.pdf"]);
    assert!(session.read("ben-again.pdf") == session.read("ben.pdf"));
    session
        .run(&format!("key {code} --home elsewhere"))
        .status(5)
        .stderr_has("belongs to a sheet that this bank does not draw without options");
    let here = session.run(&format!("key {code} --format text")).stdout();
    assert!(here.contains("Ben Okafor"), "{here}");
    // The file of what was drawn knows it by its last four letters, whatever the bank is.
    let tag = &code[15..];
    let stored = session.run(&format!("key {tag} --questions class-questions.json --home elsewhere --format text"));
    assert_eq!(stored.stdout(), here);
    session.run("sheet class.pdf --questions class-questions.json --quiet -o stored.pdf").files(&["stored.pdf"]);
    assert!(session.read("stored.pdf") == session.read("class.pdf"));
}

#[test]
fn the_text_of_a_qr_symbol_has_the_same_questions_anywhere() {
    let session = Session::new();
    let made =
        session.run("handout --copies 3 --count 6 --seed 8 --format json --no-history").whatever_it_says().json();
    for sheet in sheets(&made) {
        let again = session.run(&format!("sheet {} --format json --home elsewhere", text(sheet, "qr"))).json();
        assert_eq!(sheets(&again)[0]["questions"], sheet["questions"]);
        assert_eq!(sheets(&again)[0]["code"], sheet["code"]);
    }
}

#[test]
fn students_have_their_names_their_time_and_their_print() {
    let session = Session::new();
    session.put("class.csv", CLASS);
    let line = "handout --roster class.csv --topics control-flow --count 6 --class 10b --title Loops --no-history";
    session.run(&format!("{line} -o class.pdf")).stderr_has("5 packets: 4 of ").files(&[
        "class-keys.pdf",
        "class-map.csv",
        "class-questions.json",
        "class.pdf",
    ]);
    let map = String::from_utf8(session.read("class-map.csv")).expect("a map is text");
    assert!(map.contains("\"Dara O’Sullivan\",\"104\""), "{map}");
    assert!(map.lines().last().is_some_and(|line| line.ends_with("\"spare 1\"")), "{map}");
    let made = session.run(&format!("{line} --format json")).whatever_it_says().json();
    let requests: Vec<&str> = sheets(&made).iter().map(|sheet| text(sheet, "request")).collect();
    assert!(requests[0].contains("print=normal") && requests[0].contains("name=\"Ada Nováková\""), "{}", requests[0]);
    assert!(requests[2].contains("print=large"), "{}", requests[2]);
    let minutes = |request: &str| {
        let rest = request.split(" minutes=").nth(1).expect("a request has minutes");
        rest.split(' ').next().and_then(|number| number.parse::<u32>().ok()).expect("minutes are a number")
    };
    assert_eq!(minutes(requests[1]), (minutes(requests[0]) * 125).div_ceil(100));
    assert_eq!(sheets(&made)[4]["name"], Value::Null, "a spare sheet is for nobody in particular");
}

#[test]
fn anonymous_sheets_have_a_code_where_the_name_would_stand() {
    let session = Session::new();
    session.put("class.csv", CLASS);
    let shown = session.run("handout --roster class.csv --count 3 --anonymous --format text --no-history");
    let shown = shown.whatever_it_says().stdout();
    assert!(!shown.contains("Ada"), "{shown}");
    assert!(shown.contains("1 of 4"));
}

#[test]
fn every_fault_of_a_roster_is_told_at_once() {
    let session = Session::new();
    session.put("class.csv", "name,extra time\nAda,yes\n,25\n");
    let told = "handout --roster class.csv --count 3";
    session.run(told).status(1).stderr_has("row 2, column B");
    session.run(told).status(1).stderr_has("row 3, column A");
    session.run("handout --roster nobody.csv").status(3).stderr_has("`nobody.csv` cannot be read");
}

#[test]
fn marks_that_were_filled_in_are_never_written_over() {
    let session = Session::new();
    let line = "handout --copies 2 --count 3 --seed 1 --quiet --no-history -o class.pdf";
    let files = ["class-keys.pdf", "class-map.csv", "class-questions.json", "class.pdf"];
    session.run(line).files(&files);
    session.run(line).files(&[]);
    let mut map = session.read("class-map.csv");
    map.extend_from_slice(b"more");
    session.put("class-map.csv", &map);
    session
        .run(line)
        .status(3)
        .stderr_is("error: `class-map.csv` is there already\nhelp: choose another name, or say `--force`\n");
    session.run(&format!("{line} --force")).files(&["class-map.csv"]);
}

#[cfg(unix)]
#[test]
fn only_its_owner_reads_a_map() {
    use std::os::unix::fs::PermissionsExt;
    let session = Session::new();
    session.run("handout --copies 2 --count 2 --quiet --no-history").whatever_it_says();
    let about = std::fs::metadata(session.path("longhand-handout-map.csv")).expect("the map is there");
    assert_eq!(about.permissions().mode() & 0o777, 0o600);
}

#[test]
fn parts_of_a_class_are_the_same_sheets() {
    let session = Session::new();
    let line = "handout --copies 7 --count 4 --seed 6 --format json --no-history";
    let whole = session.run(line).whatever_it_says().json();
    let mut parts = Vec::new();
    for part in ["1/3", "2/3", "3/3"] {
        let made = session.run(&format!("{line} --part {part}")).whatever_it_says().json();
        parts.extend(sheets(&made).clone());
    }
    assert_eq!(&parts, sheets(&whole));
}

#[test]
fn each_student_may_have_a_file() {
    let session = Session::new();
    session.put("class.csv", "name\nAda Nováková\nBen Okafor\n");
    session.run("handout --roster class.csv --spare 0 --count 3 --split -o sheets --quiet --no-history").files(&[
        "sheets/1-ada-nováková.pdf",
        "sheets/2-ben-okafor.pdf",
        "sheets/keys.pdf",
        "sheets/map.csv",
        "sheets/questions.json",
    ]);
}

#[test]
fn copies_may_have_other_problems_of_the_same_work() {
    let made = Session::new()
        .run("handout --copies 6 --count 8 --vary questions --seed 2 --format json --no-history")
        .whatever_it_says()
        .json();
    let like = |sheet: &Value| -> Vec<String> {
        let same =
            |question: &Value| ["skill", "kind", "level", "minutes", "points"].map(|key| question[key].to_string());
        questions(sheet).iter().map(|question| same(question).join(" ")).collect()
    };
    let first = like(&sheets(&made)[0]);
    assert!(sheets(&made).iter().all(|sheet| like(sheet) == first));
    let problems: BTreeSet<&str> =
        sheets(&made).iter().flat_map(questions).map(|question| text(question, "problem")).collect();
    assert!(problems.len() > 8, "some copies have other problems: {problems:?}");
}

#[test]
fn a_recipe_of_ones_own_makes_a_handout() {
    let session = Session::new();
    session.run("new recipe handout -o mine.toml").whatever_it_says();
    let made =
        session.run("handout --recipe mine.toml --copies 2 --format json --no-history").whatever_it_says().json();
    assert_eq!(text(&sheets(&made)[0], "title"), "Loops and lists");
    assert_eq!(questions(&sheets(&made)[0]).len(), 6);
    session
        .run("handout --recipe daily-15 --copies 2")
        .status(2)
        .stderr_has("there is no recipe `daily-15` for handouts");
}

#[test]
fn more_room_is_given_where_it_is_asked_for() {
    let session = Session::new();
    let line = "handout --copies 2 --topics whiteboard --count 8 --seed 3 --format json --no-history";
    let pages = |line: &str| {
        let made = session.run(line).whatever_it_says().json();
        sheets(&made)[0]["pages"]["sheet"].as_u64().expect("pages are counted")
    };
    assert!(pages(&format!("{line} --space 2")) > pages(line));
}

#[test]
fn what_cannot_be_asked_is_said() {
    let session = Session::new();
    for (line, status, told) in [
        ("handout", 2, "<--copies <N>|--roster <FILE.csv>>"),
        ("handout --copies 0", 2, "0 is not in 1..=10000"),
        ("handout --copies 2 --problems museum-fare", 2, "did you mean `museum-fares`?"),
        ("handout --copies 2 --problems museum-fares,museum-fares", 2, "`museum-fares` is named twice"),
        ("handout --copies 2 --topics loops", 2, "there is no topic `loops`"),
        ("handout --copies 2 --topics projects --count 40 --levels 2", 4, "the bank has only"),
        ("handout --copies 2 --space 4", 2, "room is from 1 to 3 times the usual"),
        ("handout --copies 2 --part 3/2", 2, "a part is such as 3/10"),
        ("handout --copies 2 -o -", 2, "cannot all go to standard output"),
        ("handout --copies 2 --paper a5 --large-print", 2, "large print does not fit on `a5`"),
    ] {
        session.run(line).status(status).stderr_has(told);
    }
}

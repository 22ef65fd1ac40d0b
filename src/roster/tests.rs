//! Rosters and maps as they come: `tests/roster/` holds each with what is said of it; and a class worked by hand.

use super::map::{self, Entry, MarkedMap};
use super::questions::{self, Questions};
use super::report::{self, Names, Room};
use super::statistics::{self, Statistics};
use super::{Roster, read};
use crate::blocks;
use crate::code::{Drawn, Seed, SheetCode, Verb};
use crate::diagnostic::{self, Fault};
use crate::golden;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Rosters that somebody may have, each with a word on what it shows.
fn rosters() -> Vec<(&'static str, Vec<u8>)> {
    let text = |text: &str| text.as_bytes().to_vec();
    let utf_16 = |text: &str| format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        (
            "all columns",
            text(
                "Name,ID,E-mail,Class,Extra time,Large print\nAyşe Kaya,007,ayse@example.org,7B,25%,\n\"Lee, Ann\",008,,7B,,x\n",
            ),
        ),
        (
            "names in two parts, other order, a column more",
            text("Section;Surname;Locker;First name\r\n7A;Nguyễn;12;Thu Hà\r\n7A;O’Neil;13;Bo\r\n"),
        ),
        ("a list of names", text("Ann Lee\nBo Park\n\nZoë Ng\n")),
        ("tabs, UTF-16", utf_16("student\tgroup\r\nŁucja\tA\r\n")),
        ("an old spreadsheet", b"name;number\r\nZo\xeb;1\r\nJos\xe9;2\r\n".to_vec()),
        ("blank rows and cells behind", text("name,id,,\nAnn,1,,\n,,,\n\nBo,2,,\n")),
        ("two of one name", text("name,id\nAnn Lee,\nBo,3\nann lee,\n")),
        ("two of one name with ids", text("name,id\nAnn Lee,1\nAnn Lee,2\n")),
        (
            "cells with faults",
            text("name,id,extra time,large print\nAnn,1,yes,maybe\n,2,25,\nBo,1,300%,no\nCy\u{7},4,,\n"),
        ),
        ("rows with faults", text("name,id\nLee, Ann,1\nBo\nCy,3\n\"Di\nEve\",4\n")),
        ("a long name", text(&format!("name\n{}\n", "Ada ".repeat(21)))),
        ("a quote too many", text("name,id\n\"Ann,1\nBo,2\n")),
        ("no names", text("id,group\n1,7B\n")),
        ("a slip in the header", text("Nmae,id\nAnn,1\n")),
        ("neither header nor list", text("Lee, Ann\nPark, Bo\n")),
        ("a column twice", text("name,id,Student\nAnn,1,Ann\n")),
        ("nobody", text("name,id\n")),
        ("nothing", Vec::new()),
        ("a workbook", b"PK\x03\x04\x14\0".to_vec()),
        ("UTF-16 without a mark", b"n\0a\0m\0e\0".to_vec()),
        ("UTF-8 that breaks off", b"\xef\xbb\xbfname\nZo\xc3".to_vec()),
        ("too large", vec![b'a'; super::MOST_BYTES + 1]),
        (
            "too many rows",
            text(
                &(0..=20_001)
                    .map(|row| if row == 0 { "name\n".to_owned() } else { format!("Ann {row}\n") })
                    .collect::<String>(),
            ),
        ),
        ("every row wrong", text(&format!("name,extra time\n{}", "Ann,yes\n".repeat(150)))),
    ]
}

fn told(roster: Result<Roster, Vec<Fault>>) -> String {
    let roster = match roster {
        Ok(roster) => roster,
        Err(faults) => return diagnostic::to_text(&faults),
    };
    let mut text = String::new();
    for student in roster.students.iter().take(4) {
        let optional = [("id", &student.id), ("email", &student.email), ("group", &student.group)];
        let optional = optional.iter().filter_map(|(what, text)| Some(format!(", {what} {}", text.as_ref()?)));
        let more: String = optional.collect();
        let print = if student.large_print { ", large print" } else { "" };
        let time = if student.extra_time > 0 { format!(", {} % more time", student.extra_time) } else { String::new() };
        writeln!(text, "row {}: {}{more}{time}{print}", student.row, student.name).unwrap();
    }
    for note in &roster.notes {
        writeln!(text, "{note}").unwrap();
    }
    text + &diagnostic::to_text(&roster.warnings)
}

/// What a long list begins and ends with.
fn cut(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() <= 60 {
        return text.trim_end().to_owned();
    }
    [&lines[..12], &["[…]"], &lines[lines.len() - 6..]].concat().join("\n")
}

fn rosters_page() -> String {
    let mut text =
        "# Rosters\n\nWhat comes of files that a teacher may have. This page is made by a test.\n".to_owned();
    for (what, bytes) in rosters() {
        write!(text, "\n## {what}\n\n```text\n{}\n```\n", cut(&told(read("class.csv", &bytes)))).unwrap();
    }
    text
}

#[test]
fn what_is_said_of_rosters() {
    golden::same_as_file("tests/roster/rosters.md", &rosters_page());
}

/// The code of a copy of a handout.
fn code(number: u64) -> SheetCode {
    let drawn = Drawn { id: "x".to_owned(), version: 1, kind: "output".to_owned(), stage: None };
    SheetCode::of(Verb::Handout, Seed::new(number).unwrap(), &[drawn])
}

fn with_codes(text: &str) -> String {
    (1..=12).rev().fold(text.to_owned(), |text, number| text.replace(&format!("#{number}"), &code(number).to_string()))
}

/// Five sheets of three questions: see `a_class_worked_by_hand`.
const MAP: &str = "number,code,name,id,group,q1 (4),q2 (2),q3 (2),total\n1,#1,Ann,,,4,1a,2,7\n2,#2,Bo,,,2b,-,2,\n\
                   3,#3,Cy,,,4,1a,0a,\n4,#4,Di,,,,,,\n5,#5,Eve,,,2B,2/2,,\n";

/// Maps as they come back.
fn maps() -> Vec<(&'static str, String)> {
    let head = "number,code,name,id,group,q1 (4),q2 (2),total\n";
    let row = |cells: &str| format!("{head}{cells}\n");
    vec![
        (
            "other delimiter, decimal commas, a column of remarks",
            "code;name;q1 (4);q2 (2);remarks\n#1;'=1+1;3,5;1;good\n".to_owned(),
        ),
        ("a total that differs", row("1,#1,Ann,,,3,1,5")),
        ("marks with faults", row("1,#1,Ann,,,5,1/4,\n2,#2,Bo,,,a,x,\n3,#3,Cy,,,5-Aug,1.125,")),
        (
            "codes with faults",
            row("1,K7F3-9QX2-M4TA-8C3X,Ann,,,1,1,\n2,,Bo,,,1,1,\n3,#3,Cy,,,1,1,\n4,#3,Di,,,1,1,\n5,K7F3,Eve,,,1,1,"),
        ),
        ("a row under the table", row("1,#1,Ann,,,3,1,\n,,mean,,,3,1,")),
        ("columns gone", "code,name,q1 (4),q3 (2),q4\n#1,Ann,9,1,1\n".to_owned()),
        ("a question twice", "code,name,q1 (4),q1 (4)\n#1,Ann,1,1\n".to_owned()),
        ("no codes", "name,q1 (4)\nAnn,5\n".to_owned()),
        ("no questions", "code,name,total\n#1,Ann,5\n".to_owned()),
        ("no sheets", head.to_owned()),
        ("nothing", String::new()),
    ]
}

/// Maps that do not fit the questions of the class.
fn unfit_maps() -> Vec<(&'static str, String)> {
    vec![
        ("of another class", MAP.replace("#4", "#9")),
        ("other points", MAP.replace("q2 (2)", "q2 (5)").replace("2/2", "2")),
        ("a question less", "code,name,q1 (4),q2 (2)\n#1,Ann,4,1\n".to_owned()),
        ("letters that are not listed", "code,name,q1 (4),q2 (2),q3 (2)\n#1,Ann,0c,0b,\n".to_owned()),
    ]
}

fn asked(skill: &str, points: u32, misreads: &[&str]) -> serde_json::Value {
    let misreads: Vec<serde_json::Value> = misreads
        .iter()
        .map(|id| serde_json::json!({ "id": id, "answer": {}, "say": format!("read it as {id}") }))
        .collect();
    serde_json::json!({
        "number": 1, "problem": "x@1", "skill": skill, "kind": "output", "topic": "control-flow", "points": points,
        "key": { "answer": {}, "misreads": misreads },
    })
}

/// The questions of the five sheets. The third has the wrong answers of its first question in the other order.
fn class_questions() -> Questions {
    let sheet = |number: u64| {
        let first = if number == 3 { ["shadowed", "off-by-one"] } else { ["off-by-one", "shadowed"] };
        let questions =
            [asked("loops", 4, &first), asked("slices", 2, &["off-by-one"]), asked("loops", 2, &["off-by-one"])];
        serde_json::json!({ "code": code(number).to_string(), "questions": questions })
    };
    let file = serde_json::json!({ "sheets": (1..=5).map(sheet).collect::<Vec<_>>() });
    questions::read("class-questions.json", file.to_string().as_bytes()).expect("these are questions")
}

fn map_of(text: &str) -> MarkedMap {
    map::read("class-map.csv", with_codes(text).as_bytes())
        .unwrap_or_else(|faults| panic!("{}", diagnostic::to_text(&faults)))
}

fn maps_page() -> String {
    let mut text = "# Maps\n\nWhat comes of maps as teachers give them back. This page is made by a test.\n".to_owned();
    for (what, bytes) in maps() {
        let said = match map::read("class-map.csv", with_codes(&bytes).as_bytes()) {
            Ok(map) => {
                let first = &map.sheets[0];
                let notes = map.notes.iter().fold(String::new(), |all, note| all + note + "\n");
                format!("{}: {:?}\n{notes}{}", first.name, first.marks, diagnostic::to_text(&map.warnings))
            }
            Err(faults) => diagnostic::to_text(&faults),
        };
        write!(text, "\n## {what}\n\n```text\n{}\n```\n", cut(&said)).unwrap();
    }
    for (what, map) in unfit_maps() {
        let said = diagnostic::to_text(&class_questions().check(&map_of(&map)));
        write!(text, "\n## {what}\n\n```text\n{}\n```\n", cut(&said)).unwrap();
    }
    let said = questions::read("class-questions.json", b"{\"sheets\": 7}").unwrap_err();
    write!(text, "\n## questions that are none\n\n```text\n{}\n```\n", cut(&diagnostic::to_text(&said))).unwrap();
    text
}

#[test]
fn what_is_said_of_maps() {
    golden::same_as_file("tests/roster/maps.md", &maps_page());
}

/// Each code of the room stands on one of the two pages.
#[test]
fn every_fault_has_an_example() {
    let sources = [include_str!("faults.rs"), include_str!("map/faults.rs"), include_str!("questions.rs")];
    let bodies = sources.iter().flat_map(|text| text.split("fn code(").skip(1));
    let codes: BTreeSet<&str> = bodies
        .map(|body| body.split("\n    }").next().unwrap_or_default())
        .flat_map(|body| body.split('"').skip(1).step_by(2))
        .collect();
    let pages = [rosters_page(), maps_page()];
    assert!(codes.len() > 25, "{codes:?}");
    for code in codes {
        assert!(pages.iter().any(|page| page.contains(&format!("[{code}]"))), "no example of `{code}`");
    }
}

#[test]
fn ten_thousand_students() {
    let mut text = "name,id,group,extra time\n".to_owned();
    for number in 0..10_000 {
        writeln!(text, "Student {number},{number},7{},25", number % 10).unwrap();
    }
    let roster = read("class.csv", text.as_bytes()).unwrap();
    assert_eq!((roster.students.len(), roster.students[9_999].row), (10_000, 10_001));
    let entry =
        |number: u64| Entry { code: code(number).to_string(), name: format!("Student {number}"), ..Entry::default() };
    let entries: Vec<Entry> = (1..=10_000).map(entry).collect();
    let csv =
        String::from_utf8(map::to_csv(&entries, &[4; 8])).unwrap().replace(",,,,,,,,,\r", ",4,3,2,1,0a,-,1.5,4,\r");
    let map = map::read("class-map.csv", csv.as_bytes()).map_err(|faults| diagnostic::to_text(&faults)).unwrap();
    let statistics = statistics::of(&map, None);
    assert_eq!(statistics.class.whole, 10_000);
    assert!(read("class.csv", text.replace(",25", ",yes").as_bytes()).is_err());
}

/// 5 sheets: 3 marked, 1 in part, 1 not. Totals 7, 4 and 5 of 8: mean 16/3, median 5. Question 1 has the marks 4 2 4 2,
/// question 2 has 1 - 1 2, question 3 has 2 2 0. Loops earned 12 + 4 of 16 + 6, slices 4 of 8.
#[test]
fn a_class_worked_by_hand() {
    let statistics = statistics::of(&map_of(MAP), Some(&class_questions()));
    let class = &statistics.class;
    assert_eq!((class.sheets, class.whole, class.partly, class.unmarked, class.out_of), (5, 3, 1, 1, 8));
    let spread = class.spread.as_ref().unwrap();
    assert_eq!((spread.median, spread.lowest, spread.highest), (5.0, 4.0, 7.0));
    assert!((spread.mean - 16.0 / 3.0).abs() < 1e-12);
    let totals: Vec<(f64, usize)> = statistics.totals.iter().map(|total| (total.points, total.unmarked)).collect();
    assert_eq!(totals, [(7.0, 0), (4.0, 0), (5.0, 0), (0.0, 3), (4.0, 1)]);
    let expected = [(4, 0, 3.0, 0.75, 0.5), (4, 1, 1.0, 0.5, 0.25), (3, 0, 4.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0)];
    for (question, (marked, not_tried, mean, share, right)) in statistics.questions.iter().zip(expected) {
        assert_eq!((question.marked, question.not_tried), (marked, not_tried), "{question:?}");
        let went = question.went.as_ref().unwrap();
        for (found, expected) in [(went.mean, mean), (went.share, share), (went.right, right)] {
            assert!((found - expected).abs() < 1e-12, "{question:?}");
        }
        assert_eq!(question.discrimination, None, "five sheets are too few");
    }
    let wrong: Vec<Vec<(&str, usize)>> = statistics
        .questions
        .iter()
        .map(|question| question.wrong.iter().map(|wrong| (wrong.label.as_str(), wrong.students)).collect())
        .collect();
    assert_eq!(wrong, [vec![("shadowed", 2)], vec![("off-by-one", 2)], vec![("off-by-one", 1)]]);
}

#[test]
fn skills_and_misreads_worked_by_hand() {
    let statistics = statistics::of(&map_of(MAP), Some(&class_questions()));
    let skills: Vec<(&str, &[usize])> =
        statistics.skills.iter().map(|skill| (skill.skill.as_str(), skill.questions.as_slice())).collect();
    assert_eq!(skills, [("slices", &[2][..]), ("loops", &[1, 3][..])]);
    assert!((statistics.skills[1].share - 16.0 / 22.0).abs() < 1e-12);
    assert_eq!(statistics.weak_skills().map(|skill| skill.skill.as_str()).collect::<Vec<_>>(), ["slices"]);
    let misreads: Vec<(&str, usize, &[usize])> = statistics
        .misreads
        .iter()
        .map(|misread| (misread.id.as_str(), misread.students, misread.questions.as_slice()))
        .collect();
    assert_eq!(misreads, [("off-by-one", 2, &[2, 3][..]), ("shadowed", 2, &[1][..])]);
}

/// The letter of a wrong answer is that of the student's own key.
#[test]
fn letters_go_by_each_sheet() {
    let map = map_of("code,name,q1 (4),q2 (2),q3 (2)\n#1,Ann,0a,,\n#3,Cy,0b,,\n");
    let statistics = statistics::of(&map, Some(&class_questions()));
    assert_eq!(statistics.questions[0].wrong.len(), 1);
    assert_eq!(statistics.questions[0].wrong[0].students, 2);
    assert_eq!(statistics.questions[0].wrong[0].label, "off-by-one");
}

#[test]
fn a_map_alone_has_letters_and_no_skills() {
    let statistics = statistics::of(&map_of(MAP), None);
    assert!(statistics.skills.is_empty() && statistics.misreads.is_empty());
    assert_eq!(statistics.questions[0].wrong[0].label, "b");
}

fn page(statistics: &Statistics, map: &MarkedMap) -> String {
    blocks::to_text(&report::sheet(map, statistics, "class", Names::Shown, Room::Wide))
}

#[test]
fn a_class_as_it_is_shown() {
    let map = map_of(MAP);
    let mut text = "# A class as text, with its questions and without\n".to_owned();
    for questions in [Some(class_questions()), None] {
        let shown = page(&statistics::of(&map, questions.as_ref()), &map);
        write!(text, "\n```text\n{shown}```\n").unwrap();
    }
    golden::same_as_file("tests/roster/class.md", &text);
}

#[test]
fn nothing_is_divided_by_nothing() {
    let map = map_of("code,q1 (4)\n#1,\n");
    let statistics = statistics::of(&map, None);
    assert_eq!(statistics.questions[0].went, None);
    assert_eq!(statistics.class.spread, None);
    let texts = [page(&statistics, &map), report::to_json(&map, &statistics).to_string()];
    let csv = String::from_utf8(report::to_csv(&statistics)).unwrap();
    assert!(texts.iter().chain([&csv]).all(|text| !text.contains("NaN") && !text.contains("inf")), "{texts:?} {csv}");
}

/// What a spreadsheet may do to a map that it saves again.
fn saved_again(csv: &[u8], delimiter: &str) -> Vec<u8> {
    let text = String::from_utf8(csv.to_vec()).unwrap();
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    // Only plain cells are used here, so that no comma stands inside one.
    text.replace('"', "").replace(',', delimiter).into_bytes()
}

proptest! {
    #[test]
    fn a_map_reads_back(names in proptest::collection::vec("[=+@'a-zé -]{0,12}", 1..6)) {
        let entries: Vec<Entry> = (1..).zip(&names)
            .map(|(number, name)| Entry { code: code(number).to_string(), name: name.clone(), id: Some(number.to_string()), ..Entry::default() })
            .collect();
        let csv = map::to_csv(&entries, &[4, 2]);
        for bytes in [csv.clone(), saved_again(&csv, ";"), saved_again(&csv, "\t")] {
            let map = map::read("map.csv", &bytes);
            prop_assert!(map.is_ok(), "{:?} {:?}", map.err(), String::from_utf8_lossy(&bytes));
            let map = map.unwrap();
            let found: Vec<String> = map.sheets.iter().map(|sheet| sheet.name.clone()).collect();
            let expected: Vec<String> = names.iter().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), text in "[a-z,;\"\n\té=0-9-]{0,60}") {
        for bytes in [bytes.as_slice(), text.as_bytes(), format!("name,code,q1 (4)\n{text}").as_bytes()] {
            let _ = diagnostic::to_text(&read("a.csv", bytes).err().unwrap_or_default());
            let _ = diagnostic::to_text(&map::read("a.csv", bytes).err().unwrap_or_default());
            let _ = diagnostic::to_text(&questions::read("a.json", bytes).err().unwrap_or_default());
        }
    }
}

//! Back from paper: the code, the QR text, the request and the PDF lead to the same sheet and the same key.

use crate::rig::Session;
use crate::rig::json::{first_sheet, text};
use serde_json::Value;

const SYMBOLS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn sheet(session: &Session, line: &str) -> Value {
    first_sheet(&session.run(line).json()).clone()
}

fn keys(sheet: &Value) -> Vec<&Value> {
    sheet["questions"].as_array().expect("questions are a list").iter().map(|question| &question["key"]).collect()
}

#[test]
fn a_code_gives_the_same_questions_and_key() {
    for line in ["daily --format json", "daily --format json --seed 7", "daily --format json --date 2027-05-05"] {
        let session = Session::new();
        let printed = sheet(&session, line);
        let again = session.run(&format!("key {} --format json", text(&printed, "code"))).json();
        assert_eq!(keys(first_sheet(&again)), keys(&printed), "after `longhand {line}`");
        assert_eq!(first_sheet(&again)["questions"], printed["questions"], "after `longhand {line}`");
    }
}

#[test]
fn a_code_is_read_as_people_write() {
    let session = Session::new();
    let printed = sheet(&session, "daily --format json");
    let code = text(&printed, "code");
    let expected = session.stdout(&format!("key {code} --format text"));
    assert!(expected.contains("Key"), "{expected}");
    for written in [code.to_lowercase(), code.replace('-', ""), code.replace('0', "O").replace('1', "l")] {
        assert_eq!(session.stdout(&format!("key {written} --format text")), expected, "of {written}");
    }
    assert_eq!(session.run_words(["key", &code.replace('-', " "), "--format", "text"]).stdout(), expected);
}

#[test]
fn the_key_alone_is_in_the_pdf() {
    let session = Session::new();
    let printed = sheet(&session, "daily --format json");
    let code = text(&printed, "code");
    let key = session.run(&format!("key {code} -o -")).bytes();
    let whole = session.run(&format!("sheet {code} -o -")).bytes();
    assert!(key.starts_with(b"%PDF-1.") && whole.starts_with(b"%PDF-1.") && key != whole);
}

#[test]
fn every_way_back_gives_the_same_bytes() {
    let session = Session::new();
    session.run("daily --quiet --paper a4 -o drill.pdf").files(&["drill.pdf"]);
    let printed = sheet(&session, "daily --format json --paper a4");
    let bytes = session.read("drill.pdf");
    for way in [text(&printed, "code"), text(&printed, "qr"), text(&printed, "request"), "drill.pdf"] {
        let again = session.run_words(["sheet", way, "-o", "-", "--quiet"]).bytes();
        assert!(again == bytes, "other bytes from `{way}`");
    }
}

#[test]
fn options_come_back_from_the_pdf() {
    let session = Session::new();
    for options in [
        "--paper letter --key none",
        "--paper letter --topics classes,generators --seed 9",
        "--paper a4 --minutes 25 --levels 1-2",
    ] {
        session.run(&format!("daily --quiet {options} -o drill.pdf")).files(&["drill.pdf"]);
        let again = session.run("sheet drill.pdf -o -").bytes();
        assert!(again == session.read("drill.pdf"), "other bytes after `{options}`");
        assert!(session.run("key drill.pdf -o -").bytes().starts_with(b"%PDF-1."));
    }
}

/// A symbol of the code that stands there is put in for another.
fn with_a_slip(code: &str, place: usize) -> String {
    let place = code.char_indices().filter(|(_, symbol)| *symbol != '-').nth(place).expect("a code has 16 symbols").0;
    let at = SYMBOLS.find(&code[place..=place]).expect("a code is made of the symbols");
    let other = &SYMBOLS[(at + 11) % 32..][..1];
    format!("{}{other}{}", &code[..place], &code[place + 1..])
}

#[test]
fn a_slip_is_offered_as_a_question() {
    let session = Session::new();
    let printed = sheet(&session, "daily --format json");
    let code = text(&printed, "code");
    for place in [1, 5, 9, 13, 15] {
        let wrong = with_a_slip(code, place);
        session.run(&format!("key {wrong}")).status(2).stderr_has("did you mean").stderr_has(code);
    }
}

#[test]
fn two_neighbours_swapped_are_offered_as_a_question() {
    let session = Session::new();
    let printed = sheet(&session, "daily --format json");
    let code = text(&printed, "code");
    let is_pair = |place: &usize| {
        let pair = &code.as_bytes()[*place..*place + 2];
        pair[0] != pair[1] && !pair.contains(&b'-')
    };
    let place = (0..code.len() - 1).rfind(is_pair).expect("not all symbols of a code are equal");
    let mut swapped = code.as_bytes().to_vec();
    swapped.swap(place, place + 1);
    let wrong = String::from_utf8(swapped).expect("a code is ASCII");
    session.run(&format!("key {wrong}")).status(2).stderr_has("did you mean").stderr_has(code);
}

#[test]
fn two_slips_far_apart_are_told_without_a_guess() {
    let session = Session::new();
    let printed = sheet(&session, "daily --format json");
    let wrong = with_a_slip(&with_a_slip(text(&printed, "code"), 8), 14);
    let output = session.command().args(["key", &wrong]).output().expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains(text(&printed, "code")), "{said}");
    assert!([Some(2), Some(5)].contains(&output.status.code()), "{said}");
}

/// A well-formed code of a sheet that does not follow from its seed alone.
#[test]
fn a_code_that_does_not_fit_is_refused() {
    let session = Session::new();
    let printed = sheet(&session, "daily --format json --topics classes --seed 9 --no-history");
    let code = text(&printed, "code");
    for verb in ["key", "sheet"] {
        session.run(&format!("{verb} {code}")).status(5).stderr_has(code).stderr_has("help");
    }
    let qr = text(&printed, "qr");
    assert_eq!(keys(first_sheet(&session.run_words(["key", qr, "--format", "json"]).json())), keys(&printed));
}

#[test]
fn files_that_are_no_sheet_are_refused() {
    let session = Session::new()
        .file("other.pdf", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n")
        .file("empty.pdf", "")
        .file("torn.pdf", &[0xff_u8; 4096][..])
        .file("folder.pdf/keep.txt", "");
    for name in ["other.pdf", "empty.pdf", "torn.pdf"] {
        session.run(&format!("key {name}")).status(2).stderr_has(name);
    }
    session.run("key folder.pdf").status(3).stderr_has("folder.pdf");
    session.run("key missing.pdf").status(3).stderr_has("missing.pdf");
}

#[test]
fn a_pdf_that_was_cut_off_harms_nothing() {
    let session = Session::new();
    session.run("daily --quiet -o drill.pdf").files(&["drill.pdf"]);
    let whole = session.read("drill.pdf");
    for length in [whole.len() / 4, whole.len() / 2, whole.len() - 20] {
        session.put("cut.pdf", &whole[..length]);
        let output = session.command().args(["key", "cut.pdf", "-o", "-"]).output().expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!([Some(0), Some(2)].contains(&output.status.code()), "{length} bytes: {:?} {said}", output.status);
    }
}

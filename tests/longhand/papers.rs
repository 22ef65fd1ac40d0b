//! Papers and prints: what is asked stays the same, what does not fit is said, and blank paper.

use crate::rig::Session;
use crate::rig::json::first_sheet;

#[test]
fn large_print_asks_the_same() {
    let session = Session::new();
    let usual = session.run("daily --format json --paper a4").json();
    let large = session.run("daily --format json --paper a4 --large-print").json();
    let (usual, large) = (first_sheet(&usual), first_sheet(&large));
    assert_eq!(usual["questions"], large["questions"]);
    assert_eq!(usual["code"], large["code"]);
    assert!(usual["pages"]["sheet"].as_u64() < large["pages"]["sheet"].as_u64());
}

#[test]
fn there_is_no_large_print_on_a5() {
    Session::new()
        .run("daily --paper a5 --large-print")
        .status(2)
        .stderr_is("error: large print does not fit on `a5`\nhelp: print it on `--paper a4` or `--paper letter`\n");
}

#[test]
fn a_sheet_is_printed_again_on_other_paper() {
    let session = Session::new();
    session.run("daily --quiet --paper a4 -o a4.pdf").files(&["a4.pdf"]);
    session.run("sheet a4.pdf --quiet --paper a5 -o a5.pdf").files(&["a5.pdf"]);
    session.run("sheet a5.pdf --quiet --paper a4 -o again.pdf").files(&["again.pdf"]);
    assert!(session.read("again.pdf") == session.read("a4.pdf"));
    assert!(session.read("a5.pdf") != session.read("a4.pdf"));
}

#[test]
fn a_daily_for_a5_comes_back_from_its_code() {
    let session = Session::new();
    for day in ["2026-12-01", "2027-01-09"] {
        let made = session.run(&format!("daily --format json --paper a5 --date {day}")).json();
        let code = first_sheet(&made)["code"].as_str().expect("a sheet has a code").to_owned();
        let again = session.run(&format!("sheet {code} --format json")).json();
        assert_eq!(first_sheet(&again)["questions"], first_sheet(&made)["questions"]);
    }
}

#[test]
fn a_key_to_fold_needs_wide_paper() {
    let session = Session::new();
    session.run("daily --quiet --key fold --paper letter -o fold.pdf").files(&["fold.pdf"]);
    session
        .run("daily --key fold --paper a5")
        .status(2)
        .stderr_has("error: a key to fold over needs the width of `a4` or `letter`, in usual print\n");
}

#[test]
fn blank_paper_of_every_kind() {
    let session = Session::new();
    for kind in ["code", "grid", "dots", "trace", "five-box"] {
        for paper in ["a4", "letter", "a5", "a4 --large-print"] {
            let line = format!("paper --kind {kind} --pages 3 --paper {paper} -o -");
            assert!(session.run(&line).bytes().starts_with(b"%PDF-1.7"), "{line}");
        }
    }
    session.run("paper --quiet").files(&["longhand-paper.pdf"]);
    session.run("paper --format text").status(2).stderr_has("error: blank paper has no text\n");
}

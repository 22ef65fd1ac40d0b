//! The same request gives the same bytes: twice, elsewhere, in another locale, and tomorrow.

use crate::rig::{Session, golden};
use sha2::{Digest, Sha256};
use std::fmt::Write;

const LINE: &str = "daily --paper a4 -o -";

#[test]
fn twice() {
    let session = Session::new();
    assert!(session.run(LINE).bytes() == session.run(LINE).bytes());
}

#[test]
fn anywhere() {
    let usual = Session::new().run(LINE).bytes();
    let elsewhere = [
        ("another folder", Session::new().inside("a/b c")),
        ("another time zone", Session::new().with("TZ", "Pacific/Kiritimati")),
        ("another language", Session::new().with("LC_ALL", "tr_TR.UTF-8").with("LANG", "tr_TR.UTF-8")),
        ("the letters of C", Session::new().with("LC_ALL", "C")),
        ("another hash seed", Session::new().with("PYTHONHASHSEED", "4")),
        ("Python's path", Session::new().with("PYTHONPATH", ".").file("random.py", "print(1)")),
        ("a wide window", Session::new().with("COLUMNS", "200").with("NO_COLOR", "1")),
    ];
    for (what, session) in elsewhere {
        assert!(session.run(LINE).bytes() == usual, "other bytes with {what}");
    }
    let homeless = Session::new().with("HOME", "/nonexistent");
    assert!(homeless.run(&format!("{LINE} --no-history")).bytes() == usual, "other bytes without a home");
}

#[test]
fn on_another_day_by_date() {
    let today = Session::new().run(LINE).bytes();
    let later = Session::new().with("LONGHAND_TODAY", "2031-01-31");
    assert!(later.run("daily --paper a4 -o - --date 2026-11-22").bytes() == today);
    assert!(later.run(LINE).bytes() != today);
}

#[test]
fn several_at_once() {
    let usual = Session::new().run(LINE).bytes();
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..3).map(|_| scope.spawn(|| Session::new().run(LINE).bytes())).collect();
        for run in runs {
            assert!(run.join().expect("the run ended") == usual);
        }
    });
}

/// A change here is a decision: sheets that were printed cannot be made again byte for byte.
#[test]
fn digests_of_a_few_sheets_are_as_before() {
    let lines = [
        "daily --paper a4 -o -",
        "daily --paper letter -o - --date 2027-03-01",
        "daily --paper a4 -o - --key none --seed 7",
        "daily --paper a4 -o - --topics classes --levels 1-2 --seed 1099511627775",
        "daily --format json --date 2026-12-24",
        "daily --format text --date 2026-12-24",
    ];
    let mut text = String::new();
    for line in lines {
        let digest = Sha256::digest(Session::new().run(line).bytes());
        let hex = digest.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        writeln!(text, "{hex}  longhand {line}").expect("text takes any text");
    }
    golden::same_as_file("tests/longhand/digests.txt", &text);
}

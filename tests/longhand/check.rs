//! `check`: the shipped bank is clean; somebody's own file is read as a part of it.

use crate::rig::Session;

pub const OWN: &str = r#"[set]
topic = "control-flow"
title = "My own"

[[problem]]
id = "lamps-along-the-quay"
kind = "output"
skill = "range-bounds"
level = 1
minutes = 2
title = "Lamps"
program = '''
for lamp in range($first, $last):
    print(lamp * 2)
'''
why = "`range` leaves its second number out."

[problem.draw]
first = { int = [1, 40] }
last = { expr = "first + 3" }

[[problem.misread]]
id = "range-includes-stop"
swap = ["range($first, $last)", "range($first, $last + 1)"]
say = "let the loop reach $last as well"
"#;

#[test]
fn the_shipped_bank_has_no_errors() {
    let run = Session::new().run("check --seeds 5").stdout();
    assert!(run.contains("problems") && !run.contains("error["), "{run}");
}

#[test]
fn a_warning_is_told_and_is_an_error_where_it_is_wanted() {
    let session = Session::new().file("control-flow/my-own.toml", OWN.replace("number out.", "number out"));
    let mild = session.run("check control-flow/my-own.toml --seeds 2");
    mild.stdout_has("warning[no-full-stop]").stdout_has("\n1 warning in 1 problem, 2 draws each\n");
    let strict = session.run("check control-flow/my-own.toml --seeds 2 --strict").status(1);
    strict.stdout_has("error[no-full-stop]").stdout_has("\n1 error in 1 problem, 2 draws each\n");
    let json = session.run("check control-flow/my-own.toml --seeds 2 --format json").json();
    assert_eq!(json["faults"][0]["severity"], "warning");
}

/// What a problem with an error is like on paper is not known yet.
#[test]
fn a_problem_with_an_error_gets_no_warnings() {
    let broken = OWN.replace("number out.", "number out").replace("lamp * 2", "lamps * 2");
    let session = Session::new().file("control-flow/my-own.toml", broken);
    let said = session.run("check control-flow/my-own.toml --seeds 2").status(1).stdout();
    assert!(said.contains("error[program-fails]") && !said.contains("warning["), "{said}");
}

#[test]
fn a_clean_file_of_your_own() {
    let session = Session::new().file("control-flow/my-own.toml", OWN);
    session.run("check control-flow/my-own.toml --seeds 20").stdout_has("1 problem");
}

#[test]
fn your_own_problem_is_drawn() {
    let session = Session::new().file("mine/control-flow/my-own.toml", OWN);
    session.run("show lamps-along-the-quay --bank mine").stdout_has("print(lamp * 2)");
    session.run("list --problems --bank mine").stdout_has("lamps-along-the-quay").stdout_has("Control flow");
}

/// A new problem moves nothing that is drawn from others: only the choice may change.
#[test]
fn your_own_problem_leaves_the_draws_of_others() {
    let session = Session::new().file("mine/control-flow/my-own.toml", OWN);
    let id = crate::list_show::problems(&session)[0]["id"].as_str().expect("everything has an id").to_owned();
    let line = format!("show {id} --seed 5 --format text");
    assert_eq!(session.stdout(&line), session.stdout(&format!("{line} --bank mine")));
}

#[test]
fn a_bank_with_faults_makes_no_sheet_of_them() {
    let broken = OWN.replace("level = 1", "level = 7");
    let session = Session::new().file("mine/control-flow/my-own.toml", broken);
    session.run("daily --bank mine").status(1).stderr_has("my-own.toml:9").stderr_has("level");
}

/// Whichever day it would have been on.
#[test]
fn a_problem_that_never_ends_gives_way_to_another() {
    let endless = OWN.replace("print(lamp * 2)", "while True: pass");
    let recipe = "[recipe]\nid = \"bounds\"\nverb = \"daily\"\ntitle = \"Bounds\"\nminutes = 15\ndistinct = [\"problem\"]\n\n\
                  [[slot]]\nname = \"read\"\nkinds = [\"output\"]\nskills = [\"range-bounds\"]\ntake = 4\n";
    let session = Session::new().file("mine/control-flow/my-own.toml", endless).file("bounds.toml", recipe);
    let seeds = 1..60;
    let said = seeds.into_iter().find_map(|seed| {
        let line = format!("daily --bank mine --recipe bounds.toml --format json --seed {seed}");
        let output = session.command().args(line.split(' ')).output().expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{said}");
        let sheet: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the sheet is JSON");
        assert!(sheet["sheets"][0]["questions"].as_array().is_some_and(|questions| questions.len() > 1), "{sheet}");
        (!said.is_empty()).then_some(said)
    });
    let said = said.expect("one seed in three draws it");
    assert!(said.starts_with("warning[too-many-steps]: "), "{said}");
    assert!(said.contains("mine/control-flow/my-own.toml:14:5") && said.contains("in this problem"), "{said}");
    assert!(said.ends_with("note: it was left out of the sheet, which has other problems instead\n"), "{said}");
}

/// How far a program gets before the clock stops it depends on the machine, and the sheet must not.
#[test]
fn a_problem_that_takes_too_long_makes_no_sheet() {
    let endless = OWN.replace("print(lamp * 2)", "-1 in iter(int, 1)");
    let session = Session::new().file("mine/control-flow/my-own.toml", endless);
    let run = session.run("show lamps-along-the-quay --bank mine").status(1);
    run.stderr_has("error[too-much-time]").stderr_has("my-own.toml:13:1").stderr_has("in this problem");
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let unix = Session::new().file("mine/control-flow/my-own.toml", OWN);
    let windows = Session::new().file("mine/control-flow/my-own.toml", OWN.replace('\n', "\r\n"));
    let line = "show lamps-along-the-quay --bank mine --seed 3 --format json";
    assert_eq!(unix.stdout(line), windows.stdout(line));
}

#[test]
fn hostile_programs_are_stopped_and_named() {
    for (program, why) in [
        ("while True:\n    pass\n", "for ever"),
        ("words = [\"x\"]\nwhile True:\n    words += words\n", "memory"),
        ("while True:\n    print(\"again and again\")\n", "output"),
        ("def f():\n    return f()\n\nf()\n", "recursion"),
        ("print(open(\"/etc/passwd\").read())\n", "files"),
        ("import os\nos._exit(0)\n", "the worker's end"),
        ("print(10 ** 10 ** 10)\n", "a long number"),
    ] {
        let loops = "for lamp in range($first, $last):\n    print(lamp * 2)\n";
        let broken = OWN.replace(loops, &format!("first = $first\nlast = $last\n{program}"));
        let broken = broken.split("[[problem.misread]]").next().unwrap_or_default().to_owned();
        let session = Session::new().file("control-flow/my-own.toml", broken);
        let output = session.command().args(["check", "control-flow/my-own.toml", "--seeds", "2"]).output();
        let output = output.expect("the program starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(1), "a program with {why}: {said}{:?}", output.stderr);
        assert!(said.contains("my-own.toml:"), "a program with {why}: {said}");
    }
}

#[test]
fn a_path_that_is_not_there() {
    Session::new().run("check nowhere.toml").status(3).stderr_has("`nowhere.toml`");
}

#[test]
fn a_lock_is_written_once_and_kept_until_a_version_is_raised() {
    let session = Session::new().file("mine/control-flow/my-own.toml", OWN);
    session.run("check mine --seeds 2").stdout_has("no faults");
    let first = session.run("check mine --seeds 2 --write").stdout_has("no faults").files(&["mine/bank.lock"]);
    drop(first.stderr_is("wrote `mine/bank.lock`\n"));
    let lock = String::from_utf8(session.read("mine/bank.lock")).expect("a lock is text");
    assert!(lock.lines().last().is_some_and(|line| line.starts_with("lamps-along-the-quay 1 ")), "{lock}");
    session.run("check mine --seeds 2 --write").stdout_has("no faults");

    session.put("mine/control-flow/my-own.toml", OWN.replace("lamp * 2", "lamp * 3"));
    session.run("check mine --seeds 2").status(1).stdout_has("error[answers-changed]");
    let refused = session.run("check mine --seeds 2 --write").status(1).stdout_has("error[answers-changed]");
    drop(refused.stderr_has("`bank.lock` was not written"));
    let raised = OWN.replace("lamp * 2", "lamp * 3").replace("level = 1", "version = 2\nlevel = 1");
    session.put("mine/control-flow/my-own.toml", raised);
    session.run("check mine --seeds 2").stdout_has("warning[lock-behind]");
    session.run("check mine/control-flow/my-own.toml --seeds 2").stdout_has("warning[lock-behind]");
    let again = session.run("check mine --seeds 2 --write").stdout_has("no faults").files(&["mine/bank.lock"]);
    drop(again.stderr_is("wrote `mine/bank.lock`\n"));
}

#[test]
fn a_lock_needs_a_folder() {
    let session = Session::new().file("control-flow/my-own.toml", OWN);
    session.run("check control-flow/my-own.toml --write").status(2).stderr_has("the folder of a bank");
    session.run("check --write").status(2).stderr_has("the folder of a bank");
}

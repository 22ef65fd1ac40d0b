//! The history: what is noted, how it leads back to sheets, and what happens when its file is not as it should be.

use crate::rig::Session;
use crate::rig::json::{first_sheet, text};
use serde_json::Value;

const FILE: &str = "home/history.jsonl";
const DAMAGED: &str = "home/history.damaged";

/// A bank of two problems, so that a sheet takes no time.
const BANK: [(&str, &str); 5] = [
    (
        "mine/topics.toml",
        r#"[[topic]]
id = "control-flow"
number = 2
title = "Control flow"
"#,
    ),
    (
        "mine/control-flow/skills.toml",
        r#"[[skill]]
id = "totals"
title = "walk a list and keep a total"
level = 1
core = false
"#,
    ),
    (
        "mine/control-flow/misconceptions.toml",
        r#"[[misconception]]
id = "total-counts-items"
belief = "Adding up counts the items."
truth = "Adding up adds the values."
topic = "control-flow"
"#,
    ),
    (
        "mine/control-flow/eggs.toml",
        r#"[set]
topic = "control-flow"
title = "Eggs"

[[problem]]
id = "eggs-of-a-week"
version = 1
kind = "output"
skill = "totals"
level = 1
minutes = 2
title = "Eggs of a week"
program = '''
total = 0
for eggs in $found:
    total += eggs
print(total)
'''
why = "Each pass adds what was found to the total."

[problem.draw]
found = { ints = [2, 9], len = 4, distinct = true }

[[problem.misread]]
id = "total-counts-items"
swap = ["total += eggs", "total += 1"]
say = "counted the days; the eggs themselves are added"

[[problem]]
id = "eggs-left"
version = 1
kind = "output"
skill = "totals"
level = 2
minutes = 2
title = "Eggs left"
program = '''
left = $many
for eaten in $eaten:
    left -= eaten
print(left)
'''
why = "Each pass takes what was eaten."

[problem.draw]
many = { int = [60, 90] }
eaten = { ints = [2, 9], len = 3, distinct = true }
"#,
    ),
    (
        "mine/recipes/eggs.toml",
        r#"[recipe]
id = "eggs"
verb = "daily"
title = "Eggs"
minutes = 5

[[slot]]
name = "one"
kinds = ["output"]

[[slot]]
name = "two"
kinds = ["output"]
"#,
    ),
];

const MINE: &str = "--only-bank mine";

/// A session with a small bank, whose history is in the working folder, where it can be looked at.
fn session() -> Session {
    let session = Session::new();
    let home = session.path("home").display().to_string();
    BANK.iter().fold(session.with("LONGHAND_HOME", &home), |session, (name, text)| session.file(name, text))
}

/// Prints a sheet that does not follow from its code alone: of one question, with one wrong answer in its key.
fn printed(session: &Session) -> Value {
    let run = session.run(&daily("--seed 3")).files(&[FILE]).json();
    first_sheet(&run).clone()
}

fn daily(options: &str) -> String {
    format!("daily --format json --recipe eggs --levels 1 {MINE} {options}")
}

fn records(session: &Session) -> Vec<Value> {
    let text = String::from_utf8(session.read(FILE)).expect("the history is text");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

#[test]
fn a_sheet_is_noted_once() {
    let session = session();
    let sheet = printed(&session);
    session.run(&daily("--seed 3 --format text").replace("--format json ", "")).stdout_has("Eggs");
    let noted = records(&session);
    assert_eq!(noted.len(), 1);
    assert_eq!(text(&noted[0], "kind"), "printed");
    assert_eq!(text(&noted[0], "at"), "2026-11-22T00:00:00Z");
    for field in ["code", "request", "title", "verb"] {
        assert_eq!(noted[0][field], sheet[field], "{field}");
    }
    let skills = |sheet: &Value| -> Vec<String> {
        let questions = sheet["questions"].as_array().expect("questions are a list");
        questions.iter().map(|question| text(question, "skill").to_owned()).collect()
    };
    assert_eq!(skills(&noted[0]), skills(&sheet));
    let strip = session.run(&daily("--seed 3 --key fold --paper letter")).files(&[FILE]).json();
    let again = session.run(&format!("sheet {} --format json {MINE}", text(first_sheet(&strip), "qr"))).json();
    assert_eq!(first_sheet(&again)["request"], first_sheet(&strip)["request"]);
    session.run(&daily("--seed 3 --paper letter")).files(&[FILE]).json();
    assert_eq!(records(&session).len(), 3);
}

#[test]
fn only_dailies_are_noted_and_only_where_they_may_be() {
    let session = session();
    session.run(&daily("--no-history")).json();
    session.run(&format!("show eggs-left {MINE}")).stdout_has("left = ");
    session.run("history").stdout_is("nothing was printed here yet\n");
    assert!(!session.path("home").exists(), "a folder for the history was made");
    session.run("daily --no-history --home elsewhere").status(2).stderr_has("--no-history");
}

#[test]
fn the_folder_is_the_platforms_or_the_one_that_is_named() {
    let session = Session::new();
    let home = session.path("../home");
    session.run("daily --quiet --minutes 5 -o drill.pdf").files(&["drill.pdf"]);
    let platforms = ["Library/Application Support/longhand", ".local/share/longhand", "AppData/Roaming/longhand"];
    let found = platforms.iter().filter(|folder| home.join(folder).join("history.jsonl").is_file());
    assert_eq!(found.count(), 1);
    session.run("history --home other").stdout_is("nothing was printed here yet\n");
    session.run("daily --quiet --minutes 5 -o drill.pdf --home other").files(&["other/history.jsonl"]);
}

#[test]
#[cfg(unix)]
fn only_its_owner_reads_it() {
    use std::os::unix::fs::PermissionsExt;
    let session = session();
    printed(&session);
    let mode = std::fs::metadata(session.path(FILE)).expect("the history is there").permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[test]
fn a_code_brings_back_the_very_bytes() {
    let session = session();
    for options in
        ["--topics classes --minutes 5 --seed 9", "--paper letter --key fold --minutes 25 --levels 2 --seed 11"]
    {
        session.run(&format!("daily --quiet {options} -o drill.pdf")).files(&["drill.pdf", FILE]);
        let code = text(records(&session).last().expect("it was noted"), "code").to_owned();
        let again = session.run(&format!("sheet {code} -o -")).bytes();
        assert!(again == session.read("drill.pdf"), "other bytes after `{options}`");
    }
}

#[test]
fn the_start_of_a_code_is_enough_where_no_other_begins_so() {
    let session = session();
    let code = text(&printed(&session), "code").to_owned();
    let symbols = code.replace('-', "");
    let expected = session.stdout(&format!("key {code} --format text {MINE}"));
    for start in [&code[..4], &code[..7], &symbols[..15].to_lowercase()] {
        assert_eq!(session.stdout(&format!("key {start} --format text {MINE}")), expected, "{start}");
    }
    session.run(&format!("key {} {MINE}", &code[..3])).status(2).stderr_has("16 letters");
    session.run(&format!("key ZZZZ {MINE}")).status(2).stderr_has("16 letters");
    let run = session.run(&daily("--seed 4")).files(&[FILE]).json();
    let other = text(first_sheet(&run), "code").to_owned();
    let both = session.run(&format!("key {} {MINE}", &code[..4])).status(2).stderr_has("is the start of 2 codes");
    drop(both.stderr_has(&code).stderr_has(&other).stderr_has("Eggs, printed on 2026-11-22"));
}

#[test]
fn a_slip_in_a_code_that_was_printed_is_offered_as_a_question() {
    let session = session();
    let code = text(&printed(&session), "code").to_owned();
    let meant = format!("did you mean `{code}`?");
    let wrong = format!("{}?{}", &code[..6], &code[7..]);
    session.run(&format!("key {wrong} {MINE}")).status(2).stderr_has(&meant);
    let pair = (0..18).find(|at| !code[*at..at + 2].contains('-') && code.as_bytes()[*at] != code.as_bytes()[at + 1]);
    let at = pair.expect("not all symbols of a code are equal");
    let swapped = format!("{}{}{}{}", &code[..at], &code[at + 1..at + 2], &code[at..=at], &code[at + 2..]);
    session.run(&format!("score {swapped} 1 {MINE}")).status(2).stderr_has(&meant);
}

#[test]
fn a_problem_that_has_changed_is_named_with_the_version_that_made_the_sheet() {
    let session = session();
    let code = text(&printed(&session), "code").to_owned();
    let key = format!("key {code} --format text");
    session.run(&format!("{key} {MINE}")).stdout_has("Eggs");
    let file = "mine/control-flow/eggs.toml";
    let bank = String::from_utf8(session.read(file)).expect("it was put there as text");
    session.put(file, bank.replace("version = 1", "version = 2"));
    let version = format!("made by Longhand {}", env!("CARGO_PKG_VERSION"));
    let changed = "`eggs-of-a-week` has changed since: the sheet has version 1, this bank has version 2";
    session.run(&format!("{key} {MINE}")).status(5).stderr_has(changed).stderr_has(&version);
    session.run(&key).status(5).stderr_has("the problem `eggs-of-a-week`").stderr_has("--bank");
}

#[test]
fn what_was_printed_and_marked_is_listed() {
    let session = session();
    let sheet = printed(&session);
    let code = text(&sheet, "code");
    session.run("score 1A --minutes 17 --quiet").files(&[FILE]);
    let head = "printed     code                 score    min  title\n";
    session.run("history").stdout_is(&format!("{head}2026-11-22  {code}    1 / 3   17  Eggs\n"));
    let csv = session.stdout("history --format csv");
    let row = format!("2026-11-22T00:00:00Z,{code},daily,Eggs,,1,1a,1,3,17,2026-11-22T00:00:00Z");
    assert_eq!(csv.lines().nth(1), Some(row.as_str()));
    let json = session.run("history --format json").json();
    assert_eq!(json["version"], 1);
    let listed = &json["sheets"][0];
    assert_eq!((&listed["request"], &listed["score"]["minutes"]), (&sheet["request"], &Value::from(17)));
    let question = &listed["questions"][0];
    assert_eq!((text(question, "misread"), text(question, "skill")), ("total-counts-items", "totals"));
    session.run(&daily("--seed 4")).files(&[FILE]).json();
    session.run("history --last 1").stdout_has("        -    -  Eggs\n");
    assert!(!session.stdout("history --last 1").contains(code));
}

#[test]
fn scores_replace_each_other_and_are_taken_back() {
    let session = session();
    let code = text(&printed(&session), "code").to_owned();
    session
        .run(&format!("score {} 1", &code[..4]))
        .files(&[FILE])
        .stdout_is(&format!("noted for {code}  Eggs: 1 of 3\n"));
    session.run(&format!("score {code} 3")).files(&[FILE]).stdout_has("in place of 1 of 3, noted on 2026-11-22");
    session.run("history").stdout_has("3 / 3");
    session.run("history undo").files(&[FILE]).stdout_has(&format!("took back 3 of 3 for {code}"));
    session.run("history").stdout_has("1 / 3");
    session.run("history undo").files(&[FILE]).stdout_has("took back 1 of 3");
    session.run("history undo").status(2).stderr_has("no score");
    assert_eq!(records(&session).len(), 5);
}

#[test]
fn marks_that_do_not_fit_are_refused_with_what_the_sheet_allows() {
    let session = session();
    let sheet = printed(&session);
    let code = text(&sheet, "code");
    let cases = [
        ("2 2", "the sheet has 1 question, and there are 2 marks"),
        ("4", "`4` is more than 3"),
        ("2z", "`2z` has a letter `z` that its key does not list"),
        ("3a", "`3a` is right"),
        ("2/8", "`2/8` is not out of 3"),
        ("- 3", "and there are 2 marks"),
    ];
    for (marks, fault) in cases {
        let run = session.run(&format!("score {marks}")).status(2).stderr_has(fault).stderr_has(code);
        drop(run.stderr_has("1  output    0 to 3, with a for its wrong answer"));
    }
    session.run(&format!("score {code} good")).status(2).stderr_has("`good` is no mark");
    session.run(&format!("score {code}")).status(2).stderr_has("there are no marks").stderr_has("0 to 3");
    Session::new().run("score 3 3 3").status(2).stderr_has("no sheet was printed here yet");
}

/// The sheet is noted with its marks, so that they can be understood.
#[test]
fn a_sheet_that_another_machine_printed_can_be_scored() {
    let elsewhere = session();
    let run = elsewhere.run(&daily("--seed 3").replace("--levels 1 ", "")).files(&[FILE]).json();
    let session = session();
    let code = text(first_sheet(&run), "code");
    session.run(&format!("score {code} - --quiet {MINE}")).files(&[FILE]);
    let noted = records(&session);
    assert_eq!(noted.iter().map(|record| text(record, "kind")).collect::<Vec<_>>(), ["printed", "scored"]);
    assert_eq!(noted[1]["marks"][0]["mark"], Value::Null);
    assert_eq!(noted[1]["marks"][0]["skill"], "totals");
    session.run("history").stdout_has("0 / 0");
}

#[test]
fn damage_is_told_once_and_costs_one_record() {
    let session = session();
    printed(&session);
    session.run(&daily("--seed 4")).files(&[FILE]).json();
    let mut bytes = session.read(FILE);
    bytes[100] ^= 1;
    session.put(FILE, &bytes);
    let run = session.run("history").files(&[DAMAGED]).stdout_has("Eggs");
    let run = run.stderr_has("line 1 of").stderr_has("is damaged").stderr_has("history.damaged");
    drop(run);
    assert_eq!(session.stdout("history").lines().count(), 2);
    assert!(bytes.starts_with(session.read(DAMAGED).trim_ascii_end()));
    printed(&session);
    assert_eq!(session.stdout("history").lines().count(), 3);
}

#[test]
fn a_line_that_was_torn_is_set_aside() {
    let session = session();
    printed(&session);
    let whole = session.read(FILE);
    session.put(FILE, [&whole[..], &whole[..whole.len() / 2]].concat());
    let run = session.run(&daily("--seed 4")).files(&[DAMAGED, FILE]).stdout_has("Eggs");
    drop(run.stderr_has("was not written to its end"));
    assert_eq!(session.stdout("history").lines().count(), 3);
    assert!(session.read(FILE).starts_with(&whole), "what was there has changed");
    // A failure tells it as well, since it is told only once.
    session.put(FILE, b"{\"v\":1,\"half");
    session
        .run(&format!("key ZZZZ {MINE}"))
        .status(2)
        .files(&[DAMAGED])
        .stderr_has("16 letters")
        .stderr_has("not written to its end");
}

#[test]
fn records_of_a_newer_version_are_kept() {
    let session = session();
    let line = "{\"v\":2,\"kind\":\"dreamt\",\"sum\":\"a077a543\"}\n";
    session.put(FILE, line);
    printed(&session);
    assert!(session.read(FILE).starts_with(line.as_bytes()));
    session.run("history").stdout_has("Eggs").stderr_has("1 record of a newer version");
}

#[test]
fn a_history_that_cannot_be_kept_stops_no_sheet() {
    let session = session().file("file", "a file in the way").file("folder/history.jsonl/keep.txt", "");
    let mut homes = vec!["file", "folder"];
    if cfg!(target_os = "linux") {
        homes.push("/proc/longhand");
    }
    for home in homes {
        let run = session.run(&format!("{} --home {home}", daily("--seed 3"))).stdout_has("eggs-of-a-week");
        let run =
            run.stderr_has("cannot be written").stderr_has("; the sheet is made, but its code will not be known here");
        drop(run.stderr_has("--home"));
    }
    session.run(&format!("{} --home file", daily("--seed 3"))).stdout_has("{").stderr_has("not a directory");
    for line in ["history --home folder", "history undo --home file", "score 3 --home folder"] {
        session.run(line).status(3).stderr_has("cannot be read").stderr_has("--home");
    }
    let run = session.run(&daily("--seed 3 --no-history").replace("--levels 1 ", "")).json();
    let key = session.run(&format!("key --home folder {} --format text {MINE}", text(first_sheet(&run), "code")));
    drop(key.stdout_has("Key").stderr_has("what was printed before is not known"));
}

/// A limit of file size stands for a disk that is full: what fits is noted, what does not leaves the file as it was.
#[test]
#[cfg(unix)]
fn a_full_disk_is_told_and_loses_nothing() {
    let session = session();
    printed(&session);
    let limited = |line: &str| {
        let mut shell = std::process::Command::new("sh");
        let script = format!("trap '' XFSZ; ulimit -f 16; exec \"$0\" {line}");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_longhand")]).current_dir(session.path("."));
        shell.env("LONGHAND_HOME", session.path("home")).env("LONGHAND_TODAY", crate::rig::TODAY);
        shell.output().expect("a shell is there")
    };
    let mut noted = 0;
    loop {
        let before = session.read(FILE);
        let output = limited("score 2");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() {
            noted += 1;
            assert!(session.read(FILE).len() > before.len() && noted < 100, "it was not noted");
            continue;
        }
        assert_eq!(output.status.code(), Some(3), "{said}");
        assert!(said.contains("cannot be written") && said.contains("too large"), "{said}");
        assert!(session.read(FILE) == before, "the file has changed");
        break;
    }
    assert!(noted > 0);
    let output = limited(&daily("--seed 77"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && output.stdout.len() > 500, "{said}");
    assert!(said.contains("its code will not be known here"), "{said}");
    assert_eq!(records(&session).len(), 1 + noted);
}

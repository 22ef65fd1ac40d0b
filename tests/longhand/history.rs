//! The history: what is noted, how it leads back to sheets, and what happens when its file is not as it should be.

use crate::rig::Session;
use crate::rig::json::{first_sheet, text};
use serde_json::Value;
use std::fs;

const FILE: &str = "home/history.jsonl";
const DAMAGED: &str = "home/history.damaged";
const OPTIONS: &str = "--topics classes --seed 9";

/// A session whose history is in the working folder, where it can be looked at.
fn session() -> Session {
    let session = Session::new();
    let home = session.path("home").display().to_string();
    session.with("LONGHAND_HOME", &home)
}

/// Prints a sheet that does not follow from its code alone.
fn printed(session: &Session) -> Value {
    let run = session.run(&format!("daily --format json {OPTIONS}")).files(&[FILE]).json();
    first_sheet(&run).clone()
}

fn records(session: &Session) -> Vec<Value> {
    let text = String::from_utf8(session.read(FILE)).expect("the history is text");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// A bank of one problem and the recipe to print it, beside the built-in one.
fn with_own_bank(session: &Session, version: u32) {
    let problem = format!(
        "[set]\ntopic = \"control-flow\"\ntitle = \"Own\"\n\n[[problem]]\nid = \"own-sum\"\nversion = {version}\nkind = \"output\"\n\
         skill = \"range-bounds\"\nlevel = 1\nminutes = 2\ntitle = \"Own sum\"\nprogram = '''\nprint($a + $b)\n'''\n\
         why = \"The sum of both.\"\n[problem.draw]\na = {{ int = [2, 18] }}\nb = {{ int = [20, 90] }}\n"
    );
    session.put("mine/control-flow/own.toml", problem);
    let recipe = "[recipe]\nid = \"own\"\nverb = \"daily\"\ntitle = \"Own\"\nminutes = 5\n\n\
                  [[slot]]\nname = \"read\"\nkinds = [\"output\"]\ntopics = [\"control-flow\"]\n";
    session.put("mine/recipes/own.toml", recipe);
}

#[test]
fn a_sheet_is_noted_once() {
    let session = session();
    let sheet = printed(&session);
    session.run(&format!("daily --format text {OPTIONS}")).whatever_it_says();
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
    session.run(&format!("daily --quiet --paper letter {OPTIONS} -o letter.pdf")).files(&[FILE, "letter.pdf"]);
    assert_eq!(records(&session).len(), 2);
}

#[test]
fn only_dailies_are_noted_and_only_where_they_may_be() {
    let session = session();
    session.run("daily --no-history --format text").whatever_it_says();
    session.run("show museum-fares").whatever_it_says();
    session.run("history").stdout_is("nothing was printed here yet\n");
    assert!(!session.path("home").exists(), "a folder for the history was made");
    session.run("daily --no-history --home elsewhere").status(2).stderr_has("--no-history");
}

#[test]
fn the_folder_is_the_platforms_or_the_one_that_is_named() {
    let session = Session::new().with("XDG_DATA_HOME", "relative-is-not-taken");
    session.run("daily --quiet -o drill.pdf").files(&["drill.pdf"]);
    let home = session.path("../home");
    let platforms = ["Library/Application Support/longhand", ".local/share/longhand", "AppData/Roaming/longhand"];
    let found = platforms.iter().filter(|folder| home.join(folder).join("history.jsonl").is_file());
    assert_eq!(found.count(), 1);
    session.run("history --home other").stdout_is("nothing was printed here yet\n");
    session.run("daily --quiet -o drill.pdf --home other").files(&["other/history.jsonl"]);
}

#[test]
#[cfg(unix)]
fn only_its_owner_reads_it() {
    use std::os::unix::fs::PermissionsExt;
    let session = session();
    printed(&session);
    let mode = fs::metadata(session.path(FILE)).expect("the history is there").permissions().mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}

#[test]
fn a_code_brings_back_the_very_bytes() {
    let session = session();
    for options in
        [OPTIONS, "--paper letter --minutes 25 --seed 11", "--recipe template-a-day --paper a5", "--large-print"]
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
    let expected = session.stdout(&format!("key {code} --format text"));
    for start in [&code[..4], &code[..7], &symbols[..15].to_lowercase()] {
        assert_eq!(session.stdout(&format!("key {start} --format text")), expected, "{start}");
    }
    session.run(&format!("key {}", &code[..3])).status(2).stderr_has("16 letters");
    session.run("key ZZZZ").status(2).stderr_has("16 letters");
    let run = session.run("daily --topics generators --seed 10 --format json").files(&[FILE]).json();
    let other = text(first_sheet(&run), "code").to_owned();
    let both = session.run(&format!("key {}", &code[..4])).status(2).stderr_has("is the start of 2 codes");
    both.stderr_has(&code).stderr_has(&other).stderr_has("Daily drill, printed on 2026-11-22");
}

#[test]
fn a_slip_in_a_code_that_was_printed_is_offered_as_a_question() {
    let session = session();
    let code = text(&printed(&session), "code").to_owned();
    let wrong = format!("{}?{}", &code[..6], &code[7..]);
    let run = session.run(&format!("key {wrong}")).status(2);
    run.stderr_has(&format!("did you mean `{code}`?"));
    let pair = (0..18).find(|at| !code[*at..at + 2].contains('-') && code.as_bytes()[*at] != code.as_bytes()[at + 1]);
    let at = pair.expect("not all symbols of a code are equal");
    let swapped = format!("{}{}{}{}", &code[..at], &code[at + 1..at + 2], &code[at..=at], &code[at + 2..]);
    session.run(&format!("score {swapped} 1 2 3")).status(2).stderr_has(&format!("did you mean `{code}`?"));
}

#[test]
fn a_problem_that_has_changed_is_named_with_the_version_that_made_the_sheet() {
    let session = session();
    with_own_bank(&session, 1);
    let line = "daily --bank mine --recipe own --topics control-flow --seed 3 --format json";
    let mut seeds = (0..40).map(|seed| line.replace("--seed 3", &format!("--seed {seed}")));
    let has_own = |run: &Value| first_sheet(run)["questions"].to_string().contains("own-sum@1");
    let sheet = seeds.find_map(|line| Some(session.run(&line).files(&[FILE]).json()).filter(has_own));
    let code = text(first_sheet(&sheet.expect("one of forty sheets has the problem")), "code").to_owned();
    let key = format!("key {code} --bank mine --format text");
    session.run(&key).stdout_has("Own sum");
    with_own_bank(&session, 2);
    let version = format!("Longhand {}", env!("CARGO_PKG_VERSION"));
    session.run(&key).status(5).stderr_has("`own-sum` has changed since").stderr_has(&version);
    session.run(&key.replace("--bank mine ", "")).status(5).stderr_has("`own-sum`").stderr_has("--bank");
}

#[test]
fn what_was_printed_and_marked_is_listed() {
    let session = session();
    let sheet = printed(&session);
    let code = text(&sheet, "code");
    let count = sheet["questions"].as_array().map_or(0, Vec::len);
    let marks = vec!["2"; count - 1].join(" ");
    session.run(&format!("score {marks} - --minutes 17 --quiet")).files(&[FILE]);
    let most = 3 * (count - 1);
    let earned = 2 * (count - 1);
    let sum = format!("{earned} / {most}");
    session.run("history").stdout_is(&format!(
        "printed     code                 score    min  title\n2026-11-22  {code}  {sum:>7}   17  Daily drill\n"
    ));
    let csv = session.stdout("history --format csv");
    let row = format!(
        "2026-11-22T00:00:00Z,{code},daily,Daily drill,,{count},{marks} -,{earned},{most},17,2026-11-22T00:00:00Z"
    );
    assert_eq!(csv.lines().nth(1), Some(row.as_str()));
    let json = session.run("history --format json").json();
    assert_eq!(json["version"], 1);
    assert_eq!(json["sheets"][0]["request"], sheet["request"]);
    assert_eq!(json["sheets"][0]["score"]["minutes"], 17);
    assert_eq!(json["sheets"][0]["questions"][0]["mark"], 2);
    session.run("daily --format text").whatever_it_says();
    assert_eq!(session.stdout("history --last 1").lines().count(), 2);
    assert!(!session.stdout("history --last 1").contains(code));
}

#[test]
fn scores_replace_each_other_and_are_taken_back() {
    let session = session();
    let sheet = printed(&session);
    let code = text(&sheet, "code").to_owned();
    let count = sheet["questions"].as_array().map_or(0, Vec::len);
    let marks = |mark: &str| vec![mark; count].join(" ");
    session
        .run(&format!("score {} {}", &code[..4], marks("1")))
        .files(&[FILE])
        .stdout_has(&format!("{count} of {}", 3 * count));
    session.run(&format!("score {code} {}", marks("3"))).files(&[FILE]).stdout_has(&format!("in place of {count} of"));
    assert!(session.stdout("history").contains(&format!("{0} / {0}", 3 * count)));
    session.run("history undo").files(&[FILE]).stdout_has(&format!("took back {0} of {0} for {code}", 3 * count));
    assert!(session.stdout("history").contains(&format!("{count} / {}", 3 * count)));
    session.run("history undo").files(&[FILE]).stdout_has("took back");
    session.run("history undo").status(2).stderr_has("no score");
    assert_eq!(records(&session).len(), 5);
}

#[test]
fn marks_that_do_not_fit_are_refused_with_what_the_sheet_allows() {
    let session = session();
    let sheet = printed(&session);
    let count = sheet["questions"].as_array().map_or(0, Vec::len);
    let code = text(&sheet, "code");
    let rest = vec!["2"; count - 1].join(" ");
    let cases = [
        (rest.clone(), format!("the sheet has {count} questions")),
        (format!("{rest} 2 2"), format!("and there are {} marks", count + 1)),
        (format!("{rest} 4"), "`4` is more than 3".to_owned()),
        (format!("{rest} 2z"), "`2z` has a letter `z`".to_owned()),
        (format!("{rest} 2/8"), "`2/8` is not out of 3".to_owned()),
        (format!("{rest} good"), "`good` is no mark".to_owned()),
    ];
    for (marks, fault) in cases {
        session.run(&format!("score {marks}")).status(2).stderr_has(&fault).stderr_has("0 to 3").stderr_has(code);
    }
    session.run(&format!("score {code}")).status(2).stderr_has("there are no marks").stderr_has("0 to 3");
    Session::new().run("score 3 3 3").status(2).stderr_has("no sheet was printed here yet");
}

/// The letters of listed wrong answers, and a sheet that another machine printed.
#[test]
fn a_letter_is_noted_as_its_misconception() {
    let elsewhere = session();
    let sheet = first_sheet(&elsewhere.run("daily --format json").files(&[FILE]).json()).clone();
    let questions = sheet["questions"].as_array().expect("questions are a list").clone();
    let is_listed = |question: &Value| question["key"]["misreads"][0]["id"].is_string() && question["kind"] == "output";
    let Some(place) = questions.iter().position(is_listed) else { panic!("no question of this day has misreads") };
    let marks: Vec<&str> = (0..questions.len()).map(|each| if each == place { "1a" } else { "3" }).collect();
    let session = session();
    session.run(&format!("score {} {} --quiet", text(&sheet, "code"), marks.join(" "))).files(&[FILE]);
    let noted = records(&session);
    assert_eq!(noted.iter().map(|record| text(record, "kind")).collect::<Vec<_>>(), ["printed", "scored"]);
    let mark = &noted[1]["marks"][place];
    assert_eq!(mark["misread"], questions[place]["key"]["misreads"][0]["id"]);
    assert_eq!((&mark["skill"], &mark["mark"]), (&questions[place]["skill"], &Value::from(1)));
}

#[test]
fn damage_is_told_once_and_costs_one_record() {
    let session = session();
    printed(&session);
    session.run("daily --format text --seed 12").whatever_it_says();
    let mut bytes = session.read(FILE);
    bytes[100] ^= 1;
    session.put(FILE, &bytes);
    let run = session.run("history").files(&[DAMAGED]).stdout_has("Daily drill");
    run.stderr_has("line 1 of").stderr_has("is damaged").stderr_has("history.damaged");
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
    let said = session.run("daily --format text --seed 12").files(&[DAMAGED, FILE]).stdout_has("Key");
    drop(said.stderr_has("was not written to its end"));
    assert_eq!(session.stdout("history").lines().count(), 3);
    assert!(session.read(FILE).starts_with(&whole), "what was there has changed");
    // A failure tells it as well, since it is told only once.
    session.put(FILE, b"{\"v\":1,\"half");
    session.run("key ZZZZ").status(2).files(&[DAMAGED]).stderr_has("16 letters").stderr_has("not written to its end");
}

#[test]
fn records_of_a_newer_version_are_kept() {
    let session = session();
    let line = "{\"v\":2,\"kind\":\"dreamt\",\"sum\":\"a077a543\"}\n";
    session.put(FILE, line);
    printed(&session);
    assert!(session.read(FILE).starts_with(line.as_bytes()));
    session.run("history").stdout_has("Daily drill").stderr_has("1 record of a newer version");
}

#[test]
fn a_history_that_cannot_be_kept_stops_no_sheet() {
    let session = session().file("home", "a file in the way").file("folder/history.jsonl/keep.txt", "");
    let mut homes = vec!["home", "folder"];
    if cfg!(target_os = "linux") {
        homes.push("/proc/longhand");
    }
    for home in homes {
        let run = session.run(&format!("daily --home {home} -o drill.pdf --quiet {OPTIONS}"));
        let run = run.stderr_has("cannot be written").stderr_has("code will not be known here").stderr_has("--home");
        drop(run.files(&["drill.pdf"]));
        fs::remove_file(session.path("drill.pdf")).expect("it was made");
        session
            .run(&format!("score --home {home} 3 3"))
            .status(if home == "folder" { 3 } else { 2 })
            .stderr_has("help");
    }
    session.run("history --home folder").status(3).stderr_has("cannot be read").stderr_has("--home");
    let default = first_sheet(&session.run("daily --no-history --format json").json()).clone();
    let key = session.run(&format!("key --home folder {} --format text", text(&default, "code")));
    key.stdout_has("Key").stderr_has("what was printed before is not known");
}

/// A limit of file size stands for a disk that is full: what fits is noted, what does not leaves the file as it was.
#[test]
#[cfg(unix)]
fn a_full_disk_is_told_and_loses_nothing() {
    let session = session();
    let sheet = printed(&session);
    let marks = vec!["2"; sheet["questions"].as_array().map_or(0, Vec::len)].join(" ");
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
        let output = limited(&format!("score {marks}"));
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
    let output = limited("daily --format text --seed 77");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && output.stdout.len() > 500, "{said}");
    assert!(said.contains("its code will not be known here"), "{said}");
    assert_eq!(records(&session).len(), 1 + noted);
}

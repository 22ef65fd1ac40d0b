//! `try`: code that was written by hand and typed back.

use crate::rig::Session;
use crate::rig::json::{first_sheet, text};
use serde_json::Value;
use std::io::Write;
use std::process::Stdio;

const SET: &str = r#"
[set]
topic = "control-flow"
title = "Fares"

[[problem]]
id = "fares-so-far"
kind = "write"
skill = "accumulate"
level = 1
minutes = 5
title = "Fares"
ask = "Return the sum of all fares of at least `$least`."
signature = "def total(fares):"
program = '''
def total(fares):
    out = 0
    for fare in fares:
        if fare < 0:
            raise ValueError
        if fare >= $least:
            out += fare
    return out
'''
examples = ["total([4, $least, 9])"]
tests = ["total([])", "total([1, 5])", "raises(lambda: total([-1]))"]
rubric = [[1, "adds up"], [1, "starts at 0"]]
why = "What is kept from pass to pass has its name before the loop."

[problem.draw]
least = { pick = [5] }

[[problem.misread]]
id = "boundary-left-out"
swap = ["fare >= $least", "fare > $least"]
say = "left out a fare of exactly $least: `$theirs`, not `$answer`"

[[problem.misread]]
id = "return-inside-loop"
swap = ["    return out", "        return out"]
say = "returned after the first fare"

[[problem.misread]]
id = "if-ignored"
swap = ["if fare < 0:", "if False:"]
say = "let negative fares pass"

[[problem]]
id = "laps-in-a-row"
kind = "output"
skill = "for-each"
level = 1
minutes = 2
title = "Laps"
program = '''
for lap in range($laps):
    print("lap", lap)
'''
why = "`range` starts at 0."

[problem.draw]
laps = { pick = [3] }

[[problem.misread]]
id = "range-includes-stop"
swap = ["range($laps)", "range($laps + 1)"]
say = "let the loop reach $laps"

[[problem]]
id = "lap-by-lap"
kind = "trace"
skill = "for-each"
level = 1
minutes = 2
title = "Lap by lap"
program = '''
total = 0
for lap in range($laps):
    total += lap
'''
rows = ["for lap in range($laps):", "total += lap"]
watch = ["lap", "total"]
why = "`range` starts at 0."

[problem.draw]
laps = { pick = [3] }

[[problem.misread]]
id = "augmented-as-assign"
swap = ["total += lap", "total = lap"]
say = "put the new lap in place of the total"

[[problem]]
id = "doubled-in-one-line"
kind = "rewrite"
skill = "for-each"
level = 1
minutes = 2
title = "Doubled"
ask = "Write `out` as **one** list comprehension."
program = '''
out = []
for lap in range($laps):
    out.append(2 * lap)
'''
into = "out = [2 * lap for lap in range($laps)]"
value = "out"
must = ["ListComp", "no For"]
why = "What is appended comes first."

[problem.draw]
laps = { pick = [3] }

[[problem.misread]]
id = "range-includes-stop"
swap = ["range($laps)", "range($laps + 1)"]
say = "let the loop reach $laps"
"#;

const RIGHT: &str = "def total(fares):\n    for fare in fares:\n        if fare < 0:\n            raise ValueError\n    \
                     return sum(fare for fare in fares if fare >= 5)\n";

fn session() -> Session {
    Session::new().file("mine/control-flow/fares.toml", SET)
}

/// Tries a program against a problem of the set; what is said on standard output, and the exit status.
fn tried(problem: &str, program: &str) -> (String, Option<i32>) {
    let session = session().file("my.py", program);
    let output = session
        .command()
        .args(["try", "--bank", "mine", "--problem", problem, "my.py"])
        .output()
        .expect("the program starts");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{program}");
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.code())
}

#[test]
fn right_code_passes_and_is_measured_beside_the_model() {
    let said = "`fares-so-far` passes all 4 tests\nyours has 5 lines and 93 characters; the model has 8 lines and 88 \
                characters\n";
    assert_eq!(tried("fares-so-far", RIGHT), (said.to_owned(), Some(0)));
    let float = RIGHT.replace("sum(fare", "sum(1.0 * fare");
    assert_eq!(tried("fares-so-far", &float).1, Some(0), "what Python says is equal will do");
}

#[test]
fn the_first_test_that_fails_is_shown_with_the_wrong_answer_it_is() {
    let boundary = RIGHT.replace(">= 5", "> 5");
    let said = "`fares-so-far` fails test 1 of 4\n\n    call      total([4, 5, 9])\n    expected  14\n    came      9\n\n\
                this is wrong answer a of the key: you probably left out a fare of exactly 5: `9`, not `14`\n";
    assert_eq!(tried("fares-so-far", &boundary), (said.to_owned(), Some(1)));
    let nothing = RIGHT.replace("return sum", "return 3 + sum");
    let said =
        "`fares-so-far` fails test 1 of 4\n\n    call      total([4, 5, 9])\n    expected  14\n    came      17\n";
    assert_eq!(tried("fares-so-far", &nothing), (said.to_owned(), Some(1)));
    let mild = RIGHT.replace("raise ValueError", "pass");
    let said = "`fares-so-far` fails test 4 of 4\n\n    call      total([-1])\n    expected  raises ValueError\n    came      \
                no error\n\nthis is wrong answer c of the key: you probably let negative fares pass\n";
    assert_eq!(tried("fares-so-far", &mild), (said.to_owned(), Some(1)));
}

#[test]
fn errors_are_told_by_type_and_line() {
    let cases = [
        (
            RIGHT.replace("for fare in fares:", "for fare in fares[0]:"),
            "came      TypeError, in your line 2: `for fare in fares[0]:`",
        ),
        (RIGHT.replace("total", "sums"), "came      nothing: your code has no `total`"),
        (RIGHT.replace("(fares)", "()"), "came      TypeError, in the call itself: does your code take what it gives?"),
        (
            RIGHT.replace("return sum", "return som"),
            "came      NameError, in your line 5: `return som(fare for fare in fares if fare >= 5)`",
        ),
        (format!("{RIGHT}total(7)\n"), "your program ends with TypeError, in your line 2: `for fare in fares:`"),
        (RIGHT.replace("ValueError", "KeyError"), "came      KeyError"),
    ];
    for (program, part) in cases {
        let (said, status) = tried("fares-so-far", &program);
        assert!(said.contains(part), "{said}");
        assert_eq!(status, Some(1), "{said}");
    }
}

#[test]
fn what_is_no_python_is_told_in_plain_words() {
    let cases = [
        (
            "def total(fares)\n    return 0\n",
            "line 1 of your program is no Python: `def total(fares)`\nhelp: a line that begins with `def` ends with a colon",
        ),
        (
            "def total(fares):\nreturn 0\n",
            "line 2 of your program is no Python: `return 0`\nhelp: its indentation does not fit",
        ),
        ("def total(fares):\n    return sum(fares\n", "help: a bracket is opened and never closed"),
        (
            "def total(fares):\n    if fares = 0:\n        pass\n",
            "help: `=` gives a name a value; two values are compared with `==`",
        ),
        ("return 0\n", "help: `return` stands only inside a function"),
        ("total = = 0\n", "help: look at this line"),
        ("x = '\u{1b}[2J\n", "no Python: `x = '\\u{1b}[2J`"),
    ];
    for (program, part) in cases {
        let (said, status) = tried("fares-so-far", program);
        assert!(said.starts_with("`fares-so-far`: line ") && said.contains(part), "{program}: {said}");
        assert_eq!(status, Some(1), "{said}");
    }
}

#[test]
fn hostile_code_is_stopped_and_named() {
    let cases = [
        (
            "def total(fares):\n    while True:\n        pass\n",
            "no end: stopped after 20,000 steps; your line 2 ran most often: `while True:`",
        ),
        ("while True:\n    pass\n", "`fares-so-far`: no end: stopped after 20,000 steps; your line 1"),
        (
            "import os\ndef total(fares):\n    return os.getpid()\n",
            "your program imports `os` in line 1, which is not there: do without it, or import one of these: ",
        ),
        ("def total(fares):\n    return open('x')\n", "your program uses `open` in line 2"),
        ("def total(fares):\n    return total(fares)\n", "RecursionError, in your line 2"),
        ("def total(fares):\n    print('x' * 10 ** 6)\n", "no end: it printed more than 64 KiB"),
        ("def total(fares):\n    return [0] * 10 ** 9\n", "no end: it took more than 256 MB of memory"),
    ];
    for (program, part) in cases {
        let (said, status) = tried("fares-so-far", program);
        assert!(said.contains(part), "{said}");
        assert_eq!(status, Some(1), "{said}");
    }
}

#[test]
fn a_program_on_the_sheet_is_typed_back_whole() {
    let right = "for n in [0, 1, 2]:\n    print('lap', n)";
    let said = "`laps-in-a-row`: your program prints what the one on the sheet prints\n";
    assert!(tried("laps-in-a-row", right).0.starts_with(said));
    let more = "for lap in range(4):\n    print('lap', lap)\n";
    let said = "`laps-in-a-row`: line 4 of what your program prints differs\n\n    expected  nothing more\n    came      lap \
                3\n\nthis is wrong answer a of the key: you probably let the loop reach 3\n";
    assert_eq!(tried("laps-in-a-row", more), (said.to_owned(), Some(1)));
    let fails = "for lap in range(3):\n    print('lap', lap)\nlaps\n";
    let said = "`laps-in-a-row`: your program ends with NameError, in your line 3: `laps`\n";
    assert_eq!(tried("laps-in-a-row", fails), (said.to_owned(), Some(1)));
    let silent = "total = 0\n\nfor lap in range(3):  \n    total += lap\n";
    let said = "`lap-by-lap`: your program is the one on the sheet, which prints nothing\n";
    assert!(tried("lap-by-lap", silent).0.starts_with(said));
    let said = "`lap-by-lap`: line 4 of your program is not the one on the sheet\n\n    the sheet      total += lap\n    \
                yours          total = lap\n";
    assert_eq!(tried("lap-by-lap", &silent.replace("+=", "=")), (said.to_owned(), Some(1)));
}

#[test]
fn the_construct_counts_where_one_is_asked_for() {
    let passes = tried("doubled-in-one-line", "out = [lap * 2 for lap in range(3)]\n");
    assert!(passes.0.starts_with("`doubled-in-one-line` passes"), "{}", passes.0);
    let said = "`doubled-in-one-line`: the value is right, but your program has no `ListComp`, and needs one\n";
    assert_eq!(tried("doubled-in-one-line", "out = list(range(0, 6, 2))\n"), (said.to_owned(), Some(1)));
    let like = tried("doubled-in-one-line", "out = [lap * 2 for lap in range(4)]\n");
    assert!(like.0.contains("fails") && like.1 == Some(1), "{}", like.0);
}

#[test]
fn files_of_every_editor_can_be_tried() {
    let marked = format!("\u{feff}{}", RIGHT.replace('\n', "\r\n").replace("    ", "\t"));
    let session = session().file("my.py", marked).file("empty.py", "\n \n").file("old.py", &b"x = 1\ny = '\xe9'\n"[..]);
    let session = session.file("long.py", "x = 1\n".repeat(1000)).file("folder/x.py", "");
    let line = "try --bank mine --problem fares-so-far";
    session.run(&format!("{line} my.py")).stdout_has("passes all 4 tests");
    session.run(&format!("{line} empty.py")).status(2).stderr_has("`empty.py` is empty");
    session.run(&format!("{line} old.py")).status(2).stderr_has("`old.py` is not UTF-8 text: line 2 has other bytes");
    session.run(&format!("{line} long.py")).status(2).stderr_has("`long.py` is longer than 4,000 bytes");
    session.run(&format!("{line} none.py")).status(3).stderr_has("`none.py` cannot be read");
    session.run(&format!("{line} folder")).status(3).stderr_has("`folder` cannot be read");
}

#[test]
fn code_comes_from_standard_input_too() {
    let session = session();
    for last in ["--stdin", "-"] {
        let words = ["try", "--bank", "mine", "--problem", "fares-so-far", last];
        let mut command = session.command();
        let started = command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut started = started.expect("the program starts");
        let mut input = started.stdin.take().expect("its input is a pipe");
        input.write_all(RIGHT.as_bytes()).expect("it reads");
        drop(input);
        let output = started.wait_with_output().expect("it ends");
        assert!(String::from_utf8_lossy(&output.stdout).contains("passes all 4 tests"), "{output:?}");
    }
}

/// The number of the first question of a sheet that is answered by one of these kinds.
fn number_of(sheet: &Value, kinds: &[&str]) -> Option<(u64, String)> {
    let questions = sheet["questions"].as_array().expect("questions are a list");
    let found = questions.iter().find(|question| kinds.contains(&text(question, "kind")))?;
    let model = found["key"]["model"].as_str().unwrap_or_default().to_owned();
    Some((found["number"].as_u64().expect("a number"), model))
}

#[test]
fn a_question_is_found_by_code_text_and_file() {
    let session = Session::new();
    session.run("daily --quiet --seed 3 -o drill.pdf").files(&["drill.pdf"]);
    let sheet = first_sheet(&session.run("daily --seed 3 --format json").json()).clone();
    let (number, model) = number_of(&sheet, &["write", "class"]).expect("a daily has something to write");
    session.put("my.py", &model);
    for way in [text(&sheet, "code"), text(&sheet, "qr"), text(&sheet, "request"), "drill.pdf"] {
        let run = session.run_words(["try", way, &number.to_string(), "my.py"]);
        run.stdout_has(&format!("question {number} passes all"));
    }
    let key = session.stdout("daily --seed 3 --format text");
    assert!(key.contains(&format!("longhand try {} {number} my.py", text(&sheet, "code"))), "{key}");
    let optioned = session.stdout("daily --seed 3 --topics classes --format text");
    assert!(optioned.contains("longhand try SHEET.pdf"), "{optioned}");
    let code = text(&sheet, "code");
    session
        .run(&format!("try {code} 77 my.py"))
        .status(2)
        .stderr_has("this sheet has no question `77`")
        .stderr_has("its questions are 1 to");
    session.run(&format!("try {code} 0 my.py")).status(2).stderr_has("no question `0`");
    session.run(&format!("try {code} x my.py")).status(2).stderr_has("no question `x`");
}

#[test]
fn what_has_no_code_cannot_be_tried() {
    let session = Session::new().file("my.py", "x = 1\n");
    let problems = crate::list_show::problems(&session);
    for kind in ["mcq", "choose", "short"] {
        let problem = problems.iter().find(|problem| problem["kind"] == kind).expect("the bank has one");
        let run = session.run(&format!("try --problem {} my.py", text(problem, "id")));
        run.status(2).stderr_has(&format!("has nothing to type back: it is `{kind}`"));
    }
}

#[test]
fn what_was_typed_must_make_sense() {
    let session = session().file("my.py", RIGHT);
    let cases = [
        ("try", "`try` needs a sheet's code, a question's number and a file"),
        ("try my.py", "`try` needs a sheet's code"),
        ("try --stdin", "`try --stdin` needs a sheet's code and a question's number"),
        ("try --bank mine --problem fares-so-far", "`--problem` goes with one file"),
        ("try --bank mine --problem fares-so-far 3 my.py", "`--problem` goes with one file"),
        ("try --bank mine --problem fares-so-far --stdin my.py", "`--problem` with `--stdin` needs no more"),
        ("try --bank mine --problem fare-so-far my.py", "did you mean `fares-so-far`?"),
        ("try --bank mine --problem fares-so-far --stage 3 my.py", "`fares-so-far` has no stages"),
        ("try --seed 3 my.py", "--problem"),
    ];
    for (line, part) in cases {
        session.run(line).status(2).stderr_has(part);
    }
}

#[test]
fn models_of_the_bank_pass_their_own_tests() {
    let session = Session::new();
    for problem in crate::list_show::problems(&session).into_iter().step_by(7) {
        let (id, kind) = (text(&problem, "id"), text(&problem, "kind"));
        if ["write", "class", "parsons", "output", "trace", "bigo"].contains(&kind) {
            let run = session.run(&format!("show {id} --seed 4 --format json")).json();
            let question = first_sheet(&run)["questions"][0].clone();
            session.put("my.py", text(&question, "code"));
            let output = session.command().args(["try", "--problem", id, "--seed", "4", "my.py"]).output();
            let output = output.expect("the program starts");
            assert_eq!(output.status.code(), Some(0), "{id}: {}", String::from_utf8_lossy(&output.stdout));
        }
    }
}

//! CPython formats numbers and strings as the embedded interpreter does, wherever that is trusted.

use crate::interpreters::interpreters;
use crate::programs::output_of;
use crate::rig::Session;
use longhand::python::{Python, Stop};

const VALUES: [&str; 17] = [
    "0",
    "-7",
    "255",
    "1234567",
    "True",
    "3.0",
    "-2.5",
    "0.1",
    "-0.0",
    "1e20",
    "1e-7",
    "99.995",
    "123456.789",
    "float(\"inf\")",
    "\"kiwi\"",
    "\"\"",
    "10**18",
];

/// The parts of a specification: alignment, flag, width, grouping, precision, letter.
const PARTS: [&[&str]; 6] = [
    &["", "<", ">", "^", "=", "*<", "0>"],
    &["", "", "+", " ", "#"],
    &["", "5", "12", "05"],
    &["", "", ",", "_"],
    &["", "", ".0", ".2", ".4"],
    &["", "d", "f", "e", "g", "%", "x", "b", "s", "c"],
];

/// Runs each program and prints what it printed, as JSON.
const RUN: &str = "import contextlib, io, json, sys\nsaid = []\nfor program in json.load(open(sys.argv[1])):\n    \
                   out = io.StringIO()\n    with contextlib.redirect_stdout(out):\n        exec(program, {})\n    \
                   said.append(out.getvalue())\nprint(json.dumps(said))\n";

/// 3,000 programs, each with one value and one specification; a step that shares no factor with any count reaches all.
fn programs() -> Vec<String> {
    let mut number = 0_u64;
    let mut pick = |list: &'static [&'static str]| {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        list[usize::try_from(number >> 33).expect("31 bits fit") % list.len()]
    };
    let program = |_| {
        let value = pick(&VALUES);
        let spec: String = PARTS.iter().map(|part| pick(part)).collect();
        format!("try:\n    print(repr(f'{{{value}:{spec}}}'))\nexcept Exception as e:\n    print(type(e).__name__)\n")
    };
    (0..3_000).map(program).collect()
}

#[test]
fn cpython_agrees_with_every_format_that_is_trusted() {
    let mut python = Python::in_process();
    let trusted = |program: String| match python.run(&program) {
        Ok(run) => Some((program, run.stdout)),
        Err(Stop::Untrusted(_)) => None,
        Err(stop) => panic!("{program}: {stop:?}"),
    };
    let (programs, ours): (Vec<String>, Vec<String>) = programs().into_iter().filter_map(trusted).unzip();
    assert!(programs.len() > 1_500, "only {} are trusted", programs.len());
    let session = Session::new()
        .file("run.py", RUN)
        .file("programs.json", serde_json::to_string(&programs).expect("JSON can be written"));
    for interpreter in interpreters() {
        let said = output_of(interpreter, ["-I".into(), session.path("run.py"), session.path("programs.json")]);
        let theirs: Vec<String> = serde_json::from_str(&said).expect("it prints JSON");
        let differ = |(program, (ours, theirs)): (&String, (&String, &String))| {
            (ours != theirs).then(|| format!("{program}ours {ours}theirs {theirs}"))
        };
        let differing: Vec<String> = programs.iter().zip(ours.iter().zip(&theirs)).filter_map(differ).collect();
        assert!(differing.is_empty(), "{interpreter}:\n{}", differing.join("\n"));
    }
}

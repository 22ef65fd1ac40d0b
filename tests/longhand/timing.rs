//! `time`: lines into a file, and the whole screen of a true terminal.

use crate::rig::Session;

/// Times of day are of the machine: each becomes `--:--`.
fn without_times_of_day(text: &str) -> String {
    let mut found = String::new();
    for (at, part) in text.split_inclusive(" at ").flat_map(|part| part.split_inclusive("until ")).enumerate() {
        let is_after = at > 0 && part.as_bytes().get(2) == Some(&b':');
        found.push_str(if is_after { "--:--" } else { "" });
        found.push_str(if is_after { &part[5..] } else { part });
    }
    found
}

/// What was typed, and what must be said.
const WRONG: &[(&[&str], &[&str])] = &[
    (&["time"], &["--minutes", "--sections", "--resume"]),
    (&["time", "--minutes", "0"], &["`0` is no length of time", "help: write minutes, `45`"]),
    (&["time", "--minutes", "4.5"], &["`4.5` is no length of time"]),
    (&["time", "--minutes", "45", "--sections", "A 1"], &["--sections"]),
    (&["time", "--minutes", "45", "--extra-time", "0"], &["`0` is no part of the time", "help: write a percentage"]),
    (&["time", "--sections", "Warm-up"], &["section `Warm-up`", "help: write its minutes last: `Warm-up 10`"]),
    (&["time", "--sections", "Warm-up 10,"], &["section 2 of the list is empty", "help: write titles and minutes"]),
    (&["time", "--resume"], &["no countdown was left", "help: start one with `--minutes`"]),
    (&["time", "--resume", "--extra-time", "25%"], &["--extra-time"]),
];

#[test]
fn what_is_typed_wrongly_is_told() {
    let session = Session::new();
    for (words, parts) in WRONG {
        let mut run = session.run_words(*words).status(2);
        for part in *parts {
            run = run.stderr_has(part);
        }
    }
}

#[test]
fn a_file_gets_lines() {
    let session = Session::new();
    let run = session.run_words(["time", "--sections", "Warm-up 0:01, Whiteboard 0:02", "--extra-time", "100%"]);
    let expected = "\
Warm-up: 0:02, until --:--
0:00 left of Warm-up; now Whiteboard: 0:02, until --:--
0:00 left of Whiteboard: time is up
section     planned  took
Warm-up        0:02  0:02
Whiteboard     0:02  0:02
in all         0:04  0:04
";
    assert_eq!(without_times_of_day(&run.stdout()), expected);
    session.run("time --resume").status(2).stderr_has("no countdown was left");
}

#[test]
fn a_folder_that_cannot_be_written_stops_no_countdown() {
    let session = Session::new().file("taken", "by a file");
    let run = session.run("time --minutes 0:01 --home taken/within");
    let run = run.stderr_has("warning: this countdown cannot be resumed: `taken/within/countdown.json`");
    assert!(run.stdout().ends_with("section  planned  took\nin all      0:01  0:01\n"));
}

#[test]
fn what_no_countdown_wrote_is_told() {
    let session = Session::new().file("kept/countdown.json", "{\"format\": 1}");
    let run = session.run("time --resume --home kept").status(2);
    run.stderr_has("`kept/countdown.json` cannot be resumed: it holds no countdown").stderr_has("help: start anew");
}

#[cfg(unix)]
mod on_unix {
    use super::without_times_of_day;
    use crate::rig::terminal::Terminal;
    use crate::rig::{Session, golden, repository};
    use rustix::process::{Pid, Signal, kill_process};
    use std::io::{BufRead, BufReader, Read};
    use std::process::{Command, Stdio};
    use std::time::SystemTime;

    const SECTIONS: &str = "Warm-up 10, Whiteboard 25, Their questions 8";

    fn session() -> Session {
        Session::new().with("LONGHAND_HOME", "kept").with("LANG", "C.UTF-8")
    }

    fn command(session: &Session, words: &[&str]) -> Command {
        let mut command = session.command();
        command.args(words);
        command
    }

    /// The program on a terminal of the usual size, its first picture shown.
    fn started(session: &Session, sections: &str) -> Terminal {
        let mut terminal = Terminal::start(command(session, &["time", "--sections", sections]), 24, 80);
        terminal.wait_for("q quit");
        terminal
    }

    fn is_kept(session: &Session) -> bool {
        session.path("kept/countdown.json").exists()
    }

    #[test]
    fn a_countdown_is_worked_by_keys() {
        let session = session();
        let mut terminal = started(&session, SECTIONS);
        assert!(!terminal.is_as_it_was() && is_kept(&session));
        terminal.wait_for("Warm-up   1 of 3");
        terminal.press("n");
        terminal.wait_for("Whiteboard   2 of 3");
        terminal.press("\x1b[D");
        terminal.wait_for("Warm-up   1 of 3");
        terminal.press("\x1b[C+");
        terminal.wait_for("next: Their questions, 8:00");
        terminal.press(" ");
        terminal.wait_for("PAUSED 0:01");
        terminal.press("q");
        terminal.wait_for("End here?");
        terminal.press(" ");
        terminal.wait_for("space go on");
        terminal.press("q");
        terminal.wait_for("End here?");
        terminal.press("y");
        assert!(terminal.wait_for_end().success());
        let text = terminal.text();
        assert!(terminal.is_as_it_was() && !is_kept(&session), "{text}");
        assert!(text.starts_with("section          planned"), "{text}");
        assert!(text.contains("Their questions     8:00     -       -"), "{text}");
        assert_eq!(terminal.bells(), 0);
    }

    #[test]
    fn bells_ring_and_the_end_stays_on_the_screen() {
        let session = session();
        let mut terminal = started(&session, "Warm-up 1:01, Questions 0:01");
        assert_eq!(terminal.bells(), 0);
        terminal.wait_for("*** 1 minute left ***");
        assert_eq!(terminal.bells(), 1);
        terminal.press("n");
        terminal.wait_for("*** time is up ***");
        assert_eq!(terminal.bells(), 2);
        terminal.wait_for("over since 0:01");
        assert_eq!(terminal.bells(), 2);
        terminal.press("q");
        assert!(terminal.wait_for_end().success());
        assert!(terminal.is_as_it_was() && !is_kept(&session));
    }

    #[test]
    fn a_terminal_may_change_its_size() {
        let session = session();
        let mut terminal = started(&session, SECTIONS);
        terminal.resize(5, 20);
        terminal.wait_for("keys: space n b + q");
        assert!(terminal.text().contains("Warm-up   1 of 3"));
        terminal.resize(12, 50);
        terminal.wait_for("space pause   n next");
        terminal.resize(1, 6);
        terminal.wait_for("9:5");
        terminal.resize(60, 200);
        terminal.wait_for("Warm-up   1 of 3");
        terminal.press("\x03");
        assert!(terminal.wait_for_end().success());
        assert!(terminal.is_as_it_was());
    }

    #[test]
    fn a_closed_terminal_is_no_end() {
        let session = session();
        let mut terminal = started(&session, SECTIONS);
        terminal.press("n");
        terminal.wait_for("Whiteboard   2 of 3");
        terminal.close();
        assert!(is_kept(&session));
        let mut terminal = Terminal::start(command(&session, &["time", "--resume"]), 24, 80);
        terminal.wait_for("Whiteboard   2 of 3");
        terminal.press("qq");
        assert!(terminal.wait_for_end().success());
        assert!(!is_kept(&session));
    }

    #[test]
    fn whoever_ends_it_the_terminal_is_put_back() {
        for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
            let session = session();
            let mut terminal = started(&session, SECTIONS);
            kill_process(terminal.process(), signal).expect("it runs");
            assert!(terminal.wait_for_end().success());
            let text = terminal.text();
            assert!(terminal.is_as_it_was(), "{signal:?}: {text}");
            assert!(text.contains("stopped; `longhand time --resume` goes on"), "{signal:?}: {text}");
            assert!(text.contains("in all") && is_kept(&session), "{signal:?}: {text}");
        }
    }

    /// Runs this very test on a terminal, where it takes the screen and panics.
    #[test]
    fn a_panic_puts_the_terminal_back_and_is_read() {
        if std::env::var_os("PANIC_ON_THIS_TERMINAL").is_some() {
            let _screen = longhand::clock::Screen::enter().expect("there is a terminal");
            panic!("as it was told to");
        }
        let this = std::env::current_exe().expect("a test is a program");
        let mut command = Command::new(this);
        let name = "timing::on_unix::a_panic_puts_the_terminal_back_and_is_read";
        command
            .args(["--exact", name, "--nocapture", "--test-threads=1"])
            .env("PANIC_ON_THIS_TERMINAL", "yes")
            .env("RUST_BACKTRACE", "0");
        let mut terminal = Terminal::start(command, 24, 80);
        assert!(!terminal.wait_for_end().success());
        let printed = terminal.printed();
        assert!(printed.contains("\x1b[?1049h"), "{printed}");
        let after = printed.split("\x1b[?1049l").nth(1).unwrap_or_default();
        assert!(terminal.is_as_it_was() && after.contains("as it was told to"), "{printed}");
    }

    #[test]
    fn without_colour_nothing_stands_out_but_by_words() {
        let session = session().with("NO_COLOR", "1");
        let mut terminal = started(&session, SECTIONS);
        terminal.press(" ");
        terminal.wait_for("PAUSED");
        assert!(!terminal.printed().contains("\x1b[7m") && !terminal.printed().contains("\x1b[1m"));
        terminal.press("qq");
        assert!(terminal.wait_for_end().success());
    }

    #[test]
    fn a_terminal_that_cannot_be_painted_gets_lines() {
        let session = session().with("TERM", "dumb");
        let mut terminal = Terminal::start(command(&session, &["time", "--minutes", "0:01"]), 24, 80);
        assert!(terminal.wait_for_end().success());
        assert_eq!(without_times_of_day(&terminal.text()).lines().next(), Some("0:01, until --:--"));
        assert!(!terminal.printed().contains('\x1b'));
    }

    #[test]
    fn lines_come_at_once_and_ctrl_c_ends_with_the_table() {
        let session = session();
        let mut command = command(&session, &["time", "--minutes", "45"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
        let mut output = BufReader::new(child.stdout.take().expect("it is a pipe"));
        let mut line = String::new();
        output.read_line(&mut line).expect("it says a line");
        assert_eq!(without_times_of_day(&line), "45:00, until --:--\n");
        kill_process(Pid::from_child(&child), Signal::INT).expect("it runs");
        let mut rest = String::new();
        output.read_to_string(&mut rest).expect("it says the rest");
        assert!(rest.starts_with("section  planned  took\nin all     45:00  0:0"), "{rest}");
        let ended = child.wait_with_output().expect("it ends");
        assert!(ended.status.success());
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "stopped; `longhand time --resume` goes on\n");
        assert!(is_kept(&session));
    }

    /// A run that is in its second section, a second before ten minutes are left.
    fn before_a_bell() -> String {
        let wall = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("it is after 1970").as_millis();
        let part = |title: &str, planned: u32, used: u32| {
            format!(
                r#"{{"title": "{title}", "planned": {planned}, "added": 0, "used": {used}, "paused": 0, "started": null, "ended": null}}"#
            )
        };
        let parts = [part("Warm-up", 600, 600_000), part("Whiteboard", 1500, 899_000), part("Their questions", 480, 0)];
        let parts = parts.join(", ");
        format!(
            r#"{{"format": 1, "begun": {wall}, "seen": {wall}, "at": 1, "phase": "running", "over": 0, "parts": [{parts}]}}"#
        )
    }

    /// The pictures of `docs/time.md` are what a terminal shows. Its times of day are those of a run from 14:00.
    #[test]
    fn the_pictures_of_the_document_are_true() {
        let session = session();
        let mut terminal = Terminal::start(command(&session, &["time", "--sections", SECTIONS]), 24, 80);
        let first = terminal.wait_for("q quit");
        terminal.press("n ");
        let second = terminal.wait_for("PAUSED");
        terminal.press("qq");
        assert!(terminal.wait_for_end().success());
        session.put("kept/countdown.json", before_a_bell());
        let mut terminal = Terminal::start(command(&session, &["time", "--resume"]), 24, 80);
        let third = terminal.wait_for("*** 10 minutes left ***");
        terminal.press("qq");
        assert!(terminal.wait_for_end().success());
        let times = [["14:10", "14:43"], ["14:28", "14:36"], ["14:35", "14:43"]];
        let pictures = [first, second, third].into_iter().zip(times).map(|(picture, times)| {
            let masked = without_times_of_day(&picture);
            times.iter().fold(masked, |text, time| text.replacen("--:--", time, 1))
        });
        let path = repository().join("docs/time.md");
        let document = std::fs::read_to_string(path).expect("docs/time.md is in the repository");
        golden::same_as_file("docs/time.md", &with_pictures(&document, pictures.collect()));
    }

    /// A document with other text in its `text` blocks.
    fn with_pictures(document: &str, pictures: Vec<String>) -> String {
        let mut parts = document.split("```text\n");
        let mut found = parts.next().unwrap_or_default().to_owned();
        for (part, picture) in parts.zip(pictures) {
            let after = part.split_once("```").map_or("", |(_, after)| after);
            found += &format!("```text\n{}\n```{after}", picture.trim_end());
        }
        found
    }
}

#[test]
fn what_it_took_is_noted_in_the_history() {
    let session = Session::new();
    session.run("time --minutes 0:01 --home kept").whatever_it_says();
    let noted = String::from_utf8(session.read("kept/history.jsonl")).expect("a history is text");
    let timed: Vec<&str> = noted.lines().filter(|line| line.contains("\"kind\":\"timed\"")).collect();
    assert_eq!(timed.len(), 1, "{noted}");
    assert!(timed[0].contains("\"seconds\":1"), "{noted}");
}

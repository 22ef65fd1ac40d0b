//! Files: written whole or not at all, never over somebody else's; pipes that close early.

use crate::rig::Session;
use std::io::Read;
use std::process::Stdio;

const FILE: &str = "longhand-daily-2026-11-22.pdf";

#[test]
fn a_strangers_file_is_not_replaced() {
    let session = Session::new().file(FILE, "my notes");
    session.run("daily").status(3).stderr_has(&format!("`{FILE}`")).stderr_has("--force");
    assert_eq!(session.read(FILE), b"my notes");
}

#[test]
fn a_strangers_pdf_is_not_replaced() {
    let session = Session::new().file(FILE, "%PDF-1.7\n%%EOF\n");
    session.run("daily").status(3).stderr_has("--force");
}

#[test]
fn force_replaces_it() {
    let session = Session::new().file(FILE, "my notes");
    session.run("daily --force").stderr_has("wrote").files(&[FILE]);
}

#[test]
fn our_own_file_is_replaced() {
    let session = Session::new();
    session.run("daily --quiet -o drill.pdf").files(&["drill.pdf"]);
    session.run("daily --quiet --date 2026-11-23 -o drill.pdf").files(&["drill.pdf"]);
}

#[test]
fn with_two_files_neither_is_written_if_one_may_not_be() {
    let session = Session::new().file("longhand-daily-2026-11-22-key.pdf", "my notes");
    session.run("daily --key separate").status(3).stderr_has("`longhand-daily-2026-11-22-key.pdf`");
}

#[test]
fn where_no_file_can_be_written() {
    let session = Session::new().file("notes.txt", "").file("drawer.pdf/keep.txt", "");
    session.run("daily -o notes.txt/sheet.pdf").status(3).stderr_has("notes.txt/sheet.pdf");
    session.run("daily -o nowhere/sheet.pdf").status(3).stderr_has("nowhere/sheet.pdf");
    if cfg!(target_os = "linux") {
        // Nobody may write there, not even root, whom permissions of a folder do not stop.
        session.run("daily -o /proc/sheet.pdf").status(3).stderr_has("/proc/sheet.pdf");
    }
}

/// Whoever asks a pipe or a device whose file it is waits for ever, or reads without end.
#[test]
#[cfg(unix)]
fn a_pipe_is_no_file_to_replace() {
    use std::os::unix::fs::FileTypeExt;

    for (pipe, options) in
        [("pipe", "daily --quiet"), ("other", "daily --quiet --force"), ("third", "paper --quiet --force")]
    {
        let session = Session::new();
        let line = format!("mkfifo \"$1\" && exec timeout 60 \"$0\" {options} -o \"$1\"");
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &line, env!("CARGO_BIN_EXE_longhand")]).arg(session.path(pipe));
        let output = shell.output().expect("a shell is there");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{options}: {}: {said}", output.status);
        assert!(said.contains(pipe) && said.contains("a device or a pipe"), "{options}: {said}");
        assert!(std::fs::metadata(session.path(pipe)).expect("it is there").file_type().is_fifo(), "{options}");
    }
}

#[test]
fn a_failure_leaves_no_temporary_file() {
    let session = Session::new().file("drawer/keep.txt", "");
    session.run("daily -o drawer/nowhere/sheet.pdf").status(3).stderr_has("error").files(&[]);
}

#[test]
fn names_that_look_like_something_else() {
    let session = Session::new();
    session.run_words(["daily", "--quiet", "-o", "my sheet.pdf"]).files(&["my sheet.pdf"]);
    session.run_words(["daily", "--quiet", "--output=-sheet.pdf"]).files(&["-sheet.pdf"]);
    session.run_words(["daily", "--quiet", "-o", "Übung.pdf"]).files(&["Übung.pdf"]);
}

/// The reader is gone before the first byte, or after ten.
#[test]
fn a_reader_that_has_had_enough_is_no_fault() {
    for line in ["daily -o -", "daily --format json", "daily --format text", "list --problems", "--help"] {
        for wanted in [0, 10] {
            let session = Session::new();
            let mut child = session
                .command()
                .args(line.split_whitespace())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the program starts");
            let mut pipe = child.stdout.take().expect("standard output is a pipe");
            pipe.read_exact(&mut vec![0; wanted]).expect("ten bytes come out");
            drop(pipe);
            let output = child.wait_with_output().expect("the program ends");
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(0), "`longhand {line}` after {wanted} bytes: {said}");
            assert!(said.is_empty(), "`longhand {line}` after {wanted} bytes: {said}");
        }
    }
}

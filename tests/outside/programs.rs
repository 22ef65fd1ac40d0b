//! Other programs, each run to its end.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

/// What a program printed. It must be there, and end well.
#[track_caller]
pub fn output_of<W: AsRef<OsStr>>(program: &str, words: impl IntoIterator<Item = W>) -> String {
    let (is_well, said) = run(program, words);
    assert!(is_well, "`{program}` says:\n{said}");
    said
}

/// Whether a program ended well, and what it printed on both streams.
#[track_caller]
pub fn run<W: AsRef<OsStr>>(program: &str, words: impl IntoIterator<Item = W>) -> (bool, String) {
    let output = Command::new(program).args(words).stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|fault| panic!("`{program}` cannot be run: {fault}; see CONTRIBUTING.md"));
    let mut said = String::from_utf8_lossy(&output.stdout).into_owned();
    said.push_str(&String::from_utf8_lossy(&output.stderr));
    (output.status.success(), said)
}

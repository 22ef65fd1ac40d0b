//! The CPython interpreters of this machine: every one that `PATH` has.

use crate::programs::output_of;
use crate::rig::repository;
use std::ffi::OsString;
use std::process::Command;

const NAMES: [&str; 6] = ["python3.14", "python3.13", "python3.12", "python3.11", "python3.10", "python3"];

/// The names on `PATH` of those that can be run, newest first, each version once. There must be one.
pub fn interpreters() -> Vec<&'static str> {
    let mut versions = Vec::new();
    let mut found = Vec::new();
    for name in NAMES {
        let Some(version) = version(name) else { continue };
        if !versions.contains(&version) {
            versions.push(version);
            found.push(name);
        }
    }
    assert!(!found.is_empty(), "no Python of 3.10 or later is installed; see CONTRIBUTING.md");
    found
}

/// What a script of this folder prints. Nothing of the tester's own environment comes in.
#[track_caller]
pub fn script_output(interpreter: &str, script: &str, words: impl IntoIterator<Item = OsString>) -> String {
    let path = repository().join("tests/outside").join(script);
    let before = ["-B", "-E", "-s"].map(OsString::from).into_iter().chain([path.into()]);
    output_of(interpreter, before.chain(words))
}

/// "Python 3.12.1"; `None` where there is none, or one before 3.10.
fn version(name: &str) -> Option<String> {
    let output = Command::new(name).arg("--version").output().ok().filter(|output| output.status.success())?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let minor: u32 = version.strip_prefix("Python 3.")?.split('.').next()?.parse().ok()?;
    (minor >= 10).then_some(version)
}

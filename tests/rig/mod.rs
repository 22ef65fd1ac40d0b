//! Runs the program as a person would, in an empty home, and looks at all that it says.
//!
//! A test reads as a terminal session. What it does not mention must be empty: no word on standard output or standard
//! error, no new file, exit status 0. Nothing of the tester's own machine comes in but the program.

#![allow(dead_code, reason = "two test targets share the rig, and neither uses all of it")]

pub mod golden;
pub mod json;
#[cfg(unix)]
pub mod terminal;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The day on which every session takes place, a Sunday.
pub const TODAY: &str = "2026-11-22";

/// The root of the repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A terminal in an empty working folder.
pub struct Session {
    root: tempfile::TempDir,
    folder: PathBuf,
    environment: BTreeMap<String, String>,
}

impl Session {
    pub fn new() -> Session {
        let root = tempfile::tempdir().expect("a temporary folder can be made");
        let folder = root.path().join("work");
        for name in ["work", "home"] {
            fs::create_dir(root.path().join(name)).expect("a folder can be made in a new folder");
        }
        let home = root.path().join("home").display().to_string();
        let environment = [("HOME", home.as_str()), ("LONGHAND_TODAY", TODAY), ("COLUMNS", "80")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        Session { root, folder, environment: BTreeMap::from(environment) }
    }

    /// Sets a variable of the environment.
    pub fn with(mut self, name: &str, value: &str) -> Session {
        self.environment.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Another working folder, below the first.
    pub fn inside(mut self, folder: &str) -> Session {
        self.folder = self.folder.join(folder);
        fs::create_dir_all(&self.folder).expect("a folder can be made in a temporary folder");
        self
    }

    /// Puts a file into the working folder.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Session {
        self.put(name, content);
        self
    }

    /// Puts a file into the working folder, in the middle of a session.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        let folder = path.parent().expect("a file in a folder has a parent");
        fs::create_dir_all(folder).expect("a folder can be made in a temporary folder");
        fs::write(&path, content).expect("a file can be written in a temporary folder");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|fault| panic!("`{name}` cannot be read: {fault}"))
    }

    /// Runs `longhand` with the words of a line, which are parted by blanks.
    pub fn run(&self, line: &str) -> Run<'_> {
        self.run_words(line.split_whitespace())
    }

    /// Runs `longhand` with words that may hold blanks.
    pub fn run_words<W: AsRef<OsStr> + Debug>(&self, words: impl IntoIterator<Item = W>) -> Run<'_> {
        let words: Vec<W> = words.into_iter().collect();
        let line = words.iter().map(|word| word.as_ref().to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ");
        let before = self.list();
        let output = self.command().args(words).output().expect("the program starts");
        Run { session: self, line, before, output, left: Left::default() }
    }

    /// Standard output of a run of which nothing else is expected.
    pub fn stdout(&self, line: &str) -> String {
        let run = self.run(line);
        run.stdout()
    }

    /// The program, in this session's folder and environment, with nothing to read.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_longhand"));
        command.current_dir(&self.folder).env_clear().envs(&self.environment).stdin(Stdio::null());
        command
    }

    /// Every file of the working folder, with its content.
    fn list(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        collect(&self.folder, &self.folder, &mut found);
        found
    }
}

fn collect(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("the working folder can be read") {
        let path = entry.expect("an entry of the working folder can be read").path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let name = path.strip_prefix(root).expect("it was found below the root").display().to_string();
            found.insert(name, fs::read(&path).unwrap_or_default());
        }
    }
}

/// What has not been mentioned yet.
struct Left {
    status: bool,
    stdout: bool,
    stderr: bool,
    files: bool,
}

impl Default for Left {
    fn default() -> Left {
        Left { status: true, stdout: true, stderr: true, files: true }
    }
}

/// A run that has ended. What was not asked about is compared with nothing when the value goes away.
pub struct Run<'a> {
    session: &'a Session,
    line: String,
    before: BTreeMap<String, Vec<u8>>,
    output: Output,
    left: Left,
}

impl Run<'_> {
    #[track_caller]
    pub fn status(mut self, expected: i32) -> Self {
        self.left.status = false;
        assert_eq!(self.output.status.code(), Some(expected), "the exit status of {}", self.shown());
        self
    }

    #[track_caller]
    pub fn stdout_is(mut self, expected: &str) -> Self {
        self.left.stdout = false;
        assert_eq!(self.output_text(), expected, "standard output of {}", self.shown());
        self
    }

    #[track_caller]
    pub fn stdout_has(mut self, part: &str) -> Self {
        self.left.stdout = false;
        assert!(self.output_text().contains(part), "no `{part}` on standard output of {}", self.shown());
        self
    }

    #[track_caller]
    pub fn stderr_is(mut self, expected: &str) -> Self {
        self.left.stderr = false;
        assert_eq!(self.error_text(), expected, "standard error of {}", self.shown());
        self
    }

    #[track_caller]
    pub fn stderr_has(mut self, part: &str) -> Self {
        self.left.stderr = false;
        assert!(self.error_text().contains(part), "no `{part}` on standard error of {}", self.shown());
        self
    }

    /// The files that are new or changed, in the order of their names.
    #[track_caller]
    pub fn files(mut self, expected: &[&str]) -> Self {
        self.left.files = false;
        assert_eq!(self.changed(), expected, "new or changed files after {}", self.shown());
        self
    }

    /// Whatever it says and makes is right; only the exit status counts.
    pub fn whatever_it_says(mut self) -> Self {
        self.left = Left { status: self.left.status, stdout: false, stderr: false, files: false };
        self
    }

    /// Standard output as text.
    #[track_caller]
    pub fn stdout(mut self) -> String {
        self.left.stdout = false;
        self.output_text()
    }

    /// Standard output as bytes.
    pub fn bytes(mut self) -> Vec<u8> {
        self.left.stdout = false;
        self.output.stdout.clone()
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(mut self) -> serde_json::Value {
        self.left.stdout = false;
        serde_json::from_slice(&self.output.stdout)
            .unwrap_or_else(|fault| panic!("standard output is no JSON ({fault}) after {}", self.shown()))
    }

    fn output_text(&self) -> String {
        String::from_utf8_lossy(&self.output.stdout).into_owned()
    }

    fn error_text(&self) -> String {
        String::from_utf8_lossy(&self.output.stderr).into_owned()
    }

    fn changed(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .session
            .list()
            .into_iter()
            .filter(|(name, content)| self.before.get(name) != Some(content))
            .map(|(name, _)| name)
            .collect();
        names.sort();
        names
    }

    /// The run as a terminal would show it.
    fn shown(&self) -> String {
        let cut = |bytes: &[u8]| String::from_utf8_lossy(bytes).chars().take(3000).collect::<String>();
        format!(
            "`longhand {}` ({})\n--- standard output\n{}\n--- standard error\n{}\n---",
            self.line,
            self.output.status,
            cut(&self.output.stdout),
            cut(&self.output.stderr)
        )
    }
}

impl Drop for Run<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        if self.left.status {
            assert_eq!(self.output.status.code(), Some(0), "the exit status of {}", self.shown());
        }
        if self.left.stdout {
            assert!(self.output.stdout.is_empty(), "standard output of {}", self.shown());
        }
        if self.left.stderr {
            assert!(self.output.stderr.is_empty(), "standard error of {}", self.shown());
        }
        if self.left.files {
            assert_eq!(self.changed(), Vec::<String>::new(), "new or changed files after {}", self.shown());
        }
    }
}

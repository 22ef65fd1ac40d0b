//! The pretend shell beside the true one: random commands, run in both, compared command by command.
//!
//! Compared are what each prints, whether it fails, and at the end every file with its text and rights, and what git
//! knows. What the pretend shell refuses, or prints in words that it does not model, is counted and not compared.

#![expect(clippy::disallowed_macros, reason = "a long run says what it measured")]

use crate::shell_lines::Chance;
use crate::shell_lines::{files_session, git_session};
use longhand::shell::{Done, Shell};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// Sessions that CI runs; a long run sets `LONGHAND_SESSIONS`, and `LONGHAND_FIRST` to begin at another one.
const SESSIONS: u64 = 500;

/// What a session did in the pretend shell.
struct Session {
    /// Each line with what it left behind.
    lines: Vec<(String, Vec<Done>)>,
    shell: Shell,
}

/// What was compared, and what was not.
#[derive(Default)]
struct Tally {
    compared: u64,
    hidden: u64,
    failed: u64,
    refused: BTreeMap<String, u64>,
}

#[test]
fn the_true_shell_does_the_same() {
    let sessions = std::env::var("LONGHAND_SESSIONS").ok().and_then(|it| it.parse().ok()).unwrap_or(SESSIONS);
    let mut tally = Tally::default();
    let mut differences = Vec::new();
    let first: u64 = std::env::var("LONGHAND_FIRST").ok().and_then(|it| it.parse().ok()).unwrap_or(0);
    for seed in first..first + sessions {
        let mut chance = Chance::new(seed);
        let lines = if seed % 5 < 3 { git_session(&mut chance) } else { files_session(&mut chance) };
        let session = pretend(lines, &mut tally);
        let found = compare(&session, seed, &mut tally);
        if !found.is_empty() {
            differences.push(format!("session {seed}:\n{found}"));
        }
        if differences.len() >= 10 {
            break;
        }
    }
    let refused: u64 = tally.refused.values().sum();
    println!(
        "{sessions} sessions: {} lines compared ({} failed in both), {} more in all but words, {refused} refused",
        tally.compared, tally.failed, tally.hidden
    );
    for (what, count) in &tally.refused {
        println!("  {count:6} {what}");
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(tally.compared > 10 * sessions, "only {} lines were compared", tally.compared);
}

/// Runs lines in the pretend shell; those that it refuses are left out.
fn pretend(lines: Vec<String>, tally: &mut Tally) -> Session {
    let mut session = Session { lines: Vec::new(), shell: Shell::default() };
    for line in lines {
        session.add(line, tally);
    }
    for line in questions(&session.shell) {
        session.add(line, tally);
    }
    session
}

impl Session {
    fn add(&mut self, line: String, tally: &mut Tally) {
        let mut after = self.shell.clone();
        match after.run(&line) {
            Ok(done) => {
                self.shell = after;
                self.lines.push((line, done));
            }
            Err(stopped) => *tally.refused.entry(in_general(&stopped.refusal.message())).or_default() += 1,
        }
    }
}

/// A message with whatever stands in backticks left out.
fn in_general(message: &str) -> String {
    message.split('`').enumerate().map(|(index, part)| if index % 2 == 0 { part } else { "…" }).collect()
}

/// What is asked at the end of a session with a repository: index, branches, and commits by their messages.
fn questions(shell: &Shell) -> Vec<String> {
    let ask = |line: &str| {
        let done = shell.clone().run(line).ok().and_then(|done| done.into_iter().next_back());
        done.filter(|done| done.status == 0).map(|done| done.out.text).unwrap_or_default()
    };
    let mut lines = vec!["cd".to_owned()];
    if ask("cd; git branch --show-current").is_empty() {
        return lines;
    }
    for line in ["git status --short", "git branch", "git tag", "git ls-files", "git branch --show-current"] {
        lines.push(line.to_owned());
    }
    for path in ask("cd; git ls-files").lines() {
        lines.push(format!("git show :{path}"));
    }
    for branch in ask("cd; git branch").lines() {
        let branch = &branch[2..];
        for name in [branch.to_owned(), format!("{branch}^2"), format!("{branch}~1")] {
            lines.push(format!("git log --format=%s {name}"));
        }
        lines.push(format!("git diff --name-status HEAD {branch}"));
    }
    lines.push("git stash pop -q".to_owned());
    lines.push("git status --short".to_owned());
    lines
}

/// Runs a session in the true shell and tells what differs.
fn compare(session: &Session, seed: u64, tally: &mut Tally) -> String {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let folder = folder.path().canonicalize().expect("it is there");
    let root = folder.join("root");
    let home = root.join("home/ada");
    fs::create_dir_all(&home).expect("a folder can be made");
    fs::write(folder.join("gitconfig"), CONFIG).expect("a file can be written");
    let script = script(session, &root);
    fs::write(folder.join("script"), &script).expect("a file can be written");
    let shell = if seed.is_multiple_of(2) { "dash" } else { "bash" };
    let output = Command::new(shell)
        .arg(folder.join("script"))
        .current_dir(&home)
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("HOME", &home)
        .env("LC_ALL", "C")
        .env("TZ", "UTC")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", folder.join("gitconfig"))
        .env("GIT_EDITOR", "true")
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|fault| panic!("`{shell}` cannot be run: {fault}; see CONTRIBUTING.md"));
    let said = String::from_utf8_lossy(&output.stdout).replace(&root.to_string_lossy().into_owned(), "");
    let mut found = lines_that_differ(session, &said, tally);
    if found.is_empty() {
        let (mut there, mut here) = (Vec::new(), Vec::new());
        true_files(&home, "", &mut there);
        pretend_files(&session.shell, "/home/ada", "", &mut here);
        if there != here {
            let _ = writeln!(found, "  files differ\n   true    {there:?}\n   pretend {here:?}");
        }
    }
    if !found.is_empty() {
        let lines: String = session.lines.iter().map(|(line, _)| format!("    {line}\n")).collect();
        found.push_str(&lines);
        found.push_str(&format!("  errors, by {shell}:\n{}\n", String::from_utf8_lossy(&output.stderr)));
    }
    found
}

const CONFIG: &str = "[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n\
                      [core]\n\tpager = cat\n[advice]\n\tdetachedHead = false\n[gc]\n\tauto = 0\n";

/// The lines with marks around what each prints, and a time of its own for each.
fn script(session: &Session, root: &Path) -> String {
    let root = root.to_string_lossy();
    let mut script = String::from("umask 022\n");
    for (index, (line, _)) in session.lines.iter().enumerate() {
        // Whole days and some hours, so that no file is exactly on an edge.
        let line = line.replace("days ago", "days ago 2 hours ago").replace("/home/ada", &format!("{root}/home/ada"));
        let time = 1_700_000_000 + 60 * index;
        let _ = write!(
            script,
            "export GIT_AUTHOR_DATE='{time} +0000' GIT_COMMITTER_DATE='{time} +0000'\nprintf '@@{index}\\n'\n\
             {line}\nprintf '\\n@@={index} %s\\n' $?\n"
        );
    }
    script
}

fn lines_that_differ(session: &Session, said: &str, tally: &mut Tally) -> String {
    let mut found = String::new();
    for (index, (line, done)) in session.lines.iter().enumerate() {
        let start = format!("@@{index}\n");
        let end = format!("\n@@={index} ");
        let part = said.split_once(&start).and_then(|(_, rest)| rest.split_once(&end));
        let Some((printed, rest)) = part else {
            let _ = writeln!(found, "  the true shell stops at `{line}`");
            return found;
        };
        let status: u8 = rest.lines().next().and_then(|it| it.parse().ok()).unwrap_or(255);
        let mine = done.last().map_or(0, |done| done.status);
        if (status == 0) != (mine == 0) {
            let _ = writeln!(found, "  `{line}`: true status {status}, pretend {mine}");
        }
        tally.failed += u64::from(mine != 0);
        if done.iter().any(|done| done.out.hidden.is_some()) {
            tally.hidden += 1;
            continue;
        }
        tally.compared += 1;
        let text: String = done.iter().map(|done| done.out.text.as_str()).collect();
        let is_heap = done.iter().any(|done| done.out.unordered);
        let (printed, text) = if is_heap { (sorted(printed), sorted(&text)) } else { (printed.to_owned(), text) };
        if printed != text {
            let _ = writeln!(found, "  `{line}`: true {printed:?}, pretend {text:?}");
        }
    }
    found
}

fn sorted(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines.join("\n")
}

/// Paths with rights and texts, sorted; `.git` is left out.
fn true_files(folder: &Path, name: &str, found: &mut Vec<(String, u32, Option<String>)>) {
    let mut names: Vec<String> = fs::read_dir(folder.join(name))
        .expect("a folder can be read")
        .map(|entry| entry.expect("a folder can be read").file_name().to_string_lossy().into_owned())
        .filter(|name| name != ".git")
        .collect();
    names.sort();
    for last in names {
        let path = if name.is_empty() { last } else { format!("{name}/{last}") };
        let full = folder.join(&path);
        let rights = fs::metadata(&full).expect("it is there").permissions().mode() & 0o777;
        if full.is_dir() {
            found.push((path.clone(), rights, None));
            true_files(folder, &path, found);
        } else {
            found.push((path, rights, Some(fs::read_to_string(&full).expect("it can be read"))));
        }
    }
}

/// The same of the pretend shell, by its own commands.
fn pretend_files(shell: &Shell, folder: &str, name: &str, found: &mut Vec<(String, u32, Option<String>)>) {
    let ask = |line: String| {
        let done = shell.clone().run(&line).unwrap_or_else(|stopped| panic!("`{line}`: {stopped:?}"));
        done.into_iter().next().unwrap_or_default()
    };
    let names = ask(format!("ls -A '{folder}/{name}'")).out.text;
    for last in names.lines().filter(|name| *name != ".git") {
        let path = if name.is_empty() { last.to_owned() } else { format!("{name}/{last}") };
        let seen = ask(format!("stat -c '%a %A' '{folder}/{path}'")).out.text;
        let (rights, letters) = seen.trim_end().split_once(' ').expect("two words");
        let rights = u32::from_str_radix(rights, 8).expect("octal digits");
        if letters.starts_with('d') {
            found.push((path.clone(), rights, None));
            pretend_files(shell, folder, &path, found);
        } else {
            let mut reader = shell.clone();
            let line = format!("chmod u+r '{folder}/{path}'; cat '{folder}/{path}'");
            let text = reader.run(&line).expect("it can be read").pop().unwrap_or_default().out.text;
            found.push((path, rights, Some(text)));
        }
    }
}

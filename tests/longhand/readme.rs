//! What the documents say to type works, and the manual is what `--help` says.

use crate::rig::{Session, golden, repository};
use std::fmt::Write;
use std::fs;

/// The verbs, as `longhand --help` lists them.
pub fn verbs(session: &Session) -> Vec<String> {
    let help = session.stdout("--help");
    let list = help.split("Commands:\n").nth(1).unwrap_or_else(|| panic!("no list of commands in {help}"));
    let lines = list.lines().take_while(|line| !line.is_empty());
    let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn the_manual_is_what_help_says() {
    let session = Session::new();
    let mut text =
        String::from("# Manual\n\nWhat `longhand --help` says, verb by verb. This page is made by a test.\n");
    write!(text, "\n## longhand\n\n```text\n{}\n```\n", session.stdout("--help").trim_end()).expect("text takes text");
    for verb in verbs(&session) {
        let help = session.stdout(&format!("{verb} --help"));
        write!(text, "\n## longhand {verb}\n\n```text\n{}\n```\n", help.trim_end()).expect("text takes text");
    }
    golden::same_as_file("docs/manual.md", &text);
}

/// The commands of the fenced `console` and `sh` blocks of a document, each as the words after `longhand`.
fn commands(document: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut is_inside = false;
    for line in document.lines() {
        if let Some(language) = line.strip_prefix("```") {
            is_inside = ["console", "sh"].contains(&language.trim());
        } else if is_inside {
            let line = line.strip_prefix("$ ").unwrap_or(line);
            let line = line.replace("cargo run --release --locked -- ", "longhand ");
            if let Some(rest) = line.strip_prefix("longhand ") {
                found.push(words(rest));
            }
        }
    }
    found
}

/// Words as a shell parts them, up to a comment, a pipe or a redirection.
fn words(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for letter in line.chars() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => word.get_or_insert_default().push(letter),
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (None, '#' | '|' | '>') if word.is_none() => break,
            (None, ' ') => found.extend(word.take()),
            (None, _) => word.get_or_insert_default().push(letter),
        }
    }
    found.extend(word);
    found
}

#[test]
fn words_are_parted_as_a_shell_does() {
    assert_eq!(words("daily -o \"my sheet.pdf\" # today"), ["daily", "-o", "my sheet.pdf"]);
    assert_eq!(words("list --problems | head -3"), ["list", "--problems"]);
    assert_eq!(words("show '' a#b > x"), ["show", "", "a#b"]);
}

#[test]
fn every_command_of_the_readme_works() {
    let text = fs::read_to_string(repository().join("README.md")).expect("README.md is in the repository");
    let list = commands(&text);
    assert!(list.len() >= 3, "README.md has {} commands", list.len());
    let session = Session::new();
    for words in list {
        session.run_words(&words).whatever_it_says();
    }
}

#[test]
fn the_readme_names_the_command_that_ci_runs() {
    let text = fs::read_to_string(repository().join("README.md")).expect("README.md is in the repository");
    let ci = fs::read_to_string(repository().join(".ci/run")).expect(".ci/run is in the repository");
    for command in ["cargo test --release --locked", "cargo run --release --locked -- "] {
        assert!(text.contains(command) && ci.contains(command), "`{command}` is not in both");
    }
}

/// A link to a file of the repository leads to one.
#[test]
fn links_between_documents_lead_somewhere() {
    for name in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "THIRD-PARTY.md"] {
        let text = fs::read_to_string(repository().join(name)).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        for part in text.split("](").skip(1) {
            let target = part.split([')', '#']).next().unwrap_or_default();
            let is_file = !target.is_empty() && !target.contains("://");
            assert!(!is_file || repository().join(target).exists(), "{name} links to `{target}`");
        }
    }
}

#[test]
fn the_problem_in_the_readme_has_no_fault() {
    let text = fs::read_to_string(repository().join("README.md")).expect("README.md is in the repository");
    let problem = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a problem in TOML");
    let set = format!("[set]\ntopic = \"control-flow\"\ntitle = \"Tickets\"\n\n{problem}");
    let session = Session::new().file("control-flow/tickets-of-mine.toml", &set);
    session.run("check control-flow/tickets-of-mine.toml").stdout_has("no faults: 1 problem");
}

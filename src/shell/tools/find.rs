//! `find`: every path below a folder for which each test holds. The order of its lines is nobody's promise.

use crate::shell::globs::fits_dots;
use crate::shell::output::{Done, Output};
use crate::shell::tree::{Node, name};
use crate::shell::{Refusal, Shell};

enum Test {
    Name(String),
    Folder,
    File,
    OlderThan(u32),
    YoungerThan(u32),
    Days(u32),
}

pub fn find(shell: &Shell, words: &[String]) -> Result<Done, Refusal> {
    let count = words.iter().take_while(|word| !word.starts_with(['-', '(', '!'])).count();
    let (starts, tests) = words.split_at(count);
    let tests = read_tests(tests)?;
    let here = [".".to_owned()];
    let starts = if starts.is_empty() { &here } else { starts };
    let is_file = tests.iter().any(|test| matches!(test, Test::File));
    let by_age = |test: &Test| matches!(test, Test::OlderThan(_) | Test::YoungerThan(_) | Test::Days(_));
    if tests.iter().any(by_age) && !is_file {
        return Err(Refusal::situation("the age of a folder"));
    }
    let mut done = Done::quiet();
    let mut found = Vec::new();
    for start in starts {
        let Ok(path) = shell.tree.existing(&shell.folder, start) else {
            done = Done { status: 1, errors: None, ..done };
            continue;
        };
        for below in shell.tree.all_below(&path) {
            if below.split('/').any(|part| part == ".git") {
                return Err(Refusal::situation("`find` in `.git`"));
            }
            let rest = below[path.len()..].trim_start_matches('/');
            let shown = match rest {
                "" => start.clone(),
                rest if start.ends_with('/') => format!("{start}{rest}"),
                rest => format!("{start}/{rest}"),
            };
            let is_found = shell
                .tree
                .get(&below)
                .is_some_and(|node| tests.iter().all(|test| test.holds(name(shown.trim_end_matches('/')), node)));
            found.extend(is_found.then_some(shown));
        }
    }
    found.sort();
    let text: String = found.iter().map(|path| format!("{path}\n")).collect();
    done.out = Output { text, unordered: true, ..Output::default() };
    Ok(done)
}

fn read_tests(words: &[String]) -> Result<Vec<Test>, Refusal> {
    let mut tests = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let value = words.next().map_or("", String::as_str);
        let number = |text: &str| text.parse::<u32>().ok();
        let test = match (word.as_str(), value) {
            ("-name", value) if !value.is_empty() && !value.contains('\\') => Some(Test::Name(value.to_owned())),
            ("-type", "f") => Some(Test::File),
            ("-type", "d") => Some(Test::Folder),
            ("-mtime", value) => match (value.strip_prefix('+'), value.strip_prefix('-')) {
                (Some(days), _) => number(days).map(Test::OlderThan),
                (_, Some(days)) => number(days).map(Test::YoungerThan),
                _ => number(value).map(Test::Days),
            },
            _ => None,
        };
        tests.push(test.ok_or_else(|| Refusal::argument("find", format!("{word} {value}").trim_end()))?);
    }
    Ok(tests)
}

impl Test {
    fn holds(&self, name: &str, node: &Node) -> bool {
        let age = match node {
            Node::File(file) => Some(file.age),
            Node::Folder { .. } => None,
        };
        match self {
            Test::Name(pattern) => fits_dots(pattern, name),
            Test::Folder => age.is_none(),
            Test::File => age.is_some(),
            Test::OlderThan(days) => age.is_some_and(|age| age > *days),
            Test::YoungerThan(days) => age.is_some_and(|age| age < *days),
            Test::Days(days) => age == Some(*days),
        }
    }
}

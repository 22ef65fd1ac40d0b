//! `longhand new`: files to start from. Each is small, commented, and without faults; a test checks them all.

mod schema;

use super::files::Existing;
use super::{Failure, Outcome, banks, files};
use crate::cli::{New, NewFile, NewSet, NewWhat};
use crate::diagnostic::words::all_of;
use crate::kinds::Name;
use std::path::{Path, PathBuf};

/// The files of a set, by their path below its folder. `NAME` stands for the folder.
const SET: [(&str, &str); 4] = [
    ("README.md", include_str!("set/README.md")),
    ("control-flow/skills.toml", include_str!("set/skills.toml")),
    ("control-flow/misconceptions.toml", include_str!("set/misconceptions.toml")),
    ("control-flow/first-problems.toml", include_str!("set/first-problems.toml")),
];

const RECIPES: [(&str, &str); 3] = [
    ("daily", include_str!("daily.toml")),
    ("handout", include_str!("handout.toml")),
    ("mock", include_str!("mock.toml")),
];

pub fn run(arguments: &New) -> Result<Outcome, Failure> {
    match &arguments.what {
        NewWhat::Problem(file) => problem(file),
        NewWhat::Recipe(file) => recipe(file),
        NewWhat::Set(set) => new_set(set),
        NewWhat::Schema(schema) => schema::run(schema),
    }
}

/// The example of a kind: a whole file with one problem.
pub fn example(kind: Name) -> &'static str {
    match kind {
        Name::Output => include_str!("problems/output.toml"),
        Name::Trace => include_str!("problems/trace.toml"),
        Name::Cloze => include_str!("problems/cloze.toml"),
        Name::Bugfix => include_str!("problems/bugfix.toml"),
        Name::Write => include_str!("problems/write.toml"),
        Name::Parsons => include_str!("problems/parsons.toml"),
        Name::Rewrite => include_str!("problems/rewrite.toml"),
        Name::Class => include_str!("problems/class.toml"),
        Name::Mcq => include_str!("problems/mcq.toml"),
        Name::Tf => include_str!("problems/tf.toml"),
        Name::Match => include_str!("problems/match.toml"),
        Name::Choose => include_str!("problems/choose.toml"),
        Name::Short => include_str!("problems/short.toml"),
        Name::Plan => include_str!("problems/plan.toml"),
        Name::Copy => include_str!("problems/copy.toml"),
        Name::Diagram => include_str!("problems/diagram.toml"),
        Name::Bigo => include_str!("problems/bigo.toml"),
        Name::Explain => include_str!("problems/explain.toml"),
        Name::Tests => include_str!("problems/tests.toml"),
        Name::Sql => include_str!("problems/sql.toml"),
        Name::Cmd => include_str!("problems/cmd.toml"),
    }
}

fn problem(asked: &NewFile) -> Result<Outcome, Failure> {
    let kind = Name::from_word(&asked.word);
    let kind = kind.ok_or_else(|| unknown("kind", &asked.word, Name::ALL.map(Name::word).as_slice()))?;
    write(asked, &format!("my-{kind}.toml"), example(kind))
}

fn recipe(asked: &NewFile) -> Result<Outcome, Failure> {
    let found = RECIPES.iter().find(|(verb, _)| *verb == asked.word);
    let known: Vec<&str> = RECIPES.iter().map(|(verb, _)| *verb).collect();
    let (verb, text) = found.ok_or_else(|| unknown("verb with recipes", &asked.word, &known))?;
    write(asked, &format!("my-{verb}.toml"), text)
}

fn unknown(what: &str, word: &str, known: &[&str]) -> Failure {
    Failure::Usage {
        message: format!("there is no {what} `{word}`"),
        help: banks::meant(word, known.iter().copied(), || format!("there is {}", all_of(known))),
    }
}

fn write(asked: &NewFile, name: &str, text: &str) -> Result<Outcome, Failure> {
    let path = asked.output.clone().unwrap_or_else(|| PathBuf::from(name));
    if path == Path::new("-") {
        return Ok(Outcome::text(text));
    }
    files::write_new(&[(path.clone(), text.to_owned())], Existing::by_force(asked.force))?;
    let show = format!("`longhand show {} --watch` shows it while you write", path.display());
    let is_problem = text.contains("\n[[problem]]");
    let next = if is_problem { show } else { "put it into the `recipes` folder of your bank".to_owned() };
    Ok(Outcome { notes: vec![format!("wrote `{}`; {next}", path.display())], ..Outcome::default() })
}

fn new_set(asked: &NewSet) -> Result<Outcome, Failure> {
    let shown = asked.folder.display().to_string();
    let name = banks::folder_name(&asked.folder).ok_or_else(|| Failure::Usage {
        message: format!("`{shown}` is no name for a folder"),
        help: "write `longhand new set my-bank`".to_owned(),
    })?;
    let texts: Vec<(PathBuf, String)> =
        SET.iter().map(|(path, text)| (asked.folder.join(path), text.replace("NAME", &name))).collect();
    files::write_new(&texts, Existing::by_force(asked.force))?;
    let next =
        format!("`longhand show {shown}/control-flow/first-problems.toml --bank {shown} --watch` shows its problem");
    Ok(Outcome { notes: vec![format!("wrote `{shown}`; {next}")], ..Outcome::default() })
}

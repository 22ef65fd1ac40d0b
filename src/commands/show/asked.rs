//! What `show` was asked for: an id of the bank, or a file that is being written, all of it or one of its problems.

#![expect(clippy::disallowed_methods, reason = "a path is looked at, whether it is a file or a folder")]

use crate::bank::{self, Bank, Entry};
use crate::cli::Show;
use crate::commands::{Failure, banks};
use crate::diagnostic::Fault;
use crate::diagnostic::words::all_of;
use std::path::{Path, PathBuf};

/// Which problems, and of which file.
pub struct Asked<'a> {
    pub file: Option<&'a Path>,
    pub id: Option<&'a str>,
}

impl<'a> Asked<'a> {
    /// `ID`, `FILE.toml`, or `FILE.toml ID`.
    pub fn read(arguments: &'a Show) -> Result<Asked<'a>, Failure> {
        let path = Path::new(&arguments.problem);
        let is_file = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        match (is_file, arguments.of_file.as_deref()) {
            (true, id) => Ok(Asked { file: Some(path), id }),
            (false, None) if path.is_dir() => Err(Failure::Usage {
                message: format!("`{}` is a folder", path.display()),
                help: format!("name one of its files, or say `--bank {} ID`", path.display()),
            }),
            (false, None) => Ok(Asked { file: None, id: Some(&arguments.problem) }),
            (false, Some(_)) => Err(Failure::Usage {
                message: format!("`{}` is no file of problems", path.display()),
                help: "write `longhand show FILE.toml ID`, or one id alone".to_owned(),
            }),
        }
    }

    /// The bank, with the file in it, and all its faults.
    pub fn bank(&self, arguments: &Show) -> Result<(Bank, Vec<Fault>), Failure> {
        let mut files = banks::files(&arguments.bank)?;
        if let Some(path) = self.file {
            let file = bank::read_file(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })?;
            files.join(file, &bank::embedded());
        }
        Ok(bank::load(&files))
    }

    /// The problems that are to be shown, at least one.
    pub fn entries<'b>(&self, bank: &'b Bank, faults: &[Fault]) -> Result<Vec<&'b Entry>, Failure> {
        let shown = self.file.map(|path| path.to_string_lossy().replace('\\', "/"));
        let is_here = |entry: &&Entry| shown.as_ref().is_none_or(|name| entry.place().source.name == *name);
        let here: Vec<&Entry> = bank.entries.iter().filter(is_here).collect();
        let Some(id) = self.id else {
            return if here.is_empty() && faults.is_empty() { Err(self.nothing()) } else { Ok(here) };
        };
        match here.iter().find(|entry| entry.id() == id) {
            Some(entry) => Ok(vec![entry]),
            None if !faults.is_empty() => Ok(Vec::new()),
            None => Err(self.unknown(id, &here)),
        }
    }

    fn nothing(&self) -> Failure {
        let path = self.file.unwrap_or(Path::new("the bank"));
        Failure::Usage {
            message: format!("`{}` holds no problem", path.display()),
            help: "name a file with `[[problem]]` in it; `longhand new problem KIND` writes one".to_owned(),
        }
    }

    fn unknown(&self, id: &str, here: &[&Entry]) -> Failure {
        let known = here.iter().map(|entry| entry.id());
        let Some(path) = self.file else { return banks::unknown("problem", id, known, "problems") };
        let help = banks::meant(id, known.clone(), || format!("it has {}", all_of(known)));
        Failure::Usage { message: format!("`{}` has no problem `{id}`", path.display()), help }
    }
}

/// What changes when somebody works on what is shown: the file, and the folders of the bank.
pub fn watched(arguments: &Show) -> Result<Vec<PathBuf>, Failure> {
    let file = Asked::read(arguments)?.file.map(Path::to_owned);
    let folders = arguments.bank.bank.iter().chain(&arguments.bank.only_bank).cloned();
    let paths: Vec<PathBuf> = file.into_iter().chain(folders).collect();
    if paths.is_empty() {
        return Err(Failure::Usage {
            message: format!("there is nothing to watch: `{}` is inside the program", arguments.problem),
            help:
                "name the file that you are writing, `longhand show my-loops.toml --watch`, or its folder with `--bank`"
                    .to_owned(),
        });
    }
    Ok(paths)
}

/// The name of a PDF that was asked for without one.
pub fn file_name(arguments: &Show) -> String {
    let named = arguments.of_file.clone().unwrap_or_else(|| arguments.problem.clone());
    let stem = Path::new(&named).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or(named);
    format!("longhand-{stem}.pdf")
}

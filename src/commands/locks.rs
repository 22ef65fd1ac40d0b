//! `bank.lock` files: which belong to what is checked, what they say of it, and writing them.

#![expect(clippy::disallowed_methods, reason = "locks are files beside a bank")]

use super::{Failure, files};
use crate::bank::{self, Current, Entry, File, LOCK, Lock, LockFile, Locked};
use crate::cli::Check;
use crate::diagnostic::Faults;
use crate::keys;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Folders above a file in which a lock is looked for: a topic's, and the bank's.
const ABOVE: usize = 3;

/// Where a bank is at home, and its lock.
pub struct Home {
    /// `None` for the built-in bank, which nobody can write.
    folder: Option<PathBuf>,
    /// Whether all of the bank is checked, so that what is missing has been removed.
    is_whole: bool,
    file: Option<File>,
}

/// The homes of all that is to be checked, each once; without `--write` only those with a lock.
pub fn homes(arguments: &Check) -> Result<Vec<Home>, Failure> {
    let mut homes: Vec<Home> = Vec::new();
    let mut add = |home: Home| {
        if !homes.iter().any(|known| known.folder == home.folder) {
            homes.push(home);
        }
    };
    if arguments.paths.is_empty() {
        let folders = arguments.bank.only_bank.iter().chain(&arguments.bank.bank);
        for folder in folders {
            add(whole(folder)?);
        }
        if arguments.bank.only_bank.is_empty() {
            add(Home { folder: None, is_whole: true, file: bank::embedded_lock() });
        }
    }
    for path in &arguments.paths {
        let above = path.ancestors().take(ABOVE).find(|folder| folder.join(LOCK).is_file());
        match above {
            Some(folder) if folder != path => add(Home { is_whole: false, ..whole(folder)? }),
            _ if path.is_dir() => add(whole(path)?),
            _ => {}
        }
    }
    if arguments.write && !homes.iter().any(|home| home.is_whole && home.folder.is_some()) {
        return Err(Failure::Usage {
            message: "a lock is written for the folder of a bank, and none is named".to_owned(),
            help: "name it: `longhand check my-problems --write`".to_owned(),
        });
    }
    homes.retain(|home| arguments.write || home.file.is_some());
    Ok(homes)
}

/// A folder that is checked as a whole.
fn whole(folder: &Path) -> Result<Home, Failure> {
    let path = folder.join(LOCK);
    let file = match bank::read_file(&path) {
        Ok(file) => Some(file),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(Failure::Unreadable { path, error }),
    };
    Ok(Home { folder: Some(folder.to_owned()), is_whole: true, file })
}

impl Home {
    /// The problems that are at home here, with the digests of their answers. One without a digest has an error, which
    /// is told.
    pub fn current(&self, reviewed: &[(&Entry, Option<String>)]) -> BTreeMap<String, Current> {
        let mine = reviewed.iter().filter(|(entry, _)| self.has(&entry.place().source.name));
        mine.filter_map(|(entry, digest)| {
            let common = &entry.problem.common;
            let retired = common.retired.as_ref().map(|month| month.value.clone());
            let locked = Locked { version: common.version, digest: digest.clone()?, retired };
            Some((entry.id().to_owned(), Current { locked, place: entry.place().clone() }))
        })
        .collect()
    }

    fn has(&self, name: &str) -> bool {
        Path::new(name).starts_with(self.folder.as_deref().unwrap_or(Path::new("problem_sets")))
    }

    /// Notes what its lock says of these problems. Where the bank has errors some problems are missing for another
    /// reason than that they were removed.
    pub fn check(&self, current: &BTreeMap<String, Current>, has_errors: bool, faults: &mut Faults) {
        let Some(file) = &self.file else { return };
        let Some(source) = keys::decode(&file.shown, &file.bytes, faults) else { return };
        let lock = LockFile::read(&source, faults);
        lock.check(current, faults);
        if self.is_whole && !has_errors {
            lock.check_removed(current, faults);
        }
    }

    /// Writes the lock of these problems, whole or not at all; gives its path if it is another one than it was.
    pub fn write(&self, current: BTreeMap<String, Current>) -> Result<Option<PathBuf>, Failure> {
        let Some(folder) = self.folder.as_ref().filter(|_| self.is_whole) else { return Ok(None) };
        let problems = current.into_iter().map(|(id, current)| (id, current.locked)).collect();
        let text = Lock { problems }.to_text();
        if self.file.as_ref().is_some_and(|file| file.bytes == text.as_bytes()) {
            return Ok(None);
        }
        let path = folder.join(LOCK);
        files::write_whole(&path, text.as_bytes())
            .map_err(|error| Failure::Unwritable { path: path.clone(), error })?;
        Ok(Some(path))
    }
}

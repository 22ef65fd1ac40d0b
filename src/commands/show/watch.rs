//! `show --watch`: shows again whenever a watched file changes, until the program is ended.
//!
//! Files are looked at a few times a second, by time, length and name: an editor that writes another file and gives it
//! the old name, and a file that is gone for a moment, are no different from one that is written in place.

#![expect(clippy::disallowed_methods, reason = "watched files are looked at")]

use super::{asked, show};
use crate::cli::Show;
use crate::commands::{Failure, Outcome, World, making};
use crate::python::Python;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Between two looks. A person sees no delay; a thousand files take a few milliseconds of it.
const PAUSE: Duration = Duration::from_millis(200);

/// Looks after which a file that is gone counts as gone: two seconds.
const PATIENCE: u32 = 10;

/// Clears a terminal with all that scrolled off it, and goes to its top.
const CLEAR: &[u8] = b"\x1b[H\x1b[2J\x1b[3J";

/// When a file was written, and how long it is.
type Stamps = BTreeMap<PathBuf, (SystemTime, u64)>;

/// One picture after the other. Asking for the next waits until something has changed.
pub struct Watch<'a> {
    arguments: &'a Show,
    world: &'a World,
    paths: Vec<PathBuf>,
    /// As the files were when they were last shown; `None` before the first time.
    last: Option<Stamps>,
    python: Python,
}

impl<'a> Watch<'a> {
    /// What `--watch` watches; a failure where nothing can change.
    pub fn new(arguments: &'a Show, world: &'a World) -> Result<Watch<'a>, Failure> {
        let paths = asked::watched(arguments)?;
        Ok(Watch { arguments, world, paths, last: None, python: making::python(world) })
    }

    /// Waits for a change, and gives the files as they are then.
    fn wait(&self) -> Stamps {
        let mut missing = 0;
        loop {
            let now = stamps(&self.paths);
            let is_whole = self.paths.iter().all(|path| now.keys().any(|found| found.starts_with(path)));
            missing = if is_whole { 0 } else { missing + 1 };
            if self.last.as_ref() != Some(&now) && (is_whole || missing > PATIENCE) {
                return now;
            }
            std::thread::sleep(PAUSE);
        }
    }

    fn draw(&mut self) -> Outcome {
        let shown = show(self.arguments, self.world, &mut self.python);
        let mut outcome = shown.unwrap_or_else(|failure| Outcome::text(format!("{failure}\n")));
        if self.world.terminal.is_terminal {
            outcome.output.splice(0..0, CLEAR.iter().copied());
        }
        outcome
    }
}

impl Iterator for Watch<'_> {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        self.last = Some(self.wait());
        Some(self.draw())
    }
}

fn stamps(paths: &[PathBuf]) -> Stamps {
    let mut found = BTreeMap::new();
    paths.iter().for_each(|path| collect(path, 3, &mut found));
    found
}

/// Files and folders as deep as a bank is read. What cannot be looked at is not there.
fn collect(path: &Path, depth: usize, found: &mut Stamps) {
    let Ok(what) = std::fs::metadata(path) else { return };
    if !what.is_dir() {
        let written = what.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        found.insert(path.to_owned(), (written, what.len()));
        return;
    }
    found.insert(path.to_owned(), (SystemTime::UNIX_EPOCH, 0));
    let Some(depth) = depth.checked_sub(1) else { return };
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        let path = entry.path();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        let is_toml = path.extension().is_some_and(|ending| ending == "toml");
        if !is_hidden && (is_toml || path.is_dir()) {
            collect(&path, depth, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stamps;

    #[test]
    fn a_change_of_any_sort_is_seen() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let file = folder.path().join("topic/set.toml");
        std::fs::create_dir(folder.path().join("topic")).expect("a folder can be made");
        let paths = [folder.path().to_owned()];
        let mut seen = vec![stamps(&paths)];
        let mut look = |what: &str| {
            let now = stamps(&paths);
            assert!(seen.last() != Some(&now), "not seen: {what}");
            seen.push(now);
        };
        std::fs::write(&file, "a = 1\n").expect("a file can be written");
        look("a new file");
        std::fs::write(&file, "a = 12\n").expect("a file can be written");
        look("another length");
        let other = folder.path().join("topic/.set.toml.swp");
        std::fs::write(&other, "a = 123\n").expect("a file can be written");
        std::fs::rename(&other, &file).expect("a file can be renamed");
        look("a file that took its name");
        std::fs::remove_file(&file).expect("a file can be removed");
        look("a file that is gone");
    }
}

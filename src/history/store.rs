//! The file in its folder: `history.jsonl`, only ever added to, under a lock, and never written anew.
//!
//! What is added is written with one call and is on the disk before it is acknowledged; if that fails, the file is cut
//! back to where it ended. What no record is stays where it is, and a copy goes to `history.damaged`, once.

#![expect(clippy::disallowed_methods, reason = "the history is a file")]

use super::line;
use super::lines::{self, Lines, Piece};
use super::record::Record;
use super::state::History;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Error, ErrorKind, Read, Result as IoResult, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

const FILE: &str = "history.jsonl";
const DAMAGED: &str = "history.damaged";
/// Folders that may be new where the platform's own were not there yet: `~`, `.local`, `share`, `longhand`.
const FOLDERS: usize = 4;
/// How often, and after how long each time, a lock is tried: ten seconds in all. A run holds it for some milliseconds.
const TRIES: u32 = 2_000;
const PAUSE: Duration = Duration::from_millis(5);

/// The history of one person, in a folder. Nothing is opened or made before it is used.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
}

/// What was in the file, and which damage is told for the first time.
#[derive(Debug, Default)]
pub struct Seen {
    pub history: History,
    pub damage: Vec<Damage>,
}

/// Bytes in the file that are no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    pub path: PathBuf,
    /// The line they stand in, from 1.
    pub line: usize,
    /// Whether they are the end of the file, which was not written to its end.
    pub is_torn: bool,
    /// Where a copy is, if one could be made.
    pub copy: Option<PathBuf>,
}

/// Why the file could not be used.
#[derive(Debug)]
pub struct StoreFault {
    pub path: PathBuf,
    pub doing: Doing,
    pub error: Error,
}

/// What could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    Reading,
    Writing,
}

/// Who else may have the file at the same time.
#[derive(Clone, Copy)]
enum Lock {
    Readers,
    Nobody,
}

impl Store {
    pub fn in_folder(folder: impl Into<PathBuf>) -> Store {
        Store { folder: folder.into() }
    }

    /// The file, which may not be there yet.
    pub fn path(&self) -> PathBuf {
        self.folder.join(FILE)
    }

    /// Everything that was noted. A file that is not there is an empty history.
    pub fn read(&self) -> Result<Seen, StoreFault> {
        let path = self.path();
        match self.read_bytes(&path) {
            Ok(bytes) => Ok(self.seen(lines::read(&bytes))),
            // So is a folder that is not there.
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Seen::default()),
            Err(error) => Err(StoreFault { path, doing: Doing::Reading, error }),
        }
    }

    /// Adds what is decided on, with the history as it is while nobody else can add to it. Nothing is written where
    /// nothing is to be added. When this returns, what was added is on the disk.
    pub fn append(&self, decide: impl FnOnce(&History) -> Vec<Record>) -> Result<Seen, StoreFault> {
        let path = self.path();
        let failed = |error| StoreFault { path: path.clone(), doing: Doing::Writing, error };
        let mut file = self.open_to_write(&path).map_err(failed)?;
        lock(&file, Lock::Nobody).map_err(failed)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed)?;
        let lines = lines::read(&bytes);
        let line_end = if lines.is_open { "\n" } else { "" };
        let seen = self.seen(lines);
        let added: String = decide(&seen.history).iter().map(|record| line::write(record) + "\n").collect();
        if !added.is_empty() {
            add(&mut file, &format!("{line_end}{added}")).map_err(failed)?;
            // A file that is new keeps its name only when the folder is on the disk as well.
            if bytes.is_empty() {
                sync_folder(&self.folder);
            }
        }
        Ok(seen)
    }

    fn read_bytes(&self, path: &Path) -> IoResult<Vec<u8>> {
        refuse_other_than_file(path)?;
        let mut file = File::open(path)?;
        lock(&file, Lock::Readers)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The file, made if it is not there: only its owner may read it, since names of people may be in it.
    fn open_to_write(&self, path: &Path) -> IoResult<File> {
        // A file in the place of the folder "exists"; what is wrong with it is that it is no folder.
        let in_the_way = |error: Error| match error.kind() {
            ErrorKind::AlreadyExists => Error::from(ErrorKind::NotADirectory),
            _ => error,
        };
        std::fs::create_dir_all(&self.folder).map_err(in_the_way)?;
        match refuse_other_than_file(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            other => other?,
        }
        open_to_add(path)
    }

    /// Puts copies of damaged pieces aside, and tells those for which there was none.
    fn seen(&self, lines: Lines) -> Seen {
        let history = History::of(lines.whole);
        if lines.damaged.is_empty() {
            return Seen { history, damage: Vec::new() };
        }
        let copy = self.folder.join(DAMAGED);
        let new = set_aside(&copy, &lines.damaged);
        let copy = new.is_ok().then_some(copy);
        let new = new.unwrap_or(lines.damaged);
        let told =
            |piece: Piece| Damage { path: self.path(), line: piece.number, is_torn: piece.is_torn, copy: copy.clone() };
        Seen { history, damage: new.into_iter().map(told).collect() }
    }
}

/// Copies pieces to a file of them, one a line, and gives back those that were not there yet.
fn set_aside(path: &Path, damaged: &[Piece]) -> IoResult<Vec<Piece>> {
    let mut file = open_to_add(path)?;
    lock(&file, Lock::Nobody)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let is_kept = |piece: &&Piece| bytes.split(|byte| *byte == b'\n').any(|kept| kept == piece.bytes);
    let new: Vec<Piece> = damaged.iter().filter(|piece| !is_kept(piece)).cloned().collect();
    let mut added = Vec::new();
    for piece in &new {
        added.extend_from_slice(&piece.bytes);
        added.push(b'\n');
    }
    if !added.is_empty() {
        file.write_all(&added)?;
        file.sync_all()?;
    }
    Ok(new)
}

/// Something else than a file in the place of one may give bytes without end, or none at all.
fn refuse_other_than_file(path: &Path) -> IoResult<()> {
    let what = std::fs::metadata(path)?;
    if what.is_dir() {
        return Err(Error::from(ErrorKind::IsADirectory));
    }
    if what.is_file() { Ok(()) } else { Err(Error::other("it is no file")) }
}

fn open_to_add(path: &Path) -> IoResult<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Waits for a lock, which goes with the file. A file system that has none is used without.
fn lock(file: &File, lock: Lock) -> IoResult<()> {
    for _ in 0..TRIES {
        let tried = match lock {
            Lock::Readers => file.try_lock_shared(),
            Lock::Nobody => file.try_lock(),
        };
        match tried {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
        }
    }
    Err(Error::new(ErrorKind::WouldBlock, "another run of longhand has held it for ten seconds"))
}

/// Adds to the end, or leaves the file as it was.
fn add(file: &mut File, text: &str) -> IoResult<()> {
    let end = file.metadata()?.len();
    let added = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    if added.is_err() {
        // If this fails as well, the next run finds a line that is not whole, and goes on behind it.
        file.set_len(end).ok();
    }
    added
}

/// Makes new names last, that of the file and those of folders that may have been made for it. A file system that cannot is no failure: the file is there.
fn sync_folder(folder: &Path) {
    for folder in folder.ancestors().take(FOLDERS) {
        if let Ok(folder) = File::open(folder) {
            folder.sync_all().ok();
        }
    }
}

//! Writing results: whole or not at all, and never over what Longhand did not make.

#![expect(clippy::disallowed_methods, reason = "results are written to files")]

use super::{Failure, Outcome};
use crate::cli::OutputArgs;
use crate::pdf;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// A PDF and the name it has where none was asked for.
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Writes one PDF to where the options say.
pub fn deliver(file: File, arguments: &OutputArgs) -> Result<Outcome, Failure> {
    if is_standard_output(arguments) {
        return Ok(Outcome { output: file.bytes, ..Outcome::default() });
    }
    let path = place(&file.name, arguments);
    let mut outcome = Outcome::default();
    write(&path, &file.bytes, arguments, &mut outcome)?;
    Ok(outcome)
}

/// Writes a sheet, and its key beside it: `drill.pdf` and `drill-key.pdf`. Neither is written unless both may be.
pub fn deliver_both(sheet: File, key: Vec<u8>, arguments: &OutputArgs) -> Result<Outcome, Failure> {
    if is_standard_output(arguments) {
        return Err(Failure::Usage {
            message: "two files cannot both go to standard output".to_owned(),
            help: "give `-o` a file or folder, or say `--key same`".to_owned(),
        });
    }
    let path = place(&sheet.name, arguments);
    let key_path = beside(&path);
    refuse_foreign(&path, arguments)?;
    refuse_foreign(&key_path, arguments)?;
    let mut outcome = Outcome::default();
    write(&path, &sheet.bytes, arguments, &mut outcome)?;
    write(&key_path, &key, arguments, &mut outcome)?;
    Ok(outcome)
}

/// One of several files that are written together.
pub struct Writing<'a> {
    pub path: PathBuf,
    pub bytes: Bytes<'a>,
    pub sort: Sort,
}

/// What goes into a file.
pub enum Bytes<'a> {
    Whole(Vec<u8>),
    /// Made as it is written: too much to be held at once.
    Passing(&'a dyn Fn(&mut dyn Write) -> std::io::Result<()>),
}

/// What a file is, and so when one that is there already may give way to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// It gives way if Longhand made it.
    Pdf,
    /// Data that begins with these bytes; a file gives way if it does as well.
    Data(&'static [u8]),
    /// Names and marks: only its owner may read it, and since marks may have been filled in, only the very same file
    /// gives way.
    Private,
}

/// Writes several files; none is written unless all may be.
pub fn write_all(writings: &[Writing], arguments: &OutputArgs, outcome: &mut Outcome) -> Result<(), Failure> {
    for Writing { path, .. } in writings {
        refuse_device(path).map_err(|error| Failure::Unwritable { path: path.clone(), error })?;
    }
    for writing in writings.iter().filter(|writing| !arguments.force && writing.path.exists()) {
        let path = &writing.path;
        let is_same = || matches!(&writing.bytes, Bytes::Whole(bytes) if read(path).is_ok_and(|there| there == *bytes));
        match writing.sort {
            Sort::Pdf if !is_ours(path) => return Err(Failure::Foreign { path: path.clone() }),
            Sort::Data(mark) if !begins_with(path, mark) => return Err(Failure::Foreign { path: path.clone() }),
            Sort::Private if !is_same() => return Err(Failure::InTheWay { path: path.clone() }),
            Sort::Pdf | Sort::Data(_) | Sort::Private => {}
        }
    }
    for Writing { path, bytes, sort } in writings {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let permissions = if *sort == Sort::Private { OWNER } else { EVERYBODY };
        let made = folder.map_or(Ok(()), std::fs::create_dir_all).and_then(|()| match bytes {
            Bytes::Whole(bytes) => write_for(path, bytes, permissions),
            Bytes::Passing(fill) => write_by(path, permissions, fill),
        });
        made.map_err(|error| Failure::Unwritable { path: path.clone(), error })?;
        if !arguments.quiet {
            outcome.notes.push(format!("wrote `{}`", path.display()));
        }
    }
    Ok(())
}

/// Whether results go to standard output: `-o -`.
pub fn is_standard_output(arguments: &OutputArgs) -> bool {
    arguments.output.as_deref() == Some(Path::new("-"))
}

/// Delivers text or JSON: to standard output, or to a file that is named.
pub fn deliver_text(text: String, arguments: &OutputArgs) -> Result<Outcome, Failure> {
    match &arguments.output {
        Some(path) if !is_standard_output(arguments) => {
            let mut outcome = Outcome::default();
            write(path, text.as_bytes(), arguments, &mut outcome)?;
            Ok(outcome)
        }
        _ => Ok(Outcome::text(text)),
    }
}

/// Delivers what names students: to standard output, or to a named file that only its owner may read.
pub fn deliver_private(bytes: Vec<u8>, arguments: &OutputArgs) -> Result<Outcome, Failure> {
    let Some(path) = arguments.output.as_ref().filter(|_| !is_standard_output(arguments)) else {
        return Ok(Outcome { output: bytes, ..Outcome::default() });
    };
    refuse_foreign(path, arguments)?;
    write_private(path, &bytes).map_err(|error| Failure::Unwritable { path: path.clone(), error })?;
    let mut outcome = Outcome::default();
    if !arguments.quiet {
        outcome.notes.push(format!("wrote `{}`", path.display()));
    }
    Ok(outcome)
}

/// The bytes of a PDF, if the text is the path of one: it ends so, or such a file is there.
pub fn read_if_file(text: &str) -> Result<Option<Vec<u8>>, Failure> {
    let path = Path::new(text);
    let is_named_so = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    if !is_named_so && !path.is_file() {
        return Ok(None);
    }
    match read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) => Err(Failure::Unreadable { path: path.to_owned(), error }),
    }
}

/// The first bytes of a file or a pipe, at most so many: a device may give bytes without end.
pub fn read_at_most(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let read = |path: &Path| {
        let mut bytes = Vec::new();
        std::fs::File::open(path)?.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })
}

/// What becomes of a file that is there already.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    Stays,
    /// `--force`
    Replaced,
}

impl Existing {
    pub fn by_force(force: bool) -> Existing {
        if force { Existing::Replaced } else { Existing::Stays }
    }
}

/// Writes texts to files that are not there yet, and makes their folders; none is written unless all may be.
pub fn write_new(texts: &[(PathBuf, String)], there: Existing) -> Result<(), Failure> {
    if let Some((path, _)) = texts.iter().find(|(path, _)| path.exists() && there == Existing::Stays) {
        return Err(Failure::InTheWay { path: path.clone() });
    }
    for (path, text) in texts {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let made = folder.map_or(Ok(()), std::fs::create_dir_all).and_then(|()| write_whole(path, text.as_bytes()));
        made.map_err(|error| Failure::Unwritable { path: path.clone(), error })?;
    }
    Ok(())
}

/// Where a file of this name goes.
pub fn place(name: &str, arguments: &OutputArgs) -> PathBuf {
    match &arguments.output {
        Some(path) if path.is_dir() => path.join(name),
        Some(path) => path.clone(),
        None => PathBuf::from(name),
    }
}

/// `drill-key.pdf` beside `drill.pdf`.
fn beside(path: &Path) -> PathBuf {
    let ending = path.extension().map(|extension| format!(".{}", extension.to_string_lossy()));
    with_ending(path, &format!("-key{}", ending.unwrap_or_default()))
}

/// The path with another end: `class.pdf` and `-map.csv` give `class-map.csv`.
pub fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(ending);
    path.with_file_name(name)
}

fn write(path: &Path, bytes: &[u8], arguments: &OutputArgs, outcome: &mut Outcome) -> Result<(), Failure> {
    refuse_foreign(path, arguments)?;
    write_whole(path, bytes).map_err(|error| Failure::Unwritable { path: path.to_owned(), error })?;
    if !arguments.quiet {
        outcome.notes.push(format!("wrote `{}`", path.display()));
    }
    Ok(())
}

/// A file is replaced if Longhand made it, or with `--force`.
fn refuse_foreign(path: &Path, arguments: &OutputArgs) -> Result<(), Failure> {
    refuse_device(path).map_err(|error| Failure::Unwritable { path: path.to_owned(), error })?;
    if arguments.force || !path.exists() {
        return Ok(());
    }
    if is_ours(path) { Ok(()) } else { Err(Failure::Foreign { path: path.to_owned() }) }
}

/// A device or a pipe is never replaced, not even with `--force`: `/dev/null` would be gone for every program.
fn refuse_device(path: &Path) -> std::io::Result<()> {
    let is_device = std::fs::metadata(path).is_ok_and(|what| !what.is_file() && !what.is_dir());
    if is_device { Err(std::io::Error::other("it is a device or a pipe, and no file")) } else { Ok(()) }
}

/// Whether it is a PDF that Longhand made.
fn is_ours(path: &Path) -> bool {
    read(path).is_ok_and(|bytes| pdf::read_request(&bytes).is_some())
}

fn begins_with(path: &Path, mark: &[u8]) -> bool {
    let mut start = Vec::new();
    let most = u64::try_from(mark.len()).unwrap_or(u64::MAX);
    let read = std::fs::File::open(path).and_then(|file| file.take(most).read_to_end(&mut start));
    read.is_ok() && start == mark
}

/// The bytes of a file of a size that Longhand makes. A pipe or a device is none: it may give bytes without end, or
/// none at all.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let what = std::fs::metadata(path)?;
    if what.is_dir() {
        return Err(std::io::Error::from(std::io::ErrorKind::IsADirectory));
    }
    if !what.is_file() || what.len() > pdf::LARGEST_FILE as u64 {
        return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, "it is no file that Longhand makes"));
    }
    std::fs::read(path)
}

/// Writes to a temporary file in the same folder and moves it into place, so that a failure leaves the old file.
pub fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    write_for(path, bytes, EVERYBODY)
}

/// The same for a file that only its owner may read, from its first byte on and whatever stood there; on Unix.
pub fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    write_for(path, bytes, OWNER)
}

/// Permissions of new files, less the user's mask.
const EVERYBODY: u32 = 0o666;
const OWNER: u32 = 0o600;

fn write_for(path: &Path, bytes: &[u8], permissions: u32) -> std::io::Result<()> {
    write_by(path, permissions, &|to| to.write_all(bytes))
}

fn write_by(
    path: &Path,
    permissions: u32,
    fill: &dyn Fn(&mut dyn Write) -> std::io::Result<()>,
) -> std::io::Result<()> {
    refuse_device(path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = new_file(folder, permissions)?;
    let mut buffered = BufWriter::new(&mut file);
    fill(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// A temporary file with these permissions; where there are none, those of the folder.
fn new_file(folder: &Path, permissions: u32) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(permissions));
    #[cfg(not(unix))]
    let _ = permissions;
    builder.tempfile_in(folder)
}

/// Makes the new name last. A file system that cannot is no failure: the file is there.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = std::fs::File::open(folder) {
        folder.sync_all().ok();
    }
}

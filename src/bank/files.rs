//! Which files make a bank, and what each is for.

#![expect(clippy::disallowed_methods, reason = "a bank is read from folders")]

use super::tables;
use crate::diagnostic::Faults;
use crate::keys::{self, KeyTable, Keys};
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/problem_sets");

/// One file as it was read; its bytes may be anything.
#[derive(Clone, Debug)]
pub struct File {
    /// As messages name it: `problem_sets/classes/terms.toml`, or the path as the user gave it.
    pub shown: String,
    pub bytes: Vec<u8>,
}

/// The TOML files of a bank by their path below its folder, with forward slashes: `classes/terms.toml`.
#[derive(Clone, Debug, Default)]
pub struct Files(pub BTreeMap<String, Vec<File>>);

/// A file's table, and the topic whose folder it stands in.
pub(super) struct Parsed {
    pub path: String,
    pub keys: Keys,
}

/// Files by what they are for.
#[derive(Default)]
pub(super) struct Sorted {
    pub catalogue: Vec<Parsed>,
    pub recipes: Vec<Keys>,
    pub sets: Vec<(String, Keys)>,
}

/// The problem sets inside the binary.
pub fn embedded() -> Files {
    let mut files = Files::default();
    collect_embedded(&EMBEDDED, &mut files);
    files
}

/// The lock of the problem sets inside the binary, if they have one.
pub fn embedded_lock() -> Option<File> {
    let file = EMBEDDED.get_file(super::LOCK)?;
    Some(File { shown: format!("problem_sets/{}", super::LOCK), bytes: file.contents().to_vec() })
}

fn collect_embedded(folder: &Dir, files: &mut Files) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if path.ends_with(".toml") {
            files.add(path.clone(), File { shown: format!("problem_sets/{path}"), bytes: file.contents().to_vec() });
        }
    }
    for folder in folder.dirs() {
        collect_embedded(folder, files);
    }
}

/// Every `.toml` below a folder, three levels deep at most. The error names the path that could not be read.
pub fn from_folder(folder: &Path) -> Result<Files, (PathBuf, std::io::Error)> {
    let mut files = Files::default();
    collect_folder(folder, "", 3, &mut files)?;
    Ok(files)
}

fn collect_folder(
    folder: &Path,
    below: &str,
    depth: usize,
    files: &mut Files,
) -> Result<(), (PathBuf, std::io::Error)> {
    let failed = |error| (folder.to_owned(), error);
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() && depth > 0 && !name.starts_with('.') {
            collect_folder(&path, &format!("{below}{name}/"), depth - 1, files)?;
        } else if name.ends_with(".toml") {
            let file = read_file(&path).map_err(|error| (path.clone(), error))?;
            files.add(format!("{below}{name}"), file);
        }
    }
    Ok(())
}

/// One file of a bank.
pub fn read_file(path: &Path) -> std::io::Result<File> {
    let bytes = std::fs::read(path)?;
    Ok(File { shown: path.to_string_lossy().replace('\\', "/"), bytes })
}

impl Files {
    /// Adds a file beside one of the same path, if there is any.
    pub fn add(&mut self, path: String, file: File) {
        self.0.entry(path).or_default().push(file);
    }

    /// Puts a file in the place of all of its path.
    pub fn replace(&mut self, path: String, file: File) {
        self.0.insert(path, vec![file]);
    }

    /// Adds all of another bank.
    pub fn extend(&mut self, other: Files) {
        for (path, files) in other.0 {
            self.0.entry(path).or_default().extend(files);
        }
    }

    pub(super) fn parse(&self, faults: &mut Faults) -> Sorted {
        let mut sorted = Sorted::default();
        for (path, files) in &self.0 {
            for file in files {
                let source = keys::decode(&file.shown, &file.bytes, faults);
                if let Some(keys) = source.and_then(|source| keys::parse(&source, faults)) {
                    sorted.put(path, keys);
                }
            }
        }
        sorted
    }
}

impl Sorted {
    fn put(&mut self, path: &str, keys: Keys) {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let topic = folder.rsplit('/').next().unwrap_or("");
        let keys = keys.knowing(table_of(topic, name));
        match (topic, name) {
            ("recipes", _) => self.recipes.push(keys),
            (_, "topics.toml" | "pools.toml" | "misconceptions.toml" | "skills.toml" | "technologies.toml") => {
                self.catalogue.push(Parsed { path: path.to_owned(), keys });
            }
            _ => self.sets.push((topic.to_owned(), keys)),
        }
    }
}

/// The keys of a file, by the folder that it stands in and its name.
fn table_of(folder: &str, name: &str) -> &'static KeyTable {
    match (folder, name) {
        ("recipes", _) => &tables::RECIPE_FILE,
        (_, "topics.toml") => &tables::TOPICS,
        (_, "pools.toml") => &tables::POOLS,
        (_, "misconceptions.toml") => &tables::MISCONCEPTIONS,
        (_, "skills.toml") => &tables::SKILLS,
        (_, "technologies.toml") => &tables::TECHNOLOGIES,
        _ => &tables::SET_FILE,
    }
}

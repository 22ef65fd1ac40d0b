//! Where a file that somebody is working on stands in a bank.

use super::files::{File, Files};
use std::collections::BTreeSet;

impl Files {
    /// Adds a file as a part of this bank: in place of its version among the built-in ones, else beside all others.
    pub fn join(&mut self, file: File, built_in: &Files) {
        let place = place_in_bank(&file.shown, built_in);
        if stands_beside(&file, built_in.0.get(&place)) {
            self.add(place, file);
        } else {
            self.replace(place, file);
        }
    }
}

/// Whether a file that has the name of others is no version of them: no id in it is one of theirs.
fn stands_beside(file: &File, others: Option<&Vec<File>>) -> bool {
    let own = ids(file);
    let theirs: BTreeSet<String> = others.into_iter().flatten().flat_map(ids).collect();
    !own.is_empty() && !theirs.is_empty() && own.is_disjoint(&theirs)
}

/// The ids in a file, as they are written: it may have faults.
fn ids(file: &File) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(&file.bytes);
    let id = |line: &str| Some(line.trim().strip_prefix("id")?.trim_start().strip_prefix('=')?.trim().to_owned());
    text.lines().filter_map(id).collect()
}

/// Where a file stands in a bank: in place of the built-in file whose path ends its own, or that alone has its name;
/// else by its folder and name.
fn place_in_bank(shown: &str, built_in: &Files) -> String {
    let ends = |known: &&String| shown == known.as_str() || shown.ends_with(&format!("/{known}"));
    if let Some(known) = built_in.0.keys().find(ends) {
        return known.clone();
    }
    let name = shown.rsplit('/').next().unwrap_or(shown);
    let of_name: Vec<&String> = built_in.0.keys().filter(|known| known.rsplit('/').next() == Some(name)).collect();
    match of_name.as_slice() {
        [only] => (*only).clone(),
        _ => {
            let folder = shown.rsplit('/').nth(1).unwrap_or("");
            let is_topic = built_in.0.keys().any(|known| known.starts_with(&format!("{folder}/")));
            if is_topic { format!("{folder}/{name}") } else { name.to_owned() }
        }
    }
}

//! What differs between two sets of files, renames told as git tells them where that is certain.

use super::{Blob, Files};
use crate::shell::Refusal;

/// One path that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// `A`, `M`, `D`, or `R` for a new name of the same text.
    pub letter: char,
    pub path: String,
    /// The old name of a renamed one.
    pub old: Option<String>,
}

/// Every path that differs, sorted. Refused where git would weigh how alike two files are.
pub fn changes(from: &Files, to: &Files) -> Result<Vec<Change>, Refusal> {
    let renames = renames(from, to)?;
    let mut found: Vec<Change> = Vec::new();
    for (path, old) in from {
        let letter = match to.get(path) {
            None if renames.iter().any(|(source, _)| source == path) => continue,
            None => 'D',
            Some(new) if new != old => 'M',
            Some(_) => continue,
        };
        found.push(Change { letter, path: path.clone(), old: None });
    }
    for path in to.keys().filter(|path| !from.contains_key(*path)) {
        let old = renames.iter().find(|(_, target)| target == path).map(|(source, _)| source.clone());
        found.push(Change { letter: if old.is_some() { 'R' } else { 'A' }, path: path.clone(), old });
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Pairs of a path that is gone and one that is new with the same text.
fn renames(from: &Files, to: &Files) -> Result<Vec<(String, String)>, Refusal> {
    let gone: Vec<(&String, &Blob)> = from.iter().filter(|(path, _)| !to.contains_key(*path)).collect();
    let new: Vec<(&String, &Blob)> = to.iter().filter(|(path, _)| !from.contains_key(*path)).collect();
    let mut pairs = Vec::new();
    for (source, old) in &gone {
        let alike: Vec<&String> = new.iter().filter(|(_, blob)| is_alike(old, blob)).map(|(path, _)| *path).collect();
        let Some(target) = alike.first() else { continue };
        let sources = gone.iter().filter(|(_, blob)| is_alike(blob, &to[*target])).count();
        if alike.len() > 1 || sources > 1 || to[*target] != **old {
            return Err(Refusal::situation(format!("`{target}`, which is much like `{source}`")));
        }
        pairs.push(((*source).clone(), (*target).clone()));
    }
    Ok(pairs)
}

/// Whether git might take one for the other under a new name: they have a line in common.
pub fn is_alike(old: &Blob, new: &Blob) -> bool {
    old.text == new.text || old.text.lines().any(|line| new.text.lines().any(|other| other == line))
}

#[cfg(test)]
mod tests {
    use super::{Blob, Files, changes};

    fn files(list: &[(&str, &str)]) -> Files {
        let blob = |text: &str| Blob { text: text.to_owned(), runs: false };
        list.iter().map(|(path, text)| ((*path).to_owned(), blob(text))).collect()
    }

    #[test]
    fn a_new_name_of_the_same_text_is_a_rename() {
        let old = files(&[("a", "1\n"), ("b", "2\n"), ("c", "3\n")]);
        let new = files(&[("a", "9\n"), ("d", "2\n"), ("c", "3\n"), ("e", "8\n")]);
        let shown: Vec<String> = changes(&old, &new)
            .expect("nothing is doubtful")
            .iter()
            .map(|it| format!("{}{}{}", it.letter, it.path, it.old.as_deref().unwrap_or("")))
            .collect();
        assert_eq!(shown, ["Ma", "Rdb", "Ae"]);
    }

    #[test]
    fn what_is_only_alike_is_refused() {
        assert!(changes(&files(&[("a", "1\n2\n")]), &files(&[("b", "1\n3\n")])).is_err());
        assert!(changes(&files(&[("a", "1\n")]), &files(&[("b", "1\n"), ("c", "1\n")])).is_err());
    }
}

//! `git status --short`: left the index against the commit, right the working tree against the index.

use super::changes::changes;
use super::ignore::Ignored;
use super::words::Words;
use super::{Files, Git};
use crate::shell::Refusal;
use crate::shell::output::Done;
use std::collections::{BTreeMap, BTreeSet};

impl Git<'_> {
    pub fn status(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let words = Words::read("status", words, &["-s", "--short"], &[])?;
        words.no_operands()?;
        let is_short = words.has("-s") || words.has("--short");
        Ok(if is_short { Done::printed(self.short_status()?) } else { Done::hidden("git status") })
    }

    /// Every line that it prints.
    pub fn short_status(&self) -> Result<String, Refusal> {
        let work = self.work();
        let mut lines: BTreeMap<String, (char, char, Option<String>)> = BTreeMap::new();
        for change in changes(&self.without_unmerged(self.repository.head_files()), &self.repository.index)? {
            lines.insert(change.path, (change.letter, ' ', change.old));
        }
        for (path, staged) in &self.repository.index {
            let letter = match work.get(path) {
                None => 'D',
                Some(there) if there != staged => 'M',
                Some(_) => continue,
            };
            lines.entry(path.clone()).or_insert((' ', ' ', None)).1 = letter;
        }
        for (path, [_, ours, theirs]) in &self.repository.unmerged {
            let base = self.repository.unmerged[path][0].is_some();
            let letters = match (base, ours.is_some(), theirs.is_some()) {
                (true, true, true) => ('U', 'U'),
                (true, true, false) => ('U', 'D'),
                (true, false, _) => ('D', 'U'),
                (false, _, _) => ('A', 'A'),
            };
            lines.insert(path.clone(), (letters.0, letters.1, None));
        }
        let mut text = String::new();
        for (path, (left, right, old)) in lines {
            let from = old.map(|old| format!("{old} -> ")).unwrap_or_default();
            text.push_str(&format!("{left}{right} {from}{path}\n"));
        }
        for path in self.untracked(&work)? {
            text.push_str(&format!("?? {path}\n"));
        }
        Ok(text)
    }

    fn without_unmerged(&self, mut files: Files) -> Files {
        files.retain(|path, _| !self.repository.unmerged.contains_key(path));
        files
    }

    /// Files that git was never told of; a folder without any that it was stands for all in it.
    fn untracked(&self, work: &Files) -> Result<BTreeSet<String>, Refusal> {
        let ignored = Ignored::read(self.tree, &self.repository.top)?;
        let is_new = |path: &&String| !self.repository.is_tracked(path) && !ignored.holds(path);
        let shown = work.keys().filter(is_new).map(|path| {
            let ends = path.match_indices('/').map(|(at, _)| &path[..=at]);
            ends.into_iter().find(|folder| !self.has_tracked(folder)).unwrap_or(path).to_owned()
        });
        Ok(shown.collect())
    }

    fn has_tracked(&self, folder: &str) -> bool {
        self.repository.index.keys().chain(self.repository.unmerged.keys()).any(|path| path.starts_with(folder))
    }
}

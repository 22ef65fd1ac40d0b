//! `git reset`: soft moves the branch, mixed also the index, hard also the files.

use super::areas::fitting;
use super::words::Words;
use super::{Files, Git};
use crate::shell::Refusal;
use crate::shell::output::Done;
use std::collections::BTreeSet;

impl Git<'_> {
    pub fn reset(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let flags = ["--soft", "--mixed", "--hard", "-q", "--quiet"];
        let words = Words::read("reset", words, &flags, &[])?;
        let (mut target, mut paths) = (None, words.paths.clone());
        if let Some((first, rest)) = words.operands.split_first() {
            target = self.repository.resolve(first)?;
            // A first word that is no commit must be there to be taken for a path.
            let is_path = !words.has_dashes && self.tree.existing(&self.repository.top, first).is_ok();
            if (target.is_none() && !is_path) || (words.has_dashes && !rest.is_empty()) {
                return Ok(Done::failed_somehow(128));
            }
            paths.extend(target.is_none().then(|| first.clone()));
            paths.extend_from_slice(rest);
        }
        let files = match target.or(self.repository.head()) {
            Some(commit) => self.repository.commits[commit].files.clone(),
            None => Files::new(),
        };
        let done = if words.is_quiet() { Done::quiet() } else { Done::hidden("git reset") };
        if words.has_dashes || !paths.is_empty() {
            if words.has("--soft") || words.has("--hard") {
                return Ok(Done::failed_somehow(128));
            }
            self.reset_paths(&paths, &files)?;
            // It names what is still in conflict, however quiet it is.
            let is_merged = self.repository.unmerged.is_empty();
            return Ok(if is_merged { done } else { Done::hidden("git reset") });
        }
        if words.has("--soft") && (self.repository.merging.is_some() || !self.repository.unmerged.is_empty()) {
            return Ok(Done::failed_somehow(128));
        }
        if let Some(commit) = target {
            let branch = self.repository.branch.clone();
            self.repository.branches.insert(branch, commit);
        }
        if words.has("--soft") {
            return Ok(done);
        }
        if words.has("--hard") {
            self.reset_work(&files)?;
        }
        self.repository.index = files;
        self.repository.unmerged.clear();
        self.repository.merging = None;
        Ok(done)
    }

    fn reset_paths(&mut self, paths: &[String], files: &Files) -> Result<(), Refusal> {
        let mut found = BTreeSet::new();
        for path in paths {
            let known = self.repository.index.keys().chain(files.keys()).chain(self.repository.unmerged.keys());
            found.extend(fitting(path, known)?);
        }
        self.set_index(&found, files);
        Ok(())
    }

    /// Makes every tracked file what it is in some files, and takes out those that are not among them.
    pub fn reset_work(&mut self, files: &Files) -> Result<(), Refusal> {
        let tracked: Vec<String> =
            self.repository.index.keys().chain(self.repository.unmerged.keys()).cloned().collect();
        for path in tracked.iter().filter(|path| !files.contains_key(*path)) {
            self.write_work(path, None)?;
        }
        let work = self.work();
        for (path, blob) in files {
            if work.get(path) != Some(blob) {
                self.write_work(path, Some(blob))?;
            }
        }
        Ok(())
    }
}

//! `git add`, `git restore`, `git rm`: one file at a time between commit, index and working tree.

use super::ignore::Ignored;
use super::words::Words;
use super::{Files, Git};
use crate::shell::Refusal;
use crate::shell::output::Done;
use std::collections::BTreeSet;

/// Paths that a word stands for among others: itself, or all below it.
pub fn fitting<'a>(word: &str, paths: impl Iterator<Item = &'a String>) -> Result<BTreeSet<String>, Refusal> {
    let plain = word.strip_prefix("./").unwrap_or(word).trim_end_matches('/');
    if word.contains(['*', '?', '[', '\\']) || word.starts_with([':', '/']) || plain.split('/').any(|part| part == "..")
    {
        return Err(Refusal::argument("git", word));
    }
    let is_all = plain == "." || plain.is_empty();
    let below = format!("{plain}/");
    Ok(paths.filter(|path| is_all || *path == plain || path.starts_with(&below)).cloned().collect())
}

impl Git<'_> {
    pub fn add(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let words = Words::read("add", words, &["-A", "--all", "-u", "--update"], &[])?;
        let only_tracked = words.has("-u") || words.has("--update");
        let everything = [".".to_owned()];
        let mut operands = words.all_operands();
        if operands.is_empty() && (only_tracked || words.has("-A") || words.has("--all")) {
            operands = everything.iter().collect();
        }
        if operands.is_empty() {
            return Err(Refusal::situation("`git add` without a file"));
        }
        let work = self.work();
        let ignored = Ignored::read(self.tree, &self.repository.top)?;
        let mut added = BTreeSet::new();
        let mut done = Done::quiet();
        for operand in operands {
            let every = work.keys().chain(self.repository.index.keys()).chain(self.repository.unmerged.keys());
            let fitting = fitting(operand, every)?;
            let is_offered =
                |path: &&String| self.repository.is_tracked(path) || (!only_tracked && !ignored.holds(path));
            let offered: BTreeSet<String> = fitting.iter().filter(is_offered).cloned().collect();
            let is_there = self.tree.existing(&self.repository.top, operand).is_ok();
            if fitting.is_empty() && !is_there {
                return Ok(Done::failed_somehow(128));
            }
            // An empty folder is ignored by what would be in it.
            let inside = format!("{}/any", operand.trim_end_matches('/'));
            let is_all_ignored = fitting.iter().all(|path| ignored.holds(path));
            let names_ignored = is_all_ignored && (!fitting.is_empty() || ignored.holds(&inside));
            if offered.is_empty() && names_ignored && !only_tracked && operand != "." {
                done = Done::failed_somehow(1);
            }
            added.extend(offered);
        }
        for path in added {
            self.stage(&path, &work);
        }
        Ok(done)
    }

    /// Copies a file, or that it is gone, from the working tree to the index.
    pub fn stage(&mut self, path: &str, work: &Files) {
        self.repository.unmerged.remove(path);
        match work.get(path) {
            Some(blob) => drop(self.repository.index.insert(path.to_owned(), blob.clone())),
            None => drop(self.repository.index.remove(path)),
        }
    }

    /// Copies every change of a tracked file to the index.
    pub fn stage_tracked(&mut self) {
        let work = self.work();
        let tracked: BTreeSet<String> =
            self.repository.index.keys().chain(self.repository.unmerged.keys()).cloned().collect();
        for path in tracked {
            self.stage(&path, &work);
        }
    }

    pub fn restore(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let words = Words::read("restore", words, &["--staged", "-S", "-q", "--quiet"], &[])?;
        let operands = words.all_operands();
        if operands.is_empty() {
            return Ok(Done::failed_somehow(128));
        }
        if words.has("--staged") || words.has("-S") {
            if self.repository.head().is_none() {
                return Ok(Done::failed_somehow(128));
            }
            let head = self.repository.head_files();
            return self.restore_index(&operands, &head);
        }
        self.restore_work(&operands)
    }

    fn restore_index(&mut self, operands: &[&String], from: &Files) -> Result<Done, Refusal> {
        let mut paths = BTreeSet::new();
        for operand in operands {
            let known = self.repository.index.keys().chain(from.keys()).chain(self.repository.unmerged.keys());
            let fitting = fitting(operand, known)?;
            if fitting.is_empty() {
                return Ok(Done::failed_somehow(1));
            }
            paths.extend(fitting);
        }
        self.set_index(&paths, from);
        Ok(Done::quiet())
    }

    /// Copies files, or that they are not there, into the index.
    pub fn set_index(&mut self, paths: &BTreeSet<String>, from: &Files) {
        for path in paths {
            self.repository.unmerged.remove(path);
            match from.get(path) {
                Some(blob) => drop(self.repository.index.insert(path.clone(), blob.clone())),
                None => drop(self.repository.index.remove(path)),
            }
        }
    }

    /// Copies files from the index to the working tree.
    pub fn restore_work(&mut self, operands: &[&String]) -> Result<Done, Refusal> {
        let mut paths = BTreeSet::new();
        for operand in operands {
            let known = self.repository.index.keys().chain(self.repository.unmerged.keys());
            let fitting = fitting(operand, known)?;
            if fitting.is_empty() {
                return Ok(Done::failed_somehow(1));
            }
            paths.extend(fitting);
        }
        if paths.iter().any(|path| self.repository.unmerged.contains_key(path)) {
            return Ok(Done::failed_somehow(1));
        }
        let work = self.work();
        for path in paths {
            let staged = self.repository.index.get(&path).cloned();
            if work.get(&path) != staged.as_ref() {
                self.write_work(&path, staged.as_ref())?;
            }
        }
        Ok(Done { errors: None, ..Done::quiet() })
    }

    pub fn rm(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let words = Words::read("rm", words, &["--cached", "-r", "-q", "--quiet"], &[])?;
        if !self.repository.unmerged.is_empty() {
            return Err(Refusal::situation("`git rm` in a conflict"));
        }
        let mut paths = BTreeSet::new();
        for operand in words.all_operands() {
            let fitting = fitting(operand, self.repository.index.keys())?;
            let is_one_file = self.repository.index.contains_key(operand.strip_prefix("./").unwrap_or(operand));
            if fitting.is_empty() || !(is_one_file || words.has("-r")) {
                return Ok(Done::failed_somehow(128));
            }
            paths.extend(fitting);
        }
        if paths.is_empty() {
            return Ok(Done::failed_somehow(128));
        }
        let (head, work) = (self.repository.head_files(), self.work());
        let would_lose = |path: &String| {
            let Some(there) = work.get(path) else { return false };
            let staged = self.repository.index.get(path);
            let (differs_from_work, differs_from_head) = (Some(there) != staged, head.get(path) != staged);
            if words.has("--cached") {
                differs_from_work && differs_from_head
            } else {
                differs_from_work || differs_from_head
            }
        };
        if paths.iter().any(would_lose) {
            return Ok(Done::failed_somehow(1));
        }
        let mut printed = String::new();
        for path in &paths {
            self.repository.index.remove(path);
            if !words.has("--cached") {
                self.write_work(path, None)?;
            }
            printed.push_str(&format!("rm '{path}'\n"));
        }
        Ok(if words.is_quiet() { Done::quiet() } else { Done::printed(printed) })
    }
}

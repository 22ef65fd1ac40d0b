//! `git branch`, `git switch`, `git checkout`, `git tag`: names of commits, and which of them one stands on.

use super::words::Words;
use super::{Files, Git};
use crate::shell::Refusal;
use crate::shell::output::Done;
use std::collections::BTreeSet;

/// Refuses names of branches and tags whose rules are not modelled.
pub fn check_name(name: &str) -> Result<(), Refusal> {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    let is_plain = name.chars().all(is_letter) && name.starts_with(|first: char| first.is_ascii_alphanumeric());
    if is_plain && name != "HEAD" && !name.contains("..") && !name.ends_with('.') && !name.ends_with(".lock") {
        return Ok(());
    }
    Err(Refusal::situation(format!("the name `{name}`")))
}

impl Git<'_> {
    pub fn branch(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let words = Words::read("branch", words, &["-d", "-D", "-m", "--show-current", "-q", "--quiet"], &[])?;
        let operands: Vec<String> = words.all_operands().into_iter().cloned().collect();
        let operands: Vec<&str> = operands.iter().map(String::as_str).collect();
        match operands.as_slice() {
            [] if words.has("--show-current") => Ok(Done::printed(format!("{}\n", self.repository.branch))),
            [] if words.has("-d") || words.has("-D") || words.has("-m") => Ok(Done::failed_somehow(128)),
            [] => Ok(Done::printed(self.list_branches())),
            names if words.has("-d") || words.has("-D") => self.delete_branches(names, &words),
            [new] if words.has("-m") => self.rename_branch(&self.repository.branch.clone(), new),
            [old, new] if words.has("-m") => self.rename_branch(old, new),
            [name] => self.make_branch(name, "HEAD"),
            [name, start] => self.make_branch(name, start),
            [_, _, more, ..] => Err(Refusal::argument("git branch", more)),
        }
    }

    fn list_branches(&self) -> String {
        let line = |name: &String| format!("{} {name}\n", if *name == self.repository.branch { '*' } else { ' ' });
        self.repository.branches.keys().map(line).collect()
    }

    fn make_branch(&mut self, name: &str, start: &str) -> Result<Done, Refusal> {
        check_name(name)?;
        if self.repository.tags.contains_key(name) {
            return Err(Refusal::situation("a branch and a tag of one name"));
        }
        let found = self.repository.resolve(start)?;
        match found.filter(|_| !self.repository.branches.contains_key(name)) {
            Some(commit) => {
                self.repository.branches.insert(name.to_owned(), commit);
                Ok(Done::quiet())
            }
            None => Ok(Done::failed_somehow(128)),
        }
    }

    fn rename_branch(&mut self, old: &str, new: &str) -> Result<Done, Refusal> {
        check_name(new)?;
        if !self.repository.branches.contains_key(old) || self.repository.tags.contains_key(new) {
            return Err(Refusal::situation("a new name for a branch without a commit"));
        }
        if self.repository.branches.contains_key(new) && old != new {
            return Ok(Done::failed_somehow(128));
        }
        if let Some(commit) = self.repository.branches.remove(old) {
            self.repository.branches.insert(new.to_owned(), commit);
        }
        if self.repository.branch == old {
            self.repository.branch = new.to_owned();
        }
        Ok(Done::quiet())
    }

    fn delete_branches(&mut self, names: &[&str], words: &Words) -> Result<Done, Refusal> {
        let (mut status, mut deleted) = (0, 0);
        for name in names {
            let found = self.repository.branches.get(*name).copied().filter(|_| *name != self.repository.branch);
            let may_go = found.is_some_and(|commit| {
                let head = self.repository.head();
                words.has("-D") || head.is_some_and(|head| self.repository.is_behind(commit, head))
            });
            if may_go {
                self.repository.branches.remove(*name);
                deleted += 1;
            } else {
                status = 1;
            }
        }
        let done = if words.is_quiet() || deleted == 0 { Done::quiet() } else { Done::hidden("git branch -d") };
        Ok(Done { status, errors: None, ..done })
    }

    pub fn tag(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let words = Words::read("tag", words, &["-l", "--list"], &[])?;
        match words.all_operands().as_slice() {
            [] => Ok(Done::printed(self.repository.tags.keys().map(|name| format!("{name}\n")).collect::<String>())),
            [name, rest @ ..] if rest.len() < 2 && !words.has("-l") && !words.has("--list") => {
                check_name(name)?;
                if self.repository.branches.contains_key(*name) || self.repository.branch == **name {
                    return Err(Refusal::situation("a branch and a tag of one name"));
                }
                let found = self.repository.resolve(rest.first().map_or("HEAD", |start| start.as_str()))?;
                match found.filter(|_| !self.repository.tags.contains_key(*name)) {
                    Some(commit) => {
                        self.repository.tags.insert((*name).clone(), commit);
                        Ok(Done::quiet())
                    }
                    None => Ok(Done::failed_somehow(128)),
                }
            }
            [word, ..] => Err(Refusal::argument("git tag", word)),
        }
    }

    pub fn switch(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let words = Words::read("switch", words, &["-q", "--quiet"], &["-c", "--create"])?;
        if self.repository.merging.is_some() || !self.repository.unmerged.is_empty() {
            return Ok(Done::failed_somehow(128));
        }
        let operands = words.all_operands();
        match (words.value("-c").or(words.value("--create")), operands.as_slice()) {
            (Some(new), []) => self.start_branch(new, None, words.is_quiet()),
            (Some(new), [start]) => self.start_branch(new, Some(start), words.is_quiet()),
            (None, [name]) => self.go_to_branch(name, words.is_quiet()),
            (_, [.., word]) => Err(Refusal::argument("git switch", word)),
            (None, []) => Ok(Done::failed_somehow(128)),
        }
    }

    pub fn checkout(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let words = Words::read("checkout", words, &["-q", "--quiet"], &["-b"])?;
        let names_a_branch = |word: &str| word == "-" || self.repository.branches.contains_key(word);
        let is_switch = words.value("-b").is_some() || words.operands.first().is_some_and(|word| names_a_branch(word));
        if is_switch && !words.has_dashes && words.operands.len() <= 1 {
            if !self.repository.unmerged.is_empty() {
                return Ok(Done::failed_hidden(1, "git checkout"));
            }
            if self.repository.merging.is_some() {
                return Err(Refusal::situation("a checkout in a merge"));
            }
            let operand = words.operands.first();
            if operand.is_some_and(|word| self.tree.existing(&self.repository.top, word).is_ok()) {
                return Err(Refusal::situation("a branch and a file of one name"));
            }
            return match (words.value("-b"), operand) {
                (Some(new), start) => self.start_branch(new, start.map(String::as_str), words.is_quiet()),
                (None, Some(name)) => self.go_to_branch(name, words.is_quiet()),
                (None, None) => Ok(Done::failed_somehow(128)),
            };
        }
        if let Some(word) = words.value("-b") {
            return Err(Refusal::argument("git checkout", word));
        }
        self.checkout_paths(&words)
    }

    fn checkout_paths(&mut self, words: &Words) -> Result<Done, Refusal> {
        if let ([start], false) = (words.operands.as_slice(), words.paths.is_empty()) {
            let Some(commit) = self.repository.resolve(start)? else { return Ok(Done::failed_somehow(128)) };
            let files = self.repository.commits[commit].files.clone();
            return self.checkout_from(&files, &words.paths);
        }
        if let Some(word) = words.operands.first()
            && self.repository.resolve(word)?.is_some()
        {
            return Err(Refusal::situation("a checkout of a commit without a branch"));
        }
        let operands = words.all_operands();
        if operands.is_empty() {
            return Err(Refusal::situation("a checkout of nothing"));
        }
        self.restore_work(&operands)
    }

    fn checkout_from(&mut self, files: &Files, words: &[String]) -> Result<Done, Refusal> {
        let mut paths = BTreeSet::new();
        for word in words {
            let fitting = super::areas::fitting(word, files.keys())?;
            if fitting.is_empty() {
                return Ok(Done::failed_somehow(1));
            }
            paths.extend(fitting);
        }
        self.set_index(&paths, files);
        let work = self.work();
        for path in &paths {
            if work.get(path) != files.get(path) {
                self.write_work(path, files.get(path))?;
            }
        }
        Ok(Done { errors: None, ..Done::quiet() })
    }

    fn start_branch(&mut self, new: &str, start: Option<&str>, quiet: bool) -> Result<Done, Refusal> {
        check_name(new)?;
        if self.repository.tags.contains_key(new) {
            return Err(Refusal::situation("a branch and a tag of one name"));
        }
        if self.repository.branches.contains_key(new) {
            return Ok(Done::failed_somehow(128));
        }
        let commit = match start {
            Some(start) => match self.repository.resolve(start)? {
                Some(commit) => Some(commit),
                None => return Ok(Done::failed_somehow(128)),
            },
            None => self.repository.head(),
        };
        if let Some(commit) = commit {
            let files = self.repository.commits[commit].files.clone();
            if !self.move_to(&files)? {
                return Ok(Done::failed_somehow(1));
            }
            self.repository.branches.insert(new.to_owned(), commit);
        }
        Ok(self.stand_on(new, quiet))
    }

    fn go_to_branch(&mut self, name: &str, quiet: bool) -> Result<Done, Refusal> {
        let name = match (name, &self.repository.last_branch) {
            ("-", None) => return Ok(Done::failed_somehow(128)),
            ("-", Some(last)) => last.clone(),
            (name, _) => name.to_owned(),
        };
        let Some(commit) = self.repository.branches.get(&name).copied() else {
            return match self.repository.resolve(&name)? {
                Some(_) => Err(Refusal::situation("a switch to a commit without a branch")),
                None => Ok(Done::failed_somehow(128)),
            };
        };
        if self.repository.head().is_none() {
            return Err(Refusal::situation("a switch before the first commit"));
        }
        let files = self.repository.commits[commit].files.clone();
        if !self.move_to(&files)? {
            return Ok(Done::failed_somehow(1));
        }
        Ok(self.stand_on(&name, quiet))
    }

    fn stand_on(&mut self, name: &str, quiet: bool) -> Done {
        let last = std::mem::replace(&mut self.repository.branch, name.to_owned());
        self.repository.last_branch = Some(last);
        let work = self.work();
        let is_clean = self.repository.index == self.repository.head_files()
            && self.repository.index.iter().all(|(path, blob)| work.get(path) == Some(blob));
        // It lists what is not committed.
        if quiet || is_clean { Done { errors: None, ..Done::quiet() } } else { Done::hidden("git switch") }
    }
}

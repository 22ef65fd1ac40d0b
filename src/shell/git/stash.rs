//! `git stash`: changes of tracked files put aside, and taken back.

use super::words::Words;
use super::{Files, Git, Stash, merge};
use crate::shell::Refusal;
use crate::shell::output::Done;

impl Git<'_> {
    pub fn stash(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let (action, rest) = match words.split_first() {
            Some((first, rest)) if !first.starts_with('-') => (first.as_str(), rest),
            _ => ("push", words),
        };
        let valued: &[&str] = if action == "push" { &["-m", "--message"] } else { &[] };
        let words = Words::read(&format!("stash {action}"), rest, &["-q", "--quiet"], valued)?;
        words.no_operands()?;
        if matches!(action, "push" | "pop" | "apply") && !self.repository.unmerged.is_empty() {
            return Ok(Done::failed_hidden(1, "git stash"));
        }
        if matches!(action, "push" | "pop" | "apply") && self.repository.merging.is_some() {
            return Err(Refusal::situation("a stash in a merge"));
        }
        let done = if words.is_quiet() { Done::quiet() } else { Done::hidden("git stash") };
        match action {
            "push" => self.put_aside(done),
            "pop" | "apply" => self.take_back(action == "pop", done),
            "drop" if self.repository.stashes.pop().is_some() => Ok(done),
            "drop" => Ok(Done::failed_somehow(1)),
            "list" if self.repository.stashes.is_empty() => Ok(Done::quiet()),
            "list" => Ok(Done::hidden("git stash list")),
            action => Err(Refusal::argument("git stash", action)),
        }
    }

    fn put_aside(&mut self, done: Done) -> Result<Done, Refusal> {
        if self.repository.head().is_none() {
            return Ok(Done::failed_somehow(1));
        }
        let (head, all) = (self.repository.head_files(), self.work());
        if head.keys().any(|path| !self.repository.index.contains_key(path) && all.contains_key(path)) {
            return Err(Refusal::situation("a stash of a file that is no longer tracked"));
        }
        if self.repository.index.keys().any(|path| !head.contains_key(path) && !all.contains_key(path)) {
            return Err(Refusal::situation("a stash of a new file that is gone again"));
        }
        let tracked = all.into_iter().filter(|(path, _)| self.repository.index.contains_key(path));
        let work: Files = tracked.collect();
        if work == head && self.repository.index == head {
            return Ok(done);
        }
        self.reset_work(&head)?;
        self.repository.index = head.clone();
        self.repository.stashes.push(Stash { base: head, work });
        Ok(done)
    }

    fn take_back(&mut self, drops: bool, done: Done) -> Result<Done, Refusal> {
        let Some(stash) = self.repository.stashes.last().cloned() else { return Ok(Done::failed_somehow(1)) };
        let ours = self.repository.index.clone();
        let joined = merge::join(&stash.base, &ours, &stash.work, "Stashed changes")?;
        if !joined.unmerged.is_empty() {
            return Err(Refusal::situation("a stash that conflicts"));
        }
        if ours != self.repository.head_files() {
            return Err(Refusal::situation("a stash taken back onto staged changes"));
        }
        if !self.move_to(&joined.files)? {
            return Ok(Done::failed_hidden(1, "git stash pop"));
        }
        // Changes come back unstaged; only files that were not there before are staged.
        let new: Files = joined.files.into_iter().filter(|(path, _)| !ours.contains_key(path)).collect();
        self.repository.index = ours;
        self.repository.index.extend(new);
        if drops {
            self.repository.stashes.pop();
        }
        Ok(done)
    }
}

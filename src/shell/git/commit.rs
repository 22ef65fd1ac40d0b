//! `git commit`: what is staged becomes a commit whose parent is the last one.

use super::words::Words;
use super::{Commit, Git};
use crate::shell::Refusal;
use crate::shell::output::Done;

impl Git<'_> {
    pub fn commit(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let flags = ["-q", "--quiet", "-a", "--all", "--amend", "--no-edit", "--allow-empty"];
        let words = Words::read("commit", words, &flags, &["-m", "--message"])?;
        words.no_operands()?;
        if words.count_values("-m") + words.count_values("--message") > 1 {
            return Err(Refusal::situation("a commit message in several parts"));
        }
        let before = (self.repository.index.clone(), self.repository.unmerged.clone());
        if words.has("-a") || words.has("--all") {
            self.stage_tracked();
        }
        let done = self.commit_index(&words)?;
        if done.status != 0 {
            (self.repository.index, self.repository.unmerged) = before;
        }
        Ok(done)
    }

    fn commit_index(&mut self, words: &Words) -> Result<Done, Refusal> {
        if !self.repository.unmerged.is_empty() {
            return Ok(Done::failed_hidden(128, "git commit"));
        }
        let (head, merging) = (self.repository.head(), self.repository.merging.clone());
        let amended = match (words.has("--amend"), head) {
            (false, _) => None,
            (true, Some(head)) if merging.is_none() => Some(self.repository.commits[head].clone()),
            (true, _) => return Ok(Done::failed_somehow(128)),
        };
        let files = self.repository.index.clone();
        let (parents, compared) = match (&amended, &merging) {
            (Some(commit), _) => (commit.parents.clone(), commit.parents.first().copied()),
            (None, Some(merging)) => (head.into_iter().chain([merging.theirs]).collect(), None),
            (None, None) => (head.into_iter().collect::<Vec<_>>(), head),
        };
        let is_merge = parents.len() > 1;
        let before = compared.map(|commit| self.repository.commits[commit].files.clone()).unwrap_or_default();
        if files == before && !is_merge && !words.has("--allow-empty") {
            // It prints what could be committed.
            return Ok(Done::failed_hidden(1, "git commit"));
        }
        let written = words.value("-m").or(words.value("--message"));
        let kept = match (&amended, &merging) {
            (Some(commit), _) if words.has("--no-edit") => Some(commit.subject.clone()),
            (None, Some(merging)) => Some(merging.subject.clone()),
            _ => None,
        };
        let Some(subject) = written.map(|text| text.trim().to_owned()).or(kept) else {
            return Err(Refusal::situation("a commit without `-m`: an editor opens"));
        };
        if subject.contains('\n') {
            return Err(Refusal::situation("a commit message of several lines"));
        }
        if subject.is_empty() {
            return Ok(Done::failed_somehow(1));
        }
        self.repository.push(Commit { subject, parents, files });
        self.repository.merging = None;
        Ok(if words.is_quiet() { Done::quiet() } else { Done::hidden("git commit") })
    }
}

//! `git revert`: one more commit that undoes an earlier one.

use super::words::Words;
use super::{Commit, Files, Git, merge};
use crate::shell::Refusal;
use crate::shell::output::Done;

impl Git<'_> {
    pub fn revert(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let words = Words::read("revert", words, &["--no-edit"], &[])?;
        let name = match words.all_operands().as_slice() {
            [name] => (*name).clone(),
            _ => return Err(Refusal::situation("a revert of any but one commit")),
        };
        if self.repository.merging.is_some() || !self.repository.unmerged.is_empty() {
            return Ok(Done::failed_somehow(128));
        }
        let (Some(undone), Some(head)) = (self.repository.resolve(&name)?, self.repository.head()) else {
            return Ok(Done::failed_somehow(128));
        };
        let commit = self.repository.commits[undone].clone();
        let before = match commit.parents.as_slice() {
            [] => Files::new(),
            [parent] => self.repository.commits[*parent].files.clone(),
            _ => return Ok(Done::failed_somehow(128)),
        };
        let ours = self.repository.head_files();
        if self.repository.index != ours {
            return Ok(Done::failed_somehow(128));
        }
        // Versions of git word this differently.
        if commit.subject.starts_with("Revert \"") {
            return Err(Refusal::situation("a revert of a revert"));
        }
        let joined = merge::join(&commit.files, &ours, &before, &name)?;
        if !joined.unmerged.is_empty() {
            return Err(Refusal::situation("a revert that conflicts"));
        }
        if joined.files == ours {
            return Ok(Done::failed_hidden(1, "git revert"));
        }
        if !self.move_to(&joined.files)? {
            return Ok(Done::failed_somehow(1));
        }
        let subject = format!("Revert \"{}\"", commit.subject);
        self.repository.push(Commit { subject, parents: vec![head], files: joined.files });
        Ok(Done::hidden("git revert"))
    }
}

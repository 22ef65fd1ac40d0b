//! Names of commits, and which commits are reached from which.

use super::Repository;
use crate::shell::Refusal;
use std::collections::BTreeSet;

impl Repository {
    /// The commit that a name stands for: `HEAD`, a branch, a tag, each with `~2` or `^`. `None` where git would not
    /// know it either.
    pub fn resolve(&self, written: &str) -> Result<Option<usize>, Refusal> {
        if written.contains("@{") || written.contains(':') || written.contains("..") || written.starts_with('^') {
            return Err(Refusal::argument("git", written));
        }
        let end = written.find(['~', '^']).unwrap_or(written.len());
        let base = match &written[..end] {
            "HEAD" | "@" => self.head(),
            "ORIG_HEAD" | "MERGE_HEAD" | "FETCH_HEAD" | "stash" => return Err(Refusal::argument("git", written)),
            name => self.branches.get(name).or_else(|| self.tags.get(name)).copied(),
        };
        let mut found = base;
        let mut rest = &written[end..];
        while let Some(sign) = rest.chars().next() {
            let digits = rest[1..].find(|letter: char| !letter.is_ascii_digit()).map_or(rest.len(), |at| at + 1);
            let number = match &rest[1..digits] {
                "" => 1,
                number => number.parse::<usize>().ok().filter(|number| *number <= 99).unwrap_or(99),
            };
            found = match sign {
                '~' => (0..number).fold(found, |at, _| self.parent(at?, 1)),
                '^' if number > 0 => found.and_then(|at| self.parent(at, number)),
                _ => return Err(Refusal::argument("git", written)),
            };
            rest = &rest[digits..];
        }
        Ok(found)
    }

    fn parent(&self, commit: usize, number: usize) -> Option<usize> {
        self.commits[commit].parents.get(number - 1).copied()
    }

    /// Every commit reached from some, themselves among them.
    pub fn reached(&self, from: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut open: Vec<usize> = from.into_iter().collect();
        while let Some(commit) = open.pop() {
            if found.insert(commit) {
                open.extend(&self.commits[commit].parents);
            }
        }
        found
    }

    /// Whether a commit is reached from another.
    pub fn is_behind(&self, commit: usize, other: usize) -> bool {
        self.reached([other]).contains(&commit)
    }

    /// Commits that two have in common and that no other of these is ahead of.
    pub fn merge_bases(&self, ours: usize, theirs: usize) -> Vec<usize> {
        let ours = self.reached([ours]);
        let common: Vec<usize> = self.reached([theirs]).into_iter().filter(|commit| ours.contains(commit)).collect();
        let is_best = |commit: &usize| !common.iter().any(|other| other != commit && self.is_behind(*commit, *other));
        common.iter().filter(|commit| is_best(commit)).copied().collect()
    }
}

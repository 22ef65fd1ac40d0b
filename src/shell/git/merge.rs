//! `git merge`: nothing, a step forward, or a commit with two parents, made of three versions of each file.

use super::changes::is_alike;
use super::text::{self, Merged};
use super::words::Words;
use super::{Blob, Commit, Files, Git, Merging};
use crate::shell::output::Done;
use crate::shell::{Refusal, tree};
use std::collections::{BTreeMap, BTreeSet};

/// What comes of three versions of all files.
pub struct Joined {
    /// With the marks of conflicts.
    pub files: Files,
    pub unmerged: BTreeMap<String, [Option<Blob>; 3]>,
}

/// Joins two sets of files that come from one. Theirs if ours is the base; ours if theirs is, or if both are the
/// same; else a conflict. A missing file counts as a version of its own.
pub fn join(base: &Files, ours: &Files, theirs: &Files, label: &str) -> Result<Joined, Refusal> {
    check_renames(base, ours, theirs)?;
    check_renames(base, theirs, ours)?;
    let mut joined = Joined { files: Files::new(), unmerged: BTreeMap::new() };
    let paths: BTreeSet<&String> = base.keys().chain(ours.keys()).chain(theirs.keys()).collect();
    for path in paths {
        let (b, o, t) = (base.get(path), ours.get(path), theirs.get(path));
        let kept = if o == b {
            t.cloned()
        } else if t == b || o == t {
            o.cloned()
        } else {
            let (blob, is_clean) = join_one(b, o, t, label)?;
            if !is_clean {
                joined.unmerged.insert(path.clone(), [b.cloned(), o.cloned(), t.cloned()]);
            }
            Some(blob)
        };
        joined.files.extend(kept.map(|blob| (path.clone(), blob)));
    }
    let is_in_the_way = |path: &String| {
        let below = format!("{path}/");
        joined.files.range(below.clone()..).next().is_some_and(|(other, _)| other.starts_with(&below))
    };
    if joined.files.keys().any(is_in_the_way) {
        return Err(Refusal::situation("a file and a folder of one name in a merge"));
    }
    Ok(joined)
}

/// One file that both sides changed, and whether that went well.
fn join_one(
    base: Option<&Blob>,
    ours: Option<&Blob>,
    theirs: Option<&Blob>,
    label: &str,
) -> Result<(Blob, bool), Refusal> {
    let runs: BTreeSet<bool> = [base, ours, theirs].into_iter().flatten().map(|blob| blob.runs).collect();
    if runs.len() > 1 {
        return Err(Refusal::situation("a merge of rights"));
    }
    let runs = runs.contains(&true);
    match (ours, theirs) {
        (Some(ours), Some(theirs)) => {
            let base = base.map_or("", |blob| blob.text.as_str());
            Ok(match text::merge(base, &ours.text, &theirs.text, label)? {
                Merged::Clean(text) => (Blob { text, runs }, true),
                Merged::Conflict(text) => (Blob { text, runs }, false),
            })
        }
        (Some(kept), None) | (None, Some(kept)) => Ok((kept.clone(), false)),
        (None, None) => Err(Refusal::situation("a merge of nothing")),
    }
}

/// Refuses what git might take for a renamed file whose old name the other side changed, or whose folder it fills.
fn check_renames(base: &Files, side: &Files, other: &Files) -> Result<(), Refusal> {
    let folder = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    for (gone, old) in base.iter().filter(|(path, _)| !side.contains_key(*path)) {
        for (new, _) in side.iter().filter(|(path, blob)| !base.contains_key(*path) && is_alike(old, blob)) {
            let moves_folder = folder(gone) != folder(new) && other.keys().any(|path| !base.contains_key(path));
            if other.get(gone) != Some(old) || other.contains_key(new) || moves_folder {
                return Err(Refusal::situation(format!("a merge in which `{new}` is much like `{gone}`")));
            }
        }
    }
    Ok(())
}

impl Git<'_> {
    pub fn merge(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let flags = ["-q", "--quiet", "--abort", "--continue", "--no-edit", "--no-ff", "--ff-only"];
        let words = Words::read("merge", words, &flags, &["-m"])?;
        if words.has("--abort") {
            words.no_operands()?;
            return self.abort_merge();
        }
        if words.has("--continue") {
            words.no_operands()?;
            let is_merging = self.repository.merging.is_some();
            return if is_merging { self.commit(&[]) } else { Ok(Done::failed_somehow(128)) };
        }
        let name = match words.all_operands().as_slice() {
            [name] => (*name).clone(),
            _ => return Err(Refusal::situation("a merge of any but one branch")),
        };
        if self.repository.merging.is_some() || !self.repository.unmerged.is_empty() {
            return Ok(Done::failed_somehow(128));
        }
        let Some(head) = self.repository.head() else {
            return Err(Refusal::situation("a merge before the first commit"));
        };
        let Some(theirs) = self.repository.resolve(&name)? else { return Ok(Done::failed_somehow(1)) };
        if self.repository.is_behind(theirs, head) {
            return Ok(Done::printed(if words.is_quiet() { "" } else { "Already up to date.\n" }));
        }
        if self.repository.is_behind(head, theirs) && !words.has("--no-ff") {
            return self.fast_forward(theirs, words.is_quiet());
        }
        if words.has("--ff-only") {
            return Ok(Done::failed_somehow(128));
        }
        self.merge_histories(head, theirs, &name, &words)
    }

    fn fast_forward(&mut self, theirs: usize, quiet: bool) -> Result<Done, Refusal> {
        let files = self.repository.commits[theirs].files.clone();
        if !self.move_to(&files)? {
            return Ok(Done::failed_somehow(1));
        }
        let branch = self.repository.branch.clone();
        self.repository.branches.insert(branch, theirs);
        Ok(if quiet { Done::quiet() } else { Done::hidden("git merge") })
    }

    fn merge_histories(&mut self, head: usize, theirs: usize, name: &str, words: &Words) -> Result<Done, Refusal> {
        let subject = match words.value("-m") {
            Some(written) => written.trim().to_owned(),
            None => self.merge_subject(name)?,
        };
        if subject.is_empty() || subject.contains('\n') {
            return Err(Refusal::situation("a commit message of none or several lines"));
        }
        let base = match self.repository.merge_bases(head, theirs).as_slice() {
            [base] => self.repository.commits[*base].files.clone(),
            _ => return Err(Refusal::situation("a merge of histories with none or several last commits in common")),
        };
        let (ours, their_files) = (self.repository.head_files(), self.repository.commits[theirs].files.clone());
        if self.repository.index != ours {
            return self.refused_merge();
        }
        let joined = join(&base, &ours, &their_files, name)?;
        if !self.move_to(&joined.files)? {
            return self.refused_merge();
        }
        if joined.unmerged.is_empty() {
            self.repository.push(Commit { subject, parents: vec![head, theirs], files: joined.files });
            return Ok(if words.is_quiet() { Done::quiet() } else { Done::hidden("git merge") });
        }
        for path in joined.unmerged.keys() {
            self.repository.index.remove(path);
        }
        self.repository.unmerged = joined.unmerged;
        self.repository.merging = Some(Merging { theirs, subject });
        Ok(Done::failed_hidden(1, "git merge"))
    }

    /// A merge that would lose work. Git puts that work aside and back, by which files lose rights of their own.
    fn refused_merge(&self) -> Result<Done, Refusal> {
        let has_own_rights = |path: &String| {
            let file = self.tree.file(&tree::join(&self.repository.top, path));
            file.is_some_and(|file| !matches!(file.rights, 0o644 | 0o755))
        };
        if self.repository.index.keys().any(has_own_rights) {
            return Err(Refusal::situation("a refused merge of files with rights of their own"));
        }
        Ok(Done::failed_somehow(1))
    }

    /// What git writes for a merge that is given no message.
    fn merge_subject(&self, name: &str) -> Result<String, Refusal> {
        let what = if self.repository.branches.contains_key(name) {
            "branch"
        } else if self.repository.tags.contains_key(name) {
            "tag"
        } else {
            return Err(Refusal::situation("a merge of a commit without a name"));
        };
        let into = match self.repository.branch.as_str() {
            "main" | "master" => String::new(),
            branch => format!(" into {branch}"),
        };
        Ok(format!("Merge {what} '{name}'{into}"))
    }

    fn abort_merge(&mut self) -> Result<Done, Refusal> {
        if self.repository.merging.is_none() {
            return Ok(Done::failed_somehow(128));
        }
        let (head, work) = (self.repository.head_files(), self.work());
        let index = self.repository.index.clone();
        let paths: BTreeSet<String> =
            index.keys().chain(head.keys()).chain(self.repository.unmerged.keys()).cloned().collect();
        let is_merged =
            |path: &&String| !self.repository.unmerged.contains_key(*path) && index.get(*path) != head.get(*path);
        // What was mended and then changed again would be lost.
        if paths.iter().filter(is_merged).any(|path| work.get(path) != index.get(path)) {
            return Ok(Done::failed_somehow(128));
        }
        let undone: Vec<String> = paths
            .into_iter()
            .filter(|path| self.repository.unmerged.contains_key(path) || index.get(path) != head.get(path))
            .collect();
        for path in undone {
            if work.get(&path) != head.get(&path) {
                self.write_work(&path, head.get(&path))?;
            }
        }
        self.repository.index = head;
        self.repository.unmerged.clear();
        self.repository.merging = None;
        Ok(Done::quiet())
    }
}

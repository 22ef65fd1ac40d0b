//! `git log`, `git diff`, `git show`, `git ls-files`, `git rev-list`: looking without changing, and without ids.

use super::changes::{Change, changes};
use super::words::Words;
use super::{Files, Git};
use crate::shell::Refusal;
use crate::shell::output::Done;
use std::collections::BTreeSet;

impl Git<'_> {
    pub fn log(&mut self, words: &[String]) -> Result<Done, Refusal> {
        // `-3` is a short way to write `-n 3`.
        let words: Vec<String> = words.iter().flat_map(|word| spelt_out(word)).collect();
        let words = Words::read("log", &words, &["--oneline"], &["-n", "--max-count", "--format", "--pretty"])?;
        let most = match words.value("-n").or(words.value("--max-count")) {
            None => usize::MAX,
            Some(number) => number.parse().map_err(|_| Refusal::argument("git log", number))?,
        };
        let Some(shown) = self.shown(&words)? else { return Ok(Done::failed_somehow(128)) };
        let format = words.value("--format").or(words.value("--pretty"));
        let subjects = match format {
            Some("%s" | "tformat:%s") => shown.iter().rev().take(most).map(|at| &self.repository.commits[*at].subject),
            Some(format) => return Err(Refusal::argument("git log", &format!("--format={format}"))),
            None => return Ok(Done::hidden("git log")),
        };
        Ok(Done::printed(subjects.map(|subject| format!("{subject}\n")).collect::<String>()))
    }

    pub fn rev_list(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let words = Words::read("rev-list", words, &["--count"], &[])?;
        if !words.has("--count") || words.operands.is_empty() {
            return Err(Refusal::situation("`git rev-list` without `--count`"));
        }
        let shown = self.shown(&words)?;
        Ok(shown.map_or_else(|| Done::failed_somehow(128), |shown| Done::printed(format!("{}\n", shown.len()))))
    }

    /// The commits that are reached from all that is named; `None` where a name is not known.
    fn shown(&self, words: &Words) -> Result<Option<BTreeSet<usize>>, Refusal> {
        if let Some(path) = words.paths.first() {
            return Err(Refusal::argument("git log", path));
        }
        let head = ["HEAD".to_owned()];
        let operands = if words.operands.is_empty() { &head[..] } else { &words.operands };
        let (mut from, mut without) = (Vec::new(), Vec::new());
        for operand in operands {
            let (left, right) = match operand.split_once("..") {
                Some((left, right)) if !right.starts_with('.') => (Some(left), right),
                _ => (None, operand.as_str()),
            };
            for (name, list) in [(left, &mut without), (Some(right), &mut from)] {
                let Some(name) = name else { continue };
                let name = if name.is_empty() { "HEAD" } else { name };
                match self.repository.resolve(name)? {
                    Some(commit) => list.push(commit),
                    None if self.tree.existing(&self.repository.top, name).is_ok() => {
                        return Err(Refusal::argument("git log", name));
                    }
                    None => return Ok(None),
                }
            }
        }
        let without = self.repository.reached(without);
        Ok(Some(self.repository.reached(from).into_iter().filter(|commit| !without.contains(commit)).collect()))
    }

    pub fn diff(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let words = Words::read("diff", words, &["--name-only", "--name-status", "--staged", "--cached"], &[])?;
        if !self.repository.unmerged.is_empty() {
            return Err(Refusal::situation("`git diff` in a conflict"));
        }
        if let Some(path) = words.paths.first() {
            return Err(Refusal::argument("git diff", path));
        }
        let operands: Vec<String> = match words.operands.as_slice() {
            [one] => one.splitn(2, "..").map(str::to_owned).collect(),
            several => several.to_vec(),
        };
        let mut named = Vec::new();
        for name in &operands {
            match self.repository.resolve(name)? {
                Some(commit) => named.push(self.repository.commits[commit].files.clone()),
                None if self.tree.existing(&self.repository.top, name).is_ok() => {
                    return Err(Refusal::argument("git diff", name));
                }
                None => return Ok(Done::failed_somehow(128)),
            }
        }
        let is_staged = words.has("--staged") || words.has("--cached");
        let changes = match (named.as_slice(), is_staged) {
            ([], false) => changes(&self.repository.index, &self.tracked_work())?,
            ([], true) => changes(&self.repository.head_files(), &self.repository.index)?,
            ([from], true) => changes(from, &self.repository.index)?,
            ([from], false) => changes(from, &self.tracked_work())?,
            ([from, to], false) => changes(from, to)?,
            _ => return Err(Refusal::situation("`git diff` of so many")),
        };
        Ok(match (words.has("--name-only"), words.has("--name-status")) {
            _ if changes.is_empty() => Done::quiet(),
            (true, false) => Done::printed(changes.iter().map(|it| format!("{}\n", it.path)).collect::<String>()),
            (false, true) => Done::printed(changes.iter().map(status_line).collect::<String>()),
            _ => Done::hidden("git diff"),
        })
    }

    /// The working tree's version of every tracked file.
    fn tracked_work(&self) -> Files {
        self.work().into_iter().filter(|(path, _)| self.repository.index.contains_key(path)).collect()
    }

    pub fn show(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let words = Words::read("show", words, &[], &[])?;
        let (name, path) = match words.all_operands().as_slice() {
            [one] if one.contains(':') => one.split_once(':').map(|(name, path)| (name.to_owned(), path.to_owned())),
            _ => None,
        }
        .ok_or_else(|| Refusal::situation("`git show` without `commit:file`"))?;
        let files = match name.as_str() {
            "" => Some(self.repository.index.clone()),
            name => self.repository.resolve(name)?.map(|commit| self.repository.commits[commit].files.clone()),
        };
        if name.is_empty() && self.repository.unmerged.contains_key(&path) {
            return Ok(Done::failed_somehow(128));
        }
        let Some(files) = files else { return Ok(Done::failed_somehow(128)) };
        let below = format!("{path}/");
        match files.get(&path) {
            Some(blob) => Ok(Done::printed(blob.text.clone())),
            None if path.is_empty() || path.starts_with('.') || files.keys().any(|it| it.starts_with(&below)) => {
                Err(Refusal::argument("git show", &path))
            }
            None => Ok(Done::failed_somehow(128)),
        }
    }

    pub fn ls_files(&mut self, words: &[String]) -> Result<Done, Refusal> {
        let words = Words::read("ls-files", words, &[], &[])?;
        words.no_operands()?;
        if !self.repository.unmerged.is_empty() {
            return Err(Refusal::situation("`git ls-files` in a conflict"));
        }
        Ok(Done::printed(self.repository.index.keys().map(|path| format!("{path}\n")).collect::<String>()))
    }
}

fn status_line(change: &Change) -> String {
    match &change.old {
        Some(old) => format!("R100\t{old}\t{}\n", change.path),
        None => format!("{}\t{}\n", change.letter, change.path),
    }
}

fn spelt_out(word: &str) -> Vec<String> {
    match word.strip_prefix('-') {
        Some(digits) if !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()) => {
            vec!["-n".to_owned(), digits.to_owned()]
        }
        _ => vec![word.to_owned()],
    }
}

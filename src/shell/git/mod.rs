//! A pretend git: one repository with its three areas, branches as names of commits, and merges of three versions.
//!
//! Used in the top folder of the repository only. Commit ids are never shown: what would print one is hidden, and
//! whoever needs the words is refused.

mod areas;
mod branches;
mod changes;
mod commit;
mod ignore;
mod merge;
mod reset;
mod revert;
mod revisions;
mod show;
mod stash;
mod status;
mod text;
mod words;

use super::output::Done;
use super::tree::{File, Node, Tree, is_below, join, parent};
use super::{Refusal, Shell};
use std::collections::BTreeMap;

/// Every command of git that there is.
pub const COMMANDS: [&str; 19] = [
    "add", "branch", "checkout", "commit", "diff", "init", "log", "ls-files", "merge", "reset", "restore", "rev-list",
    "revert", "rm", "show", "stash", "status", "switch", "tag",
];

/// Paths from the top folder, and what stands there.
pub type Files = BTreeMap<String, Blob>;

/// One version of a file, as git keeps it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Blob {
    pub text: String,
    /// Its owner may run it; git keeps no other right.
    pub runs: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    pub subject: String,
    /// Numbers of earlier commits; two for a merge.
    pub parents: Vec<usize>,
    pub files: Files,
}

/// A merge that waits for its commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merging {
    theirs: usize,
    subject: String,
}

/// Work put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stash {
    base: Files,
    work: Files,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// Where `.git` is.
    pub top: String,
    /// In the order in which they were made.
    pub commits: Vec<Commit>,
    pub branches: BTreeMap<String, usize>,
    pub tags: BTreeMap<String, usize>,
    /// The current branch; before the first commit it names none.
    pub branch: String,
    last_branch: Option<String>,
    pub index: Files,
    /// Paths in conflict: base, ours, theirs.
    pub unmerged: BTreeMap<String, [Option<Blob>; 3]>,
    pub merging: Option<Merging>,
    pub stashes: Vec<Stash>,
}

/// A repository and the tree that it works on.
struct Git<'a> {
    repository: &'a mut Repository,
    tree: &'a mut Tree,
}

/// Runs one command of git.
pub fn run(shell: &mut Shell, words: &[String]) -> Result<Done, Refusal> {
    let Some((name, words)) = words.split_first() else { return Ok(Done::failed_somehow(1)) };
    if name == "init" {
        return init(shell, words);
    }
    if name.starts_with('-') {
        return Err(Refusal::argument("git", name));
    }
    if !COMMANDS.contains(&name.as_str()) {
        return Err(Refusal::Command { name: format!("git {name}") });
    }
    let Some(repository) = shell.repository.as_mut() else { return Ok(Done::failed_somehow(128)) };
    if is_below(&shell.folder, &repository.top) {
        return Err(Refusal::situation("git below the top folder of its repository"));
    }
    if shell.folder != repository.top {
        return Ok(Done::failed_somehow(128));
    }
    let mut git = Git { repository, tree: &mut shell.tree };
    git.check_work()?;
    match name.as_str() {
        "add" => git.add(words),
        "branch" => git.branch(words),
        "checkout" => git.checkout(words),
        "commit" => git.commit(words),
        "diff" => git.diff(words),
        "log" => git.log(words),
        "ls-files" => git.ls_files(words),
        "merge" => git.merge(words),
        "reset" => git.reset(words),
        "restore" => git.restore(words),
        "rev-list" => git.rev_list(words),
        "revert" => git.revert(words),
        "rm" => git.rm(words),
        "show" => git.show(words),
        "stash" => git.stash(words),
        "status" => git.status(words),
        "switch" => git.switch(words),
        _ => git.tag(words),
    }
}

fn init(shell: &mut Shell, words: &[String]) -> Result<Done, Refusal> {
    let words = words::Words::read("init", words, &["-q", "--quiet"], &["-b"])?;
    if let Some(operand) = words.operands.first() {
        return Err(Refusal::argument("git init", operand));
    }
    let branch = words.value("-b").unwrap_or("main").to_owned();
    branches::check_name(&branch)?;
    match &shell.repository {
        Some(repository) if repository.top == shell.folder && words.value("-b").is_none() => {}
        Some(_) => return Err(Refusal::situation("a second repository")),
        None => {
            shell.tree.make_folder(&join(&shell.folder, ".git"));
            shell.repository = Some(Repository::new(shell.folder.clone(), branch));
        }
    }
    Ok(if words.has("-q") || words.has("--quiet") { Done::quiet() } else { Done::hidden("git init") })
}

impl Repository {
    fn new(top: String, branch: String) -> Repository {
        Repository {
            top,
            commits: Vec::new(),
            branches: BTreeMap::new(),
            tags: BTreeMap::new(),
            branch,
            last_branch: None,
            index: Files::new(),
            unmerged: BTreeMap::new(),
            merging: None,
            stashes: Vec::new(),
        }
    }

    /// The commit that the current branch names.
    pub fn head(&self) -> Option<usize> {
        self.branches.get(&self.branch).copied()
    }

    /// Its files; none before the first commit.
    pub fn head_files(&self) -> Files {
        self.head().map(|number| self.commits[number].files.clone()).unwrap_or_default()
    }

    /// Makes a commit on the current branch.
    fn push(&mut self, commit: Commit) {
        self.commits.push(commit);
        self.branches.insert(self.branch.clone(), self.commits.len() - 1);
    }

    fn is_tracked(&self, path: &str) -> bool {
        self.index.contains_key(path) || self.unmerged.contains_key(path)
    }
}

/// Paths of the working tree below the top folder, without `.git`.
pub fn work_files(tree: &Tree, top: &str) -> Files {
    let paths = tree.all_below(top).into_iter();
    let files = paths.filter_map(|path| {
        let file = tree.file(&path)?;
        let below = path[top.len()..].trim_start_matches('/').to_owned();
        Some((below, Blob { text: file.text.clone(), runs: file.rights & 0o100 != 0 }))
    });
    files.collect()
}

impl Git<'_> {
    /// Sees that git can read every file and that it has one list of what it ignores.
    fn check_work(&self) -> Result<(), Refusal> {
        for path in self.tree.all_below(&self.repository.top) {
            if self.tree.file(&path).is_some_and(|file| file.rights & 0o600 != 0o600) {
                return Err(Refusal::situation("git with a file whose owner may not use it"));
            }
            if path.ends_with("/.gitignore") && parent(&path) != self.repository.top {
                return Err(Refusal::situation("a `.gitignore` below the top folder"));
            }
        }
        Ok(())
    }

    fn work(&self) -> Files {
        work_files(self.tree, &self.repository.top)
    }

    /// Puts a version of a file into the working tree, or takes it out with the folders that it leaves empty.
    fn write_work(&mut self, path: &str, blob: Option<&Blob>) -> Result<(), Refusal> {
        let full = join(&self.repository.top, path);
        match blob {
            Some(blob) => {
                let parts: Vec<&str> = path.split('/').collect();
                for count in 1..parts.len() {
                    let folder = join(&self.repository.top, &parts[..count].join("/"));
                    match self.tree.get(&folder) {
                        None => self.tree.make_folder(&folder),
                        Some(Node::Folder { .. }) => {}
                        Some(Node::File(_)) => return Err(Refusal::situation("a file where git needs a folder")),
                    }
                }
                if self.tree.is_folder(&full) {
                    return Err(Refusal::situation("a folder where git needs a file"));
                }
                let rights = if blob.runs { 0o755 } else { 0o644 };
                self.tree.put(&full, Node::File(File { text: blob.text.clone(), rights, age: 0 }));
            }
            None => {
                if self.tree.file(&full).is_some() {
                    self.tree.remove(&full);
                }
                let mut folder = parent(&full).to_owned();
                while folder != self.repository.top && self.tree.is_empty_folder(&folder) {
                    self.tree.remove(&folder);
                    folder = parent(&folder).to_owned();
                }
            }
        }
        Ok(())
    }

    /// Takes index and working tree from the last commit to other files, as a switch does: what was changed stays if
    /// nothing else wants its place. `false`, and nothing done, where something does.
    fn move_to(&mut self, target: &Files) -> Result<bool, Refusal> {
        let (head, work) = (self.repository.head_files(), self.work());
        let ignored = ignore::Ignored::read(self.tree, &self.repository.top)?;
        let index = self.repository.index.clone();
        let mut moves: Vec<(String, Option<Blob>)> = Vec::new();
        let paths = head.keys().chain(target.keys()).chain(index.keys());
        for path in paths.collect::<std::collections::BTreeSet<_>>() {
            let (old, new, staged) = (head.get(path), target.get(path), index.get(path));
            if old == new || staged == new {
                continue;
            }
            let is_clean = match (work.get(path), staged) {
                (None, _) => true,
                (there, Some(_)) => there == staged,
                (Some(_), None) => ignored.holds(path),
            };
            if staged != old || !is_clean {
                return Ok(false);
            }
            moves.push((path.clone(), new.cloned()));
        }
        // What goes away makes room first.
        moves.sort_by_key(|(_, new)| new.is_some());
        for (path, new) in moves {
            self.write_work(&path, new.as_ref())?;
            match new {
                Some(blob) => drop(self.repository.index.insert(path, blob)),
                None => drop(self.repository.index.remove(&path)),
            }
        }
        Ok(true)
    }
}

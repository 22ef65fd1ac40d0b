//! What a session has come to: compared with another, and shown on paper.

use super::Shell;
use super::git::{Files, Repository};
use super::tree::{FILE_RIGHTS, FOLDER_RIGHTS, HOME, Node, Tree, join, letters, name};
use std::collections::BTreeMap;

/// Commits of several repositories, each under one number if text, message and ancestors are the same.
#[derive(Default)]
struct Numbers(BTreeMap<(String, Vec<usize>, Files), usize>);

/// What is compared of a repository.
#[derive(PartialEq, Eq)]
struct History {
    top: String,
    branch: String,
    branches: BTreeMap<String, usize>,
    tags: BTreeMap<String, usize>,
    stashes: usize,
    is_merging: bool,
}

impl Numbers {
    fn of(&mut self, repository: &Repository) -> Vec<usize> {
        let mut numbers: Vec<usize> = Vec::new();
        for commit in &repository.commits {
            let parents = commit.parents.iter().map(|parent| numbers[*parent]).collect();
            let next = self.0.len();
            let number = self.0.entry((commit.subject.clone(), parents, commit.files.clone())).or_insert(next);
            numbers.push(*number);
        }
        numbers
    }

    fn history(&mut self, repository: &Repository) -> History {
        let numbers = self.of(repository);
        let named = |names: &BTreeMap<String, usize>| {
            names.iter().map(|(name, commit)| (name.clone(), numbers[*commit])).collect()
        };
        History {
            top: repository.top.clone(),
            branch: repository.branch.clone(),
            branches: named(&repository.branches),
            tags: named(&repository.tags),
            stashes: repository.stashes.len(),
            is_merging: repository.merging.is_some(),
        }
    }
}

/// The first thing in which one session differs from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// This path is not there.
    Missing(String),
    /// This path is there as well.
    Extra(String),
    /// This file holds something else.
    Text(String),
    Rights(String),
    /// Git knows something else.
    History,
}

impl Shell {
    /// In what a session differs from the one that is right, if it does: paths, texts, rights, the three areas and
    /// every commit that a name leads to. Where they stand, when files were changed and what was typed do not count.
    pub fn difference(&self, right: &Shell) -> Option<Difference> {
        let mut numbers = Numbers::default();
        let same_history = match (&self.repository, &right.repository) {
            (None, None) => true,
            (Some(one), Some(two)) => {
                one.index == two.index
                    && one.unmerged == two.unmerged
                    && one.stashes == two.stashes
                    && numbers.history(one) == numbers.history(two)
            }
            _ => false,
        };
        tree_difference(&self.tree, &right.tree).or((!same_history).then_some(Difference::History))
    }

    /// Whether both stand in the same folder.
    pub fn is_in_the_folder_of(&self, other: &Shell) -> bool {
        self.folder == other.folder
    }

    /// The folder in which the session stands, if it is not home.
    pub fn elsewhere(&self) -> Option<&str> {
        (self.folder != HOME).then_some(&self.folder)
    }

    /// Whether there is a commit.
    pub fn has_history(&self) -> bool {
        self.repository.as_ref().is_some_and(|repository| !repository.commits.is_empty())
    }

    /// Whether there is a repository.
    pub fn has_repository(&self) -> bool {
        self.repository.is_some()
    }

    /// Every path below home, one a line, what is in a folder further in. Rights stand in front where one of them is
    /// not the usual, and behind it how many days ago a file was changed where one is older than a day.
    pub fn listing(&self) -> Vec<String> {
        let below = self.tree.all_below(HOME);
        let paths: Vec<&String> = below.iter().skip(1).filter(|path| !path.ends_with("/.git")).collect();
        let rights = |path: &str| match self.tree.get(path) {
            Some(Node::Folder { rights }) => (*rights, FOLDER_RIGHTS, 'd'),
            Some(Node::File(file)) => (file.rights, FILE_RIGHTS, '-'),
            None => (0, 0, '-'),
        };
        let shows_rights = paths.iter().any(|path| rights(path).0 != rights(path).1);
        let age = |path: &str| self.tree.file(path).map_or(0, |file| file.age);
        let shows_ages = paths.iter().any(|path| age(path) > 0);
        let line = |path: &&String| {
            let below = &path[HOME.len() + 1..];
            let slash = if self.tree.is_folder(path) { "/" } else { "" };
            let (bits, _, sign) = rights(path);
            let front = if shows_rights { format!("{sign}{}  ", letters(bits)) } else { String::new() };
            let is_file = self.tree.file(path).is_some();
            let back = if shows_ages && is_file { format!("  {}", count_days(age(path))) } else { String::new() };
            format!("{front}{}{}{slash}{back}", "  ".repeat(below.matches('/').count()), name(below))
        };
        paths.iter().map(line).collect()
    }

    /// Every file below home: its path from there, its text, and how many whole days ago it was changed.
    pub fn files(&self) -> Vec<(String, String, u32)> {
        let paths = self.tree.all_below(HOME).into_iter();
        let entry = |path: String| {
            let file = self.tree.file(&path)?;
            Some((path[HOME.len() + 1..].to_owned(), file.text.clone(), file.age))
        };
        paths.filter_map(entry).collect()
    }

    /// The same session with another text in a file below home.
    #[must_use]
    pub fn with_text(&self, path: &str, text: &str) -> Shell {
        let mut other = self.clone();
        if let Some(Node::File(file)) = other.tree.get_mut(&join(HOME, path)) {
            file.text = text.to_owned();
        }
        other
    }
}

fn count_days(days: u32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

fn tree_difference(tree: &Tree, right: &Tree) -> Option<Difference> {
    let (paths, wanted) = (tree.all_below("/"), right.all_below("/"));
    let short = |path: &str| path.strip_prefix(HOME).map_or(path, |path| path.trim_start_matches('/')).to_owned();
    let missing = wanted.iter().find(|path| tree.get(path).is_none()).map(|path| Difference::Missing(short(path)));
    let extra = || paths.iter().find(|path| right.get(path).is_none()).map(|path| Difference::Extra(short(path)));
    let other = || {
        paths.iter().find_map(|path| match (tree.get(path)?, right.get(path)?) {
            (Node::File(one), Node::File(two)) if one.text == two.text && one.rights == two.rights => None,
            (Node::File(one), Node::File(two)) if one.text == two.text => Some(Difference::Rights(short(path))),
            (Node::Folder { rights }, Node::Folder { rights: other }) if rights == other => None,
            (Node::Folder { .. }, Node::Folder { .. }) => Some(Difference::Rights(short(path))),
            _ => Some(Difference::Text(short(path))),
        })
    };
    missing.or_else(extra).or_else(other)
}

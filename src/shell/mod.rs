//! A pretend shell: a small tree of files, pipes of text tools, and git's three areas and commit graph.
//!
//! Text of commands comes in; what each printed, its status, and the tree and history after it go out. No process is
//! started and no file is touched. A command, an option or a situation that is not modelled is refused by name, so that
//! an answer is never wrong. What is modelled is compared with the true programs in `tests/outside/shell.rs`.

mod expand;
mod git;
mod globs;
mod output;
mod patterns;
mod refusal;
mod run;
mod state;
mod tools;
mod tree;
mod words;

pub use output::{Done, Output};
pub use refusal::Refusal;
pub use state::Difference;
pub use tree::HOME;

use git::Repository;
use std::collections::BTreeMap;
use tree::{Node, Tree};

/// Every command there is.
pub const COMMANDS: [&str; 25] = [
    "cat", "cd", "chmod", "cp", "cut", "echo", "false", "find", "git", "grep", "head", "ls", "mkdir", "mv", "printf",
    "pwd", "rm", "rmdir", "sort", "stat", "tail", "touch", "true", "uniq", "wc",
];

/// A session in the folder of a user called Ada, at a point in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shell {
    tree: Tree,
    /// Where the session stands, and where it stood before the last `cd`.
    folder: String,
    last_folder: Option<String>,
    values: BTreeMap<String, String>,
    repository: Option<Repository>,
    /// Of the command that ran last; `None` where it failed with a number that is not the same everywhere.
    status: Option<u8>,
}

/// A text of commands that was not followed to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// The line of the command, from 1; `None` where the text cannot be read.
    pub line: Option<u32>,
    pub refusal: Refusal,
}

impl Default for Shell {
    fn default() -> Shell {
        Shell {
            tree: Tree::default(),
            folder: HOME.to_owned(),
            last_folder: None,
            values: BTreeMap::new(),
            repository: None,
            status: Some(0),
        }
    }
}

/// Whether commands end with their last line. After a `|` or `&&`, and in quotes, the next line goes on with them.
pub fn is_complete(commands: &str) -> bool {
    words::read(commands).is_ok()
}

impl Shell {
    /// The text of a file that may be read; `None` for a folder.
    fn text_of(&self, path: &str) -> Result<Option<String>, Refusal> {
        match self.tree.get(path) {
            Some(Node::File(file)) if file.rights & 0o400 == 0 => {
                Err(Refusal::situation("reading a file whose owner may not"))
            }
            Some(Node::File(file)) => Ok(Some(file.text.clone())),
            _ => Ok(None),
        }
    }

    /// Refuses to change what the owner may not write, and what git keeps for itself.
    fn may_write(&self, path: &str) -> Result<(), Refusal> {
        if path.split('/').any(|part| part == ".git") {
            return Err(Refusal::situation("changing what is in `.git`"));
        }
        if self.tree.file(path).is_some_and(|file| file.rights & 0o200 == 0) {
            return Err(Refusal::situation("writing a file whose owner may not"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;

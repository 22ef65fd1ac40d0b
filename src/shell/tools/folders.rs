//! `pwd`, `cd`, `mkdir`, `rmdir`, `touch`: where one stands, folders and empty files.

use super::options::Options;
use crate::shell::output::Done;
use crate::shell::tree::{HOME, Node, Trouble, is_below, name};
use crate::shell::{Refusal, Shell};

pub fn pwd(shell: &Shell, words: &[String]) -> Result<Done, Refusal> {
    match words.first() {
        Some(word) => Err(Refusal::argument("pwd", word)),
        None => Ok(Done::printed(format!("{}\n", shell.folder))),
    }
}

pub fn cd(shell: &mut Shell, words: &[String]) -> Result<Done, Refusal> {
    let written = match words {
        [] => HOME,
        [word] if word == "-" => "-",
        [word] if !word.starts_with('-') => word,
        [word, ..] => return Err(Refusal::argument("cd", word)),
    };
    let last = shell.last_folder.clone();
    let target = if written == "-" { last } else { Some(written.to_owned()) };
    let Some(target) = target else { return Err(Refusal::situation("`cd -` before any other `cd`")) };
    match shell.tree.existing(&shell.folder, &target) {
        Ok(path) if shell.tree.is_folder(&path) => {
            shell.last_folder = Some(std::mem::replace(&mut shell.folder, path.clone()));
            Ok(if written == "-" { Done::printed(format!("{path}\n")) } else { Done::quiet() })
        }
        // Shells word this differently, and give it different statuses.
        _ => Ok(Done::failed_anyhow()),
    }
}

pub fn mkdir(shell: &mut Shell, words: &[String]) -> Result<Done, Refusal> {
    let options = Options::read("mkdir", words, "p", "")?;
    if options.operands.is_empty() {
        return Ok(Done::failed_somehow(1));
    }
    let mut done = Done::quiet();
    for written in &options.operands {
        let made = if options.has('p') { with_parents(shell, written) } else { one_folder(shell, written) };
        if let Err(trouble) = made? {
            done.complain(1, &format!("mkdir: cannot create directory '{written}': {}", trouble.words()));
            if options.has('p') {
                done.errors = None;
            }
        }
    }
    Ok(done)
}

fn one_folder(shell: &mut Shell, written: &str) -> Result<Result<(), Trouble>, Refusal> {
    let spot = match shell.tree.find(&shell.folder, written) {
        Ok(spot) => spot,
        Err(Trouble::NotFolder) if shell.tree.file_at(&shell.folder, written) => return Ok(Err(Trouble::Exists)),
        Err(trouble) => return Ok(Err(trouble)),
    };
    shell.may_write(&spot.path)?;
    if shell.tree.get(&spot.path).is_some() {
        return Ok(Err(Trouble::Exists));
    }
    shell.tree.make_folder(&spot.path);
    Ok(Ok(()))
}

fn with_parents(shell: &mut Shell, written: &str) -> Result<Result<(), Trouble>, Refusal> {
    let parts: Vec<&str> = written.split('/').collect();
    for count in 1..=parts.len() {
        let part = parts[..count].join("/");
        if part.is_empty() {
            continue;
        }
        match shell.tree.find(&shell.folder, &part) {
            Ok(spot) if shell.tree.is_folder(&spot.path) => {}
            Ok(spot) if shell.tree.get(&spot.path).is_some() => return Ok(Err(Trouble::Exists)),
            Ok(spot) => {
                shell.may_write(&spot.path)?;
                shell.tree.make_folder(&spot.path);
            }
            Err(trouble) => return Ok(Err(trouble)),
        }
    }
    Ok(if written.is_empty() { Err(Trouble::Missing) } else { Ok(()) })
}

pub fn rmdir(shell: &mut Shell, words: &[String]) -> Result<Done, Refusal> {
    let options = Options::read("rmdir", words, "", "")?;
    if options.operands.is_empty() {
        return Ok(Done::failed_somehow(1));
    }
    let mut done = Done::quiet();
    for written in &options.operands {
        let trouble = match shell.tree.existing(&shell.folder, written) {
            Err(trouble) => trouble,
            Ok(_) if matches!(name(written), "." | "..") => return Err(Refusal::argument("rmdir", written)),
            Ok(path) if !shell.tree.is_folder(&path) => Trouble::NotFolder,
            Ok(path) if !shell.tree.children(&path).is_empty() => Trouble::NotEmpty,
            Ok(path) => {
                shell.may_go(&path)?;
                shell.tree.remove(&path);
                continue;
            }
        };
        done.complain(1, &format!("rmdir: failed to remove '{written}': {}", trouble.words()));
    }
    Ok(done)
}

pub fn touch(shell: &mut Shell, words: &[String]) -> Result<Done, Refusal> {
    let options = Options::read("touch", words, "", "d")?;
    let age = match options.value('d') {
        Some(written) => days(written).ok_or_else(|| Refusal::argument("touch", &format!("-d {written}")))?,
        None => 0,
    };
    if options.operands.is_empty() {
        return Ok(Done::failed_somehow(1));
    }
    let mut done = Done::quiet();
    for written in &options.operands {
        let trouble = match shell.tree.find(&shell.folder, written) {
            Err(trouble) => trouble,
            Ok(spot) => {
                shell.may_write(&spot.path)?;
                if shell.tree.get(&spot.path).is_none() && spot.slash {
                    Trouble::Missing
                } else {
                    if shell.tree.get(&spot.path).is_none() {
                        shell.tree.write(&spot.path, String::new());
                    }
                    if let Some(Node::File(file)) = shell.tree.get_mut(&spot.path) {
                        file.age = age;
                    }
                    continue;
                }
            }
        };
        done.complain(1, &format!("touch: cannot touch '{written}': {}", trouble.words()));
        if trouble != Trouble::Missing || written.ends_with('/') {
            done.errors = None;
        }
    }
    Ok(done)
}

/// `3 days ago`.
fn days(written: &str) -> Option<u32> {
    let (number, rest) = written.split_once(' ')?;
    let number = number.parse::<u32>().ok().filter(|number| *number <= 9999)?;
    matches!(rest, "days ago" | "day ago").then_some(number)
}

impl Shell {
    /// Refuses to take away a folder that the session stands in, and git's own.
    pub(super) fn may_go(&self, path: &str) -> Result<(), Refusal> {
        if self.folder == path || is_below(&self.folder, path) {
            return Err(Refusal::situation("a folder that goes away while one stands in it"));
        }
        if self.tree.all_below(path).iter().any(|below| below.split('/').any(|part| part == ".git")) {
            return Err(Refusal::situation("moving or removing a repository"));
        }
        Ok(())
    }
}

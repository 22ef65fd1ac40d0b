//! `cp` and `mv`: a target that is a folder is gone into, any other is the new name.

use super::options::Options;
use crate::shell::output::Done;
use crate::shell::tree::{File, Node, is_below, join, name};
use crate::shell::{Refusal, Shell};
use std::collections::BTreeSet;

/// What cannot be done, told to the user.
struct Failed;

pub fn cp(shell: &mut Shell, words: &[String]) -> Result<Done, Refusal> {
    let options = Options::read("cp", words, "rR", "")?;
    let deep = options.has('r') || options.has('R');
    each_to_target(shell, "cp", &options.operands, |shell, from, to, slash| {
        let is_folder = shell.tree.is_folder(from);
        if (is_folder && !deep) || from == to || (slash && !is_folder) {
            return Ok(Err(Failed));
        }
        if is_folder && is_below(to, from) {
            return Err(Refusal::situation("copying a folder into itself"));
        }
        copy(shell, from, to)
    })
}

pub fn mv(shell: &mut Shell, words: &[String]) -> Result<Done, Refusal> {
    let options = Options::read("mv", words, "", "")?;
    each_to_target(shell, "mv", &options.operands, |shell, from, to, slash| {
        let is_folder = shell.tree.is_folder(from);
        let into_itself = is_folder && is_below(to, from);
        let blocked = match shell.tree.get(to) {
            Some(Node::Folder { .. }) => !is_folder || !shell.tree.children(to).is_empty(),
            Some(Node::File(_)) => is_folder,
            None => false,
        };
        if from == to || into_itself || blocked || (slash && !is_folder) {
            return Ok(Err(Failed));
        }
        shell.may_go(from)?;
        if shell.tree.get(to).is_some() {
            shell.may_go(to)?;
        }
        shell.may_write(to)?;
        shell.tree.remove(to);
        shell.tree.rename(from, to);
        Ok(Ok(()))
    })
}

/// Works out the new path of each source and hands both over; the last word is the target. The fourth argument says
/// whether the target was written with a slash and is not there.
fn each_to_target(
    shell: &mut Shell,
    command: &str,
    operands: &[String],
    act: impl Fn(&mut Shell, &str, &str, bool) -> Result<Result<(), Failed>, Refusal>,
) -> Result<Done, Refusal> {
    let Some((target, sources)) = operands.split_last().filter(|(_, sources)| !sources.is_empty()) else {
        return Ok(Done::failed_somehow(1));
    };
    let Ok(spot) = shell.tree.find(&shell.folder, target) else { return Ok(Done::failed_somehow(1)) };
    let into = shell.tree.is_folder(&spot.path);
    if sources.len() > 1 && !into {
        return Ok(Done::failed_somehow(1));
    }
    let mut done = Done::quiet();
    let mut made = BTreeSet::new();
    for written in sources {
        let last = name(written.trim_end_matches('/'));
        if matches!(last, "." | ".." | "") {
            return Err(Refusal::argument(command, written));
        }
        let Ok(from) = shell.tree.existing(&shell.folder, written) else {
            done = Done { status: 1, errors: None, ..done };
            continue;
        };
        let to = if into { join(&spot.path, last) } else { spot.path.clone() };
        let acted = if made.contains(&to) { Err(Failed) } else { act(shell, &from, &to, spot.slash && !into)? };
        match acted {
            Ok(()) => drop(made.insert(to)),
            Err(Failed) => done = Done { status: 1, errors: None, ..done },
        }
    }
    Ok(done)
}

fn copy(shell: &mut Shell, from: &str, to: &str) -> Result<Result<(), Failed>, Refusal> {
    let is_folder = shell.tree.is_folder(from);
    if shell.tree.get(to).is_some() && shell.tree.is_folder(to) != is_folder {
        return Ok(Err(Failed));
    }
    for path in shell.tree.all_below(from) {
        let new = format!("{to}{}", &path[from.len()..]);
        shell.may_write(&new)?;
        match shell.tree.get(&path).cloned() {
            Some(Node::Folder { rights }) => match shell.tree.get(&new) {
                None => shell.tree.put(&new, Node::Folder { rights: rights & !0o022 }),
                Some(Node::Folder { .. }) => {}
                Some(Node::File(_)) => return Err(Refusal::situation("a folder copied over a file")),
            },
            Some(Node::File(file)) => {
                let text = shell.text_of(&path)?.unwrap_or_default();
                let rights = match shell.tree.get(&new) {
                    None => file.rights & !0o022,
                    Some(Node::File(there)) => there.rights,
                    Some(Node::Folder { .. }) => return Err(Refusal::situation("a file copied over a folder")),
                };
                shell.tree.put(&new, Node::File(File { text, rights, age: 0 }));
            }
            None => {}
        }
    }
    Ok(Ok(()))
}

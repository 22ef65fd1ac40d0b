//! `rm`: files, and with `-r` folders with all that is in them.

use super::options::Options;
use crate::shell::output::Done;
use crate::shell::tree::{Trouble, name};
use crate::shell::{Refusal, Shell};

pub fn rm(shell: &mut Shell, words: &[String]) -> Result<Done, Refusal> {
    let options = Options::read("rm", words, "rRf", "")?;
    let (deep, force) = (options.has('r') || options.has('R'), options.has('f'));
    if options.operands.is_empty() {
        return Ok(if force { Done::quiet() } else { Done::failed_somehow(1) });
    }
    let mut done = Done::quiet();
    for written in &options.operands {
        let trouble = match shell.tree.existing(&shell.folder, written) {
            Err(trouble) if force && trouble != Trouble::IsFolder => continue,
            Err(trouble) => trouble,
            Ok(_) if matches!(name(written.trim_end_matches('/')), "." | "..") => {
                return Err(Refusal::argument("rm", written));
            }
            Ok(path) if shell.tree.is_folder(&path) && !deep => Trouble::IsFolder,
            Ok(path) => {
                shell.may_go(&path)?;
                if !force {
                    // It would ask first.
                    shell.tree.all_below(&path).iter().try_for_each(|below| shell.may_write(below))?;
                }
                shell.tree.remove(&path);
                continue;
            }
        };
        done.complain(1, &format!("rm: cannot remove '{written}': {}", trouble.words()));
    }
    Ok(done)
}

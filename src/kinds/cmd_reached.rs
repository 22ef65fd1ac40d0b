//! Where commands of a `cmd` have led: what their last line printed, and what there is then.

use super::outcome::Outcome;
use super::shown::shown_lines;
use crate::blocks::Prose;
use crate::shell::{Difference, Done, Shell, Stopped};

/// Where some commands have led.
pub struct Reached {
    pub shell: Shell,
    /// What the last line printed, as it came.
    pub stdout: String,
    /// The same without the blanks before counts.
    pub outcome: Outcome,
    /// In no promised order.
    pub is_heap: bool,
    pub status: u8,
}

/// Follows commands from a world; what the last line prints must be known.
pub fn reach(world: &Shell, commands: &str) -> Result<Reached, Stopped> {
    let mut shell = world.clone();
    let ran = shell.run(commands)?;
    let last_line = ran.last().map(|done| done.line);
    let last: Vec<&Done> = ran.iter().filter(|done| Some(done.line) == last_line).collect();
    let (mut stdout, mut shown, mut is_heap) = (String::new(), String::new(), false);
    for done in &last {
        let text = done.out.known_as_heap().map_err(|refusal| Stopped { line: last_line, refusal })?;
        stdout.push_str(text);
        for line in text.lines() {
            shown.push_str(if done.out.padded { line.trim_start() } else { line });
            shown.push('\n');
        }
        is_heap |= done.out.unordered && text.lines().count() > 1;
    }
    let status = ran.last().map_or(0, |done| done.status);
    Ok(Reached { shell, stdout, outcome: Outcome::Ran { stdout: shown, error: None }, is_heap, status })
}

impl Reached {
    /// In what it differs from where the right commands lead; `None` if it does not. What is printed counts where
    /// the right ones print something, and the folder where they leave theirs.
    pub fn difference(&self, right: &Reached) -> Option<Prose> {
        let changed = self.shell.difference(&right.shell).map(|difference| in_words(&difference));
        let printed = || {
            let (mine, theirs) = (self.outcome.lines(), right.outcome.lines());
            (!theirs.is_empty() && mine != theirs).then(|| shown_lines(&theirs, &mine))
        };
        let elsewhere = || {
            let is_elsewhere = right.stdout.is_empty() && self.shell.elsewhere() != right.shell.elsewhere();
            is_elsewhere.then(|| Prose::plain("stands in another folder"))
        };
        changed.or_else(printed).or_else(elsewhere)
    }
}

fn in_words(difference: &Difference) -> Prose {
    match difference {
        Difference::Missing(path) => Prose::plain("no ").then_code(path),
        Difference::Extra(path) => Prose::plain("also ").then_code(path),
        Difference::Text(path) => Prose::plain("another text in ").then_code(path),
        Difference::Rights(path) => Prose::plain("other rights of ").then_code(path),
        Difference::History => Prose::plain("another state in git"),
    }
}

//! The commands besides git: each gets its words and what comes through the pipe, and may change the tree.

mod copy;
mod counts;
mod cut;
mod find;
mod folders;
mod grep;
mod lines;
mod list;
mod options;
mod print;
mod remove;
mod rights;
mod sort;

use super::output::{Done, Output};
use super::tree::Trouble;
use super::{Refusal, Shell};

/// Runs one command.
pub fn run(shell: &mut Shell, name: &str, words: &[String], input: Option<Output>) -> Result<Done, Refusal> {
    let mut input = Input(input);
    match name {
        "cat" => lines::cat(shell, words, &mut input),
        "cd" => folders::cd(shell, words),
        "chmod" => rights::chmod(shell, words),
        "cp" => copy::cp(shell, words),
        "cut" => cut::cut(shell, words, &mut input),
        "echo" => print::echo(words),
        "false" => Ok(Done { status: 1, ..Done::quiet() }),
        "find" => find::find(shell, words),
        "grep" => grep::grep(shell, words, &mut input),
        "head" => lines::head(shell, words, &mut input),
        "ls" => list::ls(shell, words),
        "mkdir" => folders::mkdir(shell, words),
        "mv" => copy::mv(shell, words),
        "printf" => print::printf(words),
        "pwd" => folders::pwd(shell, words),
        "rm" => remove::rm(shell, words),
        "rmdir" => folders::rmdir(shell, words),
        "sort" => sort::sort(shell, words, &mut input),
        "stat" => rights::stat(shell, words),
        "tail" => lines::tail(shell, words, &mut input),
        "touch" => folders::touch(shell, words),
        "true" => Ok(Done::quiet()),
        "uniq" => counts::uniq(shell, words, &mut input),
        "wc" => counts::wc(shell, words, &mut input),
        name => Err(Refusal::Command { name: name.to_owned() }),
    }
}

/// What comes through the pipe, or the keyboard.
struct Input(Option<Output>);

impl Input {
    /// Takes it; who would wait for the keyboard is refused.
    fn take(&mut self, command: &str) -> Result<Output, Refusal> {
        self.0.take().ok_or_else(|| Refusal::situation(format!("`{command}` waiting for the keyboard")))
    }
}

/// One text that a command reads, with its name where it came from a file.
struct Source {
    name: Option<String>,
    text: String,
}

/// The texts that a command reads: its files, or what comes through the pipe. What cannot be read is told in `done`
/// with this status, in the words of `cat`, or in words that are not modelled.
fn sources(
    shell: &Shell,
    command: &str,
    files: &[String],
    input: &mut Input,
    done: &mut Done,
    status: u8,
) -> Result<Vec<Source>, Refusal> {
    if files.is_empty() {
        let input = input.take(command)?;
        let text = input.known()?.to_owned();
        done.out.padded = input.padded;
        return Ok(vec![Source { name: None, text }]);
    }
    let mut sources = Vec::new();
    for file in files {
        if file == "-" {
            return Err(Refusal::argument(command, "-"));
        }
        match shell.tree.existing(&shell.folder, file) {
            Ok(path) => match shell.text_of(&path)? {
                Some(text) => sources.push(Source { name: Some(file.clone()), text }),
                None => cannot_read(done, command, file, Trouble::IsFolder, status),
            },
            Err(trouble) => cannot_read(done, command, file, trouble, status),
        }
    }
    Ok(sources)
}

fn cannot_read(done: &mut Done, command: &str, file: &str, trouble: Trouble, status: u8) {
    done.complain(status, &format!("{command}: {file}: {}", trouble.words()));
    let is_said_so = match command {
        "cat" | "cut" | "wc" => true,
        "grep" | "uniq" => trouble != Trouble::IsFolder,
        _ => false,
    };
    if !is_said_so {
        done.errors = None;
    }
}

//! `ls`: names, one a line as into a pipe, sorted by bytes.

use super::options::Options;
use crate::shell::output::{Done, Output};
use crate::shell::{Refusal, Shell};

pub fn ls(shell: &Shell, words: &[String]) -> Result<Done, Refusal> {
    let options = Options::read("ls", words, "aAdl1", "")?;
    let here = [".".to_owned()];
    let operands: &[String] = if options.operands.is_empty() { &here } else { &options.operands };
    let mut done = Done::quiet();
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for written in operands {
        match shell.tree.existing(&shell.folder, written) {
            Err(trouble) => done.complain(2, &format!("ls: cannot access '{written}': {}", trouble.words())),
            Ok(path) if shell.tree.is_folder(&path) && !options.has('d') => folders.push((written, path)),
            Ok(_) => files.push(written),
        }
    }
    files.sort();
    folders.sort();
    let mut blocks = Vec::new();
    if !files.is_empty() {
        blocks.push(files.iter().map(|name| format!("{name}\n")).collect::<String>());
    }
    for (written, path) in &folders {
        let names = inside(shell, path, &options);
        let head = if operands.len() > 1 { format!("{written}:\n") } else { String::new() };
        blocks.push(names.iter().fold(head, |text, name| text + name + "\n"));
    }
    let text = blocks.join("\n");
    if options.has('l') && !text.is_empty() {
        let command = "ls -l".to_owned();
        done.out = Output { hidden: Some(command), ..Output::default() };
    } else {
        done.out = Output::text(text);
    }
    Ok(done)
}

fn inside<'a>(shell: &'a Shell, folder: &str, options: &Options) -> Vec<&'a str> {
    let is_shown = |name: &&str| !name.starts_with('.') || options.has('a') || options.has('A');
    let dots = [".", ".."].into_iter().filter(|_| options.has('a'));
    let mut names: Vec<&str> = dots.chain(shell.tree.children(folder).into_iter().filter(is_shown)).collect();
    names.sort_unstable();
    names
}

//! `grep`: the lines in which a pattern is found.

use super::options::Options;
use super::{Input, Source, sources};
use crate::shell::output::{Done, Output};
use crate::shell::patterns::Pattern;
use crate::shell::{Refusal, Shell};

pub fn grep(shell: &Shell, words: &[String], input: &mut Input) -> Result<Done, Refusal> {
    let options = Options::read("grep", words, "cinqv", "")?;
    let Some((pattern, files)) = options.operands.split_first() else { return Ok(Done::failed_somehow(2)) };
    let pattern = Pattern::read(pattern, options.has('i'))?;
    if files.iter().any(|file| shell.tree.leads_to_folder(&shell.folder, file)) {
        return Err(Refusal::situation("`grep` in a folder"));
    }
    let mut done = Done::quiet();
    let mut found = false;
    let (mut unordered, mut padded) = (false, false);
    let sources = if files.is_empty() {
        let input = input.take("grep")?;
        (unordered, padded) = (input.unordered, input.padded);
        vec![Source { name: None, text: input.known_as_heap()?.to_owned() }]
    } else {
        sources(shell, "grep", files, input, &mut done, 2)?
    };
    for source in sources {
        let name = source.name.filter(|_| files.len() > 1).map(|name| name + ":").unwrap_or_default();
        let mut count = 0;
        let mut text = String::new();
        for (number, line) in (1..).zip(source.text.lines()) {
            if pattern.is_in(line) != options.has('v') {
                count += 1;
                let number = if options.has('n') { format!("{number}:") } else { String::new() };
                text.push_str(&format!("{name}{number}{line}\n"));
            }
        }
        found |= count > 0;
        let text = if options.has('c') { format!("{name}{count}\n") } else { text };
        let is_count = options.has('c');
        done.out.push(Output {
            text,
            unordered: unordered && !is_count,
            padded: padded && !is_count,
            ..Output::default()
        });
    }
    if options.has('q') {
        done.out = Output::default();
    }
    done.status = match (found, done.status) {
        (true, _) if options.has('q') => 0,
        (_, 2) => 2,
        (found, _) => u8::from(!found),
    };
    Ok(done)
}

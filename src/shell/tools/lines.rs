//! `cat`, `head`, `tail`: lines as they are, the first or the last of them.

use super::options::Options;
use super::{Input, Source, sources};
use crate::shell::output::{Done, Output};
use crate::shell::{Refusal, Shell};

pub fn cat(shell: &Shell, words: &[String], input: &mut Input) -> Result<Done, Refusal> {
    let options = Options::read("cat", words, "", "")?;
    let mut done = Done::quiet();
    if options.operands.is_empty() {
        // Nothing is read into what only passes through.
        done.out = input.take("cat")?;
        return Ok(done);
    }
    for source in sources(shell, "cat", &options.operands, input, &mut done, 1)? {
        done.out.text.push_str(&source.text);
    }
    Ok(done)
}

/// Which lines are kept.
#[derive(Clone, Copy)]
enum Part {
    First(usize),
    Last(usize),
    /// From the line with this number, counted from 1.
    From(usize),
}

pub fn head(shell: &Shell, words: &[String], input: &mut Input) -> Result<Done, Refusal> {
    let (part, files) = read_part("head", words)?;
    cut_out(shell, "head", part, &files, input)
}

pub fn tail(shell: &Shell, words: &[String], input: &mut Input) -> Result<Done, Refusal> {
    let (part, files) = read_part("tail", words)?;
    cut_out(shell, "tail", part, &files, input)
}

fn read_part(command: &str, words: &[String]) -> Result<(Part, Vec<String>), Refusal> {
    // `head -3` is an older way of writing `head -n 3`.
    let words: Vec<String> = match words.split_first() {
        Some((first, rest)) if is_number(first.strip_prefix('-').unwrap_or("")) => {
            ["-n".to_owned(), first[1..].to_owned()].into_iter().chain(rest.iter().cloned()).collect()
        }
        _ => words.to_vec(),
    };
    let options = Options::read(command, &words, "", "n")?;
    let written = options.value('n').unwrap_or("10");
    let refused = || Refusal::argument(command, &format!("-n {written}"));
    let number = |digits: &str| digits.parse::<usize>().ok().filter(|_| is_number(digits)).ok_or_else(refused);
    let part = match (command, written.strip_prefix('+')) {
        ("head", _) => Part::First(number(written)?),
        (_, Some(from)) => Part::From(number(from)?),
        (_, None) => Part::Last(number(written)?),
    };
    Ok((part, options.operands))
}

fn is_number(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.bytes().all(|letter| letter.is_ascii_digit())
}

fn cut_out(shell: &Shell, command: &str, part: Part, files: &[String], input: &mut Input) -> Result<Done, Refusal> {
    // Who wants no line opens no file.
    if matches!(part, Part::Last(0)) && !files.is_empty() {
        return Ok(Done::quiet());
    }
    if files.iter().any(|file| shell.tree.leads_to_folder(&shell.folder, file)) {
        return Err(Refusal::situation(format!("`{command}` of a folder")));
    }
    let mut done = Done::quiet();
    for (index, source) in sources(shell, command, files, input, &mut done, 1)?.into_iter().enumerate() {
        if let (Source { name: Some(name), .. }, true) = (&source, files.len() > 1) {
            let gap = if index == 0 { "" } else { "\n" };
            done.out.text.push_str(&format!("{gap}==> {name} <==\n"));
        }
        done.out.push(Output::text(part.of(&source.text)));
    }
    Ok(done)
}

impl Part {
    fn of(self, text: &str) -> String {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let kept = match self {
            Part::First(count) => &lines[..count.min(lines.len())],
            Part::Last(count) => &lines[lines.len().saturating_sub(count)..],
            Part::From(number) => &lines[number.saturating_sub(1).min(lines.len())..],
        };
        kept.concat()
    }
}

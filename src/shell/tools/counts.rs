//! `uniq` and `wc`: neighbours that repeat, and how many lines, words and letters there are.

use super::options::Options;
use super::{Input, sources};
use crate::shell::output::{Done, Output};
use crate::shell::{Refusal, Shell};

pub fn uniq(shell: &Shell, words: &[String], input: &mut Input) -> Result<Done, Refusal> {
    let options = Options::read("uniq", words, "cdu", "")?;
    if options.operands.len() > 1 {
        return Err(Refusal::argument("uniq", &options.operands[1]));
    }
    let mut done = Done::quiet();
    for source in sources(shell, "uniq", &options.operands, input, &mut done, 1)? {
        let lines: Vec<&str> = source.text.lines().collect();
        for heap in lines.chunk_by(|a, b| a == b) {
            let is_kept = (!options.has('d') || heap.len() > 1) && (!options.has('u') || heap.len() == 1);
            match (is_kept, options.has('c')) {
                (true, true) => done.out.text.push_str(&format!("{:7} {}\n", heap.len(), heap[0])),
                (true, false) => done.out.text.push_str(&format!("{}\n", heap[0])),
                (false, _) => {}
            }
        }
    }
    done.out.padded |= options.has('c');
    Ok(done)
}

pub fn wc(shell: &Shell, words: &[String], input: &mut Input) -> Result<Done, Refusal> {
    let options = Options::read("wc", words, "lwc", "")?;
    let mut flags = options.flags.iter();
    let (Some(flag), None) = (flags.next(), flags.next()) else {
        return Err(Refusal::situation("`wc` with any but one of `-l`, `-w`, `-c`"));
    };
    let count = |text: &str| match flag {
        'l' => text.matches('\n').count(),
        'w' => text.split_ascii_whitespace().count(),
        _ => text.len(),
    };
    let mut done = Done::quiet();
    if options.operands.is_empty() {
        let input = input.take("wc")?;
        done.out = Output::text(format!("{}\n", count(input.known_as_heap()?)));
        return Ok(done);
    }
    let sources = sources(shell, "wc", &options.operands, input, &mut done, 1)?;
    if sources.len() < options.operands.len() {
        return Err(Refusal::situation("`wc` with a file that is not there"));
    }
    let letters: usize = sources.iter().map(|source| source.text.len()).sum();
    let width = if sources.len() > 1 { letters.to_string().len() } else { 1 };
    for source in &sources {
        let name = source.name.as_deref().unwrap_or_default();
        done.out.text.push_str(&format!("{:width$} {name}\n", count(&source.text)));
    }
    if sources.len() > 1 {
        let total: usize = sources.iter().map(|source| count(&source.text)).sum();
        done.out.text.push_str(&format!("{total:width$} total\n"));
        done.out.padded = true;
    }
    Ok(done)
}

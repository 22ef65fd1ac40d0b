//! `sort`: lines by bytes or by number.

use super::options::Options;
use super::{Input, sources};
use crate::shell::output::{Done, Output};
use crate::shell::{Refusal, Shell};
use std::cmp::Ordering;

pub fn sort(shell: &Shell, words: &[String], input: &mut Input) -> Result<Done, Refusal> {
    let options = Options::read("sort", words, "nru", "")?;
    let mut done = Done::quiet();
    let mut padded = false;
    let texts: Vec<String> = if options.operands.is_empty() {
        let input = input.take("sort")?;
        padded = input.padded;
        vec![input.known_as_heap()?.to_owned()]
    } else {
        let sources = sources(shell, "sort", &options.operands, input, &mut done, 2)?;
        sources.into_iter().map(|source| source.text).collect()
    };
    // A file that cannot be read stops `sort` before it prints anything.
    if done.status != 0 {
        return Ok(done);
    }
    let mut lines: Vec<&str> = texts.iter().flat_map(|text| text.lines()).collect();
    let by_number = options.has('n');
    let by_key = |a: &str, b: &str| if by_number { compare_numbers(a, b) } else { a.cmp(b) };
    let turn = |order: Ordering| if options.has('r') { order.reverse() } else { order };
    if options.has('u') {
        lines.sort_by(|a, b| turn(by_key(a, b)));
        lines.dedup_by(|later, first| by_key(first, later) == Ordering::Equal);
    } else {
        lines.sort_by(|a, b| turn(by_key(a, b).then_with(|| a.cmp(b))));
    }
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    done.out = Output { text, padded, ..Output::default() };
    Ok(done)
}

/// By the number at the start of each line; none counts as 0.
fn compare_numbers(a: &str, b: &str) -> Ordering {
    let (a, b) = (Number::read(a), Number::read(b));
    match (a.is_negative, b.is_negative) {
        (false, false) => a.size(&b),
        (true, true) => b.size(&a),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    }
}

/// A number as its digits, without zeros that mean nothing.
struct Number<'a> {
    is_negative: bool,
    whole: &'a str,
    part: &'a str,
}

impl Number<'_> {
    fn read(line: &str) -> Number<'_> {
        let line = line.trim_start_matches([' ', '\t']);
        let (minus, line) = line.strip_prefix('-').map_or((false, line), |rest| (true, rest));
        let (whole, rest) = digits(line);
        let part = rest.strip_prefix('.').map_or("", |rest| digits(rest).0);
        let (whole, part) = (whole.trim_start_matches('0'), part.trim_end_matches('0'));
        Number { is_negative: minus && !(whole.is_empty() && part.is_empty()), whole, part }
    }

    fn size(&self, other: &Number) -> Ordering {
        let by_whole = self.whole.len().cmp(&other.whole.len()).then_with(|| self.whole.cmp(other.whole));
        by_whole.then_with(|| self.part.cmp(other.part))
    }
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::compare_numbers;
    use std::cmp::Ordering::{Equal, Greater, Less};

    #[test]
    fn lines_are_compared_by_the_number_at_their_start() {
        let cases = [
            ("100", "9", Greater),
            ("  7 b", "7 a", Equal),
            ("-3", "-2", Less),
            ("-0", "x", Equal),
            ("1.5", "1.25", Greater),
            ("1.50", "1.5", Equal),
            ("", "1", Less),
        ];
        for (a, b, expected) in cases {
            assert_eq!(compare_numbers(a, b), expected, "{a} {b}");
        }
    }
}

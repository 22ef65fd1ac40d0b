//! The lines of a program as they are counted, measured and quoted in a key.

use super::space::number;
use crate::blocks::{Copy, CopyPart, Prose};

/// Columns of handwriting beside a question's number (`curriculum/README.md` 4.1).
pub const HANDWRITTEN: usize = 48;

/// Signs of a call or a result that fit on two lines of the narrowest column of a key, and a third of these, with room
/// for ellipses.
const GIST: usize = 60;
const GIST_PART: usize = 19;
/// Signs by which a cut gives way to a word.
const GIST_WORD: usize = 6;

/// The lines that hold something.
pub fn written(program: &str) -> impl Iterator<Item = &str> {
    program.lines().filter(|line| !line.trim().is_empty())
}

/// How many lines hold something, as a number of rules.
pub fn count_written(program: &str) -> u32 {
    number(written(program).count())
}

/// How many lines need a second rule when written by hand, at so many columns to a rule.
pub fn count_long(program: &str, columns: usize) -> u32 {
    number(written(program).filter(|line| line.chars().count() > columns).count())
}

/// ⌈1.25 nb⌉ + 2, and 1 for each line of the model that is too long for a rule (`curriculum/README.md` 4.2).
pub fn rules_for(model: &str) -> u32 {
    (5 * count_written(model)).div_ceil(4) + 2 + count_long(model, HANDWRITTEN)
}

/// A program to be copied, in the parts that empty lines leave: a rule for each line that holds something, and one more
/// for each that is too long for a rule.
pub fn to_copy(program: &str) -> Copy {
    let mut parts: Vec<CopyPart> = Vec::new();
    let mut is_below_empty = true;
    for (line, at) in program.lines().zip(1..) {
        let is_empty = line.trim().is_empty();
        match parts.last_mut() {
            Some(part) if is_empty || !is_below_empty => part.lines.push(line.to_owned()),
            _ => parts.push(CopyPart { first: number(at), lines: vec![line.to_owned()], rules: 0 }),
        }
        is_below_empty = is_empty;
    }
    for part in &mut parts {
        let text = part.lines.join("\n");
        part.rules = count_written(&text) + count_long(&text, HANDWRITTEN);
    }
    Copy { parts, is_piece: false }
}

/// Which line, from 0, is the only one that differs between programs of as many lines.
pub fn only_change(ours: &[&str], theirs: &[&str]) -> Option<usize> {
    let mut different = ours.iter().zip(theirs).enumerate().filter(|(_, (ours, theirs))| ours != theirs);
    let (at, _) = different.next()?;
    (ours.len() == theirs.len() && different.next().is_none()).then_some(at)
}

/// Code cut to so many columns, with an ellipsis where something is left out.
pub fn clip(code: &str, columns: usize) -> String {
    if code.chars().count() <= columns {
        return code.to_owned();
    }
    let kept: String = code.chars().take(columns.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Long code in a few pieces, as a key shows it: whole if it fits on two lines, else its start, the place where it first
/// leaves what it is most like among others, and its end.
pub fn gist(code: &str, others: &[String]) -> String {
    let letters: Vec<char> = code.chars().collect();
    if letters.len() <= GIST {
        return code.to_owned();
    }
    let alike =
        |other: &String| letters.iter().zip(other.chars()).take_while(|(ours, theirs)| **ours == *theirs).count();
    let fork = others.iter().filter(|other| *other != code).map(alike).max().unwrap_or(0);
    let text = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    // Words stay whole where that does not cut away the place.
    let is_start = |at: &usize| matches!(letters[at - 1], ' ' | '(' | '[' | '{');
    let first_after = |at: usize| (at..at + GIST_WORD).find(is_start).unwrap_or(at);
    let last_before = |at: usize| (at - GIST_WORD..=at).rev().find(is_start).unwrap_or(at);
    let last = letters.len() - GIST_PART;
    let end = Some(first_after(last)).filter(|end| fork < last || *end <= fork).unwrap_or(last);
    if fork + 2 < 2 * GIST_PART || fork >= last {
        let head = Some(last_before(2 * GIST_PART)).filter(|head| fork >= last || *head > fork + 1);
        return format!("{}…{}", text(0, head.unwrap_or(2 * GIST_PART)).trim_end(), text(end, letters.len()));
    }
    let start = fork - GIST_PART / 3;
    let begin = Some(first_after(start)).filter(|begin| *begin <= fork).unwrap_or(start);
    let stop = (start + GIST_PART).min(last);
    let stop = Some(last_before(stop)).filter(|stop| *stop > fork + 1).unwrap_or(stop);
    let (head, middle) = (text(0, last_before(GIST_PART)), text(begin, stop));
    format!("{}…{}…{}", head.trim_end(), middle.trim(), text(end, letters.len()))
}

/// What a wrong line has for the right one: the whole line if it fits, else the words that differ with some of those
/// around them. A line that is only indented otherwise is said to be.
pub fn excerpt(right: &str, wrong: &str, columns: usize) -> Prose {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let (right, left, words) = (right.trim_end(), right.trim(), wrong.trim());
    let shown = Prose::code(around(left, words, columns));
    if left != words {
        return shown;
    }
    shown.then(if depth(wrong) > depth(right) { " further in" } else { " further out" })
}

fn around(right: &str, wrong: &str, columns: usize) -> String {
    if wrong.chars().count() <= columns {
        return wrong.to_owned();
    }
    let right: Vec<&str> = right.split(' ').collect();
    let words: Vec<&str> = wrong.split(' ').collect();
    let last = words.len() - 1;
    let start = right.iter().zip(&words).take_while(|(a, b)| a == b).count().min(last);
    let most = right.len().saturating_sub(start).min(last - start);
    let same = right.iter().rev().zip(words.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (mut start, mut end) = (start, words.len() - same);
    loop {
        let left = (start > 0).then(|| (start - 1, end));
        let right = (end < words.len()).then(|| (start, end + 1));
        let wider = [left, right]
            .into_iter()
            .flatten()
            .find(|&(start, end)| cut_out(&words, start, end).chars().count() <= columns);
        match wider {
            Some(wider) => (start, end) = wider,
            None => return clip(&cut_out(&words, start, end), columns),
        }
    }
}

/// Some words of a line, with ellipses for those that are left out.
fn cut_out(words: &[&str], start: usize, end: usize) -> String {
    let before = if start > 0 { "… " } else { "" };
    let after = if end < words.len() { " …" } else { "" };
    format!("{before}{}{after}", words[start..end].join(" "))
}

/// What a wrong program has where it first differs from the right one: "`stops.append(stop)`", or "no `super()…`
/// line" where it only leaves something out.
pub fn changed(right: &str, wrong: &str, columns: usize) -> Prose {
    let right: Vec<&str> = written(right).collect();
    let wrong: Vec<&str> = written(wrong).collect();
    let before = right.iter().zip(&wrong).take_while(|(a, b)| a == b).count();
    let most = right.len().min(wrong.len()) - before;
    let after = right.iter().rev().zip(wrong.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let taken_out = &right[before..right.len() - after];
    let put_in = &wrong[before..wrong.len() - after];
    match (taken_out.first(), put_in.first()) {
        (Some(line), None) => without(line, columns),
        (Some(line), Some(other)) if other.trim() == "pass" => without(line, columns),
        (Some(line), Some(other)) => excerpt(line, other, columns),
        (None, Some(other)) => Prose::code(clip(other.trim(), columns)),
        (None, None) => Prose::plain("the same lines"),
    }
}

fn without(line: &str, columns: usize) -> Prose {
    Prose::plain("no ").then_code(&clip(line.trim(), columns)).then(" line")
}

#[cfg(test)]
mod tests {
    use super::{changed, clip, count_long, count_written, excerpt, gist};
    use crate::blocks::Span;
    use proptest::prelude::*;

    #[test]
    fn blank_lines_are_not_written() {
        assert_eq!(count_written("a = 1\n\n   \nb = 2\n"), 2);
        assert_eq!(count_long("a = 1\nabcdefgh = 2\n", 5), 1);
    }

    #[test]
    fn code_is_cut_at_its_end() {
        assert_eq!(clip("merge([])", 9), "merge([])");
        assert_eq!(clip("merge([1, 2])", 10), "merge([1,…");
    }

    #[test]
    fn a_gist_keeps_both_ends_and_the_place_that_differs() {
        let numbers = |from: u32, to: u32| {
            let numbers: Vec<String> = (from..to).map(|number| number.to_string()).collect();
            format!("merge([{}])", numbers.join(", "))
        };
        let short = numbers(10, 20);
        let long = numbers(10, 40);
        let other = long.replace("25, ", "99, ");
        let cases = [
            (&short, vec![&long], "merge([10, 11, 12, 13, 14, 15, 16, 17, 18, 19])"),
            (&long, vec![], "merge([10, 11, 12, 13, 14, 15, 16,…36, 37, 38, 39])"),
            (&long, vec![&long, &short], "merge([10, 11, 12,…18, 19, 20, 21,…36, 37, 38, 39])"),
            (&long, vec![&other], "merge([10, 11, 12,…24, 25, 26, 27,…36, 37, 38, 39])"),
            (&other, vec![&long, &short], "merge([10, 11, 12,…24, 99, 26, 27,…36, 37, 38, 39])"),
        ];
        for (code, others, expected) in cases {
            let others: Vec<String> = others.into_iter().cloned().collect();
            assert_eq!(gist(code, &others), expected);
        }
    }

    #[test]
    fn an_excerpt_keeps_what_differs() {
        let cases = [
            ("    return n", "    yield n", 20, "`yield n`"),
            ("if len(word) >= least:", "if len(words) >= least:", 22, "`if len(words) >= …`"),
            ("while a < b and c:", "while a < b or cc and d:", 14, "`… or cc and d:`"),
            ("if len(name) > len(best):", "if len(name) >= len(best):", 22, "`if len(name) >= …`"),
            ("for t in range(first, last + 1, 4):", "for t in range(first, last, 4):", 22, "`… range(first, last, …`"),
            ("a = b", "abcdefghijklmnopqrstuvwxyz", 10, "`abcdefghi…`"),
            ("    return n", "        return n", 22, "`return n` further in"),
            ("        return n", "    return n", 22, "`return n` further out"),
        ];
        for (right, wrong, columns, expected) in cases {
            assert_eq!(excerpt(right, wrong, columns).to_marked(), expected, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn gists_fit_and_of_two_that_differ_each_shows_it(
            start in "[ab, ]{0,70}", one in "[ab]", middle in "[ab, ]{0,70}", end in "[ab, ]{0,70}"
        ) {
            let other = if one == "a" { "b" } else { "a" };
            let code = |letter: &str| format!("{start}{letter}{middle}{end}");
            let (one, other) = (code(&one), code(other));
            let (shown, beside) = (gist(&one, std::slice::from_ref(&other)), gist(&other, std::slice::from_ref(&one)));
            prop_assert!(shown.chars().count() <= 60);
            prop_assert!(shown != beside, "{shown}");
        }

        #[test]
        fn an_excerpt_fits(right in "[ab ]{0,40}", wrong in "[ab]{1,9}( [ab]{1,9}){0,6}") {
            let shown = excerpt(&right, &wrong, 22);
            prop_assert!(!shown.to_plain().is_empty());
            prop_assert!(matches!(&shown.0[0], Span::Code(code) if code.chars().count() <= 22));
        }
    }

    #[test]
    fn a_change_is_named_by_its_first_line() {
        let right = "def f(self):\n    super().f()\n    self.n = n\n";
        let cases = [
            ("def f(self):\n    self.n = n\n", "no `super().f()` line"),
            ("def f(self):\n    pass\n    self.n = n\n", "no `super().f()` line"),
            ("def f(self):\n    super().f(self)\n    self.n = n\n", "`super().f(self)`"),
            ("def f(self):\n    super().f()\n    x = 1\n    self.n = n\n", "`x = 1`"),
            ("def f():\n    super().f()\n    n = n\n", "`def f():`"),
            (right, "the same lines"),
        ];
        for (wrong, expected) in cases {
            assert_eq!(changed(right, wrong, 30).to_marked(), expected);
        }
    }
}

//! Three versions of a text → one, or a text with the marks of a conflict. Refused where how git aligns the lines
//! would decide.

use crate::shell::Refusal;
use std::ops::Range;

/// A merged text.
#[derive(Debug, PartialEq, Eq)]
pub enum Merged {
    Clean(String),
    Conflict(String),
}

/// One change of a text: which lines of the base are replaced, and by which.
#[derive(Debug, PartialEq, Eq)]
struct Hunk<'a> {
    lines: Range<usize>,
    new: Vec<&'a str>,
}

impl<'a> Hunk<'a> {
    /// Its new lines with those around them that lie in a wider range of the base.
    fn widened(&self, base: &[&'a str], all: &Range<usize>) -> Vec<&'a str> {
        [&base[all.start..self.lines.start], self.new.as_slice(), &base[self.lines.end..all.end]].concat()
    }
}

/// Merges two versions that both differ from the base and from each other. `label` names theirs in the marks.
pub fn merge(base: &str, ours: &str, theirs: &str, label: &str) -> Result<Merged, Refusal> {
    if [base, ours, theirs].iter().any(|text| !text.is_empty() && !text.ends_with('\n')) {
        return Err(Refusal::situation("a merge of a last line without its end"));
    }
    let base: Vec<&str> = base.split_inclusive('\n').collect();
    let (mine, yours) = (hunk(&base, ours)?, hunk(&base, theirs)?);
    if mine.lines.end < yours.lines.start || yours.lines.end < mine.lines.start {
        let (first, second) = if mine.lines.start < yours.lines.start { (mine, yours) } else { (yours, mine) };
        let between = &base[first.lines.end..second.lines.start];
        let parts = [&base[..first.lines.start], &first.new, between, &second.new, &base[second.lines.end..]];
        return Ok(Merged::Clean(parts.concat().concat()));
    }
    let all = mine.lines.start.min(yours.lines.start)..mine.lines.end.max(yours.lines.end);
    let (upper, lower) = (mine.widened(&base, &all), yours.widened(&base, &all));
    if upper.iter().any(|line| lower.contains(line)) {
        return Err(Refusal::situation("a conflict in which both sides have a line in common"));
    }
    let (before, after) = (base[..all.start].concat(), base[all.end..].concat());
    let (upper, lower) = (upper.concat(), lower.concat());
    let marked = format!("{before}<<<<<<< HEAD\n{upper}=======\n{lower}>>>>>>> {label}\n{after}");
    Ok(Merged::Conflict(marked))
}

/// The one change that makes a text of the base; refused where it may be seen as several or elsewhere.
fn hunk<'a>(base: &[&str], text: &'a str) -> Result<Hunk<'a>, Refusal> {
    let new: Vec<&str> = text.split_inclusive('\n').collect();
    let start = base.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = base.len().min(new.len()) - start;
    let same = base.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let lines = start..base.len() - same;
    let (old_part, new_part) = (&base[lines.clone()], &new[start..new.len() - same]);
    let is_doubtful = if old_part.is_empty() || new_part.is_empty() {
        // Lines that were put in or taken out may slide past their like.
        let moved = if old_part.is_empty() { new_part } else { old_part };
        let before = start.checked_sub(1).map(|at| base[at]);
        let after = base.get(lines.end).copied();
        moved.last().copied() == before || (after.is_some() && moved.first().copied() == after)
    } else {
        old_part.iter().any(|line| new_part.contains(line))
    };
    if is_doubtful {
        return Err(Refusal::situation("a merge of lines that are much alike"));
    }
    Ok(Hunk { lines, new: new_part.to_vec() })
}

#[cfg(test)]
mod tests {
    use super::{Merged, merge};

    #[test]
    fn changes_apart_are_merged_and_others_marked() {
        let clean = |text: &str| Ok(Merged::Clean(text.to_owned()));
        let marked = |text: &str| Ok(Merged::Conflict(text.to_owned()));
        let cases = [
            ("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", clean("A\nb\nC\n")),
            ("a\nb\nc\n", "a\nb\nC\n", "A\nb\nc\n", clean("A\nb\nC\n")),
            ("a\n", "b\n", "c\n", marked("<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> fix\n")),
            ("x\na\ny\n", "x\nb\ny\n", "x\nc\ny\n", marked("x\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> fix\ny\n")),
            ("", "b\n", "c\n", marked("<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> fix\n")),
            ("a\nb\n", "A\nb\n", "a\nB\n", marked("<<<<<<< HEAD\nA\nb\n=======\na\nB\n>>>>>>> fix\n")),
        ];
        for (base, ours, theirs, expected) in cases {
            assert_eq!(merge(base, ours, theirs, "fix"), expected, "{base:?} {ours:?} {theirs:?}");
        }
    }

    #[test]
    fn what_alignment_decides_is_refused() {
        let cases = [
            ("a\n", "b", "c\n"),
            ("", "b\nc\n", "c\n"),
            ("a\na\nb\n", "a\na\na\nb\n", "a\na\nB\n"),
            ("a\nb\nc\n", "b\na\nc\n", "a\nb\nC\n"),
        ];
        for (base, ours, theirs) in cases {
            assert!(merge(base, ours, theirs, "fix").is_err(), "{base:?} {ours:?} {theirs:?}");
        }
    }
}

//! Marks as they are typed: `3`, `1a`, `5/8`, `-`; and whether they fit the questions of a sheet.

use crate::diagnostic::words::count;
use crate::history::{Asked, Mark};
use std::fmt::Write;

/// One mark as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    NotTried,
    Earned { mark: u32, of: Option<u32>, letter: Option<char> },
}

/// Reads a mark; `None` if the word is none.
pub fn read(word: &str) -> Option<Typed> {
    if word == "-" {
        return Some(Typed::NotTried);
    }
    let letter = word.chars().next_back().filter(char::is_ascii_alphabetic);
    let numbers = if letter.is_some() { &word[..word.len() - 1] } else { word };
    let (mark, of) = match numbers.split_once('/') {
        Some((mark, of)) => (number(mark)?, Some(number(of)?)),
        None => (number(numbers)?, None),
    };
    Some(Typed::Earned { mark, of, letter: letter.map(|letter| letter.to_ascii_lowercase()) })
}

/// One to three digits: a longer word is no mark, but may be the start of a code.
fn number(digits: &str) -> Option<u32> {
    let is_one = (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_one)
}

/// The mark of one question, or what is wrong with it.
pub fn fit(word: &str, asked: &Asked) -> Result<Mark, String> {
    let most = asked.points;
    let (mark, letter) = match read(word).ok_or_else(|| format!("`{}` is no mark", super::known::plain(word)))? {
        Typed::NotTried => (None, None),
        Typed::Earned { of: Some(of), .. } if of != most => return Err(format!("`{word}` is not out of {most}")),
        Typed::Earned { mark, .. } if mark > most => return Err(format!("`{word}` is more than {most}")),
        Typed::Earned { mark, letter: Some(letter), .. } if mark == most => {
            return Err(format!("`{word}` is right, so it has no wrong answer `{letter}`"));
        }
        Typed::Earned { mark, letter, .. } => (Some(mark), letter),
    };
    let misread = match letter.map(|letter| (letter, asked.wrong.get(&letter))) {
        Some((letter, None)) => return Err(format!("`{word}` has a letter `{letter}` that its key does not list")),
        Some((_, Some(id))) => Some(id.clone()).filter(|id| !id.is_empty()),
        None => None,
    };
    Ok(Mark { asked: asked.clone(), mark, letter, misread })
}

/// Marks for every question of a sheet, or all that is wrong with them.
pub fn fit_all(words: &[String], questions: &[Asked]) -> Result<Vec<Mark>, String> {
    let mut wrong = Vec::new();
    if words.len() != questions.len() {
        let are = if words.len() == 1 { "is" } else { "are" };
        let (has, given) = (count(questions.len(), "question"), count(words.len(), "mark"));
        wrong.push(format!("the sheet has {has}, and there {are} {given}"));
    }
    let mut marks = Vec::new();
    for ((word, asked), number) in words.iter().zip(questions).zip(1..) {
        match fit(word, asked) {
            Ok(mark) => marks.push(mark),
            Err(fault) => wrong.push(format!("question {number}: {fault}")),
        }
    }
    if wrong.is_empty() { Ok(marks) } else { Err(wrong.join("; ")) }
}

/// What each question of a sheet allows, in lines.
pub fn allowed(questions: &[Asked]) -> String {
    let mut text = String::new();
    for (asked, number) in questions.iter().zip(1..) {
        let number: u32 = number;
        write!(text, "\n{number:>4}  {:<9} {}", asked.kind, allows(asked)).ok();
    }
    text
}

/// "0 to 3, or -; with a, b or c for a listed wrong answer".
pub fn allows(asked: &Asked) -> String {
    let letters: Vec<String> = asked.wrong.keys().map(char::to_string).collect();
    let letters = match letters.as_slice() {
        [] => String::new(),
        [only] => format!(", with {only} for its wrong answer"),
        [others @ .., last] => format!(", with {} or {last} for a wrong answer of its key", others.join(", ")),
    };
    format!("0 to {}{letters}", asked.points)
}

/// A mark as it is typed and shown: `3`, `1a`, `-`.
pub fn shown(mark: &Mark) -> String {
    let letter = mark.letter.map(String::from).unwrap_or_default();
    mark.mark.map_or("-".to_owned(), |earned| format!("{earned}{letter}"))
}

#[cfg(test)]
mod tests {
    use super::{Typed, allowed, fit_all, read, shown};
    use crate::history::Asked;

    fn asked(points: u32, wrong: &[(char, &str)]) -> Asked {
        Asked {
            problem: "museum-fares@1".to_owned(),
            skill: "loops".to_owned(),
            kind: "output".to_owned(),
            topic: "control-flow".to_owned(),
            minutes: 2,
            points,
            wrong: wrong.iter().map(|(letter, id)| (*letter, (*id).to_owned())).collect(),
        }
    }

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn marks_are_told_from_codes() {
        let earned = |mark, of, letter| Some(Typed::Earned { mark, of, letter });
        let cases = [
            ("3", earned(3, None, None)),
            ("1a", earned(1, None, Some('a'))),
            ("0B", earned(0, None, Some('b'))),
            ("5/8", earned(5, Some(8), None)),
            ("12/20c", earned(12, Some(20), Some('c'))),
            ("-", Some(Typed::NotTried)),
            ("8000", None),
            ("8000-009J", None),
            ("a", None),
            ("", None),
            ("5/", None),
            ("/8", None),
            ("+1", None),
            ("1é", None),
            ("--", None),
        ];
        for (word, expected) in cases {
            assert_eq!(read(word), expected, "{word}");
        }
    }

    #[test]
    fn marks_carry_what_they_are_for() {
        let questions = [asked(3, &[('a', "range-includes-stop"), ('b', "")]), asked(8, &[])];
        let marks = fit_all(&words("1A 5/8"), &questions).expect("these fit");
        assert_eq!(marks[0].misread.as_deref(), Some("range-includes-stop"));
        assert_eq!(marks.iter().map(shown).collect::<Vec<_>>(), ["1a", "5"]);
        let marks = fit_all(&words("1b -"), &questions).expect("these fit");
        assert_eq!((marks[0].letter, marks[0].misread.as_deref(), marks[1].mark), (Some('b'), None, None));
    }

    #[test]
    fn what_does_not_fit_is_told_all_at_once() {
        let questions = [asked(3, &[('a', "x")]), asked(8, &[])];
        let cases = [
            ("3", "the sheet has 2 questions, and there is 1 mark"),
            ("3 8 1", "the sheet has 2 questions, and there are 3 marks"),
            ("4 9", "question 1: `4` is more than 3; question 2: `9` is more than 8"),
            (
                "2b 3/3",
                "question 1: `2b` has a letter `b` that its key does not list; question 2: `3/3` is not out of 8",
            ),
            ("3a x", "question 1: `3a` is right, so it has no wrong answer `a`; question 2: `x` is no mark"),
        ];
        for (line, fault) in cases {
            assert_eq!(fit_all(&words(line), &questions), Err(fault.to_owned()), "{line}");
        }
        assert_eq!(
            allowed(&questions),
            "\n   1  output    0 to 3, with a for its wrong answer\n   2  output    0 to 8"
        );
    }
}

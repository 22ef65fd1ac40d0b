//! How a key shows a wrong answer in a few words: what differs and what stands around it.
//!
//! Two answers come in as lines or as cells, short prose goes out.

use crate::blocks::Prose;
use std::collections::{BTreeMap, BTreeSet};

/// Characters of code that a cell of the table of wrong answers holds on one line.
const CELL: usize = 22;

/// What the key says of a program that is never done.
pub fn endless() -> Prose {
    Prose::plain("does not end")
}

/// Shows wrong lines beside the right ones: what is missing, what is too much, or the first line that differs.
pub fn shown_lines(right: &[String], wrong: &[String]) -> Prose {
    let same = right.iter().zip(wrong).take_while(|(right, wrong)| right == wrong).count();
    let differing = right.iter().zip(wrong).filter(|(right, wrong)| right != wrong).count();
    let (missing, left) = (&right[same..], &wrong[same..]);
    if wrong.is_empty() {
        Prose::plain("nothing")
    } else if let Some((gone, rest)) = missing.split_first().filter(|(_, rest)| *rest == left) {
        if rest.is_empty() && wrong.len() == 1 { alone(wrong) } else { Prose::plain("no ").then_prose(line(gone)) }
    } else if left.is_empty() && is_short(wrong) {
        alone(wrong)
    } else if left.is_empty() {
        Prose::plain("nothing after ").then_prose(line(&wrong[same - 1]))
    } else if right.len() == wrong.len() && right.len() > 1 && differing == 1 {
        one_line(same, missing, left)
    } else if is_short(left) {
        let before = if same == 0 { "" } else { "… " };
        both(Prose::plain(before), left)
    } else if right.len() == 1 && wrong.len() == 1 {
        line(&abbreviate(&wrong[0], Some(&right[0])))
    } else {
        one_line(same, missing, left)
    }
}

/// Shows several wrong answers beside the right lines. Those that would look the same have every further line that tells
/// them apart.
pub fn shown_apart(right: &[String], answers: &[Vec<String>], shown: Vec<Prose>) -> Vec<Prose> {
    let alike = |shown: &[Prose]| -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        shown.iter().enumerate().for_each(|(at, prose)| groups.entry(prose.to_marked()).or_default().push(at));
        groups.into_values().filter(|group| group.len() > 1).collect()
    };
    let mut apart = shown;
    for group in alike(&apart) {
        tell_apart(right, answers, &group, &mut apart);
    }
    // One of them may now look like one of the others.
    if !alike(&apart).is_empty() {
        let printed: Vec<usize> = (0..answers.len()).filter(|at| !answers[*at].is_empty()).collect();
        tell_apart(right, answers, &printed, &mut apart);
    }
    apart
}

/// Shows, of each of these answers, the first line that is not right and the lines in which they differ.
fn tell_apart(right: &[String], answers: &[Vec<String>], group: &[usize], shown: &mut [Prose]) {
    let mut telling: BTreeSet<usize> = BTreeSet::new();
    for (at, one) in group.iter().enumerate() {
        for other in &group[at + 1..] {
            let (one, other) = (&answers[*one], &answers[*other]);
            if telling.iter().all(|line| one.get(*line) == other.get(*line)) {
                telling.insert(alike_until(one, other));
            }
        }
    }
    let is_one_line = right.len() == 1 && group.iter().all(|at| answers[*at].len() == 1);
    for &at in group {
        let answer = &answers[at];
        let lines = telling.iter().copied().chain([alike_until(right, answer)]).collect::<BTreeSet<usize>>();
        let mut prose = Prose::default();
        for number in lines {
            prose = if prose.0.is_empty() { prose } else { prose.then(", ") };
            let Some(text) = answer.get(number) else {
                prose = prose.then(&format!("no line {}", number + 1));
                continue;
            };
            prose = if is_one_line { prose } else { prose.then(&format!("line {} ", number + 1)) };
            let fellows = group.iter().filter_map(|fellow| answers[*fellow].get(number));
            prose = prose.then_prose(pieces_of(text, right.get(number), fellows));
        }
        shown[at] = prose;
    }
}

/// What fits of a line, and the places in which it differs from others that would be cut to the same.
fn pieces_of<'a>(text: &str, right: Option<&String>, fellows: impl Iterator<Item = &'a String>) -> Prose {
    let right = right.map(String::as_str);
    let first = abbreviate(text, right);
    let mut prose = line(&first);
    let mut seen = BTreeSet::from([first.clone()]);
    for fellow in fellows.filter(|fellow| *fellow != text && abbreviate(fellow, right) == first) {
        let piece = abbreviate(text, Some(fellow));
        // The same letter over and over.
        if piece == abbreviate(fellow, Some(text)) && seen.insert(text.to_owned()) {
            prose = prose.then(&format!(" ({} signs)", text.chars().count()));
        } else if seen.insert(piece.clone()) {
            prose = prose.then(" and ").then_code(&piece);
        }
    }
    prose
}

/// The first line, from 0, in which two answers are not the same.
fn alike_until(one: &[String], other: &[String]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// The first line that differs, by its number.
fn one_line(same: usize, right: &[String], wrong: &[String]) -> Prose {
    let text = abbreviate(&wrong[0], right.first().map(String::as_str));
    Prose::plain(format!("line {} ", same + 1)).then_prose(line(&text))
}

/// As much of a wrong text as fits, with the first place in it where it leaves the right one.
pub fn abbreviate(wrong: &str, right: Option<&str>) -> String {
    let letters: Vec<char> = wrong.chars().collect();
    if letters.len() <= CELL {
        return wrong.to_owned();
    }
    let same =
        right.map_or(0, |right| right.chars().zip(&letters).take_while(|(right, wrong)| right == *wrong).count());
    let room = CELL - 2;
    // Some of what is the same stays in front, and the end of the text is never passed.
    let start = if same < room { 0 } else { (same - room / 2).min(letters.len() - room) };
    let end = (start + room).min(letters.len());
    let before = if start == 0 { "" } else { "…" };
    let after = if end == letters.len() { "" } else { "…" };
    format!("{before}{}{after}", letters[start..end].iter().collect::<String>())
}

/// One line of output as code; an empty one is said in words.
fn line(text: &str) -> Prose {
    if text.is_empty() { Prose::plain("an empty line") } else { Prose::code(text) }
}

fn is_short(lines: &[String]) -> bool {
    let letters: usize = lines.iter().map(|line| line.chars().count()).sum();
    lines.len() <= 2 && letters <= CELL
}

fn both(start: Prose, lines: &[String]) -> Prose {
    lines.iter().enumerate().fold(start, |prose, (index, text)| {
        let prose = if index == 0 { prose } else { prose.then(" and ") };
        prose.then_prose(line(text))
    })
}

fn alone(lines: &[String]) -> Prose {
    both(Prose::default(), lines).then(" alone")
}

#[cfg(test)]
mod tests {
    use super::{abbreviate, shown_apart, shown_lines};
    use proptest::prelude::*;

    fn lines(text: &str) -> Vec<String> {
        text.split('|').filter(|line| *line != "-").map(str::to_owned).collect()
    }

    #[test]
    fn what_differs_is_shown_and_what_stands_around_it() {
        let cases = [
            ("4 4|7 11|13 24|done 24", "4 4|7 11|13 24|16 40|done 40", "… `16 40` and `done 40`"),
            ("4 4|7 11|13 24|done 24", "4 4|7 11", "`4 4` and `7 11` alone"),
            ("4 4|7 11|13 24|done 24", "4 4|7 11|13 24", "no `done 24`"),
            ("4 4|7 11|13 24|done 24", "4 4|13 24|done 24", "no `7 11`"),
            ("4 4|7 11|13 24|done 24", "7 7|9 16|11 27|done 27", "line 1 `7 7`"),
            ("4 4|7 11|13 24|done 24", "4 4|7 11|13 25|15 40|done 40", "line 3 `13 25`"),
            ("1|2|3|4|5", "1|2|3", "nothing after `3`"),
            ("4 4|done", "4 4", "`4 4` alone"),
            ("12", "13", "`13`"),
            ("12", "-", "nothing"),
            ("12", "[1, 2, 3, 4, 5, 6, 7, 8]", "`[1, 2, 3, 4, 5, 6, 7…`"),
            ("1|2", "1||2", "… an empty line and `2`"),
            ("1|2|3", "1|7|3", "line 2 `7`"),
            ("1|2|3", "1|7|8", "… `7` and `8`"),
            ("12|KeyError", "12|None", "line 2 `None`"),
        ];
        for (right, wrong, shown) in cases {
            assert_eq!(shown_lines(&lines(right), &lines(wrong)).to_marked(), shown, "{right} / {wrong}");
        }
    }

    fn apart(right: &str, wrong: &[&str]) -> Vec<String> {
        let right = lines(right);
        let wrong: Vec<Vec<String>> = wrong.iter().map(|wrong| lines(wrong)).collect();
        let shown = wrong.iter().map(|wrong| shown_lines(&right, wrong)).collect();
        shown_apart(&right, &wrong, shown).iter().map(super::Prose::to_marked).collect()
    }

    #[test]
    fn answers_that_would_look_the_same_have_the_lines_that_tell_them_apart() {
        let long = "[10, 20, 30, 40, 50, 60, 70, 80]";
        let (front, end) = (long.replace("10", "11"), long.replace("10", "11").replace("80", "81"));
        let cases: [(&str, Vec<&str>, Vec<&str>); 6] = [
            ("1|2|3|4", vec!["7|2|3|4", "2|3|4"], vec!["line 1 `7`", "no `1`"]),
            ("1|2|3|4", vec!["7|8|3|4", "7|8|9|4"], vec!["line 1 `7`, line 3 `3`", "line 1 `7`, line 3 `9`"]),
            ("1|2|3|4", vec!["7|8|3|4", "7|8|3"], vec!["line 1 `7`, line 4 `4`", "line 1 `7`, no line 4"]),
            ("1", vec!["7|8|9", "7|8|3"], vec!["line 1 `7`, line 3 `9`", "line 1 `7`, line 3 `3`"]),
            (
                "1|2|3|4",
                vec!["7|8|8|4", "7|8|9|4", "7|8|9|5"],
                vec![
                    "line 1 `7`, line 3 `8`, line 4 `4`",
                    "line 1 `7`, line 3 `9`, line 4 `4`",
                    "line 1 `7`, line 3 `9`, line 4 `5`",
                ],
            ),
            (
                long,
                vec![&front, &end],
                vec![
                    "`[11, 20, 30, 40, 50,…` and `… 40, 50, 60, 70, 80]`",
                    "`[11, 20, 30, 40, 50,…` and `… 40, 50, 60, 70, 81]`",
                ],
            ),
        ];
        for (right, wrong, shown) in cases {
            assert_eq!(apart(right, &wrong), shown, "{right}");
        }
    }

    #[test]
    fn a_long_line_keeps_the_place_where_it_differs() {
        let long = "[10, 20, 30, 40, 50, 60]";
        let cases = [
            ("[1, 2, 3]", None, "[1, 2, 3]"),
            (long, None, "[10, 20, 30, 40, 50,…"),
            (long, Some("[11, 20]"), "[10, 20, 30, 40, 50,…"),
            (long, Some("[10, 20, 30, 40, 50, 70]"), "… 20, 30, 40, 50, 60]"),
        ];
        for (wrong, right, short) in cases {
            assert_eq!(abbreviate(wrong, right), short);
        }
    }

    proptest! {
        #[test]
        fn different_answers_are_shown_differently(
            right in "[ab]{1,3}(\\|[ab]{1,3}){0,4}",
            wrong in proptest::collection::btree_set("[ab]{1,3}(\\|[ab]{1,2}|\\|a{20,24}b?){0,4}", 2..5)
        ) {
            let wrong: Vec<&str> = wrong.iter().map(String::as_str).filter(|wrong| **wrong != right).collect();
            let mut shown = apart(&right, &wrong);
            shown.sort();
            let all = shown.len();
            shown.dedup();
            prop_assert_eq!(shown.len(), all, "{:?}", shown);
        }

        #[test]
        fn an_abbreviation_fits_and_holds_the_difference(wrong in "[a-c]{0,60}", right in "[a-c]{0,60}") {
            let short = abbreviate(&wrong, Some(&right));
            prop_assert!(short.chars().count() <= 22);
            let kept = short.trim_matches('…');
            let same = right.chars().zip(wrong.chars()).take_while(|(right, wrong)| right == wrong).count();
            let covers = |start: usize| start <= same && same < start + kept.len() + 1;
            prop_assert!((0..=wrong.len()).any(|start| wrong[start..].starts_with(kept) && covers(start)));
        }
    }
}

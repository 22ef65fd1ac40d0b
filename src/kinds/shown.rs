//! How a key shows a wrong answer in a few words: what differs and what stands around it.
//!
//! Two answers come in as lines or as cells, short prose goes out.

use crate::blocks::Prose;

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
    use super::{abbreviate, shown_lines};
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

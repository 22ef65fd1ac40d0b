//! Words for counts, lists and nearest names, so that no message puts them together by hand.

/// "1 lap", "3 laps", "2 boxes", "4 entries".
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {}", plural(noun)) }
}

/// "20,000": digits in threes, from four on.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "laps", "boxes", "entries".
pub fn plural(noun: &str) -> String {
    let before_y = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        None => format!("{noun}s"),
    }
}

/// Names to choose from: "`a`, `b` or `c`".
pub fn either<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> String {
    list(names, "or")
}

/// Names together: "`a`, `b` and `c`".
pub fn all_of<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> String {
    list(names, "and")
}

fn list<T: AsRef<str>>(names: impl IntoIterator<Item = T>, word: &str) -> String {
    let mut quoted: Vec<String> = names.into_iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match quoted.pop() {
        None => String::new(),
        Some(last) if quoted.is_empty() => last,
        Some(last) => format!("{} {word} {last}", quoted.join(", ")),
    }
}

/// The candidate that a slip of the pen most likely meant: at most one edit for every three letters, and at least
/// one. The first of several that are equally near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let reach = (word.chars().count() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if word.len().abs_diff(candidate.len()) > 4 * reach {
            continue;
        }
        let distance = distance(word, candidate);
        // Two names of which nothing is alike are not near, however short they are.
        let alike = distance < word.chars().count().max(candidate.chars().count());
        if distance <= reach && alike && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Edits between two words: a letter added, left out, changed, or two neighbours exchanged ("optimal string
/// alignment").
pub fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut before: Vec<usize> = vec![0; right.len() + 1];
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for i in 1..=left.len() {
        let mut row = vec![i; right.len() + 1];
        for j in 1..=right.len() {
            let change = last[j - 1] + usize::from(left[i - 1] != right[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            let exchanged = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            if exchanged {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::{all_of, count, distance, either, grouped, nearest};

    #[test]
    fn digits_stand_in_threes() {
        let cases = [(0, "0"), (999, "999"), (2_000, "2,000"), (20_000, "20,000"), (1_234_567, "1,234,567")];
        for (number, text) in cases {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn counts_take_the_plural_of_their_noun() {
        let cases = [
            (0, "lap", "0 laps"),
            (1, "lap", "1 lap"),
            (3, "lap", "3 laps"),
            (2, "box", "2 boxes"),
            (2, "entry", "2 entries"),
            (2, "day", "2 days"),
            (2, "class", "2 classes"),
            (2, "sketch", "2 sketches"),
        ];
        for (number, noun, words) in cases {
            assert_eq!(count(number, noun), words);
        }
    }

    #[test]
    fn lists_have_one_word_before_the_last() {
        assert_eq!(either(Vec::<&str>::new()), "");
        assert_eq!(either(["a"]), "`a`");
        assert_eq!(either(["a", "b"]), "`a` or `b`");
        assert_eq!(all_of(["a", "b", "c"]), "`a`, `b` and `c`");
    }

    #[test]
    fn distances_count_edits() {
        let cases = [
            ("", "", 0),
            ("abc", "", 3),
            ("watch", "wacth", 1),
            ("level", "levle", 1),
            ("kind", "king", 1),
            ("ask", "task", 1),
        ];
        for (left, right, edits) in cases {
            assert_eq!(distance(left, right), edits, "{left} {right}");
            assert_eq!(distance(right, left), edits, "{right} {left}");
        }
    }

    #[test]
    fn nearest_finds_slips_and_nothing_far() {
        let keys = ["watch", "where", "why", "id"];
        let cases = [
            ("wacth", Some("watch")),
            ("wher", Some("where")),
            ("programme", None),
            ("ix", Some("id")),
            ("xy", None),
            ("", None),
        ];
        for (word, found) in cases {
            assert_eq!(nearest(word, keys), found, "{word}");
        }
    }
}

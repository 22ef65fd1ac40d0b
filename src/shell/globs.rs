//! Patterns of names: `*`, `?`, `[ab]`, `[!a]`, `[0-9]`. The whole name must fit.

/// A letter of a pattern, and whether it may be a pattern's sign: quoted letters stand for themselves.
pub type Letter = (char, bool);

/// Whether a word holds a sign of a pattern.
pub fn is_pattern(word: &[Letter]) -> bool {
    word.iter().any(|letter| matches!(letter, ('*' | '?' | '[', true)))
}

/// Whether a whole name fits. A leading dot must be written.
pub fn fits(pattern: &[Letter], name: &str) -> bool {
    let letters: Vec<char> = name.chars().collect();
    let is_hidden = letters.first() == Some(&'.');
    !(is_hidden && pattern.first().map(|(letter, _)| *letter) != Some('.')) && rest_fits(pattern, &letters)
}

/// The same for `find -name`, where a leading dot is a letter like any other.
pub fn fits_dots(pattern: &str, name: &str) -> bool {
    let pattern: Vec<Letter> = pattern.chars().map(|letter| (letter, true)).collect();
    rest_fits(&pattern, &name.chars().collect::<Vec<char>>())
}

fn rest_fits(pattern: &[Letter], name: &[char]) -> bool {
    let Some((sign, rest)) = pattern.split_first() else { return name.is_empty() };
    match sign {
        ('*', true) => (0..=name.len()).any(|skipped| rest_fits(rest, &name[skipped..])),
        ('?', true) => name.split_first().is_some_and(|(_, others)| rest_fits(rest, others)),
        ('[', true) => match set(rest) {
            Some((set, after)) => {
                name.split_first().is_some_and(|(letter, others)| set.holds(*letter) && rest_fits(after, others))
            }
            None => name.first() == Some(&'[') && rest_fits(rest, &name[1..]),
        },
        (letter, _) => name.first() == Some(letter) && rest_fits(rest, &name[1..]),
    }
}

/// The letters between brackets.
struct Set {
    ranges: Vec<(char, char)>,
    is_other: bool,
}

impl Set {
    fn holds(&self, letter: char) -> bool {
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter)) != self.is_other
    }
}

/// Reads behind `[`; gives what stands behind `]`, or `None` where there is none.
fn set(pattern: &[Letter]) -> Option<(Set, &[Letter])> {
    let is_other = matches!(pattern.first(), Some(('!' | '^', true)));
    let start = usize::from(is_other);
    // The first letter is one of the set even if it is `]`.
    let end = start + 1 + pattern.get(start + 1..)?.iter().position(|letter| *letter == (']', true))?;
    let inside = &pattern[start..end];
    let mut ranges = Vec::new();
    let mut at = 0;
    while let Some((first, _)) = inside.get(at) {
        match (inside.get(at + 1), inside.get(at + 2)) {
            (Some(('-', true)), Some((last, _))) => {
                ranges.push((*first, *last));
                at += 3;
            }
            _ => {
                ranges.push((*first, *first));
                at += 1;
            }
        }
    }
    Some((Set { ranges, is_other }, &pattern[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::{fits, fits_dots};

    #[test]
    fn the_whole_name_must_fit() {
        let cases = [
            ("*.txt", "a.txt", true),
            ("*.txt", ".a.txt", false),
            (".*", ".env", true),
            ("data?.csv", "data1.csv", true),
            ("data?.csv", "data.csv", false),
            ("data*.csv", "data.csv", true),
            ("*.csv", "b.csv.bak", false),
            ("[ab]*.txt", "ab.txt", true),
            ("[!a]*", "b", true),
            ("[!a]*", "a", false),
            ("[!b]a", ".a", false),
            ("[0-9]", "7", true),
            ("[a", "[a", true),
            ("[]x]", "]", true),
            ("", "", true),
        ];
        for (pattern, name, expected) in cases {
            let letters: Vec<(char, bool)> = pattern.chars().map(|letter| (letter, true)).collect();
            assert_eq!(fits(&letters, name), expected, "{pattern} {name}");
        }
        assert!(!fits(&[('*', false)], "a") && fits(&[('*', false)], "*"));
        assert!(fits_dots("*.txt", ".a.txt"));
    }
}

//! Basic regular expressions as `grep` reads them: letters, `.`, `*`, `[…]`, `^`, `$`, `\.`.

use super::Refusal;

/// A pattern that may be found anywhere in a line.
pub struct Pattern {
    atoms: Vec<Atom>,
    at_start: bool,
    at_end: bool,
    ignore_case: bool,
}

struct Atom {
    one: One,
    star: bool,
}

enum One {
    Letter(char),
    Any,
    Set { ranges: Vec<(char, char)>, is_other: bool },
}

impl Pattern {
    /// Reads a pattern; what GNU adds to basic expressions (`\+`, `\|`, `\(`) is refused.
    pub fn read(written: &str, ignore_case: bool) -> Result<Pattern, Refusal> {
        let letters: Vec<char> = written.chars().collect();
        let refused = || Refusal::argument("grep", written);
        let mut pattern = Pattern { atoms: Vec::new(), at_start: false, at_end: false, ignore_case };
        let mut at = 0;
        while let Some(letter) = letters.get(at) {
            at += 1;
            let one = match letter {
                '\n' => return Err(refused()),
                '^' if at == 1 => {
                    pattern.at_start = true;
                    continue;
                }
                '$' if at == letters.len() => {
                    pattern.at_end = true;
                    continue;
                }
                '*' => match pattern.atoms.last_mut() {
                    Some(last) => {
                        last.star = true;
                        continue;
                    }
                    None => One::Letter('*'),
                },
                '.' => One::Any,
                '[' => {
                    let (set, end) = set(&letters, at).ok_or_else(refused)?;
                    at = end;
                    set
                }
                '\\' => match letters.get(at) {
                    Some(next) if !next.is_ascii_alphanumeric() && !"+?|(){}<>`'".contains(*next) => {
                        at += 1;
                        One::Letter(*next)
                    }
                    _ => return Err(refused()),
                },
                letter => One::Letter(*letter),
            };
            pattern.atoms.push(Atom { one, star: false });
        }
        Ok(pattern)
    }

    /// Whether some part of a line fits.
    pub fn is_in(&self, line: &str) -> bool {
        let line: Vec<char> = line.chars().collect();
        let starts = if self.at_start { 0..=0 } else { 0..=line.len() };
        starts.into_iter().any(|start| self.fits(&self.atoms, &line[start..]))
    }

    fn fits(&self, atoms: &[Atom], line: &[char]) -> bool {
        let Some((atom, rest)) = atoms.split_first() else { return !self.at_end || line.is_empty() };
        if !atom.star {
            return line
                .split_first()
                .is_some_and(|(letter, others)| self.is(atom, *letter) && self.fits(rest, others));
        }
        let most = line.iter().take_while(|letter| self.is(atom, **letter)).count();
        (0..=most).any(|taken| self.fits(rest, &line[taken..]))
    }

    fn is(&self, atom: &Atom, letter: char) -> bool {
        let is_one = |letter: char| match &atom.one {
            One::Any => true,
            One::Letter(wanted) => *wanted == letter,
            One::Set { ranges, is_other } => {
                ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter)) != *is_other
            }
        };
        if !self.ignore_case {
            return is_one(letter);
        }
        let others = [letter.to_ascii_lowercase(), letter.to_ascii_uppercase()];
        match &atom.one {
            // A set that leaves letters out leaves both cases out.
            One::Set { is_other: true, .. } => others.into_iter().all(is_one),
            _ => others.into_iter().any(is_one),
        }
    }
}

/// Reads behind `[`; gives where it ends. Classes such as `[:digit:]` are not read.
fn set(letters: &[char], start: usize) -> Option<(One, usize)> {
    let is_other = letters.get(start) == Some(&'^');
    let first = start + usize::from(is_other);
    let end = first + 1 + letters.get(first + 1..)?.iter().position(|letter| *letter == ']')?;
    let inside = &letters[first..end];
    if inside.windows(2).any(|pair| pair[0] == '[' && matches!(pair[1], ':' | '.' | '=')) {
        return None;
    }
    let mut ranges = Vec::new();
    let mut at = 0;
    while let Some(letter) = inside.get(at) {
        match (inside.get(at + 1), inside.get(at + 2)) {
            (Some('-'), Some(last)) if letter <= last => {
                ranges.push((*letter, *last));
                at += 3;
            }
            (Some('-'), Some(_)) => return None,
            _ => {
                ranges.push((*letter, *letter));
                at += 1;
            }
        }
    }
    Some((One::Set { ranges, is_other }, end + 1))
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_pattern_is_found_anywhere_unless_anchored() {
        let cases = [
            ("an", "banana", true),
            ("^an", "banana", false),
            ("na$", "banana", true),
            ("o.*r", "a door", true),
            ("o*r", "car", true),
            ("[0-9]", "bus 7", true),
            ("[^a-z]", "bus", false),
            ("^.a", "van", true),
            ("1\\.5", "1x5", false),
            ("a^b", "a^b", true),
            ("*a", "x*a", true),
            ("^$", "", true),
            ("", "x", true),
        ];
        for (pattern, line, expected) in cases {
            let read = Pattern::read(pattern, false).expect("it can be read");
            assert_eq!(read.is_in(line), expected, "{pattern} in {line}");
        }
        assert!(Pattern::read("ERR[OX]r", true).expect("it can be read").is_in("an error"));
    }

    #[test]
    fn what_gnu_adds_is_refused() {
        for pattern in ["a\\+", "\\(a\\)", "a\\|b", "\\bword", "[[:digit:]]", "[a", "a\\"] {
            assert!(Pattern::read(pattern, false).is_err(), "{pattern}");
        }
    }
}

//! Options as GNU's tools read them: anywhere among the words, letters together, values attached or behind.

use crate::shell::Refusal;
use std::collections::BTreeSet;

/// The words of a command, sorted out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub flags: BTreeSet<char>,
    pub values: Vec<(char, String)>,
    pub operands: Vec<String>,
}

impl Options {
    /// Sorts the words out: `flags` are the letters that stand alone, `valued` those that take a value. Any other
    /// option is refused by name.
    pub fn read(command: &str, words: &[String], flags: &str, valued: &str) -> Result<Options, Refusal> {
        let mut options = Options::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if word == "--" {
                options.operands.extend(words.by_ref().cloned());
                break;
            }
            let letters = match word.strip_prefix('-') {
                Some(letters) if !letters.is_empty() => letters,
                _ => {
                    options.operands.push(word.clone());
                    continue;
                }
            };
            for (at, letter) in letters.char_indices() {
                if flags.contains(letter) {
                    options.flags.insert(letter);
                    continue;
                }
                if !valued.contains(letter) {
                    let named = if letters.starts_with('-') { word.clone() } else { format!("-{letter}") };
                    return Err(Refusal::argument(command, &named));
                }
                let attached = &letters[at + letter.len_utf8()..];
                let value = if attached.is_empty() { words.next().cloned() } else { Some(attached.to_owned()) };
                let value = value.ok_or_else(|| Refusal::argument(command, word))?;
                options.values.push((letter, value));
                break;
            }
        }
        Ok(options)
    }

    pub fn has(&self, letter: char) -> bool {
        self.flags.contains(&letter)
    }

    /// The last value of an option.
    pub fn value(&self, letter: char) -> Option<&str> {
        self.values.iter().rev().find(|(known, _)| *known == letter).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn options_may_stand_anywhere() {
        let words: Vec<String> = ["-d,", "f", "-rn", "-f", "2", "--", "-x"].map(str::to_owned).to_vec();
        let options = Options::read("it", &words, "rn", "df").expect("all are known");
        assert_eq!(options.operands, ["f", "-x"]);
        assert_eq!((options.value('d'), options.value('f')), (Some(","), Some("2")));
        assert!(options.has('r') && options.has('n'));
    }

    #[test]
    fn an_unknown_option_is_named() {
        for (word, named) in [("-z", "`-z`"), ("-rz", "`-z`"), ("--all", "`--all`"), ("-d", "`-d`")] {
            let refused = Options::read("it", &[word.to_owned()], "r", "d").expect_err("it is unknown");
            assert!(refused.message().contains(named), "{}", refused.message());
        }
    }
}

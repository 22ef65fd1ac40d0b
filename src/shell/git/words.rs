//! Words behind `git add` and its like: options by their whole name, letters together, values behind.

use crate::shell::Refusal;

/// The words of a command, sorted out.
pub struct Words {
    command: String,
    flags: Vec<String>,
    values: Vec<(String, String)>,
    pub operands: Vec<String>,
    /// Those behind `--`.
    pub paths: Vec<String>,
    pub has_dashes: bool,
}

impl Words {
    /// Sorts words out: `flags` stand alone, `valued` take a value. Any other option is refused by name.
    pub fn read(command: &str, words: &[String], flags: &[&str], valued: &[&str]) -> Result<Words, Refusal> {
        let command = format!("git {command}");
        let mut read = Words {
            command,
            flags: Vec::new(),
            values: Vec::new(),
            operands: Vec::new(),
            paths: Vec::new(),
            has_dashes: false,
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if word == "--" {
                read.has_dashes = true;
                read.paths.extend(words.by_ref().cloned());
            } else if flags.contains(&word.as_str()) {
                read.flags.push(word.clone());
            } else if !word.starts_with('-') || word == "-" {
                read.operands.push(word.clone());
            } else if let Some((name, value)) = word.split_once('=').filter(|(name, _)| valued.contains(name)) {
                read.values.push((name.to_owned(), value.to_owned()));
            } else {
                read.letters(word, &mut words, flags, valued)?;
            }
        }
        Ok(read)
    }

    /// `-am "…"`: letters together, the last with a value.
    fn letters(
        &mut self,
        word: &str,
        words: &mut std::slice::Iter<String>,
        flags: &[&str],
        valued: &[&str],
    ) -> Result<(), Refusal> {
        let refused = || Refusal::argument(&self.command, word);
        if valued.contains(&word) {
            let value = words.next().ok_or_else(refused)?;
            self.values.push((word.to_owned(), value.clone()));
            return Ok(());
        }
        if word.starts_with("--") {
            return Err(refused());
        }
        let letters = &word[1..];
        for (at, letter) in letters.char_indices() {
            let name = format!("-{letter}");
            if flags.contains(&name.as_str()) {
                self.flags.push(name);
                continue;
            }
            if !valued.contains(&name.as_str()) {
                return Err(refused());
            }
            let attached = &letters[at + letter.len_utf8()..];
            let value = if attached.is_empty() { words.next().cloned() } else { Some(attached.to_owned()) };
            let value = value.ok_or_else(refused)?;
            self.values.push((name, value));
            break;
        }
        Ok(())
    }

    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|known| known == flag)
    }

    pub fn is_quiet(&self) -> bool {
        self.has("-q") || self.has("--quiet")
    }

    /// The last value of an option; `None` where it does not stand.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn count_values(&self, name: &str) -> usize {
        self.values.iter().filter(|(known, _)| known == name).count()
    }

    /// Everything that is no option, wherever it stands.
    pub fn all_operands(&self) -> Vec<&String> {
        self.operands.iter().chain(&self.paths).collect()
    }

    /// Refuses words that a command takes but that are not modelled.
    pub fn no_operands(&self) -> Result<(), Refusal> {
        match self.all_operands().first() {
            Some(word) => Err(Refusal::argument(&self.command, word)),
            None => Ok(()),
        }
    }
}

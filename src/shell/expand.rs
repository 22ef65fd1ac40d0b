//! Words as they are written → the words that a command gets: values put in, fallen apart at blanks, patterns
//! replaced by the names that fit.

use super::globs::{self, Letter};
use super::tree::HOME;
use super::words::{Piece, Word};
use super::{Refusal, Shell};

impl Shell {
    /// The words that a command gets for those that are written.
    pub(super) fn expand(&self, words: &[Word]) -> Result<Vec<String>, Refusal> {
        let mut expanded = Vec::new();
        for word in words {
            for field in self.fields(word)? {
                expanded.extend(self.names(&field)?);
            }
        }
        Ok(expanded)
    }

    /// One word that must stay one: the target of an arrow, the value of a name.
    pub(super) fn expand_one(&self, word: &[Piece]) -> Result<String, Refusal> {
        let word: Word = word.iter().cloned().map(as_quoted_value).collect();
        let fields = self.fields(&word)?;
        Ok(fields.into_iter().flatten().map(|(letter, _)| letter).collect())
    }

    /// Whether a word holds the sign of a pattern that is not quoted.
    pub(super) fn is_pattern(&self, word: &[Piece]) -> Result<bool, Refusal> {
        Ok(self.fields(word)?.iter().any(|field| globs::is_pattern(field)))
    }

    fn fields(&self, word: &[Piece]) -> Result<Vec<Vec<Letter>>, Refusal> {
        let mut fields: Vec<Vec<Letter>> = Vec::new();
        let mut open: Option<Vec<Letter>> = None;
        for (index, piece) in word.iter().enumerate() {
            match piece {
                Piece::Text { text, quoted: true } => {
                    open.get_or_insert_default().extend(text.chars().map(|letter| (letter, false)));
                }
                Piece::Text { text, quoted: false } => {
                    let text = if index == 0 { with_home(text, word.len() == 1)? } else { text.clone() };
                    open.get_or_insert_default().extend(text.chars().map(|letter| (letter, true)));
                }
                Piece::Value { name, quoted: true } => {
                    open.get_or_insert_default().extend(self.value(name)?.chars().map(|letter| (letter, false)));
                }
                Piece::Value { name, quoted: false } => {
                    for letter in self.value(name)?.chars() {
                        if matches!(letter, ' ' | '\t' | '\n') {
                            fields.extend(open.take());
                        } else {
                            open.get_or_insert_default().push((letter, true));
                        }
                    }
                }
            }
        }
        fields.extend(open);
        Ok(fields)
    }

    fn value(&self, name: &str) -> Result<String, Refusal> {
        let value = match name {
            "?" => match self.status {
                Some(status) => status.to_string(),
                None => return Err(Refusal::situation("the number of a status that differs")),
            },
            "PWD" => self.folder.clone(),
            "HOME" => HOME.to_owned(),
            name => self.values.get(name).cloned().unwrap_or_default(),
        };
        Ok(value)
    }

    /// The names that a word with patterns stands for, sorted by bytes; the word itself where none fits.
    fn names(&self, word: &[Letter]) -> Result<Vec<String>, Refusal> {
        let plain: String = word.iter().map(|(letter, _)| *letter).collect();
        if !globs::is_pattern(word) {
            return Ok(vec![plain]);
        }
        let start = if plain.starts_with('/') { "/".to_owned() } else { String::new() };
        let mut found = vec![start];
        let parts: Vec<&[Letter]> = word.split(|(letter, _)| *letter == '/').filter(|part| !part.is_empty()).collect();
        for part in &parts {
            // Shells disagree on whether `.*` stands for these two.
            if globs::is_pattern(part) && [".", ".."].iter().any(|dots| globs::fits(part, dots)) {
                return Err(Refusal::situation("a pattern that fits `.` or `..`"));
            }
            found = found.iter().flat_map(|before| self.step(before, part)).collect();
        }
        if plain.ends_with('/') {
            found.retain(|path| self.tree.leads_to_folder(&self.folder, path));
            found.iter_mut().for_each(|path| path.push('/'));
        }
        found.sort();
        Ok(if found.is_empty() { vec![plain] } else { found })
    }

    /// One part of a pattern further.
    fn step(&self, before: &str, part: &[Letter]) -> Vec<String> {
        let with = |name: &str| match before {
            "" => name.to_owned(),
            "/" => format!("/{name}"),
            before => format!("{before}/{name}"),
        };
        let written: String = part.iter().map(|(letter, _)| *letter).collect();
        if !globs::is_pattern(part) {
            let path = with(&written);
            return self.tree.existing(&self.folder, &path).map(|_| path).into_iter().collect();
        }
        let folder = if before.is_empty() { Ok(self.folder.clone()) } else { self.tree.existing(&self.folder, before) };
        let Ok(folder) = folder else { return Vec::new() };
        self.tree.children(&folder).into_iter().filter(|name| globs::fits(part, name)).map(with).collect()
    }
}

/// `~` and `~/…` at the start of a word. Other people's homes are not modelled.
fn with_home(text: &str, is_whole: bool) -> Result<String, Refusal> {
    match text.strip_prefix('~') {
        None => Ok(text.to_owned()),
        Some("") if is_whole => Ok(HOME.to_owned()),
        Some(rest) if rest.starts_with('/') => Ok(format!("{HOME}{rest}")),
        Some(_) => Err(Refusal::Syntax { written: text.to_owned() }),
    }
}

fn as_quoted_value(piece: Piece) -> Piece {
    match piece {
        Piece::Value { name, .. } => Piece::Value { name, quoted: true },
        Piece::Text { .. } => piece,
    }
}

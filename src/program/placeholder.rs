//! `$n`, `${n}`, `${n:text}`, `${n:literal}` in any text, and `$$` for a dollar before a name.

use super::faults::TextFault;
use crate::draw::Declared;
use std::ops::Range;

/// A run of text, in order; the ranges of all pieces together are the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// Stands as it is.
    Plain(Range<usize>),
    /// `$$` where a name follows: one dollar.
    Dollar(Range<usize>),
    Hole {
        range: Range<usize>,
        name: String,
        form: Form,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `$n`, `${n}`: by where it stands.
    Plain,
    /// `${n:text}`.
    Text,
    /// `${n:literal}`.
    Literal,
}

impl Piece {
    pub fn range(&self) -> &Range<usize> {
        match self {
            Piece::Plain(range) | Piece::Dollar(range) | Piece::Hole { range, .. } => range,
        }
    }
}

/// Cuts text into pieces. A dollar means itself before anything but a letter, `_` or `{`; of several before one of
/// these each pair is one dollar. What is no placeholder stays plain and is given with its fault.
pub(super) fn cut(text: &str, declared: &Declared, extra: &[&str]) -> (Vec<Piece>, Vec<(Range<usize>, TextFault)>) {
    let mut cutter = Cutter { text, pieces: Vec::new(), faults: Vec::new(), plain_from: 0 };
    let mut at = 0;
    while let Some(found) = text[at..].find('$') {
        let start = at + found;
        let dollars = text[start..].bytes().take_while(|byte| *byte == b'$').count();
        let end = start + dollars;
        at = end;
        if !text[end..].starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_' || letter == '{') {
            continue;
        }
        for pair in 0..dollars / 2 {
            cutter.push(Piece::Dollar(start + 2 * pair..start + 2 * pair + 2));
        }
        if dollars % 2 == 1 {
            at = cutter.hole(end - 1, declared, extra);
        }
    }
    cutter.plain_until(text.len());
    (cutter.pieces, cutter.faults)
}

struct Cutter<'a> {
    text: &'a str,
    pieces: Vec<Piece>,
    faults: Vec<(Range<usize>, TextFault)>,
    plain_from: usize,
}

impl Cutter<'_> {
    fn push(&mut self, piece: Piece) {
        self.plain_until(piece.range().start);
        self.plain_from = piece.range().end;
        self.pieces.push(piece);
    }

    fn plain_until(&mut self, end: usize) {
        if self.plain_from < end {
            self.pieces.push(Piece::Plain(self.plain_from..end));
        }
    }

    /// Reads the placeholder whose dollar stands at `start`; gives where it ends.
    fn hole(&mut self, start: usize, declared: &Declared, extra: &[&str]) -> usize {
        let after = &self.text[start + 1..];
        let (name, form, length) = match after.strip_prefix('{') {
            None => (word(after), Form::Plain, word(after).len()),
            Some(inside) => match braces(inside) {
                Some((name, form, length)) => (name, form, length + 1),
                None => {
                    let line = after.lines().next().unwrap_or("");
                    let shown = line.find('}').map_or(line, |end| &line[..=end]);
                    let end = start + 1 + shown.len();
                    self.faults.push((start..end, TextFault::OpenPlaceholder { written: format!("${shown}") }));
                    return end;
                }
            },
        };
        let range = start..start + 1 + length;
        if !declared.0.contains_key(name) && !extra.contains(&name) {
            let declared = declared.0.keys().cloned().collect();
            self.faults.push((range.clone(), TextFault::UndeclaredName { name: name.to_owned(), declared }));
        }
        let end = range.end;
        self.push(Piece::Hole { range, name: name.to_owned(), form });
        end
    }
}

fn word(text: &str) -> &str {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    &text[..text.find(|letter| !is_part(letter)).unwrap_or(text.len())]
}

/// Name, form and length up to and with the closing brace of what follows `${`.
fn braces(inside: &str) -> Option<(&str, Form, usize)> {
    let end = inside.find(['}', '\n']).filter(|end| inside[*end..].starts_with('}'))?;
    let (name, form) = match inside[..end].split_once(':') {
        None => (&inside[..end], Form::Plain),
        Some((name, "text")) => (name, Form::Text),
        Some((name, "literal")) => (name, Form::Literal),
        Some(_) => return None,
    };
    let is_name = !name.is_empty() && word(name) == name && !name.starts_with(|first: char| first.is_ascii_digit());
    is_name.then_some((name, form, end + 1))
}

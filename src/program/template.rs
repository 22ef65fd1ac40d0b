//! `$n`, `${n}`, `${n:text}`, `${n:literal}` in program text.

use super::faults::TextFault;
use super::placeholder::{self, Form, Piece};
use super::strings;
use crate::diagnostic::{Faults, Place};
use crate::draw::{Declared, Language, Manner, Values};
use crate::keys::Text;
use std::collections::BTreeSet;
use std::ops::Range;

/// Program text whose placeholders all name declared parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    source: String,
    pieces: Vec<Piece>,
    origin: Origin,
    /// Of the literals that are put in.
    language: Language,
}

/// Where the text came from.
#[derive(Clone, Debug, PartialEq)]
enum Origin {
    /// It stands in the file.
    Written(Text),
    /// A change made it of another program.
    Changed(Place),
}

impl Template {
    /// Reads program text: every `$name` must be declared (`undeclared-name`), every `${` closed
    /// (`open-placeholder`), no literal inside a string (`literal-in-string`; an explicit `${name:literal}` may
    /// stand there).
    pub fn read(text: &Text, declared: &Declared, faults: &mut Faults) -> Option<Template> {
        Template::of(text.value.clone(), Origin::Written(text.clone()), declared, faults)
    }

    /// What a change made of a program; faults are noted at the change.
    pub(super) fn changed(
        source: String,
        change: &Place,
        declared: &Declared,
        faults: &mut Faults,
    ) -> Option<Template> {
        Template::of(source, Origin::Changed(change.clone()), declared, faults)
    }

    fn of(source: String, origin: Origin, declared: &Declared, faults: &mut Faults) -> Option<Template> {
        let (pieces, mut found) = placeholder::cut(&source, declared, &[]);
        found.extend(literals_in_strings(&source, &pieces, declared));
        let template = Template { source, pieces, origin, language: declared.language() };
        for (range, fault) in &found {
            faults.note(&template.place(range.clone()), fault);
        }
        found.is_empty().then_some(template)
    }

    /// As written, placeholders and all.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The place of a byte range of `source`. Of a changed program: the place of the change.
    pub fn place(&self, range: Range<usize>) -> Place {
        match &self.origin {
            Origin::Written(text) => text.part(range),
            Origin::Changed(place) => place.clone(),
        }
    }

    /// The parameters it uses.
    pub fn names(&self) -> BTreeSet<String> {
        let names = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Hole { name, .. } => Some(name.clone()),
            _ => None,
        });
        names.collect()
    }

    /// The program text that is printed and run. A name without a value stays as written.
    pub fn fill(&self, values: &Values) -> String {
        self.fill_with(values, &[]).0
    }

    /// Fills it and gives where each of the quotes' bytes came to stand. A range that begins or ends within a
    /// placeholder takes all of its value.
    pub fn fill_with(&self, values: &Values, ranges: &[Range<usize>]) -> (String, Vec<Range<usize>>) {
        let mut filled = String::new();
        let mut moved = vec![0..0; ranges.len()];
        for piece in &self.pieces {
            let written = piece.range();
            let start = filled.len();
            match piece {
                Piece::Plain(range) => filled.push_str(&self.source[range.clone()]),
                Piece::Dollar(_) => filled.push('$'),
                Piece::Hole { range, name, form } => match (values.get(name), form) {
                    (None, _) => filled.push_str(&self.source[range.clone()]),
                    (Some(value), Form::Text) => filled.push_str(&value.to_text()),
                    (Some(value), Form::Plain | Form::Literal) => {
                        filled.push_str(&value.to_literal_of(self.language));
                    }
                },
            }
            let is_plain = matches!(piece, Piece::Plain(_));
            for (range, moved) in ranges.iter().zip(&mut moved) {
                if written.contains(&range.start) {
                    moved.start = if is_plain { start + range.start - written.start } else { start };
                }
                if written.start < range.end && range.end <= written.end {
                    moved.end = if is_plain { start + range.end - written.start } else { filled.len() };
                }
            }
        }
        for (range, moved) in ranges.iter().zip(&mut moved) {
            if range.start >= self.source.len() {
                moved.start = filled.len();
            }
            moved.end = moved.end.max(moved.start);
        }
        (filled, moved)
    }
}

/// Placeholders that would put a string's quotes inside a string.
fn literals_in_strings(source: &str, pieces: &[Piece], declared: &Declared) -> Vec<(Range<usize>, TextFault)> {
    let insides = strings::insides(source);
    let is_inside = |at: usize| insides.iter().any(|inside| inside.contains(&at));
    let is_literal = |name: &str| declared.0.get(name).is_some_and(|manner| *manner != Manner::Bare);
    let found = pieces.iter().filter_map(|piece| match piece {
        Piece::Hole { range, name, form: Form::Plain } if is_literal(name) && is_inside(range.start) => {
            Some((range.clone(), TextFault::LiteralInString { name: name.clone() }))
        }
        _ => None,
    });
    found.collect()
}

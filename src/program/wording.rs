//! Prose with placeholders: code in backticks, `*stress*`, `**strong**`, nothing else.

use super::faults::TextFault;
use super::placeholder::{self, Form, Piece};
use super::typography::Typesetter;
use crate::blocks::{Prose, Span};
use crate::diagnostic::{Faults, Place};
use crate::draw::{Declared, Language, Value, Values};
use crate::keys::Text;
use std::collections::BTreeSet;
use std::ops::Range;

/// Prose whose marks are closed and whose placeholders are declared.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    place: Place,
    written: String,
    pieces: Vec<Styled>,
    /// Of the literals within code.
    language: Language,
}

/// A piece of text, or a placeholder, in its style.
#[derive(Clone, Debug, PartialEq)]
struct Styled {
    style: Style,
    content: Content,
}

#[derive(Clone, Debug, PartialEq)]
enum Content {
    Text(String),
    Hole { name: String, form: Form, written: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Text,
    Stress,
    Strong,
    Code,
}

impl Wording {
    /// Reads prose. `extra` are further names that may stand in it: `answer`, `theirs`.
    pub fn read(text: &Text, declared: &Declared, extra: &[&str], faults: &mut Faults) -> Option<Wording> {
        let (cut, mut found) = placeholder::cut(&text.value, declared, extra);
        let (pieces, open) = styled(&text.value, &cut);
        found.extend(open);
        for (range, fault) in &found {
            faults.note(&text.part(range.clone()), fault);
        }
        let (place, written) = (text.place.clone(), text.value.clone());
        found.is_empty().then(|| Wording { place, written, pieces, language: declared.language() })
    }

    pub fn place(&self) -> &Place {
        &self.place
    }

    /// As written, placeholders and marks and all.
    pub fn source(&self) -> &str {
        &self.written
    }

    pub fn names(&self) -> BTreeSet<String> {
        let names = self.pieces.iter().filter_map(|piece| match &piece.content {
            Content::Hole { name, .. } => Some(name.clone()),
            Content::Text(_) => None,
        });
        names.collect()
    }

    /// With values put in: literals inside code, bare text outside. Straight quotes and apostrophes outside code
    /// become typographic ones. A name without a value stays as written.
    pub fn fill(&self, values: &Values) -> Prose {
        let mut typesetter = Typesetter::default();
        let mut spans: Vec<(Style, String)> = Vec::new();
        for Styled { style, content } in &self.pieces {
            let text = filled(*style, content, values, self.language, &mut typesetter);
            match spans.last_mut() {
                Some((last, so_far)) if last == style => so_far.push_str(&text),
                _ => spans.push((*style, text)),
            }
        }
        Prose(spans.into_iter().filter(|(_, text)| !text.is_empty()).map(|(style, text)| style.span(text)).collect())
    }
}

fn filled(style: Style, content: &Content, values: &Values, language: Language, typesetter: &mut Typesetter) -> String {
    match content {
        Content::Text(text) if style == Style::Code => typesetter.pass(text.clone()),
        Content::Text(text) => typesetter.set(text),
        Content::Hole { name, form, written } => match values.get(name) {
            None => typesetter.pass(written.clone()),
            Some(Value::Text(text)) if style != Style::Code && *form != Form::Literal => typesetter.set(text),
            Some(value) => typesetter.pass(value_text(value, style, *form, language)),
        },
    }
}

fn value_text(value: &Value, style: Style, form: Form, language: Language) -> String {
    match (style, form) {
        (_, Form::Literal) | (Style::Code, Form::Plain) => value.to_literal_of(language),
        _ => value.to_text(),
    }
}

impl Style {
    fn span(self, text: String) -> Span {
        match self {
            Style::Text => Span::Text(text),
            Style::Stress => Span::Stress(text),
            Style::Strong => Span::Strong(text),
            Style::Code => Span::Code(text),
        }
    }

    fn mark(self) -> &'static str {
        match self {
            Style::Text => "",
            Style::Stress => "*",
            Style::Strong => "**",
            Style::Code => "`",
        }
    }
}

/// Gives each piece its style, and the marks that are never closed.
fn styled(text: &str, cut: &[Piece]) -> (Vec<Styled>, Vec<(Range<usize>, TextFault)>) {
    let mut marker = Marker { text, pieces: Vec::new(), open: Vec::new(), faults: Vec::new() };
    for piece in cut {
        match piece {
            Piece::Plain(range) => marker.plain(range.clone()),
            Piece::Dollar(_) => marker.push(Content::Text("$".to_owned())),
            Piece::Hole { range, name, form } => {
                let written = text[range.clone()].to_owned();
                marker.push(Content::Hole { name: name.clone(), form: *form, written });
            }
        }
    }
    for (style, at) in std::mem::take(&mut marker.open) {
        marker.fault(style, at);
    }
    (marker.pieces, marker.faults)
}

struct Marker<'a> {
    text: &'a str,
    pieces: Vec<Styled>,
    /// Marks that are open, with where they stand; code may stand within stress, nothing within code.
    open: Vec<(Style, usize)>,
    faults: Vec<(Range<usize>, TextFault)>,
}

impl Marker<'_> {
    fn push(&mut self, content: Content) {
        let style = self.open.last().map_or(Style::Text, |(style, _)| *style);
        self.pieces.push(Styled { style, content });
    }

    fn fault(&mut self, style: Style, at: usize) {
        let mark = style.mark();
        self.faults.push((at..at + mark.len(), TextFault::OpenMark { mark }));
    }

    /// A run without placeholders: cut at its marks.
    fn plain(&mut self, range: Range<usize>) {
        let mut from = range.start;
        let mut at = range.start;
        while at < range.end {
            let Some((mark, style)) = self.mark_at(at) else {
                at += self.text[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            if from < at {
                self.push(Content::Text(self.text[from..at].to_owned()));
            }
            self.turn(style, at);
            at += mark.len();
            from = at;
        }
        if from < range.end {
            self.push(Content::Text(self.text[from..range.end].to_owned()));
        }
    }

    fn mark_at(&self, at: usize) -> Option<(&'static str, Style)> {
        let rest = &self.text[at..];
        if rest.starts_with('`') {
            return Some(("`", Style::Code));
        }
        let stars = rest.len() - rest.trim_start_matches('*').len();
        let is_in_code = matches!(self.open.last(), Some((Style::Code, _)));
        let mark = match stars {
            0 => return None,
            1 => ("*", Style::Stress),
            _ => ("**", Style::Strong),
        };
        let is_blank = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
        let before = self.text[..at].chars().next_back();
        let after = rest.trim_start_matches('*').chars().next();
        let is_star = is_blank(before) && is_blank(after);
        (!is_in_code && !is_star).then_some(mark)
    }

    /// Closes the style if it is the one last opened, else opens it. Stress within strong, or strong within stress,
    /// is a mark that was forgotten.
    fn turn(&mut self, style: Style, at: usize) {
        match self.open.last() {
            Some((last, _)) if *last == style => {
                self.open.pop();
            }
            Some(&(last, start)) if style != Style::Code => {
                self.open.pop();
                self.fault(last, start);
                self.open.push((style, at));
            }
            _ => self.open.push((style, at)),
        }
    }
}

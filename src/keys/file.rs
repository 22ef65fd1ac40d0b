//! Bytes of a file → text → a tree with places.

use super::node::{Entry, Node};
use super::{FILE_LIMIT, Item, KeyFault, Keys, Number, Text};
use crate::diagnostic::{Faults, Place, Source};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// Parts that a dotted key may have, which is the depth to which the parser lets brackets nest.
const KEY_PARTS: usize = 80;

/// The text of a file: at most `FILE_LIMIT` bytes of UTF-8, a byte order mark dropped, line ends folded to `\n`, so
/// that a file saved on Windows is the same file. `name` is its path as the user knows it.
pub fn decode(name: &str, bytes: &[u8], faults: &mut Faults) -> Option<Arc<Source>> {
    let unread = || Place::whole_file(&Arc::new(Source { name: name.to_owned(), text: String::new() }));
    if bytes.len() > FILE_LIMIT {
        faults.note(&unread(), &KeyFault::FileTooLarge { bytes: bytes.len() });
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
            Some(Arc::new(Source { name: name.to_owned(), text }))
        }
        Err(error) => {
            let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
            faults.note(&unread(), &KeyFault::NotUtf8 { line });
            None
        }
    }
}

/// Parses a file. Notes every syntax fault; gives what could be read all the same. A value that a syntax fault
/// touches counts as there and is never given out, so that one slip is one fault.
pub fn parse(source: &Arc<Source>, faults: &mut Faults) -> Option<Keys> {
    if let Some(span) = long_key(&source.text) {
        let message = format!("a key of more than {KEY_PARTS} parts");
        faults.note(&Place { source: Arc::clone(source), span }, &KeyFault::NotToml { message });
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut reader = Reader { source, faults, broken: Vec::new() };
    for error in &errors {
        reader.note_syntax(error);
    }
    let place = Place::whole_file(source);
    Some(Keys { place, entries: reader.entries(table.get_ref()), known: Vec::new() })
}

/// The first run of more than `KEY_PARTS` words joined by dots. The parser would make a table within a table for
/// each, and fall over its own depth.
fn long_key(text: &str) -> Option<Range<usize>> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'"' | b'\'');
    let (mut start, mut parts, mut after_dot) = (0, 0, true);
    let mut previous_is_word = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b' ' | b'\t' => previous_is_word = false,
            b'.' => after_dot = true,
            byte if is_word(byte) => {
                if !previous_is_word && !after_dot || parts == 0 {
                    (start, parts) = (at, 1);
                } else if after_dot {
                    parts += 1;
                }
                (previous_is_word, after_dot) = (true, false);
            }
            _ => (parts, after_dot, previous_is_word) = (0, false, false),
        }
        if parts > KEY_PARTS {
            return Some(start..at + 1);
        }
    }
    None
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    faults: &'a mut Faults,
    broken: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place { source: Arc::clone(self.source), span }
    }

    fn note_syntax(&mut self, error: &toml::de::Error) {
        let place = match error.span() {
            Some(span) => self.place(span),
            None => Place::whole_file(self.source),
        };
        self.broken.extend(error.span());
        self.faults.note(&place, &KeyFault::NotToml { message: error.message().to_owned() });
    }

    fn entries(&mut self, table: &DeTable<'_>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(name, value)| {
                let node = if self.is_broken(name, value) { None } else { self.node(value) };
                Entry { name: self.text(name.get_ref(), name.span()), node, is_taken: false }
            })
            .collect();
        entries.sort_by_key(|entry| entry.name.place.span.start);
        entries
    }

    /// Whether a syntax fault lies between a key and the end of its line. Tables under heads hold keys of their own
    /// and are judged there.
    fn is_broken(&self, name: &Spanned<DeString<'_>>, value: &Spanned<DeValue<'_>>) -> bool {
        if self.stands_under_heads(value) {
            return false;
        }
        let text = self.source.text.as_str();
        let end = value.span().end.clamp(name.span().end.min(text.len()), text.len());
        let line_end = text.get(end..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| end + length);
        let range = name.span().start..=line_end;
        self.broken.iter().any(|fault| range.contains(&fault.start))
    }

    fn stands_under_heads(&self, value: &Spanned<DeValue<'_>>) -> bool {
        let is_brace = |span: Range<usize>| self.source.text[span.start.min(self.source.text.len())..].starts_with('{');
        match value.get_ref() {
            DeValue::Table(_) => !is_brace(value.span()),
            DeValue::Array(list) => {
                list.iter().any(|item| matches!(item.get_ref(), DeValue::Table(_)) && !is_brace(item.span()))
            }
            _ => false,
        }
    }

    fn text(&self, value: &str, span: Range<usize>) -> Text {
        let verbatim_from = verbatim_from(&self.source.text, &span, value);
        Text { value: value.to_owned(), place: self.place(span), verbatim_from }
    }

    /// `None` for a value that is noted as a fault here.
    fn node(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Node> {
        let place = self.place(value.span());
        let leaf = match value.get_ref() {
            DeValue::Array(list) => {
                let nodes: Vec<Option<Node>> = list.iter().map(|item| self.node(item)).collect();
                return nodes.into_iter().collect::<Option<_>>().map(|nodes| Node::List(nodes, place));
            }
            DeValue::Table(table) => return Some(Node::Table(self.entries(table), place)),
            DeValue::String(text) => Item::Text(self.text(text, value.span())),
            DeValue::Boolean(value) => Item::Bool(*value, place),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(value) => Item::Int(Number { value, place }),
                Err(_) => return self.out_of_range(&place, "of at most 64 bits"),
            },
            DeValue::Float(number) => match number.as_str().parse::<f64>() {
                Ok(value) if value.is_finite() => Item::Float(value, place),
                _ => return self.out_of_range(&place, "finite"),
            },
            DeValue::Datetime(_) => return self.is_date(&place),
        };
        Some(Node::Leaf(leaf))
    }

    fn is_date(&mut self, place: &Place) -> Option<Node> {
        let what = format!("`{}`", place.text());
        let (expected, found) = ("text in quotes".to_owned(), "a date".to_owned());
        self.faults.note(place, &KeyFault::WrongType { what, expected, found });
        None
    }

    fn out_of_range(&mut self, place: &Place, limit: &str) -> Option<Node> {
        let (value, expected) = (format!("`{}`", place.text()), format!("a number {limit}"));
        self.faults.note(place, &KeyFault::OutOfRange { what: "the value".to_owned(), value, expected });
        None
    }
}

/// Where the value's bytes begin in the file, if they stand there as they are.
fn verbatim_from(text: &str, span: &Range<usize>, value: &str) -> Option<usize> {
    let written = text.get(span.clone())?;
    let opening =
        ["'''\n", "\"\"\"\n", "'''", "\"\"\"", "'", "\""].into_iter().find(|quote| written.starts_with(quote));
    let skip = opening.map_or(0, str::len);
    written[skip..].starts_with(value).then_some(span.start + skip)
}

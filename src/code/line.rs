//! `name=value name="other value"`: fields of one line of text.
//!
//! A value stands in double quotes where it is empty or holds a blank, a quote, a backslash or something that does
//! not print. In quotes, `\"` and `\\` stand for themselves and `\u{200b}` for any character by its number.

use super::RequestFault;
use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

/// Adds ` name=value`.
pub(super) fn write_field(line: &mut String, name: &str, value: &str) {
    line.push(' ');
    line.push_str(name);
    line.push('=');
    let bare = |letter: char| letter != ' ' && !matches!(letter, '"' | '\\') && prints(letter);
    if !value.is_empty() && value.chars().all(bare) {
        line.push_str(value);
    } else {
        line.push('"');
        value.chars().for_each(|letter| write_quoted(line, letter));
        line.push('"');
    }
}

fn write_quoted(line: &mut String, letter: char) {
    match letter {
        '"' => line.push_str("\\\""),
        '\\' => line.push_str("\\\\"),
        _ if prints(letter) => line.push(letter),
        _ => line.push_str(&format!("\\u{{{:x}}}", u32::from(letter))),
    }
}

/// Whether a letter shows as itself: no control, no blank but the usual one, nothing without width or that turns
/// the direction of writing. Listed by hand, because a table of the language's library may change between releases.
fn prints(letter: char) -> bool {
    !matches!(
        letter,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{a0}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{1680}'
            | '\u{180e}'
            | '\u{2000}'..='\u{200f}'
            | '\u{2028}'..='\u{202f}'
            | '\u{205f}'..='\u{206f}'
            | '\u{3000}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
    )
}

/// The fields of a line, each to be taken once.
pub(super) struct Fields(BTreeMap<String, String>);

impl Fields {
    /// Reads fields in any order, blanks of any number between them. None may stand twice.
    pub(super) fn read(text: &str) -> Result<Fields, RequestFault> {
        let mut letters = text.chars().peekable();
        let mut fields = BTreeMap::new();
        while let Some((field, value)) = read_field(&mut letters)? {
            if fields.contains_key(&field) {
                return Err(RequestFault::Repeated { field });
            }
            fields.insert(field, value);
        }
        Ok(Fields(fields))
    }

    pub(super) fn take(&mut self, field: &str) -> Option<String> {
        self.0.remove(field)
    }

    pub(super) fn require(&mut self, field: &'static str) -> Result<String, RequestFault> {
        self.take(field).ok_or(RequestFault::Missing { field })
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What nobody took.
    pub(super) fn into_rest(self) -> BTreeMap<String, String> {
        self.0
    }
}

fn read_field(letters: &mut Peekable<Chars>) -> Result<Option<(String, String)>, RequestFault> {
    while letters.next_if(|letter| letter.is_whitespace()).is_some() {}
    let field = take_while(letters, |letter| letter != '=' && !letter.is_whitespace());
    if letters.next_if_eq(&'=').is_none() {
        return if field.is_empty() { Ok(None) } else { Err(RequestFault::NoValue { field }) };
    }
    if letters.next_if_eq(&'"').is_some() {
        let value = read_quoted(letters, &field)?;
        return Ok(Some((field, value)));
    }
    let value = take_while(letters, |letter| !letter.is_whitespace());
    if value.is_empty() { Err(RequestFault::NoValue { field }) } else { Ok(Some((field, value))) }
}

/// The rest of a quoted value, its first quote already taken.
fn read_quoted(letters: &mut Peekable<Chars>, field: &str) -> Result<String, RequestFault> {
    let open = || RequestFault::OpenQuote { field: field.to_owned() };
    let mut value = String::new();
    loop {
        match letters.next().ok_or_else(open)? {
            '"' => break,
            '\\' => value.push(read_escape(letters, field)?),
            letter => value.push(letter),
        }
    }
    match letters.peek() {
        Some(letter) if !letter.is_whitespace() => Err(RequestFault::TextAfterQuote { field: field.to_owned() }),
        _ => Ok(value),
    }
}

/// What stands after a backslash.
fn read_escape(letters: &mut Peekable<Chars>, field: &str) -> Result<char, RequestFault> {
    let unknown = || RequestFault::Escape { field: field.to_owned() };
    match letters.next().ok_or_else(unknown)? {
        mark @ ('"' | '\\') => Ok(mark),
        'u' if letters.next_if_eq(&'{').is_some() => {
            let digits = take_while(letters, |letter| letter.is_ascii_hexdigit());
            let closed = letters.next_if_eq(&'}').is_some();
            let number = u32::from_str_radix(&digits, 16).ok().filter(|_| closed);
            number.and_then(char::from_u32).ok_or_else(unknown)
        }
        _ => Err(unknown()),
    }
}

fn take_while(letters: &mut Peekable<Chars>, wanted: impl Fn(char) -> bool) -> String {
    std::iter::from_fn(|| letters.next_if(|letter| wanted(*letter))).collect()
}

#[cfg(test)]
mod tests {
    use super::{Fields, write_field};
    use crate::code::RequestFault;
    use proptest::prelude::*;

    fn written(value: &str) -> String {
        let mut line = String::new();
        write_field(&mut line, "a", value);
        line
    }

    #[test]
    fn quotes_only_where_needed() {
        let cases = [
            ("x", " a=x"),
            ("", " a=\"\""),
            ("Ayşe", " a=Ayşe"),
            ("a=b,c", " a=a=b,c"),
            ("Daily drill", " a=\"Daily drill\""),
            ("say \"hi\" \\", " a=\"say \\\"hi\\\" \\\\\""),
            ("one\ntwo\u{a0}\u{200d}\u{202e}", " a=\"one\\u{a}two\\u{a0}\\u{200d}\\u{202e}\""),
        ];
        for (value, line) in cases {
            assert_eq!(written(value), line);
        }
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let field = || "a".to_owned();
        let cases = [
            ("a", RequestFault::NoValue { field: field() }),
            ("a= b=1", RequestFault::NoValue { field: field() }),
            ("a=1 a=2", RequestFault::Repeated { field: field() }),
            ("a=\"x", RequestFault::OpenQuote { field: field() }),
            ("a=\"x\"y", RequestFault::TextAfterQuote { field: field() }),
            ("a=\"\\n\"", RequestFault::Escape { field: field() }),
            ("a=\"\\", RequestFault::Escape { field: field() }),
            ("a=\"\\u{d800}\"", RequestFault::Escape { field: field() }),
            ("a=\"\\u{41\"", RequestFault::Escape { field: field() }),
            ("a=\"\\u{}\"", RequestFault::Escape { field: field() }),
        ];
        for (text, fault) in cases {
            assert_eq!(Fields::read(text).err(), Some(fault), "{text}");
        }
    }

    proptest! {
        #[test]
        fn values_read_back(value in "\\PC*|[\\x00-\\x40\\\\ \u{2000}-\u{2070}]*|[a\"\\\\u{} ]*") {
            let line = format!("{}  b=1", written(&value));
            prop_assert!(!line.chars().any(char::is_control));
            let mut fields = Fields::read(&line).map_err(|fault| TestCaseError::fail(fault.message()))?;
            prop_assert_eq!(fields.take("a"), Some(value));
            prop_assert_eq!(fields.take("b"), Some("1".to_owned()));
        }
    }
}

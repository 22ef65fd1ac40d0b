//! What can be wrong with a file's form.

use crate::diagnostic::{Finding, words};

/// A file that is no TOML, or a key that does not belong, is missing, or holds the wrong thing. Other rooms use
/// these for values whose shape they read themselves.
#[derive(Clone, Debug, PartialEq)]
pub enum KeyFault {
    /// The bytes are no UTF-8 from this line on.
    NotUtf8 {
        line: usize,
    },
    FileTooLarge {
        bytes: usize,
    },
    /// The words of the TOML parser.
    NotToml {
        message: String,
    },
    /// `what` is what the value belongs to, with backticks; `expected` and `found` are nouns with an article:
    /// "a whole number from 1 to 3", "text".
    WrongType {
        what: String,
        expected: String,
        found: String,
    },
    OutOfRange {
        what: String,
        value: String,
        expected: String,
    },
    /// `what` says what the key is for, or is a whole sentence that names the key in backticks.
    MissingKey {
        key: String,
        what: String,
    },
    UnknownKey {
        key: String,
        owner: String,
        nearest: Option<String>,
        all: Vec<String>,
    },
    KeyOfAnotherKind {
        key: String,
        belongs: String,
        owner: String,
    },
}

impl Finding for KeyFault {
    fn code(&self) -> &'static str {
        match self {
            KeyFault::NotUtf8 { .. } => "not-utf8",
            KeyFault::FileTooLarge { .. } => "file-too-large",
            KeyFault::NotToml { .. } => "not-toml",
            KeyFault::WrongType { .. } => "wrong-type",
            KeyFault::OutOfRange { .. } => "out-of-range",
            KeyFault::MissingKey { .. } => "missing-key",
            KeyFault::UnknownKey { .. } => "unknown-key",
            KeyFault::KeyOfAnotherKind { .. } => "key-of-another-kind",
        }
    }

    fn message(&self) -> String {
        match self {
            KeyFault::NotUtf8 { line } => format!("line {line} is not UTF-8 text"),
            KeyFault::FileTooLarge { bytes } => format!("the file has {bytes} bytes, too many to read"),
            KeyFault::NotToml { message } => format!("this is not TOML: {message}"),
            KeyFault::WrongType { what, expected, found } => format!("{what} is {expected}, not {found}"),
            KeyFault::OutOfRange { what, value, expected } => format!("{what} is {expected}, not {value}"),
            KeyFault::MissingKey { key, what } if what.contains(&format!("`{key}`")) => what.clone(),
            KeyFault::MissingKey { key, what } => format!("`{key}` is missing: {what}"),
            KeyFault::UnknownKey { key, owner, .. } => format!("{} has no key `{key}`", in_backticks(owner)),
            KeyFault::KeyOfAnotherKind { key, belongs, owner } => {
                format!("`{key}` belongs to {}; this problem is {}", in_backticks(belongs), in_backticks(owner))
            }
        }
    }

    fn help(&self) -> Option<String> {
        match self {
            KeyFault::NotUtf8 { .. } => Some("save the file as UTF-8".to_owned()),
            KeyFault::FileTooLarge { .. } => {
                Some(format!("divide it into files of at most {} bytes", super::FILE_LIMIT))
            }
            KeyFault::NotToml { message } => toml_help(message).map(str::to_owned),
            KeyFault::WrongType { expected, .. } => Some(format!("write {expected}")),
            KeyFault::OutOfRange { expected, .. } => Some(format!("write {expected}")),
            KeyFault::MissingKey { key, .. } => Some(format!("add `{key} = …`")),
            KeyFault::UnknownKey { nearest: Some(nearest), .. } => Some(format!("did you mean `{nearest}`?")),
            KeyFault::UnknownKey { all, .. } if all.is_empty() => Some("remove it".to_owned()),
            KeyFault::UnknownKey { all, .. } => Some(format!("it may have {}", words::all_of(all))),
            KeyFault::KeyOfAnotherKind { key, .. } => Some(format!("remove `{key}`, or change `kind`")),
        }
    }
}

/// What to write instead, by the words of the parser.
fn toml_help(message: &str) -> Option<&'static str> {
    let helps = [
        ("duplicate key", "a key stands once in a table; remove one of the two"),
        ("escape", "`'''…'''` strings take a backslash as it is"),
        ("must be quoted", "write one value: a number, `true`, `false`, a list, or text in quotes"),
        ("multi-line", "close the string with the three quotes that opened it"),
        ("string", "close the string on its line with the quote that opened it"),
        ("leading zero", "write the number without the zero in front"),
        ("boolean", "write `true` or `false`, or text in quotes"),
        ("recurs", "take brackets out: they nest too deep"),
        ("parts", "take dots out: each makes a table within a table"),
        ("unclosed", "close it"),
        ("comma", "put one comma between two values"),
    ];
    helps.into_iter().find(|(word, _)| message.contains(word)).map(|(_, help)| help)
}

/// A bare word such as `output` in backticks; a phrase that is already worded stays as it is.
fn in_backticks(name: &str) -> String {
    if name.contains([' ', '`']) { name.to_owned() } else { format!("`{name}`") }
}

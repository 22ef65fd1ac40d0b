//! What can be wrong with a code or a QR text, as data and in words.

use super::RequestFault;
use std::fmt;

/// Letters of a found text that a message shows.
const SHOWN: usize = 40;
/// What helps against every format to come.
pub(super) const NEWER: &str = "a newer longhand made it: install the version named on the sheet, or a later one";

/// Why a text is no reference to a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeFault {
    /// Symbols of a code, where there should be sixteen.
    WrongLength { found: usize },
    /// A letter that is no symbol, and which of the letters it is, from 1; hyphens and blanks do not count.
    NotASymbol { letter: char, position: usize },
    /// The check symbols belong to another code.
    CheckFails,
    /// A well-formed code of another format than 1.
    UnknownFormat { format: u8 },
    /// A well-formed code of a verb that has no number yet.
    UnknownVerb { verb: u8 },
    /// A text that is no whole number of at most forty bits.
    NotASeed { found: String },
    /// A text that does not begin with `LH` and a digit.
    NotAShort,
    /// A QR text of another version than 1.
    ShortVersion { version: char },
    /// Letters of a QR text that ends within a question, or before the first.
    ShortLength { found: usize },
    /// An options symbol of a QR text that means nothing yet.
    UnknownOptions { symbol: char },
    /// What is wrong with a request.
    Request(RequestFault),
}

impl CodeFault {
    /// A kebab-case name of what is wrong.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongLength { .. } => "wrong-code-length",
            Self::NotASymbol { .. } => "letter-not-in-codes",
            Self::CheckFails => "code-check-fails",
            Self::UnknownFormat { .. } | Self::UnknownVerb { .. } => "unknown-code-format",
            Self::NotASeed { .. } => "not-a-seed",
            Self::NotAShort => "not-a-qr-text",
            Self::ShortVersion { .. } | Self::UnknownOptions { .. } => "unknown-qr-format",
            Self::ShortLength { .. } => "qr-text-cut-off",
            Self::Request(fault) => fault.code(),
        }
    }

    /// One sentence, lower case, names in backticks, no full stop.
    pub fn message(&self) -> String {
        match self {
            Self::WrongLength { found } => format!("a code has 16 letters and digits, this has {found}"),
            Self::NotASymbol { letter, position } => {
                format!("{} at place {position} is no letter of a code", shown(&letter.to_string()))
            }
            Self::CheckFails => "the last two letters do not fit the others: there is a slip in this code".to_owned(),
            Self::UnknownFormat { format } => unknown(&format!("this code has format {format}")),
            Self::UnknownVerb { verb } => unknown(&format!("this code belongs to sheets of sort {verb}")),
            Self::NotASeed { found } => format!("{} is no seed", shown(found)),
            Self::NotAShort => "this is not the text of a QR symbol from a sheet".to_owned(),
            Self::ShortVersion { version } => unknown(&format!("this QR text has version {version}")),
            Self::ShortLength { found } => format!("this QR text of {found} letters ends in the middle"),
            Self::UnknownOptions { symbol } => unknown(&format!("this QR text has the options `{symbol}`")),
            Self::Request(fault) => fault.message(),
        }
    }

    /// What to write or do instead.
    pub fn help(&self) -> Option<String> {
        let help = match self {
            Self::WrongLength { .. } => "copy all four groups from the foot of the page, such as `8000-009J-Y84H-E1BW`",
            Self::NotASymbol { letter: 'U' | 'u', .. } => "codes have no U; it may be a V",
            Self::NotASymbol { .. } => {
                "codes have only digits and the letters A to Z but I, L, O and U; hyphens may be left out"
            }
            Self::CheckFails => "compare it with the foot of the page, letter by letter",
            Self::UnknownFormat { format: 0 } => "compare it with the foot of the page: no sheet has this format",
            Self::UnknownFormat { .. } | Self::UnknownVerb { .. } => NEWER,
            Self::NotASeed { .. } => "write a whole number from 0 to 1099511627775",
            Self::NotAShort => "the text begins with `LH1`",
            Self::ShortVersion { .. } | Self::UnknownOptions { .. } => NEWER,
            Self::ShortLength { .. } => "scan the symbol again, or type the code from the foot of the page",
            Self::Request(fault) => return Some(fault.help()),
        };
        Some(help.to_owned())
    }
}

impl fmt::Display for CodeFault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for CodeFault {}

impl From<RequestFault> for CodeFault {
    fn from(fault: RequestFault) -> CodeFault {
        CodeFault::Request(fault)
    }
}

pub(super) fn unknown(what: &str) -> String {
    format!("{what}, which this version of longhand does not know")
}

/// A found text in backticks, cut if long, safe for a terminal.
pub(super) fn shown(text: &str) -> String {
    let cut = if text.chars().nth(SHOWN).is_some() { "…" } else { "" };
    let start: String = text.chars().take(SHOWN).collect();
    format!("`{}{cut}`", start.escape_debug().to_string().replace("\\'", "'").replace("\\\"", "\""))
}

#[cfg(test)]
mod tests {
    use super::CodeFault;
    use crate::code::SheetCode;

    #[test]
    fn the_words_of_common_faults() {
        let cases = [
            (CodeFault::WrongLength { found: 15 }, "a code has 16 letters and digits, this has 15"),
            (CodeFault::NotASymbol { letter: 'U', position: 6 }, "`U` at place 6 is no letter of a code"),
            (
                CodeFault::UnknownFormat { format: 2 },
                "this code has format 2, which this version of longhand does not know",
            ),
        ];
        for (fault, message) in cases {
            assert_eq!(fault.message(), message);
            assert_eq!(fault.to_string(), message);
        }
    }

    #[test]
    fn the_example_in_help_is_a_code() {
        let help = CodeFault::WrongLength { found: 0 }.help().unwrap_or_default();
        assert!(help.split('`').nth(1).is_some_and(|example| SheetCode::read(example).is_ok()), "{help}");
    }
}

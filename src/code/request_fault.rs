//! What can be wrong with a request, as data and in words.

use super::fault::{NEWER, shown, unknown};

/// Why a text is no request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestFault {
    /// A text that does not begin with `longhand/`.
    NoMark,
    /// What stands after the slash, where there should be `1`.
    Version {
        found: String,
    },
    /// A word with no `=` after it, or nothing after its `=`.
    NoValue {
        field: String,
    },
    Repeated {
        field: String,
    },
    Unknown {
        field: String,
    },
    Missing {
        field: &'static str,
    },
    OpenQuote {
        field: String,
    },
    TextAfterQuote {
        field: String,
    },
    /// A backslash before something other than a quote, a backslash or `u{…}`.
    Escape {
        field: String,
    },
    /// A value that is none of the few that its field can have.
    Word {
        field: &'static str,
        found: String,
        known: Vec<&'static str>,
    },
    Number {
        field: &'static str,
        found: String,
    },
    Levels {
        found: String,
    },
    Topic {
        found: String,
    },
    /// A time of the day.
    Clock {
        found: String,
    },
    /// Minutes, usual minutes and questions of a section.
    Section {
        found: String,
    },
    Drawn {
        found: String,
    },
    /// The digest of a font.
    Digest {
        found: String,
    },
}

impl RequestFault {
    /// A kebab-case name of what is wrong.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoMark => "not-a-request",
            Self::Version { .. } => "unknown-request-format",
            Self::Unknown { .. } => "unknown-request-field",
            Self::Missing { .. } => "missing-request-field",
            Self::Repeated { .. } => "repeated-request-field",
            Self::NoValue { .. } | Self::OpenQuote { .. } | Self::TextAfterQuote { .. } => "malformed-request",
            Self::Escape { .. } => "malformed-request",
            Self::Word { .. } | Self::Number { .. } | Self::Levels { .. } => "wrong-request-value",
            Self::Topic { .. }
            | Self::Drawn { .. }
            | Self::Clock { .. }
            | Self::Section { .. }
            | Self::Digest { .. } => "wrong-request-value",
        }
    }

    /// One sentence, lower case, names in backticks, no full stop.
    pub fn message(&self) -> String {
        match self {
            Self::NoMark => "this is not a request".to_owned(),
            Self::Version { found } => unknown(&format!("this request has version {}", shown(found))),
            Self::NoValue { field } => format!("{} has no value in this request", shown(field)),
            Self::Repeated { field } => format!("{} stands twice in this request", shown(field)),
            Self::Unknown { field } => unknown(&format!("this request has a field {}", shown(field))),
            Self::Missing { field } => format!("this request has no `{field}`"),
            Self::OpenQuote { field } => format!("the value of {} has no closing quote", shown(field)),
            Self::TextAfterQuote { field } => format!("the value of {} goes on after its closing quote", shown(field)),
            Self::Escape { field } => format!("a backslash in the value of {} has no meaning", shown(field)),
            Self::Word { field, found, .. } => format!("`{field}` cannot be {}", shown(found)),
            Self::Number { field, found } => {
                format!("`{field}` cannot be {}: that is no whole number, or too high", shown(found))
            }
            Self::Levels { found } => format!("`levels` cannot be {}", shown(found)),
            Self::Topic { found } => format!("{} in `topics` is no name of a topic", shown(found)),
            Self::Clock { found } => format!("`start` cannot be {}", shown(found)),
            Self::Section { found } => format!("a section cannot be {}", shown(found)),
            Self::Drawn { found } => format!("{} in `problems` is no printed problem", shown(found)),
            Self::Digest { found } => format!("`font-sha256` cannot be {}", shown(found)),
        }
    }

    /// What to write or do instead.
    pub fn help(&self) -> String {
        let help = match self {
            Self::NoMark => "a request begins with `longhand/1`",
            Self::Version { .. } | Self::Unknown { .. } => NEWER,
            Self::Missing { .. } | Self::Repeated { .. } => {
                "copy the whole request again, from `longhand/` to its last field, once"
            }
            Self::NoValue { .. } => "write each field as `name=value`, with `\"\"` for an empty value",
            Self::OpenQuote { .. } | Self::TextAfterQuote { .. } => {
                "write `name=\"value with blanks\"`, and `\\\"` for a quote in the value"
            }
            Self::Escape { .. } => {
                "write `\\\"` for a quote, `\\\\` for a backslash, `\\u{e9}` for a character by its number"
            }
            Self::Word { known, .. } => return format!("write {}", one_of(known)),
            Self::Number { .. } => "write digits only, at most 4294967295",
            Self::Levels { .. } => "write one level or a range within 1 to 3, such as `2` or `1-3`",
            Self::Topic { .. } => "write names in small letters, separated by commas, such as `classes,data-types`",
            Self::Digest { .. } => "write the SHA-256 of the font file in 64 digits of 0 to 9 and a to f",
            Self::Clock { .. } => "write hours and minutes, such as `14:00`",
            Self::Section { .. } => {
                "write its minutes, those its hints were written for, and how many questions: `25/25/1`"
            }
            Self::Drawn { .. } => {
                "write `id@version:kind`, and `:stage` for a class template, such as `class-plain@2:class:3`"
            }
        };
        help.to_owned()
    }
}

fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => quoted.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::RequestFault;
    use crate::code::{Drawn, Levels};

    #[test]
    fn a_word_names_its_choices() {
        let known = vec!["a4", "letter", "a5"];
        let fault = RequestFault::Word { field: "paper", found: "A3".to_owned(), known };
        assert_eq!(fault.message(), "`paper` cannot be `A3`");
        assert_eq!(fault.help(), "write `a4`, `letter` or `a5`");
        let fault = RequestFault::Word { field: "by", found: "date".to_owned(), known: vec!["seed"] };
        assert_eq!(fault.help(), "write `seed`");
    }

    #[test]
    fn examples_in_help_are_right() {
        let example = |fault: RequestFault| fault.help().rsplit('`').nth(1).unwrap_or_default().to_owned();
        assert!(example(RequestFault::Drawn { found: String::new() }).parse::<Drawn>().is_ok());
        assert!(Levels::read(&example(RequestFault::Levels { found: String::new() })).is_some());
    }

    #[test]
    fn found_text_is_cut_and_harmless() {
        let fault = RequestFault::Unknown { field: format!("\u{1b}[31m{}", "x".repeat(100)) };
        let message = fault.message();
        assert!(!message.chars().any(char::is_control) && message.chars().count() < 130, "{message}");
    }
}

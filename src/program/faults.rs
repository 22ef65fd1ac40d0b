//! What can be wrong with placeholders, quotes, changes and prose.

use crate::diagnostic::{Finding, words};

/// Program text or prose that cannot be filled.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TextFault {
    UndeclaredName {
        name: String,
        declared: Vec<String>,
    },
    /// `${` that no `}` closes, or with something else inside than a name and a form.
    OpenPlaceholder {
        written: String,
    },
    LiteralInString {
        name: String,
    },
    /// `` ` ``, `*` or `**`.
    OpenMark {
        mark: &'static str,
    },
}

impl Finding for TextFault {
    fn code(&self) -> &'static str {
        match self {
            TextFault::UndeclaredName { .. } => "undeclared-name",
            TextFault::OpenPlaceholder { .. } => "open-placeholder",
            TextFault::LiteralInString { .. } => "literal-in-string",
            TextFault::OpenMark { .. } => "open-mark",
        }
    }

    fn message(&self) -> String {
        match self {
            TextFault::UndeclaredName { name, .. } => format!("no parameter is called `{name}`"),
            TextFault::OpenPlaceholder { written } => format!("`{written}` is no placeholder"),
            TextFault::LiteralInString { name } => format!("the literal of `${name}` would stand inside a string"),
            TextFault::OpenMark { mark: "`" } => "a backtick is opened and never closed".to_owned(),
            TextFault::OpenMark { mark } => format!("the mark `{mark}` is opened and never closed"),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            TextFault::UndeclaredName { name, declared } => undeclared_help(name, declared),
            TextFault::OpenPlaceholder { .. } => {
                "write `${name}`, `${name:text}` or `${name:literal}`; `$${` prints `${`".to_owned()
            }
            TextFault::LiteralInString { name } => {
                format!("a literal brings quotes of its own; write `${{{name}:text}}` inside a string")
            }
            TextFault::OpenMark { mark: "`" } => "close it with another backtick".to_owned(),
            TextFault::OpenMark { mark } => {
                format!(
                    "close it with another `{mark}`; code belongs in backticks, and a star between blanks is a star"
                )
            }
        };
        Some(help)
    }
}

fn undeclared_help(name: &str, declared: &[String]) -> String {
    let names = || declared.iter().map(String::as_str);
    let longest_start = names().filter(|known| name.starts_with(known)).max_by_key(|known| known.len());
    match (longest_start, words::nearest(name, names())) {
        (Some(known), _) => format!("write `${{{known}}}{}`", &name[known.len()..]),
        (None, Some(nearest)) => format!("did you mean `${nearest}`?"),
        (None, None) => format!("add `{name}` to `[problem.draw]`; `$${name}` prints `${name}`"),
    }
}

/// A piece that points into a program and misses.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum QuoteFault {
    NotFound { quote: String, near: Option<String> },
    NotUnique { quote: String, times: usize },
}

impl Finding for QuoteFault {
    fn code(&self) -> &'static str {
        match self {
            QuoteFault::NotFound { .. } => "quote-not-found",
            QuoteFault::NotUnique { .. } => "quote-not-unique",
        }
    }

    fn message(&self) -> String {
        match self {
            QuoteFault::NotFound { quote, .. } if quote.trim().is_empty() => "the quote has no text".to_owned(),
            QuoteFault::NotFound { quote, .. } => format!("the quote `{}` occurs nowhere in the program", shown(quote)),
            QuoteFault::NotUnique { quote, times } => {
                format!("the quote `{}` occurs {} in the program", shown(quote), words::count(*times, "time"))
            }
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            QuoteFault::NotFound { near: Some(near), .. } => {
                format!("the program has `{}`; a quote is compared as written, placeholders and all", shown(near))
            }
            QuoteFault::NotFound { near: None, .. } => {
                "copy a piece of the program as it is written, placeholders and all".to_owned()
            }
            QuoteFault::NotUnique { .. } => "quote more of what stands around it, so that it occurs once".to_owned(),
        };
        Some(help)
    }
}

/// A wrong program that none is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ChangeFault {
    Several {
        keys: Vec<String>,
    },
    ChangesNothing,
    /// Two of the `swaps` would change the same letters.
    Overlap {
        quote: String,
    },
}

impl Finding for ChangeFault {
    fn code(&self) -> &'static str {
        match self {
            ChangeFault::Several { .. } => "several-changes",
            ChangeFault::ChangesNothing => "change-changes-nothing",
            ChangeFault::Overlap { .. } => "swaps-overlap",
        }
    }

    fn message(&self) -> String {
        match self {
            ChangeFault::Several { keys } => format!("there are {} where only one can be", words::all_of(keys)),
            ChangeFault::ChangesNothing => "the changed program is the program".to_owned(),
            ChangeFault::Overlap { quote } => format!("`{}` overlaps another of the swaps", shown(quote)),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            ChangeFault::Several { keys } => format!("keep one of {}", words::either(keys)),
            ChangeFault::ChangesNothing => "the second text replaces the first; make them differ".to_owned(),
            ChangeFault::Overlap { .. } => {
                "each swap is made in the program as written; make one swap of the two".to_owned()
            }
        };
        Some(help)
    }
}

/// Letters of a quote that a message shows.
const SHOWN: usize = 60;

/// A quote on one line of a message, cut where it is long.
fn shown(quote: &str) -> String {
    let whole = quote.trim_matches('\n');
    let line = whole.lines().next().unwrap_or("");
    let start: String = line.chars().take(SHOWN).collect();
    if start == whole { start } else { format!("{} …", start.trim_end()) }
}

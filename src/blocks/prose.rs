//! Running text in spans.

use serde::{Deserialize, Serialize};

/// Text with code and stress in it, values already put in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose(pub Vec<Span>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    Text(String),
    /// Set in the code face, never broken and never hyphenated.
    Code(String),
    /// Italic.
    Stress(String),
    /// Bold.
    Strong(String),
}

impl Prose {
    /// Text without any code or stress.
    pub fn plain(text: impl Into<String>) -> Prose {
        Prose(vec![Span::Text(text.into())])
    }

    /// One piece of code.
    pub fn code(text: impl Into<String>) -> Prose {
        Prose(vec![Span::Code(text.into())])
    }

    /// Text with code in backticks, as topics, skills and beliefs are written.
    pub fn marked(text: &str) -> Prose {
        let span = |(at, part): (usize, &str)| match at % 2 {
            0 => Span::Text(part.to_owned()),
            _ => Span::Code(part.to_owned()),
        };
        Prose(text.split('`').enumerate().filter(|(_, part)| !part.is_empty()).map(span).collect())
    }

    /// Adds plain text at the end.
    pub fn then(mut self, text: &str) -> Prose {
        self.0.push(Span::Text(text.to_owned()));
        self
    }

    /// Adds code at the end.
    pub fn then_code(mut self, text: &str) -> Prose {
        self.0.push(Span::Code(text.to_owned()));
        self
    }

    /// Adds bold text at the end.
    pub fn then_strong(mut self, text: &str) -> Prose {
        self.0.push(Span::Strong(text.to_owned()));
        self
    }

    /// Adds other prose at the end.
    pub fn then_prose(mut self, other: Prose) -> Prose {
        self.0.extend(other.0);
        self
    }

    /// The same with code in backticks, as a terminal shows it.
    pub fn to_marked(&self) -> String {
        self.0
            .iter()
            .map(|span| match span {
                Span::Text(text) => text.clone(),
                Span::Code(text) => format!("`{text}`"),
                Span::Stress(text) => format!("*{text}*"),
                Span::Strong(text) => format!("**{text}**"),
            })
            .collect()
    }

    /// The letters alone.
    pub fn to_plain(&self) -> String {
        self.0
            .iter()
            .map(|span| match span {
                Span::Text(text) | Span::Code(text) | Span::Stress(text) | Span::Strong(text) => text.as_str(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Prose;

    #[test]
    fn code_stands_in_backticks() {
        for text in ["`range` stops before its second number; `len` says so.", "no code", "`all`", ""] {
            assert_eq!(Prose::marked(text).to_marked(), text);
        }
    }
}

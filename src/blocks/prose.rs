//! Running text in spans.

use serde::{Deserialize, Serialize};

/// Signs of code that stay on one line.
const PIECE: usize = 30;

/// Text with code and stress in it, values already put in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose(pub Vec<Span>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    Text(String),
    /// Set in the code face, never broken and never hyphenated. A line may end between two that follow each other.
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

    /// Adds code at the end that may go on on the next line: in pieces that end after a blank outside quotes. Short code
    /// stays in one piece.
    pub fn then_code_in_pieces(mut self, text: &str) -> Prose {
        self.0.extend(pieces(text).into_iter().map(|piece| Span::Code(piece.to_owned())));
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

    /// The same with every code in one piece.
    pub fn joined(&self) -> Prose {
        let mut spans: Vec<Span> = Vec::new();
        for span in &self.0 {
            match (spans.last_mut(), span) {
                (Some(Span::Code(code)), Span::Code(more)) => code.push_str(more),
                _ => spans.push(span.clone()),
            }
        }
        Prose(spans)
    }

    /// The same with long code in pieces, as [`Prose::then_code_in_pieces`] adds it.
    pub fn in_pieces(self) -> Prose {
        self.0.into_iter().fold(Prose::default(), |prose, span| match span {
            Span::Code(code) => prose.then_code_in_pieces(&code),
            other => prose.then_prose(Prose(vec![other])),
        })
    }

    /// The same with code in backticks, as a terminal shows it.
    pub fn to_marked(&self) -> String {
        let spans = self.joined().0.into_iter().map(|span| match span {
            Span::Text(text) => text,
            Span::Code(text) => format!("`{text}`"),
            Span::Stress(text) => format!("*{text}*"),
            Span::Strong(text) => format!("**{text}**"),
        });
        spans.collect()
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

/// Code cut after its blanks; never inside quotes.
fn pieces(code: &str) -> Vec<&str> {
    if code.chars().count() <= PIECE {
        return vec![code];
    }
    let mut ends = Vec::new();
    let mut quote = None;
    for (at, letter) in code.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, ' ') => ends.push(at + 1),
            _ => {}
        }
    }
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(ends.iter().copied().chain([code.len()])).map(|(start, end)| &code[start..end]).collect()
}

#[cfg(test)]
mod tests {
    use super::{Prose, Span};

    #[test]
    fn long_code_may_go_on_after_a_blank_outside_quotes() {
        let cases: [(&str, &[&str]); 4] = [
            ("merge([1, 2], [3, 4])", &["merge([1, 2], [3, 4])"]),
            ("join([(19, 31), (31, 40)], \"a, b\")", &["join([(19, ", "31), ", "(31, ", "40)], ", "\"a, b\")"]),
            ("one_long_name or another_long_name", &["one_long_name ", "or ", "another_long_name"]),
            ("\"a text, that is in quotes as a whole\"", &["\"a text, that is in quotes as a whole\""]),
        ];
        for (code, pieces) in cases {
            let prose = Prose::plain("x ").then_code_in_pieces(code).then(" y");
            let expected: Vec<Span> = pieces.iter().map(|piece| Span::Code((*piece).to_owned())).collect();
            assert_eq!(prose.0[1..prose.0.len() - 1], expected, "{code}");
            assert_eq!(prose.to_marked(), format!("x `{code}` y"));
            assert_eq!(prose.joined(), Prose::plain("x ").then_code(code).then(" y"));
        }
    }

    #[test]
    fn code_stands_in_backticks() {
        for text in ["`range` stops before its second number; `len` says so.", "no code", "`all`", ""] {
            assert_eq!(Prose::marked(text).to_marked(), text);
        }
    }
}

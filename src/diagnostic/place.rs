//! Where in which file: a byte range, and its line and column for people.

use std::ops::Range;
use std::sync::Arc;

/// A file as it was read, line ends folded to `\n`.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as the user knows it, with forward slashes.
    pub name: String,
    pub text: String,
}

/// A byte range of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub source: Arc<Source>,
    pub span: Range<usize>,
}

impl Place {
    /// Line and column of the first byte, both from 1; the column counts characters.
    pub fn line_and_column(&self) -> (usize, usize) {
        self.position(self.span.start)
    }

    /// Line and column behind the last byte.
    pub fn end(&self) -> (usize, usize) {
        self.position(self.span.end.max(self.span.start))
    }

    fn position(&self, byte: usize) -> (usize, usize) {
        let text = &self.source.text;
        let before = &text[..text.floor_char_boundary(byte.min(text.len()))];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }

    /// A file as a whole: the empty range at its start. It is shown without a line.
    pub fn whole_file(source: &Arc<Source>) -> Place {
        Place { source: Arc::clone(source), span: 0..0 }
    }

    /// Whether it is a file as a whole.
    pub fn is_whole_file(&self) -> bool {
        self.span == (0..0)
    }

    /// The same file, another range.
    pub fn at(&self, span: Range<usize>) -> Place {
        Place { source: Arc::clone(&self.source), span }
    }

    /// The text of the range.
    pub fn text(&self) -> &str {
        self.source.text.get(self.span.clone()).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Source};
    use std::sync::Arc;

    #[test]
    fn columns_count_characters_and_never_leave_the_text() {
        let source = Arc::new(Source { name: "a.toml".to_owned(), text: "é = 1\nb = 2\n".to_owned() });
        let cases = [(0, (1, 1)), (1, (1, 1)), (2, (1, 2)), (7, (2, 1)), (9, (2, 3)), (500, (3, 1))];
        for (start, expected) in cases {
            let place = Place { source: Arc::clone(&source), span: start..start };
            assert_eq!(place.line_and_column(), expected, "byte {start}");
            assert_eq!(place.at(0..start).end(), expected, "byte {start}");
        }
    }

    #[test]
    fn the_text_of_a_range_outside_the_file_is_empty() {
        let source = Arc::new(Source { name: "a.toml".to_owned(), text: "b = 2".to_owned() });
        assert_eq!(Place { source: Arc::clone(&source), span: 0..1 }.text(), "b");
        assert_eq!(Place { source, span: 3..99 }.text(), "");
    }
}

//! Running text in lines of so many columns, code in backticks and never broken.

use super::{Prose, Span};

/// How code stands out from prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    InBackticks,
    /// Where there is nothing but code.
    Bare,
}

/// Breaks prose at spaces into lines of at most `columns` characters; a longer word or piece of code stands alone.
pub(super) fn wrap(prose: &Prose, columns: usize) -> Vec<String> {
    wrap_as(prose, columns, Code::InBackticks)
}

pub(super) fn wrap_as(prose: &Prose, columns: usize, code: Code) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(prose, code) {
        let taken = line.chars().count();
        if taken > 0 && taken + 1 + word.chars().count() > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A span as the terminal shows it, stress by nothing.
fn shown(span: &Span, how: Code) -> String {
    match span {
        Span::Code(code) if how == Code::Bare => code.clone(),
        Span::Code(code) => format!("`{code}`"),
        Span::Text(text) | Span::Stress(text) | Span::Strong(text) => text.clone(),
    }
}

/// Characters of the prose in one line.
pub(super) fn length(prose: &Prose, code: Code) -> usize {
    prose.0.iter().map(|span| shown(span, code).chars().count()).sum()
}

/// What cannot be broken: words with whatever stands against them without a space.
pub(super) fn words(prose: &Prose, code: Code) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for span in &prose.0 {
        let marked = shown(span, code);
        if matches!(span, Span::Code(_)) {
            word.push_str(&marked);
            continue;
        }
        for letter in marked.chars() {
            if letter == ' ' || letter == '\n' {
                words.push(std::mem::take(&mut word));
            } else {
                word.push(letter);
            }
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_never_broken_and_keeps_its_spaces() {
        let prose = Prose::plain("one two ").then_code("a  =  [4, 7]").then(", then three");
        assert_eq!(wrap(&prose, 12), ["one two", "`a  =  [4, 7]`,", "then three"]);
        assert_eq!(wrap(&prose, 80), ["one two `a  =  [4, 7]`, then three"]);
    }

    #[test]
    fn no_text_makes_no_line() {
        assert_eq!(wrap(&Prose::plain("  "), 10), Vec::<String>::new());
    }
}

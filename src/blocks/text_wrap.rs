//! Running text in lines of so many columns, code in backticks and never broken but between its pieces.

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

/// Every span as the terminal shows it, stress by nothing. Backticks stand around code, not around each of its pieces.
fn shown(prose: &Prose, how: Code) -> Vec<(&Span, String)> {
    let is_code = |at: Option<usize>| matches!(at.and_then(|at| prose.0.get(at)), Some(Span::Code(_)));
    let mark = |is_edge: bool| if is_edge && how == Code::InBackticks { "`" } else { "" };
    let shown = prose.0.iter().enumerate().map(|(at, span)| match span {
        Span::Code(code) => {
            (span, format!("{}{code}{}", mark(!is_code(at.checked_sub(1))), mark(!is_code(Some(at + 1)))))
        }
        Span::Text(text) | Span::Stress(text) | Span::Strong(text) => (span, text.clone()),
    });
    shown.collect()
}

/// Characters of the prose in one line.
pub(super) fn length(prose: &Prose, code: Code) -> usize {
    shown(prose, code).iter().map(|(_, text)| text.chars().count()).sum()
}

/// What cannot be broken: words with whatever stands against them without a space.
pub(super) fn words(prose: &Prose, code: Code) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut is_after_code = false;
    for (span, marked) in shown(prose, code) {
        let is_code = matches!(span, Span::Code(_));
        if is_code && is_after_code && word.ends_with(' ') {
            words.push(std::mem::take(&mut word).trim_end().to_owned());
        }
        is_after_code = is_code;
        if is_code {
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
    fn code_in_pieces_goes_on_on_the_next_line() {
        let prose = Prose::default().then_code_in_pieces("merge([[10, 14], [12, 30], [40, 50]])").then(" gives 1");
        assert_eq!(wrap(&prose, 20), ["`merge([[10, 14],", "[12, 30], [40,", "50]])` gives 1"]);
        assert_eq!(wrap(&prose, 80), [prose.to_marked()]);
        assert_eq!(length(&prose, Code::InBackticks), prose.to_marked().chars().count());
    }

    #[test]
    fn no_text_makes_no_line() {
        assert_eq!(wrap(&Prose::plain("  "), 10), Vec::<String>::new());
    }
}

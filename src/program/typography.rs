//! Straight quotes → typographic ones, outside code.

/// Sets text piece by piece; what came before a piece decides which way a quote looks.
#[derive(Default)]
pub(super) struct Typesetter {
    before: Option<char>,
}

impl Typesetter {
    /// The text with its quotes turned.
    pub fn set(&mut self, text: &str) -> String {
        let set: Vec<char> = text.chars().map(|letter| self.turned(letter)).collect();
        set.into_iter().collect()
    }

    /// Text that stays as it is: code, numbers.
    pub fn pass(&mut self, text: String) -> String {
        self.before = text.chars().next_back().or(self.before);
        text
    }

    /// A quote opens at the start, after a blank, a bracket, a dash or another opening quote.
    fn turned(&mut self, letter: char) -> char {
        let opens = self.before.is_none_or(|before| before.is_whitespace() || "([{–—“‘".contains(before));
        let turned = match letter {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens => '‘',
            '\'' => '’',
            other => other,
        };
        self.before = Some(turned);
        turned
    }
}

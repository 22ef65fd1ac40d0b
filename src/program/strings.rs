//! Where the strings of a program are, by quotes alone: enough to say that a placeholder stands inside one, and to say
//! it of text that holds placeholders and so is no Python yet.

use std::ops::Range;

/// The ranges inside quotes, without the quotes, and without what stands in the braces of an f-string.
pub(super) fn insides(program: &str) -> Vec<Range<usize>> {
    let mut scanner = Scanner { bytes: program.as_bytes(), at: 0, insides: Vec::new(), comments: Vec::new() };
    while scanner.at < scanner.bytes.len() {
        scanner.code();
    }
    scanner.insides
}

/// Letters beyond ASCII that stand neither inside quotes nor in a comment.
pub fn letters_beyond_ascii(program: &str) -> Vec<Range<usize>> {
    let mut scanner = Scanner { bytes: program.as_bytes(), at: 0, insides: Vec::new(), comments: Vec::new() };
    while scanner.at < scanner.bytes.len() {
        scanner.code();
    }
    let free = |at: usize| !scanner.insides.iter().chain(&scanner.comments).any(|range| range.contains(&at));
    let letters = program.char_indices().filter(|(at, letter)| !letter.is_ascii() && free(*at));
    letters.map(|(at, letter)| at..at + letter.len_utf8()).collect()
}

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    insides: Vec<Range<usize>>,
    comments: Vec<Range<usize>>,
}

/// What closes a string, and how its inside is read.
struct Kind {
    quote: u8,
    is_triple: bool,
    has_braces: bool,
}

impl Scanner<'_> {
    /// One step outside strings: a comment, a string, or a letter.
    fn code(&mut self) {
        match self.bytes[self.at] {
            b'#' => {
                let end = self.find(b'\n');
                self.comments.push(self.at..end);
                self.at = end;
            }
            quote @ (b'"' | b'\'') => {
                let kind = Kind { quote, is_triple: self.is_triple(quote), has_braces: self.has_f_before() };
                self.at += kind.length();
                self.string(&kind);
            }
            _ => self.at += 1,
        }
    }

    fn find(&self, byte: u8) -> usize {
        self.bytes[self.at..].iter().position(|each| *each == byte).map_or(self.bytes.len(), |length| self.at + length)
    }

    fn is_triple(&self, quote: u8) -> bool {
        self.bytes[self.at..].starts_with(&[quote; 3])
    }

    /// Whether the letters before a quote are a prefix with `f` or `t`: `f`, `rf`, `Fr`; a longer word is none.
    fn has_f_before(&self) -> bool {
        let before = &self.bytes[..self.at];
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
        let length = before.iter().rev().take_while(is_part).count();
        let prefix = &before[before.len() - length..];
        let after_dollar = before[..before.len() - length].ends_with(b"$");
        length <= 2 && !after_dollar && prefix.iter().any(|byte| matches!(byte, b'f' | b'F' | b't' | b'T'))
    }

    /// The inside of a string whose opening quotes are passed. A string of one line ends with its line at the latest.
    fn string(&mut self, kind: &Kind) {
        let mut start = self.at;
        while let Some(&byte) = self.bytes.get(self.at) {
            let is_end = byte == kind.quote && (!kind.is_triple || self.is_triple(kind.quote));
            if is_end || (byte == b'\n' && !kind.is_triple) {
                self.note(start);
                self.at += if is_end { kind.length() } else { 0 };
                return;
            }
            match byte {
                b'\\' => self.at += 2,
                b'$' if self.bytes.get(self.at + 1) == Some(&b'{') => self.at += 2,
                b'{' if kind.has_braces && self.bytes.get(self.at + 1) == Some(&b'{') => self.at += 2,
                b'{' if kind.has_braces => {
                    self.note(start);
                    self.at += 1;
                    self.braces(kind);
                    start = self.at;
                }
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(self.bytes.len());
        self.note(start);
    }

    /// The expression of an f-string up to its closing brace; the string's own quote ends it too, so that a slip does
    /// not swallow the rest of the program.
    fn braces(&mut self, kind: &Kind) {
        let mut depth = 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'{' | b'[' | b'(' => depth += 1,
                b'}' | b']' | b')' => depth -= 1,
                b'\n' if !kind.is_triple => return,
                quote @ (b'"' | b'\'') => {
                    if quote == kind.quote && (!kind.is_triple || self.is_triple(quote)) {
                        return;
                    }
                    self.code();
                    continue;
                }
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    fn note(&mut self, start: usize) {
        if start < self.at {
            self.insides.push(start..self.at);
        }
    }
}

impl Kind {
    fn length(&self) -> usize {
        if self.is_triple { 3 } else { 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::insides;

    #[test]
    fn the_insides_of_strings_are_found_by_their_quotes() {
        let cases: [(&str, &[&str]); 16] = [
            ("x = 'a' + \"b\"", &["a", "b"]),
            ("x = '' + \"\"", &[]),
            ("x = 'it\\'s' # don't\ny = 'b'", &["it\\'s", "b"]),
            ("'''one\n'two' three''' + 'x'", &["one\n'two' three", "x"]),
            ("f'{a} b {c[\"d\"]} e'", &["d", " b ", " e"]),
            ("f'{{a}} {b}'", &["{{a}} "]),
            ("rf\"{x}y\" + r\"{x}y\"", &["y", "{x}y"]),
            ("half'{x}'", &["{x}"]),
            ("'open\ny = $n", &["open"]),
            ("f'{open\ny = 'a'", &["a"]),
            ("f'${word:text} {n}'", &["${word:text} "]),
            ("f'{x!r:>{w}}|'", &["|"]),
            ("f\"\"\"{'a'}\n{b}\"\"\"", &["a", "\n"]),
            ("'ends with \\", &["ends with \\"]),
            ("\"\"\"open", &["open"]),
            ("'ä' + 'ö'", &["ä", "ö"]),
        ];
        for (program, expected) in cases {
            let mut found = insides(program);
            found.sort_by_key(|range| range.start);
            let mut texts: Vec<&str> = found.into_iter().map(|range| &program[range]).collect();
            let mut expected = expected.to_vec();
            texts.sort_unstable();
            expected.sort_unstable();
            assert_eq!(texts, expected, "{program}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_scanned_without_a_panic(program in "[fr'\"\\\\{}()$#\n aé]{0,40}") {
            for range in insides(&program) {
                assert!(range.start < range.end && range.end <= program.len());
            }
        }
    }
}

//! The text of a QR symbol: `LH1`, the code, an options symbol, five symbols a question.
//!
//! Only digits and capitals, so that QR's alphanumeric letters hold it. It leads to the same sheet wherever the same
//! problems are, which the code's digest tells. The symbol corrects its own errors, so no check symbols are added.

use super::sheet_code::SYMBOLS;
use super::{CodeFault, Drawn, Paper, PrintSize, SheetCode, Tag, Word, crockford};
use std::fmt;

/// `LH` and the version of this text.
const MARK: &str = "LH";
const VERSION: char = '1';
/// Letters of the mark with its version.
const MARK_LETTERS: usize = 3;
/// Symbols of a question.
const TAG: usize = 5;

/// What a QR symbol says of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Short {
    pub code: SheetCode,
    pub paper: Paper,
    pub print: PrintSize,
    /// One a question, in order; at least one.
    pub tags: Vec<Tag>,
}

impl Short {
    /// The short form of a sheet with these problems.
    pub fn of(code: SheetCode, paper: Paper, print: PrintSize, drawn: &[Drawn]) -> Short {
        Short { code, paper, print, tags: drawn.iter().map(Tag::of).collect() }
    }

    /// Reads a scanned or typed text, with the freedoms of [`SheetCode::read`]. Positions in faults count from `LH1`.
    pub fn read(text: &str) -> Result<Short, CodeFault> {
        let version = version(text).ok_or(CodeFault::NotAShort)?;
        if version != VERSION {
            return Err(CodeFault::ShortVersion { version });
        }
        let symbols = symbols_after_mark(text)?;
        let found = MARK_LETTERS + symbols.len();
        let cut_off = CodeFault::ShortLength { found };
        let (code, rest) = symbols.split_first_chunk::<SYMBOLS>().ok_or(cut_off.clone())?;
        let (&options, questions) = rest.split_first().ok_or(cut_off.clone())?;
        let (tags, left_over) = questions.as_chunks::<TAG>();
        if tags.is_empty() || !left_over.is_empty() {
            return Err(cut_off);
        }
        let code = SheetCode::from_symbols(code)?;
        let (paper, print) = read_options(options)?;
        Ok(Short { code, paper, print, tags: tags.iter().map(Tag::from_symbols).collect() })
    }
}

/// As the QR symbol says it.
impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut symbols = self.code.symbols().to_vec();
        symbols.push(options(self.paper, self.print));
        symbols.extend(self.tags.iter().flat_map(|tag| tag.symbols()));
        write!(f, "{MARK}{VERSION}{}", crockford::to_text(&symbols))
    }
}

/// Whether a text begins as this one does. A text as long as a code is a code, whatever it begins with.
pub(super) fn begins(text: &str) -> bool {
    version(text).is_some() && crockford::letters(text).count() != SYMBOLS
}

/// The digit after the mark.
fn version(text: &str) -> Option<char> {
    let mut letters = crockford::letters(text);
    let marked = MARK.chars().all(|mark| letters.next().is_some_and(|letter| letter.eq_ignore_ascii_case(&mark)));
    letters.next().filter(|version| marked && version.is_ascii_digit())
}

fn symbols_after_mark(text: &str) -> Result<Vec<u8>, CodeFault> {
    let body: String = crockford::letters(text).skip(MARK_LETTERS).collect();
    crockford::symbols(&body).map_err(|fault| match fault {
        CodeFault::NotASymbol { letter, position } => {
            CodeFault::NotASymbol { letter, position: position + MARK_LETTERS }
        }
        other => other,
    })
}

/// Bits 0 and 1 paper, bit 2 large print, bits 3 and 4 left for later.
fn options(paper: Paper, print: PrintSize) -> u8 {
    let paper = match paper {
        Paper::A4 => 0,
        Paper::Letter => 1,
        Paper::A5 => 2,
    };
    let print = match print {
        PrintSize::Normal => 0,
        PrintSize::Large => 4,
    };
    paper | print
}

fn read_options(symbol: u8) -> Result<(Paper, PrintSize), CodeFault> {
    Paper::ALL
        .iter()
        .flat_map(|&paper| PrintSize::ALL.iter().map(move |&print| (paper, print)))
        .find(|&(paper, print)| options(paper, print) == symbol)
        .ok_or(CodeFault::UnknownOptions { symbol: crockford::letter(symbol) })
}

#[cfg(test)]
mod tests {
    use super::{Short, begins};
    use crate::code::{CodeFault, Drawn, Paper, PrintSize, Seed, SheetCode, Verb};
    use proptest::prelude::*;

    fn short(paper: Paper, print: PrintSize) -> Short {
        let drawn = [Drawn::new("museum-fares", 1, "output", None), Drawn::new("class-plain", 2, "class", Some(3))];
        Short::of(SheetCode::of(Verb::DailyByDate, Seed::lowest_bits(9822), &drawn), paper, print, &drawn)
    }

    #[test]
    fn a_known_text() {
        assert_eq!(short(Paper::A4, PrintSize::Normal).to_string(), "LH18000009JY84HE1BW00F9AYQRV5X");
    }

    #[test]
    fn every_option_reads_back() {
        let cases = [
            (Paper::A4, PrintSize::Normal, '0'),
            (Paper::Letter, PrintSize::Normal, '1'),
            (Paper::A5, PrintSize::Normal, '2'),
            (Paper::A4, PrintSize::Large, '4'),
            (Paper::Letter, PrintSize::Large, '5'),
            (Paper::A5, PrintSize::Large, '6'),
        ];
        for (paper, print, letter) in cases {
            let text = short(paper, print).to_string();
            assert_eq!(text.chars().nth(19), Some(letter));
            assert_eq!(Short::read(&text), Ok(short(paper, print)));
        }
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let cases = [
            ("8000009JY84HE1BW", CodeFault::NotAShort),
            ("LH", CodeFault::NotAShort),
            ("LH28000009JY84HE1BW00F9AY", CodeFault::ShortVersion { version: '2' }),
            ("LH1", CodeFault::ShortLength { found: 3 }),
            ("LH18000009JY84HE1BW", CodeFault::ShortLength { found: 19 }),
            ("LH18000009JY84HE1BW0", CodeFault::ShortLength { found: 20 }),
            ("LH18000009JY84HE1BW00F9A", CodeFault::ShortLength { found: 24 }),
            ("LH18000009JY84HE1BX00F9AY", CodeFault::CheckFails),
            ("LH18000009JY84HE1BW30F9AY", CodeFault::UnknownOptions { symbol: '3' }),
            ("LH18000009JY84HE1BW80F9AY", CodeFault::UnknownOptions { symbol: '8' }),
            ("LH18000009JY84HE1BWZ0F9AY", CodeFault::UnknownOptions { symbol: 'Z' }),
            ("LH1U", CodeFault::NotASymbol { letter: 'U', position: 4 }),
        ];
        for (text, fault) in cases {
            assert_eq!(Short::read(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn sixteen_letters_are_a_code() {
        assert!(!begins("LH18-0000-09JY-84HE"));
        assert!(begins("lh1 8000 009J Y84H E1BW 0 0F9AY"));
        assert!(!begins("L"));
    }

    proptest! {
        #[test]
        fn texts_read_back(seed in any::<u64>(), versions in proptest::collection::vec(any::<u32>(), 1..40)) {
            let drawn: Vec<Drawn> = versions.iter().map(|version| Drawn::new("a", *version, "tf", None)).collect();
            let code = SheetCode::of(Verb::Mock, Seed::lowest_bits(seed), &drawn);
            let short = Short::of(code, Paper::Letter, PrintSize::Large, &drawn);
            let text = short.to_string();
            prop_assert_eq!(text.len(), 20 + 5 * drawn.len());
            prop_assert_eq!(Short::read(&text), Ok(short));
        }
    }
}

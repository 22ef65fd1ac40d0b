//! A piece of a program that occurs exactly once in it.

use super::Template;
use super::faults::QuoteFault;
use crate::diagnostic::Faults;
use crate::keys::Text;
use std::ops::Range;

/// Places that are shown of a quote which occurs more than once.
const SHOWN: usize = 10;

/// A byte range of a template's source, found by its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    pub range: Range<usize>,
}

impl Quote {
    /// Finds the piece (`quote-not-found`, `quote-not-unique` with all places).
    pub fn read(text: &Text, program: &Template, faults: &mut Faults) -> Option<Quote> {
        match occurrences(&text.value, program.source()).as_slice() {
            [range] => Some(Quote { range: range.clone() }),
            [] => {
                note_not_found(text, program, faults);
                None
            }
            several => {
                let related =
                    several.iter().take(SHOWN).map(|range| (program.place(range.clone()), "here".to_owned())).collect();
                let fault = QuoteFault::NotUnique { quote: text.value.clone(), times: several.len() };
                faults.note_with(&text.place, &fault, related);
                None
            }
        }
    }

    /// The line, from 1, of the first byte that is not blank. Values hold no line ends, so it is the line on the
    /// page too.
    pub fn line(&self, program: &Template) -> u32 {
        let source = program.source();
        let quoted = source.get(self.range.clone()).unwrap_or("");
        let blanks = quoted.len() - quoted.trim_start().len();
        let before = source.get(..self.range.start + blanks).unwrap_or(source);
        1 + before.bytes().map(|byte| u32::from(byte == b'\n')).sum::<u32>()
    }
}

pub(super) fn note_not_found(text: &Text, program: &Template, faults: &mut Faults) {
    let near = alike(&text.value, program.source());
    faults.note(&text.place, &QuoteFault::NotFound { quote: text.value.clone(), near });
}

/// Every place of a piece, overlapping ones too. Blank text occurs nowhere.
pub(super) fn occurrences(piece: &str, source: &str) -> Vec<Range<usize>> {
    if piece.trim().is_empty() {
        return Vec::new();
    }
    let starts = source.char_indices().map(|(at, _)| at).filter(|&at| source[at..].starts_with(piece));
    starts.map(|at| at..at + piece.len()).collect()
}

/// The first piece of a program that is the quote but for dollars, braces and blanks.
fn alike(quote: &str, source: &str) -> Option<String> {
    let is_kept = |letter: &char| !letter.is_whitespace() && !matches!(letter, '$' | '{' | '}');
    let wanted: String = quote.chars().filter(is_kept).collect();
    let kept: Vec<(usize, char)> = source.char_indices().filter(|(_, letter)| is_kept(letter)).collect();
    let bare: String = kept.iter().map(|(_, letter)| letter).collect();
    let found = bare.find(&wanted).filter(|_| !wanted.is_empty())?;
    let first = bare[..found].chars().count();
    let start = kept[first].0;
    let (last, letter) = kept[first + wanted.chars().count() - 1];
    let start = source[..start].trim_end_matches(['{', '$']).len();
    let end = last + letter.len_utf8();
    let closing = source[end..].len() - source[end..].trim_start_matches('}').len();
    let piece = &source[start..end];
    let is_open = piece.matches('{').count() > piece.matches('}').count();
    Some(source[start..if is_open { end + closing.min(1) } else { end }].to_owned())
}

//! What a program must not have, letter by letter: what nobody sees on paper, or cannot type back.

use super::ReadFault;
use crate::diagnostic::Faults;
use crate::draw::Language;
use crate::keys::Text;
use crate::program::letters_beyond_ascii;

/// Notes names and signs of Python beyond ASCII: a hand cannot tell them from others, and few keyboards have them.
pub fn check_letters(text: &Text, language: Language, faults: &mut Faults) {
    for range in letters_beyond_ascii(&text.value).into_iter().filter(|_| language == Language::Python) {
        let letter = text.value[range.clone()].to_owned();
        faults.note(&text.part(range), &ReadFault::BeyondAscii { letter });
    }
}

/// Notes what a program must not have since nobody sees it on paper: tabs, and blanks at the ends of lines.
pub fn check_blanks(text: &Text, faults: &mut Faults) {
    let mut start = 0;
    for line in text.value.split_inclusive('\n') {
        let code = line.trim_end();
        let written = line.trim_end_matches('\n');
        if let Some(at) = code.find('\t') {
            faults.note(&text.part(start + at..start + at + 1), &ReadFault::Tab);
        }
        if code.len() < written.len() {
            faults.note(&text.part(start + code.len()..start + written.len()), &ReadFault::BlankAtLineEnd);
        }
        start += line.len();
    }
}

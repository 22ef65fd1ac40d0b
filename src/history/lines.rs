//! The bytes of the file as lines that are whole, and pieces that are not.
//!
//! One byte that went wrong costs one record at most: a line end that was lost leaves two records in one line, and both
//! are found in it.

use super::line::{self, Line, START};

/// What the bytes hold, in their order.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Lines {
    pub whole: Vec<Line>,
    pub damaged: Vec<Piece>,
    /// Whether a line that is added needs a line end before it.
    pub is_open: bool,
}

/// Bytes that belong to no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The line it stands in, from 1.
    pub number: usize,
    pub bytes: Vec<u8>,
    /// Whether it is the end of a file without a line end: something that was not written to its end.
    pub is_torn: bool,
}

/// Reads all bytes of a file. An editor's mark at the start, its carriage returns and empty lines make no difference.
pub(super) fn read(bytes: &[u8]) -> Lines {
    let mut lines = Lines { is_open: bytes.last().is_some_and(|last| *last != b'\n'), ..Lines::default() };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    for (text, number) in bytes.split(|byte| *byte == b'\n').zip(1..) {
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        match line::read(text) {
            Some(line) => lines.whole.push(line),
            None => lines.take_apart(text, number),
        }
    }
    if let Some(last) = lines.damaged.last_mut() {
        last.is_torn = lines.is_open && bytes.ends_with(&last.bytes);
    }
    lines
}

impl Lines {
    /// Finds the records in a line that is none as it stands. Each begins where the start of one does, and ends with the
    /// first checksum after that.
    fn take_apart(&mut self, text: &[u8], number: usize) {
        let mut lost = Vec::new();
        for part in parts(text) {
            let end = line::first_end(part).unwrap_or(part.len());
            match line::read(&part[..end]) {
                Some(line) => {
                    self.set_apart(&mut lost, number);
                    self.whole.push(line);
                    lost.extend(&part[end..]);
                }
                None => lost.extend(part),
            }
        }
        self.set_apart(&mut lost, number);
    }

    fn set_apart(&mut self, lost: &mut Vec<u8>, number: usize) {
        if !lost.is_empty() {
            self.damaged.push(Piece { number, bytes: std::mem::take(lost), is_torn: false });
        }
    }
}

/// A text in parts, each of which but the first begins as a record does.
fn parts(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let starts = text.windows(START.len()).enumerate().filter(|(_, window)| *window == START).map(|(at, _)| at);
    let cuts: Vec<usize> = std::iter::once(0).chain(starts).chain([text.len()]).collect();
    (1..cuts.len()).map(move |at| &text[cuts[at - 1]..cuts[at]]).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Lines, Piece, line, read};
    use crate::history::record::{Event, Record, Stamp, Undone};
    use proptest::prelude::*;

    fn written(code: &str) -> String {
        let stamp = Stamp { at: "2026-11-22T09:15:04Z".to_owned(), day: "2026-11-22".to_owned() };
        line::write(&Record { stamp, event: Event::Undone(Undone { code: code.to_owned(), score: String::new() }) })
    }

    fn piece(number: usize, bytes: &[u8], is_torn: bool) -> Piece {
        Piece { number, bytes: bytes.to_owned(), is_torn }
    }

    #[test]
    fn what_is_damaged_is_told_with_its_line() {
        let [a, b] = [written("a"), written("b")];
        let half = &a[..a.len() / 2];
        let cases: [(String, usize, Vec<Piece>); 10] = [
            (String::new(), 0, vec![]),
            (format!("{a}\n{b}\n"), 2, vec![]),
            (format!("\u{feff}{a}\r\n\r\n{b}"), 2, vec![]),
            (format!("{a}\n{half}"), 1, vec![piece(2, half.as_bytes(), true)]),
            (format!("{half}\n{b}\n"), 1, vec![piece(1, half.as_bytes(), false)]),
            (format!("{half}{b}\n"), 1, vec![piece(1, half.as_bytes(), false)]),
            (format!("{half}\n{b}"), 1, vec![piece(1, half.as_bytes(), false)]),
            (format!("{a}x{b}\n"), 2, vec![piece(1, b"x", false)]),
            (format!("{a}{b}\n"), 2, vec![]),
            ("\0\0\0\n{\n".to_owned(), 0, vec![piece(1, b"\0\0\0", false), piece(2, b"{", false)]),
        ];
        for (text, whole, damaged) in cases {
            let lines = read(text.as_bytes());
            assert_eq!((lines.whole.len(), &lines.damaged), (whole, &damaged), "{text}");
            assert_eq!(lines.is_open, !text.is_empty() && !text.ends_with('\n'), "{text}");
        }
    }

    /// Each byte of a file of twelve records turned into another, one after the other: one record is lost at most, and
    /// nothing goes without being told.
    #[test]
    fn a_byte_that_went_wrong_costs_one_record_at_most() {
        let codes: Vec<String> = (0..12).map(|number| format!("code-{number}-{}", "x".repeat(number * 7))).collect();
        let good: String = codes.iter().map(|code| written(code) + "\n").collect();
        let all = read(good.as_bytes()).whole;
        let (mut flips, mut lost) = (0, 0);
        for mask in [0x01, 0x04, 0x20, 0x80, 0xff, b'\n' ^ b'"'] {
            for at in 0..good.len() {
                let mut bytes = good.clone().into_bytes();
                bytes[at] ^= mask;
                let Lines { whole, damaged, .. } = read(&bytes);
                let missing = all.iter().filter(|line| !whole.contains(line)).count();
                assert!(missing <= 1 && whole.iter().all(|line| all.contains(line)), "byte {at} by {mask:#x}");
                assert!(missing == 0 || !damaged.is_empty(), "byte {at} by {mask:#x} is lost in silence");
                (flips, lost) = (flips + 1, lost + missing);
            }
        }
        assert!(lost <= flips, "{lost} records lost by {flips} flips");
    }

    proptest! {
        #[test]
        fn bytes_are_never_lost_in_silence(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0usize..300) {
            let mut text = written("a").into_bytes();
            text.splice(cut.min(text.len()).., bytes);
            let lines = read(&text);
            prop_assert!(text.is_empty() || !lines.whole.is_empty() || !lines.damaged.is_empty() || text.trim_ascii().is_empty());
        }
    }
}

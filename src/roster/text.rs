//! Bytes of a file → text with folded line ends, whatever a spreadsheet saved it as.

use super::faults::FileFault;
use crate::diagnostic::{Faults, Place, Source};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::sync::Arc;

/// The most bytes of a table that are read: 5 MB.
pub const MOST_BYTES: usize = 5 << 20;

/// What the first bytes of files are that look like a table in the window of a spreadsheet.
const OTHER_FILES: [(&[u8], &str); 4] = [
    (b"PK\x03\x04", "a workbook (`.xlsx` or `.ods`)"),
    (b"\xd0\xcf\x11\xe0", "a workbook (`.xls`)"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a document (`.rtf`)"),
];

/// The text of a table, and what is to be said about how it was read.
pub(super) struct Text {
    pub source: Arc<Source>,
    pub note: Option<String>,
}

/// Reads UTF-8 with or without a mark, UTF-16 with one, and otherwise Windows-1252, of which any bytes are text.
/// `None` if there is no table in it, which is noted.
pub(super) fn decode(name: &str, bytes: &[u8], faults: &mut Faults) -> Option<Text> {
    let empty = Arc::new(Source { name: name.to_owned(), text: String::new() });
    let mut refuse = |fault: FileFault| {
        faults.note(&Place::whole_file(&empty), &fault);
        None
    };
    if bytes.len() > MOST_BYTES {
        return refuse(FileFault::TooLarge);
    }
    if let Some((_, is)) = OTHER_FILES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return refuse(FileFault::NoTable { is });
    }
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None if bytes.contains(&0) => return refuse(FileFault::Unmarked),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, bytes),
        None => (WINDOWS_1252, bytes),
    };
    let (text, has_errors) = encoding.decode_without_bom_handling(rest);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let source = Arc::new(Source { name: name.to_owned(), text });
    if has_errors {
        // The decoder puts this letter where bytes are none.
        let at = source.text.find('\u{fffd}').unwrap_or(0);
        let place = Place { source: Arc::clone(&source), span: at..at + '\u{fffd}'.len_utf8() };
        faults.note(&place, &FileFault::Broken { encoding: in_words(encoding) });
        return None;
    }
    let is_guess = encoding == WINDOWS_1252;
    let note = is_guess.then(|| {
        format!("`{name}` was read as Windows-1252: if a letter is wrong, save it as CSV UTF-8 and run this again")
    });
    Some(Text { source, note })
}

fn in_words(encoding: &'static Encoding) -> &'static str {
    if encoding == UTF_16LE || encoding == UTF_16BE { "UTF-16" } else { "UTF-8" }
}

#[cfg(test)]
mod tests {
    use super::{MOST_BYTES, decode};
    use crate::diagnostic::Faults;

    fn read(bytes: &[u8]) -> Result<(String, bool), &'static str> {
        let mut faults = Faults::default();
        match decode("a.csv", bytes, &mut faults) {
            Some(text) => Ok((text.source.text.clone(), text.note.is_some())),
            None => Err(faults.into_sorted()[0].code),
        }
    }

    fn utf_16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn every_encoding_of_a_spreadsheet_is_read() {
        let text = "Ayşe\nZoë\n".to_owned();
        let cases = [
            ("Ayşe\r\nZoë\r\n".as_bytes().to_vec(), false),
            ("\u{feff}Ayşe\rZoë\r".as_bytes().to_vec(), false),
            (utf_16("Ayşe\r\nZoë\n", u16::to_le_bytes), false),
            (utf_16("Ayşe\nZoë\r\n", u16::to_be_bytes), false),
        ];
        for (bytes, is_guess) in cases {
            assert_eq!(read(&bytes), Ok((text.clone(), is_guess)), "{bytes:?}");
        }
        assert_eq!(read(b"Zo\xeb \x80\n"), Ok(("Zoë €\n".to_owned(), true)));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let mut odd = utf_16("Zoë", u16::to_le_bytes);
        odd.pop();
        let lone = [0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00];
        let cases: [(&[u8], &str); 7] = [
            (b"PK\x03\x04\0\0", "not-a-table"),
            (b"\xd0\xcf\x11\xe0\xa1", "not-a-table"),
            (b"N\0a\0m\0e\0", "encoding-unknown"),
            (&odd, "broken-text"),
            (&lone, "broken-text"),
            (b"\xef\xbb\xbfZo\xeb", "broken-text"),
            (&vec![b'a'; MOST_BYTES + 1], "table-too-large"),
        ];
        for (bytes, code) in cases {
            assert_eq!(read(bytes), Err(code), "{:?}", &bytes[..bytes.len().min(20)]);
        }
    }
}

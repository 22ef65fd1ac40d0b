//! The text of one cell as Longhand keeps it: one line, composed letters, nothing that cannot be seen.

use super::faults::CellFault;
use super::grid::Cell;
use unicode_normalization::UnicodeNormalization;

/// The longest name, and any other text of a cell, in letters.
pub const LONGEST: usize = 80;

/// A cell as plain text: NFC, runs of white space as one blank, without letters that have neither width nor sound.
/// `what` names the column in words.
pub fn text(cell: &Cell, what: &'static str) -> Result<String, CellFault> {
    let spot = cell.spot;
    if cell.text.contains('\n') {
        return Err(CellFault::LineBreak { spot, what });
    }
    if let Some(letter) = cell.text.chars().find(|letter| letter.is_control()) {
        return Err(CellFault::Control { spot, what, letter });
    }
    let seen: String = cell.text.nfc().filter(|letter| !is_unseen(*letter)).collect();
    let text = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        0..=LONGEST => Ok(text),
        letters => Err(CellFault::TooLong { spot, what, letters }),
    }
}

/// Marks of direction, and joints that change nothing: what comes along when a name is copied from a web page. Joiners
/// that some scripts need between letters stay.
fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::diagnostic::Finding;
    use crate::roster::grid::{Cell, Spot};

    fn read(cell: &str) -> Result<String, &'static str> {
        let cell = Cell { text: cell.to_owned(), span: 0..0, spot: Spot { row: 0, column: 0 } };
        text(&cell, "name").map_err(|fault| fault.code())
    }

    #[test]
    fn names_are_kept_as_they_are_read_aloud() {
        let cases = [
            ("Zoe\u{308}", "Zoë"),
            ("Ann\u{a0} \u{200b}Lee\u{200e}", "Ann Lee"),
            ("Ng\u{169} wa Thiong’o", "Ngũ wa Thiong’o"),
            ("नि\u{200d}", "नि\u{200d}"),
            ("", ""),
        ];
        for (cell, expected) in cases {
            assert_eq!(read(cell), Ok(expected.to_owned()), "{cell:?}");
        }
        assert_eq!(read(&"é".repeat(80)).map(|name| name.chars().count()), Ok(80));
    }

    #[test]
    fn what_is_no_name_is_told() {
        let cases = [("Ann\nLee", "line-break"), ("Ann\u{7}", "control-character"), ("Ann\tLee", "control-character")];
        for (cell, code) in cases {
            assert_eq!(read(cell), Err(code), "{cell:?}");
        }
        assert_eq!(read(&"é".repeat(81)), Err("text-too-long"));
    }
}

//! Texts that a spreadsheet must not run: cells that would begin as a formula get an apostrophe in front of them.
//!
//! An apostrophe, since a blank before `=` is trimmed away by some spreadsheets on opening a file. Where another
//! delimiter is taken for the comma a formula might begin inside a text, so what stands behind one is guarded, too.

/// What begins a formula in one spreadsheet or another, the wide forms among them.
const OPENING: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
/// What may end a cell.
const DELIMITERS: [char; 3] = [',', ';', '\t'];
const GUARD: char = '\'';

/// The text with a guard before whatever could begin a formula.
pub fn guarded(text: &str) -> String {
    in_pieces(text, |piece| {
        let opens = piece.trim_start_matches(GUARD).starts_with(OPENING);
        if opens { format!("{GUARD}{piece}") } else { piece.to_owned() }
    })
}

/// The text as it was before it was guarded.
pub fn unguarded(text: &str) -> String {
    in_pieces(text, |piece| {
        let is_guarded = piece.starts_with(GUARD) && piece.trim_start_matches(GUARD).starts_with(OPENING);
        piece[if is_guarded { GUARD.len_utf8() } else { 0 }..].to_owned()
    })
}

/// Each piece that ends with a delimiter, and the last one, changed.
fn in_pieces(text: &str, change: impl Fn(&str) -> String) -> String {
    text.split_inclusive(DELIMITERS).map(change).collect()
}

#[cfg(test)]
mod tests {
    use super::{OPENING, guarded, unguarded};
    use proptest::prelude::*;

    #[test]
    fn what_could_be_a_formula_is_guarded() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-", "'-"),
            ("@home", "'@home"),
            ("\t=1", "'\t'=1"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("Lee;=1", "Lee;'=1"),
            ("O’Neil", "O’Neil"),
            ("'t Hooft", "'t Hooft"),
            ("Smith-Jones", "Smith-Jones"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(guarded(text), expected, "{text:?}");
            assert_eq!(unguarded(expected), text, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn reading_back_undoes_it(text in "[=+@'a;,\\t＝ -]{0,12}") {
            prop_assert_eq!(unguarded(&guarded(&text)), text.clone());
            for piece in guarded(&text).split([',', ';', '\t']).filter(|piece| !piece.is_empty()) {
                prop_assert!(!piece.starts_with(OPENING), "{:?}", text);
            }
        }
    }
}

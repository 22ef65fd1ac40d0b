//! Crockford base 32: ten digits and the letters but I, L, O and U. A symbol is a number from 0 to 31.

use super::CodeFault;

/// Symbol 0 to symbol 31 as they are printed.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The printed letter of a symbol; only the lowest five bits count.
pub(super) fn letter(symbol: u8) -> char {
    char::from(ALPHABET[usize::from(symbol & 31)])
}

/// Symbols as printed, without hyphens.
pub(super) fn to_text(symbols: &[u8]) -> String {
    symbols.iter().map(|&symbol| letter(symbol)).collect()
}

/// The symbol of a letter. Case-blind; I and L are read as 1, O as 0, since hands write them alike.
pub(super) fn symbol(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    (0u8..).zip(ALPHABET).find(|(_, known)| char::from(**known) == letter).map(|(symbol, _)| symbol)
}

/// The letters that count: all but blanks and hyphens, however a copied text draws its hyphens.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
}

/// Every symbol of a text, or the first letter that is none, with its place among the letters, from 1.
pub(super) fn symbols(text: &str) -> Result<Vec<u8>, CodeFault> {
    letters(text)
        .zip(1..)
        .map(|(letter, position)| symbol(letter).ok_or(CodeFault::NotASymbol { letter, position }))
        .collect()
}

/// The lowest `5 * N` bits of a number as symbols, highest first.
pub(super) fn split<const N: usize>(number: u64) -> [u8; N] {
    std::array::from_fn(|place| (number >> (5 * (N - 1 - place)) & 31) as u8)
}

/// The number whose symbols these are; at most twelve fit.
pub(super) fn join(symbols: &[u8]) -> u64 {
    symbols.iter().fold(0, |number, &symbol| number << 5 | u64::from(symbol))
}

#[cfg(test)]
mod tests {
    use super::{join, letter, letters, split, symbol, symbols};
    use crate::code::CodeFault;

    #[test]
    fn every_symbol_reads_back_in_either_case() {
        for number in 0..32 {
            assert_eq!(symbol(letter(number)), Some(number));
            assert_eq!(symbol(letter(number).to_ascii_lowercase()), Some(number));
        }
    }

    #[test]
    fn letters_that_hands_confuse_are_read_as_digits() {
        for (written, read) in [('i', 1), ('I', 1), ('l', 1), ('L', 1), ('o', 0), ('O', 0)] {
            assert_eq!(symbol(written), Some(read), "{written}");
        }
        for none in ['u', 'U', 'é', '.', '_', 'İ', '٣'] {
            assert_eq!(symbol(none), None, "{none}");
        }
    }

    #[test]
    fn hyphens_and_blanks_do_not_count() {
        assert_eq!(letters(" A-b\u{2013}C\u{a0}\u{2212}d\n").collect::<String>(), "AbCd");
        assert_eq!(symbols("A-B *"), Err(CodeFault::NotASymbol { letter: '*', position: 3 }));
    }

    #[test]
    fn split_and_join_are_each_others_way_back() {
        assert_eq!(split::<3>(0b00001_00010_00011), [1, 2, 3]);
        assert_eq!(join(&split::<8>((1 << 40) - 1)), (1 << 40) - 1);
        assert_eq!(split::<5>(1 << 25), [0; 5]);
    }
}

//! Text to the dark and light modules of a QR symbol. The only file that names the QR crate.

use crate::blocks::Modules;
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

/// The smallest symbol at level M that holds the text, as one alphanumeric segment: twelve questions fit version 4.
///
/// `None` for a text that no version holds (3391 letters), or with other letters than the digits, A to Z and
/// `$ % * + - . / :` and the blank.
pub fn modules(text: &str) -> Option<Modules> {
    if !text.bytes().all(is_alphanumeric) {
        return None;
    }
    let symbol = (1..=40).find_map(|version| symbol(text, Version::Normal(version)))?;
    let dark = symbol.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    Some(Modules { size: symbol.width(), dark, text: text.to_owned() })
}

/// The 45 letters of QR's alphanumeric mode.
fn is_alphanumeric(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit() || b" $%*+-./:".contains(&byte)
}

fn symbol(text: &str, version: Version) -> Option<QrCode> {
    let mut bits = Bits::new(version);
    bits.push_alphanumeric_data(text.as_bytes()).ok()?;
    bits.push_terminator(EcLevel::M).ok()?;
    QrCode::with_bits(bits, EcLevel::M).ok()
}

#[cfg(test)]
mod tests {
    use super::modules;
    use crate::code::{Drawn, Paper, PrintSize, Seed, SheetCode, Short, Verb};

    fn version(size: usize) -> usize {
        (size - 17) / 4
    }

    #[test]
    fn the_smallest_version_that_holds_the_text() {
        // Letters that versions 1 to 6 hold at level M, from the standard's table 7.
        for (number, letters) in [(1, 20), (2, 38), (3, 61), (4, 90), (5, 122), (6, 154), (40, 3391)] {
            let sizes = [letters, letters + 1].map(|length| modules(&"Z".repeat(length)).map(|found| found.size));
            assert_eq!(sizes[0].map(version), Some(number));
            assert_eq!(sizes[1].map(version), (number < 40).then_some(number + 1));
        }
    }

    #[test]
    fn versions_by_questions() {
        for (questions, number) in [(6, 3), (8, 3), (9, 4), (12, 4), (14, 4), (15, 5), (20, 5)] {
            let drawn = vec![Drawn::new("museum-fares", 1, "output", None); questions];
            let code = SheetCode::of(Verb::Handout, Seed::lowest_bits(1), &drawn);
            let text = Short::of(code, Paper::A4, PrintSize::Normal, &drawn).to_string();
            assert_eq!(modules(&text).map(|found| version(found.size)), Some(number), "{questions}");
        }
    }

    #[test]
    fn other_letters_have_no_symbol() {
        assert_eq!(modules("lh1"), None);
        assert_eq!(modules("LH1\u{e9}"), None);
    }

    #[test]
    fn modules_are_rows_with_finders_in_three_corners() {
        let found = modules("LH1").expect("three letters fit version 1");
        assert_eq!((found.size, found.dark.len(), found.text.as_str()), (21, 441, "LH1"));
        let row = |y: usize, x: usize| found.dark[y * 21 + x];
        for (y, x) in [(0, 0), (0, 14), (14, 0)] {
            assert!((0..7).all(|step| row(y, x + step) && row(y + 6, x + step) && row(y + step, x)));
            assert!((1..6).all(|step| !row(y + 1, x + step)));
        }
    }
}

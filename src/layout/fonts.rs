//! The faces and the widths of their letters. The one file that names rusttype, and the only one where a float occurs.

use std::borrow::Cow;
use std::sync::OnceLock;

use rusttype::{Font, Scale};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::kerning::Kerning;
use super::pages::Length;

/// The faces that the pages use (IBM Plex, OFL).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    Sans,
    SansItalic,
    SansSemiBold,
    SansBold,
    Mono,
    MonoItalic,
    MonoSemiBold,
}

impl Face {
    /// Every face, in the order of their declaration.
    pub const ALL: [Face; 7] = [
        Face::Sans,
        Face::SansItalic,
        Face::SansSemiBold,
        Face::SansBold,
        Face::Mono,
        Face::MonoItalic,
        Face::MonoSemiBold,
    ];

    /// The font file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Face::Sans => include_bytes!("../../fonts/IBMPlexSans-Regular.ttf"),
            Face::SansItalic => include_bytes!("../../fonts/IBMPlexSans-Italic.ttf"),
            Face::SansSemiBold => include_bytes!("../../fonts/IBMPlexSans-SemiBold.ttf"),
            Face::SansBold => include_bytes!("../../fonts/IBMPlexSans-Bold.ttf"),
            Face::Mono => include_bytes!("../../fonts/IBMPlexMono-Regular.ttf"),
            Face::MonoItalic => include_bytes!("../../fonts/IBMPlexMono-Italic.ttf"),
            Face::MonoSemiBold => include_bytes!("../../fonts/IBMPlexMono-SemiBold.ttf"),
        }
    }

    /// Whether the face has a glyph for the letter.
    pub fn has(self, letter: char) -> bool {
        self.measured().advance(letter).is_some()
    }

    /// Width of text without kerning, rounded up to a thousandth of a point once. Letters that the face does not
    /// have count as nothing: ask `has` before.
    pub fn width(self, text: &str, size: Length) -> Length {
        let face = self.measured();
        let units: i64 = text.chars().filter_map(|letter| face.advance(letter)).sum();
        let width = (units * i64::from(size.0) + face.em - 1).div_euclid(face.em);
        Length(i32::try_from(width).unwrap_or(i32::MAX / 4))
    }

    /// The same text with letters and their marks composed (Unicode NFC). Code stays as it runs.
    pub fn composed(self, text: &str) -> Cow<'_, str> {
        let is_code = matches!(self, Face::Mono | Face::MonoItalic | Face::MonoSemiBold);
        if is_code || text.is_ascii() || is_nfc(text) { text.into() } else { text.nfc().collect::<String>().into() }
    }

    /// How much closer letters stand to the one before them than their widths say, by their place in the text.
    pub fn kerns(self, text: &str, size: Length) -> Vec<(usize, Length)> {
        let face = self.measured();
        let Some(kerning) = face.kerning.get_or_init(|| Kerning::of(self.bytes())) else { return Vec::new() };
        let letters: Vec<char> = text.chars().collect();
        let pairs = letters.windows(2).enumerate();
        let kerns = pairs.filter_map(|(before, pair)| {
            let units = kerning.between(pair[0], pair[1])?;
            let kern = (i64::from(units) * i64::from(size.0)).div_euclid(face.em);
            Some((before + 1, Length(i32::try_from(kern).ok()?))).filter(|(_, kern)| *kern != Length::ZERO)
        });
        kerns.collect()
    }

    fn measured(self) -> &'static Measured {
        static FACES_MEASURED: [OnceLock<Measured>; Face::ALL.len()] = [const { OnceLock::new() }; Face::ALL.len()];
        FACES_MEASURED[self as usize].get_or_init(|| {
            let font = Font::try_from_bytes(self.bytes());
            Measured::new(font.expect("the faces in the program are well-formed, and a test reads each"))
        })
    }
}

/// A face with the widths of the letters that nearly all text is made of: to find a glyph takes a search in the font
/// file, and laying out a sheet asks for hundreds of thousands.
struct Measured {
    font: Font<'static>,
    /// Units in an em.
    em: i64,
    ascii: [Option<i64>; 128],
    /// Read for the first title: most faces have none.
    kerning: OnceLock<Option<Kerning<'static>>>,
}

impl Measured {
    fn new(font: Font<'static>) -> Measured {
        let em = i64::from(font.units_per_em());
        let mut ascii = [None; 128];
        for (place, letter) in ascii.iter_mut().zip('\0'..) {
            *place = advance(&font, letter);
        }
        Measured { font, em, ascii, kerning: OnceLock::new() }
    }

    /// The advance of a letter in units of the em; `None` where the face has no such letter.
    fn advance(&self, letter: char) -> Option<i64> {
        match self.ascii.get(letter as usize) {
            Some(advance) => *advance,
            None => advance(&self.font, letter),
        }
    }
}

fn advance(font: &Font, letter: char) -> Option<i64> {
    let glyph = font.glyph(letter);
    if glyph.id().0 == 0 {
        return None;
    }
    let metrics = font.v_metrics_unscaled();
    // rusttype scales by the height from ascender to descender, not by the em: at that height in units, one unit
    // measures one.
    let scale = Scale::uniform(metrics.ascent - metrics.descent);
    Some(glyph.scaled(scale).h_metrics().advance_width.round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_read_and_has_the_letters_that_sheets_use() {
        for face in Face::ALL {
            for letter in "Az09 –—…“”’·→≤≥≠✓éßłŞЖ".chars() {
                assert!(face.has(letter), "{face:?} lacks {letter}");
            }
            assert!(!face.has('□'));
            assert!(!face.has('中'));
        }
    }

    #[test]
    fn widths_are_those_of_the_font_files() {
        let em = Length(1_000_000);
        assert_eq!(Face::Sans.width("n", em), Length(568_000));
        for face in [Face::Mono, Face::MonoItalic, Face::MonoSemiBold] {
            assert_eq!(face.width("i", em), Length(600_000));
            assert_eq!(face.width("W…→", em), Length(1_800_000));
        }
        assert_eq!(Face::Mono.width("print(x)", Length(10_000)), Length(48_000));
    }

    #[test]
    fn letters_of_a_title_stand_closer_and_those_of_code_do_not() {
        let kerns = Face::SansBold.kerns("Today AV", Length(22_000));
        assert!(kerns.iter().all(|(place, kern)| *place > 0 && *kern < Length::ZERO && *kern > Length(-3_000)));
        let places: Vec<usize> = kerns.iter().map(|(place, _)| *place).collect();
        assert!(places.contains(&1) && places.contains(&7), "{kerns:?}");
        assert_eq!(Face::Mono.kerns("Today AV", Length(22_000)), []);
        assert_eq!(Face::SansBold.kerns("", Length(22_000)), []);
    }

    #[test]
    fn marks_are_composed_but_not_in_code() {
        assert_eq!(Face::Sans.composed("Zoe\u{308}"), "Zoë");
        assert_eq!(Face::Mono.composed("Zoe\u{308}"), "Zoe\u{308}");
    }

    #[test]
    fn a_width_is_rounded_once() {
        let one = Face::Sans.width("n", Length(9_001));
        assert_eq!(one, Length(5_113));
        assert_eq!(Face::Sans.width(&"n".repeat(1000), Length(9_001)), Length(5_112_568));
    }
}

//! Where each letter comes from: the face that is asked for, or the font of one's own. A letter that none has is told
//! with its origin.

use super::Unfit;
use super::fonts::Face;
use super::own_font::OwnFont;
use super::pages::Length;

/// What text is set from, and what faults give back.
#[derive(Clone, Copy, Debug, Default)]
pub struct Letters<'a> {
    /// Of the item; none outside the items.
    pub origin: Option<u32>,
    pub font: Option<&'a OwnFont>,
}

impl<'a> Letters<'a> {
    /// Of an item, from the faces alone.
    #[cfg(test)]
    pub const fn at(origin: u32) -> Letters<'static> {
        Letters { origin: Some(origin), font: None }
    }

    /// The same for an item.
    pub fn of(self, origin: u32) -> Letters<'a> {
        Letters { origin: Some(origin), ..self }
    }

    /// The face that a text is set in: the one asked for, or the code face where that has all of its letters and the
    /// other has not.
    ///
    /// Errors: a letter that neither these nor the font of one's own have.
    pub fn face_for(self, text: &str, face: Face) -> Result<Face, Unfit> {
        if text.chars().all(|letter| face.has(letter)) {
            return Ok(face);
        }
        let Some(lacking) = text.chars().find(|letter| !Face::Mono.has(*letter)) else { return Ok(Face::Mono) };
        match text.chars().find(|letter| Source::of(*letter, face, self.font).is_none()) {
            None => Ok(face),
            // What the code face alone has is not what is lacking.
            Some(letter) => {
                let letter = if Face::Mono.has(letter) { lacking } else { letter };
                Err(Unfit::Letter { origin: self.origin, letter })
            }
        }
    }

    /// Width of text without kerning, rounded up once for each font.
    pub fn width(self, text: &str, face: Face, size: Length) -> Length {
        let text = face.composed(text);
        if self.font.is_none() || text.is_ascii() {
            return face.width(&text, size);
        }
        let foreign: String = text.chars().filter(|letter| !face.has(*letter)).collect();
        let own = |font: &OwnFont| font.width(&foreign, size);
        face.width(&text, size) + self.font.map_or(Length::ZERO, own)
    }
}

/// What a letter is drawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    Face(Face),
    Own,
}

impl Source {
    /// The face where it has the letter, else the font of one's own; `None` if neither has, or if no font alone can set
    /// it.
    pub fn of(letter: char, face: Face, font: Option<&OwnFont>) -> Option<Source> {
        if face.has(letter) {
            return Some(Source::Face(face));
        }
        font.filter(|font| font.has(letter) && !needs_shaping(letter)).map(|_| Source::Own)
    }
}

/// Whether a letter belongs to a script that is written from the right, or whose letters change shape or place beside
/// others: blocks of Unicode 16.
pub fn needs_shaping(letter: char) -> bool {
    matches!(u32::from(letter),
        // Marks above and below, which fonts place.
        0x0300..=0x036f | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f
        // From Hebrew and Arabic to Mandaic; their presentation forms; old scripts of the same direction.
        | 0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x10800..=0x10fff | 0x1e800..=0x1efff
        // From Devanagari to Myanmar: India, Thailand, Laos, Tibet.
        | 0x0900..=0x109f
        // Letters of Hangul that are not yet syllables.
        | 0x1100..=0x11ff | 0xa960..=0xa97f | 0xd7b0..=0xd7ff
        // From Tagalog to Vedic: the Philippines, Cambodia, Mongolia, Indonesia.
        | 0x1700..=0x1cff
        | 0xa800..=0xa8ff | 0xa930..=0xa95f | 0xa980..=0xaaff | 0xabc0..=0xabff | 0x11000..=0x11fff
        // Joiners and selectors, which change what stands before them.
        | 0x200c..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfe00..=0xfe0f | 0xe0000..=0xe01ef)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::own_font::tests::{DEJAVU, own_font};

    #[test]
    fn scripts_that_need_shaping() {
        for letter in "אبहறไທབကក그".chars().take(8).chain(['\u{0301}', '\u{200d}', '\u{fe0f}', '\u{1100}', '𑀓'])
        {
            assert!(needs_shaping(letter), "{letter}");
        }
        for letter in "aéłŞЖΩ中かア한አⵣ→✓█გՄᏣ😀".chars() {
            assert!(!needs_shaping(letter), "{letter}");
        }
    }

    #[test]
    fn faces_come_first_and_then_the_font() {
        let Some(font) = own_font(DEJAVU) else { return };
        let letters = Letters { origin: Some(3), font: Some(&font) };
        assert_eq!(Source::of('a', Face::Sans, Some(&font)), Some(Source::Face(Face::Sans)));
        assert_eq!(Source::of('გ', Face::Sans, Some(&font)), Some(Source::Own));
        assert_eq!(Source::of('გ', Face::Sans, None), None);
        assert_eq!(letters.face_for("ab გ", Face::SansBold), Ok(Face::SansBold));
        assert_eq!(letters.face_for("█", Face::Sans), Ok(Face::Mono));
        assert_eq!(letters.face_for("a中", Face::Sans), Err(Unfit::Letter { origin: Some(3), letter: '中' }));
        // It has Arabic letters, but nobody joins them.
        assert!(font.has('ب'));
        assert_eq!(letters.face_for("ب", Face::Sans), Err(Unfit::Letter { origin: Some(3), letter: 'ب' }));
    }

    #[test]
    fn widths_are_those_of_each_font() {
        let Some(font) = own_font(DEJAVU) else { return };
        let letters = Letters { origin: None, font: Some(&font) };
        let size = Length(10_000);
        let whole = letters.width("aგb", Face::Sans, size);
        assert_eq!(whole, Face::Sans.width("ab", size) + font.width("გ", size));
        assert!(font.width("გ", size) > Length(3_000));
        assert_eq!(Letters::default().width("ab", Face::Sans, size), Face::Sans.width("ab", size));
    }

    #[test]
    fn without_a_font_the_first_letter_that_is_lacking_is_told() {
        let none = Letters::at(2);
        assert_eq!(none.face_for("█中", Face::Sans), Err(Unfit::Letter { origin: Some(2), letter: '中' }));
        assert_eq!(none.face_for("शिव", Face::Sans), Err(Unfit::Letter { origin: Some(2), letter: 'श' }));
    }
}

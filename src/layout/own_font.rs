//! The bytes of a font file that somebody names → the letters that it has, and how wide they are. Nothing is taken from
//! a font whose maker forbids it to be embedded.

use std::collections::BTreeMap;
use std::fmt;

use ttf_parser::cmap::Subtable;
use ttf_parser::{Face, Permissions};

use super::pages::Length;

/// A font of one's own, for letters that the faces lack.
#[derive(Clone, PartialEq)]
pub struct OwnFont {
    /// The name of its file.
    pub name: String,
    pub bytes: Vec<u8>,
    /// Units in an em.
    pub em: u16,
    /// Height of its capitals in these units.
    pub capitals: i16,
    /// The glyph and the width of each letter.
    glyphs: BTreeMap<char, (u16, u16)>,
}

/// Why a file cannot serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FontFault {
    NotAFont,
    Collection,
    /// Its maker forbids to embed it.
    Restricted,
    /// Its maker forbids to embed a part of it.
    Whole,
    NoLetters,
}

impl OwnFont {
    /// Reads a TrueType or OpenType file.
    ///
    /// Errors: see [`FontFault`].
    pub fn read(name: &str, bytes: Vec<u8>) -> Result<OwnFont, FontFault> {
        if ttf_parser::fonts_in_collection(&bytes).is_some() {
            return Err(FontFault::Collection);
        }
        let face = Face::parse(&bytes, 0).map_err(|_| FontFault::NotAFont)?;
        // Without the table nothing is forbidden; a value that the format does not know is no permission.
        if let Some(table) = face.tables().os2 {
            match table.permissions() {
                Some(Permissions::Restricted) | None => return Err(FontFault::Restricted),
                Some(Permissions::Installable | Permissions::PreviewAndPrint | Permissions::Editable) => {}
            }
            if !table.is_outline_embedding_allowed() {
                return Err(FontFault::Restricted);
            }
            if !table.is_subsetting_allowed() {
                return Err(FontFault::Whole);
            }
        }
        let glyphs = glyphs(&face);
        if glyphs.is_empty() {
            return Err(FontFault::NoLetters);
        }
        let em = face.units_per_em();
        let capitals = face.capital_height().unwrap_or_else(|| face.ascender());
        Ok(OwnFont { name: name.to_owned(), em, capitals, glyphs, bytes })
    }

    pub fn has(&self, letter: char) -> bool {
        self.glyphs.contains_key(&letter)
    }

    /// The glyph of a letter and its width in units of the em.
    pub fn glyph(&self, letter: char) -> Option<(u16, u16)> {
        self.glyphs.get(&letter).copied()
    }

    /// Width of text, rounded up once. What it has no letter for counts as nothing.
    pub fn width(&self, text: &str, size: Length) -> Length {
        let units: i64 = text.chars().filter_map(|letter| self.glyph(letter)).map(|(_, width)| i64::from(width)).sum();
        let em = i64::from(self.em.max(1));
        Length(i32::try_from((units * i64::from(size.0) + em - 1).div_euclid(em)).unwrap_or(i32::MAX / 4))
    }
}

impl fmt::Debug for OwnFont {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "OwnFont({:?}, {} letters)", self.name, self.glyphs.len())
    }
}

fn glyphs(face: &Face) -> BTreeMap<char, (u16, u16)> {
    let mut glyphs = BTreeMap::new();
    let Some(table) = face.tables().cmap else { return glyphs };
    for subtable in table.subtables.into_iter().filter(Subtable::is_unicode) {
        subtable.codepoints(|code| {
            let glyph = char::from_u32(code).and_then(|letter| Some((letter, subtable.glyph_index(code)?)));
            if let Some((letter, glyph)) = glyph.filter(|(letter, glyph)| glyph.0 != 0 && !letter.is_control())
                && let Some(width) = face.glyph_hor_advance(glyph).filter(|width| *width > 0)
            {
                glyphs.entry(letter).or_insert((glyph.0, width));
            }
        });
    }
    glyphs
}

#[cfg(test)]
pub(super) mod tests {
    #![expect(clippy::disallowed_methods, reason = "fonts are files")]

    use super::*;
    use crate::layout::fonts;

    pub const DEJAVU: &str = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

    /// A font of this machine, if it has it.
    pub fn own_font(path: &str) -> Option<OwnFont> {
        let bytes = std::fs::read(path).ok()?;
        Some(OwnFont::read("DejaVuSans.ttf", bytes).expect("it may be embedded"))
    }

    /// A shipped face with another value of `fsType`.
    fn with_permission(value: u16) -> Vec<u8> {
        let mut bytes = fonts::Face::Sans.bytes().to_vec();
        let tables = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
        let record = (0..tables).map(|table| 12 + table * 16).find(|at| &bytes[*at..*at + 4] == b"OS/2").unwrap();
        let offset: [u8; 4] = bytes[record + 8..record + 12].try_into().unwrap();
        let at = u32::from_be_bytes(offset) as usize + 8;
        bytes[at..at + 2].copy_from_slice(&value.to_be_bytes());
        bytes
    }

    #[test]
    fn a_shipped_face_serves_and_measures_the_same() {
        let font = OwnFont::read("Sans.ttf", with_permission(0)).unwrap();
        let size = Length(9_001);
        assert_eq!(font.width("Zoë n", size), fonts::Face::Sans.width("Zoë n", size));
        assert!(font.has('Ж') && !font.has('中') && !font.has('\n'));
        assert_eq!(font.capitals, 698);
    }

    #[test]
    fn what_its_maker_forbids_is_not_done() {
        for (value, fault) in [
            (0x0002, Some(FontFault::Restricted)),
            (0x0100, Some(FontFault::Whole)),
            (0x0200, Some(FontFault::Restricted)),
            (0x0004, None),
            (0x0008, None),
        ] {
            assert_eq!(OwnFont::read("a.ttf", with_permission(value)).err(), fault, "{value:#x}");
        }
    }

    #[test]
    fn other_files_are_told_apart() {
        let read = |bytes: &[u8]| OwnFont::read("a.ttf", bytes.to_vec()).err();
        assert_eq!(read(b""), Some(FontFault::NotAFont));
        assert_eq!(read(b"%PDF-1.7"), Some(FontFault::NotAFont));
        assert_eq!(read(b"wOF2\0\x01\0\0"), Some(FontFault::NotAFont));
        assert_eq!(read(b"ttcf\0\x01\0\0\0\0\0\x02\0\0\0\x14\0\0\0\x20"), Some(FontFault::Collection));
    }

    #[test]
    fn a_broken_font_is_refused_or_has_fewer_letters() {
        let whole = fonts::Face::Sans.bytes();
        for end in (0..whole.len()).step_by(whole.len() / 60) {
            if let Ok(font) = OwnFont::read("a.ttf", whole[..end].to_vec()) {
                font.width("Zoë 中", Length(9_000));
            }
        }
    }
}

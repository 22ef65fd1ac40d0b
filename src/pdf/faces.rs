//! Faces → the small fonts that a document carries: only the glyphs that its text uses, named after what is in them.
//!
//! printpdf alone would embed every face whole (half a megabyte a sheet).

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object};
use printpdf::{FontId, ParsedFont, PdfFont, PdfFontMap};
use subsetter::GlyphRemapper;

use super::digest::sha256;
use super::file::File;
use super::taken::Taken;
use super::{PdfFault, content, own};
use crate::layout::fonts::Face;
use crate::layout::pages::{Pages, Shape};
use crate::layout::{OwnFont, Source};

/// Height of capitals in thousandths of an em (`sCapHeight` of IBM Plex); printpdf writes the ascender instead.
const CAP_HEIGHT: i64 = 698;
/// `/Flags` bit of a font whose glyphs are all equally wide (ISO 32000-1, table 123).
const FIXED_PITCH: i64 = 1;

/// Name of a face among a page's resources. Fixed names keep the order of objects the same in every document; never
/// `F1` to `F14`, which printpdf reads as the built-in fonts.
fn resource_name(face: Face) -> &'static str {
    match face {
        Face::Sans => "Sans",
        Face::SansItalic => "SansItalic",
        Face::SansSemiBold => "SansSemiBold",
        Face::SansBold => "SansBold",
        Face::Mono => "Mono",
        Face::MonoItalic => "MonoItalic",
        Face::MonoSemiBold => "MonoSemiBold",
    }
}

/// The same of what a letter is drawn from.
pub(super) fn source_name(source: Source) -> &'static str {
    match source {
        Source::Face(face) => resource_name(face),
        Source::Own => "Own",
    }
}

fn postscript_name(face: Face) -> &'static str {
    match face {
        Face::Sans => "IBMPlexSans-Regular",
        Face::SansItalic => "IBMPlexSans-Italic",
        Face::SansSemiBold => "IBMPlexSans-SemiBold",
        Face::SansBold => "IBMPlexSans-Bold",
        Face::Mono => "IBMPlexMono-Regular",
        Face::MonoItalic => "IBMPlexMono-Italic",
        Face::MonoSemiBold => "IBMPlexMono-SemiBold",
    }
}

/// The letters that a document has drawn so far, and the numbers of their glyphs in it: these never change, so pages can
/// be written before all letters are known.
#[derive(Default)]
pub(super) struct Letters(BTreeMap<Source, Numbered>);

/// What letters are drawn from.
enum Font {
    Face(Face),
    Own(Arc<OwnFont>),
}

/// The letters that come from one font.
struct Numbered {
    whole: ParsedFont,
    font: Font,
    remapper: GlyphRemapper,
    /// For each letter its glyph in the whole font.
    glyphs: BTreeMap<char, u16>,
}

impl Letters {
    /// Gives numbers to the letters of these pages that have none yet.
    pub(super) fn add(&mut self, pages: &Pages) -> Result<(), PdfFault> {
        for (source, letters) in letters_by_source(pages) {
            let font = match self.0.entry(source) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(Numbered::new(source, pages)?),
            };
            font.add(&letters)?;
        }
        Ok(())
    }

    /// Fonts with the numbers of glyphs and nothing to draw them: enough to write the contents of pages.
    pub(super) fn numbers(&self) -> PdfFontMap {
        let mut fonts = PdfFontMap::default();
        for (source, font) in &self.0 {
            // printpdf warns of a font without any bytes.
            let font = font.parsed(vec![0], None);
            fonts.map.insert(FontId(source_name(*source).to_owned()), PdfFont::new(font));
        }
        fonts
    }

    /// Puts the small fonts into the file, and gives what a page's resources say of them.
    pub(super) fn embed(self, file: &mut File) -> Result<Dictionary, PdfFault> {
        let mut fonts = PdfFontMap::default();
        for (source, font) in &self.0 {
            fonts.map.insert(FontId(source_name(*source).to_owned()), PdfFont::new(font.subset()?));
        }
        let all = |font: &Numbered| font.glyphs.keys().collect();
        let letters: BTreeMap<Source, String> = self.0.iter().map(|(source, font)| (*source, all(font))).collect();
        let mut document = content::specimen(&letters, fonts)?;
        mend_descriptors(&mut document, self.0.get(&Source::Own));
        let page = document.page_iter().next().ok_or_else(|| PdfFault("the specimen has no page".to_owned()))?;
        let (_, resources) = document.get_page_resources(page)?;
        let resources =
            resources.first().copied().ok_or_else(|| PdfFault("the specimen has no resources".to_owned()))?;
        let fonts = document.get_dictionary(resources)?.get(b"Font").and_then(Object::as_reference)?;
        match Taken::from(&document).object(document.get_object(fonts)?, file)? {
            Object::Dictionary(fonts) => Ok(fonts),
            _ => Err(PdfFault("the specimen's fonts are no dictionary".to_owned())),
        }
    }
}

impl Numbered {
    fn new(source: Source, pages: &Pages) -> Result<Numbered, PdfFault> {
        let (whole, font) = match (source, &pages.font) {
            (Source::Face(face), _) => {
                let whole = ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new());
                (whole.ok_or_else(|| PdfFault(format!("face {face:?} cannot be read")))?, Font::Face(face))
            }
            (Source::Own, Some(own)) => (own::parsed(own)?, Font::Own(own.clone())),
            (Source::Own, None) => return Err(PdfFault("a letter has no font".to_owned())),
        };
        Ok(Numbered { whole, font, remapper: GlyphRemapper::new(), glyphs: BTreeMap::new() })
    }

    /// New letters get the next numbers, in the order of the whole font.
    fn add(&mut self, letters: &BTreeSet<char>) -> Result<(), PdfFault> {
        let new: BTreeSet<char> = letters.iter().filter(|letter| !self.glyphs.contains_key(letter)).copied().collect();
        let glyphs: BTreeMap<char, u16> = match &self.font {
            Font::Face(face) => glyphs_of(*face, &self.whole, &new)?,
            Font::Own(own) => new.iter().filter_map(|letter| Some((*letter, own.glyph(*letter)?.0))).collect(),
        };
        for glyph in glyphs.values().collect::<BTreeSet<_>>() {
            self.remapper.remap(*glyph);
        }
        self.glyphs.extend(glyphs);
        Ok(())
    }

    /// The number of a glyph in the document.
    fn number(&self, glyph: u16) -> u16 {
        self.remapper.get(glyph).unwrap_or_default()
    }

    fn parsed(&self, bytes: Vec<u8>, name: Option<String>) -> ParsedFont {
        let map = self.glyphs.iter().map(|(letter, glyph)| (u32::from(*letter), self.number(*glyph))).collect();
        let widths =
            self.glyphs.iter().map(|(letter, glyph)| (self.number(*glyph), self.width(*letter, *glyph))).collect();
        let em = match &self.font {
            Font::Face(_) => self.whole.units_per_em,
            Font::Own(own) => own.em,
        };
        let metrics = self.whole.font_metrics.clone();
        let mut font = ParsedFont::with_glyph_data(bytes, 0, name, map, widths, em, metrics);
        font.pdf_font_metrics = self.whole.pdf_font_metrics.clone();
        font
    }

    /// In units of the em.
    fn width(&self, letter: char, glyph: u16) -> u16 {
        let width = match &self.font {
            Font::Face(_) => self.whole.get_glyph_width(glyph),
            Font::Own(own) => own.glyph(letter).map(|(_, width)| width),
        };
        width.unwrap_or_default()
    }

    /// The font with only the glyphs of the document.
    fn subset(&self) -> Result<ParsedFont, PdfFault> {
        let (bytes, name) = match &self.font {
            Font::Face(face) => (face.bytes(), postscript_name(*face)),
            Font::Own(own) => (own.bytes.as_slice(), own::NAME),
        };
        let small = subsetter::subset(bytes, 0, &self.remapper).map_err(|error| match &self.font {
            Font::Face(face) => PdfFault(format!("face {face:?} cannot be subset: {error}")),
            Font::Own(own) => own::fault(own, &error.to_string()),
        })?;
        let ids: Vec<u16> = self.glyphs.values().copied().collect();
        Ok(self.parsed(small, Some(format!("{}+{name}", subset_tag(&ids)))))
    }

    /// What is to be mended in a font of one's own.
    fn mend(&self) -> Option<own::Mend> {
        let Font::Own(own) = &self.font else { return None };
        let widths = self.glyphs.iter().map(|(letter, glyph)| (self.number(*glyph), self.width(*letter, *glyph)));
        Some(own::Mend::of(own, &widths.collect()))
    }
}

fn letters_by_source(pages: &Pages) -> BTreeMap<Source, BTreeSet<char>> {
    let mut letters: BTreeMap<Source, BTreeSet<char>> = BTreeMap::new();
    for mark in pages.pages.iter().flat_map(|page| &page.marks) {
        let Shape::Text(run) = &mark.shape else { continue };
        for letter in run.text.chars() {
            // What no font has goes to the face, which tells it.
            let source = Source::of(letter, run.face, pages.font.as_deref()).unwrap_or(Source::Face(run.face));
            letters.entry(source).or_default().insert(letter);
        }
    }
    letters
}

fn glyphs_of(face: Face, font: &ParsedFont, letters: &BTreeSet<char>) -> Result<BTreeMap<char, u16>, PdfFault> {
    let glyph = |letter: &char| {
        // printpdf would write glyph 0 in silence, and the letter would be lost.
        let glyph = font.lookup_glyph_index(u32::from(*letter)).filter(|glyph| *glyph != 0);
        let missing = || PdfFault(format!("face {face:?} has no glyph for `{letter}` (U+{:04X})", u32::from(*letter)));
        glyph.map(|glyph| (*letter, glyph)).ok_or_else(missing)
    };
    letters.iter().map(glyph).collect()
}

/// Six capitals that say which subset this is (ISO 32000-1, 9.6.4), from the glyphs in it.
pub(super) fn subset_tag(glyphs: &[u16]) -> String {
    let sorted: BTreeSet<u16> = glyphs.iter().copied().collect();
    let bytes: Vec<u8> = sorted.into_iter().flat_map(u16::to_be_bytes).collect();
    sha256(&bytes).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

/// Corrects what printpdf says of every font: height of capitals, that Mono is of fixed pitch, and how wide the letters
/// of a font of one's own are.
fn mend_descriptors(document: &mut Document, own: Option<&Numbered>) {
    let own = own.and_then(Numbered::mend);
    for object in document.objects.values_mut() {
        let Object::Dictionary(dictionary) = object else { continue };
        if dictionary.has_type(b"FontDescriptor") {
            mend_descriptor(dictionary);
        }
        if let Some(own) = &own {
            own.mend(dictionary);
        }
    }
}

fn mend_descriptor(descriptor: &mut Dictionary) {
    descriptor.set("CapHeight", CAP_HEIGHT);
    let name = descriptor.get(b"FontName").and_then(Object::as_name).unwrap_or_default();
    let is_mono = String::from_utf8_lossy(name).contains("+IBMPlexMono");
    let flags = descriptor.get(b"Flags").and_then(Object::as_i64).unwrap_or_default();
    if is_mono {
        descriptor.set("Flags", flags | FIXED_PITCH);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(face: Face, text: &str) -> Result<Numbered, PdfFault> {
        let source = Source::Face(face);
        let mut font = Numbered::new(source, &crate::pdf::sample::empty())?;
        font.add(&text.chars().collect())?;
        Ok(font)
    }

    #[test]
    fn a_subset_is_small_and_keeps_the_widths() {
        for face in Face::ALL {
            let whole = ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new()).expect("a shipped face parses");
            let font = numbered(face, "def f(x): Zoë →").expect("every face has these letters");
            let font = font.subset().expect("a shipped face can be subset");
            assert!(font.original_bytes.len() < 12_000, "{face:?}: {} bytes", font.original_bytes.len());
            for letter in "dfZë→".chars() {
                let width = |font: &ParsedFont| {
                    font.lookup_glyph_index(u32::from(letter)).and_then(|glyph| font.get_glyph_width(glyph))
                };
                assert_eq!(width(&font), width(&whole), "{face:?} {letter}");
                assert!(width(&font).is_some_and(|width| width > 0), "{face:?} {letter}");
            }
        }
    }

    #[test]
    fn letters_to_come_leave_the_numbers_as_they_are() {
        let mut font = numbered(Face::Mono, "zed").expect("every face has these letters");
        let number = |font: &Numbered, letter: char| font.parsed(vec![0], None).lookup_glyph_index(u32::from(letter));
        let before: Vec<Option<u32>> = "zed".chars().map(|letter| number(&font, letter).map(u32::from)).collect();
        font.add(&"a zebra".chars().collect()).expect("every face has these letters");
        let after: Vec<Option<u32>> = "zed".chars().map(|letter| number(&font, letter).map(u32::from)).collect();
        assert_eq!(before, after);
        assert_eq!(number(&font, 'r').map(u32::from), Some(7), "new letters come behind");
    }

    #[test]
    fn a_letter_that_a_face_lacks_is_named() {
        let fault = numbered(Face::Sans, "a漢").err().expect("Plex Sans has no Chinese");
        assert!(fault.0.contains("`漢` (U+6F22)"), "{fault}");
    }

    #[test]
    fn the_tag_tells_subsets_apart() {
        assert_eq!(subset_tag(&[3, 1, 2]), subset_tag(&[1, 2, 3, 3]));
        assert_ne!(subset_tag(&[1, 2]), subset_tag(&[1, 2, 3]));
        assert!(subset_tag(&[]).bytes().all(|byte| byte.is_ascii_uppercase()));
    }

    #[test]
    fn printed_letters_share_no_glyph() {
        // Of letters that share a glyph only one would be read back from the PDF.
        for face in Face::ALL {
            let font = ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new()).expect("a shipped face parses");
            let mut seen: BTreeMap<u16, u32> = BTreeMap::new();
            for (&letter, &glyph) in &font.codepoint_to_glyph {
                let earlier = seen.insert(glyph, letter);
                assert_eq!(earlier, None, "{face:?}: U+{letter:04X} has the glyph of {earlier:04X?}");
            }
        }
    }
}

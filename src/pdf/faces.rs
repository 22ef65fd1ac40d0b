//! Faces → the small fonts that a document carries: only the glyphs that its text uses, named after what is in them.
//!
//! printpdf alone would embed every face whole (half a megabyte a sheet).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object};
use printpdf::{FontId, ParsedFont, PdfFont, PdfFontMap};
use subsetter::GlyphRemapper;

use super::PdfFault;
use super::digest::sha256;
use super::own;
use crate::layout::Source;
use crate::layout::fonts::Face;
use crate::layout::pages::{Pages, Shape};

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

/// The fonts for everything that `pages` writes.
pub(super) fn subset(pages: &Pages) -> Result<PdfFontMap, PdfFault> {
    let mut fonts = PdfFontMap::default();
    for (source, letters) in letters_by_source(pages) {
        let font = match (source, &pages.font) {
            (Source::Face(face), _) => subset_face(face, &letters)?,
            (Source::Own, Some(own)) => own::subset(own, &letters)?,
            (Source::Own, None) => return Err(PdfFault("a letter has no font".to_owned())),
        };
        fonts.map.insert(FontId(source_name(source).to_owned()), PdfFont::new(font));
    }
    Ok(fonts)
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

fn subset_face(face: Face, letters: &BTreeSet<char>) -> Result<ParsedFont, PdfFault> {
    let whole = ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new())
        .ok_or_else(|| PdfFault(format!("face {face:?} cannot be read")))?;
    let glyphs = glyphs_of(face, &whole, letters)?;
    let ids: Vec<u16> = glyphs.values().copied().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&ids);
    let small = subsetter::subset(face.bytes(), 0, &remapper)
        .map_err(|error| PdfFault(format!("face {face:?} cannot be subset: {error}")))?;

    let renumbered = |glyph: &u16| remapper.get(*glyph).unwrap_or_default();
    let map = glyphs.iter().map(|(letter, glyph)| (u32::from(*letter), renumbered(glyph))).collect();
    let widths = ids.iter().map(|glyph| (renumbered(glyph), whole.get_glyph_width(*glyph).unwrap_or_default()));
    let name = format!("{}+{}", subset_tag(&ids), postscript_name(face));
    let metrics = whole.font_metrics.clone();
    let mut font =
        ParsedFont::with_glyph_data(small, 0, Some(name), map, widths.collect(), whole.units_per_em, metrics);
    font.pdf_font_metrics = whole.pdf_font_metrics.clone();
    Ok(font)
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
pub(super) fn mend_descriptors(document: &mut Document, pages: &Pages) {
    let own =
        pages.font.as_deref().and_then(|own| Some(own::Mend::of(own, letters_by_source(pages).get(&Source::Own)?)));
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

    fn letters(text: &str) -> BTreeSet<char> {
        text.chars().collect()
    }

    #[test]
    fn a_subset_is_small_and_keeps_the_widths() {
        for face in Face::ALL {
            let whole = ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new()).expect("a shipped face parses");
            let font = subset_face(face, &letters("def f(x): Zoë →")).expect("every face has these letters");
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
    fn a_letter_that_a_face_lacks_is_named() {
        let fault = subset_face(Face::Sans, &letters("a漢")).expect_err("Plex Sans has no Chinese");
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

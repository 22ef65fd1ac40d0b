//! A font of somebody's own → its small part in the document, and its true widths: printpdf cuts them to whole
//! thousandths, by which lines drift where an em has other units.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object};
use printpdf::ParsedFont;
use subsetter::GlyphRemapper;

use super::PdfFault;
use super::faces::subset_tag;
use crate::layout::OwnFont;

/// After the tag of a subset; the name that its maker gave it is not needed.
const NAME: &str = "LonghandOwn";

/// The glyphs of these letters, each once, in the order in which a subset has them from 1 on.
fn glyphs_of(own: &OwnFont, letters: &BTreeSet<char>) -> Vec<u16> {
    let glyphs: BTreeSet<u16> = letters.iter().filter_map(|letter| Some(own.glyph(*letter)?.0)).collect();
    glyphs.into_iter().collect()
}

pub(super) fn subset(own: &OwnFont, letters: &BTreeSet<char>) -> Result<ParsedFont, PdfFault> {
    let fault = |detail: &str| PdfFault(format!("{}{}` cannot be embedded: {detail}", PdfFault::OF_FONT, own.name));
    let whole = ParsedFont::from_bytes(&own.bytes, 0, &mut Vec::new()).ok_or_else(|| fault("it cannot be read"))?;
    let ids = glyphs_of(own, letters);
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&ids);
    let small = subsetter::subset(&own.bytes, 0, &remapper).map_err(|error| fault(&error.to_string()))?;
    let glyphs = letters.iter().filter_map(|letter| Some((*letter, own.glyph(*letter)?)));
    let glyphs: BTreeMap<char, (u16, u16)> =
        glyphs.map(|(letter, (glyph, width))| (letter, (remapper.get(glyph).unwrap_or_default(), width))).collect();
    let map = glyphs.iter().map(|(letter, (glyph, _))| (u32::from(*letter), *glyph)).collect();
    let widths = glyphs.values().copied().collect();
    let name = format!("{}+{NAME}", subset_tag(&ids));
    let mut font = ParsedFont::with_glyph_data(small, 0, Some(name), map, widths, own.em, whole.font_metrics.clone());
    font.pdf_font_metrics = whole.pdf_font_metrics.clone();
    Ok(font)
}

/// What is to be said of the font: `/W` and `/CapHeight`.
pub(super) struct Mend {
    widths: Object,
    capitals: i64,
}

impl Mend {
    pub fn of(own: &OwnFont, letters: &BTreeSet<char>) -> Mend {
        let thousandths = |units: f32| units * 1000.0 / f32::from(own.em.max(1));
        let width: BTreeMap<u16, u16> = letters.iter().filter_map(|letter| own.glyph(*letter)).collect();
        let widths = width.values().map(|width| Object::Real(thousandths(f32::from(*width)))).collect();
        Mend {
            widths: Object::Array(vec![Object::Integer(1), Object::Array(widths)]),
            capitals: thousandths(f32::from(own.capitals)).round() as i64,
        }
    }

    /// Mends a descriptor of the font, or its dictionary; leaves all others alone.
    pub fn mend(&self, dictionary: &mut Dictionary) {
        let is_own = |key: &[u8]| {
            let name = dictionary.get(key).and_then(Object::as_name).unwrap_or_default();
            name.ends_with(format!("+{NAME}").as_bytes())
        };
        if is_own(b"FontName") {
            dictionary.set("CapHeight", self.capitals);
        } else if is_own(b"BaseFont") && dictionary.has(b"W") {
            dictionary.set("W", self.widths.clone());
        }
    }
}

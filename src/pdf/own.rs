//! A font of somebody's own → its small part in the document, and its true widths: printpdf cuts them to whole
//! thousandths, by which lines drift where an em has other units.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};
use printpdf::ParsedFont;

use super::PdfFault;
use crate::layout::OwnFont;

/// After the tag of a subset; the name that its maker gave it is not needed.
pub(super) const NAME: &str = "LonghandOwn";

/// What is wrong with somebody's font.
pub(super) fn fault(own: &OwnFont, detail: &str) -> PdfFault {
    PdfFault(format!("{}{}` cannot be embedded: {detail}", PdfFault::OF_FONT, own.name))
}

pub(super) fn parsed(own: &OwnFont) -> Result<ParsedFont, PdfFault> {
    ParsedFont::from_bytes(&own.bytes, 0, &mut Vec::new()).ok_or_else(|| fault(own, "it cannot be read"))
}

/// What is to be said of the font: `/W` and `/CapHeight`.
pub(super) struct Mend {
    widths: Object,
    capitals: i64,
}

impl Mend {
    /// `widths` are in units of the em, by the numbers that the glyphs have in the document: 1, 2, 3 and so on.
    pub fn of(own: &OwnFont, widths: &BTreeMap<u16, u16>) -> Mend {
        let thousandths = |units: f32| units * 1000.0 / f32::from(own.em.max(1));
        let widths = widths.values().map(|width| Object::Real(thousandths(f32::from(*width)))).collect();
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

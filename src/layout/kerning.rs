//! How much closer two letters of a face stand than their widths say: the feature `kern` of the table GPOS, which rusttype
//! does not read.

use std::collections::BTreeSet;

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId, Tag};

/// The pairs of one face.
pub struct Kerning<'a> {
    face: Face<'a>,
    /// Each lookup counts once, whichever scripts have it.
    lookups: BTreeSet<u16>,
}

impl<'a> Kerning<'a> {
    /// Of a font file; `None` if it is none, or has no such table.
    pub fn of(bytes: &'a [u8]) -> Option<Kerning<'a>> {
        let face = Face::parse(bytes, 0).ok()?;
        let features = face.tables().gpos?.features.into_iter();
        let kerning = features.filter(|feature| feature.tag == Tag::from_bytes(b"kern"));
        let lookups = kerning.flat_map(|feature| feature.lookup_indices).collect();
        Some(Kerning { face, lookups })
    }

    /// What is added between two letters, in units of the em; `None` if the face has not both.
    pub fn between(&self, left: char, right: char) -> Option<i16> {
        let (left, right) = (self.face.glyph_index(left)?, self.face.glyph_index(right)?);
        let table = self.face.tables().gpos?;
        let kerns = self.lookups.iter().filter_map(|index| {
            // The first subtable that knows the pair.
            let subtables = table.lookups.get(*index)?.subtables.into_iter::<PositioningSubtable>();
            let mut pairs = subtables.filter_map(|subtable| match subtable {
                PositioningSubtable::Pair(pair) => Some(pair),
                _ => None,
            });
            pairs.find_map(|pair| adjustment(&pair, left, right))
        });
        Some(kerns.sum())
    }
}

fn adjustment(pair: &PairAdjustment, left: GlyphId, right: GlyphId) -> Option<i16> {
    let (first, _) = match pair {
        PairAdjustment::Format1 { coverage, sets } => sets.get(coverage.get(left)?)?.get(right)?,
        PairAdjustment::Format2 { coverage, classes, matrix } => {
            coverage.get(left)?;
            matrix.get((classes.0.get(left), classes.1.get(right)))?
        }
    };
    Some(first.x_advance)
}

//! Pages with their place in a file → their objects: contents, page dictionaries, elements, and a leaf of the parent
//! tree. Parts can be written at the same time.

use std::collections::BTreeMap;
use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use printpdf::PdfFontMap;

use super::file::{File, Packed, deflated, integer};
use super::writer::Roots;
use super::{PdfFault, content, structure};
use crate::layout::pages::{ElementId, Length, Pages};

/// Pages whose operations are held at a time: a table of a class has hundreds of pages.
const AT_ONCE: usize = 16;

/// The ids of a part's objects.
pub(super) struct Place {
    pub roots: Roots,
    /// Pages of the file before it.
    pub first_page: usize,
    /// The node that its pages hang below.
    pub node: ObjectId,
    pages: Range<u32>,
    contents: Range<u32>,
    elements: Range<u32>,
    /// Its leaf of the parent tree.
    pub leaf: ObjectId,
    /// The stream that all its objects but the contents are in.
    pub packed: ObjectId,
}

impl Place {
    pub(super) fn reserve(file: &mut File, pages: &Pages, first_page: usize, roots: Roots) -> Place {
        let count = pages.pages.len();
        Place {
            roots,
            first_page,
            node: file.reserve(),
            pages: file.reserve_some(count),
            contents: file.reserve_some(count),
            // The document's element is one for all parts.
            elements: file.reserve_some(pages.elements.len().saturating_sub(1)),
            leaf: file.reserve(),
            packed: file.reserve(),
        }
    }

    /// The page of this index in the part.
    pub(super) fn page(&self, index: usize) -> ObjectId {
        (self.pages.start + index as u32, 0)
    }

    pub(super) fn element(&self, element: ElementId) -> ObjectId {
        match element.0.checked_sub(1) {
            None => self.roots.document,
            Some(index) => (self.elements.start + index as u32, 0),
        }
    }
}

/// What a part comes to.
pub(super) struct Written {
    pub contents: Vec<(ObjectId, Stream)>,
    pub objects: Packed,
    /// What hangs below the document's element.
    pub kids: Vec<Object>,
}

/// `fonts` has the numbers of all glyphs of these pages.
pub(super) fn write(pages: &Pages, place: &Place, fonts: &PdfFontMap) -> Result<Written, PdfFault> {
    let (mut streams, mut sequences) = (Vec::new(), Vec::new());
    for some in pages.pages.chunks(AT_ONCE) {
        let drawn = content::draw(some, pages);
        sequences.extend(drawn.sequences);
        for stream in content::streams(pages, drawn.operations, fonts)? {
            streams.push(deflated(stream)?);
        }
    }
    let contents: Vec<(ObjectId, Stream)> =
        place.contents.clone().zip(streams).map(|(id, stream)| ((id, 0), stream)).collect();

    let mut objects: BTreeMap<ObjectId, Object> = BTreeMap::new();
    if !contents.is_empty() {
        objects.insert(place.node, node(pages, place).into());
    }
    for (index, (content, _)) in contents.iter().enumerate() {
        objects.insert(place.page(index), page(place, index, *content).into());
    }
    let kids = structure::tag(&mut objects, pages, &sequences, place);
    Ok(Written { contents, objects: Packed::new(&objects)?, kids })
}

/// Says once how large all pages of the part are.
fn node(pages: &Pages, place: &Place) -> Dictionary {
    let side = |length: Length| Object::Real(length.0 as f32 / 1000.0);
    dictionary! {
        "Type" => "Pages",
        "Parent" => place.roots.pages,
        "Kids" => (0..pages.pages.len()).map(|index| place.page(index).into()).collect::<Vec<Object>>(),
        "Count" => integer(pages.pages.len()),
        "MediaBox" => vec![0.into(), 0.into(), side(pages.width), side(pages.height)],
    }
}

fn page(place: &Place, index: usize, content: ObjectId) -> Dictionary {
    dictionary! {
        "Type" => "Page",
        "Parent" => place.node,
        "Contents" => content,
        // Not inherited: PDF/A wants them here (ISO 19005-2, 6.2.2).
        "Resources" => place.roots.resources,
        "StructParents" => integer(place.first_page + index),
        "Tabs" => "S",
    }
}

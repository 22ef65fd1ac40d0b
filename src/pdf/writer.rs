//! Packets → a file, as they come: nothing of a packet is kept once it is written but where it begins. Every packet
//! brings its pages, its part of the structure and of the parent tree; fonts, bookmarks and labels come at the end.

use lopdf::{Object, ObjectId, dictionary};

use super::catalog::{self, Beginning};
use super::faces::Letters;
use super::file::{File, integer};
use super::part::{self, Place};
use super::{About, PdfFault, intent, metadata, structure};
use crate::cores;
use crate::layout::pages::Pages;

/// A file that takes packets until it is finished. Packets are drawn on all cores; the bytes do not depend on how many
/// there are, nor on how the packets are handed in.
pub struct Writer {
    file: File,
    about: About,
    letters: Letters,
    /// The document's title and language: those of the first pages.
    named: Option<(String, String)>,
    roots: Roots,
    /// The page nodes, and pages so far.
    nodes: Vec<Object>,
    pages: usize,
    /// What hangs below the document's element, and the leaves of the parent tree.
    kids: Vec<Object>,
    leaves: Vec<Object>,
    packets: Vec<Beginning>,
}

/// Objects that every part names.
#[derive(Clone, Copy, Default)]
pub(super) struct Roots {
    pub pages: ObjectId,
    pub resources: ObjectId,
    pub structure: ObjectId,
    /// The element of the whole document.
    pub document: ObjectId,
}

impl Writer {
    pub fn new(about: About) -> Writer {
        let mut file = File::new();
        let roots = Roots {
            pages: file.reserve(),
            resources: file.reserve(),
            structure: file.reserve(),
            document: file.reserve(),
        };
        Writer {
            file,
            about,
            letters: Letters::default(),
            named: None,
            roots,
            nodes: Vec::new(),
            pages: 0,
            kids: Vec::new(),
            leaves: Vec::new(),
            packets: Vec::new(),
        }
    }

    /// Adds pages behind those that are there. All must have one font of one's own, or none.
    ///
    /// # Errors
    ///
    /// When a font of one's own is broken, when a text has a letter that its face lacks, or a mark names an element or
    /// page that does not exist.
    pub fn add(&mut self, parts: &[Pages]) -> Result<(), PdfFault> {
        let mut placed = Vec::new();
        for pages in parts {
            structure::check(pages)?;
            self.letters.add(pages)?;
            let place = Place::reserve(&mut self.file, pages, self.pages, self.roots);
            self.begin(pages, &place);
            placed.push((pages, place));
        }
        let fonts = self.letters.numbers();
        let parts = cores::map(&placed, |(pages, place)| part::write(pages, place, &fonts));
        for (part, (_, place)) in parts.into_iter().zip(&placed) {
            let part = part?;
            for (id, stream) in part.contents {
                self.file.put(id, stream)?;
            }
            self.file.put_packed(place.packed, part.objects)?;
            self.kids.extend(part.kids);
        }
        Ok(())
    }

    fn begin(&mut self, pages: &Pages, place: &Place) {
        self.named.get_or_insert_with(|| (pages.title.clone(), pages.language.clone()));
        self.packets.extend(catalog::beginnings(pages, place));
        self.pages += pages.pages.len();
        if !pages.pages.is_empty() {
            self.nodes.push(place.node.into());
            self.leaves.push(place.leaf.into());
        }
    }

    /// The whole file.
    pub fn finish(mut self) -> Result<Vec<u8>, PdfFault> {
        let (title, language) = self.named.take().unwrap_or_default();
        let fonts = self.letters.embed(&mut self.file)?;
        self.file.set(self.roots.resources, dictionary! { "Font" => fonts });
        let tree = dictionary! { "Type" => "Pages", "Kids" => self.nodes, "Count" => integer(self.pages) };
        self.file.set(self.roots.pages, tree);
        structure::finish(&mut self.file, self.roots, self.kids, self.leaves, self.pages);

        let mut catalog = catalog::catalog(&mut self.file, self.roots, &self.packets, &language);
        catalog.set("OutputIntents", intent::add(&mut self.file)?);
        let packet = metadata::xmp(&title, &language, &self.about);
        // PDF/A wants it where a reader finds it without inflating anything.
        catalog.set("Metadata", self.file.add_stream(packet)?);
        let catalog = self.file.add(catalog);
        self.file.pack()?;

        let mut trailer = dictionary! { "Root" => catalog };
        // By itself in the last object stream, where it is looked for first.
        trailer.set("Info", self.file.add(metadata::information(&title, &self.about)));
        metadata::sign(&mut trailer, &self.about);
        self.file.end(trailer)
    }
}

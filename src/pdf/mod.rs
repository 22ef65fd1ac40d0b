//! `Pages` → bytes. Knows marks, not sheets.
//!
//! printpdf writes fonts and page contents; what it leaves out (structure, metadata, labels, a stable `/ID`) is put in
//! through lopdf. The result is PDF 1.7, PDF/UA-1 and PDF/A-2a. Reads no clock, no file, no environment.

mod catalog;
mod content;
mod digest;
mod dots;
mod faces;
mod finish;
mod intent;
mod lists;
mod metadata;
mod own;
mod request;
mod structure;
mod text;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::layout::pages::Pages;

/// What a PDF says of itself, beside its pages.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// `/LonghandRequest` in the information dictionary (and again in the trailer, where a reader finds it without
    /// inflating anything): the whole request, so that the file gives back its key.
    pub request: String,
    /// Seconds since 1970-01-01 UTC, for both dates; never read from the clock here.
    pub created: i64,
    /// "longhand 0.1.0".
    pub producer: String,
}

/// What went wrong inside the PDF library, or marks that cannot be written; a bug in Longhand.
#[derive(Debug)]
pub struct PdfFault(pub String);

impl PdfFault {
    /// Begins what is said of a font that somebody named.
    const OF_FONT: &str = "the font `";

    /// Whether the fault is in a font that somebody named, and so none of Longhand's.
    pub fn is_of_font(&self) -> bool {
        self.0.starts_with(PdfFault::OF_FONT)
    }
}

impl fmt::Display for PdfFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write the PDF: {}", self.0)
    }
}

impl std::error::Error for PdfFault {}

impl From<lopdf::Error> for PdfFault {
    fn from(error: lopdf::Error) -> Self {
        PdfFault(error.to_string())
    }
}

/// The whole file. The same pages and the same `About` give the same bytes.
///
/// # Errors
///
/// When a font of one's own is broken, when a text has a letter that its face lacks, or a mark names an element or page that does not exist.
pub fn write(pages: &Pages, about: &About) -> Result<Vec<u8>, PdfFault> {
    structure::check(pages)?;
    let faces = faces::subset(pages)?;
    let drawn = content::draw(pages);
    let mut document = content::document(pages, drawn.operations, faces)?;
    faces::mend_descriptors(&mut document, pages);
    let page_ids = catalog::share_resources(&mut document)?;
    structure::tag(&mut document, pages, &drawn.sequences, &page_ids)?;
    catalog::complete(&mut document, pages, &page_ids)?;
    intent::add(&mut document)?;
    metadata::add(&mut document, &pages.title, &pages.language, about)?;
    finish::save(document)
}

/// The request that a PDF made by Longhand carries, or `None` for any other bytes.
///
/// Works within limits: files up to 50 MB, a bounded amount of inflating, no parsing of foreign objects.
pub fn read_request(bytes: &[u8]) -> Option<String> {
    request::read(bytes)
}

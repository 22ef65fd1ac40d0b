//! `Pages` → bytes. Knows marks, not sheets.
//!
//! printpdf writes fonts and page contents; what it leaves out (structure, metadata, labels, a stable `/ID`) is put in
//! through lopdf. The result is PDF 1.7, PDF/UA-1 and PDF/A-2a. Reads no clock, no file, no environment.

mod catalog;
mod content;
mod digest;
mod dots;
mod faces;
mod file;
mod intent;
mod lists;
mod metadata;
mod own;
mod part;
mod request;
mod structure;
mod taken;
mod text;
mod writer;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::layout::pages::Pages;
pub use writer::Writer;

/// What a PDF says of itself, beside its pages.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// `/LonghandRequest` in the information dictionary: the whole request of each sheet, so that the file gives back its
    /// keys. One alone stands in the trailer too, where a reader finds it without inflating anything.
    pub requests: Vec<String>,
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

/// The whole file at once. The same pages and the same `About` give the same bytes.
///
/// # Errors
///
/// As [`Writer::add`].
pub fn write(pages: &Pages, about: About) -> Result<Vec<u8>, PdfFault> {
    let mut writer = Writer::new(about);
    writer.add(std::slice::from_ref(pages))?;
    writer.finish()
}

/// In bytes: the largest file that is looked into for its requests.
pub const LARGEST_FILE: usize = request::LARGEST_FILE;

/// The requests that a PDF made by Longhand carries, a line each, or `None` for any other bytes.
///
/// Works within limits: files up to [`LARGEST_FILE`], a bounded amount of inflating, no parsing of foreign objects.
pub fn read_request(bytes: &[u8]) -> Option<String> {
    request::read(bytes)
}

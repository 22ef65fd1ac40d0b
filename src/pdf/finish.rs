//! Deflating, saving, and the file's identifier.

use lopdf::{Document, Object, SaveOptions, StringFormat};

use super::PdfFault;
use super::digest::sha256;

const ID_SIZE: usize = 16;

/// The file's bytes. Its `/ID` is a digest of all the rest, so equal documents have equal identifiers and different
/// ones do not.
pub(super) fn save(mut document: Document) -> Result<Vec<u8>, PdfFault> {
    document.version = "1.7".to_owned();
    let placeholder = Object::String(vec![0; ID_SIZE], StringFormat::Hexadecimal);
    // Last of the trailer's texts, so that none of them can be taken for the placeholders.
    document.trailer.remove(b"ID");
    document.trailer.set("ID", vec![placeholder.clone(), placeholder]);
    document.compress();
    // The builder's own level for object streams is 0.
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(9).build();
    let mut bytes = Vec::new();
    document.save_with_options(&mut bytes, options).map_err(|error| PdfFault(error.to_string()))?;
    set_identifier(&mut bytes)?;
    Ok(bytes)
}

/// Puts the digest where the placeholders stand, at the end of the file.
fn set_identifier(bytes: &mut [u8]) -> Result<(), PdfFault> {
    let blank = format!("<{}>", "0".repeat(2 * ID_SIZE));
    let digest: String = sha256(bytes).iter().take(ID_SIZE).map(|byte| format!("{byte:02X}")).collect();
    let filled = format!("<{digest}>");
    for _ in 0..2 {
        let at = bytes.windows(blank.len()).rposition(|window| window == blank.as_bytes());
        let at = at.ok_or_else(|| PdfFault("the trailer has no place for the identifier".to_owned()))?;
        bytes[at..at + filled.len()].copy_from_slice(filled.as_bytes());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_identifiers_are_the_digest_of_the_rest() {
        let blank = format!("<{}>", "0".repeat(32));
        let file = |text: &str| {
            let mut bytes = format!("{text}/ID[{blank}{blank}]").into_bytes();
            set_identifier(&mut bytes).expect("the places are there");
            String::from_utf8(bytes).expect("hexadecimal is ASCII")
        };
        let (one, other) = (file("a"), file("b"));
        assert!(!one.contains(&blank));
        let id = &one[one.len() - 35..one.len() - 1];
        assert_eq!(one.matches(id).count(), 2);
        assert!(!other.contains(id));
        assert_eq!(one, file("a"));
    }

    #[test]
    fn a_file_without_the_places_is_a_fault() {
        assert!(set_identifier(&mut b"/ID[<00>]".to_vec()).is_err());
    }
}

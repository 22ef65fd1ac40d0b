//! The bytes of a file, object by object: a stream stands where it is put, all else is packed into object streams
//! (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! lopdf would save a document that holds every object at once, and takes two gigabytes for a class of a thousand. So
//! the frame of the file is written here; lopdf writes what is in it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use lopdf::content::{Content, Operation};
use lopdf::xref::{Xref, XrefEntry, XrefStreamBuilder, XrefType};
use lopdf::{Dictionary, Object, ObjectId, Stream, StringFormat, dictionary};

use super::PdfFault;
use super::digest::sha256;

/// Version, and four bytes beyond ASCII, so that nothing takes the file for text.
const HEADER: &[u8] = b"%PDF-1.7\n%\xbb\xad\xc0\xde\n";

const ID_SIZE: usize = 16;

/// A file that is being written.
pub(super) struct File {
    bytes: Vec<u8>,
    xref: Xref,
    next: u32,
    /// What the next object stream will hold.
    small: BTreeMap<ObjectId, Object>,
}

/// Objects as they stand in one stream.
pub(super) struct Packed {
    stream: Stream,
    ids: Vec<ObjectId>,
}

impl Packed {
    /// None of the objects may be a stream.
    pub(super) fn new(objects: &BTreeMap<ObjectId, Object>) -> Result<Packed, PdfFault> {
        let (mut places, mut body) = (String::new(), Vec::new());
        for (id, object) in objects {
            write!(places, "{} {} ", id.0, body.len()).map_err(|error| PdfFault(error.to_string()))?;
            body.extend(bytes_of(object.clone())?);
        }
        let about = dictionary! { "Type" => "ObjStm", "N" => integer(objects.len()), "First" => integer(places.len()) };
        let stream = deflated(Stream::new(about, [places.into_bytes(), body].concat()))?;
        Ok(Packed { stream, ids: objects.keys().copied().collect() })
    }
}

impl File {
    pub(super) fn new() -> File {
        let xref = Xref::new(0, XrefType::CrossReferenceStream);
        File { bytes: HEADER.to_vec(), xref, next: 1, small: BTreeMap::new() }
    }

    /// An id for an object that comes later.
    pub(super) fn reserve(&mut self) -> ObjectId {
        self.next += 1;
        (self.next - 1, 0)
    }

    /// So many ids in a row.
    pub(super) fn reserve_some(&mut self, count: usize) -> Range<u32> {
        let first = self.next;
        self.next += count as u32;
        first..self.next
    }

    /// Adds an object that is no stream to the next object stream.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        let id = self.reserve();
        self.set(id, object);
        id
    }

    /// The same for an id that was reserved.
    pub(super) fn set(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.small.insert(id, object.into());
    }

    /// Adds a stream, as it is.
    pub(super) fn add_stream(&mut self, stream: Stream) -> Result<ObjectId, PdfFault> {
        let id = self.reserve();
        self.put(id, stream)?;
        Ok(id)
    }

    /// Writes a stream whose id was reserved, as it is.
    pub(super) fn put(&mut self, id: ObjectId, stream: Stream) -> Result<(), PdfFault> {
        let offset = u32::try_from(self.bytes.len()).map_err(|_| PdfFault("the file is over 4 GB".to_owned()))?;
        self.xref.insert(id.0, XrefEntry::Normal { offset, generation: 0 });
        self.bytes.extend(format!("{} 0 obj\n", id.0).into_bytes());
        self.bytes.extend(bytes_of(stream.into())?.trim_ascii_end());
        self.bytes.extend(b"\nendobj\n");
        Ok(())
    }

    /// Writes objects that were packed elsewhere, in a stream of this id; all ids were reserved.
    pub(super) fn put_packed(&mut self, id: ObjectId, packed: Packed) -> Result<(), PdfFault> {
        for (index, (held, _)) in (0..).zip(&packed.ids) {
            self.xref.insert(*held, XrefEntry::Compressed { container: id.0, index });
        }
        self.put(id, packed.stream)
    }

    /// Writes what was added since the last time.
    pub(super) fn pack(&mut self) -> Result<(), PdfFault> {
        let small = std::mem::take(&mut self.small);
        let id = self.reserve();
        self.put_packed(id, Packed::new(&small)?)
    }

    /// The whole file. `trailer` says what a reader begins with; the file's `/ID` is a digest of all the rest, so equal
    /// documents have equal identifiers and different ones do not.
    pub(super) fn end(mut self, mut trailer: Dictionary) -> Result<Vec<u8>, PdfFault> {
        if !self.small.is_empty() {
            self.pack()?;
        }
        let start = self.bytes.len();
        let id = self.reserve();
        let offset = u32::try_from(start).map_err(|_| PdfFault("the file is over 4 GB".to_owned()))?;
        self.xref.insert(id.0, XrefEntry::Normal { offset, generation: 0 });
        trailer.set("Type", "XRef");
        trailer.set("Size", Object::from(id.0 + 1));
        let table = cross_references(&self.xref, &mut trailer)?;
        // Last of the trailer's texts, so that none of them can be taken for the placeholders.
        let placeholder = Object::String(vec![0; ID_SIZE], StringFormat::Hexadecimal);
        trailer.set("ID", vec![placeholder.clone(), placeholder]);
        self.put(id, deflated(Stream::new(trailer, table))?)?;
        self.bytes.extend(format!("startxref\n{start}\n%%EOF").into_bytes());
        set_identifier(&mut self.bytes, start)?;
        Ok(self.bytes)
    }
}

/// The table of where each object stands, each row as the difference to the one before it (PNG's filter "Up"): rows of
/// objects in a row differ by almost nothing. Says in the dictionary how it is to be read.
fn cross_references(xref: &Xref, about: &mut Dictionary) -> Result<Vec<u8>, PdfFault> {
    const UP: u8 = 2;
    let mut builder = XrefStreamBuilder::new(xref);
    let rows = builder.build_stream_content()?;
    let widths = builder.calculate_optimal_widths();
    let width = widths.iter().sum();
    about.set("W", widths.map(integer).to_vec());
    about.set("Index", builder.build_index_array());
    about.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => integer(width) });
    let mut above = vec![0; width];
    let mut table = Vec::with_capacity(rows.len() + rows.len() / width);
    for row in rows.chunks_exact(width) {
        table.push(UP);
        table.extend(row.iter().zip(&above).map(|(byte, above): (&u8, &u8)| byte.wrapping_sub(*above)));
        above = row.to_vec();
    }
    Ok(table)
}

/// The same stream, deflated where that makes it shorter.
pub(super) fn deflated(mut stream: Stream) -> Result<Stream, PdfFault> {
    stream.compress()?;
    Ok(stream)
}

/// An object as it stands in a file, and a blank. lopdf writes an object by itself only as an operand of content.
fn bytes_of(object: Object) -> Result<Vec<u8>, PdfFault> {
    Ok(Content { operations: vec![Operation::new("", vec![object])] }.encode()?)
}

/// A count of a document.
pub(super) fn integer(number: usize) -> Object {
    Object::Integer(i64::try_from(number).expect("counts of a document fit 63 bits"))
}

/// Puts the digest where the placeholders stand, behind `start`.
fn set_identifier(bytes: &mut [u8], start: usize) -> Result<(), PdfFault> {
    let blank = format!("<{}>", "0".repeat(2 * ID_SIZE)).into_bytes();
    let digest: String = sha256(bytes).iter().take(ID_SIZE).map(|byte| format!("{byte:02X}")).collect();
    let filled = format!("<{digest}>").into_bytes();
    for _ in 0..2 {
        let end = &bytes[start..];
        let at = end.windows(blank.len()).position(|window| window == blank);
        let at = start + at.ok_or_else(|| PdfFault("the trailer has no place for the identifier".to_owned()))?;
        bytes[at..at + filled.len()].copy_from_slice(&filled);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::Document;

    #[test]
    fn both_identifiers_are_the_digest_of_the_rest() {
        let blank = format!("<{}>", "0".repeat(32));
        let file = |text: &str| {
            let mut bytes = format!("{text}/ID[{blank}{blank}]").into_bytes();
            set_identifier(&mut bytes, text.len()).expect("the places are there");
            String::from_utf8(bytes).expect("hexadecimal is ASCII")
        };
        let (one, other) = (file("a"), file("b"));
        assert!(!one.contains(&blank));
        let id = &one[one.len() - 35..one.len() - 1];
        assert_eq!(one.matches(id).count(), 2);
        assert!(!other.contains(id));
        assert_eq!(one, file("a"));
        // What looks like a place but stands before the trailer is left alone.
        assert!(file(&blank).starts_with(&blank));
    }

    #[test]
    fn a_file_without_the_places_is_a_fault() {
        assert!(set_identifier(&mut b"/ID[<00>]".to_vec(), 0).is_err());
    }

    #[test]
    fn every_object_is_found_where_it_was_put() {
        let mut file = File::new();
        let (pages, late) = (file.reserve(), file.reserve());
        let mut numbers = Vec::new();
        for number in 0..700_i64 {
            numbers.push((file.add(number), number));
            if number % 300 == 0 {
                file.pack().expect("numbers can be packed");
            }
        }
        let long = "a line of content\n".repeat(50);
        let stream = Stream::new(Dictionary::new(), long.clone().into_bytes());
        let content = file.add_stream(deflated(stream).expect("it deflates")).expect("it is written");
        file.put(late, Stream::new(Dictionary::new(), b"late".to_vec())).expect("it is written");
        file.set(pages, dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 });
        let catalog = file.add(dictionary! { "Type" => "Catalog", "Pages" => pages });
        let bytes = file.end(dictionary! { "Root" => catalog }).expect("it ends");
        let read = Document::load_mem(&bytes).expect("the file loads");
        for (id, number) in numbers {
            assert_eq!(read.get_object(id).and_then(Object::as_i64).ok(), Some(number), "{id:?}");
        }
        let stream = |id| read.get_object(id).and_then(Object::as_stream).expect("a stream");
        assert_eq!(stream(content).get_plain_content().expect("it inflates"), long.into_bytes());
        assert_eq!(stream(late).content, b"late");
    }
}

//! Objects of a document of lopdf → the file that is being written, with all that they refer to.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::PdfFault;
use super::file::{File, deflated};

/// Objects that go from a document into a file, each once, with new ids.
pub(super) struct Taken<'a> {
    from: &'a Document,
    ids: BTreeMap<ObjectId, ObjectId>,
}

impl<'a> Taken<'a> {
    pub(super) fn from(document: &'a Document) -> Taken<'a> {
        Taken { from: document, ids: BTreeMap::new() }
    }

    /// The same object with the references of the file.
    pub(super) fn object(&mut self, object: &Object, file: &mut File) -> Result<Object, PdfFault> {
        Ok(match object {
            Object::Reference(id) => self.reference(*id, file)?.into(),
            Object::Array(items) => {
                items.iter().map(|item| self.object(item, file)).collect::<Result<Vec<_>, _>>()?.into()
            }
            Object::Dictionary(entries) => self.dictionary(entries, file)?.into(),
            other => other.clone(),
        })
    }

    fn dictionary(&mut self, entries: &Dictionary, file: &mut File) -> Result<Dictionary, PdfFault> {
        let mut taken = Dictionary::new();
        for (key, value) in entries {
            taken.set(key.clone(), self.object(value, file)?);
        }
        Ok(taken)
    }

    fn reference(&mut self, id: ObjectId, file: &mut File) -> Result<ObjectId, PdfFault> {
        if let Some(known) = self.ids.get(&id) {
            return Ok(*known);
        }
        let taken = file.reserve();
        self.ids.insert(id, taken);
        match self.from.get_object(id)? {
            Object::Stream(stream) => {
                let entries = self.dictionary(&stream.dict, file)?;
                file.put(taken, deflated(Stream::new(entries, stream.content.clone()))?)?;
            }
            other => {
                let object = self.object(other, file)?;
                file.set(taken, object);
            }
        }
        Ok(taken)
    }
}

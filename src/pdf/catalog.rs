//! What a viewer shows around the pages: shared resources, page labels, bookmarks, language, hints for print.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::PdfFault;
use super::text::text_string;
use crate::layout::pages::{Packet, Pages};

/// Gives all pages one resource dictionary in place of one each, and drops boxes and lists that say nothing. Returns
/// the pages' ids in order.
pub(super) fn share_resources(document: &mut Document) -> Result<Vec<ObjectId>, PdfFault> {
    let page_ids: Vec<ObjectId> = document.page_iter().collect();
    let mut shared: Option<ObjectId> = None;
    for id in &page_ids {
        let page = document.get_dictionary_mut(*id)?;
        for key in ["CropBox", "TrimBox", "Annots"] {
            page.remove(key.as_bytes());
        }
        let own = page.get(b"Resources").and_then(Object::as_reference)?;
        let kept = *shared.get_or_insert(own);
        page.set("Resources", kept);
        if own != kept {
            document.objects.remove(&own);
        }
    }
    if let Some(id) = shared {
        drop_empty_resources(document, id)?;
    }
    Ok(page_ids)
}

fn drop_empty_resources(document: &mut Document, resources: ObjectId) -> Result<(), PdfFault> {
    for key in ["XObject", "ExtGState", "Shading"] {
        let entry = document.get_dictionary_mut(resources)?.remove(key.as_bytes());
        if let Some(Object::Reference(empty)) = entry {
            document.objects.remove(&empty);
        }
    }
    Ok(())
}

/// Labels, bookmarks, language and hints.
pub(super) fn complete(document: &mut Document, pages: &Pages, page_ids: &[ObjectId]) -> Result<(), PdfFault> {
    let packets = packets(pages);
    let outlines = bookmarks(document, &packets, page_ids);
    let catalog = document.catalog_mut()?;
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", if packets.len() > 1 { "UseOutlines" } else { "UseNone" });
    catalog.set("Lang", text_string(&pages.language));
    catalog.set("ViewerPreferences", viewer_preferences());
    catalog.set("PageLabels", page_labels(&packets));
    if let Some(outlines) = outlines {
        catalog.set("Outlines", outlines);
    }
    Ok(())
}

/// The packets by first page; of two on one page, and of those beyond the last page, only what can be shown.
fn packets(pages: &Pages) -> Vec<&Packet> {
    let mut packets: Vec<&Packet> =
        pages.packets.iter().filter(|packet| packet.first_page < pages.pages.len()).collect();
    packets.sort_by_key(|packet| packet.first_page);
    packets.dedup_by_key(|packet| packet.first_page);
    packets
}

/// Paper is measured in millimetres: no scaling. Sheets are printed on both sides.
fn viewer_preferences() -> Dictionary {
    dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None", "Duplex" => "DuplexFlipLongEdge" }
}

/// Pages count from 1 in every packet; with several packets the title stands before the number.
fn page_labels(packets: &[&Packet]) -> Dictionary {
    let mut numbers: Vec<Object> = Vec::new();
    if packets.first().is_none_or(|packet| packet.first_page > 0) {
        numbers.extend([0.into(), dictionary! { "S" => "D" }.into()]);
    }
    for packet in packets {
        let mut label = dictionary! { "S" => "D" };
        if packets.len() > 1 {
            label.set("P", text_string(&format!("{}, page ", packet.title)));
        }
        let first = i64::try_from(packet.first_page).expect("pages are fewer than 2^63");
        numbers.extend([first.into(), label.into()]);
    }
    dictionary! { "Nums" => numbers }
}

/// One bookmark a packet, each leading to its first page.
fn bookmarks(document: &mut Document, packets: &[&Packet], page_ids: &[ObjectId]) -> Option<ObjectId> {
    let ids: Vec<ObjectId> = packets.iter().map(|_| document.new_object_id()).collect();
    let (first, last) = (*ids.first()?, *ids.last()?);
    let count = i64::try_from(ids.len()).expect("bookmarks are fewer than 2^63");
    let outlines =
        document.add_object(dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count });
    for (index, packet) in packets.iter().enumerate() {
        let destination = vec![page_ids[packet.first_page].into(), "Fit".into()];
        let mut item =
            dictionary! { "Title" => text_string(&packet.title), "Parent" => outlines, "Dest" => destination };
        if let Some(previous) = index.checked_sub(1) {
            item.set("Prev", ids[previous]);
        }
        if let Some(next) = ids.get(index + 1) {
            item.set("Next", *next);
        }
        document.objects.insert(ids[index], item.into());
    }
    Some(outlines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(title: &str, first_page: usize) -> Packet {
        Packet { title: title.to_owned(), first_page, pages: 2 }
    }

    #[test]
    fn a_label_stands_at_page_0_whatever_the_packets() {
        let (early, late) = (packet("Ada", 0), packet("Ben", 2));
        for packets in [vec![], vec![&early], vec![&late], vec![&early, &late]] {
            let labels = page_labels(&packets);
            let numbers = labels.get(b"Nums").and_then(Object::as_array).expect("labels have numbers");
            assert_eq!(numbers[0], Object::Integer(0), "{packets:?}");
        }
    }

    #[test]
    fn titles_stand_in_labels_only_when_there_are_several() {
        let (ada, ben) = (packet("Ada", 0), packet("Ben", 2));
        assert!(!format!("{:?}", page_labels(&[&ada])).contains("Ada, page "));
        assert!(format!("{:?}", page_labels(&[&ada, &ben])).contains("Ben, page "));
    }
}

//! What a viewer shows around the pages: page labels, bookmarks, language, hints for print.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::file::{File, integer};
use super::part::Place;
use super::text::text_string;
use super::writer::Roots;
use crate::layout::pages::{Packet, Pages};

/// Where a packet begins.
pub(super) struct Beginning {
    title: String,
    /// Its first page, from 0.
    page: usize,
    id: ObjectId,
}

/// The packets of a part by first page; of two on one page, and of those beyond the last page, only what can be shown.
pub(super) fn beginnings(pages: &Pages, place: &Place) -> Vec<Beginning> {
    let mut packets: Vec<&Packet> =
        pages.packets.iter().filter(|packet| packet.first_page < pages.pages.len()).collect();
    packets.sort_by_key(|packet| packet.first_page);
    packets.dedup_by_key(|packet| packet.first_page);
    let beginning = |packet: &Packet| Beginning {
        title: packet.title.clone(),
        page: place.first_page + packet.first_page,
        id: place.page(packet.first_page),
    };
    packets.into_iter().map(beginning).collect()
}

/// The catalog with pages, structure, labels, bookmarks, language and hints.
pub(super) fn catalog(file: &mut File, roots: Roots, packets: &[Beginning], language: &str) -> Dictionary {
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => roots.pages,
        "PageMode" => if packets.len() > 1 { "UseOutlines" } else { "UseNone" },
        "Lang" => text_string(language),
        "ViewerPreferences" => viewer_preferences(),
        "PageLabels" => page_labels(packets),
        "StructTreeRoot" => roots.structure,
        "MarkInfo" => dictionary! { "Marked" => true },
    };
    if let Some(outlines) = bookmarks(file, packets) {
        catalog.set("Outlines", outlines);
    }
    catalog
}

/// Paper is measured in millimetres: no scaling. Sheets are printed on both sides.
fn viewer_preferences() -> Dictionary {
    dictionary! { "DisplayDocTitle" => true, "PrintScaling" => "None", "Duplex" => "DuplexFlipLongEdge" }
}

/// Pages count from 1 in every packet; with several packets the title stands before the number.
fn page_labels(packets: &[Beginning]) -> Dictionary {
    let mut numbers: Vec<Object> = Vec::new();
    if packets.first().is_none_or(|packet| packet.page > 0) {
        numbers.extend([0.into(), dictionary! { "S" => "D" }.into()]);
    }
    for packet in packets {
        let mut label = dictionary! { "S" => "D" };
        if packets.len() > 1 {
            label.set("P", text_string(&format!("{}, page ", packet.title)));
        }
        numbers.extend([integer(packet.page), label.into()]);
    }
    dictionary! { "Nums" => numbers }
}

/// One bookmark a packet, each leading to its first page.
fn bookmarks(file: &mut File, packets: &[Beginning]) -> Option<ObjectId> {
    let outlines = file.reserve();
    let ids: Vec<ObjectId> = packets.iter().map(|_| file.reserve()).collect();
    let (first, last) = (*ids.first()?, *ids.last()?);
    let count = integer(packets.len());
    file.set(outlines, dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count });
    for (index, packet) in packets.iter().enumerate() {
        let destination = vec![packet.id.into(), "Fit".into()];
        let mut item =
            dictionary! { "Title" => text_string(&packet.title), "Parent" => outlines, "Dest" => destination };
        if let Some(previous) = index.checked_sub(1) {
            item.set("Prev", ids[previous]);
        }
        if let Some(next) = ids.get(index + 1) {
            item.set("Next", *next);
        }
        file.set(ids[index], item);
    }
    Some(outlines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(title: &str, page: usize) -> Beginning {
        Beginning { title: title.to_owned(), page, id: (1, 0) }
    }

    #[test]
    fn a_label_stands_at_page_0_whatever_the_packets() {
        let of =
            |packets: &[(&str, usize)]| packets.iter().map(|(title, page)| packet(title, *page)).collect::<Vec<_>>();
        for packets in [of(&[]), of(&[("Ada", 0)]), of(&[("Ben", 2)]), of(&[("Ada", 0), ("Ben", 2)])] {
            let labels = page_labels(&packets);
            let numbers = labels.get(b"Nums").and_then(Object::as_array).expect("labels have numbers");
            assert_eq!(numbers[0], Object::Integer(0), "{} packets", packets.len());
        }
    }

    #[test]
    fn titles_stand_in_labels_only_when_there_are_several() {
        assert!(!format!("{:?}", page_labels(&[packet("Ada", 0)])).contains("Ada, page "));
        assert!(format!("{:?}", page_labels(&[packet("Ada", 0), packet("Ben", 2)])).contains("Ben, page "));
    }
}

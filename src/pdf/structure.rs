//! The logical structure: elements and their marked content → `/StructTreeRoot` with its parent tree
//! (ISO 32000-1, 14.7), tagged as ISO 14289-1 asks.

use std::collections::VecDeque;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::PdfFault;
use super::lists;
use super::text::text_string;
use crate::layout::pages::{Element, ElementId, Length, Pages, Point, Role};

/// Whether every element, parent and page that is named exists, and parents stand before their children.
pub(super) fn check(pages: &Pages) -> Result<(), PdfFault> {
    let elements = pages.elements.len();
    for (index, element) in pages.elements.iter().enumerate() {
        if element.parent.is_some_and(|parent| parent.0 >= index) {
            return Err(PdfFault(format!("element {index} stands before its parent")));
        }
        if let Role::Figure { page, .. } = element.role
            && page >= pages.pages.len()
        {
            return Err(PdfFault(format!("figure {index} is on page {page} of {}", pages.pages.len())));
        }
    }
    let named = pages.pages.iter().flat_map(|page| &page.marks).filter_map(|mark| mark.element);
    match named.into_iter().find(|element| element.0 >= elements) {
        Some(element) => Err(PdfFault(format!("a mark belongs to element {} of {elements}", element.0))),
        None => Ok(()),
    }
}

/// A marked-content sequence of an element.
#[derive(Clone, Copy)]
struct Sequence {
    /// Position among all sequences of the document, in drawing order.
    order: usize,
    page: usize,
    mcid: usize,
}

/// What hangs below an element.
enum Kid {
    Content(Sequence),
    Element(ElementId),
}

/// Adds the structure tree to the document. `sequences` are the elements of each page's marked content by `/MCID`.
pub(super) fn tag(
    document: &mut Document,
    pages: &Pages,
    sequences: &[Vec<ElementId>],
    page_ids: &[ObjectId],
) -> Result<(), PdfFault> {
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = pages.elements.iter().map(|_| document.new_object_id()).collect();
    let kids = kids(&pages.elements, sequences);
    for ((index, element), kids) in pages.elements.iter().enumerate().zip(&kids) {
        let parent = element.parent.map_or(root, |parent| ids[parent.0]);
        let dictionary = element_dictionary(element, parent, kids, &ids, page_ids, pages.height);
        document.objects.insert(ids[index], dictionary.into());
    }
    for (list, style) in lists::numbering(pages) {
        let attributes = dictionary! { "O" => "List", "ListNumbering" => style };
        document.get_dictionary_mut(ids[list.0])?.set("A", attributes);
    }
    let parent_tree = document.add_object(parent_tree(sequences, &ids));
    let tops = pages.elements.iter().zip(&ids).filter(|(element, _)| element.parent.is_none());
    let tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => tops.map(|(_, id)| Object::from(*id)).collect::<Vec<_>>(),
        "ParentTree" => parent_tree,
        "ParentTreeNextKey" => integer(page_ids.len()),
    };
    document.objects.insert(root, tree.into());
    for (index, page) in page_ids.iter().enumerate() {
        let page = document.get_dictionary_mut(*page)?;
        page.set("StructParents", integer(index));
        page.set("Tabs", "S");
    }
    let catalog = document.catalog_mut()?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

/// For each element its kids: child elements in their order, and its own content before the first child that is drawn
/// after it.
fn kids(elements: &[Element], sequences: &[Vec<ElementId>]) -> Vec<Vec<Kid>> {
    let mut content = content(elements.len(), sequences);
    let starts = starts(elements, &content);
    let mut kids: Vec<Vec<Kid>> = elements.iter().map(|_| Vec::new()).collect();
    for (index, element) in elements.iter().enumerate() {
        let Some(parent) = element.parent else { continue };
        let drawn_before = |own: &mut Sequence| starts[index].is_some_and(|start| own.order < start);
        while let Some(own) = content[parent.0].pop_front_if(drawn_before) {
            kids[parent.0].push(Kid::Content(own));
        }
        kids[parent.0].push(Kid::Element(ElementId(index)));
    }
    for (kids, rest) in kids.iter_mut().zip(content) {
        kids.extend(rest.into_iter().map(Kid::Content));
    }
    kids
}

fn content(elements: usize, sequences: &[Vec<ElementId>]) -> Vec<VecDeque<Sequence>> {
    let mut content = vec![VecDeque::new(); elements];
    let pages = sequences.iter().enumerate();
    let all = pages.flat_map(|(page, sequences)| sequences.iter().enumerate().map(move |(mcid, of)| (page, mcid, of)));
    for (order, (page, mcid, element)) in all.enumerate() {
        content[element.0].push_back(Sequence { order, page, mcid });
    }
    content
}

/// Where each element's first content stands, its descendants' counted in; `None` for an element without any.
fn starts(elements: &[Element], content: &[VecDeque<Sequence>]) -> Vec<Option<usize>> {
    let mut starts: Vec<Option<usize>> = content.iter().map(|own| own.front().map(|sequence| sequence.order)).collect();
    for (index, element) in elements.iter().enumerate().rev() {
        if let (Some(parent), Some(start)) = (element.parent, starts[index]) {
            let earliest = starts[parent.0].map_or(start, |known| known.min(start));
            starts[parent.0] = Some(earliest);
        }
    }
    starts
}

fn element_dictionary(
    element: &Element,
    parent: ObjectId,
    kids: &[Kid],
    ids: &[ObjectId],
    page_ids: &[ObjectId],
    height: Length,
) -> Dictionary {
    let mut dictionary = dictionary! { "Type" => "StructElem", "S" => element.role.standard_type(), "P" => parent };
    let home = home_page(&element.role, kids);
    if let Some(page) = home {
        dictionary.set("Pg", page_ids[page]);
    }
    let mut entries: Vec<Object> = kids.iter().map(|kid| kid_object(kid, home, ids, page_ids)).collect();
    match entries.len() {
        0 => {}
        1 => dictionary.set("K", entries.remove(0)),
        _ => dictionary.set("K", entries),
    }
    describe(&mut dictionary, &element.role, height);
    dictionary
}

/// The page that an element's content is on unless a kid says otherwise.
fn home_page(role: &Role, kids: &[Kid]) -> Option<usize> {
    let first = kids.iter().find_map(|kid| match kid {
        Kid::Content(sequence) => Some(sequence.page),
        Kid::Element(_) => None,
    });
    match role {
        Role::Figure { page, .. } => first.or(Some(*page)),
        _ => first,
    }
}

fn kid_object(kid: &Kid, home: Option<usize>, ids: &[ObjectId], page_ids: &[ObjectId]) -> Object {
    match kid {
        Kid::Element(id) => ids[id.0].into(),
        Kid::Content(sequence) if Some(sequence.page) == home => integer(sequence.mcid),
        Kid::Content(sequence) => {
            let page = page_ids[sequence.page];
            dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => integer(sequence.mcid) }.into()
        }
    }
}

/// Attributes of a role, and what it says in words.
fn describe(dictionary: &mut Dictionary, role: &Role, page_height: Length) {
    match role {
        // `Code` stands inside lines unless it says otherwise; a program is a block of its own.
        Role::Code => dictionary.set("A", dictionary! { "O" => "Layout", "Placement" => "Block" }),
        Role::TableHead => dictionary.set("A", dictionary! { "O" => "Table", "Scope" => "Column" }),
        Role::Table { summary } if !summary.is_empty() => {
            dictionary.set("A", dictionary! { "O" => "Table", "Summary" => text_string(summary) });
        }
        Role::Figure { alt, at, width, height, .. } => {
            let bounds = bounding_box(*at, *width, *height, page_height);
            dictionary.set("Alt", text_string(alt));
            dictionary.set("A", dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => bounds });
        }
        _ => {}
    }
}

fn bounding_box(at: Point, width: Length, height: Length, page_height: Length) -> Vec<Object> {
    let top = page_height.0.saturating_sub(at.y.0);
    let sides = [at.x.0, top.saturating_sub(height.0), at.x.0.saturating_add(width.0), top];
    sides.map(|side| Object::Real(side as f32 / 1000.0)).to_vec()
}

/// From a page's `/StructParents` and an `/MCID` to the element.
fn parent_tree(sequences: &[Vec<ElementId>], ids: &[ObjectId]) -> Dictionary {
    let mut numbers: Vec<Object> = Vec::new();
    for (page, elements) in sequences.iter().enumerate() {
        numbers.push(integer(page));
        numbers.push(elements.iter().map(|element| Object::from(ids[element.0])).collect::<Vec<_>>().into());
    }
    dictionary! { "Nums" => numbers }
}

fn integer(number: usize) -> Object {
    Object::Integer(i64::try_from(number).expect("counts of a document fit 63 bits"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::pages::{Mark, Page, Shape};

    fn element(parent: Option<usize>, role: Role) -> Element {
        Element { parent: parent.map(ElementId), role }
    }

    /// One letter a kid: `c` and its MCID for content, `e` and its index for an element.
    fn shown(kids: &[Kid]) -> String {
        let show = |kid: &Kid| match kid {
            Kid::Content(sequence) => format!("c{}", sequence.mcid),
            Kid::Element(id) => format!("e{}", id.0),
        };
        kids.iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn content_and_children_interleave_as_drawn() {
        let elements = [
            element(None, Role::Document),
            element(Some(0), Role::Paragraph),
            element(Some(1), Role::Code),
            element(Some(1), Role::Code),
            element(Some(0), Role::TableCell),
        ];
        let drawn = [1, 2, 1, 3, 1].map(ElementId).to_vec();
        let kids = kids(&elements, &[drawn]);
        assert_eq!(shown(&kids[0]), "e1 e4");
        assert_eq!(shown(&kids[1]), "c0 e2 c2 e3 c4");
        assert_eq!(shown(&kids[4]), "");
    }

    #[test]
    fn an_element_over_two_pages_names_the_second() {
        let kids = [Sequence { order: 0, page: 0, mcid: 4 }, Sequence { order: 1, page: 1, mcid: 0 }].map(Kid::Content);
        let pages = [(10, 0), (11, 0)];
        let dictionary = element_dictionary(&element(None, Role::Code), (1, 0), &kids, &[], &pages, Length(0));
        let entries = dictionary.get(b"K").and_then(Object::as_array).expect("two kids");
        assert_eq!(entries[0], Object::Integer(4));
        let other = entries[1].as_dict().expect("content of another page is a dictionary");
        assert_eq!(other.get(b"Pg").and_then(Object::as_reference).ok(), Some((11, 0)));
    }

    #[test]
    fn what_does_not_exist_is_refused() {
        let dots = Shape::Dots { at: Vec::new(), diameter: Length(1000) };
        let page = Page { marks: vec![Mark { element: Some(ElementId(7)), shape: dots }] };
        let corner = Point { x: Length(0), y: Length(0) };
        let figure = Role::Figure { alt: String::new(), page: 3, at: corner, width: Length(1), height: Length(1) };
        let cases = [
            (vec![element(None, Role::Document)], vec![page], "a mark belongs to element 7 of 1"),
            (vec![element(Some(0), Role::Part)], vec![], "element 0 stands before its parent"),
            (vec![element(None, figure)], vec![], "figure 0 is on page 3 of 0"),
        ];
        for (elements, pages, expected) in cases {
            let pages = Pages { elements, pages, ..crate::pdf::sample::empty() };
            assert_eq!(check(&pages).map_err(|fault| fault.0), Err(expected.to_owned()));
        }
    }
}

//! The logical structure: elements and their marked content → `/StructTreeRoot` with its parent tree
//! (ISO 32000-1, 14.7), tagged as ISO 14289-1 asks.

use std::collections::{BTreeMap, VecDeque};

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::file::{File, integer};
use super::part::Place;
use super::text::text_string;
use super::writer::Roots;
use super::{PdfFault, lists};
use crate::layout::pages::{Element, ElementId, Length, Pages, Point, Role};

/// Whether every element, parent and page that is named exists, and parents stand before their children. Only the first
/// element has none: it is the document.
pub(super) fn check(pages: &Pages) -> Result<(), PdfFault> {
    let elements = pages.elements.len();
    for (index, element) in pages.elements.iter().enumerate() {
        match element.parent {
            Some(parent) if parent.0 >= index => {
                return Err(PdfFault(format!("element {index} stands before its parent")));
            }
            None if index > 0 || element.role != Role::Document => {
                return Err(PdfFault(format!("element {index} has no parent")));
            }
            _ => {}
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

/// Adds the elements of a part and its leaf of the parent tree to its objects, and gives what hangs below the document's
/// element. `sequences` are the elements of each page's marked content by `/MCID`.
pub(super) fn tag(
    objects: &mut BTreeMap<ObjectId, Object>,
    pages: &Pages,
    sequences: &[Vec<ElementId>],
    place: &Place,
) -> Vec<Object> {
    let numbering = lists::numbering(pages);
    let mut of_document = Vec::new();
    for (index, (element, kids)) in pages.elements.iter().zip(kids(&pages.elements, sequences)).enumerate() {
        let id = ElementId(index);
        if index == 0 {
            of_document.extend(kids.iter().map(|kid| kid_object(kid, None, place)));
            continue;
        }
        let mut dictionary = element_dictionary(element, &kids, place, pages.height);
        if let Some(style) = numbering.get(&id) {
            dictionary.set("A", dictionary! { "O" => "List", "ListNumbering" => *style });
        }
        objects.insert(place.element(id), dictionary.into());
    }
    if !sequences.is_empty() {
        objects.insert(place.leaf, leaf(sequences, place).into());
    }
    of_document
}

/// Sets what all parts hang below: the tree, the document's element, the parent tree.
pub(super) fn finish(file: &mut File, roots: Roots, kids: Vec<Object>, leaves: Vec<Object>, pages: usize) {
    let mut document = dictionary! { "S" => Role::Document.standard_type(), "P" => roots.structure };
    set_kids(&mut document, kids);
    file.set(roots.document, document);
    let parents = if leaves.is_empty() { "Nums" } else { "Kids" };
    let parents = file.add(dictionary! { parents => leaves });
    let tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => roots.document,
        "ParentTree" => parents,
        "ParentTreeNextKey" => integer(pages),
    };
    file.set(roots.structure, tree);
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

fn element_dictionary(element: &Element, kids: &[Kid], place: &Place, height: Length) -> Dictionary {
    let parent = place.element(element.parent.unwrap_or(ElementId(0)));
    let mut dictionary = dictionary! { "S" => element.role.standard_type(), "P" => parent };
    let home = home_page(&element.role, kids);
    if let Some(page) = home {
        dictionary.set("Pg", place.page(page));
    }
    set_kids(&mut dictionary, kids.iter().map(|kid| kid_object(kid, home, place)).collect());
    describe(&mut dictionary, &element.role, height);
    dictionary
}

fn set_kids(dictionary: &mut Dictionary, mut kids: Vec<Object>) {
    match kids.len() {
        0 => {}
        1 => dictionary.set("K", kids.remove(0)),
        _ => dictionary.set("K", kids),
    }
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

fn kid_object(kid: &Kid, home: Option<usize>, place: &Place) -> Object {
    match kid {
        Kid::Element(id) => place.element(*id).into(),
        Kid::Content(sequence) if Some(sequence.page) == home => integer(sequence.mcid),
        Kid::Content(sequence) => {
            let page = place.page(sequence.page);
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
fn leaf(sequences: &[Vec<ElementId>], place: &Place) -> Dictionary {
    let mut numbers: Vec<Object> = Vec::new();
    for (page, elements) in (place.first_page..).zip(sequences) {
        numbers.push(integer(page));
        numbers.push(elements.iter().map(|element| Object::from(place.element(*element))).collect::<Vec<_>>().into());
    }
    let last = place.first_page + sequences.len() - 1;
    dictionary! { "Limits" => vec![integer(place.first_page), integer(last)], "Nums" => numbers }
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
        let place = Place::reserve(&mut File::new(), &crate::pdf::sample::pages(), 0, Roots::default());
        let dictionary = element_dictionary(&element(None, Role::Code), &kids, &place, Length(0));
        let entries = dictionary.get(b"K").and_then(Object::as_array).expect("two kids");
        assert_eq!(entries[0], Object::Integer(4));
        let other = entries[1].as_dict().expect("content of another page is a dictionary");
        assert_eq!(other.get(b"Pg").and_then(Object::as_reference).ok(), Some(place.page(1)));
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
            (vec![element(None, Role::Document), element(Some(0), figure)], vec![], "figure 1 is on page 3 of 0"),
            (vec![element(None, Role::Part)], vec![], "element 0 has no parent"),
            (vec![element(None, Role::Document), element(None, Role::Document)], vec![], "element 1 has no parent"),
        ];
        for (elements, pages, expected) in cases {
            let pages = Pages { elements, pages, ..crate::pdf::sample::empty() };
            assert_eq!(check(&pages).map_err(|fault| fault.0), Err(expected.to_owned()));
        }
    }
}

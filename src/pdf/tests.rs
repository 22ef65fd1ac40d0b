//! The whole room: handmade pages in, a file out.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};
use proptest::prelude::*;

use super::sample;
use super::{About, Writer, read_request, write};
use crate::blocks::Modules;
use crate::layout::fonts::Face;
use crate::layout::pages::{ElementId, Ink, Length, Mark, Pages, Point, Shape, TextRun};

fn written(pages: &Pages) -> Vec<u8> {
    write(pages, sample::about()).expect("the sample can be written")
}

fn loaded(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("the file loads")
}

#[test]
fn equal_pages_give_equal_bytes() {
    let first = written(&sample::pages());
    written(&sample::empty());
    assert_eq!(first, written(&sample::pages()));
    let other = About { requests: vec!["other".to_owned()], ..sample::about() };
    assert_ne!(first, write(&sample::pages(), other).expect("the sample can be written"));
}

#[test]
fn a_sheet_is_small() {
    let bytes = written(&sample::pages());
    assert!(bytes.len() < 40_000, "{} bytes: are the faces subset?", bytes.len());
}

#[test]
fn a_document_without_pages_is_written_too() {
    assert_eq!(loaded(&written(&sample::empty())).page_iter().count(), 0);
}

#[test]
fn requests_come_back() {
    let long = "a".repeat(30_000);
    for requests in [
        vec!["daily --seed 7"],
        vec!["a (b) \\ )("],
        vec!["class Łukasz"],
        vec![""],
        vec!["copy 1", "copy (2", "class Łukasz"],
        vec![long.as_str(); 5],
        vec![],
    ] {
        let requests: Vec<String> = requests.into_iter().map(str::to_owned).collect();
        let about = About { requests: requests.clone(), ..sample::about() };
        let bytes = write(&sample::pages(), about).expect("the sample can be written");
        assert_eq!(read_request(&bytes), Some(requests.join("\n")));
    }
}

#[test]
fn a_single_request_stands_in_plain_bytes() {
    let bytes = written(&sample::pages());
    let request = b"(daily --seed 7 (two))";
    assert!(bytes.windows(request.len()).any(|window| window == request), "it is found without inflating");
}

#[test]
fn packets_make_the_same_file_however_they_come() {
    let parts: Vec<Pages> = (0..7).map(|number| Pages { title: format!("{number}"), ..sample::pages() }).collect();
    let in_pieces = |size: usize| {
        let mut writer = Writer::new(sample::about());
        parts.chunks(size).for_each(|parts| writer.add(parts).expect("the sample can be written"));
        writer.finish().expect("it is finished")
    };
    let whole = in_pieces(7);
    assert!(in_pieces(1) == whole, "one by one");
    assert!(in_pieces(3) == whole, "a few at a time");
    let document = loaded(&whole);
    assert_eq!(document.page_iter().count(), 21);
    let texts: Vec<Vec<String>> = document.page_iter().map(|page| shown_text(&document, page)).collect();
    assert_eq!(texts[0], texts[18], "all parts use one set of fonts");
}

#[test]
fn text_reads_back_through_the_fonts() {
    let pages = sample::pages();
    let document = loaded(&written(&pages));
    let read: Vec<String> = document.page_iter().flat_map(|id| shown_text(&document, id)).collect();
    let drawn = pages.pages.iter().flat_map(|page| &page.marks).filter_map(|mark| match &mark.shape {
        Shape::Text(run) => Some(run.text.clone()),
        _ => None,
    });
    assert_eq!(read, drawn.collect::<Vec<_>>());
}

/// What every text section of a page shows, through `/ToUnicode`.
fn shown_text(document: &Document, page: lopdf::ObjectId) -> Vec<String> {
    let fonts = document.get_page_fonts(page).expect("the page has fonts");
    let maps: BTreeMap<Vec<u8>, BTreeMap<u16, char>> =
        fonts.into_iter().map(|(name, font)| (name, to_unicode(document, font))).collect();
    let content = Content::decode(&document.get_page_content(page)).expect("it decodes");
    let (mut font, mut texts) = (Vec::new(), Vec::new());
    for operation in content.operations {
        match operation.operator.as_str() {
            "Tf" => font = operation.operands[0].as_name().expect("a font has a name").to_vec(),
            "BT" => texts.push(String::new()),
            "Tj" | "TJ" => {
                let text: String = strings(&operation.operands).iter().map(|code| maps[&font][code]).collect();
                texts.last_mut().expect("text is shown in a section").push_str(&text);
            }
            _ => {}
        }
    }
    texts
}

fn strings(operands: &[Object]) -> Vec<u16> {
    let codes = |operand: &Object| match operand {
        Object::String(bytes, _) => bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
        Object::Array(items) => strings(items),
        _ => Vec::new(),
    };
    operands.iter().flat_map(codes).collect()
}

fn to_unicode(document: &Document, font: &Dictionary) -> BTreeMap<u16, char> {
    let map = font.get(b"ToUnicode").and_then(Object::as_reference).expect("a font has its map");
    let map = document.get_object(map).and_then(Object::as_stream).expect("the map is a stream");
    let map = String::from_utf8(map.get_plain_content().expect("it inflates")).expect("it is ASCII");
    let hex = |text: &str| u16::from_str_radix(text.trim_matches(['<', '>']), 16).expect("it holds hexadecimal");
    let entries = map.lines().filter(|line| line.starts_with('<'));
    let mut letters = BTreeMap::new();
    for words in entries.map(|line| line.split_whitespace().collect::<Vec<_>>()) {
        let (first, last, letter) = match words[..] {
            [code, letter] => (hex(code), hex(code), hex(letter)),
            [first, last, letter] => (hex(first), hex(last), hex(letter)),
            _ => continue,
        };
        for code in first..=last {
            let letter = char::from_u32(u32::from(letter + code - first)).expect("the sample has plain letters only");
            letters.insert(code, letter);
        }
    }
    letters
}

#[test]
fn every_sequence_has_its_element_and_ends() {
    let document = loaded(&written(&sample::pages()));
    let root = document.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot")).and_then(Object::as_reference);
    let root = document.get_dictionary(root.expect("a structure tree")).expect("the tree is there");
    let tree = root.get(b"ParentTree").and_then(Object::as_reference).expect("a parent tree");
    let leaves = document.get_dictionary(tree).and_then(|tree| tree.get(b"Kids")).and_then(Object::as_array);
    let [leaf] = leaves.expect("the parent tree has leaves").as_slice() else { panic!("one part has one leaf") };
    let leaf = document.get_dictionary(leaf.as_reference().expect("a leaf is an object")).expect("the leaf is there");
    let tree = leaf.get(b"Nums").and_then(Object::as_array).expect("the leaf has numbers");
    for (index, page) in document.page_iter().enumerate() {
        let elements = tree[2 * index + 1].as_array().expect("a page's elements");
        let content = Content::decode(&document.get_page_content(page)).expect("it decodes");
        let count = |operator: &str| content.operations.iter().filter(|found| found.operator == operator).count();
        let ids = content.operations.iter().filter_map(|operation| operation.operands.get(1)?.as_dict().ok());
        let ids: Vec<i64> = ids.filter_map(|dictionary| dictionary.get(b"MCID").ok()?.as_i64().ok()).collect();
        assert_eq!(ids, (0..i64::try_from(elements.len()).expect("few")).collect::<Vec<_>>());
        assert_eq!(count("BMC") + count("BDC"), count("EMC"));
    }
}

#[test]
fn only_code_lines_carry_their_text_beside_them() {
    let document = loaded(&written(&sample::pages()));
    let page = document.page_iter().next().expect("a page");
    let content = Content::decode(&document.get_page_content(page)).expect("it decodes");
    let spans = content.operations.iter().filter_map(|operation| operation.operands.get(1)?.as_dict().ok());
    let spans = spans.filter_map(|dictionary| dictionary.get(b"ActualText").ok()?.as_str().ok());
    let lines: Vec<Option<String>> = spans.map(super::text::read_text_string).collect();
    assert_eq!(lines, sample::CODE.map(|line| Some(line.to_owned())));
}

#[test]
fn what_cannot_be_written_is_a_fault() {
    let mut pages = sample::pages();
    pages.pages[0].marks[0].element = Some(ElementId(usize::MAX));
    assert!(write(&pages, sample::about()).is_err());

    let mut pages = sample::pages();
    if let Shape::Text(run) = &mut pages.pages[0].marks[0].shape {
        (run.face, run.text) = (Face::Mono, "漢".to_owned());
    }
    let fault = write(&pages, sample::about()).expect_err("no face has Chinese");
    assert!(fault.to_string().contains('漢'), "{fault}");
}

fn length() -> impl Strategy<Value = Length> {
    any::<i32>().prop_map(Length)
}

fn point() -> impl Strategy<Value = Point> {
    (length(), length()).prop_map(|(x, y)| Point { x, y })
}

fn shape() -> impl Strategy<Value = Shape> {
    let ink = prop_oneof![Just(Ink::Black), Just(Ink::Rule)];
    let run = (point(), length(), length(), "[ -~]{0,9}", prop::collection::vec((0..9_usize, length()), 0..3));
    let run = run.prop_map(|(at, size, spacing, text, kerns)| TextRun {
        at,
        face: Face::Mono,
        size,
        spacing,
        is_code_line: text.len() % 2 == 0,
        text,
        kerns,
    });
    let modules = (0..4_usize, prop::collection::vec(any::<bool>(), 0..9));
    let modules = modules.prop_map(|(size, dark)| Modules { size, dark, text: String::new() });
    prop_oneof![
        run.prop_map(Shape::Text),
        (point(), point(), length(), ink).prop_map(|(from, to, width, ink)| Shape::Line { from, to, width, ink }),
        (prop::collection::vec(point(), 0..4), length()).prop_map(|(at, diameter)| Shape::Dots { at, diameter }),
        (point(), length(), modules).prop_map(|(at, module, modules)| Shape::Modules { at, module, modules }),
        (point(), length(), length()).prop_map(|(at, width, height)| Shape::Frame {
            at,
            width,
            height,
            stroke: Length(500),
            ink: Ink::Black
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn marks_anywhere_give_a_file_that_loads(
        marks in prop::collection::vec((prop::option::of(0..20_usize), shape()), 0..12),
        title in any::<String>(),
        created in any::<i64>(),
    ) {
        let mut pages = Pages { title, ..sample::pages() };
        let mark = |(element, shape): (Option<usize>, Shape)| Mark { element: element.map(ElementId), shape };
        pages.pages[1].marks.extend(marks.into_iter().map(mark));
        let about = About { created, ..sample::about() };
        let requests = about.requests.join("\n");
        let bytes = write(&pages, about).expect("every letter and every element exists");
        prop_assert_eq!(loaded(&bytes).page_iter().count(), 3);
        prop_assert_eq!(read_request(&bytes), Some(requests));
    }
}

//! Pages made by hand for tests: every shape, every role, an element that goes on over a page.

use super::About;
use crate::blocks::Modules;
use crate::layout::fonts::Face;
use crate::layout::pages::{Element, ElementId, Ink, Length, Mark, Packet, Page, Pages, Point, Role, Shape, TextRun};

/// The program on the first page.
pub(super) const CODE: [&str; 5] =
    ["def total(xs):", "    for x in xs:", "        if x > 1:", "            yield x", "print(list(total([1, 2])))"];

pub(super) fn about() -> About {
    About {
        requests: vec!["daily --seed 7 (two)".to_owned()],
        created: 1_795_339_800,
        producer: "longhand 0.1.0".to_owned(),
    }
}

/// A4 without a page.
pub(super) fn empty() -> Pages {
    Pages {
        title: "Daily drill".to_owned(),
        language: "en".to_owned(),
        width: Length(595_276),
        height: Length(841_890),
        pages: Vec::new(),
        elements: Vec::new(),
        packets: Vec::new(),
        font: None,
    }
}

/// Two packets: a page of questions, a page of a key and an empty one behind it.
pub(super) fn pages() -> Pages {
    let mut sheet = Writer::default();
    let document = sheet.element(None, Role::Document);
    let part = sheet.element(Some(document), Role::Part);
    sheet.head(part);
    sheet.question(part);
    let going_on = sheet.answer_space(part);
    sheet.footer();
    sheet.turn_the_page();
    sheet.text(Some(going_on), (25, 24), Face::Sans, 10_500, "which goes on over the page.");
    let part = sheet.element(Some(document), Role::Part);
    sheet.key(part);
    sheet.footer();
    sheet.turn_the_page();
    let packet = |title: &str, first_page, pages| Packet { title: title.to_owned(), first_page, pages };
    Pages {
        elements: sheet.elements,
        pages: sheet.pages,
        packets: vec![packet("Łukasz Żółć", 0, 1), packet("Key", 1, 2)],
        ..empty()
    }
}

fn mm(tenths: i32) -> Length {
    Length(tenths * 2_835 / 10)
}

/// Millimetres from the top left corner.
fn at((x, y): (i32, i32)) -> Point {
    Point { x: mm(x * 10), y: mm(y * 10) }
}

#[derive(Default)]
struct Writer {
    elements: Vec<Element>,
    pages: Vec<Page>,
}

impl Writer {
    fn element(&mut self, parent: Option<ElementId>, role: Role) -> ElementId {
        self.elements.push(Element { parent, role });
        ElementId(self.elements.len() - 1)
    }

    fn turn_the_page(&mut self) {
        self.pages.push(Page::default());
    }

    fn mark(&mut self, element: Option<ElementId>, shape: Shape) {
        if self.pages.is_empty() {
            self.turn_the_page();
        }
        let page = self.pages.last_mut().expect("a page was just made");
        page.marks.push(Mark { element, shape });
    }

    fn run(&mut self, element: Option<ElementId>, run: TextRun) {
        self.mark(element, Shape::Text(run));
    }

    fn text(&mut self, element: Option<ElementId>, place: (i32, i32), face: Face, size: i32, text: &str) {
        self.run(element, plain(place, face, size, text));
    }

    fn rule(&mut self, from: (i32, i32), to: (i32, i32), width: i32, ink: Ink) {
        self.mark(None, Shape::Line { from: at(from), to: at(to), width: Length(width), ink });
    }

    fn frame(&mut self, corner: (i32, i32), width: i32, height: i32) {
        let (width, height) = (mm(width * 10), mm(height * 10));
        self.mark(None, Shape::Frame { at: at(corner), width, height, stroke: Length(500), ink: Ink::Rule });
    }

    fn head(&mut self, part: ElementId) {
        let title = self.element(Some(part), Role::Heading1);
        let kerns = vec![(0, Length(-1_000)), (1, Length(-1_540))];
        self.run(Some(title), TextRun { kerns, ..plain((25, 25), Face::SansBold, 22_000, "Today AV") });
        let name = self.element(Some(part), Role::Paragraph);
        self.text(Some(name), (25, 34), Face::SansItalic, 10_500, "Zoë Nuñez-Ångström, Σωκράτης, Đặng Nguyễn ✓ → ≤");
        self.rule((25, 29), (170, 29), 1_000, Ink::Black);
        let (corner, module) = (at((180, 15)), Length(1_701));
        let side = Length(module.0 * 5);
        let alt = "QR code".to_owned();
        let symbol = self.element(Some(part), Role::Figure { alt, page: 0, at: corner, width: side, height: side });
        let dark = "X.X.XXXX.X.....XX.X.X.X.X".chars().map(|module| module == 'X').collect();
        let modules = Modules { size: 5, dark, text: "LONGHAND".to_owned() };
        self.mark(Some(symbol), Shape::Modules { at: corner, module, modules });
    }

    fn question(&mut self, part: ElementId) {
        let head = self.element(Some(part), Role::Heading2);
        let label = plain((34, 44), Face::SansSemiBold, 9_000, "PREDICT THE OUTPUT");
        self.run(Some(head), TextRun { spacing: Length(720), ..label });
        self.frame((180, 39), 15, 8);
        let code = self.element(Some(part), Role::Code);
        for (index, line) in CODE.iter().enumerate() {
            let y = 52 + 5 * i32::try_from(index).expect("few lines");
            self.text(None, (30, y), Face::Mono, 7_000, &(index + 1).to_string());
            let run = TextRun { is_code_line: true, ..plain((36, y), Face::Mono, 10_000, line) };
            self.run(Some(code), run);
        }
        self.trace_table(part);
    }

    fn trace_table(&mut self, part: ElementId) {
        let table = self.element(Some(part), Role::Table { summary: "The values of x, step by step.".to_owned() });
        let head = self.element(Some(table), Role::TableRow);
        for (column, text) in ["step", "x"].iter().enumerate() {
            let cell = self.element(Some(head), Role::TableHead);
            let x = 36 + 30 * i32::try_from(column).expect("two columns");
            self.text(Some(cell), (x, 84), Face::MonoSemiBold, 9_000, text);
        }
        let row = self.element(Some(table), Role::TableRow);
        let first = self.element(Some(row), Role::TableCell);
        self.text(Some(first), (36, 91), Face::MonoItalic, 9_000, "1");
        self.element(Some(row), Role::TableCell);
        self.frame((34, 86), 60, 8);
    }

    fn answer_space(&mut self, part: ElementId) -> ElementId {
        let text = self.element(Some(part), Role::Paragraph);
        self.text(Some(text), (34, 104), Face::Sans, 10_500, "A paragraph, cut by ruled space,");
        for line in 1..=4 {
            let y = 104 + 8 * line;
            self.rule((34, y), (190, y), 500, Ink::Rule);
            let dots = (1..=4).map(|column| at((34 + 12 * column, y))).collect();
            self.mark(None, Shape::Dots { at: dots, diameter: Length(2_268) });
        }
        self.mark(None, Shape::Dots { at: vec![at((190, 150))], diameter: Length(2_268) });
        text
    }

    fn key(&mut self, part: ElementId) {
        let heading = self.element(Some(part), Role::Heading3);
        self.text(Some(heading), (25, 34), Face::SansSemiBold, 10_500, "Key");
        let list = self.element(Some(part), Role::List);
        for (index, text) in ["It prints [2].", "One point a line."].iter().enumerate() {
            let y = 42 + 6 * i32::try_from(index).expect("two items");
            let item = self.element(Some(list), Role::ListItem);
            let label = self.element(Some(item), Role::Label);
            self.text(Some(label), (25, y), Face::SansBold, 9_000, &format!("{}.", index + 1));
            let body = self.element(Some(item), Role::ListBody);
            self.text(Some(body), (31, y), Face::Sans, 9_000, text);
        }
    }

    fn footer(&mut self) {
        self.text(None, (25, 285), Face::Sans, 9_000, "Longhand · Daily drill");
    }
}

fn plain(place: (i32, i32), face: Face, size: i32, text: &str) -> TextRun {
    TextRun {
        at: at(place),
        face,
        size: Length(size),
        spacing: Length(0),
        text: text.to_owned(),
        kerns: Vec::new(),
        is_code_line: false,
    }
}

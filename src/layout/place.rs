//! Pages of frames → `Pages`: margins, feet, blank pages, and the tree of elements.

use super::flow::FlowPage;
use super::fonts::Face;
use super::frame::{Frame, Node, Run, line, rule, upright};
use super::letters::Letters;
use super::lines::TextLine;
use super::measure::fit_run;
use super::measures::{
    A4, A5, BEFORE_BOX, BINDING, BINDING_A5, CHECK, CHECK_TICK, CHECK_UP, FOOT_ROOM, LETTER, MARGIN, MARGIN_A5,
    Measures,
};
use super::pages::{Element, ElementId, Ink, Length, Mark, Packet, Page, Pages, Role};
use super::{Format, Paper, Unfit, strip};
use crate::blocks::{Foot, Sheet};

/// The words on a page that is left over.
const BLANK: &str = "This page is blank on purpose.";

impl Paper {
    /// Width and height.
    pub fn size(self) -> (Length, Length) {
        match self {
            Paper::A4 | Paper::LargeA4 => A4,
            Paper::Letter | Paper::LargeLetter => LETTER,
            Paper::A5 => A5,
        }
    }

    /// The margin at the binding, which is the inner one, and the other three.
    pub fn margins(self) -> (Length, Length) {
        match self {
            Paper::A5 => (BINDING_A5, MARGIN_A5),
            _ => (BINDING, MARGIN),
        }
    }

    /// Width and height of the text area.
    pub fn text_area(self) -> (Length, Length) {
        let (width, height) = self.size();
        let (binding, margin) = self.margins();
        let foot = match self {
            Paper::A4 | Paper::Letter => Length::ZERO,
            Paper::A5 | Paper::LargeA4 | Paper::LargeLetter => FOOT_ROOM,
        };
        (width - binding - margin, height - margin * 2 - foot)
    }

    pub(super) fn measures(self) -> &'static Measures {
        match self {
            Paper::A4 | Paper::Letter => &Measures::NORMAL,
            Paper::A5 => &Measures::A5,
            Paper::LargeA4 | Paper::LargeLetter => &Measures::LARGE[0],
        }
    }
}

/// Pages while sheets are added.
pub struct Placing<'a> {
    format: Format<'a>,
    pages: Pages,
}

impl<'a> Placing<'a> {
    pub fn new(title: &str, format: Format<'a>) -> Placing<'a> {
        let (width, height) = format.paper.size();
        let pages = Pages {
            title: title.to_owned(),
            language: "en".to_owned(),
            width,
            height,
            pages: Vec::new(),
            elements: vec![Element { parent: None, role: Role::Document }],
            packets: Vec::new(),
            font: format.font.cloned(),
        };
        Placing { format, pages }
    }

    /// What follows is in this format, on paper of the same size.
    pub fn set_format(&mut self, format: Format<'a>) {
        self.format = format;
    }

    /// Adds a sheet's pages as a packet with an even number of pages, so that the next starts on a right-hand page.
    pub fn add(&mut self, sheet: &Sheet, pages: &[FlowPage]) -> Result<(), Unfit> {
        self.add_packet(&sheet.title, &sheet.foot, pages, pages.len().next_multiple_of(2))
    }

    /// Adds a packet of exactly these pages.
    pub fn add_exactly(&mut self, title: &str, foot: &Foot, pages: &[FlowPage]) -> Result<(), Unfit> {
        self.add_packet(title, foot, pages, pages.len())
    }

    fn add_packet(&mut self, title: &str, foot: &Foot, pages: &[FlowPage], count: usize) -> Result<(), Unfit> {
        let part = self.element(ElementId(0), Role::Part);
        let first_page = self.pages.pages.len();
        for index in 0..count {
            let foot = set_foot(foot, (index + 1, count), self.format)?;
            self.page(part, pages.get(index), foot)?;
        }
        self.pages.packets.push(Packet { title: title.to_owned(), first_page, pages: count });
        Ok(())
    }

    pub fn finish(self) -> Pages {
        self.pages
    }

    fn element(&mut self, parent: ElementId, role: Role) -> ElementId {
        self.pages.elements.push(Element { parent: Some(parent), role });
        ElementId(self.pages.elements.len() - 1)
    }

    /// One page; without a flow page it says that it is blank.
    fn page(&mut self, part: ElementId, flow: Option<&FlowPage>, foot: Frame) -> Result<(), Unfit> {
        let number = self.pages.pages.len();
        // Page 0 is a right-hand page: it is bound at its left.
        let (binding, margin) = self.format.paper.margins();
        let left = if number.is_multiple_of(2) { binding } else { margin };
        let m = self.format.paper.measures();
        let letters = self.format.letters();
        let (width, height) = self.format.paper.text_area();
        self.pages.pages.push(Page::default());
        let mut sheet = Frame::default();
        match flow {
            Some(flow) => {
                // The strip stands at the outer edge, which on a left-hand page is left of the questions.
                let (strip_at, questions_at) = strip::places(number, width);
                let shift = if flow.strip.is_some() { questions_at } else { Length::ZERO };
                for (y, frame) in &flow.frames {
                    sheet.put(left + shift, margin + *y, frame.clone());
                }
                if let Some(strip) = &flow.strip {
                    sheet.put(left + strip_at, margin, strip.clone());
                }
            }
            None => sheet.put(left, margin, set_blank(m, letters)?),
        }
        sheet.put(left, margin + height, foot);
        if flow.is_some_and(|flow| flow.is_ruled) {
            sheet.put(left, margin + height, set_check(m, letters)?);
            sheet.put(left, margin + height, set_foot_rule(CHECK, width, m));
        } else {
            sheet.put(left, margin + height, set_foot_rule(Length::ZERO, width, m));
        }
        for node in sheet.nodes {
            self.node(part, None, node);
        }
        Ok(())
    }

    /// Adds a node to the last page. Content without an element of its own belongs to `owner`.
    fn node(&mut self, parent: ElementId, owner: Option<ElementId>, node: Node) {
        match node {
            Node::Content(shape) => self.mark(Mark { element: owner, shape }),
            Node::Artifact(shape) => self.mark(Mark { element: None, shape }),
            Node::Element(mut role, nodes) => {
                if let Role::Figure { page, .. } = &mut role {
                    *page = self.pages.pages.len() - 1;
                }
                let element = self.element(parent, role);
                for node in nodes {
                    self.node(element, Some(element), node);
                }
            }
        }
    }

    fn mark(&mut self, mark: Mark) {
        let page = self.pages.pages.last_mut().expect("a page is begun before its marks");
        page.marks.push(mark);
    }
}

fn set_blank(m: &Measures, letters: Letters) -> Result<Frame, Unfit> {
    let run = Run::new(BLANK, Face::Sans, m.small, letters)?;
    let mut frame = Frame::default();
    frame.element(Role::Paragraph, vec![Node::Content(run.at(Length::ZERO, m.head_baseline))]);
    Ok(frame)
}

fn set_foot_rule(from: Length, to: Length, m: &Measures) -> Frame {
    let mut frame = Frame::default();
    frame.artifact(rule(from, to, m.foot_rule, m.rule));
    frame
}

/// Product, code and page number; page `x` of `y` of the packet. The code stands further left where there is little
/// room, and without the word before it where there is less.
fn set_foot(foot: &Foot, (number, count): (usize, usize), format: Format) -> Result<Frame, Unfit> {
    let m = format.paper.measures();
    let letters = format.letters();
    let (width, _) = format.paper.text_area();
    let mut frame = Frame::default();
    let page = Run::new(&format!("page {number} of {count}"), Face::Sans, m.foot, letters)?;
    let end = width - page.width - BEFORE_BOX;
    let left = Run::new(&foot.left, Face::Sans, m.foot, letters)?;
    let mut code = foot_code(&foot.code, m, letters)?;
    let room = end - left.width - BEFORE_BOX;
    if code.width > room && code.runs.len() > 1 {
        code.width = code.width - code.runs.remove(0).width;
    }
    let mut x = m.foot_code.min(end - code.width).max(Length::ZERO);
    if code.width <= room {
        x = x.max(left.width + BEFORE_BOX);
    }
    if let Some(left) = fit_run(&foot.left, Face::Sans, &[m.foot], x - BEFORE_BOX, letters)? {
        frame.artifact(left.at(Length::ZERO, m.foot_baseline));
    }
    for run in &code.runs {
        frame.artifact(run.at(x, m.foot_baseline));
        x += run.width;
    }
    frame.artifact(page.at(width - page.width, m.foot_baseline));
    Ok(frame)
}

/// "sheet" and the sheet's code.
fn foot_code(text: &str, m: &Measures, letters: Letters) -> Result<TextLine, Unfit> {
    let mut line = TextLine::default();
    let (words, code) = text.rsplit_once(' ').unwrap_or(("", text));
    let words = if words.is_empty() { String::new() } else { format!("{words} ") };
    for (text, face) in [(words.as_str(), Face::Sans), (code, Face::Mono)] {
        if !text.is_empty() {
            let run = Run::new(text, face, m.foot, letters)?;
            line.width += run.width;
            line.runs.push(run);
        }
    }
    Ok(line)
}

/// A line of 50 mm to hold a ruler to: is the page printed at its size?
fn set_check(m: &Measures, letters: Letters) -> Result<Frame, Unfit> {
    let mut frame = Frame::default();
    let run = Run::new("50 mm", Face::Sans, m.tiny.min(m.foot), letters)?;
    frame.artifact(line((Length::ZERO, m.foot_rule), (CHECK, m.foot_rule), m.rule, Ink::Black));
    for x in [m.rule.half(), CHECK] {
        frame.artifact(upright(x, m.foot_rule - CHECK_TICK, m.foot_rule + CHECK_TICK, m.rule));
    }
    frame.artifact(run.at(CHECK + CHECK_TICK, m.foot_rule - CHECK_UP));
    Ok(frame)
}

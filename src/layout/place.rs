//! Pages of frames → `Pages`: margins, feet, blank pages, and the tree of elements.

use super::flow::FlowPage;
use super::fonts::Face;
use super::frame::{Frame, Node, Run, line, rule, upright};
use super::measure::fit_run;
use super::measures::{
    A4, BEFORE_BOX, BINDING, CHECK, CHECK_TICK, CHECK_UP, FOOT_BASELINE, FOOT_CODE, FOOT_RULE, HEAD_BASELINE, LETTER,
    MARGIN, RULE, SMALL, TINY,
};
use super::pages::{Element, ElementId, Ink, Length, Mark, Packet, Page, Pages, Role};
use super::{Paper, Unfit};
use crate::blocks::{Foot, Sheet};

/// The words on a page that is left over.
const BLANK: &str = "This page is blank on purpose.";

impl Paper {
    /// Width and height.
    pub fn size(self) -> (Length, Length) {
        match self {
            Paper::A4 => A4,
            Paper::Letter => LETTER,
        }
    }

    /// Width and height of the text area.
    pub fn text_area(self) -> (Length, Length) {
        let (width, height) = self.size();
        (width - BINDING - MARGIN, height - MARGIN * 2)
    }
}

/// Pages while sheets are added.
pub struct Placing {
    paper: Paper,
    pages: Pages,
}

impl Placing {
    pub fn new(title: &str, paper: Paper) -> Placing {
        let (width, height) = paper.size();
        let pages = Pages {
            title: title.to_owned(),
            language: "en".to_owned(),
            width,
            height,
            pages: Vec::new(),
            elements: vec![Element { parent: None, role: Role::Document }],
            packets: Vec::new(),
        };
        Placing { paper, pages }
    }

    /// Adds a sheet's pages as a packet with an even number of pages, so that the next starts on a right-hand page.
    pub fn add(&mut self, sheet: &Sheet, pages: Vec<FlowPage>) -> Result<(), Unfit> {
        let part = self.element(ElementId(0), Role::Part);
        let first_page = self.pages.pages.len();
        let count = pages.len().next_multiple_of(2);
        for index in 0..count {
            let flow = pages.get(index);
            let foot = set_foot(&sheet.foot, (index + 1, count), self.paper.text_area().0)?;
            self.page(part, flow, foot)?;
        }
        self.pages.packets.push(Packet { title: sheet.title.clone(), first_page, pages: count });
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
        let left = if number.is_multiple_of(2) { BINDING } else { MARGIN };
        let (width, height) = self.paper.text_area();
        self.pages.pages.push(Page::default());
        let mut sheet = Frame::default();
        match flow {
            Some(flow) => {
                for (y, frame) in &flow.frames {
                    sheet.put(left, MARGIN + *y, frame.clone());
                }
            }
            None => sheet.put(left, MARGIN, set_blank()?),
        }
        sheet.put(left, MARGIN + height, foot);
        if flow.is_some_and(|flow| flow.is_ruled) {
            sheet.put(left, MARGIN + height, set_check()?);
            sheet.put(left, MARGIN + height, set_foot_rule(CHECK, width));
        } else {
            sheet.put(left, MARGIN + height, set_foot_rule(Length::ZERO, width));
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

fn set_blank() -> Result<Frame, Unfit> {
    let run = Run::new(BLANK, Face::Sans, SMALL, None)?;
    let mut frame = Frame::default();
    frame.element(Role::Paragraph, vec![Node::Content(run.at(Length::ZERO, HEAD_BASELINE))]);
    Ok(frame)
}

fn set_foot_rule(from: Length, to: Length) -> Frame {
    let mut frame = Frame::default();
    frame.artifact(rule(from, to, FOOT_RULE));
    frame
}

/// Product, code and page number; page `x` of `y` of the packet.
fn set_foot(foot: &Foot, (number, count): (usize, usize), width: Length) -> Result<Frame, Unfit> {
    let mut frame = Frame::default();
    let page = Run::new(&format!("page {number} of {count}"), Face::Sans, SMALL, None)?;
    if let Some(left) = fit_run(&foot.left, Face::Sans, &[SMALL], FOOT_CODE - BEFORE_BOX, None)? {
        frame.artifact(left.at(Length::ZERO, FOOT_BASELINE));
    }
    let mut x = FOOT_CODE;
    let end = width - page.width - BEFORE_BOX;
    let (words, code) = foot.code.rsplit_once(' ').unwrap_or(("", &foot.code));
    let words = if words.is_empty() { String::new() } else { format!("{words} ") };
    for (text, face) in [(words.as_str(), Face::Sans), (code, Face::Mono)] {
        if let Some(run) = fit_run(text, face, &[SMALL], end - x, None)? {
            frame.artifact(run.at(x, FOOT_BASELINE));
            x += run.width;
        }
    }
    frame.artifact(page.at(width - page.width, FOOT_BASELINE));
    Ok(frame)
}

/// A line of 50 mm to hold a ruler to: is the page printed at its size?
fn set_check() -> Result<Frame, Unfit> {
    let mut frame = Frame::default();
    let run = Run::new("50 mm", Face::Sans, TINY, None)?;
    frame.artifact(line((Length::ZERO, FOOT_RULE), (CHECK, FOOT_RULE), RULE, Ink::Black));
    for x in [RULE.half(), CHECK] {
        frame.artifact(upright(x, FOOT_RULE - CHECK_TICK, FOOT_RULE + CHECK_TICK));
    }
    frame.artifact(run.at(CHECK + CHECK_TICK, FOOT_RULE - CHECK_UP));
    Ok(frame)
}

//! `Pages` as text, one line a mark: what goldens hold and reviewers read.

use std::fmt::Write;

use super::pages::{Element, ElementId, Ink, Length, Mark, Pages, Point, Role, Shape};

impl Pages {
    /// A line for the document, one a packet, then each page's marks in order. Lengths are in points. Every mark
    /// starts with its element's roles from the part down, or with `-` for an artifact.
    pub fn to_text(&self) -> String {
        let mut text = format!("{} {} {} {:?}\n", show(self.width), show(self.height), self.language, self.title);
        for packet in &self.packets {
            text += &format!("packet {:?} from {} pages {}\n", packet.title, packet.first_page + 1, packet.pages);
        }
        for (index, page) in self.pages.iter().enumerate() {
            text += &format!("page {}\n", index + 1);
            for mark in &page.marks {
                text += &self.mark_text(mark);
                text.push('\n');
            }
        }
        text
    }

    fn mark_text(&self, mark: &Mark) -> String {
        let roles = mark.element.map_or("-".to_owned(), |element| self.roles(element));
        format!("  {roles} {}", shape_text(&mark.shape))
    }

    /// The element and its parents below the part: `P#12/Code`, with the number of the outermost.
    fn roles(&self, element: ElementId) -> String {
        let mut names = Vec::new();
        let mut at = Some(element);
        while let Some(id) = at {
            let Some(Element { parent, role }) = self.elements.get(id.0) else { break };
            if !matches!(role, Role::Document | Role::Part) {
                names.push(format!("{}#{}", role.standard_type(), id.0));
            }
            at = *parent;
        }
        names.reverse();
        names.join("/")
    }
}

fn shape_text(shape: &Shape) -> String {
    match shape {
        Shape::Text(run) => {
            let mut text = format!("text {} {:?} {}", point(run.at), run.face, show(run.size));
            if run.spacing != Length::ZERO {
                text += &format!(" spaced {}", show(run.spacing));
            }
            for (index, kern) in &run.kerns {
                text += &format!(" kern {index} {}", show(*kern));
            }
            let code = if run.is_code_line { " line" } else { "" };
            text + code + &format!(" {:?}", run.text)
        }
        Shape::Line { from, to, width, ink } => {
            format!("line {} {} {} {}", point(*from), point(*to), show(*width), ink_name(*ink))
        }
        Shape::Frame { at, width, height, stroke, ink } => {
            let size = format!("{}x{}", show(*width), show(*height));
            format!("frame {} {size} {} {}", point(*at), show(*stroke), ink_name(*ink))
        }
        Shape::Dots { at, diameter } => {
            let mut text = format!("dots {}", show(*diameter));
            for dot in at {
                let _ = write!(text, " {}", point(*dot));
            }
            text
        }
        Shape::Filled { points, ink } => {
            let points: Vec<String> = points.iter().map(|each| point(*each)).collect();
            format!("filled {} {}", ink_name(*ink), points.join(" "))
        }
        Shape::Modules { at, module, modules } => {
            format!("modules {} {} size {} {:?}", point(*at), show(*module), modules.size, modules.text)
        }
    }
}

fn ink_name(ink: Ink) -> &'static str {
    match ink {
        Ink::Black => "black",
        Ink::Rule => "rule",
    }
}

fn point(point: Point) -> String {
    format!("{},{}", show(point.x), show(point.y))
}

/// Points, without needless zeros.
fn show(length: Length) -> String {
    let sign = if length.0 < 0 { "-" } else { "" };
    let (whole, rest) = (length.0.abs() / 1000, length.0.abs() % 1000);
    let text = format!("{sign}{whole}.{rest:03}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

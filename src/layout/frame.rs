//! A block as it was set: marks around its own top left corner, with their meaning.

use super::Unfit;
use super::fonts::Face;
use super::letters::Letters;
use super::pages::{Ink, Length, Point, Role, Shape, TextRun};

/// Something set, its top left corner at the origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    pub width: Length,
    pub height: Length,
    pub nodes: Vec<Node>,
}

/// A mark, or marks that belong to one element of the logical structure.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Content(Shape),
    /// Rules, frames, dots, line numbers: no part of the text.
    Artifact(Shape),
    Element(Role, Vec<Node>),
}

impl Frame {
    pub fn new(width: Length, height: Length) -> Frame {
        Frame { width, height, nodes: Vec::new() }
    }

    /// Adds another frame's marks with their origin moved to `(x, y)`; the size stays.
    pub fn put(&mut self, x: Length, y: Length, mut other: Frame) {
        for node in &mut other.nodes {
            node.shift(x, y);
        }
        self.nodes.append(&mut other.nodes);
    }

    /// Adds an element, unless there is nothing in it.
    pub fn element(&mut self, role: Role, nodes: Vec<Node>) {
        if !nodes.is_empty() {
            self.nodes.push(Node::Element(role, nodes));
        }
    }

    /// Adds lines of code as one element of their own paragraph; without any text only what is drawn.
    pub fn code(&mut self, mut nodes: Vec<Node>) {
        if nodes.iter().any(|node| matches!(node, Node::Content(_))) {
            self.element(Role::Paragraph, vec![Node::Element(Role::Code, nodes)]);
        } else {
            self.nodes.append(&mut nodes);
        }
    }

    pub fn artifact(&mut self, shape: Shape) {
        self.nodes.push(Node::Artifact(shape));
    }

    /// Makes everything in it one element.
    pub fn into_element(mut self, role: Role) -> Frame {
        let nodes = std::mem::take(&mut self.nodes);
        self.element(role, nodes);
        self
    }
}

impl Node {
    pub fn shift(&mut self, x: Length, y: Length) {
        match self {
            Node::Content(shape) | Node::Artifact(shape) => shift_shape(shape, x, y),
            Node::Element(role, nodes) => {
                if let Role::Figure { at, .. } = role {
                    shift_point(at, x, y);
                }
                nodes.iter_mut().for_each(|node| node.shift(x, y));
            }
        }
    }
}

fn shift_point(point: &mut Point, x: Length, y: Length) {
    point.x += x;
    point.y += y;
}

fn shift_shape(shape: &mut Shape, x: Length, y: Length) {
    match shape {
        Shape::Text(TextRun { at, .. }) | Shape::Frame { at, .. } | Shape::Modules { at, .. } => shift_point(at, x, y),
        Shape::Line { from, to, .. } => {
            shift_point(from, x, y);
            shift_point(to, x, y);
        }
        Shape::Dots { at: points, .. } | Shape::Filled { points, .. } => {
            points.iter_mut().for_each(|point| shift_point(point, x, y));
        }
    }
}

/// A piece of text in one face and size, measured, without a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub face: Face,
    pub size: Length,
    pub spacing: Length,
    pub text: String,
    /// Corrections before letters, by their place in the text.
    pub kerns: Vec<(usize, Length)>,
    pub width: Length,
}

impl Run {
    /// Measures text in the composed form of its letters; code as it is. Where the face lacks a letter and the code
    /// face has all of them, the code face is taken; else the letter is set from the font of one's own.
    ///
    /// Errors: a letter that none has, with the origin given.
    pub fn new(text: &str, face: Face, size: Length, letters: Letters) -> Result<Run, Unfit> {
        let text = face.composed(text);
        let face = letters.face_for(&text, face)?;
        let width = letters.width(&text, face, size);
        Ok(Run { face, size, spacing: Length::ZERO, text: text.into_owned(), kerns: Vec::new(), width })
    }

    /// The same with letters that leave a hole beside each other moved closer.
    pub fn kerned(mut self) -> Run {
        self.kerns = self.face.kerns(&self.text, self.size);
        self.width += self.kerns.iter().map(|(_, kern)| *kern).sum();
        self
    }

    /// The same with space after every letter.
    pub fn spaced(mut self, spacing: Length) -> Run {
        let letters = i32::try_from(self.text.chars().count()).unwrap_or(0);
        self.width += spacing * letters;
        self.spacing = spacing;
        self
    }

    /// The run with its baseline starting at `(x, y)`.
    pub fn at(&self, x: Length, y: Length) -> Shape {
        Shape::Text(self.text_run(x, y))
    }

    /// The same as a whole line of code.
    pub fn code_line_at(&self, x: Length, y: Length) -> Shape {
        Shape::Text(TextRun { is_code_line: true, ..self.text_run(x, y) })
    }

    fn text_run(&self, x: Length, y: Length) -> TextRun {
        TextRun {
            at: Point { x, y },
            face: self.face,
            size: self.size,
            spacing: self.spacing,
            text: self.text.clone(),
            kerns: self.kerns.clone(),
            is_code_line: false,
        }
    }
}

/// A horizontal line to write on.
pub fn rule(left: Length, right: Length, y: Length, stroke: Length) -> Shape {
    line((left, y), (right, y), stroke, Ink::Rule)
}

/// A vertical line of the same kind.
pub fn upright(x: Length, top: Length, bottom: Length, stroke: Length) -> Shape {
    line((x, top), (x, bottom), stroke, Ink::Rule)
}

pub fn line(from: (Length, Length), to: (Length, Length), width: Length, ink: Ink) -> Shape {
    Shape::Line { from: Point { x: from.0, y: from.1 }, to: Point { x: to.0, y: to.1 }, width, ink }
}

/// A thin frame.
pub fn outline(at: (Length, Length), size: (Length, Length), ink: Ink, stroke: Length) -> Shape {
    Shape::Frame { at: Point { x: at.0, y: at.1 }, width: size.0, height: size.1, stroke, ink }
}

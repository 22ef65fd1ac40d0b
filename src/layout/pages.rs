//! What layout ends in: marks at points on paper, each with its meaning. Nothing is left to decide.
//!
//! Lengths are whole thousandths of a point, so that every machine lays out alike. The origin is the top left
//! corner of the page, y grows downwards, text stands on its baseline.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Sub};
use std::sync::Arc;

use super::fonts::Face;
use super::own_font::OwnFont;
use crate::blocks::Modules;

/// A length or coordinate in thousandths of a point. Sums end at the largest: what is too long is refused as such.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(pub i32);

impl Length {
    pub const ZERO: Length = Length(0);

    /// Half of it, rounded down.
    pub fn half(self) -> Length {
        Length(self.0.div_euclid(2))
    }
}

impl Add for Length {
    type Output = Length;

    fn add(self, other: Length) -> Length {
        Length(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        *self = *self + other;
    }
}

impl Sub for Length {
    type Output = Length;

    fn sub(self, other: Length) -> Length {
        Length(self.0.saturating_sub(other.0))
    }
}

impl Mul<i32> for Length {
    type Output = Length;

    fn mul(self, times: i32) -> Length {
        Length(self.0.saturating_mul(times))
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}

/// A finished document.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    pub title: String,
    /// BCP 47: "en".
    pub language: String,
    pub width: Length,
    pub height: Length,
    pub pages: Vec<Page>,
    /// The logical structure; `elements[0]` is the document. Parents stand before their children, and the children
    /// of one parent in reading order.
    pub elements: Vec<Element>,
    /// A sheet's first page in `pages`, its title and number of pages: bookmarks and page labels follow these.
    pub packets: Vec<Packet>,
    /// For letters that the faces lack.
    pub font: Option<Arc<OwnFont>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Packet {
    pub title: String,
    pub first_page: usize,
    pub pages: usize,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// In reading order.
    pub marks: Vec<Mark>,
}

/// One thing to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The element it belongs to; `None` for rules, frames, dots and footers (artifacts).
    pub element: Option<ElementId>,
    pub shape: Shape,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Text(TextRun),
    Line {
        from: Point,
        to: Point,
        width: Length,
        ink: Ink,
    },
    /// A frame, its outline only.
    Frame {
        at: Point,
        width: Length,
        height: Length,
        stroke: Length,
        ink: Ink,
    },
    /// Round black dots of the given diameter.
    Dots {
        at: Vec<Point>,
        diameter: Length,
    },
    /// A filled shape with straight sides.
    Filled {
        points: Vec<Point>,
        ink: Ink,
    },
    /// A QR symbol with its top left corner at `at`, `module` on a side each.
    Modules {
        at: Point,
        module: Length,
        modules: Modules,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub struct TextRun {
    pub at: Point,
    pub face: Face,
    pub size: Length,
    /// Added after every letter.
    pub spacing: Length,
    pub text: String,
    /// Corrections before letters, by index into the characters of `text`, positive moves right: title kerning.
    pub kerns: Vec<(usize, Length)>,
    /// A whole line of code, exactly: written as `/ActualText`.
    pub is_code_line: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    pub x: Length,
    pub y: Length,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Full black.
    Black,
    /// 55 % black: whatever is written on or in.
    Rule,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ElementId(pub usize);

/// A node of the logical structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    pub parent: Option<ElementId>,
    pub role: Role,
}

/// Standard structure types (PDF 32000-1, 14.8.4), only those that are used.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    Document,
    Part,
    Heading1,
    Heading2,
    Heading3,
    Paragraph,
    Code,
    List,
    ListItem,
    Label,
    ListBody,
    Table {
        summary: String,
    },
    TableRow,
    TableHead,
    TableCell,
    /// Anything whose picture must be told in words; its box is on `page`.
    Figure {
        alt: String,
        page: usize,
        at: Point,
        width: Length,
        height: Length,
    },
}

impl Role {
    /// Its name in PDF (ISO 32000-1, 14.8.4).
    pub fn standard_type(&self) -> &'static str {
        match self {
            Role::Document => "Document",
            Role::Part => "Part",
            Role::Heading1 => "H1",
            Role::Heading2 => "H2",
            Role::Heading3 => "H3",
            Role::Paragraph => "P",
            Role::Code => "Code",
            Role::List => "L",
            Role::ListItem => "LI",
            Role::Label => "Lbl",
            Role::ListBody => "LBody",
            Role::Table { .. } => "Table",
            Role::TableRow => "TR",
            Role::TableHead => "TH",
            Role::TableCell => "TD",
            Role::Figure { .. } => "Figure",
        }
    }
}

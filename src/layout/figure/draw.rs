//! A drawing with all its places → marks, in one figure that is also told in words.

use super::sizes::{BoxSize, HEAD_SPACE, Sizes};
use super::{Area, Drawing};
use crate::blocks::{Figure, FigureBox, Holds};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, line, outline};
use crate::layout::measure::Setting;
use crate::layout::measures::{
    CODE_RISE, FIGURE_DOT, FIGURE_EDGE, FIGURE_HEAD_LONG, FIGURE_HEAD_UP, FIGURE_HEAD_WIDE, FIGURE_LINE,
    FIGURE_NAME_GAP,
};
use crate::layout::pages::{Ink, Length, Point, Role, Shape};

pub fn draw(figure: &Figure, drawing: &Drawing, sizes: &Sizes, setting: Setting) -> Result<Frame, Unfit> {
    let (width, height) = (drawing.width + FIGURE_EDGE * 2, drawing.height + FIGURE_EDGE * 2);
    let mut ink =
        Pencil { nodes: Vec::new(), code: sizes.scale.code, above: sizes.scale.above, side: sizes.scale.side, setting };
    for (name, area) in figure.names.iter().zip(&drawing.names) {
        ink.name(&name.name, &name.holds, *area)?;
    }
    for ((each, area), size) in figure.boxes.iter().zip(&drawing.boxes).zip(&sizes.boxes) {
        ink.object(each, *area, size)?;
    }
    for points in &drawing.arrows {
        ink.arrow(points);
    }
    let mut inner = Frame { width, height, nodes: ink.nodes };
    let at = Point { x: Length::ZERO - FIGURE_EDGE, y: Length::ZERO - FIGURE_EDGE };
    inner = inner.into_element(Role::Figure { alt: figure.in_words(), page: 0, at, width, height });
    let mut frame = Frame::new(width, height);
    frame.artifact(outline((Length::ZERO, Length::ZERO), (width, height), Ink::Rule, setting.measures.rule));
    frame.put(FIGURE_EDGE, FIGURE_EDGE, inner);
    Ok(frame)
}

/// Draws into the element of the figure.
struct Pencil<'a> {
    nodes: Vec<Node>,
    code: Length,
    above: Length,
    side: Length,
    setting: Setting<'a>,
}

impl Pencil<'_> {
    fn shape(&mut self, shape: Shape) {
        self.nodes.push(Node::Content(shape));
    }

    fn name(&mut self, name: &str, holds: &Holds, area: Area) -> Result<(), Unfit> {
        let run = Run::new(name, Face::Mono, self.code, self.setting.letters)?;
        let baseline = self.baseline(area);
        self.shape(run.at(area.left - FIGURE_NAME_GAP - run.width, baseline));
        let (size, stroke) = ((area.right - area.left, area.bottom - area.top), self.setting.measures.rule);
        self.shape(outline((area.left, area.top), size, Ink::Rule, stroke));
        self.written(holds, area)
    }

    fn object(&mut self, each: &FigureBox, area: Area, size: &BoxSize) -> Result<(), Unfit> {
        self.head(each, area)?;
        self.shape(Shape::Frame {
            at: Point { x: area.left, y: area.top },
            width: area.right - area.left,
            height: area.bottom - area.top,
            stroke: FIGURE_LINE,
            ink: Ink::Black,
        });
        if let Some(cells) = &size.cells {
            let mut left = area.left;
            for (index, (place, width)) in each.places.iter().zip(cells).enumerate() {
                let right = left + *width;
                if index > 0 {
                    self.stroke((left, area.top), (left, area.bottom));
                }
                self.written(&place.holds, Area { left, right, ..area })?;
                left = right;
            }
            return Ok(());
        }
        if size.label > Length::ZERO {
            self.stroke((area.left + size.label, area.top), (area.left + size.label, area.bottom));
        }
        let mut top = area.top;
        for (index, place) in each.places.iter().enumerate() {
            let row = Area { top, bottom: top + size.row, ..area };
            if index > 0 {
                self.stroke((area.left, top), (area.right, top));
            }
            if let Some(label) = &place.label {
                let run = Run::new(label, Face::Mono, self.code, self.setting.letters)?;
                self.shape(run.at(area.left + self.side, self.baseline(row)));
            }
            self.written(&place.holds, Area { left: area.left + size.label, ..row })?;
            top = row.bottom;
        }
        Ok(())
    }

    /// What stands above a box: its kind, and its name in code.
    fn head(&mut self, each: &FigureBox, area: Area) -> Result<(), Unfit> {
        let baseline = area.top - FIGURE_HEAD_UP;
        let kind = Run::new(&each.kind, Face::Sans, self.above, self.setting.letters)?;
        self.shape(kind.at(area.left, baseline));
        if let Some(name) = &each.name {
            let name = Run::new(name, Face::Mono, self.above, self.setting.letters)?;
            self.shape(name.at(area.left + kind.width + HEAD_SPACE, baseline));
        }
        Ok(())
    }

    /// What stands in a place, in its middle.
    fn written(&mut self, holds: &Holds, area: Area) -> Result<(), Unfit> {
        if let Holds::Text(text) = holds {
            let run = Run::new(text, Face::Mono, self.code, self.setting.letters)?;
            let left = area.left + (area.right - area.left - run.width).half();
            self.shape(run.at(left, self.baseline(area)));
        }
        Ok(())
    }

    /// Of code in the middle of a place.
    fn baseline(&self, area: Area) -> Length {
        let rise = Length(self.code.0 * CODE_RISE / 1000);
        Length((area.top.0 + area.bottom.0 + rise.0).div_euclid(2))
    }

    fn stroke(&mut self, from: (Length, Length), to: (Length, Length)) {
        self.shape(line(from, to, FIGURE_LINE, Ink::Black));
    }

    /// A dot, lines from point to point, and a head. Where lines meet they reach half their width further, so that
    /// corners are full.
    fn arrow(&mut self, points: &[Point]) {
        let [.., before, tip] = points else { return };
        self.shape(Shape::Dots { at: vec![points[0]], diameter: FIGURE_DOT });
        for (index, pair) in points.windows(2).enumerate() {
            let from = if index == 0 { pair[0] } else { moved(pair[0], pair[1], Length::ZERO - FIGURE_LINE.half()) };
            let is_last = index + 2 == points.len();
            let past = if is_last { Length::ZERO - FIGURE_HEAD_LONG.half() } else { FIGURE_LINE.half() };
            let to = moved(pair[1], pair[0], Length::ZERO - past);
            self.stroke((from.x, from.y), (to.x, to.y));
        }
        let back = moved(*tip, *before, FIGURE_HEAD_LONG);
        let (dx, dy) = (tip.x - back.x, tip.y - back.y);
        let across = |length: Length| Length(length.0 * FIGURE_HEAD_WIDE.0 / (FIGURE_HEAD_LONG.0 * 2));
        let (side_x, side_y) = (across(dy), across(dx));
        let left = Point { x: back.x - side_x, y: back.y + side_y };
        let right = Point { x: back.x + side_x, y: back.y - side_y };
        self.shape(Shape::Filled { points: vec![*tip, left, right], ink: Ink::Black });
    }
}

/// A point moved towards another.
fn moved(point: Point, towards: Point, by: Length) -> Point {
    let (dx, dy) = (i64::from(towards.x.0 - point.x.0), i64::from(towards.y.0 - point.y.0));
    let length = i64::try_from((dx * dx + dy * dy).cast_unsigned().isqrt()).unwrap_or(i64::MAX).max(1);
    let part = |of: i64| Length(i32::try_from(of * i64::from(by.0) / length).unwrap_or(0));
    Point { x: point.x + part(dx), y: point.y + part(dy) }
}

//! An empty frame to draw in: names with their boxes at the left, dots to draw by.

use crate::blocks::DrawingSpace;
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, outline};
use crate::layout::measure::Setting;
use crate::layout::measures::{CODE_RISE, SPACE_DOT, SPACE_EDGE, SPACE_NAME_GAP, SPACE_STEP};
use crate::layout::pages::{Ink, Length, Point, Role, Shape};

/// Below this nobody can draw.
pub fn space_least(space: &DrawingSpace, setting: Setting) -> Length {
    setting.measures.space_least.max(dots_from(space, setting) + SPACE_STEP * 8)
}

/// How wide it would like to be.
pub fn space_wish(space: &DrawingSpace, setting: Setting) -> Length {
    space_least(space, setting).max(setting.measures.space_box)
}

/// Sets the frame as wide as there is room, up to a limit; as high as its boxes need.
pub fn fit_space(space: &DrawingSpace, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    if width < space_least(space, setting) {
        return Err(setting.too_wide(&space.names.join(" ")));
    }
    let width = width.min(space_least(space, setting).max(m.space_most));
    let boxes = i32::try_from(space.boxes).unwrap_or(i32::MAX);
    let rows = i32::try_from(space.names.len()).unwrap_or(i32::MAX);
    let names = (m.space_name_height + SPACE_EDGE) * rows + SPACE_EDGE;
    let height = m.space_shortest.max(m.space_each * boxes + m.space_each).max(names);
    let mut frame = Frame::new(width, height);
    frame.artifact(outline((Length::ZERO, Length::ZERO), (width, height), Ink::Rule, m.rule));
    let role =
        Role::Figure { alt: space.in_words(), page: 0, at: Point { x: Length::ZERO, y: Length::ZERO }, width, height };
    frame.element(role, names_in(space, height, setting)?);
    frame.artifact(Shape::Dots { at: dots(dots_from(space, setting), width, height), diameter: SPACE_DOT });
    Ok(frame)
}

/// Names and their boxes, evenly from top to bottom.
fn names_in(space: &DrawingSpace, height: Length, setting: Setting) -> Result<Vec<Node>, Unfit> {
    let m = setting.measures;
    let left = boxes_from(space, setting);
    let rows = i32::try_from(space.names.len().max(1)).unwrap_or(i32::MAX);
    let mut nodes = Vec::new();
    for (index, name) in (0..).zip(&space.names) {
        let middle = Length((i64::from(height.0) * (2 * index + 1) / (2 * i64::from(rows))).try_into().unwrap_or(0));
        let run = Run::new(name, Face::Mono, m.code, setting.letters)?;
        let baseline = middle + Length(m.code.0 * CODE_RISE / 2000);
        nodes.push(Node::Content(run.at(left - SPACE_NAME_GAP - run.width, baseline)));
        let top = middle - m.space_name_height.half();
        nodes.push(Node::Content(outline((left, top), (m.space_name_width, m.space_name_height), Ink::Rule, m.rule)));
    }
    Ok(nodes)
}

fn boxes_from(space: &DrawingSpace, setting: Setting) -> Length {
    let widest = space.names.iter().map(|name| setting.letters.width(name, Face::Mono, setting.measures.code)).max();
    SPACE_EDGE + widest.unwrap_or_default() + SPACE_NAME_GAP
}

fn dots_from(space: &DrawingSpace, setting: Setting) -> Length {
    boxes_from(space, setting) + setting.measures.space_name_width + SPACE_STEP
}

/// Every 5 mm, as far from the right and the lower edge as the rest leaves.
fn dots(from: Length, width: Length, height: Length) -> Vec<Point> {
    let steps = |room: Length| (0..=room.0.div_euclid(SPACE_STEP.0).max(0)).map(|step| SPACE_STEP * step);
    let across = width - from - SPACE_EDGE.half();
    let down = height - SPACE_STEP * 2;
    let top = Length((height - SPACE_STEP * down.0.div_euclid(SPACE_STEP.0)).0.div_euclid(2));
    steps(down).flat_map(|y| steps(across).map(move |x| Point { x: from + x, y: top + y })).collect()
}

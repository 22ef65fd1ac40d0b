//! An empty frame to draw in: names with their boxes at the left, dots to draw by.

use crate::blocks::DrawingSpace;
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, outline};
use crate::layout::measure::Setting;
use crate::layout::measures::{
    CODE, CODE_RISE, SPACE_BOX, SPACE_DOT, SPACE_EACH, SPACE_EDGE, SPACE_LEAST, SPACE_MOST, SPACE_NAME_GAP,
    SPACE_NAME_HEIGHT, SPACE_NAME_WIDTH, SPACE_SHORTEST, SPACE_STEP,
};
use crate::layout::pages::{Ink, Length, Point, Role, Shape};

/// Below this nobody can draw.
pub fn space_least(space: &DrawingSpace) -> Length {
    SPACE_LEAST.max(dots_from(space) + SPACE_STEP * 8)
}

/// How wide it would like to be.
pub fn space_wish(space: &DrawingSpace) -> Length {
    space_least(space).max(SPACE_BOX)
}

/// Sets the frame as wide as there is room, up to a limit; as high as its boxes need.
pub fn fit_space(space: &DrawingSpace, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    if width < space_least(space) {
        return Err(setting.too_wide(&space.names.join(" ")));
    }
    let width = width.min(space_least(space).max(SPACE_MOST));
    let boxes = i32::try_from(space.boxes).unwrap_or(i32::MAX);
    let rows = i32::try_from(space.names.len()).unwrap_or(i32::MAX);
    let names = (SPACE_NAME_HEIGHT + SPACE_EDGE) * rows + SPACE_EDGE;
    let height = SPACE_SHORTEST.max(SPACE_EACH * boxes + SPACE_EACH).max(names);
    let mut frame = Frame::new(width, height);
    frame.artifact(outline((Length::ZERO, Length::ZERO), (width, height), Ink::Rule));
    let role =
        Role::Figure { alt: space.in_words(), page: 0, at: Point { x: Length::ZERO, y: Length::ZERO }, width, height };
    frame.element(role, names_in(space, height, setting)?);
    frame.artifact(Shape::Dots { at: dots(dots_from(space), width, height), diameter: SPACE_DOT });
    Ok(frame)
}

/// Names and their boxes, evenly from top to bottom.
fn names_in(space: &DrawingSpace, height: Length, setting: Setting) -> Result<Vec<Node>, Unfit> {
    let left = boxes_from(space);
    let rows = i32::try_from(space.names.len().max(1)).unwrap_or(i32::MAX);
    let mut nodes = Vec::new();
    for (index, name) in (0..).zip(&space.names) {
        let middle = Length((i64::from(height.0) * (2 * index + 1) / (2 * i64::from(rows))).try_into().unwrap_or(0));
        let run = Run::new(name, Face::Mono, CODE, setting.origin)?;
        let baseline = middle + Length(CODE.0 * CODE_RISE / 2000);
        nodes.push(Node::Content(run.at(left - SPACE_NAME_GAP - run.width, baseline)));
        let top = middle - SPACE_NAME_HEIGHT.half();
        nodes.push(Node::Content(outline((left, top), (SPACE_NAME_WIDTH, SPACE_NAME_HEIGHT), Ink::Rule)));
    }
    Ok(nodes)
}

fn boxes_from(space: &DrawingSpace) -> Length {
    let widest = space.names.iter().map(|name| Face::Mono.width(name, CODE)).max();
    SPACE_EDGE + widest.unwrap_or_default() + SPACE_NAME_GAP
}

fn dots_from(space: &DrawingSpace) -> Length {
    boxes_from(space) + SPACE_NAME_WIDTH + SPACE_STEP
}

/// Every 5 mm, as far from the right and the lower edge as the rest leaves.
fn dots(from: Length, width: Length, height: Length) -> Vec<Point> {
    let steps = |room: Length| (0..=room.0.div_euclid(SPACE_STEP.0).max(0)).map(|step| SPACE_STEP * step);
    let across = width - from - SPACE_EDGE.half();
    let down = height - SPACE_STEP * 2;
    let top = Length((height - SPACE_STEP * down.0.div_euclid(SPACE_STEP.0)).0.div_euclid(2));
    steps(down).flat_map(|y| steps(across).map(move |x| Point { x: from + x, y: top + y })).collect()
}

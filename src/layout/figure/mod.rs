//! A drawing of memory → marks: names in a column at the left, boxes in columns by their longest way from a name,
//! arrows straight where they hit nothing, else around the boxes. The same drawing comes out the same everywhere.
//!
//! `columns` finds the column of every box and `order` its place there, `sizes` how large each is, `heights` how high it stands, `routes`
//! where the arrows run, and `draw` makes marks of it all. `space` is the empty frame to draw in.

mod columns;
mod draw;
mod heights;
mod order;
mod routes;
mod sizes;
mod space;
#[cfg(test)]
mod tests;

pub(super) use space::{fit_space, space_least, space_wish};

use super::Unfit;
use super::frame::Frame;
use super::letters::Letters;
use super::measure::Setting;
use super::measures::{FIGURE_BESIDE, FIGURE_EDGE};
use super::pages::{Length, Point};
use crate::blocks::Figure;
use columns::Columns;
use heights::Heights;
use routes::Routes;
use sizes::{Scale, Sizes};

/// Sets a drawing at the largest scale at which it fits, in a frame of its own.
///
/// Errors: wider than `width` even at the smallest; a letter that no face has.
pub(super) fn fit_figure(figure: &Figure, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let columns = Columns::of(figure);
    for scale in Scale::all(setting.measures) {
        let plan = Plan::of(figure, &columns, scale, setting.letters);
        if plan.width() <= width {
            return draw::draw(figure, &Drawing::of(&columns, &plan), &plan.sizes, setting);
        }
    }
    Err(setting.too_wide(&figure.to_lines().join("; ")))
}

/// The least width, and that of the largest scale. A drawing is not made smaller than it must be to stand beside text;
/// one that is too wide for that even at its smallest may be as small.
pub(super) fn figure_widths(figure: &Figure, setting: Setting) -> (Length, Length) {
    let columns = Columns::of(figure);
    let widths = Scale::all(setting.measures).map(|scale| Plan::of(figure, &columns, scale, setting.letters).width());
    let beside = widths.iter().find(|width| **width <= FIGURE_BESIDE);
    let least = beside.or(widths.iter().min()).copied().unwrap_or_default();
    (least, widths[0].max(least))
}

/// A drawing at one scale, but for its arrows.
struct Plan {
    sizes: Sizes,
    heights: Heights,
}

impl Plan {
    fn of(figure: &Figure, columns: &Columns, scale: Scale, letters: Letters) -> Plan {
        let mut sizes = Sizes::of(figure, columns, scale, letters);
        let heights = Heights::of(columns, &sizes);
        sizes.place(columns, &heights);
        Plan { sizes, heights }
    }

    /// With the frame around it.
    fn width(&self) -> Length {
        self.sizes.width + FIGURE_EDGE * 2
    }
}

/// Where everything stands, from the top left corner of the drawing inside its frame.
struct Drawing {
    width: Length,
    height: Length,
    /// The box of each name.
    names: Vec<Area>,
    /// Each box without what stands above it.
    boxes: Vec<Area>,
    /// In the order of `Columns::arrows`: from the dot to the arrowhead, at least two points.
    arrows: Vec<Vec<Point>>,
}

impl Drawing {
    fn of(columns: &Columns, plan: &Plan) -> Drawing {
        let (sizes, heights) = (&plan.sizes, &plan.heights);
        let routes = Routes::of(columns, sizes, heights);
        let names = sizes.names.iter().zip(&heights.names);
        let names = names.map(|(name, top)| Area::new(sizes.scale.name_left(sizes), *top, name.width, name.height));
        let boxes = sizes.boxes.iter().enumerate().map(|(index, size)| {
            let left = sizes.left[columns.of_box[index]];
            Area::new(left, heights.boxes[index], size.width, size.height)
        });
        Drawing {
            width: sizes.width,
            height: routes.bottom,
            names: names.collect(),
            boxes: boxes.collect(),
            arrows: routes.arrows,
        }
    }
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Area {
    left: Length,
    top: Length,
    right: Length,
    bottom: Length,
}

impl Area {
    fn new(left: Length, top: Length, width: Length, height: Length) -> Area {
        Area { left, top, right: left + width, bottom: top + height }
    }

    /// Larger by this at every side.
    fn grown(self, by: Length) -> Area {
        Area { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Whether a straight line runs through it. Touching an edge counts.
    fn is_hit(self, from: Point, to: Point) -> bool {
        // Liang and Barsky: the part of the line, from 0 to 1, that is within each pair of sides. Fractions are kept
        // as numerator and denominator, so that nothing is rounded.
        let (dx, dy) = (i64::from(to.x.0) - i64::from(from.x.0), i64::from(to.y.0) - i64::from(from.y.0));
        let sides = [
            (-dx, i64::from(from.x.0) - i64::from(self.left.0)),
            (dx, i64::from(self.right.0) - i64::from(from.x.0)),
            (-dy, i64::from(from.y.0) - i64::from(self.top.0)),
            (dy, i64::from(self.bottom.0) - i64::from(from.y.0)),
        ];
        let (mut enter, mut leave) = ((0_i64, 1_i64), (1_i64, 1_i64));
        let less = |one: (i64, i64), other: (i64, i64)| {
            i128::from(one.0) * i128::from(other.1) < i128::from(other.0) * i128::from(one.1)
        };
        for (direction, distance) in sides {
            if direction == 0 {
                if distance < 0 {
                    return false;
                }
                continue;
            }
            let at = (distance * direction.signum(), direction.abs());
            if direction < 0 && less(enter, at) {
                enter = at;
            } else if direction > 0 && less(at, leave) {
                leave = at;
            }
        }
        !less(leave, enter)
    }
}

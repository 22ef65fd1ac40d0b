//! Where the arrows run: straight from place to box if nothing is in the way, else along the lanes that were kept free;
//! those that go back run below everything that they pass.

use super::Area;
use super::columns::{Arrow, Columns, From, Way};
use super::heights::Heights;
use super::sizes::Sizes;
use crate::layout::measures::{
    FIGURE_CLEAR, FIGURE_DOT_IN, FIGURE_ENTRY, FIGURE_EXIT, FIGURE_LOOP, FIGURE_PORT_END, FIGURE_PORT_MOST,
    FIGURE_TRACK,
};
use crate::layout::pages::{Length, Point};

/// The points of every arrow, and where the drawing ends below.
pub struct Routes {
    pub arrows: Vec<Vec<Point>>,
    pub bottom: Length,
}

impl Routes {
    pub fn of(columns: &Columns, sizes: &Sizes, heights: &Heights) -> Routes {
        let field = Field { columns, sizes, heights };
        let backs = field.backs();
        let ports = field.ports(&backs);
        let mut bottoms = heights.bottoms.clone();
        let mut arrows: Vec<Vec<Point>> = Vec::new();
        for (index, arrow) in columns.arrows.iter().enumerate() {
            arrows.push(match arrow.way {
                Way::First | Way::On => field.onward(index, arrow, ports[index]),
                Way::Loop => field.loops(index, arrow),
                Way::Back => Vec::new(),
            });
        }
        for (turn, index) in backs.iter().enumerate() {
            let track = field.tracks(&backs, turn);
            arrows[*index] = field.back(*index, ports[*index], track, &mut bottoms);
        }
        let bottom = bottoms.into_iter().max().unwrap_or_default();
        Routes { arrows, bottom }
    }
}

/// A straight part of an arrow.
#[derive(Clone, Copy)]
struct Stretch {
    from: Point,
    to: Point,
    /// It begins at the dot.
    leaves: bool,
    /// It ends at the box.
    ends: bool,
}

struct Field<'a> {
    columns: &'a Columns,
    sizes: &'a Sizes,
    heights: &'a Heights,
}

/// Which of the tracks right of its column an arrow that goes back takes, and which of those left of its end.
#[derive(Clone, Copy)]
struct Tracks {
    exit: i32,
    entry: i32,
}

impl Field<'_> {
    /// The area of a box without what stands above it.
    fn area(&self, index: usize) -> Area {
        let size = &self.sizes.boxes[index];
        let left = self.sizes.left[self.columns.of_box[index]];
        Area::new(left, self.heights.boxes[index], size.width, size.height)
    }

    /// The same with what stands above it, whose width is that of the column at the most.
    fn whole(&self, index: usize) -> Area {
        let area = self.area(index);
        let column = self.columns.of_box[index];
        let right = area.right.max(self.sizes.left[column] + self.sizes.wide[column]);
        Area { top: area.top - self.sizes.scale.head, right, ..area }
    }

    fn dot(&self, arrow: &Arrow) -> Point {
        match arrow.from {
            From::Name(name) => {
                let area = self.name(name);
                Point { x: area.right - FIGURE_DOT_IN, y: area.top + (area.bottom - area.top).half() }
            }
            From::Place(from, place) => {
                let area = self.area(from);
                let y = area.top + self.sizes.boxes[from].middle(place);
                Point { x: area.right - FIGURE_DOT_IN, y }
            }
        }
    }

    fn right_of(&self, column: usize) -> Length {
        self.sizes.left[column] + self.sizes.wide[column]
    }

    /// Arrows that go back in the order in which they are laid: short ones inside long ones, of one place's column the
    /// lowest first, so that they do not cross each other.
    fn backs(&self) -> Vec<usize> {
        let arrows = &self.columns.arrows;
        let mut backs: Vec<usize> = (0..arrows.len()).filter(|index| arrows[*index].way == Way::Back).collect();
        backs.sort_by_key(|index| {
            let arrow = &arrows[*index];
            let span = self.columns.start(arrow) - self.columns.of_box[arrow.to];
            (span, -self.dot(arrow).y.0)
        });
        backs
    }

    /// Those that share its gaps and were laid before it run nearer to the columns.
    fn tracks(&self, backs: &[usize], turn: usize) -> Tracks {
        let arrow = |index: usize| &self.columns.arrows[index];
        let start = |index: usize| self.columns.start(arrow(index));
        let end = |index: usize| self.columns.of_box[arrow(index).to];
        let own = backs[turn];
        let earlier = &backs[..turn];
        let exit = earlier.iter().filter(|index| start(**index) == start(own)).count();
        let entry = earlier.iter().filter(|index| end(**index) == end(own)).count();
        Tracks { exit: i32::try_from(exit).unwrap_or(0), entry: i32::try_from(entry).unwrap_or(0) }
    }

    /// The height at which each arrow ends at the left edge of its box.
    fn ports(&self, backs: &[usize]) -> Vec<Length> {
        let mut ports = vec![Length::ZERO; self.columns.arrows.len()];
        for index in 0..self.sizes.boxes.len() {
            let area = self.area(index);
            let mut ends: Vec<(Length, usize)> = Vec::new();
            for (at, arrow) in self.columns.arrows.iter().enumerate().filter(|(_, arrow)| arrow.to == index) {
                match arrow.way {
                    Way::First | Way::On => ends.push((self.last_height(at, arrow), at)),
                    Way::Back | Way::Loop => {}
                }
            }
            ends.sort_unstable();
            // From below, the one laid last the highest.
            let back = backs.iter().rev().filter(|at| self.columns.arrows[**at].to == index);
            ends.extend(back.map(|at| (self.heights.bottoms[0].max(area.bottom), *at)));
            for ((_, at), port) in ends.iter().zip(spread(&ends, area)) {
                ports[*at] = port;
            }
        }
        ports
    }

    /// Where an arrow comes from when it comes to the last gap.
    fn last_height(&self, index: usize, arrow: &Arrow) -> Length {
        self.heights.lanes[index].last().copied().unwrap_or(self.dot(arrow).y)
    }

    /// Out at the right, through its lanes, and into the box; straight from each bend to the furthest one that it can.
    fn onward(&self, index: usize, arrow: &Arrow, port: Length) -> Vec<Point> {
        let (dot, end) = (self.dot(arrow), Point { x: self.area(arrow.to).left, y: port });
        let mut bends = vec![dot, Point { x: self.right_of(self.columns.start(arrow)) + FIGURE_EXIT, y: dot.y }];
        for (column, lane) in self.columns.passed(arrow).zip(&self.heights.lanes[index]) {
            bends.push(Point { x: self.sizes.left[column] - FIGURE_EXIT, y: *lane });
            bends.push(Point { x: self.right_of(column) + FIGURE_EXIT, y: *lane });
        }
        bends.extend([Point { x: end.x - FIGURE_ENTRY, y: port }, end]);
        let last = bends.len() - 1;
        let mut points = vec![dot];
        let mut at = 0;
        while at < last {
            let furthest = (at + 1..=last).rev().find(|to| {
                let stretch = Stretch { from: bends[at], to: bends[*to], leaves: at == 0, ends: *to == last };
                self.is_clear(arrow, stretch)
            });
            // The next bend can always be reached: lanes and gaps are kept free.
            at = furthest.unwrap_or(at + 1);
            points.push(bends[at]);
        }
        points
    }

    /// Whether a straight line keeps clear of everything but what it leaves and where it ends, and leaves its place at
    /// the right.
    fn is_clear(&self, arrow: &Arrow, stretch: Stretch) -> bool {
        let (rise, run) = ((stretch.to.y - stretch.from.y).0.abs(), (stretch.to.x - stretch.from.x).0);
        if stretch.leaves && !self.is_in_place(arrow, rise, run) {
            return false;
        }
        // Steeper, and its head would not show from which side it comes.
        if stretch.ends && rise > run {
            return false;
        }
        let own = arrow.source().filter(|_| stretch.leaves);
        let target = Some(arrow.to).filter(|_| stretch.ends);
        let others = (0..self.sizes.boxes.len()).filter(|index| Some(*index) != target && Some(*index) != own);
        let own_name = |name: &usize| stretch.leaves && arrow.from == From::Name(*name);
        let names = (0..self.sizes.names.len()).filter(|name| !own_name(name)).map(|name| self.name(name));
        let own_head = own.map(|index| {
            let (area, head) = (self.area(index), self.sizes.scale.head);
            Area::new(area.left, area.top - head, self.sizes.boxes[index].head, head)
        });
        let mut obstacles = others.map(|index| self.whole(index)).chain(names).chain(own_head);
        !obstacles.any(|area| area.grown(FIGURE_CLEAR).is_hit(stretch.from, stretch.to))
    }

    /// Whether an arrow that rises or falls so much is still within its place at the right edge of it.
    fn is_in_place(&self, arrow: &Arrow, rise: i32, run: i32) -> bool {
        let row = match arrow.from {
            From::Name(name) => self.sizes.names[name].height,
            From::Place(from, _) => self.sizes.boxes[from].row,
        };
        let room = row.half() - FIGURE_CLEAR;
        i64::from(rise) * i64::from(FIGURE_DOT_IN.0) <= i64::from(room.0) * i64::from(run)
    }

    /// The box of a name.
    fn name(&self, name: usize) -> Area {
        let size = self.sizes.names[name];
        Area::new(self.sizes.scale.name_left(self.sizes), self.heights.names[name], size.width, size.height)
    }

    /// Out at the right, down, back below the box, and into it from below.
    fn loops(&self, index: usize, arrow: &Arrow) -> Vec<Point> {
        let area = self.area(arrow.to);
        let dot = self.dot(arrow);
        // The lowest place has the innermost loop.
        let is_inside = |other: &Arrow| other.way == Way::Loop && other.to == arrow.to;
        let later = self.columns.arrows[index + 1..].iter().filter(|other| is_inside(other)).count();
        let out = FIGURE_TRACK * i32::try_from(later).unwrap_or(0);
        let (x, y) = (area.right + FIGURE_LOOP.half() + out, area.bottom + FIGURE_LOOP + out);
        // Evenly along the lower edge where there are many, the innermost at the right.
        let room = (area.right - area.left - FIGURE_PORT_END * 2).0;
        let others = i32::try_from(self.sizes.boxes[arrow.to].loops - 1).unwrap_or(0);
        let apart = FIGURE_TRACK.min(Length(room.div_euclid(others.max(1))));
        let last = FIGURE_DOT_IN.min(Length(room - apart.0 * others) + FIGURE_PORT_END);
        let port = area.right - last - apart * i32::try_from(later).unwrap_or(0);
        vec![dot, Point { x, y: dot.y }, Point { x, y }, Point { x: port, y }, Point { x: port, y: area.bottom }]
    }

    /// Out at the right, down, back below all that is passed, up left of the box, and into it.
    fn back(&self, index: usize, port: Length, tracks: Tracks, bottoms: &mut [Length]) -> Vec<Point> {
        let arrow = &self.columns.arrows[index];
        let (start, end) = (self.columns.start(arrow), self.columns.of_box[arrow.to]);
        let passed = &mut bottoms[end..=start];
        let y = passed.iter().copied().max().unwrap_or_default() + FIGURE_TRACK;
        passed.fill(y);
        let dot = self.dot(arrow);
        let right = self.right_of(start) + FIGURE_TRACK * (tracks.exit + 1);
        let left = self.sizes.left[end] - FIGURE_ENTRY - FIGURE_TRACK * tracks.entry;
        vec![
            dot,
            Point { x: right, y: dot.y },
            Point { x: right, y },
            Point { x: left, y },
            Point { x: left, y: port },
            Point { x: self.area(arrow.to).left, y: port },
        ]
    }
}

/// Heights of ports in this order, level with where the arrows come from where that lies beside the box, and apart.
fn spread(ends: &[(Length, usize)], area: Area) -> Vec<Length> {
    let (top, bottom) = (area.top + FIGURE_PORT_END, area.bottom - FIGURE_PORT_END);
    let gaps = i32::try_from(ends.len().saturating_sub(1)).unwrap_or(i32::MAX);
    if gaps == 0 {
        let middle = Length((top.0 + bottom.0).div_euclid(2));
        return ends.iter().map(|(height, _)| if (top..=bottom).contains(height) { *height } else { middle }).collect();
    }
    let apart = FIGURE_PORT_MOST.min(Length((bottom - top).0.div_euclid(gaps)));
    // As near to their sources as the ones before allow, and then as the ones behind do.
    let mut ports: Vec<Length> = Vec::new();
    for (height, _) in ends {
        let least = ports.last().map_or(top, |before| *before + apart);
        ports.push((*height).clamp(top, bottom).max(least));
    }
    let mut most = bottom;
    for port in ports.iter_mut().rev() {
        *port = (*port).min(most);
        most = *port - apart;
    }
    ports
}

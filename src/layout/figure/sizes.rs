//! How large every box is and where the columns stand, at one of a few scales.

use super::columns::{Arrow, Columns, From, Way};
use super::heights::Heights;
use crate::blocks::{Figure, FigureBox, FigurePlace, Holds};
use crate::layout::fonts::Face;
use crate::layout::letters::Letters;
use crate::layout::measures::{
    FIGURE_CELL, FIGURE_DOT_IN, FIGURE_GAP, FIGURE_LOOP, FIGURE_NAME_GAP, FIGURE_PORT, FIGURE_PORT_END, FIGURE_ROW,
    FIGURE_SIDE, FIGURE_TRACK, FIGURE_WIDEST_GAP, Measures, hundredths, mm,
};
use crate::layout::pages::Length;

/// Arrows that end at the left of a box in one row.
const ROW_ARROWS: usize = 3;

/// Sizes of type and places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Of code in boxes.
    pub code: Length,
    /// Of what stands above a box.
    pub above: Length,
    /// Height of what stands above a box.
    pub head: Length,
    /// The narrowest place.
    pub cell: Length,
    pub row: Length,
    /// Free at either side of what is written into a place.
    pub side: Length,
    /// Between columns, at the least.
    pub gap: Length,
    /// And where arrows are steep.
    pub widest_gap: Length,
    /// The most elements that stand in one row.
    pub in_row: usize,
}

impl Scale {
    /// How many there are.
    pub const COUNT: usize = 5;

    /// Largest first.
    pub fn all(m: &Measures) -> [Scale; Scale::COUNT] {
        let (full, small) = (Scale::full(m), Scale::small(m));
        let as_code = |length| as_code(length, m);
        [
            full,
            Scale { gap: as_code(mm(13)), widest_gap: as_code(mm(16)), in_row: 4, ..full },
            small,
            Scale { gap: as_code(mm(10)), widest_gap: as_code(mm(10)), ..small },
            Scale {
                cell: as_code(mm(6)),
                side: as_code(hundredths(120)),
                gap: as_code(hundredths(850)),
                widest_gap: as_code(hundredths(850)),
                in_row: 2,
                ..small
            },
        ]
    }

    fn full(m: &Measures) -> Scale {
        Scale {
            code: m.code,
            above: m.label_text,
            head: m.figure_head,
            cell: as_code(FIGURE_CELL, m),
            row: as_code(FIGURE_ROW, m),
            side: FIGURE_SIDE,
            gap: as_code(FIGURE_GAP, m),
            widest_gap: as_code(FIGURE_WIDEST_GAP, m),
            in_row: 5,
        }
    }

    fn small(m: &Measures) -> Scale {
        Scale {
            code: m.small_code,
            cell: as_code(hundredths(750), m),
            row: as_code(hundredths(650), m),
            side: hundredths(150),
            gap: as_code(mm(12), m),
            widest_gap: as_code(mm(13), m),
            in_row: 3,
            ..Scale::full(m)
        }
    }

    /// Where the boxes of names begin: their texts end a little before.
    pub fn name_left(self, sizes: &Sizes) -> Length {
        sizes.name_text + FIGURE_NAME_GAP
    }
}

/// A length that belongs to code of 10 pt, for code as large as it is in this print.
fn as_code(length: Length, m: &Measures) -> Length {
    let share = i64::from(length.0) * i64::from(m.code.0) / i64::from(Measures::NORMAL.code.0);
    Length(i32::try_from(share).unwrap_or(i32::MAX / 4))
}

/// The box of a name, without its text.
#[derive(Clone, Copy, Debug)]
pub struct NameSize {
    pub width: Length,
    pub height: Length,
}

#[derive(Clone, Debug)]
pub struct BoxSize {
    pub width: Length,
    /// Without what stands above it.
    pub height: Length,
    /// Width of what stands above it.
    pub head: Length,
    /// Of the column of labels.
    pub label: Length,
    /// Whether places stand side by side, and how wide each is.
    pub cells: Option<Vec<Length>>,
    /// Height of each place where they stand below each other.
    pub row: Length,
    /// How many arrows lead from it to itself, and the room below and right of it for them.
    pub loops: usize,
    pub below: Length,
    pub beside: Length,
}

impl BoxSize {
    /// From the top of the box to the middle of a place.
    pub fn middle(&self, place: usize) -> Length {
        match self.cells {
            Some(_) => self.height.half(),
            None => self.row * i32::try_from(place).unwrap_or(0) + self.row.half(),
        }
    }
}

/// Every size of a drawing, and the left edge of each column.
pub struct Sizes {
    pub scale: Scale,
    pub names: Vec<NameSize>,
    /// Width of the widest name.
    pub name_text: Length,
    pub boxes: Vec<BoxSize>,
    pub left: Vec<Length>,
    /// Width of each column.
    pub wide: Vec<Length>,
    /// Of the whole drawing.
    pub width: Length,
}

impl Sizes {
    /// Everything but the places of columns.
    pub fn of(figure: &Figure, columns: &Columns, scale: Scale, letters: Letters) -> Sizes {
        let name_text = figure.names.iter().map(|name| letters.width(&name.name, Face::Mono, scale.code)).max();
        let written = figure.names.iter().map(|name| text_width(&name.holds, scale, letters)).max();
        let width = scale.cell.max(written.unwrap_or_default() + scale.side * 2);
        let names = figure.names.iter().map(|_| NameSize { width, height: scale.row + mm(1) }).collect();
        let boxes = figure.boxes.iter().enumerate();
        let boxes: Vec<BoxSize> =
            boxes.map(|(index, each)| box_size(each, &columns.arrows, index, scale, letters)).collect();
        let mut sizes = Sizes {
            scale,
            names,
            name_text: name_text.unwrap_or_default(),
            boxes,
            left: Vec::new(),
            wide: vec![Length::ZERO; columns.items.len()],
            width: Length::ZERO,
        };
        sizes.wide[0] = scale.name_left(&sizes) + width;
        for (index, column) in columns.of_box.iter().enumerate() {
            let size = &sizes.boxes[index];
            let own = (size.width + size.beside).max(size.head);
            sizes.wide[*column] = sizes.wide[*column].max(own);
        }
        sizes
    }

    /// Places the columns. A gap is as wide as its steepest arrow rises, within bounds, so that arrows can be straight.
    pub fn place(&mut self, columns: &Columns, heights: &Heights) {
        let last = columns.items.len() - 1;
        let mut x = Length::ZERO;
        for column in 0..=last {
            self.left.push(x);
            let rise = heights.rises.get(column).copied().unwrap_or_default() - FIGURE_DOT_IN;
            let gap = rise.min(self.scale.widest_gap).max(self.scale.gap);
            x += self.wide[column] + gap + FIGURE_TRACK * tracks(columns, column);
        }
        self.width = self.left[last] + self.wide[last] + FIGURE_TRACK * tracks(columns, last);
    }
}

/// Arrows that run up or down right of a column: those that go back from it, and those that go back to the next one.
fn tracks(columns: &Columns, column: usize) -> i32 {
    let back = columns.arrows.iter().filter(|arrow| arrow.way == Way::Back);
    let count =
        back.map(|arrow| i32::from(columns.start(arrow) == column) + i32::from(columns.of_box[arrow.to] == column + 1));
    count.sum()
}

/// Width of what stands above a box.
fn head_width(each: &FigureBox, scale: Scale, letters: Letters) -> Length {
    let name_width = |name: &String| letters.width(name, Face::Mono, scale.above) + HEAD_SPACE;
    letters.width(&each.kind, Face::Sans, scale.above) + each.name.as_ref().map_or(Length::ZERO, name_width)
}

/// Between the word above a box and the name behind it.
pub const HEAD_SPACE: Length = hundredths(80);

fn text_width(holds: &Holds, scale: Scale, letters: Letters) -> Length {
    match holds {
        Holds::Text(text) => letters.width(text, Face::Mono, scale.code),
        Holds::Nothing | Holds::Arrow(_) => Length::ZERO,
    }
}

fn box_size(each: &FigureBox, arrows: &[Arrow], index: usize, scale: Scale, letters: Letters) -> BoxSize {
    let entering = arrows.iter().filter(|arrow| arrow.to == index && arrow.way != Way::Loop).count();
    let loops = arrows.iter().filter(|arrow| arrow.way == Way::Loop && arrow.source() == Some(index)).count();
    let (below, beside) = match loops {
        0 => (Length::ZERO, Length::ZERO),
        some => (FIGURE_LOOP + FIGURE_TRACK * count(some), FIGURE_LOOP.half() + FIGURE_TRACK * count(some - 1)),
    };
    let label = each.places.iter().filter_map(|place| place.label.as_ref());
    let label =
        label.map(|label| letters.width(label, Face::Mono, scale.code) + scale.side * 2).max().unwrap_or_default();
    let size = BoxSize {
        width: scale.cell,
        height: scale.row,
        head: head_width(each, scale, letters),
        label,
        cells: None,
        row: scale.row,
        loops,
        below,
        beside,
    };
    let is_plain = |place: &FigurePlace| place.label.is_none() && matches!(place.holds, Holds::Text(_));
    let fits_row = each.places.len() <= scale.in_row && (entering <= ROW_ARROWS || each.places.len() < 2);
    let written =
        each.places.iter().map(|place| scale.cell.max(text_width(&place.holds, scale, letters) + scale.side * 2));
    let written: Vec<Length> = written.collect();
    if fits_row && each.places.iter().all(is_plain) {
        size.in_row(written, port_room(entering))
    } else {
        size.stacked(&written, port_room(entering))
    }
}

impl BoxSize {
    /// With its places side by side.
    fn in_row(self, cells: Vec<Length>, room: Length) -> BoxSize {
        let width = self.width.max(cells.iter().copied().sum());
        let height = self.height.max(room);
        BoxSize { width, height, row: height, cells: Some(cells), ..self }
    }

    /// With its places below each other, all as wide as the widest.
    fn stacked(self, cells: &[Length], room: Length) -> BoxSize {
        let rows = count(cells.len().max(1));
        let row = self.row.max(Length(room.0.div_euclid(rows)));
        let value = cells.iter().copied().max().unwrap_or(self.width);
        let heads = FIGURE_PORT_END * (count(self.loops) + 1);
        BoxSize { width: (self.label + value).max(heads), height: row * rows, row, ..self }
    }
}

/// How high a box must be for so many arrows to end at its left.
fn port_room(arrows: usize) -> Length {
    match arrows {
        0..=ROW_ARROWS => Length::ZERO,
        more => FIGURE_PORT * count(more - 1) + FIGURE_PORT_END * 2,
    }
}

impl Arrow {
    /// The box that it leaves.
    pub fn source(&self) -> Option<usize> {
        match self.from {
            From::Name(_) => None,
            From::Place(index, _) => Some(index),
        }
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(1000)
}

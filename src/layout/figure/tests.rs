//! What holds for every drawing: arrows run through nothing, nothing covers anything, all of it is inside.

use proptest::collection::vec;
use proptest::prelude::*;

use super::columns::{Columns, From, Way};
use super::sizes::{Scale, Sizes};
use super::{Area, Drawing, Plan, figure_widths, fit_figure, fit_space};
use crate::blocks::{DrawingSpace, Figure, FigureBox, FigureName, FigurePlace, Holds, Purpose};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node};
use crate::layout::letters::Letters;
use crate::layout::measure::Setting;
use crate::layout::measures::{FIGURE_NAME_GAP, Measures, hundredths, mm};
use crate::layout::pages::{Length, Point, Role, Shape};
use crate::layout::spacing::Spacing;

const SETTING: Setting = Setting {
    letters: Letters::at(1),
    measures: &Measures::NORMAL,
    purpose: Purpose::Key,
    spacing: Spacing::TIGHT,
    outdent: Length::ZERO,
    labels_before: 0,
};

/// `a 1, b 2 | list 5 2, list | dict k=1`: what names hold, then the boxes; a number after `@` is an arrow, from 1.
fn figure(text: &str) -> Figure {
    let (names, boxes) = text.split_once('|').unwrap_or((text, ""));
    let holds = |text: &str| match text.strip_prefix('@') {
        Some(number) => Holds::Arrow(number.parse::<usize>().unwrap() - 1),
        None if text == "-" => Holds::Nothing,
        None => Holds::Text(text.to_owned()),
    };
    let names = names.split(',').filter_map(|name| name.trim().split_once(' '));
    let names = names.map(|(name, held)| FigureName { name: name.to_owned(), holds: holds(held) });
    let boxes = boxes.split('|').map(str::trim).filter(|text| !text.is_empty()).map(|text| {
        let mut words = text.split(' ');
        let kind = words.next().unwrap().to_owned();
        let places = words.map(|word| match word.split_once('=') {
            Some((label, held)) => FigurePlace { label: Some(label.to_owned()), holds: holds(held) },
            None => FigurePlace { label: None, holds: holds(word) },
        });
        FigureBox { kind, name: None, places: places.collect() }
    });
    Figure { names: names.collect(), boxes: boxes.collect() }
}

/// Fifty-odd drawings: with circles, loops, long ways, much that is shared.
fn drawings() -> Vec<Figure> {
    let mut all: Vec<Figure> = [
        "a @1, b @1 | list 1 2",
        "row @1, grid @2, copy @3 | list 0 7 | list @1 @1 | list @1 @1 @1",
        "a @1 | list @1",
        "a @1, b @2 | list 0 @1 @1 | list @1 @1",
        "a @1 | Node v=1 next=@2 | Node v=2 next=@1",
        "a @1, b @2, c @3 | Node v=1 next=@2 | Node v=2 next=@3 | Node v=3 next=@1",
        "a @1 | N v=1 next=@2 back=None | N v=2 next=@3 back=@1 | N v=3 next=None back=@2",
        "n 5, m \"tea\", x - | list",
        "n 5, xs @1 | dict \"a\"=@2 \"b\"=@2 (1,2)=@3 | list \"Ada\" | set 1 2 3",
        "a @1, b @1, c @1, d @1, e @2, f @2 | list 1 | list 2",
        "hub @1, e @2 | list \"h\" | list @3 @4 @5 @6 | list @1 | list @1 | list @1 | list @1",
        "x @1, a @2, b @3, c @4 | list 1 | list @1 | list @2 @1 | list @3 @2 @1",
        "c @4, b @3, a @2, x @1 | list 1 | list @1 | list @2 @1 | list @3 @2 @1",
        "a @1, b @2 | list @3 @4 @5 | list @5 @4 @3 | list 1 | list 2 | list 3",
        "a @1, b @2, c @3 | P name=\"Ada\" kids=@4 parent=None | P name=\"Ben\" kids=@5 parent=@1 | P name=\"Cai\" kids=@6 parent=@1 | list @2 @3 | list | list",
        "root @1, small @2 | T v=5 left=@2 right=@3 | T v=2 left=None right=None | T v=8 left=@4 right=None | T v=7 left=None right=None",
        "a @1, b @2 | list 1 @2 | list 2 @1",
        "a @1 | list @2 @3 | list @3 | list @1 @2",
        "words @1, first \"tea\", rest @2 | list \"tea\" \"coffee\" \"milk\" | list \"coffee\" \"milk\"",
    ]
    .iter()
    .map(|text| figure(text))
    .collect();
    // Every way in which two names and three lists can be joined by a few arrows, thinned out.
    for number in (0_usize..6_561).step_by(173) {
        let held = |place: u32| match number / 3_usize.pow(place) % 3 {
            0 => "0".to_owned(),
            to => format!("@{}", if place.is_multiple_of(2) { to } else { to + 1 }),
        };
        let places: Vec<String> = (0..8).map(held).collect();
        let [a, b, c, d, e, f, g, h] = places.as_slice() else { unreachable!("there are eight places") };
        all.push(figure(&format!("a @1, b {a} | list {b} {c} | list {d} {e} {f} | dict k={g} j={h}")));
    }
    all
}

fn any_figure() -> impl Strategy<Value = Figure> {
    let place = |boxes: usize| {
        let holds = prop_oneof![
            3 => (0..boxes).prop_map(Holds::Arrow),
            2 => "[0-9]{1,3}".prop_map(Holds::Text),
            1 => Just(Holds::Nothing),
        ];
        (prop::option::of("[a-z]{1,6}"), holds).prop_map(|(label, holds)| FigurePlace { label, holds })
    };
    (1_usize..8).prop_flat_map(move |boxes| {
        let each = ("[a-z]{3,9}", prop::option::of("[A-Z][a-z]{1,7}"), vec(place(boxes), 0..4));
        let each = each.prop_map(|(kind, name, places)| FigureBox { kind, name, places });
        let name = ("[a-z]{1,6}", place(boxes)).prop_map(|(name, place)| FigureName { name, holds: place.holds });
        (vec(name, 1..5), vec(each, boxes)).prop_map(|(names, boxes)| Figure { names, boxes })
    })
}

/// A drawing with what must be kept clear.
struct Checked<'a> {
    figure: &'a Figure,
    columns: Columns,
    plan: Plan,
    drawing: Drawing,
}

impl<'a> Checked<'a> {
    fn of(figure: &'a Figure, scale: Scale) -> Checked<'a> {
        let columns = Columns::of(figure);
        let plan = Plan::of(figure, &columns, scale, Letters::default());
        let drawing = Drawing::of(&columns, &plan);
        Checked { figure, columns, plan, drawing }
    }

    fn head(&self, index: usize) -> Area {
        let area = self.drawing.boxes[index];
        Area::new(
            area.left,
            area.top - Measures::NORMAL.figure_head,
            self.plan.sizes.boxes[index].head,
            Measures::NORMAL.figure_head,
        )
    }

    fn label(&self, name: usize) -> Area {
        let area = self.drawing.names[name];
        let width = Face::Mono.width(&self.figure.names[name].name, self.plan.sizes.scale.code);
        Area::new(area.left - FIGURE_NAME_GAP - width, area.top, width, area.bottom - area.top)
    }

    fn sizes(&self) -> &Sizes {
        &self.plan.sizes
    }

    fn check(&self) {
        self.nothing_covers_anything();
        self.all_is_inside();
        for (index, points) in self.drawing.arrows.iter().enumerate() {
            self.arrow_leaves_and_ends(index, points);
            self.arrow_hits_nothing(index, points);
        }
        self.heads_are_apart();
    }

    fn nothing_covers_anything(&self) {
        let boxes = (0..self.figure.boxes.len()).flat_map(|index| [self.drawing.boxes[index], self.head(index)]);
        let names = (0..self.figure.names.len()).flat_map(|name| [self.drawing.names[name], self.label(name)]);
        let all: Vec<Area> = boxes.chain(names).collect();
        for (at, one) in all.iter().enumerate() {
            for other in &all[at + 1..] {
                let apart = one.right <= other.left
                    || other.right <= one.left
                    || one.bottom <= other.top
                    || other.bottom <= one.top;
                assert!(apart, "{one:?} covers {other:?} in {:?}", self.figure);
            }
        }
    }

    fn all_is_inside(&self) {
        let (width, height) = (self.drawing.width, self.drawing.height);
        let is_inside = |x: Length, y: Length| Length::ZERO <= x && x <= width && Length::ZERO <= y && y <= height;
        let heads = (0..self.figure.boxes.len()).map(|index| self.head(index));
        let areas = self.drawing.boxes.iter().chain(&self.drawing.names).copied().chain(heads);
        for area in areas {
            assert!(is_inside(area.left, area.top) && is_inside(area.right, area.bottom), "{area:?}");
        }
        for point in self.drawing.arrows.iter().flatten() {
            assert!(is_inside(point.x, point.y), "{point:?} outside {width:?} {height:?} in {:?}", self.figure);
        }
    }

    /// From a dot in its own place, through the right edge of the place, to the edge of its box.
    fn arrow_leaves_and_ends(&self, index: usize, points: &[Point]) {
        let arrow = &self.columns.arrows[index];
        let (first, last) = (points[0], points[points.len() - 1]);
        let source = match arrow.from {
            From::Name(name) => self.drawing.names[name],
            From::Place(from, place) => {
                let (area, size) = (self.drawing.boxes[from], &self.sizes().boxes[from]);
                let top = area.top + size.row * i32::try_from(place).unwrap();
                Area { top, bottom: top + size.row, ..area }
            }
        };
        assert!(source.is_hit(first, first), "{first:?} is not in {source:?}");
        let (run, rise) = ((points[1].x - first.x).0, (points[1].y - first.y).0);
        let at_edge = first.y.0
            + i32::try_from(i64::from(rise) * i64::from((source.right - first.x).0) / i64::from(run)).unwrap();
        assert!(source.top.0 < at_edge && at_edge < source.bottom.0, "{points:?} leaves {source:?} above or below");
        let target = self.drawing.boxes[arrow.to];
        assert!(target.is_hit(last, last) && !target.grown(hundredths(-1)).is_hit(last, last), "{points:?} {target:?}");
        let (before, inner) = (points[points.len() - 2], target.grown(hundredths(-5)));
        assert!(!inner.is_hit(before, last), "{points:?} runs through its box {target:?}");
    }

    fn arrow_hits_nothing(&self, index: usize, points: &[Point]) {
        let arrow = &self.columns.arrows[index];
        for (step, pair) in points.windows(2).enumerate() {
            let is_last = step + 2 == points.len();
            for each in 0..self.figure.boxes.len() {
                let is_own = (step == 0 && arrow.source() == Some(each)) || (is_last && arrow.to == each);
                let area = self.drawing.boxes[each].grown(hundredths(50));
                assert!(is_own || !area.is_hit(pair[0], pair[1]), "{points:?} hits box {each} in {:?}", self.figure);
                let head = self.head(each);
                assert!(!head.is_hit(pair[0], pair[1]), "{points:?} hits the head of {each} in {:?}", self.figure);
            }
            for name in 0..self.figure.names.len() {
                let is_own = step == 0 && arrow.from == From::Name(name);
                let area = self.drawing.names[name].grown(hundredths(50));
                assert!(is_own || !area.is_hit(pair[0], pair[1]), "{points:?} hits name {name} in {:?}", self.figure);
                assert!(!self.label(name).is_hit(pair[0], pair[1]), "{points:?} hits the text of {name}");
            }
        }
    }

    /// As many arrowheads are seen as there are arrows.
    fn heads_are_apart(&self) {
        let ends: Vec<(usize, Point)> = self
            .columns
            .arrows
            .iter()
            .map(|arrow| arrow.to)
            .zip(self.drawing.arrows.iter().map(|points| points[points.len() - 1]))
            .collect();
        for (at, (to, end)) in ends.iter().enumerate() {
            for (_, other) in ends[at + 1..].iter().filter(|(other, _)| other == to) {
                let (dx, dy) = ((end.x - other.x).0.abs(), (end.y - other.y).0.abs());
                assert!(dx.max(dy) >= hundredths(150).0, "two heads {dx} and {dy} apart in {:?}", self.figure);
            }
        }
    }
}

#[test]
fn fifty_drawings_are_clean_at_every_scale() {
    let drawings = drawings();
    assert!(drawings.len() > 50);
    for figure in &drawings {
        for scale in Scale::all(&Measures::NORMAL) {
            Checked::of(figure, scale).check();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_drawing_is_clean(figure in any_figure(), scale in 0..Scale::COUNT) {
        Checked::of(&figure, Scale::all(&Measures::NORMAL)[scale]).check();
    }

    #[test]
    fn a_drawing_is_as_wide_as_it_says(figure in any_figure()) {
        let (least, wish) = figure_widths(&figure, SETTING);
        for width in [least, wish, wish + mm(20)] {
            let frame = fit_figure(&figure, width, SETTING).unwrap();
            prop_assert!(frame.width <= width);
        }
        prop_assert_eq!(fit_figure(&figure, wish, SETTING).unwrap().width, wish);
    }
}

#[test]
fn columns_are_the_longest_ways_and_circles_are_cut() {
    let cases = [
        ("row @1, grid @2 | list 0 | list @1 @1", "2 1", "on first first on"),
        ("a @1 | Node next=@2 | Node next=@1", "1 2", "first first back"),
        ("a @1 | list @1 1", "1", "first loop"),
        ("a @1, b @2 | list @2 | list 1", "1 2", "first on first"),
    ];
    for (text, columns, ways) in cases {
        let found = Columns::of(&figure(text));
        let shown: Vec<String> = found.of_box.iter().map(ToString::to_string).collect();
        assert_eq!(shown.join(" "), columns, "{text}");
        let mut shown: Vec<&str> = found
            .arrows
            .iter()
            .map(|arrow| match arrow.way {
                Way::First => "first",
                Way::On => "on",
                Way::Back => "back",
                Way::Loop => "loop",
            })
            .collect();
        let mut expected: Vec<&str> = ways.split(' ').collect();
        shown.sort_unstable();
        expected.sort_unstable();
        assert_eq!(shown, expected, "{text}");
    }
}

#[test]
fn arrows_cross_no_more_than_they_must() {
    // The lists stand as the first of the arrows that lead there; three crossings are left, and no order has fewer.
    let straight = Columns::of(&figure("a @1, b @2 | list @3 @4 | list @5 @6 | list 1 | list 2 | list 3 | list 4"));
    let order: Vec<String> = straight.items[2].iter().map(|item| format!("{item:?}")).collect();
    assert_eq!(order, ["Box(2)", "Box(3)", "Box(4)", "Box(5)"]);
    let turned = Columns::of(&figure("a @2, b @1 | list 1 | list 2"));
    let order: Vec<String> = turned.items[1].iter().map(|item| format!("{item:?}")).collect();
    assert_eq!(order, ["Box(1)", "Box(0)"]);
    let many = "a @1, b @7, c @6, d @5, e @4, f @3, g @2";
    let boxes = (0..7).map(|number| format!("| list {number}")).collect::<String>();
    let sorted = Columns::of(&figure(&format!("{many} {boxes}")));
    let order: Vec<String> = sorted.items[1].iter().map(|item| format!("{item:?}")).collect();
    assert_eq!(order, ["Box(0)", "Box(6)", "Box(5)", "Box(4)", "Box(3)", "Box(2)", "Box(1)"]);
}

fn shapes(frame: &Frame) -> Vec<&Shape> {
    fn inside(node: &Node) -> Vec<&Shape> {
        match node {
            Node::Content(shape) | Node::Artifact(shape) => vec![shape],
            Node::Element(_, nodes) => nodes.iter().flat_map(inside).collect(),
        }
    }
    frame.nodes.iter().flat_map(inside).collect()
}

#[test]
fn a_drawing_is_one_figure_told_in_words() {
    let drawn = fit_figure(&figure("a @1, n 5 | list 1 @1"), mm(90), SETTING).unwrap();
    let alt = drawn.nodes.iter().find_map(|node| match node {
        Node::Element(Role::Figure { alt, .. }, _) => Some(alt.as_str()),
        _ => None,
    });
    assert_eq!(alt, Some("a leads to list 1. n holds 5. list 1 holds 1, list 1."));
    let heads = shapes(&drawn).into_iter().filter(|shape| matches!(shape, Shape::Filled { .. })).count();
    assert_eq!(heads, 2);
}

#[test]
fn a_level_arrow_is_level() {
    let drawing = Checked::of(&figure("a @1, b @2 | list 1 2 | list 3"), Scale::all(&Measures::NORMAL)[0]).drawing;
    for points in drawing.arrows {
        assert_eq!(points.len(), 2);
        assert_eq!(points[0].y, points[1].y);
    }
}

#[test]
fn what_is_too_wide_is_refused() {
    let wide = figure("a @1 | list abcdefghijklmnopqrstuvwxyz");
    let unfit = fit_figure(&wide, mm(40), SETTING).unwrap_err();
    assert_eq!(unfit, Unfit::TooWide { origin: 1, line: "a → list 1; list 1: abcdefghijklmnopqrstuvwxyz".to_owned() });
    let space = DrawingSpace { names: vec!["a".to_owned()], boxes: 2 };
    assert!(matches!(fit_space(&space, mm(60), SETTING), Err(Unfit::TooWide { .. })));
    let unknown = figure("a @1 | list 中");
    assert!(matches!(fit_figure(&unknown, mm(90), SETTING), Err(Unfit::Letter { letter: '中', .. })));
}

#[test]
fn the_space_grows_with_the_boxes_and_holds_its_names() {
    let names = |count: usize| (0..count).map(|number| format!("n{number}")).collect::<Vec<_>>();
    for (count, boxes, height) in [(2, 1, mm(60)), (3, 4, mm(60)), (3, 6, mm(84)), (7, 2, mm(96))] {
        let frame = fit_space(&DrawingSpace { names: names(count), boxes }, mm(161), SETTING).unwrap();
        assert!((frame.height - height).0.abs() <= 8, "{count} names, {boxes} boxes: {:?}", frame.height);
        for shape in shapes(&frame) {
            if let Shape::Dots { at, .. } = shape {
                assert!(at.iter().all(|dot| dot.x < frame.width && dot.y < frame.height && dot.y > Length::ZERO));
                assert!(at.len() > 100);
            }
        }
    }
}

#[test]
fn lines_through_areas_are_found() {
    let area = Area::new(mm(10), mm(10), mm(10), mm(10));
    let point = |x, y| Point { x: mm(x), y: mm(y) };
    for (from, to, expected) in [
        (point(0, 0), point(30, 30), true),
        (point(0, 15), point(30, 15), true),
        (point(15, 0), point(15, 9), false),
        (point(0, 30), point(30, 25), false),
        (point(0, 11), point(11, 0), false),
        (point(12, 12), point(13, 13), true),
        (point(10, 0), point(10, 30), true),
        (point(21, 0), point(21, 30), false),
    ] {
        assert_eq!(area.is_hit(from, to), expected, "{from:?} {to:?}");
        assert_eq!(area.is_hit(to, from), expected, "{to:?} {from:?}");
    }
}

//! Block and width → frame: how tall it is and what stands in it. Nothing here knows of pages.

mod beside;
mod beside_key;
mod answers;
mod boxes;
mod copy;
mod head;
mod interview;
mod item;
mod listing;
mod printed;
mod rules;
mod table;
mod table_columns;
mod title;
mod widths;

use super::Unfit;
use super::figure;
use super::frame::{Frame, Node};
use super::letters::Letters;
use super::lines::{Style, break_prose};
use super::measures::{BLOCK_GAP, Measures, TIGHT_GAP};
use super::pages::{Length, Role};
use super::spacing::Spacing;
use crate::blocks::{Block, Prose, Purpose, TableStyle, TextSize};

pub use head::{fit_head, fit_run};
pub use item::{fit_closing, fit_item};

/// What the blocks of one item have in common.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Where letters come from, and the origin that faults give back.
    pub letters: Letters<'a>,
    pub measures: &'static Measures,
    pub purpose: Purpose,
    pub spacing: Spacing,
    /// How far a block may reach to the left, into the number column.
    pub outdent: Length,
    /// How many labels beside rules stand on the page before.
    pub labels_before: usize,
}

impl<'a> Setting<'a> {
    /// Of blocks that belong to no item.
    pub fn new(letters: Letters<'a>, measures: &'static Measures, purpose: Purpose, spacing: Spacing) -> Setting<'a> {
        Setting { letters, measures, purpose, spacing, outdent: Length::ZERO, labels_before: 0 }
    }

    /// The same for blocks that stand in a column of their own.
    fn in_column(self) -> Setting<'a> {
        Setting { outdent: Length::ZERO, ..self }
    }

    pub(super) fn too_wide(self, line: &str) -> Unfit {
        Unfit::TooWide { origin: self.letters.origin.unwrap_or(0), line: line.to_owned() }
    }
}

/// Sets blocks one below the other.
pub fn stack(blocks: &[Block], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let mut stacked = Frame::default();
    let mut before = None;
    for block in blocks {
        let frame = fit(block, width, setting)?;
        if let Some(before) = before {
            stacked.height += gap(before, block, setting);
        }
        let (y, height) = (stacked.height, frame.height);
        stacked.width = stacked.width.max(frame.width);
        stacked.put(Length::ZERO, y, frame);
        stacked.height += height;
        before = Some(block);
    }
    Ok(stacked)
}

/// Between two blocks. Rules and ruled tables bring their own air.
fn gap(before: &Block, after: &Block, setting: Setting) -> Length {
    let air = setting.measures.air;
    match (before, after) {
        (_, Block::Rules(rules)) if !rules.guides => Length::ZERO,
        (Block::Paragraph { .. }, Block::Table(table)) if table.style == TableStyle::Ruled => air,
        (_, Block::Heading(_)) => BLOCK_GAP + air,
        (Block::Heading(_), _) => TIGHT_GAP + air,
        (Block::Paragraph { .. }, Block::Paragraph { .. }) => TIGHT_GAP + air,
        _ => setting.spacing.blocks + air,
    }
}

/// Sets one block at a width; in large print with code as large as fits.
fn fit(block: &Block, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let mut unfit = None;
    for measures in setting.measures.and_smaller() {
        match fit_as(block, width, Setting { measures, ..setting }) {
            Err(too_wide @ Unfit::TooWide { .. }) => unfit = unfit.or(Some(too_wide)),
            set => return set,
        }
    }
    Err(unfit.unwrap_or_else(|| setting.too_wide("")))
}

fn fit_as(block: &Block, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    match block {
        Block::Paragraph { text, size } => fit_paragraph(text, *size, width, setting),
        Block::Heading(text) => fit_heading(text, width, setting),
        Block::Listing(listing) => listing::fit_listing(listing, width, setting),
        Block::Printed { caption, lines } => printed::fit_printed(caption.as_deref(), lines, width, setting),
        Block::Command(text) => listing::fit_command(text, width, setting),
        Block::Rules(rules) => rules::fit_rules(rules, width, setting),
        Block::LabelledRules(labels) => rules::fit_labelled(labels, width, setting),
        Block::Copy(copy) => copy::fit_copy(copy, width, setting),
        Block::Table(table) => table::fit_table(table, width, setting),
        Block::OrderBoxes(lines) => boxes::fit_order(lines, width, setting),
        Block::Ticks(ticks) => boxes::fit_ticks(ticks, width, setting),
        Block::Pairs(pairs) => answers::fit_pairs(pairs, width, setting),
        Block::Statements(statements) => answers::fit_statements(statements, width, setting),
        Block::Frames(headings) => answers::fit_frames(headings, width, setting),
        Block::Rubric(lines) => boxes::fit_rubric(lines, width, setting),
        Block::Figure(figure) => figure::fit_figure(figure, width, setting),
        Block::DrawingSpace(space) => figure::fit_space(space, width, setting),
        Block::Timeline(line) => interview::fit_timeline(line, width, setting),
        Block::Signals(signals) => interview::fit_signals(signals, width, setting),
        Block::Beside { left, right, split } => beside::fit_beside(left, right, *split, width, setting),
    }
}

fn fit_paragraph(text: &Prose, size: TextSize, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    Ok(fit_text(text, Style::of(size, setting.measures), Leading::of(size, setting.measures), width, setting)?
        .into_element(Role::Paragraph))
}

fn fit_heading(text: &str, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let frame =
        fit_text(&Prose::plain(text), Style::head(setting.measures), Leading::small(setting.measures), width, setting)?;
    Ok(frame.into_element(Role::Heading3))
}

/// Distances of the lines of running text.
#[derive(Clone, Copy, Debug)]
struct Leading {
    first: Length,
    pitch: Length,
    below: Length,
}

impl Leading {
    fn body(m: &Measures) -> Leading {
        Leading { first: m.body_first, pitch: m.body_pitch, below: m.body_below }
    }

    fn small(m: &Measures) -> Leading {
        Leading { first: m.small_first, pitch: m.small_pitch, below: m.small_below }
    }

    fn of(size: TextSize, m: &Measures) -> Leading {
        match size {
            TextSize::Body => Leading::body(m),
            TextSize::Small => Leading::small(m),
        }
    }
}

/// Running text without an element around it. Its width is that of its widest line.
fn fit_text(text: &Prose, style: Style, leading: Leading, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let lines = break_prose(text, style, width, setting.letters)?;
    let mut frame = Frame::default();
    let mut y = leading.first;
    for line in &lines {
        frame.nodes.extend(line.nodes_at(Length::ZERO, y));
        frame.width = frame.width.max(line.width);
        frame.height = y + leading.below;
        y += leading.pitch;
    }
    Ok(frame)
}

/// A run of text as content.
fn content(shape: super::pages::Shape) -> Node {
    Node::Content(shape)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::{Listing, Pairs, Piece, RuledLabel, Rules, Split, Tick};
    use crate::layout::measures::mm;

    const M: &Measures = &Measures::NORMAL;
    const SETTING: Setting<'static> = Setting {
        letters: Letters::at(1),
        measures: M,
        purpose: Purpose::Questions,
        spacing: Spacing::LOOSE,
        outdent: Length::ZERO,
        labels_before: 0,
    };

    fn height(block: Block) -> Length {
        stack(&[block], mm(161), SETTING).unwrap().height
    }

    #[test]
    fn heights_are_those_of_the_house_style() {
        let rules = |lines, guides| Block::Rules(Rules { lines, guides, may_break: false });
        let gap = Listing { lines: vec![vec![Piece::Gap(1)]], gap_columns: 4, ..Listing::numbered("") };
        let ruled = Listing { rules_after: vec![(0, 3)], ..Listing::numbered("def f():") };
        let label = |lines| RuledLabel { label: Prose::plain("class line"), lines };
        let long = RuledLabel { label: Prose::plain("many words ".repeat(8)), lines: 1 };
        let tick = |letter| Tick { letter, text: Prose::plain("x") };
        let ticks: Vec<Tick> = ('A'..='D').map(tick).collect();
        let lines = vec!["x".to_owned(); 6];
        let paragraph = Block::Paragraph { text: Prose::plain("x"), size: TextSize::Body };
        for (block, expected) in [
            (paragraph, M.body_first + M.body_below),
            (Block::Listing(Listing::numbered("a\nb\n\nc\n")), M.code_pitch * 4),
            (Block::Listing(gap), mm(8)),
            (Block::Listing(ruled), M.code_pitch + M.pitch * 3),
            (Block::Printed { caption: None, lines: lines.clone() }, M.code_pitch * 6 + mm(3)),
            (Block::Command("x".to_owned()), M.code_pitch),
            (rules(5, false), M.pitch * 5),
            (rules(5, true), mm(4) + M.pitch * 5),
            (Block::LabelledRules(vec![label(2), label(1)]), mm(4) + M.pitch * 3),
            (Block::LabelledRules(vec![label(1)]), M.pitch),
            // Four lines of a label need two rows.
            (Block::LabelledRules(vec![long]), mm(4) + M.pitch * 2),
            (Block::OrderBoxes(lines), mm(28)),
            (Block::Ticks(ticks), mm(13)),
            // 9 mm a row, 15.5 mm a statement below 5 mm of heads, 45 mm a frame (`curriculum/README.md` 4.2).
            (Block::Pairs(Pairs { left: vec![Prose::plain("x"); 2], right: vec![tick('A'); 3] }), mm(25)),
            (Block::Statements(vec![Prose::plain("x"); 2]), mm(5) + mm(31) - mm(5).half()),
            (Block::Frames(vec![Prose::plain("x"); 4]), mm(93)),
        ] {
            let name = format!("{block:?}");
            let difference = (height(block) - expected).0.abs();
            assert!(difference <= 3, "{difference} off: {name}");
        }
    }

    #[test]
    fn order_boxes_stand_in_one_column_where_a_line_is_long() {
        let lines = |longest: usize| vec!["x".to_owned(), "x".repeat(longest), "x".to_owned(), "x".to_owned()];
        assert_eq!(height(Block::OrderBoxes(lines(31))), height(Block::OrderBoxes(lines(2))));
        assert!(height(Block::OrderBoxes(lines(32))) > mm(37));
        // Where room is short smaller code keeps them in two, up to 34 characters.
        let tight = Setting { spacing: Spacing::TIGHT, ..SETTING };
        let height_of = |longest| stack(&[Block::OrderBoxes(lines(longest))], mm(161), tight).unwrap().height;
        assert!(height_of(34) < mm(19) && height_of(35) > mm(37));
    }

    #[test]
    fn an_answer_in_a_key_takes_the_narrowest_column_that_holds_it() {
        let width_of_left = |columns: usize| {
            let left = vec![Block::Printed { caption: None, lines: vec!["x".repeat(columns)] }];
            let right = vec![Block::Rules(Rules { lines: 1, guides: false, may_break: false })];
            let block = Block::Beside { left, right, split: Split::Key };
            let frame = stack(&[block], mm(161), Setting { purpose: Purpose::Key, ..SETTING }).unwrap();
            let rule = frame.nodes.into_iter().rev().find_map(|node| match node {
                Node::Artifact(crate::layout::pages::Shape::Line { from, .. }) => Some(from.x),
                _ => None,
            });
            rule.unwrap()
        };
        let starts = [12, 13, 14, 15, 31, 32, 40, 50].map(width_of_left);
        assert_eq!(starts, [mm(36), mm(40), mm(40), mm(76), mm(76), mm(94), mm(94), mm(0)]);
        // Wider than the usual columns, and as wide as it is.
        assert!(width_of_left(41) > mm(94) && width_of_left(41) < mm(97));
    }

    /// Where the frames of options or boxes stand.
    fn corners(block: Block, width: Length) -> Vec<(Length, Length)> {
        let frame = stack(&[block], width, SETTING).unwrap();
        let frames = frame.nodes.into_iter().filter_map(|node| match node {
            Node::Artifact(crate::layout::pages::Shape::Frame { at, .. }) => Some((at.x, at.y)),
            _ => None,
        });
        frames.collect()
    }

    fn options(texts: [&str; 4]) -> Block {
        let letters = 'A'..='D';
        Block::Ticks(letters.zip(texts).map(|(letter, text)| Tick { letter, text: Prose::code(text) }).collect())
    }

    #[test]
    fn options_of_several_short_lines_stand_in_two_columns() {
        let lines = "[1, 2, 3, 4, 5, 6, 7]\n[8, 9]";
        let two = corners(options([lines; 4]), mm(161));
        assert_eq!((two[0].1, two[2].0), (two[1].1, Length::ZERO));
        assert!(two[1].0 > mm(80) && two[2].1 > Length::ZERO);
        let one = corners(options([lines, "x", "x", &"x".repeat(31)]), mm(161));
        assert!(one.iter().all(|(x, _)| *x == Length::ZERO));
    }

    #[test]
    fn boxes_of_options_stand_evenly_where_they_are_about_as_tall() {
        let long = "x".repeat(40);
        let tops = |texts| corners(options(texts), mm(161)).into_iter().map(|(_, y)| y).collect::<Vec<_>>();
        let even = tops([&long, "a\nb", "a", "a\nb"]);
        assert_eq!(even[1] - even[0], even[2] - even[1]);
        assert_eq!(even[2] - even[1], even[3] - even[2]);
        let uneven = tops([&long, "a\nb\nc\nd", "a", "a"]);
        assert!(uneven[2] - uneven[1] > uneven[3] - uneven[2]);
    }
}

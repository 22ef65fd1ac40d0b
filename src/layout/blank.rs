//! Blank practice paper → `Pages`: the ruling of the sheets, and nothing else on the page (`mockups/README.md`, paper-1).

use super::flow::FlowPage;
use super::fonts::Face;
use super::frame::{Frame, Node, Run, outline, rule, upright};
use super::letters::Letters;
use super::measure::{Setting, stack};
use super::measures::{
    BLANK_FIELD_GAP, BLANK_LABEL_GAP, BLANK_PROBLEM, BLANK_TOP, BLANK_TRACE_COLUMN, FRAME_GAP, Measures,
};
use super::pages::{Ink, Length, Pages, Point, Role, Shape};
use super::place::Placing;
use super::spacing::Spacing;
use super::{Paper, Unfit};
use crate::blocks::{Block, Foot, Prose, Purpose, Rules};

/// What blank paper is ruled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// Rules with dots for levels of indentation.
    Code,
    /// Squares.
    Grid,
    /// Dots to draw by.
    Dots,
    /// A table: the line, and what each name holds after it.
    Trace,
    /// Four boxes to plan in, and a fifth with rules for the code.
    FiveBox,
}

/// So many pages of blank paper, margins mirrored so that they can be printed on both sides.
///
/// Errors: none but a letter that no face has, and there is none in these words.
pub fn lay_out_blank(ruling: Ruling, pages: usize, paper: Paper) -> Result<Pages, Unfit> {
    let (width, height) = paper.text_area();
    let setting = Setting::new(Letters::default(), paper.measures(), Purpose::Questions, Spacing::LOOSE);
    let frames = vec![
        (Length::ZERO, fields(width, setting)?),
        (BLANK_TOP, ruled(ruling, (width, height - BLANK_TOP), setting)?),
    ];
    let page = FlowPage { frames, is_ruled: true, ..FlowPage::default() };
    let foot = Foot { left: format!("Longhand · practice paper, {}", ruling.in_words()), code: String::new() };
    let mut placing = Placing::new("Practice paper", paper.into());
    placing.add_exactly("Practice paper", &foot, &vec![page; pages])?;
    Ok(placing.finish())
}

impl Ruling {
    fn in_words(self) -> &'static str {
        match self {
            Ruling::Code => "code",
            Ruling::Grid => "squares",
            Ruling::Dots => "dots",
            Ruling::Trace => "trace table",
            Ruling::FiveBox => "five boxes",
        }
    }
}

/// "Problem ____ Date ____ Start ____ Finish ____", the times only where they leave room for the problem.
fn fields(width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let time = m.start_to - m.start_from;
    let all = [("Date", time + BLANK_FIELD_GAP), ("Start", time), ("Finish", time)];
    for count in [3, 1] {
        let mut frame = Frame::default();
        let mut nodes = Vec::new();
        let mut right = width;
        for (label, room) in all[..count].iter().rev() {
            let run = Run::new(label, Face::Sans, m.small, setting.letters)?;
            let left = right - *room;
            frame.artifact(rule(left, right, m.blank_rule, m.rule));
            let x = left - BLANK_LABEL_GAP - run.width;
            nodes.push(Node::Content(run.at(x, m.blank_baseline)));
            right = x - BLANK_FIELD_GAP;
        }
        let run = Run::new("Problem", Face::Sans, m.small, setting.letters)?;
        let left = run.width + BLANK_LABEL_GAP;
        nodes.push(Node::Content(run.at(Length::ZERO, m.blank_baseline)));
        nodes.reverse();
        if right - left >= BLANK_PROBLEM || count == 1 {
            frame.artifact(rule(left, right, m.blank_rule, m.rule));
            frame.element(Role::Paragraph, nodes);
            return Ok(frame);
        }
    }
    Ok(Frame::default())
}

fn ruled(ruling: Ruling, size: (Length, Length), setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    match ruling {
        Ruling::Code => stack(&[rules(size.1, m)], size.0, setting),
        Ruling::Grid => Ok(grid(size, m)),
        Ruling::Dots => Ok(dots(size, m)),
        Ruling::Trace => trace(size, setting),
        Ruling::FiveBox => five_boxes(size, setting),
    }
}

/// As many rules for code as stand in this height.
fn rules(height: Length, m: &Measures) -> Block {
    let lines = u32::try_from(whole(height - m.guide_heads, m.pitch)).unwrap_or(0);
    Block::Rules(Rules { lines, guides: true, may_break: false })
}

/// How many steps there are in a length.
fn whole(length: Length, step: Length) -> i32 {
    length.0.div_euclid(step.0).max(0)
}

fn grid(size: (Length, Length), m: &Measures) -> Frame {
    let (columns, rows) = (whole(size.0, m.grid_step), whole(size.1, m.grid_step));
    let (right, bottom) = (m.grid_step * columns, m.grid_step * rows);
    let mut frame = Frame::new(right, bottom);
    for row in 0..=rows {
        frame.artifact(rule(Length::ZERO, right, m.grid_step * row, m.rule));
    }
    for column in 0..=columns {
        frame.artifact(upright(m.grid_step * column, Length::ZERO, bottom, m.rule));
    }
    frame
}

fn dots(size: (Length, Length), m: &Measures) -> Frame {
    let (columns, rows) = (whole(size.0, m.grid_step), whole(size.1, m.grid_step));
    let row = |row| (0..=columns).map(move |column| Point { x: m.grid_step * column, y: m.grid_step * row });
    let mut frame = Frame::new(m.grid_step * columns, m.grid_step * rows);
    frame.artifact(Shape::Dots { at: (0..=rows).flat_map(row).collect(), diameter: m.grid_dot });
    frame
}

/// A narrow column for the line, and as many others as there is room for, all alike.
fn trace(size: (Length, Length), setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let first = m.cell_least;
    let columns = whole(size.0 - first, BLANK_TRACE_COLUMN).max(1);
    let each = Length((size.0 - first).0 / columns);
    let bottom = m.writing_row * whole(size.1, m.writing_row);
    let mut frame = Frame::new(first + each * columns, bottom);
    let line = Run::new("line", Face::SansSemiBold, m.small, setting.letters)?;
    let x = (first - line.width).half();
    frame.element(Role::Paragraph, vec![Node::Content(line.at(x, m.writing_baseline))]);
    frame.artifact(outline((Length::ZERO, Length::ZERO), (frame.width, bottom), Ink::Rule, m.rule));
    for column in 0..columns {
        frame.artifact(upright(first + each * column, Length::ZERO, bottom, m.rule));
    }
    for row in 1..whole(size.1, m.writing_row) {
        frame.artifact(rule(Length::ZERO, frame.width, m.writing_row * row, m.rule));
    }
    Ok(frame)
}

/// The boxes of a plan, and rules for the code below them.
fn five_boxes(size: (Length, Length), setting: Setting) -> Result<Frame, Unfit> {
    let headings = ["Questions I would ask", "Two examples and one edge", "Approach, and what it costs", "Tests"];
    let boxes = Block::Frames(headings.into_iter().map(Prose::plain).collect());
    let mut frame = stack(&[boxes], size.0, setting)?;
    let top = frame.height + FRAME_GAP;
    frame.put(Length::ZERO, top, stack(&[rules(size.1 - top, setting.measures)], size.0, setting)?);
    frame.height = size.1;
    Ok(frame)
}

//! Ruled space: empty rules with or without dots for indentation, and rules beside labels.

use super::widths::Widths;
use super::{Leading, Setting, content, fit_text};
use crate::blocks::{RuledLabel, Rules};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, rule, upright};
use crate::layout::lines::{Style, break_prose, prose_widths};
use crate::layout::measures::{
    ANSWER_COLUMN, BODY_FIRST, DOT, GUIDE, GUIDE_HEAD_UP, GUIDE_HEADS, GUIDES, LABEL_COLUMN, LABEL_FIRST, LABEL_INDENT,
    LABEL_PITCH, LABEL_RIGHT, NARROWEST_RULE, PITCH, RULE, SMALL, TINY, WORD_BEFORE_RULE, WORD_OVER_RULE,
};
use crate::layout::pages::{Length, Point, Role, Shape};

/// Sets rules over the whole width, the first one pitch below the top or below the row of dots.
pub(super) fn fit_rules(rules: &Rules, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let lines = count(rules.lines);
    let top = if rules.guides { GUIDE_HEADS } else { Length::ZERO };
    let mut frame = Frame::new(width, top + PITCH * lines);
    if rules.guides {
        frame.artifact(upright(RULE.half(), top, frame.height));
    }
    for line in 1..=lines {
        frame.artifact(rule(Length::ZERO, width, top + PITCH * line));
    }
    if rules.guides {
        put_guides(&mut frame, Guides { left: Length::ZERO, right: width, top, lines }, setting)?;
    }
    Ok(frame)
}

/// Rows of dots from `top` on, one above the first rule and one on each.
struct Guides {
    left: Length,
    right: Length,
    top: Length,
    lines: i32,
}

fn put_guides(frame: &mut Frame, guides: Guides, setting: Setting) -> Result<(), Unfit> {
    let columns = (1..=GUIDES).filter(|level| guides.left + GUIDE * *level + GUIDE <= guides.right);
    let mut dots = Vec::new();
    for level in columns {
        let x = guides.left + GUIDE * level;
        let head = Run::new(&(level * 4).to_string(), Face::Sans, TINY, setting.origin)?;
        frame.artifact(head.at(x - head.width.half(), guides.top - GUIDE_HEAD_UP));
        dots.extend((0..=guides.lines).map(|line| Point { x, y: guides.top + PITCH * line }));
    }
    dots.sort_by_key(|dot| (dot.y, dot.x));
    if !dots.is_empty() {
        frame.artifact(Shape::Dots { at: dots, diameter: DOT });
    }
    Ok(())
}

/// Sets numbered labels, each beside its rules. The labels reach into the number column where there is one. A single
/// label with a single rule is a word to go on from ("Because").
pub(super) fn fit_labelled(labels: &[RuledLabel], width: Length, setting: Setting) -> Result<Frame, Unfit> {
    if let [RuledLabel { label, lines: 1 }] = labels {
        let text = fit_text(label, Style::BODY, Leading::BODY, width, setting)?;
        if text.height <= PITCH && text.width + WORD_BEFORE_RULE + NARROWEST_RULE <= width {
            return Ok(fit_word(text, width));
        }
    }
    let left = Length::ZERO - setting.outdent;
    let column = label_column(labels, setting)?;
    if left + column + NARROWEST_RULE > width {
        let widest = labels.iter().map(|label| label.label.to_plain()).max_by_key(|label| label.chars().count());
        return Err(setting.too_wide(&widest.unwrap_or_default()));
    }
    let edge = left + column;
    let top = GUIDE_HEADS;
    let mut frame = Frame::new(width, top);
    frame.artifact(rule(left, edge, top));
    let mut items = Vec::new();
    let mut artifacts = Vec::new();
    let mut lines = 0;
    for (index, label) in labels.iter().enumerate() {
        let part_top = top + PITCH * lines;
        let (item, rows) = fit_label(index + 1, label, (left, part_top), column, setting)?;
        items.push(item);
        for row in 1..rows {
            artifacts.push(Node::Artifact(rule(edge, width, part_top + PITCH * row)));
        }
        artifacts.push(Node::Artifact(rule(left, width, part_top + PITCH * rows)));
        lines += rows;
    }
    frame.height = top + PITCH * lines;
    frame.element(Role::List, items);
    frame.nodes.append(&mut artifacts);
    frame.artifact(upright(edge, top, frame.height));
    put_guides(&mut frame, Guides { left: edge, right: width - GUIDE, top, lines }, setting)?;
    Ok(frame)
}

/// A word at the height of the writing, and the rule that goes on from it.
fn fit_word(text: Frame, width: Length) -> Frame {
    let mut frame = Frame::new(width, PITCH);
    let end = text.width;
    frame.put(Length::ZERO, PITCH - WORD_OVER_RULE - BODY_FIRST, text.into_element(Role::Paragraph));
    frame.artifact(rule(end + WORD_BEFORE_RULE, width, PITCH));
    frame
}

/// Labels and rules beside each other take the whole width; a word to go on from needs only its own.
pub(super) fn labelled_widths(labels: &[RuledLabel], setting: Setting) -> Result<Widths, Unfit> {
    let column = label_column(labels, setting)?;
    let mut least = column + NARROWEST_RULE;
    if let [RuledLabel { label, lines: 1 }] = labels {
        let (_, word) = prose_widths(label, Style::BODY, setting.origin)?;
        let is_one_line = fit_text(label, Style::BODY, Leading::BODY, word, setting)?.height <= PITCH;
        least = if is_one_line { least.min(word + WORD_BEFORE_RULE + NARROWEST_RULE) } else { least };
    }
    Ok(Widths { least, wish: column + ANSWER_COLUMN, grows: true })
}

/// As wide as always, unless a piece of code in a label is wider.
fn label_column(labels: &[RuledLabel], setting: Setting) -> Result<Length, Unfit> {
    let mut column = LABEL_COLUMN;
    for label in labels {
        let (least, _) = prose_widths(&label.label, Style::SMALL, setting.origin)?;
        column = column.max(LABEL_INDENT + least + LABEL_RIGHT);
    }
    Ok(column)
}

/// A label with its number, and how many rules stand beside it: as many as asked for, more where it is long.
fn fit_label(
    number: usize,
    label: &RuledLabel,
    at: (Length, Length),
    column: Length,
    setting: Setting,
) -> Result<(Node, i32), Unfit> {
    let room = column - LABEL_INDENT - LABEL_RIGHT;
    let text = break_prose(&label.label, Style::SMALL, room, setting.origin)?;
    let number = Run::new(&number.to_string(), Face::SansBold, SMALL, setting.origin)?;
    let mut baseline = at.1 + LABEL_FIRST;
    let number = vec![content(number.at(at.0, baseline))];
    let mut body = Vec::new();
    for line in &text {
        body.extend(line.nodes_at(at.0 + LABEL_INDENT, baseline));
        baseline += LABEL_PITCH;
    }
    let item = vec![Node::Element(Role::Label, number), Node::Element(Role::ListBody, body)];
    let two_a_row = i32::try_from(text.len().div_ceil(2)).unwrap_or(1);
    Ok((Node::Element(Role::ListItem, item), count(label.lines).max(two_a_row).max(1)))
}

/// Rules as a factor; more than a thousand fit no page anyway.
fn count(lines: u32) -> i32 {
    i32::try_from(lines.min(1000)).unwrap_or(1000)
}

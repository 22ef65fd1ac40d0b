//! Ruled space: empty rules with or without dots for indentation, and rules beside labels.

use super::widths::Widths;
use super::{Leading, Setting, content, fit_text};
use crate::blocks::{RuledLabel, Rules};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, rule, upright};
use crate::layout::lines::{Style, break_prose, prose_widths};
use crate::layout::measures::{DOT, GUIDES, LABEL_RIGHT, Measures, WORD_BEFORE_RULE, WORD_OVER_RULE};
use crate::layout::pages::{Length, Point, Role, Shape};

/// Sets rules over the whole width, the first one pitch below the top or below the row of dots.
pub(super) fn fit_rules(rules: &Rules, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    if rules.guides {
        return fit_guided(rules.lines, GuideHeads::Shown, width, setting);
    }
    let lines = count(rules.lines);
    let mut frame = Frame::new(width, m.pitch * lines);
    for line in 1..=lines {
        frame.artifact(rule(Length::ZERO, width, m.pitch * line, m.rule));
    }
    Ok(frame)
}

/// Whether the dots are headed by their columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GuideHeads {
    Shown,
    /// They stand over rules further up.
    LeftOut,
}

/// Sets rules for code: dots for its levels, and a line at the left.
pub(super) fn fit_guided(lines: u32, heads: GuideHeads, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let lines = count(lines);
    let top = if heads == GuideHeads::Shown { m.guide_heads } else { m.guide_heads.half() };
    let mut frame = Frame::new(width, top + m.pitch * lines);
    frame.artifact(upright(m.rule.half(), top, frame.height, m.rule));
    for line in 1..=lines {
        frame.artifact(rule(Length::ZERO, width, top + m.pitch * line, m.rule));
    }
    put_guides(&mut frame, Guides { left: Length::ZERO, right: width, top, lines, heads }, setting)?;
    Ok(frame)
}

/// Rows of dots from `top` on, one above the first rule and one on each.
struct Guides {
    left: Length,
    right: Length,
    top: Length,
    lines: i32,
    heads: GuideHeads,
}

fn put_guides(frame: &mut Frame, guides: Guides, setting: Setting) -> Result<(), Unfit> {
    let m = setting.measures;
    let columns = (1..=GUIDES).filter(|level| guides.left + m.guide * *level + m.guide <= guides.right);
    let mut dots = Vec::new();
    for level in columns {
        let x = guides.left + m.guide * level;
        if guides.heads == GuideHeads::Shown {
            let head = Run::new(&(level * 4).to_string(), Face::Sans, m.tiny, setting.letters)?;
            frame.artifact(head.at(x - head.width.half(), guides.top - m.guide_head_up));
        }
        dots.extend((0..=guides.lines).map(|line| Point { x, y: guides.top + m.pitch * line }));
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
    let m = setting.measures;
    if let [RuledLabel { label, lines: 1 }] = labels {
        let text = fit_text(label, Style::body(m), Leading::body(m), width, setting)?;
        if text.height <= m.pitch && text.width + WORD_BEFORE_RULE + m.narrowest_rule <= width {
            return Ok(fit_word(text, width, m));
        }
    }
    let left = Length::ZERO - setting.outdent;
    let column = label_column(labels, setting)?;
    if left + column + m.narrowest_rule > width {
        let widest = labels.iter().map(|label| label.label.to_plain()).max_by_key(|label| label.chars().count());
        return Err(setting.too_wide(&widest.unwrap_or_default()));
    }
    let edge = left + column;
    let top = m.guide_heads;
    let mut frame = Frame::new(width, top);
    frame.artifact(rule(left, edge, top, m.rule));
    let mut items = Vec::new();
    let mut artifacts = Vec::new();
    let mut lines = 0;
    for (index, label) in labels.iter().enumerate() {
        let part_top = top + m.pitch * lines;
        let (item, rows) = fit_label(setting.labels_before + index + 1, label, (left, part_top), column, setting)?;
        items.push(item);
        for row in 1..rows {
            artifacts.push(Node::Artifact(rule(edge, width, part_top + m.pitch * row, m.rule)));
        }
        artifacts.push(Node::Artifact(rule(left, width, part_top + m.pitch * rows, m.rule)));
        lines += rows;
    }
    frame.height = top + m.pitch * lines;
    frame.element(Role::List, items);
    frame.nodes.append(&mut artifacts);
    frame.artifact(upright(edge, top, frame.height, m.rule));
    let guides = Guides { left: edge, right: width - m.guide, top, lines, heads: GuideHeads::Shown };
    put_guides(&mut frame, guides, setting)?;
    Ok(frame)
}

/// A word at the height of the writing, and the rule that goes on from it.
fn fit_word(text: Frame, width: Length, m: &Measures) -> Frame {
    let mut frame = Frame::new(width, m.pitch);
    let end = text.width;
    frame.put(Length::ZERO, m.pitch - WORD_OVER_RULE - m.body_first, text.into_element(Role::Paragraph));
    frame.artifact(rule(end + WORD_BEFORE_RULE, width, m.pitch, m.rule));
    frame
}

/// Labels and rules beside each other take the whole width; a word to go on from needs only its own.
pub(super) fn labelled_widths(labels: &[RuledLabel], setting: Setting) -> Result<Widths, Unfit> {
    let m = setting.measures;
    let column = label_column(labels, setting)?;
    let mut least = column + m.narrowest_rule;
    if let [RuledLabel { label, lines: 1 }] = labels {
        let (_, word) = prose_widths(label, Style::body(m), setting.letters)?;
        let is_one_line = fit_text(label, Style::body(m), Leading::body(m), word, setting)?.height <= m.pitch;
        least = if is_one_line { least.min(word + WORD_BEFORE_RULE + m.narrowest_rule) } else { least };
    }
    Ok(Widths { least, wish: column + m.answer_column, grows: true })
}

/// As wide as always, unless a piece of code in a label is wider.
fn label_column(labels: &[RuledLabel], setting: Setting) -> Result<Length, Unfit> {
    let m = setting.measures;
    let mut column = m.label_column;
    for label in labels {
        let (least, _) = prose_widths(&label.label, Style::label(m), setting.letters)?;
        column = column.max(m.label_indent + least + LABEL_RIGHT);
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
    let m = setting.measures;
    let room = column - m.label_indent - LABEL_RIGHT;
    let text = break_prose(&label.label, Style::label(m), room, setting.letters)?;
    let number = Run::new(&number.to_string(), Face::SansBold, m.label_text, setting.letters)?;
    let mut baseline = at.1 + m.label_first;
    let number = vec![content(number.at(at.0, baseline))];
    let mut body = Vec::new();
    for line in &text {
        body.extend(line.nodes_at(at.0 + m.label_indent, baseline));
        baseline += m.label_pitch;
    }
    let item = vec![Node::Element(Role::Label, number), Node::Element(Role::ListBody, body)];
    let two_a_row = i32::try_from(text.len().div_ceil(2)).unwrap_or(1);
    Ok((Node::Element(Role::ListItem, item), count(label.lines).max(two_a_row).max(1)))
}

/// Rules as a factor; more than a thousand fit no page anyway.
fn count(lines: u32) -> i32 {
    i32::try_from(lines.min(1000)).unwrap_or(1000)
}

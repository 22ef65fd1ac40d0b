//! Programs and commands: a bar at the left, nothing wrapped.

use super::{Setting, content};
use crate::blocks::{Listing, Piece, Purpose};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, line, outline, rule};
use crate::layout::measures::{
    BAR, BARE_INDENT, GAP_AIR, GAP_NUMBER_LEFT, MARK_FROM_BAR, Measures, NUMBER_AIR, NUMBER_FROM_BAR,
};
use crate::layout::pages::{Ink, Length};

/// Size of code and the distances that belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CodeType {
    pub size: Length,
    pub pitch: Length,
    pub first: Length,
}

impl CodeType {
    pub fn full(m: &Measures) -> CodeType {
        CodeType { size: m.code, pitch: m.code_pitch, first: m.code_first }
    }

    pub fn small(m: &Measures) -> CodeType {
        CodeType { size: m.small_code, pitch: m.small_code_pitch, first: m.small_code_first }
    }

    /// The sizes to try, largest first. Keys are set small.
    pub fn choices(setting: Setting) -> Vec<CodeType> {
        let m = setting.measures;
        match setting.purpose {
            Purpose::Questions => vec![CodeType::full(m), CodeType::small(m)],
            Purpose::Key => vec![CodeType::small(m)],
        }
    }
}

/// Sets a program at the largest size at which its widest line fits.
pub(super) fn fit_listing(listing: &Listing, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    fit_lines_from(1, listing, width, setting)
}

/// The same with another number at its first line.
pub(super) fn fit_lines_from(first: usize, listing: &Listing, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let mut choices = CodeType::choices(setting).into_iter();
    match choices.find(|code| listing_width(listing, *code, setting) <= width) {
        Some(code) => set_listing(listing, code, (first, width), setting),
        None => Err(setting.too_wide(&widest_line(listing, setting))),
    }
}

/// Width of a program from its bar to the end of its widest line.
pub(super) fn listing_width(listing: &Listing, code: CodeType, setting: Setting) -> Length {
    let m = setting.measures;
    let widest = listing.lines.iter().map(|line| line_width(line, listing.gap_columns, code, setting)).max();
    let ruled = if listing.rules_after.is_empty() { Length::ZERO } else { m.rules_in_listing };
    bar_from(listing, m) + indent(listing, m) + widest.unwrap_or_default().max(ruled)
}

fn line_width(pieces: &[Piece], gap_columns: u32, code: CodeType, setting: Setting) -> Length {
    pieces.iter().map(|piece| piece_width(piece, gap_columns, code, setting)).sum()
}

fn piece_width(piece: &Piece, gap_columns: u32, code: CodeType, setting: Setting) -> Length {
    match piece {
        Piece::Text(text) => setting.letters.width(text, Face::Mono, code.size),
        Piece::Gap(_) => gap_width(gap_columns, setting.measures) + GAP_AIR * 2,
    }
}

fn gap_width(columns: u32, m: &Measures) -> Length {
    m.gap_column * i32::try_from(columns).unwrap_or(1000).min(1000) + m.gap_extra
}

fn widest_line(listing: &Listing, setting: Setting) -> String {
    let m = setting.measures;
    let width = |pieces: &&Vec<Piece>| line_width(pieces, listing.gap_columns, CodeType::small(m), setting);
    let pieces = listing.lines.iter().max_by_key(width);
    let text = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Gap(number) => format!("[{number}]"),
    };
    pieces.map(|pieces| pieces.iter().map(text).collect()).unwrap_or_default()
}

/// Where the bar stands: where there is no number column beside it, a mark takes room of its own.
fn bar_from(listing: &Listing, m: &Measures) -> Length {
    if listing.marked.is_some() { m.mark_room } else { Length::ZERO }
}

/// From the bar to the first column of code.
fn indent(listing: &Listing, m: &Measures) -> Length {
    if !listing.numbered {
        return BARE_INDENT;
    }
    let widest = Face::Mono.width(&listing.lines.len().to_string(), m.tiny);
    m.code_indent.max(NUMBER_FROM_BAR + widest + NUMBER_AIR)
}

fn set_listing(
    listing: &Listing,
    code: CodeType,
    (first, width): (usize, Length),
    setting: Setting,
) -> Result<Frame, Unfit> {
    let m = setting.measures;
    let bar = bar_from(listing, m);
    let left = bar + indent(listing, m);
    let mut nodes = Vec::new();
    // Marks come last: between a number and its line they part the two for whoever reads the text.
    let mut marks = Vec::new();
    let mut y = Length::ZERO;
    for (index, pieces) in listing.lines.iter().enumerate() {
        let has_gap = pieces.iter().any(|piece| matches!(piece, Piece::Gap(_)));
        let (height, baseline) = if has_gap { (m.gap_line, m.gap_baseline) } else { (code.pitch, code.first) };
        if listing.numbered {
            nodes.push(line_number(first + index, left, y + baseline, setting)?);
        }
        if listing.marked == Some(index) {
            marks.push(mark(bar, y + baseline, setting)?);
        }
        let line = CodeLine { pieces, gap_columns: listing.gap_columns, code, left, top: y, baseline: y + baseline };
        nodes.extend(line.nodes(setting)?);
        y += height;
        for _ in 0..rules_after(listing, index) {
            y += m.pitch;
            nodes.push(Node::Artifact(rule(left, width, y, m.rule)));
        }
    }
    nodes.append(&mut marks);
    let full = if listing.rules_after.is_empty() { listing_width(listing, code, setting) } else { width };
    Ok(barred(bar, (full, y), nodes))
}

fn rules_after(listing: &Listing, line: usize) -> u32 {
    listing.rules_after.iter().filter(|(after, _)| *after == line).map(|(_, rules)| rules).sum()
}

fn line_number(number: usize, code_left: Length, baseline: Length, setting: Setting) -> Result<Node, Unfit> {
    let m = setting.measures;
    let run = Run::new(&number.to_string(), Face::Mono, m.tiny, setting.letters)?;
    Ok(Node::Artifact(run.at(code_left - NUMBER_AIR - run.width, baseline)))
}

/// The mark of a line, in the number column. The question names the line too, so it needs no reading out.
fn mark(bar: Length, baseline: Length, setting: Setting) -> Result<Node, Unfit> {
    let m = setting.measures;
    let run = Run::new("→", Face::MonoSemiBold, m.code, setting.letters)?;
    Ok(Node::Artifact(run.at(bar - run.width.max(MARK_FROM_BAR), baseline)))
}

/// One line of a program with its place.
struct CodeLine<'a> {
    pieces: &'a [Piece],
    gap_columns: u32,
    code: CodeType,
    left: Length,
    top: Length,
    baseline: Length,
}

impl CodeLine<'_> {
    fn nodes(&self, setting: Setting) -> Result<Vec<Node>, Unfit> {
        let mut nodes = Vec::new();
        let mut x = self.left;
        for piece in self.pieces {
            match piece {
                Piece::Text(text) if text.is_empty() => {}
                Piece::Text(text) => {
                    let run = Run::new(text, Face::Mono, self.code.size, setting.letters)?;
                    let is_whole = self.pieces.len() == 1;
                    let shape = if is_whole { run.code_line_at(x, self.baseline) } else { run.at(x, self.baseline) };
                    nodes.push(content(shape));
                }
                Piece::Gap(number) => nodes.extend(self.gap(*number, x + GAP_AIR, setting)?),
            }
            x += piece_width(piece, self.gap_columns, self.code, setting);
        }
        Ok(nodes)
    }

    fn gap(&self, number: u32, x: Length, setting: Setting) -> Result<[Node; 2], Unfit> {
        let m = setting.measures;
        let top = self.top + (m.gap_line - m.gap_height).half();
        let frame = outline((x, top), (gap_width(self.gap_columns, m), m.gap_height), Ink::Rule, m.rule);
        let run = Run::new(&number.to_string(), Face::Mono, m.tiny, setting.letters)?;
        let corner = run.at(x + GAP_NUMBER_LEFT, top + m.gap_number_down);
        Ok([Node::Artifact(frame), Node::Artifact(corner)])
    }
}

/// Code with the bar at its left, as one element.
fn barred(left: Length, size: (Length, Length), nodes: Vec<Node>) -> Frame {
    let mut frame = Frame::new(size.0, size.1);
    let x = left + BAR.half();
    frame.artifact(line((x, Length::ZERO), (x, size.1), BAR, Ink::Black));
    frame.code(nodes);
    frame
}

/// Sets a command at full size, or at the smallest where it is long.
pub(super) fn fit_command(text: &str, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    for code in [CodeType::full(setting.measures), CodeType::small(setting.measures)] {
        let run = Run::new(text, Face::Mono, code.size, setting.letters)?;
        let full = BARE_INDENT + run.width;
        if full <= width {
            let nodes = vec![content(run.code_line_at(BARE_INDENT, code.first))];
            return Ok(barred(Length::ZERO, (full, code.pitch), nodes));
        }
    }
    Err(setting.too_wide(text))
}

//! Programs and commands: a bar at the left, nothing wrapped.

use super::{Setting, content};
use crate::blocks::{Listing, Piece, Purpose};
use crate::layout::Unfit;
use crate::layout::fonts::Face;
use crate::layout::frame::{Frame, Node, Run, line, outline, rule};
use crate::layout::measures::{
    BAR, BARE_INDENT, CODE, CODE_FIRST, CODE_INDENT, CODE_PITCH, GAP_AIR, GAP_BASELINE, GAP_COLUMN, GAP_EXTRA,
    GAP_HEIGHT, GAP_LINE, GAP_NUMBER_DOWN, GAP_NUMBER_LEFT, MARK_FROM_BAR, NUMBER_AIR, NUMBER_FROM_BAR, PITCH,
    RULES_IN_LISTING, SMALL_CODE, SMALL_CODE_FIRST, SMALL_CODE_PITCH, TINY,
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
    pub const FULL: CodeType = CodeType { size: CODE, pitch: CODE_PITCH, first: CODE_FIRST };
    pub const SMALL: CodeType = CodeType { size: SMALL_CODE, pitch: SMALL_CODE_PITCH, first: SMALL_CODE_FIRST };

    /// The sizes to try, largest first. Keys are set small.
    pub fn choices(purpose: Purpose) -> &'static [CodeType] {
        match purpose {
            Purpose::Questions => &[CodeType::FULL, CodeType::SMALL],
            Purpose::Key => &[CodeType::SMALL],
        }
    }
}

/// Sets a program at the largest size at which its widest line fits.
pub(super) fn fit_listing(listing: &Listing, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let code = CodeType::choices(setting.purpose).iter().find(|code| listing_width(listing, **code) <= width);
    match code {
        Some(code) => set_listing(listing, *code, width, setting),
        None => Err(setting.too_wide(&widest_line(listing))),
    }
}

/// Width of a program from its bar to the end of its widest line.
pub(super) fn listing_width(listing: &Listing, code: CodeType) -> Length {
    let widest = listing.lines.iter().map(|line| line_width(line, listing.gap_columns, code)).max();
    let ruled = if listing.rules_after.is_empty() { Length::ZERO } else { RULES_IN_LISTING };
    indent(listing) + widest.unwrap_or_default().max(ruled)
}

fn line_width(pieces: &[Piece], gap_columns: u32, code: CodeType) -> Length {
    pieces.iter().map(|piece| piece_width(piece, gap_columns, code)).sum()
}

fn piece_width(piece: &Piece, gap_columns: u32, code: CodeType) -> Length {
    match piece {
        Piece::Text(text) => Face::Mono.width(text, code.size),
        Piece::Gap(_) => gap_width(gap_columns) + GAP_AIR * 2,
    }
}

fn gap_width(columns: u32) -> Length {
    GAP_COLUMN * i32::try_from(columns).unwrap_or(1000).min(1000) + GAP_EXTRA
}

fn widest_line(listing: &Listing) -> String {
    let width = |pieces: &&Vec<Piece>| line_width(pieces, listing.gap_columns, CodeType::SMALL);
    let pieces = listing.lines.iter().max_by_key(width);
    let text = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Gap(number) => format!("[{number}]"),
    };
    pieces.map(|pieces| pieces.iter().map(text).collect()).unwrap_or_default()
}

/// From the bar to the first column of code.
fn indent(listing: &Listing) -> Length {
    if !listing.numbered {
        return BARE_INDENT;
    }
    let widest = Face::Mono.width(&listing.lines.len().to_string(), TINY);
    CODE_INDENT.max(NUMBER_FROM_BAR + widest + NUMBER_AIR)
}

fn set_listing(listing: &Listing, code: CodeType, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    let left = indent(listing);
    let mut nodes = Vec::new();
    let mut y = Length::ZERO;
    for (index, pieces) in listing.lines.iter().enumerate() {
        let has_gap = pieces.iter().any(|piece| matches!(piece, Piece::Gap(_)));
        let (height, baseline) = if has_gap { (GAP_LINE, GAP_BASELINE) } else { (code.pitch, code.first) };
        if listing.numbered {
            nodes.push(line_number(index + 1, left, y + baseline, setting)?);
        }
        if listing.marked == Some(index) {
            nodes.push(mark(y + baseline, setting)?);
        }
        let line = CodeLine { pieces, gap_columns: listing.gap_columns, code, left, top: y, baseline: y + baseline };
        nodes.extend(line.nodes(setting)?);
        y += height;
        for _ in 0..rules_after(listing, index) {
            y += PITCH;
            nodes.push(Node::Artifact(rule(left, width, y)));
        }
    }
    let full = if listing.rules_after.is_empty() { listing_width(listing, code) } else { width };
    Ok(barred(full, y, nodes))
}

fn rules_after(listing: &Listing, line: usize) -> u32 {
    listing.rules_after.iter().filter(|(after, _)| *after == line).map(|(_, rules)| rules).sum()
}

fn line_number(number: usize, code_left: Length, baseline: Length, setting: Setting) -> Result<Node, Unfit> {
    let run = Run::new(&number.to_string(), Face::Mono, TINY, setting.origin)?;
    Ok(Node::Artifact(run.at(code_left - NUMBER_AIR - run.width, baseline)))
}

/// The mark of a line, in the number column. The question names the line too, so it needs no reading out.
fn mark(baseline: Length, setting: Setting) -> Result<Node, Unfit> {
    let run = Run::new("→", Face::MonoSemiBold, CODE, setting.origin)?;
    Ok(Node::Artifact(run.at(Length::ZERO - MARK_FROM_BAR, baseline)))
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
                    let run = Run::new(text, Face::Mono, self.code.size, setting.origin)?;
                    let is_whole = self.pieces.len() == 1;
                    let shape = if is_whole { run.code_line_at(x, self.baseline) } else { run.at(x, self.baseline) };
                    nodes.push(content(shape));
                }
                Piece::Gap(number) => nodes.extend(self.gap(*number, x + GAP_AIR, setting)?),
            }
            x += piece_width(piece, self.gap_columns, self.code);
        }
        Ok(nodes)
    }

    fn gap(&self, number: u32, x: Length, setting: Setting) -> Result<[Node; 2], Unfit> {
        let top = self.top + (GAP_LINE - GAP_HEIGHT).half();
        let frame = outline((x, top), (gap_width(self.gap_columns), GAP_HEIGHT), Ink::Rule);
        let run = Run::new(&number.to_string(), Face::Mono, TINY, setting.origin)?;
        let corner = run.at(x + GAP_NUMBER_LEFT, top + GAP_NUMBER_DOWN);
        Ok([Node::Artifact(frame), Node::Artifact(corner)])
    }
}

/// Code with the bar at its left, as one element.
fn barred(width: Length, height: Length, nodes: Vec<Node>) -> Frame {
    let mut frame = Frame::new(width, height);
    let x = BAR.half();
    frame.artifact(line((x, Length::ZERO), (x, height), BAR, Ink::Black));
    frame.code(nodes);
    frame
}

/// Sets a command at full size, or at the smallest where it is long.
pub(super) fn fit_command(text: &str, width: Length, setting: Setting) -> Result<Frame, Unfit> {
    for code in [CodeType::FULL, CodeType::SMALL] {
        let run = Run::new(text, Face::Mono, code.size, setting.origin)?;
        let full = BARE_INDENT + run.width;
        if full <= width {
            let nodes = vec![content(run.code_line_at(BARE_INDENT, code.first))];
            return Ok(barred(full, code.pitch, nodes));
        }
    }
    Err(setting.too_wide(text))
}

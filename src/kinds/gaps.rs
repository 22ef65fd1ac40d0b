//! What is boxed in a program and what may be put into the boxes, as it is read from the file.

use super::{Ground, ReadFault, Wrong};
use crate::diagnostic::words::count;
use crate::diagnostic::{Faults, Finding, Place};
use crate::keys::{Item, Text};
use crate::program::{Quote, Template};
use std::ops::Range;

/// The most boxes in a program (`curriculum/README.md` 2, `cloze`).
const MOST: usize = 3;

/// What is boxed, in the order of the program, each with where it is written in the file. Notes what is wrong with it.
pub fn read_all(items: &[Item], program: &Template, place: &Place, faults: &mut Faults) -> Vec<(Range<usize>, Place)> {
    let mut gaps: Vec<(Range<usize>, Place)> =
        items.iter().filter_map(|item| Some((read_gap(item, program, faults)?, item.place().clone()))).collect();
    if items.is_empty() || items.len() > MOST {
        faults.note(items.first().map_or(place, Item::place), &GapFault::Number { found: items.len() });
    }
    gaps.sort_by_key(|(range, _)| range.start);
    for pair in gaps.windows(2).filter(|pair| pair[0].0.end > pair[1].0.start) {
        faults.note(&pair[1].1, &GapFault::Overlap);
    }
    gaps
}

/// A text for each box; an empty one leaves what stands there.
#[derive(Clone, Debug)]
pub struct Filling {
    pub texts: Vec<Template>,
    pub place: Place,
}

/// A quote, or a quote and the piece of it that is boxed.
fn read_gap(item: &Item, program: &Template, faults: &mut Faults) -> Option<Range<usize>> {
    let Item::List(parts, place) = item else {
        faults.note(item.place(), &GAP_SHAPE);
        return None;
    };
    let (quoted, piece) = match parts.as_slice() {
        [Item::Text(quote)] => (quote, None),
        [Item::Text(quote), Item::Text(piece)] => (quote, Some(piece)),
        _ => {
            faults.note(place, &GAP_SHAPE);
            return None;
        }
    };
    if let Some(empty) = [Some(quoted), piece].into_iter().flatten().find(|text| text.value.trim().is_empty()) {
        faults.note(&empty.place, &GapFault::Empty);
        return None;
    }
    let range = Quote::read(quoted, program, faults)?.range;
    let range = match piece {
        None => range,
        Some(piece) => piece_of(&range, piece, program, faults)?,
    };
    let text = &program.source()[range.clone()];
    let line_start = program.source()[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line = program.source()[line_start..].lines().next().unwrap_or_default();
    if text.contains('\n') || text.trim() == line.trim() {
        faults.note(place, &GapFault::WholeLine);
        return None;
    }
    Some(range)
}

const GAP_SHAPE: ReadFault =
    ReadFault::WrongShape { key: "gaps", shape: "[\"a quote\"]` or `[\"a quote\", \"its piece\"]" };

/// Where a piece stands in a quote, in which it must occur once.
fn piece_of(range: &Range<usize>, piece: &Text, program: &Template, faults: &mut Faults) -> Option<Range<usize>> {
    let quoted = &program.source()[range.clone()];
    let mut found = quoted.match_indices(piece.value.as_str());
    match (found.next(), found.next()) {
        (Some((at, _)), None) if !piece.value.trim().is_empty() => {
            let start = range.start + at;
            Some(start..start + piece.value.len())
        }
        _ => {
            faults.note(&piece.place, &GapFault::NotOnce { piece: piece.value.clone() });
            None
        }
    }
}

/// A text for each box.
pub fn read_filling(item: &Item, gaps: usize, ground: &Ground, faults: &mut Faults) -> Option<Filling> {
    let Item::List(parts, place) = item else {
        faults.note(item.place(), &ReadFault::WrongShape { key: "accept", shape: "[\"a text for each box\"]" });
        return None;
    };
    let texts = parts.iter().map(|part| match part {
        Item::Text(text) => Template::read(text, &ground.declared, faults),
        other => {
            faults.note(other.place(), &ReadFault::WrongShape { key: "accept", shape: "[\"a text for each box\"]" });
            None
        }
    });
    let texts: Vec<Option<Template>> = texts.collect();
    if texts.len() != gaps {
        faults.note(place, &GapFault::Texts { found: texts.len(), gaps });
    }
    Some(Filling { texts: texts.into_iter().collect::<Option<_>>()?, place: place.clone() })
}

/// A misread fills every box, and at least one of them anew.
pub fn check_misreads(ground: &Ground, gaps: usize, faults: &mut Faults) {
    for misread in &ground.misreads {
        match &misread.wrong {
            Wrong::Fill(texts, place) if texts.len() != gaps => {
                faults.note(place, &GapFault::Texts { found: texts.len(), gaps });
            }
            Wrong::Fill(texts, _) if texts.iter().any(|text| !text.source().is_empty()) => {}
            _ => faults.note(&misread.id.place, &GapFault::NoFill { id: misread.id.value.clone() }),
        }
    }
}

/// What is wrong with boxes and with what is put into them.
#[derive(Clone, Debug, PartialEq)]
enum GapFault {
    Number { found: usize },
    Overlap,
    Empty,
    WholeLine,
    NotOnce { piece: String },
    Texts { found: usize, gaps: usize },
    NoFill { id: String },
}

impl Finding for GapFault {
    fn code(&self) -> &'static str {
        match self {
            GapFault::Number { .. } => "number-of-gaps",
            GapFault::Overlap => "gaps-overlap",
            GapFault::Empty => "gap-is-empty",
            GapFault::WholeLine => "gap-is-a-line",
            GapFault::NotOnce { .. } => "piece-not-once-in-quote",
            GapFault::Texts { .. } => "texts-for-other-gaps",
            GapFault::NoFill { .. } => "misread-fills-nothing",
        }
    }

    fn message(&self) -> String {
        match self {
            GapFault::Number { found } => format!("a `cloze` has 1 to 3 gaps, this has {found}"),
            GapFault::Overlap => "this gap overlaps the one before it".to_owned(),
            GapFault::Empty => "there is nothing in this gap".to_owned(),
            GapFault::WholeLine => "this gap takes a whole line".to_owned(),
            GapFault::NotOnce { piece } => format!("the piece `{piece}` does not stand exactly once in its quote"),
            GapFault::Texts { found, gaps } => {
                format!("there are {} for {}", count(*found, "text"), count(*gaps, "gap"))
            }
            GapFault::NoFill { id } => format!("the misread `{id}` fills no box"),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            GapFault::Number { .. } => "box the pieces that the question is about",
            GapFault::Overlap => "quote pieces that stand apart",
            GapFault::Empty => "quote what is to be boxed",
            GapFault::WholeLine => "box a part of the line; whole lines to put in order are `parsons`",
            GapFault::NotOnce { .. } => "shorten the quote until it holds the piece once",
            GapFault::Texts { .. } => "write a text for each gap, `\"\"` where it stays as it was",
            GapFault::NoFill { .. } => "give it `fill = [\"…\"]`, a text for each gap, `\"\"` where it stays as it was",
        };
        Some(help.to_owned())
    }
}

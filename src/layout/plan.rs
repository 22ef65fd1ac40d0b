//! Sheets of the same questions with other values → one plan for all of them: every question stands at the same place,
//! in the space that the tallest of them needs, and all packets have as many pages.

use super::alike::Alike;
use super::area::{Area, with_low_head};
use super::pages::Length;
use super::paging::{Part, share_out};
use super::spacing::{Space, Spaces, Tenths};
use super::spread::{Closeness, EndOfSheet, settle};
use super::{Format, Unfit};
use crate::blocks::Sheet;
use std::borrow::Cow;

/// Where everything stands on each of several sheets. As text it has no blanks, and read back it is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub(super) space: Space,
    /// For each item, and for what follows the last one, the rules in each of its ruled spaces.
    pub(super) rules: Vec<Vec<u32>>,
    pub(super) pages: Vec<PlanPage>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlanPage {
    pub spacing: Closeness,
    pub growth: Tenths,
    pub slots: Vec<Slot>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub part: Part,
    /// From the top of the text area.
    pub top: Length,
    pub height: Length,
}

impl Plan {
    /// Pages of each sheet, before one is added to make them even.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }
}

/// Plans sheets of the same shape, with more room for writing where `spaces` say so.
///
/// Errors: what cannot be set or is taller than a page on one of the sheets; a sheet that has not as many items as the
/// first.
pub fn plan<'a>(
    sheets: &[&Sheet],
    format: impl Into<Format<'a>>,
    spaces: impl Into<Spaces<'a>>,
) -> Result<Plan, Unfit> {
    let spaces = spaces.into();
    let space = spaces.all;
    let format = format.into();
    if sheets.is_empty() {
        return Ok(Plan { space, rules: Vec::new(), pages: Vec::new() });
    }
    let sheets: Vec<Cow<Sheet>> = sheets.iter().map(|sheet| with_low_head(sheet, format)).collect();
    let sheets: Vec<&Sheet> = sheets.iter().map(Cow::as_ref).collect();
    let area = Area::of(&sheets, format, space)?;
    let paging = share_out(&area, Alike::of(&sheets, spaces)?)?;
    let last = paging.pages.len() - 1;
    let mut pages = Vec::new();
    for (index, parts) in paging.pages.into_iter().enumerate() {
        let pieces = parts.iter().map(|part| paging.portions.get(part.portion)?.piece(part.from, part.to));
        let pieces: Option<Vec<Alike>> = pieces.collect();
        let pieces = pieces.expect("pages are broken where their portions have breaks");
        let settled = settle(&area, index, &pieces, (index == last).then_some(EndOfSheet))?;
        let slots = parts.into_iter().zip(settled.slots).map(|(part, (top, height))| Slot { part, top, height });
        pages.push(PlanPage { spacing: settled.spacing, growth: settled.growth, slots: slots.collect() });
    }
    Ok(Plan { space, rules: paging.portions.iter().map(Alike::rule_counts).collect(), pages })
}

//! Blocks → `Pages`: sheets and a paper come in, marks at points come out, each with its meaning.
//!
//! `measure` sets every block at its width, breaking text in `lines`. `plan` says where each item stands: `paging` shares
//! them out over pages, breaking what must be as `cuts` says, and `spread` shares out what a page has left. `flow` sets a
//! sheet as its plan says, and `place` gives it margins and feet. `measures` holds every distance. Nothing here knows of
//! questions, and code is never wrapped or split.

pub mod fonts;
mod letters;
mod own_font;
pub mod pages;
mod pages_text;

mod kerning;
mod lines;
mod measure;
mod figure;
mod flow;
mod plan;
mod plan_text;
mod paging;
mod cuts;
mod spread;
mod place;
mod blank;
mod progress;
mod strip;

mod alike;
mod area;
mod frame;
mod measures;
mod portion;
mod spacing;

#[cfg(test)]
mod tests;

use crate::blocks::Sheet;
pub use blank::{Ruling, lay_out_blank};
use flow::{FlowPage, flow, flow_by};
use letters::Letters;
pub use letters::{Source, needs_shaping};
pub use own_font::{FontFault, OwnFont};
use pages::Pages;
use place::Placing;
pub use plan::{Plan, plan};
pub use plan_text::PlanFault;
pub use progress::lay_out_progress;
pub use spacing::{Space, Spaces};
use std::sync::Arc;

/// Paper and print that sheets are laid out for. There is no large print on A5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    A4,
    Letter,
    A5,
    LargeA4,
    LargeLetter,
}

impl Paper {
    pub const ALL: [Paper; 5] = [Paper::A4, Paper::Letter, Paper::A5, Paper::LargeA4, Paper::LargeLetter];
}

/// A paper, and a font of one's own for letters that the faces lack.
#[derive(Clone, Copy, Debug)]
pub struct Format<'a> {
    pub paper: Paper,
    pub font: Option<&'a Arc<OwnFont>>,
}

impl From<Paper> for Format<'_> {
    fn from(paper: Paper) -> Self {
        Format { paper, font: None }
    }
}

impl<'a> Format<'a> {
    /// Where the letters of all that stands outside the items come from.
    fn letters(self) -> Letters<'a> {
        Letters { origin: None, font: self.font.map(Arc::as_ref) }
    }
}

/// What cannot be set on paper: the item's origin and what is in the way.
#[derive(Clone, Debug, PartialEq)]
pub enum Unfit {
    /// A letter that no face has, nor the font of one's own, or whose script no font alone can set; no origin if it stands outside the items: a name, a title, a foot.
    Letter { origin: Option<u32>, letter: char },
    /// A line of code too wide even at the smallest size.
    TooWide { origin: u32, line: String },
    /// An item taller than a page.
    TooTall { origin: u32 },
    /// An item that a plan gives no place, or one that is too small.
    OutOfPlan { origin: u32 },
}

impl Unfit {
    /// The same with this origin where a size was found at fault outside the items.
    fn at(self, origin: u32) -> Unfit {
        match self {
            Unfit::Letter { .. } => self,
            Unfit::TooWide { line, .. } => Unfit::TooWide { origin, line },
            Unfit::TooTall { .. } => Unfit::TooTall { origin },
            Unfit::OutOfPlan { .. } => Unfit::OutOfPlan { origin },
        }
    }
}

/// How many pages a sheet takes, without any that is left over.
pub fn count_pages<'a>(sheet: &Sheet, format: impl Into<Format<'a>>) -> Result<usize, Unfit> {
    Ok(flow(sheet, format.into())?.len())
}

/// Lays packets out one after the other, each of several sheets that begin on a page of their own. A packet has the foot
/// of its first sheet and the first title that there is.
pub fn lay_out_packets<'a>(packets: &[Vec<Sheet>], format: impl Into<Format<'a>>) -> Result<Pages, Unfit> {
    let format = format.into();
    let title = |sheets: &[Sheet]| sheets.iter().find(|sheet| !sheet.title.is_empty()).map(|sheet| sheet.title.clone());
    let first = packets.iter().find_map(|packet| title(packet)).unwrap_or_default();
    let mut placing = Placing::new(&first, format);
    for packet in packets {
        let Some(head) = packet.first() else { continue };
        let mut pages = Vec::new();
        for sheet in packet {
            pages.extend(flow(sheet, format)?);
        }
        placing.add(&Sheet { title: title(packet).unwrap_or_default(), ..head.clone() }, &pages)?;
    }
    Ok(placing.finish())
}

/// Lays sheets out one after the other, each starting on a right-hand page, each with an even number of pages: a page
/// left over says that it is blank on purpose. The document's title is the first sheet's.
///
/// Errors name the item that does not fit by its origin. What is too wide or too tall before the first item or after
/// the last one goes by the origin of that item.
pub fn lay_out<'a>(sheets: &[Sheet], format: impl Into<Format<'a>>) -> Result<Pages, Unfit> {
    let format = format.into();
    place(sheets, format, |sheet| flow(sheet, format))
}

/// The same by a plan: each sheet has the plan's pages, and its questions stand where the plan has them.
///
/// Errors: also a sheet that the plan was not made for.
pub fn lay_out_by<'a>(sheets: &[Sheet], plan: &Plan, format: impl Into<Format<'a>>) -> Result<Pages, Unfit> {
    let format = format.into();
    place(sheets, format, |sheet| flow_by(sheet, plan, format))
}

/// A sheet, and how it is to be laid out.
#[derive(Clone, Copy, Debug)]
pub struct Setup<'a> {
    pub sheet: &'a Sheet,
    pub format: Format<'a>,
    /// Where its questions stand, if that was planned.
    pub plan: Option<&'a Plan>,
}

/// Sheets in usual and in large print, planned or not, one after the other on the paper of the first. All are of one
/// size.
///
/// Errors: as [`lay_out_by`].
pub fn lay_out_each(sheets: &[Setup]) -> Result<Pages, Unfit> {
    let Some(first) = sheets.first() else { return Ok(Placing::new("", Paper::A4.into()).finish()) };
    let mut placing = Placing::new(&first.sheet.title, first.format);
    for Setup { sheet, format, plan } in sheets {
        placing.set_format(*format);
        let flowed = plan.map_or_else(|| flow(sheet, *format), |plan| flow_by(sheet, plan, *format));
        placing.add(sheet, &flowed?)?;
    }
    Ok(placing.finish())
}

fn place(
    sheets: &[Sheet],
    format: Format,
    flow: impl Fn(&Sheet) -> Result<Vec<FlowPage>, Unfit>,
) -> Result<Pages, Unfit> {
    let title = sheets.first().map_or("", |sheet| sheet.title.as_str());
    let mut placing = Placing::new(title, format);
    for sheet in sheets {
        placing.add(sheet, &flow(sheet)?)?;
    }
    Ok(placing.finish())
}

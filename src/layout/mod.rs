//! Blocks → `Pages`: sheets and a paper come in, marks at points come out, each with its meaning.
//!
//! `measure` sets every block at its width, breaking text in `lines`. `plan` says where each item stands: `paging` shares
//! them out over pages, breaking what must be as `cuts` says, and `spread` shares out what a page has left. `flow` sets a
//! sheet as its plan says, and `place` gives it margins and feet. `measures` holds every distance. Nothing here knows of
//! questions, and code is never wrapped or split.

pub mod fonts;
pub mod pages;
mod pages_text;

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
use pages::Pages;
use place::Placing;
pub use plan::{Plan, plan};
pub use plan_text::PlanFault;
pub use progress::lay_out_progress;
pub use spacing::Space;

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

/// What cannot be set on paper: the item's origin and what is in the way.
#[derive(Clone, Debug, PartialEq)]
pub enum Unfit {
    /// A letter that no face has; no origin if it stands outside the items: a name, a title, a foot.
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

/// Lays sheets out one after the other, each starting on a right-hand page, each with an even number of pages: a page
/// left over says that it is blank on purpose. The document's title is the first sheet's.
///
/// Errors name the item that does not fit by its origin. What is too wide or too tall before the first item or after
/// the last one goes by the origin of that item.
pub fn lay_out(sheets: &[Sheet], paper: Paper) -> Result<Pages, Unfit> {
    place(sheets, paper, |sheet| flow(sheet, paper))
}

/// The same by a plan: each sheet has the plan's pages, and its questions stand where the plan has them.
///
/// Errors: also a sheet that the plan was not made for.
pub fn lay_out_by(sheets: &[Sheet], plan: &Plan, paper: Paper) -> Result<Pages, Unfit> {
    place(sheets, paper, |sheet| flow_by(sheet, plan, paper))
}

fn place(
    sheets: &[Sheet],
    paper: Paper,
    flow: impl Fn(&Sheet) -> Result<Vec<FlowPage>, Unfit>,
) -> Result<Pages, Unfit> {
    let title = sheets.first().map_or("", |sheet| sheet.title.as_str());
    let mut placing = Placing::new(title, paper);
    for sheet in sheets {
        placing.add(sheet, &flow(sheet)?)?;
    }
    Ok(placing.finish())
}

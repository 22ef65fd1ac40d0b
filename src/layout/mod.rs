//! Blocks → `Pages`: sheets and a paper come in, marks at points come out, each with its meaning.
//!
//! `measure` sets every block at its width, breaking text in `lines`; `flow` shares the frames out over pages
//! (what is taller than one is cut as `cuts` says)
//! and `spread` shares out what a page has left; `place` gives them margins and feet. `measures` holds every distance. Nothing here knows of questions, and code is
//! never wrapped or split.

pub mod fonts;
pub mod pages;
mod pages_text;

mod lines;
mod measure;
mod figure;
mod flow;
mod cuts;
mod balance;
mod spread;
mod place;
mod blank;
mod strip;

mod frame;
mod measures;
mod portion;
mod spacing;

#[cfg(test)]
mod tests;

use crate::blocks::Sheet;
pub use blank::{Ruling, lay_out_blank};
use flow::flow;
use pages::Pages;
use place::Placing;

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
}

impl Unfit {
    /// The same with this origin where a size was found at fault outside the items.
    fn at(self, origin: u32) -> Unfit {
        match self {
            Unfit::Letter { .. } => self,
            Unfit::TooWide { line, .. } => Unfit::TooWide { origin, line },
            Unfit::TooTall { .. } => Unfit::TooTall { origin },
        }
    }
}

/// How many pages a sheet takes, without any that is left over.
pub fn count_pages(sheet: &Sheet, paper: Paper) -> Result<usize, Unfit> {
    Ok(flow(sheet, paper)?.len())
}

/// Lays packets out one after the other, each of several sheets that begin on a page of their own. A packet has the foot
/// of its first sheet and the first title that there is.
pub fn lay_out_packets(packets: &[Vec<Sheet>], paper: Paper) -> Result<Pages, Unfit> {
    let title = |sheets: &[Sheet]| sheets.iter().find(|sheet| !sheet.title.is_empty()).map(|sheet| sheet.title.clone());
    let first = packets.iter().find_map(|packet| title(packet)).unwrap_or_default();
    let mut placing = Placing::new(&first, paper);
    for packet in packets {
        let Some(head) = packet.first() else { continue };
        let mut pages = Vec::new();
        for sheet in packet {
            pages.extend(flow(sheet, paper)?);
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
pub fn lay_out(sheets: &[Sheet], paper: Paper) -> Result<Pages, Unfit> {
    let title = sheets.first().map_or("", |sheet| sheet.title.as_str());
    let mut placing = Placing::new(title, paper);
    for sheet in sheets {
        placing.add(sheet, &flow(sheet, paper)?)?;
    }
    Ok(placing.finish())
}

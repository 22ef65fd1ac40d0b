//! How close things stand on a page, from the usual to the tightest, and what a page with much room gives to writing.

use std::fmt;

use super::measures::{BLOCK_GAP, ITEM_GAP, MOST_ROW_EXTRA, TIGHT_GAP, TIGHT_ITEM_GAP, WIDEST_ITEM_GAP, WRITTEN_ROW};
use super::pages::Length;
use crate::blocks::Purpose;

/// Distances that change with how full a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spacing {
    /// Between the blocks of an item.
    pub blocks: Length,
    /// Between items, at the least.
    pub items: Length,
    /// Parts of ten that long ruled space gives up.
    pub fewer_rules: Tenths,
    /// Added to each row that is written in: of tables, of lines to order, of options.
    pub row_extra: Length,
}

/// A share in tenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenths(pub u32);

/// How much room for writing there is, in parts of a hundred of the usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Space(u32);

impl Space {
    pub const USUAL: Space = Space(100);

    /// `None` below the usual or above three times as much.
    pub fn per_cent(per_cent: u32) -> Option<Space> {
        (100..=300).contains(&per_cent).then_some(Space(per_cent))
    }

    /// So many rules with this space, rounded up.
    pub fn of(self, rules: u32) -> u32 {
        (rules.min(1000) * self.0).div_ceil(100)
    }

    fn row_extra(self) -> Length {
        Length(WRITTEN_ROW.0 * i32::try_from(self.0.saturating_sub(100)).unwrap_or(0) / 100)
    }
}

/// Room for writing on a whole sheet, and beside it more for some items.
#[derive(Clone, Copy, Debug)]
pub struct Spaces<'a> {
    pub all: Space,
    /// By item, in order; the usual for those that are left out.
    pub each: &'a [Space],
}

impl Spaces<'_> {
    /// So many rules of the item at this place, with both.
    pub fn of(&self, place: usize, rules: u32) -> u32 {
        self.each.get(place).copied().unwrap_or(Space::USUAL).of(self.all.of(rules))
    }
}

impl From<Space> for Spaces<'_> {
    fn from(all: Space) -> Self {
        Spaces { all, each: &[] }
    }
}

/// Parts of a hundred: `130`.
impl fmt::Display for Space {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Spacing {
    pub const LOOSE: Spacing =
        Spacing { blocks: BLOCK_GAP, items: ITEM_GAP, fewer_rules: Tenths(0), row_extra: Length::ZERO };
    /// Usual in keys.
    pub const TIGHT: Spacing = Spacing { blocks: TIGHT_GAP, ..Spacing::LOOSE };
    pub const TIGHTER: Spacing = Spacing { items: TIGHT_ITEM_GAP, ..Spacing::TIGHT };
    pub const TIGHTEST: Spacing = Spacing { fewer_rules: Tenths(1), ..Spacing::TIGHTER };

    /// What to try in turn before another page is begun.
    pub fn choices(purpose: Purpose) -> &'static [Spacing] {
        match purpose {
            Purpose::Questions => &[Spacing::LOOSE, Spacing::TIGHT, Spacing::TIGHTER, Spacing::TIGHTEST],
            Purpose::Key => &[Spacing::TIGHT, Spacing::TIGHTER],
        }
    }

    /// How sheets and keys are set where nothing is in the way.
    pub fn usual(purpose: Purpose) -> Spacing {
        match purpose {
            Purpose::Questions => Spacing::LOOSE,
            Purpose::Key => Spacing::TIGHT,
        }
    }

    /// Whether blocks are set in it as in another: only what stands between items differs.
    pub fn sets_as(self, other: Spacing) -> bool {
        Spacing { items: other.items, ..self } == other
    }

    /// The same with rows to write in taller by what a sheet's space asks for.
    pub fn with(self, space: Space) -> Spacing {
        Spacing { row_extra: self.row_extra + space.row_extra(), ..self }
    }

    /// The same with rows as much taller as so many tenths of the most allow.
    pub fn roomier(self, tenths: Tenths) -> Spacing {
        let tenths = i32::try_from(tenths.0.min(10)).unwrap_or(10);
        Spacing { row_extra: Length(MOST_ROW_EXTRA.0 * tenths / 10), ..self }
    }

    /// How much wider than the least a gap between items usually becomes.
    pub fn usual_widening(self) -> Length {
        WIDEST_ITEM_GAP - self.items
    }
}

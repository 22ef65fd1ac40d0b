//! What a page takes whole: an item, rules that go on from the page before, or what follows the last item.

use super::Unfit;
use super::cuts::{Cut, cut_at, cuts, is_between_steps, labels_of, stacked};
use super::frame::Frame;
use super::measure::{Setting, fit_closing, fit_item};
use super::measures::{FEWEST_RULES, MOST_GROWTH};
use super::pages::Length;
use super::spacing::Tenths;
use crate::blocks::{Block, Item, Rules, Sheet};

/// Where a portion goes on over a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// In the ruled space that it ends in: so many of its rules stand before.
    Rules(u32),
    Cut(Cut),
}

impl Break {
    fn cut(self) -> Option<Cut> {
        match self {
            Break::Cut(cut) => Some(cut),
            Break::Rules(_) => None,
        }
    }
}

#[derive(Clone, Debug)]
pub enum Portion {
    Item(Item),
    /// The rest of the item with this origin, and how many labels beside rules stand before it.
    Continued(u32, Vec<Block>, usize),
    /// With the origin of the last item, for faults of size.
    Closing(u32, Vec<Block>),
}

impl Portion {
    /// All portions of a sheet in order.
    pub fn of(sheet: &Sheet) -> Vec<Portion> {
        let mut portions: Vec<Portion> = sheet.items.iter().cloned().map(Portion::of_item).collect();
        if !sheet.closing.is_empty() {
            let origin = sheet.items.last().map_or(0, |item| item.origin);
            portions.push(Portion::Closing(origin, sheet.closing.clone()));
        }
        portions
    }

    /// An item without number and label is an introduction that goes on over pages.
    fn of_item(item: Item) -> Portion {
        match item.number {
            0 if item.label.is_empty() => Portion::Continued(item.origin, item.body, 0),
            _ => Portion::Item(item),
        }
    }

    /// The item that a fault of size is told of.
    pub fn origin(&self) -> u32 {
        match self {
            Portion::Item(item) => item.origin,
            Portion::Continued(origin, ..) | Portion::Closing(origin, _) => *origin,
        }
    }

    pub fn fit(&self, width: Length, setting: Setting) -> Result<Frame, Unfit> {
        let own = Setting { letters: setting.letters.of(self.origin()), ..setting };
        match self {
            Portion::Item(item) => fit_item(item, width, own),
            Portion::Continued(_, blocks, labels_before) => {
                fit_closing(blocks, width, Setting { labels_before: *labels_before, ..own })
            }
            // A letter that is lacking here is no item's.
            Portion::Closing(origin, blocks) => fit_closing(blocks, width, setting).map_err(|unfit| unfit.at(*origin)),
        }
    }

    /// The rules of the ruled space that it ends in and that may go on over a page; 0 if there are none.
    pub fn rules_that_break(&self) -> u32 {
        self.blocks().last().map_or(0, |block| match block {
            Block::Rules(rules) if rules.may_break => rules.lines,
            _ => 0,
        })
    }

    /// Where it may be cut, the cut with the longest first part first.
    pub fn cuts(&self) -> Vec<Cut> {
        cuts(&stacked(self.blocks()))
    }

    /// Those of the cuts that stand between steps which are written one after the other.
    pub fn cuts_between_steps(&self) -> Vec<Cut> {
        let blocks = stacked(self.blocks());
        let all = cuts(&blocks).into_iter();
        all.filter(|at| is_between_steps(&blocks, *at)).collect()
    }

    /// What stands between two breaks of it, or between one and its begin or end; `None` if it cannot be broken there.
    pub fn piece(&self, from: Option<Break>, to: Option<Break>) -> Option<Portion> {
        match (from, to) {
            (None, None) => Some(self.clone()),
            (None, Some(Break::Rules(kept))) => {
                let all = self.rules_that_break();
                (0 < kept && kept < all).then(|| self.with_last_rules(kept))
            }
            (Some(Break::Rules(before)), to) => {
                let end = match to {
                    None => self.rules_that_break(),
                    Some(Break::Rules(end)) => end.min(self.rules_that_break()),
                    Some(Break::Cut(_)) => return None,
                };
                let lines = end.checked_sub(before).filter(|lines| *lines > 0)?;
                let rest = self.with_last_rules(lines).blocks().last()?.clone();
                Some(Portion::Continued(self.origin(), vec![rest], 0))
            }
            (Some(Break::Cut(_)), Some(Break::Rules(_))) => None,
            (from, to) => self.cut_piece(from.and_then(Break::cut), to.and_then(Break::cut)),
        }
    }

    /// The same between cuts. Columns become blocks below each other.
    fn cut_piece(&self, from: Option<Cut>, to: Option<Cut>) -> Option<Portion> {
        let mut blocks = stacked(self.blocks());
        if let Some(to) = to {
            blocks = cut_at(&blocks, to)?.0;
        }
        let Some(from) = from else { return Some(self.with_blocks(blocks)) };
        let (before, rest) = cut_at(&blocks, from)?;
        Some(Portion::Continued(self.origin(), rest, before.iter().map(labels_of).sum()))
    }

    fn with_blocks(&self, blocks: Vec<Block>) -> Portion {
        match self {
            Portion::Item(item) => Portion::Item(Item { body: blocks, ..item.clone() }),
            Portion::Continued(origin, _, labels) => Portion::Continued(*origin, blocks, *labels),
            Portion::Closing(origin, _) => Portion::Closing(*origin, blocks),
        }
    }

    fn with_last_rules(&self, lines: u32) -> Portion {
        let mut portion = self.clone();
        if let Some(Block::Rules(rules)) = portion.blocks_mut().last_mut() {
            rules.lines = lines;
        }
        portion
    }

    /// How many rules each ruled space in it has, in order: empty, beside labels, and inside programs.
    pub fn rule_counts(&self) -> Vec<u32> {
        let mut portion = self.clone();
        portion.blocks_mut().iter_mut().flat_map(ruled_in).map(|ruled| *ruled.lines()).collect()
    }

    /// The same with so many rules in each ruled space.
    pub fn with_rule_counts(mut self, counts: &[u32]) -> Portion {
        for (ruled, count) in self.blocks_mut().iter_mut().flat_map(ruled_in).zip(counts) {
            *ruled.lines() = *count;
        }
        self
    }

    /// The same with so many tenths fewer rules in each long ruled space that is generous: the one that may go on
    /// over a page. What holds exactly what it must, such as a copy, keeps its rules.
    pub fn with_fewer_rules(&self, tenths: Tenths) -> Portion {
        let mut portion = self.clone();
        for ruled in portion.blocks_mut().iter_mut().flat_map(ruled_in) {
            if let Ruled::Space(rules) = ruled
                && rules.may_break
            {
                let cut = rules.lines.min(1000) * tenths.0 / 10;
                rules.lines = rules.lines.min(FEWEST_RULES.max(rules.lines - cut));
            }
        }
        portion
    }

    /// The same with as many more rules as so many tenths of half their number, beside labels too. Only rules for code,
    /// of which a line may take two, become more than half as many again.
    pub fn with_more_rules(&self, tenths: Tenths) -> Portion {
        let more = |lines: u32, tenths: Tenths| lines + lines.min(1000) * tenths.0 / 20;
        let mut portion = self.clone();
        for ruled in portion.blocks_mut().iter_mut().flat_map(ruled_in) {
            match ruled {
                Ruled::Space(Rules { lines, guides: true, .. }) => *lines = more(*lines, tenths),
                // A word before a single rule stays one.
                Ruled::Space(Rules { lines, .. }) | Ruled::Label(lines) => {
                    *lines = more(*lines, tenths.min(MOST_GROWTH));
                }
                Ruled::Exact(_) => {}
            }
        }
        portion
    }

    fn blocks(&self) -> &[Block] {
        match self {
            Portion::Item(item) => &item.body,
            Portion::Continued(_, blocks, _) | Portion::Closing(_, blocks) => blocks,
        }
    }

    fn blocks_mut(&mut self) -> &mut [Block] {
        match self {
            Portion::Item(item) => &mut item.body,
            Portion::Continued(_, blocks, _) | Portion::Closing(_, blocks) => blocks,
        }
    }

    /// Whether there is ruled space in it, of any kind.
    pub fn is_ruled(&self) -> bool {
        self.blocks().iter().any(has_rules)
    }
}

/// Ruled space of any kind.
enum Ruled<'a> {
    Space(&'a mut Rules),
    Label(&'a mut u32),
    /// For lines that are known, inside a program or below it.
    Exact(&'a mut u32),
}

impl<'a> Ruled<'a> {
    fn lines(self) -> &'a mut u32 {
        match self {
            Ruled::Space(rules) => &mut rules.lines,
            Ruled::Label(lines) | Ruled::Exact(lines) => lines,
        }
    }
}

fn ruled_in(block: &mut Block) -> Vec<Ruled<'_>> {
    match block {
        Block::Rules(rules) => vec![Ruled::Space(rules)],
        Block::LabelledRules(labels) => labels.iter_mut().map(|label| Ruled::Label(&mut label.lines)).collect(),
        Block::Copy(copy) => copy.parts.iter_mut().map(|part| Ruled::Exact(&mut part.rules)).collect(),
        Block::Listing(listing) => listing.rules_after.iter_mut().map(|(_, rules)| Ruled::Exact(rules)).collect(),
        Block::Beside { left, right, .. } => left.iter_mut().chain(right).flat_map(ruled_in).collect(),
        _ => Vec::new(),
    }
}

fn has_rules(block: &Block) -> bool {
    match block {
        Block::Rules(rules) => rules.lines > 0,
        Block::LabelledRules(labels) => !labels.is_empty(),
        Block::Copy(copy) => copy.rules() > 0,
        Block::Listing(listing) => !listing.rules_after.is_empty(),
        Block::Beside { left, right, .. } => left.iter().chain(right).any(has_rules),
        _ => false,
    }
}

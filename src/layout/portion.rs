//! What a page takes whole: an item, rules that go on from the page before, or what follows the last item.

use super::Unfit;
use super::cuts::{cuts, labels_of, stacked};
use super::frame::Frame;
use super::measure::{Setting, fit_closing, fit_item};
use super::measures::{FEWEST_RULES, Measures, RULES_CARRIED, RULES_KEPT};
use super::pages::Length;
use super::spacing::Tenths;
use crate::blocks::{Block, Item, RuledLabel, Rules, Sheet};

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
        let mut portions: Vec<Portion> = sheet.items.iter().cloned().map(Portion::Item).collect();
        if !sheet.closing.is_empty() {
            let origin = sheet.items.last().map_or(0, |item| item.origin);
            portions.push(Portion::Closing(origin, sheet.closing.clone()));
        }
        portions
    }

    /// The item that a fault of size is told of.
    pub fn origin(&self) -> u32 {
        match self {
            Portion::Item(item) => item.origin,
            Portion::Continued(origin, ..) | Portion::Closing(origin, _) => *origin,
        }
    }

    pub fn fit(&self, width: Length, setting: Setting) -> Result<Frame, Unfit> {
        let setting = Setting { origin: Some(self.origin()), ..setting };
        match self {
            Portion::Item(item) => fit_item(item, width, setting),
            Portion::Continued(_, blocks, labels_before) => {
                fit_closing(blocks, width, Setting { labels_before: *labels_before, ..setting })
            }
            // A letter that is lacking here is no item's.
            Portion::Closing(origin, blocks) => {
                fit_closing(blocks, width, Setting { origin: None, ..setting }).map_err(|unfit| unfit.at(*origin))
            }
        }
    }

    /// The part that fits into `room` and the rules that go on, if the portion is `height` tall and ends in rules
    /// that may break.
    pub fn split(&self, height: Length, room: Length, m: &Measures) -> Option<(Portion, Portion)> {
        let mut head = self.clone();
        let rules = head.last_rules_mut().filter(|rules| rules.may_break)?;
        let excess = height - room;
        let carried = u32::try_from((excess.0 + m.pitch.0 - 1).div_euclid(m.pitch.0)).ok()?.max(RULES_CARRIED);
        let kept = rules.lines.checked_sub(carried)?;
        if kept < RULES_KEPT {
            return None;
        }
        let rest = Rules { lines: carried, ..rules.clone() };
        rules.lines = kept;
        Some((head, Portion::Continued(self.origin(), vec![Block::Rules(rest)], 0)))
    }

    /// The part before one of the blocks, or of the rows of one, that is the longest for which `fits` says yes, and the
    /// rest; `None` if there is no such part. Columns become blocks below each other.
    pub fn cut(&self, fits: impl Fn(&Portion) -> Result<bool, Unfit>) -> Result<Option<(Portion, Portion)>, Unfit> {
        let (blocks, labels_before) = match self {
            Portion::Item(item) => (&item.body, 0),
            Portion::Continued(_, blocks, labels_before) => (blocks, *labels_before),
            Portion::Closing(_, blocks) => (blocks, 0),
        };
        for (first, rest) in cuts(&stacked(blocks)) {
            let labels = labels_before + first.iter().map(labels_of).sum::<usize>();
            let head = match self {
                Portion::Item(item) => Portion::Item(Item { body: first, ..item.clone() }),
                Portion::Continued(origin, ..) => Portion::Continued(*origin, first, labels_before),
                Portion::Closing(origin, _) => Portion::Closing(*origin, first),
            };
            if fits(&head)? {
                return Ok(Some((head, Portion::Continued(self.origin(), rest, labels))));
            }
        }
        Ok(None)
    }

    fn last_rules_mut(&mut self) -> Option<&mut Rules> {
        match self {
            Portion::Item(Item { body: blocks, .. }) | Portion::Continued(_, blocks, _) => match blocks.last_mut() {
                Some(Block::Rules(rules)) => Some(rules),
                _ => None,
            },
            Portion::Closing(..) => None,
        }
    }

    /// The same with so many tenths fewer rules in each long ruled space that is generous: the one that may go on
    /// over a page. What holds exactly what it must, such as a copy, keeps its rules.
    pub fn with_fewer_rules(&self, tenths: Tenths) -> Portion {
        self.with_rules(|rules| {
            let cut = rules.lines.min(1000) * tenths.0 / 10;
            if rules.may_break { rules.lines.min(FEWEST_RULES.max(rules.lines - cut)) } else { rules.lines }
        })
    }

    /// The same with as many more rules as so many tenths of half their number, beside labels too.
    pub fn with_more_rules(&self, tenths: Tenths) -> Portion {
        let more = |lines: u32| lines + lines.min(1000) * tenths.0 / 20;
        let mut portion = self.with_rules(|rules| more(rules.lines));
        for label in portion.blocks_mut().iter_mut().flat_map(labels_in) {
            label.lines = more(label.lines);
        }
        portion
    }

    fn with_rules(&self, lines: impl Fn(&Rules) -> u32) -> Portion {
        let mut portion = self.clone();
        for rules in portion.blocks_mut().iter_mut().flat_map(rules_in) {
            rules.lines = lines(rules);
        }
        portion
    }

    fn blocks_mut(&mut self) -> &mut [Block] {
        match self {
            Portion::Item(item) => &mut item.body,
            Portion::Continued(_, blocks, _) | Portion::Closing(_, blocks) => blocks,
        }
    }

    /// Whether there is ruled space in it, of any kind.
    pub fn is_ruled(&self) -> bool {
        match self {
            Portion::Item(item) => item.body.iter().any(has_rules),
            Portion::Continued(_, blocks, _) | Portion::Closing(_, blocks) => blocks.iter().any(has_rules),
        }
    }
}

fn rules_in(block: &mut Block) -> Vec<&mut Rules> {
    match block {
        Block::Rules(rules) => vec![rules],
        Block::Beside { left, right, .. } => left.iter_mut().chain(right).flat_map(rules_in).collect(),
        _ => Vec::new(),
    }
}

fn labels_in(block: &mut Block) -> Vec<&mut RuledLabel> {
    match block {
        Block::LabelledRules(labels) => labels.iter_mut().collect(),
        Block::Beside { left, right, .. } => left.iter_mut().chain(right).flat_map(labels_in).collect(),
        _ => Vec::new(),
    }
}

fn has_rules(block: &Block) -> bool {
    match block {
        Block::Rules(rules) => rules.lines > 0,
        Block::LabelledRules(labels) => !labels.is_empty(),
        Block::Listing(listing) => !listing.rules_after.is_empty(),
        Block::Beside { left, right, .. } => left.iter().chain(right).any(has_rules),
        _ => false,
    }
}

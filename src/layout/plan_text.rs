//! A plan as text without blanks, for the request of a sheet: `100/q4,q,q14/p0g0,113386+152000,280000+90000b9/p1g3,0+60000`.
//!
//! First the space for writing. Then the rules of each item, `q5.6` for one with two ruled spaces. Then each page: how
//! close it is set (`p`) and by how many tenths its space for writing grows (`g`), and from where and how tall each part
//! of it is, in thousandths of a point. `b9` says that the next page goes on with the same item after nine rules, `c2.3`
//! after two blocks and three rows of the next.

use std::fmt;
use std::str::FromStr;

use super::cuts::Cut;
use super::measures::MOST_GROWTH_ON_SMALL;
use super::pages::Length;
use super::paging::Part;
use super::plan::{Plan, PlanPage, Slot};
use super::portion::Break;
use super::spacing::{Space, Tenths};

/// A text that is no plan, and the part of it that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanFault(pub String);

impl fmt::Display for PlanFault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let shown: String = self.0.chars().filter(|letter| !letter.is_control()).take(40).collect();
        write!(f, "`{shown}` is no part of a plan")
    }
}

/// No sheet has more of anything than this.
const MOST: u32 = 10_000;
/// In thousandths of a point: longer than any paper.
const LONGEST: u32 = 10_000_000;

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let rules = self.rules.iter().map(|counts| format!("q{}", joined(counts, ".")));
        write!(f, "{}/{}", self.space, joined(&rules.collect::<Vec<_>>(), ","))?;
        self.pages.iter().try_for_each(|page| write!(f, "/{page}"))
    }
}

impl fmt::Display for PlanPage {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "p{}g{}", self.spacing, self.growth.0)?;
        self.slots.iter().try_for_each(|slot| write!(f, ",{slot}"))
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}+{}", self.top.0, self.height.0)?;
        match self.part.to {
            Some(Break::Rules(rules)) => write!(f, "b{rules}"),
            Some(Break::Cut(cut)) => write!(f, "c{}.{}", cut.blocks, cut.rows),
            None => Ok(()),
        }
    }
}

fn joined(each: &[impl ToString], by: &str) -> String {
    each.iter().map(ToString::to_string).collect::<Vec<String>>().join(by)
}

impl FromStr for Plan {
    type Err = PlanFault;

    fn from_str(text: &str) -> Result<Plan, PlanFault> {
        let mut parts = text.split('/');
        let space = parts.next().unwrap_or("");
        let space = number(space, MOST).and_then(Space::per_cent).ok_or_else(|| fault(space))?;
        let items = parts.next().ok_or_else(|| fault(text))?;
        let items: Vec<&str> = items.split(',').filter(|_| !items.is_empty()).collect();
        let rules = items.into_iter().map(read_rules).collect::<Result<_, _>>()?;
        let mut reader = Reader::default();
        let pages = parts.map(|page| reader.page(page)).collect::<Result<_, _>>()?;
        Ok(Plan { space, rules, pages })
    }
}

fn read_rules(text: &str) -> Result<Vec<u32>, PlanFault> {
    let counts = text.strip_prefix('q').ok_or_else(|| fault(text))?;
    if counts.is_empty() {
        return Ok(Vec::new());
    }
    counts.split('.').map(|count| number(count, MOST).ok_or_else(|| fault(text))).collect()
}

/// What comes next while pages are read.
#[derive(Default)]
struct Reader {
    portion: usize,
    from: Option<Break>,
}

impl Reader {
    fn page(&mut self, text: &str) -> Result<PlanPage, PlanFault> {
        let mut parts = text.split(',');
        let head = parts.next().unwrap_or("");
        let numbers = head.strip_prefix('p').and_then(|numbers| numbers.split_once('g'));
        let (spacing, growth) = numbers.ok_or_else(|| fault(head))?;
        let spacing = number(spacing, 9).and_then(|place| usize::try_from(place).ok()).ok_or_else(|| fault(head))?;
        let growth = number(growth, MOST_GROWTH_ON_SMALL.0).map(Tenths).ok_or_else(|| fault(head))?;
        let slots = parts.map(|slot| self.slot(slot)).collect::<Result<_, _>>()?;
        Ok(PlanPage { spacing, growth, slots })
    }

    fn slot(&mut self, text: &str) -> Result<Slot, PlanFault> {
        let (place, to) = match text.find(['b', 'c']) {
            Some(at) => (&text[..at], Some(read_break(&text[at..])?)),
            None => (text, None),
        };
        let lengths = place.split_once('+').and_then(|(top, height)| Some((length(top)?, length(height)?)));
        let (top, height) = lengths.ok_or_else(|| fault(text))?;
        let part = Part { portion: self.portion, from: self.from, to };
        self.from = to;
        self.portion += usize::from(to.is_none());
        Ok(Slot { part, top, height })
    }
}

fn read_break(text: &str) -> Result<Break, PlanFault> {
    let read = match text.split_at_checked(1) {
        Some(("b", rules)) => number(rules, MOST).map(Break::Rules),
        Some(("c", cut)) => cut
            .split_once('.')
            .and_then(|(blocks, rows)| Some(Break::Cut(Cut { blocks: place(blocks)?, rows: place(rows)? }))),
        _ => None,
    };
    read.ok_or_else(|| fault(text))
}

fn place(text: &str) -> Option<usize> {
    number(text, MOST).and_then(|place| usize::try_from(place).ok())
}

fn length(text: &str) -> Option<Length> {
    number(text, LONGEST).and_then(|length| i32::try_from(length).ok()).map(Length)
}

/// Digits only, and no more than `most`.
fn number(text: &str, most: u32) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && *number <= most)
}

fn fault(text: &str) -> PlanFault {
    PlanFault(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_read_back() {
        for text in [
            "100/q4,q,q9.14/p0g0,113386+152000,280000+90000b9/p1g3,0+60000",
            "130/q/p3g10,0+5c2.3/p0g0,0+7",
            "300//p0g0",
            "100/",
        ] {
            let plan: Plan = text.parse().unwrap();
            assert_eq!(plan.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_plan_is_told() {
        for (text, part) in [
            ("", ""),
            ("100", "100"),
            ("99/q4", "99"),
            ("1e2/q", "1e2"),
            ("100/4", "4"),
            ("100/q4.", "q4."),
            ("100/q10001", "q10001"),
            ("100/q4/g0", "g0"),
            ("100/q4/p0g21", "p0g21"),
            ("100/q4/p0g0,12", "12"),
            ("100/q4/p0g0,1+2x", "1+2x"),
            ("100/q4/p0g0,1+2b", "b"),
            ("100/q4/p0g0,1+2c3", "c3"),
            ("100/q4/p0g0,-1+2", "-1+2"),
            ("100/q4/p0g0,1+99999999999", "1+99999999999"),
        ] {
            assert_eq!(text.parse::<Plan>(), Err(PlanFault(part.to_owned())), "{text}");
        }
        assert_eq!(PlanFault("1+2\u{7}x".to_owned()).to_string(), "`1+2x` is no part of a plan");
    }
}

//! The kinds of question, one file each: its keys, how it is posed, its wrong answers, its blocks, its faults.
//!
//! A kind reads its own keys from `[[problem]]`, and poses a draw: it runs the right program and every wrong one, and
//! gives the blocks of question and key. It asks for ruled lines, never millimetres; it knows no sheet and no bank.

mod calls;
mod choose;
mod class;
mod common;
mod faults;
mod key;
mod limits;
mod lines;
mod mcq;
mod misreads;
mod name;
mod numerals;
mod options;
mod order;
mod outcome;
mod output;
mod parsons;
mod posed;
mod rubric;
mod short;
mod shown;
mod space;
mod stages;
mod trace;
mod traced;
#[cfg(test)]
mod trial;
mod write;
mod written;

pub use common::{Common, Ground, Hint};
pub use faults::{Blame, PoseFault, ReadFault, Setback};
pub use misreads::{Misread, Wrong};
pub use name::{Form, Name};
pub use posed::{Posed, Posing, WrongAnswer};

use crate::diagnostic::Faults;
use crate::draw::Pools;
use crate::keys::Keys;

/// One template: prose, program, parameters, wrong readings; well-formed. It can be posed; only the interpreter can
/// still say no.
#[derive(Clone, Debug)]
pub struct Problem {
    pub common: Common,
    pub kind: Kind,
}

/// What each kind has beside the common keys.
#[derive(Clone, Debug)]
pub enum Kind {
    Output(output::Output),
    Trace(trace::Trace),
    Parsons(parsons::Parsons),
    Write(write::Write),
    Class(class::Class),
    Mcq(mcq::Mcq),
    Choose(choose::Choose),
    Short(short::Short),
}

/// Reads one `[[problem]]`. `None` if it cannot be posed; every fault is noted either way.
pub fn read(mut keys: Keys, pools: &Pools, faults: &mut Faults) -> Option<Problem> {
    let before = faults.len();
    let name = common::take_kind(&mut keys, faults);
    let (ground, common) = Common::read(&mut keys, name, pools, faults);
    let kind = name.and_then(|name| Kind::read(name, &mut keys, &ground, faults));
    if let Some(name) = name {
        keys.finish(name.word(), &owner_of, &all_keys(), faults);
    }
    let problem = Problem { common: common?, kind: kind? };
    (faults.len() == before).then_some(problem)
}

impl Kind {
    fn read(name: Name, keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Kind> {
        match name {
            Name::Output => output::Output::read(keys, ground, faults).map(Kind::Output),
            Name::Trace => trace::Trace::read(keys, ground, faults).map(Kind::Trace),
            Name::Parsons => parsons::Parsons::read(keys, ground, faults).map(Kind::Parsons),
            Name::Write => write::Write::read(keys, ground, faults).map(Kind::Write),
            Name::Class => class::Class::read(keys, ground, faults).map(Kind::Class),
            Name::Mcq => mcq::Mcq::read(keys, ground, faults).map(Kind::Mcq),
            Name::Choose => choose::Choose::read(keys, ground, faults).map(Kind::Choose),
            Name::Short => short::Short::read(keys, ground, faults).map(Kind::Short),
        }
    }

    pub fn name(&self) -> Name {
        match self {
            Kind::Output(_) => Name::Output,
            Kind::Trace(_) => Name::Trace,
            Kind::Parsons(_) => Name::Parsons,
            Kind::Write(_) => Name::Write,
            Kind::Class(_) => Name::Class,
            Kind::Mcq(_) => Name::Mcq,
            Kind::Choose(_) => Name::Choose,
            Kind::Short(_) => Name::Short,
        }
    }
}

impl Problem {
    /// Runs the right program and every wrong one on the drawn values, and gives question and key.
    pub fn pose(&self, posing: &mut Posing) -> Result<Posed, Setback> {
        match &self.kind {
            Kind::Output(kind) => kind.pose(&self.common, posing),
            Kind::Trace(kind) => kind.pose(&self.common, posing),
            Kind::Parsons(kind) => kind.pose(&self.common, posing),
            Kind::Write(kind) => kind.pose(&self.common, posing),
            Kind::Class(kind) => kind.pose(&self.common, posing),
            Kind::Mcq(kind) => kind.pose(&self.common, posing),
            Kind::Choose(kind) => kind.pose(&self.common, posing),
            Kind::Short(kind) => kind.pose(&self.common, posing),
        }
    }

    /// The forms in which it can be printed, its own kind first. A class counts once, whatever its stage.
    pub fn forms(&self) -> Vec<Name> {
        let mut forms = vec![self.kind.name()];
        forms.extend(self.common.also.iter().copied());
        forms
    }
}

/// The keys that each kind owns beside the common ones.
fn keys_of(name: Name) -> &'static [&'static str] {
    match name {
        Name::Output => output::KEYS,
        Name::Trace => trace::KEYS,
        Name::Parsons => parsons::KEYS,
        Name::Write => write::KEYS,
        Name::Class => class::KEYS,
        Name::Mcq => mcq::KEYS,
        Name::Choose => choose::KEYS,
        Name::Short => short::KEYS,
    }
}

/// Every key that a problem may have, for the nearest name to a wrong one.
fn all_keys() -> Vec<&'static str> {
    Name::ALL.iter().flat_map(|&name| keys_of(name)).chain(common::KEYS).copied().collect()
}

/// The kinds that own a key: "`trace`", or nothing where no kind does.
fn owner_of(key: &str) -> Option<String> {
    let owners: Vec<&str> =
        Name::ALL.iter().filter(|&&name| keys_of(name).contains(&key)).map(|name| name.word()).collect();
    (!owners.is_empty()).then(|| crate::diagnostic::words::all_of(owners))
}

#[cfg(test)]
mod tests {
    use super::trial;

    #[test]
    fn keys_that_nobody_took_are_told_by_whom_they_belong_to() {
        let problem = "[[problem]]\nid = \"two-plus\"\nkind = \"output\"\nskill = \"names\"\nlevel = 1\nminutes = 1\n\
                       title = \"Sum\"\nwhy = \"Sums.\"\nprogram = 'print(2)'\nwatch = [\"n\"]\noptions = []\nwhi = \"\"\n\
                       [[problem.misread]]\nid = \"slip\"\nsay = \"slipped\"\nswap = [\"2\", \"3\"]\nsays = \"\"\n";
        let (_, faults) = trial::read(problem);
        let messages: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "`watch` belongs to `trace`; this problem is `output`",
                "`options` belongs to `mcq` and `choose`; this problem is `output`",
                "`output` has no key `whi`",
                "a misread has no key `says`",
            ]
        );
    }
}

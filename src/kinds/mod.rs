//! The kinds of question, one file each: its keys, how it is posed, its wrong answers, its blocks, its faults.
//!
//! A kind reads its own keys from `[[problem]]`, and poses a draw: it runs the right program and every wrong one, and
//! gives the blocks of question and key. It asks for ruled lines, never millimetres; it knows no sheet and no bank.

mod bigo;
mod bugfix;
mod calls;
mod choose;
mod class;
mod cloze;
mod cmd;
mod cmd_faults;
mod cmd_reached;
mod cmd_scene;
mod common;
mod copy;
mod diagram;
mod exhibit;
mod explain;
mod faults;
mod gaps;
mod ground;
mod growth;
mod graphs;
mod key;
mod letters;
mod limits;
mod lines;
mod matching;
mod mcq;
mod misreads;
mod name;
mod numerals;
mod options;
mod order;
mod outcome;
mod output;
mod parsons;
mod plan;
mod posed;
mod queried;
mod rewrite;
mod rubric;
mod short;
mod shown;
mod space;
mod spoken;
mod sql;
mod sql_tables;
mod stages;
mod mutants;
mod tf;
mod trace;
mod traced;
#[cfg(test)]
mod trial;
mod typed;
mod write;
mod written;

pub use common::{Common, Hint, PROBLEM};
pub use faults::{Blame, PoseFault, ReadFault, Setback};
pub use ground::{Ground, Named};
pub use key::{told_of_others, without_follow_ups};
pub use misreads::{Misread, Wrong};
pub use name::{Form, Name};
pub use plan::plan_boxes;
pub use posed::{Posed, Posing, WrongAnswer};
pub use stages::{LAST_STAGE, QUICK_STAGE};
pub use typed::{Came, Like, Shortfall, Subject, Verdict};
pub use write::without_agreed;

use crate::diagnostic::Faults;
use crate::draw::{Language, Pools};
use crate::keys::{KeyTable, Keys};

/// One template: prose, program, parameters, wrong readings; well-formed. It can be posed; only the interpreter can
/// still say no.
#[derive(Clone, Debug)]
pub struct Problem {
    pub common: Common,
    pub kind: Kind,
    /// The other kinds that it is printed as, those of `also` that have keys of their own.
    pub others: Vec<Kind>,
}

/// What each kind has beside the common keys.
#[derive(Clone, Debug)]
pub enum Kind {
    Output(output::Output),
    Trace(trace::Trace),
    Cloze(cloze::Cloze),
    Bugfix(bugfix::Bugfix),
    Write(write::Write),
    Parsons(parsons::Parsons),
    Rewrite(rewrite::Rewrite),
    Class(class::Class),
    Mcq(mcq::Mcq),
    Tf(tf::Tf),
    Match(matching::Match),
    Choose(choose::Choose),
    Short(short::Short),
    Plan(plan::Plan),
    Copy(copy::Copy),
    Diagram(diagram::Diagram),
    Bigo(bigo::Bigo),
    Explain(explain::Explain),
    Tests(mutants::Tests),
    Sql(sql::Sql),
    Cmd(cmd::Cmd),
}

/// Reads one `[[problem]]` of a set in a language. `Err`, with what it names, if it cannot be posed; every fault is noted
/// either way.
pub fn read(mut keys: Keys, language: Language, pools: &Pools, faults: &mut Faults) -> Result<Problem, Named> {
    let before = faults.len();
    keys.learn(&PROBLEM);
    let name = common::take_kind(&mut keys, language, faults);
    if let Some(name) = name {
        keys.learn(keys_of(name));
    }
    let (ground, common) = Common::read(&mut keys, name, language, pools, faults);
    let also = common.as_ref().map(|common| common.also.as_slice()).unwrap_or_default();
    // Few problems are printed as another kind, and all are read at every start.
    let untaken = (!also.is_empty()).then(|| keys.clone());
    let kind = name.and_then(|name| Kind::read(name, &mut keys, &ground, faults));
    let untaken = untaken.filter(|_| kind.is_some() && faults.len() == before);
    let others = Kind::read_others(also, &mut keys, untaken.as_ref(), &ground, faults);
    if let Some(name) = name {
        keys.finish(name.word(), &owner_of, &all_keys(), faults);
    }
    match (common, kind) {
        (Some(common), Some(kind)) if faults.len() == before => Ok(Problem { common, kind, others }),
        _ => Err(ground.named),
    }
}

impl Kind {
    fn read(name: Name, keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Kind> {
        match name {
            Name::Output => output::Output::read(keys, ground, faults).map(Kind::Output),
            Name::Trace => trace::Trace::read(keys, ground, faults).map(Kind::Trace),
            Name::Cloze => cloze::Cloze::read(keys, ground, faults).map(Kind::Cloze),
            Name::Bugfix => bugfix::Bugfix::read(keys, ground, faults).map(Kind::Bugfix),
            Name::Write => write::Write::read(keys, ground, faults).map(Kind::Write),
            Name::Parsons => parsons::Parsons::read(keys, ground, faults).map(Kind::Parsons),
            Name::Rewrite => rewrite::Rewrite::read(keys, ground, faults).map(Kind::Rewrite),
            Name::Class => class::Class::read(keys, ground, faults).map(Kind::Class),
            Name::Mcq => mcq::Mcq::read(keys, ground, faults).map(Kind::Mcq),
            Name::Tf => tf::Tf::read(keys, ground, faults).map(Kind::Tf),
            Name::Match => matching::Match::read(keys, ground, faults).map(Kind::Match),
            Name::Choose => choose::Choose::read(keys, ground, faults).map(Kind::Choose),
            Name::Short => short::Short::read(keys, ground, faults).map(Kind::Short),
            Name::Plan => plan::Plan::read(keys, ground, faults).map(Kind::Plan),
            Name::Copy => copy::Copy::read(keys, ground, faults).map(Kind::Copy),
            Name::Diagram => diagram::Diagram::read(keys, ground, faults).map(Kind::Diagram),
            Name::Bigo => bigo::Bigo::read(keys, ground, faults).map(Kind::Bigo),
            Name::Explain => explain::Explain::read(keys, ground, faults).map(Kind::Explain),
            Name::Tests => mutants::Tests::read(keys, ground, faults).map(Kind::Tests),
            Name::Sql => sql::Sql::read(keys, ground, faults).map(Kind::Sql),
            Name::Cmd => cmd::Cmd::read(keys, ground, faults).map(Kind::Cmd),
        }
    }

    /// Takes the keys of the other kinds, and reads each from the keys as they stood before the first kind took its
    /// own: several may own the same. Nothing is read of a problem with faults, which would only be told twice.
    fn read_others(
        also: &[Name],
        keys: &mut Keys,
        untaken: Option<&Keys>,
        ground: &Ground,
        faults: &mut Faults,
    ) -> Vec<Kind> {
        let mut others = Vec::new();
        for &name in also.iter().filter(|&&name| !(name == Name::Mcq && ground.kind == Some(Name::Output))) {
            own_keys(name).for_each(|key| drop(keys.item(key)));
            let mut own = untaken.cloned().map(|keys| keys.knowing(keys_of(name)));
            others.extend(own.as_mut().and_then(|keys| Kind::read(name, keys, ground, faults)));
        }
        others
    }

    pub fn name(&self) -> Name {
        match self {
            Kind::Output(_) => Name::Output,
            Kind::Trace(_) => Name::Trace,
            Kind::Cloze(_) => Name::Cloze,
            Kind::Bugfix(_) => Name::Bugfix,
            Kind::Write(_) => Name::Write,
            Kind::Parsons(_) => Name::Parsons,
            Kind::Rewrite(_) => Name::Rewrite,
            Kind::Class(_) => Name::Class,
            Kind::Mcq(_) => Name::Mcq,
            Kind::Tf(_) => Name::Tf,
            Kind::Match(_) => Name::Match,
            Kind::Choose(_) => Name::Choose,
            Kind::Short(_) => Name::Short,
            Kind::Plan(_) => Name::Plan,
            Kind::Copy(_) => Name::Copy,
            Kind::Diagram(_) => Name::Diagram,
            Kind::Bigo(_) => Name::Bigo,
            Kind::Explain(_) => Name::Explain,
            Kind::Tests(_) => Name::Tests,
            Kind::Sql(_) => Name::Sql,
            Kind::Cmd(_) => Name::Cmd,
        }
    }
}

impl Problem {
    /// Runs the right program and every wrong one on the drawn values, and gives question and key.
    pub fn pose(&self, posing: &mut Posing) -> Result<Posed, Setback> {
        let other = self.others.iter().find(|kind| kind.name() == posing.form.kind);
        match other.unwrap_or(&self.kind) {
            Kind::Output(kind) => kind.pose(&self.common, posing),
            Kind::Trace(kind) => kind.pose(&self.common, posing),
            Kind::Cloze(kind) => kind.pose(&self.common, posing),
            Kind::Bugfix(kind) => kind.pose(&self.common, posing),
            Kind::Write(kind) => kind.pose(&self.common, posing),
            Kind::Parsons(kind) => kind.pose(&self.common, posing),
            Kind::Rewrite(kind) => kind.pose(&self.common, posing),
            Kind::Class(kind) => kind.pose(&self.common, posing),
            Kind::Mcq(kind) => kind.pose(&self.common, posing),
            Kind::Tf(kind) => kind.pose(&self.common, posing),
            Kind::Match(kind) => kind.pose(&self.common, posing),
            Kind::Choose(kind) => kind.pose(&self.common, posing),
            Kind::Short(kind) => kind.pose(&self.common, posing),
            Kind::Plan(kind) => kind.pose(&self.common, posing),
            Kind::Copy(kind) => kind.pose(&self.common, posing),
            Kind::Diagram(kind) => kind.pose(&self.common, posing),
            Kind::Bigo(kind) => kind.pose(&self.common, posing),
            Kind::Explain(kind) => kind.pose(&self.common, posing),
            Kind::Tests(kind) => kind.pose(&self.common, posing),
            Kind::Sql(kind) => kind.pose(&self.common, posing),
            Kind::Cmd(kind) => kind.pose(&self.common, posing),
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
pub fn keys_of(name: Name) -> &'static KeyTable {
    match name {
        Name::Output => &output::KEYS,
        Name::Trace => &trace::KEYS,
        Name::Cloze => &cloze::KEYS,
        Name::Bugfix => &bugfix::KEYS,
        Name::Write => &write::KEYS,
        Name::Parsons => &parsons::KEYS,
        Name::Rewrite => &rewrite::KEYS,
        Name::Class => &class::KEYS,
        Name::Mcq => &mcq::KEYS,
        Name::Tf => &tf::KEYS,
        Name::Match => &matching::KEYS,
        Name::Choose => &choose::KEYS,
        Name::Short => &short::KEYS,
        Name::Plan => &plan::KEYS,
        Name::Copy => &copy::KEYS,
        Name::Diagram => &diagram::KEYS,
        Name::Bigo => &bigo::KEYS,
        Name::Explain => &explain::KEYS,
        Name::Tests => &mutants::KEYS,
        Name::Sql => &sql::KEYS,
        Name::Cmd => &cmd::KEYS,
    }
}

/// The keys of a kind that are not common ones with words of its own.
fn own_keys(name: Name) -> impl Iterator<Item = &'static str> {
    keys_of(name).names().filter(|key| PROBLEM.key(key).is_none())
}

/// Every key that a problem may have, for the nearest name to a wrong one.
fn all_keys() -> Vec<&'static str> {
    Name::ALL.iter().flat_map(|&name| keys_of(name).names()).chain(PROBLEM.names()).collect()
}

/// The kinds that own a key: "`trace`", or nothing where no kind does.
fn owner_of(key: &str) -> Option<String> {
    let owners: Vec<&str> =
        Name::ALL.iter().filter(|&&name| keys_of(name).key(key).is_some()).map(|name| name.word()).collect();
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

//! Folders of TOML → problems, skills, pools, misconceptions and recipes, well-formed and consistent.
//!
//! Comes in: the files of one or more folders. Goes out: a `Bank` in which no later floor asks again whether a name
//! exists or a quote fits, and every fault found on the way. A problem with a fault is left out, never half taken.

mod catalogue;
mod consistency;
mod faults;
mod files;
mod lock;
mod placing;
mod recipes;
pub mod schema;
mod sets;
pub mod tables;

pub use catalogue::{Misconception, Skill, Technology, Topic};
pub use faults::BankFault;
pub use files::{File, Files, embedded, embedded_lock, from_folder, read_file};
pub use lock::{Current, LOCK, Lock, LockFault, LockFile, Locked};
pub use recipes::{Distinct, Recipe, Section, Slot, Stage, Vary, Verb};

use crate::code::Drawn;
use crate::diagnostic::{Fault, Faults, Place};
use crate::draw::Pools;
use crate::kinds::{Form, Name, Problem, QUICK_STAGE};

/// Every problem, skill, pool, misconception and recipe of the folders given.
#[derive(Debug, Default)]
pub struct Bank {
    /// By number.
    pub topics: Vec<Topic>,
    /// By topic, and in each in the order in which they are met.
    pub skills: Vec<Skill>,
    pub pools: Pools,
    pub misconceptions: Vec<Misconception>,
    pub recipes: Vec<Recipe>,
    /// What job descriptions may name.
    pub technologies: Vec<Technology>,
    /// By file, and in each as written.
    pub entries: Vec<Entry>,
}

/// A problem, and the topic that its set belongs to.
#[derive(Debug)]
pub struct Entry {
    pub topic: String,
    pub problem: Problem,
}

impl Entry {
    pub fn id(&self) -> &str {
        &self.problem.common.id.value
    }

    pub fn place(&self) -> &Place {
        &self.problem.common.id.place
    }

    /// Everything that it can be printed as: each kind, and each stage of a class, the last also in less time.
    pub fn drawn_forms(&self) -> Vec<Drawn> {
        let quick = |kind: &Name| *kind == Name::Class;
        let quick = self.problem.forms().into_iter().filter(quick);
        let quick = quick.map(|kind| Form { kind, stage: Some(QUICK_STAGE) });
        let forms = self.problem.forms().into_iter().flat_map(Form::all_of).chain(quick);
        forms.map(|form| self.drawn_as(form)).collect()
    }

    /// Its name in codes and requests when it is printed so.
    pub fn drawn_as(&self, form: Form) -> Drawn {
        Drawn::new(self.id(), self.problem.common.version, form.kind.word(), form.stage)
    }

    pub fn is_retired(&self) -> bool {
        self.problem.common.retired.is_some()
    }
}

impl Bank {
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id() == id)
    }

    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    pub fn skill(&self, id: &str) -> Option<&Skill> {
        self.skills.iter().find(|skill| skill.id == id)
    }

    pub fn recipe(&self, id: &str) -> Option<&Recipe> {
        self.recipes.iter().find(|recipe| recipe.id == id)
    }
}

/// Reads every file, in the order of their names: first what problems refer to, then the problems, then what only
/// the whole shows. Faults come sorted by file and place.
pub fn load(files: &Files) -> (Bank, Vec<Fault>) {
    let mut faults = Faults::default();
    let mut bank = Bank::default();
    let sorted = files.parse(&mut faults);
    catalogue::read(sorted.catalogue, &mut bank, &mut faults);
    let recipes = recipes::read(sorted.recipes, &mut faults);
    bank.recipes = recipes;
    let mut left_out = Vec::new();
    for (topic, keys) in sorted.sets {
        left_out.extend(sets::read(topic, keys, &mut bank, &mut faults));
    }
    consistency::check(&mut bank, &left_out, &mut faults);
    (bank, faults.into_sorted())
}

#[cfg(test)]
mod tests;

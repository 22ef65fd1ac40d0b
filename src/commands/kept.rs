//! The history as verbs use it: found by the options, and told about where something is wrong with it.
//!
//! For a verb that makes sheets it is no failure that there is no history: the sheet is made, and a warning says what
//! will be missing.

use super::making::Made;
use super::{Failure, Outcome, World, home};
use crate::cli::HomeArgs;
use crate::history::{Damage, Event, History, Printed, Record, Seen, Store};

/// What helps where a history cannot be used.
const OTHER: &str = "name another folder for it with `--home DIR`";
/// The same for a verb that can do without.
const WITHOUT: &str = "name another folder for it with `--home DIR`, or do without with `--no-history`";

/// What is known from earlier runs, and what there is to say about the file.
#[derive(Default)]
pub struct Kept {
    pub history: History,
    notes: Vec<String>,
}

impl Kept {
    /// What the options lead to. A history that cannot be read is told and taken for empty.
    pub fn read(home: &HomeArgs, world: &World) -> Kept {
        // Where nothing can be kept, nothing is known.
        let Ok(store) = store(home, world) else { return Kept { history: History::default(), notes: Vec::new() } };
        match read(&store) {
            Ok((history, notes)) => Kept { history, notes },
            Err(failure) => {
                let note = warning(&failure, "what was printed before is not known", OTHER);
                Kept { history: History::default(), notes: vec![note] }
            }
        }
    }

    /// What a verb came to, and before it what there is to say about the file.
    pub fn told_with(&self, done: Result<Outcome, Failure>) -> Result<Outcome, Failure> {
        match done {
            Ok(mut outcome) => {
                outcome.notes.splice(0..0, self.notes.iter().cloned());
                Ok(outcome)
            }
            Err(failure) => Err(failure.after(self.notes.clone())),
        }
    }
}

/// The history that the options name.
pub fn store(home: &HomeArgs, world: &World) -> Result<Store, Failure> {
    Ok(Store::in_folder(&home::home(home, world)?))
}

/// Everything that was noted, and what there is to say about the file.
pub fn read(store: &Store) -> Result<(History, Vec<String>), Failure> {
    let Seen { history, damage } = store.read().map_err(Failure::History)?;
    Ok((history, damage.iter().map(told).collect()))
}

/// Adds what is decided on with the history as it is then; gives back what there is to say about the file.
pub fn append(store: &Store, decide: impl FnOnce(&History) -> Vec<Record>) -> Result<Vec<String>, Failure> {
    let seen = store.append(decide).map_err(Failure::History)?;
    Ok(seen.damage.iter().map(told).collect())
}

/// Notes sheets that were made, each request once; gives back what there is to say about it.
pub fn note<'a>(sheets: impl IntoIterator<Item = &'a Made>, home: &HomeArgs, world: &World) -> Vec<String> {
    let printed: Vec<Printed> = sheets.into_iter().map(|made| Printed::of(&made.request, &made.questions)).collect();
    let decide = |history: &History| {
        let new = printed.iter().filter(|sheet| !history.has_request(&sheet.request));
        new.map(|sheet| Record { stamp: world.stamp(), event: Event::Printed(sheet.clone()) }).collect()
    };
    let noted = store(home, world).and_then(|store| append(&store, decide));
    let so = match printed.as_slice() {
        [_] => "the sheet is made, but its code will not be known here",
        _ => "the sheets are made, but their codes will not be known here",
    };
    noted.unwrap_or_else(|failure| vec![warning(&failure, so, WITHOUT)])
}

/// A failure that stops nothing.
fn warning(failure: &Failure, so: &str, help: &str) -> String {
    format!("warning: {}; {so}\nhelp: {help}", failure.message())
}

fn told(damage: &Damage) -> String {
    let path = damage.path.display();
    let what = match damage.is_torn {
        true => format!("the last line of `{path}`, {}, was not written to its end", damage.line),
        false => format!("line {} of `{path}` is damaged", damage.line),
    };
    match &damage.copy {
        Some(copy) => {
            format!("warning: {what}; all other lines are used\nnote: a copy of it is in `{}`", copy.display())
        }
        None => format!("warning: {what}; all other lines are used"),
    }
}

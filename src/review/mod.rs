//! What authors are told of their problems.
//!
//! Comes in: a problem and a number of seeds. Goes out: the first fault of each form in which it is printed, or, where
//! there is none, what its draws show together. Nothing is printed, and no file is read but those of the bank.

mod draws;
mod facts;
mod page;
mod spelling;
mod texts;
mod thresholds;
mod warning;
mod writing;

pub use warning::Warning;

use crate::bank::{Bank, Entry};
use crate::code::fingerprint;
use crate::diagnostic::{Faults, Finding, Place, Source};
use crate::draw::Values;
use crate::kinds::Form;
use crate::python::Python;
use crate::question::{self, Question, Refusal};
use facts::Facts;
use page::PageFault;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use texts::Written;

/// Draws of each problem that are also laid out: what varies from draw to draw is a few characters.
const SET_ON_PAPER: u64 = 3;

/// Draws of the stage of a class that is laid out with boxes of drawn widths in its lines.
const STAGE_ON_PAPER: u64 = 40;

/// Ways to draw a problem that are few enough to go them all.
pub const FEW_DRAWS: usize = 20_000;

/// Draws that the digest of a problem's answers is made of (`curriculum/README.md` 3.7).
pub const LOCKED_DRAWS: u64 = 20;

/// Which draws of a problem are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Those of so many seeds, from 0.
    Seeds(u64),
    /// These, and every other one of a problem that has only `FEW_DRAWS`.
    SeedsAndAll(u64),
}

impl Reach {
    fn seeds(self) -> u64 {
        match self {
            Reach::Seeds(seeds) | Reach::SeedsAndAll(seeds) => seeds,
        }
    }
}

/// What came of a problem.
pub struct Reviewed {
    pub faults: Faults,
    /// How many draws it has, if every one was looked at.
    pub walked: Option<usize>,
    /// Of its programs and answers, right and wrong, in every kind that it is printed as; `None` if it has an error or
    /// fewer draws were posed than that takes.
    pub digest: Option<String>,
}

/// Poses a problem in every form with every seed. The first fault of each form, so that a slip in a problem is told
/// once and not with every seed; a program that had to be stopped is not tried again in other forms. A problem without
/// a fault gets the warnings that its draws give rise to.
pub fn problem(entry: &Entry, reach: Reach, python: &mut Python) -> Reviewed {
    let seeds = reach.seeds();
    let mut draws = Draws::default();
    let mut faults = Faults::default();
    let mut codes = BTreeSet::new();
    let all = match reach {
        Reach::Seeds(_) => None,
        Reach::SeedsAndAll(_) => question::every_draw(entry, FEW_DRAWS, python).unwrap_or_else(|refusal| {
            codes.insert((refusal.finding.code(), refusal.place.span.start));
            refusal.note(&mut faults);
            None
        }),
    };
    for form in entry.problem.forms().into_iter().flat_map(Form::all_of) {
        let by_seed = (0..seeds).find_map(|seed| draws.add(entry, form, seed, python).err());
        let found = by_seed.or_else(|| first_refused(entry, form, all.as_deref()?, python).map(Found::Refused));
        let mut is_new = |code, place: &Place| codes.insert((code, place.span.start));
        match found {
            None => {}
            Some(Found::Refused(refusal)) => {
                if is_new(refusal.finding.code(), &refusal.place) {
                    refusal.note(&mut faults);
                }
                if refusal.finding.stop().is_some() {
                    break;
                }
            }
            Some(Found::Unfit(fault)) if is_new(fault.code(), entry.place()) => faults.note(entry.place(), &fault),
            Some(Found::Unfit(_)) => {}
        }
    }
    let is_whole = faults.is_empty() && seeds >= LOCKED_DRAWS;
    let digest = is_whole.then(|| fingerprint(draws.answers.iter().map(String::as_str)));
    if faults.is_empty() {
        draws::judge(entry, &draws.facts, &mut faults);
    }
    Reviewed { faults, walked: all.map(|all| all.len()), digest }
}

/// Why the first of these draws that is refused is refused.
fn first_refused(entry: &Entry, form: Form, all: &[Values], python: &mut Python) -> Option<Box<Refusal>> {
    all.iter().zip(0..).find_map(|(values, seed)| question::pose_drawn(entry, form, values, seed, python).err())
}

/// What is kept of the draws of a problem.
#[derive(Default)]
struct Draws {
    /// Of its own kind.
    facts: Vec<Facts>,
    /// Of the first draws of every kind.
    answers: Vec<String>,
}

impl Draws {
    fn add(&mut self, entry: &Entry, form: Form, seed: u64, python: &mut Python) -> Result<(), Found> {
        let (question, too_small) = draw(entry, form, seed, python)?;
        let is_usual = form == Form::usual(form.kind);
        if is_usual && form.kind == entry.problem.kind.name() {
            self.facts.push(Facts { too_small, ..Facts::of(&question, seed) });
        }
        if is_usual && seed < LOCKED_DRAWS {
            self.answers.extend(answers_of(&question));
        }
        Ok(())
    }
}

/// What a sheet and its key say, apart from prose.
fn answers_of(question: &Question) -> Vec<String> {
    let posed = &question.posed;
    let wrong = posed.wrong.iter().map(|wrong| wrong.answer.to_string());
    [posed.code.clone().unwrap_or_default(), posed.answer.to_string()].into_iter().chain(wrong).collect()
}

/// What is wrong with one draw.
enum Found {
    Refused(Box<Refusal>),
    Unfit(PageFault),
}

/// A question, and the smaller paper that cannot hold it, with the reason.
type Drawn = (Question, Option<(&'static str, String)>);

/// Poses one draw, and sets the first few on paper.
fn draw(entry: &Entry, form: Form, seed: u64, python: &mut Python) -> Result<Drawn, Found> {
    let question = question::pose(entry, form, seed, python).map_err(Found::Refused)?;
    let set_on_paper = if form.stage == Some(1) { STAGE_ON_PAPER } else { SET_ON_PAPER };
    if seed < set_on_paper
        && let Some(fault) = page::fault(&question, seed)
    {
        return Err(Found::Unfit(fault));
    }
    let too_small = if seed < SET_ON_PAPER { page::too_small(&question) } else { None };
    Ok((question, too_small))
}

/// What the texts of these problems show, whatever is drawn.
pub fn writing(entries: &[&Entry]) -> Faults {
    let mut faults = Faults::default();
    let texts = texts_by_id(entries);
    for entry in entries {
        if let Some(texts) = texts.get(entry.id()) {
            writing::unused(entry, texts, &mut faults);
            writing::sentences(texts, &mut faults);
            writing::backticks(texts, &mut faults);
            writing::hints(entry, &mut faults);
        }
    }
    spelling::check(texts.values().flatten(), &mut faults);
    faults
}

/// Misconceptions of these files: sentences that do not end, and those that no problem of the bank shows.
pub fn misconceptions(bank: &Bank, files: &BTreeSet<String>) -> Faults {
    let misreads = bank.entries.iter().flat_map(|entry| entry.problem.common.wrong_readings());
    let shown: BTreeSet<&str> = misreads.map(|misread| misread.id.value.as_str()).collect();
    let mut faults = Faults::default();
    for known in bank.misconceptions.iter().filter(|known| files.contains(&known.place.source.name)) {
        writing::misconception(known, &mut faults);
        if !shown.contains(known.id.as_str()) {
            faults.note(&known.place, &Warning::NeverShown { id: known.id.clone() });
        }
    }
    faults
}

/// The texts of the files that these problems stand in, of these problems alone.
fn texts_by_id(entries: &[&Entry]) -> BTreeMap<String, Vec<Written>> {
    let sources: BTreeMap<&str, &Arc<Source>> =
        entries.iter().map(|entry| (entry.place().source.name.as_str(), &entry.place().source)).collect();
    let mut texts: BTreeMap<String, Vec<Written>> = sources.into_values().flat_map(texts::of_file).collect();
    let wanted: BTreeSet<&str> = entries.iter().map(|entry| entry.id()).collect();
    texts.retain(|id, _| wanted.contains(id.as_str()));
    texts
}

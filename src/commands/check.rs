//! `longhand check`: everything that can be wrong with problem sets.

#![expect(clippy::disallowed_methods, reason = "paths are looked at, whether they are folders")]

use super::{Failure, Outcome, Status, World, banks, making};
use crate::bank::{self, Bank, Entry, File, Files};
use crate::blocks::Sheet;
use crate::cli::{Check, Format};
use crate::diagnostic::words::count;
use crate::diagnostic::{self, Fault, Faults, Finding, Place};
use crate::kinds::Form;
use crate::layout::{Paper, Unfit, lay_out};
use crate::python::{Limits, Pool, Python};
use crate::question::{self, Question, Refusal};
use crate::sheet::{self, Heading};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

/// Draws of each problem that are also laid out: what varies from draw to draw is a few characters.
const SET_ON_PAPER: u64 = 3;

/// A problem that takes longer than two seconds is too slow to print; the rest as ever.
const LIMITS: Limits = Limits { time: Duration::from_secs(2), ..Limits::USUAL };

/// What is to be checked.
struct Task {
    bank: Bank,
    /// The files whose problems are posed, as messages name them.
    files: BTreeSet<String>,
    faults: Vec<Fault>,
}

pub fn run(arguments: &Check, world: &World) -> Result<Outcome, Failure> {
    let task = prepare(arguments)?;
    let entries: Vec<&Entry> =
        task.bank.entries.iter().filter(|entry| task.files.contains(&entry.place().source.name)).collect();
    let mut faults = pose_all(&entries, arguments.seeds, world);
    faults.extend(task.faults);
    Ok(report(arguments, &faults.into_sorted(), entries.len(), task.files.len()))
}

fn report(arguments: &Check, faults: &[Fault], problems: usize, files: usize) -> Outcome {
    let status = if faults.is_empty() { Status::Done } else { Status::Faults };
    let checked = format!("{}, {} each", count(problems, "problem"), count(to_size(arguments.seeds), "draw"));
    match arguments.format {
        Format::Json => {
            let object = serde_json::json!({
                "files": files,
                "problems": problems,
                "faults": diagnostic::to_json(faults),
            });
            Outcome { output: making::pretty(&object).into_bytes(), notes: Vec::new(), status }
        }
        _ if faults.is_empty() && arguments.quiet => Outcome::default(),
        _ if faults.is_empty() => Outcome::text(format!("no faults: {checked}\n")),
        _ => {
            let mut text = diagnostic::to_text(faults);
            text += &format!("\n{} in {checked}\n", count(faults.len(), "fault"));
            Outcome { output: text.into_bytes(), notes: Vec::new(), status }
        }
    }
}

/// Reads the bank with the given files in it.
fn prepare(arguments: &Check) -> Result<Task, Failure> {
    let mut files = banks::files(&arguments.bank)?;
    let built_in = bank::embedded();
    let mut checked = BTreeSet::new();
    for path in &arguments.paths {
        for file in given(path)? {
            checked.insert(file.shown.clone());
            files.replace(place_in_bank(&file.shown, &built_in), file);
        }
    }
    if arguments.paths.is_empty() {
        checked.extend(files.0.values().flatten().map(|file| file.shown.clone()));
    }
    let (bank, faults) = bank::load(&files);
    Ok(Task { bank, files: checked, faults })
}

/// The files that a path names.
fn given(path: &Path) -> Result<Vec<File>, Failure> {
    if path.is_dir() {
        return Ok(banks::folder_files(path)?.0.into_values().flatten().collect());
    }
    let file = bank::read_file(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })?;
    Ok(vec![file])
}

/// Where a file stands in a bank: in place of the built-in file whose path ends its own, or that alone has its name;
/// else by its folder and name.
pub(super) fn place_in_bank(shown: &str, built_in: &Files) -> String {
    let ends = |known: &&String| shown == known.as_str() || shown.ends_with(&format!("/{known}"));
    if let Some(known) = built_in.0.keys().find(ends) {
        return known.clone();
    }
    let name = shown.rsplit('/').next().unwrap_or(shown);
    let of_name: Vec<&String> = built_in.0.keys().filter(|known| known.rsplit('/').next() == Some(name)).collect();
    match of_name.as_slice() {
        [only] => (*only).clone(),
        _ => {
            let folder = shown.rsplit('/').nth(1).unwrap_or("");
            let is_topic = built_in.0.keys().any(|known| known.starts_with(&format!("{folder}/")));
            if is_topic { format!("{folder}/{name}") } else { name.to_owned() }
        }
    }
}

/// Poses every problem in every form with every seed, several at once.
fn pose_all(entries: &[&Entry], seeds: u32, world: &World) -> Faults {
    let pool = Pool::new(world.program.clone()).with_limits(LIMITS);
    let mut found = Faults::default();
    for faults in pool.map(entries, |python, entry| pose_entry(entry, seeds, python)) {
        found.append(faults);
    }
    found
}

/// The first fault of each form, so that a slip in a problem is told once and not with every seed. A program that had
/// to be stopped is not tried again in other forms.
fn pose_entry(entry: &Entry, seeds: u32, python: &mut Python) -> Faults {
    let mut faults = Faults::default();
    let mut codes = BTreeSet::new();
    for form in entry.problem.forms().into_iter().flat_map(Form::all_of) {
        let Some(found) = (0..u64::from(seeds)).find_map(|seed| check_draw(entry, form, seed, python)) else {
            continue;
        };
        let mut is_new = |code, place: &Place| codes.insert((code, place.span.start));
        match found {
            Found::Refused(refusal) => {
                if is_new(refusal.finding.code(), &refusal.place) {
                    refusal.note(&mut faults);
                }
                if refusal.finding.stop().is_some() {
                    break;
                }
            }
            Found::Unfit(fault) => {
                if is_new(fault.code(), entry.place()) {
                    faults.note(entry.place(), &fault);
                }
            }
        }
    }
    faults
}

/// What is wrong with one draw.
enum Found {
    Refused(Box<Refusal>),
    Unfit(PageFault),
}

/// Poses one draw, and for the first few sets question and key on both papers.
fn check_draw(entry: &Entry, form: Form, seed: u64, python: &mut Python) -> Option<Found> {
    let question = match question::pose(entry, form, seed, python) {
        Ok(question) => question,
        Err(refusal) => return Some(Found::Refused(refusal)),
    };
    if seed >= SET_ON_PAPER {
        return None;
    }
    let sheets = sheets_of(&question);
    let unfit = [Paper::A4, Paper::Letter].into_iter().find_map(|paper| lay_out(&sheets, paper).err());
    unfit.map(|unfit| Found::Unfit(PageFault { unfit, seed }))
}

fn sheets_of(question: &Question) -> [Sheet; 2] {
    let heading = Heading {
        title: super::show::TITLE.to_owned(),
        subtitle: String::new(),
        code: String::new(),
        qr: None,
        key_note: "",
    };
    [sheet::single(&heading, question), sheet::single_key(&heading, question)]
}

/// A question that paper cannot hold.
struct PageFault {
    unfit: Unfit,
    seed: u64,
}

impl Finding for PageFault {
    fn code(&self) -> &'static str {
        match self.unfit {
            Unfit::Letter { .. } => "letter-without-face",
            Unfit::TooWide { .. } => "wider-than-a-page",
            Unfit::TooTall { .. } => "taller-than-a-page",
        }
    }

    fn message(&self) -> String {
        let seed = self.seed;
        match &self.unfit {
            Unfit::Letter { letter, .. } => format!("no face has the letter `{letter}`, drawn with seed {seed}"),
            Unfit::TooWide { line, .. } => format!("`{line}` is too wide for a page, drawn with seed {seed}"),
            Unfit::TooTall { .. } => format!("the question is taller than a page, drawn with seed {seed}"),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self.unfit {
            Unfit::Letter { .. } => "write it with letters that the faces have",
            Unfit::TooWide { .. } => "break the line, or draw shorter values",
            Unfit::TooTall { .. } => "shorten the program or the model",
        };
        Some(help.to_owned())
    }
}

fn to_size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

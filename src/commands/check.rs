//! `longhand check`: everything that can be wrong with problem sets.

#![expect(clippy::disallowed_methods, reason = "paths are looked at, whether they are folders")]

use super::locks::{self, Home};
use super::progress::Progress;
use super::{Failure, Outcome, Status, World, banks, making};
use crate::bank::{self, Bank, Entry, File, LOCK};
use crate::cli::{Check, Format};
use crate::diagnostic::words::{self, count};
use crate::diagnostic::{self, Fault, Faults, Severity};
use crate::python::{Limits, Pool};
use crate::review::{self, FEW_DRAWS, Reach, Reviewed};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

/// A problem that takes longer than two seconds is too slow to print; the rest as ever.
const LIMITS: Limits = Limits { time: Duration::from_secs(2), ..Limits::USUAL };

/// How rare a fault is, one draw in so many, of which the summary of `--all` tells how likely seeds miss it.
const RARE: u32 = 2_000;

/// What is to be checked.
struct Task {
    bank: Bank,
    /// The files whose problems are posed, as messages name them.
    files: BTreeSet<String>,
    faults: Vec<Fault>,
}

pub fn run(arguments: &Check, world: &World) -> Result<Outcome, Failure> {
    let homes = locks::homes(arguments)?;
    let task = prepare(arguments)?;
    let entries: Vec<&Entry> =
        task.bank.entries.iter().filter(|entry| task.files.contains(&entry.place().source.name)).collect();
    let seeds = match homes.as_slice() {
        [] => u64::from(arguments.seeds),
        _ => u64::from(arguments.seeds).max(review::LOCKED_DRAWS),
    };
    let reach = if arguments.all { Reach::SeedsAndAll(seeds) } else { Reach::Seeds(seeds) };
    let mut faults = Faults::default();
    faults.extend(task.faults);
    let mut sound = Vec::new();
    let mut reviewed = Vec::new();
    let mut seen = Seen { files: task.files.len(), problems: entries.len(), walked: Vec::new() };
    for (entry, found) in entries.iter().zip(review_all(&entries, reach, arguments, world)) {
        if !found.faults.has_errors() {
            sound.push(*entry);
        }
        seen.walked.extend(found.walked);
        faults.append(found.faults);
        reviewed.push((*entry, found.digest));
    }
    faults.append(review::writing(&sound));
    faults.append(review::misconceptions(&task.bank, &task.files));
    let notes = compare(arguments, &homes, &reviewed, &mut faults)?;
    let mut outcome = report(arguments, faults.into_sorted(), &seen);
    outcome.notes.extend(notes);
    Ok(outcome)
}

/// Compares problems with their locks, or writes these anew where nothing speaks against it; gives what is to be said.
fn compare(
    arguments: &Check,
    homes: &[Home],
    reviewed: &[(&Entry, Option<String>)],
    faults: &mut Faults,
) -> Result<Vec<String>, Failure> {
    let mut found = Faults::default();
    for home in homes {
        let mut of_home = Faults::default();
        home.check(&home.current(reviewed), faults.has_errors(), &mut of_home);
        found.append(of_home);
    }
    if !arguments.write {
        faults.append(found);
        return Ok(Vec::new());
    }
    if found.has_errors() || faults.has_errors() {
        faults.append(found);
        return Ok(vec![format!("`{LOCK}` was not written: mend the errors first")]);
    }
    let mut notes = Vec::new();
    for home in homes {
        let written = home.write(home.current(reviewed))?;
        notes.extend(written.map(|path| format!("wrote `{}`", path.display())));
    }
    Ok(if arguments.quiet { Vec::new() } else { notes })
}

/// What was looked at.
struct Seen {
    files: usize,
    problems: usize,
    /// The number of draws of each problem of which all were posed.
    walked: Vec<usize>,
}

/// Faults in words; with `--strict` all are errors.
fn report(arguments: &Check, mut faults: Vec<Fault>, seen: &Seen) -> Outcome {
    if arguments.strict {
        faults.iter_mut().for_each(|fault| fault.severity = Severity::Error);
    }
    let has_errors = faults.iter().any(|fault| fault.severity == Severity::Error);
    let status = if has_errors { Status::Faults } else { Status::Done };
    let checked = format!("{}, {} each", count(seen.problems, "problem"), count(to_size(arguments.seeds), "draw"));
    let walked = if arguments.all { seen.told(arguments.seeds) } else { String::new() };
    match arguments.format {
        Format::Json => {
            let mut object = serde_json::json!({
                "files": seen.files,
                "problems": seen.problems,
                "faults": diagnostic::to_json(&faults),
            });
            if arguments.all {
                object["walked"] = seen.walked.len().into();
            }
            Outcome { output: making::pretty(&object).into_bytes(), notes: Vec::new(), status }
        }
        _ if faults.is_empty() && arguments.quiet => Outcome::default(),
        _ if faults.is_empty() => Outcome::text(format!("no faults: {checked}\n{walked}")),
        _ => {
            let mut text = diagnostic::to_text(&faults);
            text += &format!("\n{} in {checked}\n{walked}", diagnostic::summary(&faults));
            Outcome { output: text.into_bytes(), notes: Vec::new(), status }
        }
    }
}

impl Seen {
    /// Of which problems every draw was looked at, and what so many seeds can miss of the others.
    fn told(&self, seeds: u32) -> String {
        let mut lines = Vec::new();
        if !self.walked.is_empty() {
            let draws = count(self.walked.iter().sum(), "draw");
            lines.push(format!("every draw of {}: {draws}\n", count(self.walked.len(), "problem")));
        }
        let others = self.problems.saturating_sub(self.walked.len());
        if others > 0 {
            let (few, rare, met) = (words::grouped(FEW_DRAWS), words::grouped(to_size(RARE)), met(seeds));
            let draws = count(to_size(seeds), "draw");
            let subject = if others == 1 { "1 other has".to_owned() } else { format!("{others} others have") };
            lines.push(format!(
                "{subject} more than {few} ways to be drawn: {draws} meet a fault in one of {rare} with {met:.1} %\n"
            ));
        }
        lines.concat()
    }
}

/// How likely so many draws meet what one draw of `RARE` has, in percent.
fn met(seeds: u32) -> f64 {
    100.0 * (1.0 - (1.0 - 1.0 / f64::from(RARE)).powf(f64::from(seeds)))
}

/// Reads the bank with the given files in it.
fn prepare(arguments: &Check) -> Result<Task, Failure> {
    let mut files = banks::files(&arguments.bank)?;
    let built_in = bank::embedded();
    let mut checked = BTreeSet::new();
    for path in &arguments.paths {
        for file in given(path)? {
            checked.insert(file.shown.clone());
            files.join(file, &built_in);
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

/// Reviews every problem, several at once.
fn review_all(entries: &[&Entry], reach: Reach, arguments: &Check, world: &World) -> Vec<Reviewed> {
    let pool = Pool::new(world.program.clone()).with_limits(LIMITS).with_memo();
    let progress = Progress::new(entries.len(), world.progress.filter(|_| !arguments.quiet));
    pool.map(entries, |python, entry| {
        let reviewed = review::problem(entry, reach, python);
        progress.step();
        reviewed
    })
}

fn to_size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Seen, met};

    #[test]
    fn what_seeds_meet_is_a_matter_of_chance() {
        for (seeds, percent) in [(0, "0.0"), (25, "1.2"), (200, "9.5"), (2_000, "63.2"), (100_000, "100.0")] {
            assert_eq!(format!("{:.1}", met(seeds)), percent, "{seeds} seeds");
        }
    }

    #[test]
    fn the_summary_tells_what_was_walked_and_what_was_not() {
        let seen = |problems, walked: &[usize]| Seen { files: 1, problems, walked: walked.to_vec() }.told(200);
        assert_eq!(seen(2, &[12, 30]), "every draw of 2 problems: 42 draws\n");
        assert_eq!(
            seen(1, &[]),
            "1 other has more than 20,000 ways to be drawn: 200 draws meet a fault in one of 2,000 with 9.5 %\n"
        );
        assert!(seen(3, &[1]).starts_with("every draw of 1 problem: 1 draw\n2 others have "));
    }
}

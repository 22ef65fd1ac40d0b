//! `longhand mock`: an interview for two people and a clock, or for one and a pile of cards.

mod interview;
mod job;
mod plan;
mod seen;

pub use interview::{add_to_object, packets, settle};
pub use plan::by_default;

use super::daily::{default_name, told as told_left_out};
use super::files::{self, Bytes, Sort, Writing};
use super::kept::{self, Kept};
use super::making::{self, Content, Made};
use super::reprint::Known;
use super::{Failure, Outcome, World, banks};
use crate::bank::Bank;
use crate::cli::{Format, Mock};
use crate::diagnostic::words::all_of;
use plan::Plan;
use std::collections::BTreeSet;

pub fn run(arguments: &Mock, world: &World) -> Result<Outcome, Failure> {
    let mut python = making::python(world);
    let (bank, recipe) = banks::load_with_recipe(&arguments.bank, arguments.recipe.as_deref())?;
    let job = arguments.job.as_deref().map(|path| job::read(path, &bank)).transpose()?;
    let kept = Kept::read(&arguments.home, world);
    let known = Known { bank: &bank, history: &kept.history, world };
    let avoid = seen::problems(&arguments.avoid, known, &mut python)?;
    let plan = Plan::of(arguments, &bank, recipe.as_deref(), job.as_ref(), avoid, world)?;
    let made = plan.make(&bank, &mut python)?;
    let mut outcome = match arguments.output.format.unwrap_or(Format::Pdf) {
        Format::Pdf => deliver(&made, arguments, world)?,
        Format::Json => files::deliver_text(made.to_json()?, &arguments.output)?,
        Format::Text => files::deliver_text(made.to_text(Content::KeyOnly), &arguments.output)?,
    };
    outcome.notes.extend(told_left_out(&made.left_out));
    if let Some(job) = job.filter(|_| !arguments.output.quiet) {
        outcome.notes.push(told(&job, &made, &bank));
    }
    if !arguments.no_history {
        outcome.notes.extend(kept::note([&made], &arguments.home, world));
    }
    kept.told_with(Ok(outcome))
}

/// Both files are made before either is written.
fn deliver(made: &Made, arguments: &Mock, world: &World) -> Result<Outcome, Failure> {
    if files::is_standard_output(&arguments.output) {
        return Err(Failure::Usage {
            message: "two files cannot both go to standard output".to_owned(),
            help: "give `-o` a file or folder, or say `--format text` for the interviewer’s part".to_owned(),
        });
    }
    let path = files::place(&default_name("mock", made), &arguments.output);
    let writing = |ending: &str, content| {
        let bytes = made.to_pdf(content, world)?;
        Ok(Writing { path: files::with_ending(&path, ending), bytes: Bytes::Whole(bytes), sort: Sort::Pdf })
    };
    let writings = [writing("-candidate.pdf", Content::SheetOnly)?, writing("-interviewer.pdf", Content::KeyOnly)?];
    let mut outcome = Outcome::default();
    files::write_all(&writings, &arguments.output, &mut outcome)?;
    Ok(outcome)
}

/// What becomes of the technologies that a job description names.
fn told(job: &job::Job, made: &Made, bank: &Bank) -> String {
    let asks = |name: &&String| {
        let known = bank.technologies.iter().find(|known| known.name == **name);
        known.is_some_and(|known| made.questions.iter().any(|asked| known.is_asked_by(&asked.topic, &asked.skill)))
    };
    let (asked, other): (Vec<&String>, Vec<&String>) = job.known.iter().partition(asks);
    let unasked: Vec<&String> = job.unasked.iter().collect();
    let mut lines = Vec::new();
    let topics: BTreeSet<&str> = job.topics(&other, bank);
    let other_help = format!(
        "named, and in other interviews: {}; `longhand daily --topics {}` asks it",
        all_of(&other),
        topics.into_iter().collect::<Vec<_>>().join(",")
    );
    for (names, line) in [
        (&asked, format!("named in the job and asked: {}", all_of(&asked))),
        (&other, other_help),
        (&unasked, format!("named, but nothing here asks it: {}", all_of(&unasked))),
    ] {
        if !names.is_empty() {
            lines.push(format!("note: {line}"));
        }
    }
    if lines.is_empty() {
        lines.push("note: the job description names no technology that the bank knows".to_owned());
    }
    lines.join("\n")
}

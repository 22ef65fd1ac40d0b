//! Days to come: what tomorrow would hold, and seven sheets in one file.

use super::super::printing;
use super::adapting::{Drawn, of_day};
use super::{Plan, told};
use crate::bank::Bank;
use crate::cli::{Daily, Format};
use crate::code::{KeyPlace, Seed};
use crate::commands::dates::Day;
use crate::commands::files::{self, File};
use crate::commands::making::{self, Content, Made};
use crate::commands::{Failure, Outcome, World, kept};
use crate::diagnostic::words::count;
use crate::history::{Event, History, Printed, Record};
use crate::python::Python;
use serde_json::json;

/// Sheets of `--week`.
const DAYS: u32 = 7;

/// What the plan's day would hold, without making it.
pub fn list(
    plan: Plan,
    bank: &Bank,
    history: &History,
    python: &mut Python,
    format: Format,
) -> Result<Outcome, Failure> {
    let drawn = of_day(plan, bank, history, python)?;
    if format == Format::Json {
        return Ok(Outcome::text(making::pretty(&json!({ "sheets": [drawn.to_object(true)?] }))));
    }
    let questions = &drawn.made.questions;
    let minutes: u32 = questions.iter().map(|question| question.minutes).sum();
    let day = drawn.made.request.date.map(|days| Day(days).in_words()).unwrap_or_default();
    let (questions, minutes) = (count(questions.len(), "question"), count(minutes as usize, "minute"));
    Ok(Outcome::text(format!("{day}: {questions}, {minutes}\n{}", drawn.reasons_in_lines())))
}

/// Seven sheets from the plan's day on, each as if those before it were on the desk and not marked.
pub fn week(
    plan: &Plan,
    bank: &Bank,
    history: History,
    python: &mut Python,
    arguments: &Daily,
    world: &World,
) -> Result<Outcome, Failure> {
    let first = plan.date.unwrap_or(world.today);
    let mut history = history;
    let mut week = Vec::new();
    for day in (first.0..).take(DAYS as usize).map(Day) {
        let seed = Seed::lowest_bits(u64::from(day.0));
        let drawn = of_day(
            Plan { seed, date: Some(day), wishes: plan.wishes.clone(), font: plan.font.clone(), ..*plan },
            bank,
            &history,
            python,
        )?;
        let printed = Printed::of(&drawn.made.request, &drawn.made.questions);
        if !history.has_request(&printed.request) {
            history = history.and(Record { stamp: world.stamp(), event: Event::Printed(printed) });
        }
        week.push(drawn);
    }
    let mut outcome = match arguments.output.format.unwrap_or(Format::Pdf) {
        Format::Pdf => deliver(&week, first, arguments, world)?,
        Format::Json => {
            let objects: Result<Vec<_>, _> = week.iter().map(|drawn| drawn.to_object(arguments.why)).collect();
            files::deliver_text(making::pretty(&json!({ "sheets": objects? })), &arguments.output)?
        }
        Format::Text => {
            let content = super::content(plan.key);
            let texts: Vec<String> = week.iter().map(|drawn| drawn.made.to_text(content)).collect();
            files::deliver_text(texts.join("\n\n"), &arguments.output)?
        }
    };
    if arguments.why && arguments.output.format != Some(Format::Json) {
        let lines = |drawn: &Drawn| {
            let day = drawn.made.request.date.map(|days| Day(days).in_words()).unwrap_or_default();
            format!("{day}\n{}", drawn.reasons_in_lines())
        };
        let texts: Vec<String> = week.iter().map(lines).collect();
        super::tell(&mut outcome, texts.join("\n"));
    }
    outcome.notes.extend(week.iter().filter_map(|drawn| told(&drawn.made.left_out)));
    if !arguments.no_history {
        let all: Vec<&Made> = week.iter().map(|drawn| &drawn.made).collect();
        outcome.notes.extend(kept::note(all, &arguments.home, world));
    }
    Ok(outcome)
}

/// One file of all, each sheet with its key behind it, or the keys in a file of their own.
fn deliver(week: &[Drawn], first: Day, arguments: &Daily, world: &World) -> Result<Outcome, Failure> {
    let all: Vec<&Made> = week.iter().map(|drawn| &drawn.made).collect();
    let pdf = |content| printing::print(&all, content, world).map(|printed| printed.bytes);
    let name = format!("longhand-week-{first}.pdf");
    match all.first().map(|made| made.request.key) {
        Some(KeyPlace::Separate) => {
            let bytes = pdf(Content::SheetOnly)?;
            files::deliver_both(File { name, bytes }, pdf(Content::KeyOnly)?, &arguments.output)
        }
        Some(KeyPlace::Same) => files::deliver(File { name, bytes: pdf(Content::SheetAndKey)? }, &arguments.output),
        _ => files::deliver(File { name, bytes: pdf(Content::SheetOnly)? }, &arguments.output),
    }
}

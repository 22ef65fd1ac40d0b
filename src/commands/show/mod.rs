//! `longhand show`: problems, drawn. One of the bank, or those of a file that is being written.

mod asked;
mod spread;
mod watch;

use super::files::{self, File};
use super::fonts;
use super::making::{self, Content, Made};
use super::printing;
use super::{Failure, Outcome, Status, World, banks};
use crate::bank::{Bank, Entry};
use crate::cli::{Format, Show};
use crate::code::{KeyPlace, Levels, Request, Seed, Verb};
use crate::diagnostic::words::either;
use crate::diagnostic::{self, Fault, Faults};
use crate::kinds::{Form, Name};
use crate::python::Python;
use asked::Asked;
use std::collections::BTreeMap;

pub use watch::Watch;

/// At the top of a page that holds one problem.
pub const TITLE: &str = "One problem";

pub fn run(arguments: &Show, world: &World) -> Result<Outcome, Failure> {
    let mut python = making::python(world);
    show(arguments, world, &mut python)
}

/// Reads the bank and shows what was asked for. Faults come first, and hide nothing that can be shown all the same.
fn show(arguments: &Show, world: &World, python: &mut Python) -> Result<Outcome, Failure> {
    let asked = Asked::read(arguments)?;
    let (bank, mut faults) = asked.bank(arguments)?;
    let entries = asked.entries(&bank, &faults)?;
    let mut made = Vec::new();
    for entry in entries {
        match draw_all(arguments, entry, &bank, world, python) {
            Ok(draws) => made.push(draws),
            Err(Failure::Faults(found)) => faults.extend(found),
            Err(failure) => return Err(failure),
        }
    }
    if made.is_empty() {
        return Err(Failure::Faults(sorted(faults)));
    }
    let outcome = deliver(arguments, &made, world)?;
    Ok(with_faults(outcome, &sorted(faults), is_text(arguments)))
}

fn sorted(faults: Vec<Fault>) -> Vec<Fault> {
    let mut list = Faults::default();
    list.extend(faults);
    list.into_sorted()
}

/// Faults stand above text, and on standard error beside anything else.
fn with_faults(outcome: Outcome, faults: &[Fault], is_text: bool) -> Outcome {
    if faults.is_empty() {
        return outcome;
    }
    let told = diagnostic::to_text(faults);
    let (mut output, mut notes) = (outcome.output, outcome.notes);
    if is_text {
        output.splice(0..0, format!("{told}\n").into_bytes());
    } else {
        notes.insert(0, told.trim_end().to_owned());
    }
    Outcome { output, notes, status: Status::Faults }
}

/// Every draw of one problem that is asked for.
fn draw_all(
    arguments: &Show,
    entry: &Entry,
    bank: &Bank,
    world: &World,
    python: &mut Python,
) -> Result<Vec<Made>, Failure> {
    let form = form(arguments.kind.as_deref(), arguments.stage, entry)?;
    let first = arguments.seed;
    let draws = u64::from(arguments.all_seeds.unwrap_or(1));
    let font = fonts::given(&arguments.font)?;
    let mut made = Vec::new();
    for seed in first..first.saturating_add(draws).min(Seed::MAX.saturating_add(1)) {
        let mut draw = Made::from_request(request(arguments, seed, entry, form, world), bank, python)?;
        if let Some(font) = &font {
            draw.set_in(font.clone());
        }
        made.push(draw);
    }
    Ok(made)
}

/// What was made, each problem with its draws, where and how it was asked for.
fn deliver(arguments: &Show, made: &[Vec<Made>], world: &World) -> Result<Outcome, Failure> {
    let content = if arguments.key || arguments.watch { Content::SheetAndKey } else { Content::SheetOnly };
    let screen = world.terminal.screen;
    match format(arguments) {
        Format::Pdf => {
            let all: Vec<&Made> = made.iter().flatten().collect();
            if all.is_empty() {
                return Ok(Outcome::default());
            }
            let bytes = printing::print(&all, content, world)?.bytes;
            files::deliver(File { name: asked::file_name(arguments), bytes }, &arguments.output)
        }
        Format::Json => {
            let sheets: Result<Vec<_>, Failure> = made.iter().flatten().map(Made::to_object).collect();
            let mut object = serde_json::json!({ "sheets": sheets? });
            if arguments.all_seeds.is_some() {
                object["spread"] = made.iter().map(|draws| spread::to_json(draws)).collect();
            }
            files::deliver_text(making::pretty(&object), &arguments.output)
        }
        Format::Text if arguments.all_seeds.is_some() => {
            let texts: Vec<String> = made.iter().map(|draws| spread::to_text(draws, screen)).collect();
            files::deliver_text(texts.join("\n"), &arguments.output)
        }
        Format::Text => {
            let texts: Vec<String> = made.iter().flatten().map(|made| made.to_text_on(content, screen)).collect();
            files::deliver_text(texts.join("\n\n"), &arguments.output)
        }
    }
}

/// As asked; else PDF into a file whose name says so, and text everywhere else.
fn format(arguments: &Show) -> Format {
    let names_pdf = arguments.output.output.as_ref().is_some_and(|path| path.extension().is_some_and(|e| e == "pdf"));
    let unasked = if names_pdf { Format::Pdf } else { Format::Text };
    arguments.output.format.unwrap_or(unasked)
}

/// Whether text goes to standard output.
fn is_text(arguments: &Show) -> bool {
    let is_printed = arguments.output.output.is_none() || files::is_standard_output(&arguments.output);
    format(arguments) == Format::Text && is_printed
}

/// The problem of this id.
pub fn entry<'a>(id: &str, bank: &'a Bank) -> Result<&'a Entry, Failure> {
    bank.entry(id).ok_or_else(|| banks::unknown("problem", id, bank.entries.iter().map(Entry::id), "problems"))
}

/// The form that is asked for, by the kind's word and the stage; the problem's usual one where nothing is.
pub fn form(kind: Option<&str>, stage: Option<u8>, entry: &Entry) -> Result<Form, Failure> {
    let forms = entry.problem.forms();
    let kind = match kind {
        None => entry.problem.kind.name(),
        Some(word) => Name::from_word(word).filter(|kind| forms.contains(kind)).ok_or_else(|| {
            let known = either(forms.iter().map(|kind| kind.word()));
            Failure::Usage {
                message: format!("`{}` cannot be printed as `{word}`", entry.id()),
                help: format!("it can be printed as {known}"),
            }
        })?,
    };
    match (kind, stage) {
        (_, None) => Ok(Form::usual(kind)),
        (Name::Class, stage) => Ok(Form { kind, stage }),
        (_, Some(_)) => Err(Failure::Usage {
            message: format!("`{}` has no stages", entry.id()),
            help: "leave `--stage` out: only class templates have stages".to_owned(),
        }),
    }
}

fn request(arguments: &Show, seed: u64, entry: &Entry, form: Form, world: &World) -> Request {
    Request {
        verb: Verb::Show,
        seed: Seed::lowest_bits(seed),
        problems: vec![entry.drawn_as(form)],
        paper: arguments.paper.paper.unwrap_or(world.paper),
        print: arguments.paper.print(),
        key: if arguments.key || arguments.watch { KeyPlace::Same } else { KeyPlace::None },
        minutes: crate::question::minutes(&entry.problem, form),
        topics: Vec::new(),
        levels: Levels::ALL,
        title: TITLE.to_owned(),
        class: None,
        name: None,
        copy: None,
        mock: None,
        date: None,
        font: None,
        made: Some(env!("CARGO_PKG_VERSION").to_owned()),
        notes: BTreeMap::new(),
    }
}

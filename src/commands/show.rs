//! `longhand show`: one problem, drawn.

use super::files::{self, File};
use super::making::{self, Content, Made};
use super::{Failure, Outcome, World, banks};
use crate::bank::{Bank, Entry};
use crate::cli::{Format, Show};
use crate::code::{KeyPlace, Levels, Request, Seed, Verb};
use crate::kinds::{Form, Name};
use std::collections::BTreeMap;

/// At the top of a page that holds one problem.
pub const TITLE: &str = "One problem";

pub fn run(arguments: &Show, world: &World) -> Result<Outcome, Failure> {
    let mut python = making::python(world);
    let bank = banks::load(&arguments.bank)?;
    let entry = entry(&arguments.id, &bank)?;
    let form = form(arguments.kind.as_deref(), arguments.stage, entry)?;
    let request = request(arguments, entry, form, world);
    let made = Made::from_request(request, &bank, &mut python)?;
    let content = if arguments.key { Content::SheetAndKey } else { Content::SheetOnly };
    match format(arguments) {
        Format::Pdf => {
            let name = format!("longhand-{}.pdf", arguments.id);
            files::deliver(File { name, bytes: made.to_pdf(content, world)? }, &arguments.output)
        }
        Format::Json => files::deliver_text(made.to_json()?, &arguments.output),
        Format::Text => files::deliver_text(made.to_text(content), &arguments.output),
    }
}

/// As asked; else PDF into a file whose name says so, and text everywhere else.
fn format(arguments: &Show) -> Format {
    let names_pdf = arguments.output.output.as_ref().is_some_and(|path| path.extension().is_some_and(|e| e == "pdf"));
    let unasked = if names_pdf { Format::Pdf } else { Format::Text };
    arguments.output.format.unwrap_or(unasked)
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
            let known = crate::diagnostic::words::either(forms.iter().map(|kind| kind.word()));
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

fn request(arguments: &Show, entry: &Entry, form: Form, world: &World) -> Request {
    Request {
        verb: Verb::Show,
        seed: Seed::lowest_bits(arguments.seed),
        problems: vec![entry.drawn_as(form)],
        paper: arguments.paper.paper.unwrap_or(world.paper),
        print: arguments.paper.print(),
        key: if arguments.key { KeyPlace::Same } else { KeyPlace::None },
        minutes: crate::question::minutes(&entry.problem, form),
        topics: Vec::new(),
        levels: Levels::ALL,
        title: TITLE.to_owned(),
        class: None,
        name: None,
        date: None,
        made: Some(env!("CARGO_PKG_VERSION").to_owned()),
        notes: BTreeMap::new(),
    }
}

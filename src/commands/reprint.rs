//! `longhand key` and `longhand sheet`: the key, or the sheet, of exactly that paper.

use super::daily::{self, default_name};
use super::files::{self, File};
use super::kept::Kept;
use super::making::{self, Content, Made};
use super::{Failure, Outcome, World, banks, known};
use crate::bank::{Bank, Entry};
use crate::cli::{Format, Reprint};
use crate::code::{
    self, CodeFault, Drawn, KeyPlace, Paper, PrintSize, Reference, Request, SheetCode, Short, Tag, Verb,
};
use crate::history::History;
use crate::pdf;
use crate::python::Python;

/// 2199-12-31, the last day that a daily can have.
const LAST_DAY: u64 = 73_049;

pub fn key(arguments: &Reprint, world: &World) -> Result<Outcome, Failure> {
    let kept = Kept::read(&arguments.home, world);
    kept.told_with(key_of(arguments, &kept.history, world))
}

pub fn sheet(arguments: &Reprint, world: &World) -> Result<Outcome, Failure> {
    let kept = Kept::read(&arguments.home, world);
    kept.told_with(sheet_of(arguments, &kept.history, world))
}

fn key_of(arguments: &Reprint, history: &History, world: &World) -> Result<Outcome, Failure> {
    let made = reprinted(arguments, history, world)?;
    let name = default_name("key", &made);
    deliver(&made, name, Content::KeyOnly, arguments, world)
}

fn sheet_of(arguments: &Reprint, history: &History, world: &World) -> Result<Outcome, Failure> {
    let made = reprinted(arguments, history, world)?;
    let content = match made.request.key {
        KeyPlace::Same => Content::SheetAndKey,
        KeyPlace::Separate | KeyPlace::Fold | KeyPlace::None => Content::SheetOnly,
    };
    let name = default_name(made.request.verb.name(), &made);
    deliver(&made, name, content, arguments, world)
}

fn deliver(
    made: &Made,
    name: String,
    content: Content,
    arguments: &Reprint,
    world: &World,
) -> Result<Outcome, Failure> {
    match arguments.output.format.unwrap_or(Format::Pdf) {
        Format::Pdf => files::deliver(File { name, bytes: made.to_pdf(content, world)? }, &arguments.output),
        Format::Text => files::deliver_text(made.to_text(content), &arguments.output),
        Format::Json => files::deliver_text(made.to_json()?, &arguments.output),
    }
}

fn reprinted(arguments: &Reprint, history: &History, world: &World) -> Result<Made, Failure> {
    let mut python = making::python(world);
    let bank = banks::load(&arguments.bank)?;
    let mut made = find(&arguments.sheet, Known { bank: &bank, history, world }, &mut python)?;
    if let Some(paper) = arguments.paper.paper {
        made.request.paper = paper;
        // On A5 there is no large print; the sheet may have been printed so on other paper.
        made.request.print = arguments.paper.print();
    } else if arguments.paper.large_print {
        made.request.print = PrintSize::Large;
    }
    Ok(made)
}

/// What a sheet may be found by.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    pub bank: &'a Bank,
    pub history: &'a History,
    pub world: &'a World,
}

/// The sheet that was meant, with its questions: by code, QR text, request, or PDF.
pub fn find(sheet: &str, known: Known, python: &mut Python) -> Result<Made, Failure> {
    let Some(bytes) = files::read_if_file(sheet)? else {
        return from_text(sheet, known, python);
    };
    let path = std::path::PathBuf::from(sheet);
    let line = pdf::read_request(&bytes).ok_or(Failure::NotOurs { path })?;
    let request = Request::parse(&line).map_err(Failure::Code)?;
    Made::from_request(request, known.bank, python)
}

/// What was printed here is known with all its options; anything else is found by the bank, if at all.
fn from_text(text: &str, known: Known, python: &mut Python) -> Result<Made, Failure> {
    if let Some(printing) = known::printing(text, known.history)? {
        let request = Request::parse(&printing.sheet.request).map_err(Failure::Code)?;
        return Made::from_request(request, known.bank, python);
    }
    match code::read_reference(text) {
        Ok(Reference::Request(request)) => Made::from_request(*request, known.bank, python),
        Ok(Reference::Short(short)) => from_short(&short, known.bank, python),
        Ok(Reference::Code(code)) => from_code(code, known, python),
        Err(fault) => Err(slip(text, fault, known, python)),
    }
}

/// A daily follows from its seed, its recipe and the default options; its digest tells whether this one did.
fn from_code(code: SheetCode, known: Known, python: &mut Python) -> Result<Made, Failure> {
    let Known { bank, world, .. } = known;
    match code.verb() {
        Verb::DailyByDate if code.seed().get() > LAST_DAY => return Err(needs_more(code)),
        Verb::DailyByDate | Verb::DailyBySeed => {}
        Verb::Handout | Verb::Mock | Verb::Show => return Err(needs_more(code)),
    }
    // What is too wide for A5 is left out there, so a sheet may be of either.
    let other = if world.paper == Paper::A5 { Paper::A4 } else { Paper::A5 };
    for recipe in daily::recipes(bank) {
        for paper in [world.paper, other] {
            let plan = daily::plan_of(recipe, code.verb(), code.seed(), paper);
            match daily::make(plan, bank, python) {
                Ok(made) if code.fits(&made.request.problems) => return Ok(made),
                Ok(_) | Err(Failure::Nothing { .. }) => {}
                Err(failure) => return Err(failure),
            }
        }
    }
    Err(needs_more(code))
}

fn needs_more(code: SheetCode) -> Failure {
    Failure::OtherBank {
        message: format!("`{code}` belongs to a sheet that this bank does not draw without options"),
        help: "it was drawn with options, from a history elsewhere, or by another bank: give the text of its QR code, or its PDF"
            .to_owned(),
    }
}

/// The QR text names every problem by a tag, so it leads back whatever the options were.
fn from_short(short: &Short, bank: &Bank, python: &mut Python) -> Result<Made, Failure> {
    let problems: Option<Vec<Drawn>> = short.tags.iter().map(|tag| tagged(*tag, bank)).collect();
    let Some(problems) = problems.filter(|problems| short.code.fits(problems)) else {
        return Err(Failure::OtherBank {
            message: format!("`{}` has problems that this bank does not, or in other versions", short.code),
            help: "name the bank that it came from with `--bank DIR`, or give its PDF to the Longhand that made it"
                .to_owned(),
        });
    };
    let plan = daily::default_plan(short.code.verb(), short.code.seed(), bank, short.paper)?;
    let mut request = daily::request(plan, problems);
    request.print = short.print;
    Made::from_request(request, bank, python)
}

fn tagged(tag: Tag, bank: &Bank) -> Option<Drawn> {
    let mut all = bank.entries.iter().flat_map(Entry::drawn_forms);
    all.find(|drawn| Tag::of(drawn) == tag)
}

/// A code with a slip in it: what it may have been is offered only where it was printed here, or the digest
/// agrees.
fn slip(text: &str, fault: CodeFault, known: Known, python: &mut Python) -> Failure {
    let repairs = code::repairs(text);
    let printed = repairs.iter().find(|code| known.history.sheet(**code).is_some());
    let fitting = printed.or_else(|| repairs.iter().find(|code| from_code(**code, known, python).is_ok()));
    match fitting {
        Some(code) => Failure::Slip { fault, meant: code.to_string() },
        None => Failure::Code(fault),
    }
}

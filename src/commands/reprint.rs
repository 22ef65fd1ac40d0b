//! `longhand key` and `longhand sheet`: the key, or the sheet, of exactly that paper.

use super::daily::{self, default_name};
use super::files::{self, File};
use super::kept::Kept;
use super::making::{self, Content, Made};
use super::printing;
use super::{Failure, Outcome, World, banks, fonts, known, mock, stored};
use crate::bank::{Bank, Entry};
use crate::cli::{Format, Reprint};
use crate::code::{
    self, CodeFault, CopyOf, Drawn, KeyPlace, Naming, Paper, PrintSize, Reference, Request, SheetCode, Short, Tag, Verb,
};
use crate::history::History;
use crate::pdf;
use crate::python::Python;
use crate::question::handout::Usuals;

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
    deliver(&made, "key", Content::KeyOnly, arguments, world)
}

fn sheet_of(arguments: &Reprint, history: &History, world: &World) -> Result<Outcome, Failure> {
    let made = reprinted(arguments, history, world)?;
    let Some(first) = made.first() else { return Ok(Outcome::default()) };
    let content = match first.request.key {
        KeyPlace::Same => Content::SheetAndKey,
        KeyPlace::Separate | KeyPlace::Fold | KeyPlace::None => Content::SheetOnly,
    };
    deliver(&made, first.request.verb.name(), content, arguments, world)
}

fn deliver(
    made: &[Made],
    what: &str,
    content: Content,
    arguments: &Reprint,
    world: &World,
) -> Result<Outcome, Failure> {
    let name = match made {
        [made] => default_name(what, made),
        all => format!("longhand-{what}-{}-copies.pdf", all.len()),
    };
    match arguments.output.format.unwrap_or(Format::Pdf) {
        Format::Pdf => {
            let all: Vec<&Made> = made.iter().collect();
            files::deliver(File { name, bytes: printing::print(&all, content, world)?.bytes }, &arguments.output)
        }
        Format::Text => {
            let texts: Vec<String> = made.iter().map(|made| made.to_text(content)).collect();
            files::deliver_text(texts.join("\n\n"), &arguments.output)
        }
        Format::Json => {
            let sheets = made.iter().map(Made::to_object).collect::<Result<Vec<_>, _>>()?;
            files::deliver_text(making::pretty(&serde_json::json!({ "sheets": sheets })), &arguments.output)
        }
    }
}

fn reprinted(arguments: &Reprint, history: &History, world: &World) -> Result<Vec<Made>, Failure> {
    let mut all = match &arguments.questions {
        Some(path) => stored::find(&arguments.sheet, path)?,
        None => {
            let mut python = making::python(world);
            let bank = banks::load(&arguments.bank)?;
            find_all(&arguments.sheet, Known { bank: &bank, history, world }, &mut python)?
        }
    };
    let font = fonts::given(&arguments.font)?;
    for made in &mut all {
        let request = &mut made.request;
        let before = (request.paper, request.print);
        if let Some(paper) = arguments.paper.paper {
            request.paper = paper;
            // On A5 there is no large print; the sheet may have been printed so on other paper.
            request.print = arguments.paper.print();
        } else if arguments.paper.large_print {
            request.print = PrintSize::Large;
        }
        // The places of a class are those on its own paper.
        if let Some(copy) = request.copy.as_mut().filter(|_| before != (request.paper, request.print)) {
            copy.places = None;
        }
        fonts::agree(made, font.clone())?;
    }
    Ok(all)
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
    let mut all = find_all(sheet, known, python)?;
    match (all.pop(), all.len()) {
        (Some(made), 0) => Ok(made),
        (_, others) => Err(Failure::Usage {
            message: format!("`{sheet}` holds {} sheets", others + 1),
            help: "give the code of the one that you mean, from the foot of its pages".to_owned(),
        }),
    }
}

/// Every sheet that was meant: the PDF of a class holds many.
fn find_all(sheet: &str, known: Known, python: &mut Python) -> Result<Vec<Made>, Failure> {
    let Some(bytes) = files::read_if_file(sheet)? else {
        return Ok(vec![from_text(sheet, known, python)?]);
    };
    let path = std::path::PathBuf::from(sheet);
    let lines = pdf::read_request(&bytes).ok_or(Failure::NotOurs { path })?;
    // A candidate's file has a code in the place of its request.
    if SheetCode::read(&lines).is_ok() {
        return Ok(vec![from_text(&lines, known, python)?]);
    }
    let mut usuals = Usuals::default();
    let requests = code::read_requests(&lines).map_err(Failure::Code)?;
    requests.into_iter().map(|request| Made::from_request_of(request, known.bank, &mut usuals, python)).collect()
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
        Verb::Mock => {
            return mock::by_default(code, bank, world.paper, python)?.ok_or_else(|| interviewers(code));
        }
        Verb::Handout | Verb::Show => return Err(needs_more(code)),
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

fn interviewers(code: SheetCode) -> Failure {
    Failure::OtherBank {
        message: format!("`{code}` belongs to a mock interview with options"),
        help: "give the interviewer’s PDF: the candidate’s holds nothing of the key".to_owned(),
    }
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
    if short.code.verb() == Verb::Mock {
        return Err(interviewers(short.code));
    }
    let plan = daily::default_plan(short.code.verb(), short.code.seed(), bank, short.paper)?;
    let mut request = daily::request(plan, problems);
    request.print = short.print;
    if request.verb == Verb::Handout {
        request.key = KeyPlace::Separate;
        request.copy = Some(CopyOf { which: String::new(), naming: Naming::Name, places: None });
    }
    Made::from_request(request, bank, python)
}

pub fn tagged(tag: Tag, bank: &Bank) -> Option<Drawn> {
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

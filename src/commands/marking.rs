//! `longhand score`: notes the marks that somebody gave.

use super::making;
use super::reprint::{self, Known};
use super::{Failure, Outcome, World, asking, banks, class_marks, interview, kept, known, marks};
use crate::cli::Score;
use crate::code::Request;
use crate::diagnostic::words::count;
use crate::history::{Event, History, Mark, Printed, Record, Scored, Store, own_request};

pub fn run(arguments: &Score, world: &World) -> Result<Outcome, Failure> {
    if let Some(map) = &arguments.class.map {
        return class_marks::run(map, arguments, world);
    }
    let store = kept::store(&arguments.home, world)?;
    let (history, notes) = kept::read(&store)?;
    match score(arguments, &store, &history, world) {
        Ok(outcome) => Ok(Outcome { notes: notes.into_iter().chain(outcome.notes).collect(), ..outcome }),
        Err(failure) => Err(failure.after(notes)),
    }
}

fn score(arguments: &Score, store: &Store, history: &History, world: &World) -> Result<Outcome, Failure> {
    let (sheet, words) = match arguments.words.split_first() {
        Some((first, rest)) if marks::read(first).is_none() => (found(first, history, arguments, world)?, rest),
        _ => (last(history, world)?, &arguments.words[..]),
    };
    let marks = match words {
        [] => asking::marks(&sheet, world)?,
        words => marks::fit_all(words, &sheet.questions).map_err(|wrong| refused(&wrong, &sheet))?,
    };
    let signals = match &arguments.signals {
        Some(signals) => Some(interview::signals(signals, &sheet, &marks)?),
        None => None,
    };
    let scored = Scored { code: sheet.code.clone(), minutes: arguments.minutes, marks, signals };
    let before = history.score(&sheet.code).map(|standing| (standing.score.sum(), standing.stamp.day.clone()));
    let notes = note(store, &sheet, &scored, world)?;
    if arguments.quiet {
        return Ok(Outcome { notes, ..Outcome::default() });
    }
    let mut text = told(&sheet, &scored);
    text += &interview::told(&scored);
    if let Some(((earned, most), day)) = before {
        text += &format!("in place of {earned} of {most}, noted on {day}\n");
    }
    Ok(Outcome { notes, ..Outcome::text(text) })
}

/// Adds the marks, and before them the sheet, if it was printed elsewhere; gives back what there is to say about the
/// file.
fn note(store: &Store, sheet: &Printed, scored: &Scored, world: &World) -> Result<Vec<String>, Failure> {
    let record = |event| Record { stamp: world.stamp(), event };
    let decide = |history: &History| {
        let is_known = history.has_request(&sheet.request);
        let printed = (!is_known).then(|| record(Event::Printed(sheet.clone())));
        printed.into_iter().chain([record(Event::Scored(scored.clone()))]).collect()
    };
    kept::append(store, decide)
}

/// The sheet of a code, printed here or elsewhere.
fn found(text: &str, history: &History, arguments: &Score, world: &World) -> Result<Printed, Failure> {
    if let Some(printing) = known::printing(text, history)? {
        return Ok(printing.sheet.clone());
    }
    let mut python = making::python(world);
    let bank = banks::load(&arguments.bank)?;
    let made = reprint::find(text, Known { bank: &bank, history, world }, &mut python)?;
    Ok(Printed::of(&made.request, &made.questions))
}

/// The sheet that somebody printed last for themselves, but none for a day to come.
fn last(history: &History, world: &World) -> Result<Printed, Failure> {
    let sheets = history.sheets();
    let own: Vec<(&Printed, Request)> =
        sheets.iter().filter_map(|printing| Some((printing.sheet, own_request(printing.sheet)?))).collect();
    let is_to_come = |request: &Request| request.date.is_some_and(|day| day > world.today.0);
    let last = own.iter().rev().find(|(_, request)| !is_to_come(request)).or(own.last());
    last.map(|(sheet, _)| (*sheet).clone()).ok_or_else(|| match sheets.is_empty() {
        true => Failure::Usage {
            message: "no sheet was printed here yet".to_owned(),
            help: "give the code of the sheet before its marks: it stands at the foot of every page".to_owned(),
        },
        false => Failure::Usage {
            message: "only sheets of a class were printed here, and none that you work on yourself".to_owned(),
            help: "write the code of one of them before its marks; `longhand score --map FILE.csv` takes those of all"
                .to_owned(),
        },
    })
}

fn refused(wrong: &str, sheet: &Printed) -> Failure {
    let each = "a mark for each, or `-` where it was not tried";
    Failure::Usage {
        message: format!("these marks do not fit `{}`: {wrong}", sheet.code),
        help: format!(
            "it has {}; write {each}:{}",
            count(sheet.questions.len(), "question"),
            marks::allowed(&sheet.questions)
        ),
    }
}

/// "8000-009J-Y84H-E1BW  Daily drill: 8 of 15 in 17 minutes".
fn told(sheet: &Printed, scored: &Scored) -> String {
    let (earned, most) = scored.sum();
    let skipped = scored.marks.iter().filter(|mark: &&Mark| mark.mark.is_none()).count();
    let skipped = if skipped == 0 { String::new() } else { format!(", {skipped} not tried") };
    let took = scored.minutes.map(|minutes| format!(" in {}", count(minutes as usize, "minute"))).unwrap_or_default();
    format!("noted for {}  {}: {earned} of {most}{skipped}{took}\n", sheet.code, known::plain(&sheet.title))
}

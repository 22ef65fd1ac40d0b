//! `longhand try`: code that was typed back, run against its question.

use super::kept::Kept;
use super::making::{self, Made};
use super::reprint::Known;
use super::typed::Place;
use super::{Failure, Outcome, Status, World, banks, reprint, show, verdict};
use crate::bank::Bank;
use crate::cli::Try;
use crate::code::Seed;
use crate::diagnostic::Finding;
use crate::history::History;
use crate::kinds::{Subject, Verdict};
use crate::python::{Care, Python};
use crate::question::Question;
use std::path::{Path, PathBuf};

pub fn run(arguments: &Try, world: &World) -> Result<Outcome, Failure> {
    let kept = Kept::read(&arguments.home, world);
    kept.told_with(attempt(arguments, &kept.history, world))
}

fn attempt(arguments: &Try, history: &History, world: &World) -> Result<Outcome, Failure> {
    let wanted = Wanted::read(arguments)?;
    let code = wanted.place.code()?;
    let bank = banks::load(&arguments.bank)?;
    let mut python = making::python(world);
    let (question, name) = match &wanted.question {
        Asked::Problem(id) => (pose(id, arguments, &bank, &mut python)?, format!("`{id}`")),
        Asked::OnSheet { sheet, number } => {
            let made = reprint::find(sheet, Known { bank: &bank, history, world }, &mut python)?;
            (take(made, number, &bank)?, format!("question {number}"))
        }
    };
    let subject = subject(&question, &bank)?;
    if !subject.has_code() {
        return Err(Failure::Usage {
            message: format!("{name} has nothing to type back: it is `{}`", question.form.kind),
            help: "try a question that is answered with code, or shows a program that prints something".to_owned(),
        });
    }
    // What prints a set answers as well as what sorts it first: only keys must come out alike everywhere.
    let mut python = python.with_care(Care::Learner);
    let verdict = subject.judge(&code, &mut python).map_err(|stop| Failure::Bug(stop.message()))?;
    let status = if matches!(verdict, Verdict::Falls(_)) { Status::Faults } else { Status::Done };
    Ok(Outcome { status, ..Outcome::text(verdict::tell(&verdict, &name, &code, subject.model())) })
}

/// What was typed: which question, and where the code is.
struct Wanted<'a> {
    question: Asked<'a>,
    place: Place,
}

enum Asked<'a> {
    Problem(&'a str),
    OnSheet { sheet: &'a str, number: &'a str },
}

impl<'a> Wanted<'a> {
    fn read(arguments: &'a Try) -> Result<Wanted<'a>, Failure> {
        let (words, place) = place(arguments)?;
        let question = match (&arguments.problem, words) {
            (Some(id), []) => Asked::Problem(id),
            (None, [sheet, number]) => match (sheet.to_str(), number.to_str()) {
                (Some(sheet), Some(number)) => Asked::OnSheet { sheet, number },
                _ => return Err(unclear(arguments)),
            },
            _ => return Err(unclear(arguments)),
        };
        Ok(Wanted { question, place })
    }
}

/// The words before the file, and where the code is.
fn place(arguments: &Try) -> Result<(&[PathBuf], Place), Failure> {
    if arguments.stdin {
        return Ok((&arguments.words, Place::StandardInput));
    }
    match arguments.words.split_last() {
        Some((file, rest)) if file == Path::new("-") => Ok((rest, Place::StandardInput)),
        Some((file, rest)) => Ok((rest, Place::File(file.clone()))),
        None => Err(unclear(arguments)),
    }
}

fn unclear(arguments: &Try) -> Failure {
    let (message, help) = match (&arguments.problem, arguments.stdin) {
        (Some(_), false) => ("`--problem` goes with one file", "longhand try --problem class-plain --seed 5 route.py"),
        (Some(_), true) => ("`--problem` with `--stdin` needs no more", "longhand try --problem class-plain --stdin"),
        (None, false) => (
            "`try` needs a sheet's code, a question's number and a file",
            "longhand try K7F3-9QX2-M4TA-8C3Z 4 route.py",
        ),
        (None, true) => {
            ("`try --stdin` needs a sheet's code and a question's number", "longhand try K7F3-9QX2-M4TA-8C3Z 4 --stdin")
        }
    };
    let help = format!("write it like this: `{help}`; a text with blanks stands in quotes");
    Failure::Usage { message: message.to_owned(), help }
}

fn pose(id: &str, arguments: &Try, bank: &Bank, python: &mut Python) -> Result<Question, Failure> {
    let entry = show::entry(id, bank)?;
    let form = show::form(None, arguments.stage, entry)?;
    let seed = Seed::lowest_bits(arguments.seed.unwrap_or(0));
    making::pose(entry, form, seed.get(), python)
}

/// The question of this number on a sheet.
fn take(made: Made, number: &str, bank: &Bank) -> Result<Question, Failure> {
    let last = made.questions.len();
    let with_code: Vec<String> = made
        .questions
        .iter()
        .zip(1..)
        .filter(|(question, _)| subject(question, bank).is_ok_and(Subject::has_code))
        .map(|(_, number): (_, usize)| number.to_string())
        .collect();
    let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let found = place.and_then(|place| made.questions.into_iter().nth(place));
    found.ok_or_else(|| Failure::Usage {
        message: format!("this sheet has no question `{number}`"),
        help: format!("its questions are 1 to {last}; code can be tried for {}", with_code.join(", ")),
    })
}

fn subject<'a>(question: &'a Question, bank: &'a Bank) -> Result<Subject<'a>, Failure> {
    let entry = show::entry(&question.id, bank)?;
    Ok(Subject { problem: &entry.problem, values: &question.values, posed: &question.posed })
}

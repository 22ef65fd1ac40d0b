//! What a page can hold and what a wrong program may do: the checks that several kinds make when they pose.

use super::{PoseFault, Posing, Setback};
use crate::diagnostic::Place;
use crate::keys::Text;
use crate::program::Template;
use crate::python::{Ending, Run, Stop, syntax};

/// Columns of code on a page (`curriculum/README.md` 3.6, fault 34).
pub const CODE_COLUMNS: usize = 60;

/// The whole of a program, to blame it.
pub fn whole(program: &Template) -> Place {
    program.place(0..program.source().len())
}

/// A line of a program, from 1, to blame it; the whole where none is known. Values hold no line ends, so a line of
/// the filled program is the same line of the file.
pub fn line(program: &Template, number: Option<u32>) -> Place {
    let mut start = 0;
    for (text, count) in program.source().split_inclusive('\n').zip(1..) {
        if Some(count) == number {
            let indent = text.len() - text.trim_start().len();
            return program.place(start + indent..start + text.trim_end().len());
        }
        start += text.len();
    }
    whole(program)
}

/// What stopped the right program, blamed on the line that it was stopped in.
pub fn stopped(program: &Template, stop: Stop) -> Setback {
    Setback::stopped(&line(program, stop.line()), stop)
}

/// The right program failed: blamed on the line that it failed in.
pub fn failed(program: &Template, error: &str, number: Option<u32>) -> Setback {
    Setback::again(&line(program, number), PoseFault::ProgramFails { error: error.to_owned(), line: number })
}

/// Sees that the right program ended as it should: with the error that the author names, or without one.
pub fn check_ending(program: &Template, ends: Option<&Text>, ending: &Ending) -> Result<(), Setback> {
    let did = match ending {
        Ending::Done => None,
        Ending::Raised { kind, .. } => Some(kind),
    };
    match (ends, ending) {
        (None, Ending::Raised { kind, line }) => Err(failed(program, kind, *line)),
        (Some(said), _) if did != Some(&said.value) => {
            let fault = PoseFault::EndsOtherwise { said: Some(said.value.clone()), did: did.cloned() };
            Err(Setback::fatal(&said.place, fault))
        }
        _ => Ok(()),
    }
}

/// The drawn program with what it printed, where it fits a page and runs to its end.
pub fn run_whole(program: &Template, posing: &mut Posing) -> Result<(String, Run), Setback> {
    let code = program.fill(posing.values);
    check_width(&code, program)?;
    let run = posing.python.run(&code).map_err(|stop| stopped(program, stop))?;
    match &run.ending {
        Ending::Done => Ok((code, run)),
        Ending::Raised { kind, line } => Err(failed(program, kind, *line)),
    }
}

/// Sees that no line of a filled program is wider than a page's code.
pub fn check_width(filled: &str, program: &Template) -> Result<(), Setback> {
    check_columns(filled, program, CODE_COLUMNS)
}

/// Sees that no line of a filled program is wider than so many columns.
pub fn check_columns(filled: &str, program: &Template, most: usize) -> Result<(), Setback> {
    for (text, number) in filled.lines().zip(1..) {
        let columns = text.chars().count();
        if columns > most {
            let fault = PoseFault::LineTooWide { line: text.trim().to_owned(), columns, most };
            return Err(Setback::fatal(&line(program, Some(number)), fault));
        }
    }
    Ok(())
}

/// Whether a problem is printed as the kind it is written as, or as one of `also`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Own,
    Guest,
}

/// A misread that cannot be told from the right program, or from another misread, makes a draw useless. Where the misreads
/// were written for another kind it is left out instead.
pub fn unless_unseen(added: Result<(), Setback>, standing: Standing) -> Result<(), Setback> {
    match added {
        Err(Setback::Again(blame))
            if standing == Standing::Guest
                && matches!(blame.fault, PoseFault::NeverShows { .. } | PoseFault::Agree { .. }) =>
        {
            Ok(())
        }
        other => other,
    }
}

/// Errors of text that is no program: they come before anything runs.
pub const SLIPS: [&str; 3] = ["SyntaxError", "IndentationError", "TabError"];

/// Sees that a wrong program which readers run in the head compiles: nobody reads a program into the page that is none.
/// In a box, or as a slip to be found, one may stand that does not. `error` is the type that ended it.
pub fn check_compiles(error: &str, code: &str, place: &Place) -> Result<(), Setback> {
    if !SLIPS.contains(&error) {
        return Ok(());
    }
    let slip = syntax::check_program(code).err();
    let line = slip.as_ref().and_then(|slip| {
        let before = code.get(..slip.offset)?.matches('\n').count();
        code.lines().nth(before).map(|line| line.trim().to_owned())
    });
    let message = slip.map(|slip| slip.message);
    Err(Setback::fatal(place, PoseFault::DoesNotCompile { error: error.to_owned(), message, line }))
}

/// What a wrong program did, or `None` if it met a limit: that it does not end is an answer too. What has nothing to
/// do with limits is still a setback.
pub fn unless_endless<T>(result: Result<T, Stop>, place: &Place) -> Result<Option<T>, Setback> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Stop::Steps { .. } | Stop::Time | Stop::Memory | Stop::Output) => Ok(None),
        Err(
            stop @ (Stop::Forbidden { .. }
            | Stop::Module { .. }
            | Stop::Unseeded { .. }
            | Stop::Untrusted(_)
            | Stop::Crowded
            | Stop::Crashed { .. }
            | Stop::Unavailable { .. }),
        ) => Err(Setback::stopped(place, stop)),
    }
}

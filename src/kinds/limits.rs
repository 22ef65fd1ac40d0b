//! What a page can hold and what a wrong program may do: the checks that several kinds make when they pose.

use super::{PoseFault, Setback};
use crate::diagnostic::Place;
use crate::program::Template;
use crate::python::Stop;

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

/// Sees that no line of a filled program is wider than a page's code.
pub fn check_width(filled: &str, program: &Template) -> Result<(), Setback> {
    for (text, number) in filled.lines().zip(1..) {
        let columns = text.chars().count();
        if columns > CODE_COLUMNS {
            let fault = PoseFault::LineTooWide { line: text.trim().to_owned(), columns };
            return Err(Setback::fatal(&line(program, Some(number)), fault));
        }
    }
    Ok(())
}

/// What a wrong program did, or `None` if it met a limit: that it does not end is an answer too. What has nothing to
/// do with limits is still a setback.
pub fn unless_endless<T>(result: Result<T, Stop>, place: &Place) -> Result<Option<T>, Setback> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Stop::Steps { .. } | Stop::Time | Stop::Memory | Stop::Output) => Ok(None),
        Err(stop @ (Stop::Forbidden { .. } | Stop::Crashed { .. } | Stop::Unavailable { .. })) => {
            Err(Setback::stopped(place, stop))
        }
    }
}

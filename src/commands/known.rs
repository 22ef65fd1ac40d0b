//! Sheets that were printed here, by what somebody types for them.

use super::Failure;
use crate::code::{self, Reference, Request, Short};
use crate::history::{History, Printing};
use std::fmt::Write;

/// Candidates that a message lists.
const SHOWN: usize = 10;

/// The sheet that a text means: its whole code, a start of it that no other sheet has, or the text of its QR code.
/// `None` if nothing like it was printed here.
pub fn printing<'a>(text: &str, history: &'a History) -> Result<Option<Printing<'a>>, Failure> {
    match code::read_reference(text) {
        Ok(Reference::Code(code)) => Ok(history.sheet(code)),
        Ok(Reference::Short(short)) => Ok(of_short(&short, history)),
        Ok(Reference::Request(_)) => Ok(None),
        Err(_) => code::start(text).map_or(Ok(None), |start| beginning(&start, history)),
    }
}

/// A QR text says paper and size of print as well.
fn of_short<'a>(short: &Short, history: &'a History) -> Option<Printing<'a>> {
    let fits = |request: &Request| request.paper == short.paper && request.print == short.print;
    let printing = history.sheet(short.code)?;
    Request::parse(&printing.sheet.request).is_ok_and(|request| fits(&request)).then_some(printing)
}

fn beginning<'a>(start: &str, history: &'a History) -> Result<Option<Printing<'a>>, Failure> {
    let found = history.beginning(start);
    if found.len() < 2 {
        return Ok(found.into_iter().next());
    }
    let mut help = "write more of the one that you mean:".to_owned();
    for printing in found.iter().rev().take(SHOWN) {
        write!(help, "\n  {}", in_words(*printing)).ok();
    }
    if found.len() > SHOWN {
        write!(help, "\n  and {} more; `longhand history` lists them", found.len() - SHOWN).ok();
    }
    let message = format!("`{start}` is the start of {} codes", found.len());
    Err(Failure::Usage { message, help })
}

/// "8000-009J-Y84H-E1BW  Daily drill, for Ayşe, printed on 2026-11-22".
pub fn in_words(printing: Printing) -> String {
    let Printing { stamp, sheet } = printing;
    let name = sheet.name.as_deref().map(|name| format!(", for {}", plain(name))).unwrap_or_default();
    format!("{}  {}{name}, printed on {}", plain(&sheet.code), plain(&sheet.title), plain(&stamp.day))
}

/// Text from a file as a terminal may show it: without characters that steer it.
pub fn plain(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

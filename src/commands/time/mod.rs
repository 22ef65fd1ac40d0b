//! `time`: a countdown by section, on the whole screen of a terminal or in lines.

mod clocks;
mod full_screen;
mod kept;
mod lines;
mod sheet;
mod sitting;

use super::{Failure, Pictures, World};
use crate::cli::Time;
use crate::clock::{ClockFault, ExtraTime, Length, Screen, Section};
use full_screen::FullScreen;
use lines::Lines;
use sitting::Sitting;

/// Starts the countdown that was typed, or goes on with the one that is kept.
pub fn start(arguments: &Time, world: &World) -> Result<Pictures<'static>, Failure> {
    let sitting = match sections(arguments, world)? {
        Some((code, sections)) => Sitting::start(&sections, code, &arguments.home, world),
        None => Sitting::resume(&arguments.home, world)?,
    };
    // A terminal that cannot be read key by key gets lines, as a file does.
    let screen = world.terminal.has_full_screen.then(Screen::enter).and_then(Result::ok);
    Ok(match screen {
        Some(screen) => Box::new(FullScreen::new(sitting, screen, &world.terminal)),
        None => Box::new(Lines::new(sitting)),
    })
}

/// Sections, and the code of the sheet that they are of, if they are of one.
type CodeAndSections = (Option<String>, Vec<Section>);

/// The sections that were typed, or those of a sheet; none where a run is to go on.
fn sections(arguments: &Time, world: &World) -> Result<Option<CodeAndSections>, Failure> {
    let mut code = None;
    let typed = match (&arguments.minutes, &arguments.sections, &arguments.sheet) {
        (Some(minutes), _, _) => vec![Section::whole(Length::read(minutes).map_err(told)?)],
        (None, Some(list), _) => Section::read_list(list).map_err(told)?,
        (None, None, Some(sheet)) => {
            let (of_sheet, sections) = sheet::sections(sheet, &arguments.home, world)?;
            code = Some(of_sheet);
            sections
        }
        (None, None, None) => return Ok(None),
    };
    let stretched = match &arguments.extra_time {
        Some(percentage) => ExtraTime::read(percentage).and_then(|extra| extra.stretch(typed)).map_err(told)?,
        None => typed,
    };
    Ok(Some((code, stretched)))
}

fn told(fault: ClockFault) -> Failure {
    Failure::Usage { message: fault.message(), help: fault.help() }
}

//! `longhand handout`: a sheet for each student of a class, the teacher's keys, a map from codes to names, and all that
//! was drawn.

mod keys;
mod names;
mod notes;
mod output;
mod plan;
mod seats;

use super::making::{self, Made};
use super::printing;
use super::progress::Progress;
use super::{Failure, Outcome, World, banks, kept};
use crate::bank::{Bank, Vary};
use crate::cli::{Format, Handout};
use crate::code::{CopyOf, KeyPlace, Levels, Naming, PrintSize, Request, Verb, Word};
use crate::layout::Spaces;
use crate::python::Pool;
use crate::question::Question;
use crate::question::handout::{Asked, Class, Copy, Row};
use plan::Plan;
use seats::Seat;
use std::collections::BTreeMap;

/// A class with every copy drawn.
pub struct Drawn<'a> {
    plan: Plan<'a>,
    bank: &'a Bank,
    seats: Vec<Seat>,
    class: Class<'a, 'a>,
    copies: Vec<Copy>,
    /// Where questions stand on the sheets of a size of print, the same on all; none where copies ask other problems.
    places: BTreeMap<PrintSize, String>,
}

pub fn run(arguments: &Handout, world: &World) -> Result<Outcome, Failure> {
    let seats = seats::seats(arguments)?;
    let pool = Pool::new(world.program.clone());
    let (bank, recipe) = banks::load_with_recipe(&arguments.bank, arguments.recipe.as_deref())?;
    let plan = plan::plan(arguments, &bank, recipe.as_deref(), world)?;
    let choices = plan.choices(&bank, &pool)?;
    let rows = rows(&plan, &seats.all, arguments.columns, &choices);
    let class = Class::new(plan.seed, rows, &pool).map_err(|refusal| making::refused(&refusal))?;
    let progress = Progress::new(seats.all.len(), world.progress);
    let copies = class.copies(|| progress.step()).map_err(|refusal| making::refused(&refusal))?;
    drop(progress);
    let mut drawn = Drawn { plan, bank: &bank, seats: seats.all, class, copies, places: BTreeMap::new() };
    drawn.places = drawn.plan_places()?;
    let mut outcome = match arguments.output.format.unwrap_or(Format::Pdf) {
        Format::Pdf => output::deliver(&drawn, arguments, world)?,
        Format::Json => output::json(&drawn, arguments)?,
        Format::Text => output::text(&drawn, arguments)?,
    };
    outcome.notes.splice(0..0, seats.notes);
    if !arguments.no_history {
        let made: Vec<Made> = output::range(arguments, drawn.copies.len()).map(|index| drawn.made(index)).collect();
        outcome.notes.extend(kept::note(&made, &arguments.home, world));
    }
    if !arguments.output.quiet {
        outcome.notes.extend(notes::notes(&drawn));
    }
    Ok(outcome)
}

/// What each copy asks, and whose answers it must not have.
fn rows<'a>(plan: &Plan<'a>, seats: &[Seat], columns: Option<u32>, choices: &[Vec<Asked<'a>>]) -> Vec<Row<'a>> {
    let row = |(index, seat): (usize, &Seat)| Row {
        copy: seat.copy,
        asked: plan.asked(seat.copy, choices),
        neighbours: seats::neighbours(index, columns),
    };
    seats.iter().enumerate().map(row).collect()
}

impl Drawn<'_> {
    /// The sheet of one copy, its questions taken from what was drawn.
    fn made(&self, index: usize) -> Made {
        let (seat, copy) = (&self.seats[index], &self.copies[index]);
        let font = self.plan.font.as_ref().map(|font| font.own.clone());
        Made { request: self.request(seat, copy), questions: copy.questions.clone(), left_out: Vec::new(), font }
    }

    /// Finds a place for each question that has room for what any student needs.
    fn plan_places(&self) -> Result<BTreeMap<PrintSize, String>, Failure> {
        let mut places = BTreeMap::new();
        if self.plan.vary == Vary::Questions {
            return Ok(places);
        }
        let spaces = Spaces { all: self.plan.space, each: &self.plan.spaces };
        for print in PrintSize::ALL {
            let of_print = |index: &usize| self.print_of(&self.seats[*index]) == *print;
            let made: Vec<Made> = (0..self.seats.len()).filter(of_print).map(|index| self.made(index)).collect();
            if !made.is_empty() {
                places.insert(*print, printing::common_places(&made, spaces)?.to_string());
            }
        }
        Ok(places)
    }

    fn print_of(&self, seat: &Seat) -> PrintSize {
        if seat.large_print { PrintSize::Large } else { self.plan.print }
    }

    fn request(&self, seat: &Seat, copy: &Copy) -> Request {
        let plan = &self.plan;
        let minutes: u32 = copy.questions.iter().map(|question| question.minutes).sum();
        let problems = copy.questions.iter().map(Question::drawn).collect();
        Request {
            verb: Verb::Handout,
            seed: copy.seed,
            problems,
            paper: plan.paper,
            print: self.print_of(seat),
            key: KeyPlace::Separate,
            minutes: (minutes * (100 + seat.extra_time)).div_ceil(100),
            topics: Vec::new(),
            levels: Levels::ALL,
            title: plan.title.clone(),
            class: plan.class.clone(),
            name: seat.name.clone(),
            copy: Some(CopyOf {
                which: seat.which.clone(),
                naming: if plan.is_anonymous { Naming::Code } else { Naming::Name },
                places: self.places.get(&self.print_of(seat)).cloned(),
            }),
            mock: None,
            date: Some(plan.day.0),
            font: plan.font.as_ref().map(|font| font.file.clone()),
            made: Some(env!("CARGO_PKG_VERSION").to_owned()),
            notes: BTreeMap::new(),
        }
    }
}

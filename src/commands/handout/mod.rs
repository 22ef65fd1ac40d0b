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
use crate::question::handout::{Asked, Class, Copy, Row, Usuals};
use plan::Plan;
use seats::Seat;
use std::collections::BTreeMap;

/// A class with every copy drawn.
pub struct Drawn<'a> {
    plan: Plan<'a>,
    bank: &'a Bank,
    seats: Vec<Seat>,
    class: Class<'a, 'a>,
    /// The sheet of each seat.
    made: Vec<Made>,
    /// Of each seat, the places of questions whose answer a neighbour has too, and that neighbour's index.
    shared: Vec<Vec<(usize, usize)>>,
}

pub fn run(arguments: &Handout, world: &World) -> Result<Outcome, Failure> {
    let seats = seats::seats(arguments)?;
    let pool = Pool::new(world.program.clone()).with_memo();
    let (bank, recipe) = banks::load_with_recipe(&arguments.bank, arguments.recipe.as_deref())?;
    let plan = plan::plan(arguments, &bank, recipe.as_deref(), world)?;
    let mut usuals = Usuals::default();
    let choices = plan.choices(&bank, &mut usuals, &pool)?;
    let rows = rows(&plan, &seats.all, arguments.columns, &choices);
    let class = Class::new(plan.seed, rows, usuals, &pool).map_err(|refusal| making::refused(&refusal))?;
    let progress = Progress::new(seats.all.len(), world.progress);
    let copies = class.copies(|| progress.step()).map_err(|refusal| making::refused(&refusal))?;
    drop(progress);
    let shared = copies.iter().map(|copy| copy.shared.clone()).collect();
    let mut made: Vec<Made> = seats.all.iter().zip(copies).map(|(seat, copy)| plan.made(seat, copy)).collect();
    if plan.vary == Vary::Numbers {
        place(&mut made, &plan)?;
    }
    let drawn = Drawn { plan, bank: &bank, seats: seats.all, class, made, shared };
    let mut outcome = match arguments.output.format.unwrap_or(Format::Pdf) {
        Format::Pdf => output::deliver(&drawn, arguments, world)?,
        Format::Json => output::json(&drawn, arguments)?,
        Format::Text => output::text(&drawn, arguments)?,
    };
    outcome.notes.splice(0..0, seats.notes);
    if !arguments.no_history {
        let printed = &drawn.made[output::range(arguments, drawn.made.len())];
        outcome.notes.extend(kept::note(printed, &arguments.home, world));
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

/// Finds a place for each question that has room for what any student needs, the same on all sheets of a size of print.
fn place(made: &mut [Made], plan: &Plan) -> Result<(), Failure> {
    let spaces = Spaces { all: plan.space, each: &plan.spaces };
    for print in PrintSize::ALL {
        let of_print: Vec<&Made> = made.iter().filter(|made| made.request.print == *print).collect();
        if of_print.is_empty() {
            continue;
        }
        let places = printing::common_places(&of_print, spaces)?.to_string();
        for made in made.iter_mut().filter(|made| made.request.print == *print) {
            if let Some(copy) = &mut made.request.copy {
                copy.places = Some(places.clone());
            }
        }
    }
    Ok(())
}

impl Plan<'_> {
    /// The sheet of one seat, its questions those that were drawn.
    fn made(&self, seat: &Seat, copy: Copy) -> Made {
        let request = self.request(seat, &copy);
        let font = self.font.as_ref().map(|font| font.own.clone());
        Made { request, questions: copy.questions, left_out: Vec::new(), font }
    }

    fn request(&self, seat: &Seat, copy: &Copy) -> Request {
        let minutes: u32 = copy.questions.iter().map(|question| question.minutes).sum();
        let problems = copy.questions.iter().map(Question::drawn).collect();
        Request {
            verb: Verb::Handout,
            seed: copy.seed,
            problems,
            paper: self.paper,
            print: if seat.large_print { PrintSize::Large } else { self.print },
            key: KeyPlace::Separate,
            minutes: (minutes * (100 + seat.extra_time)).div_ceil(100),
            topics: Vec::new(),
            levels: Levels::ALL,
            title: self.title.clone(),
            class: self.class.clone(),
            name: seat.name.clone(),
            copy: Some(CopyOf {
                which: seat.which.clone(),
                naming: if self.is_anonymous { Naming::Code } else { Naming::Name },
                places: None,
            }),
            mock: None,
            date: Some(self.day.0),
            font: self.font.as_ref().map(|font| font.file.clone()),
            made: Some(env!("CARGO_PKG_VERSION").to_owned()),
            notes: BTreeMap::new(),
        }
    }
}

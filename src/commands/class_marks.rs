//! `longhand score --map`: what the marks of a class say.

use super::files::{self, File};
use super::printing;
use super::{Failure, Outcome, World, making};
use crate::blocks::{self, Sheet};
use crate::cli::{MapScore, OutputArgs, Score, ScoreFormat};
use crate::diagnostic;
use crate::layout::{self, Unfit};
use crate::roster::map::{self, MarkedMap};
use crate::roster::questions::{self, Questions};
use crate::roster::report::{self, Names, Room};
use crate::roster::statistics::{self, Statistics};
use std::path::{Path, PathBuf};

/// The most bytes of a file of questions that are read: ten thousand sheets.
const MOST_QUESTIONS: u64 = 512 << 20;

/// What `longhand handout` puts behind the name of its map, and of its questions.
const MAP: &str = "-map";
const QUESTIONS: &str = "-questions.json";

pub fn run(path: &Path, arguments: &Score, world: &World) -> Result<Outcome, Failure> {
    let map = read_map(path)?;
    let mut notes = map.notes.clone();
    let questions = read_questions(path, &arguments.class, &mut notes)?;
    if let Some(faults) = questions.as_ref().map(|questions| questions.check(&map)).filter(|faults| !faults.is_empty())
    {
        return Err(Failure::Faults(faults));
    }
    let statistics = statistics::of(&map, questions.as_ref());
    let mut outcome = deliver(path, arguments, world, (&map, &statistics))?;
    let warnings = diagnostic::to_text(&map.warnings);
    let told = Some(warnings.trim_end().to_owned()).filter(|text| !text.is_empty());
    let said = if arguments.quiet { Vec::new() } else { notes };
    outcome.notes.splice(0..0, told.into_iter().chain(said));
    Ok(outcome)
}

fn read_map(path: &Path) -> Result<MarkedMap, Failure> {
    map::read(&shown(path), &table_bytes(path)?).map_err(Failure::Faults)
}

/// The bytes of a spreadsheet's table, a roster or a map: one more than may be shows that there are too many.
pub fn table_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let most = u64::try_from(crate::roster::MOST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    files::read_at_most(path, most)
}

/// The questions that were named, or those beside the map if they are there.
fn read_questions(map: &Path, arguments: &MapScore, notes: &mut Vec<String>) -> Result<Option<Questions>, Failure> {
    let path = match &arguments.questions {
        Some(path) => path.clone(),
        None => match beside(map) {
            Some(path) => path,
            None => {
                notes.push("skills are not told: name what was asked with `--questions`".to_owned());
                return Ok(None);
            }
        },
    };
    match files::read_at_most(&path, MOST_QUESTIONS) {
        Ok(bytes) => questions::read(&shown(&path), &bytes).map(Some).map_err(Failure::Faults),
        Err(Failure::Unreadable { error, .. })
            if arguments.questions.is_none() && error.kind() == std::io::ErrorKind::NotFound =>
        {
            notes.push(format!("skills are not told: there is no `{}`", path.display()));
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}

/// `tuesday-questions.json` beside `tuesday-map.csv`.
fn beside(map: &Path) -> Option<PathBuf> {
    let stem = map.file_stem()?.to_str()?.strip_suffix(MAP)?;
    Some(map.with_file_name(format!("{stem}{QUESTIONS}")))
}

/// The class's name, from that of its map.
fn class(map: &Path) -> String {
    let stem = map.file_stem().unwrap_or_default().to_string_lossy();
    stem.strip_suffix(MAP).unwrap_or(&stem).to_owned()
}

/// A path as messages name a table.
pub fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

fn deliver(
    path: &Path,
    arguments: &Score,
    world: &World,
    (map, statistics): (&MarkedMap, &Statistics),
) -> Result<Outcome, Failure> {
    let class = class(path);
    let of_class = &arguments.class;
    let output =
        OutputArgs { output: of_class.output.clone(), format: None, force: of_class.force, quiet: arguments.quiet };
    let sheet = |names, room| report::sheet(map, statistics, &class, names, room);
    match of_class.format {
        ScoreFormat::Text => {
            let text = blocks::to_text_on(&sheet(Names::Shown, Room::Wide), world.terminal.screen);
            files::deliver_private(text.into_bytes(), &output)
        }
        ScoreFormat::Json => {
            files::deliver_private(making::pretty(&report::to_json(map, statistics)).into_bytes(), &output)
        }
        ScoreFormat::Csv => files::deliver_private(report::to_csv(statistics), &output),
        ScoreFormat::Pdf => {
            let bytes = to_pdf(|room| sheet(Names::LeftOut, room), of_class, world)?;
            files::deliver(File { name: format!("{class}-summary.pdf"), bytes }, &output)
        }
    }
}

/// A page, with fewer columns where the paper is too narrow for all.
fn to_pdf(sheet: impl Fn(Room) -> Sheet, arguments: &MapScore, world: &World) -> Result<Vec<u8>, Failure> {
    let paper = arguments.paper.paper.unwrap_or(world.paper);
    let on = printing::paper(paper, arguments.paper.print())?;
    let pages = layout::lay_out(&[sheet(Room::Wide)], on).or_else(|unfit| match unfit {
        Unfit::TooWide { .. } => layout::lay_out(&[sheet(Room::Narrow)], on),
        other => Err(other),
    });
    let pages = pages.map_err(|unfit| told(&unfit))?;
    printing::print_pages(&pages, "score", paper, 0, world)
}

fn told(unfit: &Unfit) -> Failure {
    let (message, help) = match unfit {
        Unfit::Letter { letter, .. } => (
            format!("the summary has the letter `{letter}`, which no face has"),
            "give the map another name, or say `--format text`",
        ),
        Unfit::TooWide { .. } | Unfit::TooTall { .. } | Unfit::OutOfPlan { .. } => (
            "the summary does not fit on this paper".to_owned(),
            "print it on `--paper a4` or `--paper letter`, or say `--format text`",
        ),
    };
    Failure::Nothing { message, help: help.to_owned() }
}

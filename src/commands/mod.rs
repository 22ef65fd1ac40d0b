//! One verb a file: what was typed becomes a recipe, a seed, and files.

mod asking;
mod attempt;
mod banks;
mod blank;
mod check;
mod class_marks;
mod daily;
mod dates;
mod failure;
mod files;
mod handout;
mod history;
mod interview;
mod kept;
mod known;
mod home;
mod fonts;
mod list;
mod locks;
mod making;
mod marking;
mod marks;
mod mock;
mod memory;
mod new;
mod printing;
mod progress;
mod reprint;
mod show;
mod stored;
mod time;
mod standing;
mod typed;
mod verdict;
mod world;

pub use failure::{Failure, Status};
pub use world::World;

use crate::cli::{Cli, Verb};

/// What a verb did: bytes for standard output, words for standard error, and how it ended.
#[derive(Debug, Default)]
pub struct Outcome {
    pub output: Vec<u8>,
    pub notes: Vec<String>,
    pub status: Status,
}

impl Outcome {
    /// Text for standard output.
    pub fn text(text: impl Into<String>) -> Outcome {
        Outcome { output: text.into().into_bytes(), ..Outcome::default() }
    }
}

/// What is shown one after the other.
pub type Pictures<'a> = Box<dyn Iterator<Item = Outcome> + 'a>;

/// What is shown again and again, if that was typed. Asking for the next picture waits for a change.
pub fn watch<'a>(cli: &'a Cli, world: &'a World) -> Option<Result<Pictures<'a>, Failure>> {
    match &cli.verb {
        Verb::Show(arguments) if arguments.watch => {
            Some(show::Watch::new(arguments, world).map(|watch| Box::new(watch) as Pictures))
        }
        Verb::Time(arguments) => Some(time::start(arguments, world)),
        _ => None,
    }
}

/// Carries out what was typed.
pub fn run(cli: &Cli, world: &World) -> Result<Outcome, Failure> {
    match &cli.verb {
        Verb::Daily(arguments) => daily::run(arguments, world),
        Verb::Handout(arguments) => handout::run(arguments, world),
        Verb::Mock(arguments) => mock::run(arguments, world),
        Verb::List(arguments) => list::run(arguments, world),
        Verb::Show(arguments) => show::run(arguments, world),
        Verb::New(arguments) => new::run(arguments),
        Verb::Check(arguments) => check::run(arguments, world),
        Verb::Key(arguments) => reprint::key(arguments, world),
        Verb::Sheet(arguments) => reprint::sheet(arguments, world),
        Verb::Score(arguments) => marking::run(arguments, world),
        Verb::History(arguments) => history::run(arguments, world),
        Verb::Progress(arguments) => standing::run(arguments, world),
        Verb::Paper(arguments) => blank::run(arguments, world),
        Verb::Try(arguments) => attempt::run(arguments, world),
        // Shown picture by picture: `watch`.
        Verb::Time(_) | Verb::Worker => Ok(Outcome::default()),
    }
}

//! A countdown with its clocks, kept in a file at each change: what the screen and the lines have in common.

use super::clocks::Clocks;
use super::kept::Kept;
use crate::cli::HomeArgs;
use crate::clock::{self, Countdown, Ending, Happened, Key, Section, Step};
use crate::commands::home::home;
use crate::commands::{Failure, Outcome, World, kept};
use crate::history::{self, Event, Record, Stamp, Store, Timed};

/// A countdown that is under way.
pub struct Sitting {
    pub countdown: Countdown,
    clocks: Clocks,
    /// Where it is kept; why not, where it cannot be.
    kept: Result<Kept, String>,
    /// Whether somebody has been told that it cannot be kept.
    is_told: bool,
    /// Where it is noted how long it took, and for which sheet.
    notes: Notes,
}

/// What is noted in the history when a countdown has ended.
struct Notes {
    store: Option<Store>,
    stamp: Stamp,
    /// Of the sheet that was counted down.
    code: Option<String>,
}

impl Notes {
    fn new(code: Option<String>, arguments: &HomeArgs, world: &World) -> Notes {
        Notes { store: kept::store(arguments, world).ok(), stamp: world.stamp(), code }
    }

    /// Notes what happened; gives back what there is to say about the history.
    fn take(&self, happened: &[Happened]) -> Vec<String> {
        let sections = happened.iter().filter(|section| section.took.seconds() > 0);
        let section =
            |one: &Happened| history::Section { title: one.section.clone(), seconds: u64::from(one.took.seconds()) };
        let sections: Vec<history::Section> = sections.map(section).collect();
        let seconds = sections.iter().map(|section| section.seconds).sum();
        let (Some(store), true) = (&self.store, seconds > 0) else { return Vec::new() };
        let timed = Timed { code: self.code.clone(), seconds, sections };
        let record = Record { stamp: self.stamp.clone(), event: Event::Timed(timed) };
        kept::append(store, |_| vec![record])
            .unwrap_or_else(|failure| vec![failure.to_string().replacen("error", "warning: the time is not noted", 1)])
    }
}

impl Sitting {
    pub fn start(sections: &[Section], code: Option<String>, arguments: &HomeArgs, world: &World) -> Sitting {
        let kept = home(arguments, world).map(Kept::in_folder).map_err(|failure| failure.to_string());
        let clocks = Clocks::new();
        let countdown = Countdown::start(sections, clocks.now());
        Sitting::new(countdown, clocks, kept, Notes::new(code, arguments, world))
    }

    /// Goes on with the run that is kept.
    pub fn resume(arguments: &HomeArgs, world: &World) -> Result<Sitting, Failure> {
        let kept = Kept::in_folder(home(arguments, world)?);
        let Some(run) = kept.load()? else {
            return Err(Failure::Usage {
                message: "no countdown was left".to_owned(),
                help: "start one with `--minutes` or `--sections`".to_owned(),
            });
        };
        let clocks = Clocks::new();
        let (countdown, _) = Countdown::resume(run, clocks.now());
        Ok(Sitting::new(countdown, clocks, Ok(kept), Notes::new(None, arguments, world)))
    }

    fn new(countdown: Countdown, clocks: Clocks, kept: Result<Kept, String>, notes: Notes) -> Sitting {
        let mut sitting = Sitting { countdown, clocks, kept, is_told: false, notes };
        sitting.save();
        sitting
    }

    /// Lets the time go by up to now, and does what a key says.
    pub fn step(&mut self, key: Option<Key>) -> Step {
        let step = self.countdown.step(self.clocks.now(), key);
        if step.is_changed {
            self.save();
        }
        step
    }

    fn save(&mut self) {
        if let Ok(kept) = &self.kept
            && let Err(failure) = kept.save(self.countdown.run())
        {
            self.kept = Err(failure.to_string());
        }
    }

    /// Why it cannot be kept, the first time it is asked.
    pub fn trouble(&mut self) -> Option<String> {
        let why = self.kept.as_ref().err().filter(|_| !self.is_told)?;
        self.is_told = true;
        Some(why.replacen("error", "warning: this countdown cannot be resumed", 1))
    }

    /// What is said when it ends.
    pub fn end(&mut self, ending: Ending) -> Outcome {
        let happened = self.countdown.happened();
        let mut outcome = Outcome::text(clock::table(&happened));
        if ending == Ending::Done {
            outcome.notes.extend(self.notes.take(&happened));
        }
        match (&self.kept, ending) {
            (Ok(kept), Ending::Done) => kept.forget(self.countdown.run()),
            (Ok(_), Ending::Stopped) => {
                outcome.notes.push("stopped; `longhand time --resume` goes on".to_owned());
            }
            (Err(_), _) => outcome.notes.extend(self.trouble()),
        }
        outcome
    }
}

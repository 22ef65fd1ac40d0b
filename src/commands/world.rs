//! Clock, environment and own path: read once, in `main`, and handed down.

#![expect(clippy::disallowed_methods, reason = "the one place where clock and environment are read")]

use super::dates::{self, Day, Moment};
use super::home;
use crate::blocks::{Heads, Screen};
use crate::code::Paper;
use crate::history::Stamp;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;

/// What a run knows of the machine it runs on.
#[derive(Clone, Debug)]
pub struct World {
    pub today: Day,
    pub now: Moment,
    /// This program, to be started again as a worker.
    pub program: PathBuf,
    /// The folder of what is kept from run to run: `LONGHAND_HOME`, or Longhand's in the platform's own folder.
    pub home: Option<PathBuf>,
    /// By the locale.
    pub paper: Paper,
    /// `SOURCE_DATE_EPOCH`: seconds since 1970 that files are dated with.
    pub source_date: Option<i64>,
    pub terminal: Terminal,
    /// Where it can be seen how far long work has come, if anywhere.
    pub progress: Option<Gauge>,
}

/// A terminal at standard error, on which a bar can be drawn and erased.
#[derive(Clone, Copy, Debug)]
pub struct Gauge;

/// Where standard output goes.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// What text is made for.
    pub screen: Screen,
    /// Whether it is a terminal, which can be cleared.
    pub is_terminal: bool,
    /// Whether somebody is there who can be asked: standard input and standard error are terminals.
    pub can_ask: bool,
    /// Whether it can be filled and painted anew.
    pub has_full_screen: bool,
    /// Whether it shows letters beyond ASCII, by the locale.
    pub has_unicode: bool,
}

/// The narrowest and the widest text that is made for a terminal.
const COLUMNS: std::ops::RangeInclusive<usize> = 40..=100;

/// Territories that print on Letter (CLDR, `paperSize US-Letter`).
const LETTER: [&str; 16] =
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE", "DO", "BO"];

impl World {
    /// Reads clock, locale and environment. `LONGHAND_TODAY` stands for the clock's day where it is set.
    pub fn of_this_process() -> std::io::Result<World> {
        let fixed = std::env::var("LONGHAND_TODAY").ok().and_then(|text| dates::read(&text));
        Ok(World {
            today: fixed.unwrap_or_else(dates::today),
            now: fixed.map_or_else(Moment::now, Moment::of_midnight),
            home: set("LONGHAND_HOME").map(PathBuf::from).or_else(home::of_system),
            program: std::env::current_exe()?,
            paper: paper_of_locale(),
            source_date: std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok()),
            terminal: terminal(),
            progress: std::io::stderr().is_terminal().then_some(Gauge),
        })
    }

    /// When something that happens in this run happens.
    pub fn stamp(&self) -> Stamp {
        Stamp { at: self.now.to_string(), day: self.today.to_string() }
    }
}

/// `COLUMNS` says how wide a terminal is, or the terminal does. `NO_COLOR` and a dumb terminal have plain heads.
fn terminal() -> Terminal {
    let is_terminal = std::io::stdout().is_terminal();
    let said = std::env::var("COLUMNS").ok().and_then(|text| text.parse::<usize>().ok());
    let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)).filter(|_| is_terminal);
    let usual = Screen::default();
    let columns = said.or_else(measured).map_or(usual.columns, |found| found.clamp(*COLUMNS.start(), *COLUMNS.end()));
    let is_dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
    let is_plain = !is_terminal || set("NO_COLOR").is_some() || is_dumb;
    let heads = if is_plain { Heads::Plain } else { Heads::Bold };
    Terminal {
        screen: Screen { columns, heads },
        is_terminal,
        can_ask: std::io::stdin().is_terminal() && std::io::stderr().is_terminal(),
        has_full_screen: is_terminal && !is_dumb,
        has_unicode: cfg!(windows) || has_unicode(),
    }
}

/// A variable that says something.
fn set(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Whether the locale's letters are UTF-8. The first variable that says something decides.
fn has_unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default();
    let locale = locale.to_string_lossy().to_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

fn paper_of_locale() -> Paper {
    let set = |name: &&str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_PAPER", "LANG"].iter().find(|name| set(name));
    let locale = locale.and_then(|name| std::env::var(name).ok()).unwrap_or_default();
    let territory = locale.split(['.', '@']).next().and_then(|name| name.split_once('_')).map(|(_, land)| land);
    match territory {
        Some(land) if LETTER.contains(&land) => Paper::Letter,
        _ => Paper::A4,
    }
}

//! The command line as types; their comments are the help.

mod author;
mod handout;
mod mock;
mod practice;
mod score;
mod timer;

pub use author::{List, New, NewFile, NewSchema, NewSet, NewWhat, Show};
pub use handout::{Handout, KeyOrder, Part};
pub use mock::Mock;
pub use practice::{History, HomeArgs, Progress, Score, TableFormat};
pub use score::{MapScore, ScoreFormat};
pub use timer::Time;

use crate::code::{KeyPlace, Levels, Paper, PrintSize, Seed, Word};
use crate::layout::Ruling;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Python practice for the pen: sheets with questions drawn at random, and keys whose answers were computed by
/// running the code on the page.
#[derive(Debug, Parser)]
#[command(name = "longhand", version, max_term_width = 100, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Debug, Subcommand)]
pub enum Verb {
    Daily(Daily),
    Handout(Handout),
    Mock(Mock),
    List(List),
    Show(Show),
    Check(Check),
    New(New),
    /// Print the key of exactly that paper
    Key(Reprint),
    /// Print exactly that paper again
    Sheet(Reprint),
    Score(Score),
    History(History),
    Progress(Progress),
    Try(Try),
    Time(Time),
    Paper(BlankPaper),
    /// Run programs for the process that started this one.
    #[command(hide = true)]
    Worker,
}

/// Print today's drill and its key
///
/// What you marked with `longhand score` comes back when it is due, with new numbers; without marks the day decides. The
/// same day gives the same sheet until it is marked. The key is on a leaf of its own.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  longhand daily                          today's drill in longhand-daily-<date>.pdf
  longhand daily --minutes 30 -o drill.pdf
  longhand daily --topics classes,generators --levels 1-2
  longhand daily --recipe template-a-day  a class template, every day with less on the page
  longhand daily --seed 7 --key separate  another sheet, and its key in a file of its own
  longhand daily --format text            on the terminal
  longhand daily --list                   what tomorrow's would hold, and why
  longhand daily --week                   seven sheets ahead, in one file")]
pub struct Daily {
    /// The day, as 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE", conflicts_with = "seed")]
    pub date: Option<String>,
    /// About how long the sheet takes, in minutes
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(5..=120))]
    pub minutes: Option<u32>,
    /// Only these topics; `longhand list --topics` names them
    #[arg(long, value_name = "TOPIC,…", value_delimiter = ',')]
    pub topics: Vec<String>,
    /// Only problems of this level, or of a range: 2, 1-3
    #[arg(long, value_name = "LEVELS", value_parser = levels)]
    pub levels: Option<Levels>,
    /// A sheet of another number than the day's
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(0..=Seed::MAX))]
    pub seed: Option<u64>,
    /// What the sheet is made of: a recipe of the bank, or a file of your own [default: daily-15]
    #[arg(long, value_name = "ID|FILE")]
    pub recipe: Option<String>,
    /// Where the key goes: on a leaf of its own in the same file, in a file of its own, on a strip to fold behind the
    /// page, or nowhere
    #[arg(long, value_name = "PLACE", value_parser = key_place())]
    pub key: Option<KeyPlace>,
    /// Say why each question is there
    #[arg(long)]
    pub why: bool,
    /// Say what tomorrow's sheet, or that of --date, would hold, and make none
    #[arg(long, conflicts_with_all = ["seed", "week", "output"])]
    pub list: bool,
    /// Seven sheets in one file, for this day and the six after it
    #[arg(long, conflicts_with = "seed")]
    pub week: bool,
    /// Neither look at the history nor note the sheet in it
    #[arg(long, conflicts_with = "home")]
    pub no_history: bool,
    #[command(flatten)]
    pub home: HomeArgs,
    #[command(flatten)]
    pub paper: PaperArgs,
    #[command(flatten)]
    pub font: FontArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub bank: BankArgs,
}

/// Check problem sets: everything that can be wrong with them
///
/// A file is checked as a part of the built-in bank, in place of its file of the same name. Exit status 1 if there
/// are faults.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  longhand check --seeds 25               the built-in bank, quickly
  longhand check my-loops.toml
  longhand check my-bank --format json")]
pub struct Check {
    /// Files and folders [default: the built-in bank]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Draws of each problem
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub seeds: u32,
    /// Every draw of problems that have only 20,000 or fewer, after those
    #[arg(long)]
    pub all: bool,
    /// text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = text_or_json())]
    pub format: Format,
    /// Take warnings for errors
    #[arg(long)]
    pub strict: bool,
    /// Note every problem's version and answers in `bank.lock`, so that no later change of them goes unnoticed
    #[arg(long)]
    pub write: bool,
    /// Say nothing where nothing is wrong
    #[arg(long, short)]
    pub quiet: bool,
    #[command(flatten)]
    pub bank: BankArgs,
}

/// A sheet that is on paper already, and what to make of it.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  longhand key K7F3-9QX2-M4TA-8C3Z        the code stands at the foot of every page
  longhand key longhand-daily-2026-11-22.pdf --format text
  longhand key V6EN --questions longhand-handout-questions.json
  longhand sheet K7F3-9QX2-M4TA-8C3Z -o again.pdf")]
pub struct Reprint {
    /// A sheet's code, the text of its QR code, its request, or a PDF that Longhand made. Of a sheet that was printed
    /// here, the first letters of its code, four or more
    #[arg(value_name = "CODE|PDF")]
    pub sheet: String,
    /// Take the questions from the file that `handout` left beside its sheets, whatever the bank has become
    #[arg(long, value_name = "FILE.json", conflicts_with_all = ["bank", "only_bank"])]
    pub questions: Option<PathBuf>,
    #[command(flatten)]
    pub home: HomeArgs,
    #[command(flatten)]
    pub paper: PaperArgs,
    #[command(flatten)]
    pub font: FontArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub bank: BankArgs,
}

/// Run code that you wrote by hand and typed back
///
/// Against the examples and tests of that question, or against what the program on the sheet prints; the first that
/// fails is shown. Exit status 1 if one does. Code runs without files, clock, network and keyboard, and for 20,000
/// steps at most.
#[derive(Args, Debug)]
#[command(
    override_usage = "longhand try [OPTIONS] CODE QUESTION FILE.py\n       \
                      longhand try [OPTIONS] --problem ID [--seed N] FILE.py",
    after_help = "Examples:
  longhand try K7F3-9QX2-M4TA-8C3Z 4 route.py
  longhand try longhand-daily-2026-11-22.pdf 4 route.py
  longhand try K7F3-9QX2-M4TA-8C3Z 4 --stdin < route.py
  longhand try --problem class-plain --seed 5 route.py"
)]
pub struct Try {
    /// A sheet's code, the text of its QR code, or its PDF; the question's number on it; and the file with your code.
    /// With --problem only the file
    #[arg(value_name = "CODE QUESTION FILE.py")]
    pub words: Vec<PathBuf>,
    /// Read the code from standard input
    #[arg(long)]
    pub stdin: bool,
    /// A problem as `longhand show` draws it, in place of a sheet's question
    #[arg(long, value_name = "ID")]
    pub problem: Option<String>,
    /// The draw of that problem [default: 0]
    #[arg(long, value_name = "N", requires = "problem", value_parser = clap::value_parser!(u64).range(0..=Seed::MAX))]
    pub seed: Option<u64>,
    /// The stage at which that class template was shown
    #[arg(long, value_name = "0-5", requires = "problem", value_parser = clap::value_parser!(u8).range(0..=5))]
    pub stage: Option<u8>,
    #[command(flatten)]
    pub home: HomeArgs,
    #[command(flatten)]
    pub bank: BankArgs,
}

/// Print blank paper with the ruling of the sheets
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  longhand paper                          a leaf of rules with dots for indentation, front and back
  longhand paper --kind five-box --paper letter
  longhand paper --kind dots --pages 10 -o dots.pdf")]
pub struct BlankPaper {
    /// What it is ruled for: code, grid, dots, trace or five-box
    #[arg(long, value_name = "KIND", default_value = "code", value_parser = ruling())]
    pub kind: Ruling,
    /// How many pages
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..=200))]
    pub pages: u32,
    #[command(flatten)]
    pub paper: PaperArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Options of what is printed on paper.
#[derive(Args, Debug)]
pub struct PaperArgs {
    /// a4, letter or a5 [default: by locale, or as the sheet was]
    #[arg(long, value_name = "PAPER", value_parser = paper())]
    pub paper: Option<Paper>,
    /// Text of 18 pt and more room to write, on a4 or letter
    #[arg(long)]
    pub large_print: bool,
}

impl PaperArgs {
    /// The size of print that is asked for.
    pub fn print(&self) -> PrintSize {
        if self.large_print { PrintSize::Large } else { PrintSize::Normal }
    }
}

/// A font of one's own.
#[derive(Args, Debug)]
pub struct FontArgs {
    /// A TrueType or OpenType file for letters that the built-in faces lack
    #[arg(long, value_name = "FILE")]
    pub font: Option<PathBuf>,
}

/// Options of where results go.
#[derive(Args, Debug)]
pub struct OutputArgs {
    /// A file or folder to write to, or - for standard output
    #[arg(long, short, value_name = "PATH", allow_hyphen_values = true)]
    pub output: Option<PathBuf>,
    /// pdf, text or json
    #[arg(long, value_name = "FORMAT", value_parser = format())]
    pub format: Option<Format>,
    /// Replace a file even if Longhand did not make it
    #[arg(long)]
    pub force: bool,
    /// Say nothing about what was written
    #[arg(long, short)]
    pub quiet: bool,
}

/// Options of which problems there are.
#[derive(Args, Debug)]
pub struct BankArgs {
    /// A folder of problem sets, beside the built-in ones; may be given again
    #[arg(long, value_name = "DIR")]
    pub bank: Vec<PathBuf>,
    /// A folder of problem sets, in place of the built-in ones; may be given again
    #[arg(long, value_name = "DIR")]
    pub only_bank: Vec<PathBuf>,
}

/// What results look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Pdf,
    Text,
    Json,
}

const FORMATS: [(&str, Format); 3] = [("text", Format::Text), ("json", Format::Json), ("pdf", Format::Pdf)];

fn format() -> impl TypedValueParser<Value = Format> {
    words(FORMATS.to_vec())
}

fn text_or_json() -> impl TypedValueParser<Value = Format> {
    words(FORMATS[..2].to_vec())
}

fn paper() -> impl TypedValueParser<Value = Paper> {
    words([Paper::A4, Paper::Letter, Paper::A5].map(|paper| (paper.word(), paper)).to_vec())
}

const RULINGS: [(&str, Ruling); 5] = [
    ("code", Ruling::Code),
    ("grid", Ruling::Grid),
    ("dots", Ruling::Dots),
    ("trace", Ruling::Trace),
    ("five-box", Ruling::FiveBox),
];

fn ruling() -> impl TypedValueParser<Value = Ruling> {
    words(RULINGS.to_vec())
}

fn key_place() -> impl TypedValueParser<Value = KeyPlace> {
    words(KeyPlace::ALL.iter().map(|place| (place.word(), *place)).collect())
}

/// One of these words, and what it stands for.
fn words<T: Copy + Send + Sync + 'static>(known: Vec<(&'static str, T)>) -> impl TypedValueParser<Value = T> {
    let parser = PossibleValuesParser::new(known.iter().map(|(word, _)| *word));
    parser.try_map(move |typed| {
        known.iter().find(|(word, _)| *word == typed).map(|(_, value)| *value).ok_or("not one of the words")
    })
}

fn levels(text: &str) -> Result<Levels, &'static str> {
    Levels::read(text).ok_or("levels are 1, 2, 3, or a range such as 1-2")
}

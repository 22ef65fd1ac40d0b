//! What is typed by those who practise, about sheets that are on paper already.

use super::{BankArgs, MapScore, OutputArgs, PaperArgs, words};
use clap::Args;
use clap::builder::TypedValueParser;
use std::path::PathBuf;

/// Note the marks that you gave yourself
///
/// A mark for each question, in the order of the sheet. On a daily 0 to 3, on other sheets points such as 5 or 5/8; with
/// the letter of a wrong answer if the key lists yours. Marks for the same sheet again stand in place of the first.
///
/// `-` is for a question that you did not try: on a daily its skill stays in its box and stays due, and one that was new
/// comes back tomorrow; where there are points it counts as 0. The sum that is told counts what was tried.
#[derive(Args, Debug)]
#[command(
    override_usage = "longhand score [OPTIONS] [CODE] [MARK]…\n       longhand score [OPTIONS] --map FILE.csv",
    after_help = "Examples:
  longhand score K7F3-9QX2-M4TA-8C3Z 3 1a 2 - 0
  longhand score 3 1a 2 - 0 --minutes 17  the daily or mock interview that was printed last
  longhand score K7F3-9QX2-M4TA-8C3Z      asks question by question
  longhand score 2 3 1 12 5 4 --signals 3 2 2 3 2   an interview, with its five signals
  longhand history undo                   takes it back
  longhand score --map tuesday-map.csv    a class, whose marks stand in the map of its handout
  longhand score --map tuesday-map.csv --format pdf"
)]
pub struct Score {
    /// The sheet's code [default: the one printed last that is not of a class], and a mark for each of its questions [default: asks for each]
    #[arg(value_name = "CODE MARK…")]
    pub words: Vec<String>,
    /// How long the sheet took you, in minutes
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=600))]
    pub minutes: Option<u32>,
    /// The five signals of a mock interview, 1 to 4 each, in the order of its packet
    ///
    /// 15 or more of 20 with nothing at 1 is ready for this level; 11 to 14 is nearly; with less, the skills of the
    /// interview go back to box 0 and are due tomorrow.
    #[arg(long, value_names = ["U", "A", "C", "V", "S"], num_args = 5, value_parser = clap::value_parser!(u8).range(1..=4), conflicts_with = "map")]
    pub signals: Option<Vec<u8>>,
    /// Say nothing about what was noted
    #[arg(long, short)]
    pub quiet: bool,
    #[command(flatten)]
    pub class: MapScore,
    #[command(flatten)]
    pub home: HomeArgs,
    #[command(flatten)]
    pub bank: BankArgs,
}

/// List what was printed and marked, or take the last score back
#[derive(Args, Debug)]
#[command(
    override_usage = "longhand history [OPTIONS] [undo]",
    after_help = "Examples:
  longhand history --last 10
  longhand history --format csv > sheets.csv
  longhand history undo                   when the marks were wrong"
)]
pub struct History {
    /// Take back the marks that were noted last
    #[arg(value_name = "undo", value_parser = ["undo"], conflicts_with_all = ["last", "format"])]
    pub undo: Option<String>,
    /// Only the sheets printed last
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub last: Option<u32>,
    /// text, csv or json
    #[arg(long, value_name = "FORMAT", value_parser = table_format())]
    pub format: Option<TableFormat>,
    #[command(flatten)]
    pub home: HomeArgs,
}

/// Show what is due, strong and weak, and what you fall for
///
/// On the terminal unless something else is asked for; as PDF it is a page with a calendar of the month and a chart by
/// skill.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  longhand progress
  longhand progress --format pdf          a page for the wall
  longhand progress --format json > progress.json")]
pub struct Progress {
    #[command(flatten)]
    pub home: HomeArgs,
    #[command(flatten)]
    pub paper: PaperArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub bank: BankArgs,
}

/// Options of where it is kept what was printed and marked.
#[derive(Args, Debug)]
pub struct HomeArgs {
    /// The folder with the history [default: LONGHAND_HOME, or a folder of the platform]
    #[arg(long, value_name = "DIR")]
    pub home: Option<PathBuf>,
}

/// What a table looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    Text,
    Csv,
    Json,
}

fn table_format() -> impl TypedValueParser<Value = TableFormat> {
    words(vec![("text", TableFormat::Text), ("csv", TableFormat::Csv), ("json", TableFormat::Json)])
}

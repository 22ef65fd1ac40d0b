//! What is typed to look at marks.

use super::{OutputArgs, PaperArgs, words};
use clap::Args;
use clap::builder::TypedValueParser;
use std::path::PathBuf;

/// See how a class did: totals, each question, each skill, what to teach again
///
/// From the map of a handout, with the marks filled in. A mark is 5, 4.5 or 5/8; 3a is 3 points and the wrong answer a of
/// the key; - was not tried; an empty cell is not marked. Exit status 1 if there are faults in the map.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  longhand score --map tuesday-map.csv
  longhand score --map tuesday-map.csv --format pdf    a page without names
  longhand score --map tuesday-map.csv --format csv -o table.csv")]
pub struct Score {
    /// The map, as it came back from the spreadsheet
    #[arg(long, value_name = "FILE.csv", required = true)]
    pub map: PathBuf,
    /// What was asked [default: the file …-questions.json beside …-map.csv]
    #[arg(long, value_name = "FILE.json")]
    pub questions: Option<PathBuf>,
    /// text, json, the table by question as csv, or a page by question and skill as pdf
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = format())]
    pub format: ScoreFormat,
    #[command(flatten)]
    pub paper: PaperArgs,
    /// A file or folder to write to, or - for standard output
    #[arg(long, short, value_name = "PATH", allow_hyphen_values = true)]
    pub output: Option<PathBuf>,
    /// Replace a file even if Longhand did not make it
    #[arg(long)]
    pub force: bool,
    /// Say nothing about what was read and written
    #[arg(long, short)]
    pub quiet: bool,
}

impl Score {
    /// Where results go.
    pub fn output(&self) -> OutputArgs {
        OutputArgs { output: self.output.clone(), format: None, force: self.force, quiet: self.quiet }
    }
}

/// What a summary looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoreFormat {
    Text,
    Json,
    Csv,
    Pdf,
}

fn format() -> impl TypedValueParser<Value = ScoreFormat> {
    let known = [ScoreFormat::Text, ScoreFormat::Json, ScoreFormat::Csv, ScoreFormat::Pdf];
    words(["text", "json", "csv", "pdf"].into_iter().zip(known).collect())
}

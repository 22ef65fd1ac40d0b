//! What is typed to look at marks.

use super::{PaperArgs, words};
use clap::Args;
use clap::builder::TypedValueParser;
use std::path::PathBuf;

/// See how a class did: totals, each question, each skill, what to teach again.
#[derive(Args, Debug)]
pub struct MapScore {
    /// How a class did: its handout's map with the marks filled in, such as 5, 4.5, 5/8, 3a, or - for not tried
    #[arg(long, value_name = "FILE.csv", conflicts_with_all = ["words", "minutes"])]
    pub map: Option<PathBuf>,
    /// What the class was asked [default: the file …-questions.json beside …-map.csv]
    #[arg(long, value_name = "FILE.json", requires = "map")]
    pub questions: Option<PathBuf>,
    /// Of a class: text, json, the table by question as csv, or a page by question and skill as pdf
    #[arg(long, value_name = "FORMAT", default_value = "text", requires = "map", value_parser = format())]
    pub format: ScoreFormat,
    #[command(flatten)]
    pub paper: PaperArgs,
    /// A file or folder for what is said of a class, or - for standard output
    #[arg(long, short, value_name = "PATH", allow_hyphen_values = true, requires = "map")]
    pub output: Option<PathBuf>,
    /// Replace a file even if Longhand did not make it
    #[arg(long, requires = "map")]
    pub force: bool,
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

//! What is typed by those who write problems, and look what there is.

use super::{BankArgs, FontArgs, Format, OutputArgs, PaperArgs, levels, text_or_json};
use crate::code::{Levels, Seed};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// List what the bank holds
///
/// Filters narrow what is listed, and what is counted; several of one sort widen it.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  longhand list                           how much there is of what
  longhand list --problems --format json  every problem, for programs
  longhand list --skills --topic classes,generators
  longhand list --problems --kind trace --level 2-3
  longhand list --coverage                where the bank is thin, for its author
  longhand list --coverage --recipe daily-15")]
pub struct List {
    /// The ten topics
    #[arg(long, group = "what")]
    pub topics: bool,
    /// Every skill, by topic
    #[arg(long, group = "what")]
    pub skills: bool,
    /// Every problem, by topic
    #[arg(long, group = "what")]
    pub problems: bool,
    /// Every misconception, and how many problems show it
    #[arg(long, group = "what")]
    pub misconceptions: bool,
    /// What there is for each topic and kind, each skill, and each place of a recipe
    #[arg(long, group = "what")]
    pub coverage: bool,
    /// The recipe whose places are counted
    #[arg(long, value_name = "ID", requires = "coverage", default_value = "daily-15")]
    pub recipe: String,
    /// Only problems of these topics
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    pub topic: Vec<String>,
    /// Only problems of these skills
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    pub skill: Vec<String>,
    /// Only problems that can be printed as one of these kinds
    #[arg(long, value_name = "KIND,…", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Only problems of this level, or of a range: 2, 1-3
    #[arg(long, value_name = "LEVELS", value_parser = levels)]
    pub level: Option<Levels>,
    /// Only problems that show one of these misconceptions
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    pub misconception: Vec<String>,
    /// text or json
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = text_or_json())]
    pub format: Format,
    #[command(flatten)]
    pub bank: BankArgs,
}

/// Show problems, drawn: one of the bank, or those of a file
///
/// On the terminal unless a PDF is asked for. A file is shown as a part of the built-in bank, in place of its file of
/// the same name; its faults stand above what can be shown all the same. Exit status 1 if there are faults.
#[derive(Args, Debug)]
#[command(
    override_usage = "longhand show [OPTIONS] ID\n       \
                      longhand show [OPTIONS] FILE.toml [ID]",
    after_help = "Examples:
  longhand show museum-fares --key
  longhand show class-plain --stage 3 --seed 5
  longhand show museum-fares --format pdf -o fares.pdf
  longhand show museum-fares --all-seeds 12       how much it varies
  longhand show my-loops.toml --watch             again whenever the file is saved"
)]
pub struct Show {
    /// The problem's id, or a file of problems
    #[arg(value_name = "ID|FILE.toml")]
    pub problem: String,
    /// Only this problem of the file
    #[arg(value_name = "ID")]
    pub of_file: Option<String>,
    /// Draws other values
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u64).range(0..=Seed::MAX))]
    pub seed: u64,
    /// Show N draws, from --seed on, with what differs: values, answers, wrong answers
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub all_seeds: Option<u32>,
    /// How much of a class template stands on the page: 0 all of it, 5 nothing
    #[arg(long, value_name = "0-5", value_parser = clap::value_parser!(u8).range(0..=5))]
    pub stage: Option<u8>,
    /// Print it as another kind that it can be: mcq
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// With its key
    #[arg(long)]
    pub key: bool,
    /// Show it with its key, and again whenever the file, or one of --bank, changes; Ctrl-C ends it
    #[arg(long)]
    pub watch: bool,
    #[command(flatten)]
    pub paper: PaperArgs,
    #[command(flatten)]
    pub font: FontArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub bank: BankArgs,
}

/// Write a starting point of your own: a problem, a folder of problems, a recipe
///
/// Each is a small, commented file without faults: change it to yours. `problem_sets/README.md` tells how.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  longhand new problem output              my-output.toml: one problem, with a comment for each key
  longhand new problem trace -o loops.toml
  longhand new set my-bank                 a folder for --bank: skills, misconceptions, one problem
  longhand new recipe daily -o my-bank/recipes/mine.toml
  longhand new problem cloze -o -          on the terminal
  longhand new schema -o schema            for editors that check TOML while you type")]
pub struct New {
    #[command(subcommand)]
    pub what: NewWhat,
}

#[derive(Debug, Subcommand)]
pub enum NewWhat {
    /// A file with one problem of a kind: output, trace, cloze, bugfix, write, …
    Problem(NewFile),
    /// A folder of problem sets, for `--bank`
    Set(NewSet),
    /// A recipe for a verb: daily
    Recipe(NewFile),
    /// The JSON Schemas of all files, for editors
    Schema(NewSchema),
}

#[derive(Args, Debug)]
pub struct NewFile {
    /// The kind of question, or the verb that uses the recipe
    #[arg(value_name = "KIND|VERB")]
    pub word: String,
    /// The file to write, or - for standard output
    #[arg(long, short, value_name = "FILE", allow_hyphen_values = true)]
    pub output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub struct NewSet {
    /// The folder to make
    #[arg(value_name = "NAME")]
    pub folder: PathBuf,
    /// Replace files that are there
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub struct NewSchema {
    /// The folder to write to
    #[arg(long, short, value_name = "DIR", default_value = ".")]
    pub output: PathBuf,
    /// Replace files that are there
    #[arg(long)]
    pub force: bool,
}

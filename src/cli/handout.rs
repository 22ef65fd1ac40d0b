//! The options of `handout`.

use super::{BankArgs, FontArgs, HomeArgs, OutputArgs, PaperArgs, levels, words};
use crate::bank::Vary;
use crate::code::{Levels, Seed};
use crate::layout::Space;
use clap::builder::TypedValueParser;
use clap::{ArgGroup, Args};
use std::path::PathBuf;

/// Print a different sheet for each student of a class, and the teacher's keys
///
/// Everybody gets the same work with other numbers, every question at the same place. Four files are written: the sheets
/// in the order of the class; the keys; a map from codes to names, with columns for points; and everything that was
/// drawn, from which keys can be printed even after the bank has changed.
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("who").required(true).args(["copies", "roster"])))]
#[command(after_help = "Examples:
  longhand handout --copies 30 --topics comprehensions --count 8
  longhand handout --roster class-10b.csv --class 10b --title \"Loops and lists\" --minutes 45
  longhand handout --roster class-10b.csv --problems museum-fares,ferry-minutes --columns 6
  longhand handout --copies 30 --vary questions --anonymous --split -o sheets/
  longhand handout --recipe my-test.toml --roster class-10b.csv --spare 3")]
pub struct Handout {
    /// How many copies
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub copies: Option<u32>,
    /// A class from a spreadsheet: a CSV file with a column of names, and if you like id, email, group, extra time,
    /// large print
    #[arg(long, value_name = "FILE.csv")]
    pub roster: Option<PathBuf>,
    /// Further sheets without a name [default: 1 with a roster]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1_000))]
    pub spare: Option<u32>,
    /// At the top of every sheet
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// The class, beside the title
    #[arg(long, value_name = "TEXT")]
    pub class: Option<String>,
    /// Only these topics; `longhand list --topics` names them
    #[arg(long, value_name = "TOPIC,…", value_delimiter = ',', conflicts_with = "problems")]
    pub topics: Vec<String>,
    /// These problems, in this order; `longhand list --problems` names them
    #[arg(long, value_name = "ID,…", value_delimiter = ',', conflicts_with_all = ["count", "minutes", "recipe"])]
    pub problems: Vec<String>,
    /// Only problems of this level, or of a range: 2, 1-3
    #[arg(long, value_name = "LEVELS", value_parser = levels, conflicts_with = "problems")]
    pub levels: Option<Levels>,
    /// How many questions [default: 8]
    #[arg(long, value_name = "N", conflicts_with = "recipe", value_parser = clap::value_parser!(u32).range(1..=40))]
    pub count: Option<u32>,
    /// As many questions as fit into so many minutes
    #[arg(long, value_name = "N", conflicts_with = "count", value_parser = clap::value_parser!(u32).range(2..=240))]
    pub minutes: Option<u32>,
    /// How much of a class template stands on the page: 0 all of it, 5 nothing [default: 3]
    #[arg(long, value_name = "0-5", value_parser = clap::value_parser!(u8).range(0..=5))]
    pub stage: Option<u8>,
    /// What the sheet is made of: a recipe of the bank for handouts, or a file of your own
    #[arg(long, value_name = "ID|FILE")]
    pub recipe: Option<String>,
    /// What differs from one copy to the next: the numbers of the same problems, or also the problems [default:
    /// numbers]
    #[arg(long, value_name = "WHAT", value_parser = vary())]
    pub vary: Option<Vary>,
    /// Seats of a row in the room: whoever sits in front, or in front at an angle, has other answers too
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub columns: Option<u32>,
    /// So many times as much room to write [default: 1]
    #[arg(long, value_name = "TIMES", value_parser = space)]
    pub space: Option<Space>,
    /// The code in place of the name on every sheet; the map says whose it is
    #[arg(long)]
    pub anonymous: bool,
    /// A file for each copy, in a folder
    #[arg(long)]
    pub split: bool,
    /// The order of the keys: a packet a student, or all of one question together
    #[arg(long, value_name = "ORDER", default_value = "student", value_parser = key_order())]
    pub keys: KeyOrder,
    /// One part of a large class, as 3/10; the parts together are the same sheets
    #[arg(long, value_name = "K/N", value_parser = part)]
    pub part: Option<Part>,
    /// Other draws than the day's
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(0..=Seed::MAX))]
    pub seed: Option<u64>,
    /// Do not note the sheets in the history
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

fn vary() -> impl TypedValueParser<Value = Vary> {
    words(vec![("numbers", Vary::Numbers), ("questions", Vary::Questions)])
}

/// How the keys are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyOrder {
    Student,
    Question,
}

fn key_order() -> impl TypedValueParser<Value = KeyOrder> {
    words(vec![("student", KeyOrder::Student), ("question", KeyOrder::Question)])
}

/// Reads `1.3` as so many times the usual room: from 1 to 3, with two digits after the point at most.
fn space(text: &str) -> Result<Space, &'static str> {
    let read = || {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 2 {
            return None;
        }
        let hundredths = format!("{part:0<2}").parse::<u32>().ok()?;
        Space::per_cent(whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(hundredths)?)
    };
    read().ok_or("room is from 1 to 3 times the usual, such as 1.3")
}

/// Part `number` of `of`, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub number: usize,
    pub of: usize,
}

impl Part {
    /// The copies of this part, of so many: parts differ by one copy at most.
    pub fn range(self, copies: usize) -> std::ops::Range<usize> {
        (self.number - 1) * copies / self.of..self.number * copies / self.of
    }
}

fn part(text: &str) -> Result<Part, &'static str> {
    let read = || {
        let (number, of) = text.split_once('/')?;
        let (number, of) = (number.parse().ok()?, of.parse().ok()?);
        (1 <= number && number <= of && of <= 10_000).then_some(Part { number, of })
    };
    read().ok_or("a part is such as 3/10, the third of ten")
}

#[cfg(test)]
mod tests {
    use super::{Part, part, space};
    use crate::layout::Space;

    #[test]
    fn room_is_read_in_hundredths() {
        for (text, percent) in [("1", 100), ("1.3", 130), ("2.05", 205), ("3", 300)] {
            assert_eq!(space(text).ok(), Space::per_cent(percent), "{text}");
        }
        for text in ["", "0.9", "3.01", "1.234", "-1", "1,3", "1.", ".5", "1e1", "99999999999"] {
            assert!(space(text).is_err(), "{text}");
        }
    }

    #[test]
    fn parts_hold_every_copy_once() {
        for copies in [1, 7, 30, 1000] {
            for of in [1, 3, 10] {
                let all: Vec<usize> = (1..=of).flat_map(|number| Part { number, of }.range(copies)).collect();
                assert_eq!(all, (0..copies).collect::<Vec<_>>());
            }
        }
        assert_eq!(part("3/10"), Ok(Part { number: 3, of: 10 }));
        for text in ["0/3", "4/3", "3", "a/b", "1/0", "/", "1/20000"] {
            assert!(part(text).is_err(), "{text}");
        }
    }
}

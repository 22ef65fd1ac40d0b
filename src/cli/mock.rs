//! The options of `mock`.

use super::{BankArgs, HomeArgs, OutputArgs, PaperArgs};
use crate::code::{Seed, read_clock};
use clap::Args;
use std::path::PathBuf;

/// Print a mock interview: a packet for the candidate, and one for the interviewer
///
/// The interviewer need not know the answers, or how to interview: the packet has every word to say, what to answer only
/// if asked, hints by the minute, the model, follow-ups, and a table to mark by. Nothing of it is in the candidate's file.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  longhand mock                           junior Python, 60 minutes, two files
  longhand mock --level 1 --pressure 1 --minutes 30
  longhand mock --level 3 --pressure 4 --start 14:00 -o friday
  longhand mock --job advert.txt          asks first what the advertisement names
  longhand mock --avoid longhand-mock-2026-11-22-interviewer.pdf
  longhand mock --solo                    cards to turn by the minute")]
pub struct Mock {
    /// 1 entry, 2 junior, 3 experienced [default: 2]
    #[arg(long, value_name = "1-3", value_parser = clap::value_parser!(u8).range(1..=3))]
    pub level: Option<u8>,
    /// How the interview is held: 1 coaching, 2 usual, 3 brisk, 4 hard
    #[arg(long, value_name = "1-4", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=4))]
    pub pressure: u8,
    /// How long it takes: 20, 30, 45, 60, 90 or anything between [default: 60]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(20..=90))]
    pub minutes: Option<u32>,
    /// When it begins: the plans then have times of the day
    #[arg(long, value_name = "14:00", value_parser = clock)]
    pub start: Option<u32>,
    /// More time for every section but the last; hints move with it
    #[arg(long, value_name = "25%", default_value = "0%", value_parser = percent)]
    pub extra_time: u32,
    /// A job description as text: what it names comes first, where an interview asks it
    #[arg(long, value_name = "FILE.txt")]
    pub job: Option<PathBuf>,
    /// These topics first, where an interview asks them; `longhand list --topics` names them
    #[arg(long, value_name = "TOPIC,…", value_delimiter = ',')]
    pub topics: Vec<String>,
    /// No problem of these sheets: codes, texts of QR codes, requests, or PDFs that Longhand made; may be given again
    #[arg(long, value_name = "CODE|PDF")]
    pub avoid: Vec<String>,
    /// For one person: the interviewer's part on cards, one a leaf, with the time to turn each on its back
    #[arg(long)]
    pub solo: bool,
    /// Another interview than the day's
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(0..=Seed::MAX))]
    pub seed: Option<u64>,
    /// What the interview is made of: a recipe of the bank for mocks, or a file of your own [default: mock-<level>]
    #[arg(long, value_name = "ID|FILE")]
    pub recipe: Option<String>,
    /// Do not note the interview in the history
    #[arg(long, conflicts_with = "home")]
    pub no_history: bool,
    #[command(flatten)]
    pub paper: PaperArgs,
    #[command(flatten)]
    pub output: OutputArgs,
    #[command(flatten)]
    pub home: HomeArgs,
    #[command(flatten)]
    pub bank: BankArgs,
}

fn clock(text: &str) -> Result<u32, &'static str> {
    read_clock(text).ok_or("a time is such as 14:00")
}

/// Reads `25%`, or `25`.
fn percent(text: &str) -> Result<u32, &'static str> {
    let digits = text.strip_suffix('%').unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|percent| is_number && *percent <= 100);
    number.ok_or("extra time is from 0% to 100%, such as 25%")
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn extra_time_is_per_cent() {
        for (text, expected) in [("25%", 25), ("25", 25), ("0%", 0), ("100%", 100)] {
            assert_eq!(percent(text), Ok(expected));
        }
        for text in ["", "%", "101%", "-5%", "2.5%", "+5", "25 %", "99999999999"] {
            assert!(percent(text).is_err(), "{text}");
        }
    }
}

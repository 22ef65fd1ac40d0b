//! What is typed for a countdown, and where Longhand keeps what it remembers.

use super::HomeArgs;
use clap::{ArgGroup, Args};

/// Count down the time by section
///
/// On a terminal it fills the screen: space pauses, n or → goes to the next section, b or ← back, + gives a minute
/// more, q ends. A bell rings at 10, 5, 1 and 0 minutes. Elsewhere it says each of these in a line. At the end a
/// table says what was planned and what it took.
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("what").required(true).args(["sheet", "minutes", "sections", "resume"])))]
#[command(
    override_usage = "longhand time [OPTIONS] CODE|PDF\n       \
                      longhand time [OPTIONS] --minutes N\n       \
                      longhand time [OPTIONS] --sections \"TITLE N,…\"\n       \
                      longhand time --resume",
    after_help = "Examples:
  longhand time K7F3-9QX2-M4TA-8C3Z       the sections of that mock interview
  longhand time --minutes 45
  longhand time --minutes 15 --extra-time 25%
  longhand time --sections \"Warm-up 10, Whiteboard 25, Questions 8\"
  longhand time --resume                  after the terminal was closed"
)]
pub struct Time {
    /// A sheet: its code if it was printed here, its request, or its PDF. A mock interview counts down section by section
    #[arg(value_name = "CODE|PDF")]
    pub sheet: Option<String>,
    /// All the time in one: minutes, or minutes and seconds as 7:30
    #[arg(long, value_name = "N")]
    pub minutes: Option<String>,
    /// Titles with their minutes, parted by commas
    #[arg(long, value_name = "TITLE N,…")]
    pub sections: Option<String>,
    /// Go on with the last countdown that was not ended; what has gone by since counts
    #[arg(long)]
    pub resume: bool,
    /// More time by so much: for every section, but for the last of several
    #[arg(long, value_name = "N%", conflicts_with = "resume")]
    pub extra_time: Option<String>,
    #[command(flatten)]
    pub home: HomeArgs,
}

//! What is doubtful about a problem or a bank, though it can be printed. `--strict` makes errors of these.

use crate::diagnostic::words::{count, plural};
use crate::diagnostic::{Finding, Severity};

#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// Few draws differ, and the problem does not say why.
    Narrow {
        distinct: usize,
        draws: usize,
    },
    /// So many draws were thrown away for so many questions.
    Redraws {
        redraws: usize,
        draws: usize,
    },
    /// The author's minutes, and tenths of a minute by the model.
    Minutes {
        minutes: u32,
        tenths: u32,
    },
    /// The title or the task names the answer.
    GivenAway {
        by: &'static str,
        answer: String,
    },
    /// Letters of the right option and of the longest other one.
    LongestIsRight {
        right: usize,
        other: usize,
    },
    /// A line of a model that does not fit a ruled line by hand.
    WideModel {
        line: String,
        columns: usize,
        most: usize,
    },
    /// A paper that cannot hold it, and why.
    SmallPaper {
        paper: &'static str,
        why: String,
        seed: u64,
    },
    NoMisread {
        kind: &'static str,
    },
    OneAnswer {
        answer: String,
        times: usize,
        draws: usize,
    },
    /// What varies too much: lines, rows; the least and the most with a seed each.
    Uneven {
        what: &'static str,
        least: (usize, u64),
        most: (usize, u64),
    },
    Unused {
        name: String,
    },
    LateHint {
        minute: u32,
        minutes: u32,
    },
    NoFullStop,
    Spelling {
        word: String,
        other: String,
        british: bool,
    },
    LookAlike {
        first: String,
        second: String,
    },
    /// A drawn text has a backtick, and stands in prose.
    DrawnBacktick {
        name: String,
    },
    NeverShown {
        id: String,
    },
}

impl Finding for Warning {
    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn code(&self) -> &'static str {
        match self {
            Warning::Narrow { .. } => "few-different-questions",
            Warning::Redraws { .. } => "many-redraws",
            Warning::Minutes { .. } => "minutes-unlikely",
            Warning::GivenAway { .. } => "answer-given-away",
            Warning::LongestIsRight { .. } => "longest-option-is-right",
            Warning::WideModel { .. } => "model-too-wide",
            Warning::SmallPaper { .. } => "not-on-small-paper",
            Warning::NoMisread { .. } => "no-misread",
            Warning::OneAnswer { .. } => "one-answer-too-often",
            Warning::Uneven { .. } => "draws-uneven",
            Warning::Unused { .. } => "parameter-never-used",
            Warning::LateHint { .. } => "hint-after-the-end",
            Warning::NoFullStop => "no-full-stop",
            Warning::Spelling { .. } => "spelling-mixed",
            Warning::LookAlike { .. } => "misreads-look-alike",
            Warning::DrawnBacktick { .. } => "backtick-in-drawn-text",
            Warning::NeverShown { .. } => "misconception-never-shown",
        }
    }

    fn message(&self) -> String {
        match self {
            Warning::Narrow { distinct, draws } => {
                format!("{} in {}", count(*distinct, "different question"), count(*draws, "draw"))
            }
            Warning::Redraws { redraws, draws } => {
                let average = redraws / (*draws).max(1);
                format!("{average} draws are thrown away for one that is kept, on average of {}", count(*draws, "draw"))
            }
            Warning::Minutes { minutes, tenths } => {
                let (whole, tenth) = (tenths / 10, tenths % 10);
                format!("`minutes` is {minutes}, the usual time for this much is {whole}.{tenth}")
            }
            Warning::GivenAway { by, answer } => format!("the {by} gives the answer away: `{answer}`"),
            Warning::LongestIsRight { right, other } => {
                format!("the right option is the longest: {right} letters, the next has {other}")
            }
            Warning::WideModel { line, columns, most } => {
                format!("`{line}` has {columns} columns, and a ruled line holds {most} by hand")
            }
            Warning::SmallPaper { paper, why, seed } => {
                format!("the question does not fit {paper}: {why}, drawn with seed {seed}")
            }
            Warning::NoMisread { kind } => format!("this `{kind}` has no misread"),
            Warning::OneAnswer { answer, times, draws } => {
                format!("`{answer}` is the answer of {times} in {}", count(*draws, "draw"))
            }
            Warning::Uneven { what, least, most } => {
                let (fewest, few) = least;
                let (greatest, many) = most;
                let least = count(*fewest, what);
                format!(
                    "draws take unequal work: {least} with seed {few}, {greatest} {} with seed {many}",
                    plural(what)
                )
            }
            Warning::Unused { name } => format!("the parameter `{name}` is never used"),
            Warning::LateHint { minute, minutes } => {
                format!("this hint comes at minute {minute}, and the problem takes {minutes}")
            }
            Warning::NoFullStop => "the sentence has no full stop".to_owned(),
            Warning::Spelling { word, british: true, .. } => {
                format!("`{word}` is British, and the rest is spelled as in America")
            }
            Warning::Spelling { word, british: false, .. } => {
                format!("`{word}` is American, and the rest is spelled as in Britain")
            }
            Warning::LookAlike { first, second } => {
                format!("`{second}` fails in the same call with the same result as `{first}`, in every draw")
            }
            Warning::DrawnBacktick { name } => {
                format!("the backticks of this text are printed as they are: `{name}` is drawn")
            }
            Warning::NeverShown { id } => format!("no problem shows the misconception `{id}`"),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            Warning::Narrow { .. } => "draw more of it, or say `narrow = \"…\"`: why so few are enough".to_owned(),
            Warning::Redraws { .. } => {
                "draw values that meet `where` and tell the misreads apart more often".to_owned()
            }
            Warning::Minutes { .. } => {
                "write the minutes of the level's typical reader, or shorten the problem".to_owned()
            }
            Warning::GivenAway { .. } => "name the subject, not the answer".to_owned(),
            Warning::LongestIsRight { .. } => {
                "make the options alike in length: a reader guesses the longest".to_owned()
            }
            Warning::WideModel { .. } => "break the line, or use shorter names".to_owned(),
            Warning::SmallPaper { .. } => "shorten it, or leave it to the larger papers".to_owned(),
            Warning::NoMisread { .. } => {
                "add a `[[problem.misread]]`: a wrong answer that somebody gives, and why".to_owned()
            }
            Warning::OneAnswer { .. } => {
                "draw so that no answer is a good guess: it may stand in one draw of four".to_owned()
            }
            Warning::Uneven { what, .. } => {
                format!("keep it to two {} more or less, so that every sheet of a class takes as long", plural(what))
            }
            Warning::Unused { .. } => "use it, or take it out".to_owned(),
            Warning::LateHint { .. } => "let hints come before the time is up".to_owned(),
            Warning::NoFullStop => "end it with a full stop".to_owned(),
            Warning::Spelling { other, .. } => format!("write `{other}`: one bank, one spelling"),
            Warning::LookAlike { .. } => {
                "add a test, small and early, that they fail differently, or leave one out".to_owned()
            }
            Warning::DrawnBacktick { name } => {
                format!("draw the code alone, and write the backticks around `${name}`; or draw it without")
            }
            Warning::NeverShown { .. } => "give a misread this id, or take the misconception out".to_owned(),
        };
        Some(help)
    }
}

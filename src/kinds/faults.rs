//! What can be wrong with a problem that only its kind can tell: when its keys are read, and when it is posed.

use super::Name;
use crate::diagnostic::words::{count, either};
use crate::diagnostic::{Finding, Place};
use crate::python::Stop;

/// Found while the keys of a problem are read.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadFault {
    UnknownKind { kind: String, nearest: Option<String> },
    CannotAlsoBe { kind: Name, also: String },
    IdNotKebab { id: String, better: String },
    NoChange { id: String },
    ChangeWithoutProgram,
    OptionOutOfRange { option: i64, options: usize },
    WrongShape { key: &'static str, shape: &'static str },
    TooFewOptions { kind: Name, least: usize, found: usize },
    PartsOutOfOrder,
    PartsLeaveOut { line: String },
    PointsDisagree { points: i64, rubric: i64 },
    HintsOutOfOrder,
    EqualLines { line: String },
    NotOneLine { id: String },
    DistractorIsALine { id: String, line: String },
    TooManyOptions { kind: Name, most: usize, found: usize },
    OptionIsRight { options: usize },
    NoOptionsHere { kind: Name },
    NoProgramHere { kind: Name },
    Empty { kind: Name, key: &'static str },
    WordNowhere { word: String },
    UnknownFade { word: String },
}

impl Finding for ReadFault {
    fn code(&self) -> &'static str {
        match self {
            ReadFault::UnknownKind { .. } => "unknown-kind",
            ReadFault::CannotAlsoBe { .. } => "cannot-also-be",
            ReadFault::IdNotKebab { .. } => "id-not-kebab-case",
            ReadFault::NoChange { .. } => "misread-changes-nothing",
            ReadFault::ChangeWithoutProgram => "change-without-program",
            ReadFault::OptionOutOfRange { .. } => "option-out-of-range",
            ReadFault::WrongShape { .. } => "wrong-shape",
            ReadFault::TooFewOptions { .. } => "too-few-options",
            ReadFault::PartsOutOfOrder => "parts-out-of-order",
            ReadFault::PartsLeaveOut { .. } => "parts-leave-out-a-line",
            ReadFault::PointsDisagree { .. } => "points-disagree",
            ReadFault::HintsOutOfOrder => "hints-out-of-order",
            ReadFault::EqualLines { .. } => "equal-lines",
            ReadFault::NotOneLine { .. } => "not-a-one-line-change",
            ReadFault::DistractorIsALine { .. } => "distractor-is-a-line",
            ReadFault::TooManyOptions { .. } => "too-many-options",
            ReadFault::OptionIsRight { .. } => "option-is-right",
            ReadFault::NoOptionsHere { .. } => "no-written-options",
            ReadFault::NoProgramHere { .. } => "program-not-shown",
            ReadFault::Empty { .. } => "empty-list",
            ReadFault::WordNowhere { .. } => "word-not-in-program",
            ReadFault::UnknownFade { .. } => "unknown-fade",
        }
    }

    fn message(&self) -> String {
        match self {
            ReadFault::UnknownKind { kind, .. } => format!("`{kind}` is no kind of question"),
            ReadFault::CannotAlsoBe { kind, also } => format!("`{kind}` cannot be printed as `{also}`"),
            ReadFault::IdNotKebab { id, .. } => format!("the id `{id}` is not in kebab-case"),
            ReadFault::NoChange { id } => format!("the misread `{id}` does not say what it changes"),
            ReadFault::ChangeWithoutProgram => "there is no program here to change".to_owned(),
            ReadFault::OptionOutOfRange { option, options } => {
                format!("there is no wrong answer number {option}; there are {}", count(*options, "answer"))
            }
            ReadFault::WrongShape { key, .. } => format!("an entry of `{key}` has another shape"),
            ReadFault::TooFewOptions { kind, least, found } => {
                format!("`{kind}` needs at least {}, this has {found}", count(*least, "option"))
            }
            ReadFault::PartsOutOfOrder => "this part does not begin below the one above it".to_owned(),
            ReadFault::PartsLeaveOut { line } => format!("no part holds the line `{line}`"),
            ReadFault::PointsDisagree { points, rubric } => {
                format!("`points` is {points}, but the rubric adds up to {rubric}")
            }
            ReadFault::HintsOutOfOrder => "this hint comes at an earlier minute than the one above it".to_owned(),
            ReadFault::EqualLines { line } => format!("the line `{line}` stands twice in the program"),
            ReadFault::NotOneLine { id } => format!("the misread `{id}` changes more than one line"),
            ReadFault::DistractorIsALine { id, line } => {
                format!("the misread `{id}` gives the line `{line}`, which is one of the program")
            }
            ReadFault::TooManyOptions { kind, most, found } => {
                format!("`{kind}` has at most {}, this has {found}", count(*most, "option"))
            }
            ReadFault::OptionIsRight { .. } => "option 1 is the right one: it shows no misconception".to_owned(),
            ReadFault::NoOptionsHere { kind } => {
                format!("the wrong answers of `{kind}` are computed, none is written out")
            }
            ReadFault::NoProgramHere { kind } => format!("`{kind}` shows no program"),
            ReadFault::Empty { kind, key } => format!("`{key}` of this `{kind}` is empty"),
            ReadFault::WordNowhere { word } => format!("the word `{word}` occurs nowhere in the program"),
            ReadFault::UnknownFade { word } => format!("`{word}` is no direction in which to fade"),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            ReadFault::UnknownKind { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            ReadFault::UnknownKind { nearest: None, .. } => {
                format!("write one of {}", either(Name::ALL.iter().map(|name| name.word())))
            }
            ReadFault::CannotAlsoBe { .. } => "only `output` can be printed as another kind, as `mcq`".to_owned(),
            ReadFault::IdNotKebab { better, .. } => format!("write `{better}`"),
            ReadFault::NoChange { .. } => {
                "give it one of `swap`, `swaps`, `everywhere`, `program`, or `option` for a wrong answer that is written out"
                    .to_owned()
            }
            ReadFault::ChangeWithoutProgram => {
                "name the wrong answer with `option = 2`, counted from 1 as in the file".to_owned()
            }
            ReadFault::OptionOutOfRange { options, .. } => format!("write a number from 1 to {options}"),
            ReadFault::WrongShape { shape, .. } => format!("write it as `{shape}`"),
            ReadFault::TooFewOptions { .. } => "add wrong answers that somebody gives, each with a sentence".to_owned(),
            ReadFault::PartsOutOfOrder => "list the parts in the order of the program".to_owned(),
            ReadFault::PartsLeaveOut { .. } => {
                "let the first part quote the first line; a part goes on to where the next one begins".to_owned()
            }
            ReadFault::PointsDisagree { rubric, .. } => format!("leave `points` out, or write {rubric}"),
            ReadFault::HintsOutOfOrder => "list hints by minute".to_owned(),
            ReadFault::EqualLines { .. } => "a reader could not tell them apart: write one of them differently".to_owned(),
            ReadFault::NotOneLine { .. } => "a distractor is one changed line: quote less, or split it".to_owned(),
            ReadFault::DistractorIsALine { .. } => "change it so that it stands nowhere in the program".to_owned(),
            ReadFault::TooManyOptions { .. } => "leave out the wrong answers that fewest people give".to_owned(),
            ReadFault::OptionIsRight { options } => format!("write a number from 2 to {options}"),
            ReadFault::NoOptionsHere { .. } => {
                "say with `swap` how the program is misread, instead of `option`".to_owned()
            }
            ReadFault::NoProgramHere { .. } => {
                "make it `output` with `also = [\"mcq\"]`, or put a short piece of code into `ask`".to_owned()
            }
            ReadFault::Empty { .. } => "give it at least one entry".to_owned(),
            ReadFault::WordNowhere { .. } => {
                "list words as the program has them: `self`, `super()`, `:`; stage 1 takes some of them out".to_owned()
            }
            ReadFault::UnknownFade { .. } => {
                "write `backward`, which takes the last parts out first, or `forward`".to_owned()
            }
        };
        Some(help)
    }
}

/// Found when a draw is posed.
#[derive(Clone, Debug, PartialEq)]
pub enum PoseFault {
    /// The right program failed.
    ProgramFails {
        error: String,
        line: Option<u32>,
    },
    /// It ended otherwise than `ends` says.
    EndsOtherwise {
        said: Option<String>,
        did: Option<String>,
    },
    /// The interpreter stopped it.
    Stopped(Stop),
    /// A wrong answer equals the right one.
    NeverShows {
        id: String,
    },
    /// Two wrong answers are equal.
    Agree {
        id: String,
        other: String,
    },
    /// There is nothing to write down.
    PrintsNothing,
    TooMuchOutput {
        lines: usize,
        columns: usize,
    },
    TraceTooLong {
        rows: usize,
    },
    TraceTooShort {
        rows: usize,
    },
    /// A traced line that is a whole loop, or has a neighbour on the same line.
    SeveralStatements {
        line: String,
    },
    NeverBound {
        name: String,
    },
    CallFails {
        call: String,
        error: String,
    },
    HoldsNot {
        expression: String,
    },
    EqualOptions {
        text: String,
    },
    /// Two lines to be put in order read the same.
    SameLine {
        line: String,
    },
    LineTooWide {
        line: String,
        columns: usize,
    },
    TooFewWrong {
        found: usize,
    },
}

impl Finding for PoseFault {
    fn code(&self) -> &'static str {
        match self {
            PoseFault::ProgramFails { .. } => "program-fails",
            PoseFault::EndsOtherwise { .. } => "ends-otherwise",
            PoseFault::Stopped(stop) => stop.code(),
            PoseFault::NeverShows { .. } => "misread-never-shows",
            PoseFault::Agree { .. } => "misreads-agree",
            PoseFault::PrintsNothing => "prints-nothing",
            PoseFault::TooMuchOutput { .. } => "too-much-output",
            PoseFault::SeveralStatements { .. } => "several-statements",
            PoseFault::TraceTooLong { .. } => "trace-too-long",
            PoseFault::TraceTooShort { .. } => "trace-too-short",
            PoseFault::NeverBound { .. } => "watched-name-never-bound",
            PoseFault::CallFails { .. } => "call-fails",
            PoseFault::HoldsNot { .. } => "claim-not-true",
            PoseFault::EqualOptions { .. } => "equal-options",
            PoseFault::SameLine { .. } => "equal-lines-drawn",
            PoseFault::LineTooWide { .. } => "line-too-wide",
            PoseFault::TooFewWrong { .. } => "too-few-wrong-outputs",
        }
    }

    fn message(&self) -> String {
        match self {
            PoseFault::ProgramFails { error, line: Some(line) } => {
                format!("the program ends with `{error}` in line {line}")
            }
            PoseFault::ProgramFails { error, line: None } => format!("the program ends with `{error}`"),
            PoseFault::EndsOtherwise { said: Some(said), did: Some(did) } => {
                format!("the program ends with `{did}`, not with `{said}`")
            }
            PoseFault::EndsOtherwise { said: Some(said), did: None } => {
                format!("the program runs to its end and never raises `{said}`")
            }
            PoseFault::EndsOtherwise { said: None, did } => {
                format!("the program ends with `{}`", did.as_deref().unwrap_or("an error"))
            }
            PoseFault::Stopped(stop) => stop.message(),
            PoseFault::NeverShows { id } => format!("`{id}` never shows: it gives the right answer"),
            PoseFault::Agree { id, other } => format!("`{id}` and `{other}` give the same wrong answer"),
            PoseFault::PrintsNothing => "the program prints nothing".to_owned(),
            PoseFault::SeveralStatements { line } => format!("the line `{line}` is not one statement of its own"),
            PoseFault::TooMuchOutput { lines, columns } => {
                format!("the output has {} of up to {}", count(*lines, "line"), count(*columns, "column"))
            }
            PoseFault::TraceTooLong { rows } => format!("the trace has {}, more than 12", count(*rows, "row")),
            PoseFault::TraceTooShort { rows } => format!("the trace has {}, fewer than 4", count(*rows, "row")),
            PoseFault::NeverBound { name } => format!("the watched name `{name}` never gets a value"),
            PoseFault::CallFails { call, error } => format!("`{call}` ends with `{error}`"),
            PoseFault::HoldsNot { expression } => format!("`{expression}` is not true"),
            PoseFault::EqualOptions { text } => format!("two options read `{text}`"),
            PoseFault::SameLine { line } => format!("two lines to put in order read `{line}`"),
            PoseFault::LineTooWide { line, columns } => format!("the line `{line}` has {columns} columns"),
            PoseFault::TooFewWrong { found } => {
                format!("a choice needs two wrong outputs of at most four lines; {found} can be printed")
            }
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            PoseFault::ProgramFails { .. } => "mend the program, or narrow the draws with `where`",
            PoseFault::EndsOtherwise { said: None, .. } => "mend it, or say `ends = \"…\"` with the error's type",
            PoseFault::EndsOtherwise { .. } => "let `ends` name the error that happens",
            PoseFault::Stopped(stop) => return stop.help(),
            PoseFault::NeverShows { .. } => "change what is drawn so that the misread can be seen, or take it out",
            PoseFault::Agree { .. } => "change what is drawn so that they differ, or take one out",
            PoseFault::PrintsNothing => "let it print what the question is about",
            PoseFault::SeveralStatements { .. } => {
                "put each statement on a line of its own, and quote the head of a loop, not its body"
            }
            PoseFault::TooMuchOutput { .. } => "keep it to 8 lines of at most 40 columns",
            PoseFault::TraceTooLong { .. } | PoseFault::TraceTooShort { .. } => {
                "quote other lines in `rows`, or narrow the draws; a table has 4 to 12 rows"
            }
            PoseFault::NeverBound { .. } => "watch a name that the program assigns",
            PoseFault::CallFails { .. } => {
                "mend the call or the program; where an error is meant, write `raises(lambda: …)`"
            }
            PoseFault::HoldsNot { .. } => "mend the draw or the claim: the key would say something that is not so",
            PoseFault::EqualOptions { .. } => "narrow the draws with `where` so that every option is another",
            PoseFault::SameLine { .. } => "narrow the draws with `where` so that every line is another",
            PoseFault::LineTooWide { .. } => "break the line: programs have at most 60 columns",
            PoseFault::TooFewWrong { .. } => "leave `mcq` out of `also`, or narrow what is printed",
        };
        Some(help.to_owned())
    }
}

/// Why a draw was not posed.
#[derive(Clone, Debug, PartialEq)]
pub enum Setback {
    /// This draw will not do; another may.
    Again(Box<Blame>),
    /// No draw will do, or this one shows a fault that must be mended.
    Fatal(Box<Blame>),
}

/// What is wrong, and where the author put it.
#[derive(Clone, Debug, PartialEq)]
pub struct Blame {
    pub place: Place,
    pub fault: PoseFault,
}

impl Setback {
    pub fn again(place: &Place, fault: PoseFault) -> Setback {
        Setback::Again(Box::new(Blame { place: place.clone(), fault }))
    }

    pub fn fatal(place: &Place, fault: PoseFault) -> Setback {
        Setback::Fatal(Box::new(Blame { place: place.clone(), fault }))
    }

    /// A program that was stopped is never worth another try.
    pub fn stopped(place: &Place, stop: Stop) -> Setback {
        Setback::fatal(place, PoseFault::Stopped(stop))
    }
}

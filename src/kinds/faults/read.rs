//! What is wrong with a problem as it is written.

use crate::diagnostic::Finding;
use crate::diagnostic::words::{count, either};
use crate::kinds::Name;
use crate::kinds::growth::Growth;

/// Found while the keys of a problem are read.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadFault {
    UnknownKind { kind: String, nearest: Option<String> },
    CannotAlsoBe { kind: Name, also: String },
    OtherLanguage { kind: Name },
    UnknownAsks { word: String },
    BadColumn { written: String },
    ColumnsOutOfRange { found: usize, most: usize },
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
    Tab,
    BeyondAscii { letter: String },
    BlankAtLineEnd,
    NothingToTellApart,
    EqualLines { line: String },
    NotOneLine { id: String },
    DistractorIsALine { id: String, line: String },
    TooManyOptions { kind: Name, most: usize, found: usize },
    OptionIsRight { options: usize },
    NoOptionsHere { kind: Name },
    ChangeOfShown { kind: Name },
    Empty { kind: Name, key: &'static str },
    WordNowhere { word: String },
    UnknownFade { word: String },
    UnknownGrowth { word: String },
    UnknownSize { name: String, nearest: Option<String> },
}

impl Finding for ReadFault {
    fn code(&self) -> &'static str {
        match self {
            ReadFault::UnknownKind { .. } => "unknown-kind",
            ReadFault::CannotAlsoBe { .. } => "cannot-also-be",
            ReadFault::OtherLanguage { .. } => "other-language",
            ReadFault::UnknownAsks { .. } => "unknown-asks",
            ReadFault::BadColumn { .. } => "not-a-column",
            ReadFault::ColumnsOutOfRange { .. } => "columns-out-of-range",
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
            ReadFault::Tab => "tab-in-program",
            ReadFault::BeyondAscii { .. } => "code-beyond-ascii",
            ReadFault::BlankAtLineEnd => "blank-at-line-end",
            ReadFault::NothingToTellApart => "nothing-to-tell-apart",
            ReadFault::EqualLines { .. } => "equal-lines",
            ReadFault::NotOneLine { .. } => "not-a-one-line-change",
            ReadFault::DistractorIsALine { .. } => "distractor-is-a-line",
            ReadFault::TooManyOptions { .. } => "too-many-options",
            ReadFault::OptionIsRight { .. } => "option-is-right",
            ReadFault::NoOptionsHere { .. } => "no-written-options",
            ReadFault::ChangeOfShown { .. } => "change-of-shown-program",
            ReadFault::Empty { .. } => "empty-list",
            ReadFault::WordNowhere { .. } => "word-not-in-program",
            ReadFault::UnknownFade { .. } => "unknown-fade",
            ReadFault::UnknownGrowth { .. } => "unknown-growth",
            ReadFault::UnknownSize { .. } => "unknown-size",
        }
    }

    fn message(&self) -> String {
        match self {
            ReadFault::UnknownKind { kind, .. } => format!("`{kind}` is no kind of question"),
            ReadFault::CannotAlsoBe { kind, also } => format!("`{kind}` cannot be printed as `{also}`"),
            ReadFault::OtherLanguage { kind } => format!("a set in this language cannot hold `{kind}`"),
            ReadFault::UnknownAsks { word } => format!("`sql` cannot ask for `{word}`"),
            ReadFault::BadColumn { written } => format!("`{written}` is no column"),
            ReadFault::ColumnsOutOfRange { found, .. } => format!("the table has {}", count(*found, "column")),
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
            ReadFault::Tab => "the program has a tab".to_owned(),
            ReadFault::BeyondAscii { letter } => format!("the code has `{letter}` outside strings and comments"),
            ReadFault::BlankAtLineEnd => "this line of the program ends with a blank".to_owned(),
            ReadFault::NothingToTellApart => {
                "`from = \"search\"`, and no wrong program to tell from the right one".to_owned()
            }
            ReadFault::EqualLines { line } => format!("the line `{line}` stands twice in the program"),
            ReadFault::NotOneLine { id } => format!("`{id}` changes more than one line"),
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
            ReadFault::ChangeOfShown { kind } => {
                format!("the program of `{kind}` is shown as it is, and none is read otherwise")
            }
            ReadFault::Empty { kind, key } => format!("`{key}` of this `{kind}` is empty"),
            ReadFault::WordNowhere { word } => format!("the word `{word}` occurs nowhere in the program"),
            ReadFault::UnknownFade { word } => format!("`{word}` is no direction in which to fade"),
            ReadFault::UnknownGrowth { word } => format!("`{word}` is no class of growth"),
            ReadFault::UnknownSize { name, .. } => format!("no parameter is named `{name}`"),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            ReadFault::UnknownKind { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            ReadFault::UnknownKind { nearest: None, .. } => {
                format!("write one of {}", either(Name::ALL.iter().map(|name| name.word())))
            }
            ReadFault::CannotAlsoBe { kind, .. } if kind.others().is_empty() => {
                format!("leave `also` out: `{kind}` is printed as itself only")
            }
            ReadFault::CannotAlsoBe { kind, .. } => {
                format!("write {}", either(kind.others().iter().map(|other| other.word())))
            }
            ReadFault::OtherLanguage { kind: Name::Sql } => {
                "say `language = \"sql\"` in `[set]`: then placeholders become literals of SQL".to_owned()
            }
            ReadFault::OtherLanguage { kind: Name::Cmd } => {
                "say `language = \"shell\"` in `[set]`: then placeholders become words of a shell".to_owned()
            }
            ReadFault::OtherLanguage { .. } => {
                "move it to a set without `language`: its program is Python".to_owned()
            }
            ReadFault::UnknownAsks { .. } => {
                "write `result`, and the reader writes the rows, or `query`, and the reader writes the query".to_owned()
            }
            ReadFault::ColumnsOutOfRange { most, .. } => {
                format!("give it 1 to {most}: several tables stand side by side on a page")
            }
            ReadFault::BadColumn { .. } => {
                "write name and type, `\"days int\"` or `\"member text\"`; the name in lower case letters, digits and `_`"
                    .to_owned()
            }
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
            ReadFault::BeyondAscii { .. } => "write code in ASCII: letters, digits and signs that every keyboard has".to_owned(),
            ReadFault::Tab => "write four spaces a level: nobody sees a tab on paper".to_owned(),
            ReadFault::BlankAtLineEnd => "take it out: nobody sees it on paper".to_owned(),
            ReadFault::NothingToTellApart => {
                "add a `[[problem.misread]]` or `[[problem.bug]]`, or take `from` out".to_owned()
            }
            ReadFault::EqualLines { .. } => "a reader could not tell them apart: write one of them differently".to_owned(),
            ReadFault::NotOneLine { .. } => "a bug, a mend or a distractor is one changed line: quote less, or split it".to_owned(),
            ReadFault::DistractorIsALine { .. } => "change it so that it stands nowhere in the program".to_owned(),
            ReadFault::TooManyOptions { .. } => "leave out the wrong answers that fewest people give".to_owned(),
            ReadFault::OptionIsRight { options } => format!("write a number from 2 to {options}"),
            ReadFault::NoOptionsHere { .. } => {
                "say with `swap` how the program is misread, instead of `option`".to_owned()
            }
            ReadFault::ChangeOfShown { .. } => {
                "name the wrong answer with `option = 2`, counted from 1 as in the file; to misread the program, make it `output`".to_owned()
            }
            ReadFault::Empty { .. } => "give it at least one entry".to_owned(),
            ReadFault::WordNowhere { .. } => {
                "list words as the program has them: `self`, `super()`, `:`; stage 1 takes some of them out".to_owned()
            }
            ReadFault::UnknownFade { .. } => {
                "write `backward`, which takes the last parts out first, or `forward`".to_owned()
            }
            ReadFault::UnknownGrowth { .. } => {
                format!("write one of {}", either(Growth::ALL.iter().map(|growth| growth.word())))
            }
            ReadFault::UnknownSize { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            ReadFault::UnknownSize { nearest: None, .. } => {
                "let `size` name the line of `[problem.draw]` whose number grows".to_owned()
            }
        };
        Some(help)
    }
}

//! What is wrong with a problem when a draw of it is posed.

use crate::diagnostic::Finding;
use crate::diagnostic::words::count;
use crate::kinds::cmd_faults::CmdFault;
use crate::kinds::growth::Growth;
use crate::python::Stop;
use crate::tables::QueryFault;

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
    /// A wrong program is no program: the error's type, the parser's words, and the line where it stopped.
    DoesNotCompile {
        error: String,
        message: Option<String>,
        line: Option<String>,
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
        most: usize,
    },
    TooFewWrong {
        found: usize,
    },
    /// `cases` is no list of 1 to 200 tuples.
    NoCases,
    NoCaseKills {
        id: String,
    },
    TooManyCalls {
        needed: usize,
        most: u32,
    },
    GapInString {
        text: String,
    },
    /// What is to be true or false is neither.
    NotATruth {
        expression: String,
        gave: String,
    },
    OneSided,
    TwoPartners {
        text: String,
    },
    AcceptDiffers {
        printed: String,
        right: String,
    },
    /// The model of a `rewrite` gives another value than the program.
    IntoDiffers {
        value: String,
        ours: String,
        theirs: String,
    },
    /// It has a syntax node that it must not have, or lacks one.
    Node {
        node: String,
        is_there: bool,
    },
    /// A line whose runs are counted is the head of a loop.
    LoopHead {
        line: String,
    },
    /// A line whose runs are counted never runs.
    NeverRuns {
        line: String,
    },
    /// The size of a `bigo` is no number that could grow.
    SizeNotWhole {
        name: String,
        shape: &'static str,
    },
    /// With another size the program could not be drawn or run to its end.
    Unmeasured {
        name: String,
        size: i64,
        detail: String,
    },
    /// Counting gives another growth than the one written, or none of the classes.
    GrowthDiffers {
        said: Growth,
        found: Option<Growth>,
        counts: String,
    },
    /// Of a `cmd`.
    Cmd(CmdFault),
    /// A query that cannot be asked.
    Query(QueryFault),
    /// The rows of a table are none, or others than its columns say.
    RowsUnfit {
        table: String,
        detail: String,
    },
    ResultUnfit {
        rows: usize,
        columns: usize,
        letters: usize,
    },
    /// A name stands twice in `show`.
    ShownTwice {
        name: String,
    },
    ShownUnbound {
        name: String,
    },
    NothingToDraw,
    TooMuchToDraw {
        boxes: usize,
        places: usize,
    },
}

impl Finding for PoseFault {
    fn code(&self) -> &'static str {
        match self {
            PoseFault::ProgramFails { .. } => "program-fails",
            PoseFault::EndsOtherwise { .. } => "ends-otherwise",
            PoseFault::DoesNotCompile { .. } => "change-does-not-compile",
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
            PoseFault::Cmd(fault) => fault.code(),
            PoseFault::TooFewWrong { .. } => "too-few-wrong-outputs",
            PoseFault::NoCases => "not-cases",
            PoseFault::NoCaseKills { .. } => "no-case-kills",
            PoseFault::TooManyCalls { .. } => "more-calls-than-most",
            PoseFault::GapInString { .. } => "gap-in-a-string",
            PoseFault::NotATruth { .. } => "not-a-truth",
            PoseFault::OneSided => "all-true-or-all-false",
            PoseFault::TwoPartners { .. } => "partner-of-two",
            PoseFault::AcceptDiffers { .. } => "accept-prints-otherwise",
            PoseFault::IntoDiffers { .. } => "into-gives-otherwise",
            PoseFault::Node { .. } => "into-breaks-must",
            PoseFault::LoopHead { .. } => "loop-head-counted",
            PoseFault::NeverRuns { .. } => "counted-line-never-runs",
            PoseFault::SizeNotWhole { .. } => "size-not-a-number",
            PoseFault::Unmeasured { .. } => "growth-not-measured",
            PoseFault::GrowthDiffers { .. } => "growth-differs",
            PoseFault::Query(fault) => fault.code(),
            PoseFault::RowsUnfit { .. } => "rows-do-not-fit",
            PoseFault::ResultUnfit { .. } => "result-does-not-fit",
            PoseFault::ShownTwice { .. } => "shown-twice",
            PoseFault::ShownUnbound { .. } => "shown-name-never-bound",
            PoseFault::NothingToDraw => "nothing-to-draw",
            PoseFault::TooMuchToDraw { .. } => "too-much-to-draw",
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
            PoseFault::DoesNotCompile { message: Some(message), line: Some(line), .. } => {
                format!("what this makes of the program does not compile: {message}, in `{line}`")
            }
            PoseFault::DoesNotCompile { error, .. } => {
                format!("what this makes of the program does not compile: `{error}`")
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
            PoseFault::NotATruth { expression, gave } => {
                format!("`{expression}` gives `{gave}`, neither true nor false")
            }
            PoseFault::OneSided => "every statement is true, or every one is false".to_owned(),
            PoseFault::TwoPartners { text } => format!("`{text}` stands twice in a column"),
            PoseFault::GapInString { text } => format!("the gap `{text}` stands in a string"),
            PoseFault::AcceptDiffers { printed, right } => {
                format!("this filling prints `{printed}`, and the program `{right}`")
            }
            PoseFault::IntoDiffers { value, ours, theirs } => {
                format!("`{value}` is `{ours}` in the program and `{theirs}` in `into`")
            }
            PoseFault::Node { node, is_there: true } => format!("`into` has a `{node}`, which `must` forbids"),
            PoseFault::Node { node, is_there: false } => format!("`into` has no `{node}`, which `must` asks for"),
            PoseFault::NoCases => "`cases` is not a list of 1 to 200 tuples".to_owned(),
            PoseFault::NoCaseKills { id } => format!("no case gives `{id}` away"),
            PoseFault::TooManyCalls { needed, most } => {
                format!("`most` is {most}, but it takes {} to give every wrong version away", count(*needed, "call"))
            }
            PoseFault::HoldsNot { expression } => format!("`{expression}` is not true"),
            PoseFault::EqualOptions { text } => format!("two options read `{text}`"),
            PoseFault::SameLine { line } => format!("two lines to put in order read `{line}`"),
            PoseFault::LineTooWide { line, columns, .. } => format!("the line `{line}` has {columns} columns"),
            PoseFault::Cmd(fault) => fault.message(),
            PoseFault::TooFewWrong { found } => {
                format!("a choice needs two wrong outputs of at most four lines; {found} can be printed")
            }
            PoseFault::LoopHead { line } => format!("the line `{line}` is the head of a loop"),
            PoseFault::NeverRuns { line } => format!("the line `{line}` never runs"),
            PoseFault::SizeNotWhole { name, shape } => format!("`{name}` is {shape}, not a whole number"),
            PoseFault::Unmeasured { name, size, detail } => format!("with `{name}` = {size} {detail}"),
            PoseFault::GrowthDiffers { said, found: Some(found), counts } => {
                format!("the line runs {counts}: that grows like `{found}`, not like `{said}`")
            }
            PoseFault::GrowthDiffers { said, found: None, counts } => {
                format!("the line runs {counts}: that does not grow like `{said}`")
            }
            PoseFault::Query(fault) => fault.message(),
            PoseFault::RowsUnfit { table, detail } => format!("the rows of `{table}` do not fit: {detail}"),
            PoseFault::ResultUnfit { rows, columns, letters } => {
                let size = (count(*rows, "row"), count(*columns, "column"), count(*letters, "letter"));
                format!("the result has {} and {}, up to {} to a row", size.0, size.1, size.2)
            }
            PoseFault::ShownTwice { name } => format!("`show` has the name `{name}` twice"),
            PoseFault::ShownUnbound { name } => format!("the name `{name}` has no value at the end"),
            PoseFault::NothingToDraw => "the names lead to no object: there is no arrow to draw".to_owned(),
            PoseFault::TooMuchToDraw { boxes, places } => {
                format!("the drawing has {}, the largest with {}", count(*boxes, "box"), count(*places, "place"))
            }
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            PoseFault::ProgramFails { .. } => "mend the program, or narrow the draws with `where`",
            PoseFault::EndsOtherwise { said: None, .. } => "mend it, or say `ends = \"…\"` with the error's type",
            PoseFault::EndsOtherwise { .. } => "let `ends` name the error that happens",
            PoseFault::DoesNotCompile { .. } => "change it to a program that runs: this one is read, not written",
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
            PoseFault::LineTooWide { most, .. } => {
                return Some(format!("break the line: here it has at most {most} columns"));
            }
            PoseFault::NotATruth { .. } => "write an expression that gives `True` or `False`",
            PoseFault::OneSided => "write some that are true and some that are not",
            PoseFault::TwoPartners { .. } => "let every entry fit one partner only",
            PoseFault::GapInString { .. } => "box code outside strings: a reader writes code",
            PoseFault::AcceptDiffers { .. } => {
                "take it out of `accept`: a filling is right if the program prints the same"
            }
            PoseFault::IntoDiffers { .. } => "mend one of the two: they must give the same value",
            PoseFault::Node { .. } => "write `into` in the construct that is asked for, or mend `must`",
            PoseFault::NoCases => "write the arguments of each call as a tuple: `[(a,) for a in range(0, 60)]`",
            PoseFault::NoCaseKills { .. } => "add a case in which it gives something else, or take it out",
            PoseFault::TooManyCalls { .. } => "raise `most`, add a case that gives several away, or take a version out",
            PoseFault::LoopHead { .. } => "quote a line of its body: a head is tested once more than its body runs",
            PoseFault::NeverRuns { .. } => "quote another line in `line`, or narrow the draws with `where`",
            PoseFault::SizeNotWhole { .. } => "let `size` name a parameter that is a whole number",
            PoseFault::Unmeasured { .. } => {
                "let the program run for larger sizes too, up to 256, or up to 12 where the growth is `2^n`"
            }
            PoseFault::GrowthDiffers { found: Some(_), .. } => "mend `growth`, or the line that is counted",
            PoseFault::GrowthDiffers { found: None, .. } => {
                "count a line that grows like one of the classes, without a large part that does not"
            }
            PoseFault::Cmd(fault) => return fault.help(),
            PoseFault::TooFewWrong { .. } => "leave `mcq` out of `also`, or narrow what is printed",
            PoseFault::Query(fault) => return fault.help(),
            PoseFault::RowsUnfit { .. } => {
                "let `rows` be a list of 1 to 8 tuples, a number, a text or `None` in each place, as `columns` says"
            }
            PoseFault::ResultUnfit { .. } => "keep it to 1 to 7 rows of at most 5 columns and 40 letters",
            PoseFault::ShownTwice { .. } => "list each name once, in the order in which they stand at the left",
            PoseFault::ShownUnbound { .. } => "show names that the module itself assigns, not those inside a function",
            PoseFault::NothingToDraw => "show a name that holds a list, a dict, an instance: numbers are no boxes",
            PoseFault::TooMuchToDraw { .. } => "keep it to 10 boxes of at most 8 places",
        };
        Some(help.to_owned())
    }
}

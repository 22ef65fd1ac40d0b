//! What can be wrong with parameters and expressions.

use crate::diagnostic::{Finding, words};

/// A line of `[problem.draw]` that cannot be drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterFault {
    ReservedName {
        name: String,
    },
    NotAName {
        name: String,
    },
    NoMaker {
        parameter: String,
    },
    SeveralMakers {
        parameter: String,
        makers: Vec<String>,
    },
    UnknownMaker {
        word: String,
        nearest: Option<&'static str>,
    },
    UnknownModifier {
        word: String,
        maker: &'static str,
        allowed: &'static [&'static str],
    },
    UnknownPool {
        pool: String,
        nearest: Option<String>,
    },
    /// Nothing to choose from: `what` says which range or list.
    EmptyChoice {
        what: String,
    },
    TooFewDistinct {
        parameter: String,
        wanted: i64,
        distinct: u64,
    },
    RowsDiffer {
        parameter: String,
        detail: String,
    },
    FieldTaken {
        field: String,
        owner: String,
    },
    SeveralSearches {
        first: String,
        second: String,
    },
    /// The names along the circle; the last one needs the first.
    InACircle {
        names: Vec<String>,
    },
}

impl Finding for ParameterFault {
    fn code(&self) -> &'static str {
        match self {
            ParameterFault::ReservedName { .. } => "reserved-name",
            ParameterFault::NotAName { .. } => "not-a-name",
            ParameterFault::NoMaker { .. } => "no-maker",
            ParameterFault::SeveralMakers { .. } => "several-makers",
            ParameterFault::UnknownMaker { .. } => "unknown-maker",
            ParameterFault::UnknownModifier { .. } => "unknown-modifier",
            ParameterFault::UnknownPool { .. } => "unknown-pool",
            ParameterFault::EmptyChoice { .. } => "empty-choice",
            ParameterFault::TooFewDistinct { .. } => "too-few-distinct",
            ParameterFault::RowsDiffer { .. } => "rows-differ",
            ParameterFault::FieldTaken { .. } => "field-taken",
            ParameterFault::SeveralSearches { .. } => "several-searches",
            ParameterFault::InACircle { .. } => "parameters-in-a-circle",
        }
    }

    fn message(&self) -> String {
        match self {
            ParameterFault::ReservedName { name } => format!("`{name}` has a meaning of its own and is no parameter"),
            ParameterFault::NotAName { name } => format!("`{name}` is no name that a program could have"),
            ParameterFault::NoMaker { parameter } => format!("nothing says how `{parameter}` is drawn"),
            ParameterFault::SeveralMakers { parameter, makers } => {
                format!("`{parameter}` is drawn in more than one way: {}", words::all_of(makers))
            }
            ParameterFault::UnknownMaker { word, .. } => format!("there is no way to draw called `{word}`"),
            ParameterFault::UnknownModifier { word, maker, .. } => format!("`{word}` does not go with `{maker}`"),
            ParameterFault::UnknownPool { pool, .. } => format!("there is no word list `{pool}`"),
            ParameterFault::EmptyChoice { what } => format!("{what} is empty: there is nothing to draw"),
            ParameterFault::TooFewDistinct { parameter, wanted, distinct } => {
                format!("`{parameter}` wants {wanted} that differ, and there are only {distinct}")
            }
            ParameterFault::RowsDiffer { parameter, detail } => format!("the rows of `{parameter}` differ: {detail}"),
            ParameterFault::FieldTaken { field, owner } => format!("the field `{field}` has the name of {owner}"),
            ParameterFault::SeveralSearches { first, second } => {
                format!("`{first}` and `{second}` are both sought; only one can be")
            }
            ParameterFault::InACircle { names } => {
                let first = names.first().map_or("", String::as_str);
                let path: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
                format!("parameters need each other in a circle: {} needs `{first}`", path.join(" needs "))
            }
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            ParameterFault::ReservedName { name } if RESERVED.contains(&name.as_str()) => {
                format!("`${name}` in `why` and `say` is filled in by itself; choose another name")
            }
            ParameterFault::ReservedName { .. } => "Python knows the word already; choose another name".to_owned(),
            ParameterFault::NotAName { .. } => {
                "write lower-case letters, digits and `_`, such as `limit`; a class name starts with a capital"
                    .to_owned()
            }
            ParameterFault::NoMaker { parameter } => {
                format!("write `{parameter} = {{ int = [2, 9] }}`, or one of {}", words::either(MAKERS))
            }
            ParameterFault::SeveralMakers { makers, .. } => format!("keep one of {}", words::either(makers)),
            ParameterFault::UnknownMaker { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            ParameterFault::UnknownMaker { .. } => format!("write one of {}", words::either(MAKERS)),
            ParameterFault::UnknownModifier { maker, allowed: [], .. } => format!("`{maker}` stands alone"),
            ParameterFault::UnknownModifier { maker, allowed, .. } => {
                format!("beside `{maker}` may stand {}", words::all_of(*allowed))
            }
            ParameterFault::UnknownPool { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            ParameterFault::UnknownPool { .. } => "add it to `pools.toml` or to the file's own `pools`".to_owned(),
            ParameterFault::EmptyChoice { .. } => {
                "write at least one value; a range names its lower end first".to_owned()
            }
            ParameterFault::TooFewDistinct { .. } => "widen the range, or make `len` smaller".to_owned(),
            ParameterFault::RowsDiffer { .. } => "give every row the same fields".to_owned(),
            ParameterFault::FieldTaken { .. } => "each field becomes a parameter; give it another name".to_owned(),
            ParameterFault::SeveralSearches { .. } => "keep one `from = \"search\"`".to_owned(),
            ParameterFault::InACircle { .. } => "draw one of them without the others".to_owned(),
        };
        Some(help)
    }
}

/// An expression that does not stand.
#[derive(Clone, Debug, PartialEq)]
pub enum ExpressionFault {
    /// The parser's words.
    DoesNotParse {
        message: String,
    },
    UnknownName {
        name: String,
        nearest: Option<String>,
        declared: Vec<String>,
    },
}

impl Finding for ExpressionFault {
    fn code(&self) -> &'static str {
        match self {
            ExpressionFault::DoesNotParse { .. } => "expression-does-not-parse",
            ExpressionFault::UnknownName { .. } => "unknown-name-in-expression",
        }
    }

    fn message(&self) -> String {
        match self {
            ExpressionFault::DoesNotParse { message } => format!("this is no Python expression: {message}"),
            ExpressionFault::UnknownName { name, .. } => format!("no parameter is called `{name}`"),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            ExpressionFault::DoesNotParse { message } if message.contains('$') => DOLLAR.to_owned(),
            ExpressionFault::DoesNotParse { .. } => {
                "write an expression over the parameters, by their names without `$`".to_owned()
            }
            ExpressionFault::UnknownName { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            ExpressionFault::UnknownName { declared, .. } if declared.is_empty() => {
                "the problem has no parameters; add a line to `[problem.draw]`".to_owned()
            }
            ExpressionFault::UnknownName { declared, .. } => format!("there are {}", words::all_of(declared)),
        };
        Some(help)
    }
}

const DOLLAR: &str = "an expression has the parameters as names, without `$`";

/// Names that `why` and `say` fill in by themselves (`answer`: the right answer, `theirs`: this misread's).
pub(super) const RESERVED: [&str; 2] = ["answer", "theirs"];

/// Every maker, in the order of the manual.
pub(super) const MAKERS: [&str; 10] =
    ["int", "ints", "pick", "word", "words", "chars", "name", "code", "shuffle", "expr"];

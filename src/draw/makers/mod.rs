//! One file a maker of parameters: how its line is read, which expressions it needs, how it draws.

mod bounds;
mod chars;
mod choices;
mod int;
mod ints;
mod line;
mod shuffle;
mod words;

pub(super) use line::Line;

use super::{Answers, Expression, Stream, Value};

/// What may stand beside some maker.
pub(super) const MODIFIERS: [&str; 6] = ["step", "not", "len", "distinct", "sorted", "from"];

/// How one parameter is made.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Maker {
    Int(int::Int),
    Ints(ints::Ints),
    /// `pick`, `name`, `code`.
    Choices(choices::Choices),
    Word(words::Word),
    Words(words::Words),
    Chars(chars::Chars),
    Shuffle(shuffle::Shuffle),
    Expr(Expression),
}

/// Reads the line with the maker that it names. `None` with a fault.
pub(super) fn read(line: &mut Line) -> Option<Maker> {
    match line.maker {
        "int" => int::Int::read(line).map(Maker::Int),
        "ints" => ints::Ints::read(line).map(Maker::Ints),
        "word" => words::Word::read(line).map(Maker::Word),
        "words" => words::Words::read(line).map(Maker::Words),
        "chars" => chars::Chars::read(line).map(Maker::Chars),
        "shuffle" => shuffle::Shuffle::read(line).map(Maker::Shuffle),
        "expr" => line.expression("expr").map(Maker::Expr),
        _ => choices::Choices::read(line).map(Maker::Choices),
    }
}

/// What may stand beside a maker.
fn modifiers(maker: &str) -> &'static [&'static str] {
    match maker {
        "int" => &["step", "not", "from"],
        "ints" => &["len", "distinct", "sorted", "from"],
        "words" | "chars" => &["len", "from"],
        "shuffle" => &["len"],
        _ => &[],
    }
}

impl Maker {
    /// The expressions that must be evaluated before it can draw.
    pub fn expressions(&self) -> Vec<&Expression> {
        match self {
            Maker::Int(int) => int.expressions(),
            Maker::Ints(ints) => ints.expressions(),
            Maker::Choices(choices) => choices.expressions(),
            Maker::Word(_) => Vec::new(),
            Maker::Words(words) => words.expressions(),
            Maker::Chars(chars) => chars.expressions(),
            Maker::Shuffle(shuffle) => shuffle.expressions(),
            Maker::Expr(expression) => vec![expression],
        }
    }

    /// The fields of rows, which become parameters instead of the line's own name.
    pub fn fields(&self) -> Option<&[String]> {
        match self {
            Maker::Choices(choices) => choices.fields(),
            _ => None,
        }
    }

    /// Draws the line's values by name. `Err` says in words what came out empty or of the wrong kind.
    pub fn draw(&self, name: &str, stream: &mut Stream, answers: &Answers) -> Result<Vec<(String, Value)>, String> {
        let value = match self {
            Maker::Int(int) => int.draw(stream, answers)?,
            Maker::Ints(ints) => ints.draw(stream, answers)?,
            Maker::Choices(choices) => return choices.draw(name, stream, answers),
            Maker::Word(word) => word.draw(stream)?,
            Maker::Words(words) => words.draw(stream, answers)?,
            Maker::Chars(chars) => chars.draw(stream, answers)?,
            Maker::Shuffle(shuffle) => shuffle.draw(stream, answers)?,
            Maker::Expr(expression) => answers.value(expression)?,
        };
        Ok(vec![(name.to_owned(), value)])
    }
}

/// What candidates of a sought parameter are sorted by: length, then sum, then text.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sort {
    length: usize,
    sum: i128,
    text: String,
}

impl Sort {
    /// A number has length 0 and is its own sum; text and lists that hold more than numbers have no sum.
    pub fn of(made: &[(String, Value)]) -> Sort {
        let value = made.first().map_or(&Value::None, |(_, value)| value);
        match value {
            Value::Int(number) => Sort { length: 0, sum: i128::from(*number), text: String::new() },
            Value::Text(text) => Sort { length: text.chars().count(), sum: 0, text: text.clone() },
            Value::List(items) => {
                let whole: Option<Vec<i128>> = items.iter().map(whole).collect();
                let text = if whole.is_some() { String::new() } else { value.to_literal() };
                Sort { length: items.len(), sum: whole.unwrap_or_default().iter().sum(), text }
            }
            other => Sort { length: 0, sum: 0, text: other.to_literal() },
        }
    }
}

fn whole(value: &Value) -> Option<i128> {
    match value {
        Value::Int(number) => Some(i128::from(*number)),
        _ => None,
    }
}

/// Takes `wanted` of the items, each at most once, in drawn order.
fn draw_some<T>(mut items: Vec<T>, wanted: usize, stream: &mut Stream) -> Vec<T> {
    let mut drawn = Vec::new();
    while drawn.len() < wanted && !items.is_empty() {
        drawn.push(items.remove(stream.below(items.len() as u64) as usize));
    }
    drawn
}

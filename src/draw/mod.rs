//! Chance: seeds, named streams, makers of parameters. Nothing else in the program draws lots.
//!
//! `[problem.draw]` comes in, values by name go out. Expressions are evaluated by a function that is handed in; this
//! room knows no interpreter.

mod stream;
pub mod value;
mod literal;
mod expression;
mod faults;
mod keys;
mod makers;
mod read;
mod order;
mod every;
pub mod parameters;

pub use keys::PARAMETER;
pub use parameters::{Declared, Evaluate, Expression, Lot, Manner, NamesOf, Parameters, Pools, Undrawn};
pub use stream::Stream;
pub use value::{Language, Value, Values};

use std::collections::BTreeMap;

/// Values of the expressions that makers need, by their text.
#[derive(Debug, Default)]
struct Answers(BTreeMap<String, Value>);

#[cfg(test)]
mod tests;

//! What a line of `[problem.draw]` may have: one maker, and what stands beside it.

use crate::keys::{Key, KeyTable, Shape};

/// The keys of one parameter.
pub static PARAMETER: KeyTable = KeyTable {
    owner: "a parameter",
    keys: &[
        Key::free("int", Shape::Any("`[low, high]`"), "a whole number, both ends included"),
        Key::free("ints", Shape::Any("`[low, high]`, or an expression"), "a list of `len` numbers, or of elements"),
        Key::free("pick", Shape::Any("a list of values, or an expression"), "one of them"),
        Key::free("word", Shape::Text, "a word of this list"),
        Key::free("words", Shape::Text, "`len` different words of this list"),
        Key::free("chars", Shape::Text, "a text of `len` of these letters"),
        Key::free(
            "name",
            Shape::Any("a list of texts or tables"),
            "an identifier, bare in code; of tables, each field",
        ),
        Key::free("code", Shape::Any("a list of texts or tables"), "a piece of a program, bare; of tables, each field"),
        Key::free("shuffle", Shape::Text, "the elements of an expression in drawn order"),
        Key::free("expr", Shape::Text, "computed from other parameters, not drawn"),
        Key::free("step", Shape::Any("a whole number, or an expression"), "with `int`: how far apart numbers stand"),
        Key::free("not", Shape::Any("a list of numbers or expressions"), "with `int`: what is never drawn"),
        Key::free("len", Shape::Any("a whole number, or `[low, high]`"), "how many"),
        Key::free("distinct", Shape::Bool, "with `ints`: no number twice"),
        Key::free("sorted", Shape::Bool, "with `ints`: in their order"),
        Key::free("from", Shape::Word(&["search"]), "the smallest values that tell right and wrong apart"),
    ],
};

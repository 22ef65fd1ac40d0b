//! What the tree of a program says of its results before it runs: what not every Python gives, whatever the values.
//!
//! A parsed tree comes in, the first reason for distrust goes out. Nothing is run, and what hangs on values is left to
//! the run.

mod newer;
mod sights;

use super::Untrusted;
use rustpython_ruff_source_file::LineIndex;
use rustpython_vm::compiler::ast::Mod;
use rustpython_vm::compiler::ast::visitor::Visitor;
use rustpython_vm::compiler::parser::UnsupportedSyntaxError;

/// The first reason, by place, for not trusting what comes of a tree. The parser hands in what it found to be newer than
/// Python 3.10.
pub(super) fn find(tree: &Mod, text: &str, newer: &[UnsupportedSyntaxError]) -> Option<Untrusted> {
    let mut sights = sights::Sights::default();
    match tree {
        Mod::Module(module) => sights.visit_body(&module.body),
        Mod::Expression(expression) => sights.visit_expr(&expression.body),
    }
    let mut found = sights.into_found();
    found.extend(newer.iter().map(|error| (newer::syntax(error), error.range)));
    let (reason, place) = found.into_iter().min_by_key(|(_, place)| place.start())?;
    // Of a call or an expression the program has no line.
    let is_program = matches!(tree, Mod::Module(_));
    let line = is_program.then(|| LineIndex::from_source_text(text).line_index(place.start()).get());
    Some(Untrusted { reason, line: line.and_then(|line| u32::try_from(line).ok()) })
}

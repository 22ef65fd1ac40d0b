//! What can be said of program text without running it. Needs no interpreter, only its parser.
//!
//! Text comes in, names and places go out. Text that is too long or too deep is refused before it is parsed, and the
//! parser has a stack of its own, so that no text can overflow it.

mod free;
mod nodes;

pub use nodes::NODES;

use rustpython_ruff_source_file::LineIndex;
use rustpython_ruff_text_size::{Ranged, TextRange};
use rustpython_vm::compiler::ast::Stmt;
use rustpython_vm::compiler::ast::statement_visitor::{StatementVisitor, walk_stmt};
use rustpython_vm::compiler::ast::token::TokenKind;
use rustpython_vm::compiler::ast::visitor::Visitor;
use rustpython_vm::compiler::parser::{self, ParseError};
use std::collections::BTreeSet;
use std::ops::Range;
use std::panic::{self, AssertUnwindSafe};
use std::thread;

/// Longest program in bytes. Nothing near it fits a page.
pub const LONGEST: usize = 4_000;

/// Deepest nesting of brackets.
pub const DEEPEST: usize = 60;

/// Stack of the parsing thread in bytes: `LONGEST` signs before a number, each a level, take less than a tenth of it.
const STACK: usize = 64 << 20;

/// Bytes of a text that is parsed without a thread of its own. Even if each were a level, they would take a quarter of
/// the two megabytes that a thread has.
const SHORT: usize = 200;

/// Where the parser stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Byte offset in the text.
    pub offset: usize,
    /// The parser's words.
    pub message: String,
}

/// The free names of an expression: names it reads and does not bind itself (comprehension targets, lambda
/// parameters, `:=`), without Python's built-ins.
pub fn names(expression: &str) -> Result<BTreeSet<String>, Slip> {
    fits(expression)?;
    on_deep_stack(expression, || {
        let parsed = parser::parse_expression(expression).map_err(slip)?;
        Ok(free::names(parsed.expr()))
    })?
}

/// Whether a program parses.
pub fn check_program(program: &str) -> Result<(), Slip> {
    fits(program)?;
    on_deep_stack(program, || parser::parse_module(program).map(drop).map_err(slip))?
}

/// The constructs that a program uses, of those in `NODES`; empty if it does not parse.
pub fn nodes(program: &str) -> BTreeSet<&'static str> {
    let search = || {
        let parsed = parser::parse_module(program).map_err(slip)?;
        let mut search = nodes::Search::default();
        search.visit_body(parsed.suite());
        Ok(search.0)
    };
    let found: Result<BTreeSet<&'static str>, Slip> = fits(program).and_then(|()| on_deep_stack(program, search)?);
    found.unwrap_or_default()
}

/// Whether a statement starts on this line (from 1) of a program that parses, and is one statement and no compound
/// one with its whole body on the same line.
///
/// The head of a compound statement with its body below it is one; two statements on a line are not.
pub fn is_single_statement(program: &str, line: u32) -> bool {
    let count = || {
        let parsed = parser::parse_module(program).map_err(slip)?;
        let mut starts = Starts { lines: LineIndex::from_source_text(program), line, found: 0 };
        starts.visit_body(parsed.suite());
        Ok(starts.found == 1)
    };
    fits(program)
        .and_then(|()| on_deep_stack(program, count))
        .and_then(|single: Result<bool, Slip>| single)
        .unwrap_or(false)
}

/// Byte ranges of a program that lie inside string literals, f-strings as a whole included (quotes included).
/// In order; empty if the program does not parse.
pub fn strings(program: &str) -> Vec<Range<usize>> {
    let mut depth = 0_u32;
    let mut start = 0;
    let mut strings = Vec::new();
    for (kind, range) in lexed(program) {
        match kind {
            TokenKind::String if depth == 0 => strings.push(range),
            TokenKind::FStringStart | TokenKind::TStringStart => {
                if depth == 0 {
                    start = range.start;
                }
                depth += 1;
            }
            TokenKind::FStringEnd | TokenKind::TStringEnd => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    strings.push(start..range.end);
                }
            }
            _ => {}
        }
    }
    strings
}

/// Byte ranges of the program's names and keywords, in order: what stage 1 of a class template may take out.
/// Those inside f-strings are left out; empty if the program does not parse.
pub fn tokens(program: &str) -> Vec<Range<usize>> {
    let strings = strings(program);
    let is_inside = |range: &Range<usize>| strings.iter().any(|string| string.contains(&range.start));
    let is_word = |kind: TokenKind| kind == TokenKind::Name || kind.is_keyword();
    lexed(program)
        .into_iter()
        .filter(|(kind, range)| is_word(*kind) && !is_inside(range))
        .map(|(_, range)| range)
        .collect()
}

/// Whether a text is short and flat enough to be parsed.
pub(super) fn fits(text: &str) -> Result<(), Slip> {
    let refuse = |offset, message: &str| Err(Slip { offset, message: message.to_owned() });
    if text.len() > LONGEST {
        return refuse(text.floor_char_boundary(LONGEST), "too long: more than 4,000 bytes");
    }
    let mut depth = 0_usize;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return refuse(offset, "too deeply nested: more than 60 levels of brackets");
        }
    }
    Ok(())
}

fn lexed(program: &str) -> Vec<(TokenKind, Range<usize>)> {
    let read = || {
        let parsed = parser::parse_module(program).map_err(slip)?;
        Ok(parsed.tokens().iter().map(|token| (token.kind(), bytes(token.range()))).collect())
    };
    fits(program)
        .and_then(|()| on_deep_stack(program, read))
        .and_then(|tokens: Result<Vec<_>, Slip>| tokens)
        .unwrap_or_default()
}

fn bytes(range: TextRange) -> Range<usize> {
    range.start().to_usize()..range.end().to_usize()
}

fn slip(error: ParseError) -> Slip {
    Slip { offset: error.location.start().to_usize(), message: error.error.to_string() }
}

fn gave_up() -> Slip {
    Slip { offset: 0, message: "the parser gave up".to_owned() }
}

/// Runs the parser, and all that follows its tree down, where a tree of any depth that `fits` allows has room: here for
/// a short text, as nearly every expression is, else in a thread of its own.
fn on_deep_stack<T: Send>(text: &str, work: impl FnOnce() -> T + Send) -> Result<T, Slip> {
    if text.len() <= SHORT {
        return panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| gave_up());
    }
    let no_thread = |detail: String| Slip { offset: 0, message: detail };
    thread::scope(|scope| {
        let started = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let thread = started.map_err(|error| no_thread(format!("no thread to parse in: {error}")))?;
        thread.join().map_err(|_| gave_up())
    })
}

/// The place whose line is a statement's: of a decorated `def` or `class` its name, not the decorator.
pub(super) fn head(statement: &Stmt) -> TextRange {
    match statement {
        Stmt::FunctionDef(function) => function.name.range,
        Stmt::ClassDef(class) => class.name.range,
        other => other.range(),
    }
}

/// Counts the statements that start on a line, and those of their bodies.
struct Starts {
    lines: LineIndex,
    line: u32,
    found: u32,
}

impl StatementVisitor<'_> for Starts {
    fn visit_stmt(&mut self, statement: &Stmt) {
        let start = self.lines.line_index(head(statement).start()).get();
        if u32::try_from(start) == Ok(self.line) {
            self.found += 1;
        }
        walk_stmt(self, statement);
    }
}

#[cfg(test)]
mod tests;

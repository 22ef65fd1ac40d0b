//! Names that no problem may use: files, clock, network, a keyboard, and the interpreter's own parts.
//!
//! Nothing of these can be reached in any case; this gives the reason in words, with the line, before anything runs.

use super::Stop;
use rustpython_ruff_source_file::LineIndex;
use rustpython_ruff_text_size::TextRange;
use rustpython_vm::compiler::ast::visitor::{self, Visitor};
use rustpython_vm::compiler::ast::{Alias, Expr, ExprContext, Mod, ModModule, Parameter, Stmt};
use std::collections::BTreeSet;

/// Modules that a program may import: what the interpreter has without files.
pub const MODULES: [&str; 1] = ["itertools"];

/// Built-in names that a program may not use unless it makes something of its own under that name.
const NAMES: [&str; 15] = [
    "__builtins__",
    "__import__",
    "__loader__",
    "__spec__",
    "breakpoint",
    "compile",
    "eval",
    "exec",
    "exit",
    "globals",
    "help",
    "input",
    "locals",
    "open",
    "quit",
];

/// Attributes that lead from ordinary objects into the interpreter.
const ATTRIBUTES: [&str; 11] = [
    "__builtins__",
    "__code__",
    "__globals__",
    "__loader__",
    "__spec__",
    "__subclasses__",
    "__traceback__",
    "cr_frame",
    "f_back",
    "gi_frame",
    "tb_frame",
];

/// Prefix of the names of probes.
const OWN: &str = "__lh_";

/// The first forbidden name of a tree, as the reason for not running it.
pub(super) fn find(tree: &Mod, text: &str) -> Option<Stop> {
    let mut search = Search::default();
    match tree {
        Mod::Module(ModModule { body, .. }) => search.visit_body(body),
        Mod::Expression(expression) => search.visit_expr(&expression.body),
    }
    let bound = search.bound;
    let (name, place) = search.found.into_iter().find(|(found, _)| match found {
        Found::Name(name) => !bound.contains(name),
        Found::Always(_) => true,
    })?;
    let (Found::Name(name) | Found::Always(name)) = name;
    let line = LineIndex::from_source_text(text).line_index(place.start()).get();
    Some(Stop::Forbidden { name, line: u32::try_from(line).ok() })
}

enum Found {
    /// Forbidden where it is the built-in.
    Name(String),
    Always(String),
}

#[derive(Default)]
struct Search {
    found: Vec<(Found, TextRange)>,
    bound: BTreeSet<String>,
}

impl Search {
    fn bind(&mut self, name: &str, place: TextRange) {
        self.bound.insert(name.to_owned());
        self.own(name, place);
    }

    fn own(&mut self, name: &str, place: TextRange) {
        if name.starts_with(OWN) {
            self.found.push((Found::Always(name.to_owned()), place));
        }
    }

    fn module(&mut self, name: &str, place: TextRange) {
        if !MODULES.contains(&name) {
            self.found.push((Found::Always(name.to_owned()), place));
        }
    }

    fn imported(&mut self, alias: &Alias) {
        let name = alias.asname.as_ref().unwrap_or(&alias.name);
        self.bind(name.as_str(), alias.range);
    }
}

impl<'a> Visitor<'a> for Search {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::FunctionDef(function) => self.bind(function.name.as_str(), function.name.range),
            Stmt::ClassDef(class) => self.bind(class.name.as_str(), class.name.range),
            Stmt::Import(import) => {
                for alias in &import.names {
                    self.module(alias.name.as_str(), alias.range);
                    self.imported(alias);
                }
            }
            Stmt::ImportFrom(import) => {
                let module = import.module.as_ref().filter(|_| import.level == 0);
                self.module(module.map_or(".", |module| module.as_str()), import.range);
                for alias in &import.names {
                    self.imported(alias);
                }
            }
            _ => {}
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) if name.ctx == ExprContext::Load => {
                self.own(&name.id, name.range);
                if NAMES.contains(&name.id.as_str()) {
                    self.found.push((Found::Name(name.id.to_string()), name.range));
                }
            }
            Expr::Name(name) => self.bind(&name.id, name.range),
            Expr::Attribute(attribute) if ATTRIBUTES.contains(&attribute.attr.as_str()) => {
                self.found.push((Found::Always(attribute.attr.to_string()), attribute.attr.range));
            }
            _ => {}
        }
        visitor::walk_expr(self, expression);
    }

    fn visit_parameter(&mut self, parameter: &'a Parameter) {
        self.bind(parameter.name.as_str(), parameter.name.range);
        visitor::walk_parameter(self, parameter);
    }
}

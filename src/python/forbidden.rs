//! Names that no problem may use: files, clock, network, a keyboard, and the interpreter's own parts.
//!
//! Nothing of these can be reached in any case; this gives the reason in words, with the line, before anything runs.

use super::Stop;
use rustpython_ruff_source_file::LineIndex;
use rustpython_ruff_text_size::TextRange;
use rustpython_vm::compiler::ast::statement_visitor::{self, StatementVisitor};
use rustpython_vm::compiler::ast::visitor::{self, Visitor};
use rustpython_vm::compiler::ast::{Alias, Expr, ExprAttribute, ExprContext, Mod, ModModule, Parameter, Stmt};
use std::collections::BTreeSet;

/// Modules that a program may import, sorted: the part of Python's library that needs no files, clock or processes.
pub const MODULES: [&str; 25] = [
    "__future__",
    "abc",
    "bisect",
    "collections",
    "collections.abc",
    "contextlib",
    "copy",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "heapq",
    "itertools",
    "json",
    "math",
    "operator",
    "random",
    "re",
    "statistics",
    "string",
    "textwrap",
    "typing",
    "unittest",
];

/// Modules that those above have imported for themselves, and that lead out of a program.
const INNER: [&str; 11] =
    ["bltns", "builtins", "codecs", "copyreg", "importlib", "inspect", "io", "linecache", "os", "sys", "warnings"];

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
    let Search { found, bound, imported } = search;
    let (found, place) = found.into_iter().find(|(found, _)| match found {
        Found::Name(name) => !bound.contains(name),
        Found::Through { root, .. } => imported.contains(root),
        Found::Always(_) | Found::Module(_) => true,
    })?;
    let line = u32::try_from(LineIndex::from_source_text(text).line_index(place.start()).get()).ok();
    Some(match found {
        Found::Name(name) | Found::Always(name) | Found::Through { name, .. } => Stop::Forbidden { name, line },
        Found::Module(name) => Stop::Module { name, line },
    })
}

/// The modules that a tree imports, wherever in it.
pub(super) fn imports(tree: &Mod) -> BTreeSet<String> {
    struct Imports(BTreeSet<String>);
    impl StatementVisitor<'_> for Imports {
        fn visit_stmt(&mut self, statement: &Stmt) {
            match statement {
                Stmt::Import(import) => self.0.extend(import.names.iter().map(|alias| alias.name.to_string())),
                Stmt::ImportFrom(import) => self.0.extend(import.module.as_ref().map(ToString::to_string)),
                _ => statement_visitor::walk_stmt(self, statement),
            }
        }
    }
    let mut found = Imports(BTreeSet::new());
    if let Mod::Module(module) = tree {
        found.visit_body(&module.body);
    }
    found.0
}

enum Found {
    /// Forbidden where it is the built-in.
    Name(String),
    Always(String),
    /// A module that may not be imported.
    Module(String),
    /// What leads out of a program, if the name that it is reached through is an imported one.
    Through {
        root: String,
        name: String,
    },
}

#[derive(Default)]
struct Search {
    found: Vec<(Found, TextRange)>,
    bound: BTreeSet<String>,
    imported: BTreeSet<String>,
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
            self.found.push((Found::Module(name.to_owned()), place));
        }
    }

    fn imported(&mut self, alias: &Alias) {
        let name = alias.asname.as_ref().unwrap_or(&alias.name);
        self.bind(name.as_str(), alias.range);
        let first = name.as_str().split('.').next().unwrap_or_default();
        self.imported.insert(first.to_owned());
    }

    fn attribute(&mut self, attribute: &ExprAttribute) {
        let name = attribute.attr.as_str();
        if ATTRIBUTES.contains(&name) {
            self.found.push((Found::Always(name.to_owned()), attribute.attr.range));
        } else if (is_inner(name) || name == "__dict__" || (is_special(name) && attribute.ctx != ExprContext::Load))
            && let Some(root) = root(attribute)
        {
            self.found.push((Found::Through { root, name: name.to_owned() }, attribute.attr.range));
        }
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
                    if is_inner(alias.name.as_str()) {
                        self.found.push((Found::Always(alias.name.to_string()), alias.range));
                    }
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
            Expr::Attribute(attribute) => self.attribute(attribute),
            _ => {}
        }
        visitor::walk_expr(self, expression);
    }

    fn visit_parameter(&mut self, parameter: &'a Parameter) {
        self.bind(parameter.name.as_str(), parameter.name.range);
        visitor::walk_parameter(self, parameter);
    }
}

/// What a module keeps for itself: `_os` of `random`, `sys` of `typing`.
fn is_inner(name: &str) -> bool {
    INNER.contains(&name) || (name.starts_with('_') && !is_special(name))
}

fn is_special(name: &str) -> bool {
    name.starts_with("__") && name.ends_with("__")
}

/// The name that a chain of attributes starts with: `json` of `json.decoder.re`.
fn root(attribute: &ExprAttribute) -> Option<String> {
    let mut value = &*attribute.value;
    while let Expr::Attribute(inner) = value {
        value = &inner.value;
    }
    value.as_name_expr().map(|name| name.id.to_string())
}

//! The constructs that a program uses, by the names that Python's own `ast` gives them.

use rustpython_vm::compiler::ast::visitor::{self, Visitor};
use rustpython_vm::compiler::ast::{Expr, Stmt};
use std::collections::BTreeSet;

/// Every name that can be found: what an author may ask for or forbid.
pub const NODES: [&str; 27] = [
    "AnnAssign",
    "Assert",
    "AugAssign",
    "Await",
    "BoolOp",
    "ClassDef",
    "DictComp",
    "For",
    "FunctionDef",
    "GeneratorExp",
    "Global",
    "If",
    "IfExp",
    "JoinedStr",
    "Lambda",
    "ListComp",
    "Match",
    "NamedExpr",
    "Raise",
    "Return",
    "SetComp",
    "Starred",
    "Try",
    "While",
    "With",
    "Yield",
    "YieldFrom",
];

#[derive(Default)]
pub(super) struct Search(pub BTreeSet<&'static str>);

impl<'a> Visitor<'a> for Search {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        let name = match statement {
            Stmt::AnnAssign(_) => Some("AnnAssign"),
            Stmt::Assert(_) => Some("Assert"),
            Stmt::AugAssign(_) => Some("AugAssign"),
            Stmt::ClassDef(_) => Some("ClassDef"),
            Stmt::For(_) => Some("For"),
            Stmt::FunctionDef(_) => Some("FunctionDef"),
            Stmt::Global(_) => Some("Global"),
            Stmt::If(_) => Some("If"),
            Stmt::Match(_) => Some("Match"),
            Stmt::Raise(_) => Some("Raise"),
            Stmt::Return(_) => Some("Return"),
            Stmt::Try(_) => Some("Try"),
            Stmt::While(_) => Some("While"),
            Stmt::With(_) => Some("With"),
            _ => None,
        };
        self.0.extend(name);
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        let name = match expression {
            Expr::Await(_) => Some("Await"),
            Expr::BoolOp(_) => Some("BoolOp"),
            Expr::DictComp(_) => Some("DictComp"),
            Expr::FString(_) => Some("JoinedStr"),
            Expr::Generator(_) => Some("GeneratorExp"),
            Expr::If(_) => Some("IfExp"),
            Expr::Lambda(_) => Some("Lambda"),
            Expr::ListComp(_) => Some("ListComp"),
            Expr::Named(_) => Some("NamedExpr"),
            Expr::SetComp(_) => Some("SetComp"),
            Expr::Starred(_) => Some("Starred"),
            Expr::Yield(_) => Some("Yield"),
            Expr::YieldFrom(_) => Some("YieldFrom"),
            _ => None,
        };
        self.0.extend(name);
        visitor::walk_expr(self, expression);
    }
}

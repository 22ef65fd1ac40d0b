//! Probes put into the tree of a program: calls that report each statement as it runs.
//!
//! A parsed program comes in and goes out changed; its text stays as it is, and the nodes put in take the place of the
//! statement that they report, so that lines in tracebacks stay true. A statement is reported behind itself; the head
//! of `for`, `while`, `with`, `except` and `case` as its body begins; `if` and `match` when their expression has its value;
//! `return` when its value is there; `raise`, `break` and `continue` before they leave.

use crate::python::syntax::head;
use rustpython_ruff_source_file::LineIndex;
use rustpython_ruff_text_size::{Ranged, TextRange};
use rustpython_vm::compiler::ast::name::Name;
use rustpython_vm::compiler::ast::{
    Arguments, AtomicNodeIndex, ExceptHandler, Expr, ExprCall, ExprContext, ExprName, ExprNumberLiteral, Int,
    ModModule, Number, Stmt, StmtExpr, StmtIf, StmtReturn,
};

/// The probe that stands as a statement. The names end in two underscores as well, or classes would mangle them.
pub(super) const AFTER: &str = "__lh_after__";
/// The probe that stands around an expression and gives its value.
pub(super) const VALUE: &str = "__lh_value__";
/// What functions of the library call that reach for the clock, or for chance without a seed.
pub(super) const REFUSE: &str = "__lh_refuse__";

/// Puts probes behind, into or before every statement of a program.
pub(super) fn insert(module: &mut ModModule, text: &str) {
    Probes::of(text).body(&mut module.body);
}

/// Makes the calls that are put into the tree of one text.
pub(super) struct Probes {
    lines: LineIndex,
}

/// Where the probe of a statement stands among its neighbours.
enum Stand {
    Before,
    Behind,
    Inside,
}

impl Probes {
    pub(super) fn of(text: &str) -> Probes {
        Probes { lines: LineIndex::from_source_text(text) }
    }

    fn body(&self, body: &mut Vec<Stmt>) {
        let statements = std::mem::take(body);
        for (at, mut statement) in statements.into_iter().enumerate() {
            self.inside(&mut statement);
            let probe = self.after(head(&statement));
            match stand(&statement, at) {
                Stand::Before => body.extend([probe, statement]),
                Stand::Behind => body.extend([statement, probe]),
                Stand::Inside => body.push(statement),
            }
        }
    }

    /// A block whose head, at this place, is reported as the block begins.
    fn headed(&self, body: &mut Vec<Stmt>, head: TextRange) {
        self.body(body);
        body.insert(0, self.after(head));
    }

    fn inside(&self, statement: &mut Stmt) {
        let head = head(statement);
        match statement {
            Stmt::FunctionDef(function) => self.body(&mut function.body),
            Stmt::ClassDef(class) => self.body(&mut class.body),
            Stmt::For(loops) => {
                self.headed(&mut loops.body, head);
                self.body(&mut loops.orelse);
            }
            Stmt::While(loops) => {
                self.headed(&mut loops.body, head);
                self.body(&mut loops.orelse);
            }
            Stmt::With(with) => self.headed(&mut with.body, head),
            Stmt::If(choice) => self.choice(choice, head),
            Stmt::Match(choice) => {
                self.wrap(&mut choice.subject, head);
                for case in &mut choice.cases {
                    self.headed(&mut case.body, case.pattern.range());
                }
            }
            Stmt::Try(attempt) => {
                self.body(&mut attempt.body);
                for ExceptHandler::ExceptHandler(handler) in &mut attempt.handlers {
                    self.headed(&mut handler.body, handler.range);
                }
                self.body(&mut attempt.orelse);
                self.body(&mut attempt.finalbody);
            }
            Stmt::Return(StmtReturn { value: Some(value), .. }) => self.wrap(value, head),
            _ => {}
        }
    }

    fn choice(&self, choice: &mut StmtIf, head: TextRange) {
        self.wrap(&mut choice.test, head);
        self.body(&mut choice.body);
        for clause in &mut choice.elif_else_clauses {
            if let Some(test) = &mut clause.test {
                self.wrap(test, clause.range);
            }
            self.body(&mut clause.body);
        }
    }

    fn after(&self, place: TextRange) -> Stmt {
        let value = Box::new(self.call(AFTER, place, Vec::new()));
        Stmt::Expr(StmtExpr { node_index: AtomicNodeIndex::NONE, range: place, value })
    }

    fn wrap(&self, expression: &mut Expr, head: TextRange) {
        let place = expression.range();
        let none = Expr::NoneLiteral(Default::default());
        let inner = std::mem::replace(expression, none);
        let mut call = self.call(VALUE, head, vec![inner]);
        if let Expr::Call(call) = &mut call {
            call.range = place;
        }
        *expression = call;
    }

    /// `name(line of the place, others…)`.
    pub(super) fn call(&self, name: &'static str, place: TextRange, others: Vec<Expr>) -> Expr {
        let node_index = AtomicNodeIndex::NONE;
        let line = u64::try_from(self.lines.line_index(place.start()).get()).unwrap_or(u64::MAX);
        let number = Number::Int(Int::from(line));
        let mut args = vec![Expr::NumberLiteral(ExprNumberLiteral {
            node_index: node_index.clone(),
            range: place,
            value: number,
        })];
        args.extend(others);
        let func = ExprName {
            node_index: node_index.clone(),
            range: place,
            id: Name::new_static(name),
            ctx: ExprContext::Load,
        };
        let arguments = Arguments {
            range: place,
            node_index: node_index.clone(),
            args: args.into_boxed_slice(),
            keywords: Box::default(),
        };
        Expr::Call(ExprCall { node_index, range: place, func: Box::new(Expr::Name(func)), arguments })
    }
}

fn stand(statement: &Stmt, at: usize) -> Stand {
    match statement {
        Stmt::Raise(_) | Stmt::Break(_) | Stmt::Continue(_) => Stand::Before,
        Stmt::Return(StmtReturn { value: None, .. }) => Stand::Before,
        Stmt::For(_)
        | Stmt::While(_)
        | Stmt::If(_)
        | Stmt::With(_)
        | Stmt::Match(_)
        | Stmt::Try(_)
        | Stmt::Return(_) => Stand::Inside,
        // A docstring is no step.
        Stmt::Expr(expression) if at == 0 && expression.value.is_string_literal_expr() => Stand::Inside,
        Stmt::Global(_) | Stmt::Nonlocal(_) => Stand::Inside,
        _ => Stand::Behind,
    }
}

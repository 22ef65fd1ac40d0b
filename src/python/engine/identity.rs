//! `is` between equal numbers, strings or tuples: noted when it happens, since whether they are one object is an accident.
//!
//! A parsed tree comes in and goes out with a call for each `a is b`; `is None` and the like stay as they are.

use super::notes::Notes;
use super::probes::Probes;
use crate::python::Reason;
use rustpython_ruff_text_size::Ranged;
use rustpython_vm::builtins::{PyInt, PyStr, PyTuple};
use rustpython_vm::compiler::ast::visitor::transformer::{Transformer, walk_expr, walk_stmt};
use rustpython_vm::compiler::ast::{CmpOp, Expr, ExprCompare, ExprUnaryOp, Mod, Stmt, UnaryOp};
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};
use std::rc::Rc;

/// The built-in that stands for `is`. It ends in two underscores, or classes would mangle it.
const SAME: &str = "__lh_same__";

/// Integers that are one object each in every CPython.
const SMALL: std::ops::RangeInclusive<i64> = -5..=256;

/// Puts the call in place of every `is` of a tree.
pub(super) fn insert(tree: &mut Mod, text: &str) {
    let identities = Identities { probes: Probes::of(text) };
    match tree {
        Mod::Module(module) => module.body.iter_mut().for_each(|statement| identities.visit_stmt(statement)),
        Mod::Expression(expression) => identities.visit_expr(&mut expression.body),
    }
}

struct Identities {
    probes: Probes,
}

impl Transformer for Identities {
    fn visit_stmt(&self, statement: &mut Stmt) {
        walk_stmt(self, statement);
    }

    fn visit_expr(&self, expression: &mut Expr) {
        walk_expr(self, expression);
        if let Expr::Compare(compare) = expression
            && let Some(call) = self.call(compare)
        {
            *expression = call;
        }
    }
}

impl Identities {
    fn call(&self, compare: &ExprCompare) -> Option<Expr> {
        let ([op @ (CmpOp::Is | CmpOp::IsNot)], [right]) = (&*compare.ops, &*compare.comparators) else {
            return None;
        };
        let is_fixed =
            |side: &Expr| matches!(side, Expr::NoneLiteral(_) | Expr::BooleanLiteral(_) | Expr::EllipsisLiteral(_));
        if is_fixed(&compare.left) || is_fixed(right) {
            return None;
        }
        let call = self.probes.call(SAME, compare.range(), vec![(*compare.left).clone(), right.clone()]);
        Some(if *op == CmpOp::Is {
            call
        } else {
            let (node_index, range) = (compare.node_index.clone(), compare.range);
            Expr::UnaryOp(ExprUnaryOp { node_index, range, op: UnaryOp::Not, operand: Box::new(call) })
        })
    }
}

/// Puts what the calls call among the built-ins.
pub(super) fn apply(notes: &Rc<Notes>, vm: &VirtualMachine) -> PyResult<()> {
    let notes = Rc::clone(notes);
    let same = move |_line: u32, a: PyObjectRef, b: PyObjectRef, vm: &VirtualMachine| -> PyResult<bool> {
        if is_accident(&a, &b, vm)? {
            notes.note(Reason::Identity, vm);
        }
        Ok(a.is(&b))
    };
    vm.builtins.set_attr(SAME, vm.new_function(SAME, same), vm)
}

fn is_accident(a: &PyObject, b: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    let types = &vm.ctx.types;
    let shared = [
        types.int_type,
        types.float_type,
        types.complex_type,
        types.str_type,
        types.bytes_type,
        types.tuple_type,
        types.frozenset_type,
    ];
    let is_shared = a.class().is(b.class()) && shared.iter().any(|class| a.class().is(*class));
    if !is_shared || (a.is(b) && is_always_one(a, vm)) {
        return Ok(false);
    }
    vm.bool_eq(a, b)
}

/// Of what there is one object only, whatever made it.
fn is_always_one(object: &PyObject, vm: &VirtualMachine) -> bool {
    let int = object.downcast_ref::<PyInt>().and_then(|int| int.try_to_primitive::<i64>(vm).ok());
    let length = object.downcast_ref::<PyStr>().map(|text| text.as_bytes().len());
    let length = length.or_else(|| object.downcast_ref::<PyTuple>().map(|tuple| 2 * tuple.len()));
    int.is_some_and(|int| SMALL.contains(&int)) || length.is_some_and(|length| length < 2)
}

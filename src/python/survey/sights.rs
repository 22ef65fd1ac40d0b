//! One walk over a tree that notes what is not to be trusted, whatever the values.

use super::newer;
use crate::python::Reason;
use rustpython_ruff_text_size::TextRange;
use rustpython_vm::compiler::ast::visitor::{self, Visitor};
use rustpython_vm::compiler::ast::{
    CmpOp, Expr, ExprAttribute, ExprCall, ExprCompare, ExprContext, ExprSubscript, InterpolatedStringElement, Stmt,
    StmtAssign, StmtClassDef, StmtImport, StmtImportFrom, UnaryOp,
};
use std::collections::{BTreeMap, BTreeSet};

/// Methods that the interpreter gets wrong on letters beyond ASCII; the last two only where they look for nothing.
const LETTERS: [&str; 4] = ["swapcase", "zfill", "replace", "count"];

/// Methods that it gets wrong on digits beyond ASCII.
const DIGITS: [&str; 3] = ["isdecimal", "isdigit", "isnumeric"];

/// Bases whose members became other texts in 3.11 and 3.12.
const MIXED: [&str; 3] = ["Flag", "IntEnum", "IntFlag"];

#[derive(Default)]
pub(super) struct Sights {
    found: Vec<(Reason, TextRange)>,
    /// Names of modules as the program has them: `import math as m` gives `m` for `math`.
    modules: BTreeMap<String, String>,
    imports: BTreeSet<String>,
    classes: BTreeSet<String>,
    bound: BTreeSet<String>,
    /// Only if something else is found as well.
    has_letters: bool,
    has_digits: bool,
    letters: Vec<(Reason, TextRange)>,
    digits: Vec<(Reason, TextRange)>,
    /// Built-in names and `add_note`, unless the program has its own.
    names: Vec<(String, Reason, TextRange)>,
    /// Names that are given a dict, names that are given something else, slices of names.
    dicts: BTreeSet<String>,
    no_dicts: BTreeSet<String>,
    slices: Vec<(String, TextRange)>,
    /// `C.__dict__` of these names, if they are classes.
    insides: Vec<(String, TextRange)>,
}

impl Sights {
    /// All that was seen, now that the whole tree is known.
    pub fn into_found(self) -> Vec<(Reason, TextRange)> {
        let mut found = self.found;
        found.extend(self.letters.into_iter().filter(|_| self.has_letters));
        found.extend(self.digits.into_iter().filter(|_| self.has_digits));
        let is_foreign = |name: &String| !self.bound.contains(name);
        found.extend(self.names.into_iter().filter(|(name, ..)| is_foreign(name)).map(|(_, reason, at)| (reason, at)));
        let insides = self.insides.into_iter().filter(|(name, _)| self.classes.contains(name));
        found.extend(insides.map(|(_, at)| (insides_of_class(), at)));
        let is_dict = |name: &String| self.dicts.contains(name) && !self.no_dicts.contains(name);
        let slices = self.slices.into_iter().filter(|(name, _)| is_dict(name));
        found.extend(slices.map(|(_, at)| (Reason::of_sliced_dict(), at)));
        found
    }

    fn import(&mut self, import: &StmtImport) {
        for alias in &import.names {
            let module = alias.name.as_str();
            self.imported(module, alias.range);
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            self.modules.insert(name.to_string(), module.to_owned());
        }
    }

    fn import_from(&mut self, import: &StmtImportFrom) {
        let Some(module) = &import.module else { return };
        self.imported(module.as_str(), import.range);
        for alias in &import.names {
            self.found.extend(newer::of_module(module, &alias.name).map(|reason| (reason, alias.range)));
            self.bound.insert(alias.asname.as_ref().unwrap_or(&alias.name).to_string());
        }
    }

    fn imported(&mut self, module: &str, place: TextRange) {
        self.found.extend(newer::module(module).map(|reason| (reason, place)));
        self.imports.insert(module.to_owned());
    }

    fn has_imported(&self, module: &str) -> bool {
        self.imports.contains(module)
    }

    fn class(&mut self, class: &StmtClassDef) {
        self.bound.insert(class.name.to_string());
        self.classes.insert(class.name.to_string());
        if !self.has_imported("enum") {
            return;
        }
        let bases: Vec<&str> = class.bases().iter().filter_map(last_name).collect();
        let is_mixed = bases.iter().any(|base| MIXED.contains(base)) || (bases.len() > 1 && bases.contains(&"Enum"));
        if is_mixed {
            let what = "the text of an `Enum` whose members are numbers or strings".to_owned();
            let instead = "derive the class from `Enum` alone".to_owned();
            self.found.push((Reason::Version { what, instead }, class.name.range));
        }
    }

    fn compare(&mut self, compare: &ExprCompare) {
        let sides = std::iter::once(&*compare.left).chain(&compare.comparators);
        let sides: Vec<&Expr> = sides.collect();
        for (op, pair) in compare.ops.iter().zip(sides.windows(2)) {
            if matches!(op, CmpOp::Is | CmpOp::IsNot) && pair.iter().any(|side| is_value(side)) {
                self.found.push((Reason::Identity, compare.range));
            }
        }
    }

    fn call(&mut self, call: &ExprCall) {
        match &*call.func {
            Expr::Attribute(attribute) => self.method(attribute, call),
            Expr::Name(name) => match name.id.as_str() {
                "int" | "float" => {
                    let method = name.id.to_string();
                    self.digits.push((Reason::Letters { method }, call.range));
                }
                "vars" => self.class_insides(call.arguments.args.first(), call.range),
                _ => {}
            },
            _ => {}
        }
    }

    fn method(&mut self, attribute: &ExprAttribute, call: &ExprCall) {
        let name = attribute.attr.as_str();
        let looks_for_nothing = matches!(
            call.arguments.args.first(),
            Some(Expr::StringLiteral(text)) if text.value.is_empty()
        );
        let is_plain = matches!(&*attribute.value, Expr::StringLiteral(text) if text.value.to_str().is_ascii());
        if is_plain {
            // These letters are known.
        } else if LETTERS[..2].contains(&name) || (LETTERS[2..].contains(&name) && looks_for_nothing) {
            self.letters.push((Reason::Letters { method: name.to_owned() }, call.range));
        }
        if DIGITS.contains(&name) {
            self.digits.push((Reason::Letters { method: name.to_owned() }, call.range));
        }
        if name == "add_note" {
            self.names.push((name.to_owned(), newer::note(), call.range));
        }
    }

    fn attribute(&mut self, attribute: &ExprAttribute) {
        let name = attribute.attr.as_str();
        if let Expr::Name(module) = &*attribute.value
            && let Some(module) = self.modules.get(module.id.as_str())
        {
            self.found.extend(newer::of_module(module, name).map(|reason| (reason, attribute.range)));
        }
        if name == "__dict__" {
            self.class_insides(Some(&attribute.value), attribute.range);
        }
    }

    /// The `__dict__` or `vars(…)` of what may be a class.
    fn class_insides(&mut self, of: Option<&Expr>, place: TextRange) {
        match of {
            Some(Expr::Name(name)) => self.insides.push((name.id.to_string(), place)),
            Some(Expr::Call(call)) if matches!(&*call.func, Expr::Name(name) if name.id == "type") => {
                self.found.push((insides_of_class(), place));
            }
            Some(Expr::Attribute(attribute)) if attribute.attr.as_str() == "__class__" => {
                self.found.push((insides_of_class(), place));
            }
            _ => {}
        }
    }

    fn assign(&mut self, assign: &StmtAssign) {
        let is_dict = matches!(&*assign.value, Expr::Dict(_) | Expr::DictComp(_));
        for target in &assign.targets {
            if let Expr::Name(name) = target {
                let names = if is_dict { &mut self.dicts } else { &mut self.no_dicts };
                names.insert(name.id.to_string());
            }
        }
    }

    fn subscript(&mut self, subscript: &ExprSubscript) {
        match &*subscript.value {
            _ if !subscript.slice.is_slice_expr() => {}
            Expr::Name(name) => self.slices.push((name.id.to_string(), subscript.range)),
            Expr::Dict(_) | Expr::DictComp(_) => self.found.push((Reason::of_sliced_dict(), subscript.range)),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.has_letters |= !text.is_ascii();
        self.has_digits |= text.chars().any(|letter| !letter.is_ascii() && letter.is_numeric());
    }
}

impl<'a> Visitor<'a> for Sights {
    fn visit_stmt(&mut self, statement: &'a Stmt) {
        match statement {
            Stmt::Import(import) => self.import(import),
            Stmt::ImportFrom(import) => self.import_from(import),
            Stmt::ClassDef(class) => self.class(class),
            Stmt::Assign(assign) => self.assign(assign),
            Stmt::FunctionDef(function) => {
                self.bound.insert(function.name.to_string());
            }
            _ => {}
        }
        visitor::walk_stmt(self, statement);
    }

    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            // One entry of a class is there in every version; the list of all of them is not.
            Expr::Subscript(subscript) if is_dict_of(&subscript.value).is_some() => {
                self.visit_expr(&subscript.slice);
                return is_dict_of(&subscript.value).into_iter().for_each(|owner| self.visit_expr(owner));
            }
            Expr::Compare(compare) if is_entry_asked(compare) => {
                self.visit_expr(&compare.left);
                return compare.comparators.iter().filter_map(is_dict_of).for_each(|owner| self.visit_expr(owner));
            }
            Expr::Subscript(subscript) => self.subscript(subscript),
            Expr::Compare(compare) => self.compare(compare),
            Expr::Call(call) => self.call(call),
            Expr::Attribute(attribute) => self.attribute(attribute),
            Expr::Name(name) if name.ctx == ExprContext::Load => {
                let newer = newer::built_in(&name.id).map(|reason| (name.id.to_string(), reason, name.range));
                self.names.extend(newer);
            }
            Expr::Name(name) => {
                self.bound.insert(name.id.to_string());
            }
            Expr::StringLiteral(text) => self.text(text.value.to_str()),
            _ => {}
        }
        visitor::walk_expr(self, expression);
    }

    fn visit_interpolated_string_element(&mut self, element: &'a InterpolatedStringElement) {
        if let InterpolatedStringElement::Literal(text) = element {
            self.text(&text.value);
        }
        visitor::walk_interpolated_string_element(self, element);
    }
}

fn insides_of_class() -> Reason {
    let what = "what stands in the `__dict__` of a class".to_owned();
    let instead = "ask for one name, `\"x\" in C.__dict__`, or print the `__dict__` of an object".to_owned();
    Reason::Version { what, instead }
}

/// Whose `__dict__` an expression is.
fn is_dict_of(expression: &Expr) -> Option<&Expr> {
    match expression {
        Expr::Attribute(attribute) if attribute.attr.as_str() == "__dict__" => Some(&attribute.value),
        _ => None,
    }
}

/// `"x" in C.__dict__`.
fn is_entry_asked(compare: &ExprCompare) -> bool {
    let asks = |op: &CmpOp| matches!(op, CmpOp::In | CmpOp::NotIn);
    compare.ops.iter().all(asks) && compare.comparators.iter().all(|side| is_dict_of(side).is_some())
}

fn last_name(base: &Expr) -> Option<&str> {
    match base {
        Expr::Name(name) => Some(&name.id),
        Expr::Attribute(attribute) => Some(&attribute.attr),
        _ => None,
    }
}

/// A literal of a type whose equal values may or may not be one object.
fn is_value(expression: &Expr) -> bool {
    match expression {
        Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::FString(_) => true,
        Expr::Tuple(_) => true,
        Expr::UnaryOp(unary) => unary.op == UnaryOp::USub && is_value(&unary.operand),
        _ => false,
    }
}

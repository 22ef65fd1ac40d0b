//! The names that an expression reads from around it.

use rustpython_vm::compiler::ast::visitor::{self, Visitor};
use rustpython_vm::compiler::ast::{Comprehension, Expr, ExprContext, Parameters};
use std::collections::BTreeSet;

/// Names read and not bound inside, without built-ins. A name bound by `:=` counts as bound everywhere.
pub(super) fn names(expression: &Expr) -> BTreeSet<String> {
    let mut free = Free::default();
    free.visit_expr(expression);
    let Free { read, assigned, .. } = free;
    read.into_iter().filter(|name| !assigned.contains(name) && !is_builtin(name)).collect()
}

#[derive(Default)]
struct Free {
    read: BTreeSet<String>,
    /// Targets of `:=`, which bind outside their comprehension.
    assigned: BTreeSet<String>,
    /// Names bound around the node that is visited, innermost last.
    scopes: Vec<BTreeSet<String>>,
}

impl Free {
    fn read(&mut self, name: &str) {
        if !self.scopes.iter().any(|scope| scope.contains(name)) {
            self.read.insert(name.to_owned());
        }
    }

    fn comprehension(&mut self, generators: &[Comprehension], results: &[&Expr]) {
        self.scopes.push(BTreeSet::new());
        for generator in generators {
            self.visit_expr(&generator.iter);
            let targets = targets(&generator.target);
            if let Some(scope) = self.scopes.last_mut() {
                scope.extend(targets);
            }
            self.visit_expr(&generator.target);
            for test in &generator.ifs {
                self.visit_expr(test);
            }
        }
        for result in results {
            self.visit_expr(result);
        }
        self.scopes.pop();
    }

    fn lambda(&mut self, parameters: Option<&Parameters>, body: &Expr) {
        let mut bound = BTreeSet::new();
        if let Some(parameters) = parameters {
            for parameter in parameters {
                bound.insert(parameter.name().to_string());
                if let Some(default) = parameter.default() {
                    self.visit_expr(default);
                }
            }
        }
        self.scopes.push(bound);
        self.visit_expr(body);
        self.scopes.pop();
    }
}

impl<'a> Visitor<'a> for Free {
    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) if name.ctx == ExprContext::Load => self.read(&name.id),
            Expr::Named(named) => {
                self.visit_expr(&named.value);
                self.assigned.extend(targets(&named.target));
            }
            Expr::Lambda(lambda) => self.lambda(lambda.parameters.as_deref(), &lambda.body),
            Expr::ListComp(list) => self.comprehension(&list.generators, &[&list.elt]),
            Expr::SetComp(set) => self.comprehension(&set.generators, &[&set.elt]),
            Expr::Generator(generator) => self.comprehension(&generator.generators, &[&generator.elt]),
            Expr::DictComp(dict) => self.comprehension(&dict.generators, &[&dict.key, &dict.value]),
            _ => visitor::walk_expr(self, expression),
        }
    }
}

/// The names that a target binds.
fn targets(target: &Expr) -> BTreeSet<String> {
    struct Targets(BTreeSet<String>);
    impl<'a> Visitor<'a> for Targets {
        fn visit_expr(&mut self, expression: &'a Expr) {
            if let Expr::Name(name) = expression
                && name.ctx == ExprContext::Store
            {
                self.0.insert(name.id.to_string());
            }
            visitor::walk_expr(self, expression);
        }
    }
    let mut found = Targets(BTreeSet::new());
    found.visit_expr(target);
    found.0
}

fn is_builtin(name: &str) -> bool {
    BUILTINS.binary_search(&name).is_ok()
}

/// Python 3.10's built-in names, sorted by byte.
const BUILTINS: [&str; 146] = [
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "BaseException",
    "BlockingIOError",
    "BrokenPipeError",
    "BufferError",
    "BytesWarning",
    "ChildProcessError",
    "ConnectionAbortedError",
    "ConnectionError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "DeprecationWarning",
    "EOFError",
    "Ellipsis",
    "EnvironmentError",
    "Exception",
    "False",
    "FileExistsError",
    "FileNotFoundError",
    "FloatingPointError",
    "FutureWarning",
    "GeneratorExit",
    "IOError",
    "ImportError",
    "ImportWarning",
    "IndentationError",
    "IndexError",
    "InterruptedError",
    "IsADirectoryError",
    "KeyError",
    "KeyboardInterrupt",
    "LookupError",
    "MemoryError",
    "ModuleNotFoundError",
    "NameError",
    "None",
    "NotADirectoryError",
    "NotImplemented",
    "NotImplementedError",
    "OSError",
    "OverflowError",
    "PendingDeprecationWarning",
    "PermissionError",
    "ProcessLookupError",
    "RecursionError",
    "ReferenceError",
    "ResourceWarning",
    "RuntimeError",
    "RuntimeWarning",
    "StopAsyncIteration",
    "StopIteration",
    "SyntaxError",
    "SyntaxWarning",
    "SystemError",
    "SystemExit",
    "TabError",
    "TimeoutError",
    "True",
    "TypeError",
    "UnboundLocalError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
    "UnicodeError",
    "UnicodeTranslateError",
    "UnicodeWarning",
    "UserWarning",
    "ValueError",
    "Warning",
    "ZeroDivisionError",
    "__debug__",
    "__import__",
    "__name__",
    "abs",
    "aiter",
    "all",
    "anext",
    "any",
    "ascii",
    "bin",
    "bool",
    "breakpoint",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "classmethod",
    "compile",
    "complex",
    "delattr",
    "dict",
    "dir",
    "divmod",
    "enumerate",
    "eval",
    "exec",
    "exit",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "globals",
    "hasattr",
    "hash",
    "help",
    "hex",
    "id",
    "input",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "list",
    "locals",
    "map",
    "max",
    "memoryview",
    "min",
    "next",
    "object",
    "oct",
    "open",
    "ord",
    "pow",
    "print",
    "property",
    "quit",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "vars",
    "zip",
];

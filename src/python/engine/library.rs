//! Python's library as the interpreter carries it.

use rustpython_vm::builtins::PyModuleDef;
use rustpython_vm::frozen::FrozenLib;
use rustpython_vm::{Context, InterpreterBuilder};

/// What `build.rs` made of `pylib/`.
static FROZEN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.bin"));

/// Modules in Rust that those in Python rest on.
const NATIVE: [&str; 9] =
    ["_bisect", "_contextvars", "_hashlib", "_json", "_random", "_sha512", "_statistics", "math", "unicodedata"];

/// An interpreter that has the library.
pub(super) fn add(builder: InterpreterBuilder) -> InterpreterBuilder {
    let native = native(&builder.ctx);
    builder.add_native_modules(&native).add_frozen_modules(FrozenLib::from_ref(FROZEN))
}

fn native(context: &Context) -> Vec<&'static PyModuleDef> {
    let mut modules = rustpython_stdlib::stdlib_module_defs(context);
    modules.retain(|module| NATIVE.contains(&module.name.as_str()));
    modules
}

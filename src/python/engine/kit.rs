//! An interpreter made ready: repaired, with the prelude's classes, the probes and an output that counts.

use super::baseline::Baseline;
use super::tally::Tally;
use super::{probes, repairs};
use crate::python::forbidden;
use rustpython_vm::builtins::{PyStrRef, PyTypeRef};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine, compiler};
use std::rc::Rc;

/// What the engine keeps from its prelude.
pub(super) struct Kit {
    pub tally: Rc<Tally>,
    pub raises: PyObjectRef,
    pub raised: PyTypeRef,
    pub collect: PyObjectRef,
    pub freeze: PyObjectRef,
    pub baseline: Baseline,
}

impl Kit {
    /// Repairs the interpreter, runs the prelude, and notes the state to come back to.
    pub fn prepare(vm: &VirtualMachine) -> PyResult<Kit> {
        for module in forbidden::MODULES {
            // Loaded before the baseline, so that a program's changes to them are undone. Absence shows when one is used.
            let _ = vm.import(vm.ctx.intern_str(module), 0);
        }
        repairs::apply(vm)?;
        let tally = Rc::new(Tally::new());
        let scope = vm.new_scope_with_builtins();
        scope.globals.set_item("__name__", vm.ctx.new_str("__prelude__").into(), vm)?;
        let code = vm
            .compile(include_str!("prelude.py"), compiler::Mode::Exec, "<prelude>".to_owned())
            .map_err(|error| vm.new_syntax_error(&error, None))?;
        vm.run_code_obj(code, scope.clone())?;
        let class = |name: &str| {
            let class = scope.globals.get_item(name, vm)?;
            class.downcast().map_err(|_| vm.new_type_error("no class"))
        };
        tally.set_halt(class("Stopped")?);
        let output = scope.globals.get_item("Output", vm)?.call((writer(&tally, vm),), vm)?;
        vm.sys_module.set_attr("stdout", output.clone(), vm)?;
        vm.sys_module.set_attr("stderr", scope.globals.get_item("Output", vm)?.call((sink(vm),), vm)?, vm)?;
        put_probes(&tally, vm)?;
        let gc = vm.import(vm.ctx.intern_str("gc"), 0)?;
        let collect = gc.get_attr("collect", vm)?;
        // What is there now stays for good: no need to search it after every run.
        let freeze = gc.get_attr("freeze", vm)?;
        freeze.call((), vm)?;
        Ok(Kit {
            raises: scope.globals.get_item("raises", vm)?,
            raised: class("Raised")?,
            collect,
            freeze,
            baseline: Baseline::take(vm)?,
            tally,
        })
    }
}

/// Probes live among the built-ins, so that a program's own `dir()` does not show them.
fn put_probes(tally: &Rc<Tally>, vm: &VirtualMachine) -> PyResult<()> {
    let counter = Rc::clone(tally);
    let after = vm.new_function(probes::AFTER, move |line: u32, vm: &VirtualMachine| counter.step(line, vm));
    let counter = Rc::clone(tally);
    let value = vm.new_function(probes::VALUE, move |line: u32, value: PyObjectRef, vm: &VirtualMachine| -> PyResult {
        counter.step(line, vm)?;
        Ok(value)
    });
    vm.builtins.set_attr(probes::AFTER, after, vm)?;
    vm.builtins.set_attr(probes::VALUE, value, vm)
}

fn writer(tally: &Rc<Tally>, vm: &VirtualMachine) -> PyObjectRef {
    let tally = Rc::clone(tally);
    let write = move |text: PyStrRef, vm: &VirtualMachine| -> PyResult<usize> {
        // Some string methods give bytes that are no UTF-8: checked here, or they would leave as text.
        let text = std::str::from_utf8(text.as_bytes()).map_err(|_| vm.new_value_error("surrogates not allowed"))?;
        tally.write(text, vm)?;
        Ok(text.chars().count())
    };
    vm.new_function("write", write).into()
}

fn sink(vm: &VirtualMachine) -> PyObjectRef {
    vm.new_function("write", |text: PyStrRef| text.char_len()).into()
}

//! An interpreter made ready: repaired, with the prelude's classes, the probes and an output that counts.

use super::baseline::Baseline;
use super::hooks::Hooks;
use super::notes::Notes;
use super::orders::{self, Orders};
use super::tally::Tally;
use super::{formats, identity, messages, probes, repairs, suspects};
use rustpython_vm::builtins::{PyStrRef, PyTypeRef};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine, compiler};
use std::rc::Rc;

/// What the engine keeps from its prelude.
pub(super) struct Kit {
    pub tally: Rc<Tally>,
    pub notes: Rc<Notes>,
    pub orders: Rc<Orders>,
    pub raises: PyObjectRef,
    pub raised: PyTypeRef,
    pub collect: PyObjectRef,
    pub freeze: PyObjectRef,
    pub baseline: Baseline,
    pub hooks: Hooks,
}

impl Kit {
    /// Repairs the interpreter, runs the prelude, and notes the state to come back to.
    pub fn prepare(vm: &VirtualMachine) -> PyResult<Kit> {
        repairs::apply(vm)?;
        let tally = Rc::new(Tally::new());
        let (notes, orders) = (Rc::new(Notes::default()), Rc::new(Orders::new()));
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
        let output = scope.globals.get_item("Output", vm)?.call((writer(&tally, &notes, vm),), vm)?;
        vm.sys_module.set_attr("stdout", output.clone(), vm)?;
        vm.sys_module.set_attr("stderr", scope.globals.get_item("Output", vm)?.call((sink(vm),), vm)?, vm)?;
        put_probes(&tally, vm)?;
        let guards = vm.import(vm.ctx.intern_str("_guards"), 0)?;
        formats::apply(&notes, vm)?;
        suspects::apply(&notes, vm)?;
        messages::apply(&notes, vm)?;
        identity::apply(&notes, vm)?;
        orders::apply(&orders, scope.globals.get_item("in_order", vm)?, vm)?;
        let gc = vm.import(vm.ctx.intern_str("gc"), 0)?;
        let collect = gc.get_attr("collect", vm)?;
        // What is there now stays for good: no need to search it after every run.
        let freeze = gc.get_attr("freeze", vm)?;
        freeze.call((), vm)?;
        Ok(Kit {
            raises: scope.globals.get_item("raises", vm)?,
            raised: class("Raised")?,
            hooks: Hooks::take(vm),
            collect,
            freeze,
            baseline: Baseline::take(guards.get_attr("Hidden", vm)?, vm)?,
            tally,
            notes,
            orders,
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
    let counter = Rc::clone(tally);
    let refuse = vm.new_function(probes::REFUSE, move |what: PyStrRef, vm: &VirtualMachine| counter.refuse(&what, vm));
    vm.builtins.set_attr(probes::AFTER, after, vm)?;
    vm.builtins.set_attr(probes::VALUE, value, vm)?;
    vm.builtins.set_attr(probes::REFUSE, refuse, vm)
}

fn writer(tally: &Rc<Tally>, notes: &Rc<Notes>, vm: &VirtualMachine) -> PyObjectRef {
    let (tally, notes) = (Rc::clone(tally), Rc::clone(notes));
    let write = move |text: PyStrRef, vm: &VirtualMachine| -> PyResult<usize> {
        // Some string methods give bytes that are no UTF-8: checked here, or they would leave as text.
        let text = std::str::from_utf8(text.as_bytes()).map_err(|_| vm.new_value_error("surrogates not allowed"))?;
        notes.look_at(text, vm);
        tally.write(text, vm)?;
        Ok(text.chars().count())
    };
    vm.new_function("write", write).into()
}

fn sink(vm: &VirtualMachine) -> PyObjectRef {
    vm.new_function("write", |text: PyStrRef| text.char_len()).into()
}

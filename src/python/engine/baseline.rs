//! The interpreter as it was before a program: what a program changes in shared modules is undone after it.
//!
//! A module of the library is loaded before the first program that imports it runs, so that its state is noted while no
//! program can have touched it. A module that is loaded later, by a function of the library, is dropped after that run
//! and loaded with the next ones. A program that imports nothing pays nothing for all this.

use super::snapshot::{self, Held};
use rustpython_vm::builtins::{PyDictRef, PyModule, PyStr};
use rustpython_vm::{PyObjectRef, PyRef, PyResult, VirtualMachine};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// Python's own default. The interpreter's differs between builds.
const RECURSION: usize = 1000;

/// Digits of an integer that may be written as text or read from it, Python's own default.
const DIGITS: usize = 4300;

/// The name under which a program finds itself among the modules.
pub(super) const MAIN: &str = "__main__";

pub(super) struct Baseline {
    /// `sys.modules`.
    modules: PyDictRef,
    /// Modules that every program finds loaded.
    core: BTreeSet<String>,
    /// The class `Hidden` of `pylib/_guards.py`.
    hidden: PyObjectRef,
    state: RefCell<State>,
    /// Modules of the library that programs have asked for.
    loaded: RefCell<BTreeSet<String>>,
    /// Modules that were loaded while a program ran: they come before the next one.
    late: RefCell<BTreeSet<String>>,
    /// Whether a program that imports something has run since the last `restore`.
    is_in_use: Cell<bool>,
    /// Whether no program at all has run since the library was put back.
    is_pristine: Cell<bool>,
}

#[derive(Default)]
struct State {
    /// Put back after every program: `sys.modules` and the modules of the core.
    core: Vec<Held>,
    /// Put back after a program that imports something: all else that can be reached.
    library: Vec<Held>,
    /// What no dict shows: an instance of `hidden`.
    hidden: Option<PyObjectRef>,
    /// The names in `sys.modules`.
    names: BTreeSet<String>,
}

impl Baseline {
    /// Notes the state as it is now.
    pub fn take(hidden: PyObjectRef, vm: &VirtualMachine) -> PyResult<Baseline> {
        let modules = vm.sys_module.get_attr("modules", vm)?;
        let modules: PyDictRef = modules.downcast().map_err(|_| vm.new_type_error("`sys.modules` is no dict"))?;
        let baseline = Baseline {
            core: names(&modules),
            modules,
            hidden,
            state: RefCell::default(),
            loaded: RefCell::default(),
            late: RefCell::default(),
            is_in_use: Cell::new(false),
            is_pristine: Cell::new(true),
        };
        baseline.note_core(vm)?;
        baseline.restore(vm)?;
        Ok(baseline)
    }

    /// Before a program that imports these modules: sees that they are loaded, and as they were made.
    pub fn load(&self, imports: &BTreeSet<String>, vm: &VirtualMachine) -> PyResult<()> {
        if imports.is_empty() {
            return Ok(());
        }
        if !self.is_pristine.get() {
            self.is_in_use.set(true);
            self.restore(vm)?;
        }
        self.is_in_use.set(true);
        self.is_pristine.set(false);
        let late = self.late.take();
        if late.is_empty() && imports.is_subset(&self.loaded.borrow()) {
            return Ok(());
        }
        for name in imports.union(&late) {
            // One that cannot be loaded raises again where the program imports it.
            let _ = vm.import(vm.ctx.intern_str(name.as_str()), 0);
        }
        self.loaded.borrow_mut().extend(imports.iter().cloned());
        self.note_library(vm)
    }

    /// Makes the globals of a program those of the module `__main__`, until the next `restore`.
    pub fn enter(&self, globals: PyDictRef, vm: &VirtualMachine) -> PyResult<()> {
        let class = vm.ctx.types.module_type.to_owned();
        let main = PyRef::new_ref(PyModule::new(), class, Some(globals));
        self.modules.set_item(MAIN, main.into(), vm)
    }

    /// After a program: puts everything back that it can have reached.
    pub fn restore(&self, vm: &VirtualMachine) -> PyResult<()> {
        vm.recursion_limit.set(RECURSION);
        vm.state.int_max_str_digits.store(DIGITS);
        let state = self.state.borrow();
        let was_in_use = self.is_in_use.take();
        if was_in_use {
            self.note_late(&state);
        }
        state.core.iter().try_for_each(|held| held.restore(vm))?;
        if was_in_use {
            state.library.iter().try_for_each(|held| held.restore(vm))?;
            if let Some(hidden) = &state.hidden {
                vm.call_method(hidden, "restore", ())?;
            }
        }
        self.is_pristine.set(was_in_use);
        Ok(())
    }

    /// Notes the core alone: no program has asked for more yet.
    fn note_core(&self, vm: &VirtualMachine) -> PyResult<()> {
        let mut core = vec![Held::dict(self.modules.clone())];
        for name in &self.core {
            core.extend(self.modules.get_item(name.as_str(), vm)?.dict().map(Held::dict));
        }
        let names = names(&self.modules);
        *self.state.borrow_mut() = State { core, names, ..State::default() };
        Ok(())
    }

    fn note_library(&self, vm: &VirtualMachine) -> PyResult<()> {
        let hidden = self.hidden.call((), vm)?;
        self.note_core(vm)?;
        let mut state = self.state.borrow_mut();
        let known: BTreeSet<usize> = state.core.iter().map(Held::identity).collect();
        state.library = snapshot::reach(self.modules.values_vec(), vm);
        state.library.retain(|held| !known.contains(&held.identity()));
        state.hidden = Some(hidden);
        Ok(())
    }

    /// Notes the modules that the last program has caused to be loaded. They are about to be dropped, since it may have
    /// changed them.
    fn note_late(&self, state: &State) {
        let late = names(&self.modules);
        self.late.borrow_mut().extend(late.difference(&state.names).filter(|name| *name != MAIN).cloned());
    }
}

fn names(modules: &PyDictRef) -> BTreeSet<String> {
    modules.clone().into_iter().filter_map(|(name, _)| text(&name)).collect()
}

fn text(name: &PyObjectRef) -> Option<String> {
    Some(name.downcast_ref::<PyStr>()?.to_str()?.to_owned())
}

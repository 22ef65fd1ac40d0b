//! The interpreter as it was before the first program: what a program changes in shared modules is undone after it.

use rustpython_vm::builtins::PyDictRef;
use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

/// Python's own default. The interpreter's differs between builds.
const RECURSION: usize = 1000;

/// The names in `sys.modules`, and those in each loaded module.
pub(super) struct Baseline {
    dicts: Vec<(PyDictRef, Items)>,
}

/// Names and what they hold, in the order of their dict.
type Items = Vec<(PyObjectRef, PyObjectRef)>;

impl Baseline {
    /// Notes the state as it is now.
    pub fn take(vm: &VirtualMachine) -> PyResult<Baseline> {
        vm.recursion_limit.set(RECURSION);
        let modules = vm.sys_module.get_attr("modules", vm)?;
        let modules: PyDictRef = modules.downcast().map_err(|_| vm.new_type_error("`sys.modules` is no dict"))?;
        let inside = modules.values_vec().into_iter().filter_map(|module| module.dict());
        let dicts = inside.chain([modules.clone()]).map(|dict| (dict.clone(), dict.items_vec())).collect();
        Ok(Baseline { dicts })
    }

    /// Puts everything back.
    pub fn restore(&self, vm: &VirtualMachine) -> PyResult<()> {
        vm.recursion_limit.set(RECURSION);
        for (dict, items) in &self.dicts {
            if !is_unchanged(dict, items) {
                dict.clear();
                for (name, held) in items {
                    dict.set_item(&**name, held.clone(), vm)?;
                }
            }
        }
        Ok(())
    }
}

fn is_unchanged(dict: &PyDictRef, items: &Items) -> bool {
    let now = dict.items_vec();
    let is_same = |((name, held), (own, original)): (&(PyObjectRef, PyObjectRef), &(PyObjectRef, PyObjectRef))| {
        name.is(own) && held.is(original)
    };
    now.len() == items.len() && now.iter().zip(items).all(is_same)
}

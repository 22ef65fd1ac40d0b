//! What a program can have called by itself while other programs run: tracers, profilers, monitors, callbacks of the
//! collector, handlers of errors in codecs. No module shows them, so putting modules back does not take them off.

use rustpython_vm::gc_state::{GcDebugFlags, gc_state};
use rustpython_vm::{PyObjectRef, VirtualMachine};

/// The handlers that every interpreter has, by the names that programs know them under.
const HANDLERS: [&str; 7] =
    ["strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "namereplace", "surrogateescape"];

/// Hooks as they were before the first program.
pub(super) struct Hooks {
    handlers: Vec<(&'static str, PyObjectRef)>,
    thresholds: (u32, u32, u32),
}

impl Hooks {
    pub fn take(vm: &VirtualMachine) -> Hooks {
        let handler = |name| Some((name, vm.state.codec_registry.lookup_error_opt(name)?));
        Hooks { handlers: HANDLERS.into_iter().filter_map(handler).collect(), thresholds: gc_state().get_threshold() }
    }

    /// Takes off what a program has put on. For the moment when it has ended, before its leavings are collected, which
    /// would call them.
    pub fn take_off(&self, vm: &VirtualMachine) {
        vm.use_tracing.set(false);
        vm.trace_func.replace(vm.ctx.none());
        vm.profile_func.replace(vm.ctx.none());
        vm.async_gen_firstiter.replace(None);
        vm.async_gen_finalizer.replace(None);
        vm.state.global_trace_func.lock().take();
        vm.state.global_profile_func.lock().take();
        vm.state.monitoring_events.store(0);
        let _monitors = std::mem::take(&mut *vm.state.monitoring.lock());
        for (name, handler) in &self.handlers {
            vm.state.codec_registry.register_error((*name).to_owned(), handler.clone());
        }
        let collector = gc_state();
        let _callbacks = std::mem::take(&mut *collector.callbacks.lock());
        let (young, middle, old) = self.thresholds;
        collector.set_threshold(young, Some(middle), Some(old));
        collector.set_debug(GcDebugFlags::empty());
        collector.enable();
    }
}

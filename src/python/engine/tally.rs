//! What is counted while a program runs: statements, output, rows of a trace; and why it was stopped.
//!
//! The probes and the output report here. Once a reason to stop is noted, every further report raises again, so that a
//! program that catches the exception gets no further.

use super::{SNIPPET, cells, objects};
use crate::python::wire::Caps;
use crate::python::{Graph, Stop, TraceRow};
use rustpython_vm::builtins::{PyBaseExceptionRef, PyStr, PyTypeRef};
use rustpython_vm::bytecode::CodeFlags;
use rustpython_vm::frame::FrameRef;
use rustpython_vm::{AsObject, Py, PyObjectRef, PyResult, VirtualMachine};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeSet;

/// Elements that one walk over an object may meet: shared lists unfold without end.
const NODES: u32 = 100_000;

/// Bytes that the cells of one trace may have together.
const CELLS: usize = 1 << 20;

/// The quoted lines and watched names of a trace or graph.
pub(super) struct Watch {
    pub lines: BTreeSet<u32>,
    pub names: Vec<String>,
    pub notes: Notes,
}

/// What is noted when a quoted line has run.
#[derive(Clone, Copy)]
pub(super) enum Notes {
    /// A row of a trace.
    Rows,
    /// The objects that the names lead to; the last time counts.
    Graph,
}

#[derive(Default)]
struct Rows {
    rows: Vec<TraceRow>,
    bytes: usize,
}

pub(super) struct Tally {
    caps: Cell<Caps>,
    steps: Cell<u32>,
    nodes: Cell<u32>,
    /// How often each line has run, by its number.
    passes: RefCell<Vec<u32>>,
    output: RefCell<String>,
    watch: RefCell<Option<Watch>>,
    rows: RefCell<Rows>,
    graph: RefCell<Option<Graph>>,
    stop: RefCell<Option<Stop>>,
    halt: OnceCell<PyTypeRef>,
}

impl Tally {
    pub fn new() -> Tally {
        Tally {
            caps: Cell::new(Caps { steps: 0, output: 0 }),
            steps: Cell::new(0),
            nodes: Cell::new(0),
            passes: RefCell::default(),
            output: RefCell::default(),
            watch: RefCell::default(),
            rows: RefCell::default(),
            graph: RefCell::default(),
            stop: RefCell::default(),
            halt: OnceCell::new(),
        }
    }

    /// Sets the class of the exception that ends a stopped program. Called once, before the first run.
    pub fn set_halt(&self, class: PyTypeRef) {
        let _ = self.halt.set(class);
    }

    /// Forgets the last run and begins another.
    pub fn begin(&self, caps: Caps, watch: Option<Watch>) {
        self.caps.set(caps);
        self.steps.set(0);
        self.nodes.set(0);
        self.passes.borrow_mut().clear();
        self.output.borrow_mut().clear();
        self.rows.take();
        self.graph.take();
        *self.watch.borrow_mut() = watch;
        *self.stop.borrow_mut() = None;
    }

    /// Stops watching: what runs from here on gives no rows.
    pub fn unwatch(&self) {
        *self.watch.borrow_mut() = None;
    }

    pub fn take_output(&self) -> String {
        self.output.take()
    }

    pub fn take_rows(&self) -> Vec<TraceRow> {
        self.rows.take().rows
    }

    /// How often a line has run since `begin`.
    pub fn passes_of(&self, line: u32) -> u32 {
        self.passes.borrow().get(line as usize).copied().unwrap_or(0)
    }

    /// Statements that have run since `begin`.
    pub fn steps(&self) -> u32 {
        self.steps.get()
    }

    pub fn take_graph(&self) -> Option<Graph> {
        self.graph.take()
    }

    pub fn stop(&self) -> Option<Stop> {
        self.stop.borrow().clone()
    }

    /// A statement on this line has run.
    pub fn step(&self, line: u32, vm: &VirtualMachine) -> PyResult<()> {
        self.go_on(vm)?;
        let steps = self.steps.get() + 1;
        self.steps.set(steps);
        let mut passes = self.passes.borrow_mut();
        let at = line as usize;
        if passes.len() <= at {
            passes.resize(at + 1, 0);
        }
        passes[at] += 1;
        if steps > self.caps.get().steps {
            let line = busiest(&passes);
            return Err(self.halt(Stop::Steps { line }, vm));
        }
        drop(passes);
        self.note(line, vm)
    }

    /// The program prints.
    pub fn write(&self, text: &str, vm: &VirtualMachine) -> PyResult<()> {
        self.go_on(vm)?;
        let mut output = self.output.borrow_mut();
        if output.len() + text.len() > self.caps.get().output {
            return Err(self.halt(Stop::Output, vm));
        }
        output.push_str(text);
        Ok(())
    }

    /// A walk begins that may meet `NODES` elements.
    pub fn begin_walk(&self) {
        self.nodes.set(0);
    }

    /// A walk over an object meets an element.
    pub fn node(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.go_on(vm)?;
        self.nodes.set(self.nodes.get() + 1);
        if self.nodes.get() > NODES {
            return Err(self.halt(Stop::Steps { line: None }, vm));
        }
        Ok(())
    }

    /// The library reaches for the `clock`, or for `chance` without a seed.
    pub fn refuse(&self, what: &Py<PyStr>, vm: &VirtualMachine) -> PyResult<()> {
        self.go_on(vm)?;
        let (name, line) = caller(vm);
        let why = match what.to_str() {
            Some("chance") => Stop::Unseeded { line },
            _ => Stop::Forbidden { name, line },
        };
        Err(self.halt(why, vm))
    }

    fn go_on(&self, vm: &VirtualMachine) -> PyResult<()> {
        match *self.stop.borrow() {
            None => Ok(()),
            Some(_) => Err(self.exception(vm)),
        }
    }

    /// Notes why the program is stopped, and gives the exception that ends it.
    pub fn halt(&self, why: Stop, vm: &VirtualMachine) -> PyBaseExceptionRef {
        *self.stop.borrow_mut() = Some(why);
        self.exception(vm)
    }

    fn exception(&self, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let class = self.halt.get().expect("the engine sets the class before it runs anything").clone();
        vm.invoke_exception(class, Vec::new()).unwrap_or_else(|error| error)
    }

    fn note(&self, line: u32, vm: &VirtualMachine) -> PyResult<()> {
        let watch = self.watch.borrow();
        let Some(watch) = watch.as_ref().filter(|watch| watch.lines.contains(&line)) else {
            return Ok(());
        };
        let Some(frame) = vm.current_frame() else {
            return Ok(());
        };
        match watch.notes {
            Notes::Rows => self.row(line, &watch.names, &frame, vm),
            Notes::Graph => {
                let graph = objects::graph(&frame.globals, &watch.names, self, vm)?;
                *self.graph.borrow_mut() = Some(graph);
                Ok(())
            }
        }
    }

    fn row(&self, line: u32, names: &[String], frame: &FrameRef, vm: &VirtualMachine) -> PyResult<()> {
        let mut cells = Vec::with_capacity(names.len());
        for name in names {
            self.begin_walk();
            let held = lookup(frame, name, vm)?;
            cells.push(held.map(|object| cells::literal(&object, self, vm)).transpose()?);
        }
        let mut rows = self.rows.borrow_mut();
        rows.bytes += cells.iter().flatten().map(String::len).sum::<usize>();
        if rows.bytes > CELLS {
            return Err(self.halt(Stop::Output, vm));
        }
        rows.rows.push(TraceRow { line, cells });
        Ok(())
    }
}

/// The line that ran most often, the first of equals: of a loop without end, its head.
fn busiest(passes: &[u32]) -> Option<u32> {
    let (line, _) = passes.iter().enumerate().rev().max_by_key(|(_, passes)| **passes)?;
    u32::try_from(line).ok()
}

/// The function of the library that the program has called, and the line where it did.
fn caller(vm: &VirtualMachine) -> (String, Option<u32>) {
    let mut called = String::new();
    let mut frame = vm.current_frame();
    while let Some(inner) = frame {
        if inner.code.source_path().as_str() == SNIPPET {
            return (called, u32::try_from(inner.f_lineno()).ok());
        }
        called = inner.code.qualname.as_str().to_owned();
        frame = inner.f_back(vm);
    }
    (called, None)
}

/// What a name holds where the frame stands: its own variable if the frame has one of that name, else the global.
fn lookup(frame: &FrameRef, name: &str, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
    let code = &frame.code;
    let owns = |names: &[&'static rustpython_vm::builtins::PyStrInterned]| names.iter().any(|own| own.as_str() == name);
    let is_function = code.flags.contains(CodeFlags::OPTIMIZED);
    let is_own = owns(&code.varnames) || owns(&code.cellvars) || owns(&code.freevars);
    if is_own || !is_function {
        let held = frame.locals(vm)?.mapping().subscript(vm.ctx.new_str(name).as_object(), vm);
        match held {
            Ok(object) => return Ok(Some(object)),
            Err(_) if is_own && is_function => return Ok(None),
            Err(_) => {}
        }
    }
    frame.globals.get_item_opt(name, vm)
}

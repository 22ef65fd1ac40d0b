//! The interpreter: a task comes in, its answer or the reason for stopping goes out.
//!
//! One engine serves many programs and lets none see another: each has a scope of its own, and what it leaves behind
//! in shared modules, in cycles and in the output is cleared away. It keeps no clock and no memory cap.

mod baseline;
mod cells;
mod formats;
mod hooks;
mod identity;
mod kit;
mod library;
mod messages;
mod notes;
mod objects;
mod orders;
mod probes;
mod repairs;
mod snapshot;
mod suspects;
mod tally;
mod trust;
mod values;

use super::forbidden;
use super::survey;
use super::syntax;
use super::wire::{Answer, Caps, Exact, Reply, Request, Task};
use super::{Called, Care, Count, Ending, Graph, Run, Stop, Trace};
use baseline::MAIN;
use kit::Kit;
use rustpython_ruff_source_file::SourceFileBuilder;
use rustpython_vm::builtins::{PyBaseExceptionRef, PyCode, PyTraceback};
use rustpython_vm::compiler::ast::{Mod, PythonVersion};
use rustpython_vm::compiler::parser::ParseOptions;
use rustpython_vm::compiler::{self, CompileError, parser};
use rustpython_vm::scope::Scope;
use rustpython_vm::{AsObject, Interpreter, PyObjectRef, PyRef, PyResult, Settings, VirtualMachine};
use std::collections::BTreeMap;
use tally::{Notes, Watch};

/// Stack that the thread of an engine needs, in bytes: with it endless recursion ends as `RecursionError`.
pub(super) const STACK: usize = 64 << 20;

/// The path of programs in tracebacks.
const SNIPPET: &str = "<snippet>";

/// The path of calls and expressions in tracebacks.
const CALL: &str = "<call>";

/// The oldest Python for which a key must hold.
const OLDEST: PythonVersion = PythonVersion::PY310;

pub(super) struct Engine {
    kit: Kit,
    interpreter: Interpreter,
}

/// Why there is no result: the program was stopped or could not be run, or an exception left it.
enum Fault {
    Stop(Stop),
    Raised(PyBaseExceptionRef),
    /// It does not compile.
    Slip {
        kind: String,
        line: Option<u32>,
    },
}

impl Fault {
    fn ending(self) -> Result<Ending, Stop> {
        match self {
            Fault::Stop(stop) => Err(stop),
            Fault::Slip { kind, line } => Ok(Ending::Raised { kind, line }),
            Fault::Raised(error) => Ok(Ending::Raised { kind: kind(&error), line: line(&error) }),
        }
    }

    fn kind(self) -> Result<String, Stop> {
        match self {
            Fault::Stop(stop) => Err(stop),
            Fault::Slip { kind, .. } => Ok(kind),
            Fault::Raised(error) => Ok(kind(&error)),
        }
    }
}

/// Whether the statements of a program report as they run.
#[derive(Clone, Copy, PartialEq)]
enum Probing {
    Probed,
    Plain,
}

impl Engine {
    /// Builds and warms an interpreter. Its thread needs `STACK` bytes.
    pub fn start() -> Engine {
        let mut settings = Settings::default();
        settings.hash_seed = Some(0);
        settings.install_signal_handlers = false;
        settings.isolated = true;
        settings.ignore_environment = true;
        settings.safe_path = true;
        settings.import_site = false;
        settings.user_site_directory = false;
        settings.write_bytecode = false;
        let interpreter = library::add(Interpreter::builder(settings)).build();
        let kit = interpreter
            .enter(|vm| Kit::prepare(vm).map_err(|error| kind(&error)))
            .expect("the prelude is part of the program and runs on every interpreter of this version");
        Engine { kit, interpreter }
    }

    /// Carries out one task.
    pub fn answer(&self, request: &Request) -> Reply {
        self.interpreter.enter(|vm| {
            let desk = Desk { vm, kit: &self.kit, caps: request.caps, care: request.care };
            let answer = desk.answer(&request.task);
            desk.clear();
            answer
        })
    }
}

/// One task being carried out.
struct Desk<'a> {
    vm: &'a VirtualMachine,
    kit: &'a Kit,
    caps: Caps,
    care: Care,
}

impl Desk<'_> {
    fn answer(&self, task: &Task) -> Reply {
        match task {
            Task::Run { program } => self.trusted(|| self.run(program, Probing::Probed, None)).map(Answer::Run),
            Task::Evaluate { values, expressions } => expressions
                .iter()
                .map(|expression| self.trusted(|| self.evaluate(values, expression)))
                .collect::<Result<_, _>>()
                .map(Answer::Evaluate),
            Task::Call { program, calls } => calls
                .iter()
                .map(|call| self.trusted(|| self.call(program, call)))
                .collect::<Result<_, _>>()
                .map(Answer::Call),
            Task::Trace { program, lines, names } => {
                self.trusted(|| self.trace(program, lines, names)).map(Answer::Trace)
            }
            Task::Count { program, lines } => self.trusted(|| self.count(program, lines)).map(Answer::Count),
            Task::Graph { program, line, names } => {
                self.trusted(|| self.graph(program, *line, names)).map(Answer::Graph)
            }
        }
    }

    fn begin(&self, watch: Option<Watch>) {
        self.kit.tally.begin(self.caps, watch);
        self.kit.orders.begin();
    }

    fn run(&self, program: &str, probing: Probing, watch: Option<Watch>) -> Result<Run, Stop> {
        self.begin(watch);
        let ended = self.execute(program, probing);
        let ending = match ended {
            Ok(_) => Ending::Done,
            Err(fault) => fault.ending()?,
        };
        Ok(Run { stdout: self.kit.tally.take_output(), ending })
    }

    fn trace(&self, program: &str, lines: &[u32], names: &[String]) -> Result<Trace, Stop> {
        let watch = Watch { lines: lines.iter().copied().collect(), names: names.to_vec(), notes: Notes::Rows };
        let probed = self.run(program, Probing::Probed, Some(watch))?;
        let rows = self.kit.tally.take_rows();
        self.clear();
        let plain = self.run(program, Probing::Plain, None)?;
        if plain != probed {
            return Err(Stop::Crashed { detail: "the program prints something else while it is traced".to_owned() });
        }
        Ok(Trace { rows, stdout: plain.stdout, ending: plain.ending })
    }

    fn count(&self, program: &str, lines: &[u32]) -> Result<Count, Stop> {
        let run = self.run(program, Probing::Probed, None)?;
        let tally = &self.kit.tally;
        let times = lines.iter().map(|line| u64::from(tally.passes_of(*line))).sum();
        Ok(Count { times, steps: tally.steps(), ending: run.ending })
    }

    fn graph(&self, program: &str, line: Option<u32>, names: &[String]) -> Result<Result<Graph, Ending>, Stop> {
        let watch = line.map(|line| Watch { lines: [line].into(), names: names.to_vec(), notes: Notes::Graph });
        let tally = &self.kit.tally;
        self.begin(watch);
        let ended = self.execute(program, Probing::Probed);
        if line.is_some() {
            let ending = ended.map_or_else(Fault::ending, |_| Ok(Ending::Done))?;
            return Ok(tally.take_graph().ok_or(ending));
        }
        let walk = |scope: Scope| self.attempt(objects::graph(&scope.globals, names, tally, self.vm));
        match ended.and_then(walk) {
            Ok(graph) => Ok(Ok(graph)),
            Err(fault) => fault.ending().map(Err),
        }
    }

    fn call(&self, program: &str, call: &str) -> Result<Called, Stop> {
        self.begin(None);
        let called = self.execute(program, Probing::Probed).and_then(|scope| {
            if !scope.globals.contains_key("raises", self.vm) {
                self.attempt(scope.globals.set_item("raises", self.kit.raises.clone(), self.vm))?;
            }
            let result = self.expression(call, scope)?;
            let repr = self.attempt(result.repr(self.vm))?;
            let is_raised = result.class().is(&self.kit.raised);
            let text = repr.to_str().ok_or_else(|| Fault::Raised(self.vm.new_value_error("surrogates not allowed")))?;
            self.kit.notes.look_at(text, self.vm);
            if text.len() > self.caps.output {
                return Err(Fault::Stop(Stop::Output));
            }
            Ok(if is_raised { Called::Raised(text.to_owned()) } else { Called::Value(text.to_owned()) })
        });
        called.or_else(|fault| fault.kind().map(Called::Raised))
    }

    fn evaluate(&self, values: &BTreeMap<String, Exact>, expression: &str) -> Result<Result<Exact, String>, Stop> {
        self.begin(None);
        let value = self.scope().and_then(|scope| {
            for (name, Exact(value)) in values {
                let object = self.attempt(values::object_of(value, self.vm))?;
                self.attempt(scope.globals.set_item(name.as_str(), object, self.vm))?;
            }
            let result = self.expression(expression, scope)?;
            self.attempt(values::value_of(&result, &self.kit.tally, self.vm))
        });
        match value {
            Ok(value) => Ok(Ok(Exact(value))),
            Err(fault) => fault.kind().map(Err),
        }
    }

    /// Runs a program in a new scope, and gives the scope.
    fn execute(&self, program: &str, probing: Probing) -> Result<Scope, Fault> {
        let mut tree = self.parse(program, parser::Mode::Module)?;
        let imports = forbidden::imports(&tree);
        self.attempt(self.kit.baseline.load(&imports, self.vm))?;
        self.kit.notes.set_program(program);
        if probing == Probing::Probed {
            identity::insert(&mut tree, program);
        }
        if let (Mod::Module(module), Probing::Probed) = (&mut tree, probing) {
            probes::insert(module, program);
        }
        let code = self.compile(tree, program, compiler::Mode::Exec)?;
        let scope = self.scope()?;
        if !imports.is_empty() {
            // Some modules look into the program's own: `unittest` for its tests, `dataclasses` for the names in annotations.
            self.attempt(self.kit.baseline.enter(scope.globals.clone(), self.vm))?;
        }
        self.attempt(self.vm.run_code_obj(code, scope.clone()))?;
        Ok(scope)
    }

    fn expression(&self, expression: &str, scope: Scope) -> Result<PyObjectRef, Fault> {
        let mut tree = self.parse(expression, parser::Mode::Expression)?;
        identity::insert(&mut tree, expression);
        let code = self.compile(tree, expression, compiler::Mode::Eval)?;
        self.attempt(self.vm.run_code_obj(code, scope))
    }

    fn scope(&self) -> Result<Scope, Fault> {
        let scope = self.vm.new_scope_with_builtins();
        self.attempt(scope.globals.set_item("__name__", self.vm.ctx.new_str(MAIN).into(), self.vm))?;
        Ok(scope)
    }

    fn parse(&self, text: &str, mode: parser::Mode) -> Result<Mod, Fault> {
        syntax::fits(text).map_err(|slip| Fault::Stop(Stop::Crashed { detail: slip.message }))?;
        let options = ParseOptions::from(mode).with_target_version(OLDEST);
        let parsed = match parser::parse(text, options) {
            Ok(parsed) => parsed,
            Err(error) => {
                let source = SourceFileBuilder::new(SNIPPET, text).finish();
                return Err(self.slip(&CompileError::from_ruff_parse_error(error, &source), text));
            }
        };
        let care = Some(self.care).filter(|care| *care == Care::Bank);
        let untrusted = care
            .and_then(|_| survey::find(parsed.syntax(), text, parsed.unsupported_syntax_errors()))
            .map(Stop::Untrusted);
        match forbidden::find(parsed.syntax(), text).or(untrusted) {
            Some(stop) => Err(Fault::Stop(stop)),
            None => Ok(parsed.into_syntax()),
        }
    }

    fn compile(&self, tree: Mod, text: &str, mode: compiler::Mode) -> Result<PyRef<PyCode>, Fault> {
        let path = if matches!(tree, Mod::Module(_)) { SNIPPET } else { CALL };
        let source = SourceFileBuilder::new(path, text).finish();
        match compiler::codegen::compile::compile_top(tree, source, mode, self.vm.compile_opts()) {
            Ok(code) => Ok(self.vm.ctx.new_code(code)),
            Err(error) => Err(self.slip(&CompileError::from(error), text)),
        }
    }

    fn slip(&self, error: &CompileError, text: &str) -> Fault {
        let line = error.location().and_then(|place| u32::try_from(place.line.get()).ok());
        let kind = kind(&self.vm.new_syntax_error(error, Some(text)));
        Fault::Slip { kind, line }
    }

    /// A result of the interpreter. A stop counts even where the program has caught the exception that told it.
    fn attempt<T>(&self, result: PyResult<T>) -> Result<T, Fault> {
        match (self.kit.tally.stop(), result) {
            (Some(stop), _) => Err(Fault::Stop(stop)),
            (None, Ok(value)) => Ok(value),
            (None, Err(error)) => {
                self.kit.notes.look_at_end(&error);
                Err(Fault::Raised(error))
            }
        }
    }

    /// Clears away what the last program left: cycles first, since their end may print or change things.
    fn clear(&self) {
        let tally = &self.kit.tally;
        tally.unwatch();
        self.kit.hooks.take_off(self.vm);
        // A finaliser that raises is the program's affair, and it has ended.
        let _ = self.kit.collect.call((), self.vm);
        // What is left now is never given back (classes above all), and would be searched after every later run.
        let _ = self.kit.freeze.call((), self.vm);
        tally.take_output();
        let restored = self.kit.baseline.restore(self.vm);
        debug_assert!(restored.is_ok(), "names of modules are strings, and setting them cannot fail");
    }
}

fn kind(error: &PyBaseExceptionRef) -> String {
    error.class().name().to_string()
}

/// The line of the program, not of a library, where an exception was raised.
fn line(error: &PyBaseExceptionRef) -> Option<u32> {
    let entries = error.__traceback__()?;
    let inside = |entry: &PyRef<PyTraceback>| entry.frame.code.source_path().as_str() == SNIPPET;
    let last = entries.iter().filter(inside).last()?;
    u32::try_from(last.lineno.get()).ok()
}

//! What a run does that makes its result untrusted: noted by those who see it happen, with the line of the program.
//!
//! The first note counts. A note never stops the program; whoever asked for the result is told when it has ended.

use super::SNIPPET;
use crate::python::{Reason, Untrusted};
use rustpython_vm::builtins::{PyBaseException, PySlice};
use rustpython_vm::bytecode::Instruction;
use rustpython_vm::{AsObject, Py, PyObjectRef, PyResult, VirtualMachine};
use std::cell::RefCell;
use std::rc::Rc;

/// The built-in by which a slot, which can hold nothing, reaches the notes.
const NOTE: &str = "__lh_note__";

/// Texts that only an object without a text of its own prints, or one whose text differs between versions.
const TELLING: [(&str, Telling); 6] = [
    (" at 0x", Telling::Address),
    ("<module '", Telling::Insides("the text of a module", "print something of the module, not the module")),
    ("OrderedDict([(", Telling::Insides("the text of an `OrderedDict`", "print `dict(…)` of it, or `list(….items())`")),
    (
        "typing.Optional[",
        Telling::Insides(
            "the text of an `Optional`",
            "print something else than the type: nobody reads it at run time",
        ),
    ),
    ("mappingproxy(", Telling::Insides("the `__dict__` of a class", "print the `__dict__` of an object, or one entry")),
    (
        "'__class__', '",
        Telling::Insides(
            "the list that `dir` gives",
            "leave out what begins with `_`, or ask for one name with `hasattr`",
        ),
    ),
];

#[derive(Clone, Copy)]
enum Telling {
    Address,
    Insides(&'static str, &'static str),
}

impl Telling {
    fn reason(self) -> Reason {
        match self {
            Telling::Address => Reason::Address,
            Telling::Insides(what, instead) => Reason::Version { what: what.to_owned(), instead: instead.to_owned() },
        }
    }
}

#[derive(Default)]
pub(super) struct Notes {
    first: RefCell<Option<Untrusted>>,
    /// The text of the program that runs.
    program: RefCell<String>,
}

impl Notes {
    /// Forgets what was noted, and the program.
    pub fn begin(&self) {
        self.first.take();
        self.program.take();
    }

    /// The program that runs from here on.
    pub fn set_program(&self, text: &str) {
        text.clone_into(&mut self.program.borrow_mut());
    }

    pub fn take(&self) -> Option<Untrusted> {
        self.first.take()
    }

    pub fn note(&self, reason: Reason, vm: &VirtualMachine) {
        let mut first = self.first.borrow_mut();
        if first.is_none() {
            *first = Some(Untrusted { reason, line: program_line(vm) });
        }
    }

    /// Looks at an error that ended the program: a slice of a dict, which is no key before 3.12.
    pub fn look_at_end(&self, error: &Py<PyBaseException>) {
        let key = error.get_arg(0);
        if key.is_some_and(|key| key.downcast_ref::<PySlice>().is_some()) {
            let line = match origin(error) {
                Origin::Program(line, _) => Some(line),
                Origin::Nowhere | Origin::Library => None,
            };
            self.first.borrow_mut().get_or_insert(Untrusted { reason: Reason::of_sliced_dict(), line });
        }
    }

    /// Looks at a text that the program prints or gives.
    pub fn look_at(&self, text: &str, vm: &VirtualMachine) {
        let found = TELLING.iter().find(|(mark, _)| text.contains(mark));
        if let Some((mark, telling)) = found
            // A program that writes such a thing out means it.
            && !self.program.borrow().contains(mark)
        {
            self.note(telling.reason(), vm);
        }
    }

    /// Whether an error was raised by a `raise` or `assert` of the program, or made and never raised.
    pub fn is_own(&self, error: &Py<PyBaseException>) -> bool {
        match origin(error) {
            Origin::Nowhere => true,
            Origin::Library => false,
            Origin::Program(_, instruction) => matches!(instruction, Instruction::RaiseVarargs { .. }),
        }
    }

    /// Whether an error came of setting or deleting an attribute.
    pub fn is_of_storing(&self, error: &Py<PyBaseException>) -> bool {
        let stores =
            |instruction| matches!(instruction, Instruction::StoreAttr { .. } | Instruction::DeleteAttr { .. });
        matches!(origin(error), Origin::Program(_, instruction) if stores(instruction))
    }
}

/// Lets the slot of powers note: it is a plain function, and reaches the notes through the built-ins.
pub(super) fn put_note(notes: &Rc<Notes>, vm: &VirtualMachine) -> PyResult<()> {
    let notes = Rc::clone(notes);
    let note = move |vm: &VirtualMachine| notes.note(Reason::Power, vm);
    vm.builtins.set_attr(NOTE, vm.new_function(NOTE, note), vm)
}

/// Notes a power from inside its slot.
pub(super) fn note_power(vm: &VirtualMachine) {
    // A program that has dug up the built-ins and removed this gets by without it.
    let _ = vm.builtins.get_attr(NOTE, vm).and_then(|note| note.call((), vm));
}

/// The line of the program that is running, not of a library.
pub(super) fn program_line(vm: &VirtualMachine) -> Option<u32> {
    let mut frame = vm.current_frame();
    while let Some(here) = frame {
        if here.code.source_path().as_str() == SNIPPET {
            return u32::try_from(here.f_lineno()).ok();
        }
        frame = here.f_back(vm);
    }
    None
}

/// Where an error was raised first.
enum Origin {
    /// It was made, and never raised.
    Nowhere,
    /// In a library.
    Library,
    /// In this line of the program, by this instruction.
    Program(u32, Instruction),
}

fn origin(error: &Py<PyBaseException>) -> Origin {
    let Some(last) = error.__traceback__().and_then(|entries| entries.iter().last()) else {
        return Origin::Nowhere;
    };
    let code = &last.frame.code;
    // `lasti` counts bytes, and an instruction has two.
    let at = (last.lasti / 2) as usize;
    if code.source_path().as_str() != SNIPPET || at >= code.instructions.len() {
        return Origin::Library;
    }
    let line = u32::try_from(last.lineno.get()).unwrap_or(u32::MAX);
    Origin::Program(line, code.instructions.read_op(at).deoptimize())
}

/// A built-in by its name, as it is now.
pub(super) fn shipped(name: &'static str, vm: &VirtualMachine) -> PyResult<PyObjectRef> {
    vm.builtins.as_object().get_attr(name, vm)
}

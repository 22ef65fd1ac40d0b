//! `[[problem.misread]]`: the program, or the answer, as someone with a misconception reads it.

use super::ReadFault;
use super::common::{Ground, read_id};
use crate::diagnostic::{Faults, Place};
use crate::keys::{Keys, Text};
use crate::program::{Template, Wording, read_change};

/// A wrong reading, well-formed.
#[derive(Clone, Debug)]
pub struct Misread {
    /// The misconception; the bank knows whether it is registered.
    pub id: Text,
    /// Completes "you probably …". Only a written-out option may be without, since it has a sentence of its own.
    pub say: Option<Wording>,
    pub wrong: Wrong,
}

/// What is wrong about it.
#[derive(Clone, Debug)]
pub enum Wrong {
    /// The program as it is read.
    Program(Template),
    /// The wrong answer that the misconception gives, counted from 1 as in the file, and where that is said.
    Option(usize, Place),
}

impl Misread {
    /// Reads one `[[problem.misread]]`; `None` with a fault noted if it is not whole.
    pub fn read(mut keys: Keys, ground: &Ground, faults: &mut Faults) -> Option<Misread> {
        let id = read_id(&mut keys, "a misread needs `id`: the misconception that it shows", faults);
        let needs_say = !keys.has("option");
        if needs_say {
            keys.require("say", "a misread needs `say`: what completes “you probably …”", faults);
        }
        let say = keys
            .text("say", faults)
            .and_then(|text| Wording::read(&text, &ground.declared, &["answer", "theirs"], faults));
        let wrong = Wrong::read(&mut keys, id.as_ref(), ground, faults);
        let all = ["id", "say", "swap", "swaps", "everywhere", "program", "option"];
        keys.finish("a misread", &|_| None, &all, faults);
        let is_whole = say.is_some() || !needs_say;
        Some(Misread { id: id?, say, wrong: wrong? }).filter(|_| is_whole)
    }

    /// The wrong program, for kinds whose misreads all have one.
    pub fn program(&self) -> Option<&Template> {
        match &self.wrong {
            Wrong::Program(program) => Some(program),
            Wrong::Option(..) => None,
        }
    }
}

impl Wrong {
    fn read(keys: &mut Keys, id: Option<&Text>, ground: &Ground, faults: &mut Faults) -> Option<Wrong> {
        let place = keys.place().clone();
        let option = keys.int("option", 1..=20, faults);
        if let Some(option) = option {
            return Some(Wrong::Option(usize::try_from(option.value).unwrap_or(1), option.place));
        }
        let before = faults.len();
        let Some(program) = &ground.program else {
            let mut found = false;
            for key in ["swap", "swaps", "everywhere", "program"] {
                found |= keys.item(key).is_some();
            }
            if found && !ground.program_is_faulty {
                faults.note(&place, &ReadFault::ChangeWithoutProgram);
            }
            return None;
        };
        let change = read_change(keys, program, &ground.declared, faults);
        if change.is_none() && faults.len() == before {
            let id = id.map(|text| text.value.clone()).unwrap_or_default();
            faults.note(&place, &ReadFault::NoChange { id });
        }
        change.map(Wrong::Program)
    }
}

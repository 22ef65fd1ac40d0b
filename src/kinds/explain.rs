//! `explain`: what a program is for, in one sentence. Its names say nothing.
//!
//! The program is run, so that what is printed is a program that works; nothing of what it gives is shown.

use super::limits::run_whole;
use super::space::beside_program;
use super::spoken::{Spoken, marks};
use super::{Common, Ground, Name, Posed, Posing, Setback};
use crate::blocks::{Block, Rules};
use crate::diagnostic::Faults;
use crate::keys::{Field, Key, KeyTable, Keys, Shape};
use crate::program::Template;
use serde_json::json;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "an `explain`",
    keys: &[
        Key::needed("program", Shape::Text, "what is to be explained"),
        Key::needed("model", Shape::Text, "a good answer, as it is said"),
        Key::needed("rubric", Shape::Lists(&[Field::Int, Field::Text]), "lines to mark by, with their points"),
        Key::free("sounds", Shape::Lists(&[Field::Text, Field::Text]), "what sounds right, and what it lacks"),
    ],
};

#[derive(Clone, Debug)]
pub struct Explain {
    program: Template,
    spoken: Spoken,
}

impl Explain {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Explain> {
        keys.need("program", faults);
        let spoken = Spoken::read(Name::Explain, keys, ground, faults);
        Some(Explain { program: ground.program.clone()?, spoken: spoken? })
    }

    /// Puts the values in and runs the program.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let values = posing.values;
        let (code, _) = run_whole(&self.program, posing)?;
        let scene = common.ask.as_ref().map(|ask| ask.fill(values).then(" ")).unwrap_or_default();
        let ask =
            scene.then("In one sentence: what is it ").then_strong("for").then("? Say its purpose, not its lines.");
        let drawn = self.spoken.fill(common, values);
        let rules = Block::Rules(Rules { lines: drawn.rules(), guides: false, may_break: false });
        Ok(Posed {
            label: "What is it for?".to_owned(),
            note: None,
            sheet: beside_program(&ask, &code, rules),
            ask,
            code: Some(code),
            answer: json!({ "model": drawn.model.to_marked() }),
            key: drawn.key(common, values),
            why: drawn.why,
            wrong: drawn.wrong,
            model: Some(drawn.model.to_marked()),
            tests: Vec::new(),
            marks: marks(self.spoken.points()),
            points: self.spoken.points(),
            rubric: drawn.rubric,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, setback, wrong};
    use crate::kinds::{Form, Name};

    const FORM: Form = Form { kind: Name::Explain, stage: None };

    const RUNS: &str = r#"
[[problem]]
id = "what-is-f-for"
kind = "explain"
skill = "accumulate"
level = 2
minutes = 4
title = "A small function"
program = '''
def f(xs):
    best = n = 0
    for i, x in enumerate(xs):
        if i and x != xs[i - 1]:
            n = 0
        n += 1
        best = max(best, n)
    return best
'''
model = "It gives the length of the longest run of equal neighbours."
rubric = [[2, "longest run"], [1, "of *equal* neighbours"]]
sounds = [["It counts equal values.", "that they stand next to each other."]]
why = "A count that starts anew at each change measures runs."

[problem.draw]
n = { pick = [3] }
"#;

    #[test]
    fn the_purpose_is_asked_beside_the_program() {
        let posed = posed(RUNS, FORM, 1);
        assert_eq!(posed.points, 3);
        assert_eq!(wrong(&posed), ["a -: It counts equal values. | that they stand next to each other."]);
        let sheet = dump(&posed.sheet);
        assert!(
            sheet.starts_with("Body: In one sentence: what is it **for**? Say its purpose, not its lines.\nbeside")
        );
        assert!(sheet.ends_with("  --\n  rules 3\n"), "{sheet}");
        assert!(dump(&posed.key).starts_with("Body: It gives the length of the longest run"));
    }

    #[test]
    fn a_program_that_does_not_work_is_no_question() {
        assert_eq!(
            setback(&RUNS.replace("    return best\n", "    return best\n\nf(1)\n"), FORM),
            "again program-fails"
        );
        assert_eq!(
            faults(&RUNS.replace("[[2, \"longest run\"], [1, \"of *equal* neighbours\"]]", "[]")),
            ["20 empty-list"]
        );
    }
}

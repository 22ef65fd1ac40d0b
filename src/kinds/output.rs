//! `output`: a program is printed, the reader writes what it prints. `also = ["mcq"]` prints the outputs to tick.
//!
//! The right program and every misread are run; the answer is standard output and, last, the type of an error that
//! ends the program. A draw in which two of them cannot be told apart is never a question.

use super::key::{Heads, fill_say, fill_why, letter};
use super::limits::{check_compiles, check_ending, check_width, stopped, unless_endless, whole};
use super::options::{Placed, arrange, lettered, misplaced_options, option_json};
use super::outcome::Outcome;
use super::space::{beside_program, number};
use super::{Common, Ground, Misread, Name, PoseFault, Posed, Posing, Setback, WrongAnswer, key};
use crate::blocks::{Block, Prose, Rules, Tick};
use crate::diagnostic::Faults;
use crate::keys::{Key, KeyTable, Keys, Shape, Text};
use crate::program::Template;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "an `output`",
    keys: &[
        Key::needed("program", Shape::Text, "what the reader runs in the head"),
        Key::free("ends", Shape::Text, "the type of the error that ends the program: `KeyError`"),
    ],
};

/// The most wrong outputs that stand beside the right one to be ticked, and the fewest.
const WRONG_OPTIONS: usize = 3;
const LEAST_WRONG_OPTIONS: usize = 2;

/// A program whose output is asked.
#[derive(Clone, Debug)]
pub struct Output {
    program: Template,
    /// The error that must end it.
    ends: Option<Text>,
}

/// The drawn program with every answer, all of them apart.
struct Ran<'a> {
    code: String,
    right: Outcome,
    wrong: Vec<(&'a Misread, Outcome)>,
}

impl Output {
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Output> {
        keys.need("program", faults);
        let ends = keys.text("ends", faults);
        misplaced_options(Name::Output, ground, faults);
        ground.program.clone().map(|program| Output { program, ends })
    }

    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let ran = self.run(common, posing)?;
        match posing.form.kind {
            Name::Mcq => self.to_choice(&ran, common, posing),
            _ => Ok(self.to_rules(&ran, common, posing)),
        }
    }

    /// Runs the right program and then the wrong ones, as long as their answers stay apart.
    fn run<'a>(&self, common: &'a Common, posing: &mut Posing) -> Result<Ran<'a>, Setback> {
        let place = whole(&self.program);
        let code = self.program.fill(posing.values);
        check_width(&code, &self.program)?;
        let run = posing.python.run(&code).map_err(|stop| stopped(&self.program, stop))?;
        check_ending(&self.program, self.ends.as_ref(), &run.ending)?;
        let right = Outcome::from(run);
        right.check_size(&place)?;
        let mut ran = Ran { code, right, wrong: Vec::new() };
        for misread in &common.misreads {
            if let Some(program) = misread.program() {
                ran.add(misread, program, posing)?;
            }
        }
        Ok(ran)
    }

    /// The task: the author's sentence where there is one, the standing question, and how to answer. From level 2 on
    /// it always speaks of errors, so that it gives nothing away.
    fn ask(&self, how: &str, with_error: &str, common: &Common, posing: &Posing) -> Prose {
        let scene = common.ask.as_ref().map(|ask| ask.fill(posing.values).then(" ")).unwrap_or_default();
        let ask = scene.then("What does this program print? ").then(how);
        if common.level >= 2 || self.ends.is_some() { ask.then(with_error) } else { ask }
    }

    fn to_rules(&self, ran: &Ran, common: &Common, posing: &Posing) -> Posed {
        let how = "One line of output to a rule; not every rule may be needed.";
        let with_error = " If it stops with an error, write the error’s type on the next rule.";
        let ask = self.ask(how, with_error, common, posing);
        let right = ran.right.lines();
        let outcomes: Vec<&Outcome> = ran.wrong.iter().map(|(_, outcome)| outcome).collect();
        let shown = Outcome::shown_apart(&outcomes, &right).into_iter();
        let wrong: Vec<WrongAnswer> = (0..)
            .zip(ran.wrong.iter().zip(shown))
            .map(|(index, (wrong, shown))| ran.wrong_answer(letter(index), wrong, shown, posing))
            .collect();
        let why = fill_why(common, posing.values, &ran.right.in_words());
        let printed = Block::Printed { caption: None, lines: right.clone() };
        Posed {
            label: "Predict the output".to_owned(),
            note: None,
            code: Some(ran.code.clone()),
            answer: ran.right.to_json(),
            rubric: Vec::new(),
            model: None,
            tests: Vec::new(),
            marks: vec![
                (3, Prose::plain("every line")),
                (2, Prose::plain("one line wrong")),
                (1, Prose::plain("the first line right")),
            ],
            points: common.points.unwrap_or(number(right.len().clamp(2, 4))),
            sheet: beside_program(&ask, &ran.code, Block::Rules(ran.rules())),
            key: key::beside(vec![printed], &why, Heads::WROTE, &wrong, common, posing.values),
            ask,
            why,
            wrong,
        }
    }

    fn to_choice(&self, ran: &Ran, common: &Common, posing: &Posing) -> Result<Posed, Setback> {
        let how = "Tick one.";
        let with_error = " If it stops with an error, the error’s type is the last line.";
        let ask = self.ask(how, with_error, common, posing);
        let Placed { right, others } = self.place_options(ran, common, posing)?;
        let wrong: Vec<WrongAnswer> =
            others.iter().map(|(letter, wrong)| ran.wrong_option(*letter, wrong, posing)).collect();
        let outcomes = others.iter().map(|(letter, (_, wrong))| (*letter, wrong));
        let mut ticks: Vec<Tick> = outcomes
            .chain(std::iter::once((right, &ran.right)))
            .map(|(letter, outcome)| Tick { letter, text: outcome.to_option() })
            .collect();
        ticks.sort_by_key(|tick| tick.letter);
        let why = fill_why(common, posing.values, &ran.right.in_words());
        let printed = Block::Printed { caption: None, lines: lettered(right, &ran.right.lines()) };
        Ok(Posed {
            label: "Choose one".to_owned(),
            note: None,
            code: Some(ran.code.clone()),
            answer: option_json(right, &ran.right.lines().join("\n")),
            rubric: Vec::new(),
            model: None,
            tests: Vec::new(),
            marks: vec![(3, Prose::plain("right")), (0, Prose::plain("not"))],
            points: 1,
            sheet: beside_program(&ask, &ran.code, Block::Ticks(ticks)),
            key: key::beside(vec![printed], &why, Heads::TICKED_OUTPUT, &wrong, common, posing.values),
            ask,
            why,
            wrong,
        })
    }

    /// Draws the wrong outputs that are printed and the letters of all; a setback where too few fit beside a box.
    fn place_options<'a>(
        &self,
        ran: &'a Ran,
        common: &Common,
        posing: &Posing,
    ) -> Result<Placed<&'a (&'a Misread, Outcome)>, Setback> {
        let mut others: Vec<&(&Misread, Outcome)> = ran.wrong.iter().filter(|(_, wrong)| wrong.is_option()).collect();
        if others.len() < LEAST_WRONG_OPTIONS || !ran.right.is_option() {
            return Err(Setback::again(&whole(&self.program), PoseFault::TooFewWrong { found: others.len() }));
        }
        let mut stream = posing.stream(&common.id.value, "order of options");
        stream.shuffle(&mut others);
        others.truncate(WRONG_OPTIONS);
        Ok(arrange(&mut stream, others))
    }
}

impl<'a> Ran<'a> {
    /// Runs a wrong program; a setback if its answer is the right one or another wrong one.
    fn add(&mut self, misread: &'a Misread, program: &Template, posing: &mut Posing) -> Result<(), Setback> {
        let place = whole(program);
        let code = program.fill(posing.values);
        let id = misread.id.value.clone();
        // A change that this draw makes invisible needs no run.
        if code == self.code {
            return Err(Setback::again(&place, PoseFault::NeverShows { id }));
        }
        let run = unless_endless(posing.python.run(&code), &place)?;
        let outcome = run.map_or(Outcome::Endless, Outcome::from);
        check_compiles(outcome.error(), &code, &place)?;
        if outcome.looks_like(&self.right) {
            return Err(Setback::again(&place, PoseFault::NeverShows { id }));
        }
        if let Some((other, _)) = self.wrong.iter().find(|(_, other)| outcome.looks_like(other)) {
            return Err(Setback::again(&place, PoseFault::Agree { id, other: other.id.value.clone() }));
        }
        self.wrong.push((misread, outcome));
        Ok(())
    }

    fn wrong_answer(
        &self,
        letter: char,
        (misread, outcome): &(&Misread, Outcome),
        shown: Prose,
        posing: &Posing,
    ) -> WrongAnswer {
        WrongAnswer {
            letter,
            id: Some(misread.id.value.clone()),
            answer: outcome.to_json(),
            shown,
            say: fill_say(misread, posing.values, &self.right.in_words(), &outcome.in_words()),
        }
    }

    /// The same as an option: with its letter on the sheet, and in the shape of a choice.
    fn wrong_option(&self, letter: char, wrong: &(&Misread, Outcome), posing: &Posing) -> WrongAnswer {
        let shown = Prose::plain(format!("{letter} ")).then_prose(wrong.1.shown_beside(&self.right.lines()));
        let answer = self.wrong_answer(letter.to_ascii_lowercase(), wrong, shown, posing);
        WrongAnswer { answer: option_json(letter, &wrong.1.lines().join("\n")), ..answer }
    }

    /// One rule more than the right answer needs or as many as the longest wrong one, but at most two more: so space
    /// tells little (`curriculum/README.md` 4.2).
    fn rules(&self) -> Rules {
        let right = self.right.lines().len();
        let longest = self.wrong.iter().map(|(_, wrong)| wrong.lines().len()).max().unwrap_or(0);
        Rules { lines: number(longest.max(right + 1).min(right + 2)), guides: false, may_break: false }
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, setback, wrong};
    use crate::kinds::{Form, Name};
    use serde_json::json;

    const LAPS: &str = r#"
[[problem]]
id = "count-the-laps"
kind = "output"
also = ["mcq"]
skill = "break-continue"
level = 1
minutes = 2
title = "Laps on a track"
program = '''
metres = 0
for lap in range($first, $stop, 3):
    if lap % 5 == 0:
        continue
    metres += lap
    print(lap, metres)
else:
    print("end", metres)
'''
why = "`continue` goes on with the next lap, and $stop is never reached."
aloud = ["When does the `else` of a loop run?"]

[problem.draw]
first = { pick = [4] }
stop  = { pick = [16] }

[[problem.misread]]
id = "range-includes-stop"
swap = ["$stop, 3", "$stop + 1, 3"]
say = "let the loop reach $stop as well"

[[problem.misread]]
id = "continue-as-break"
swap = ["continue", "break"]
say = "left the loop at `continue`, and got `$theirs`"

[[problem.misread]]
id = "loop-else-means-broken"
swap = ['print("end", metres)', "pass"]
say = "left the `else` out"
"#;

    const OUTPUT: Form = Form { kind: Name::Output, stage: None };
    const CHOICE: Form = Form { kind: Name::Mcq, stage: None };

    /// An output problem of a program and, for each misread, a swap of its own.
    fn problem(program: &str, more: &str, swaps: &[[&str; 2]]) -> String {
        let misreads: String = (1..)
            .zip(swaps)
            .map(|(number, [from, to])| {
                format!("[[problem.misread]]\nid = \"slip-{number}\"\nswap = ['''{from}''', '''{to}''']\nsay = \"slipped\"\n")
            })
            .collect();
        format!(
            "[[problem]]\nid = \"small-one\"\nkind = \"output\"\nalso = [\"mcq\"]\nskill = \"names\"\nlevel = 2\nminutes = 1\n\
             title = \"Small\"\nwhy = \"It gives `$answer`.\"\n{more}\nprogram = '''\n{program}\n'''\n\
             [problem.draw]\nn = {{ pick = [3] }}\n{misreads}"
        )
    }

    #[test]
    fn an_output_is_asked_on_rules_and_answered_in_a_box() {
        let posed = posed(LAPS, OUTPUT, 1);
        assert_eq!(posed.label, "Predict the output");
        assert_eq!(posed.answer, json!({ "stdout": "4 4\n7 11\n13 24\nend 24\n" }));
        assert_eq!(posed.points, 4);
        assert_eq!(
            wrong(&posed),
            [
                "a range-includes-stop: … `16 40` and `end 40` | let the loop reach 16 as well",
                "b continue-as-break: `4 4` and `7 11` alone | left the loop at `continue`, and got `4 4 / 7 11`",
                "c loop-else-means-broken: no `end 24` | left the `else` out",
            ]
        );
        assert_eq!(posed.wrong[1].answer, json!({ "stdout": "4 4\n7 11\n" }));
        assert_eq!(
            dump(&posed.sheet),
            "Body: What does this program print? One line of output to a rule; not every rule may be needed.\n\
             beside, Question\n\
             \x20 listing, numbered\n\
             \x20   metres = 0\n\
             \x20   for lap in range(4, 16, 3):\n\
             \x20       if lap % 5 == 0:\n\
             \x20           continue\n\
             \x20       metres += lap\n\
             \x20       print(lap, metres)\n\
             \x20   else:\n\
             \x20       print(\"end\", metres)\n\
             \x20 --\n\
             \x20 rules 5\n"
        );
        assert_eq!(
            dump(&posed.key),
            "beside, Key\n\
             \x20 printed -\n\
             \x20   4 4\n\
             \x20   7 11\n\
             \x20   13 24\n\
             \x20   end 24\n\
             \x20 --\n\
             \x20 Small: `continue` goes on with the next lap, and 16 is never reached.\n\
             \x20 table Ruled\n\
             \x20    | If you wrote | then you probably\n\
             \x20   **a** | … `16 40` and `end 40` | let the loop reach 16 as well\n\
             \x20   **b** | `4 4` and `7 11` alone | left the loop at `continue`, and got `4 4 / 7 11`\n\
             \x20   **c** | no `end 24` | left the `else` out\n\
             \x20 heading: Say it aloud\n\
             \x20 Small: When does the `else` of a loop run?\n"
        );
    }

    #[test]
    fn an_output_can_be_ticked() {
        let posed = posed(LAPS, CHOICE, 1);
        assert_eq!((posed.label.as_str(), posed.points), ("Choose one", 1));
        let option = posed.answer["option"].as_str().expect("an option has a letter").to_owned();
        assert_eq!(posed.answer["text"], "4 4\n7 11\n13 24\nend 24");
        let sheet = dump(&posed.sheet);
        assert!(sheet.contains("What does this program print? Tick one."), "{sheet}");
        assert!(sheet.contains(&format!("{option} `4 4\n    7 11\n    13 24\n    end 24`")), "{sheet}");
        assert!(dump(&posed.key).contains(&format!("{option}  4 4\n       7 11")), "{}", dump(&posed.key));
        // Five lines are too many for an option.
        assert!(!sheet.contains("16 40"));
        assert_eq!(posed.wrong.len(), 2);
        for wrong in &posed.wrong {
            let letter = wrong.letter.to_ascii_uppercase().to_string();
            assert_eq!(wrong.answer["option"], letter);
            assert_ne!(letter, option);
            assert!(wrong.shown.to_marked().starts_with(&letter));
        }
    }

    #[test]
    fn an_error_is_the_last_line_of_the_answer() {
        let text = problem("print($n)\nprint({}[$n])", "ends = \"KeyError\"", &[["{}[$n]", "{}.get($n)"]]);
        let posed = posed(&text, OUTPUT, 1);
        assert_eq!(posed.answer, json!({ "stdout": "3\n", "error": "KeyError" }));
        assert_eq!(wrong(&posed), ["a slip-1: line 2 `None` | slipped"]);
        assert!(posed.ask.to_plain().ends_with("write the error’s type on the next rule."));
        assert!(dump(&posed.key).contains("  printed -\n    3\n    KeyError\n"), "{}", dump(&posed.key));
        assert_eq!(posed.why.to_marked(), "It gives `3 / KeyError`.");
    }

    #[test]
    fn a_misread_that_fails_or_does_not_end_is_an_answer_too() {
        let program = "n = $n\nwhile n:\n    n -= 1\nprint(n)";
        let text = problem(program, "", &[["print(n)", "print(m)"], ["n -= 1", "n += 1"]]);
        let posed = posed(&text, OUTPUT, 1);
        assert_eq!(wrong(&posed), ["a slip-1: `NameError` | slipped", "b slip-2: does not end | slipped"]);
        assert_eq!(posed.wrong[1].answer, json!({ "endless": true }));
    }

    #[test]
    fn the_ask_may_have_a_scene_before_it() {
        let text = problem("print($n)", "ask = \"Somebody counts to $n.\"", &[]);
        assert!(
            posed(&text, OUTPUT, 1).ask.to_plain().starts_with("Somebody counts to 3. What does this program print?")
        );
    }

    #[test]
    fn draws_that_will_not_do_are_turned_down() {
        let wide = format!("print(\"{}\")", "x".repeat(41));
        let wider = format!("n = \"{}\"", "x".repeat(56));
        let cases = [
            (problem("print($n)", "", &[["$n", "$n + 0"]]), "again misread-never-shows"),
            (problem("print($n)", "", &[["$n", "3"]]), "again misread-never-shows"),
            (problem("print($n)", "", &[["$n", "4"], ["$n", "$n + 1"]]), "again misreads-agree"),
            (problem("print($n // 0)", "", &[]), "again program-fails"),
            (problem("print($n)", "", &[["print($n)", "open('x')"]]), "fatal forbidden-name"),
            (problem("print($n)", "ends = \"KeyError\"", &[]), "fatal ends-otherwise"),
            (problem("print($n // 0)", "ends = \"KeyError\"", &[]), "fatal ends-otherwise"),
            (problem("n = $n", "", &[]), "fatal prints-nothing"),
            (problem("for n in range(9):\n    print(n)", "", &[]), "fatal too-much-output"),
            (problem(&wide, "", &[]), "fatal too-much-output"),
            (problem(&wider, "", &[]), "fatal line-too-wide"),
        ];
        for (text, expected) in cases {
            assert_eq!(setback(&text, OUTPUT), expected, "{text}");
        }
    }

    #[test]
    fn a_choice_needs_two_wrong_outputs() {
        let text = problem("print($n)", "", &[["$n", "4"]]);
        assert_eq!(setback(&text, CHOICE), "again too-few-wrong-outputs");
    }

    #[test]
    fn a_right_program_that_never_ends_is_a_fault() {
        let text = problem("while True:\n    pass", "", &[]);
        assert!(setback(&text, OUTPUT).starts_with("fatal "), "{}", setback(&text, OUTPUT));
    }

    #[test]
    fn faults_of_the_kind_are_found_when_it_is_read() {
        let cases = [
            (LAPS.replace("program = '''", "programme = '''"), "missing-key"),
            (LAPS.replace("swap = [\"continue\", \"break\"]", "option = 2"), "no-written-options"),
            (LAPS.replace("say = \"left the `else` out\"", ""), "missing-key"),
            (LAPS.replace("level = 1", "level = 1\nwatch = [\"lap\"]"), "key-of-another-kind"),
        ];
        for (text, code) in cases {
            let found = faults(&text);
            assert!(found.iter().any(|fault| fault.ends_with(code)), "{code}: {found:?}");
        }
    }
}

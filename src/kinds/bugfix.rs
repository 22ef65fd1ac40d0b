//! `bugfix`: a program with one changed line, a call, what it should give and what it gives.
//!
//! One of the problem's bugs is drawn. Right program, drawn bug and every wrong mend of its line are run on the call.

use super::calls::{self, Call, Difference, Gave};
use super::key::{self, Heads};
use super::limits::Standing;
use super::lines::{self, only_change};
use super::misreads;
use super::space::beside_program;
use super::{Common, Ground, Misread, Name, PoseFault, Posed, Posing, ReadFault, Setback, WrongAnswer, limits};
use crate::blocks::{Block, Prose, Rules, Span};
use crate::diagnostic::{Faults, Finding};
use crate::keys::{Key, KeyTable, Keys, Shape};
use crate::program::Template;
use serde_json::json;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `bugfix`",
    keys: &[
        Key::needed("program", Shape::Text, "the right one, which the bugs change"),
        Key::usual("call", Shape::Text, "the expression that shows the bug"),
        Key::free("tests", Shape::Texts, "of a `write`: where a call that shows the bug is sought"),
        Key::free("bug", Shape::Tables(&misreads::BUG), "a program with one line wrong; one of them is drawn"),
    ],
};

/// Rules to write the line on (`curriculum/README.md` 4.2).
const RULES: u32 = 3;
/// Columns of a wrong mend that the key shows.
const SHOWN: usize = 22;

#[derive(Clone, Debug)]
pub struct Bugfix {
    program: Template,
    /// Where a call that shows the bug is sought: one, or the tests of a `write`.
    calls: Vec<Template>,
    bugs: Vec<Bug>,
    /// Wrong mends by their place among the misreads, and the line that each writes anew, both from 0.
    mends: Vec<(usize, usize)>,
}

/// A wrong program that differs in one line.
#[derive(Clone, Debug)]
struct Bug {
    wrong: Misread,
    /// From 0, among all lines of the program.
    line: usize,
    /// Whether it is a misread of another kind, whose `say` is no sentence of its own.
    is_misread: bool,
}

/// A drawn bug, run.
struct Drawn<'a> {
    bug: &'a Bug,
    model: String,
    code: String,
    difference: Difference,
}

impl Bugfix {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Bugfix> {
        keys.need("program", faults);
        let call = keys.text("call", faults).and_then(|text| Template::read(&text, &ground.declared, faults));
        let calls = if ground.standing(Name::Bugfix) == Standing::Own {
            keys.need("call", faults);
            call.into_iter().collect()
        } else {
            // A bare name is the `call` of `tests`, which the same problem may be printed as too.
            let tests = ground.templates(keys, "tests", faults);
            call.filter(|call| call.source().contains('(')).map_or(tests, |call| vec![call])
        };
        let program = ground.program.clone()?;
        let bugs = read_bugs(&program, ground, faults);
        if bugs.is_empty() && ground.bugs.is_empty() {
            faults.note(keys.place(), &BugFault::None);
        }
        let mends = read_mends(&program, ground, &bugs, faults);
        (!calls.is_empty() && !bugs.is_empty()).then_some(Bugfix { program, calls, bugs, mends })
    }

    /// Draws a bug and runs it.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let drawn = self.draw(common, posing)?;
        let line = |program: &str| program.lines().nth(drawn.bug.line).unwrap_or_default().to_owned();
        let (number, right) = (drawn.bug.line + 1, line(&drawn.model));
        let wrong = self.wrong_mends(common, &drawn, posing)?;
        let ask = ask(&drawn.difference, common, posing);
        let why = key::fill_why(common, posing.values, &right);
        let rules = Block::Rules(Rules { lines: RULES, guides: false, may_break: false });
        Ok(Posed {
            label: "Find and mend the bug".to_owned(),
            note: None,
            sheet: beside_program(&ask, &drawn.code, rules),
            key: self.key(&drawn, &right, &why, &wrong, common, posing),
            ask,
            code: Some(drawn.code),
            answer: json!({ "line": number, "text": right }),
            why,
            wrong,
            rubric: Vec::new(),
            tests: vec![drawn.difference.call.to_test()],
            model: Some(drawn.model),
            marks: vec![
                (3, Prose::plain("the line, and mended")),
                (2, Prose::plain("mended with a slip")),
                (1, Prose::plain("the line found")),
            ],
            points: common.points.unwrap_or(3),
        })
    }

    fn draw(&self, common: &Common, posing: &mut Posing) -> Result<Drawn<'_>, Setback> {
        let model = self.program.fill(posing.values);
        limits::check_width(&model, &self.program)?;
        let mut stream = posing.stream(&common.id.value, "which bug");
        let bug = stream.pick(&self.bugs).expect("a bugfix without bugs is not read");
        let every: Vec<&Template> = self.calls.iter().collect();
        let mut calls = calls::run_model(&self.program, &model, &every, posing)?;
        // The smallest that tells the two programs apart is printed; of equals the first in the file.
        calls.sort_by_key(|call| call.plain().chars().count());
        let program = bug.wrong.program().expect("only misreads with a program become bugs");
        let code = program.fill(posing.values);
        limits::check_width(&code, program)?;
        let place = &bug.wrong.id.place;
        match calls::first_difference(&code, &calls, place, posing.python)? {
            Some(difference) => Ok(Drawn { bug, model, code, difference }),
            None => Err(Setback::again(place, PoseFault::NeverShows { id: bug.wrong.id.value.clone() })),
        }
    }

    /// What readers write in the place of the drawn bug's line and is wrong too. A mend that is the bug itself is none.
    fn wrong_mends(&self, common: &Common, drawn: &Drawn, posing: &mut Posing) -> Result<Vec<WrongAnswer>, Setback> {
        let call = std::slice::from_ref(&drawn.difference.call);
        let mut wrong = Vec::new();
        for &(index, line) in &self.mends {
            let Some(misread) = common.misreads.get(index).filter(|_| line == drawn.bug.line) else { continue };
            let Some(program) = misread.program() else { continue };
            let code = program.fill(posing.values);
            let text = code.lines().nth(line).unwrap_or_default().to_owned();
            if code == drawn.code {
                continue;
            }
            let place = &misread.id.place;
            let Some(difference) = calls::first_difference(&code, call, place, posing.python)? else {
                return Err(Setback::again(place, PoseFault::NeverShows { id: misread.id.value.clone() }));
            };
            let right = drawn.model.lines().nth(line).unwrap_or_default();
            wrong.push(WrongAnswer {
                letter: key::letter(wrong.len()),
                id: Some(misread.id.value.clone()),
                answer: json!({ "line": line + 1, "text": text }),
                shown: lines::excerpt(right, &text, SHOWN),
                say: key::fill_say(misread, posing.values, &difference.call.result, difference.theirs()),
            });
        }
        Ok(wrong)
    }

    fn key(
        &self,
        drawn: &Drawn,
        right: &str,
        why: &Prose,
        wrong: &[WrongAnswer],
        common: &Common,
        posing: &Posing,
    ) -> Vec<Block> {
        let line = Prose(vec![Span::Strong(format!("Line {}", drawn.bug.line + 1))]);
        let difference = &drawn.difference;
        let say = key::fill_say(&drawn.bug.wrong, posing.values, &difference.call.result, difference.theirs());
        let say = if drawn.bug.is_misread { Prose::plain("It ").then_prose(say).then(".") } else { say };
        let printed = Block::Printed { caption: None, lines: vec![right.trim().to_owned()] };
        vec![key::small(line.then(". ").then_prose(say)), printed]
            .into_iter()
            .chain(key::why_and_wrong(why, Heads::WROTE, wrong))
            .chain(key::say_aloud(&common.aloud, posing.values))
            .collect()
    }
}

/// "`f([3, 4])` should return `[4]` but returns `[]`. Circle the line, write it as it should be."
fn ask(difference: &Difference, common: &Common, posing: &Posing) -> Prose {
    let scene = common.ask.as_ref().map(|ask| ask.fill(posing.values).then(" ")).unwrap_or_default();
    let Call { result, .. } = &difference.call;
    let ask = told(scene, &difference.call.plain());
    let ask = if difference.call.is_meant_to_fail() {
        told(ask.then(" should raise "), result)
    } else {
        told(ask.then(" should give "), result)
    };
    let ask = match &difference.gave {
        Gave::Value(theirs) => told(ask.then(" but gives "), theirs),
        Gave::Raised(_) if difference.raises_nothing() => ask.then(" but raises nothing"),
        Gave::Raised(theirs) => told(ask.then(" but raises "), theirs),
        Gave::NoEnd => ask.then(" but never ends"),
    };
    ask.then(". One line is wrong: circle it, and write it as it should be.")
}

/// The bugs that change one line; of a problem that is written as another kind and has none, its misreads that do.
fn read_bugs(program: &Template, ground: &Ground, faults: &mut Faults) -> Vec<Bug> {
    let right: Vec<&str> = program.source().lines().collect();
    let change = |wrong: &Misread| {
        let theirs = wrong.program()?.source().lines().collect::<Vec<_>>();
        only_change(&right, &theirs)
    };
    let mut bugs = Vec::new();
    for wrong in &ground.bugs {
        match change(wrong) {
            Some(line) => bugs.push(Bug { wrong: wrong.clone(), line, is_misread: false }),
            None => faults.note(&wrong.id.place, &ReadFault::NotOneLine { id: wrong.id.value.clone() }),
        }
    }
    if ground.standing(Name::Bugfix) == Standing::Guest && ground.bugs.is_empty() {
        let lines = ground.misreads.iter().filter_map(|wrong| Some((wrong, change(wrong)?)));
        bugs.extend(lines.map(|(wrong, line)| Bug { wrong: wrong.clone(), line, is_misread: true }));
    }
    bugs
}

/// The misreads of a `bugfix`: each writes the line of some bug in another wrong way.
fn read_mends(program: &Template, ground: &Ground, bugs: &[Bug], faults: &mut Faults) -> Vec<(usize, usize)> {
    let mut mends = Vec::new();
    if ground.standing(Name::Bugfix) == Standing::Guest {
        return mends;
    }
    let right: Vec<&str> = program.source().lines().collect();
    calls::refuse_options(ground, faults);
    for (index, misread) in ground.misreads.iter().enumerate() {
        let Some(wrong) = misread.program() else { continue };
        let id = misread.id.value.clone();
        match only_change(&right, &wrong.source().lines().collect::<Vec<_>>()) {
            Some(line) if bugs.iter().any(|bug| bug.line == line) => mends.push((index, line)),
            Some(_) => faults.note(&misread.id.place, &BugFault::MendsNoBug { id }),
            None => faults.note(&misread.id.place, &ReadFault::NotOneLine { id }),
        }
    }
    mends
}

/// What is wrong with the bugs of a problem.
#[derive(Clone, Debug, PartialEq)]
enum BugFault {
    None,
    MendsNoBug { id: String },
}

impl Finding for BugFault {
    fn code(&self) -> &'static str {
        match self {
            BugFault::None => "no-bug",
            BugFault::MendsNoBug { .. } => "mend-of-no-bug",
        }
    }

    fn message(&self) -> String {
        match self {
            BugFault::None => "there is no bug to find".to_owned(),
            BugFault::MendsNoBug { id } => format!("the misread `{id}` mends a line in which no bug stands"),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            BugFault::None => "add a `[[problem.bug]]` that changes one line, or take `bugfix` out of `also`",
            BugFault::MendsNoBug { .. } => {
                "in a `bugfix` a misread is a wrong mend: let it change the line of one of the bugs"
            }
        };
        Some(help.to_owned())
    }
}

/// Adds code; what would fill most of a line of A4 may go on on the next one.
fn told(prose: Prose, code: &str) -> Prose {
    const LONG: usize = 60;
    if code.chars().count() > LONG { prose.then_code_in_pieces(code) } else { prose.then_code(code) }
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, setback, wrong};
    use crate::kinds::{Form, Name};
    use serde_json::json;

    const FORM: Form = Form { kind: Name::Bugfix, stage: None };

    const HIKES: &str = r#"
[[problem]]
id = "hikes-over-a-limit"
kind = "bugfix"
skill = "return-flow"
level = 1
minutes = 4
title = "Long hikes"
program = '''
def far(hikes):
    found = []
    for km in hikes:
        if km >= $limit:
            found.append(km)
    return found
'''
call = "far($hikes)"
why = "The list is complete when the loop is done."

[problem.draw]
limit = { pick = [12] }
hikes = { pick = [[12, 15]] }

[[problem.bug]]
id = "boundary-left-out"
swap = ["km >= $limit", "km > $limit"]
say = "`>` leaves out a hike of exactly $limit km."

[[problem.misread]]
id = "comparison-turned"
swap = ["km >= $limit", "km <= $limit"]
say = "turned the comparison round"
"#;

    #[test]
    fn the_line_is_asked_and_the_call_shows_both_values() {
        let posed = posed(HIKES, FORM, 1);
        assert_eq!(posed.answer, json!({ "line": 4, "text": "        if km >= 12:" }));
        assert_eq!(wrong(&posed), ["a comparison-turned: `if km <= 12:` | turned the comparison round"]);
        assert_eq!(posed.points, 3);
        assert_eq!(posed.tests, ["far([12, 15]) == [12, 15]"]);
        assert_eq!(
            dump(&posed.sheet),
            "\
Body: `far([12, 15])` should give `[12, 15]` but gives `[15]`. One line is wrong: circle it, and write it as it should be.
beside, Question
  listing, numbered
    def far(hikes):
        found = []
        for km in hikes:
            if km > 12:
                found.append(km)
        return found
  --
  rules 3
"
        );
        assert_eq!(
            dump(&posed.key),
            "\
Small: **Line 4**. `>` leaves out a hike of exactly 12 km.
printed -
  if km >= 12:
Small: The list is complete when the loop is done.
table Ruled
   | If you wrote | then you probably
  **a** | `if km <= 12:` | turned the comparison round
"
        );
    }

    #[test]
    fn of_several_bugs_each_is_drawn_and_only_mends_of_its_line_are_listed() {
        let bug = "\n[[problem.bug]]\nid = \"return-inside-loop\"\nswap = [\"    return found\", \"        return found\"]\n\
                   say = \"It returns in the loop.\"\n";
        let text = format!("{HIKES}{bug}");
        let lines: Vec<_> = (0..20).map(|seed| posed(&text, FORM, seed).answer["line"].clone()).collect();
        assert!(lines.contains(&json!(4)) && lines.contains(&json!(6)), "{lines:?}");
        for seed in 0..20 {
            let posed = posed(&text, FORM, seed);
            assert_eq!(posed.wrong.len(), usize::from(posed.answer["line"] == json!(4)));
        }
    }

    #[test]
    fn of_the_tests_of_a_write_the_smallest_call_that_shows_the_bug_is_printed() {
        let text = HIKES
            .replace("kind = \"bugfix\"", "kind = \"write\"\nalso = [\"bugfix\"]\nask = \"Long ones.\"")
            .replace("call = \"far($hikes)\"", "tests = [\"far([3, 12, 15])\", \"far([12])\", \"far([13])\", \"far([])\"]\nsignature = \"def far(hikes):\"\nrubric = [[1, \"all\"]]");
        let posed = posed(&text, FORM, 1);
        assert!(
            posed.ask.to_marked().starts_with("Long ones. `far([12])` should give `[12]` but gives `[]`."),
            "{:?}",
            posed.ask
        );
        assert_eq!(posed.tests, ["far([12]) == [12]"]);
    }

    #[test]
    fn what_cannot_be_asked_is_refused() {
        assert_eq!(setback(&HIKES.replace("[[12, 15]]", "[[13, 15]]"), FORM), "again misread-never-shows");
        assert_eq!(setback(&HIKES.replace("call = \"far", "call = \"near"), FORM), "fatal call-fails");
        let cases = [
            (HIKES.replace("call = \"far($hikes)\"\n", ""), "2 missing-key"),
            (
                HIKES.replace("swap = [\"km >= $limit\", \"km > $limit\"]", "swap = [\"    return found\\n\", \"\"]"),
                "25 not-a-one-line-change",
            ),
            (
                HIKES.replace("[\"km >= $limit\", \"km <= $limit\"]", "[\"found = []\", \"found = [0]\"]"),
                "30 mend-of-no-bug",
            ),
        ];
        for (text, fault) in cases {
            let found = faults(&text);
            assert!(found.contains(&fault.to_owned()), "{found:?}");
        }
    }
}

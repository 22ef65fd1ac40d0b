//! `cloze`: a program with boxes in place of quoted pieces, and what it prints.
//!
//! The program is run, and again with every accepted and every wrong filling: an accepted one must print the same, a
//! wrong one something else. All boxes are equally wide, so that their width tells nothing.

use super::gaps::{self, Filling};
use super::key::{self, Heads, fill_say, fill_why, letter};
use super::limits::{check_width, failed, line, stopped, unless_endless, whole};
use super::outcome::Outcome;
use super::space::number;
use super::{Common, Ground, Misread, PoseFault, Posed, Posing, Setback, Wrong, WrongAnswer};
use crate::blocks::{Align, Block, Column, Listing, Piece, Prose, Span, Split, Table, TableStyle, TextSize, Width};
use crate::diagnostic::words::count;
use crate::diagnostic::{Faults, Place};
use crate::draw::Values;
use crate::keys::{Key, KeyTable, Keys, Shape};
use crate::program::Template;
use crate::python::{Ending, syntax};
use serde_json::{Value as Json, json};
use std::ops::Range;

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `cloze`",
    keys: &[
        Key::needed("program", Shape::Text, "the whole of it"),
        Key::needed(
            "gaps",
            Shape::Any("a list of `[quote]` or `[quote, piece of it]`"),
            "what is taken out, a quote each",
        ),
        Key::free(
            "accept",
            Shape::Any("a list of lists of texts"),
            "other right fillings, a text for each gap, `\"\"` for as it was",
        ),
    ],
};

#[derive(Clone, Debug)]
pub struct Cloze {
    program: Template,
    /// What is boxed, in the order of the program.
    gaps: Vec<Range<usize>>,
    /// Where each gap is written in the file.
    places: Vec<Place>,
    /// Fillings that are right as well.
    accept: Vec<Filling>,
}

/// What is put into each box; `None` where it keeps what was there.
type Texts = Vec<Option<String>>;

/// The drawn program with its boxes.
struct Drawn {
    code: String,
    gaps: Vec<Range<usize>>,
    right: Outcome,
}

impl Cloze {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Cloze> {
        keys.need("program", faults);
        keys.need("gaps", faults);
        let place = keys.place().clone();
        let items = keys.items("gaps", faults)?;
        let accepted = keys.items("accept", faults).unwrap_or_default();
        let program = ground.program.clone()?;
        let before = faults.len();
        let gaps = gaps::read_all(&items, &program, &place, faults);
        let accept: Vec<Filling> =
            accepted.iter().filter_map(|item| gaps::read_filling(item, gaps.len(), ground, faults)).collect();
        // What is said of texts must not come from gaps that are already told to be wrong.
        if faults.len() == before {
            gaps::check_misreads(ground, gaps.len(), faults);
        }
        let (gaps, places) = gaps.into_iter().unzip();
        (faults.len() == before).then_some(Cloze { program, gaps, places, accept })
    }

    /// Runs the program as it was and with every filling.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let drawn = self.run(posing)?;
        let accepted = self.run_accepted(&drawn, posing)?;
        let wrong = self.run_wrong(common, &drawn, posing)?;
        let fills: Vec<&str> = drawn.gaps.iter().map(|gap| &drawn.code[gap.clone()]).collect();
        let why = fill_why(common, posing.values, &fills.join(", "));
        let ask = self.ask(common, posing);
        let columns = self.columns(&fills, &accepted, &wrong);
        let Outcome::Ran { stdout, .. } = &drawn.right else { return Err(self.endless()) };
        Ok(Posed {
            label: "Fill the boxes".to_owned(),
            note: None,
            sheet: sheet(&ask, &drawn, columns),
            ask,
            answer: json!({ "fills": fills, "stdout": stdout }),
            key: key::beside(
                vec![answers(&fills, &accepted)],
                &why,
                Heads::WROTE,
                &wrong.iter().map(|(wrong, _)| wrong.clone()).collect::<Vec<_>>(),
                common,
                posing.values,
            ),
            why,
            wrong: wrong.into_iter().map(|(wrong, _)| wrong).collect(),
            rubric: Vec::new(),
            model: Some(drawn.code.clone()),
            code: Some(drawn.code),
            tests: Vec::new(),
            marks: marks(self.gaps.len()),
            points: common.points.unwrap_or(number(self.gaps.len().max(2))),
        })
    }

    fn run(&self, posing: &mut Posing) -> Result<Drawn, Setback> {
        let (code, gaps) = self.program.fill_with(posing.values, &self.gaps);
        check_width(&code, &self.program)?;
        let strings = syntax::strings(&code);
        for (gap, place) in gaps.iter().zip(&self.places) {
            if strings.iter().any(|string| string.start < gap.end && gap.start < string.end) {
                return Err(Setback::fatal(place, PoseFault::GapInString { text: code[gap.clone()].to_owned() }));
            }
        }
        let run = posing.python.run(&code).map_err(|stop| stopped(&self.program, stop))?;
        if let Ending::Raised { kind, line } = &run.ending {
            return Err(failed(&self.program, kind, *line));
        }
        let right = Outcome::from(run);
        right.check_size(&whole(&self.program))?;
        Ok(Drawn { code, gaps, right })
    }

    /// Only a program that ran to its end gets this far.
    fn endless(&self) -> Setback {
        Setback::fatal(&line(&self.program, None), PoseFault::PrintsNothing)
    }

    /// The accepted fillings, each run.
    fn run_accepted(&self, drawn: &Drawn, posing: &mut Posing) -> Result<Vec<Texts>, Setback> {
        let mut accepted = Vec::new();
        for filling in &self.accept {
            let texts = filled(&filling.texts, posing.values);
            let code = drawn.with(&texts);
            let run = posing.python.run(&code).map_err(|stop| Setback::stopped(&filling.place, stop))?;
            let outcome = Outcome::from(run);
            if !outcome.looks_like(&drawn.right) {
                let fault = PoseFault::AcceptDiffers { printed: outcome.in_words(), right: drawn.right.in_words() };
                return Err(Setback::fatal(&filling.place, fault));
            }
            accepted.push(texts);
        }
        Ok(accepted)
    }

    /// The wrong fillings, each run, with what they put into the boxes.
    fn run_wrong(
        &self,
        common: &Common,
        drawn: &Drawn,
        posing: &mut Posing,
    ) -> Result<Vec<(WrongAnswer, Texts)>, Setback> {
        let mut found: Vec<(&Misread, Texts)> = Vec::new();
        let mut wrong = Vec::new();
        for misread in &common.misreads {
            let Wrong::Fill(texts, place) = &misread.wrong else { continue };
            let texts = filled(texts, posing.values);
            let code = drawn.with(&texts);
            let run = unless_endless(posing.python.run(&code), place)?;
            let outcome = run.map_or(Outcome::Endless, Outcome::from);
            let id = misread.id.value.clone();
            if outcome.looks_like(&drawn.right) {
                return Err(Setback::again(place, PoseFault::NeverShows { id }));
            }
            // What a reader writes is the filling: two that print the same are told apart all the same.
            if let Some((other, _)) = found.iter().find(|(_, other)| *other == texts) {
                return Err(Setback::again(place, PoseFault::Agree { id, other: other.id.value.clone() }));
            }
            let prints = Prose::plain(" prints ").then_prose(outcome.shown_beside(&drawn.right.lines()));
            let answer = WrongAnswer {
                letter: letter(wrong.len()),
                id: Some(id),
                answer: json!({ "fills": drawn.fills(&texts), "printed": outcome.to_json() }),
                shown: shown(&texts).then_prose(prints),
                say: fill_say(misread, posing.values, &drawn.right.in_words(), &outcome.in_words()),
            };
            found.push((misread, texts.clone()));
            wrong.push((answer, texts));
        }
        Ok(wrong)
    }

    fn ask(&self, common: &Common, posing: &Posing) -> Prose {
        let scene = common.ask.as_ref().map(|ask| ask.fill(posing.values).then(" ")).unwrap_or_default();
        let boxes = match self.gaps.len() {
            1 => "Fill the box; its width says nothing.",
            _ => "Fill the boxes; the width of a box says nothing.",
        };
        scene.then("The program prints what stands on the right. ").then(boxes)
    }

    /// Columns of the widest filling of all, right or wrong.
    fn columns(&self, fills: &[&str], accepted: &[Texts], wrong: &[(WrongAnswer, Texts)]) -> u32 {
        let texts = accepted.iter().chain(wrong.iter().map(|(_, texts)| texts)).flatten().flatten();
        let widths = fills.iter().map(|fill| fill.chars().count()).chain(texts.map(|text| text.chars().count()));
        number(widths.max().unwrap_or(1))
    }
}

impl Drawn {
    /// The program with these texts in its boxes.
    fn with(&self, texts: &[Option<String>]) -> String {
        let mut code = String::new();
        let mut at = 0;
        for (gap, text) in self.gaps.iter().zip(texts) {
            code.push_str(&self.code[at..gap.start]);
            code.push_str(text.as_deref().unwrap_or(&self.code[gap.clone()]));
            at = gap.end;
        }
        code.push_str(&self.code[at..]);
        code
    }

    fn fills(&self, texts: &[Option<String>]) -> Vec<Json> {
        let fills = self.gaps.iter().zip(texts);
        fills.map(|(gap, text)| json!(text.as_deref().unwrap_or(&self.code[gap.clone()]))).collect()
    }

    /// The lines of the program with boxes in them.
    fn lines(&self) -> Vec<Vec<Piece>> {
        let mut lines = Vec::new();
        let mut start = 0;
        for text in self.code.split_inclusive('\n') {
            let mut pieces = Vec::new();
            let mut at = start;
            for (number, gap) in
                (1..).zip(&self.gaps).filter(|(_, gap)| (start..start + text.len()).contains(&gap.start))
            {
                pieces.push(Piece::Text(self.code[at..gap.start].to_owned()));
                pieces.push(Piece::Gap(number));
                at = gap.end;
            }
            start += text.len();
            pieces.push(Piece::Text(self.code[at.min(start)..start].trim_end_matches('\n').to_owned()));
            pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
            lines.push(pieces);
        }
        lines
    }
}

fn sheet(ask: &Prose, drawn: &Drawn, columns: u32) -> Vec<Block> {
    let listing = Listing { lines: drawn.lines(), gap_columns: columns, ..Listing::numbered("") };
    let printed = Block::Printed { caption: None, lines: drawn.right.lines() };
    vec![
        Block::Paragraph { text: ask.clone(), size: TextSize::Body },
        Block::Beside { left: vec![Block::Listing(listing)], right: vec![printed], split: Split::Question },
    ]
}

/// Box by box what was taken out, and what else is right there.
fn answers(fills: &[&str], accepted: &[Texts]) -> Block {
    let mut rows = Vec::new();
    for (index, fill) in fills.iter().enumerate() {
        let mut seen = vec![*fill];
        let mut text = Prose::code(*fill);
        for other in accepted.iter().filter_map(|texts| texts.get(index)?.as_deref()) {
            if !seen.contains(&other) {
                seen.push(other);
                text = text.then(" or ").then_code(other);
            }
        }
        rows.push(vec![Some(Prose(vec![Span::Strong((index + 1).to_string())])), Some(text)]);
    }
    let column = |head: &str, align| Column { head: Prose::plain(head), align, width: Width::Content };
    Block::Table(Table {
        summary: format!("What stands in {}.", count(fills.len(), "box")),
        style: TableStyle::Printed,
        columns: vec![column("box", Align::Centre), column("text", Align::Left)],
        rows,
    })
}

/// "box 1 `<`, box 3 `mid - 2`".
fn shown(texts: &[Option<String>]) -> Prose {
    let mut shown = Prose::default();
    for (number, text) in (1..).zip(texts).filter_map(|(number, text)| Some((number, text.as_deref()?))) {
        let start = if shown.0.is_empty() { "" } else { ", " };
        shown = shown.then(&format!("{start}{number}: ")).then_code(text);
    }
    shown
}

/// The texts with values put in; `None` where the box keeps what was there.
fn filled(texts: &[Template], values: &Values) -> Texts {
    texts.iter().map(|text| Some(text.fill(values)).filter(|text| !text.is_empty())).collect()
}

fn marks(gaps: usize) -> Vec<(u8, Prose)> {
    let line = |mark: u8, text: &str| (mark, Prose::plain(text));
    match gaps {
        1 => vec![line(3, "right"), line(1, "a slip in it")],
        2 => vec![line(3, "both boxes"), line(2, "one has a slip"), line(1, "one box")],
        _ => vec![line(3, "every box"), line(2, "all but one"), line(1, "one box")],
    }
}

#[cfg(test)]
mod tests {
    use crate::kinds::trial::{dump, faults, posed, setback, wrong};
    use crate::kinds::{Form, Name};
    use serde_json::json;

    const FORM: Form = Form { kind: Name::Cloze, stage: None };

    const SEARCH: &str = r#"
[[problem]]
id = "halving-in-boxes"
kind = "cloze"
skill = "binary-search"
level = 2
minutes = 4
title = "A shelf mark"
program = '''
def find(marks, wanted):
    low, high = 0, len(marks) - 1
    while low <= high:
        mid = (low + high) // 2
        if marks[mid] == wanted:
            return mid
        if marks[mid] < wanted:
            low = mid + 1
        else:
            high = mid - 1
    return None

for mark in $shelf:
    print(find($shelf, mark))
'''
gaps = [["low <= high", "<="], ["mid + 1"]]
accept = [["<=", "1 + mid"]]
why = "While one place is unseen the search goes on."

[problem.draw]
shelf = { pick = [[10, 20, 30]] }

[[problem.misread]]
id = "search-stops-at-one-left"
fill = ["<", ""]
say = "gave up with one mark unseen"
"#;

    #[test]
    fn boxes_stand_in_the_program_and_every_filling_is_run() {
        let posed = posed(SEARCH, FORM, 1);
        assert_eq!(posed.answer, json!({ "fills": ["<=", "mid + 1"], "stdout": "0\n1\n2\n" }));
        assert_eq!(
            wrong(&posed),
            ["a search-stops-at-one-left: 1: `<` prints `None` … | gave up with one mark unseen"
                .replace("`None` …", "line 1 `None`")]
        );
        assert_eq!(posed.points, 2);
        let sheet = dump(&posed.sheet);
        assert!(sheet.contains("  listing, numbered, gaps 7\n"), "{sheet}");
        assert!(sheet.contains("        while low [1] high:\n"), "{sheet}");
        assert!(sheet.contains("                low = [2]\n"), "{sheet}");
        assert!(sheet.contains("  printed -\n    0\n    1\n    2\n"), "{sheet}");
        let key = dump(&posed.key);
        assert!(key.contains("    box | text\n    **1** | `<=`\n    **2** | `mid + 1` or `1 + mid`\n"), "{key}");
    }

    #[test]
    fn fillings_that_do_not_do_what_they_say_are_refused() {
        let accepts = SEARCH.replace("[\"<=\", \"1 + mid\"]", "[\"<=\", \"mid + 2\"]");
        assert_eq!(setback(&accepts, FORM), "fatal accept-prints-otherwise");
        assert_eq!(setback(&SEARCH.replace("[\"<\", \"\"]", "[\"\", \"1 + mid\"]"), FORM), "again misread-never-shows");
        let inside =
            SEARCH.replace("print(find", "print(\"at\", find").replace("[\"mid + 1\"]]", "[\"\\\"at\\\"\", \"at\"]]");
        assert_eq!(setback(&inside.replace("1 + mid", "to"), FORM), "fatal gap-in-a-string");
    }

    #[test]
    fn each_fault_is_found_at_its_place() {
        let gaps = "gaps = [[\"low <= high\", \"<=\"], [\"mid + 1\"]]";
        let cases = [
            (SEARCH.replace(gaps, "gaps = []"), "number-of-gaps"),
            (SEARCH.replace(gaps, "gaps = [[\"mid + 1\"], [\"low = mid + 1\", \"mid\"]]"), "gaps-overlap"),
            (SEARCH.replace(gaps, "gaps = [[\"return mid\"], [\"mid + 1\"]]"), "gap-is-a-line"),
            (SEARCH.replace(gaps, "gaps = [[\"low <= high\", \"h\"], [\"mid + 1\"]]"), "piece-not-once-in-quote"),
            (SEARCH.replace(gaps, "gaps = [[\"mid + 1\"]]"), "texts-for-other-gaps"),
            (SEARCH.replace(gaps, "gaps = [1, [\"mid + 1\"]]"), "wrong-shape"),
            (SEARCH.replace("[\"<\", \"\"]", "[\"\", \"\"]"), "misread-fills-nothing"),
        ];
        for (text, code) in cases {
            let found = faults(&text);
            assert!(found.iter().any(|fault| fault.ends_with(code)), "{code}: {found:?}");
        }
    }
}

use super::{Question, Refusal, pose};
use crate::bank::{self, Bank, File};
use crate::diagnostic::Finding;
use crate::kinds::{Form, Name};
use crate::python::Python;

fn bank_with(text: &str) -> Bank {
    let mut files = bank::embedded();
    let shown = "control-flow/mine.toml".to_owned();
    files.add(shown.clone(), File { shown, bytes: text.as_bytes().to_vec() });
    let (bank, faults) = bank::load(&files);
    assert_eq!(faults, []);
    bank
}

/// A problem that prints a sum of two drawn numbers, with further lines in `[[problem]]` and in `[problem.draw]`.
fn sums(conditions: &str, draw: &str) -> String {
    format!(
        "[set]\ntopic = \"control-flow\"\ntitle = \"Sums\"\n\n[[problem]]\nid = \"two-sums\"\nkind = \"output\"\n\
         skill = \"accumulate\"\nlevel = 1\nminutes = 1\ntitle = \"Sums\"\nwhy = \"Sums add.\"\n{conditions}\n\
         program = '''\nprint($left + $right)\n'''\n\n[problem.draw]\nleft = {{ int = [2, 9] }}\n{draw}\n\n\
         [[problem.misread]]\nid = \"direction-swapped\"\nswap = [\"+\", \"-\"]\nsay = \"took away\"\n"
    )
}

fn ask(text: &str, seed: u64) -> Result<Question, Box<Refusal>> {
    let bank = bank_with(text);
    let entry = bank.entry("two-sums").expect("it has no fault");
    pose(entry, Form::of(Name::Output), seed, &mut Python::in_process())
}

fn answer(question: &Question) -> String {
    format!("{:?} {} {:?}", question.values, question.posed.answer, question.posed.sheet)
}

#[test]
fn the_same_seed_gives_the_same_question_and_others_differ() {
    let text = sums("", "right = { int = [2, 9] }");
    let of = |seed| ask(&text, seed).map(|question| answer(&question)).expect("it can be posed");
    assert_eq!(of(3), of(3));
    assert!((4..10).any(|seed| of(seed) != of(3)));
}

#[test]
fn a_new_parameter_or_problem_moves_no_value_that_was_drawn() {
    let plain = sums("", "right = { int = [2, 9] }");
    let more = sums("", "right = { int = [2, 9] }\nafter = { int = [1, 99] }\nbefore = { int = [1, 99] }");
    for seed in 0..20 {
        let (plain, more) = (ask(&plain, seed).expect("posed"), ask(&more, seed).expect("posed"));
        assert_eq!(plain.values["left"], more.values["left"], "seed {seed}");
        assert_eq!(plain.values["right"], more.values["right"], "seed {seed}");
    }
}

#[test]
fn draws_in_which_a_misread_is_right_are_drawn_again() {
    let text = sums("", "right = { int = [0, 1] }");
    let mut redraws = 0;
    for seed in 0..20 {
        let question = ask(&text, seed).expect("half of the draws will do");
        assert_eq!(question.values["right"], crate::draw::Value::Int(1));
        redraws += question.redraws;
    }
    assert!(redraws > 0);
}

/// The code and message of what refused a problem.
fn refusal(text: &str) -> (&'static str, String) {
    let refusal = ask(text, 0).map(|question| answer(&question)).expect_err("it cannot be posed");
    (refusal.finding.code(), refusal.finding.message())
}

#[test]
fn what_was_in_the_way_is_told() {
    let right = "right = { int = [2, 9] }";
    let cases = [
        (
            sums("", "right = { int = [0, 0] }"),
            "misread-never-shows",
            "`direction-swapped` never shows: it gives the right answer in 200 draws",
        ),
        (
            sums("where = [\"left > 1\", \"left > 20\"]", right),
            "condition-never-true",
            "`left > 20` was never true in 200 draws",
        ),
        (sums("where = [\"left // 0\"]", right), "condition-fails", "`left // 0` ends with `ZeroDivisionError`"),
        (
            sums("", "right = { expr = \"[][left]\" }"),
            "expression-fails",
            "the expression of `right` ends with `IndexError`",
        ),
    ];
    for (text, code, message) in cases {
        assert_eq!(refusal(&text), (code, message.to_owned()));
    }
}

#[test]
fn an_expression_that_cannot_be_trusted_is_told_at_its_place() {
    let refusal = |conditions: &str, draw: &str| {
        let text = sums(conditions, draw);
        let refusal = ask(&text, 1).expect_err("these are refused");
        let place = &text[refusal.place.span.clone()];
        format!("{} at {place}", refusal.finding.code())
    };
    let right = "right = { int = [2, 9] }";
    let cases = [
        ("", "pair = { expr = \"[left, 1]\" }\nright = { expr = \"list({left, 40})[0]\" }", "\"list({left, 40})[0]\""),
        ("where = [\"left > 1\", \"list({left, 0})[0]\"]", right, "\"list({left, 0})[0]\""),
    ];
    for (conditions, draw, place) in cases {
        assert_eq!(refusal(conditions, draw), format!("set-order at {place}"));
    }
}

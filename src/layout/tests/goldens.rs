//! The text of `Pages` for sheets on every paper and in every print, and for the edges of pages.
//! `tests/golden-picture.py` draws one that has changed beside what it was.

use super::samples::{class, daily, drawing, item, key, plain, rules, sheet};
use crate::blocks::{Block, Listing, NameRow, Purpose, Rules, Sheet};
use crate::golden::same_as_file;
use crate::layout::{Paper, Ruling, lay_out, lay_out_blank};

fn same(name: &str, sheets: &[Sheet], paper: Paper) {
    let pages = lay_out(sheets, paper).unwrap();
    same_as_file(&format!("src/layout/tests/goldens/{name}.txt"), &pages.to_text());
}

#[test]
fn pages_of_a_daily() {
    same("daily", &[daily()], Paper::A4);
}

#[test]
fn pages_of_a_key() {
    same("key", &[key()], Paper::Letter);
}

#[test]
fn pages_of_a_class_template() {
    same("class-template", &[class()], Paper::A4);
}

#[test]
fn pages_of_a_drawing() {
    same("drawing", &drawing(), Paper::A4);
}

#[test]
fn pages_of_a_daily_on_a5() {
    same("daily-a5", &[daily()], Paper::A5);
}

#[test]
fn pages_of_a_key_on_a5() {
    same("key-a5", &[key()], Paper::A5);
}

#[test]
fn pages_of_a_daily_in_large_print() {
    same("daily-large", &[daily()], Paper::LargeA4);
}

#[test]
fn pages_of_a_key_in_large_print() {
    same("key-large", &[key()], Paper::LargeLetter);
}

#[test]
fn pages_of_a_drawing_in_large_print() {
    same("drawing-large", &drawing(), Paper::LargeA4);
}

#[test]
fn pages_with_answers_to_fold_behind_them() {
    let mut folded = daily();
    for item in &mut folded.items {
        item.aside = vec!["[4, 7]".to_owned(), "done 42".to_owned()];
    }
    same("daily-fold", &[folded], Paper::A4);
}

#[test]
fn pages_with_the_longest_names() {
    let mut named =
        sheet(Purpose::Questions, &"A very long title ".repeat(4), vec![item(1, "Choose one", vec![plain("Well?")])]);
    named.name_row = Some(NameRow {
        name: Some("Maximiliane Wilhelmine von Hohenstein-Łukaszewicz".to_owned()),
        out_of: 3,
        copy: None,
    });
    named.foot.left = "Longhand · A sheet whose name is longer than its foot".to_owned();
    same("longest-names", &[named], Paper::A5);
}

#[test]
fn pages_with_rules_that_go_on_over_them() {
    let space = Block::Rules(Rules { lines: 40, guides: true, may_break: true });
    let items = vec![
        item(1, "Predict the output", vec![rules(14)]),
        item(2, "Write the code", vec![plain("Write it."), space]),
    ];
    same("rules-over-a-page", &[sheet(Purpose::Questions, "Drill", items)], Paper::Letter);
}

#[test]
fn pages_with_an_item_taller_than_one() {
    let code = Block::Listing(Listing::numbered(&"x = 1\n".repeat(24)));
    let items = vec![item(1, "Predict the output", vec![plain("What does it print?"), code, rules(12)])];
    same("taller-than-a-page", &[sheet(Purpose::Questions, "Drill", items)], Paper::LargeA4);
}

#[test]
fn pages_of_blank_paper() {
    let text = lay_out_blank(Ruling::Code, 2, Paper::A4).unwrap().to_text();
    same_as_file("src/layout/tests/goldens/blank-code.txt", &text);
    let text = lay_out_blank(Ruling::Trace, 1, Paper::A5).unwrap().to_text();
    same_as_file("src/layout/tests/goldens/blank-trace.txt", &text);
}

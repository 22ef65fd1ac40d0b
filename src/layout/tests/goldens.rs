//! The text of `Pages` for four sheets.

use super::samples::{class, daily, drawing, key};
use crate::golden::same_as_file;
use crate::layout::{Paper, lay_out};

#[test]
fn pages_of_a_daily() {
    same_as_file("src/layout/tests/goldens/daily.txt", &lay_out(&[daily()], Paper::A4).unwrap().to_text());
}

#[test]
fn pages_of_a_key() {
    same_as_file("src/layout/tests/goldens/key.txt", &lay_out(&[key()], Paper::Letter).unwrap().to_text());
}

#[test]
fn pages_of_a_class_template() {
    same_as_file("src/layout/tests/goldens/class-template.txt", &lay_out(&[class()], Paper::A4).unwrap().to_text());
}

#[test]
fn pages_of_a_drawing() {
    same_as_file("src/layout/tests/goldens/drawing.txt", &lay_out(&drawing(), Paper::A4).unwrap().to_text());
}

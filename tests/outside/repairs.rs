//! What is recorded of CPython's arithmetic is what every CPython says.

use crate::interpreters::{interpreters, script_output};
use crate::rig::golden::same_as_file;

#[test]
fn recorded_results_are_those_of_every_cpython() {
    for interpreter in interpreters() {
        same_as_file("src/python/engine/recorded/repairs.txt", &script_output(interpreter, "repairs.py", []));
    }
}

//! The text of the pages reads back: every line of every program that is printed, with its indentation.

use crate::pages::{Printed, all};
use crate::programs::output_of;
use crate::rig::{Session, json};
use longhand::python::Python;
use serde_json::Value;
use std::ffi::OsString;

/// Kinds that print the program whole, as it ran.
const PRINTED_WHOLE: [&str; 2] = ["output", "trace"];

/// Kinds of which the program is read back from paper and run, and how many problems of each.
const RUN_AGAIN: [&str; 6] = ["output", "trace", "diagram", "bigo", "explain", "rewrite"];
const PROBLEMS_EACH: usize = 4;
const PAPERS: [&str; 3] = ["--paper a4", "--paper a4 --large-print", "--paper a5"];

fn words(list: &[&str], printed: &Printed, after: &[&str]) -> Vec<OsString> {
    let words = list.iter().map(OsString::from).chain([printed.pdf.clone().into_os_string()]);
    words.chain(after.iter().map(OsString::from)).collect()
}

fn programs(sheet: &Value) -> Vec<&str> {
    let questions = sheet["questions"].as_array().expect("questions are a list");
    let whole = questions.iter().filter(|question| PRINTED_WHOLE.iter().any(|kind| question["kind"] == *kind));
    whole.filter_map(|question| question["code"].as_str()).collect()
}

/// How many columns a line of text begins after the first line's own beginning.
fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Finds the lines of a program in the text of a page, one below the other. The difference between where a line
/// stands and where its indentation would put it must be the same for all.
fn has_program(text: &str, program: &str) -> Result<(), String> {
    let wanted: Vec<&str> = program.lines().filter(|line| !line.trim().is_empty()).collect();
    let lines: Vec<&str> = text.lines().collect();
    let mut nearest = String::from("its first line is nowhere");
    for start in 0..lines.len() {
        match program_at(&lines[start..], &wanted) {
            Ok(()) => return Ok(()),
            Err(Some(why)) => nearest = why,
            Err(None) => {}
        }
    }
    Err(nearest)
}

/// `Err(None)` where not even the first line is.
fn program_at(lines: &[&str], wanted: &[&str]) -> Result<(), Option<String>> {
    let mut margin = None;
    let mut rest = lines.iter();
    for (number, line) in wanted.iter().enumerate() {
        let code = line.trim();
        let limit = if number == 0 { 1 } else { 4 };
        let found = rest.by_ref().take(limit).find_map(|text| text.find(code).map(|at| text[..at].chars().count()));
        let Some(column) = found else {
            return Err((number > 0).then(|| format!("`{line}` does not follow")));
        };
        let own = column.checked_sub(indentation(line)).ok_or_else(|| Some(format!("`{line}` is too far left")))?;
        if *margin.get_or_insert(own) != own {
            return Err(Some(format!("`{line}` stands at column {column}, not {}", own.max(indentation(line)))));
        }
    }
    Ok(())
}

#[test]
fn programs_are_found_by_their_indentation() {
    let page = "Title\n  1  for a in b:\n  2      print(a)\n  3  print(b)\n";
    assert_eq!(has_program(page, "for a in b:\n    print(a)\nprint(b)\n"), Ok(()));
    assert!(has_program(page, "for a in b:\n  print(a)\n").is_err());
    assert!(has_program(page, "for a in b:\n    print(c)\n").is_err());
}

#[test]
fn poppler_gives_programs_with_their_indentation() {
    let mut seen = 0;
    for printed in all() {
        let text = output_of("pdftotext", words(&["-layout", "-fixed", "6"], printed, &["-"]));
        for program in programs(&printed.sheet) {
            if let Err(why) = has_program(&text, program) {
                panic!("{}: {why}\n{program}\nin\n{text}", printed.name);
            }
            seen += 1;
        }
    }
    assert!(seen >= 8, "only {seen} programs are printed whole");
}

/// The first numbered program in the text of a page: lines headed 1, 2, 3 …, each with the code as it stands.
fn listing(text: &str) -> String {
    let mut found = String::new();
    let mut next = 1;
    for line in text.lines() {
        let (number, code) = line.split_once(' ').unwrap_or((line, ""));
        if number.parse() == Ok(next) {
            found.push_str(code);
            found.push('\n');
            next += 1;
        } else if next > 2 {
            break;
        } else {
            // A question's number stands before its kind.
            found.clear();
            next = 1;
        }
    }
    found
}

/// What is on the paper is the program: read back from it and run, it prints what the key says.
#[test]
fn programs_read_from_paper_run_as_the_key_says() {
    let session = Session::new();
    let mut python = Python::in_process();
    let listed = session.run("list --problems --format json").json();
    let problems = listed["problems"].as_array().expect("problems are a list");
    let mut ran = 0;
    for kind in RUN_AGAIN {
        let of_kind = problems.iter().filter(|problem| problem["kind"] == kind);
        for (problem, paper) in of_kind.take(PROBLEMS_EACH).zip(PAPERS.iter().cycle()) {
            let id = json::text(problem, "id");
            let run = session.run(&format!("show {id} --seed 3 --format json")).json();
            let question = &json::first_sheet(&run)["questions"][0];
            session.run(&format!("show {id} --seed 3 --quiet {paper} -o {id}.pdf")).files(&[&format!("{id}.pdf")]);
            let path = session.path(&format!("{id}.pdf")).into_os_string();
            let text = output_of("pdftotext", ["-raw".into(), path, "-".into()]);
            let program = listing(&text);
            assert_eq!(program.trim_end(), json::text(question, "code").trim_end(), "{id} {paper}:\n{text}");
            let outcome = python.run(&program).unwrap_or_else(|stop| panic!("{id} {paper}: {stop:?}\n{program}"));
            if let Some(stdout) = question["key"]["answer"]["stdout"].as_str() {
                assert_eq!(outcome.stdout, stdout, "{id} {paper}:\n{program}");
            }
            ran += 1;
        }
    }
    assert!(ran >= RUN_AGAIN.len() * 3, "only {ran} programs were read");
}

/// MuPDF reads in another way; it must give the same lines, wherever it puts them.
#[test]
fn mupdf_gives_every_line() {
    for printed in all() {
        let text = output_of("mutool", words(&["draw", "-q", "-F", "txt"], printed, &[]));
        for line in programs(&printed.sheet).into_iter().flat_map(str::lines).map(str::trim) {
            assert!(text.contains(line), "{}: no `{line}` in\n{text}", printed.name);
        }
    }
}

#[test]
fn every_page_carries_the_code() {
    for printed in all() {
        let code = printed.sheet["code"].as_str().expect("a sheet has a code");
        let text = output_of("pdftotext", words(&["-layout"], printed, &["-"]));
        let pages: Vec<&str> = text.trim_end_matches('\u{c}').split('\u{c}').collect();
        for (page, number) in pages.iter().zip(1..) {
            assert!(page.contains(code), "page {number} of {} has no {code}:\n{page}", printed.name);
        }
    }
}

/// Letters that no face has come out as a box or a question mark, or not at all.
#[test]
fn no_letter_is_lost() {
    for printed in all() {
        let text = output_of("pdftotext", words(&["-layout"], printed, &["-"]));
        assert!(!text.contains('\u{fffd}') && !text.contains('\0'), "{}: {text}", printed.name);
    }
}

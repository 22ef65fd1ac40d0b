//! `…-questions.json`, which a handout leaves beside its sheets: a code or a PDF, and the file → the sheets that were
//! meant, with their questions as they were drawn. No bank is asked and nothing is run.

use super::making::Made;
use super::{Failure, files};
use crate::code::{self, Request};
use crate::pdf;
use crate::question::Question;
use serde::Deserialize;
use std::io::{self, Write};
use std::path::Path;

/// The most bytes of a file that are read: ten thousand sheets.
const MOST: u64 = 1 << 30;

/// The version of the file that is read and written.
const VERSION: u32 = 1;

/// How the file of everything that was drawn begins.
pub const MARK: &[u8] = b"{\"longhand-questions\":1,\"sheets\":[";

/// Everything that was drawn, a sheet a line: what `--format json` gives, and beside each question itself, so that sheet
/// and key can be printed when its problem has changed.
pub fn write<'a>(all: impl Iterator<Item = &'a Made>, to: &mut dyn Write) -> io::Result<()> {
    to.write_all(MARK)?;
    for (index, made) in all.enumerate() {
        to.write_all(if index > 0 { b",\n" } else { b"\n" })?;
        serde_json::to_writer(&mut *to, &made.stored())?;
    }
    to.write_all(b"\n]}\n")
}

#[derive(Deserialize)]
struct Stored {
    #[serde(rename = "longhand-questions")]
    version: u32,
    sheets: Vec<Sheet>,
}

#[derive(Deserialize)]
struct Sheet {
    code: String,
    request: String,
    questions: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    drawn: Question,
}

impl Sheet {
    fn made(self) -> Result<Made, Failure> {
        let request = Request::parse(&self.request).map_err(Failure::Code)?;
        let questions = self.questions.into_iter().map(|entry| entry.drawn).collect();
        Ok(Made { request, questions, left_out: Vec::new(), font: None })
    }
}

/// The sheets of a file that were meant: by code, or by any group of it that no other sheet has, by request, or by PDF.
pub fn find(meant: &str, path: &Path) -> Result<Vec<Made>, Failure> {
    let stored = read(path)?;
    let codes = codes(meant)?;
    let sheets = stored.sheets.into_iter().filter(|sheet| codes.iter().any(|code| is_meant(code, &sheet.code)));
    let sheets: Vec<Sheet> = sheets.collect();
    if sheets.is_empty() {
        return Err(Failure::Usage {
            message: format!("`{}` has no sheet `{meant}`", path.display()),
            help: "give the code at the foot of the sheet’s pages, or its last four letters".to_owned(),
        });
    }
    if let [code] = codes.as_slice()
        && sheets.len() > 1
    {
        let all: Vec<String> = sheets.into_iter().map(|sheet| format!("`{}`", sheet.code)).collect();
        return Err(Failure::Usage {
            message: format!("`{code}` stands in the codes of {} sheets", all.len()),
            help: format!("write the whole code: {}", all.join(", ")),
        });
    }
    sheets.into_iter().map(Sheet::made).collect()
}

/// The codes that a text or a PDF means, in capitals.
fn codes(meant: &str) -> Result<Vec<String>, Failure> {
    let of = |requests: Vec<Request>| requests.iter().map(|request| request.code().to_string()).collect();
    match files::read_if_file(meant)? {
        Some(bytes) => {
            let lines = pdf::read_request(&bytes).ok_or_else(|| Failure::NotOurs { path: meant.into() })?;
            code::read_requests(&lines).map(of).map_err(Failure::Code)
        }
        None => match code::read_reference(meant) {
            Ok(code::Reference::Code(code)) => Ok(vec![code.to_string()]),
            Ok(code::Reference::Short(short)) => Ok(vec![short.code.to_string()]),
            Ok(code::Reference::Request(request)) => Ok(of(vec![*request])),
            Err(_) => Ok(vec![meant.trim().to_uppercase()]),
        },
    }
}

/// Whether a whole code, or a group of one, means this sheet.
fn is_meant(typed: &str, code: &str) -> bool {
    typed == code || code.split('-').next_back() == Some(typed) || (typed.len() > 4 && code.starts_with(typed))
}

fn read(path: &Path) -> Result<Stored, Failure> {
    let bytes = files::read_at_most(path, MOST)?;
    let stored: Stored = serde_json::from_slice(&bytes).map_err(|error| Failure::Usage {
        message: format!("`{}` is no file of questions that Longhand wrote: {error}", path.display()),
        help: "give the `…-questions.json` that `longhand handout` wrote beside the sheets".to_owned(),
    })?;
    if stored.version != VERSION {
        return Err(Failure::Usage {
            message: format!("`{}` is of version {}, which this Longhand cannot read", path.display(), stored.version),
            help: "print it with the version of Longhand that wrote it, or a later one".to_owned(),
        });
    }
    Ok(stored)
}

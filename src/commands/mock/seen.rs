//! Sheets that somebody has seen → the problems on them.

use super::super::reprint::{self, Known};
use super::super::{Failure, files};
use crate::code::{self, Reference, Request};
use crate::pdf;
use crate::python::Python;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The ids of all problems of these sheets. Problems that this bank no longer has count for nothing.
pub fn problems(sheets: &[String], known: Known, python: &mut Python) -> Result<BTreeSet<String>, Failure> {
    let mut seen = BTreeSet::new();
    for sheet in sheets.iter().flat_map(|list| list.split(',')).map(str::trim).filter(|sheet| !sheet.is_empty()) {
        seen.extend(problems_of(sheet, known, python)?);
    }
    Ok(seen)
}

fn problems_of(sheet: &str, known: Known, python: &mut Python) -> Result<Vec<String>, Failure> {
    let of_requests = |requests: Vec<Request>| {
        requests.into_iter().flat_map(|request| request.problems).map(|drawn| drawn.id).collect()
    };
    let text = match files::read_if_file(sheet)? {
        Some(bytes) => {
            let path = PathBuf::from(sheet);
            let text = pdf::read_request(&bytes).ok_or(Failure::NotOurs { path })?;
            match code::read_requests(&text) {
                Ok(requests) => return Ok(of_requests(requests)),
                Err(_) if code::read_reference(&text).is_ok() => text,
                Err(fault) => return Err(Failure::Code(fault)),
            }
        }
        None => sheet.to_owned(),
    };
    match code::read_reference(&text) {
        Ok(Reference::Request(request)) => Ok(of_requests(vec![*request])),
        Ok(Reference::Short(short)) => {
            Ok(short.tags.iter().filter_map(|tag| reprint::tagged(*tag, known.bank)).map(|drawn| drawn.id).collect())
        }
        _ => {
            let made = reprint::find(&text, known, python)?;
            Ok(made.questions.into_iter().map(|question| question.id).collect())
        }
    }
}

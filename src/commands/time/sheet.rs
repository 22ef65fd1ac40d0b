//! A sheet that was printed → the sections to count down: those of a mock interview, or all its time in one.

use super::super::kept::Kept;
use super::super::{Failure, World, files, known};
use crate::cli::HomeArgs;
use crate::clock::{LONGEST_TITLE, Section};
use crate::code::{self, Reference, Request};
use crate::pdf;
use std::path::PathBuf;

/// The code of a sheet, and its sections, by its code, its request, or its PDF. Sections without minutes are left out.
pub fn sections(sheet: &str, home: &HomeArgs, world: &World) -> Result<(String, Vec<Section>), Failure> {
    let request = request(sheet, home, world)?;
    let of_mock = request.mock.iter().flat_map(|mock| &mock.sections).filter(|section| section.minutes > 0);
    let sections: Vec<Section> = of_mock
        .map(|section| {
            let title: String = section.title.chars().take(LONGEST_TITLE).collect();
            Section::of_minutes(&title, section.minutes)
        })
        .collect();
    let code = request.code().to_string();
    Ok((code, if sections.is_empty() { vec![Section::of_minutes("", request.minutes)] } else { sections }))
}

fn request(sheet: &str, home: &HomeArgs, world: &World) -> Result<Request, Failure> {
    let text = match files::read_if_file(sheet)? {
        // The code alone stands in a candidate's file.
        Some(bytes) => pdf::read_request(&bytes).ok_or_else(|| Failure::NotOurs { path: PathBuf::from(sheet) })?,
        None => sheet.to_owned(),
    };
    if let Ok(Reference::Request(request)) = code::read_reference(&text) {
        return Ok(*request);
    }
    let kept = Kept::read(home, world);
    let Some(printing) = known::printing(&text, &kept.history)? else {
        return Err(code::read_reference(&text).err().map_or_else(|| unknown(&text), Failure::Code));
    };
    Request::parse(&printing.sheet.request).map_err(Failure::Code)
}

fn unknown(text: &str) -> Failure {
    Failure::Usage {
        message: format!("`{}` was not printed here", known::plain(text)),
        help: "give the PDF of a sheet or of an interviewer, or say `--minutes 45`".to_owned(),
    }
}

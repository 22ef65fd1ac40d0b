//! qpdf, poppler and veraPDF find nothing wrong with the files. Each sees faults that the others miss.

use crate::pages::{Printed, all};
use crate::programs::{output_of, run};
use crate::rig::repository;
use std::ffi::OsString;

fn words(before: &[&str], printed: &Printed) -> Vec<OsString> {
    before.iter().map(OsString::from).chain([printed.pdf.clone().into_os_string()]).collect()
}

#[test]
fn qpdf_finds_nothing() {
    for printed in all() {
        let said = output_of("qpdf", words(&["--check"], printed));
        assert!(!said.to_lowercase().contains("warning"), "{}: {said}", printed.name);
    }
}

/// Every font is in the file, as the letters that are used, and its text can be read back.
#[test]
fn fonts_are_embedded_subsets() {
    for printed in all() {
        let said = output_of("pdffonts", words(&[], printed));
        let fonts: Vec<&str> = said.lines().skip(2).collect();
        assert!(!fonts.is_empty(), "{}: {said}", printed.name);
        for font in fonts {
            let yes: Vec<&str> = font.split_whitespace().filter(|word| ["yes", "no"].contains(word)).collect();
            assert_eq!(yes, ["yes", "yes", "yes"], "embedded, subset, readable: {}: {font}", printed.name);
        }
    }
}

#[test]
fn the_file_says_what_it_is() {
    for printed in all() {
        let said = output_of("pdfinfo", words(&[], printed));
        let papers = [("letter", "612 x 792 pts (letter)"), ("a5", "419.528 x 595.276 pts")];
        let other = papers.iter().find(|(paper, _)| printed.name.contains(&format!("--paper {paper}")));
        let size = other.map_or("595.276 x 841.89 pts (A4)", |(_, size)| size);
        for part in ["Title:", "Tagged:          yes", "Encrypted:       no", size] {
            assert!(said.contains(part), "no `{part}`: {}: {said}", printed.name);
        }
    }
}

/// Sheet and key are on leaves of their own: an even number of pages before the key.
#[test]
fn the_key_begins_on_a_right_hand_page() {
    for printed in
        all().iter().filter(|printed| !["--key none", "--key fold"].iter().any(|key| printed.name.contains(key)))
    {
        let pages = &printed.sheet["pages"];
        let sheet = pages["sheet"].as_u64().unwrap_or_else(|| panic!("no pages in {}", printed.sheet));
        assert_eq!(sheet % 2, 0, "{}: {pages}", printed.name);
        let page = (sheet + 1).to_string();
        let before = ["-f", page.as_str(), "-l", page.as_str()];
        let said = output_of("pdftotext", words(&before, printed).into_iter().chain(["-".into()]));
        assert!(said.contains("Key"), "page {page} of {}: {said}", printed.name);
    }
}

#[test]
fn mupdf_reads_every_page_without_a_word() {
    for printed in all() {
        let (is_well, said) = run("mutool", words(&["info"], printed));
        assert!(is_well && !said.contains("error:") && !said.contains("warning:"), "{}: {said}", printed.name);
    }
}

/// Ghostscript draws every page; it complains where it has to repair something.
#[test]
fn ghostscript_draws_every_page_without_a_word() {
    for printed in all() {
        let before = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=nullpage"];
        let said = output_of("gs", words(&before, printed));
        assert!(said.trim().is_empty(), "{}: {said}", printed.name);
    }
}

/// PDF/UA-1 and PDF/A-2a.
#[test]
fn verapdf_finds_nothing() {
    let script = repository().join("tests/outside/verapdf.sh").into_os_string();
    let files = all().iter().map(|printed| printed.pdf.clone().into_os_string());
    output_of("sh", std::iter::once(script).chain(files));
}

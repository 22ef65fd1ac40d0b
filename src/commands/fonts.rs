//! A font of one's own, from its file: for letters that the faces lack. A sheet remembers its name and digest, and is
//! made again with the same file only.

#![expect(clippy::disallowed_methods, reason = "a font is a file")]

use super::Failure;
use super::making::Made;
use crate::cli::FontArgs;
use crate::code::{self, FontFile};
use crate::layout::{self, FontFault, OwnFont};
use std::path::Path;
use std::sync::Arc;

/// Larger than any font for reading.
const MOST_BYTES: u64 = 64 << 20;

/// A font, and what a request says of it.
#[derive(Clone)]
pub struct Font {
    pub file: FontFile,
    pub own: Arc<OwnFont>,
}

/// The font that was named, if one was.
pub fn given(arguments: &FontArgs) -> Result<Option<Font>, Failure> {
    arguments.font.as_deref().map(read).transpose()
}

fn read(path: &Path) -> Result<Font, Failure> {
    let unreadable = |error| Failure::Unreadable { path: path.to_owned(), error };
    let what = std::fs::metadata(path).map_err(unreadable)?;
    if !what.is_file() {
        return Err(unfit(path, "is no file", "name a TrueType or OpenType file, such as `Name-Regular.ttf`"));
    }
    if what.len() > MOST_BYTES {
        return Err(unfit(path, "is larger than 64 MB", "take a font with fewer letters"));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let digest = code::file_digest(&bytes);
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let own = OwnFont::read(&name, bytes).map_err(|fault| refused(path, fault))?;
    Ok(Font { file: FontFile { name, digest }, own: Arc::new(own) })
}

fn refused(path: &Path, fault: FontFault) -> Failure {
    let (what, help) = match fault {
        FontFault::NotAFont => {
            ("is no TrueType or OpenType font, or is broken", "name a file that ends in `.ttf` or `.otf`")
        }
        FontFault::Collection => ("is a collection of fonts", "take one font out of it, into a `.ttf` or `.otf` file"),
        FontFault::Restricted => ("may not be embedded: its maker forbids it", "take a font with an open licence"),
        FontFault::Whole => {
            ("may only be embedded as a whole: its maker forbids to take a part", "take a font with an open licence")
        }
        FontFault::NoLetters => ("has no letters that Unicode knows", "take another font"),
    };
    unfit(path, what, help)
}

fn unfit(path: &Path, what: &str, help: &str) -> Failure {
    Failure::Usage { message: format!("the font `{}` {what}", path.display()), help: help.to_owned() }
}

/// Sets a sheet in the font that it was made with. One that was made without may have any.
pub fn agree(made: &mut Made, given: Option<Font>) -> Result<(), Failure> {
    match (made.request.font.clone(), given) {
        (Some(file), None) => Err(Failure::Usage {
            message: format!("this sheet was made with the font `{}`", file.name),
            help: format!("name its file: `--font {}`", file.name),
        }),
        (Some(file), Some(given)) if file.digest != given.file.digest => Err(Failure::OtherBank {
            message: format!("`{}` is not the font `{}` that this sheet was made with", given.file.name, file.name),
            help: format!("it was made with the file whose SHA-256 is {}", file.digest),
        }),
        (None, None) => Ok(()),
        (_, Some(given)) => {
            made.set_in(given);
            Ok(())
        }
    }
}

/// What is said of a letter that cannot be printed, and what helps.
pub fn lacking(whose: &str, letter: char, font: Option<&OwnFont>) -> (String, String) {
    let code = format!("U+{:04X}", u32::from(letter));
    if layout::needs_shaping(letter) {
        let message = format!("{whose} has `{letter}` ({code}), of a script whose letters change beside each other");
        return (message, "write it with other letters: no font alone can set these yet".to_owned());
    }
    match font {
        None => (
            format!("{whose} has the letter `{letter}` ({code}), which no face has"),
            "name a font that has it with `--font FILE`, or write it with other letters".to_owned(),
        ),
        Some(font) => (
            format!("{whose} has the letter `{letter}` ({code}), which no face has, nor the font `{}`", font.name),
            "name another font, or write it with other letters".to_owned(),
        ),
    }
}

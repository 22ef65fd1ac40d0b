//! Code that somebody typed back: bytes of a file or of standard input in, a program out, however it was saved.

use super::{Failure, files};
use crate::python::syntax;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Bytes that are read: a program that can be run is far shorter.
const MOST_BYTES: u64 = 64 << 10;

/// Where the code is.
pub enum Place {
    File(PathBuf),
    StandardInput,
}

impl Place {
    fn name(&self) -> String {
        match self {
            Place::File(path) => format!("`{}`", path.display()),
            Place::StandardInput => "standard input".to_owned(),
        }
    }

    fn read(&self) -> Result<Vec<u8>, Failure> {
        match self {
            Place::File(path) => files::read_at_most(path, MOST_BYTES),
            Place::StandardInput => {
                let mut bytes = Vec::new();
                let read = std::io::stdin().lock().take(MOST_BYTES).read_to_end(&mut bytes);
                let failed = |error| Failure::Unreadable { path: Path::new("standard input").to_owned(), error };
                read.map(|_| bytes).map_err(failed)
            }
        }
    }

    /// The program, with line ends as Python has them.
    pub fn code(&self) -> Result<String, Failure> {
        let bytes = self.read()?;
        let refuse = |what: String, help: &str| {
            Err(Failure::Usage { message: format!("{} {what}", self.name()), help: help.to_owned() })
        };
        if bytes.len() > syntax::LONGEST {
            let help = "give the file with this one answer: the code of a sheet is far shorter";
            return refuse("is longer than 4,000 bytes".to_owned(), help);
        }
        match decode(&bytes) {
            Err(line) => refuse(format!("is not UTF-8 text: line {line} has other bytes"), "save it as UTF-8"),
            Ok(code) if code.trim().is_empty() => {
                refuse("is empty".to_owned(), "type your answer into it, as you wrote it by hand")
            }
            Ok(code) => Ok(code),
        }
    }
}

/// The text of a file without a byte-order mark, its line ends `\n`; `Err` is the line, from 1, that is no UTF-8.
fn decode(bytes: &[u8]) -> Result<String, usize> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.replace("\r\n", "\n").replace('\r', "\n")),
        Err(error) => Err(1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count()),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn files_of_every_editor_are_read() {
        let cases: [(&[u8], Result<&str, usize>); 6] = [
            (b"x = 1\n", Ok("x = 1\n")),
            (b"\xef\xbb\xbfx = 1\r\ny = 2\r\n", Ok("x = 1\ny = 2\n")),
            (b"x = 1\ry = 2", Ok("x = 1\ny = 2")),
            (b"", Ok("")),
            (b"x = 1\ny = '\xe9'\n", Err(2)),
            (b"\xff\xfex\0", Err(1)),
        ];
        for (bytes, expected) in cases {
            assert_eq!(decode(bytes), expected.map(str::to_owned), "{bytes:?}");
        }
    }
}

//! Text that is kept in the repository and compared with what the program gives.
//!
//! A file that is missing or differs is written, and the test fails: the difference is looked at and committed, or
//! the program is mended. Running the tests again without looking changes nothing that `git diff` would not show.

#![expect(clippy::disallowed_methods, reason = "kept texts are files")]

use std::fs;
use std::path::Path;

/// Compares a text with a file of the repository, and writes the file where it differs.
#[track_caller]
pub fn same_as_file(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if let Some(complaint) = write_if_different(&path, text) {
        panic!("`{name}` {complaint}; look at `git diff {name}`, then keep it or mend the program");
    }
}

/// Writes the file where it differs, and says so. For tests that go over many files and fail once.
pub fn write_if_different(path: &Path, text: &str) -> Option<&'static str> {
    let kept = fs::read_to_string(path).ok();
    if kept.as_deref() == Some(text) {
        return None;
    }
    fs::create_dir_all(path.parent().expect("a kept file lies in a folder")).expect("the repository can be written");
    fs::write(path, text).expect("the repository can be written");
    Some(if kept.is_some() { "differed and was written anew" } else { "was missing and has been written" })
}

//! The run that is under way, in a file: written whole at each change, gone when the run is done.

#![expect(clippy::disallowed_methods, reason = "a run is kept in a file")]

use crate::clock::Run;
use crate::commands::{Failure, files};
use std::io::ErrorKind;
use std::path::PathBuf;

/// Longer than any run that was kept.
const MOST_BYTES: u64 = 64 << 10;

/// Where the run is kept.
pub struct Kept {
    path: PathBuf,
}

impl Kept {
    pub fn in_folder(home: PathBuf) -> Kept {
        Kept { path: home.join("countdown.json") }
    }

    /// Writes the run down, in place of any other.
    pub fn save(&self, run: &Run) -> Result<(), Failure> {
        let folder = self.path.parent().map_or(Ok(()), std::fs::create_dir_all);
        let written = folder.and_then(|()| files::write_whole(&self.path, &run.write()));
        written.map_err(|error| Failure::Unwritable { path: self.path.clone(), error })
    }

    /// The run that is kept, if there is one.
    pub fn load(&self) -> Result<Option<Run>, Failure> {
        let text = match files::read_at_most(&self.path, MOST_BYTES) {
            Err(Failure::Unreadable { error, .. }) if error.kind() == ErrorKind::NotFound => return Ok(None),
            read => read?,
        };
        let run = Run::read(&text).map_err(|fault| Failure::Usage {
            message: format!("`{}` cannot be resumed: {}", self.path.display(), fault.message()),
            help: fault.help(),
        });
        run.map(Some)
    }

    /// Takes the run away, unless another one has been started since and is kept in its place.
    pub fn forget(&self, run: &Run) {
        let is_this = self.load().is_ok_and(|kept| kept.is_some_and(|kept| kept.is_same(run)));
        if is_this {
            // One that stays is replaced by the next.
            std::fs::remove_file(&self.path).ok();
        }
    }
}

//! What travels between Longhand and its worker while problems are posed, kept frame by frame.

use crate::rig::repository;
use longhand::python::Python;
use serde_json::Value;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What the program of a mark begins with: it is only a comment, and says where what follows it was asked.
const MARK: &str = "# asked by ";

/// Time for the last frames to reach their files once a worker has ended.
const SETTLING: Duration = Duration::from_secs(20);

/// An interpreter whose worker's streams are kept.
pub struct Recorder {
    folder: tempfile::TempDir,
    python: Python,
}

/// A task as it travelled.
pub struct Exchange {
    /// The problem, its file, the form and the seed.
    pub place: String,
    pub request: Value,
    /// `Null` where the worker was killed or died.
    pub reply: Value,
}

impl Recorder {
    pub fn new() -> Recorder {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let (script, program) = (folder.path().join("worker"), folder.path().join("longhand"));
        fs::copy(repository().join("tests/outside/recorder.sh"), &script).expect("a script can be copied");
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a script can be made one");
        symlink(env!("CARGO_BIN_EXE_longhand"), program).expect("a link can be made in a new folder");
        Recorder { folder, python: Python::in_worker(script) }
    }

    /// The interpreter, from here on asked at this place.
    pub fn at(&mut self, place: &str) -> &mut Python {
        let marked = self.python.run(&format!("{MARK}{place}\n"));
        assert!(marked.is_ok(), "the worker does not answer: {marked:?}");
        &mut self.python
    }

    /// Ends the worker, and hands every exchange to `take`, in the order in which they were.
    pub fn replay(self, mut take: impl FnMut(Exchange)) {
        drop(self.python);
        let mut place = String::new();
        for number in 0.. {
            let folder = self.folder.path().join(number.to_string());
            if !folder.is_dir() {
                return;
            }
            settle(&folder);
            let replies = frames(&folder.join("replies"));
            // The first frame is the greeting.
            let mut replies = replies.into_iter().skip(1);
            for request in frames(&folder.join("requests")) {
                let reply = replies.next().unwrap_or(Value::Null);
                match request["task"]["Run"]["program"].as_str().and_then(|program| program.strip_prefix(MARK)) {
                    Some(mark) => mark.trim_end().clone_into(&mut place),
                    None => take(Exchange { place: place.clone(), request, reply }),
                }
            }
        }
    }
}

/// Waits until the streams of a worker are whole.
fn settle(folder: &Path) {
    let start = Instant::now();
    while folder.join("in").exists() || folder.join("out").exists() {
        assert!(start.elapsed() < SETTLING, "the streams in {} never end", folder.display());
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// The messages of a stream: each its length in four bytes, then JSON. One that was cut off is none.
fn frames(path: &PathBuf) -> Vec<Value> {
    let bytes = fs::read(path).unwrap_or_default();
    let mut rest = bytes.as_slice();
    let mut found = Vec::new();
    while let Some((length, behind)) = rest.split_first_chunk::<4>() {
        let Some((body, behind)) = behind.split_at_checked(u32::from_le_bytes(*length) as usize) else { break };
        found.push(serde_json::from_slice(body).expect("a frame is JSON"));
        rest = behind;
    }
    found
}

//! Sheets that every other file here looks at, made once.

use crate::rig::Session;
use std::path::PathBuf;
use std::sync::LazyLock;

/// A PDF and the same sheet as data.
pub struct Printed {
    pub name: String,
    pub pdf: PathBuf,
    pub sheet: serde_json::Value,
}

struct Folder {
    /// Keeps the folder until the process ends.
    _session: Session,
    list: Vec<Printed>,
}

/// One sheet a line: every paper and print, every place of the key, short and long, a seed.
const LINES: [&str; 12] = [
    "daily --paper a4",
    "daily --paper letter",
    "daily --paper a4 --key none --date 2026-12-01",
    "daily --paper letter --seed 7",
    "daily --paper a4 --seed 8 --minutes 30",
    "daily --paper a4 --date 2027-01-09",
    "daily --paper a4 --date 2027-02-18 --topics classes,generators",
    "daily --paper letter --date 2027-03-27 --levels 1",
    "daily --paper a5 --date 2027-01-09",
    "daily --paper a4 --large-print --date 2027-01-09",
    "daily --paper letter --large-print --seed 8 --minutes 30",
    "daily --paper a4 --key fold --date 2026-12-01",
];

static FOLDER: LazyLock<Folder> = LazyLock::new(|| {
    let session = Session::new();
    let list = LINES.iter().enumerate().map(|(number, line)| print(&session, number, line)).collect();
    Folder { _session: session, list }
});

fn print(session: &Session, number: usize, line: &str) -> Printed {
    let name = format!("sheet-{number}.pdf");
    session.run(&format!("{line} --quiet -o {name}")).files(&[&name]);
    let run = session.run(&format!("{line} --format json")).json();
    Printed { name: format!("longhand {line}"), pdf: session.path(&name), sheet: run["sheets"][0].clone() }
}

/// Every sheet of the list.
pub fn all() -> &'static [Printed] {
    &FOLDER.list
}

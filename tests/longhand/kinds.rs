//! One question of every kind with its key, as text: a change of what a kind puts on paper is a change of these files.

use crate::rig::Session;
use crate::rig::golden::write_if_different;
use crate::rig::repository;
use longhand::kinds::Name;

#[test]
fn every_kind_has_its_sheet_and_key() {
    let session = Session::new();
    let mut written = Vec::new();
    for kind in Name::ALL {
        session.run(&format!("new problem {kind} -o {kind}.toml")).whatever_it_says();
        let text = session.stdout(&format!("show {kind}.toml --seed 3 --key --format text"));
        let path = repository().join(format!("tests/longhand/kinds/{kind}.txt"));
        written.extend(write_if_different(&path, &text).map(|complaint| format!("{kind}: {complaint}")));
    }
    assert!(written.is_empty(), "in `tests/longhand/kinds`, look at `git diff`: {written:?}");
}

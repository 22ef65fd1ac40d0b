//! `bank.lock`: what each problem's answers were, so that they cannot change unnoticed (`curriculum/README.md` 3.7).
//!
//! One line a problem, sorted by id: id, version, digest of its answers, and for a retired problem the month. A line that
//! begins with `#` says something to people.

use crate::diagnostic::{Faults, Finding, Place, Severity, Source, words};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The file's name, in the folder of the bank.
pub const LOCK: &str = "bank.lock";

const HEAD: &str = "# Written by `longhand check --write`: id, version, digest of the answers.\n";

/// A problem as a lock has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    pub version: u32,
    pub digest: String,
    /// The month since which it is not drawn any more.
    pub retired: Option<String>,
}

/// Problems by their id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    pub problems: BTreeMap<String, Locked>,
}

/// A lock as it was read, with the places of its lines.
pub struct LockFile {
    pub lock: Lock,
    source: Arc<Source>,
    places: BTreeMap<String, Place>,
}

/// A problem of today, and where it stands.
pub struct Current {
    pub locked: Locked,
    pub place: Place,
}

impl Lock {
    pub fn to_text(&self) -> String {
        let lines = self.problems.iter().map(|(id, locked)| {
            let retired = locked.retired.as_ref().map_or(String::new(), |month| format!(" retired {month}"));
            format!("{id} {} {}{retired}\n", locked.version, locked.digest)
        });
        std::iter::once(HEAD.to_owned()).chain(lines).collect()
    }
}

impl LockFile {
    /// Reads a lock; lines that are none are noted.
    pub fn read(source: &Arc<Source>, faults: &mut Faults) -> LockFile {
        let mut file = LockFile { lock: Lock::default(), source: Arc::clone(source), places: BTreeMap::new() };
        let mut start = 0;
        for line in source.text.split_inclusive('\n') {
            let place = Place { source: Arc::clone(source), span: start..start + line.trim_end().len() };
            start += line.len();
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            match read_line(line) {
                Some((id, locked)) if !file.lock.problems.contains_key(&id) => {
                    file.places.insert(id.clone(), place);
                    file.lock.problems.insert(id, locked);
                }
                _ => faults.note(&place, &LockFault::NotALine),
            }
        }
        file
    }

    /// Notes what has changed that must not change. Problems that are not current are passed over: see `check_removed`.
    pub fn check(&self, current: &BTreeMap<String, Current>, faults: &mut Faults) {
        let mut behind = Vec::new();
        for (id, Current { locked: now, place }) in current {
            let Some(then) = self.lock.problems.get(id) else {
                behind.push(id.clone());
                continue;
            };
            match changed(id, then, now) {
                Some(fault) => {
                    let here = self.places.get(id).map(|place| (place.clone(), "as it was".to_owned()));
                    faults.note_with(place, &fault, here.into_iter().collect());
                }
                None if then != now => behind.push(id.clone()),
                None => {}
            }
        }
        if !behind.is_empty() {
            faults.note(&Place::whole_file(&self.source), &LockFault::Behind { ids: behind });
        }
    }

    /// Notes problems that the lock has and a whole bank lacks.
    pub fn check_removed(&self, current: &BTreeMap<String, Current>, faults: &mut Faults) {
        for (id, place) in self.places.iter().filter(|(id, _)| !current.contains_key(*id)) {
            faults.note(place, &LockFault::Removed { id: id.clone() });
        }
    }
}

fn read_line(line: &str) -> Option<(String, Locked)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (id, version, digest, retired) = match words.as_slice() {
        [id, version, digest] => (id, version, digest, None),
        [id, version, digest, "retired", month] => (id, version, digest, Some((*month).to_owned())),
        _ => return None,
    };
    let is_digest = digest.len() == 16 && digest.bytes().all(|digit| digit.is_ascii_hexdigit());
    let version = version.parse().ok().filter(|_| is_digest)?;
    Some(((*id).to_owned(), Locked { version, digest: (*digest).to_owned(), retired }))
}

/// What is wrong about a change, if anything is.
fn changed(id: &str, then: &Locked, now: &Locked) -> Option<LockFault> {
    let id = id.to_owned();
    if then.retired.is_some() && now.retired.is_none() {
        Some(LockFault::UsedAgain { id })
    } else if now.version < then.version {
        Some(LockFault::WentBack { id, was: then.version, is: now.version })
    } else if now.version == then.version && now.digest != then.digest {
        Some(LockFault::AnswersChanged { id, version: now.version })
    } else {
        None
    }
}

/// What can be wrong between a bank and its lock.
#[derive(Clone, Debug, PartialEq)]
pub enum LockFault {
    NotALine,
    AnswersChanged { id: String, version: u32 },
    WentBack { id: String, was: u32, is: u32 },
    Removed { id: String },
    UsedAgain { id: String },
    Behind { ids: Vec<String> },
}

impl Finding for LockFault {
    fn severity(&self) -> Severity {
        match self {
            LockFault::Behind { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            LockFault::NotALine => "not-a-lock-line",
            LockFault::AnswersChanged { .. } => "answers-changed",
            LockFault::WentBack { .. } => "version-went-back",
            LockFault::Removed { .. } => "problem-removed",
            LockFault::UsedAgain { .. } => "retired-id-used-again",
            LockFault::Behind { .. } => "lock-behind",
        }
    }

    fn message(&self) -> String {
        match self {
            LockFault::NotALine => "this is no line of a lock".to_owned(),
            LockFault::AnswersChanged { id, version } => {
                format!("the answers of `{id}` have changed, and its version is still {version}")
            }
            LockFault::WentBack { id, was, is } => format!("the version of `{id}` was {was}, and is {is}"),
            LockFault::Removed { id } => format!("the problem `{id}` is gone, and old sheets have it"),
            LockFault::UsedAgain { id } => format!("`{id}` was retired, and is drawn again"),
            LockFault::Behind { ids } => {
                let shown = words::all_of(ids.iter().take(3));
                let more = ids.len().saturating_sub(3);
                let more = if more == 0 { String::new() } else { format!(", and {more} more") };
                format!("the lock does not have {shown}{more} as they are now")
            }
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            LockFault::NotALine => {
                "write id, version and 16 hexadecimal digits, or delete the line and run `longhand check --write`"
                    .to_owned()
            }
            LockFault::AnswersChanged { version, .. } => {
                format!("write `version = {}`: old sheets must not get another key", version + 1)
            }
            LockFault::WentBack { was, .. } => format!("write `version = {}`", was + 1),
            LockFault::Removed { .. } => {
                "put it back with `retired = \"2027-03\"`: it is drawn no more, and old sheets keep their key"
                    .to_owned()
            }
            LockFault::UsedAgain { .. } => "give the new problem another id, and leave the old one retired".to_owned(),
            LockFault::Behind { .. } => "run `longhand check --write` on the folder of the bank".to_owned(),
        };
        Some(help)
    }
}

#[cfg(test)]
mod tests {
    use super::{Current, Lock, LockFile, Locked};
    use crate::diagnostic::{Faults, Place, Source};
    use std::collections::BTreeMap;
    use std::sync::Arc;

    fn locked(version: u32, digest: char, retired: Option<&str>) -> Locked {
        Locked { version, digest: digest.to_string().repeat(16), retired: retired.map(str::to_owned) }
    }

    fn source(text: String) -> Arc<Source> {
        Arc::new(Source { name: "bank.lock".to_owned(), text })
    }

    #[test]
    fn a_lock_is_read_as_it_was_written() {
        let problems = [("b-two", locked(2, 'b', Some("2027-03"))), ("a-one", locked(1, 'a', None))];
        let lock = Lock { problems: problems.into_iter().map(|(id, locked)| (id.to_owned(), locked)).collect() };
        let text = lock.to_text();
        assert!(text.ends_with("a-one 1 aaaaaaaaaaaaaaaa\nb-two 2 bbbbbbbbbbbbbbbb retired 2027-03\n"), "{text}");
        let mut faults = Faults::default();
        assert_eq!(LockFile::read(&source(text), &mut faults).lock, lock);
        assert!(faults.is_empty());
    }

    #[test]
    fn each_change_is_told_by_its_name() {
        let then = locked(2, 'a', None);
        let cases = [
            (then.clone(), locked(2, 'a', None), None),
            (then.clone(), locked(2, 'b', None), Some("answers-changed")),
            (then.clone(), locked(1, 'a', None), Some("version-went-back")),
            (then.clone(), locked(3, 'b', None), Some("lock-behind")),
            (then, locked(2, 'a', Some("2027-03")), Some("lock-behind")),
            (locked(2, 'a', Some("2027-03")), locked(3, 'b', None), Some("retired-id-used-again")),
        ];
        for (then, now, expected) in cases {
            let lock = Lock { problems: BTreeMap::from([("a-one".to_owned(), then)]) };
            let source = source(lock.to_text());
            let mut faults = Faults::default();
            let file = LockFile::read(&source, &mut faults);
            let current = Current { locked: now.clone(), place: Place { source, span: 0..1 } };
            file.check(&BTreeMap::from([("a-one".to_owned(), current)]), &mut faults);
            let codes: Vec<&str> = faults.into_sorted().iter().map(|fault| fault.code).collect();
            assert_eq!(codes, expected.into_iter().collect::<Vec<_>>(), "{now:?}");
        }
    }

    #[test]
    fn lines_of_another_shape_are_told() {
        for line in ["a-one", "a-one 1 short", "a-one x aaaaaaaaaaaaaaaa", "a-one 1 aaaaaaaaaaaaaaaa gone"] {
            let mut faults = Faults::default();
            LockFile::read(&source(format!("{line}\n")), &mut faults);
            assert_eq!(faults.len(), 1, "{line}");
        }
    }
}

//! A fault: what is wrong, where, and what to write instead.
//!
//! Rooms find things and note them here with a place; nothing in this room knows what a problem is. Words are made
//! by the finding itself (`Finding`), and shown once, by `report`.

mod place;
mod report;
pub mod words;

pub use place::{Place, Source};
pub use report::{summary, to_json, to_text};

/// Something found wrong, as data. An enum in the room that finds it implements this, code, message and help in
/// adjacent lines.
pub trait Finding {
    /// A kebab-case name of what is wrong, never of the cure: `unknown-key`.
    fn code(&self) -> &'static str;
    /// One sentence, lower case, names in backticks, no full stop.
    fn message(&self) -> String;
    /// What to write instead.
    fn help(&self) -> Option<String>;
    /// Warnings are faults only with `--strict`.
    fn severity(&self) -> Severity {
        Severity::Error
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

/// A finding in words, at its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub code: &'static str,
    pub severity: Severity,
    pub message: String,
    pub help: Option<String>,
    pub place: Place,
    /// Further places with a word each: "first used here".
    pub related: Vec<(Place, String)>,
}

/// All faults found so far. Whoever finds one notes it and goes on.
#[derive(Debug, Default)]
pub struct Faults {
    list: Vec<Fault>,
}

impl Faults {
    /// Notes a finding at its place.
    pub fn note(&mut self, place: &Place, finding: &dyn Finding) {
        self.note_with(place, finding, Vec::new());
    }

    /// Notes a finding with further places.
    pub fn note_with(&mut self, place: &Place, finding: &dyn Finding, related: Vec<(Place, String)>) {
        self.list.push(Fault {
            code: finding.code(),
            severity: finding.severity(),
            message: finding.message(),
            help: finding.help(),
            place: place.clone(),
            related,
        });
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether one of them is more than a warning.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|fault| fault.severity == Severity::Error)
    }

    /// Every fault, sorted by file and place, the same fault once.
    pub fn into_sorted(mut self) -> Vec<Fault> {
        let by_place = |fault: &Fault| {
            let span = &fault.place.span;
            (fault.place.source.name.clone(), span.start, span.end, fault.code, fault.message.clone())
        };
        self.list.sort_by_cached_key(by_place);
        self.list.dedup();
        self.list
    }

    /// Takes over the faults of another collection.
    pub fn append(&mut self, other: Faults) {
        self.list.extend(other.list);
    }
}

impl Extend<Fault> for Faults {
    fn extend<I: IntoIterator<Item = Fault>>(&mut self, faults: I) {
        self.list.extend(faults);
    }
}

#[cfg(test)]
mod tests {
    use super::{Faults, Finding, Place, Source};
    use std::sync::Arc;

    struct Odd(&'static str);

    impl Finding for Odd {
        fn code(&self) -> &'static str {
            self.0
        }
        fn message(&self) -> String {
            "odd".to_owned()
        }
        fn help(&self) -> Option<String> {
            None
        }
    }

    #[test]
    fn faults_are_sorted_by_place_and_each_stands_once() {
        let source = Arc::new(Source { name: "b.toml".to_owned(), text: "x = 1\ny = 2\n".to_owned() });
        let first = Arc::new(Source { name: "a.toml".to_owned(), text: String::new() });
        let late = Place { source: Arc::clone(&source), span: 6..7 };
        let early = Place { source, span: 0..1 };
        let mut faults = Faults::default();
        for (place, code) in [(&late, "two"), (&early, "one"), (&late, "three"), (&late, "two")] {
            faults.note(place, &Odd(code));
        }
        faults.note(&Place::whole_file(&first), &Odd("zero"));
        let codes: Vec<&str> = faults.into_sorted().iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["zero", "one", "three", "two"]);
    }
}

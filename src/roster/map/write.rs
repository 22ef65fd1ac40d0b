//! Students and their codes → the map as CSV.

use super::{MARK_OF_UTF_8, guarded};

/// One copy of a handout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The sheet's code, as printed.
    pub code: String,
    /// Empty on a copy for nobody in particular.
    pub name: String,
    pub id: Option<String>,
    pub group: Option<String>,
    /// What whoever marks it has to know; there is a column for it if any copy has one.
    pub note: Option<String>,
}

/// The map: a row for each copy in their order, numbered from 1, with an empty cell for the mark of each question, in
/// whose head its points stand. UTF-8 with a mark, lines end in CR LF, every text in quotes.
pub fn to_csv(entries: &[Entry], points: &[u32]) -> Vec<u8> {
    let has_notes = entries.iter().any(|entry| entry.note.is_some());
    let heads = ["number", "code", "name", "id", "group"].map(str::to_owned).into_iter();
    let questions = points.iter().zip(1..).map(|(points, number): (_, u32)| format!("q{number} ({points})"));
    let note = has_notes.then(|| "note".to_owned());
    let mut lines = vec![line(heads.chain(questions).chain(["total".to_owned()]).chain(note))];
    for (entry, number) in entries.iter().zip(1_u32..) {
        let known = [&entry.code, &entry.name].map(String::as_str);
        let optional = [&entry.id, &entry.group].map(|text| text.as_deref().unwrap_or_default());
        let texts = known.into_iter().chain(optional).map(|text| quoted(&guarded(text.trim())));
        let marks = std::iter::repeat_n(String::new(), points.len() + 1);
        let note = has_notes.then(|| quoted(&guarded(entry.note.as_deref().unwrap_or_default())));
        lines.push(line(std::iter::once(number.to_string()).chain(texts).chain(marks).chain(note)));
    }
    [MARK_OF_UTF_8, lines.concat().as_bytes()].concat()
}

/// The cells of one row with its end.
fn line(cells: impl Iterator<Item = String>) -> String {
    format!("{}\r\n", cells.collect::<Vec<_>>().join(","))
}

fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests {
    use super::{Entry, to_csv};

    #[test]
    fn a_map_is_as_spreadsheets_read_it() {
        let entries = [
            Entry { code: "K7F3-9QX2".to_owned(), name: "Lee, \"Ann\"".to_owned(), ..Entry::default() },
            Entry {
                code: "K7F3-9QX3".to_owned(),
                name: "=1+1".to_owned(),
                id: Some("007".to_owned()),
                group: Some("7B".to_owned()),
                note: Some("q2 as on 1".to_owned()),
            },
        ];
        let expected = "\u{feff}number,code,name,id,group,q1 (4),q2 (2),total,note\r\n\
                        1,\"K7F3-9QX2\",\"Lee, \"\"Ann\"\"\",,,,,,\r\n\
                        2,\"K7F3-9QX3\",\"'=1+1\",\"007\",\"7B\",,,,\"q2 as on 1\"\r\n";
        assert_eq!(String::from_utf8(to_csv(&entries, &[4, 2])).unwrap(), expected);
    }
}

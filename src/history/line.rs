//! One line of the file: a record as JSON with its checksum as the last key.
//!
//! `{"v":1,…,"sum":"9f3a21cc"}`, where the checksum is CRC-32 (IEEE, as in zip) of every byte before `,"sum"`. A line that
//! does not fit its checksum is never read as a record.

use super::record::{KINDS, Record, VERSION};
use serde_json::Value;

/// How every record begins. Within a text of JSON a quote has a backslash before it, so this stands nowhere else.
pub(super) const START: &[u8] = b"{\"v\":";
/// What stands before the checksum.
const SUM: &[u8] = b",\"sum\":\"";
const DIGITS: usize = 8;
/// What stands after it.
const END: &[u8] = b"\"}";
/// Bytes from the comma to the end.
const SEAL: usize = SUM.len() + DIGITS + END.len();

/// What a whole line says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    Record(Box<Record>),
    /// A later version of Longhand wrote it.
    Newer,
}

/// A line that fits its checksum.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// In eight hexadecimal digits.
    pub sum: String,
    pub said: Said,
}

/// A record as a line, without a line end.
pub(super) fn write(record: &Record) -> String {
    let json = serde_json::to_string(record).expect("a record has text for keys");
    let keys = json.strip_prefix('{').and_then(|json| json.strip_suffix('}')).expect("a record is an object");
    let body = format!("{{\"v\":{VERSION},{keys}");
    let sum = checksum(body.as_bytes());
    format!("{body},\"sum\":\"{sum}\"}}")
}

/// Reads a line without its line end; `None` if it does not fit its checksum.
pub(super) fn read(line: &[u8]) -> Option<Line> {
    let (body, seal) = line.split_at_checked(line.len().checked_sub(SEAL)?)?;
    let sum = sum_of_seal(seal)?;
    let is_whole = line.starts_with(START) && checksum(body) == sum;
    is_whole.then(|| Line { sum: sum.to_owned(), said: said(line) })
}

/// Where the first checksum of some text ends.
pub(super) fn first_end(text: &[u8]) -> Option<usize> {
    text.windows(SEAL).position(|window| sum_of_seal(window).is_some()).map(|start| start + SEAL)
}

fn sum_of_seal(seal: &[u8]) -> Option<&str> {
    let digits = seal.strip_prefix(SUM)?.strip_suffix(END)?;
    std::str::from_utf8(digits).ok().filter(|digits| digits.len() == DIGITS)
}

fn checksum(bytes: &[u8]) -> String {
    format!("{:08x}", crc32fast::hash(bytes))
}

/// A record that a later version wrote is one of a higher number, of an unknown kind, or of another shape.
fn said(line: &[u8]) -> Said {
    let value: Value = serde_json::from_slice(line).unwrap_or_default();
    let is_known =
        value["v"].as_u64() == Some(VERSION) && value["kind"].as_str().is_some_and(|kind| KINDS.contains(&kind));
    let record = if is_known { serde_json::from_value(value).ok() } else { None };
    record.map_or(Said::Newer, |record| Said::Record(Box::new(record)))
}

#[cfg(test)]
mod tests {
    use super::{Said, checksum, first_end, read, write};
    use crate::history::record::{Event, Record, Stamp, Undone};
    use proptest::prelude::*;

    fn record(code: &str) -> Record {
        let stamp = Stamp { at: "2026-11-22T09:15:04Z".to_owned(), day: "2026-11-22".to_owned() };
        Record { stamp, event: Event::Undone(Undone { code: code.to_owned(), score: "0123abcd".to_owned() }) }
    }

    // The checksum was computed with zlib, apart from this code.
    #[test]
    fn a_known_line() {
        let line = "{\"v\":1,\"at\":\"2026-11-22T09:15:04Z\",\"day\":\"2026-11-22\",\"kind\":\"undone\",\"code\":\"8000\",\
                    \"score\":\"0123abcd\",\"sum\":\"a796205a\"}";
        assert_eq!(write(&record("8000")), line);
        assert_eq!(read(line.as_bytes()).map(|line| line.said), Some(Said::Record(Box::new(record("8000")))));
    }

    #[test]
    fn what_a_later_version_wrote_is_told_from_damage() {
        let sealed = |body: &str| format!("{body},\"sum\":\"{}\"}}", checksum(body.as_bytes()));
        for body in [
            "{\"v\":2,\"kind\":\"printed\"",
            "{\"v\":1,\"kind\":\"dreamt\"",
            "{\"v\":1,\"kind\":\"scored\"",
            "{\"v\":[[[",
        ] {
            let line = sealed(body);
            assert_eq!(read(line.as_bytes()).map(|line| line.said), Some(Said::Newer), "{line}");
            assert_eq!(read(line.replace("\"v\"", "\"w\"").as_bytes()), None);
        }
    }

    proptest! {
        #[test]
        fn lines_read_back(code in "\\PC*|[\"\\\\{}:,a-z\\x00-\\x20]*") {
            let line = write(&record(&code));
            prop_assert!(!line.chars().any(|letter| letter.is_ascii_control()));
            prop_assert_eq!(first_end(line.as_bytes()), Some(line.len()));
            prop_assert_eq!(read(line.as_bytes()).map(|line| line.said), Some(Said::Record(Box::new(record(&code)))));
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = read(&bytes);
        }
    }
}

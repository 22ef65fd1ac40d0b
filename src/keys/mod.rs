//! TOML as a tree with places, taken key by key with its type, every fault noted.
//!
//! A reader takes the keys it knows by name; what nobody took is a fault at the end. One wrong value never hides
//! the next. Nothing here knows what the keys mean.

mod faults;
mod file;
mod node;
mod table;
mod take;

pub use faults::KeyFault;
pub use file::{decode, parse};
pub use table::{Field, Key, KeyTable, Need, Shape};

use crate::diagnostic::Place;
use node::Entry;

/// Bytes that a file may have. A set of twenty problems has about 20,000.
pub const FILE_LIMIT: usize = 1_000_000;

/// A string of a TOML file with the place of every byte.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub value: String,
    /// The value with its quotes.
    pub place: Place,
    /// Where the first byte of `value` stands in the file, if the bytes of the value are bytes of the file
    /// (`'''` strings and strings without escapes).
    pub verbatim_from: Option<usize>,
}

impl Text {
    /// The place of a byte range of the value; the whole string where escapes make that unknown.
    pub fn part(&self, range: std::ops::Range<usize>) -> Place {
        match self.verbatim_from {
            Some(start) => self.place.at(start + range.start..start + range.end),
            None => self.place.clone(),
        }
    }
}

/// A whole number with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    pub value: i64,
    pub place: Place,
}

/// Any TOML value, for keys of several shapes (parameters, `pick`).
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Text(Text),
    Int(Number),
    Float(f64, Place),
    Bool(bool, Place),
    List(Vec<Item>, Place),
    Table(Vec<(Text, Item)>, Place),
}

impl Item {
    /// Where the value stands.
    pub fn place(&self) -> &Place {
        match self {
            Item::Text(text) => &text.place,
            Item::Int(number) => &number.place,
            Item::Float(_, place) | Item::Bool(_, place) | Item::List(_, place) | Item::Table(_, place) => place,
        }
    }

    /// What it is, for a message: "text", "a number", "`true`", "a list", "a table".
    pub fn shape(&self) -> &'static str {
        match self {
            Item::Text(_) => "text",
            Item::Int(_) => "a number",
            Item::Float(..) => "a number with a point",
            Item::Bool(true, _) => "`true`",
            Item::Bool(false, _) => "`false`",
            Item::List(..) => "a list",
            Item::Table(..) => "a table",
        }
    }
}

/// A table whose keys are taken one by one.
#[derive(Clone, Debug)]
pub struct Keys {
    place: Place,
    entries: Vec<Entry>,
    /// What it may have, the most particular last; none where the names are the file's own.
    known: Vec<&'static KeyTable>,
}

#[cfg(test)]
mod tests {
    use super::{FILE_LIMIT, Item, Keys, decode, parse};
    use crate::diagnostic::{Fault, Faults, Source, to_text};
    use std::sync::Arc;

    fn read(text: &str) -> (Keys, Faults) {
        let source = Arc::new(Source { name: "set.toml".to_owned(), text: text.to_owned() });
        let mut faults = Faults::default();
        let keys = parse(&source, &mut faults).expect("these texts have no endless keys");
        (keys, faults)
    }

    fn lines(faults: Faults) -> Vec<String> {
        let line = |fault: &Fault| format!("{}: {}", fault.place.line_and_column().0, fault.message);
        faults.into_sorted().iter().map(line).collect()
    }

    #[test]
    fn keys_come_with_their_type_and_place() {
        let (mut keys, mut faults) = read(
            "title = \"Loops\"\nlevel = 2\nopen = true\nnames = ['a', \"b\"]\nany = [[1, 'x'], 2.5]\n\n[draw]\nn = { int = [1, 2] }\nb = 1\n\n[[bug]]\nid = 'one'\n[[bug]]\nid = 'two'\n",
        );
        assert_eq!(keys.text("title", &mut faults).map(|text| text.value), Some("Loops".to_owned()));
        assert_eq!(keys.int("level", 1..=3, &mut faults).map(|number| number.value), Some(2));
        assert_eq!(keys.bool("open", &mut faults), Some(true));
        assert_eq!(keys.texts("names", &mut faults).map(|texts| texts.len()), Some(2));
        let any = keys.items("any", &mut faults).unwrap_or_default();
        assert!(matches!(any.as_slice(), [Item::List(..), Item::Float(..)]));
        let mut draw = keys.table("draw", &mut faults).expect("`[draw]` is there");
        assert_eq!(draw.place().text(), "[draw]");
        let names: Vec<String> = draw.take_rest().into_iter().map(|(name, _)| name.value).collect();
        assert_eq!(names, ["n", "b"]);
        let bugs = keys.tables("bug", &mut faults);
        assert_eq!(bugs.iter().map(|bug| bug.place().line_and_column().0).collect::<Vec<_>>(), [11, 13]);
        keys.finish("problem", &|_| None, &[], &mut faults);
        assert_eq!(lines(faults), Vec::<String>::new());
    }

    #[test]
    fn each_wrong_value_is_noted_and_hides_nothing() {
        let (mut keys, mut faults) = read(
            "level = 'two'\nminutes = 99\ntitle = 3\nbecause = 1\nwhere = ['a', 1]\nwacth = 1\nrows = 1\nwhen = 2027-03-01\nbig = 99999999999999999999\n",
        );
        assert!(keys.int("level", 1..=3, &mut faults).is_none());
        assert!(keys.int("minutes", 1..=30, &mut faults).is_none());
        assert!(keys.text("title", &mut faults).is_none());
        assert!(keys.bool("because", &mut faults).is_none());
        assert!(keys.texts("where", &mut faults).is_none());
        assert!(keys.require("big", "never asked", &mut faults));
        assert!(!keys.require("watch", "the names that have a column", &mut faults));
        assert!(!keys.require("id", "a problem needs `id`", &mut faults));
        let known = |key: &str| (key == "rows").then(|| "trace".to_owned());
        keys.finish("output", &known, &["watch", "where"], &mut faults);
        assert_eq!(
            lines(faults),
            [
                "1: `watch` is missing: the names that have a column",
                "1: a problem needs `id`",
                "1: `level` is a whole number from 1 to 3, not text",
                "2: `minutes` is a whole number from 1 to 30, not 99",
                "3: `title` is text, not a number",
                "4: `because` is `true` or `false`, not a number",
                "5: each element of `where` is text, not a number",
                "6: `output` has no key `wacth`",
                "7: `rows` belongs to `trace`; this problem is `output`",
                "8: `2027-03-01` is text in quotes, not a date",
                "9: the value is a number of at most 64 bits, not `99999999999999999999`",
            ]
        );
    }

    #[test]
    fn every_syntax_fault_has_its_place_and_breaks_only_its_own_key() {
        let (mut keys, mut faults) = read("a = \nb = 2\nc = 1 2\nd = \"open\ne = [1,\nf = 3\n");
        assert_eq!(keys.int("b", 0..=9, &mut faults).map(|number| number.value), Some(2));
        assert!(!keys.has("a") && keys.require("a", "there, if broken", &mut faults));
        let found = faults.into_sorted();
        let at: Vec<usize> = found.iter().map(|fault| fault.place.line_and_column().0).collect();
        assert!([1, 3, 4].iter().all(|line| at.contains(line)), "{}", to_text(&found));
        assert!(found.iter().all(|fault| fault.code == "not-toml"));
    }

    #[test]
    fn depth_without_end_is_a_fault_and_no_crash() {
        let long = format!("{}z = 1\n", "a.".repeat(300_000));
        let spaced = format!("x = {{ {}'z' = 1 }}\n", "'a' . ".repeat(100_000));
        let nested = format!("x = {}\n", "[".repeat(400_000));
        for text in [long, spaced, nested] {
            let source = Arc::new(Source { name: "deep.toml".to_owned(), text });
            let mut faults = Faults::default();
            parse(&source, &mut faults);
            let found = faults.into_sorted();
            assert!(found.iter().any(|fault| fault.code == "not-toml"));
            assert!(found[0].place.source.name == "deep.toml");
        }
    }

    #[test]
    fn ordinary_dots_are_no_long_key() {
        let (_, faults) = read(&format!("a = '''{}'''\nb.c.d = 1.5\n", "One. Two. Three words.\n".repeat(200)));
        assert!(faults.is_empty());
    }

    #[test]
    fn texts_know_where_their_bytes_stand() {
        let cases = [
            ("t = '''\nfor x in y:\n'''\n", "x in", Some("x in")),
            ("t = \"for x in y\"\n", "x in", Some("x in")),
            ("t = \"\"\"\nfor x in y\"\"\"\n", "x in", Some("x in")),
            ("t = 'ä x in y'\n", "x in", Some("x in")),
            ("t = \"a\\n x in y\"\n", "x in", None),
        ];
        for (file, piece, verbatim) in cases {
            let (mut keys, mut faults) = read(file);
            let text = keys.text("t", &mut faults).expect("`t` is text");
            let at = text.value.find(piece).expect("the piece stands in the text");
            let place = text.part(at..at + piece.len());
            match verbatim {
                Some(piece) => assert_eq!(place.text(), piece, "{file}"),
                None => assert_eq!(place, text.place, "{file}"),
            }
        }
    }

    #[test]
    fn files_are_decoded_or_refused_by_name() {
        let mut faults = Faults::default();
        let source = decode("a.toml", b"\xef\xbb\xbfa = 1\r\nb = '''\r\nx\r\n'''\r\n", &mut faults);
        assert_eq!(source.map(|source| source.text.clone()), Some("a = 1\nb = '''\nx\n'''\n".to_owned()));
        assert!(decode("b.toml", b"a = 1\nb = '\xff'\n", &mut faults).is_none());
        assert!(decode("c.toml", &vec![b'\n'; FILE_LIMIT + 1], &mut faults).is_none());
        let codes: Vec<_> =
            faults.into_sorted().into_iter().map(|fault| (fault.place.source.name.clone(), fault.code)).collect();
        assert_eq!(codes, [("b.toml".to_owned(), "not-utf8"), ("c.toml".to_owned(), "file-too-large")]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "[\\[\\]{}=.'\"\\\\a-c0-9 #\n,é]{0,60}") {
            let source = Arc::new(Source { name: "any.toml".to_owned(), text });
            let mut faults = Faults::default();
            if let Some(mut keys) = parse(&source, &mut faults) {
                keys.take_rest();
            }
            to_text(&faults.into_sorted());
        }
    }
}

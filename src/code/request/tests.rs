use super::{FIELDS, FontFile, Request};
use crate::code::{
    CodeFault, Drawn, Interviewer, KeyPlace, Levels, MockOf, Paper, PrintSize, RequestFault, SectionOf, Seed, Verb,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

const LINE: &str = "longhand/1 verb=daily by=date seed=9822 problems=museum-fares@1:output,class-plain@2:class:3 paper=a4 \
                    print=normal key=same minutes=15 topics=classes,generators levels=1-3 title=\"Daily drill\" date=9822 \
                    note-made=1.0.0";

fn request() -> Request {
    Request {
        verb: Verb::DailyByDate,
        seed: Seed::lowest_bits(9822),
        problems: vec![Drawn::new("museum-fares", 1, "output", None), Drawn::new("class-plain", 2, "class", Some(3))],
        paper: Paper::A4,
        print: PrintSize::Normal,
        key: KeyPlace::Same,
        minutes: 15,
        topics: vec!["classes".to_owned(), "generators".to_owned()],
        levels: Levels::ALL,
        title: "Daily drill".to_owned(),
        class: None,
        name: None,
        copy: None,
        mock: None,
        date: Some(9822),
        font: None,
        made: Some("1.0.0".to_owned()),
        notes: BTreeMap::new(),
    }
}

#[test]
fn a_known_line() {
    assert_eq!(request().to_line(), LINE);
    assert_eq!(Request::parse(LINE), Ok(request()));
    assert_eq!(request().code().to_string(), "8000-009J-Y84H-E1BW");
}

#[test]
fn order_and_blanks_make_no_difference() {
    let mut fields: Vec<&str> = LINE.split(" key=same").collect();
    fields.insert(1, "\n\t key=same ");
    assert_eq!(Request::parse(&format!("  {} \n", fields.concat())), Ok(request()));
    let (start, end) = LINE.split_once(" seed=9822").expect("the line has a seed");
    assert_eq!(Request::parse(&format!("{start}{end} seed=9822")), Ok(request()));
}

#[test]
fn notes_to_come_are_kept_and_other_fields_refused() {
    let line = format!("{LINE} note-mood=\"not bad\"");
    assert_eq!(Request::parse(&line).map(|request| request.to_line()), Ok(line));
    for field in ["fount", "note-A", "notemade", ""] {
        let fault = RequestFault::Unknown { field: field.to_owned() };
        assert_eq!(Request::parse(&format!("{LINE} {field}=x")), Err(fault.into()));
    }
}

#[test]
fn a_field_that_is_needed_and_missing_is_told() {
    let optional = ["topics", "class", "name", "copy", "naming", "places", "date", "font", "font-sha256"];
    for field in FIELDS.into_iter().filter(|field| !optional.contains(field)) {
        let line = LINE.replacen(&format!(" {field}="), " note-x=", 1);
        assert_eq!(Request::parse(&line), Err(RequestFault::Missing { field }.into()));
    }
}

#[test]
fn a_mock_says_how_it_is_held_section_by_section() {
    let section = |title: &str, candidate: &str, questions| SectionOf {
        title: title.to_owned(),
        candidate: candidate.to_owned(),
        minutes: 31,
        usual: 25,
        questions,
    };
    let mock = MockOf {
        pressure: 3,
        start: Some(845),
        extra_time: 25,
        interviewer: Interviewer::Cards,
        sections: vec![section("Whiteboard problem", "Whiteboard problem", 1), section("Theirs", "Yours", 2)],
    };
    let asked = Request { verb: Verb::Mock, mock: Some(mock), ..request() };
    let line = asked.to_line();
    let fields = "pressure=3 start=14:05 extra-time=25 interviewer=cards section-1=31/25/1 title-1=\"Whiteboard problem\" \
                  section-2=31/25/2 title-2=Theirs candidate-2=Yours";
    assert!(line.contains(fields), "{line}");
    assert_eq!(Request::parse(&line), Ok(asked));
    for (field, other) in [
        ("pressure=3", "pressure=5"),
        ("start=14:05", "start=25:00"),
        ("extra-time=25", "extra-time=101"),
        ("interviewer=cards", "interviewer=cat"),
        ("section-1=31/25/1", "section-1=31/25"),
        ("section-1=31/25/1 ", ""),
        ("section-2=", "section-21="),
    ] {
        assert!(Request::parse(&line.replace(field, other)).is_err(), "{other}");
    }
}

#[test]
fn a_value_that_does_not_fit_is_told() {
    let word = |field, found: &str, known: &[&'static str]| RequestFault::Word {
        field,
        found: found.to_owned(),
        known: known.to_vec(),
    };
    let cases = [
        ("verb=daily", "verb=print", word("verb", "print", &["daily", "handout", "mock", "show"])),
        ("verb=daily", "verb=mock", word("by", "date", &["seed"])),
        ("by=date", "by=hand", word("by", "hand", &["date", "seed"])),
        ("paper=a4", "paper=A4", word("paper", "A4", &["a4", "letter", "a5"])),
        ("key=same", "key=\"\"", word("key", "", &["same", "separate", "fold", "none"])),
        ("minutes=15", "minutes=-1", RequestFault::Number { field: "minutes", found: "-1".to_owned() }),
        ("date=9822", "date=+1", RequestFault::Number { field: "date", found: "+1".to_owned() }),
        ("levels=1-3", "levels=0-3", RequestFault::Levels { found: "0-3".to_owned() }),
        ("topics=classes", "topics=,classes", RequestFault::Topic { found: String::new() }),
        (":output", ":output,", RequestFault::Drawn { found: String::new() }),
        ("longhand/1", "longhand/10", RequestFault::Version { found: "10".to_owned() }),
        ("longhand/1", "longhand", RequestFault::NoMark),
    ];
    let digest = |found: &str| RequestFault::Digest { found: found.to_owned() };
    let cases = cases.into_iter().chain([
        ("note-made", "font=a.ttf note-made", RequestFault::Missing { field: "font-sha256" }),
        ("note-made", "font-sha256=00 note-made", RequestFault::Missing { field: "font" }),
        ("note-made", "font=a.ttf font-sha256=00 note-made", digest("00")),
    ]);
    for (written, instead, fault) in cases {
        assert_eq!(Request::parse(&LINE.replacen(written, instead, 1)), Err(fault.into()), "{instead}");
    }
    let seed = CodeFault::NotASeed { found: "1099511627776".to_owned() };
    assert_eq!(Request::parse(&LINE.replacen("9822", "1099511627776", 1)), Err(seed));
}

fn any_drawn() -> impl Strategy<Value = Drawn> {
    ("[a-z0-9-]{1,20}", any::<u32>(), "[a-z]{2,8}", proptest::option::of(any::<u8>()))
        .prop_map(|(id, version, kind, stage)| Drawn { id, version, kind, stage })
}

/// Text as a person, a spreadsheet or an attacker may give it.
const ANY_TEXT: &str = "\\PC{0,12}|[\\x00-\\x7f\u{2000}-\u{2070}]{0,12}";

prop_compose! {
    fn any_request()(
        verb in 0..Verb::ALL.len(),
        seed in any::<u64>(),
        problems in proptest::collection::vec(any_drawn(), 1..20),
        paper in 0usize..3,
        large in any::<bool>(),
        key in 0usize..4,
        (minutes, low, high) in (any::<u32>(), 1u8..=3, 1u8..=3),
        topics in proptest::collection::vec("[a-z-]{1,9}", 0..4),
        title in ANY_TEXT,
        class in proptest::option::of(ANY_TEXT),
        name in proptest::option::of(ANY_TEXT),
        (date, made) in (any::<Option<u32>>(), proptest::option::of(ANY_TEXT)),
        font in proptest::option::of((ANY_TEXT, "[0-9a-f]{64}")),
        notes in proptest::collection::btree_map("note-x[a-z0-9-]{0,9}", ANY_TEXT, 0..3),
    ) -> Request {
        Request {
            verb: Verb::ALL[verb],
            seed: Seed::lowest_bits(seed),
            problems,
            paper: [Paper::A4, Paper::Letter, Paper::A5][paper],
            print: if large { PrintSize::Large } else { PrintSize::Normal },
            key: [KeyPlace::Same, KeyPlace::Separate, KeyPlace::Fold, KeyPlace::None][key],
            minutes,
            topics,
            levels: Levels::new(low.min(high), high.max(low)).expect("both are 1 to 3, in order"),
            title,
            class,
            name,
            copy: None,
            mock: None,
            date,
            font: font.map(|(name, digest)| FontFile { name, digest }),
            made,
            notes,
        }
    }
}

proptest! {
    #[test]
    fn requests_read_back(request in any_request()) {
        let line = request.to_line();
        prop_assert!(!line.chars().any(char::is_control));
        prop_assert_eq!(Request::parse(&line), Ok(request));
    }

    #[test]
    fn a_damaged_line_never_panics(request in any_request(), at in any::<prop::sample::Index>(), put in "\\PC{0,3}") {
        let mut letters: Vec<char> = request.to_line().chars().collect();
        let place = at.index(letters.len());
        letters.splice(place..(place + 1), put.chars());
        let _ = Request::parse(&letters.into_iter().collect::<String>());
    }
}

//! Countdowns driven by made-up clocks.

use super::{Countdown, Ending, Event, Ink, Key, Length, Moment, Run, Section, Size, Step, begun, said, table};
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use unicode_width::UnicodeWidthStr;

/// 14:00 on a Sunday, two hours before UTC.
const START: Moment = Moment { running: 5_000, wall: 1_795_348_800_000, offset: 7_200 };

const USUAL: Size = Size { columns: 80, rows: 24 };

fn after(seconds: u64) -> Moment {
    at(seconds, seconds)
}

/// Clocks that have gone on by so many seconds each.
fn at(running: u64, wall: u64) -> Moment {
    let wall = START.wall.saturating_add_unsigned(wall * 1000);
    Moment { running: START.running + running * 1000, wall, ..START }
}

fn countdown(sections: &str) -> Countdown {
    Countdown::start(&Section::read_list(sections).expect("sections"), START)
}

/// What is said while the clocks go on second by second.
fn heard(countdown: &mut Countdown, from: u64, to: u64) -> Vec<String> {
    let mut all = Vec::new();
    for second in from..=to {
        let step = countdown.step(after(second), None);
        all.extend(step.events.iter().map(|event| format!("{second} {}", said(countdown, event))));
    }
    all
}

fn press(countdown: &mut Countdown, second: u64, letter: char) -> Step {
    countdown.step(after(second), Some(Key::Letter(letter)))
}

fn text(countdown: &Countdown, size: Size) -> String {
    countdown.frame(size, Ink::Plain).to_text()
}

#[track_caller]
fn shows(countdown: &Countdown, part: &str) {
    let text = text(countdown, USUAL);
    assert!(text.contains(part), "no `{part}` in\n{text}");
}

#[test]
fn each_bell_rings_once_in_its_section() {
    let mut countdown = countdown("Warm-up 10, Whiteboard 12:30, Questions 1");
    assert_eq!(begun(&countdown), "Warm-up: 10:00, until 14:10");
    let expected = [
        "300 5:00 left of Warm-up",
        "540 1:00 left of Warm-up",
        "600 0:00 left of Warm-up; now Whiteboard: 12:30, until 14:22",
        "750 10:00 left of Whiteboard",
        "1050 5:00 left of Whiteboard",
        "1290 1:00 left of Whiteboard",
        "1350 0:00 left of Whiteboard; now Questions: 1:00, until 14:23",
        "1410 0:00 left of Questions: time is up",
    ];
    assert_eq!(heard(&mut countdown, 1, 2000), expected);
    assert!(countdown.is_over());
}

#[test]
fn a_section_without_a_title_has_no_name_to_say() {
    let mut countdown = Countdown::start(&[Section::whole(Length::of_minutes(2))], START);
    assert_eq!(begun(&countdown), "2:00, until 14:02");
    assert_eq!(heard(&mut countdown, 1, 130), ["60 1:00 left", "120 0:00 left: time is up"]);
    assert_eq!(table(&countdown.happened()), "section  planned  took\nin all      2:00  2:00\n");
}

#[test]
fn a_pause_takes_no_time_and_is_told_in_the_table() {
    let mut countdown = countdown("Warm-up 10, Whiteboard 25");
    assert!(press(&mut countdown, 60, ' ').is_changed);
    shows(&countdown, "PAUSED 0:00");
    shows(&countdown, "would end at 14:10");
    assert_eq!(heard(&mut countdown, 61, 400), Vec::<String>::new());
    shows(&countdown, "PAUSED 5:40");
    press(&mut countdown, 400, ' ');
    shows(&countdown, "ends at 14:15");
    heard(&mut countdown, 401, 500);
    let step = countdown.step(after(500), Some(Key::Stop));
    assert_eq!(step.ending, Some(Ending::Stopped));
    let expected = "\
section     planned  took  paused
Warm-up       10:00  2:40    5:40
Whiteboard    25:00     -       -
in all        35:00  2:40    5:40
";
    assert_eq!(table(&countdown.happened()), expected);
}

#[test]
fn sections_are_skipped_and_gone_back_to() {
    let mut countdown = countdown("A 10, B 10, C 10");
    press(&mut countdown, 60, 'n');
    shows(&countdown, "B   2 of 3");
    shows(&countdown, "next: C, 10:00");
    shows(&countdown, "20:00 left in all, until 14:21");
    countdown.step(after(120), Some(Key::Left));
    shows(&countdown, "A   1 of 3");
    shows(&countdown, "next: B, 9:00");
    // What A has left is what it had when it was left.
    shows(&countdown, "ends at 14:11");
    press(&mut countdown, 120, 'b');
    shows(&countdown, "A   1 of 3");
    countdown.step(after(120), Some(Key::Right));
    heard(&mut countdown, 121, 660);
    shows(&countdown, "C   3 of 3");
    // B had run out, so that it gets a minute.
    press(&mut countdown, 700, 'b');
    shows(&countdown, "B   2 of 3");
    shows(&countdown, "ends at 14:12");
    heard(&mut countdown, 701, 760);
    shows(&countdown, "C   3 of 3");
    shows(&countdown, "the last section");
}

#[test]
fn a_minute_more_is_a_minute_more() {
    let mut countdown = countdown("A 1, B 1");
    press(&mut countdown, 50, '+');
    assert_eq!(heard(&mut countdown, 51, 59), Vec::<String>::new());
    // A section of two minutes has a bell at one.
    assert_eq!(heard(&mut countdown, 60, 119), ["60 1:00 left of A"]);
    heard(&mut countdown, 120, 200);
    assert!(countdown.is_over());
    shows(&countdown, "time is up");
    shows(&countdown, "over since 0:20");
    press(&mut countdown, 200, '+');
    assert!(!countdown.is_over());
    assert_eq!(heard(&mut countdown, 201, 300), ["260 0:00 left of B: time is up"]);
    let expected = "section  planned  took\nA           1:00  2:00\nB           1:00  2:00\nin all      2:00  4:00\n";
    assert_eq!(table(&countdown.happened()), expected);
}

#[test]
fn the_end_is_asked_for_once() {
    let mut countdown = countdown("A 10, B 10");
    assert_eq!(press(&mut countdown, 1, 'q').ending, None);
    shows(&countdown, "End here?");
    // Whatever the key, it only answers.
    assert_eq!(press(&mut countdown, 2, ' ').ending, None);
    assert!(!countdown.is_paused());
    press(&mut countdown, 3, 'q');
    assert_eq!(press(&mut countdown, 4, 'y').ending, Some(Ending::Done));
    let happened = countdown.happened();
    assert_eq!((happened[0].took.seconds(), happened[0].ended), (4, Some(after(4).wall)));
    assert_eq!((happened[1].started, happened[1].ended), (None, None));
}

#[test]
fn after_the_last_section_comes_the_question() {
    let mut countdown = countdown("A 10, B 10");
    press(&mut countdown, 1, 'n');
    assert_eq!(press(&mut countdown, 2, 'n').ending, None);
    shows(&countdown, "End here?");
    press(&mut countdown, 3, 'x');
    heard(&mut countdown, 4, 700);
    assert_eq!(press(&mut countdown, 701, 'q').ending, Some(Ending::Done), "nothing is left to ask about");
}

#[test]
fn hours_of_sleep_count_as_the_wall_says() {
    let mut countdown = countdown("A 10, B 40, C 10");
    countdown.step(at(60, 60), None);
    let step = countdown.step(at(61, 1261), None);
    assert_eq!(step.events[0], Event::Slept(Length::of_seconds(1200)));
    assert!(step.is_changed);
    let lines: Vec<String> = step.events.iter().map(|event| said(&countdown, event)).collect();
    assert_eq!(
        lines,
        ["the machine slept for 20:00, and the time went on", "0:00 left of A; now B: 28:59, until 14:50",]
    );
    shows(&countdown, "the machine slept for 20:00, and the time went on");
    let happened = countdown.happened();
    assert_eq!((happened[0].ended, happened[1].started), (Some(after(600).wall), Some(after(600).wall)));
}

#[test]
fn clocks_that_differ_a_little_or_go_back_are_no_sleep() {
    let mut countdown = countdown("A 10");
    // Slewed by up to two seconds; then set back by an hour.
    assert_eq!(countdown.step(at(10, 12), None).events, []);
    shows(&countdown, "A");
    let back = Moment { wall: START.wall - 3_600_000, ..at(20, 0) };
    assert_eq!(countdown.step(back, None).events, []);
    assert!(text(&countdown, Size { columns: 20, rows: 1 }).contains("9:40"));
    let later = Moment { wall: back.wall + 5_000, ..at(25, 0) };
    countdown.step(later, None);
    assert!(text(&countdown, Size { columns: 20, rows: 1 }).contains("9:35"));
}

#[test]
fn sleep_in_a_pause_is_pause() {
    let mut countdown = countdown("A 10");
    press(&mut countdown, 60, ' ');
    let step = countdown.step(at(61, 661), None);
    assert_eq!(step.events, []);
    assert_eq!(countdown.happened()[0].paused.seconds(), 601);
    assert_eq!(countdown.happened()[0].took.seconds(), 60);
}

#[test]
fn a_kept_run_goes_on_where_the_wall_says() {
    let mut before = countdown("A 10, B 10");
    before.step(after(60), Some(Key::Stop));
    let kept = Run::read(&before.run().write()).expect("it was written by a run");
    assert_eq!(&kept, before.run());
    let (resumed, step) = Countdown::resume(kept.clone(), Moment { running: 7, ..after(660) });
    assert_eq!(step.events.len(), 1, "A ran out meanwhile");
    assert_eq!(begun(&resumed), "B: 9:00, until 14:20");
    assert_eq!(resumed.happened()[0].ended, Some(after(600).wall));
    // A clock that was set back says nothing of how long it was.
    let (resumed, step) = Countdown::resume(kept.clone(), Moment { wall: START.wall, ..START });
    assert_eq!(step.events, []);
    assert_eq!(begun(&resumed), "A: 9:00, until 14:09");
    let (resumed, _) = Countdown::resume(kept, after(1300));
    assert_eq!(begun(&resumed), "B: time is up");
    shows(&resumed, "over since 1:40");
}

#[test]
fn a_pause_lasts_while_the_terminal_is_closed() {
    let mut before = countdown("A 10, B 10");
    press(&mut before, 60, ' ');
    let kept = Run::read(&before.run().write()).expect("it was written by a run");
    let (resumed, _) = Countdown::resume(kept, after(4000));
    assert!(resumed.is_paused());
    assert_eq!(begun(&resumed), "A: 9:00, paused");
    assert_eq!(resumed.happened()[0].paused.seconds(), 3940);
}

#[test]
fn what_no_countdown_wrote_is_refused() {
    let kept = String::from_utf8(countdown("A 10, B 10").run().write()).expect("it is text");
    let changes = [
        ("\"format\": 1", "\"format\": 2"),
        ("\"at\": 0", "\"at\": 2"),
        ("\"at\": 0", "\"at\": -1"),
        ("\"used\": 0", "\"used\": 600001"),
        ("\"planned\": 600", "\"planned\": 0"),
        ("\"planned\": 600", "\"planned\": 4000000000"),
        ("\"title\": \"A\"", "\"title\": \"A\\u001b[2J\""),
        ("\"running\"", "\"walking\""),
        ("\"seen\": 1795348800000", "\"seen\": 9223372036854775807"),
        ("\"seen\": 1795348800000", "\"seen\": -1"),
        ("\"over\": 0", "\"under\": 0"),
        ("}\n", ""),
    ];
    assert!(Run::read(kept.as_bytes()).is_ok());
    for (from, to) in changes {
        assert!(kept.contains(from), "{from} in {kept}");
        let changed = kept.replacen(from, to, 1);
        assert!(Run::read(changed.as_bytes()).is_err(), "{to}");
    }
    for bytes in [&b""[..], b"null", b"{}", b"[]", b"\xff\xfe"] {
        assert!(Run::read(bytes).is_err(), "{bytes:?}");
    }
}

#[test]
fn the_time_is_seen_on_every_terminal() {
    let mut countdown = countdown("Warm-up 10, Whiteboard 25");
    press(&mut countdown, 1, 'n');
    let small = text(&countdown, Size { columns: 20, rows: 5 });
    assert_eq!(small, "       25:00\nWhiteboard   2 of 2\n   ends at 14:25\n  the last section\nkeys: space n b + q");
    assert_eq!(text(&countdown, Size { columns: 20, rows: 1 }), "       25:00");
    assert_eq!(text(&countdown, Size { columns: 3, rows: 1 }), "25.");
    press(&mut countdown, 2, ' ');
    assert_eq!(text(&countdown, Size { columns: 20, rows: 1 }), " 24:59  PAUSED 0:00");
    press(&mut countdown, 3, 'q');
    assert!(text(&countdown, Size { columns: 20, rows: 2 }).contains("End here?"));
    let bare = text(&countdown, Size { columns: 20, rows: 7 });
    assert!(bare.contains("### # #   ###") && bare.contains("End here? q ends it"), "{bare}");
    press(&mut countdown, 4, 'x');
    let bare = text(&countdown, Size { columns: 20, rows: 7 });
    assert!(bare.contains("PAUSED 0:02"), "{bare}");
}

#[test]
fn figures_keep_their_size_when_a_digit_goes() {
    let mut countdown = countdown("Warm-up 10:01, Questions 5");
    let heights = |countdown: &Countdown| text(countdown, USUAL).lines().filter(|row| row.contains("##")).count();
    let before = heights(&countdown);
    heard(&mut countdown, 1, 20);
    assert_eq!((before, heights(&countdown)), (10, 10));
}

#[test]
fn letters_of_every_width_are_cut_where_the_row_ends() {
    let countdown = countdown("自己紹介とこれまでの仕事について話す 5");
    for columns in 0..60 {
        for ink in [Ink::Plain, Ink::Blocks] {
            let frame = countdown.frame(Size { columns, rows: 24 }, ink);
            let is_in = |row: &super::Row| row.indent + row.text.width() <= columns;
            assert!(frame.rows.iter().all(is_in), "{columns} columns");
        }
    }
}

fn key() -> impl Strategy<Value = Option<Key>> {
    let keys = [' ', 'n', 'b', '+', 'q', 'y', 'x'].map(Key::Letter);
    let others = [Key::Left, Key::Right, Key::Stop, Key::Other];
    prop_oneof![
        Just(None),
        (0..keys.len()).prop_map(move |at| Some(keys[at])),
        (0..others.len()).prop_map(move |at| Some(others[at]))
    ]
}

proptest! {
    /// Whatever is pressed whenever: no time is lost or made up, the run can be kept, and the picture fits.
    #[test]
    fn every_second_is_in_one_place(
        lengths in proptest::collection::vec(1_u32..900, 1..5),
        steps in proptest::collection::vec((0_u64..400_000, key()), 0..40),
        columns in 0_usize..200,
        rows in 0_usize..60,
    ) {
        let named = |(at, seconds): (usize, &u32)| Section { title: format!("S{at}"), length: Length::of_seconds(*seconds) };
        let sections: Vec<Section> = lengths.iter().enumerate().map(named).collect();
        let mut countdown = Countdown::start(&sections, START);
        let mut now = START;
        let mut beyond = 0;
        for (millis, key) in steps {
            now.running += millis;
            now.wall = now.wall.saturating_add_unsigned(millis);
            let was_over = countdown.run().over;
            countdown.step(now, None);
            beyond += countdown.run().over - was_over;
            countdown.step(now, key);
            let run = countdown.run();
            assert_eq!(Run::read(&run.write()).as_ref(), Ok(run));
            let counted: u64 = run.parts.iter().map(|part| part.used + part.paused).sum();
            assert_eq!(counted + beyond, now.running - START.running);
            assert!(run.parts.iter().all(|part| part.used <= part.length()));
            let frame = countdown.frame(Size { columns, rows }, Ink::Blocks);
            assert!(frame.rows.len() <= rows);
            assert!(frame.rows.iter().all(|row| row.indent + row.text.width() <= columns));
        }
    }

    /// A run and a clock that make no sense together stop nothing.
    #[test]
    fn any_moment_may_come(running in any::<u64>(), wall in any::<i64>(), letter in any::<char>()) {
        let mut countdown = countdown("A 10, B 10");
        countdown.step(Moment { running, wall, offset: 0 }, Some(Key::Letter(letter)));
        countdown.step(START, None);
        let run = countdown.run().clone();
        let (resumed, _) = Countdown::resume(run, Moment { running, wall, offset: i32::MIN });
        resumed.frame(USUAL, Ink::Plain);
    }
}

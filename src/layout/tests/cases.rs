//! One case a promise.

use super::samples::{beside, daily, item, key, plain, rules, sheet};
use crate::blocks::{
    Align, Block, Column, Copy, CopyPart, Corner, Listing, NameRow, Prose, Purpose, RuledLabel, Rules, Sheet, Table,
    TableStyle, TextSize, Tick, Width,
};
use crate::layout::measures::{BINDING, MARGIN, mm};
use crate::layout::pages::{Mark, Pages, Point, Role, Shape, TextRun};
use crate::layout::{Paper, Unfit, lay_out};

fn runs(pages: &Pages, page: usize) -> impl Iterator<Item = &TextRun> {
    pages.pages[page].marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Text(run) => Some(run),
        _ => None,
    })
}

fn texts(pages: &Pages, page: usize) -> Vec<&str> {
    runs(pages, page).map(|run| run.text.as_str()).collect()
}

#[test]
fn a_page_left_over_says_that_it_is_blank_and_is_counted() {
    let short = sheet(Purpose::Questions, "Drill", vec![item(1, "Choose one", vec![plain("Well?")])]);
    let pages = lay_out(&[short, key()], Paper::A4).unwrap();
    assert_eq!(pages.packets[0].pages, 2);
    assert_eq!(pages.packets[1].first_page, 2);
    let blank = texts(&pages, 1);
    assert!(blank.contains(&"This page is blank on purpose."));
    assert!(blank.contains(&"page 2 of 2"));
    assert!(texts(&pages, 2).contains(&"page 1 of 2"));
}

#[test]
fn a_letter_that_no_face_has_is_told_with_its_origin() {
    let question = item(4, "Choose one", vec![plain("What is 中?")]);
    let unfit = lay_out(&[sheet(Purpose::Questions, "Drill", vec![question])], Paper::A4).unwrap_err();
    assert_eq!(unfit, Unfit::Letter { origin: Some(4), letter: '中' });
}

#[test]
fn code_shrinks_once_and_is_then_refused() {
    let size = |columns: usize| {
        let line = "x".repeat(columns);
        let question = item(2, "Trace table", vec![Block::Listing(Listing::numbered(&line))]);
        let pages = lay_out(&[sheet(Purpose::Questions, "Drill", vec![question])], Paper::A4)?;
        let marks = pages.pages[0].marks.iter();
        let sizes = marks.filter_map(|mark| match &mark.shape {
            Shape::Text(run) if run.is_code_line => Some(run.size.0),
            _ => None,
        });
        Ok(sizes.max().unwrap())
    };
    assert_eq!(size(71), Ok(10_000));
    assert_eq!(size(72), Ok(9_000));
    assert_eq!(size(79), Ok(9_000));
    assert_eq!(size(80), Err(Unfit::TooWide { origin: 2, line: "x".repeat(80) }));
}

#[test]
fn an_item_taller_than_a_page_is_refused() {
    let question = item(3, "Write", vec![rules(40)]);
    let unfit = lay_out(&[sheet(Purpose::Questions, "Drill", vec![question])], Paper::A4).unwrap_err();
    assert_eq!(unfit, Unfit::TooTall { origin: 3 });
}

fn dots(pages: &Pages, page: usize) -> usize {
    let marks = pages.pages[page].marks.iter();
    marks.map(|mark| if let Shape::Dots { at, .. } = &mark.shape { at.len() } else { 0 }).sum()
}

#[test]
fn ruled_space_goes_on_over_a_page_and_loses_no_rule() {
    let space = Block::Rules(Rules { lines: 40, guides: true, may_break: true });
    let pages = lay_out(&[sheet(Purpose::Questions, "Drill", vec![item(1, "Write", vec![space])])], Paper::A4).unwrap();
    // Four dots a rule, and four above the first on each page.
    let rules: Vec<usize> = (0..2).map(|page| dots(&pages, page) / 4 - 1).collect();
    assert!(rules[0] >= 24 && rules[0] + rules[1] >= 40, "{rules:?}");
    assert_eq!(pages.pages.len(), 2);
}

#[test]
fn an_empty_page_gives_its_rules_at_most_half_as_many_again() {
    let count = |purpose| {
        let pages = lay_out(&[sheet(purpose, "Drill", vec![item(1, "Say it", vec![rules(4)])])], Paper::A4).unwrap();
        let is_rule = |mark: &&Mark| {
            matches!(mark.shape, Shape::Line { from: Point { x, y }, to, .. }
                if y == to.y && x == BINDING + mm(9) && to.x == pages.width - MARGIN)
        };
        pages.pages[0].marks.iter().filter(is_rule).count()
    };
    assert_eq!(count(Purpose::Questions), 6);
    assert_eq!(count(Purpose::Key), 4);
}

#[test]
fn pages_of_questions_are_about_as_full_as_each_other_and_a_key_fills_its_first() {
    let heads = |purpose| {
        let space = || Block::Rules(Rules { lines: 7, guides: false, may_break: false });
        let items = (1..=4).map(|number| item(number, "Write", vec![space()])).collect();
        let pages = lay_out(&[sheet(purpose, "Drill", items)], Paper::A4).unwrap();
        [0, 1].map(|page| texts(&pages, page).iter().filter(|text| **text == "WRITE").count())
    };
    assert_eq!(heads(Purpose::Questions), [2, 2]);
    assert_eq!(heads(Purpose::Key), [3, 1]);
}

/// How many rules there are over the whole width of the bodies.
fn full_rules(pages: &Pages, page: usize) -> usize {
    let left = if page.is_multiple_of(2) { BINDING } else { MARGIN } + mm(9);
    let is_rule = |mark: &&Mark| {
        matches!(mark.shape, Shape::Line { from, to, .. }
            if from.y == to.y && from.x == left && to.x == left + pages.width - BINDING - MARGIN - mm(9))
    };
    pages.pages[page].marks.iter().filter(is_rule).count()
}

#[test]
fn generous_ruled_space_gives_up_a_tenth_before_a_page_is_added() {
    let lines = |lines, may_break| {
        let space = Block::Rules(Rules { lines, guides: false, may_break });
        let filler = Block::Rules(Rules { lines: 28 - lines, guides: false, may_break: false });
        let questions = vec![item(1, "Say it", vec![filler]), item(2, "Write", vec![space])];
        let pages = lay_out(&[drill(questions)], Paper::A4).unwrap();
        (full_rules(&pages, 0), full_rules(&pages, 1))
    };
    // The page holds 26 rules under two heads: two of 20 are given up, what must not be shortened goes over.
    assert_eq!(lines(20, true), (26, 0));
    assert!(lines(20, false).1 >= 20);
}

#[test]
fn an_empty_page_makes_rows_to_write_in_taller_but_not_those_of_a_key() {
    let pitch = |purpose, block: Block| {
        let pages = lay_out(&[sheet(purpose, "Drill", vec![item(1, "Sort", vec![block])])], Paper::A4).unwrap();
        let marks = pages.pages[0].marks.iter();
        let boxes: Vec<_> = marks
            .filter_map(|mark| match &mark.shape {
                Shape::Frame { at, .. } if at.x == BINDING + mm(9) => Some(at.y),
                _ => None,
            })
            .collect();
        boxes[1] - boxes[0]
    };
    let order = || Block::OrderBoxes(vec!["x".to_owned(); 4]);
    let tick = |letter| Tick { letter, text: Prose::plain("many words of one line ".repeat(3)) };
    let ticks = || Block::Ticks(vec![tick('A'), tick('B')]);
    let about = |length: crate::layout::pages::Length, expected| (length - mm(expected)).0.abs() <= 3;
    for (purpose, block, expected) in [
        (Purpose::Questions, order(), 12),
        (Purpose::Key, order(), 10),
        (Purpose::Questions, ticks(), 10),
        (Purpose::Key, ticks(), 8),
    ] {
        let name = format!("{purpose:?} {block:?}");
        let pitch = pitch(purpose, block);
        assert!(about(pitch, expected), "{pitch:?}: {name}");
    }
}

#[test]
fn answers_stand_beside_short_code_and_below_wide_code() {
    let rule_starts = |columns: usize| {
        let code = Block::Listing(Listing::numbered(&"x".repeat(columns)));
        let question = item(1, "Predict the output", vec![beside(vec![code], vec![rules(1)])]);
        let pages = lay_out(&[sheet(Purpose::Questions, "Drill", vec![question])], Paper::A4).unwrap();
        let end = pages.width - MARGIN;
        let marks = pages.pages[0].marks.iter();
        let starts = marks.filter_map(|mark| match &mark.shape {
            Shape::Line { from, to, .. } if to.x == end && from.y == to.y && from.y.0 < 700_000 => Some(from.x),
            _ => None,
        });
        end - starts.max().unwrap()
    };
    assert_eq!(rule_starts(20), mm(75));
    assert!(rule_starts(40) < mm(75) && rule_starts(40) >= mm(48));
    assert_eq!(rule_starts(49), mm(161));
}

#[test]
fn a_copy_is_written_beside_the_program_or_below_it_or_below_each_part() {
    let copy = |columns: usize, parts: u32| {
        let lines = vec!["x".repeat(columns); 4];
        let part = |at: u32| CopyPart { first: at * 4 + 1, lines: lines.clone(), rules: 4 };
        Block::Copy(Copy { parts: (0..parts).map(part).collect(), is_piece: false })
    };
    let top_of_dots = |columns: usize, parts: u32| {
        let question = item(1, "Class template", vec![copy(columns, parts)]);
        let pages = lay_out(&[drill(vec![question])], Paper::Letter).unwrap();
        let code = runs(&pages, 0).find(|run| run.is_code_line).map(|run| run.at.y).unwrap();
        let marks = pages.pages[0].marks.iter();
        let dots = marks.filter_map(|mark| match &mark.shape {
            Shape::Dots { at, .. } => at.iter().map(|dot| dot.y).min(),
            _ => None,
        });
        dots.min().unwrap() - code
    };
    assert!(top_of_dots(18, 2) < mm(4));
    assert!(top_of_dots(30, 2) > mm(30));
    assert!(top_of_dots(45, 2) > mm(30));
    let in_parts = top_of_dots(45, 4);
    assert!(in_parts > mm(15) && in_parts < mm(25), "{in_parts:?}");
}

#[test]
fn a_long_copy_goes_on_between_its_parts_on_every_paper() {
    for paper in Paper::ALL {
        let part = |at: u32| CopyPart { first: at * 4 + 1, lines: vec!["x".repeat(40); 4], rules: 4 };
        let copy = Block::Copy(Copy { parts: (0..9).map(part).collect(), is_piece: false });
        let pages = lay_out(&[drill(vec![item(1, "Class template", vec![copy])])], paper).unwrap();
        let lines = |page: usize| runs(&pages, page).filter(|run| run.is_code_line).count();
        let counts: Vec<usize> = (0..pages.pages.len()).map(lines).collect();
        assert!(counts.len() > 1 && counts.iter().all(|count| count % 4 == 0), "{paper:?}: {counts:?}");
        assert_eq!(counts.iter().sum::<usize>(), 36);
    }
}

#[test]
fn marks_in_a_key_go_below_the_head_rather_than_cut_its_note() {
    let answer = |note: &str| {
        let mut answer = item(1, "Class template", vec![plain("Well.")]);
        answer.note = Some(note.to_owned());
        answer.corner = Corner::Marks(vec![(3, Prose::plain("all nine parts, every one")), (1, Prose::plain("two"))]);
        let pages = lay_out(&[sheet(Purpose::Key, "Key", vec![answer])], Paper::A4).unwrap();
        let y = |text: &str| runs(&pages, 0).find(|run| run.text.contains(text)).map(|run| run.at.y);
        (y(note).unwrap(), y("every one").unwrap())
    };
    let (note, marks) = answer("stage 5 of 5");
    assert_eq!(note, marks);
    let (note, marks) = answer("stage 5 of 5 · a blank page and nothing else on it");
    assert!(marks > note);
}

#[test]
fn pages_are_the_same_every_time() {
    assert_eq!(lay_out(&[daily(), key()], Paper::A4), lay_out(&[daily(), key()], Paper::A4));
}

fn drill(items: Vec<crate::blocks::Item>) -> Sheet {
    sheet(Purpose::Questions, "Drill", items)
}

#[test]
fn blocks_stand_closer_where_that_saves_a_page() {
    let question = |number, lines| {
        let space = Block::Rules(Rules { lines, guides: true, may_break: false });
        item(number, "Write", vec![plain("Write it."), space])
    };
    let pages = |last| {
        let questions = vec![question(1, 4), question(2, 4), question(3, 4), question(4, last)];
        lay_out(&[drill(questions)], Paper::A4).unwrap()
    };
    let is_blank = |pages: &Pages| texts(pages, 1).contains(&"This page is blank on purpose.");
    // Four times 2 mm are won in the questions and four times 2 mm above them: two rules more than 16, not three.
    for (last, expected) in [(4, true), (5, true), (6, true), (7, false)] {
        assert_eq!(is_blank(&pages(last)), expected, "{last}");
    }
}

#[test]
fn letters_outside_the_items_have_no_origin() {
    let mut named = drill(vec![item(4, "Choose one", vec![plain("Well?")])]);
    named.name_row = Some(NameRow { name: Some("Ayşe 中".to_owned()), out_of: 3, copy: None });
    assert_eq!(lay_out(&[named], Paper::A4), Err(Unfit::Letter { origin: None, letter: '中' }));
    let mut closed = drill(vec![item(4, "Choose one", vec![plain("Well?")])]);
    closed.closing = vec![Block::Command("x".repeat(100))];
    assert_eq!(lay_out(&[closed], Paper::A4), Err(Unfit::TooWide { origin: 4, line: "x".repeat(100) }));
}

#[test]
fn a_long_name_takes_the_place_of_the_times_and_then_shrinks() {
    let row = |name: &str| {
        let mut named = drill(Vec::new());
        named.name_row = Some(NameRow { name: Some(name.to_owned()), out_of: 3, copy: None });
        lay_out(&[named], Paper::A4).unwrap()
    };
    assert!(texts(&row("Ada Nováková"), 0).contains(&"Start"));
    let long = "Maximiliane Wilhelmine von Hohenstein";
    let pages = row(long);
    assert!(texts(&pages, 0).contains(&long) && !texts(&pages, 0).contains(&"Start"));
    let longest = long.repeat(5);
    let shown = row(&longest);
    assert!(runs(&shown, 0).any(|run| run.text.starts_with(long) && run.text.ends_with('…') && run.size.0 == 9_000));
}

#[test]
fn text_runs_belong_to_the_roles_that_a_reader_is_told() {
    let pages = lay_out(&[daily(), key()], Paper::A4).unwrap();
    let role_of = |text: &str| {
        let mut marks = pages.pages.iter().flat_map(|page| &page.marks);
        let found = marks.find(|mark| matches!(&mark.shape, Shape::Text(run) if run.text == text)).unwrap();
        found.element.map(|element| pages.elements[element.0].role.clone())
    };
    assert_eq!(role_of("Daily drill"), Some(Role::Heading1));
    assert_eq!(role_of("TRACE TABLE"), Some(Role::Heading2));
    assert_eq!(role_of("a = shelf.pop()"), Some(Role::Code));
    assert_eq!(role_of("C"), Some(Role::Label));
    assert_eq!(role_of("trails"), Some(Role::Heading3));
    assert_eq!(role_of("parameters"), Some(Role::TableHead));
    assert_eq!(role_of("Gorge"), Some(Role::TableCell));
    assert_eq!(role_of("page 1 of 2"), None);
    assert_eq!(role_of("50 mm"), None);
}

#[test]
fn nothing_at_all_is_a_document_without_pages() {
    let pages = lay_out(&[], Paper::A4).unwrap();
    assert!(pages.pages.is_empty() && pages.packets.is_empty());
    let empty = lay_out(&[drill(Vec::new())], Paper::Letter).unwrap();
    assert_eq!(empty.pages.len(), 2);
}

#[test]
fn small_text_is_nine_points_and_code_in_it_smaller() {
    let text = Prose::plain("Say ").then_code("x");
    let block = Block::Paragraph { text, size: TextSize::Small };
    let pages = lay_out(&[drill(vec![item(1, "Say it", vec![block])])], Paper::A4).unwrap();
    let size = |text: &str| runs(&pages, 0).find(|run| run.text == text).map(|run| run.size.0);
    assert_eq!((size("Say "), size("x")), (Some(9_000), Some(8_500)));
}

#[test]
fn a_single_label_is_a_word_before_its_rule() {
    let because = RuledLabel { label: Prose::plain("Because"), lines: 1 };
    let choose = drill(vec![item(7, "Choose", vec![Block::LabelledRules(vec![because])])]);
    // However much room there is.
    for paper in Paper::ALL {
        assert_eq!(dots(&lay_out(std::slice::from_ref(&choose), paper).unwrap(), 0), 0, "{paper:?}");
    }
    let pages = lay_out(&[choose], Paper::A4).unwrap();
    let word = runs(&pages, 0).find(|run| run.text == "Because").unwrap();
    let end = word.at.x + word.face.width("Because", word.size) + mm(4);
    let goes_on = |mark: &Mark| {
        matches!(mark.shape, Shape::Line { from, to, .. }
            if from.x == end && to.x == pages.width - MARGIN && from.y > word.at.y)
    };
    assert!(pages.pages[0].marks.iter().any(goes_on));
    assert_eq!(dots(&pages, 0), 0);
}

#[test]
fn an_introduction_taller_than_a_page_goes_on_over_pages() {
    for paper in Paper::ALL {
        let rows = (0..90).map(|line| vec![Some(Prose::plain(format!("line {line}")))]);
        let column = Column { head: Prose::plain("asks to"), align: Align::Left, width: Width::Fill(1) };
        let (summary, style) = (String::new(), TableStyle::Ruled);
        let overview = Block::Table(Table { summary, style, columns: vec![column], rows: rows.collect() });
        let tall = Sheet { intro: vec![overview], ..key() };
        let pages = lay_out(&[tall], paper).unwrap();
        let all: Vec<&str> = (0..pages.pages.len()).flat_map(|page| texts(&pages, page)).collect();
        assert!((0..90).all(|line| all.contains(&format!("line {line}").as_str())), "{paper:?}");
    }
}

#[test]
fn what_follows_the_last_item_of_a_key_is_not_alone_on_a_page() {
    let lines = |rows: usize| Block::Listing(Listing::numbered(&"x = 1\n".repeat(rows)));
    for rows in 8..40 {
        let items = vec![item(1, "Write it", vec![lines(rows)]), item(2, "Write it", vec![lines(12)])];
        let closing = vec![Block::Heading("Type it back".to_owned()), Block::Command("longhand try".to_owned())];
        let pages = lay_out(&[Sheet { items, closing, ..key() }], Paper::A5).unwrap();
        let page = (0..pages.pages.len()).find(|page| texts(&pages, *page).contains(&"longhand try")).unwrap();
        let alone = !texts(&pages, page).contains(&"x = 1");
        assert!(!alone, "{rows}");
    }
}

//! What holds for sheets that are laid out by a plan.

use proptest::collection::vec;
use proptest::prelude::*;

use super::laws::{any_block, assert_no_text_covers_another, assert_within_margins};
use super::samples::{class, daily, item, key, plain, rules, sheet};
use crate::blocks::{Block, Listing, Prose, Purpose, Rules, Sheet, TextSize};
use crate::layout::flow::flow_by;
use crate::layout::pages::{Length, Pages, Shape};
use crate::layout::{Paper, Plan, Space, Unfit, lay_out, lay_out_by, plan};

fn all(sheets: &[Sheet]) -> Vec<&Sheet> {
    sheets.iter().collect()
}

fn space(per_cent: u32) -> Space {
    Space::per_cent(per_cent).unwrap()
}

/// Page and height of the number of each item.
fn tops(pages: &Pages) -> Vec<(usize, Length)> {
    let mut tops = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        tops.extend(page.marks.iter().filter_map(|mark| match &mark.shape {
            Shape::Text(run) if run.text == "TRACE TABLE" => Some((number, run.at.y)),
            _ => None,
        }));
    }
    tops
}

/// The same question with a longer text, more rules and longer code.
fn longer(question: &Block, by: usize) -> Block {
    let more = u32::try_from(by).unwrap();
    match question {
        Block::Paragraph { text, size } => {
            Block::Paragraph { text: text.clone().then(&"and so on ".repeat(by * 3)), size: *size }
        }
        Block::Rules(rules) => Block::Rules(Rules { lines: rules.lines + more, ..rules.clone() }),
        Block::Listing(listing) => {
            let mut lines = listing.lines.clone();
            lines.extend(Listing::bare(&"x\n".repeat(by)).lines);
            Block::Listing(Listing { lines, ..listing.clone() })
        }
        other => other.clone(),
    }
}

fn a_class() -> impl Strategy<Value = Vec<Sheet>> {
    (vec(vec(any_block(), 0..3), 1..7), vec(vec(0..3usize, 7), 1..4)).prop_map(|(bodies, students)| {
        let of = |longer_by: &Vec<usize>| {
            let bodies = bodies.iter().zip(longer_by.iter().cycle());
            let bodies = bodies.map(|(body, by)| body.iter().map(|block| longer(block, *by)).collect());
            let items = (1..).zip(bodies).map(|(number, body)| item(number, "Trace table", body)).collect();
            sheet(Purpose::Questions, "Drill", items)
        };
        students.iter().map(of).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn laws_of_plans(
        class in a_class(),
        paper in proptest::sample::select(&Paper::ALL[..]),
        per_cent in 100..180u32,
    ) {
        let plan = match plan(&all(&class), paper, space(per_cent)) {
            // Not every paper is wide enough, and more space may be more than a page has.
            Err(Unfit::TooWide { .. } | Unfit::TooTall { .. }) => return Ok(()),
            plan => plan.unwrap(),
        };
        let text = plan.to_string();
        prop_assert!(!text.contains([' ', ';', '"', '=']));
        let read: Plan = text.parse().unwrap();
        prop_assert_eq!(&read, &plan);
        let each: Vec<Pages> =
            class.iter().map(|sheet| lay_out_by(std::slice::from_ref(sheet), &plan, paper).unwrap()).collect();
        for (sheet, pages) in class.iter().zip(&each) {
            prop_assert_eq!(pages.pages.len(), plan.pages().next_multiple_of(2));
            prop_assert_eq!(tops(pages), tops(&each[0]));
            prop_assert_eq!(&lay_out_by(std::slice::from_ref(sheet), &read, paper).unwrap(), pages);
            assert_within_margins(pages, paper);
            assert_no_text_covers_another(pages);
            for page in flow_by(sheet, &plan, paper.into()).unwrap() {
                let ends = page.frames.iter().map(|(y, frame)| (*y, *y + frame.height)).collect::<Vec<_>>();
                prop_assert!(ends.windows(2).all(|pair| pair[0].1 <= pair[1].0));
            }
        }
    }
}

#[test]
fn a_plan_of_one_sheet_is_how_it_is_laid_out() {
    for (sheet, paper) in [(daily(), Paper::A4), (key(), Paper::Letter), (class(), Paper::A4), (daily(), Paper::A5)] {
        let plan = plan(&[&sheet], paper, Space::USUAL).unwrap();
        let sheet = [sheet];
        assert_eq!(lay_out_by(&sheet, &plan, paper), lay_out(&sheet, paper));
    }
}

fn question(lines: u32) -> Sheet {
    let items = vec![
        item(1, "Predict", vec![plain("What does it print?"), rules(lines)]),
        item(2, "Predict", vec![plain("And this?"), rules(2)]),
    ];
    sheet(Purpose::Questions, "Drill", items)
}

/// Rules over the whole width of the bodies on the first page.
fn full_rules(pages: &Pages) -> usize {
    let marks = pages.pages[0].marks.iter();
    let width = pages.width - crate::layout::measures::mm(25 + 15 + 9);
    marks
        .filter(|mark| matches!(mark.shape, Shape::Line { from, to, .. } if from.y == to.y && to.x - from.x == width))
        .count()
}

#[test]
fn every_sheet_has_the_rules_that_the_longest_answer_needs() {
    let class = [question(3), question(5), question(4)];
    let plan = plan(&all(&class), Paper::A4, Space::USUAL).unwrap();
    let counts =
        class.each_ref().map(|sheet| full_rules(&lay_out_by(std::slice::from_ref(sheet), &plan, Paper::A4).unwrap()));
    assert_eq!(counts[0], counts[1]);
    assert_eq!(counts[1], counts[2]);
}

#[test]
fn more_space_is_more_rules_and_taller_rows() {
    // As many rules as leave the page no room to grow.
    let rules = |per_cent| {
        let sheet = question(12);
        let plan = plan(&[&sheet], Paper::A4, space(per_cent)).unwrap();
        plan.rules.clone()
    };
    assert_eq!(rules(100), [[12], [2]]);
    assert_eq!(rules(130), [[16], [3]]);
    let order = item(1, "Sort", vec![Block::OrderBoxes(vec!["x".repeat(40); 4])]);
    let sheet = sheet(Purpose::Questions, "Drill", vec![order]);
    let height = |per_cent| plan(&[&sheet], Paper::A4, space(per_cent)).unwrap().pages[0].slots[0].height;
    assert!(height(150) - height(100) > crate::layout::measures::mm(11));
    assert_eq!((Space::per_cent(99), Space::per_cent(301)), (None, None));
}

#[test]
fn a_plan_for_others_is_refused() {
    let class = [question(3), question(4)];
    let plan_of = plan(&all(&class), Paper::A4, Space::USUAL).unwrap();
    let mut longer = question(4);
    longer.items[0].body[0] = Block::Paragraph { text: Prose::plain("many words ".repeat(40)), size: TextSize::Body };
    assert_eq!(lay_out_by(&[longer], &plan_of, Paper::A4), Err(Unfit::OutOfPlan { origin: 1 }));
    let mut fewer = question(3);
    fewer.items.pop();
    assert_eq!(lay_out_by(&[fewer.clone()], &plan_of, Paper::A4), Err(Unfit::OutOfPlan { origin: 1 }));
    assert_eq!(plan(&[&class[0], &fewer], Paper::A4, Space::USUAL), Err(Unfit::OutOfPlan { origin: 1 }));
    let mut headed = question(3);
    headed.intro = vec![plain(&"many words ".repeat(60))];
    assert_eq!(lay_out_by(&[headed], &plan_of, Paper::A4), Err(Unfit::OutOfPlan { origin: 1 }));
    for text in ["100/", "100/q9,q9/p9g9", "100/q9,q9/p0g0,0+100000,0+90000", "100/q9,q9/p0g0,1+2c7.7/p0g0,1+2b3"] {
        let odd: Plan = text.parse().unwrap();
        assert!(matches!(lay_out_by(&class, &odd, Paper::A4), Err(Unfit::OutOfPlan { .. })), "{text}");
    }
    assert_eq!(lay_out_by(&[], &plan_of, Paper::A4).unwrap().pages.len(), 0);
}

#[test]
fn an_answer_that_goes_on_does_so_on_every_sheet_at_the_same_rule() {
    let space = |lines| Block::Rules(Rules { lines, guides: true, may_break: true });
    let of = |words: usize, lines| {
        let text = Block::Paragraph { text: Prose::plain("many words ".repeat(words)), size: TextSize::Body };
        sheet(Purpose::Questions, "Drill", vec![item(1, "Write", vec![text, space(lines)])])
    };
    let class = [of(4, 36), of(30, 40)];
    for paper in Paper::ALL {
        let plan = plan(&all(&class), paper, Space::USUAL).unwrap();
        assert!(plan.pages() > 1, "{plan}");
        let dots = class.each_ref().map(|sheet| {
            let pages = lay_out_by(std::slice::from_ref(sheet), &plan, paper).unwrap();
            let count = |mark: &crate::layout::pages::Mark| match &mark.shape {
                Shape::Dots { at, .. } => at.len(),
                _ => 0,
            };
            pages.pages.iter().map(|page| page.marks.iter().map(count).sum()).collect::<Vec<usize>>()
        });
        assert_eq!(dots[0], dots[1], "{plan}");
    }
}

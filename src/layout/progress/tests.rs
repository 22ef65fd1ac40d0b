use super::lay_out_progress;
use crate::blocks::{Calendar, CalendarDay, Chart, ChartGroup, ChartRow, DayHolds, Foot, Progress};
use crate::layout::Paper;
use crate::layout::pages::{Pages, Role, Shape};

fn progress(skills: usize) -> Progress {
    let row = |number: usize| ChartRow {
        name: format!("skill-of-some-length-{number}"),
        note: number.is_multiple_of(5).then(|| "stage 3".to_owned()),
        in_box: number % 6,
        due: "23 Nov".to_owned(),
    };
    let rows: Vec<ChartRow> = (0..skills).map(row).collect();
    let groups = rows.chunks(7).map(|rows| ChartGroup { title: "data types".to_owned(), rows: rows.to_vec() });
    let holds = |number| match number % 3 {
        0 => DayHolds::Score(15, 18),
        1 => DayHolds::Text("12 due".to_owned()),
        _ => DayHolds::Nothing,
    };
    let days = (1..=30).map(|number| CalendarDay { number, is_today: number == 22, holds: holds(number) });
    Progress {
        title: "Progress".to_owned(),
        subtitle: "November 2026".to_owned(),
        calendar: Calendar { summary: "November".to_owned(), skipped: 6, days: days.collect() },
        figures: vec![("10".to_owned(), "days in a row;\nlongest so far 10".to_owned()); 5],
        chart: Chart {
            title: "Skills".to_owned(),
            note: "A 3 moves the disc one box on.".to_owned(),
            head: "comes back after days".to_owned(),
            boxes: ["1", "3", "7", "16", "35", "80"].map(str::to_owned).to_vec(),
            last_head: "due".to_owned(),
            groups: groups.collect(),
        },
        beliefs: None,
        foot: Foot { left: "Longhand · progress".to_owned(), code: String::new() },
    }
}

fn discs(pages: &Pages) -> usize {
    pages.pages.iter().flat_map(|page| &page.marks).filter(|mark| matches!(mark.shape, Shape::Dots { .. })).count()
}

#[test]
fn every_skill_has_its_disc_on_every_paper() {
    for skills in [0, 1, 2, 8, 44, 45, 65, 172] {
        for paper in [Paper::A4, Paper::Letter, Paper::A5] {
            let pages = lay_out_progress(&progress(skills), paper).expect("it fits");
            assert_eq!(discs(&pages), skills, "{skills} skills on {paper:?}");
            let figures = pages.elements.iter().filter(|element| matches!(element.role, Role::Figure { .. }));
            assert_eq!(figures.count(), skills);
            let (width, height) = (pages.width, pages.height);
            for mark in pages.pages.iter().flat_map(|page| &page.marks) {
                if let Shape::Text(run) = &mark.shape {
                    assert!(run.at.x < width && run.at.y < height, "{run:?} is beside the page");
                }
            }
        }
    }
}

#[test]
fn what_fits_one_page_takes_one() {
    let pages = |skills| lay_out_progress(&progress(skills), Paper::A4).expect("it fits").pages.len();
    assert_eq!((pages(26), pages(172)), (1, 3));
}

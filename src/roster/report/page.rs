//! How a class did, as blocks: what to teach again, then each question, each skill, shared wrong answers.
//!
//! Names stand on it only where they are asked for, so that it can be shown around.

use super::{per_cent, points};
use crate::blocks::{
    Align, Block, Column, Corner, Foot, Item, Prose, Purpose, Sheet, Table, TableStyle, TextSize, Width,
};
use crate::diagnostic::words::count;
use crate::roster::map::{Marked, MarkedMap};
use crate::roster::statistics::{
    Class, FEWEST_SHEETS, QuestionStatistics, SHARED, SkillStatistics, Statistics, Total, WEAK, Wrong,
};

/// Rows of a table that stand together: as many as fit the smallest page.
const ROWS: usize = 14;
/// Wrong answers that are shown.
const MOST_WRONG: usize = 12;

/// Whether students are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    Shown,
    LeftOut,
}

/// How wide what it is shown on is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    Wide,
    /// For small paper and large print: the table by question has fewer columns.
    Narrow,
}

/// The summary of a class. `subtitle` says which.
pub fn sheet(map: &MarkedMap, statistics: &Statistics, subtitle: &str, names: Names, room: Room) -> Sheet {
    let mut parts: Vec<(&str, Vec<Block>)> = Vec::new();
    parts.extend(again(statistics).map(|block| ("Teach again", vec![block])));
    parts.extend(by_question(statistics, room));
    parts.extend(by_skill(statistics));
    parts.extend(wrong_answers(statistics).map(|block| ("Shared wrong answers", vec![block])));
    if names == Names::Shown {
        parts.push(("Totals", vec![totals(map, statistics)]));
    }
    let item = |((label, body), number): ((&str, Vec<Block>), u32)| Item {
        origin: number,
        number,
        label: label.to_owned(),
        note: None,
        minutes: None,
        corner: Corner::Marks(Vec::new()),
        body,
        aside: Vec::new(),
    };
    Sheet {
        purpose: Purpose::Key,
        title: "How the class did".to_owned(),
        subtitle: subtitle.to_owned(),
        name_row: None,
        intro: vec![small(in_words(&statistics.class))],
        qr: None,
        items: parts.into_iter().zip(1..).map(item).collect(),
        closing: Vec::new(),
        foot: Foot { left: "Longhand · How the class did".to_owned(), code: String::new() },
    }
}

fn small(text: impl Into<String>) -> Block {
    Block::Paragraph { text: Prose::plain(text), size: TextSize::Small }
}

fn in_words(class: &Class) -> String {
    let parts = [(class.whole, "marked"), (class.partly, "marked in part"), (class.unmarked, "not marked")];
    let parts: Vec<String> =
        parts.iter().filter(|(number, _)| *number > 0).map(|(number, word)| format!("{number} {word}")).collect();
    let mut text = format!("{}: {}.", count(class.sheets, "sheet"), parts.join(", "));
    if let Some(spread) = &class.spread {
        text += &format!(
            " Of {}: mean {} ({}), median {}, from {} to {}.",
            count(usize::try_from(class.out_of).unwrap_or(usize::MAX), "point"),
            points(spread.mean),
            per_cent(spread.mean / f64::from(class.out_of.max(1))),
            points(spread.median),
            points(spread.lowest),
            points(spread.highest)
        );
    }
    text
}

/// The skills below three fifths of their points, and what several students got wrong alike. Nothing where the questions
/// are not known.
fn again(statistics: &Statistics) -> Option<Block> {
    if statistics.skills.is_empty() {
        return None;
    }
    let skills = statistics.weak_skills().map(|skill| {
        let why = format!("{} of its points, {}", per_cent(skill.share), numbers(&skill.questions));
        vec![cell(Prose::plain(&skill.skill)), cell(Prose::plain(why))]
    });
    let misreads = statistics.shared_misreads().map(|misread| {
        let why = format!("shown by {}, {}", count(misread.students, "student"), numbers(&misread.questions));
        vec![cell(Prose::plain(&misread.id)), cell(Prose::plain(why))]
    });
    let rows: Vec<_> = skills.take(ROWS / 2).chain(misreads.take(ROWS / 2)).collect();
    if rows.is_empty() {
        let text = format!("No skill is below {}, and no wrong answer is shared.", per_cent(WEAK));
        return Some(small(text));
    }
    let columns =
        vec![head("Skill or misconception", Align::Left, Width::Content), head("why", Align::Left, Width::Fill(1))];
    Some(table("What to teach again, and why.", columns, rows))
}

fn numbers(questions: &[usize]) -> String {
    let list: Vec<String> = questions.iter().map(ToString::to_string).collect();
    if list.len() == 1 { format!("question {}", list[0]) } else { format!("questions {}", list.join(", ")) }
}

fn by_question(statistics: &Statistics, room: Room) -> Vec<(&'static str, Vec<Block>)> {
    let knows_skills = statistics.questions.iter().any(|question| question.asked.is_some());
    let mut columns = vec![head("Question", Align::Right, Width::Content)];
    if knows_skills {
        columns.push(head("skill", Align::Left, Width::Fill(1)));
    }
    let rest = ["points", "mean", "share", "right", "not tried", "tells apart"];
    let rest = rest.into_iter().zip(IN_NARROW).filter(|(_, narrow)| *narrow || room == Room::Wide);
    columns.extend(rest.map(|(name, _)| head(name, Align::Right, Width::Content)));
    let how = format!(
        "Share: of the points. Right: answers with all points. Tells apart: the correlation of its points with those of \
         all other questions, from {FEWEST_SHEETS} whole sheets on; near 0 or below it look at the question."
    );
    let rows: Vec<_> = statistics.questions.iter().map(|question| question_row(question, knows_skills, room)).collect();
    let tables = in_parts("How each question went.", &columns, &rows);
    let last = tables.len();
    let with_note = |(table, number)| if number == last { vec![table, small(how.clone())] } else { vec![table] };
    tables.into_iter().zip(1..).map(|part| ("By question", with_note(part))).collect()
}

/// Which figures of a question stand in a narrow table.
const IN_NARROW: [bool; 6] = [false, false, true, true, false, true];

fn question_row(question: &QuestionStatistics, knows_skills: bool, room: Room) -> Vec<Option<Prose>> {
    let mut row = vec![question.number.to_string()].into_iter().map(Prose::plain).map(cell).collect::<Vec<_>>();
    if knows_skills {
        row.push(cell(question.asked.as_ref().map_or(Prose::plain("–"), |asked| Prose::plain(&asked.skill))));
    }
    let none = || "–".to_owned();
    let went = question.went.as_ref();
    let rest = [
        question.points.to_string(),
        went.map_or_else(none, |went| format!("{:.2}", went.mean)),
        went.map_or_else(none, |went| per_cent(went.share)),
        went.map_or_else(none, |went| per_cent(went.right)),
        question.not_tried.to_string(),
        question.discrimination.map_or_else(none, |number| format!("{number:.2}")),
    ];
    let rest = rest.into_iter().zip(IN_NARROW).filter(|(_, narrow)| *narrow || room == Room::Wide);
    row.extend(rest.map(|(text, _)| cell(Prose::plain(text))));
    row
}

fn by_skill(statistics: &Statistics) -> Vec<(&'static str, Vec<Block>)> {
    let columns = vec![
        head("Skill", Align::Left, Width::Content),
        head("share", Align::Right, Width::Content),
        head("asked in", Align::Left, Width::Fill(1)),
    ];
    let row = |skill: &SkillStatistics| {
        let texts =
            [Prose::plain(&skill.skill), Prose::plain(per_cent(skill.share)), Prose::plain(numbers(&skill.questions))];
        texts.map(cell).to_vec()
    };
    let rows: Vec<_> = statistics.skills.iter().map(row).collect();
    let tables = in_parts("How each skill went, the weakest first.", &columns, &rows);
    tables.into_iter().map(|table| ("By skill", vec![table])).collect()
}

/// What several students answered alike, by question; where the questions are known, what they probably did.
fn wrong_answers(statistics: &Statistics) -> Option<Block> {
    let each =
        statistics.questions.iter().flat_map(|question| question.wrong.iter().map(move |wrong| (question, wrong)));
    let mut shared: Vec<_> = each.filter(|(_, wrong)| wrong.students >= SHARED).collect();
    shared.sort_by_key(|(_, wrong)| std::cmp::Reverse(wrong.students));
    let knows_why = !statistics.misreads.is_empty();
    let mut columns = vec![
        head("Question", Align::Right, Width::Content),
        head("students", Align::Right, Width::Content),
        head("wrong answer", Align::Left, if knows_why { Width::Content } else { Width::Fill(1) }),
    ];
    if knows_why {
        columns.push(head("they probably", Align::Left, Width::Fill(1)));
    }
    let row = |(question, wrong): &(&QuestionStatistics, &Wrong)| {
        let say = statistics.misreads.iter().find(|misread| misread.id == wrong.label).map(|misread| &misread.say);
        let texts = [Prose::plain(question.number.to_string()), Prose::plain(wrong.students.to_string())];
        let why = knows_why.then(|| Prose::marked(say.map_or("", String::as_str)));
        texts.into_iter().chain([Prose::plain(&wrong.label)]).chain(why).map(cell).collect()
    };
    let rows: Vec<Vec<Option<Prose>>> = shared.iter().take(MOST_WRONG).map(row).collect();
    (!rows.is_empty()).then(|| table("Wrong answers that students share.", columns, rows))
}

/// Each student's total. A column that would be empty is left out.
fn totals(map: &MarkedMap, statistics: &Statistics) -> Block {
    let out_of = statistics.class.out_of;
    let lines: Vec<[String; 5]> =
        map.sheets.iter().zip(&statistics.totals).map(|(sheet, total)| line(sheet, total, out_of)).collect();
    let heads = ["Name", "id", "group", "total", "not marked"];
    let aligns = [Align::Left, Align::Left, Align::Left, Align::Right, Align::Right];
    let shown: Vec<usize> = (0..heads.len()).filter(|at| lines.iter().any(|line| !line[*at].is_empty())).collect();
    let columns = shown.iter().map(|at| head(heads[*at], aligns[*at], Width::Content)).collect();
    let row = |line: &[String; 5]| shown.iter().map(|at| cell(Prose::plain(&line[*at]))).collect();
    table("The total of each student.", columns, lines.iter().map(row).collect())
}

/// Name, id, group, total, and how many questions are not marked.
fn line(sheet: &Marked, total: &Total, out_of: u32) -> [String; 5] {
    let name = if sheet.name.is_empty() { sheet.code.to_string() } else { sheet.name.clone() };
    let is_unmarked = total.unmarked == sheet.marks.len();
    let sum = if is_unmarked { "–".to_owned() } else { format!("{} / {out_of}", points(total.points)) };
    let left = if total.unmarked == 0 { String::new() } else { total.unmarked.to_string() };
    [name, sheet.id.clone().unwrap_or_default(), sheet.group.clone().unwrap_or_default(), sum, left]
}

fn head(text: &str, align: Align, width: Width) -> Column {
    Column { head: Prose::plain(text), align, width }
}

fn cell(text: Prose) -> Option<Prose> {
    Some(text)
}

fn table(summary: &str, columns: Vec<Column>, rows: Vec<Vec<Option<Prose>>>) -> Block {
    Block::Table(Table { summary: summary.to_owned(), style: TableStyle::Ruled, columns, rows })
}

/// A table in parts that each fit a page.
fn in_parts(summary: &str, columns: &[Column], rows: &[Vec<Option<Prose>>]) -> Vec<Block> {
    rows.chunks(ROWS).map(|part| table(summary, columns.to_vec(), part.to_vec())).collect()
}

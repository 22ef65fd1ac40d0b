//! Progress as a page: the month, figures, the chart of skills, and what somebody falls for.

use super::{STRONG, Standing};
use crate::blocks::{
    Align, Calendar, CalendarDay, Chart, ChartGroup, ChartRow, Column, DayHolds, Foot, Progress, Prose, Table,
    TableStyle, Width,
};
use crate::commands::dates::Day;
use crate::history::{GAPS, SkillState};

pub fn page(standing: &Standing) -> Progress {
    Progress {
        title: "Progress".to_owned(),
        subtitle: standing.today.month_in_words(),
        calendar: calendar(standing),
        figures: figures(standing),
        chart: chart(standing),
        beliefs: beliefs(standing),
        foot: Foot {
            left: format!("Longhand · progress, made {}", standing.today.without_weekday()),
            code: String::new(),
        },
    }
}

fn calendar(standing: &Standing) -> Calendar {
    let month = standing.today.month();
    let skipped = month.first().map_or(0, |day| day.weekday());
    let days = month.into_iter().zip(1..).map(|(day, number)| CalendarDay {
        number,
        is_today: day == standing.today,
        holds: holds(day, standing),
    });
    let summary = format!(
        "{}: on each day up to today the marks earned, and on each to come how many skills are due.",
        standing.today.month_in_words()
    );
    Calendar { summary, skipped, days: days.collect() }
}

/// A day without practice has a dash once there was practice before.
fn holds(day: Day, standing: &Standing) -> DayHolds {
    let is_past = day < standing.today;
    let has_begun = standing.scores.first_key_value().is_some_and(|(first, _)| *first < day);
    let due = standing.coming.get(&day);
    match (standing.scores.get(&day), due) {
        (Some((earned, of)), _) => DayHolds::Score(*earned, *of),
        (None, _) if is_past && has_begun => DayHolds::Text("–".to_owned()),
        (None, Some(count)) if !is_past => DayHolds::Text(format!("{count} due")),
        (None, _) => DayHolds::Nothing,
    }
}

fn figures(standing: &Standing) -> Vec<(String, String)> {
    let (current, longest) = standing.streak;
    let days = if current == 1 { "day in a row" } else { "days in a row" };
    let of_month = standing.today.month();
    let practised = of_month.iter().filter(|day| standing.scores.contains_key(day)).count();
    let so_far = of_month.iter().filter(|day| **day <= standing.today).count();
    let known = standing.skills().count();
    let strong = standing.skills().filter(|(_, state)| state.in_box >= STRONG).count();
    let (ahead, last) = standing.ahead();
    let percent = standing.good_percent().map_or("–".to_owned(), |percent| format!("{percent} %"));
    vec![
        (current.to_string(), format!("{days};\nlongest so far {longest}")),
        (practised.to_string(), format!("days with a daily, of\n{so_far} days of this month")),
        (percent, "of all marks are\n2 or 3".to_owned()),
        (strong.to_string(), format!("of {known} skills stand in\nbox 3 or higher")),
        (ahead.to_string(), format!("skills come back by\n{}", last.without_year())),
    ]
}

fn chart(standing: &Standing) -> Chart {
    let row = |(id, state): &(&str, SkillState)| ChartRow {
        name: (*id).to_owned(),
        note: state.stage.map(|stage| format!("stage {stage}")),
        in_box: usize::from(state.in_box),
        due: Day(state.due).short(),
    };
    let group = |(topic, skills): &(&str, Vec<(&str, SkillState)>)| ChartGroup {
        title: (*topic).to_owned(),
        rows: skills.iter().map(row).collect(),
    };
    Chart {
        title: "Skills".to_owned(),
        note: "A 3 moves the disc one box on, a 2 leaves it, a 1 takes it one back, a 0 two.".to_owned(),
        head: "comes back after days".to_owned(),
        boxes: GAPS.map(|gap| gap.to_string()).to_vec(),
        last_head: "due".to_owned(),
        groups: standing.topics.iter().map(group).collect(),
    }
}

fn beliefs(standing: &Standing) -> Option<(String, Table)> {
    let cell = |text: String| Some(Prose::plain(text));
    let row = |belief: &super::Belief| {
        let (times, last) = (belief.times.to_string(), belief.last.short());
        vec![Some(Prose::marked(belief.belief)), Some(Prose::marked(belief.truth)), cell(times), cell(last)]
    };
    let rows: Vec<_> = standing.beliefs.iter().map(row).collect();
    let column = |head: &str, align, width| Column { head: Prose::plain(head), align, width };
    let table = Table {
        summary: "Beliefs behind wrong answers, what is so instead, how often each was met, and when last.".to_owned(),
        style: TableStyle::Ruled,
        columns: vec![
            column("you read it as if", Align::Left, Width::Fill(4)),
            column("but", Align::Left, Width::Fill(5)),
            column("times", Align::Right, Width::Content),
            column("last", Align::Right, Width::Content),
        ],
        rows,
    };
    (!table.rows.is_empty()).then(|| ("What you fall for".to_owned(), table))
}

//! Progress in the terminal.

use super::{STRONG, Standing, WEAK};
use crate::commands::dates::Day;
use crate::diagnostic::words::count;
use crate::history::{SkillState, Verdict};
use std::fmt::Write;

/// Skills that a list names; the rest is counted.
const NAMED: usize = 12;

pub fn text(standing: &Standing) -> String {
    let mut text = format!("{}\n\n", standing.today.in_words());
    let Some(percent) = standing.good_percent() else {
        text += "nothing is marked yet: print `longhand daily`, and note your marks with `longhand score`\n";
        return text;
    };
    let (current, longest) = standing.streak;
    writeln!(text, "{} in a row, the longest row was {longest}", in_days(current)).ok();
    writeln!(text, "{percent} % of {} are 2 or 3", count(standing.good.1, "mark")).ok();
    if let Some((day, signals)) = standing.interview {
        let sum: u8 = signals.iter().sum();
        let says = Verdict::of(signals).in_words();
        writeln!(text, "the interview of {} had {sum} of 20: {says}", day.without_year()).ok();
    }
    if standing.pace != 100 {
        let (whole, hundredths) = (standing.pace / 100, standing.pace % 100);
        writeln!(text, "you take {whole}.{hundredths:02} times the minutes that are printed").ok();
    }
    let (ahead, last) = standing.ahead();
    let come_back = if ahead == 1 { "comes back" } else { "come back" };
    writeln!(text, "{} {come_back} by {}", count(ahead, "skill"), last.without_year()).ok();
    let today = standing.today.0;
    list(&mut text, "due", standing, |state| state.due <= today, |state| state.due);
    list(&mut text, "weak", standing, |state| state.in_box <= WEAK, |state| u32::from(state.in_box));
    list(&mut text, "strong", standing, |state| state.in_box >= STRONG, |state| u32::MAX - u32::from(state.in_box));
    beliefs(&mut text, standing);
    text
}

/// The skills of one sort under their head, in an order; nothing where there are none.
fn list(
    text: &mut String,
    head: &str,
    standing: &Standing,
    is_meant: impl Fn(&SkillState) -> bool,
    order: impl Fn(&SkillState) -> u32,
) {
    let mut found: Vec<&(&str, SkillState)> = standing.skills().filter(|(_, state)| is_meant(state)).collect();
    if found.is_empty() {
        return;
    }
    found.sort_by_key(|(_, state)| order(state));
    writeln!(text, "\n{head}").ok();
    for (id, state) in found.iter().take(NAMED) {
        let stage = state.stage.map(|stage| format!(", stage {stage}")).unwrap_or_default();
        let due = when(state.due, standing.today);
        let last = Day(state.last).short();
        let marked = match state.last_mark {
            Some(mark) => format!("marked {mark} on {last}"),
            None => format!("not tried on {last}"),
        };
        writeln!(text, "  {id:<26} box {}, {due}, {marked}{stage}", state.in_box).ok();
    }
    if found.len() > NAMED {
        writeln!(text, "  and {} more", found.len() - NAMED).ok();
    }
}

/// "due for 2 days", "due today", "due on 3 Dec".
fn when(due: u32, today: Day) -> String {
    match today.0.checked_sub(due) {
        None => format!("due on {}", Day(due).short()),
        Some(0) => "due today".to_owned(),
        Some(days) => format!("due for {}", in_days(days)),
    }
}

fn beliefs(text: &mut String, standing: &Standing) {
    if standing.beliefs.is_empty() {
        return;
    }
    text.push_str("\nwhat you fall for\n");
    for belief in &standing.beliefs {
        let times = match belief.times {
            1 => "once".to_owned(),
            times => format!("{times} times"),
        };
        writeln!(text, "  {times}, last on {}: {}", belief.last.short(), belief.belief).ok();
        writeln!(text, "      but: {}", belief.truth).ok();
    }
}

fn in_days(days: u32) -> String {
    count(usize::try_from(days).unwrap_or(usize::MAX), "day")
}

use super::choose_due;
use crate::bank::{self, Bank};
use crate::choose::due::lists;
use crate::choose::{Because, Due, Known, Pick, Wishes};
use crate::code::{Levels, Seed};
use crate::kinds::{Form, Name, QUICK_STAGE};
use crate::question::minutes;
use std::collections::BTreeSet;
use std::convert::Infallible;

const TODAY: u32 = 9822;

fn shipped() -> Bank {
    bank::load(&bank::embedded()).0
}

/// In box 2, marked 3, due so many days ago.
fn known(late: i64) -> Known {
    let day = |days: i64| u32::try_from(i64::from(TODAY) - days).expect("a day");
    Known { in_box: 2, due: day(late), last: day(late + 7), gap: 7, last_mark: Some(3), stage: 0, cure: None }
}

fn due(skills: &[(&str, Known)]) -> Due {
    let skills = skills.iter().map(|(id, known)| ((*id).to_owned(), known.clone())).collect();
    Due { today: TODAY, skills, pace: 100, ..Due::default() }
}

fn sheet_of<'a>(bank: &'a Bank, recipe: &str, due: &Due, topics: &[&str]) -> Vec<Pick<'a>> {
    let recipe = bank.recipe(recipe).expect("it is shipped");
    let topics = topics.iter().map(|topic| (*topic).to_owned()).collect();
    let wishes = Wishes { topics, levels: Levels::ALL, minutes: recipe.minutes };
    let seed = Seed::lowest_bits(u64::from(due.today));
    let chosen = choose_due(bank, recipe, &wishes, seed, due, &mut |_| Ok::<bool, Infallible>(true));
    chosen.unwrap_or_else(|never| match never {}).picks
}

fn sheet<'a>(bank: &'a Bank, due: &Due) -> Vec<Pick<'a>> {
    sheet_of(bank, "daily-15", due, &[])
}

fn skill<'a>(pick: &Pick<'a>) -> &'a str {
    &pick.entry.problem.common.skill.value
}

/// Skills that are written on paper, and only so.
#[test]
fn what_is_latest_for_its_gap_comes_first() {
    let bank = shipped();
    let box_five = Known { in_box: 5, gap: 80, ..known(20) };
    let cases: [(&[(&str, Known)], &str); 3] = [
        (&[("string-scans", known(1)), ("two-pointers", known(6))], "two-pointers"),
        (&[("string-scans", known(6)), ("two-pointers", known(1))], "string-scans"),
        (&[("string-scans", box_five), ("two-pointers", known(3))], "two-pointers"),
    ];
    for (skills, first) in cases {
        let picks = sheet(&bank, &Due { today: TODAY, ..due(skills) });
        let written = picks.iter().find(|pick| pick.form.kind == Name::Write).map(skill);
        // Two of the days that move along prefer a new skill.
        let is_due = written.is_some_and(|skill| ["string-scans", "two-pointers"].contains(&skill));
        assert!(!is_due || written == Some(first), "{written:?} in place of {first}");
    }
}

#[test]
fn a_problem_shows_the_misread_that_is_to_be_cured() {
    let bank = shipped();
    let cured: Vec<&str> = bank.misconceptions.iter().map(|known| known.id.as_str()).collect();
    let mut shown = 0;
    for id in cured.into_iter().step_by(9) {
        let Some(entry) = bank.entries.iter().find(|entry| lists(entry, id)) else { continue };
        let of_skill = entry.problem.common.skill.value.as_str();
        let late = Known { cure: Some(id.to_owned()), ..known(60) };
        let due = due(&[(of_skill, late)]);
        for pick in sheet(&bank, &due).iter().filter(|pick| skill(pick) == of_skill) {
            shown += usize::from(due.cured_by(pick.entry) == Some(id));
            let others =
                bank.entries.iter().filter(|other| lists(other, id) && other.problem.common.skill.value == of_skill);
            // As that kind and for those minutes.
            let is_like = |form: &Form| *form == pick.form;
            let could = others
                .filter(|other| other.problem.forms().into_iter().map(Form::of).any(|form| is_like(&form)))
                .any(|other| minutes(&other.problem, pick.form) == pick.minutes);
            assert!(lists(pick.entry, id) || !could, "`{}` does not show `{id}`", pick.entry.id());
        }
    }
    assert!(shown >= 10, "only {shown} misreads were shown");
}

#[test]
fn new_skills_need_others_and_are_few() {
    let bank = shipped();
    let started = |in_box| Known { in_box, gap: 3, ..known(-2) };
    let five: Vec<(&str, Known)> =
        ["branch", "for-each", "lists", "strings", "git-areas"].map(|id| (id, started(1))).into();
    assert_eq!(due(&five).new_skills(), 0);
    assert_eq!(due(&five[..4]).new_skills(), 1);
    assert_eq!(due(&five[..1]).new_skills(), 3);
    assert_eq!(due(&[("branch", known(0))]).new_skills(), 2);
    let due = due(&[("branch", started(0)), ("for-each", started(1)), ("lists", known(-3))]);
    let may_enter = |id: &str| due.may_enter(bank.skill(id).expect("it is shipped"), &bank, false);
    let cases =
        [("range-bounds", true), ("while-loop", false), ("return-flow", false), ("slicing", true), ("branch", false)];
    for (id, expected) in cases {
        assert_eq!(may_enter(id), expected, "{id}");
    }
    let aside = bank.skill("f-strings").expect("it is shipped");
    let strings = Due { skills: [("strings".to_owned(), known(0))].into(), ..due.clone() };
    assert!(!aside.core && !strings.may_enter(aside, &bank, false) && strings.may_enter(aside, &bank, true));
}

#[test]
fn owed_points_come() {
    let bank = shipped();
    let all = |but: &[&str]| -> BTreeSet<String> {
        bank.topics.iter().map(|topic| topic.id.clone()).filter(|id| !but.contains(&id.as_str())).collect()
    };
    for topic in &bank.topics {
        let other = if topic.id == "projects" { "generators" } else { "projects" };
        let due = Due { dailies: vec![all(&[topic.id.as_str(), other]); 8], ..due(&[("lists", known(3))]) };
        let picks = sheet(&bank, &due);
        let topics: BTreeSet<&str> = picks.iter().map(|pick| pick.entry.topic.as_str()).collect();
        assert!(topics.contains(topic.id.as_str()) && topics.contains(other), "{topics:?} without {}", topic.id);
        let why = picks.iter().find(|pick| pick.entry.topic == topic.id).map(|pick| due.because(pick.entry));
        assert!(topic.id == "data-types" || why == Some(Because::Owed { dailies: 8 }), "{why:?}");
    }
}

#[test]
fn templates_come_at_the_persons_stage() {
    let bank = shipped();
    for stage in 0..=5 {
        let due = due(&[("template-plain", Known { stage, ..known(30) })]);
        for recipe in ["daily-15", "template-a-day"] {
            let picks = sheet_of(&bank, recipe, &due, &["classes"]);
            let template = picks.iter().find(|pick| skill(pick) == "template-plain");
            assert!(template.is_none_or(|pick| pick.form.stage == Some(stage)), "{recipe}: {template:?}");
            assert!(template.is_some() || recipe == "template-a-day", "it was due");
        }
    }
}

#[test]
fn a_sheet_is_there_whatever_is_known() {
    let bank = shipped();
    let everything: Vec<(&str, Known)> =
        bank.skills.iter().map(|skill| (skill.id.as_str(), Known { in_box: 5, gap: 80, ..known(-40) })).collect();
    let printed = bank.entries.iter().map(|entry| (entry.id().to_owned(), TODAY - 1)).collect();
    let cases = [
        due(&[]),
        due(&[("no-such-skill", known(3))]),
        due(&everything),
        Due { printed, ..due(&everything) },
        Due { pace: 60, ..due(&everything) },
        Due { pace: 200, ..due(&everything) },
    ];
    for (place, due) in cases.iter().enumerate() {
        for topics in [&[][..], &["generators"]] {
            let picks = sheet_of(&bank, "daily-15", due, topics);
            let minutes: u32 = picks.iter().map(|pick| pick.minutes).sum();
            let asked = 1500 / due.pace;
            assert!(minutes <= asked + 1 && (minutes + 1 >= asked || topics.len() == 1), "case {place}: {minutes}");
            assert!(!picks.is_empty() && picks.iter().all(|pick| topics.is_empty() || pick.entry.topic == topics[0]));
            let again = sheet_of(&bank, "daily-15", due, topics);
            assert!(picks.iter().map(|pick| pick.entry.id()).eq(again.iter().map(|pick| pick.entry.id())));
        }
    }
}

#[test]
fn a_template_that_is_kept_is_asked_in_less_time() {
    let bank = shipped();
    for (stage, in_box, asked) in [(5, 2, 5), (5, 3, QUICK_STAGE), (5, 5, QUICK_STAGE), (4, 5, 4)] {
        let due = due(&[("template-plain", Known { stage, in_box, ..known(30) })]);
        let picks = sheet_of(&bank, "daily-15", &due, &["classes"]);
        let template = picks.iter().find(|pick| skill(pick) == "template-plain").expect("it is due");
        assert_eq!(template.form.stage, Some(asked), "stage {stage}, box {in_box}");
        let whole = minutes(&template.entry.problem, Form { kind: Name::Class, stage: Some(stage) });
        let cut = if asked == QUICK_STAGE { (whole * 75 + 50) / 100 } else { whole };
        assert_eq!(template.minutes, cut);
    }
}

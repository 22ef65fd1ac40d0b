use super::{Pick, Selection, Wishes, choose};
use crate::bank::{self, Bank, File, Files, Recipe};
use crate::code::{Levels, Seed};
use std::collections::BTreeSet;
use std::convert::Infallible;

fn shipped() -> Bank {
    let (bank, faults) = bank::load(&bank::embedded());
    assert_eq!(faults, []);
    bank
}

fn wishes() -> Wishes {
    Wishes { topics: Vec::new(), levels: Levels::ALL, minutes: 15 }
}

fn choose_with<'a>(bank: &'a Bank, wishes: &Wishes, day: u64) -> Selection<'a> {
    let recipe = bank.recipe("daily-15").expect("it is shipped");
    choose_by(recipe, bank, wishes, day)
}

fn choose_by<'a>(recipe: &Recipe, bank: &'a Bank, wishes: &Wishes, day: u64) -> Selection<'a> {
    let chosen = choose(bank, recipe, wishes, Seed::lowest_bits(day), &mut |_| Ok::<bool, Infallible>(true));
    chosen.unwrap_or_else(|never| match never {})
}

#[test]
fn the_same_day_gives_the_same_sheet_and_another_day_another() {
    let bank = shipped();
    let sheet = |day| choose_with(&bank, &wishes(), day).drawn();
    assert_eq!(sheet(9822), sheet(9822));
    assert_ne!(sheet(9822), sheet(9823));
}

#[test]
fn no_skill_is_twice_on_a_sheet_and_no_topic_three_times() {
    let bank = shipped();
    for day in 9000..9200 {
        let picks = choose_with(&bank, &wishes(), day).picks;
        let skills: BTreeSet<&str> = picks.iter().map(|pick| pick.entry.problem.common.skill.value.as_str()).collect();
        assert_eq!(skills.len(), picks.len(), "day {day}");
        for topic in &bank.topics {
            let of_topic = picks.iter().filter(|pick| pick.entry.topic == topic.id).count();
            assert!(of_topic <= 2, "day {day}: {of_topic} of {}", topic.id);
        }
    }
}

#[test]
fn minutes_are_kept_and_used_unless_every_slot_is_taken() {
    let bank = shipped();
    for minutes in [5, 10, 15, 20, 30, 60] {
        for day in 9000..9050 {
            let picks = choose_with(&bank, &Wishes { minutes, ..wishes() }, day).picks;
            let taken: u32 = picks.iter().map(|pick| pick.minutes).sum();
            assert!(taken <= minutes, "day {day}: {taken} of {minutes} minutes");
            let is_full = picks.len() >= 6 * usize::try_from(minutes.div_ceil(15)).expect("a few");
            assert!(is_full || taken + 3 >= minutes, "day {day}: {} of {taken} minutes in {minutes}", picks.len());
        }
    }
}

#[test]
fn wishes_are_kept() {
    let bank = shipped();
    let topics = vec!["classes".to_owned(), "generators".to_owned()];
    let levels = Levels::new(1, 1).expect("a range");
    for day in 9000..9050 {
        let picks = choose_with(&bank, &Wishes { topics: topics.clone(), levels, minutes: 15 }, day).picks;
        assert!(!picks.is_empty(), "day {day}");
        for pick in picks {
            assert!(topics.contains(&pick.entry.topic), "day {day}: {}", pick.entry.id());
            assert_eq!(pick.entry.problem.common.level, 1, "day {day}: {}", pick.entry.id());
        }
    }
}

/// A problem of a skill that has none yet, in a file of its own, may come; what is drawn of the others stays.
#[test]
fn a_new_problem_moves_no_slot_that_does_not_take_it() {
    let before = shipped();
    let mut files = bank::embedded();
    let text = "[set]\ntopic = \"classes\"\ntitle = \"New\"\n\n[[problem]]\nid = \"brand-new\"\nkind = \"mcq\"\n\
                skill = \"class-mro\"\nlevel = 3\nminutes = 2\ntitle = \"New\"\nask = \"Which?\"\nwhy = \"So.\"\n\
                narrow = \"one\"\noptions = [[\"a one\", \"yes\"], [\"a two\", \"no\"], [\"a three\", \"no\"]]\n";
    add(&mut files, "classes/new.toml", text);
    let (after, faults) = bank::load(&files);
    assert_eq!(faults, []);
    let mut taken = 0;
    for day in 9000..9200 {
        let (old, new) = (choose_with(&before, &wishes(), day).drawn(), choose_with(&after, &wishes(), day).drawn());
        if new.iter().any(|drawn| drawn.id == "brand-new") {
            taken += 1;
        } else {
            assert_eq!(old, new, "day {day}");
        }
    }
    assert!(taken < 200);
}

fn add(files: &mut Files, path: &str, text: &str) {
    files.add(path.to_owned(), File { shown: path.to_owned(), bytes: text.as_bytes().to_vec() });
}

#[test]
fn a_full_sheet_takes_nothing_more() {
    let bank = shipped();
    let recipe = bank.recipe("daily-15").expect("it is shipped");
    let chosen =
        choose(&bank, recipe, &wishes(), Seed::lowest_bits(9822), &mut |picks| Ok::<_, Infallible>(picks.len() <= 2));
    let picks = chosen.unwrap_or_else(|never| match never {}).picks;
    let holds = |slot: &str, pick: &Pick| {
        recipe.slots.iter().any(|known| known.name == slot && known.kinds.contains(&pick.form.kind))
    };
    assert_eq!(picks.len(), 2);
    assert!(holds("read", &picks[0]) && holds("write", &picks[1]), "those that never give way: {picks:?}");
}

/// Twelve days with a template, from the whole model to the blank page; then the next template.
#[test]
fn a_course_stays_with_a_skill_and_takes_more_off_the_page() {
    let bank = shipped();
    let recipe = bank.recipe("template-a-day").expect("it is shipped");
    let wishes = Wishes { minutes: recipe.minutes, ..wishes() };
    let mut before = "";
    for course in 800..804 {
        let templates: Vec<_> = (0..12)
            .map(|day| {
                let pick = choose_by(recipe, &bank, &wishes, 12 * course + day).picks[0];
                (pick.entry.problem.common.skill.value.as_str(), pick.form.stage.expect("it is a class"))
            })
            .collect();
        let stages: Vec<u8> = templates.iter().map(|(_, stage)| *stage).collect();
        assert_eq!(stages, [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5]);
        let skill = templates[0].0;
        assert!(templates.iter().all(|(other, _)| *other == skill), "{templates:?}");
        assert_ne!(skill, before);
        before = skill;
    }
}

/// A recipe with one slot, of which the rest is given.
fn with_slot(rest: &str) -> Bank {
    let head = "[recipe]\nid = \"mine\"\nverb = \"daily\"\ntitle = \"Mine\"\nminutes = 60\n";
    let mut files = bank::embedded();
    add(
        &mut files,
        "recipes/mine.toml",
        &format!("{head}distinct = [\"problem\"]\n\n[[slot]]\nname = \"one\"\n{rest}"),
    );
    let (bank, faults) = bank::load(&files);
    assert_eq!(faults, []);
    bank
}

#[test]
fn a_slot_takes_as_many_as_it_says_of_its_topics_levels_and_stage() {
    let bank = with_slot(
        "kinds = [\"class\", \"mcq\"]\ntopics = [\"classes\"]\nlevels = [1, 1]\nminutes = [1, 9]\ntake = 4\nstage = 3\n",
    );
    let recipe = bank.recipe("mine").expect("it was added");
    for day in 9000..9050 {
        let picks = choose_by(recipe, &bank, &Wishes { minutes: 60, ..wishes() }, day).picks;
        let ids: BTreeSet<&str> = picks.iter().map(|pick| pick.entry.id()).collect();
        assert_eq!((picks.len(), ids.len()), (4, 4), "day {day}");
        for pick in picks {
            assert_eq!((pick.entry.topic.as_str(), pick.entry.problem.common.level), ("classes", 1));
            assert!(pick.form.stage.is_none_or(|stage| stage == 3), "day {day}: {:?}", pick.form);
        }
    }
}

#[test]
fn skills_that_a_slot_names_take_turns_day_by_day() {
    let bank = with_slot("kinds = [\"output\", \"mcq\"]\nskills = [\"range-bounds\", \"class-terms\"]\n");
    let recipe = bank.recipe("mine").expect("it was added");
    let skill = |day| choose_by(recipe, &bank, &wishes(), day).picks[0].entry.problem.common.skill.value.clone();
    assert_eq!([skill(9000), skill(9001), skill(9002)], ["range-bounds", "class-terms", "range-bounds"]);
}

use super::{Selection, Wishes, choose};
use crate::bank::{self, Bank, File, Files};
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
    let slots: BTreeSet<&str> = picks.iter().map(|pick| pick.entry.problem.kind.name().word()).collect();
    assert_eq!(picks.len(), 2);
    assert!(slots.contains("trace") && (slots.contains("write") || slots.contains("class")), "{slots:?}");
}

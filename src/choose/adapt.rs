//! A sheet for somebody whose history is known (`curriculum/README.md` 5.3, rules 1 to 5).
//!
//! Owed topics first, into the slots that give way first; then slot by slot what is due or new; and last the minutes that
//! are left over. Nothing is run here.

use super::due::{Because, Due};
use super::ranks::{Claims, Part, Place, Ranking};
use super::slots::{Demand, Filling, Pick, TRIES, Wanted};
use super::{HasRoom, Selection, Wishes, places};
use crate::bank::{Bank, Recipe, Slot};
use crate::code::Seed;

/// Slots a day that new skills come into first of all.
const FOR_NEW: usize = 2;
/// Owed topics that a sheet takes: more would leave no place for what is due.
const MOST_OWED: usize = 3;
/// The priority of a slot that is never left empty for others.
const NEVER_GIVES_WAY: u32 = 1;
/// Minutes that a sheet may be short of what was asked for.
const SHORT: u32 = 1;
/// Exchanges of a question for a longer one that are tried to fill a sheet.
const EXCHANGES: usize = 6;
/// Problems that are tried for each of them: a page that is full is not looked at for ever.
const FEW_TRIES: usize = 3;

/// Fills the recipe's slots by what is due. The same data and the same seed, which is the number of the day, give the same
/// selection. Minutes are somebody's own: at a pace of 130 a sheet of 15 has questions for 12.
///
/// Errors: whatever `has_room` ends with.
pub fn choose_due<'a, E>(
    bank: &'a Bank,
    recipe: &Recipe,
    wishes: &Wishes,
    seed: Seed,
    due: &Due,
    has_room: HasRoom<'_, 'a, E>,
) -> Result<Selection<'a>, E> {
    let minutes = (wishes.minutes * 100 + due.pace / 2) / due.pace.max(1);
    let rounds = minutes.max(wishes.minutes).div_ceil(recipe.minutes.max(1));
    let wanted = Wanted { bank, recipe, wishes, seed, rounds };
    let ranking = Ranking::new(&wanted, due, minutes);
    let mut sheet = Filling::default();
    let mut open = all_places(&wanted);
    for topic in owed(&ranking).into_iter().take(MOST_OWED) {
        pay(topic, &ranking, &mut open, &mut sheet, has_room)?;
    }
    // What presses comes before what only fills a place; but there is always something to warm up, and to write.
    fill(&ranking, &mut open, &mut sheet, Claims::Pressing, has_room)?;
    fill(&ranking, &mut open, &mut sheet, Claims::Fresh, has_room)?;
    fill_up(&ranking, &mut sheet, Claims::Fresh, has_room)?;
    for which in [Claims::Fitting, Claims::All] {
        fill(&ranking, &mut open, &mut sheet, which, has_room)?;
    }
    fill_up(&ranking, &mut sheet, Claims::Fitting, has_room)?;
    Ok(Selection { seed, picks: sheet.picks })
}

/// Fills the open places with what has one of these claims; what stays empty stays open.
fn fill<'a, E>(
    ranking: &Ranking<'a, '_, '_>,
    open: &mut Vec<Place>,
    sheet: &mut Filling<'a>,
    which: Claims,
    has_room: HasRoom<'_, 'a, E>,
) -> Result<(), E> {
    let mut empty = Vec::new();
    for place in std::mem::take(open) {
        let is_always = place.part == Part::WarmUp || place.slot.priority == NEVER_GIVES_WAY;
        let is_taken = sheet.picks.iter().any(|pick| pick.place == place.demand.place);
        let tries = if is_always { vec![Claims::Fresh, Claims::Fitting] } else { vec![which] };
        let mut is_filled = is_taken;
        for which in tries {
            is_filled = is_filled || {
                let candidates = ranking.candidates(place, sheet, None, which);
                sheet.put_first(candidates.into_iter().take(TRIES), has_room)?
            };
        }
        if !is_filled {
            empty.push(place);
        }
    }
    *open = empty;
    Ok(())
}

/// Every place of every round, in the order of filling.
fn all_places<'s>(wanted: &Wanted<'_, 's>) -> Vec<Place<'s>> {
    let printed: Vec<(&'s Slot, u32)> = places(wanted.recipe);
    let mut order: Vec<usize> = (0..printed.len()).collect();
    order.sort_by_key(|&place| printed[place].0.priority);
    let mut all = Vec::new();
    for round in 0..wanted.rounds {
        for (turn, &place) in order.iter().enumerate() {
            let (slot, among) = printed[place];
            let later = || order[turn + 1..].iter().map(|&later| &printed[later].0.minutes);
            let reserve = later().map(|minutes| *minutes.start()).sum();
            let usual = later().map(|minutes| minutes.start().midpoint(*minutes.end())).sum();
            let demand = Demand { place: (round, place), among, reserve, usual, skip: 0 };
            all.push(Place { slot, demand, part: part(place, printed.len(), wanted.seed) });
        }
    }
    all
}

/// The first place warms up; two of the others, moving along from day to day, are for what is new.
fn part(place: usize, count: usize, seed: Seed) -> Part {
    let others = count.saturating_sub(1);
    if place == 0 && others > 0 {
        return Part::WarmUp;
    }
    let day = usize::try_from(seed.get() % 1_000_000).unwrap_or(0);
    let is_for_new = |which: usize| place == 1 + (day + which * others.div_ceil(FOR_NEW)) % others;
    match others {
        0 => Part::Review,
        _ if (0..FOR_NEW).any(is_for_new) => Part::New,
        _ if place == others => Part::Stretch,
        _ => Part::Review,
    }
}

/// Topics that were on none of the last dailies, the one missed longest first.
fn owed<'a>(ranking: &Ranking<'a, '_, '_>) -> Vec<&'a str> {
    let is_owed = |topic: &&str| super::turns::is_wished(ranking.wanted, topic) && ranking.due.owes(topic);
    let mut topics: Vec<&'a str> = ranking.bank.topics.iter().map(|topic| topic.id.as_str()).filter(is_owed).collect();
    topics.sort_by_key(|topic| std::cmp::Reverse(ranking.due.absence(topic)));
    topics
}

/// Gives an owed topic the place that gives way first of those that can hold it.
fn pay<'a, E>(
    topic: &str,
    ranking: &Ranking<'a, '_, '_>,
    open: &mut Vec<Place>,
    sheet: &mut Filling<'a>,
    has_room: HasRoom<'_, 'a, E>,
) -> Result<(), E> {
    for which in [Claims::Fresh, Claims::Fitting, Claims::All] {
        for at in (0..open.len()).rev() {
            let candidates = ranking.candidates(open[at], sheet, Some(topic), which);
            if sheet.put_first(candidates.into_iter().take(TRIES), has_room)? {
                open.remove(at);
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Brings a sheet to its minutes: by one more question where a place stayed empty or another round has one, else by a
/// longer problem of the same skill.
fn fill_up<'a, E>(
    ranking: &Ranking<'a, '_, '_>,
    sheet: &mut Filling<'a>,
    which: Claims,
    has_room: HasRoom<'_, 'a, E>,
) -> Result<(), E> {
    for _ in 0..EXCHANGES {
        let is_done = missing(ranking, sheet) <= SHORT
            || !(lengthen(ranking, sheet, has_room)?
                || extend(ranking, sheet, which, has_room)?
                || exchange(ranking, sheet, which, has_room)?);
        if is_done {
            break;
        }
    }
    Ok(())
}

fn missing(ranking: &Ranking, sheet: &Filling) -> u32 {
    ranking.minutes.saturating_sub(sheet.picks.iter().map(|pick| pick.minutes).sum())
}

/// The sheet without the question at this place of it, and the fresh problems that may stand there instead and take
/// longer, by as much as is short at the most; best first. `None` where its place is not asked for.
fn longer_for<'a>(
    ranking: &Ranking<'a, '_, '_>,
    sheet: &Filling<'a>,
    at: usize,
    topic: Option<&str>,
    which: Claims,
) -> Option<(Filling<'a>, Vec<Pick<'a>>)> {
    let (old, short) = (sheet.picks[at], missing(ranking, sheet));
    let place = all_places(ranking.wanted).into_iter().find(|place| place.demand.place == old.place)?;
    let mut others = Filling { picks: sheet.picks.clone() };
    others.picks.remove(at);
    let is_longer = |pick: &Pick| pick.minutes > old.minutes && pick.minutes <= old.minutes + short;
    let mut candidates = ranking.candidates(place, &others, topic, which);
    candidates.retain(|pick| is_longer(pick) && ranking.due.is_fresh(pick.entry.id()));
    Some((others, candidates))
}

/// Exchanges one question for one of the same skill and place that takes longer.
fn lengthen<'a, E>(
    ranking: &Ranking<'a, '_, '_>,
    sheet: &mut Filling<'a>,
    has_room: HasRoom<'_, 'a, E>,
) -> Result<bool, E> {
    for at in (0..sheet.picks.len()).rev() {
        let old = sheet.picks[at].entry;
        let found = longer_for(ranking, sheet, at, Some(&old.topic), Claims::All);
        let Some((mut others, mut longer)) = found else { continue };
        let skill = &old.problem.common.skill.value;
        longer.retain(|pick| pick.entry.problem.common.skill.value == *skill);
        longer.sort_by_key(|pick| std::cmp::Reverse(pick.minutes));
        if others.put_first(longer.into_iter().take(FEW_TRIES), has_room)? {
            *sheet = others;
            return Ok(true);
        }
    }
    Ok(false)
}

/// Exchanges one question for one of another skill that takes longer and has room: where a page is full, a question that
/// is answered aloud or with a tick takes minutes and little space. First what is not due gives way, then what is.
fn exchange<'a, E>(
    ranking: &Ranking<'a, '_, '_>,
    sheet: &mut Filling<'a>,
    which: Claims,
    has_room: HasRoom<'_, 'a, E>,
) -> Result<bool, E> {
    let keeps = |pick: &Pick| match ranking.due.because(pick.entry) {
        Because::Soonest { .. } => Some(false),
        Because::Due { .. } => Some(true),
        Because::New | Because::Owed { .. } => None,
    };
    for is_due in [false, true] {
        for at in (0..sheet.picks.len()).rev().filter(|at| keeps(&sheet.picks[*at]) == Some(is_due)) {
            let Some((mut others, longer)) = longer_for(ranking, sheet, at, None, which) else { continue };
            if others.put_first(longer.into_iter().take(FEW_TRIES * EXCHANGES), has_room)? {
                *sheet = others;
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Adds a question to a place of the last round that is free, or of one round more.
fn extend<'a, E>(
    ranking: &Ranking<'a, '_, '_>,
    sheet: &mut Filling<'a>,
    which: Claims,
    has_room: HasRoom<'_, 'a, E>,
) -> Result<bool, E> {
    let wanted = Wanted { rounds: ranking.wanted.rounds + 1, ..*ranking.wanted };
    for place in all_places(&wanted).into_iter().rev() {
        let is_taken = sheet.picks.iter().any(|pick| pick.place == place.demand.place);
        let last = Place { demand: Demand { reserve: 0, usual: 0, ..place.demand }, ..place };
        if is_taken {
            continue;
        }
        let candidates = ranking.candidates(last, sheet, None, which);
        if sheet.put_first(candidates.into_iter().take(FEW_TRIES), has_room)? {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests;

//! What many draws of a problem show together.

use super::facts::Facts;
use super::{Warning, thresholds};
use crate::bank::Entry;
use crate::diagnostic::{Faults, Place};
use crate::kinds::Name;
use std::collections::{BTreeMap, BTreeSet};

/// Notes what is doubtful about a problem whose draws have these facts.
pub fn judge(entry: &Entry, draws: &[Facts], faults: &mut Faults) {
    let mut judge = Judge { entry, draws, faults };
    if draws.len() >= thresholds::FEWEST_DRAWS {
        judge.distinct();
        judge.redraws();
        judge.one_answer();
    }
    judge.minutes();
    judge.given_away();
    judge.longest();
    judge.widest();
    judge.spread();
    judge.too_small();
    judge.alike();
    judge.no_misread();
}

struct Judge<'a> {
    entry: &'a Entry,
    draws: &'a [Facts],
    faults: &'a mut Faults,
}

impl Judge<'_> {
    fn note(&mut self, warning: &Warning) {
        let place = self.entry.place().clone();
        self.faults.note(&place, warning);
    }

    fn is_narrow(&self) -> bool {
        self.entry.problem.common.narrow.is_some()
    }

    fn distinct(&mut self) {
        let draws = self.draws.len();
        let distinct = self.draws.iter().map(|facts| facts.asked.as_str()).collect::<BTreeSet<_>>().len();
        if distinct < thresholds::distinct(draws) && !self.is_narrow() {
            self.note(&Warning::Narrow { distinct, draws });
        }
    }

    fn redraws(&mut self) {
        let (redraws, draws) = (self.draws.iter().map(|facts| facts.redraws).sum(), self.draws.len());
        if redraws > thresholds::REDRAWS * draws {
            self.note(&Warning::Redraws { redraws, draws });
        }
    }

    /// The answer that is right most often.
    fn one_answer(&mut self) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for answer in self.draws.iter().filter_map(|facts| facts.answer.as_deref()) {
            *counts.entry(answer).or_default() += 1;
        }
        let draws = self.draws.len();
        let Some((answer, times)) = counts.into_iter().max_by_key(|(_, times)| *times) else { return };
        if times * thresholds::ONE_ANSWER > draws && !self.is_narrow() {
            let answer = clip(answer);
            self.note(&Warning::OneAnswer { answer, times, draws });
        }
    }

    /// The middle of the draws counts.
    fn minutes(&mut self) {
        let mut all: Vec<u32> = self.draws.iter().map(|facts| facts.minutes).collect();
        all.sort_unstable();
        let Some(model) = all.get(all.len() / 2) else { return };
        let minutes = self.entry.problem.common.minutes;
        let off = model.abs_diff(minutes * 100);
        if off >= minutes * thresholds::MINUTES_OFF && off >= 100 {
            self.note(&Warning::Minutes { minutes, tenths: (model + 5) / 10 });
        }
    }

    fn given_away(&mut self) {
        let given: Vec<_> = self.draws.iter().filter_map(|facts| facts.given_away.as_ref()).collect();
        if let Some((by, answer)) = given.first().filter(|_| self.is_usual(given.len())) {
            let common = &self.entry.problem.common;
            let ask = common.ask.as_ref().filter(|_| *by == "task");
            let place = ask.unwrap_or(&common.title).place().clone();
            self.faults.note(&place, &Warning::GivenAway { by, answer: clip(answer) });
        }
    }

    fn longest(&mut self) {
        let longest: Vec<_> = self.draws.iter().filter_map(|facts| facts.longest).collect();
        if let Some(&(right, other)) = longest.first().filter(|_| self.is_usual(longest.len())) {
            self.note(&Warning::LongestIsRight { right, other });
        }
    }

    /// Whether nearly every draw shows it.
    fn is_usual(&self, times: usize) -> bool {
        times > 0 && times * 100 >= self.draws.len() * thresholds::GIVEN_AWAY
    }

    fn widest(&mut self) {
        let lines = self.draws.iter().filter_map(|facts| facts.widest.as_ref());
        let Some((number, line)) = lines.max_by_key(|(_, line)| line.chars().count()) else { return };
        let (columns, most) = (line.chars().count(), thresholds::MODEL_COLUMNS);
        if columns > most {
            let place = self.place_of_line(*number, line);
            self.faults.note(&place, &Warning::WideModel { line: line.trim().to_owned(), columns, most });
        }
    }

    /// Where a line of the model stands: of a model that is the program, its line; else where it stands as drawn.
    fn place_of_line(&self, number: usize, line: &str) -> Place {
        let is_program = self.entry.problem.kind.name() != Name::Rewrite;
        let found = self.entry.problem.common.program.as_ref().filter(|_| is_program).and_then(|program| {
            let source = program.source();
            let start: usize = source.split_inclusive('\n').take(number).map(str::len).sum();
            let text = source[start..].lines().next()?;
            let indent = text.len() - text.trim_start().len();
            Some(program.place(start + indent..start + text.trim_end().len()))
        });
        let verbatim = || {
            let id = self.entry.place();
            let at = id.span.end + id.source.text.get(id.span.end..)?.find(line.trim())?;
            Some(id.at(at..at + line.trim().len()))
        };
        found.or_else(verbatim).unwrap_or_else(|| self.entry.place().clone())
    }

    fn too_small(&mut self) {
        let found = self.draws.iter().find_map(|facts| Some((facts.too_small.clone()?, facts.seed)));
        if let Some(((paper, why), seed)) = found {
            self.note(&Warning::SmallPaper { paper, why, seed });
        }
    }

    fn spread(&mut self) {
        let amounts = || self.draws.iter().filter_map(|facts| Some((facts.amount?.0, facts.seed)));
        let what = self.draws.iter().find_map(|facts| facts.amount).map(|(_, what)| what);
        let least = amounts().min_by_key(|(amount, _)| *amount);
        let most = amounts().max_by_key(|(amount, seed)| (*amount, std::cmp::Reverse(*seed)));
        if let (Some(what), Some(least), Some(most)) = (what, least, most)
            && most.0 > least.0 + thresholds::SPREAD
        {
            self.note(&Warning::Uneven { what, least, most });
        }
    }

    /// Pairs of misreads that look the same in every draw.
    fn alike(&mut self) {
        let mut sets = self.draws.iter().map(|facts| &facts.alike);
        let Some(first) = sets.next().cloned() else { return };
        let always = sets.fold(first, |common, set| &common & set);
        let misreads = &self.entry.problem.common.misreads;
        for (first, second) in always {
            if let (Some(first), Some(second)) = (misreads.get(first), misreads.get(second)) {
                let warning = Warning::LookAlike { first: first.id.value.clone(), second: second.id.value.clone() };
                self.faults.note(&second.id.place, &warning);
            }
        }
    }

    /// Kinds whose every question has wrong answers that somebody gives.
    fn no_misread(&mut self) {
        let kind = self.entry.problem.kind.name();
        let is_without =
            matches!(kind, Name::Copy | Name::Plan | Name::Explain | Name::Short | Name::Match) || kind.has_bugs();
        // Each wrong option that is written out has a sentence of its own.
        let is_without = is_without || matches!(kind, Name::Mcq | Name::Choose);
        if !is_without && self.entry.problem.common.misreads.is_empty() {
            self.note(&Warning::NoMisread { kind: kind.word() });
        }
    }
}

/// What fits into a message.
fn clip(text: &str) -> String {
    const MOST: usize = 60;
    let line = text.replace('\n', " / ");
    if line.chars().count() <= MOST { line } else { line.chars().take(MOST).chain(['…']).collect() }
}

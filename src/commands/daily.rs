//! `longhand daily`: today's drill.

mod adapting;
mod ahead;
mod reasons;

use super::dates::{self, Day};
use super::files::{self, File};
use super::fonts::{self, Font};
use super::kept::{self, Kept};
use super::making::{self, Content, Made};
use super::printing;
use super::{Failure, Outcome, World, banks, show};
use crate::bank::{Bank, Recipe, Verb as RecipeVerb};
use crate::choose::{Due, Pick, Wishes, choose, choose_due};
use crate::cli::{Daily, Format};
use crate::code::{Drawn, KeyPlace, Levels, Paper, PrintSize, Request, Seed, Verb};
use crate::diagnostic::{self, Fault, Faults, Severity, words};
use crate::history::History;
use crate::kinds::Form;
use crate::layout::{self, OwnFont};
use crate::python::Python;
use crate::question::{self, Question, Refusal};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The recipe of a daily where none is named.
const RECIPE: &str = "daily-15";

/// What fixes a daily.
pub struct Plan<'a> {
    pub recipe: &'a Recipe,
    pub verb: Verb,
    pub seed: Seed,
    pub date: Option<Day>,
    pub wishes: Wishes,
    pub paper: Paper,
    pub print: PrintSize,
    pub key: KeyPlace,
    pub font: Option<Font>,
}

pub fn run(arguments: &Daily, world: &World) -> Result<Outcome, Failure> {
    // A sheet by its number is the same for everybody.
    let kept = match arguments.no_history || arguments.seed.is_some() {
        true => Kept::default(),
        false => Kept::read(&arguments.home, world),
    };
    kept.told_with(drill(arguments, &kept.history, world))
}

fn drill(arguments: &Daily, history: &History, world: &World) -> Result<Outcome, Failure> {
    let day = day(arguments, world)?;
    let mut python = making::python(world);
    let (bank, recipe) = banks::load_with_recipe(&arguments.bank, arguments.recipe.as_deref())?;
    let plan = plan(arguments, &bank, recipe.as_deref().unwrap_or(RECIPE), day, world)?;
    let format = arguments.output.format.unwrap_or(Format::Pdf);
    if arguments.list {
        return ahead::list(plan, &bank, history, &mut python, format);
    }
    if arguments.week {
        return ahead::week(&plan, &bank, history.clone(), &mut python, arguments, world);
    }
    let drawn = adapting::of_day(plan, &bank, history, &mut python)?;
    let made = &drawn.made;
    let mut outcome = match format {
        Format::Pdf => deliver(made, arguments, world)?,
        Format::Json => {
            let object = serde_json::json!({ "sheets": [drawn.to_object(arguments.why)?] });
            files::deliver_text(making::pretty(&object), &arguments.output)?
        }
        Format::Text => files::deliver_text(made.to_text(content(made.request.key)), &arguments.output)?,
    };
    if arguments.why && format != Format::Json {
        tell(&mut outcome, drawn.reasons_in_lines());
    }
    outcome.notes.extend(told(&made.left_out));
    if !arguments.no_history {
        outcome.notes.extend(kept::note([made], &arguments.home, world));
    }
    Ok(outcome)
}

/// Puts lines that were asked for on standard output, or beside it where the sheet itself goes there.
fn tell(outcome: &mut Outcome, lines: String) {
    match outcome.output.is_empty() {
        true => outcome.output = lines.into_bytes(),
        false => outcome.notes.push(lines.trim_end().to_owned()),
    }
}

/// What of a daily is shown as text.
fn content(key: KeyPlace) -> Content {
    match key {
        KeyPlace::None => Content::SheetOnly,
        _ => Content::SheetAndKey,
    }
}

/// What is said of problems that gave way to others.
pub fn told(left_out: &[Fault]) -> Option<String> {
    let which = match left_out {
        [] => return None,
        [_] => "it was",
        _ => "they were",
    };
    Some(format!(
        "{}\nnote: {which} left out of the sheet, which has other problems instead",
        diagnostic::to_text(left_out)
    ))
}

fn deliver(made: &Made, arguments: &Daily, world: &World) -> Result<Outcome, Failure> {
    let name = default_name("daily", made);
    match made.request.key {
        KeyPlace::Same => {
            let bytes = made.to_pdf(Content::SheetAndKey, world)?;
            files::deliver(File { name, bytes }, &arguments.output)
        }
        KeyPlace::None | KeyPlace::Fold => {
            let bytes = made.to_pdf(Content::SheetOnly, world)?;
            files::deliver(File { name, bytes }, &arguments.output)
        }
        KeyPlace::Separate => {
            let bytes = made.to_pdf(Content::SheetOnly, world)?;
            let key = made.to_pdf(Content::KeyOnly, world)?;
            files::deliver_both(File { name, bytes }, key, &arguments.output)
        }
    }
}

/// `longhand-daily-2026-11-22.pdf`; a sheet without a day has its seed there, and a copy of a handout its code.
pub fn default_name(what: &str, made: &Made) -> String {
    let request = &made.request;
    match request.date {
        _ if request.copy.is_some() => format!("longhand-{what}-{}.pdf", request.code()),
        Some(days) => format!("longhand-{what}-{}.pdf", Day(days)),
        None => format!("longhand-{what}-seed-{}.pdf", request.seed),
    }
}

fn day(arguments: &Daily, world: &World) -> Result<Day, Failure> {
    match &arguments.date {
        None if arguments.list => Ok(Day(world.today.0 + 1)),
        None => Ok(world.today),
        Some(text) => dates::read(text).ok_or_else(|| Failure::Usage {
            message: format!("`{text}` is no day"),
            help: format!("write a day from 2000 to 2199 as year-month-day: {}", world.today),
        }),
    }
}

fn plan<'a>(arguments: &Daily, bank: &'a Bank, id: &str, day: Day, world: &World) -> Result<Plan<'a>, Failure> {
    for topic in &arguments.topics {
        if bank.topic(topic).is_none() {
            let known = bank.topics.iter().map(|topic| topic.id.as_str());
            return Err(banks::unknown("topic", topic, known, "topics"));
        }
    }
    let recipe = recipe(id, bank)?;
    let (verb, seed, date) = match arguments.seed {
        Some(seed) => (Verb::DailyBySeed, Seed::lowest_bits(seed), None),
        None => (Verb::DailyByDate, Seed::lowest_bits(u64::from(day.0)), Some(day)),
    };
    Ok(Plan {
        recipe,
        verb,
        seed,
        date,
        wishes: Wishes {
            topics: arguments.topics.clone(),
            levels: arguments.levels.unwrap_or(Levels::ALL),
            minutes: arguments.minutes.unwrap_or(recipe.minutes),
        },
        paper: arguments.paper.paper.unwrap_or(world.paper),
        print: arguments.paper.print(),
        key: arguments.key.unwrap_or(recipe.key),
        font: fonts::given(&arguments.font)?,
    })
}

/// The plan of a sheet of which only its code is known: everything else as it is without options.
pub fn default_plan(verb: Verb, seed: Seed, bank: &Bank, paper: Paper) -> Result<Plan<'_>, Failure> {
    Ok(plan_of(recipe(RECIPE, bank)?, verb, seed, paper))
}

/// The plan of a sheet by this recipe without options.
pub fn plan_of(recipe: &Recipe, verb: Verb, seed: Seed, paper: Paper) -> Plan<'_> {
    let date = match verb {
        Verb::DailyByDate => u32::try_from(seed.get()).ok().map(Day),
        _ => None,
    };
    let wishes = Wishes { topics: Vec::new(), levels: Levels::ALL, minutes: recipe.minutes };
    Plan { recipe, verb, seed, date, wishes, paper, print: PrintSize::Normal, key: recipe.key, font: None }
}

/// The bank's recipes for dailies, the usual one first.
pub fn recipes(bank: &Bank) -> Vec<&Recipe> {
    let mut all: Vec<&Recipe> = bank.recipes.iter().filter(|recipe| recipe.verb == RecipeVerb::Daily).collect();
    all.sort_by_key(|recipe| recipe.id != RECIPE);
    all
}

fn recipe<'a>(id: &str, bank: &'a Bank) -> Result<&'a Recipe, Failure> {
    let known = recipes(bank);
    if let Some(recipe) = known.iter().find(|recipe| recipe.id == id) {
        return Ok(recipe);
    }
    if id == RECIPE {
        return Err(Failure::Nothing {
            message: format!("this bank has no recipe `{RECIPE}`"),
            help: "use it beside the built-in one, with `--bank` for `--only-bank`, or name one with `--recipe`"
                .to_owned(),
        });
    }
    let ids = || known.iter().map(|recipe| recipe.id.as_str());
    let help = banks::meant(id, ids(), || format!("write {}, or the path of a file of your own", words::either(ids())));
    Err(Failure::Usage { message: format!("there is no recipe `{id}`"), help })
}

/// Chooses and poses. A drill of the recipe's minutes takes one leaf, front and back, on whichever paper: both are
/// tried, so that the paper never changes what is asked.
pub fn make(plan: Plan, bank: &Bank, python: &mut Python) -> Result<Made, Failure> {
    make_for(plan, bank, None, python)
}

/// The same by what is due for somebody, if that is known.
fn make_for(plan: Plan, bank: &Bank, due: Option<&Due>, python: &mut Python) -> Result<Made, Failure> {
    let recipe = plan.recipe;
    let leaves = plan.wishes.minutes.div_ceil(recipe.minutes.max(1));
    let pages = 2 * usize::try_from(leaves).unwrap_or(1);
    let mut room = Room {
        pages,
        paper: plan.paper,
        font: plan.font.as_ref().map(|font| font.own.clone()),
        seed: plan.seed.get(),
        python,
        posed: BTreeMap::new(),
        left_out: BTreeMap::new(),
    };
    let (wishes, seed) = (&plan.wishes, plan.seed);
    let selection = match due {
        None => choose(bank, recipe, wishes, seed, &mut |picks| room.holds(picks))?,
        Some(due) => choose_due(bank, recipe, wishes, seed, due, &mut |picks| room.holds(picks))?,
    };
    if selection.picks.is_empty() {
        return Err(Failure::Nothing {
            message: "the bank has no problem for such a sheet".to_owned(),
            help: "ask for more topics, levels or minutes; `longhand list` says what there is".to_owned(),
        });
    }
    let questions =
        selection.picks.iter().filter_map(|pick| room.posed.remove(&(pick.entry.id(), pick.form))).collect();
    let mut left_out = Faults::default();
    room.left_out.values().for_each(|refusal| refusal.note(&mut left_out));
    let font = plan.font.clone();
    let request = request(plan, selection.drawn());
    let mut left_out = left_out.into_sorted();
    // The sheet is made all the same.
    left_out.iter_mut().for_each(|fault| fault.severity = Severity::Warning);
    let mut made = Made { request, questions, left_out, font: None };
    if let Some(font) = font {
        made.set_in(font);
    }
    Ok(made)
}

/// The leaf that questions must fit on, and the questions posed so far, each once, as are those that cannot be posed.
struct Room<'a, 'p> {
    pages: usize,
    paper: Paper,
    font: Option<Arc<OwnFont>>,
    seed: u64,
    python: &'p mut Python,
    posed: BTreeMap<(&'a str, Form), Question>,
    left_out: BTreeMap<&'a str, Box<Refusal>>,
}

impl<'a> Room<'a, '_> {
    /// A problem that cannot be posed has no room: it gives way to the next, and is not tried again.
    fn holds(&mut self, picks: &[Pick<'a>]) -> Result<bool, Failure> {
        for pick in picks {
            let (id, form) = (pick.entry.id(), pick.form);
            if self.left_out.contains_key(id) {
                return Ok(false);
            }
            if self.posed.contains_key(&(id, form)) {
                continue;
            }
            match question::pose(pick.entry, form, self.seed, self.python) {
                Ok(question) if self.paper == Paper::A5 && !self.is_for_a5(&question) => return Ok(false),
                Ok(question) => {
                    self.posed.insert((id, form), question);
                }
                Err(refusal) if refusal.finding.is_certain() => {
                    self.left_out.insert(id, refusal);
                    return Ok(false);
                }
                // On a quicker machine it might be on the sheet: which problems that has must not depend on it.
                Err(refusal) => return Err(making::refused(&refusal)),
            }
        }
        let questions: Vec<Question> =
            picks.iter().filter_map(|pick| self.posed.get(&(pick.entry.id(), pick.form)).cloned()).collect();
        Ok(printing::fit(&questions, self.pages, self.font.as_ref()))
    }

    fn is_for_a5(&self, question: &Question) -> bool {
        printing::can_be_set(question, layout::Format { paper: layout::Paper::A5, font: self.font.as_ref() })
    }
}

/// The whole request of a daily with these problems.
pub fn request(plan: Plan, problems: Vec<Drawn>) -> Request {
    Request {
        verb: plan.verb,
        seed: plan.seed,
        problems,
        paper: plan.paper,
        print: plan.print,
        key: plan.key,
        minutes: plan.wishes.minutes,
        topics: plan.wishes.topics,
        levels: plan.wishes.levels,
        title: match plan.verb {
            Verb::Show => show::TITLE.to_owned(),
            Verb::Handout => "Handout".to_owned(),
            _ => plan.recipe.title.clone(),
        },
        class: None,
        name: None,
        copy: None,
        mock: None,
        date: plan.date.map(|day| day.0),
        font: None,
        made: Some(env!("CARGO_PKG_VERSION").to_owned()),
        notes: BTreeMap::new(),
    }
}

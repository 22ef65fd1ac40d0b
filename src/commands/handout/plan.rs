//! What was typed → what the class is asked.

use super::super::dates::Day;
use super::super::fonts::{self, Font};
use super::super::{Failure, World, banks, making};
use crate::bank::{Bank, Entry, Recipe, Vary, Verb};
use crate::choose::{self, Amount, ClassWishes, Pick, Wishes, choose};
use crate::cli::Handout;
use crate::code::{Levels, Paper, PrintSize, Seed};
use crate::diagnostic::words;
use crate::draw::Stream;
use crate::layout::Space;
use crate::python::Pool;
use crate::question::handout::{Asked, Usuals};
use std::convert::Infallible;

/// Questions where neither their number nor minutes are asked for.
const QUESTIONS: usize = 8;

/// The stage of a class template where none is asked for: its parts stand at the left, its lines are to be written.
const STAGE: u8 = 3;

/// What fixes a handout, beside the students.
pub struct Plan<'a> {
    pub seed: Seed,
    pub day: Day,
    pub title: String,
    pub class: Option<String>,
    pub picks: Vec<Pick<'a>>,
    pub vary: Vary,
    pub space: Space,
    /// Beside that, for each question.
    pub spaces: Vec<Space>,
    pub paper: Paper,
    pub print: PrintSize,
    pub is_anonymous: bool,
    /// For letters that the faces lack.
    pub font: Option<Font>,
}

impl<'a> Plan<'a> {
    /// For each question the problems that a copy may have: the same for all, or any of the same skill, kind, level,
    /// minutes and points.
    pub fn choices(&self, bank: &'a Bank, usuals: &mut Usuals, pool: &Pool) -> Result<Vec<Vec<Asked<'a>>>, Failure> {
        let mut choices = Vec::new();
        for pick in &self.picks {
            let asked = (pick.entry, pick.form);
            let others: Vec<Asked> = match self.vary {
                Vary::Numbers => vec![asked],
                Vary::Questions => {
                    choose::alternatives(bank, pick).into_iter().map(|entry| (entry, pick.form)).collect()
                }
            };
            if others.len() < 2 {
                choices.push(vec![asked]);
                continue;
            }
            usuals.look_at(&others, pool).map_err(|refusal| making::refused(&refusal))?;
            let points = |asked| usuals.get(asked).map(|usual| usual.points);
            choices.push(others.into_iter().filter(|other| points(*other) == points(asked)).collect());
        }
        Ok(choices)
    }

    /// The problems of one copy: by lot, one of the choices for each question.
    pub fn asked(&self, copy: u32, choices: &[Vec<Asked<'a>>]) -> Vec<Asked<'a>> {
        let asked = |(place, choices): (u32, &Vec<Asked<'a>>)| {
            let name: [&[u8]; 4] =
                [&self.seed.get().to_le_bytes(), b"problem of a copy", &copy.to_le_bytes(), &place.to_le_bytes()];
            let chosen = Stream::new(&name).below(choices.len() as u64);
            usize::try_from(chosen).ok().and_then(|index| choices.get(index).copied())
        };
        (0..).zip(choices).filter_map(asked).collect()
    }
}

/// Reads the options. The same options give the same plan all day.
pub fn plan<'a>(arguments: &Handout, bank: &'a Bank, recipe: Option<&str>, world: &World) -> Result<Plan<'a>, Failure> {
    let seed = Seed::lowest_bits(arguments.seed.unwrap_or(u64::from(world.today.0)));
    let recipe = recipe.map(|id| recipe_of(id, bank)).transpose()?;
    let picks = picks(arguments, bank, recipe, seed)?;
    if picks.is_empty() {
        return Err(Failure::Nothing {
            message: "the bank has no problem for such a handout".to_owned(),
            help: "ask for more topics, levels or minutes; `longhand list` says what there is".to_owned(),
        });
    }
    let of_slot = |pick: &Pick| {
        let slot = recipe.and_then(|recipe| choose::slot_of(pick, recipe));
        slot.and_then(|slot| Space::per_cent(slot.space)).unwrap_or(Space::USUAL)
    };
    let spaces = picks.iter().map(of_slot).collect();
    let title = arguments.title.clone().or_else(|| recipe.map(|recipe| recipe.title.clone()));
    let of_recipe = recipe.and_then(|recipe| recipe.vary);
    Ok(Plan {
        seed,
        day: world.today,
        title: title.unwrap_or_else(|| title_of(arguments, bank)),
        class: arguments.class.clone(),
        picks,
        vary: arguments.vary.or(of_recipe).unwrap_or(Vary::Numbers),
        space: arguments.space.unwrap_or(Space::USUAL),
        spaces,
        paper: arguments.paper.paper.unwrap_or(world.paper),
        print: arguments.paper.print(),
        is_anonymous: arguments.anonymous,
        font: fonts::given(&arguments.font)?,
    })
}

fn title_of(arguments: &Handout, bank: &Bank) -> String {
    let topic = match arguments.topics.as_slice() {
        [topic] => bank.topic(topic),
        _ => None,
    };
    topic.map_or_else(|| "Python practice".to_owned(), |topic| topic.title.clone())
}

fn recipe_of<'a>(id: &str, bank: &'a Bank) -> Result<&'a Recipe, Failure> {
    let known: Vec<&Recipe> = bank.recipes.iter().filter(|recipe| recipe.verb == Verb::Handout).collect();
    if let Some(recipe) = known.iter().find(|recipe| recipe.id == id) {
        return Ok(recipe);
    }
    let ids = || known.iter().map(|recipe| recipe.id.as_str());
    let otherwise = || match known.len() {
        0 => "`longhand new recipe handout` writes one to start from".to_owned(),
        _ => format!("write {}, or the path of a file of your own", words::either(ids())),
    };
    Err(Failure::Usage {
        message: format!("there is no recipe `{id}` for handouts"),
        help: banks::meant(id, ids(), otherwise),
    })
}

fn picks<'a>(
    arguments: &Handout,
    bank: &'a Bank,
    recipe: Option<&Recipe>,
    seed: Seed,
) -> Result<Vec<Pick<'a>>, Failure> {
    let stage = arguments.stage.unwrap_or(STAGE);
    for topic in &arguments.topics {
        if bank.topic(topic).is_none() {
            let known = bank.topics.iter().map(|topic| topic.id.as_str());
            return Err(banks::unknown("topic", topic, known, "topics"));
        }
    }
    if !arguments.problems.is_empty() {
        return named(&arguments.problems, bank, stage);
    }
    let levels = arguments.levels.unwrap_or(Levels::ALL);
    if let Some(recipe) = recipe {
        let minutes = arguments.minutes.unwrap_or(recipe.minutes);
        let wishes = Wishes { topics: arguments.topics.clone(), levels, minutes };
        let chosen = choose(bank, recipe, &wishes, seed, &mut |_| Ok::<bool, Infallible>(true));
        return Ok(chosen.unwrap_or_else(|never| match never {}).picks);
    }
    let count = arguments.count.map_or(QUESTIONS, |count| usize::try_from(count).unwrap_or(QUESTIONS));
    let amount = arguments.minutes.map_or(Amount::Questions(count), Amount::Minutes);
    let vary = arguments.vary.unwrap_or(Vary::Numbers);
    let wishes = ClassWishes { topics: arguments.topics.clone(), levels, amount, stage, vary };
    let picks = choose::choose_for_class(bank, &wishes, seed);
    match amount {
        Amount::Questions(wanted) if !picks.is_empty() && picks.len() < wanted => Err(Failure::Nothing {
            message: format!("the bank has only {} for such a handout", words::count(picks.len(), "problem")),
            help: format!("say `--count {}`, or ask for more topics or levels", picks.len()),
        }),
        _ => Ok(picks),
    }
}

/// The problems of these ids, each once.
fn named<'a>(ids: &[String], bank: &'a Bank, stage: u8) -> Result<Vec<Pick<'a>>, Failure> {
    let mut picks: Vec<Pick> = Vec::new();
    for id in ids {
        let Some(entry) = bank.entry(id) else {
            let known = bank.entries.iter().map(Entry::id);
            return Err(banks::unknown("problem", id, known, "problems"));
        };
        if picks.iter().any(|pick| pick.entry.id() == id) {
            return Err(Failure::Usage {
                message: format!("`{id}` is named twice"),
                help: "a sheet has a problem once: take another in its place".to_owned(),
            });
        }
        picks.push(choose::named(entry, stage));
    }
    Ok(picks)
}

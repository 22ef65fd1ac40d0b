//! `cmd`: a folder or a history, and commands to be followed or written.
//!
//! The world's commands, the right ones and every wrong one are run in the pretend shell. What it does not know is
//! never asked. Any commands that come to the same are right.

use super::cmd_faults::CmdFault;
use super::cmd_reached::{Reached, reach};
use super::cmd_scene::scene;
use super::key::{self, Heads};
use super::limits::{check_width, line, whole};
use super::outcome::Outcome;
use super::space::number;
use super::{Common, Ground, Misread, PoseFault, Posed, Posing, Setback, WrongAnswer};
use super::{calls, lines, write};
use crate::blocks::{Block, Listing, Prose, Rules, Split, TextSize};
use crate::diagnostic::{Faults, Place};
use crate::draw::Values;
use crate::keys::{Key, KeyTable, Keys, Shape};
use crate::program::Template;
use crate::shell::{self, Shell, Stopped};
use serde_json::{Value as Json, json};

/// The keys of this kind.
pub static KEYS: KeyTable = KeyTable {
    owner: "a `cmd`",
    keys: &[
        Key::needed("ask", Shape::Text, "the scene, and the question or the wish"),
        Key::needed("program", Shape::Text, "the commands"),
        Key::needed("asks", Shape::Word(&["state", "command"]), "`state` or `command`, which is to be written"),
        Key::free("world", Shape::Texts, "commands that are run before"),
        Key::free("same", Shape::Texts, "commands that reach the same"),
    ],
};

/// On handouts and mocks (`curriculum/README.md` 2).
const POINTS: u32 = 2;
/// Columns of wrong commands that a key shows.
const CHANGED: usize = 30;

#[derive(Clone, Debug)]
pub struct Cmd {
    asks: Asks,
    /// Run before.
    world: Vec<Template>,
    program: Template,
    /// Other commands that come to the same.
    same: Vec<Template>,
}

/// What the reader writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    State,
    Command,
}

/// The drawn commands with every answer.
struct Ran<'a> {
    world: Shell,
    world_text: String,
    code: String,
    right: Reached,
    wrong: Vec<(&'a Misread, String, Reached)>,
    same: Vec<String>,
}

impl Cmd {
    /// Takes the keys of this kind; `None` with a fault noted if they are not whole.
    pub fn read(keys: &mut Keys, ground: &Ground, faults: &mut Faults) -> Option<Cmd> {
        keys.need("ask", faults);
        keys.need("program", faults);
        keys.need("asks", faults);
        let asks = read_asks(keys, faults);
        let world = ground.templates(keys, "world", faults);
        if let (Some(Asks::State), Some(place)) = (asks, keys.place_of("same")) {
            faults.note(&place, &CmdFault::SameNotAsked);
        }
        let same = ground.templates(keys, "same", faults);
        calls::refuse_options(ground, faults);
        Some(Cmd { asks: asks?, world, program: ground.program.clone()?, same })
    }

    /// Puts the values in, and follows every text of commands.
    pub fn pose(&self, common: &Common, posing: &mut Posing) -> Result<Posed, Setback> {
        let code = self.program.fill(posing.values);
        check_width(&prompted(&code), &self.program)?;
        let (world, world_text) = self.make_world(posing.values)?;
        let right = follow(&world, &self.program, &code)?;
        self.check_right(&world, &right)?;
        let mut ran = Ran { world, world_text, code, right, wrong: Vec::new(), same: Vec::new() };
        for template in &self.same {
            ran.add_same(template, posing.values)?;
        }
        for misread in &common.misreads {
            if let Some(program) = misread.program() {
                ran.add(misread, program, self.asks, posing.values)?;
            }
        }
        Ok(match self.asks {
            Asks::State => ran.to_state(common, posing),
            Asks::Command => ran.to_commands(common, posing),
        })
    }

    /// Whether commands that somebody typed come to what the program comes to, for these values. `Ok(None)` if they
    /// do, else in what they differ. `Err` where the pretend shell does not know what they do, or the problem itself
    /// cannot be posed for these values.
    pub fn try_typed(&self, values: &Values, typed: &str) -> Result<Option<Prose>, Stopped> {
        let mut world = Shell::default();
        for template in &self.world {
            world.run(&template.fill(values))?;
        }
        let right = reach(&world, &self.program.fill(values))?;
        let typed = reach(&world, typed)?;
        Ok(typed.difference(&right))
    }

    fn make_world(&self, values: &Values) -> Result<(Shell, String), Setback> {
        let mut world = Shell::default();
        let mut text = String::new();
        for template in &self.world {
            let commands = template.fill(values);
            let ran = world.run(&commands).map_err(|stopped| refused(template, stopped))?;
            if ran.iter().any(|done| done.status != 0) {
                return Err(Setback::again(
                    &whole(template),
                    PoseFault::Cmd(CmdFault::CommandFails { command: commands }),
                ));
            }
            text.push_str(commands.trim_end());
            text.push('\n');
        }
        Ok((world, text))
    }

    /// Sees that there is something to write down, or to reach.
    fn check_right(&self, world: &Shell, right: &Reached) -> Result<(), Setback> {
        let place = whole(&self.program);
        match self.asks {
            Asks::State if right.outcome.lines().is_empty() => Err(Setback::again(&place, PoseFault::PrintsNothing)),
            Asks::State => right.outcome.check_size(&place),
            Asks::Command if right.status != 0 => {
                let command = self.program.source().trim_end().lines().last().unwrap_or_default().to_owned();
                Err(Setback::again(&place, PoseFault::Cmd(CmdFault::CommandFails { command })))
            }
            Asks::Command => {
                let is_as_before =
                    right.shell.difference(world).is_none() && right.shell.elsewhere() == world.elsewhere();
                let is_idle = is_as_before && right.stdout.is_empty();
                if is_idle { Err(Setback::again(&place, PoseFault::Cmd(CmdFault::DoesNothing))) } else { Ok(()) }
            }
        }
    }
}

fn read_asks(keys: &mut Keys, faults: &mut Faults) -> Option<Asks> {
    let text = keys.text("asks", faults)?;
    match text.value.as_str() {
        "state" => Some(Asks::State),
        "command" => Some(Asks::Command),
        word => {
            faults.note(&text.place, &CmdFault::UnknownAsks { word: word.to_owned() });
            None
        }
    }
}

/// Commands that were not followed, blamed on their line.
fn refused(template: &Template, stopped: Stopped) -> Setback {
    Setback::fatal(&line(template, stopped.line), PoseFault::Cmd(CmdFault::Shell(stopped.refusal)))
}

fn follow(world: &Shell, template: &Template, commands: &str) -> Result<Reached, Setback> {
    reach(world, commands).map_err(|stopped| refused(template, stopped))
}

impl<'a> Ran<'a> {
    /// Follows other commands, which must come to the same.
    fn add_same(&mut self, template: &Template, values: &Values) -> Result<(), Setback> {
        let commands = template.fill(values);
        check_width(&prompted(&commands), template)?;
        let reached = follow(&self.world, template, &commands)?;
        if let Some(difference) = reached.difference(&self.right) {
            let fault = PoseFault::Cmd(CmdFault::SameDiffers { difference: difference.to_plain() });
            return Err(Setback::fatal(&whole(template), fault));
        }
        if commands.trim() != self.code.trim() && !self.same.contains(&commands) {
            self.same.push(commands);
        }
        Ok(())
    }

    /// Follows wrong commands; a setback if they come to the right answer or, where lines are written, to another
    /// wrong one.
    fn add(&mut self, misread: &'a Misread, program: &Template, asks: Asks, values: &Values) -> Result<(), Setback> {
        let place: Place = whole(program);
        let commands = program.fill(values);
        let id = misread.id.value.clone();
        let reached = follow(&self.world, program, &commands)?;
        let never_shows = match asks {
            Asks::State => reached.outcome.looks_like(&self.right.outcome),
            Asks::Command => reached.difference(&self.right).is_none(),
        };
        if never_shows {
            return Err(Setback::again(&place, PoseFault::NeverShows { id }));
        }
        let is_twin = |other: &Reached| asks == Asks::State && reached.outcome.looks_like(&other.outcome);
        if let Some((other, ..)) = self.wrong.iter().find(|(_, _, other)| is_twin(other)) {
            return Err(Setback::again(&place, PoseFault::Agree { id, other: other.id.value.clone() }));
        }
        self.wrong.push((misread, commands, reached));
        Ok(())
    }

    fn to_state(&self, common: &Common, posing: &Posing) -> Posed {
        let right = self.right.outcome.lines();
        let order = if self.right.is_heap { ", in any order" } else { "" };
        let how = format!(" One line to a rule{order}; not every rule may be needed.");
        let ask = task(common, posing.values).then(&how);
        let answer = self.right.outcome.in_words();
        let outcomes: Vec<&Outcome> = self.wrong.iter().map(|(_, _, reached)| &reached.outcome).collect();
        let shown = Outcome::shown_apart(&outcomes, &right);
        let wrong = self.wrong_answers(&answer, posing.values, |index, (_, _, reached)| {
            (json!({ "stdout": reached.stdout }), shown[index].clone())
        });
        let why = key::fill_why(common, posing.values, &answer);
        let mut sheet = task_blocks(common, posing.values, &ask);
        let mut left = self.scene();
        // A narrow scene stands above the commands, beside the rules.
        if left.iter().any(|block| matches!(block, Block::Beside { .. })) {
            sheet.append(&mut left);
        }
        left.push(Block::Listing(Listing::bare(&prompted(&self.code))));
        let rules = vec![Block::Rules(Rules { lines: self.rules(), guides: false, may_break: false })];
        sheet.push(Block::Beside { left, right: rules, split: Split::Question });
        let printed = Block::Printed { caption: None, lines: right };
        Posed {
            label: "At the command line".to_owned(),
            answer: json!({ "stdout": self.right.stdout }),
            marks: marks(["every line", "one line wrong", "the first line right"]),
            sheet,
            key: key::beside(vec![printed], &why, Heads::WROTE, &wrong, common, posing.values),
            ..self.posed(common, ask, why, wrong)
        }
    }

    fn to_commands(&self, common: &Common, posing: &Posing) -> Posed {
        let ask = task(common, posing.values);
        let answer = self.code.trim_end().replace('\n', "; ");
        let wrong = self.wrong_answers(&answer, posing.values, |_, (_, commands, reached)| {
            let json = json!({ "commands": commands.lines().collect::<Vec<_>>() });
            let changed = lines::changed(&self.code, commands, CHANGED).then(": ");
            let difference = reached.difference(&self.right).unwrap_or_default();
            let difference =
                if reached.status == 0 { difference } else { Prose::plain("fails, ").then_prose(difference) };
            (json, changed.then_prose(difference))
        });
        let why = key::fill_why(common, posing.values, &answer);
        let mut sheet = task_blocks(common, posing.values, &ask);
        sheet.extend(self.scene());
        sheet.push(Block::Rules(Rules { lines: self.rules_for_commands(), guides: false, may_break: false }));
        Posed {
            label: "Write the commands".to_owned(),
            answer: json!({ "commands": self.code.lines().collect::<Vec<_>>() }),
            model: Some(self.code.clone()),
            marks: marks(["comes to the same", "one slip in an option or a name", "the right command"]),
            sheet,
            key: self.commands_key(&why, &wrong, common, posing.values),
            ..self.posed(common, ask, why, wrong)
        }
    }

    fn commands_key(&self, why: &Prose, wrong: &[WrongAnswer], common: &Common, values: &Values) -> Vec<Block> {
        let mut left = vec![Block::Listing(Listing::bare(&prompted(&self.code)))];
        for other in &self.same {
            left.push(key::small(Prose::plain("or")));
            left.push(Block::Listing(Listing::bare(&prompted(other))));
        }
        if !self.right.outcome.lines().is_empty() {
            left.push(Block::Printed { caption: None, lines: self.right.outcome.lines() });
        }
        let right = key::say_aloud(&common.aloud, values);
        let mut blocks = if right.is_empty() { left } else { vec![Block::Beside { left, right, split: Split::Key }] };
        blocks.extend(key::why_and_wrong(why, Heads::WROTE, wrong));
        blocks
    }

    /// What both directions have alike.
    fn posed(&self, common: &Common, ask: Prose, why: Prose, wrong: Vec<WrongAnswer>) -> Posed {
        Posed {
            label: String::new(),
            note: None,
            ask,
            code: Some(self.code.clone()),
            answer: Json::Null,
            why,
            wrong,
            rubric: Vec::new(),
            model: None,
            tests: self.world_text.lines().map(str::to_owned).collect(),
            marks: Vec::new(),
            points: common.points.unwrap_or(POINTS),
            sheet: Vec::new(),
            key: Vec::new(),
        }
    }

    /// What there is before the first command.
    fn scene(&self) -> Vec<Block> {
        let every = std::iter::once(&self.code).chain(self.wrong.iter().map(|(_, commands, _)| commands));
        scene(&self.world, every)
    }

    /// One rule more than there are lines, and enough for every wrong answer, but at most two more.
    fn rules(&self) -> u32 {
        let right = self.right.outcome.lines().len();
        let longest = self.wrong.iter().map(|(_, _, reached)| reached.outcome.lines().len()).max().unwrap_or(0);
        number(longest.clamp(right + 1, right + 2))
    }

    /// Two, and one for each line more than one (`curriculum/README.md` 4.2).
    fn rules_for_commands(&self) -> u32 {
        let long = lines::count_long(&self.code, lines::HANDWRITTEN);
        (lines::count_written(&self.code) + 1).max(2) + long
    }

    fn wrong_answers(
        &self,
        answer: &str,
        values: &Values,
        tell: impl Fn(usize, &(&Misread, String, Reached)) -> (Json, Prose),
    ) -> Vec<WrongAnswer> {
        let wrong = self.wrong.iter().enumerate().map(|(index, wrong)| {
            let (misread, _, reached) = wrong;
            let (json, shown) = tell(index, wrong);
            WrongAnswer {
                letter: key::letter(index),
                id: Some(misread.id.value.clone()),
                answer: json,
                shown,
                say: key::fill_say(misread, values, answer, &reached.outcome.in_words()),
            }
        });
        wrong.collect()
    }
}

fn task(common: &Common, values: &Values) -> Prose {
    common.ask.as_ref().map(|ask| ask.fill(values)).unwrap_or_default()
}

/// Task and agreements.
fn task_blocks(common: &Common, values: &Values, ask: &Prose) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph { text: ask.clone(), size: TextSize::Body }];
    blocks.extend(write::agreed(common, values));
    blocks
}

/// Each command behind a prompt, as it is printed; a line that goes on with it behind the prompt for that.
fn prompted(commands: &str) -> String {
    let mut open = String::new();
    let mut printed = String::new();
    for line in commands.lines() {
        let prompt = if open.is_empty() { "$ " } else { "> " };
        printed.extend([prompt, line, "\n"]);
        open.extend([line, "\n"]);
        if shell::is_complete(&open) {
            open.clear();
        }
    }
    printed
}

fn marks(words: [&str; 3]) -> Vec<(u8, Prose)> {
    (1..=3).rev().zip(words).map(|(mark, words)| (mark, Prose::plain(words))).collect()
}

#[cfg(test)]
mod tests;

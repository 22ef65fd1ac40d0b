//! The interviewer's part as cards for somebody who is alone: one a leaf, face down, each with the time on its back.

use super::interviewer::{asked, item, opening, welcome};
use super::whiteboard::{follow_ups, hints, marking, read_aloud, wait_for, wrong_ways};
use super::{Interview, Part, Role, debrief, say, unnumbered};
use crate::blocks::{Block, Corner, Item, Listing, Prose, Purpose, Sheet, Table, TextSize};
use crate::question::Question;

const WHOSE: &str = "card";

/// One card before it has its number.
#[derive(Clone, Debug)]
pub struct Card {
    /// Minutes from the beginning; `None` for when the time is over.
    at: Option<u32>,
    items: Vec<Item>,
}

impl Card {
    fn at(minute: u32, items: Vec<Item>) -> Card {
        Card { at: Some(minute), items }
    }

    /// What is read when it is turned.
    pub fn front(&self, interview: &Interview) -> Sheet {
        interview.later(Purpose::Key, WHOSE, self.items.clone())
    }

    /// What is seen in the pile: the time, and else nothing.
    pub fn back(&self, interview: &Interview, number: usize, of: usize) -> Sheet {
        let title = match self.at {
            Some(minute) => format!("At {} turn this", interview.clock(minute)),
            None => "When the time is over turn this".to_owned(),
        };
        let note = "Keep the pile with this side up, in this order. Note when you turned it: ________";
        Sheet {
            title,
            subtitle: format!("card {number} of {of}"),
            intro: vec![super::super::daily::small(Prose::plain(note))],
            ..interview.later(Purpose::Key, WHOSE, Vec::new())
        }
    }

    /// The same in as many cards as it has items: each fits a page.
    pub fn in_parts(&self) -> Vec<Card> {
        self.items.iter().map(|item| Card { at: self.at, items: vec![item.clone()] }).collect()
    }
}

/// The cards, in the order in which they are turned.
pub fn cards(interview: &Interview) -> Vec<Card> {
    let mut cards = vec![Card::at(0, vec![unnumbered(0, "Read this aloud", vec![say(&welcome(interview))])])];
    let mut last = Vec::new();
    for part in &interview.parts {
        match (part.role(), part.questions) {
            (Role::Whiteboard, [question]) => {
                cards.extend(board(interview, part, question));
                last.extend(board_key(part, question));
            }
            _ => {
                cards.push(Card::at(part.begins, vec![begins(interview, part)]));
                let keys = part.numbered().map(|(number, question)| item(part, number, question, asked(question)));
                last.extend(keys.map(|key| Card { at: None, items: vec![key] }));
            }
        }
    }
    cards.sort_by_key(|card| card.at);
    cards.extend(last);
    cards.push(Card { at: None, items: debrief::items(interview) });
    cards
}

fn begins(interview: &Interview, part: &Part) -> Item {
    let mut body = vec![opening(interview, part)];
    if part.role() != Role::Other {
        body.extend(part.questions.iter().map(read_aloud));
    }
    unnumbered(part.first, &format!("Section {} begins: {}", part.number, part.title), body)
}

/// What is turned while the whiteboard problem lasts.
fn board(interview: &Interview, part: &Part, question: &Question) -> Vec<Card> {
    let pressure = interview.pressure();
    let at = |minute| part.begins + super::scaled(minute, 25, part.minutes);
    let mut cards = vec![Card::at(part.begins, vec![begins(interview, part)])];
    if let Some(table) = wait_for(question) {
        let text = "Which of these did you ask? Those that you did not ask are answered here, too.";
        cards.push(Card::at(at(5), vec![unnumbered(part.first, "Questions", vec![body(text), table])]));
    }
    for (number, hint) in (1..).zip(single_hints(interview, part, question)) {
        let text = format!("Hint {number}. Turn it over again unread if you do not need it. {}", pressure.cost);
        let label = format!("Hint {number}");
        let minute = part.begins + hint.0;
        cards.push(Card::at(minute, vec![unnumbered(part.first, &label, vec![body(&text), hint.1])]));
    }
    for cue in pressure.cues(interview.level, part, question) {
        let blocks = vec![
            Block::Paragraph { text: cue.say, size: TextSize::Body },
            super::super::daily::small(Prose::plain("A good answer: ").then_prose(cue.good)),
        ];
        cards.push(Card::at(part.begins + cue.minute, vec![unnumbered(part.first, "The interviewer says", blocks)]));
    }
    let follow =
        vec![body("Answer each aloud, before you read what a good answer has."), follow_ups(interview, question)];
    cards.push(Card::at(at(22), vec![unnumbered(part.first, "Follow-ups", follow)]));
    cards
}

/// Each hint of the ladder with its minute, as a table of one row.
fn single_hints(interview: &Interview, part: &Part, question: &Question) -> Vec<(u32, Block)> {
    let ladder = hints(interview, part, question);
    let Some(Block::Table(table)) = ladder.into_iter().find(|block| matches!(block, Block::Table(_))) else {
        return Vec::new();
    };
    let minutes = question.script.hints.iter().map(|(minute, _)| part.scaled(*minute));
    let one = |row: &Vec<Option<Prose>>| Block::Table(Table { rows: vec![row.clone()], ..table.clone() });
    minutes.zip(table.rows.iter().map(one)).collect()
}

fn board_key(part: &Part, question: &Question) -> Vec<Card> {
    let model = question.posed.model.clone().unwrap_or_default();
    let mut key = vec![Block::Listing(Listing::numbered(&model))];
    key.extend(wrong_ways(question));
    let key = Item { corner: Corner::Box { out_of: super::BOARD_POINTS }, ..item(part, part.first, question, key) };
    let signals = unnumbered(part.first, "The five signals", marking(question));
    [key, signals].map(|item| Card { at: None, items: vec![item] }).to_vec()
}

fn body(text: &str) -> Block {
    Block::Paragraph { text: Prose::plain(text), size: TextSize::Body }
}

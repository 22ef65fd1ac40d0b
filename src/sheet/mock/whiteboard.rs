//! The interviewer's pages for the whiteboard problem: minutes to scale, what to answer only if asked, hints, the model,
//! wrong ways with the call that exposes each, cues, follow-ups, and the five signals.

use super::super::daily::small;
use super::{BOARD_POINTS, Interview, Part, column, pairs, rules, scaled, unnumbered};
use crate::blocks::{
    Align, Block, Corner, Item, Listing, Prose, RubricLine, Signals, Span, Split, Table, TableStyle, TextSize,
    Timeline, Width,
};
use crate::question::Question;

/// What is done until which of 25 minutes.
const STRETCHES: [(&str, u32); 6] =
    [("read", 1), ("questions", 5), ("plan, cost", 8), ("code", 18), ("dry run, edge", 22), ("follow-ups", 25)];
const MINUTES: u32 = 25;

/// Rules for what was heard.
const HEARD: u32 = 7;

/// Calls that are shown as edges.
const EDGES: usize = 4;

/// Four anchors for each of five signals.
const LEVELS: [&str; 4] = ["1 not yet", "2 with help", "3 solid", "4 strong"];
pub const SIGNALS: [(&str, [&str; 4]); 5] = [
    (
        "Understanding",
        ["codes at once", "asks after a hint", "asks two listed questions", "asks, restates, gives an edge"],
    ),
    ("Approach", ["none, or tries all", "after a hint", "one that works, says why", "weighs two, says the cost"]),
    ("Code", ["would not run", "small slips", "runs as written", "runs, good names, nothing spare"]),
    ("Verification", ["none", "on request", "one dry run", "edges unasked, finds own slip"]),
    ("Communication", ["silent", "answers", "thinks aloud", "leads, hears hints"]),
];

/// The problem as it is held, what goes wrong and comes after, and how to mark it.
pub fn items(interview: &Interview, part: &Part, question: &Question, opening: Block) -> Vec<Item> {
    let mut held = vec![opening, read_aloud(question), Block::Timeline(timeline(part, question))];
    let mut right = Vec::new();
    right.extend(wait_for(question));
    right.extend(hints(interview, part, question));
    let model = question.posed.model.clone().unwrap_or_default();
    let left = vec![Block::Listing(Listing::numbered(&model))];
    held.push(Block::Beside { left, right, split: Split::Key });
    let first = Item {
        note: Some(format!("“{}”", question.title.to_plain())),
        corner: Corner::Box { out_of: BOARD_POINTS },
        ..part.item(&part.title, part.first, question, held)
    };
    let mut after = edges(question);
    after.extend(wrong_ways(question));
    after.extend(cues(interview, part, question));
    after.push(follow_ups(interview, question));
    vec![
        first,
        unnumbered(part.first, "While they write, and after", after),
        unnumbered(part.first, "The five signals", marking(question)),
    ]
}

/// "Read aloud, twice if asked: “…”"
pub fn read_aloud(question: &Question) -> Block {
    let text = Prose(vec![Span::Stress("Read aloud, twice if asked: ".to_owned())]);
    let ask = question.posed.ask.clone();
    // Some tasks are in quotes themselves.
    let is_quoted = ask.to_plain().contains(['“', '"']);
    let text = if is_quoted { text.then_prose(ask) } else { text.then("“").then_prose(ask).then("”") };
    Block::Paragraph { text, size: TextSize::Body }
}

fn timeline(part: &Part, question: &Question) -> Timeline {
    let ends = STRETCHES.iter().map(|(what, end)| ((*what).to_owned(), scaled(*end, MINUTES, part.minutes)));
    let mut marks: Vec<u32> = question.script.hints.iter().map(|(minute, _)| part.scaled(*minute)).collect();
    marks.dedup();
    Timeline { stretches: ends.collect(), marks }
}

/// Questions that are answered only if they are asked.
pub fn wait_for(question: &Question) -> Option<Block> {
    let rows = question.script.clarify.clone();
    let summary = "Questions worth asking, and what to answer when they are asked.";
    (!rows.is_empty()).then(|| pairs(summary, ("Wait for these questions", "answer only then"), rows))
}

/// The ladder of hints, with when they are given and what they cost.
pub fn hints(interview: &Interview, part: &Part, question: &Question) -> Vec<Block> {
    if question.script.hints.is_empty() {
        return Vec::new();
    }
    let pressure = interview.pressure();
    let rows = question
        .script
        .hints
        .iter()
        .map(|(minute, text)| vec![Some(Prose::plain(part.scaled(*minute).to_string())), Some(text.clone()), None]);
    let table = Table {
        summary: "Hints by minute, with a box for the minute at which each was given.".to_owned(),
        style: TableStyle::Writing,
        columns: vec![
            column("min", Align::Centre, Width::Content),
            column("hint, word for word", Align::Left, Width::Fill(1)),
            column("given", Align::Centre, Width::Content),
        ],
        rows: rows.collect(),
    };
    let rule = Prose::default().then_strong("Hints. ").then(pressure.hints).then(" ").then(pressure.cost);
    vec![small(rule), Block::Table(table)]
}

/// Calls at the edges with what they give.
fn edges(question: &Question) -> Vec<Block> {
    let mut text = Prose::default().then_strong("Edges to ask for: ");
    let calls = question.posed.tests.iter().filter_map(|test| test.split_once(" == "));
    let shown: Vec<(&str, &str)> = calls.take(EDGES).collect();
    for (index, (call, result)) in shown.iter().enumerate() {
        text = text
            .then(if index > 0 { " · " } else { "" })
            .then_code_in_pieces(call)
            .then(" gives ")
            .then_code_in_pieces(result);
    }
    if shown.is_empty() { Vec::new() } else { vec![small(text.then("."))] }
}

/// Wrong ways, each with the call that exposes it.
pub fn wrong_ways(question: &Question) -> Option<Block> {
    let rows: Vec<(Prose, Prose)> = question
        .posed
        .wrong
        .iter()
        .map(|wrong| {
            let mut joined = wrong.shown.joined();
            let shown = match whole_call(&question.posed.tests, &joined) {
                Some((call, result)) => {
                    joined.0[0] = Span::Code(call.to_owned());
                    joined.in_pieces().then(", right is ").then_code_in_pieces(result)
                }
                None => wrong.shown.clone(),
            };
            (wrong.say.clone(), shown)
        })
        .collect();
    let summary = "Typical wrong ways, and the call that shows each.";
    (!rows.is_empty()).then(|| pairs(summary, ("Typical wrong way: they probably", "ask for this call; theirs"), rows))
}

/// The call that begins this text, whole, and what the model gives for it. A key cuts long calls: those that are then alike
/// stay as they are, but for calls of which this is the right result.
fn whole_call<'a>(tests: &'a [String], shown: &Prose) -> Option<(&'a str, &'a str)> {
    let Some(Span::Code(call)) = shown.0.first() else { return None };
    let theirs = shown.0.get(2);
    let calls = tests.iter().filter_map(|test| test.split_once(" == "));
    let mut fitting = calls.filter(|(known, right)| {
        let is_it = match call.strip_suffix('…') {
            Some(start) => known.starts_with(start),
            None => known == call,
        };
        is_it && !theirs.is_some_and(|theirs| matches!(theirs, Span::Code(theirs) if theirs == right))
    });
    let found = fitting.next()?;
    fitting.next().is_none().then_some(found)
}

fn cues(interview: &Interview, part: &Part, question: &Question) -> Option<Block> {
    let cues = interview.pressure().cues(interview.level, part, question);
    let rows =
        cues.into_iter().map(|cue| vec![Some(Prose::plain(cue.minute.to_string())), Some(cue.say), Some(cue.good)]);
    let table = Table {
        summary: "What to say at which minute, and what a good answer has or does.".to_owned(),
        style: TableStyle::Ruled,
        columns: vec![
            column("min", Align::Right, Width::Content),
            column("on cue, say", Align::Left, Width::Fill(1)),
            column("a good answer", Align::Left, Width::Fill(1)),
        ],
        rows: rows.collect(),
    };
    (!table.rows.is_empty()).then_some(Block::Table(table))
}

/// The follow-ups that this pressure has.
pub fn follow_ups(interview: &Interview, question: &Question) -> Block {
    let rows = interview.pressure().follow_ups(question);
    pairs("Follow-up questions, and what a good answer has.", ("Follow-ups", "a good answer has"), rows)
}

/// The table of signals, what the code must have, and space for what was heard.
pub fn marking(question: &Question) -> Vec<Block> {
    let rows = SIGNALS.iter().map(|(signal, cells)| ((*signal).to_owned(), cells.map(Prose::plain).to_vec()));
    let signals = Signals { levels: LEVELS.map(str::to_owned).to_vec(), rows: rows.collect() };
    let lines = question.posed.rubric.iter().map(|(_, text)| RubricLine { points: 1, text: text.clone() });
    vec![
        Block::Signals(signals),
        small(Prose::default().then_strong("Code: ").then("tick what you saw; the level of “Code” follows from it.")),
        Block::Rubric(lines.collect()),
        small(Prose::default().then_strong("What I heard")),
        rules(HEARD),
    ]
}

#[cfg(test)]
mod tests {
    use super::whole_call;
    use crate::blocks::Prose;

    #[test]
    fn a_call_that_the_key_cuts_is_found_again_where_only_one_fits() {
        let tests = ["f([]) == 0", "f([1, 2, 3, 4]) == 2", "f([1, 2, 3, 4, 5]) == 3", "f([7, 7, 7, 7]) == 1"];
        let tests = tests.map(str::to_owned);
        for (call, theirs, expected) in [
            ("f([])", "1", Some(("f([])", "0"))),
            ("f([7, 7,…", "4", Some(("f([7, 7, 7, 7])", "1"))),
            ("f([1, 2,…", "3", Some(("f([1, 2, 3, 4])", "2"))),
            ("f([1, 2,…", "9", None),
            ("g(0)", "1", None),
        ] {
            let shown = Prose::code(call).then(" gives ").then_code(theirs);
            assert_eq!(whole_call(&tests, &shown), expected, "{call} {theirs}");
        }
        assert_eq!(whole_call(&tests, &Prose::plain("does not end")), None);
    }
}

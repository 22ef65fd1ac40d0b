//! Blocks as text: what the terminal shows, and what goldens hold.

use super::text_table::table_lines;
use super::text_wrap::wrap;
use super::{Block, Copy, Corner, Item, Listing, NameRow, Pairs, Piece, Prose, RuledLabel, Sheet, Signals, Span};

/// Columns of a terminal that does not say how many it has.
const COLUMNS: usize = 80;
/// Before code, rules, boxes and tables.
const INDENT: usize = 4;
/// Rules that stand for a frame to write in.
const FRAME_RULES: u32 = 3;
/// In place of the indent of a marked line of code.
const MARK: &str = "  → ";
/// Underscores of a rule, where there is room.
const RULE: usize = 64;

/// What text is shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    pub columns: usize,
    pub heads: Heads,
}

/// How heads stand out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heads {
    /// By capitals and empty lines alone.
    Plain,
    /// Bold, or underlined, as a terminal does it.
    Bold,
}

impl Default for Screen {
    fn default() -> Screen {
        Screen { columns: COLUMNS, heads: Heads::Plain }
    }
}

impl Screen {
    fn rule(self) -> usize {
        RULE.min(self.columns.saturating_sub(INDENT)).max(8)
    }

    fn bold(self, line: String) -> String {
        self.marked(1, line)
    }

    fn underlined(self, line: String) -> String {
        self.marked(4, line)
    }

    fn marked(self, how: u8, line: String) -> String {
        match self.heads {
            Heads::Plain => line,
            Heads::Bold => format!("\u{1b}[{how}m{line}\u{1b}[0m"),
        }
    }
}

/// A sheet for the terminal, 80 columns, code verbatim and indented by four, without line numbers so that it can be
/// copied. Only code, and words longer than a line, reach beyond the 80 columns.
pub fn to_text(sheet: &Sheet) -> String {
    to_text_on(sheet, Screen::default())
}

/// A sheet for a screen of some width.
pub fn to_text_on(sheet: &Sheet, on: Screen) -> String {
    let mut parts = vec![head(sheet, on)];
    parts.extend(sheet.intro.iter().map(|part| block(part, on)));
    parts.extend(sheet.items.iter().map(|part| item(part, on)));
    parts.extend(sheet.closing.iter().map(|part| block(part, on)));
    parts.push(ends(&sheet.foot.left, &sheet.foot.code, on));
    parts.retain(|lines| !lines.is_empty());
    let mut text = parts.iter().map(|lines| lines.join("\n")).collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

fn head(sheet: &Sheet, on: Screen) -> Vec<String> {
    let mut lines = bold(ends(&sheet.title, &sheet.subtitle, on), on);
    lines.push("=".repeat(on.columns));
    lines.extend(sheet.name_row.as_ref().map(name_row));
    lines
}

fn name_row(row: &NameRow) -> String {
    let name = row.name.clone().unwrap_or_else(|| "_".repeat(24));
    if let Some(copy) = &row.copy {
        return format!("{} {name}  {}  {}", copy.label, copy.which, copy.amount);
    }
    let score = if row.out_of > 0 { format!("  Score ____ / {}", row.out_of) } else { String::new() };
    format!("Name {name}  Start _______  Finish _______{score}")
}

/// One text at the left, the other at the right end of the line, or of the next where both do not fit.
fn ends(left: &str, right: &str, on: Screen) -> Vec<String> {
    let (left_length, right_length) = (left.chars().count(), right.chars().count());
    let between = on.columns.saturating_sub(left_length + right_length);
    if between < 2 && left_length > 0 && right_length > 0 {
        let before = on.columns.saturating_sub(right_length);
        return vec![left.to_owned(), format!("{}{right}", " ".repeat(before))];
    }
    vec![format!("{left}{}{right}", " ".repeat(between)).trim_end().to_owned()]
}

fn bold(lines: Vec<String>, on: Screen) -> Vec<String> {
    lines.into_iter().map(|line| on.bold(line)).collect()
}

fn item(item: &Item, on: Screen) -> Vec<String> {
    let note = item.note.as_ref().map_or(String::new(), |note| format!("  {note}"));
    let number = if item.number == 0 { String::new() } else { format!("{}  ", item.number) };
    let label = format!("{number}{}{note}", item.label.to_uppercase());
    let minutes = item.minutes.map_or(String::new(), |minutes| format!("{minutes} min  "));
    let mut lines = match &item.corner {
        Corner::Box { out_of } => bold(ends(&label, &format!("{minutes}____ / {out_of}"), on), on),
        Corner::Marks(marks) => {
            let mut lines = bold(ends(&label, minutes.trim_end(), on), on);
            for (mark, text) in marks {
                lines.extend(hanging(&format!("{mark}  "), text, on));
            }
            lines
        }
    };
    for part in item.body.iter().map(|part| block(part, on)).filter(|part| !part.is_empty()) {
        lines.push(String::new());
        lines.extend(part);
    }
    lines
}

fn block(block: &Block, on: Screen) -> Vec<String> {
    match block {
        Block::Paragraph { text, .. } => wrap(text, on.columns),
        Block::Heading(text) => vec![on.underlined(text.clone())],
        Block::Listing(listing) => listing_lines(listing, on),
        Block::Printed { caption, lines } => printed_lines(caption.as_deref(), lines),
        Block::Command(text) => vec![indented(text)],
        Block::Rules(rules) => rule_lines(rules.lines, on),
        Block::LabelledRules(labels) => labelled_lines(labels, on),
        Block::Copy(copy) => copy_lines(copy, on),
        Block::Table(table) => table_lines(table, on.columns - INDENT).iter().map(|line| indented(line)).collect(),
        Block::OrderBoxes(lines) => lines.iter().map(|line| indented(&format!("[  ] {line}"))).collect(),
        Block::Ticks(ticks) => {
            ticks.iter().flat_map(|tick| hanging(&format!("[ ] {}  ", tick.letter), &tick.text, on)).collect()
        }
        Block::Pairs(pairs) => pairs_lines(pairs, on),
        Block::Statements(statements) => statements.iter().flat_map(|part| statement_lines(part, on)).collect(),
        Block::Frames(headings) => headings.iter().flat_map(|part| frame_lines(part, on)).collect(),
        Block::Rubric(lines) => lines
            .iter()
            .flat_map(|line| match line.points {
                1 => hanging("[ ] ", &line.text, on),
                points => hanging(&format!("[ ] {points}  "), &line.text, on),
            })
            .collect(),
        Block::Figure(figure) => figure.to_lines().iter().map(|line| indented(line)).collect(),
        Block::DrawingSpace(space) => drawing_lines(&space.names, on),
        Block::Timeline(line) => line.to_lines().iter().flat_map(|text| hanging("", &Prose::plain(text), on)).collect(),
        Block::Signals(signals) => signal_lines(signals, on),
        Block::Beside { left, right, .. } => beside_lines(left, right, on),
    }
}

fn pairs_lines(pairs: &Pairs, on: Screen) -> Vec<String> {
    let mut lines: Vec<String> = pairs.left.iter().flat_map(|text| hanging("[  ] ", text, on)).collect();
    lines.push(String::new());
    lines.extend(pairs.right.iter().flat_map(|entry| hanging(&format!("{}  ", entry.letter), &entry.text, on)));
    lines
}

fn statement_lines(statement: &Prose, on: Screen) -> Vec<String> {
    let mut lines = hanging("[ ] true  [ ] false  ", statement, on);
    lines.extend(rule_lines(1, on));
    lines
}

fn frame_lines(heading: &Prose, on: Screen) -> Vec<String> {
    let mut lines = hanging("", heading, on);
    lines.extend(rule_lines(FRAME_RULES, on));
    lines
}

/// Labels with numbers, unless there is but one.
fn labelled_lines(labels: &[RuledLabel], on: Screen) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let number = if labels.len() > 1 { format!("{}  ", index + 1) } else { String::new() };
        lines.extend(hanging(&number, &label.label, on));
        lines.extend(rule_lines(label.lines, on));
    }
    lines
}

fn copy_lines(copy: &Copy, on: Screen) -> Vec<String> {
    let mut lines: Vec<String> = copy.lines().map(|line| indented(line)).collect();
    lines.push(String::new());
    lines.extend(rule_lines(copy.rules(), on));
    lines
}

fn beside_lines(left: &[Block], right: &[Block], on: Screen) -> Vec<String> {
    let parts: Vec<_> = left.iter().chain(right).map(|part| block(part, on)).filter(|part| !part.is_empty()).collect();
    parts.join(&String::new())
}

fn signal_lines(signals: &Signals, on: Screen) -> Vec<String> {
    let mut lines = Vec::new();
    for (signal, cells) in &signals.rows {
        lines.push(indented(signal));
        for (level, cell) in signals.levels.iter().zip(cells) {
            lines.extend(hanging(&format!("  [ ] {level}: "), cell, on));
        }
    }
    lines
}

fn indented(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!("{}{line}", " ".repeat(INDENT)) }
}

/// Text behind a mark, its further lines below its first.
fn hanging(mark: &str, text: &Prose, on: Screen) -> Vec<String> {
    let indent = INDENT + mark.chars().count();
    let lines = lines_of(text, on.columns.saturating_sub(indent));
    let Some((first, rest)) = lines.split_first() else { return vec![indented(mark.trim_end())] };
    let mut all = vec![indented(&format!("{mark}{first}"))];
    all.extend(rest.iter().map(|line| format!("{}{line}", " ".repeat(indent))));
    all
}

/// Wraps prose; code of several lines stands line under line, without backticks.
fn lines_of(text: &Prose, width: usize) -> Vec<String> {
    match text.0.as_slice() {
        [Span::Code(code)] if code.contains('\n') => code.split('\n').map(str::to_owned).collect(),
        _ => wrap(text, width),
    }
}

/// A frame with the names in it.
fn drawing_lines(names: &[String], on: Screen) -> Vec<String> {
    let edge = format!("+{}+", "-".repeat(on.rule() - 2));
    let row = |text: &str| indented(&format!("|{text:<width$}|", width = on.rule() - 2));
    let widest = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let mut lines = vec![indented(&edge)];
    for name in names {
        lines.extend([row(&format!(" {name:>widest$} [   ]")), row("")]);
    }
    lines.push(indented(&edge));
    lines
}

fn rule_lines(lines: u32, on: Screen) -> Vec<String> {
    (0..lines).map(|_| indented(&"_".repeat(on.rule()))).collect()
}

fn listing_lines(listing: &Listing, on: Screen) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, pieces) in listing.lines.iter().enumerate() {
        let line: String = pieces.iter().map(|piece| piece_text(piece, listing.gap_columns)).collect();
        lines.push(if listing.marked == Some(index) { format!("{MARK}{line}") } else { indented(&line) });
        for (after, rules) in &listing.rules_after {
            if *after == index {
                lines.extend(rule_lines(*rules, on));
            }
        }
    }
    lines
}

fn piece_text(piece: &Piece, gap_columns: u32) -> String {
    match piece {
        Piece::Text(text) => text.clone(),
        Piece::Gap(number) => {
            let room = usize::try_from(gap_columns).unwrap_or(0).min(COLUMNS);
            format!("[{number}{}]", "_".repeat(room))
        }
    }
}

fn printed_lines(caption: Option<&str>, lines: &[String]) -> Vec<String> {
    let caption = caption.map(|caption| format!("{caption}:"));
    caption.into_iter().chain(lines.iter().map(|line| indented(line))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocks::{
        Align, Column, DrawingSpace, Figure, FigureBox, FigureName, FigurePlace, Foot, Holds, Purpose, RuledLabel,
        Rules, Split, Table, TableStyle, TextSize, Tick, Width,
    };
    use crate::golden::same_as_file;

    fn sheet(body: Vec<Block>) -> Sheet {
        let item = Item {
            origin: 7,
            number: 1,
            label: "Predict the output".to_owned(),
            note: Some("level 2".to_owned()),
            minutes: Some(2),
            corner: Corner::Box { out_of: 3 },
            body,
            aside: Vec::new(),
        };
        Sheet {
            purpose: Purpose::Questions,
            title: "Daily drill".to_owned(),
            subtitle: "22 November 2026".to_owned(),
            name_row: Some(NameRow { name: None, out_of: 3, copy: None }),
            intro: Vec::new(),
            qr: None,
            items: vec![item],
            closing: vec![Block::Command("longhand key".to_owned())],
            foot: Foot { left: "Longhand".to_owned(), code: "sheet K7F3".to_owned() },
        }
    }

    fn paragraph(text: Prose) -> Block {
        Block::Paragraph { text, size: TextSize::Body }
    }

    #[test]
    fn a_sheet_stands_as_a_reader_expects_it() {
        let program = Listing::numbered("for n in range(2):\n    print(n)\n\nprint(\"done\")\n");
        let beside = Block::Beside {
            left: vec![Block::Listing(program)],
            right: vec![Block::Rules(Rules { lines: 2, guides: false, may_break: false })],
            split: Split::Question,
        };
        let text = to_text(&sheet(vec![paragraph(Prose::plain("What is printed?")), beside]));
        same_as_file("src/blocks/goldens/sheet.txt", &text);
    }

    #[test]
    fn every_block_has_a_form() {
        let column = |head: &str, width| Column { head: Prose::plain(head), align: Align::Left, width };
        let table = Table {
            summary: String::new(),
            style: TableStyle::Writing,
            columns: vec![column("line", Width::Content), column("shelf", Width::Written(8))],
            rows: vec![vec![Some(Prose::plain("1")), Some(Prose::code("[4, 8]"))], vec![Some(Prose::plain("2")), None]],
        };
        let gaps = Listing {
            gap_columns: 3,
            rules_after: vec![(0, 1)],
            lines: vec![vec![Piece::Text("x = ".to_owned()), Piece::Gap(1)]],
            ..Listing::bare("")
        };
        let figure = Figure {
            names: vec![FigureName { name: "row".to_owned(), holds: Holds::Arrow(0) }],
            boxes: vec![FigureBox {
                kind: "list".to_owned(),
                name: None,
                places: vec![FigurePlace { label: None, holds: Holds::Text("7".to_owned()) }],
            }],
        };
        let body = vec![
            Block::Heading("Say it aloud".to_owned()),
            Block::Listing(gaps),
            Block::Printed { caption: Some("It prints".to_owned()), lines: vec!["4 4".to_owned()] },
            Block::LabelledRules(vec![RuledLabel { label: Prose::plain("class line"), lines: 1 }]),
            Block::Table(table),
            Block::OrderBoxes(vec!["    return x".to_owned()]),
            Block::Ticks(vec![Tick { letter: 'A', text: Prose::plain("long words ".repeat(9)) }]),
            Block::Pairs(Pairs {
                left: vec![Prose::code("self")],
                right: vec![Tick { letter: 'A', text: Prose::plain("the object itself") }],
            }),
            Block::Statements(vec![Prose::plain("A set has no order.")]),
            Block::Frames(vec![Prose::plain("Tests")]),
            Block::DrawingSpace(DrawingSpace { names: vec!["row".to_owned(), "n".to_owned()], boxes: 1 }),
            Block::Figure(figure),
        ];
        same_as_file("src/blocks/goldens/every-block.txt", &to_text(&sheet(body)));
    }

    #[test]
    fn heads_stand_out_on_a_terminal_and_nothing_else_does() {
        let sheet = sheet(vec![Block::Heading("Say it aloud".to_owned()), paragraph(Prose::plain("What?"))]);
        let text = to_text_on(&sheet, Screen { columns: 60, heads: Heads::Bold });
        let marked: Vec<&str> = text.lines().filter(|line| line.contains('\u{1b}')).collect();
        assert_eq!(marked.len(), 3, "{text}");
        assert!(marked[2] == "\u{1b}[4mSay it aloud\u{1b}[0m", "{text}");
        let plain = text.replace("\u{1b}[1m", "").replace("\u{1b}[4m", "").replace("\u{1b}[0m", "");
        assert_eq!(plain, to_text_on(&sheet, Screen { columns: 60, heads: Heads::Plain }));
    }

    #[test]
    fn nothing_but_code_reaches_beyond_the_columns() {
        let long = Prose::plain("many words ".repeat(40));
        let sheet = sheet(vec![paragraph(long.clone()), Block::Ticks(vec![Tick { letter: 'B', text: long }])]);
        for columns in [60, COLUMNS, 100] {
            let text = to_text_on(&sheet, Screen { columns, heads: Heads::Plain });
            let too_long = |line: &&str| line.chars().count() > columns && !line.starts_with("Name");
            assert_eq!(text.lines().find(too_long), None);
        }
    }
}

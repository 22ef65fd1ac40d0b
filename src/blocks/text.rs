//! Blocks as text: what the terminal shows, and what goldens hold.

use super::text_table::table_lines;
use super::text_wrap::wrap;
use super::{Block, Corner, Item, Listing, NameRow, Pairs, Piece, Prose, RuledLabel, Sheet, Span};

/// Columns of a terminal.
const COLUMNS: usize = 80;
/// Before code, rules, boxes and tables.
const INDENT: usize = 4;
/// Rules that stand for a frame to write in.
const FRAME_RULES: u32 = 3;
/// In place of the indent of a marked line of code.
const MARK: &str = "  → ";
/// Underscores of a rule.
const RULE: usize = 64;

/// A sheet for the terminal, 80 columns, code verbatim and indented by four, without line numbers so that it can be
/// copied. Only code, and words longer than a line, reach beyond the 80 columns.
pub fn to_text(sheet: &Sheet) -> String {
    let mut parts = vec![head(sheet)];
    parts.extend(sheet.intro.iter().map(block));
    parts.extend(sheet.items.iter().map(item));
    parts.extend(sheet.closing.iter().map(block));
    parts.push(vec![ends(&sheet.foot.left, &sheet.foot.code)]);
    parts.retain(|lines| !lines.is_empty());
    let mut text = parts.iter().map(|lines| lines.join("\n")).collect::<Vec<_>>().join("\n\n");
    text.push('\n');
    text
}

fn head(sheet: &Sheet) -> Vec<String> {
    let mut lines = vec![ends(&sheet.title, &sheet.subtitle), "=".repeat(COLUMNS)];
    lines.extend(sheet.name_row.as_ref().map(name_row));
    lines
}

fn name_row(row: &NameRow) -> String {
    let name = row.name.clone().unwrap_or_else(|| "_".repeat(24));
    format!("Name {name}  Start _______  Finish _______  Score ____ / {}", row.out_of)
}

/// One text at the left, the other at the right end of the line.
fn ends(left: &str, right: &str) -> String {
    let taken = left.chars().count() + right.chars().count();
    let between = COLUMNS.saturating_sub(taken).max(2);
    format!("{left}{}{right}", " ".repeat(between)).trim_end().to_owned()
}

fn item(item: &Item) -> Vec<String> {
    let note = item.note.as_ref().map_or(String::new(), |note| format!("  {note}"));
    let label = format!("{}  {}{note}", item.number, item.label.to_uppercase());
    let minutes = item.minutes.map_or(String::new(), |minutes| format!("{minutes} min  "));
    let mut lines = match &item.corner {
        Corner::Box { out_of } => vec![ends(&label, &format!("{minutes}____ / {out_of}"))],
        Corner::Marks(marks) => {
            let mut lines = vec![ends(&label, minutes.trim_end())];
            for (mark, text) in marks {
                lines.extend(hanging(&format!("{mark}  "), text));
            }
            lines
        }
    };
    for part in item.body.iter().map(block).filter(|part| !part.is_empty()) {
        lines.push(String::new());
        lines.extend(part);
    }
    lines
}

fn block(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph { text, .. } => wrap(text, COLUMNS),
        Block::Heading(text) => vec![text.clone()],
        Block::Listing(listing) => listing_lines(listing),
        Block::Printed { caption, lines } => printed_lines(caption.as_deref(), lines),
        Block::Command(text) => vec![indented(text)],
        Block::Rules(rules) => rule_lines(rules.lines),
        Block::LabelledRules(labels) => labelled_lines(labels),
        Block::Table(table) => table_lines(table, COLUMNS - INDENT).iter().map(|line| indented(line)).collect(),
        Block::OrderBoxes(lines) => lines.iter().map(|line| indented(&format!("[  ] {line}"))).collect(),
        Block::Ticks(ticks) => {
            ticks.iter().flat_map(|tick| hanging(&format!("[ ] {}  ", tick.letter), &tick.text)).collect()
        }
        Block::Pairs(pairs) => pairs_lines(pairs),
        Block::Statements(statements) => statements.iter().flat_map(statement_lines).collect(),
        Block::Frames(headings) => headings.iter().flat_map(frame_lines).collect(),
        Block::Rubric(lines) => lines
            .iter()
            .flat_map(|line| match line.points {
                1 => hanging("[ ] ", &line.text),
                points => hanging(&format!("[ ] {points}  "), &line.text),
            })
            .collect(),
        Block::Figure(figure) => figure.to_lines().iter().map(|line| indented(line)).collect(),
        Block::DrawingSpace(space) => drawing_lines(&space.names),
        Block::Beside { left, right, .. } => beside_lines(left, right),
    }
}

fn pairs_lines(pairs: &Pairs) -> Vec<String> {
    let mut lines: Vec<String> = pairs.left.iter().flat_map(|text| hanging("[  ] ", text)).collect();
    lines.push(String::new());
    lines.extend(pairs.right.iter().flat_map(|entry| hanging(&format!("{}  ", entry.letter), &entry.text)));
    lines
}

fn statement_lines(statement: &Prose) -> Vec<String> {
    let mut lines = hanging("[ ] true  [ ] false  ", statement);
    lines.extend(rule_lines(1));
    lines
}

fn frame_lines(heading: &Prose) -> Vec<String> {
    let mut lines = hanging("", heading);
    lines.extend(rule_lines(FRAME_RULES));
    lines
}

/// Labels with numbers, unless there is but one.
fn labelled_lines(labels: &[RuledLabel]) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let number = if labels.len() > 1 { format!("{}  ", index + 1) } else { String::new() };
        lines.extend(hanging(&number, &label.label));
        lines.extend(rule_lines(label.lines));
    }
    lines
}

fn beside_lines(left: &[Block], right: &[Block]) -> Vec<String> {
    let parts: Vec<_> = left.iter().chain(right).map(block).filter(|part| !part.is_empty()).collect();
    parts.join(&String::new())
}

fn indented(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!("{}{line}", " ".repeat(INDENT)) }
}

/// Text behind a mark, its further lines below its first.
fn hanging(mark: &str, text: &Prose) -> Vec<String> {
    let indent = INDENT + mark.chars().count();
    let lines = lines_of(text, COLUMNS - indent);
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
fn drawing_lines(names: &[String]) -> Vec<String> {
    let edge = format!("+{}+", "-".repeat(RULE - 2));
    let row = |text: &str| indented(&format!("|{text:<width$}|", width = RULE - 2));
    let widest = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let mut lines = vec![indented(&edge)];
    for name in names {
        lines.extend([row(&format!(" {name:>widest$} [   ]")), row("")]);
    }
    lines.push(indented(&edge));
    lines
}

fn rule_lines(lines: u32) -> Vec<String> {
    (0..lines).map(|_| indented(&"_".repeat(RULE))).collect()
}

fn listing_lines(listing: &Listing) -> Vec<String> {
    let mut lines = Vec::new();
    for (index, pieces) in listing.lines.iter().enumerate() {
        let line: String = pieces.iter().map(|piece| piece_text(piece, listing.gap_columns)).collect();
        lines.push(if listing.marked == Some(index) { format!("{MARK}{line}") } else { indented(&line) });
        for (after, rules) in &listing.rules_after {
            if *after == index {
                lines.extend(rule_lines(*rules));
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
            name_row: Some(NameRow { name: None, out_of: 3 }),
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
    fn nothing_but_code_reaches_beyond_the_columns() {
        let long = Prose::plain("many words ".repeat(40));
        let text = to_text(&sheet(vec![paragraph(long.clone()), Block::Ticks(vec![Tick { letter: 'B', text: long }])]));
        assert_eq!(text.lines().find(|line| line.chars().count() > COLUMNS), None);
    }
}

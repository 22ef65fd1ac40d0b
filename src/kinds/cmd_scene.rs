//! What a `cmd` shows of the world before its commands: folder, texts and history, each under what would print it.

use crate::blocks::{Block, Split};
use crate::shell::{HOME, Shell};

/// A heading and the lines below it.
type Piece = (String, Vec<String>);

/// What there is before the first command. A text is shown where one of the commands depends on it; the tree where it
/// holds more than these texts; of a repository only its history, since the task says what is in its files.
pub fn scene<'a>(world: &Shell, commands: impl Iterator<Item = &'a String>) -> Vec<Block> {
    let commands: Vec<&String> = commands.collect();
    let mut pieces = Vec::new();
    if let Some(folder) = world.elsewhere() {
        pieces.push(("pwd".to_owned(), vec![folder.to_owned()]));
    }
    if world.has_repository() {
        pieces.extend(history(world));
    } else {
        let texts: Vec<Piece> = world
            .files()
            .into_iter()
            .filter(|(path, text, _)| !text.is_empty() && commands.iter().any(|it| depends_on(world, path, it)))
            .map(|(path, text, _)| (format!("cat {path}"), text.lines().map(str::to_owned).collect()))
            .collect();
        let listing = world.listing();
        if listing.len() > texts.len() {
            pieces.push((HOME.to_owned(), listing));
        }
        pieces.extend(texts);
    }
    side_by_side(&pieces)
}

/// What git tells where there is more to tell than one commit on one branch, and nothing to be committed.
fn history(world: &Shell) -> Vec<Piece> {
    if !world.has_history() {
        return Vec::new();
    }
    let lines = |command: &str| -> Vec<String> {
        let ran = world.clone().run(command).unwrap_or_default();
        ran.iter().flat_map(|done| done.out.text.lines().map(str::to_owned)).collect()
    };
    let asked = [("git branch", 2), ("git log --format=%s", 2), ("git status --short", 1)].into_iter();
    let pieces = asked.map(|(command, least)| (command.to_owned(), lines(command), least));
    pieces.filter(|(_, lines, least)| lines.len() >= *least).map(|(command, lines, _)| (command, lines)).collect()
}

/// Whether commands print something else if a file holds something else.
fn depends_on(world: &Shell, path: &str, commands: &str) -> bool {
    let text = world.files().into_iter().find(|(other, ..)| other == path).map(|(_, text, _)| text).unwrap_or_default();
    let printed = world.clone().run(commands);
    [String::new(), format!("{text}{text}")].iter().any(|other| world.with_text(path, other).run(commands) != printed)
}

fn side_by_side(pieces: &[Piece]) -> Vec<Block> {
    let block = |(heading, lines): &Piece| {
        vec![Block::Heading(heading.clone()), Block::Printed { caption: None, lines: lines.clone() }]
    };
    match pieces.split_first() {
        None => Vec::new(),
        Some((only, [])) => block(only),
        Some((first, rest)) => {
            vec![Block::Beside { left: block(first), right: side_by_side(rest), split: Split::Close }]
        }
    }
}

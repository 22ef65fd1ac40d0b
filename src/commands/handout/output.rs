//! The files of a handout: sheets, keys, map, questions. All are made before the first is written.

use super::super::files::{self, Bytes, Sort, Writing};
use super::super::making::{self, Content, Made};
use super::super::printing::{self, Printed};
use super::super::stored;
use super::super::{Failure, Outcome, World};
use super::{Drawn, keys, names};
use crate::cli::Handout;
use crate::diagnostic::words::count;
use crate::roster::map;
use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// The file of the sheets where none is named; the folder where each copy has a file has the same name without ending.
const NAME: &str = "longhand-handout.pdf";

/// The copies that are asked for, of so many.
pub fn range(arguments: &Handout, copies: usize) -> Range<usize> {
    arguments.part.map_or(0..copies, |part| part.range(copies))
}

/// Every copy that is asked for, with its questions.
fn made<'d>(drawn: &'d Drawn, arguments: &Handout) -> Vec<(usize, &'d Made)> {
    range(arguments, drawn.made.len()).map(|index| (index, &drawn.made[index])).collect()
}

/// Writes the files.
pub fn deliver(drawn: &Drawn, arguments: &Handout, world: &World) -> Result<Outcome, Failure> {
    if files::is_standard_output(&arguments.output) {
        return Err(Failure::Usage {
            message: "the files of a handout cannot all go to standard output".to_owned(),
            help: "give `-o` a file or folder, or say `--format text` or `--format json`".to_owned(),
        });
    }
    let made = made(drawn, arguments);
    if made.is_empty() {
        return Err(Failure::Nothing {
            message: "there are fewer copies than parts, and this part has none".to_owned(),
            help: "ask for fewer parts".to_owned(),
        });
    }
    let places = Places::of(arguments);
    let (mut writings, packets) = sheets(drawn, &made, &places, arguments, world)?;
    writings.push(Writing {
        path: places.keys.clone(),
        bytes: Bytes::Whole(key_file(drawn, &made, arguments, world)?),
        sort: Sort::Pdf,
    });
    let map = Bytes::Whole(map_file(drawn, &made));
    writings.push(Writing { path: places.map.clone(), bytes: map, sort: Sort::Private });
    let stored = |to: &mut dyn Write| stored::write(made.iter().map(|(_, made)| *made), to);
    let sort = Sort::Data(stored::MARK);
    writings.push(Writing { path: places.questions.clone(), bytes: Bytes::Passing(&stored), sort });
    let mut outcome = Outcome::default();
    files::write_all(&writings, &arguments.output, &mut outcome)?;
    if !arguments.output.quiet {
        outcome.notes.push(in_packets(&packets));
    }
    Ok(outcome)
}

/// Where each file goes.
struct Places {
    /// The file of all sheets, or the folder of the copies' files.
    sheets: PathBuf,
    keys: PathBuf,
    map: PathBuf,
    questions: PathBuf,
}

impl Places {
    fn of(arguments: &Handout) -> Places {
        let name = match arguments.part {
            Some(part) => format!("longhand-handout-{}-of-{}.pdf", part.number, part.of),
            None => NAME.to_owned(),
        };
        if arguments.split {
            let folder = arguments.output.output.clone().unwrap_or_else(|| Path::new(&name).with_extension(""));
            let of_part = arguments.part.map_or_else(String::new, |part| format!("-{}-of-{}", part.number, part.of));
            return Places {
                keys: folder.join(format!("keys{of_part}.pdf")),
                map: folder.join(format!("map{of_part}.csv")),
                questions: folder.join(format!("questions{of_part}.json")),
                sheets: folder,
            };
        }
        let path = files::place(&name, &arguments.output);
        Places {
            keys: files::with_ending(&path, "-keys.pdf"),
            map: files::with_ending(&path, "-map.csv"),
            questions: files::with_ending(&path, "-questions.json"),
            sheets: path,
        }
    }
}

/// The files of the sheets, and the pages of each packet.
fn sheets(
    drawn: &Drawn,
    made: &[(usize, &Made)],
    places: &Places,
    arguments: &Handout,
    world: &World,
) -> Result<(Vec<Writing<'static>>, Vec<usize>), Failure> {
    if !arguments.split {
        let all: Vec<&Made> = made.iter().map(|(_, made)| *made).collect();
        let Printed { bytes, packets } = printing::print(&all, Content::SheetOnly, world)?;
        let writing = Writing { path: places.sheets.clone(), bytes: Bytes::Whole(bytes), sort: Sort::Pdf };
        return Ok((vec![writing], packets));
    }
    let digits = drawn.seats.len().to_string().len();
    let (mut writings, mut packets) = (Vec::new(), Vec::new());
    for (index, made) in made {
        let printed = printing::print(&[made], Content::SheetOnly, world)?;
        packets.extend(printed.packets);
        let path = places.sheets.join(names::file_of(made, index + 1, digits));
        writings.push(Writing { path, bytes: Bytes::Whole(printed.bytes), sort: Sort::Pdf });
    }
    Ok((writings, packets))
}

fn key_file(drawn: &Drawn, made: &[(usize, &Made)], arguments: &Handout, world: &World) -> Result<Vec<u8>, Failure> {
    let paper = printing::paper(drawn.plan.paper, crate::code::PrintSize::Normal)?;
    let made: Vec<&Made> = made.iter().map(|(_, made)| *made).collect();
    Ok(keys::print(drawn, &made, arguments.keys, paper, world)?.bytes)
}

fn map_file(drawn: &Drawn, made: &[(usize, &Made)]) -> Vec<u8> {
    let entries = made.iter().map(|(index, made)| {
        let seat = &drawn.seats[*index];
        map::Entry {
            code: made.request.code().to_string(),
            name: seat.name.clone().unwrap_or_default(),
            id: seat.id.clone(),
            group: seat.group.clone(),
            note: note(drawn, *index),
        }
    });
    let questions = made.first().map(|(_, made)| made.questions.as_slice()).unwrap_or_default();
    let points: Vec<u32> = questions.iter().map(|question| question.posed.points).collect();
    map::to_csv(&entries.collect::<Vec<_>>(), &points)
}

/// Spare sheets, and answers that a neighbour has too.
fn note(drawn: &Drawn, index: usize) -> Option<String> {
    let seat = &drawn.seats[index];
    let spare = seat.which.starts_with("spare").then(|| seat.which.clone());
    let shared = drawn.shared[index]
        .iter()
        .map(|(place, neighbour)| format!("question {} as on {}", place + 1, drawn.seats[*neighbour].which));
    let notes: Vec<String> = spare.into_iter().chain(shared).collect();
    (!notes.is_empty()).then(|| notes.join("; "))
}

/// What a print shop asks: "30 packets of 3 leaves, duplex, staple every 3".
fn in_packets(pages: &[usize]) -> String {
    let leaves: Vec<usize> = pages.iter().map(|pages| pages.div_ceil(2)).collect();
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for &leaves in &leaves {
        match groups.iter_mut().find(|(known, _)| *known == leaves) {
            Some((_, packets)) => *packets += 1,
            None => groups.push((leaves, 1)),
        }
    }
    let leaf = |leaves| if leaves == 1 { "1 leaf".to_owned() } else { format!("{leaves} leaves") };
    match groups.as_slice() {
        [(leaves, packets)] if *leaves == 1 => format!("{} of {}, duplex", count(*packets, "packet"), leaf(1)),
        [(leaves, packets)] => {
            format!("{} of {}, duplex, staple every {leaves}", count(*packets, "packet"), leaf(*leaves))
        }
        groups => {
            let said = groups.iter().map(|(leaves, packets)| format!("{packets} of {}", leaf(*leaves)));
            format!("{}: {}, duplex", count(pages.len(), "packet"), said.collect::<Vec<_>>().join(", "))
        }
    }
}

/// `{sheets: [{…}]}`, one for each copy.
pub fn json(drawn: &Drawn, arguments: &Handout) -> Result<Outcome, Failure> {
    let sheets = made(drawn, arguments).iter().map(|(_, made)| made.to_object()).collect::<Result<Vec<_>, _>>()?;
    files::deliver_text(making::pretty(&serde_json::json!({ "sheets": sheets })), &arguments.output)
}

/// The text of a terminal: every sheet, then every key.
pub fn text(drawn: &Drawn, arguments: &Handout) -> Result<Outcome, Failure> {
    let made = made(drawn, arguments);
    let texts = |content| made.iter().map(move |(_, made)| made.to_text(content));
    let all: Vec<String> = texts(Content::SheetOnly).chain(texts(Content::KeyOnly)).collect();
    files::deliver_text(all.join("\n\n"), &arguments.output)
}

#[cfg(test)]
mod tests {
    use super::in_packets;

    #[test]
    fn a_print_shop_hears_what_it_asks() {
        for (pages, said) in [
            (vec![6; 30], "30 packets of 3 leaves, duplex, staple every 3"),
            (vec![2], "1 packet of 1 leaf, duplex"),
            (vec![6, 6, 10], "3 packets: 2 of 3 leaves, 1 of 5 leaves, duplex"),
        ] {
            assert_eq!(in_packets(&pages), said);
        }
    }
}

//! Who gets a sheet: students of a roster or so many copies, and spare sheets after them.

use super::super::{Failure, class_marks};
use crate::cli::Handout;
use crate::diagnostic;
use crate::roster::{self, Student};
use std::path::Path;

/// The first spare sheet's place in the class, beyond any roster's: another student moves no spare sheet.
const SPARE: u32 = 1 << 20;

/// Whoever gets one copy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seat {
    /// Part of the copy's seed.
    pub copy: u32,
    pub name: Option<String>,
    pub id: Option<String>,
    pub group: Option<String>,
    /// "7 of 30", "spare 1".
    pub which: String,
    /// Per cent of the time that others have.
    pub extra_time: u32,
    pub large_print: bool,
}

/// Everybody, and what is said of the roster that they came from.
pub struct Seats {
    pub all: Vec<Seat>,
    pub notes: Vec<String>,
}

/// The seats of a class, in order, spare ones last.
pub fn seats(arguments: &Handout) -> Result<Seats, Failure> {
    let (mut all, notes) = match &arguments.roster {
        Some(path) => of_roster(path)?,
        None => (vec![Seat::default(); usize::try_from(arguments.copies.unwrap_or(1)).unwrap_or(1)], Vec::new()),
    };
    let students = all.len();
    for (seat, copy) in all.iter_mut().zip(0..) {
        seat.copy = copy;
        seat.which = format!("{} of {students}", copy + 1);
    }
    let usual = u32::from(arguments.roster.is_some());
    for spare in 0..arguments.spare.unwrap_or(usual) {
        let which = format!("spare {}", spare + 1);
        all.push(Seat { copy: SPARE + spare, which, ..Seat::default() });
    }
    Ok(Seats { all, notes })
}

/// The students of a roster, and what is said of how it was read.
fn of_roster(path: &Path) -> Result<(Vec<Seat>, Vec<String>), Failure> {
    let bytes = class_marks::table_bytes(path)?;
    let read = roster::read(&class_marks::shown(path), &bytes).map_err(Failure::Faults)?;
    let seat = |student: Student| Seat {
        name: Some(student.name),
        id: student.id,
        group: student.group,
        extra_time: student.extra_time,
        large_print: student.large_print,
        ..Seat::default()
    };
    let warnings = diagnostic::to_text(&read.warnings);
    let warnings = Some(warnings.trim_end().to_owned()).filter(|text| !text.is_empty());
    let notes = warnings.into_iter().chain(read.notes).collect();
    Ok((read.students.into_iter().map(seat).collect(), notes))
}

/// Earlier copies that sit near the one of this index: the two before it, and in a room of so many seats a row the one in
/// front and those at its sides (`curriculum/README.md` 5.4).
pub fn neighbours(index: usize, columns: Option<u32>) -> Vec<usize> {
    let mut near: Vec<usize> = (1..=2).filter_map(|back| index.checked_sub(back)).collect();
    if let Some(columns) = columns.and_then(|columns| usize::try_from(columns).ok()) {
        let column = index % columns;
        let mut front = vec![columns];
        if column > 0 {
            front.push(columns + 1);
        }
        if column + 1 < columns {
            front.push(columns - 1);
        }
        near.extend(front.into_iter().filter(|back| *back > 0).filter_map(|back| index.checked_sub(back)));
    }
    near.sort_unstable();
    near.dedup();
    near
}

#[cfg(test)]
mod tests {
    use super::neighbours;

    #[test]
    fn neighbours_sit_beside_and_in_front() {
        assert_eq!(neighbours(0, None), Vec::<usize>::new());
        assert_eq!(neighbours(1, None), [0]);
        assert_eq!(neighbours(7, None), [5, 6]);
        // Rows of six: 7 is the second seat of the second row.
        assert_eq!(neighbours(7, Some(6)), [0, 1, 2, 5, 6]);
        assert_eq!(neighbours(6, Some(6)), [0, 1, 4, 5], "nobody sits in front at the left of the first seat");
        assert_eq!(neighbours(11, Some(6)), [4, 5, 9, 10], "nor at the right of the last");
        assert_eq!(neighbours(5, Some(1)), [3, 4]);
    }
}

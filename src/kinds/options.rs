//! Written-out wrong answers and the misconceptions that point to them; and options in drawn order: shared by `mcq`,
//! `choose` and `output` printed as a choice.
//!
//! The right one's place is drawn first, each place as likely as any other; the others fill the rest.

use super::{Ground, Name, ReadFault, Wrong};
use crate::diagnostic::Faults;
use crate::draw::Stream;
use serde_json::{Value as Json, json};

/// Where everything came to stand: the right one's letter, and the others with theirs, by letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed<T> {
    pub right: char,
    pub others: Vec<(char, T)>,
}

/// Draws the right one's place, then shuffles the others into the places left.
pub fn arrange<T>(stream: &mut Stream, mut others: Vec<T>) -> Placed<T> {
    let letters = ('A'..='Z').take(others.len() + 1);
    let place = stream.below(others.len() as u64 + 1);
    stream.shuffle(&mut others);
    let (mut right, mut left) = ('A', Vec::new());
    for (index, letter) in (0u64..).zip(letters) {
        if index == place { right = letter } else { left.push(letter) }
    }
    Placed { right, others: left.into_iter().zip(others).collect() }
}

/// `{option, text}`: the letter on the sheet, and what stands beside it.
pub fn option_json(letter: char, text: &str) -> Json {
    json!({ "option": letter.to_string(), "text": text })
}

/// An answer with its letter before it, the further lines below the first.
pub fn lettered(letter: char, lines: &[String]) -> Vec<String> {
    let lettered = lines
        .iter()
        .enumerate()
        .map(|(index, line)| if index == 0 { format!("{letter}  {line}") } else { format!("   {line}") });
    lettered.collect()
}

/// For each written-out wrong answer, the misconception that points to it by number. Notes misreads that point to none.
pub fn named(count: usize, ground: &Ground, faults: &mut Faults) -> Vec<Option<String>> {
    let mut names = vec![None; count];
    for misread in &ground.misreads {
        match &misread.wrong {
            Wrong::Option(number, place) => match number.checked_sub(1).and_then(|index| names.get_mut(index)) {
                Some(name) => *name = Some(misread.id.value.clone()),
                None => {
                    let option = i64::try_from(*number).unwrap_or(i64::MAX);
                    faults.note(place, &ReadFault::OptionOutOfRange { option, options: count });
                }
            },
            // Which entries these are is looked for by the kind that has pairs.
            Wrong::Pair(..) => {}
            Wrong::Program(_) | Wrong::Fill(..) => faults.note(&misread.id.place, &ReadFault::ChangeWithoutProgram),
        }
    }
    names
}

/// Notes every misread that names a written-out wrong answer, in kinds whose wrong answers are computed.
pub fn misplaced_options(kind: Name, ground: &Ground, faults: &mut Faults) {
    for misread in &ground.misreads {
        if let Wrong::Option(_, place) = &misread.wrong {
            faults.note(place, &ReadFault::NoOptionsHere { kind });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{arrange, lettered};
    use crate::draw::Stream;

    #[test]
    fn every_letter_is_right_equally_often_and_every_option_stands_somewhere() {
        let mut right = [0u32; 4];
        for sheet in 0u32..10_000 {
            let mut stream = Stream::new(&[b"letters", &sheet.to_le_bytes()]);
            let placed = arrange(&mut stream, vec![1, 2, 3]);
            right[placed.right as usize - 'A' as usize] += 1;
            let mut letters: Vec<char> = placed.others.iter().map(|(letter, _)| *letter).collect();
            letters.push(placed.right);
            letters.sort_unstable();
            assert_eq!(letters, ['A', 'B', 'C', 'D']);
            let mut others: Vec<i32> = placed.others.iter().map(|(_, other)| *other).collect();
            others.sort_unstable();
            assert_eq!(others, [1, 2, 3]);
        }
        assert!(right.iter().all(|count| (2350..2650).contains(count)), "{right:?}");
    }

    #[test]
    fn further_lines_stand_below_the_first() {
        let lines = ["4 4".to_owned(), "end 4".to_owned()];
        assert_eq!(lettered('C', &lines), ["C  4 4", "   end 4"]);
    }
}

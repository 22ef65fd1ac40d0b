//! Mends of a mistyped code, to be offered as a question.
//!
//! In comes a text that is no code, out come codes it may have been: one symbol wrong, unreadable, left out or typed
//! too much, or two neighbours swapped. About one double slip in two looks like a single slip of another code, so a
//! mend is never taken by itself: whoever offers it first finds that its digest agrees with the problems it leads to.

use super::sheet_code::SYMBOLS;
use super::{SheetCode, crockford, reed_solomon};
use std::collections::BTreeSet;

/// Letters as typed; `None` is one that is no symbol.
type Typed = [Option<u8>];
type Word = [u8; SYMBOLS];

/// The codes that a mistyped text may have been, in order, each once. None if the text is a code as it stands, or
/// is further off than one slip.
pub fn repairs(text: &str) -> Vec<SheetCode> {
    let typed: Vec<Option<u8>> = crockford::letters(text).take(SYMBOLS + 2).map(crockford::symbol).collect();
    let words = match typed.len().checked_sub(SYMBOLS - 1) {
        Some(0) => with_one_more(&typed),
        Some(1) => with_one_other(&typed).into_iter().chain(with_neighbours_swapped(&typed)).collect(),
        Some(2) => with_one_less(&typed),
        _ => Vec::new(),
    };
    if words.iter().any(|word| typed == word.map(Some) && reed_solomon::fits(word)) {
        return Vec::new();
    }
    let codes: BTreeSet<SheetCode> = words.iter().filter_map(|word| SheetCode::from_symbols(word).ok()).collect();
    codes.into_iter().collect()
}

/// The word, if it has the right length and no letter that is no symbol.
fn word(typed: &Typed) -> Option<Word> {
    let symbols: Option<Vec<u8>> = typed.iter().copied().collect();
    symbols?.try_into().ok()
}

fn with_one_other(typed: &Typed) -> Vec<Word> {
    each_place_and_symbol(typed.len(), |place, symbol| {
        let mut other = typed.to_vec();
        other[place] = Some(symbol);
        word(&other)
    })
}

fn with_one_more(typed: &Typed) -> Vec<Word> {
    each_place_and_symbol(typed.len() + 1, |place, symbol| {
        let mut more = typed.to_vec();
        more.insert(place, Some(symbol));
        word(&more)
    })
}

fn with_one_less(typed: &Typed) -> Vec<Word> {
    (0..typed.len())
        .filter_map(|place| {
            let mut less = typed.to_vec();
            less.remove(place);
            word(&less)
        })
        .collect()
}

fn with_neighbours_swapped(typed: &Typed) -> Vec<Word> {
    (1..typed.len())
        .filter_map(|place| {
            let mut swapped = typed.to_vec();
            swapped.swap(place - 1, place);
            word(&swapped)
        })
        .collect()
}

fn each_place_and_symbol(places: usize, change: impl Fn(usize, u8) -> Option<Word>) -> Vec<Word> {
    (0..places).flat_map(|place| (0..32).map(move |symbol| (place, symbol))).filter_map(|(p, s)| change(p, s)).collect()
}

#[cfg(test)]
mod tests {
    use super::repairs;
    use crate::code::{Seed, SheetCode, Verb};
    use proptest::prelude::*;

    fn any_code() -> impl Strategy<Value = SheetCode> {
        (0..Verb::ALL.len(), any::<u64>())
            .prop_map(|(verb, seed)| SheetCode::of(Verb::ALL[verb], Seed::lowest_bits(seed), &[]))
    }

    fn plain(code: SheetCode) -> Vec<char> {
        code.to_string().chars().filter(|letter| *letter != '-').collect()
    }

    fn text(letters: &[char]) -> String {
        letters.iter().collect()
    }

    #[test]
    fn nothing_is_mended_that_is_right_or_too_far_off() {
        for text in ["8000-009J-Y84H-E1BW", "", "8000-009J-Y84H", "U000-009J-Y84H-E1BU", "8000-009J-Y84H-E1BW00"] {
            assert_eq!(repairs(text), [], "{text}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_symbol(code in any_code(), place in 0usize..16, letter in "[0-9A-HJKMNP-TV-Z]|U|\\?|é") {
            let mut letters = plain(code);
            let right = letters[place];
            letters[place] = letter.chars().next().unwrap_or('?');
            let mends = repairs(&text(&letters));
            prop_assert_eq!(mends.contains(&code), letters[place] != right);
        }

        #[test]
        fn neighbours_swapped(code in any_code(), place in 1usize..16) {
            let mut letters = plain(code);
            let alike = letters[place - 1] == letters[place];
            letters.swap(place - 1, place);
            prop_assert_eq!(repairs(&text(&letters)).contains(&code), !alike);
        }

        #[test]
        fn one_left_out_or_too_much(code in any_code(), place in 0usize..16, letter in "[0-9A-HJKMNP-TV-Z.]") {
            let mut letters = plain(code);
            letters.insert(place, letter.chars().next().unwrap_or('.'));
            prop_assert!(repairs(&text(&letters)).contains(&code));
            letters.remove(place);
            letters.remove(place);
            prop_assert!(repairs(&text(&letters)).contains(&code));
        }
    }
}

//! The code at the foot of a sheet: `8000-009J-Y84H-E1BW`.
//!
//! Sixteen symbols: one for format and verb, eight for the seed, five for the digest, two to check. The first
//! symbol is format (two bits) before verb (three). Length and check mean the same in every format to come, so that a
//! slip in the first symbol is seen as one.

use super::{CodeFault, Drawn, Seed, crockford, digest, reed_solomon};
use std::fmt;

/// Symbols of a code.
pub(super) const SYMBOLS: usize = 16;
/// Symbols of a start that may be typed for the whole.
const SHORTEST_START: usize = 4;
/// The format written and read here. 0 is never written; 2 and 3 are left for later.
const FORMAT: u8 = 1;

/// What made a sheet, and what its seed is. The numbers are printed; 5, 6 and 7 are left for later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// The seed is the number of days since 2000-01-01.
    DailyByDate = 0,
    DailyBySeed = 1,
    Handout = 2,
    Mock = 3,
    Show = 4,
}

impl Verb {
    pub const ALL: [Verb; 5] = [Verb::DailyByDate, Verb::DailyBySeed, Verb::Handout, Verb::Mock, Verb::Show];

    /// As it is typed: `daily`, whichever its seed is.
    pub fn name(self) -> &'static str {
        match self {
            Verb::DailyByDate | Verb::DailyBySeed => "daily",
            Verb::Handout => "handout",
            Verb::Mock => "mock",
            Verb::Show => "show",
        }
    }
}

/// A read or made code. It fixes the questions, not the bytes: paper and title are not in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SheetCode {
    verb: Verb,
    seed: Seed,
    digest: u32,
}

impl SheetCode {
    /// The code of a sheet with these problems in this order.
    pub fn of(verb: Verb, seed: Seed, drawn: &[Drawn]) -> SheetCode {
        SheetCode { verb, seed, digest: digest::of_sheet(FORMAT, verb as u8, seed, drawn) }
    }

    pub fn verb(&self) -> Verb {
        self.verb
    }

    pub fn seed(&self) -> Seed {
        self.seed
    }

    /// Whether the code belongs to these problems in this order. Others pass once in 33 million.
    pub fn fits(&self, drawn: &[Drawn]) -> bool {
        *self == SheetCode::of(self.verb, self.seed, drawn)
    }

    /// Reads a code as someone typed it: in either case, I and L for 1, O for 0, with or without hyphens and blanks.
    pub fn read(text: &str) -> Result<SheetCode, CodeFault> {
        let symbols = crockford::symbols(text)?;
        let found = symbols.len();
        let symbols = symbols.try_into().map_err(|_| CodeFault::WrongLength { found })?;
        SheetCode::from_symbols(&symbols)
    }

    pub(super) fn from_symbols(symbols: &[u8; SYMBOLS]) -> Result<SheetCode, CodeFault> {
        if !reed_solomon::fits(symbols) {
            return Err(CodeFault::CheckFails);
        }
        let (format, number) = (symbols[0] >> 3, symbols[0] & 7);
        if format != FORMAT {
            return Err(CodeFault::UnknownFormat { format });
        }
        let verb = Verb::ALL.into_iter().find(|verb| *verb as u8 == number);
        Ok(SheetCode {
            verb: verb.ok_or(CodeFault::UnknownVerb { verb: number })?,
            seed: Seed::lowest_bits(crockford::join(&symbols[1..9])),
            digest: crockford::join(&symbols[9..14]) as u32,
        })
    }

    pub(super) fn symbols(&self) -> [u8; SYMBOLS] {
        let mut symbols = [0; SYMBOLS];
        symbols[0] = FORMAT << 3 | self.verb as u8;
        symbols[1..9].copy_from_slice(&crockford::split::<8>(self.seed.get()));
        symbols[9..14].copy_from_slice(&crockford::split::<5>(u64::from(self.digest)));
        let check = reed_solomon::check_symbols(&symbols[..14]);
        symbols[14..].copy_from_slice(&check);
        symbols
    }
}

/// The first symbols of a code as they are printed, without hyphens, from a text that may be read as such: four to
/// fifteen of them. What they are the start of, only a list of codes can tell.
pub fn start(text: &str) -> Option<String> {
    let symbols = crockford::symbols(text).ok()?;
    (SHORTEST_START..SYMBOLS).contains(&symbols.len()).then(|| crockford::to_text(&symbols))
}

/// Four groups of four, as printed.
impl fmt::Display for SheetCode {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let symbols = self.symbols();
        let groups: Vec<String> = symbols.chunks(4).map(crockford::to_text).collect();
        f.write_str(&groups.join("-"))
    }
}

#[cfg(test)]
mod tests {
    use super::{SYMBOLS, SheetCode, Verb, start};
    use crate::code::{CodeFault, Drawn, Seed, crockford, reed_solomon};
    use proptest::prelude::*;

    fn drawn() -> Vec<Drawn> {
        vec![Drawn::new("museum-fares", 1, "output", None), Drawn::new("class-plain", 2, "class", Some(3))]
    }

    fn any_code() -> impl Strategy<Value = SheetCode> {
        (0..Verb::ALL.len(), any::<u64>(), 0u32..1 << 25).prop_map(|(verb, seed, digest)| SheetCode {
            verb: Verb::ALL[verb],
            seed: Seed::lowest_bits(seed),
            digest,
        })
    }

    // Computed in Python, apart from this code.
    #[test]
    fn a_known_code() {
        let code = SheetCode::of(Verb::DailyByDate, Seed::lowest_bits(9822), &drawn());
        assert_eq!(code.to_string(), "8000-009J-Y84H-E1BW");
        assert!(code.fits(&drawn()));
        assert!(!code.fits(&drawn()[..1]));
    }

    #[test]
    fn spelling_that_makes_no_difference() {
        let code = SheetCode::of(Verb::DailyByDate, Seed::lowest_bits(9822), &drawn());
        for text in ["8000009JY84HE1BW", "8ooo oo9j y84h elbw", " 8-000-009J–Y84H-EiBW\n", "8OOO-OO9J-Y84H-EIBW"] {
            assert_eq!(SheetCode::read(text), Ok(code), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let cases = [
            ("", CodeFault::WrongLength { found: 0 }),
            ("8000-009J-Y84H-E1B", CodeFault::WrongLength { found: 15 }),
            ("8000-009J-Y84H-E1BW0", CodeFault::WrongLength { found: 17 }),
            ("8000-0U9J-Y84H-E1BW", CodeFault::NotASymbol { letter: 'U', position: 6 }),
            ("8000-009J-Y84H-E1BX", CodeFault::CheckFails),
            ("0000-0000-0000-0000", CodeFault::UnknownFormat { format: 0 }),
        ];
        for (text, fault) in cases {
            assert_eq!(SheetCode::read(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_start_has_four_symbols_or_more() {
        let cases = [
            ("8oo", None),
            ("8oo0", Some("8000")),
            ("8000-009j-y84h e1b", Some("8000009JY84HE1B")),
            ("8000-009J-Y84H-E1BW", None),
            ("8000u", None),
            ("80.00", None),
        ];
        for (text, expected) in cases {
            assert_eq!(start(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn formats_and_verbs_to_come_are_refused_by_name() {
        for first in 0..32 {
            let mut symbols = [0; SYMBOLS];
            symbols[0] = first;
            let check = reed_solomon::check_symbols(&symbols[..14]);
            symbols[14..].copy_from_slice(&check);
            let expected = match (first >> 3, first & 7) {
                (1, verb @ 5..) => Err(CodeFault::UnknownVerb { verb }),
                (1, verb) => Ok(Verb::ALL[usize::from(verb)]),
                (format, _) => Err(CodeFault::UnknownFormat { format }),
            };
            assert_eq!(SheetCode::read(&crockford::to_text(&symbols)).map(|code| code.verb()), expected, "{first}");
        }
    }

    proptest! {
        #[test]
        fn codes_read_back(code in any_code()) {
            prop_assert_eq!(SheetCode::read(&code.to_string()), Ok(code));
        }

        #[test]
        fn one_or_two_slips_are_seen(
            code in any_code(),
            first in 0..SYMBOLS, change in 1u8..32,
            second in 0..SYMBOLS, other_change in 0u8..32,
        ) {
            let mut symbols = code.symbols();
            symbols[first] ^= change;
            if second != first {
                symbols[second] ^= other_change;
            }
            prop_assert_eq!(SheetCode::from_symbols(&symbols), Err(CodeFault::CheckFails));
        }
    }
}

//! What a sheet asks, as far as a code knows it: a seed and problems by name.

use super::{CodeFault, RequestFault};
use std::fmt;
use std::str::FromStr;

/// The number that all chance of a sheet comes from: 0 to 2⁴⁰ - 1. A daily by date has days since 2000-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seed(u64);

impl Seed {
    /// The highest seed that a code holds: 40 bits.
    pub const MAX: u64 = (1 << 40) - 1;

    /// `None` above [`Seed::MAX`].
    pub fn new(number: u64) -> Option<Seed> {
        (number <= Seed::MAX).then_some(Seed(number))
    }

    /// A seed of any number, of which only the lowest 40 bits count: for numbers that chance gave.
    pub fn lowest_bits(number: u64) -> Seed {
        Seed(number & Seed::MAX)
    }

    pub fn get(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Seed {
    type Err = CodeFault;

    fn from_str(text: &str) -> Result<Seed, CodeFault> {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = if digits { text.parse().ok() } else { None };
        number.and_then(Seed::new).ok_or_else(|| CodeFault::NotASeed { found: text.to_owned() })
    }
}

/// A problem as it was printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Drawn {
    /// Kebab-case, as the bank guarantees: small letters, digits and hyphens.
    pub id: String,
    pub version: u32,
    /// The kind it was printed as, which an `also` may have chosen; kebab-case.
    pub kind: String,
    /// How much of a class template was printed; other kinds have none.
    pub stage: Option<u8>,
}

impl Drawn {
    pub fn new(id: &str, version: u32, kind: &str, stage: Option<u8>) -> Drawn {
        Drawn { id: id.to_owned(), version, kind: kind.to_owned(), stage }
    }
}

/// `museum-fares@1:output`, `class-plain@2:class:3`.
impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}@{}:{}", self.id, self.version, self.kind)?;
        match self.stage {
            Some(stage) => write!(f, ":{stage}"),
            None => Ok(()),
        }
    }
}

impl FromStr for Drawn {
    type Err = RequestFault;

    fn from_str(text: &str) -> Result<Drawn, RequestFault> {
        read(text).ok_or_else(|| RequestFault::Drawn { found: text.to_owned() })
    }
}

fn read(text: &str) -> Option<Drawn> {
    let (id, rest) = text.split_once('@')?;
    let mut parts = rest.split(':');
    let version = number(parts.next()?)?;
    let kind = parts.next()?;
    let stage = match parts.next() {
        Some(stage) => Some(number(stage)?),
        None => None,
    };
    let whole = parts.next().is_none() && is_kebab(id) && is_kebab(kind);
    whole.then(|| Drawn::new(id, version, kind, stage))
}

/// A number as it is written back, so without sign or leading zero.
fn number<N: FromStr + fmt::Display>(text: &str) -> Option<N> {
    text.parse().ok().filter(|number: &N| number.to_string() == text)
}

/// Whether a word needs no quotes and holds no comma, colon or at sign.
pub(super) fn is_kebab(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::{Drawn, Seed};
    use crate::code::{CodeFault, RequestFault};

    #[test]
    fn drawn_problems_read_back() {
        for text in ["museum-fares@1:output", "class-plain@2:class:3", "a@4294967295:b:255"] {
            assert_eq!(text.parse::<Drawn>().map(|drawn| drawn.to_string()), Ok(text.to_owned()));
        }
    }

    #[test]
    fn what_is_no_drawn_problem_is_told() {
        let cases = [
            "",
            "a",
            "a@1",
            "a@:b",
            "@1:b",
            "a@1:",
            "a@1:b:",
            "a@1:b:3:",
            "a@+1:b",
            "a@01:b",
            "a@-1:b",
            "a@1:b:256",
            "A@1:b",
            "a@4294967296:b",
            "a b@1:c",
        ];
        for text in cases {
            assert_eq!(text.parse::<Drawn>(), Err(RequestFault::Drawn { found: text.to_owned() }), "{text}");
        }
    }

    #[test]
    fn a_seed_has_forty_bits() {
        assert_eq!("1099511627775".parse(), Ok(Seed::lowest_bits(u64::MAX)));
        assert_eq!(Seed::new(1 << 40), None);
        for text in ["1099511627776", "", "-1", "+1", "1e3", "99999999999999999999999"] {
            assert_eq!(text.parse::<Seed>(), Err(CodeFault::NotASeed { found: text.to_owned() }), "{text}");
        }
    }
}

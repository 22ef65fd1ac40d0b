//! Short digests: of a whole sheet's questions, and of one question.
//!
//! Both are the first 25 bits of SHA-256 over fields, each after its length (`u64`, little endian). A drawn problem
//! is three fields: `id@version`, the kind as printed, the stage in digits (empty without one). Bank, paper, size and
//! title are never in it, so a slip mended in another problem kills no printed code.

use super::{Drawn, Seed, crockford};
use sha2::{Digest, Sha256};
use std::fmt;

/// Names a question in a QR text: 25 bits. A bank in which two problems share one is refused by `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag(u32);

impl Tag {
    /// The tag of a problem with its version, kind and stage.
    pub fn of(drawn: &Drawn) -> Tag {
        Tag(Fields::new().drawn(drawn).first_25_bits())
    }

    pub(super) fn from_symbols(symbols: &[u8; 5]) -> Tag {
        Tag(crockford::join(symbols) as u32)
    }

    pub(super) fn symbols(self) -> [u8; 5] {
        crockford::split(u64::from(self.0))
    }
}

/// The SHA-256 of a file in 64 hexadecimal digits.
pub fn file_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Five Crockford symbols: `0F9AY`.
impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&crockford::to_text(&self.symbols()))
    }
}

/// The digest of a sheet: format and verb as one byte each, the seed as `u64` in little endian, then the problems.
pub(super) fn of_sheet(format: u8, verb: u8, seed: Seed, drawn: &[Drawn]) -> u32 {
    let head = Fields::new().field(&[format]).field(&[verb]).field(&seed.get().to_le_bytes());
    drawn.iter().fold(head, Fields::drawn).first_25_bits()
}

/// The first 64 bits of SHA-256 over texts, each after its length, in 16 hexadecimal digits: tells whether answers have
/// changed. It is never printed on paper.
pub fn fingerprint<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let hash = texts.into_iter().fold(Fields::new(), |fields, text| fields.field(text.as_bytes())).0.finalize();
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Length-prefixed fields on their way into SHA-256.
struct Fields(Sha256);

impl Fields {
    fn new() -> Fields {
        Fields(Sha256::new())
    }

    fn field(mut self, bytes: &[u8]) -> Fields {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    fn drawn(self, drawn: &Drawn) -> Fields {
        let stage = drawn.stage.map_or(String::new(), |stage| stage.to_string());
        let name = format!("{}@{}", drawn.id, drawn.version);
        self.field(name.as_bytes()).field(drawn.kind.as_bytes()).field(stage.as_bytes())
    }

    fn first_25_bits(self) -> u32 {
        let hash = self.0.finalize();
        u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]) >> 7
    }
}

#[cfg(test)]
mod tests {
    use super::{Tag, of_sheet};
    use crate::code::{Drawn, Seed};

    fn drawn() -> Vec<Drawn> {
        vec![Drawn::new("museum-fares", 1, "output", None), Drawn::new("class-plain", 2, "class", Some(3))]
    }

    // Both were computed with hashlib, apart from this code.
    #[test]
    fn known_values() {
        assert_eq!(of_sheet(1, 0, Seed::lowest_bits(9822), &drawn()), 8_537_537);
        let tags: Vec<String> = drawn().iter().map(|drawn| Tag::of(drawn).to_string()).collect();
        assert_eq!(tags, ["0F9AY", "QRV5X"]);
    }

    #[test]
    fn every_part_of_a_problem_counts() {
        let problem = Drawn::new("class-plain", 2, "class", Some(3));
        let others = [
            Drawn::new("class-plaim", 2, "class", Some(3)),
            Drawn::new("class-plain", 3, "class", Some(3)),
            Drawn::new("class-plain", 2, "write", Some(3)),
            Drawn::new("class-plain", 2, "class", Some(4)),
            Drawn::new("class-plain", 2, "class", None),
            Drawn::new("class-plain", 2, "class3", None),
        ];
        let seed = Seed::lowest_bits(5);
        for other in others {
            assert_ne!(Tag::of(&problem), Tag::of(&other), "{other}");
            assert_ne!(of_sheet(1, 2, seed, std::slice::from_ref(&problem)), of_sheet(1, 2, seed, &[other]));
        }
    }

    #[test]
    fn order_seed_verb_and_format_count() {
        let [one, two] = [drawn(), drawn().into_iter().rev().collect()];
        let whole = of_sheet(1, 0, Seed::lowest_bits(7), &one);
        assert_ne!(whole, of_sheet(1, 0, Seed::lowest_bits(7), &two));
        assert_ne!(whole, of_sheet(1, 0, Seed::lowest_bits(8), &one));
        assert_ne!(whole, of_sheet(1, 1, Seed::lowest_bits(7), &one));
        assert_ne!(whole, of_sheet(2, 0, Seed::lowest_bits(7), &one));
    }
}

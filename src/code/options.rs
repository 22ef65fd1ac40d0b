//! The options of a sheet that a request or a QR text remembers, as the words they are written with.

use std::fmt;

/// A choice among words.
pub trait Word: Copy + PartialEq + 'static {
    /// Every choice, in the order that help lists them.
    const ALL: &'static [Self];

    /// As it is typed and written.
    fn word(self) -> &'static str;

    /// The choice written with exactly this word.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.word() == word)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Paper {
    A4,
    Letter,
    A5,
}

impl Word for Paper {
    const ALL: &'static [Paper] = &[Paper::A4, Paper::Letter, Paper::A5];

    fn word(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::Letter => "letter",
            Paper::A5 => "a5",
        }
    }
}

/// `--large-print`, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PrintSize {
    Normal,
    Large,
}

impl Word for PrintSize {
    const ALL: &'static [PrintSize] = &[PrintSize::Normal, PrintSize::Large];

    fn word(self) -> &'static str {
        match self {
            PrintSize::Normal => "normal",
            PrintSize::Large => "large",
        }
    }
}

/// Where the key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeyPlace {
    /// On a leaf of its own in the same file.
    Same,
    /// In another file.
    Separate,
    /// On a strip to fold over.
    Fold,
    /// Nowhere.
    None,
}

impl Word for KeyPlace {
    const ALL: &'static [KeyPlace] = &[KeyPlace::Same, KeyPlace::Separate, KeyPlace::Fold, KeyPlace::None];

    fn word(self) -> &'static str {
        match self {
            KeyPlace::Same => "same",
            KeyPlace::Separate => "separate",
            KeyPlace::Fold => "fold",
            KeyPlace::None => "none",
        }
    }
}

/// What stands on paper for whom a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// Their name, or a line for it.
    Name,
    /// The sheet's code, so that nobody knows whose sheet they mark.
    Code,
}

impl Word for Naming {
    const ALL: &'static [Naming] = &[Naming::Name, Naming::Code];

    fn word(self) -> &'static str {
        match self {
            Naming::Name => "name",
            Naming::Code => "code",
        }
    }
}

/// A range of levels within 1 to 3, not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Levels {
    low: u8,
    high: u8,
}

impl Levels {
    pub const ALL: Levels = Levels { low: 1, high: 3 };

    /// `None` unless `1 <= low <= high <= 3`.
    pub fn new(low: u8, high: u8) -> Option<Levels> {
        (1 <= low && low <= high && high <= 3).then_some(Levels { low, high })
    }

    pub fn low(self) -> u8 {
        self.low
    }

    pub fn high(self) -> u8 {
        self.high
    }

    pub fn contain(self, level: u8) -> bool {
        (self.low..=self.high).contains(&level)
    }

    /// Reads `2` or `1-3`.
    pub fn read(text: &str) -> Option<Levels> {
        let (low, high) = text.split_once('-').unwrap_or((text, text));
        let level = |digit: &str| match digit {
            "1" => Some(1),
            "2" => Some(2),
            "3" => Some(3),
            _ => None,
        };
        Levels::new(level(low)?, level(high)?)
    }
}

/// `2`, `1-3`.
impl fmt::Display for Levels {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.low == self.high { write!(f, "{}", self.low) } else { write!(f, "{}-{}", self.low, self.high) }
    }
}

#[cfg(test)]
mod tests {
    use super::{KeyPlace, Levels, Naming, Paper, PrintSize, Word};

    fn all_read_back<W: Word + std::fmt::Debug>() {
        for choice in W::ALL {
            assert_eq!(W::from_word(choice.word()), Some(*choice));
        }
    }

    #[test]
    fn words_read_back() {
        all_read_back::<Paper>();
        all_read_back::<PrintSize>();
        all_read_back::<KeyPlace>();
        all_read_back::<Naming>();
        assert_eq!(Paper::from_word("A4"), None);
    }

    #[test]
    fn levels_are_one_or_a_range() {
        for (text, levels) in [("2", Levels::new(2, 2)), ("1-3", Some(Levels::ALL)), ("2-3", Levels::new(2, 3))] {
            assert_eq!(Levels::read(text), levels);
            assert_eq!(levels.map(|levels| levels.to_string()).as_deref(), Some(text));
        }
        for text in ["", "0", "4", "3-1", "1-4", "-", "1-", "-3", "1-2-3", "+1", " 1"] {
            assert_eq!(Levels::read(text), None, "{text}");
        }
        assert!(Levels::ALL.contain(3) && Levels::new(2, 2).is_some_and(|two| !two.contain(3)));
    }
}

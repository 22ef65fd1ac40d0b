//! British and American spelling: a bank keeps to one.

use super::Warning;
use super::texts::Written;
use crate::diagnostic::{Faults, Place};

/// British and American: words, without those that are also a name in Python or in either spelling another word.
const PAIRS: &[(&str, &str)] = &[
    ("analyse", "analyze"),
    ("apologise", "apologize"),
    ("apologises", "apologizes"),
    ("behaviour", "behavior"),
    ("cancelled", "canceled"),
    ("cancelling", "canceling"),
    ("catalogue", "catalog"),
    ("catalogues", "catalogs"),
    ("centre", "center"),
    ("centres", "centers"),
    ("cheque", "check"),
    ("colour", "color"),
    ("coloured", "colored"),
    ("colours", "colors"),
    ("counsellor", "counselor"),
    ("defence", "defense"),
    ("dialogue", "dialog"),
    ("favour", "favor"),
    ("favourite", "favorite"),
    ("favourites", "favorites"),
    ("fibre", "fiber"),
    ("flavour", "flavor"),
    ("flavours", "flavors"),
    ("grey", "gray"),
    ("harbour", "harbor"),
    ("harbours", "harbors"),
    ("honour", "honor"),
    ("initialise", "initialize"),
    ("initialised", "initialized"),
    ("initialises", "initializes"),
    ("jewellery", "jewelry"),
    ("labelled", "labeled"),
    ("labelling", "labeling"),
    ("labour", "labor"),
    ("litre", "liter"),
    ("litres", "liters"),
    ("marvellous", "marvelous"),
    ("metre", "meter"),
    ("metres", "meters"),
    ("kilometre", "kilometer"),
    ("kilometres", "kilometers"),
    ("modelled", "modeled"),
    ("modelling", "modeling"),
    ("mould", "mold"),
    ("neighbour", "neighbor"),
    ("neighbours", "neighbors"),
    ("neighbouring", "neighboring"),
    ("normalise", "normalize"),
    ("normalised", "normalized"),
    ("optimise", "optimize"),
    ("optimised", "optimized"),
    ("organise", "organize"),
    ("organised", "organized"),
    ("organises", "organizes"),
    ("plough", "plow"),
    ("practise", "practice"),
    ("practised", "practiced"),
    ("practising", "practicing"),
    ("realise", "realize"),
    ("realised", "realized"),
    ("recognise", "recognize"),
    ("recognised", "recognized"),
    ("recognises", "recognizes"),
    ("rumour", "rumor"),
    ("summarise", "summarize"),
    ("summarised", "summarized"),
    ("theatre", "theater"),
    ("theatres", "theaters"),
    ("totalled", "totaled"),
    ("travelled", "traveled"),
    ("traveller", "traveler"),
    ("travellers", "travelers"),
    ("travelling", "traveling"),
    ("tyre", "tire"),
    ("tyres", "tires"),
];

/// Words that are also another word in one of the spellings: they decide nothing.
const ALSO_ANOTHER: &[&str] =
    &["check", "practice", "meter", "meters", "tire", "tires", "dialog", "catalog", "catalogs"];

/// A word of one of the spellings, and the other one.
struct Spelled {
    word: String,
    other: &'static str,
    british: bool,
    place: Place,
}

/// Notes every word in the spelling that the fewer words of these texts have; of equally many the American ones.
/// Programs and code in backticks are spelled as they like.
pub fn check<'a>(texts: impl Iterator<Item = &'a Written>, faults: &mut Faults) {
    let prose = texts.filter(|written| is_prose(written));
    let found: Vec<Spelled> = prose.flat_map(spelled).collect();
    let british = found.iter().filter(|spelled| spelled.british).count();
    let rarer_is_british = british * 2 < found.len();
    if british == 0 || british == found.len() {
        return;
    }
    for Spelled { word, other, british, place } in found.into_iter().filter(|found| found.british == rarer_is_british) {
        faults.note(&place, &Warning::Spelling { word, other: other.to_owned(), british });
    }
}

/// Whether a text is printed as prose.
pub fn is_prose(written: &Written) -> bool {
    const PROSE: &[&str] = &[
        "title",
        "ask",
        "why",
        "say",
        "aloud",
        "hints",
        "follow",
        "clarify",
        "twists",
        "options",
        "statements",
        "pairs",
        "model",
        "sounds",
        "rubric",
        "parts",
    ];
    written.keys.last().is_some_and(|key| PROSE.contains(&key.as_str()))
}

fn spelled(written: &Written) -> Vec<Spelled> {
    let text = &written.text.value;
    let mut found = Vec::new();
    let mut start = 0;
    for (index, part) in text.split('`').enumerate() {
        // Every other part stands in backticks.
        if index % 2 == 0 {
            found.extend(words(part).filter_map(|(at, word)| {
                let (other, british) = other_spelling(&word.to_lowercase())?;
                let place = written.text.part(start + at..start + at + word.len());
                Some(Spelled { word: word.to_owned(), other, british, place })
            }));
        }
        start += part.len() + 1;
    }
    found
}

/// The words of a text and where each begins; one behind a dollar is a parameter.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |letter: char| letter.is_alphabetic() || letter == '_';
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_word)?;
        let end = text[start..].find(|letter| !is_word(letter)).map_or(text.len(), |length| start + length);
        at = end;
        Some((start, &text[start..end]))
    })
    .filter(|(start, _)| !text[..*start].ends_with(['$', '{']))
}

fn other_spelling(word: &str) -> Option<(&'static str, bool)> {
    if ALSO_ANOTHER.contains(&word) {
        return None;
    }
    PAIRS.iter().find_map(|&(british, american)| {
        if word == british {
            Some((american, true))
        } else if word == american {
            Some((british, false))
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, check};
    use crate::diagnostic::{Faults, Source};
    use crate::review::texts;
    use std::sync::Arc;

    fn found(ask: &str, why: &str) -> Vec<String> {
        let text = format!("[[problem]]\nid = \"a-b\"\nask = \"{ask}\"\nwhy = \"{why}\"\nprogram = \"color = 1\"\n");
        let source = Arc::new(Source { name: "a.toml".to_owned(), text });
        let texts = texts::of_file(&source);
        let mut faults = Faults::default();
        check(texts.values().flatten(), &mut faults);
        faults.into_sorted().iter().map(|fault| fault.place.text().to_owned()).collect()
    }

    #[test]
    fn the_rarer_spelling_is_told_at_its_place() {
        assert_eq!(found("A colour and a neighbour.", "A Color."), ["Color"]);
        assert_eq!(found("A color and a neighbor.", "A colour."), ["colour"]);
        assert_eq!(found("A colour.", "A color."), ["color"]);
    }

    #[test]
    fn one_spelling_code_and_parameters_are_no_mix() {
        for (ask, why) in [
            ("A colour.", "A neighbour."),
            ("A colour.", "The name `color` and $color."),
            ("A colour.", "Good practice is to check the meter."),
        ] {
            assert_eq!(found(ask, why), Vec::<String>::new(), "{ask} {why}");
        }
    }

    #[test]
    fn every_pair_stands_once() {
        let mut words: Vec<&str> = PAIRS.iter().flat_map(|(british, american)| [*british, *american]).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
    }
}

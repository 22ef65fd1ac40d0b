//! Small numbers in words, as sentences have them.

/// "three"; figures above twelve.
pub fn in_words(number: usize) -> String {
    let words =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    words.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// "Three", at the start of a sentence.
pub fn at_start(number: usize) -> String {
    capital(&in_words(number))
}

/// A text with its first letter in upper case.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{at_start, in_words};

    #[test]
    fn small_numbers_are_words() {
        assert_eq!([0, 2, 12, 13].map(in_words), ["no", "two", "twelve", "13"]);
        assert_eq!([1, 10, 20].map(at_start), ["One", "Ten", "20"]);
    }
}

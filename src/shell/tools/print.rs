//! `echo` and `printf`. What shells do differently (`echo -e`, `echo 'a\n'`) is refused.

use crate::shell::Refusal;
use crate::shell::output::Done;

pub fn echo(words: &[String]) -> Result<Done, Refusal> {
    let (words, end) = match words.split_first() {
        Some((first, rest)) if first == "-n" => (rest, ""),
        _ => (words, "\n"),
    };
    let is_option = |word: &String| {
        word.strip_prefix('-')
            .is_some_and(|letters| !letters.is_empty() && letters.chars().all(|it| "neE".contains(it)))
    };
    if let Some(word) = words.first().filter(|word| is_option(word)) {
        return Err(Refusal::argument("echo", word));
    }
    if let Some(word) = words.iter().find(|word| word.contains('\\')) {
        return Err(Refusal::argument("echo", word));
    }
    Ok(Done::printed(words.join(" ") + end))
}

pub fn printf(words: &[String]) -> Result<Done, Refusal> {
    let Some((format, values)) = words.split_first() else { return Ok(Done::failed_somehow(2)) };
    let refused = || Refusal::argument("printf", format);
    if format.starts_with('-') {
        return Err(refused());
    }
    let mut printed = String::new();
    let mut values = values.iter();
    loop {
        let left = values.len();
        let mut letters = format.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => printed.push(match letters.next() {
                    Some('n') => '\n',
                    Some('t') => '\t',
                    Some('\\') => '\\',
                    _ => return Err(refused()),
                }),
                '%' => match letters.next() {
                    Some('%') => printed.push('%'),
                    Some('s') => printed.push_str(values.next().map_or("", String::as_str)),
                    Some('d') => printed.push_str(whole(values.next()).ok_or_else(refused)?),
                    _ => return Err(refused()),
                },
                letter => printed.push(letter),
            }
        }
        // The format is used again for the values that are left, unless it takes none.
        if values.len() == 0 || values.len() == left {
            return Ok(Done::printed(printed));
        }
    }
}

fn whole(value: Option<&String>) -> Option<&str> {
    let Some(value) = value else { return Some("0") };
    let digits = value.strip_prefix('-').unwrap_or(value);
    let is_plain = digits.bytes().all(|letter| letter.is_ascii_digit()) && !digits.starts_with('0') || value == "0";
    (is_plain && (1..=9).contains(&digits.len())).then_some(value)
}

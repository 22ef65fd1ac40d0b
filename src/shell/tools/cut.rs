//! `cut`: fields between separators, or letters by their place.

use super::options::Options;
use super::{Input, sources};
use crate::shell::output::Done;
use crate::shell::{Refusal, Shell};

pub fn cut(shell: &Shell, words: &[String], input: &mut Input) -> Result<Done, Refusal> {
    let options = Options::read("cut", words, "", "dfc")?;
    let separator = options.value('d').unwrap_or("\t");
    let (list, by_field) = match (options.value('f'), options.value('c')) {
        (Some(list), None) => (list, true),
        (None, Some(list)) => (list, false),
        _ => return Ok(Done::failed_somehow(1)),
    };
    if separator.chars().count() != 1 || (options.value('d').is_some() && !by_field) {
        return Ok(Done::failed_somehow(1));
    }
    let Some(ranges) = read_list(list) else { return Ok(Done::failed_somehow(1)) };
    let is_kept = |number: usize| ranges.iter().any(|(first, last)| (*first..=*last).contains(&number));
    let mut done = Done::quiet();
    let sources = sources(shell, "cut", &options.operands, input, &mut done, 1)?;
    if done.out.padded {
        return Err(Refusal::situation("`cut` of counts behind blanks"));
    }
    for source in sources {
        for line in source.text.lines() {
            let kept: String = if !by_field {
                (1..).zip(line.chars()).filter(|(number, _)| is_kept(*number)).map(|(_, letter)| letter).collect()
            } else if line.contains(separator) {
                let fields = (1..).zip(line.split(separator)).filter(|(number, _)| is_kept(*number));
                fields.map(|(_, field)| field).collect::<Vec<_>>().join(separator)
            } else {
                line.to_owned()
            };
            done.out.text.push_str(&kept);
            done.out.text.push('\n');
        }
    }
    Ok(done)
}

/// `2`, `1,3`, `2-4`, `3-`, `-2`: ranges counted from 1; `None` for what `cut` does not take.
fn read_list(list: &str) -> Option<Vec<(usize, usize)>> {
    let number = |text: &str| text.parse::<usize>().ok().filter(|number| *number > 0);
    let range = |part: &str| match part.split_once('-') {
        None => number(part).map(|number| (number, number)),
        Some(("", "")) => None,
        Some((first, "")) => Some((number(first)?, usize::MAX)),
        Some(("", last)) => Some((1, number(last)?)),
        Some((first, last)) => Some((number(first)?, number(last)?)).filter(|(first, last)| first <= last),
    };
    list.split(',').map(range).collect()
}

#[cfg(test)]
mod tests {
    use super::read_list;

    #[test]
    fn places_are_counted_from_one() {
        assert_eq!(read_list("2,4-5,7-"), Some(vec![(2, 2), (4, 5), (7, usize::MAX)]));
        assert_eq!(read_list("-3"), Some(vec![(1, 3)]));
        for list in ["0", "", "3-2", "a", "-", "1,,2"] {
            assert_eq!(read_list(list), None, "{list}");
        }
    }
}

//! The sections of a countdown: handed over as data, or read from `Warm-up 10, Whiteboard 25, Questions 8`.

use super::{ClockFault, Length};

/// More than fit one sitting.
pub const MOST_SECTIONS: usize = 20;

/// Letters of a title that is read aloud and stands on one line of any terminal.
pub const LONGEST_TITLE: usize = 60;

/// A part of the time with something to do in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is called; empty where it is all there is.
    pub title: String,
    pub length: Length,
}

impl Section {
    /// A section of whole minutes.
    pub fn of_minutes(title: &str, minutes: u32) -> Section {
        Section { title: title.to_owned(), length: Length::of_minutes(minutes) }
    }

    /// All the time in one.
    pub fn whole(length: Length) -> Section {
        Section { title: String::new(), length }
    }

    /// Reads titles with their minutes, parted by commas.
    pub fn read_list(text: &str) -> Result<Vec<Section>, ClockFault> {
        let sections = text.split(',').enumerate().map(|(at, part)| read_one(at, part.trim()));
        let sections = sections.collect::<Result<Vec<_>, _>>()?;
        refuse_unlikely(&sections)?;
        Ok(sections)
    }
}

fn read_one(at: usize, text: &str) -> Result<Section, ClockFault> {
    if text.is_empty() {
        return Err(ClockFault::Empty { number: at + 1 });
    }
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let is_length = last.starts_with(|letter: char| letter.is_ascii_digit());
    if !is_length {
        return Err(ClockFault::NoLength { section: text.to_owned() });
    }
    let title = text[..text.len() - last.len()].trim_end();
    if title.is_empty() {
        return Err(ClockFault::NoTitle { section: text.to_owned() });
    }
    if title.chars().count() > LONGEST_TITLE || title.chars().any(char::is_control) {
        return Err(ClockFault::Title { title: title.to_owned() });
    }
    Ok(Section { title: title.to_owned(), length: Length::read(last)? })
}

fn refuse_unlikely(sections: &[Section]) -> Result<(), ClockFault> {
    if sections.len() > MOST_SECTIONS {
        return Err(ClockFault::TooMany { sections: sections.len() });
    }
    let seconds: u64 = sections.iter().map(|section| u64::from(section.length.seconds())).sum();
    let is_likely = seconds <= u64::from(Length::MOST.seconds());
    if is_likely { Ok(()) } else { Err(ClockFault::TooLong) }
}

/// Time that somebody gets beyond the others', in hundredths of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExtraTime(u32);

impl ExtraTime {
    /// Reads `25%` or `25`.
    pub fn read(text: &str) -> Result<ExtraTime, ClockFault> {
        let digits = text.trim().trim_end_matches('%');
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = digits.parse().ok().filter(|number| is_number && (1..=300).contains(number));
        number.map(ExtraTime).ok_or_else(|| ClockFault::ExtraTime { text: text.trim().to_owned() })
    }

    /// Every section longer by so much, but for the last of several: that one is the candidate's own questions.
    /// Whole seconds, half a second up.
    pub fn stretch(self, sections: Vec<Section>) -> Result<Vec<Section>, ClockFault> {
        let stretched = if sections.len() > 1 { sections.len() - 1 } else { 1 };
        let longer = |length: Length| {
            let hundredths = u64::from(length.seconds()) * u64::from(100 + self.0);
            u32::try_from((hundredths + 50) / 100).map_or(Length::MOST, Length::of_seconds)
        };
        let each = sections.into_iter().enumerate();
        let sections: Vec<Section> = each
            .map(|(at, section)| match at < stretched {
                true => Section { length: longer(section.length), ..section },
                false => section,
            })
            .collect();
        refuse_unlikely(&sections)?;
        Ok(sections)
    }
}

#[cfg(test)]
mod tests {
    use super::{ExtraTime, Section};
    use crate::clock::ClockFault;

    fn read(text: &str) -> Vec<(String, String)> {
        let sections = Section::read_list(text).unwrap_or_else(|fault| panic!("{text}: {}", fault.message()));
        sections.into_iter().map(|section| (section.title, section.length.to_string())).collect()
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(title, length)| ((*title).to_owned(), (*length).to_owned())).collect()
    }

    #[test]
    fn titles_and_minutes_are_read() {
        let usual = [("Warm-up", "10:00"), ("Whiteboard", "25:00"), ("Questions", "8:00")];
        assert_eq!(read("Warm-up 10, Whiteboard 25, Questions 8"), pairs(&usual));
        assert_eq!(read("Warm-up 10,Whiteboard   25 ,  Questions 8"), pairs(&usual));
        assert_eq!(read("Part 2 of 3 7:30"), pairs(&[("Part 2 of 3", "7:30")]));
        assert_eq!(read("自己紹介 5"), pairs(&[("自己紹介", "5:00")]));
    }

    #[test]
    fn each_slip_is_told() {
        let fault = |text: &str| Section::read_list(text).expect_err(text).message();
        assert_eq!(fault(""), "section 1 of the list is empty");
        assert_eq!(fault("Warm-up 10,, Questions 8"), "section 2 of the list is empty");
        assert_eq!(fault("Warm-up 10, Whiteboard"), "section `Whiteboard` does not say how long it is");
        assert_eq!(fault("Warm-up ten"), "section `Warm-up ten` does not say how long it is");
        assert_eq!(fault("10"), "section `10` has no title");
        assert_eq!(fault("Warm-up 10m"), "`10m` is no length of time");
        assert_eq!(fault("Warm-up 0"), "`0` is no length of time");
        assert_eq!(fault("Bell\u{7} 5"), "the title `Bell\\u{7}` does not go on one line");
        assert_eq!(fault("A 800, B 641"), "the sections together are longer than a day");
        assert_eq!(fault(&vec!["A 1"; 21].join(",")), "21 sections are too many");
    }

    #[test]
    fn extra_time_stretches_all_but_the_last() {
        let extra = ExtraTime::read("25%").expect("a percentage");
        let stretched = |text: &str| {
            let sections = extra.stretch(Section::read_list(text).expect("sections")).expect("they are short");
            sections.into_iter().map(|section| section.length.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(stretched("Warm-up 10, Whiteboard 25, Questions 8"), ["12:30", "31:15", "8:00"]);
        assert_eq!(stretched("All 45"), ["56:15"]);
        assert_eq!(stretched("Short 0:02, Last 1"), ["0:03", "1:00"], "2.5 seconds are rounded up");
    }

    #[test]
    fn extra_time_is_a_percentage() {
        assert_eq!(ExtraTime::read(" 25 "), ExtraTime::read("25%"));
        for text in ["", "%", "0", "301", "-5", "+5", "2.5%", "a quarter"] {
            let fault = ExtraTime::read(text).expect_err(text);
            assert_eq!(fault, ClockFault::ExtraTime { text: text.to_owned() });
        }
    }
}

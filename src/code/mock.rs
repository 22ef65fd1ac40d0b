//! What a request says of a mock interview beside its problems: its manner, and its sections with their minutes.

use super::RequestFault;
use super::line::Fields;

/// Sections that an interview may have.
const MOST_SECTIONS: usize = 20;
/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// A mock interview.
#[derive(Clone, Debug, PartialEq)]
pub struct MockOf {
    /// 1 coaching, 2 usual, 3 brisk, 4 hard.
    pub pressure: u8,
    /// When it begins, in minutes from midnight.
    pub start: Option<u32>,
    /// Per cent of every section but the last.
    pub extra_time: u32,
    pub interviewer: Interviewer,
    /// In their order; at least one.
    pub sections: Vec<SectionOf>,
}

/// Who has the interviewer's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interviewer {
    Person,
    /// Cards that the candidate turns.
    Cards,
}

/// One section, and how many of the problems belong to it.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionOf {
    /// As the interviewer reads it.
    pub title: String,
    /// As the candidate reads it.
    pub candidate: String,
    /// With extra time.
    pub minutes: u32,
    /// Those that its hints were written for.
    pub usual: u32,
    pub questions: usize,
}

/// "14:05" as minutes from midnight.
pub fn read_clock(text: &str) -> Option<u32> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse::<u32>().ok())?;
    let (hours, minutes) =
        (number(hours).filter(|hours| *hours < 24)?, number(minutes).filter(|_| minutes.len() == 2)?);
    (minutes < 60).then_some(hours * 60 + minutes)
}

/// Minutes from midnight as "14:05", whatever the day.
pub fn write_clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes % DAY / 60, minutes % 60)
}

/// Whether a field belongs to a mock.
pub(super) fn is_field(field: &str) -> bool {
    let numbered = |prefix: &str| field.strip_prefix(prefix).is_some_and(is_number);
    matches!(field, "pressure" | "start" | "extra-time" | "interviewer")
        || ["section-", "title-", "candidate-"].into_iter().any(numbered)
}

fn is_number(text: &str) -> bool {
    text.parse::<usize>().is_ok_and(|number| (1..=MOST_SECTIONS).contains(&number) && text == number.to_string())
}

/// The fields and their values, in the order of writing.
pub(super) fn fields(mock: &MockOf) -> Vec<(String, String)> {
    let mut fields = vec![("pressure".to_owned(), mock.pressure.to_string())];
    fields.extend(mock.start.map(|start| ("start".to_owned(), write_clock(start))));
    if mock.extra_time > 0 {
        fields.push(("extra-time".to_owned(), mock.extra_time.to_string()));
    }
    if mock.interviewer == Interviewer::Cards {
        fields.push(("interviewer".to_owned(), "cards".to_owned()));
    }
    for (section, number) in mock.sections.iter().zip(1..) {
        let SectionOf { title, candidate, minutes, usual, questions } = section;
        fields.push((format!("section-{number}"), format!("{minutes}/{usual}/{questions}")));
        fields.push((format!("title-{number}"), title.clone()));
        if candidate != title {
            fields.push((format!("candidate-{number}"), candidate.clone()));
        }
    }
    fields
}

/// Takes what belongs to a mock; nothing where there is no pressure.
pub(super) fn read(fields: &mut Fields) -> Result<Option<MockOf>, RequestFault> {
    let Some(pressure) = fields.take("pressure") else { return Ok(None) };
    let pressure = match pressure.as_str() {
        "1" => 1,
        "2" => 2,
        "3" => 3,
        "4" => 4,
        _ => return Err(RequestFault::Word { field: "pressure", found: pressure, known: vec!["1", "2", "3", "4"] }),
    };
    let start = match fields.take("start") {
        Some(text) => Some(read_clock(&text).ok_or(RequestFault::Clock { found: text })?),
        None => None,
    };
    let extra_time = match fields.take("extra-time") {
        Some(text) => {
            let number = text.parse().ok().filter(|percent| *percent <= 100);
            number.ok_or(RequestFault::Number { field: "extra-time", found: text })?
        }
        None => 0,
    };
    let interviewer = match fields.take("interviewer").as_deref() {
        None => Interviewer::Person,
        Some("cards") => Interviewer::Cards,
        Some(other) => {
            return Err(RequestFault::Word { field: "interviewer", found: other.to_owned(), known: vec!["cards"] });
        }
    };
    let mut sections = Vec::new();
    while let Some(section) = read_section(fields, sections.len() + 1)? {
        sections.push(section);
    }
    if sections.is_empty() {
        return Err(RequestFault::Missing { field: "section-1" });
    }
    Ok(Some(MockOf { pressure, start, extra_time, interviewer, sections }))
}

fn read_section(fields: &mut Fields, number: usize) -> Result<Option<SectionOf>, RequestFault> {
    let Some(text) = fields.take(&format!("section-{number}")) else { return Ok(None) };
    let numbers: Option<Vec<u32>> = text.split('/').map(|part| part.parse().ok().filter(|n| *n <= 1000)).collect();
    let [minutes, usual, questions] = numbers.as_deref().unwrap_or_default() else {
        return Err(RequestFault::Section { found: text });
    };
    let title = fields.take(&format!("title-{number}")).unwrap_or_default();
    let candidate = fields.take(&format!("candidate-{number}")).unwrap_or_else(|| title.clone());
    let questions = usize::try_from(*questions).unwrap_or(0);
    Ok(Some(SectionOf { title, candidate, minutes: *minutes, usual: *usual, questions }))
}

#[cfg(test)]
mod tests {
    use super::{read_clock, write_clock};

    #[test]
    fn clocks_are_read_and_written() {
        for (text, minutes) in [("0:00", 0), ("9:05", 545), ("14:00", 840), ("23:59", 1439)] {
            assert_eq!(read_clock(text), Some(minutes));
            assert_eq!(write_clock(minutes), text);
        }
        for text in ["", "14", "24:00", "9:5", "9:60", "-1:00", "9:005", "a:00", "+9:00", ":00"] {
            assert_eq!(read_clock(text), None, "{text}");
        }
        assert_eq!(write_clock(1440 + 5), "0:05", "past midnight");
    }
}

//! The five signals of a mock interview as they are typed, and what their sum says.

use super::Failure;
use crate::history::{Mark, Printed, SIGNALS, Scored, Verdict};
use crate::sheet::mock::BOARD_POINTS;
use std::collections::BTreeSet;

/// The signals of this sheet, or why it can have none like these. The points of the whiteboard are their sum.
pub fn signals(typed: &[u8], sheet: &Printed, marks: &[Mark]) -> Result<[u8; SIGNALS], Failure> {
    if sheet.verb != "mock" {
        return Err(Failure::Usage {
            message: format!("`--signals` is for an interview, and `{}` is none", sheet.code),
            help: "leave it out, or write the code of a `longhand mock`".to_owned(),
        });
    }
    let signals = <[u8; SIGNALS]>::try_from(typed).map_err(|_| Failure::Usage {
        message: format!("an interview has {SIGNALS} signals, and there are {}", typed.len()),
        help: "write them in the order of the packet, 1 to 4 each".to_owned(),
    })?;
    let sum: u32 = signals.iter().map(|signal| u32::from(*signal)).sum();
    let boards = (1..).zip(marks).filter(|(_, mark)| mark.asked.kind == "write" && mark.asked.points == BOARD_POINTS);
    for (number, earned) in boards.filter_map(|(number, mark): (u32, _)| Some((number, mark.mark?))) {
        if earned != sum {
            return Err(Failure::Usage {
                message: format!("question {number} has {earned} of {BOARD_POINTS}, and the signals come to {sum}"),
                help: "the points of the whiteboard are the sum of its five signals: mend one or the other".to_owned(),
            });
        }
    }
    Ok(signals)
}

/// "signals 3 2 2 1 2: 10 of 20, not yet", and the skills that begin anew; nothing where there are no signals.
pub fn told(scored: &Scored) -> String {
    let Some((signals, verdict)) = scored.signals.zip(scored.verdict()) else { return String::new() };
    let sum: u8 = signals.iter().sum();
    let line = format!("signals {}: {sum} of {BOARD_POINTS}, {}\n", in_a_row(signals), verdict.in_words());
    match verdict {
        Verdict::Ready | Verdict::Nearly => line,
        Verdict::NotYet => {
            let skills: BTreeSet<&str> = scored.marks.iter().map(|mark| mark.asked.skill.as_str()).collect();
            let skills: Vec<String> = skills.into_iter().map(super::known::plain).collect();
            format!("{line}back to box 0, and due tomorrow: {}\n", skills.join(", "))
        }
    }
}

/// "3 2 2 1 2".
pub fn in_a_row(signals: [u8; SIGNALS]) -> String {
    signals.map(|signal| signal.to_string()).join(" ")
}

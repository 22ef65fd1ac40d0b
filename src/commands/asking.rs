//! Asks for the marks of a sheet, question by question, on a terminal.

use super::{Failure, World, known, marks};
use crate::history::{Mark, Printed};
use std::io::{BufRead, Error, Write};

/// Marks for every question, as somebody answers.
pub fn marks(sheet: &Printed, world: &World) -> Result<Vec<Mark>, Failure> {
    if !world.terminal.can_ask {
        return Err(Failure::Usage {
            message: format!("there are no marks for `{}`", sheet.code),
            help: format!("write one for each question after its code:{}", marks::allowed(&sheet.questions)),
        });
    }
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stderr().lock());
    // A terminal that is gone in the middle is one more way to stop.
    ask(sheet, &mut input, &mut output).ok().flatten().ok_or_else(|| Failure::Usage {
        message: "the questions were not all marked".to_owned(),
        help: "nothing was noted; `-` is for a question that was not tried".to_owned(),
    })
}

/// Asks again until a mark fits; `None` where the input ends before that.
fn ask(sheet: &Printed, input: &mut impl BufRead, output: &mut impl Write) -> Result<Option<Vec<Mark>>, Error> {
    writeln!(output, "{}  {}", sheet.code, known::plain(&sheet.title))?;
    let mut given = Vec::new();
    for (asked, number) in sheet.questions.iter().zip(1..) {
        let number: u32 = number;
        loop {
            write!(output, "{number}  {}: {}, or - ? ", known::plain(&asked.kind), marks::allows(asked))?;
            output.flush()?;
            let mut line = String::new();
            if input.read_line(&mut line)? == 0 {
                writeln!(output)?;
                return Ok(None);
            }
            match marks::fit(line.trim(), asked) {
                Ok(mark) => {
                    given.push(mark);
                    break;
                }
                Err(fault) => writeln!(output, "{fault}")?,
            }
        }
    }
    Ok(Some(given))
}

#[cfg(test)]
mod tests {
    use super::ask;
    use crate::commands::marks::shown;
    use crate::history::{Asked, Printed};
    use std::collections::BTreeMap;

    fn sheet() -> Printed {
        let asked = Asked {
            problem: "museum-fares@1".to_owned(),
            skill: "loops".to_owned(),
            kind: "output".to_owned(),
            topic: "control-flow".to_owned(),
            minutes: 2,
            points: 3,
            wrong: BTreeMap::from([('a', "x".to_owned())]),
        };
        Printed {
            code: "8000-009J-Y84H-E1BW".to_owned(),
            request: String::new(),
            verb: "daily".to_owned(),
            title: "Daily drill".to_owned(),
            name: None,
            questions: vec![asked.clone(), asked],
        }
    }

    #[test]
    fn what_does_not_fit_is_asked_again() {
        let mut output = Vec::new();
        let marks = ask(&sheet(), &mut "4\n1a\r\n -\n".as_bytes(), &mut output).expect("memory does not fail");
        assert_eq!(marks.map(|marks| marks.iter().map(shown).collect::<Vec<_>>()), Some(vec!["1a".into(), "-".into()]));
        let said = String::from_utf8(output).expect("it says text");
        assert!(said.contains("`4` is more than 3") && said.matches("1  output").count() == 2, "{said}");
    }

    #[test]
    fn an_end_in_the_middle_gives_no_marks() {
        assert_eq!(ask(&sheet(), &mut "3\n".as_bytes(), &mut Vec::new()).expect("memory does not fail"), None);
        assert!(ask(&sheet(), &mut &b"\xff\n"[..], &mut Vec::new()).is_err());
    }
}

//! What of an answer a neighbour could copy: as it stands on the paper, so a letter where there is a letter to tick.

use crate::blocks;
use crate::kinds::Name;
use crate::question::Question;

/// The answer as it is seen from the next desk; `None` where everybody writes in their own words or the answer does
/// not come from what was drawn.
pub fn copied(question: &Question) -> Option<String> {
    let json = &question.posed.answer;
    match question.form.kind {
        Name::Output | Name::Trace | Name::Diagram | Name::Cloze | Name::Bugfix => Some(json.to_string()),
        Name::Mcq | Name::Choose => json["option"].as_str().map(str::to_owned),
        Name::Tf => Some(json["truth"].to_string()),
        Name::Parsons => Some(json["order"].to_string()),
        Name::Bigo => Some(json["count"].to_string()),
        // Its letters stand in the key only.
        Name::Match => Some(blocks::texts(&question.posed.key).join("\n")),
        Name::Sql if json["model"].is_null() => Some(json["rows"].to_string()),
        Name::Cmd if json["stdout"].is_string() => Some(json["stdout"].to_string()),
        Name::Sql | Name::Cmd => None,
        Name::Write | Name::Rewrite | Name::Class | Name::Short | Name::Plan | Name::Copy => None,
        Name::Explain | Name::Tests => None,
    }
}

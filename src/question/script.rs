//! What an interviewer says about a question, and when: the author's words with the drawn values in them.

use crate::blocks::Prose;
use crate::draw::Values;
use crate::kinds::Common;
use crate::program::Wording;
use serde::{Deserialize, Serialize};

/// Hints, questions and wishes of a problem; all may be empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Script {
    /// A minute of the section, as the author wrote it, and what to say.
    pub hints: Vec<(u32, Prose)>,
    /// Questions worth asking, and their answers.
    pub clarify: Vec<(Prose, Prose)>,
    /// Follow-up questions, and what a good answer has.
    pub follow: Vec<(Prose, Prose)>,
    /// Changed wishes, and what a good answer does.
    pub twists: Vec<(Prose, Prose)>,
}

impl Script {
    pub(super) fn of(common: &Common, values: &Values) -> Script {
        let pairs = |pairs: &[(Wording, Wording)]| {
            pairs.iter().map(|(question, answer)| (question.fill(values), answer.fill(values))).collect()
        };
        Script {
            hints: common.hints.iter().map(|hint| (hint.minute, hint.text.fill(values))).collect(),
            clarify: pairs(&common.clarify),
            follow: pairs(&common.follow),
            twists: pairs(&common.twists),
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Script::default()
    }
}

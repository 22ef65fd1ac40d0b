//! Questions → titled, numbered blocks: the sheet, and the key from the *same* questions, so that it cannot disagree.

mod daily;
mod json;
mod short_answers;

pub use daily::{Heading, key, sheet, single, single_key, type_back, with_strip};
pub use json::{Identity, question_object, sheet_object};

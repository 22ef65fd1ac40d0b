//! Questions → titled, numbered blocks: the sheet, and the key from the *same* questions, so that it cannot disagree.

mod daily;
mod handout;
mod json;
pub mod mock;
mod short_answers;

pub use daily::{Heading, key, sheet, single, single_key, type_back, with_strip};
pub use handout::{CopyHeading, Differs, Extent, QuestionOfClass, copy, copy_key, question_key, teacher, teacher_page};
pub use json::{Identity, Scale, question_object, sheet_object};

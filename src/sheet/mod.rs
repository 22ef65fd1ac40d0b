//! Questions → titled, numbered blocks: the sheet, and the key from the *same* questions, so that it cannot disagree.

mod daily;
mod handout;
mod json;
pub mod mock;
mod short_answers;
mod teacher;

pub use daily::{Heading, key, sheet, single, single_key, type_back, with_strip};
pub use handout::{CopyHeading, copy, copy_key, question_key};
pub use json::{Identity, Scale, question_object, sheet_object};
pub use teacher::{Differs, Extent, QuestionOfClass, teacher, teacher_page};

//! Program text with placeholders, quotes that point into it, and the changes that make wrong programs of it; prose
//! with the same placeholders.
//!
//! Strings of a problem come in, texts that fit come out: every name declared, every quote found once, every change
//! applied. Nothing is run here.

mod placeholder;
mod strings;
mod template;
mod quote;
mod change;
mod typography;
mod wording;
mod faults;

pub use change::read_change;
pub use quote::Quote;
pub use strings::letters_beyond_ascii;
pub use template::Template;
pub use wording::Wording;

#[cfg(test)]
mod tests;

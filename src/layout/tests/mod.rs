//! Sheets laid out: goldens, laws, and one case a promise.

mod cases;
mod goldens;
mod laws;
mod plans;
mod samples;

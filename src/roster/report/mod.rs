//! Statistics of a class → blocks for paper and terminal, JSON, and CSV.

mod data;
mod page;

pub use data::{to_csv, to_json};
pub use page::{Names, Room, sheet};

/// A share as whole per cent: "72%".
fn per_cent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// Points with as many digits as they need, at most two: "17", "17.5".
fn points(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

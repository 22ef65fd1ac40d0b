//! `longhand new schema`: JSON Schemas of the files of a bank, for editors.

use crate::bank::schema;
use crate::cli::NewSchema;
use crate::commands::{Failure, Outcome, files, making};

pub fn run(asked: &NewSchema) -> Result<Outcome, Failure> {
    let texts: Vec<_> = schema::all()
        .into_iter()
        .map(|(name, schema)| (asked.output.join(format!("{name}.json")), making::pretty(&schema)))
        .collect();
    files::write_new(&texts, files::Existing::by_force(asked.force))?;
    let notes = texts.iter().map(|(path, _)| format!("wrote `{}`", path.display())).collect();
    Ok(Outcome { notes, ..Outcome::default() })
}

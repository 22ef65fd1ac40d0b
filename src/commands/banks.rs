//! Which bank a verb works with.

use super::Failure;
use crate::bank::{self, Bank, Files};
use crate::cli::BankArgs;
use crate::diagnostic::words::nearest;
use std::path::Path;

/// The files of the bank that the options name.
pub fn files(arguments: &BankArgs) -> Result<Files, Failure> {
    let mut files = if arguments.only_bank.is_empty() { bank::embedded() } else { Files::default() };
    for folder in arguments.only_bank.iter().chain(&arguments.bank) {
        files.extend(folder_files(folder)?);
    }
    Ok(files)
}

/// The files below a folder.
pub fn folder_files(folder: &Path) -> Result<Files, Failure> {
    bank::from_folder(folder).map_err(|(path, error)| Failure::Unreadable { path, error })
}

/// The bank that the options name; a fault in it is a failure.
pub fn load(arguments: &BankArgs) -> Result<Bank, Failure> {
    let (bank, faults) = bank::load(&files(arguments)?);
    if faults.is_empty() { Ok(bank) } else { Err(Failure::Faults(faults)) }
}

/// The bank that the options name, and the id of the recipe that is asked for, by its id or by a file of its own, which
/// then joins the bank, in place of a recipe file of the same name. `None` where none is asked for.
pub fn load_with_recipe(arguments: &BankArgs, asked: Option<&str>) -> Result<(Bank, Option<String>), Failure> {
    let Some(asked) = asked else { return Ok((load(arguments)?, None)) };
    if !names_a_file(asked) {
        return Ok((load(arguments)?, Some(asked.to_owned())));
    }
    let path = Path::new(asked);
    let file = bank::read_file(path).map_err(|error| Failure::Unreadable { path: path.to_owned(), error })?;
    let shown = file.shown.clone();
    let mut files = files(arguments)?;
    let name = shown.rsplit('/').next().unwrap_or(&shown);
    files.replace(format!("recipes/{name}"), file);
    let (bank, faults) = bank::load(&files);
    if !faults.is_empty() {
        return Err(Failure::Faults(faults));
    }
    let found = bank.recipes.iter().find(|recipe| recipe.place.source.name == shown).map(|recipe| recipe.id.clone());
    Ok((bank, found))
}

/// Whether a recipe is asked for by its file: ids are kebab-case.
fn names_a_file(asked: &str) -> bool {
    asked.ends_with(".toml") || asked.contains(['/', '\\'])
}

/// A usage failure about something that the bank does not hold.
pub fn unknown<'a>(what: &str, id: &str, known: impl IntoIterator<Item = &'a str>, list: &str) -> Failure {
    let help = meant(id, known, || format!("`longhand list --{list}` names them all"));
    Failure::Usage { message: format!("there is no {what} `{id}`"), help }
}

/// The last word of a folder's path, if it has one.
pub fn folder_name(folder: &Path) -> Option<String> {
    folder.file_name().map(|name| name.to_string_lossy().into_owned())
}

/// What to write for a name that there is not: the nearest one, else what is said otherwise.
pub fn meant<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>, otherwise: impl FnOnce() -> String) -> String {
    nearest(typed, known).map_or_else(otherwise, |nearest| format!("did you mean `{nearest}`?"))
}

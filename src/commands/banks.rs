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

/// A usage failure about something that the bank does not hold.
pub fn unknown<'a>(what: &str, id: &str, known: impl IntoIterator<Item = &'a str>, list: &str) -> Failure {
    let help = match nearest(id, known) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("`longhand list --{list}` names them all"),
    };
    Failure::Usage { message: format!("there is no {what} `{id}`"), help }
}

/// The last word of a folder's path, if it has one.
pub fn folder_name(folder: &Path) -> Option<String> {
    folder.file_name().map(|name| name.to_string_lossy().into_owned())
}

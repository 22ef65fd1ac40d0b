//! How a run ends, and what is said when it ends badly.

use crate::code::CodeFault;
use crate::diagnostic::{self, Fault};
use crate::history::{Doing, StoreFault};
use std::fmt;
use std::path::PathBuf;

/// Exit status (`product.md`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    #[default]
    Done = 0,
    Faults = 1,
    Usage = 2,
    File = 3,
    Shortage = 4,
    OtherBank = 5,
    Bug = 70,
}

/// Why a verb could not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// The bank has faults.
    Faults(Vec<Fault>),
    /// What was typed makes no sense: what is wrong, and what to type.
    Usage {
        message: String,
        help: String,
    },
    Code(CodeFault),
    /// A slip in a code, and what it may have been.
    Slip {
        fault: CodeFault,
        meant: String,
    },
    Unreadable {
        path: PathBuf,
        error: std::io::Error,
    },
    Unwritable {
        path: PathBuf,
        error: std::io::Error,
    },
    /// A file that Longhand did not make stands in the way.
    Foreign {
        path: PathBuf,
    },
    /// A file stands where a new one was to be written.
    InTheWay {
        path: PathBuf,
    },
    NotOurs {
        path: PathBuf,
    },
    /// The bank cannot give what was asked.
    Nothing {
        message: String,
        help: String,
    },
    /// A well-formed code that does not fit this bank.
    OtherBank {
        message: String,
        help: String,
    },
    /// The history cannot be used.
    History(StoreFault),
    /// What was noticed before it came to this.
    After {
        notes: Vec<String>,
        failure: Box<Failure>,
    },
    Bug(String),
}

impl Failure {
    /// This failure, after what was noticed before.
    pub fn after(self, notes: Vec<String>) -> Failure {
        if notes.is_empty() { self } else { Failure::After { notes, failure: Box::new(self) } }
    }

    pub fn status(&self) -> Status {
        match self {
            Failure::Faults(_) => Status::Faults,
            Failure::Usage { .. } | Failure::Code(_) | Failure::Slip { .. } | Failure::NotOurs { .. } => Status::Usage,
            Failure::Unreadable { .. }
            | Failure::Unwritable { .. }
            | Failure::Foreign { .. }
            | Failure::InTheWay { .. }
            | Failure::History(_) => Status::File,
            Failure::After { failure, .. } => failure.status(),
            Failure::Nothing { .. } => Status::Shortage,
            Failure::OtherBank { .. } => Status::OtherBank,
            Failure::Bug(_) => Status::Bug,
        }
    }

    pub fn message(&self) -> String {
        match self {
            Failure::Faults(_) | Failure::After { .. } => String::new(),
            Failure::History(StoreFault { path, doing: Doing::Reading, error }) => {
                format!("the history `{}` cannot be read: {}", path.display(), plain(error))
            }
            Failure::History(StoreFault { path, doing: Doing::Writing, error }) => {
                format!("the history `{}` cannot be written: {}", path.display(), plain(error))
            }
            Failure::Usage { message, .. } | Failure::Nothing { message, .. } | Failure::OtherBank { message, .. } => {
                message.clone()
            }
            Failure::Code(fault) | Failure::Slip { fault, .. } => fault.message(),
            Failure::Unreadable { path, error } => format!("`{}` cannot be read: {}", path.display(), plain(error)),
            Failure::Unwritable { path, error } => format!("`{}` cannot be written: {}", path.display(), plain(error)),
            Failure::Foreign { path } => {
                format!("`{}` is there already, and Longhand did not make it", path.display())
            }
            Failure::InTheWay { path } => format!("`{}` is there already", path.display()),
            Failure::NotOurs { path } => format!("`{}` is no PDF that Longhand made", path.display()),
            Failure::Bug(detail) => format!("this is a bug in Longhand: {detail}"),
        }
    }

    fn help(&self) -> Option<String> {
        match self {
            Failure::Usage { help, .. } | Failure::Nothing { help, .. } | Failure::OtherBank { help, .. } => {
                Some(help.clone())
            }
            Failure::Code(fault) => fault.help(),
            Failure::Slip { meant, .. } => Some(format!("did you mean `{meant}`?")),
            Failure::Unreadable { .. } => Some("give the path of a file or folder that you may read".to_owned()),
            Failure::Unwritable { .. } => Some("give another place with `-o`; nothing was changed".to_owned()),
            Failure::Foreign { .. } => Some("choose another name with `-o`, or say `--force`".to_owned()),
            Failure::InTheWay { .. } => Some("choose another name, or say `--force`".to_owned()),
            Failure::NotOurs { .. } => Some("give its code, which stands at the foot of every page".to_owned()),
            Failure::History(_) => Some("name another folder for it with `--home DIR`".to_owned()),
            Failure::Faults(_) | Failure::After { .. } => None,
            Failure::Bug(_) => Some("please report it, with what you typed".to_owned()),
        }
    }
}

/// An operating system's error without its number.
fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if let Failure::Faults(faults) = self {
            return f.write_str(diagnostic::to_text(faults).trim_end());
        }
        if let Failure::After { notes, failure } = self {
            notes.iter().try_for_each(|note| writeln!(f, "{note}"))?;
            return failure.fmt(f);
        }
        write!(f, "error: {}", self.message())?;
        match self.help() {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

//! What can be wrong with a `cmd`: when its keys are read, and when its commands are followed.

use crate::diagnostic::Finding;
use crate::shell::Refusal;

#[derive(Clone, Debug, PartialEq)]
pub enum CmdFault {
    UnknownAsks {
        word: String,
    },
    SameNotAsked,
    /// The pretend shell does not know what the true one would do.
    Shell(Refusal),
    /// A command that must go well does not.
    CommandFails {
        command: String,
    },
    /// Other commands that should come to the same do not.
    SameDiffers {
        difference: String,
    },
    /// Commands that leave everything as it was and print nothing.
    DoesNothing,
}

impl Finding for CmdFault {
    fn code(&self) -> &'static str {
        match self {
            CmdFault::UnknownAsks { .. } => "unknown-asks",
            CmdFault::SameNotAsked => "same-not-asked",
            CmdFault::Shell(_) => "not-in-the-pretend-shell",
            CmdFault::CommandFails { .. } => "command-fails",
            CmdFault::SameDiffers { .. } => "same-differs",
            CmdFault::DoesNothing => "does-nothing",
        }
    }

    fn message(&self) -> String {
        match self {
            CmdFault::UnknownAsks { word } => format!("`cmd` cannot ask for `{word}`"),
            CmdFault::SameNotAsked => "`same` is for questions that ask for commands".to_owned(),
            CmdFault::Shell(refusal) => refusal.message(),
            CmdFault::CommandFails { command } => format!("`{command}` fails"),
            CmdFault::SameDiffers { difference } => {
                format!("these commands do not come to the same as the program: {difference}")
            }
            CmdFault::DoesNothing => "the program changes nothing and prints nothing".to_owned(),
        }
    }

    fn help(&self) -> Option<String> {
        let help = match self {
            CmdFault::UnknownAsks { .. } => {
                "write `state`, and the reader writes what is printed, or `command`, and the reader writes commands"
            }
            CmdFault::SameNotAsked => "leave it out, or write `asks = \"command\"`",
            CmdFault::Shell(refusal) => return Some(refusal.help()),
            CmdFault::CommandFails { .. } => "mend the command, or what stands before it in `world`",
            CmdFault::SameDiffers { .. } => "mend them, or leave them out",
            CmdFault::DoesNothing => "let the commands change or print what the reader is to reach",
        };
        Some(help.to_owned())
    }
}

//! The folder in which Longhand keeps what it remembers from one run to the next. The one file that names the crate that
//! knows where a system has such folders.

use super::{Failure, World};
use crate::cli::HomeArgs;
use etcetera::app_strategy::{AppStrategy, AppStrategyArgs, choose_native_strategy};
use std::path::PathBuf;

/// The system's own place for it: `~/.local/share/longhand` on Linux, for one.
pub(super) fn of_system() -> Option<PathBuf> {
    let named = AppStrategyArgs { app_name: "longhand".to_owned(), ..AppStrategyArgs::default() };
    choose_native_strategy(named).ok().map(|strategy| strategy.data_dir())
}

/// `--home`, or what the environment and the system say. The folder need not be there yet.
pub fn home(arguments: &HomeArgs, world: &World) -> Result<PathBuf, Failure> {
    let found = arguments.home.clone().or_else(|| world.home.clone());
    found.ok_or_else(|| Failure::Usage {
        message: "there is no folder for the history: this platform names none".to_owned(),
        help: "name one with `--home DIR`, or in the environment as `LONGHAND_HOME`".to_owned(),
    })
}

//! What a worker does to itself before it reads anything: a second fence behind an interpreter that knows no files,
//! processes or network, behind the allocator's cap and the parent's clock.
//!
//! Nothing comes in; what replies are written to comes out. A fence that this system does not have is left out and the
//! worker goes on, since the first fence holds without it.

#![cfg_attr(unix, expect(unsafe_code, reason = "to close what was inherited means to close what nobody here owns"))]
#![cfg_attr(unix, expect(clippy::disallowed_methods, reason = "the list of open files is a folder"))]

use std::io::{self, Write};

/// Puts up every fence that leaves room for one more thread, and gives what replies are written to. For the main thread,
/// while there is no other.
pub(super) fn put_up() -> Box<dyn Write + Send> {
    // Where the root is no folder to stand in, the worker stands where it was started.
    let _ = std::env::set_current_dir("/");
    #[cfg(unix)]
    unix::close_inherited();
    let output = own_output();
    // Before the limits: a rule set takes a file descriptor.
    #[cfg(target_os = "linux")]
    linux::leave_files_and_network();
    #[cfg(unix)]
    unix::limit();
    output
}

/// Standard output for the replies alone: what else writes there, as the interpreter does when a hook of its own fails,
/// is lost. Where this cannot be had it is standard output as it is, and such words end the worker.
fn own_output() -> Box<dyn Write + Send> {
    #[cfg(unix)]
    if let Ok(file) = unix::own_output() {
        return Box::new(file);
    }
    Box::new(io::stdout())
}

/// From here on this process starts no other and no thread. Has no effect on the superuser.
pub(super) fn start_nothing_more() {
    #[cfg(unix)]
    unix::start_nothing_more();
}

#[cfg(unix)]
mod unix {
    use rustix::fd::{AsFd, BorrowedFd, FromRawFd, OwnedFd};
    use rustix::io::{close, dup2, fcntl_getfd};
    use rustix::process::{Resource, Rlimit, setrlimit};
    use std::fs::File;
    use std::io;
    use std::mem::ManuallyDrop;

    /// Processor seconds of a worker's life. The parent renews it after 60 s of work, and one request takes 10 s.
    const PROCESSOR: u64 = 120;

    /// Bytes of data and stacks: twice the allocator's cap, so that the cap is met first, and told from a crash.
    const DATA: u64 = 512 << 20;

    /// A copy of standard output, which then becomes a copy of standard error. Before `limit`.
    pub fn own_output() -> io::Result<File> {
        let own = io::stdout().as_fd().try_clone_to_owned()?;
        // SAFETY: 1 is standard output, which nothing in this process owns, and which is not closed here.
        let mut output = ManuallyDrop::new(unsafe { OwnedFd::from_raw_fd(1) });
        dup2(io::stderr(), &mut output)?;
        Ok(own.into())
    }

    /// Closes every file but the three standard ones. A parent that was given files open without mark hands them on.
    pub fn close_inherited() {
        let Ok(entries) = std::fs::read_dir("/dev/fd") else { return };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let open: Vec<i32> = names.filter_map(|name| name.parse().ok()).filter(|number| *number > 2).collect();
        for number in open {
            // SAFETY: nothing in this process owns a file yet, and what is no longer open, as the folder's own is not, is
            // left alone.
            unsafe {
                if fcntl_getfd(BorrowedFd::borrow_raw(number)).is_ok() {
                    close(number);
                }
            }
        }
    }

    pub fn limit() {
        set(Resource::Cpu, PROCESSOR);
        set(Resource::Data, DATA);
        set(Resource::Fsize, 0);
        // Those that are open stay open.
        set(Resource::Nofile, 3);
        set(Resource::Core, 0);
    }

    pub fn start_nothing_more() {
        set(Resource::Nproc, 0);
    }

    /// Sets a limit for good. One that is lower already stays.
    fn set(resource: Resource, most: u64) {
        let before = rustix::process::getrlimit(resource);
        let least = before.maximum.map_or(most, |maximum| maximum.min(most));
        // A system that does not know the limit goes without.
        let _ = setrlimit(resource, Rlimit { current: Some(least), maximum: Some(least) });
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetError, Scope};

    /// No path, no port, no signal to others; each as far as the kernel knows it.
    pub fn leave_files_and_network() {
        let restrict = || -> Result<(), RulesetError> {
            Ruleset::default()
                .handle_access(AccessFs::from_all(ABI::V6))?
                .handle_access(AccessNet::from_all(ABI::V6))?
                .scope(Scope::from_all(ABI::V6))?
                .create()?
                .restrict_self()?;
            Ok(())
        };
        // A kernel without Landlock goes without.
        let _ = restrict();
    }
}

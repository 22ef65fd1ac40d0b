//! An allocator that counts, and ends the process when a cap is passed.
//!
//! The interpreter cannot be stopped in any other way: on a failed allocation it aborts, which looks like any crash.
//! The cap is off until the worker arms it; elsewhere this is the system's allocator and two additions.

#![expect(
    unsafe_code,
    reason = "a global allocator is unsafe by its trait, and ending without unwinding needs `_exit`"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Exit status of a process that passed its cap.
pub(super) const OUT_OF_MEMORY: i32 = 77;

static USED: AtomicUsize = AtomicUsize::new(0);
static CAP: AtomicUsize = AtomicUsize::new(usize::MAX);

/// From here on the process ends with `OUT_OF_MEMORY` as soon as it holds more than this many bytes. Does nothing where
/// `CappedAllocator` is not the global allocator.
pub(super) fn arm(bytes: usize) {
    CAP.store(bytes, Ordering::Relaxed);
}

/// The system's allocator with a count: `#[global_allocator] static ALLOCATOR: CappedAllocator = CappedAllocator;`.
pub struct CappedAllocator;

impl CappedAllocator {
    fn take(bytes: usize) {
        let used = USED.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        if used > CAP.load(Ordering::Relaxed) {
            end();
        }
    }

    fn give_back(bytes: usize) {
        USED.fetch_sub(bytes, Ordering::Relaxed);
    }
}

// SAFETY: every call goes to `System` with the arguments it came with; the counting allocates nothing and never unwinds.
unsafe impl GlobalAlloc for CappedAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Self::take(layout.size());
        // SAFETY: the caller's promises are those that `System` asks for; so in the three calls below.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        Self::take(layout.size());
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(place, layout) };
        Self::give_back(layout.size());
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        Self::take(size.saturating_sub(layout.size()));
        Self::give_back(layout.size().saturating_sub(size));
        // SAFETY: as above.
        unsafe { System.realloc(place, layout, size) }
    }
}

/// Ends the process at once: nothing may unwind or allocate here.
#[cfg(unix)]
fn end() -> ! {
    unsafe extern "C" {
        fn _exit(status: i32) -> !;
    }
    // SAFETY: `_exit` takes any status and runs nothing of this process any more.
    unsafe { _exit(OUT_OF_MEMORY) }
}

#[cfg(not(unix))]
fn end() -> ! {
    std::process::abort()
}

//! The life of a server: counted by the server itself, so that it can end when nobody uses it.

use std::sync::{Mutex, PoisonError};

/// Guarded by its lock, which is also held while class objects are suspended: a server that is found by a client before
/// the count falls to 0 is not suspended.
static COUNT: Mutex<u32> = Mutex::new(0);

/// Counts one object or lock more, and gives the new count.
#[unsafe(no_mangle)]
pub extern "system" fn CoAddRefServerProcess() -> u32 {
    let mut count = COUNT.lock().unwrap_or_else(PoisonError::into_inner);
    *count = count.saturating_add(1);
    *count
}

/// Counts one object or lock less, and gives the new count. When that is 0, the class objects are suspended, so that no
/// client finds a server that is about to end: the server then revokes them and ends.
#[unsafe(no_mangle)]
pub extern "system" fn CoReleaseServerProcess() -> u32 {
    let mut count = COUNT.lock().unwrap_or_else(PoisonError::into_inner);
    *count = count.saturating_sub(1);
    if *count == 0 {
        super::class_table::suspend();
    }
    *count
}

//! The calling thread's last-error code: what a function that answers only "no" says about why.
//!
//! `windows-core` asks for it (`WIN32_ERROR::from_thread`), so a program that exports all its symbols needs it. Nothing in this crate leaves a code there:
//! all of COM answers an HRESULT, and 0 (no error) is what `GlobalUnlock` documents for the end of the last lock.

use std::cell::Cell;

thread_local! {
    static CODE: Cell<u32> = const { Cell::new(0) };
}

/// The code that the calling thread set last: an ERROR_* number, 0 at first.
#[unsafe(no_mangle)]
pub extern "system" fn GetLastError() -> u32 {
    CODE.get()
}

/// Sets the calling thread's code.
#[unsafe(no_mangle)]
pub extern "system" fn SetLastError(code: u32) {
    CODE.set(code);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thread_has_its_own() {
        SetLastError(6);
        assert_eq!(std::thread::spawn(|| GetLastError()).join().unwrap(), 0);
        assert_eq!(GetLastError(), 6);
    }
}

//! Windows: events of the system; registrations are those of the user (of the Wine prefix, that is).

use std::path::PathBuf;

use oxcom_abi as abi;

windows_link::link!("kernel32.dll" "system" fn CreateEventW(attributes: *const core::ffi::c_void, manual: i32, initial: i32, name: *const u16) -> abi::HANDLE);
windows_link::link!("kernel32.dll" "system" fn SetEvent(event: abi::HANDLE) -> i32);
windows_link::link!("kernel32.dll" "system" fn ResetEvent(event: abi::HANDLE) -> i32);
windows_link::link!("kernel32.dll" "system" fn CloseHandle(handle: abi::HANDLE) -> i32);
windows_link::link!("kernel32.dll" "system" fn SetUnhandledExceptionFilter(filter: extern "system" fn(*const core::ffi::c_void) -> i32) -> *const core::ffi::c_void);
windows_link::link!("kernel32.dll" "system" fn TerminateProcess(process: isize, code: u32) -> i32);

/// The calling process.
const THIS: isize = -1;

extern "system" fn end(_: *const core::ffi::c_void) -> i32 {
    // SAFETY: the pseudo handle of the calling process.
    unsafe { TerminateProcess(THIS, 1) }
}

pub struct Event(abi::HANDLE);

// SAFETY: any thread may use a handle.
unsafe impl Send for Event {}
// SAFETY: as above.
unsafe impl Sync for Event {}

impl Event {
    pub fn new() -> Self {
        // SAFETY: null means the default.
        Self(unsafe { CreateEventW(std::ptr::null(), 1, 0, std::ptr::null()) })
    }

    pub fn set(&self) {
        // SAFETY: an open handle.
        unsafe { SetEvent(self.0) };
    }

    pub fn reset(&self) {
        // SAFETY: an open handle.
        unsafe { ResetEvent(self.0) };
    }

    pub fn handle(&self) -> abi::HANDLE {
        self.0
    }
}

impl Drop for Event {
    fn drop(&mut self) {
        // SAFETY: an open handle that nobody waits for any more.
        unsafe { CloseHandle(self.0) };
    }
}

/// Where the program's files go.
pub struct Place(PathBuf);

impl Place {
    /// Must be called before anything else: a fault ends the process from now on, and asks nobody.
    pub fn new() -> Self {
        // SAFETY: a function of the documented type.
        unsafe { SetUnhandledExceptionFilter(end) };
        Self(std::env::temp_dir())
    }

    /// A file of the place.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

//! The little that the two systems do differently: events, and where a program may leave files and registrations.

#[cfg(unix)]
mod linux;
#[cfg(unix)]
use linux as system;
#[cfg(windows)]
mod windows;
#[cfg(windows)]
use windows as system;

use oxcom_abi as abi;
use windows_core::{HRESULT, PCWSTR};

pub use system::Place;

/// An event that stays signaled until it is reset.
pub struct Event(system::Event);

impl Event {
    pub fn new() -> Self {
        Self(system::Event::new())
    }

    pub fn set(&self) {
        self.0.set();
    }

    /// As COM's functions want it.
    pub fn handle(&self) -> abi::HANDLE {
        self.0.handle()
    }

    /// Waits for the event and resets it. A single-threaded apartment takes calls meanwhile.
    pub fn wait_in_apartment(&self) {
        wait(&[self.handle()], 0, u32::MAX).0.ok().expect("an event can be waited for");
        self.0.reset();
    }
}

/// CoWaitForMultipleHandles, and the index that it gives.
pub fn wait(handles: &[abi::HANDLE], flags: i32, timeout: u32) -> (HRESULT, u32) {
    // SAFETY: handles of events that live.
    match unsafe { abi::CoWaitForMultipleHandles(flags as u32, timeout, handles) } {
        Ok(index) => (HRESULT(0), index),
        Err(error) => (error.code(), u32::MAX),
    }
}

/// Text as COM's functions want it.
pub struct Wide(Vec<u16>);

/// The text with a NUL.
pub fn wide(text: &str) -> Wide {
    Wide(text.encode_utf16().chain([0]).collect())
}

impl Wide {
    pub fn pointer(&self) -> PCWSTR {
        PCWSTR(self.0.as_ptr())
    }
}

/// Text that a function has allocated, which is freed.
pub fn take_text(text: windows_core::PWSTR) -> String {
    // SAFETY: an owned text of CoTaskMemAlloc's that ends with a NUL, or null.
    unsafe {
        let taken = String::from_utf16_lossy(abi::units_at(text.0));
        abi::CoTaskMemFree(text.0.cast());
        taken
    }
}

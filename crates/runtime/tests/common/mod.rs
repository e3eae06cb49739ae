//! What the tests share: the test interfaces, an object that has them, and a runtime directory of one's own.

#![allow(dead_code, unreachable_pub)]

use std::path::Path;
use std::sync::Once;
use std::sync::atomic::{AtomicI32, Ordering};

use oxcom::{BSTR, implement};
use oxcom_runtime as _;

pub mod apartment_thread;
pub mod bytes;
pub mod parted;

#[path = "../../../../metadata/test.rs"]
pub mod interfaces;

pub use interfaces::*;

/// Registers the test interfaces for this process, and gives it a runtime directory that goes with the process.
pub fn set_up() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        if std::env::var_os("OXCOM_TEST_DIRECTORY").is_none() {
            let directory = tempfile::tempdir().unwrap().keep();
            // SAFETY: the first thing that the test program does; no other thread reads the environment yet.
            unsafe {
                std::env::set_var("XDG_RUNTIME_DIR", &directory);
                std::env::set_var("OXCOM_TEST_DIRECTORY", &directory);
            }
        }
        let metadata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../metadata");
        let registration = r#"
            name = "Test interfaces"
            type_libraries = ["test.winmd"]
            [[interface]]
            iid = "{5E0A7C11-2F43-4C0D-9A5E-0A1B2C3D4E5F}"
            name = "ICalc"
            [[interface]]
            iid = "{5E0A7C14-2F43-4C0D-9A5E-0A1B2C3D4E5F}"
            name = "IRemoting"
            [[interface]]
            iid = "{5E0A7C15-2F43-4C0D-9A5E-0A1B2C3D4E5F}"
            name = "IHandOver"
            [[interface]]
            iid = "{5E0A7C16-2F43-4C0D-9A5E-0A1B2C3D4E5F}"
            name = "IArrays"
            [[interface]]
            iid = "{5E0A7C17-2F43-4C0D-9A5E-0A1B2C3D4E5F}"
            name = "ICalls"
            [[interface]]
            iid = "{5E0A7C50-2F43-4C0D-9A5E-0A1B2C3D4E5F}"
            name = "IDescriptors"
            [[class]]
            clsid = "{5E0A7CC1-2F43-4C0D-9A5E-0A1B2C3D4E5F}"
            name = "Remoting"
            progid = "OxcomTest.Remoting.1"
            version_independent_progid = "OxcomTest.Remoting"
            remote = true
            server.command = ["@EXE@"]
            [[class]]
            clsid = "{5E0A7CC4-2F43-4C0D-9A5E-0A1B2C3D4E5F}"
            name = "Remoting in another process"
            server.command = ["@EXE@", "--other"]
        "#
        .replace("@EXE@", std::env::current_exe().unwrap().to_str().unwrap());
        oxcom::register_component(&registration, &metadata).unwrap();
    });
}

/// How many [`Calc`]s there are.
pub static ALIVE: AtomicI32 = AtomicI32::new(0);

/// A calculator.
#[implement(ICalc)]
pub struct Calc;

impl Calc {
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        ALIVE.fetch_add(1, Ordering::SeqCst);
        Self
    }

    pub fn add(&self, a: i32, b: i32) -> oxcom::Result<i32> {
        a.checked_add(b).ok_or_else(|| oxcom::abi::DISP_E_OVERFLOW.into())
    }
}

impl Drop for Calc {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::SeqCst);
    }
}

impl ICalc_Impl for Calc_Impl {
    fn Add(&self, a: i32, b: i32) -> oxcom::Result<i32> {
        self.add(a, b)
    }

    fn Echo(&self, text: &BSTR) -> oxcom::Result<BSTR> {
        Ok(text.clone())
    }

    fn Sum(&self, _values: *const oxcom::abi::SAFEARRAY) -> oxcom::Result<f64> {
        Err(oxcom::abi::E_NOTIMPL.into())
    }
}

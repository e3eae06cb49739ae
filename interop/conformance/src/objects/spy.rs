//! A spy on CoInitializeEx and CoUninitialize.

use oxcom_abi::com_core::{Result, implement};
use oxcom_abi::{IInitializeSpy, IInitializeSpy_Impl};
use windows_core::HRESULT;

use super::log::Log;

#[implement(IInitializeSpy, Agile = false)]
struct Spy(Log);

/// Makes a spy, with what it notes.
pub fn spy() -> (IInitializeSpy, Log) {
    let log = Log::default();
    (Spy(log.clone()).into(), log)
}

impl IInitializeSpy_Impl for Spy_Impl {
    fn PreInitialize(&self, model: u32, references: u32) -> Result<()> {
        self.0.note(format!("PreInitialize({model},{references})"));
        Ok(())
    }

    fn PostInitialize(&self, answer: HRESULT, model: u32, references: u32) -> Result<()> {
        self.0.note(format!("PostInitialize({:x},{model},{references})", answer.0));
        if answer.is_ok() && answer != HRESULT(0) { Err(answer.into()) } else { answer.ok() }
    }

    fn PreUninitialize(&self, references: u32) -> Result<()> {
        self.0.note(format!("PreUninitialize({references})"));
        Ok(())
    }

    fn PostUninitialize(&self, references: u32) -> Result<()> {
        self.0.note(format!("PostUninitialize({references})"));
        Ok(())
    }
}

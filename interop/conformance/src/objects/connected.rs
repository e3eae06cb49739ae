//! An object that notes its external connections (IExternalConnection).

use oxcom_abi::com_core::{BSTR, Result, implement};
use oxcom_abi::{IExternalConnection, IExternalConnection_Impl};
use windows_core::BOOL;

use super::log::{Life, Log, Watch};
use super::{IName, IName_Impl};

#[implement(IName, IExternalConnection, Agile = false)]
struct Connected {
    _life: Life,
    log: Log,
}

/// Makes one, with what it notes and a watch on its life.
pub fn connected() -> (IName, Log, Watch) {
    let (life, log) = (Life::default(), Log::default());
    let (watch, noted) = (life.watch(), log.clone());
    (Connected { _life: life, log }.into(), noted, watch)
}

impl IName_Impl for Connected_Impl {
    fn Name(&self) -> Result<BSTR> {
        Ok(BSTR::from("connected"))
    }
}

impl IExternalConnection_Impl for Connected_Impl {
    fn AddConnection(&self, kind: u32, _reserved: u32) -> u32 {
        self.log.note(format!("Add({kind})"));
        1
    }

    fn ReleaseConnection(&self, kind: u32, _reserved: u32, last_closes: BOOL) -> u32 {
        self.log.note(format!("Release({kind},{})", last_closes.0));
        0
    }
}

//! Class objects.

use std::ffi::c_void;

use oxcom_abi::com_core::{IUnknown, Ref, Result, implement};
use oxcom_abi::{self as abi, IClassFactory, IClassFactory_Impl};
use windows_core::{BOOL, GUID, Interface};

use super::calculator;

type Make = Box<dyn Fn(GUID) -> Result<IUnknown> + Send + Sync>;

#[implement(IClassFactory, Agile = false)]
struct Factory(Make);

/// A class object whose instances `make` gives, which is told the interface that was asked for. They cannot be aggregated.
pub fn factory(make: impl Fn(GUID) -> Result<IUnknown> + Send + Sync + 'static) -> IClassFactory {
    Factory(Box::new(make)).into()
}

/// A class object of calculators.
pub fn plain_factory() -> IClassFactory {
    factory(|_| calculator().0.cast())
}

impl IClassFactory_Impl for Factory_Impl {
    fn CreateInstance(
        &self,
        outer: Ref<'_, IUnknown>,
        iid: *const GUID,
        object: *mut *mut c_void,
    ) -> Result<()> {
        if outer.is_some() {
            return Err(abi::CLASS_E_NOAGGREGATION.into());
        }
        unsafe { (self.0)(*iid)?.query(iid, object) }.ok()
    }

    fn LockServer(&self, _lock: BOOL) -> Result<()> {
        Ok(())
    }
}

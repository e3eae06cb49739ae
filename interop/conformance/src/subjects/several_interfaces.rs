//! IMultiQI: several interfaces of a proxy at once.

use std::mem::ManuallyDrop;

use oxcom_abi as abi;
use oxcom_abi::com_core::{GUID, Interface, Result};
use oxcom_abi::{IMultiQI, MULTI_QI};

use crate::objects::{ICalculator, IName, IUndescribed, UNKNOWN_INTERFACE, calculator};
use crate::operation::{Seen, operation, seen};
use crate::world::{STA_TO_MTA, World};

pub fn perform() {
    let asked = |name: &str, interfaces: &'static [GUID]| {
        operation(&format!("IMultiQI::QueryMultipleInterfaces for {name}"), move || {
            World::new(STA_TO_MTA).proxy()?.with(|proxy| query(&proxy.cast()?, interfaces))
        });
    };
    asked("one interface", &[IName::IID]);
    asked("two interfaces", &[IName::IID, ICalculator::IID]);
    asked("the same interface twice", &[IName::IID, IName::IID]);
    asked("one that the object has and one that it has not", &[IName::IID, UNKNOWN_INTERFACE]);
    asked("one that the object has not", &[UNKNOWN_INTERFACE]);
    asked("one that nothing describes", &[IUndescribed::IID]);
    asked("IUnknown and IMarshal", &[windows_core::IUnknown::IID, abi::IMarshal::IID]);
    asked("none", &[]);
    operation("QueryInterface for IMultiQI of an object", || Ok(seen(calculator().0.cast::<IMultiQI>())));
}

fn query(proxy: &IMultiQI, interfaces: &[GUID]) -> Result<Seen> {
    let mut asked: Vec<_> = interfaces
        .iter()
        .map(|iid| MULTI_QI { pIID: iid, pItf: ManuallyDrop::new(None), hr: abi::E_PENDING })
        .collect();
    let mut seen = seen(unsafe { proxy.QueryMultipleInterfaces(&mut asked) });
    for (index, one) in asked.iter_mut().enumerate() {
        seen = seen.then(&format!("[{index}]"), one.hr).and("there", one.pItf.is_some());
        unsafe { ManuallyDrop::drop(&mut one.pItf) };
    }
    Ok(seen)
}

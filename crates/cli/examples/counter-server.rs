//! A server of one class with a dual interface and events, for the tests of `oxcom call`. Its objects count together.
#![allow(missing_docs, non_snake_case)]

use std::sync::{LazyLock, Mutex};

use oxcom::abi::{
    IConnectionPoint, IConnectionPointContainer, IConnectionPointContainer_Impl, IEnumConnectionPoints,
    VARIANT,
};
use oxcom::{Apartment, Factory, GUID, Result, Server, ServerLock, Sinks, implement};
use oxcom_host as _;

#[path = "../../../metadata/test.rs"]
mod test;
use test::{ICounter, ICounter_Impl};

const CLSID: GUID = GUID::from_u128(0x5e0a7c60_2f43_4c0d_9a5e_0a1b2c3d4e5f);

/// Guarded by its lock, which events are sent under: so they arrive in order.
static VALUE: Mutex<i32> = Mutex::new(5);

/// Told every value by SetValue.
static SINKS: LazyLock<Sinks<ICounter>> = LazyLock::new(Sinks::new);

#[implement(ICounter, IConnectionPointContainer)]
struct Counter {
    _lock: ServerLock,
}

impl IConnectionPointContainer_Impl for Counter_Impl {
    fn EnumConnectionPoints(&self) -> Result<IEnumConnectionPoints> {
        // SAFETY: a call of an object of our own.
        unsafe { oxcom::connection_points(vec![SINKS.point()]).EnumConnectionPoints() }
    }

    fn FindConnectionPoint(&self, iid: *const GUID) -> Result<IConnectionPoint> {
        // SAFETY: as our caller has it.
        unsafe { oxcom::connection_points(vec![SINKS.point()]).FindConnectionPoint(iid) }
    }
}

fn change(by: i32) {
    let mut value = VALUE.lock().expect("nobody panics");
    *value += by;
    // SAFETY: a call with an argument of its type.
    SINKS.fire(|sink| unsafe { sink.SetValue(*value) }.ok());
}

oxcom::dispatch!(Counter_Impl: ICounter);

impl ICounter_Impl for Counter_Impl {
    fn Value(&self) -> Result<i32> {
        Ok(*VALUE.lock().expect("nobody panics"))
    }

    fn SetValue(&self, value: i32) -> Result<()> {
        *VALUE.lock().expect("nobody panics") = value;
        Ok(())
    }

    fn Increment(&self, by: &VARIANT) -> Result<()> {
        let by: *const VARIANT = by;
        // SAFETY: a VARIANT begins with its type, and has its value after eight bytes.
        let (vt, number) = unsafe { (by.cast::<u16>().read(), by.cast::<i32>().add(2).read()) };
        match (vt, number) {
            (3, number) if number < 0 => {
                Err(oxcom::error_with_message(oxcom::abi::E_INVALIDARG, "it only counts up"))
            }
            (3, number) => {
                change(number);
                Ok(())
            }
            _ => {
                change(1);
                Ok(())
            }
        }
    }
}

fn main() -> Result<()> {
    let _apartment = Apartment::multithreaded()?;
    let make = || Ok(ICounter::from(Counter { _lock: ServerLock::new() }).into());
    Server::new().class(CLSID, Factory::new(make)).run()
}

//! A process that listens to the counter's events, for the tests: it prints each value, until it is killed.
#![allow(missing_docs, non_snake_case)]

use oxcom::abi::{CLSCTX_LOCAL_SERVER, IConnectionPointContainer, VARIANT};
use oxcom::{Apartment, Interface, Result, implement};
use oxcom_host as _;

#[path = "../../../metadata/test.rs"]
mod test;
use test::{ICounter, ICounter_Impl};

#[implement(ICounter)]
struct Sink;

oxcom::dispatch!(Sink_Impl: ICounter);

impl ICounter_Impl for Sink_Impl {
    fn Value(&self) -> Result<i32> {
        Ok(0)
    }

    fn SetValue(&self, value: i32) -> Result<()> {
        println!("value {value}");
        Ok(())
    }

    fn Increment(&self, _: &VARIANT) -> Result<()> {
        Ok(())
    }
}

fn main() -> Result<()> {
    let _apartment = Apartment::multithreaded()?;
    let class = oxcom::class_named("OxcomTest.Counter")?;
    let source: IConnectionPointContainer = oxcom::create_instance(&class, CLSCTX_LOCAL_SERVER)?;
    let sink: ICounter = Sink.into();
    // SAFETY: calls with arguments of their types.
    unsafe {
        let point = source.FindConnectionPoint(&ICounter::IID)?;
        point.Advise(&sink)?;
    }
    println!("ready");
    loop {
        std::thread::park();
    }
}

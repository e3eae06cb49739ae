//! `counter-sink COUNT [hang]`: a process that listens to the counter's events with some sinks, for the tests. It prints each
//! value that each sink is told, until it is killed; or hangs when the first is told one.
#![allow(missing_docs, non_snake_case)]

use std::thread::park;

use oxcom::abi::{CLSCTX_LOCAL_SERVER, IConnectionPointContainer, VARIANT};
use oxcom::{Apartment, Interface, Result, implement};
use oxcom_host as _;

#[path = "../../../metadata/test.rs"]
mod test;
use test::{ICounter, ICounter_Impl};

#[implement(ICounter)]
struct Sink {
    number: usize,
    hangs: bool,
}

oxcom::dispatch!(Sink_Impl: ICounter);

impl ICounter_Impl for Sink_Impl {
    fn Value(&self) -> Result<i32> {
        Ok(0)
    }

    fn SetValue(&self, value: i32) -> Result<()> {
        println!("{} value {value}", self.number);
        if self.hangs { hang() } else { Ok(()) }
    }

    fn Increment(&self, _: &VARIANT) -> Result<()> {
        Ok(())
    }
}

fn main() -> Result<()> {
    let _apartment = Apartment::multithreaded()?;
    let class = oxcom::class_named("OxcomTest.Counter")?;
    let source: IConnectionPointContainer = oxcom::create_instance(&class, CLSCTX_LOCAL_SERVER)?;
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1);
    let hangs = std::env::args().nth(2).is_some();
    // SAFETY: calls with arguments of their types.
    unsafe {
        let point = source.FindConnectionPoint(&ICounter::IID)?;
        for number in 0..count {
            point.Advise(&ICounter::from(Sink { number, hangs }))?;
        }
    }
    println!("ready");
    hang()
}

fn hang() -> ! {
    loop {
        park();
    }
}

//! A single-threaded apartment in an event loop of the `calloop` crate: the apartment's descriptor is one of its sources.

mod shared;

use std::sync::atomic::{AtomicU32, Ordering};

use calloop::generic::Generic;
use calloop::{EventLoop, Interest, Mode, PostAction, Readiness};
use oxcom::Apartment;
use oxcom::abi::IPersist;
use rustix::event::{EventfdFlags, eventfd};

static CALLS: AtomicU32 = AtomicU32::new(0);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let apartment = Apartment::single_threaded()?;
    let object: IPersist = shared::Counted { thread: std::thread::current().id(), calls: &CALLS }.into();
    let done = eventfd(0, EventfdFlags::CLOEXEC)?;
    let client = shared::client(shared::carry(&object)?, done.try_clone()?);

    let mut events: EventLoop<'_, bool> = EventLoop::try_new()?;
    let calls = apartment.descriptor()?;
    let calls = Generic::new(calls, Interest::READ, Mode::Level);
    let done = Generic::new(done, Interest::READ, Mode::Level);
    let dispatch = |_: Readiness, _: &mut _, _: &mut bool| {
        apartment.dispatch().map_err(|error| std::io::Error::other(error.to_string()))?;
        Ok(PostAction::Continue)
    };
    events.handle().insert_source(calls, dispatch).map_err(|failed| failed.error)?;
    let end = |_: Readiness, _: &mut _, over: &mut bool| {
        *over = true;
        Ok(PostAction::Remove)
    };
    events.handle().insert_source(done, end).map_err(|failed| failed.error)?;
    let mut over = false;
    while !over {
        events.dispatch(None, &mut over)?;
    }
    drop(events);
    client.join().map_err(|_| "the client panicked")??;
    println!("{} calls arrived in the loop", CALLS.load(Ordering::Relaxed));
    Ok(())
}

//! A single-threaded apartment in a plain loop around `poll`: beside its other descriptors the loop waits for the
//! apartment's, and dispatches when that is readable.

mod shared;

use std::sync::atomic::{AtomicU32, Ordering};

use oxcom::Apartment;
use oxcom::abi::IPersist;
use rustix::event::{EventfdFlags, PollFd, PollFlags, eventfd, poll};

static CALLS: AtomicU32 = AtomicU32::new(0);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let apartment = Apartment::single_threaded()?;
    let object: IPersist = shared::Counted { thread: std::thread::current().id(), calls: &CALLS }.into();
    let done = eventfd(0, EventfdFlags::CLOEXEC)?;
    let client = shared::client(shared::carry(&object)?, done.try_clone()?);
    loop {
        let calls = apartment.descriptor()?;
        let mut polled = [PollFd::new(&calls, PollFlags::IN), PollFd::new(&done, PollFlags::IN)];
        poll(&mut polled, None)?;
        let over = !polled[1].revents().is_empty();
        apartment.dispatch()?;
        if over {
            break;
        }
    }
    client.join().map_err(|_| "the client panicked")??;
    println!("{} calls arrived in the loop", CALLS.load(Ordering::Relaxed));
    Ok(())
}

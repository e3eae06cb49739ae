//! CoWaitForMultipleHandles.

use oxcom_abi as abi;

use crate::apartment::{initialize, uninitialize};
use crate::objects::add;
use crate::operation::{Seen, operation, or_code, seen};
use crate::platform::{Event, wait};
use crate::world::{STA_TO_MTA, World};

/// A bit that no flag has.
const UNKNOWN_FLAG: i32 = 0x100;

pub fn perform() {
    for (name, model) in [("STA", abi::COINIT_APARTMENTTHREADED), ("MTA", abi::COINIT_MULTITHREADED)] {
        let waiting = move |what: &str, first: bool, second: bool, flags: i32| {
            operation(&format!("CoWaitForMultipleHandles {what} in an {name}"), move || {
                initialize(model).ok()?;
                let answer = wait_for(first, second, flags);
                uninitialize();
                Ok(answer)
            });
        };
        operation(&format!("CoWaitForMultipleHandles for nothing in an {name}"), move || {
            initialize(model).ok()?;
            let answer = wait(&[], 0, 0).0;
            uninitialize();
            Ok(seen(answer))
        });
        waiting("for two, none signaled", false, false, 0);
        waiting("for two, the first signaled", true, false, 0);
        waiting("for two, the second signaled", false, true, 0);
        waiting("for two, both signaled", true, true, 0);
        waiting("for all of two, one signaled", true, false, abi::COWAIT_WAITALL as i32);
        waiting("for all of two, both signaled", true, true, abi::COWAIT_WAITALL as i32);
        waiting("alertably", true, false, abi::COWAIT_ALERTABLE as i32);
        waiting("with an unknown flag", true, false, UNKNOWN_FLAG);
    }
    operation("CoWaitForMultipleHandles runs the calls of its STA", || {
        let world = World::new(STA_TO_MTA);
        let proxy = world.proxy()?;
        let event = std::sync::Arc::new(Event::new());
        let waiter = event.clone();
        let waited = world.home.begin(move || wait(&[waiter.handle()], 0, u32::MAX).0);
        let sum = proxy.with(|proxy| add(proxy, 2, 3));
        event.set();
        Ok(seen(waited.recv().map_err(|_| abi::E_UNEXPECTED)?).and("the call gave", or_code(sum)))
    });
}

fn wait_for(first: bool, second: bool, flags: i32) -> Seen {
    let events = [Event::new(), Event::new()];
    for (event, signaled) in events.iter().zip([first, second]) {
        if signaled {
            event.set();
        }
    }
    let (answer, index) = wait(&[events[0].handle(), events[1].handle()], flags, 0);
    let seen = seen(answer);
    if answer.is_ok() { seen.and("index", index) } else { seen }
}

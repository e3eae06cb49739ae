//! Message filters.

use oxcom_abi as abi;
use oxcom_abi::IMessageFilter;
use oxcom_abi::com_core::{Interface, Result};

use crate::apartment::Apartment;
use crate::objects::{Filter, ICalculator, Log, REJECTED, RETRY_LATER, add, observed};
use crate::operation::{Seen, operation, or_code, seen};
use crate::world::{STA_TO_MTA, STA_TO_STA, World};

/// What RetryRejectedCall answers: give up.
const GIVE_UP: u32 = u32::MAX;

fn set(filter: Option<&IMessageFilter>) -> Result<()> {
    match unsafe { abi::CoRegisterMessageFilter(filter) } {
        Ok(_) => Ok(()),
        // There was none before: the result is null with S_OK.
        Err(error) if error.code().is_ok() => Ok(()),
        Err(error) => Err(error),
    }
}

pub fn perform() {
    operation("CoRegisterMessageFilter in the MTA", || {
        Ok(seen(Apartment::mta().run(|| set(Some(&Filter::answering(&[], GIVE_UP).0)))))
    });
    operation("CoRegisterMessageFilter in an STA", || {
        Apartment::sta().run(|| {
            let answer = set(Some(&Filter::answering(&[], GIVE_UP).0));
            set(None)?;
            Ok(seen(answer))
        })
    });
    operation("CoRegisterMessageFilter gives the one before", || {
        Apartment::sta().run(|| {
            let first = Filter::answering(&[], GIVE_UP).0;
            set(Some(&first))?;
            let before = unsafe { abi::CoRegisterMessageFilter(None::<&IMessageFilter>) };
            let same = before.clone().is_ok_and(|before| before == first);
            Ok(seen(before).and("same", same))
        })
    });
    called("a call that the filter handles", &[], GIVE_UP, |proxy| seen(add(proxy, 1, 1)));
    called("a QueryInterface where there is a filter", &[], GIVE_UP, |proxy| {
        seen(proxy.cast::<crate::objects::IName>())
    });
    called("the second method, called where there is a filter", &[], GIVE_UP, |proxy| seen(observed(proxy)));
    called("a call that the filter rejects", &[REJECTED], GIVE_UP, |proxy| seen(add(proxy, 1, 1)));
    called("a call that the filter puts off", &[RETRY_LATER], GIVE_UP, |proxy| seen(add(proxy, 1, 1)));
    calling("a rejected call, the caller's filter gives up", &[REJECTED], GIVE_UP);
    calling("a call that was put off, the caller's filter gives up", &[RETRY_LATER], GIVE_UP);
    calling("a call that was put off, the caller's filter tries again at once", &[RETRY_LATER], 0);
    calling(
        "a call that was put off twice, the caller's filter tries again at once",
        &[RETRY_LATER, RETRY_LATER],
        0,
    );
    calling("a rejected call, the caller's filter tries again at once", &[REJECTED], 0);
    calling("a call that was put off, the caller's filter tries again later", &[RETRY_LATER], 150);
}

/// A call from the MTA to an STA with a filter.
fn called(name: &str, verdicts: &'static [u32], retry: u32, call: fn(&ICalculator) -> Seen) {
    operation(name, move || {
        let world = World::new(STA_TO_MTA);
        let proxy = world.proxy()?;
        let log = filtered(&world.home, verdicts, retry)?;
        let seen = proxy.with(call).and("asked", log);
        world.home.run(|| set(None))?;
        Ok(seen)
    });
}

/// A call from an STA with a filter to an STA with one.
fn calling(name: &str, verdicts: &'static [u32], retry: u32) {
    operation(name, move || {
        let world = World::new(STA_TO_STA);
        let proxy = world.proxy()?;
        let callee = filtered(&world.home, verdicts, GIVE_UP)?;
        let caller = filtered(&world.away, &[], retry)?;
        let sum = proxy.with(|proxy| add(proxy, 1, 1));
        let seen = seen(sum.clone()).and("sum", or_code(sum)).and("callee's", callee).and("caller's", caller);
        world.home.run(|| set(None))?;
        world.away.run(|| set(None))?;
        Ok(seen)
    });
}

fn filtered(apartment: &Apartment, verdicts: &'static [u32], retry: u32) -> Result<Log> {
    apartment.run(|| {
        let (filter, log) = Filter::answering(verdicts, retry);
        set(Some(&filter)).map(|()| log)
    })
}

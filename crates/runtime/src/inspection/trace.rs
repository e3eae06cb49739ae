//! Calls noted for whoever asks for them, one list per peer.
//!
//! While nobody asks, a call looks at one flag. A list is bounded: when its owner does not come for them in time, the oldest
//! calls are dropped, and counted. It ends with its owner's link.

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Instant, SystemTime};

use oxcom_abi::inspection::TracedCall;
use oxcom_link::{Link, LinkId};

use crate::error::{Error, Result};

/// Calls that wait for one tracer.
const KEPT: usize = 16 << 10;
/// Tracers of one process.
const TRACERS: usize = 8;

struct Tracer {
    link: LinkId,
    calls: VecDeque<TracedCall>,
    /// Calls dropped since the tracer was told.
    dropped: u64,
}

/// Whether anybody traces. Set under the lock of the tracers. Relaxed: whoever sees it late notes a call less, or one that
/// nobody gets.
static TRACED: AtomicBool = AtomicBool::new(false);
/// Guarded by its lock.
static ALL: Mutex<Vec<Tracer>> = Mutex::new(Vec::new());

fn tracers() -> MutexGuard<'static, Vec<Tracer>> {
    ALL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether anybody traces.
#[inline]
pub(crate) fn is_on() -> bool {
    TRACED.load(Ordering::Relaxed)
}

/// How many trace.
pub(super) fn tracing() -> usize {
    tracers().len()
}

/// Notes calls for the peer of a link from now on, if they are not noted already.
///
/// # Errors
/// RPC_E_DISCONNECTED: it has gone. HRESULT_FROM_WIN32(RPC_S_SERVER_TOO_BUSY): too many others trace.
pub(super) fn start(link: &Arc<dyn Link>) -> Result<()> {
    let mut tracers = tracers();
    // `stop` comes after the link's death, so that nothing is noted for one that is gone.
    if !link.is_alive() {
        return Err(Error::Disconnected);
    }
    if tracers.iter().all(|tracer| tracer.link != link.id()) {
        if tracers.len() == TRACERS {
            return Err(Error::Busy);
        }
        tracers.push(Tracer { link: link.id(), calls: VecDeque::new(), dropped: 0 });
    }
    TRACED.store(true, Ordering::Relaxed);
    Ok(())
}

/// Takes the oldest calls that were noted for the peer of a link, and how many have been dropped.
///
/// # Errors
/// E_INVALIDARG: nothing is noted for it.
pub(super) fn read(link: &Arc<dyn Link>, most: usize) -> Result<(Vec<TracedCall>, u64)> {
    let mut tracers = tracers();
    let tracer = tracers.iter_mut().find(|tracer| tracer.link == link.id());
    let tracer = tracer.ok_or(Error::InvalidArgument("no trace has been started"))?;
    let most = most.min(tracer.calls.len());
    Ok((tracer.calls.drain(..most).collect(), std::mem::take(&mut tracer.dropped)))
}

/// Notes no more for the peer of a link, which has asked for that, or has gone.
pub(crate) fn stop(link: &Arc<dyn Link>) {
    let mut tracers = tracers();
    tracers.retain(|tracer| tracer.link != link.id());
    TRACED.store(!tracers.is_empty(), Ordering::Relaxed);
}

fn note(call: TracedCall) {
    for tracer in &mut *tracers() {
        if tracer.calls.len() == KEPT {
            tracer.calls.pop_front();
            tracer.dropped += 1;
        }
        tracer.calls.push_back(call);
    }
}

thread_local! {
    /// The arrays of the call that this thread runs: lent, copied.
    static ARRAYS: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
}

/// A large array goes from one side of this thread's call to the other as it lies.
pub(crate) fn array_lent() {
    if is_on() {
        let (lent, copied) = ARRAYS.get();
        ARRAYS.set((lent + 1, copied));
    }
}

/// A large array of this thread's call is copied, into the message, or to be lent.
pub(crate) fn array_copied() {
    if is_on() {
        let (lent, copied) = ARRAYS.get();
        ARRAYS.set((lent, copied + 1));
    }
}

/// A call that is under way.
pub(crate) struct Begun {
    call: TracedCall,
    instant: Instant,
    outer: (u32, u32),
}

impl Begun {
    /// What is known of a call before it runs.
    pub(crate) fn new(call: TracedCall) -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let time = u64::try_from(since.as_nanos()).unwrap_or(u64::MAX);
        let outer = ARRAYS.replace((0, 0));
        Self { call: TracedCall { time, ..call }, instant: Instant::now(), outer }
    }

    /// The call has ended.
    pub(crate) fn ended(self, result: i32, bytes_out: usize) {
        let (arrays_lent, arrays_copied) = ARRAYS.replace(self.outer);
        note(TracedCall {
            nanoseconds: u64::try_from(self.instant.elapsed().as_nanos()).unwrap_or(u64::MAX),
            result,
            bytes_out: u32::try_from(bytes_out).unwrap_or(u32::MAX),
            arrays_lent,
            arrays_copied,
            ..self.call
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::Exporter;

    #[test]
    fn the_oldest_are_dropped_and_counted() {
        let hub = oxcom_link::Hub::new(1, Arc::new(Exporter::LOCAL), oxcom_link::Options::default()).unwrap();
        let link = hub.in_process();
        assert!(read(&link, 1).is_err());
        start(&link).unwrap();
        start(&link).unwrap();
        for method in 0..KEPT as u32 + 5 {
            Begun::new(TracedCall { method, ..TracedCall::default() }).ended(0, 0);
        }
        let (first, dropped) = read(&link, 2).unwrap();
        assert_eq!((first[0].method, first[1].method, dropped), (5, 6, 5));
        let (rest, dropped) = read(&link, usize::MAX).unwrap();
        assert_eq!((rest.len(), dropped), (KEPT - 2, 0));
        stop(&link);
        assert!(!is_on() && read(&link, 1).is_err());
        link.close();
        assert!(matches!(start(&link), Err(Error::Disconnected)));
    }
}

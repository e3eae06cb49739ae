//! The calls that run at this moment, and since when.
//!
//! Each thread notes its own, in words that others may read at any time: that costs a call some stores to memory that is at
//! hand, and a look at a clock that does not read the hardware. No lock is taken.

use std::cell::Cell;
use std::ptr::null;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering, fence};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use oxcom_link::Link;
use rustix::time::{ClockId, clock_gettime};
use windows_core::GUID;

use crate::apartment;

/// So many calls of one thread are noted that wait for each other; those within the last of them are only counted.
const DEPTH: usize = 8;

/// A call that runs.
pub(super) struct Running {
    pub(super) thread: u32,
    /// How many other calls the thread is in the middle of.
    pub(super) outer: usize,
    pub(super) age: Duration,
    /// The caller's.
    pub(super) process_id: u32,
    pub(super) ipid: GUID,
    pub(super) method: u16,
}

/// The calls that one thread runs.
struct Thread {
    id: u32,
    /// Odd while the thread writes. SYNC POINT: the writer's Release (fence, then store) pairs with the reader's Acquire (load,
    /// then fence): who finds the same even number before and after has read what belongs together.
    changes: AtomicU32,
    /// Written by the thread alone, like the rest.
    depth: AtomicU32,
    calls: [Noted; DEPTH],
}

#[derive(Default)]
struct Noted {
    /// Of the clock that [`now`] reads.
    since: AtomicU64,
    /// The caller's process id above, the method below.
    who: AtomicU64,
    ipid: [AtomicU64; 2],
}

/// The threads that have run calls and have not ended. Guarded by its lock.
static THREADS: Mutex<Vec<Arc<Thread>>> = Mutex::new(Vec::new());

fn threads() -> MutexGuard<'static, Vec<Arc<Thread>>> {
    THREADS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps a thread in the list until it ends.
struct Listed(Arc<Thread>);

impl Listed {
    fn new() -> Self {
        let thread = Arc::new(Thread {
            id: apartment::gettid(),
            changes: AtomicU32::new(0),
            depth: AtomicU32::new(0),
            calls: Default::default(),
        });
        threads().push(thread.clone());
        Self(thread)
    }
}

impl Drop for Listed {
    fn drop(&mut self) {
        OWN.set(null());
        threads().retain(|thread| !Arc::ptr_eq(thread, &self.0));
    }
}

thread_local! {
    /// The calling thread, as long as `LISTED` keeps it; null before it has run a call.
    static OWN: Cell<*const Thread> = const { Cell::new(null()) };
    static LISTED: Listed = Listed::new();
}

/// Notes a call until it is dropped, on the thread that runs it.
pub(crate) struct Noting(*const Thread);

/// The calling thread runs a call from now on.
#[inline]
pub(crate) fn note(link: &Arc<dyn Link>, ipid: &GUID, method: u16) -> Noting {
    let mut own = OWN.get();
    if own.is_null() {
        own = list();
    }
    // SAFETY: null, or kept by `LISTED`, which takes it out of `OWN` when the thread ends.
    if let Some(own) = unsafe { own.as_ref() } {
        own.begin(link, ipid, method);
    }
    Noting(own)
}

/// Puts the calling thread into the list; null: it is about to end, and notes nothing.
#[cold]
fn list() -> *const Thread {
    let own = LISTED.try_with(|listed| Arc::as_ptr(&listed.0)).unwrap_or(null());
    OWN.set(own);
    own
}

impl Drop for Noting {
    fn drop(&mut self) {
        // SAFETY: null, or kept by `LISTED`, which goes when all calls of the thread have returned: what runs in the destructors of
        // its other variables begins and ends there.
        if let Some(own) = unsafe { self.0.as_ref() } {
            own.depth.store(own.depth.load(Ordering::Relaxed) - 1, Ordering::Relaxed);
        }
    }
}

impl Thread {
    fn begin(&self, link: &Arc<dyn Link>, ipid: &GUID, method: u16) {
        let depth = self.depth.load(Ordering::Relaxed);
        if let Some(noted) = self.calls.get(depth as usize) {
            let changes = self.changes.load(Ordering::Relaxed);
            self.changes.store(changes.wrapping_add(1), Ordering::Relaxed);
            fence(Ordering::Release);
            let ipid = ipid.to_u128();
            noted.since.store(now(), Ordering::Relaxed);
            noted.who.store(u64::from(link.peer().pid) << 32 | u64::from(method), Ordering::Relaxed);
            noted.ipid[0].store((ipid >> 64) as u64, Ordering::Relaxed);
            noted.ipid[1].store(ipid as u64, Ordering::Relaxed);
            self.changes.store(changes.wrapping_add(2), Ordering::Release);
        }
        self.depth.store(depth + 1, Ordering::Relaxed);
    }

    /// What the thread runs, the outermost first. None: it has changed meanwhile.
    fn look(&self, now: u64) -> Option<Vec<Running>> {
        let before = self.changes.load(Ordering::Acquire);
        let depth = self.depth.load(Ordering::Relaxed) as usize;
        let calls = self.calls.iter().take(depth).enumerate();
        let running = calls.map(|(outer, noted)| {
            let load = |word: &AtomicU64| word.load(Ordering::Relaxed);
            let who = load(&noted.who);
            let ipid = u128::from(load(&noted.ipid[0])) << 64 | u128::from(load(&noted.ipid[1]));
            Running {
                thread: self.id,
                outer,
                age: Duration::from_nanos(now.saturating_sub(load(&noted.since))),
                process_id: (who >> 32) as u32,
                ipid: GUID::from_u128(ipid),
                method: who as u16,
            }
        });
        let running = running.collect();
        fence(Ordering::Acquire);
        let after = self.changes.load(Ordering::Relaxed);
        (before.is_multiple_of(2) && before == after).then_some(running)
    }
}

/// The calls that run. Of a thread that begins one after the other without end, it may be that none is seen.
pub(super) fn look() -> Vec<Running> {
    const TRIES: usize = 100;
    let threads = threads().clone();
    let seen = |thread: &Arc<Thread>| (0..TRIES).find_map(|_| thread.look(now())).unwrap_or_default();
    threads.iter().flat_map(seen).collect()
}

/// Nanoseconds of a clock that costs next to nothing to read, and is some milliseconds late.
fn now() -> u64 {
    let time = clock_gettime(ClockId::MonotonicCoarse);
    time.tv_sec.cast_unsigned() * 1_000_000_000 + time.tv_nsec.cast_unsigned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::Exporter;

    fn mine() -> Vec<(usize, u16, u128)> {
        let me = apartment::gettid();
        let seen = look().into_iter().filter(|call| call.thread == me);
        seen.map(|call| (call.outer, call.method, call.ipid.to_u128())).collect()
    }

    #[test]
    fn what_runs_is_seen_as_long_as_it_does() {
        let hub = oxcom_link::Hub::new(1, Arc::new(Exporter::LOCAL), oxcom_link::Options::default()).unwrap();
        let link = hub.in_process();
        assert_eq!(mine(), []);
        let outer = note(&link, &GUID::from_u128(1 << 100 | 7), 3);
        let inner = note(&link, &GUID::from_u128(2), 4);
        assert_eq!(mine(), [(0, 3, 1 << 100 | 7), (1, 4, 2)]);
        drop(inner);
        assert_eq!(mine(), [(0, 3, 1 << 100 | 7)]);
        let many: Vec<_> =
            (0..2 * DEPTH as u16).map(|method| note(&link, &GUID::from_u128(3), method)).collect();
        assert_eq!(mine().len(), DEPTH);
        drop(many);
        assert_eq!(mine().len(), 1);
        drop(outer);
        assert_eq!(mine(), []);
    }
}

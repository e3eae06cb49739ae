//! Apartments: which threads may use an object, and where calls to it arrive.
//!
//! A thread enters an apartment by CoInitializeEx. A **single-threaded apartment** (STA) belongs to one thread: calls to
//! its objects wait in the apartment's [`Queue`] until that thread waits or dispatches. The **multithreaded apartment**
//! (MTA) holds all other threads of the process; calls to its objects arrive on the threads of the link's pool. A thread
//! that never called CoInitializeEx is in the MTA as long as somebody else keeps one (the implicit MTA).
//!
//! The **neutral apartment** (NTA) has no threads: a call to one of its objects runs on the thread that makes it, or brings it
//! from another process, and that thread is in the NTA meanwhile ([`neutral`]).
//!
//! In-process classes whose threading model does not fit live in a [host](Host) apartment, whose thread is the runtime's.
//!
//! Each apartment is an object exporter of its own, with an OXID ([MS-DCOM] 1.3.2).

pub(crate) mod functions;
mod host;
pub(crate) mod message_filter;
mod neutral;
mod object_context;
mod queue;
mod spy;
mod survey;
mod usage;
pub(crate) mod wait;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

pub(crate) use host::{Host, multi};
use queue::Queue;
pub(crate) use survey::{all, survey};
pub(crate) use usage::MtaUse;

use crate::error::{Error, Result};
use crate::import::ManagerRef;

/// Where an object lives.
pub(crate) struct Apartment {
    /// Random, never reused. Immutable.
    oxid: u64,
    kind: Kind,
    /// The first STA of the process: where objects without a threading model live. Immutable.
    main: bool,
    /// The thread of a single-threaded one, as gettid tells; 0 for the others. Immutable.
    thread: u32,
    /// Set once, when the last thread has left. Paired with itself: readers need no other memory with it.
    closed: AtomicBool,
    /// The proxy managers of this apartment by the object they stand for. Guarded by its own lock, which is never held
    /// while calling out.
    pub(crate) proxies: Mutex<HashMap<ObjectId, ManagerRef>>,
    /// What CoGetObjectContext gives.
    context: object_context::Context,
}

/// An object among all objects: its exporter and its OID there.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct ObjectId {
    pub(crate) oxid: u64,
    pub(crate) oid: u64,
}

enum Kind {
    Single(Queue),
    Multi,
    Neutral,
}

impl Apartment {
    fn new(kind: Kind, main: bool) -> Arc<Self> {
        let thread = if matches!(kind, Kind::Single(_)) { gettid() } else { 0 };
        Self::named(crate::random::nonzero(), kind, main, thread)
    }

    /// One that has no threads and that no class is put into: for what the runtime itself lets others call.
    pub(crate) fn of_runtime(oxid: u64) -> Arc<Self> {
        Self::named(oxid, Kind::Multi, false, 0)
    }

    fn named(oxid: u64, kind: Kind, main: bool, thread: u32) -> Arc<Self> {
        Arc::new(Self {
            oxid,
            kind,
            main,
            thread,
            closed: AtomicBool::new(false),
            proxies: Mutex::default(),
            context: object_context::Context::default(),
        })
    }

    /// The number that names this apartment in marshaled pointers.
    pub(crate) fn oxid(&self) -> u64 {
        self.oxid
    }

    /// The queue of calls of a single-threaded apartment.
    pub(crate) fn queue(&self) -> Option<&Queue> {
        match &self.kind {
            Kind::Single(queue) => Some(queue),
            Kind::Multi | Kind::Neutral => None,
        }
    }

    /// Whether it is the multithreaded apartment.
    pub(crate) fn is_multithreaded(&self) -> bool {
        matches!(self.kind, Kind::Multi)
    }

    /// Whether it is the neutral apartment.
    pub(crate) fn is_neutral(&self) -> bool {
        matches!(self.kind, Kind::Neutral)
    }

    /// Whether the calling thread is in this apartment.
    pub(crate) fn is_current(self: &Arc<Self>) -> bool {
        with_current(|current| current.is_some_and(|current| Arc::ptr_eq(current, self)))
    }

    /// Whether its last thread has left.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed)
    }

    /// Whether it is the main single-threaded apartment.
    pub(crate) fn is_main(&self) -> bool {
        self.main
    }

    /// Runs `work` where the apartment's objects may be touched: here, when this thread is in it (or it is the MTA and
    /// this is a thread of nobody's), else on its own thread when that next waits. False when the apartment has closed.
    pub(crate) fn run(self: &Arc<Self>, work: impl FnOnce() + Send + 'static) -> bool {
        match &self.kind {
            Kind::Single(_) if self.is_current() => work(),
            Kind::Single(queue) => return queue.push(Box::new(work)),
            Kind::Multi | Kind::Neutral => visit(self, work),
        }
        true
    }

    /// Runs what waits in the queue of a single-threaded apartment, on its own thread, which may just be visiting the neutral
    /// one.
    pub(crate) fn with_queue<R>(self: &Arc<Self>, body: impl FnOnce(&Queue) -> R) -> Option<R> {
        let queue = self.queue()?;
        if self.is_current() {
            return Some(body(queue));
        }
        let mut result = None;
        visit(self, || result = Some(body(queue)));
        result
    }
}

/// What a thread knows of its apartment.
#[derive(Default)]
struct Thread {
    /// The apartment it entered, or that it visits to run a call.
    apartment: RefCell<Option<Arc<Apartment>>>,
    /// While it visits the neutral one: where it was before.
    beneath: RefCell<Option<Arc<Apartment>>>,
    /// The one that it visited last, kept for the next call: taking a reference costs more than keeping one.
    visited: Cell<Option<Arc<Apartment>>>,
    /// Successful CoInitializeEx calls not yet undone.
    entered: Cell<u32>,
}

thread_local! {
    static THREAD: Thread = Thread::default();
}

/// The apartments of the process that outlive a thread.
struct Shared {
    mta: Option<Arc<Apartment>>,
    /// Threads in the MTA and CoIncrementMTAUsage cookies.
    mta_users: usize,
    /// The threads that have entered the MTA themselves and not left it.
    mta_threads: Vec<u32>,
    main: Option<Arc<Apartment>>,
    /// Apartments open, whatever their kind.
    open: usize,
    /// The single-threaded ones among them; of those that have closed, some.
    single: Vec<Weak<Apartment>>,
    /// The runtime's own.
    hosts: host::Hosts,
}

impl Shared {
    /// The runtime's own apartments, when there are no others left.
    fn unused_hosts(&mut self) -> host::Hosts {
        let multi = usize::from(self.hosts.multi.is_some() && self.mta_users == 1);
        let neutral = usize::from(self.hosts.neutral.is_some());
        if self.open == self.hosts.single.len() + multi + neutral {
            std::mem::replace(&mut self.hosts, host::Hosts::none())
        } else {
            host::Hosts::none()
        }
    }
}

/// Guarded by its own lock, which is never held while calling out.
static SHARED: Mutex<Shared> = Mutex::new(Shared {
    mta: None,
    mta_users: 0,
    mta_threads: Vec::new(),
    main: None,
    open: 0,
    single: Vec::new(),
    hosts: host::Hosts::none(),
});

fn shared() -> std::sync::MutexGuard<'static, Shared> {
    SHARED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The calling thread's apartment, the implicit MTA included.
pub(crate) fn current() -> Result<Arc<Apartment>> {
    explicit().or_else(|| shared().mta.clone()).ok_or(Error::NotInitialized)
}

/// The apartment that the calling thread entered itself.
fn explicit() -> Option<Arc<Apartment>> {
    THREAD.try_with(|thread| thread.apartment.borrow().clone()).ok().flatten()
}

fn with_current<R>(body: impl FnOnce(Option<&Arc<Apartment>>) -> R) -> R {
    let implicit = explicit_is_none().then(|| shared().mta.clone()).flatten();
    if implicit.is_some() {
        return body(implicit.as_ref());
    }
    THREAD.with(|thread| body(thread.apartment.borrow().as_ref()))
}

fn explicit_is_none() -> bool {
    THREAD.with(|thread| thread.apartment.borrow().is_none())
}

/// Whether an exporter is this process's neutral apartment.
pub(crate) fn is_neutral(oxid: u64) -> bool {
    shared().hosts.neutral.as_ref().is_some_and(|neutral| neutral.oxid == oxid)
}

/// Runs `work` on this thread as one of an apartment's.
#[inline(always)] // what the work has at hand would be moved about
pub(crate) fn visit(apartment: &Arc<Apartment>, work: impl FnOnce()) {
    struct Leave {
        before: Option<Arc<Apartment>>,
        beneath: Option<Arc<Apartment>>,
    }
    impl Drop for Leave {
        fn drop(&mut self) {
            let _ = THREAD.try_with(|thread| {
                let visited = thread.apartment.replace(self.before.take());
                thread.visited.set(visited);
                *thread.beneath.borrow_mut() = self.beneath.take();
            });
        }
    }
    // A thread that is ending has lost what it knew; what it still lets go of is let go of here.
    let _leave = THREAD.try_with(|thread| {
        let known = thread.visited.take().filter(|known| Arc::ptr_eq(known, apartment));
        let before = thread.apartment.replace(Some(known.unwrap_or_else(|| apartment.clone())));
        let to_neutral = apartment.is_neutral() && !before.as_ref().is_some_and(|before| before.is_neutral());
        let beneath = if to_neutral {
            thread.beneath.replace(before.clone())
        } else {
            thread.beneath.borrow().clone() // the same for as long as the thread stays neutral
        };
        Leave { before, beneath }
    });
    work();
}

/// Enters an apartment, or enters it once more: true for the first time.
fn enter(single: bool) -> Result<bool> {
    crate::activation::install_lookup();
    let first = match neutral::entered() {
        Some(apartment) if apartment.queue().is_some() == single => {
            if apartment.queue().is_none() {
                shared().mta_users += 1;
            }
            false
        }
        Some(_) => return Err(Error::ChangedMode),
        None => {
            let apartment = if single { open_single()? } else { join_multi() };
            if !single {
                shared().mta_threads.push(gettid());
            }
            THREAD.with(|thread| *thread.apartment.borrow_mut() = Some(apartment));
            true
        }
    };
    THREAD.with(|thread| thread.entered.set(thread.entered.get() + 1));
    Ok(first)
}

fn open_single() -> Result<Arc<Apartment>> {
    let queue = Queue::new()?;
    let mut shared = shared();
    let main = shared.main.is_none();
    let apartment = Apartment::new(Kind::Single(queue), main);
    if main {
        shared.main = Some(apartment.clone());
    }
    shared.open += 1;
    shared.single.retain(|single| single.strong_count() > 0);
    shared.single.push(Arc::downgrade(&apartment));
    Ok(apartment)
}

/// Joins the MTA, making it when there is none.
fn join_multi() -> Arc<Apartment> {
    let mut shared = shared();
    shared.mta_users += 1;
    if let Some(mta) = &shared.mta {
        return mta.clone();
    }
    shared.open += 1;
    shared.mta.insert(Apartment::new(Kind::Multi, false)).clone()
}

/// Undoes one `enter`; closes the apartment when its last user leaves.
fn leave() {
    let Some(apartment) = neutral::entered() else { return };
    let entered = THREAD.with(|thread| thread.entered.get());
    if entered == 0 {
        return; // a visitor's thread: it did not enter
    }
    if apartment.queue().is_some() {
        if entered == 1 {
            close(&apartment); // while the thread is still in it: its objects are released here
        }
    } else {
        if entered == 1 {
            let me = gettid();
            shared().mta_threads.retain(|thread| *thread != me);
        }
        leave_multi();
    }
    THREAD.with(|thread| {
        thread.entered.set(entered - 1);
        if entered == 1 {
            *thread.apartment.borrow_mut() = None;
        }
    });
}

fn leave_multi() {
    let (last, unused) = {
        let mut shared = shared();
        shared.mta_users -= 1;
        // Whoever needs an MTA from now on opens another.
        let last = if shared.mta_users == 0 { shared.mta.take() } else { None };
        (last, shared.unused_hosts())
    };
    unused.end();
    if let Some(mta) = last {
        visit(&mta.clone(), || close(&mta));
    }
}

/// Lets go of all that the apartment exported and imported; the process's links close with its last apartment.
fn close(apartment: &Arc<Apartment>) {
    apartment.closed.store(true, Ordering::Relaxed);
    if apartment.queue().is_some() {
        message_filter::apartment_closed();
    }
    crate::activation::apartment_closed(apartment);
    crate::moniker::apartment_closed(apartment);
    crate::export::apartment_closed(apartment);
    crate::import::apartment_closed(apartment);
    if let Some(queue) = apartment.queue() {
        queue.close();
    }
    let (last, unused) = {
        let mut shared = shared();
        if shared.mta.as_ref().is_some_and(|mta| Arc::ptr_eq(mta, apartment)) {
            shared.mta = None;
        }
        if shared.main.as_ref().is_some_and(|main| Arc::ptr_eq(main, apartment)) {
            shared.main = None;
        }
        shared.open -= 1;
        (shared.open == 0, shared.unused_hosts())
    };
    unused.end();
    if last {
        crate::process::close();
    }
}

/// What the kernel calls the calling thread.
pub(crate) fn gettid() -> u32 {
    rustix::thread::gettid().as_raw_nonzero().get().cast_unsigned()
}

/// The address of this runtime's CoInitializeEx: by it a second runtime in the process is told from this one.
pub(crate) fn initialize_function() -> *const std::ffi::c_void {
    functions::CoInitializeEx as *const std::ffi::c_void
}

#[cfg(test)]
mod tests;

//! Stub managers and stubs: a marshaled object, and each of its marshaled interfaces.

use std::ffi::c_void;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use oxcom_abi::IClassFactory;
use oxcom_link::LinkId;
use windows_core::{GUID, IUnknown, Interface};

use super::table;
use crate::apartment::Apartment;
use crate::error::{Error, Result};
use crate::interfaces::{self, Plan};

/// Holds one object for all who are outside.
pub(crate) struct StubManager {
    /// Immutable.
    oid: u64,
    /// Immutable.
    identity: (u64, usize),
    /// Immutable.
    apartment: Arc<Apartment>,
    /// Guarded by its lock, which is never held while calling out.
    state: Mutex<State>,
}

struct State {
    /// None once disconnected.
    object: Option<Held>,
    stubs: Vec<Arc<Stub>>,
    /// References owned outside or by streams and tables, over all stubs.
    references: u64,
    /// Of these, those owned by links. A class object's server stays up while there are any.
    by_links: u64,
    /// Whether a class factory's links keep the server up: set once, by CoRegisterClassObject.
    class_object: bool,
}

/// One marshaled interface of an object.
pub(crate) struct Stub {
    /// Immutable.
    ipid: GUID,
    /// Immutable.
    plan: Arc<Plan>,
    /// Immutable.
    interface: Held,
    /// Immutable. The manager forgets its stubs when it is disconnected, which breaks the cycle.
    manager: Arc<StubManager>,
    /// References written to streams and not yet claimed, and tables not yet released. Guarded by its lock.
    pub(super) on_streams: Mutex<OnStreams>,
}

/// References that lie in streams.
#[derive(Default)]
pub(super) struct OnStreams {
    /// Written by this process, to be claimed once (MSHLFLAGS_NORMAL).
    pub(super) own: u32,
    /// Tables written by this process (MSHLFLAGS_TABLESTRONG).
    pub(super) table: u32,
    /// Written by peers that marshaled their proxies, to be claimed once.
    launched: Vec<(LinkId, u32)>,
}

impl OnStreams {
    pub(super) fn launch(&mut self, by: LinkId, count: u32) {
        match self.launched.iter_mut().find(|(link, _)| *link == by) {
            Some((_, launched)) => *launched = launched.saturating_add(count),
            None => self.launched.push((by, count)),
        }
    }

    /// Takes `count` references from whoever has so many; all references of a stub are alike. Tells whose they were when
    /// nothing more of that peer's is left.
    pub(super) fn take(&mut self, count: u32) -> Option<Option<LinkId>> {
        if let Some(rest) = self.own.checked_sub(count) {
            self.own = rest;
            return Some(None);
        }
        let place = self.launched.iter().position(|(_, launched)| *launched >= count)?;
        self.launched[place].1 -= count;
        Some(if self.launched[place].1 == 0 { Some(self.launched.swap_remove(place).0) } else { None })
    }

    /// Takes all that a peer launched.
    pub(super) fn abandon(&mut self, by: LinkId) -> u32 {
        let place = self.launched.iter().position(|(link, _)| *link == by);
        place.map_or(0, |place| self.launched.swap_remove(place).1)
    }
}

/// A reference to an object, released where the object lives.
struct Held {
    object: Option<IUnknown>,
    apartment: Arc<Apartment>,
}

// SAFETY: the object is only called in its apartment (StubPlan::invoke by way of Apartment::run), and released there.
unsafe impl Send for Held {}
// SAFETY: as above: a shared Held only gives the pointer away for that.
unsafe impl Sync for Held {}

impl Drop for Held {
    fn drop(&mut self) {
        let Some(object) = self.object.take() else { return };
        struct Pointer(IUnknown);
        // SAFETY: moved to the apartment's thread, where it is released.
        unsafe impl Send for Pointer {}
        let pointer = Pointer(object);
        // An apartment that has closed has no thread left to release on: the object is let go right here.
        self.apartment.run(Box::new(move || drop({ pointer }.0)));
    }
}

impl StubManager {
    pub(super) fn new(apartment: Arc<Apartment>, object: IUnknown) -> Arc<Self> {
        let identity = (apartment.oxid(), object.as_raw() as usize);
        let held = Held { object: Some(object), apartment: apartment.clone() };
        let state =
            State { object: Some(held), stubs: Vec::new(), references: 0, by_links: 0, class_object: false };
        Arc::new(Self { oid: crate::random::nonzero(), identity, apartment, state: Mutex::new(state) })
    }

    pub(crate) fn oid(&self) -> u64 {
        self.oid
    }

    pub(super) fn identity(&self) -> (u64, usize) {
        self.identity
    }

    pub(super) fn lives_in(&self, apartment: &Arc<Apartment>) -> bool {
        Arc::ptr_eq(&self.apartment, apartment)
    }

    pub(crate) fn is_connected(&self) -> bool {
        self.lock().object.is_some()
    }

    /// The stub for an interface, made when the object has the interface and it can be marshaled.
    pub(crate) fn stub(self: &Arc<Self>, object: &IUnknown, iid: &GUID) -> Result<Arc<Stub>> {
        if let Some(stub) = self.lock().stubs.iter().find(|stub| stub.plan.iid() == *iid) {
            return Ok(stub.clone());
        }
        let plan = interfaces::plan(iid)?;
        let interface = query(object, iid)?;
        let mut state = self.lock();
        if let Some(stub) = state.stubs.iter().find(|stub| stub.plan.iid() == *iid) {
            return Ok(stub.clone()); // another thread was faster
        }
        let held = Held { object: Some(interface), apartment: self.apartment.clone() };
        let stub = table::insert(|ipid| {
            Arc::new(Stub {
                ipid,
                plan,
                interface: held,
                manager: self.clone(),
                on_streams: Mutex::default(),
            })
        });
        state.stubs.push(stub.clone());
        Ok(stub)
    }

    /// The object itself, for a call that runs in its apartment.
    pub(crate) fn object(&self) -> Option<IUnknown> {
        self.lock().object.as_ref().and_then(|held| held.object.clone())
    }

    /// Says that this is a class object: while links own references to it, the server counts as used.
    pub(crate) fn mark_class_object(&self) {
        self.lock().class_object = true;
    }

    /// Adds references. The answer is to be [settled](Change::settle) when no lock is held; none, when the object has been
    /// disconnected.
    pub(super) fn add(self: &Arc<Self>, count: u32, by_link: bool) -> Option<Change> {
        let mut state = self.lock();
        state.object.as_ref()?;
        state.references += u64::from(count);
        Some(Change(if by_link { self.used_by_links(&mut state, count) } else { None }))
    }

    /// Moves references from a stream to a link, which leaves their sum as it is.
    pub(super) fn stream_to_link(self: &Arc<Self>, count: u32) -> Change {
        let mut state = self.lock();
        Change(self.used_by_links(&mut state, count))
    }

    fn used_by_links(self: &Arc<Self>, state: &mut State, count: u32) -> Option<(Arc<Self>, bool)> {
        let first = state.by_links == 0 && state.class_object;
        state.by_links += u64::from(count);
        first.then(|| (self.clone(), true))
    }

    /// Takes references away; the object goes with the last one.
    pub(super) fn subtract(self: &Arc<Self>, count: u32, by_link: bool) {
        let (last, unused) = {
            let mut state = self.lock();
            if count == 0 {
                return;
            }
            state.references -= u64::from(count);
            state.by_links -= if by_link { u64::from(count) } else { 0 };
            (state.references == 0, by_link && state.by_links == 0 && state.class_object)
        };
        Change(unused.then(|| (self.clone(), false))).settle();
        if last {
            self.disconnect_if(|state| state.references == 0);
        }
    }

    /// Forgets the object: all pointers to it are dead from now on, whoever owns references.
    pub(crate) fn disconnect(self: &Arc<Self>) {
        self.disconnect_if(|_| true);
    }

    fn disconnect_if(self: &Arc<Self>, condition: impl FnOnce(&State) -> bool) {
        let (object, stubs) = {
            let mut state = self.lock();
            if !condition(&state) {
                return;
            }
            (state.object.take(), std::mem::take(&mut state.stubs))
        };
        stubs.iter().for_each(|stub| table::remove(&stub.ipid));
        super::forget(self);
        drop((stubs, object)); // releases the object, in its apartment
    }

    /// What COM does for class objects that clients hold: see IClassFactory::LockServer.
    fn lock_server(&self, lock: bool) {
        let Some(object) = self.object() else { return };
        struct Pointer(IUnknown);
        // SAFETY: moved to the apartment's thread, where it is called and released.
        unsafe impl Send for Pointer {}
        let pointer = Pointer(object);
        self.apartment.run(Box::new(move || {
            let pointer = pointer;
            if let Ok(factory) = pointer.0.cast::<IClassFactory>() {
                // SAFETY: a call of a live object in its apartment.
                let _ = unsafe { factory.LockServer(lock) };
            }
        }));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a change of references means for the server's life.
#[must_use = "a class object's server is kept up by settling"]
pub(super) struct Change(Option<(Arc<StubManager>, bool)>);

impl Change {
    /// Calls IClassFactory::LockServer where that is due.
    pub(super) fn settle(self) {
        if let Some((manager, lock)) = self.0 {
            manager.lock_server(lock);
        }
    }
}

impl Stub {
    pub(crate) fn ipid(&self) -> GUID {
        self.ipid
    }

    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(crate) fn manager(&self) -> &Arc<StubManager> {
        &self.manager
    }

    pub(crate) fn apartment(&self) -> &Arc<Apartment> {
        &self.manager.apartment
    }

    /// The interface pointer, to be used in its apartment while the stub is held.
    pub(crate) fn interface(&self) -> *mut c_void {
        self.interface.object.as_ref().map_or(std::ptr::null_mut(), Interface::as_raw)
    }

    pub(super) fn on_streams(&self) -> MutexGuard<'_, OnStreams> {
        self.on_streams.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The object's interface `iid`, held as any interface is held.
fn query(object: &IUnknown, iid: &GUID) -> Result<IUnknown> {
    let mut interface = std::ptr::null_mut();
    // SAFETY: the out pointer is writable; what comes back with success is an owned pointer to an interface, which as
    // such starts with the functions of IUnknown.
    unsafe {
        object.query(iid, &mut interface).ok()?;
        if interface.is_null() {
            return Err(Error::NoInterface(*iid));
        }
        Ok(IUnknown::from_raw(interface))
    }
}

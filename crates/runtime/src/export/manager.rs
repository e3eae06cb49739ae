//! The stub manager: one marshaled object.
//!
//! ```text
//!                 first strong reference               last one gone
//!   Asleep ────────────────────────────────▶ Held ────────────────────▶ Gone   (no weak tables are left)
//!     ▲                                        │
//!     └────────────────────────────────────────┘
//!       last one gone, but weak tables (MSHLFLAGS_TABLEWEAK) are left
//! ```
//!
//! While it is *asleep* the manager has only the object's weak reference (IWeakReferenceSource), so that the object dies
//! with its last owner at home. An object without weak references cannot be watched like that: it stays *held* while a
//! weak table waits for its first client, and is *gone* with its last client, as on Windows.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use oxcom_abi::inspection::ObjectFigures;
use oxcom_abi::{IWeakReference, IWeakReferenceSource};
use windows_core::{GUID, IUnknown, Interface};

use super::held::Held;
use super::notices::{Notice, Notices};
use super::stub::Callee;
use super::{Stub, stub, table};
use crate::apartment::Apartment;
use crate::error::{Error, Result};
use crate::interfaces;

/// Holds one object for all who are outside.
pub(crate) struct StubManager {
    /// Immutable.
    oid: u64,
    /// Immutable.
    identity: (u64, usize),
    /// Immutable.
    apartment: Arc<Apartment>,
    /// Whether the object wants to hear of its connections (IExternalConnection). Immutable.
    external: bool,
    /// Guarded by its lock, which is never held while calling out.
    state: Mutex<State>,
}

struct State {
    object: Object,
    stubs: Vec<Arc<Stub>>,
    /// References owned outside, by streams, tables and external locks, over all stubs.
    references: u64,
    /// Of these, those owned by links. A class object's server stays up while there are any.
    by_links: u64,
    /// Of these, calls of CoLockObjectExternal.
    locks: u32,
    /// External connections (IExternalConnection).
    connections: u64,
    /// Weak tables not yet released.
    weak_tables: u32,
    /// The object's weak reference, once a weak table has asked for it.
    weak: Option<Arc<Held<IWeakReference>>>,
    /// Whether a class factory's links keep the server up: set once, by CoRegisterClassObject.
    class_object: bool,
    notices: Notices,
}

enum Object {
    Held(Held),
    Asleep,
    Gone,
}

/// How many references come or go, and what that means for the object's connections.
#[derive(Clone, Copy, Default)]
pub(super) struct Delta {
    pub(super) references: i64,
    pub(super) by_links: i64,
    /// External connections (IExternalConnection) that begin or end.
    pub(super) connections: i64,
    /// The last external lock is let go, and weak tables are to keep the object connected.
    pub(super) keep_open: bool,
}

impl StubManager {
    pub(super) fn new(apartment: Arc<Apartment>, object: IUnknown, external: bool) -> Arc<Self> {
        let identity = (apartment.oxid(), object.as_raw() as usize);
        let state = State {
            object: Object::Held(Held::new(object, &apartment)),
            stubs: Vec::new(),
            references: 0,
            by_links: 0,
            locks: 0,
            connections: 0,
            weak_tables: 0,
            weak: None,
            class_object: false,
            notices: Notices::default(),
        };
        Arc::new(Self {
            oid: crate::random::nonzero(),
            identity,
            apartment,
            external,
            state: Mutex::new(state),
        })
    }

    /// One that holds its object whoever else does.
    pub(super) fn permanent(apartment: Arc<Apartment>, object: IUnknown) -> Arc<Self> {
        let manager = Self::new(apartment, object, false);
        manager.lock().references = 1;
        manager
    }

    /// What others know of the object, and its interfaces.
    pub(super) fn survey(&self) -> (ObjectFigures, Vec<Arc<Stub>>) {
        let state = self.lock();
        let figures = ObjectFigures {
            oid: self.oid,
            oxid: self.apartment.oxid(),
            references: state.references,
            by_links: state.by_links,
            locks: state.locks,
            weak_tables: state.weak_tables,
            asleep: matches!(state.object, Object::Asleep).into(),
            class_object: state.class_object.into(),
        };
        (figures, state.stubs.clone())
    }

    pub(crate) fn oid(&self) -> u64 {
        self.oid
    }

    pub(super) fn identity(&self) -> (u64, usize) {
        self.identity
    }

    pub(super) fn apartment(&self) -> &Arc<Apartment> {
        &self.apartment
    }

    /// Whether pointers to it are good. Of one that sleeps, only its [`object`](Self::object) tells for sure.
    pub(crate) fn is_connected(&self) -> bool {
        !matches!(self.lock().object, Object::Gone)
    }

    /// Whether it has only the object's weak reference.
    pub(super) fn is_asleep(&self) -> bool {
        matches!(self.lock().object, Object::Asleep)
    }

    /// The stub for an interface, made when the object has the interface and it can be marshaled.
    pub(crate) fn stub(self: &Arc<Self>, object: &IUnknown, iid: &GUID) -> Result<Arc<Stub>> {
        if let Some(stub) = self.lock().stubs.iter().find(|stub| stub.plan().iid() == *iid) {
            return Ok(stub.clone());
        }
        let plan = interfaces::plan(iid)?;
        let callee = Callee::new(&plan, stub::query(object, iid)?, &self.apartment)?;
        let mut state = self.lock();
        if let Some(stub) = state.stubs.iter().find(|stub| stub.plan().iid() == *iid).cloned() {
            drop(state); // before what was made in vain
            return Ok(stub); // another thread was faster
        }
        if matches!(state.object, Object::Gone) {
            drop(state); // before what was made in vain
            return Err(Error::Disconnected);
        }
        let held = matches!(state.object, Object::Held(_));
        let (callee, unused) = if held { (Some(callee), None) } else { (None, Some(callee)) };
        let stub = table::insert(|ipid| Arc::new(Stub::new(ipid, plan, callee, self.clone())));
        state.stubs.push(stub.clone());
        drop(state);
        drop(unused); // outside the lock: it may release the object
        Ok(stub)
    }

    /// The object itself, for a thread of its apartment: None when it is disconnected, or has died asleep.
    pub(crate) fn object(self: &Arc<Self>) -> Option<IUnknown> {
        let weak = {
            let state = self.lock();
            match &state.object {
                Object::Held(held) => return Some(held.get()),
                Object::Asleep => state.weak.clone()?,
                Object::Gone => return None,
            }
        };
        // SAFETY: a call in the object's apartment.
        let object = unsafe { weak.get().Resolve::<IUnknown>() }.ok();
        if object.is_none() {
            self.disconnect();
        }
        object
    }

    /// Lets a stub keep what it calls, if the object is held.
    pub(super) fn keep(&self, stub: &Stub, callee: Callee) {
        let state = self.lock();
        let unused = match state.object {
            Object::Held(_) => stub.set_callee(Some(callee)),
            Object::Asleep | Object::Gone => Some(callee),
        };
        drop(state);
        drop(unused); // outside the lock: it may release the object
    }

    /// Says that this is a class object: while links own references to it, the server counts as used.
    pub(crate) fn mark_class_object(&self) {
        self.lock().class_object = true;
    }

    /// Adds or takes references; the object goes with the last one. `object` wakes a manager that sleeps. The answer is to
    /// be [settled](Change::settle) when no lock is held; none: references to an object that is gone, or sleeps and was
    /// not given.
    pub(super) fn apply(self: &Arc<Self>, delta: Delta, object: Option<&IUnknown>) -> Option<Change> {
        let mut state = self.lock();
        if delta.references > 0 {
            match (&state.object, object) {
                (Object::Held(_), _) => {}
                (Object::Asleep, Some(object)) => {
                    state.object = Object::Held(Held::new(object.clone(), &self.apartment));
                }
                (Object::Asleep, None) | (Object::Gone, _) => return None,
            }
        }
        let used = state.by_links > 0;
        state.references = state.references.saturating_add_signed(delta.references);
        state.by_links = state.by_links.saturating_add_signed(delta.by_links);
        if state.class_object && used != (state.by_links > 0) {
            self.note(&mut state, Notice::LockServer(!used));
        }
        self.note_connections(&mut state, delta);
        let left = if delta.references < 0 && state.references == 0 {
            state.last_reference_gone(self.external || delta.keep_open)
        } else {
            Left::default()
        };
        Some(self.change(state, left))
    }

    /// Adds a weak table; false when the object has been disconnected.
    pub(super) fn add_weak_table(self: &Arc<Self>, object: &IUnknown) -> bool {
        let weak = match self.lock().weak {
            Some(_) => None,
            // SAFETY: a call in the object's apartment.
            None => object
                .cast::<IWeakReferenceSource>()
                .and_then(|source| unsafe { source.GetWeakReference() })
                .ok(),
        };
        let mut state = self.lock();
        if matches!(state.object, Object::Gone) {
            return false;
        }
        state.weak_tables += 1;
        if let Some(weak) = weak {
            state.weak.get_or_insert_with(|| Arc::new(Held::new(weak, &self.apartment)));
        }
        let left = if state.references == 0 && state.weak.is_some() {
            state.last_reference_gone(true)
        } else {
            Left::default()
        };
        self.change(state, left).settle();
        true
    }

    /// CoReleaseMarshalData of a weak table.
    pub(super) fn release_weak_table(self: &Arc<Self>) -> Result<()> {
        let mut state = self.lock();
        state.weak_tables = state.weak_tables.checked_sub(1).ok_or(Error::ObjectNotRegistered)?;
        let unused = state.weak_tables == 0 && state.references == 0;
        let left = if unused { state.leave() } else { Left::default() };
        self.change(state, left).settle();
        Ok(())
    }

    /// CoLockObjectExternal with TRUE; false when the object has been disconnected.
    pub(super) fn lock_external(self: &Arc<Self>, object: &IUnknown) -> bool {
        let delta = Delta { references: 1, connections: 1, ..Delta::default() };
        let Some(change) = self.apply(delta, Some(object)) else { return false };
        self.lock().locks += 1;
        change.settle();
        true
    }

    /// CoLockObjectExternal with FALSE: one lock less, if there is one.
    pub(super) fn unlock_external(self: &Arc<Self>, last_unlock_releases: bool) {
        {
            let mut state = self.lock();
            let Some(locks) = state.locks.checked_sub(1) else { return };
            state.locks = locks;
        }
        let delta =
            Delta { references: -1, connections: -1, keep_open: !last_unlock_releases, ..Delta::default() };
        self.apply(delta, None).into_iter().for_each(Change::settle);
    }

    /// Forgets the object: all pointers to it are dead from now on, whoever owns references.
    pub(crate) fn disconnect(self: &Arc<Self>) {
        let mut state = self.lock();
        let left = state.leave();
        self.change(state, left).settle();
    }

    /// Lets go of an object that nobody has a reference to, because none could be given.
    pub(super) fn disconnect_if_unused(self: &Arc<Self>) {
        let mut state = self.lock();
        let unused = state.references == 0 && state.weak_tables == 0;
        let left = if unused { state.leave() } else { Left::default() };
        self.change(state, left).settle();
    }

    /// Notes what the object is to be told of its connections. The last one closes it, unless the caller wants it open.
    fn note_connections(&self, state: &mut State, delta: Delta) {
        if !self.external {
            return; // nobody is to be told, so nobody counts
        }
        for _ in 0..delta.connections.unsigned_abs() {
            let notice = if delta.connections > 0 {
                state.connections += 1;
                Notice::Connected
            } else {
                state.connections = state.connections.saturating_sub(1);
                Notice::Disconnected { last_release_closes: state.connections == 0 && !delta.keep_open }
            };
            self.note(state, notice);
        }
    }

    fn note(&self, state: &mut State, notice: Notice) {
        if let Object::Held(held) = &state.object {
            let object = Held::new(held.get(), &self.apartment);
            state.notices.push(notice, object);
        }
    }

    fn change(self: &Arc<Self>, mut state: MutexGuard<'_, State>, left: Left) -> Change {
        let deliver = state.notices.start();
        Change { manager: self.clone(), left, deliver }
    }

    /// Makes the calls that are due.
    fn deliver(self: &Arc<Self>) {
        let manager = self.clone();
        self.apartment.run(move || {
            loop {
                let next = manager.lock().notices.next();
                let Some((notice, object)) = next else { break };
                notice.deliver(&object.get());
            }
        });
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// What is to be done when the last strong reference goes. `stay`: somebody else decides about the end of an object
    /// whose weak tables cannot be kept by a weak reference.
    fn last_reference_gone(&mut self, stay: bool) -> Left {
        if self.weak_tables > 0 && self.weak.is_some() {
            let object = std::mem::replace(&mut self.object, Object::Asleep);
            let callees = self.stubs.iter().filter_map(|stub| stub.set_callee(None)).collect();
            Left { object: Some(object), callees, ..Left::default() }
        } else if self.weak_tables > 0 && stay {
            Left::default()
        } else {
            self.leave()
        }
    }

    fn leave(&mut self) -> Left {
        let object = std::mem::replace(&mut self.object, Object::Gone);
        let gone = !matches!(object, Object::Gone);
        let stubs = std::mem::take(&mut self.stubs);
        // A thread may still have a stub at hand: that is not to keep the object.
        let callees = stubs.iter().filter_map(|stub| stub.set_callee(None)).collect();
        Left { object: Some(object), stubs, callees, weak: self.weak.take(), gone }
    }
}

/// What is to be let go, outside the lock: it may release the object.
#[derive(Default)]
struct Left {
    object: Option<Object>,
    callees: Vec<Callee>,
    stubs: Vec<Arc<Stub>>,
    weak: Option<Arc<Held<IWeakReference>>>,
    gone: bool,
}

/// What follows a change of references, to be done when no lock is held.
#[must_use = "objects are told and released by settling"]
pub(super) struct Change {
    manager: Arc<StubManager>,
    left: Left,
    deliver: bool,
}

impl Change {
    /// Tells the object what it is to be told, and releases what nobody needs any more.
    pub(super) fn settle(self) {
        let Self { manager, left, deliver } = self;
        if deliver {
            manager.deliver();
        }
        left.stubs.iter().for_each(|stub| table::remove(&stub.ipid()));
        if left.gone {
            super::forget(&manager);
        }
        drop((left.stubs, left.callees, left.weak, left.object)); // releases the object, in its apartment
    }
}

//! The object exporter: what this process lets others call ([MS-DCOM] 3.1.1.1).
//!
//! ```text
//!   IPID ──▶ Stub ──▶ StubManager ──▶ the object
//!   (a marshaled interface)   (a marshaled object: OID)
//!
//!   link ──▶ Account: how many references of each IPID the peer owns
//! ```
//!
//! An object is held as long as somebody outside owns references to it. Each reference is owned by a live link, or by
//! this process for what it has written to a stream; when a link closes, what it owned goes at once.

mod account;

pub(crate) mod functions;
mod held;
mod manager;
mod notices;
mod rem_unknown;
mod streams;
mod stub;
mod survey;
mod table;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ffi::c_void;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use oxcom_abi::IExternalConnection;
use oxcom_link::Link;
use windows_core::{GUID, IUnknown, Interface};

pub(crate) use account::{expire_abroad, link_closed, release_abroad, release_from, release_from_stream};
pub(crate) use held::Held;
pub(crate) use manager::StubManager;
pub(crate) use rem_unknown::{
    dispatch as dispatch_rem_unknown, exporter_of, ipid_of as rem_unknown_ipid, object_asked,
};
pub(crate) use stub::{Stub, query};
pub(crate) use survey::{counts, survey};
pub(crate) use table::{Called, find, find_to_call};

use crate::apartment::Apartment;
use crate::error::{Error, Result};

/// How many references a marshaled pointer carries, so that the receiver may copy its pointer without asking.
pub(crate) const REFERENCES: u32 = 5;

/// Who is to own the references that a marshaled pointer carries.
#[derive(Clone, Copy)]
pub(crate) enum Owner<'a> {
    /// The peer that gets the message.
    Link(&'a Arc<dyn Link>),
    /// This process, until the pointer that lies in some stream is unmarshaled (MSHLFLAGS_NORMAL).
    Stream,
    /// This process, until CoReleaseMarshalData (MSHLFLAGS_TABLESTRONG).
    Table,
    /// Whoever on another machine gets the pointer.
    Abroad,
    /// Nobody: the object stays as long as somebody else holds it (MSHLFLAGS_TABLEWEAK).
    Weak,
}

/// What a marshaled pointer of this process that lies in a stream holds of its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// So many references, once (MSHLFLAGS_NORMAL).
    Normal(u32),
    /// One that stays (MSHLFLAGS_TABLESTRONG).
    Table,
    /// None (MSHLFLAGS_TABLEWEAK).
    Weak,
}

/// A marshaled interface of this process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exported {
    pub(crate) oxid: u64,
    pub(crate) oid: u64,
    pub(crate) ipid: GUID,
    /// References that go with the pointer: [`REFERENCES`], or 0 for a table.
    pub(crate) references: u32,
}

/// The exporter by which others reach what this process shares, from the calling thread's apartment.
pub(crate) fn own_exporter() -> Result<u64> {
    crate::process::open()?;
    Ok(crate::apartment::current()?.oxid())
}

/// An object's identity in an apartment: its IUnknown, as a number.
type Identity = (u64, usize);

/// The stub managers by the object they hold. Guarded by its own lock, never held while calling out.
static IDENTITIES: LazyLock<Mutex<HashMap<Identity, Arc<StubManager>>>> = LazyLock::new(Mutex::default);

fn identities() -> MutexGuard<'static, HashMap<Identity, Arc<StubManager>>> {
    IDENTITIES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes `object`, which lives in `apartment`, callable from outside by its interface `iid`.
///
/// # Safety
/// `object` is an interface pointer that the calling thread may use.
pub(crate) unsafe fn export(
    apartment: &Arc<Apartment>,
    object: *mut c_void,
    iid: &GUID,
    owner: Owner<'_>,
) -> Result<Exported> {
    // SAFETY: by contract.
    let object =
        unsafe { IUnknown::from_raw_borrowed(&object) }.ok_or(Error::InvalidArgument("null object"))?;
    let identity: IUnknown = object.cast()?;
    loop {
        let manager = manager_of(apartment, &identity);
        let credited = manager.stub(&identity, iid).and_then(|stub| {
            let references = account::credit(&stub, &identity, owner)?;
            Ok((stub.ipid(), references))
        });
        // A manager whose last reference went meanwhile takes no new ones: the next round makes another.
        match credited {
            Ok((_, None)) => {}
            Ok((ipid, Some(references))) => {
                return Ok(Exported { oxid: apartment.oxid(), oid: manager.oid(), ipid, references });
            }
            // It has been disconnected meanwhile; an apartment that has closed gets no other.
            Err(Error::Disconnected) if !manager.is_connected() && !apartment.is_closed() => {}
            Err(error) => {
                manager.disconnect_if_unused(); // it may have been made in vain
                return Err(error);
            }
        }
    }
}

/// The object's manager, made when there is none. This thread is in the object's apartment.
fn manager_of(apartment: &Arc<Apartment>, identity: &IUnknown) -> Arc<StubManager> {
    let known = marshaled(apartment, identity);
    // Of an object that died while its manager slept, another one may have the address now.
    if let Some(known) = known.filter(|manager| manager.is_connected() && manager.object().is_some()) {
        return known;
    }
    let external = identity.cast::<IExternalConnection>().is_ok();
    let made = StubManager::new(apartment.clone(), identity.clone(), external);
    let key = (apartment.oxid(), identity.as_raw() as usize);
    let (manager, unused) = match identities().entry(key) {
        Entry::Occupied(known) if known.get().is_connected() => (known.get().clone(), Some(made)),
        Entry::Occupied(mut gone) => (made.clone(), Some(gone.insert(made))),
        Entry::Vacant(free) => (free.insert(made).clone(), None),
    };
    drop(unused); // outside the lock: it may release an object
    manager
}

/// Makes an object of the runtime's own callable by an IPID that others know without being told, for as long as the stub is
/// kept.
///
/// # Errors
/// E_NOINTERFACE: the object lacks the interface, or nothing describes it.
pub(crate) fn well_known(
    apartment: &Arc<Apartment>,
    object: IUnknown,
    iid: &GUID,
    ipid: GUID,
) -> Result<Arc<Stub>> {
    let plan = crate::interfaces::plan(iid)?;
    let callee = stub::Callee::new(&plan, query(&object, iid)?, apartment)?;
    let manager = StubManager::permanent(apartment.clone(), object);
    Ok(Arc::new(Stub::new(ipid, plan, Some(callee), manager)))
}

/// CoLockObjectExternal for an object of the calling thread's apartment.
pub(crate) fn lock_external(apartment: &Arc<Apartment>, object: &IUnknown) -> Result<()> {
    let identity: IUnknown = object.cast()?;
    while !manager_of(apartment, &identity).lock_external(&identity) {}
    Ok(())
}

/// Whether an exporter of this process has that name, and exports anything.
pub(crate) fn is_exporter(oxid: u64) -> bool {
    identities().keys().any(|(exporter, _)| *exporter == oxid)
}

/// The manager of an object of this apartment, if it has been marshaled.
pub(crate) fn marshaled(apartment: &Apartment, identity: &IUnknown) -> Option<Arc<StubManager>> {
    identities().get(&(apartment.oxid(), identity.as_raw() as usize)).cloned()
}

/// Forgets a manager that has been disconnected.
fn forget(manager: &Arc<StubManager>) {
    let mut identities = identities();
    if identities.get(&manager.identity()).is_some_and(|known| Arc::ptr_eq(known, manager)) {
        identities.remove(&manager.identity());
    }
}

/// Disconnects all objects of an apartment whose last thread leaves.
pub(crate) fn apartment_closed(apartment: &Arc<Apartment>) {
    let managers: Vec<_> = identities()
        .values()
        .filter(|manager| Arc::ptr_eq(manager.apartment(), apartment))
        .cloned()
        .collect();
    managers.iter().for_each(StubManager::disconnect);
}

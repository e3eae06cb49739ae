//! The proxy manager: a remote object's identity in an apartment.
//!
//! There is one for each object and apartment, so that two pointers to the same object are equal where COM says so. It is
//! the IUnknown of the object, has its IMarshal (the standard marshaler), and owns the proxies of its interfaces.

use std::ffi::c_void;
use std::ptr::NonNull;
use std::sync::atomic::{AtomicU32, Ordering, fence};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use oxcom_abi::inspection::ProxyFigures;
use oxcom_abi::{E_POINTER, IMarshal, IMarshal_Vtbl, IMultiQI, IMultiQI_Vtbl, S_OK};
use oxcom_link::Technique;
use windows_core::{GUID, HRESULT, IUnknown, IUnknown_Vtbl, Interface};

use super::handler::Handler;
use super::{InterfaceProxy, RemoteExporter, RemoteReference, Standing, multi_query};
use crate::apartment::{Apartment, ObjectId};
use crate::call::options;
use crate::error::{Error, Result, answer};
use crate::interfaces;
use crate::marshal::proxy_marshaler;
use crate::proxy_stub::Channel;

/// A remote object, as the threads of one apartment see it.
#[repr(C)]
pub(crate) struct ProxyManager {
    /// First: the manager is the object's IUnknown.
    unknown: &'static IUnknown_Vtbl,
    /// Second: the object's IMarshal.
    marshal: &'static IMarshal_Vtbl,
    /// Third: the object's IMultiQI.
    multi_query: &'static IMultiQI_Vtbl,
    /// References of the client. SYNC POINT: the last `release` (AcqRel) pairs with all others (Release).
    count: AtomicU32,
    /// Immutable.
    id: ObjectId,
    /// Immutable.
    apartment: Arc<Apartment>,
    /// Immutable.
    exporter: Arc<RemoteExporter>,
    /// Guarded by its lock, never held while calling out.
    proxies: Mutex<Proxies>,
    /// Immutable; its parts are atomic.
    standing: Arc<Standing>,
    /// What the object has put before its proxies. Set once.
    handler: OnceLock<Handler>,
}

/// Boxed: clients hold pointers to them.
type Proxies = Vec<Box<InterfaceProxy>>;

/// A manager in its apartment's table, which owns no reference.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct ManagerRef(NonNull<ProxyManager>);

// SAFETY: the table's lock guards it: a manager leaves the table under that lock before it is freed.
unsafe impl Send for ManagerRef {}

static UNKNOWN: IUnknown_Vtbl =
    IUnknown_Vtbl { QueryInterface: query_interface, AddRef: add_ref, Release: release };

/// By this id a manager answers with itself: never seen outside of this crate.
const IID_PROXY_MANAGER: GUID = GUID::from_u128(0xF2B5A9B5_0F1D_4D9E_8A55_6B9C0C2E7A41);

/// A counted reference to a manager.
pub(crate) struct Owned(NonNull<ProxyManager>);

// SAFETY: references are counted atomically, and the last one may go on any thread: it only sends a message. What needs
// the right thread asks for it (`exporter_for_call`).
unsafe impl Send for Owned {}

impl Owned {
    /// The manager of an object, found or made, with references to one of its interfaces, which it takes over.
    pub(crate) fn connect(
        apartment: &Arc<Apartment>,
        exporter: &Arc<RemoteExporter>,
        reference: RemoteReference,
        iid: &GUID,
    ) -> Result<Self> {
        let id = ObjectId { oxid: exporter.oxid, oid: reference.oid };
        let manager = {
            let mut table = table(apartment);
            let known = table.get(&id).copied().and_then(ManagerRef::upgrade);
            known.unwrap_or_else(|| {
                let made = ProxyManager::make(id, apartment, exporter);
                table.insert(id, ManagerRef(made.0));
                made
            })
        };
        manager.adopt(iid, reference)?;
        Ok(manager)
    }

    /// The manager behind an interface pointer, when that is one of our proxies.
    ///
    /// # Safety
    /// `object` is a live interface pointer.
    pub(crate) unsafe fn of(object: *mut c_void) -> Option<Self> {
        // SAFETY: a COM object begins with its vtable, and a vtable with QueryInterface.
        let (vtable, query) =
            unsafe { (*object.cast::<*const c_void>(), **object.cast::<*const *const c_void>()) };
        let manager = if vtable == std::ptr::from_ref(&UNKNOWN).cast() {
            object.cast::<ProxyManager>().cast_const()
        } else if query == super::proxy_functions()[0] {
            // SAFETY: only proxies have this function.
            unsafe { InterfaceProxy::from_raw(object) }.manager()
        } else if vtable == std::ptr::from_ref(proxy_marshaler::vtable()).cast() {
            ProxyManager::of_marshal(object)
        } else if vtable == std::ptr::from_ref(multi_query::vtable()).cast() {
            ProxyManager::of_multi_query(object)
        } else {
            // SAFETY: a live interface pointer.
            return unsafe { Self::of_library_proxy(object) };
        };
        // SAFETY: the caller keeps the object alive, and with it the manager.
        let manager = unsafe { &*manager };
        manager.add_ref();
        Some(Self(NonNull::from(manager)))
    }

    /// The manager of a proxy that a library has made, which asks it for what it does not know itself.
    ///
    /// # Safety
    /// `object` is a live interface pointer.
    unsafe fn of_library_proxy(object: *mut c_void) -> Option<Self> {
        if !super::proxy::may_be_of_a_library() {
            return None;
        }
        let mut found = std::ptr::null_mut();
        // SAFETY: by contract; `found` is writable. With success it is an owned interface pointer, whoever answered.
        unsafe {
            let object = IUnknown::from_raw_borrowed(&object)?;
            if object.query(&IID_PROXY_MANAGER, &mut found).is_err() || found.is_null() {
                return None;
            }
            let answered = IUnknown::from_raw(found);
            let ours = *found.cast::<*const IUnknown_Vtbl>() == std::ptr::from_ref(&UNKNOWN);
            ours.then(|| Self(NonNull::new_unchecked(answered.into_raw().cast())))
        }
    }

    /// Gives the reference away as one of the interface `iid`.
    pub(crate) fn into_interface(self, iid: &GUID) -> Result<*mut c_void> {
        self.query(iid)
    }
}

impl std::ops::Deref for Owned {
    type Target = ProxyManager;

    fn deref(&self) -> &ProxyManager {
        // SAFETY: this owns a reference.
        unsafe { self.0.as_ref() }
    }
}

impl Clone for Owned {
    fn clone(&self) -> Self {
        self.add_ref();
        Self(self.0)
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: this owns a reference, and ends here.
        unsafe { ProxyManager::release(self.0.as_ptr()) };
    }
}

impl ManagerRef {
    /// A counted reference, unless the manager is about to go. The table's lock is held.
    fn upgrade(self) -> Option<Owned> {
        // SAFETY: what is in the table has not been freed: `destroy` takes it out first, under the lock we hold.
        let manager = unsafe { self.0.as_ref() };
        let alive = |count| (count > 0).then_some(count + 1);
        manager.count.fetch_update(Ordering::Relaxed, Ordering::Relaxed, alive).ok()?;
        Some(Owned(self.0))
    }
}

impl ProxyManager {
    fn make(id: ObjectId, apartment: &Arc<Apartment>, exporter: &Arc<RemoteExporter>) -> Owned {
        if let Some(resolver) = exporter.resolver() {
            crate::dcom::using(resolver, id.oid);
        }
        let manager = Box::new(Self {
            unknown: &UNKNOWN,
            marshal: proxy_marshaler::vtable(),
            multi_query: multi_query::vtable(),
            count: AtomicU32::new(1),
            id,
            apartment: apartment.clone(),
            exporter: exporter.clone(),
            proxies: Mutex::default(),
            standing: Arc::default(),
            handler: OnceLock::new(),
        });
        if exporter.is_abroad() {
            manager.share_no_memory();
        }
        Owned(NonNull::from(Box::leak(manager)))
    }

    /// The manager whose IMarshal this is.
    pub(crate) fn of_marshal(marshal: *mut c_void) -> *const Self {
        marshal.wrapping_byte_sub(std::mem::offset_of!(Self, marshal)).cast()
    }

    /// The manager whose IMultiQI this is.
    pub(super) fn of_multi_query(multi_query: *mut c_void) -> *const Self {
        multi_query.wrapping_byte_sub(std::mem::offset_of!(Self, multi_query)).cast()
    }

    pub(crate) fn oid(&self) -> u64 {
        self.id.oid
    }

    pub(super) fn lives_in(&self, apartment: &Arc<Apartment>) -> bool {
        Arc::ptr_eq(&self.apartment, apartment)
    }

    /// Whether calls can still be made: CoIsHandlerConnected.
    pub(crate) fn is_connected(&self) -> bool {
        !self.standing.is_disconnected() && self.exporter.link.is_alive()
    }

    /// The number by which the link knows an interface.
    pub(super) fn context_of(&self, iid: &GUID) -> Result<u16> {
        Ok(self.exporter.link.context_of(iid)?)
    }

    /// Whether calls to the object may lend memory, either way.
    pub(crate) fn shares_memory(&self) -> bool {
        self.standing.shares_memory()
    }

    /// Sees to it that calls to the object lend nothing from now on.
    pub(crate) fn share_no_memory(&self) {
        self.standing.share_no_memory();
    }

    pub(super) fn apartment(&self) -> &Arc<Apartment> {
        &self.apartment
    }

    /// Puts a handler before the proxies, unless there is one.
    ///
    /// # Errors
    /// What creating it answers.
    pub(crate) fn attach_handler(&self, clsid: GUID) -> Result<()> {
        if self.handler.get().is_none() {
            super::proxy::note_library_proxies();
            let unused = self.handler.set(Handler::create(self, clsid)?);
            drop(unused);
        }
        Ok(())
    }

    /// The class of the object's handler.
    pub(crate) fn handler_class(&self) -> Option<GUID> {
        self.handler.get().map(|handler| handler.clsid)
    }

    /// The exporter, for a call by the current thread.
    pub(crate) fn exporter_for_call(&self) -> Result<&Arc<RemoteExporter>> {
        if !self.apartment.is_current() {
            return Err(Error::WrongThread);
        }
        if !self.is_connected() {
            return Err(Error::Disconnected);
        }
        Ok(&self.exporter)
    }

    /// What a proxy of a library calls through.
    pub(super) fn channel(&self, context: u16, ipid: GUID) -> Channel {
        let (apartment, exporter) = (self.apartment.clone(), self.exporter.clone());
        Channel::new(apartment, exporter, (context, ipid), self.standing.clone())
    }

    pub(super) fn add_ref(&self) -> u32 {
        self.count.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Gives up one reference; the last one tells the exporter.
    ///
    /// # Safety
    /// `this` is a live manager of which the caller owns a reference.
    pub(super) unsafe fn release(this: *const Self) -> u32 {
        // SAFETY: alive by contract.
        let manager = unsafe { &*this };
        let left = manager.count.fetch_sub(1, Ordering::Release) - 1;
        if left == 0 {
            fence(Ordering::Acquire);
            // SAFETY: nobody else has a reference: `upgrade` gives none from 0.
            unsafe { Self::destroy_at_home(this.cast_mut()) };
        }
        left
    }

    /// Ends the manager: on a thread of its apartment, if it has a handler, which is used there only.
    ///
    /// # Safety
    /// As for [`Self::destroy`].
    unsafe fn destroy_at_home(this: *mut Self) {
        struct Last(*mut ProxyManager);
        // SAFETY: the last reference, which goes to another thread as a whole.
        unsafe impl Send for Last {}
        impl Drop for Last {
            fn drop(&mut self) {
                // SAFETY: the last one to see it, by the contract of who makes this.
                unsafe { ProxyManager::destroy(self.0) };
            }
        }
        let last = Last(this);
        // SAFETY: alive until `last` is dropped.
        let manager = unsafe { &*this };
        if manager.handler.get().is_some() && !manager.apartment.is_current() {
            let apartment = manager.apartment.clone();
            apartment.run(move || drop(last)); // or right here, when it has closed
        }
    }

    /// # Safety
    /// Nobody else has a reference to it.
    unsafe fn destroy(this: *mut Self) {
        // SAFETY: by contract of the caller the last one to see it.
        let mut manager = unsafe { Box::from_raw(this) };
        {
            let mut table = table(&manager.apartment);
            if table.get(&manager.id).is_some_and(|known| known.0.as_ptr() == this) {
                table.remove(&manager.id);
            }
        }
        if let Some(handler) = manager.handler.take() {
            // The handler's last acts may take references to the whole, and give them back.
            manager.count.store(u32::MAX / 2, Ordering::Relaxed);
            drop(handler);
        }
        manager.give_back();
        if let Some(resolver) = manager.exporter.resolver() {
            crate::dcom::not_using(resolver, manager.id.oid);
        }
    }

    /// Returns all references to the exporter.
    fn give_back(&self) {
        let references: Vec<_> = self
            .proxies()
            .iter()
            .map(|proxy| (proxy.ipid(), proxy.take_references()))
            .filter(|(_, count)| *count > 0)
            .collect();
        if !references.is_empty() && self.exporter.link.is_alive() {
            self.exporter.release(&references);
        }
    }

    /// Cuts the object off: later calls answer RPC_E_DISCONNECTED, and the exporter gets its references back.
    pub(crate) fn disconnect(&self) {
        if self.standing.disconnect() {
            self.give_back();
        }
    }

    pub(crate) unsafe fn query_interface(&self, iid: *const GUID, out: *mut *mut c_void) -> HRESULT {
        if iid.is_null() || out.is_null() {
            return E_POINTER;
        }
        // SAFETY: neither is null, so both are as QueryInterface demands.
        unsafe {
            match self.query(&*iid) {
                Ok(interface) => {
                    *out = interface;
                    S_OK
                }
                Err(error) => {
                    *out = std::ptr::null_mut();
                    answer(Err(error))
                }
            }
        }
    }

    /// A counted reference to itself.
    pub(crate) fn own(&self) -> Owned {
        self.add_ref();
        Owned(NonNull::from(self))
    }

    /// What carries calls to the object.
    pub(crate) fn technique(&self) -> Technique {
        self.exporter.link.technique()
    }

    /// An owned pointer to another proxy for the same interface. It lives as long as the object's others.
    pub(crate) fn copy_proxy(&self, proxy: &InterfaceProxy) -> Result<*mut c_void> {
        self.exporter_for_call()?;
        let copy = Box::new(proxy.copy()?);
        let interface = copy.as_raw();
        self.proxies().push(copy);
        self.add_ref();
        Ok(interface)
    }

    /// An owned pointer to an interface of the object.
    fn query(&self, iid: &GUID) -> Result<*mut c_void> {
        if !self.apartment.is_current() {
            return Err(Error::WrongThread);
        }
        if let Some(interface) = options::interface(self, iid) {
            return Ok(interface);
        }
        if self.own_interface(iid).is_none()
            && let Some(handler) = self.handler.get()
            && let Some(interface) = handler.query(iid)
        {
            return Ok(interface);
        }
        self.query_behind_handler(iid)
    }

    /// An owned pointer to an interface that is the manager's own, or a proxy's.
    pub(super) fn query_behind_handler(&self, iid: &GUID) -> Result<*mut c_void> {
        let interface = match self.own_interface(iid) {
            Some(own) => own,
            None => self.interface(iid, InterfaceProxy::as_raw)?,
        };
        self.add_ref();
        Ok(interface)
    }

    /// An owned pointer to an interface that has been [fetched](Self::fetch), or needs not be.
    pub(super) fn query_fetched(&self, iid: &GUID) -> Result<*mut c_void> {
        if self.handler.get().is_some() {
            return self.query(iid);
        }
        let interface = self.own_interface(iid).or_else(|| self.find(iid, InterfaceProxy::as_raw));
        let interface = interface.ok_or(Error::NoInterface(*iid))?;
        self.add_ref();
        Ok(interface)
    }

    /// What the manager itself is.
    fn own_interface(&self, iid: &GUID) -> Option<*mut c_void> {
        match *iid {
            IUnknown::IID | IID_PROXY_MANAGER => Some(std::ptr::from_ref(self).cast_mut().cast()),
            IMarshal::IID => Some(std::ptr::from_ref(&self.marshal).cast_mut().cast()),
            IMultiQI::IID => Some(std::ptr::from_ref(&self.multi_query).cast_mut().cast()),
            _ => None,
        }
    }

    /// The proxy for an interface, for which the exporter is asked the first time.
    pub(crate) fn interface<R>(&self, iid: &GUID, body: impl Fn(&InterfaceProxy) -> R) -> Result<R> {
        if let Some(found) = self.find(iid, &body) {
            return Ok(found);
        }
        if is_local(iid) {
            return Err(Error::NoInterface(*iid));
        }
        interfaces::plan(iid)?; // what has no proxy need not be asked for
        self.ask(&[*iid])?; // IUnknown too, for whom somebody else gets a reference of it
        self.find(iid, &body).ok_or(Error::NoInterface(*iid))
    }

    /// Asks the exporter for those of the interfaces that are not known here, all at once, and makes proxies for those that
    /// the object has.
    ///
    /// # Errors
    /// The exporter cannot be asked, or the one interface that is asked for is not there.
    pub(super) fn fetch(&self, iids: &[GUID]) -> Result<()> {
        let mut wanted = Vec::new();
        for iid in iids {
            let known = self.own_interface(iid).is_some() || self.find(iid, |_| ()).is_some();
            if !known && !wanted.contains(iid) && !is_local(iid) && interfaces::plan(iid).is_ok() {
                wanted.push(*iid);
            }
        }
        if wanted.is_empty() { Ok(()) } else { self.ask(&wanted) }
    }

    /// Asks the exporter for interfaces that are not known here, and makes proxies for those that the object has.
    fn ask(&self, wanted: &[GUID]) -> Result<()> {
        let exporter = self.exporter_for_call()?;
        let any = self.proxies().first().map(|proxy| proxy.ipid()).ok_or(Error::Disconnected)?;
        let single = wanted.len() == 1;
        for (iid, found) in wanted.iter().zip(exporter.query_interfaces(&any, wanted)?) {
            match found {
                Ok(reference) => self.adopt(iid, reference)?,
                Err(hresult) if single => return Err(Error::Answered(hresult)),
                Err(hresult) => tracing::trace!(?iid, %hresult, "not there"),
            }
        }
        Ok(())
    }

    fn find<R>(&self, iid: &GUID, body: impl Fn(&InterfaceProxy) -> R) -> Option<R> {
        self.proxies().iter().find(|proxy| proxy.iid() == *iid).map(|proxy| body(proxy))
    }

    /// Takes over references to an interface; gives them back when there can be no proxy for it.
    fn adopt(&self, iid: &GUID, reference: RemoteReference) -> Result<()> {
        let made = interfaces::plan(iid)
            .and_then(|plan| InterfaceProxy::new(self, plan, reference.ipid, reference.count));
        let made = match made {
            Ok(made) => made,
            Err(error) => {
                self.exporter.release(&[(reference.ipid, reference.count)]);
                return Err(error);
            }
        };
        let mut proxies = self.proxies();
        match proxies.iter().find(|proxy| proxy.iid() == *iid && proxy.ipid() == reference.ipid) {
            Some(known) => known.add_references(reference.count),
            None => proxies.push(Box::new(made)),
        }
        Ok(())
    }

    fn figures(&self, proxy: &InterfaceProxy) -> ProxyFigures {
        ProxyFigures {
            oxid: self.apartment.oxid(),
            exporter: self.id.oxid,
            process_id: self.exporter.link.peer().pid,
            oid: self.id.oid,
            iid: proxy.iid(),
            ipid: proxy.ipid(),
            references: proxy.references(),
            pointers: self.count.load(Ordering::Relaxed),
            connected: self.is_connected().into(),
        }
    }

    fn proxies(&self) -> MutexGuard<'_, Proxies> {
        self.proxies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The proxies that an apartment's threads use: `most` of them, and how many there are besides.
pub(super) fn survey(apartment: &Apartment, most: usize) -> (Vec<ProxyFigures>, usize) {
    let (mut figures, mut left) = (Vec::new(), 0);
    let table = table(apartment);
    for known in table.values() {
        // SAFETY: what is in the table has not been freed: `destroy` takes it out first, under the lock we hold.
        let manager = unsafe { known.0.as_ref() };
        for proxy in &*manager.proxies() {
            if figures.len() < most {
                figures.push(manager.figures(proxy));
            } else {
                left += 1;
            }
        }
    }
    (figures, left)
}

/// Interfaces that say something about the pointer in hand, not about the object behind it.
fn is_local(iid: &GUID) -> bool {
    const INO_MARSHAL: GUID = oxcom_abi::INoMarshal::IID;
    const IAGILE_OBJECT: GUID = oxcom_abi::IAgileObject::IID;
    const ISTD_MARSHAL_INFO: GUID = oxcom_abi::IStdMarshalInfo::IID;
    const IEXTERNAL_CONNECTION: GUID = oxcom_abi::IExternalConnection::IID;
    matches!(*iid, INO_MARSHAL | IAGILE_OBJECT | ISTD_MARSHAL_INFO | IEXTERNAL_CONNECTION)
}

/// Disconnects all objects that an apartment's threads have used.
pub(super) fn disconnect_all(apartment: &Arc<Apartment>) {
    let managers: Vec<_> = table(apartment).values().copied().filter_map(ManagerRef::upgrade).collect();
    managers.iter().for_each(|manager| manager.disconnect());
}

fn table(apartment: &Apartment) -> MutexGuard<'_, std::collections::HashMap<ObjectId, ManagerRef>> {
    apartment.proxies.lock().unwrap_or_else(PoisonError::into_inner)
}

unsafe extern "system" fn query_interface(
    this: *mut c_void,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: called through the manager's vtable, with the arguments of QueryInterface.
    unsafe { (*this.cast::<ProxyManager>()).query_interface(iid, out) }
}

unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
    // SAFETY: called through the manager's vtable.
    unsafe { (*this.cast::<ProxyManager>()).add_ref() }
}

unsafe extern "system" fn release(this: *mut c_void) -> u32 {
    // SAFETY: called through the manager's vtable by an owner of a reference.
    unsafe { ProxyManager::release(this.cast::<ProxyManager>()) }
}

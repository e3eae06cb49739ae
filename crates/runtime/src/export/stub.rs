//! A stub: one marshaled interface of an object.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use oxcom_invoke::{Pointers, StubPlan};
use oxcom_link::Link;
use oxcom_typeinfo::plan::MethodResult;
use oxcom_wire::ndr::{Reader, Writer};
use windows_core::{GUID, IUnknown, Interface};

use super::StubManager;
use super::held::Held;
use super::streams::OnStreams;
use crate::apartment::Apartment;
use crate::error::{Error, Result};
use crate::interfaces::Plan;
use crate::marshal::custom_refused;
use crate::proxy_stub::LibraryStub;

/// One marshaled interface of an object.
pub(crate) struct Stub {
    /// Immutable.
    ipid: GUID,
    /// Immutable.
    plan: Arc<Plan>,
    /// None while the manager sleeps, and from then to the first call. Guarded by its lock, which is never held while
    /// calling out; taken after the manager's.
    callee: Mutex<Option<Callee>>,
    /// Immutable. The manager forgets its stubs when it is disconnected, which breaks the cycle.
    manager: Arc<StubManager>,
    /// Guarded by its lock, taken before the manager's.
    on_streams: Mutex<OnStreams>,
}

/// What a stub calls.
pub(super) struct Callee {
    interface: Held,
    /// Who calls it, when a library does.
    library: Option<Arc<LibraryStub>>,
}

impl Callee {
    /// A callee, on a thread of its apartment.
    pub(super) fn new(plan: &Plan, interface: IUnknown, apartment: &Arc<Apartment>) -> Result<Self> {
        let library = match plan.library() {
            Some(class) => Some(Arc::new(LibraryStub::new(&plan.iid(), class, &interface, apartment)?)),
            None => None,
        };
        Ok(Self { interface: Held::new(interface, apartment), library })
    }
}

impl Stub {
    pub(super) fn new(
        ipid: GUID,
        plan: Arc<Plan>,
        callee: Option<Callee>,
        manager: Arc<StubManager>,
    ) -> Self {
        Self { ipid, plan, callee: Mutex::new(callee), manager, on_streams: Mutex::default() }
    }

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
        self.manager.apartment()
    }

    /// The object's interface, for a thread of its apartment.
    ///
    /// # Errors
    /// RPC_E_DISCONNECTED: the object is gone.
    pub(crate) fn interface(&self) -> Result<IUnknown> {
        self.wake().map(|(interface, _)| interface)
    }

    /// What is to be called, found again when the manager has slept.
    fn wake(&self) -> Result<(IUnknown, Option<Arc<LibraryStub>>)> {
        if let Some(callee) = &*self.callee() {
            return Ok((callee.interface.get(), callee.library.clone()));
        }
        let object = self.manager.object().ok_or(Error::Disconnected)?;
        let interface = query(&object, &self.plan.iid())?;
        let callee = Callee::new(&self.plan, interface.clone(), self.apartment())?;
        let library = callee.library.clone();
        self.manager.keep(self, callee);
        Ok((interface, library))
    }

    /// Runs one method of the object, on a thread of its apartment: reads its arguments, writes its results.
    /// `shares_memory`: the caller may be lent memory.
    ///
    /// # Errors
    /// RPC_E_DISCONNECTED: the object is gone. What is wrong with the arguments, or cannot be sent of the results.
    pub(crate) fn invoke(
        &self,
        link: &Arc<dyn Link>,
        shares_memory: bool,
        method: u16,
        arguments: &mut Reader<'_>,
        results: &mut Writer<'_>,
        pointers: &mut dyn Pointers,
    ) -> Result<()> {
        let (interface, library) = match self.wake() {
            Ok(callee) => callee,
            Err(error) => {
                self.discard(method, arguments, pointers);
                return Err(error);
            }
        };
        // The call is not the business of whatever this thread is waiting for.
        custom_refused(false, || {
            if let Some(library) = library {
                return library.invoke(link, shares_memory, method, arguments, results);
            }
            let plan = self.plan.stub()?;
            // SAFETY: this thread is in the object's apartment, and the interface is held during the call.
            Ok(unsafe { plan.invoke(interface.as_raw(), method, arguments, results, pointers) }?)
        })
    }

    /// Gives up what the arguments of a call hold that is not made, on a thread of the object's apartment.
    pub(crate) fn discard(&self, method: u16, arguments: &mut Reader<'_>, pointers: &mut dyn Pointers) {
        let discard = |plan: &StubPlan| plan.discard(method, arguments, pointers).map_err(Error::from);
        // What only a library can read it alone could give up.
        if let Err(error) = self.plan.stub().and_then(discard) {
            tracing::debug!(%error, "the arguments of a call that was not made");
        }
    }

    /// Whether a method answers with an HRESULT.
    pub(crate) fn answers_hresult(&self, method: u16) -> bool {
        let Ok(plan) = self.plan.stub() else { return true }; // as a library's answers do
        let methods = &plan.interface().methods;
        let method = usize::from(method).checked_sub(3).and_then(|index| methods.get(index));
        method.is_some_and(|method| method.result == MethodResult::Hresult)
    }

    /// Changes what is called, and gives what was.
    pub(super) fn set_callee(&self, callee: Option<Callee>) -> Option<Callee> {
        std::mem::replace(&mut *self.callee(), callee)
    }

    pub(super) fn on_streams(&self) -> MutexGuard<'_, OnStreams> {
        self.on_streams.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn callee(&self) -> MutexGuard<'_, Option<Callee>> {
        self.callee.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The object's interface `iid`, held as any interface is held.
pub(crate) fn query(object: &IUnknown, iid: &GUID) -> Result<IUnknown> {
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

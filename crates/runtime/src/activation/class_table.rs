//! The class objects that this process has registered: CoRegisterClassObject and its kin.

use std::ffi::c_void;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use oxcom_abi::{
    CLSCTX_INPROC_HANDLER, CLSCTX_INPROC_SERVER, CLSCTX_LOCAL_SERVER, MSHCTX_LOCAL, MSHLFLAGS_TABLESTRONG,
    REGCLS_MULTI_SEPARATE, REGCLS_MULTIPLEUSE, REGCLS_SUSPENDED, S_OK,
};
use oxcom_activation::{Announcement, ClassUse};
use windows_core::{GUID, HRESULT, IUnknown, Interface, Ref};

use crate::apartment::{self, Apartment};
use crate::error::{Error, Result, answer};
use crate::marshal::{self, Destination};
use crate::{export, process};

/// A registered class object.
struct Registered {
    cookie: u32,
    clsid: GUID,
    object: Pointer,
    apartment: Arc<Apartment>,
    /// CLSCTX_*.
    context: u32,
    /// REGCLS_*, without REGCLS_SUSPENDED once it has been resumed.
    flags: u32,
    /// What tells other processes of it, and the marshaled pointer that they get.
    announced: Option<Announced>,
}

struct Announced {
    _announcement: Announcement,
    objref: Vec<u8>,
}

/// An interface pointer that stays in its apartment.
struct Pointer(IUnknown);

// SAFETY: the table gives it out in its own apartment only, and drops it there: revocation is refused elsewhere.
unsafe impl Send for Pointer {}

/// Guarded by its lock, never held while calling out.
static TABLE: Mutex<Vec<Registered>> = Mutex::new(Vec::new());

fn table() -> MutexGuard<'static, Vec<Registered>> {
    TABLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether this process has registered the class.
pub(super) fn is_registered(clsid: &GUID) -> bool {
    table().iter().any(|class| class.clsid == *clsid)
}

/// A class object registered by this apartment for one of the contexts.
pub(super) fn find(
    apartment: &Arc<Apartment>,
    clsid: &GUID,
    context: u32,
    iid: &GUID,
) -> Option<Result<*mut c_void>> {
    let object = table()
        .iter()
        .find(|class| {
            class.clsid == *clsid && Arc::ptr_eq(&class.apartment, apartment) && class.serves(context)
        })
        .map(|class| class.object.0.clone())?;
    let mut interface = std::ptr::null_mut();
    // SAFETY: a call in the object's apartment, with a writable out pointer.
    let found = unsafe { object.query(iid, &mut interface) };
    Some(found.ok().map(|()| interface).map_err(Error::from))
}

impl Registered {
    /// Whether a request in this process, for any of the contexts, gets this class object.
    fn serves(&self, context: u32) -> bool {
        let shared = self.flags & (REGCLS_MULTIPLEUSE | REGCLS_MULTI_SEPARATE) == REGCLS_MULTIPLEUSE;
        // MULTIPLEUSE: a local server's class object is good for in-process requests too.
        let own = if self.context & CLSCTX_LOCAL_SERVER != 0 && shared {
            self.context | CLSCTX_INPROC_SERVER
        } else {
            self.context
        };
        own & context != 0
    }

    fn usage(&self) -> ClassUse {
        if self.flags & REGCLS_MULTI_SEPARATE != 0 {
            ClassUse::MultiSeparate
        } else if self.flags & REGCLS_MULTIPLEUSE != 0 {
            ClassUse::Multiple
        } else {
            ClassUse::Single
        }
    }

    fn is_suspended(&self) -> bool {
        self.flags & REGCLS_SUSPENDED != 0
    }

    /// Drops what other processes know of it, then the class object.
    fn revoke(self) {
        let Self { object, announced, .. } = self;
        if let Some(Announced { _announcement, objref }) = announced {
            drop(_announcement);
            let _ = marshal::discard(&objref, None); // gone with the object's disconnection otherwise
        }
        drop(object);
    }
}

/// Tells other processes of a class object: they get a table-strong pointer to it.
fn announce(clsid: &GUID, cookie: u32, usage: ClassUse, object: &IUnknown) -> Result<Announced> {
    let destination = Destination::Stream {
        context: MSHCTX_LOCAL as u32,
        context_data: std::ptr::null(),
        flags: MSHLFLAGS_TABLESTRONG as u32,
    };
    // SAFETY: the object was registered by this apartment.
    let objref = unsafe { marshal::marshal(&IUnknown::IID, object.as_raw(), destination) }?;
    if let Some(manager) = export::marshaled(&*apartment::current()?, &object.cast()?) {
        manager.mark_class_object();
    }
    let announcement = process::open()?.presence().announce(clsid, cookie, usage, &objref)?;
    Ok(Announced { _announcement: announcement, objref })
}

/// Registers a class object of the calling apartment.
///
/// `context` is of CLSCTX_INPROC_SERVER, CLSCTX_INPROC_HANDLER, CLSCTX_LOCAL_SERVER, `flags` are REGCLS_*. A suspended class object is not
/// given to others before CoResumeClassObjects.
///
/// # Errors
/// E_INVALIDARG: a null pointer, or no context that can be registered. CO_E_NOTINITIALIZED. CO_E_OBJISREG: a local server
/// has registered the class for multiple use before. CO_E_SERVER_EXEC_FAILURE: the runtime directory cannot be used.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoRegisterClassObject(
    clsid: *const GUID,
    object: Ref<'_, IUnknown>,
    context: u32,
    flags: u32,
    cookie: *mut u32,
) -> HRESULT {
    if clsid.is_null() || cookie.is_null() {
        return answer(Err(Error::InvalidArgument("CoRegisterClassObject: null pointer")));
    }
    // SAFETY: neither is null.
    answer(unsafe { register(&*clsid, &object, context, flags).map(|number| cookie.write(number)) })
}

fn register(clsid: &GUID, object: &Ref<'_, IUnknown>, context: u32, flags: u32) -> Result<u32> {
    const CONTEXTS: u32 = CLSCTX_INPROC_SERVER | CLSCTX_INPROC_HANDLER | CLSCTX_LOCAL_SERVER;
    let apartment = apartment::current()?;
    let object = object.as_ref().ok_or(Error::InvalidArgument("null class object"))?;
    if context & CONTEXTS == 0 {
        return Err(Error::InvalidArgument(
            "a class object is registered for INPROC_SERVER, INPROC_HANDLER or LOCAL_SERVER",
        ));
    }
    let mut class = Registered {
        cookie: crate::random::nonzero() as u32 | 1,
        clsid: *clsid,
        object: Pointer(object.clone()),
        apartment,
        context,
        flags,
        announced: None,
    };
    if context & CLSCTX_LOCAL_SERVER != 0 && !class.is_suspended() {
        class.announced = Some(announce(clsid, class.cookie, class.usage(), object)?);
    }
    let cookie = class.cookie;
    table().push(class);
    Ok(cookie)
}

/// Undoes CoRegisterClassObject: nobody gets the class object from now on; who has it keeps it.
///
/// # Errors
/// E_INVALIDARG: no such registration. RPC_E_WRONG_THREAD: it is another apartment's.
#[unsafe(no_mangle)]
pub extern "system" fn CoRevokeClassObject(cookie: u32) -> HRESULT {
    answer(revoke(cookie))
}

fn revoke(cookie: u32) -> Result<()> {
    let apartment = apartment::current()?;
    let class = {
        let mut table = table();
        let place = table
            .iter()
            .position(|class| class.cookie == cookie)
            .ok_or(Error::InvalidArgument("no class object is registered under this number"))?;
        if !Arc::ptr_eq(&table[place].apartment, &apartment) {
            return Err(Error::WrongThread);
        }
        table.swap_remove(place)
    };
    class.revoke();
    Ok(())
}

/// Gives the class objects registered with REGCLS_SUSPENDED to whoever asks.
///
/// # Errors
/// CO_E_NOTINITIALIZED; as for [`CoRegisterClassObject`].
#[unsafe(no_mangle)]
pub extern "system" fn CoResumeClassObjects() -> HRESULT {
    answer(resume())
}

fn resume() -> Result<()> {
    let current = apartment::current()?;
    let suspended: Vec<(u32, GUID, ClassUse, Arc<Apartment>, Pointer)> = table()
        .iter_mut()
        .filter(|class| class.context & CLSCTX_LOCAL_SERVER != 0 && class.announced.is_none())
        .map(|class| {
            class.flags &= !REGCLS_SUSPENDED;
            let object = Pointer(class.object.0.clone());
            (class.cookie, class.clsid, class.usage(), class.apartment.clone(), object)
        })
        .collect();
    for (cookie, clsid, usage, apartment, object) in suspended {
        if Arc::ptr_eq(&apartment, &current) {
            resume_one(cookie, &clsid, usage, object)?;
        } else {
            apartment.run(Box::new(move || {
                if let Err(error) = resume_one(cookie, &clsid, usage, object) {
                    tracing::warn!(?clsid, %error, "a class object was not announced");
                }
            }));
        }
    }
    Ok(())
}

fn resume_one(cookie: u32, clsid: &GUID, usage: ClassUse, object: Pointer) -> Result<()> {
    let announced = announce(clsid, cookie, usage, &object.0)?;
    if let Some(class) = table().iter_mut().find(|class| class.cookie == cookie) {
        class.announced = Some(announced);
    }
    Ok(())
}

/// Stops giving this process's class objects to others, until CoResumeClassObjects.
#[unsafe(no_mangle)]
pub extern "system" fn CoSuspendClassObjects() -> HRESULT {
    suspend();
    S_OK
}

/// As CoSuspendClassObjects.
pub(super) fn suspend() {
    let announced: Vec<_> = table()
        .iter_mut()
        .filter_map(|class| {
            class.flags |= REGCLS_SUSPENDED;
            class.announced.take()
        })
        .collect();
    for Announced { _announcement, objref } in announced {
        drop(_announcement);
        let _ = marshal::discard(&objref, None);
    }
}

/// Revokes what an apartment whose last thread leaves has registered.
pub(crate) fn apartment_closed(apartment: &Arc<Apartment>) {
    let gone: Vec<_> = table().extract_if(.., |class| Arc::ptr_eq(&class.apartment, apartment)).collect();
    gone.into_iter().for_each(Registered::revoke);
}

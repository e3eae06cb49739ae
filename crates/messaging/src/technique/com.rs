//! `com:ProgID`: a method call on an object of the server's.
//!
//! ```text
//!  client                                        server
//!  CoGetClassObject(CLSID of the ProgID) ──────▶ a class factory that always gives the same instance
//!  IIpcClientServer::Send(text) ───────────────▶ the instance ─▶ a queue ─▶ the thread that delivers
//!                               S_OK ◀─────────────────────────────────────┘
//! ```
//!
//! The interface is dual: late-bound clients call `Send` by its name. A ProgID that is not registered on this machine
//! gets a class id made from its name, the same on both sides.

use std::collections::VecDeque;
use std::ffi::c_void;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

use oxcom::abi::{
    APTTYPE_MAINSTA, APTTYPE_STA, CLSCTX_LOCAL_SERVER, CoDisconnectObject, CoGetApartmentType,
    CoIncrementMTAUsage, CoRegisterClassObject, CoResumeClassObjects, CoRevokeClassObject, DISP_E_OVERFLOW,
    DISP_E_UNKNOWNNAME, DISPATCH_METHOD, DISPPARAMS, E_FAIL, E_INVALIDARG, E_NOTIMPL, EXCEPINFO,
    IClassFactory, IDispatch_Impl, ITypeInfo, LCID, REGCLS_MULTIPLEUSE, REGCLS_SUSPENDED, RPC_E_DISCONNECTED,
    VARIANT, VARTYPE, VT_BSTR, VariantChangeType, VariantClear,
};
use oxcom::abi::{DISP_E_BADPARAMCOUNT, DISP_E_MEMBERNOTFOUND, DISP_E_NONAMEDARGS, DISPID};
use oxcom::com_core::PCWSTR;
use oxcom::{BSTR, Error as ComError, GUID, HRESULT, Interface, implement};
use rustix::event::{EventfdFlags, PollFlags, eventfd};

use super::{Receiver, Sender};
use crate::inbox::Inbox;
use crate::stop::{Stop, Wait, wait};
use crate::{Address, Error, Options, Result, lock};

#[path = "../../ipc_client_server.rs"]
mod interfaces;

use interfaces::{IIpcClientServer, IIpcClientServer_Impl};

/// The class of `IpcTest.IpcClientServer`.
const CLSID_IPC_CLIENT_SERVER: GUID = GUID::from_u128(0x13FE32AD_4BF8_495F_AB4D_6C61BD463EA4);

/// The id of `Send` for callers by name.
const DISPID_SEND: i32 = 1;

/// How often a client that waits for its server looks.
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// Makes sure that every thread of the process is in an apartment, and that the interface can be marshaled.
fn enter() -> Result<()> {
    static ENTERED: OnceLock<std::result::Result<(), String>> = OnceLock::new();
    let entered = ENTERED.get_or_init(|| {
        // SAFETY: no preconditions; the multithreaded apartment stays as long as the process.
        unsafe { CoIncrementMTAUsage() }.map_err(|error| oxcom::message_of(&error))?;
        oxcom::register_type_library(include_bytes!("../../ipc_client_server.winmd"))
            .map_err(|error| oxcom::message_of(&error))
    });
    entered.clone().map_err(|reason| Error::Gone { reason })
}

/// The class id of a ProgID: as registered, or made from the name (version 8 of RFC 9562, by FNV-1a).
fn class_of(prog_id: &str) -> GUID {
    if prog_id.eq_ignore_ascii_case("IpcTest.IpcClientServer") {
        return CLSID_IPC_CLIENT_SERVER;
    }
    oxcom::class_named(prog_id).unwrap_or_else(|_| {
        let hash = prog_id
            .to_ascii_lowercase()
            .bytes()
            .fold(0x6c62272e07bb0142_62b821756295c58d_u128, |hash, byte| {
                (hash ^ u128::from(byte)).wrapping_mul(0x1000000_000000000000013b)
            });
        let version = hash & !(0xf << 76) | 8 << 76;
        GUID::from_u128(version & !(0b11 << 62) | 0b10 << 62)
    })
}

struct Caller {
    class: GUID,
    address: String,
    object: Option<Object>,
}

/// A pointer for any thread of the multithreaded apartment.
struct Object(IIpcClientServer);
// SAFETY: it was made in the multithreaded apartment, and is used there only (`in_the_mta`).
unsafe impl Send for Object {}

pub(super) fn connect(prog_id: &str, address: &Address, options: &Options) -> Result<Box<dyn Sender>> {
    enter()?;
    let mut caller = Caller { class: class_of(prog_id), address: address.to_string(), object: None };
    let deadline = Instant::now() + options.connect_timeout;
    loop {
        match in_the_mta(|| caller.find()) {
            Err(Error::NoServer { .. }) if Instant::now() < deadline => std::thread::sleep(LOOK_AGAIN),
            found => return found.map(|()| Box::new(caller) as Box<dyn Sender>),
        }
    }
}

impl Caller {
    /// Gets the server's object.
    fn find(&mut self) -> Result<()> {
        let found = oxcom::create_instance(&self.class, CLSCTX_LOCAL_SERVER);
        self.object = Some(Object(found.map_err(|_| Error::NoServer { address: self.address.clone() })?));
        Ok(())
    }

    fn call(&mut self, text: &str) -> Result<()> {
        if self.object.is_none() {
            self.find()?;
        }
        let Some(Object(object)) = &self.object else { return Ok(()) };
        // SAFETY: a call with an argument of its type.
        match unsafe { object.Send(&BSTR::from(text)) }.ok() {
            Ok(()) => Ok(()),
            Err(error) => {
                let lost = is_lost(&error);
                let reason = oxcom::message_of(&error);
                if lost {
                    self.object = None;
                    return Err(Error::Gone { reason });
                }
                Err(Error::Refused { reason })
            }
        }
    }
}

/// Whether the server is gone, as against a server that says no.
fn is_lost(error: &ComError) -> bool {
    const FACILITY_RPC: i32 = 1;
    let code = error.code();
    code == RPC_E_DISCONNECTED
        || (code.0 >> 16) & 0x1fff == FACILITY_RPC
        || matches!(code.0 & 0xffff, 1722 | 1726)
}

impl Sender for Caller {
    fn send(&mut self, text: &str) -> Result<()> {
        in_the_mta(|| {
            let stale = self.object.is_some();
            match self.call(text) {
                // What was known before may be a server that has been stopped; a new one has not seen the text.
                Err(Error::Gone { .. }) if stale && self.find().is_ok() => self.call(text),
                done => done,
            }
        })
    }
}

/// Runs `body` on a thread of the multithreaded apartment: this one, unless it is in a single-threaded one.
fn in_the_mta<R: Send>(body: impl FnOnce() -> R + Send) -> R {
    let (mut kind, mut qualifier) = (0, 0);
    // SAFETY: both are writable.
    let known = unsafe { CoGetApartmentType(&mut kind, &mut qualifier) };
    if known.is_err() || (kind != APTTYPE_STA && kind != APTTYPE_MAINSTA) {
        return body();
    }
    let run = std::thread::scope(|scope| scope.spawn(body).join());
    run.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// A text, or what is wrong with it, on its way to the thread that delivers, and where the outcome goes.
type Arrival = (Result<String>, SyncSender<HRESULT>);

/// What the object and the delivering thread share.
struct Arrivals {
    /// guarded by: itself; none when the server has stopped
    queue: Mutex<Option<VecDeque<Arrival>>>,
    /// Readable while something may be in the queue.
    event: OwnedFd,
}

impl Arrivals {
    /// Hands a text over and waits until it is delivered, or its fault reported.
    fn deliver(&self, text: Result<String>) -> HRESULT {
        let (outcome, told) = sync_channel(1);
        match lock(&self.queue).as_mut() {
            Some(queue) => queue.push_back((text, outcome)),
            None => return RPC_E_DISCONNECTED,
        }
        // A full counter is readable, which is what is wanted.
        let _ = rustix::io::write(&self.event, &1u64.to_ne_bytes());
        told.recv().unwrap_or(RPC_E_DISCONNECTED)
    }

    fn next(&self) -> Option<Arrival> {
        lock(&self.queue).as_mut()?.pop_front()
    }

    /// Refuses what waits and what will come.
    fn close(&self) {
        drop(lock(&self.queue).take());
    }
}

/// The object that all clients call.
#[implement(IIpcClientServer, IClassFactory)]
struct Instance {
    arrivals: Arc<Arrivals>,
    limit: usize,
}

impl IIpcClientServer_Impl for Instance_Impl {
    fn Send(&self, text: &BSTR) -> oxcom::Result<()> {
        self.arrivals.deliver(self.checked(text)).ok()
    }
}

impl Instance {
    fn checked(&self, text: &BSTR) -> Result<String> {
        let units = text.len();
        let text = text
            .to_utf8()
            .map_err(|_| Error::malformed("BSTR", format!("{units} units that are no UTF-16")))?;
        let (length, limit) = (text.len(), self.limit);
        if length > limit { Err(Error::TooLong { length, limit }) } else { Ok(text) }
    }
}

/// What the caller is told of an error.
fn answer(error: &Error) -> HRESULT {
    match error {
        Error::Malformed { .. } => E_INVALIDARG,
        Error::TooLong { .. } => DISP_E_OVERFLOW,
        Error::Stopped => RPC_E_DISCONNECTED,
        _ => E_FAIL,
    }
}

/// Calls by name: there is one method, with one argument.
impl IDispatch_Impl for Instance_Impl {
    fn GetTypeInfoCount(&self) -> oxcom::Result<u32> {
        Ok(0)
    }

    fn GetTypeInfo(&self, _: u32, _: LCID) -> oxcom::Result<ITypeInfo> {
        Err(E_NOTIMPL.into())
    }

    fn GetIDsOfNames(
        &self,
        _: *const GUID,
        names: *const PCWSTR,
        count: u32,
        _: LCID,
    ) -> oxcom::Result<DISPID> {
        // SAFETY: as many names as the caller says, each with a NUL at its end.
        let first = unsafe { (count == 1 && !names.is_null()).then(|| oxcom::abi::units_at((*names).0)) };
        match first.map(String::from_utf16_lossy) {
            Some(name) if name.eq_ignore_ascii_case("Send") => Ok(DISPID(DISPID_SEND)),
            _ => Err(DISP_E_UNKNOWNNAME.into()),
        }
    }

    fn Invoke(
        &self,
        member: DISPID,
        _: *const GUID,
        _: LCID,
        flags: u16,
        parameters: *const DISPPARAMS,
        _: *mut VARIANT,
        _: *mut EXCEPINFO,
        _: *mut u32,
    ) -> oxcom::Result<()> {
        // SAFETY: null, or as IDispatch::Invoke demands.
        let parameters = unsafe { parameters.as_ref() }.ok_or(oxcom::abi::E_POINTER)?;
        if member.0 != DISPID_SEND || u32::from(flags) & DISPATCH_METHOD as u32 == 0 {
            return Err(DISP_E_MEMBERNOTFOUND.into());
        }
        if parameters.cNamedArgs != 0 {
            return Err(DISP_E_NONAMEDARGS.into());
        }
        if parameters.cArgs != 1 || parameters.rgvarg.is_null() {
            return Err(DISP_E_BADPARAMCOUNT.into());
        }
        // SAFETY: one argument, which is a variant.
        let text = unsafe { text_of(&*parameters.rgvarg) }?;
        self.Send(&text)
    }
}

/// A variant's value as text.
///
/// # Safety
/// The variant is a valid one.
unsafe fn text_of(value: &VARIANT) -> oxcom::Result<BSTR> {
    let mut text = VARIANT::default();
    // SAFETY: an empty variant to write to, and a valid one; what VT_BSTR holds is a text, or null.
    unsafe {
        VariantChangeType(&mut text, value, 0, VARTYPE(VT_BSTR as u16)).ok()?;
        let copy = (*text.Anonymous.Anonymous.Anonymous.bstrVal).clone();
        VariantClear(&mut text).ok()?;
        Ok(copy)
    }
}

/// The class factory is the instance itself: everybody gets the same.
impl oxcom::abi::IClassFactory_Impl for Instance_Impl {
    fn CreateInstance(
        &self,
        outer: oxcom::Ref<'_, oxcom::IUnknown>,
        iid: *const GUID,
        object: *mut *mut c_void,
    ) -> oxcom::Result<()> {
        if iid.is_null() || object.is_null() {
            return Err(oxcom::abi::E_POINTER.into());
        }
        if !outer.is_null() {
            return Err(oxcom::abi::CLASS_E_NOAGGREGATION.into());
        }
        let own: oxcom::IUnknown = oxcom::com_core::IUnknownImpl::to_interface(self);
        // SAFETY: neither is null.
        unsafe { own.query(iid, object) }.ok()
    }

    fn LockServer(&self, _: oxcom::com_core::BOOL) -> oxcom::Result<()> {
        Ok(()) // the server runs until it is stopped, whoever uses it
    }
}

/// The registered class object.
struct Registered {
    instance: Carried,
    arrivals: Arc<Arrivals>,
    cookie: u32,
}

/// A pointer for any thread of the multithreaded apartment.
struct Carried(IClassFactory);
// SAFETY: it is made, used and dropped in the multithreaded apartment only (`in_the_mta`, the server's thread).
unsafe impl Send for Carried {}

pub(super) fn open(prog_id: &str, address: &Address, options: &Options) -> Result<Box<dyn Receiver>> {
    enter()?;
    let class = class_of(prog_id);
    let event = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)
        .map_err(|error| Error::io("making an event", error))?;
    let arrivals = Arc::new(Arrivals { queue: Mutex::new(Some(VecDeque::new())), event });
    in_the_mta(|| {
        if oxcom::class_object::<IClassFactory>(&class, CLSCTX_LOCAL_SERVER).is_ok() {
            return Err(Error::Taken { address: address.to_string() });
        }
        let instance = Instance { arrivals: arrivals.clone(), limit: options.max_message };
        let factory: IClassFactory = instance.into();
        let flags = REGCLS_MULTIPLEUSE | REGCLS_SUSPENDED;
        // SAFETY: arguments of their types; all classes are there when they are resumed.
        let registered = unsafe {
            CoRegisterClassObject(&class, &factory, CLSCTX_LOCAL_SERVER, flags)
                .and_then(|cookie| CoResumeClassObjects().ok().map(|()| cookie))
        };
        let cookie = registered.map_err(|error| Error::Gone { reason: oxcom::message_of(&error) })?;
        Ok(Box::new(Registered { instance: Carried(factory), arrivals, cookie }) as Box<dyn Receiver>)
    })
}

impl Receiver for Registered {
    fn run(self: Box<Self>, inbox: &Inbox, stop: &Stop) -> Result<()> {
        loop {
            while let Some((text, outcome)) = self.arrivals.next() {
                let told = match text.and_then(|text| inbox.deliver(text)) {
                    Ok(()) => HRESULT(0),
                    Err(error) => {
                        inbox.fail(&error);
                        answer(&error)
                    }
                };
                let _ = outcome.send(told); // a client that is gone needs no answer
            }
            let waited = wait(&[(self.arrivals.event.as_fd(), PollFlags::IN)], Some(stop), None);
            if waited.map_err(|error| Error::io("waiting for a call", error))? == Wait::Stopped {
                return Ok(());
            }
            let _ = rustix::io::read(&self.arrivals.event, &mut [0u8; 8]); // only wakes; the queue says what is there
        }
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        self.arrivals.close();
        let (instance, cookie) = (&mut self.instance, self.cookie);
        in_the_mta(move || {
            // SAFETY: registered by this apartment; a call with arguments of their types.
            unsafe {
                let _ = CoRevokeClassObject(cookie);
                let _ = CoDisconnectObject(&instance.0, 0);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_class_and_the_classic_one_its_own() {
        assert_eq!(class_of("ipctest.ipcclientserver"), CLSID_IPC_CLIENT_SERVER);
        let made = class_of("Nobody.Registered.This");
        assert_eq!(made, class_of("nobody.registered.THIS"));
        assert_ne!(made, class_of("Nobody.Registered.That"));
        assert_eq!((made.data3 >> 12, made.data4[0] >> 6), (8, 0b10), "version and variant of RFC 9562");
    }
}

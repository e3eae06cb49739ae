//! A proxy/stub library: it marshals one interface itself, by the documented interfaces for that, instead of leaving it to
//! what is made of the interface's description.
//!
//! ```text
//!  client ─▶ Proxy::Add ─▶ IRpcChannelBuffer::SendReceive ═══▶ Stub::Invoke ─▶ object
//! ```
//!
//! It is registered with the interface, as `proxy_stub = "{5E0A7CC5-2F43-4C0D-9A5E-0A1B2C3D4E5F}"`. Only ICalc::Add is
//! marshaled, as NDR has it: two numbers go, a number and the HRESULT come back. The other methods answer E_NOTIMPL.

use std::ffi::c_void;
use std::sync::atomic::{AtomicU32, Ordering, fence};
use std::sync::{Mutex, PoisonError};

use oxcom::abi::{
    self, IPSFactoryBuffer, IPSFactoryBuffer_Impl, IRpcChannelBuffer, IRpcProxyBuffer, IRpcProxyBuffer_Vtbl,
    IRpcStubBuffer, IRpcStubBuffer_Impl, RPCOLEMESSAGE, SAFEARRAY,
};
use oxcom::com_core::{IUnknown_Vtbl, OutRef};
use oxcom::{GUID, HRESULT, IUnknown, Interface, Ref, Result, implement};

#[allow(dead_code, missing_docs, unreachable_pub)]
#[path = "../../../metadata/test.rs"]
mod interfaces;

use interfaces::{ICalc, ICalc_Vtbl};

/// The class of [`Factory`].
const CLSID: GUID = GUID::from_u128(0x5E0A7CC5_2F43_4C0D_9A5E_0A1B2C3D4E5F);
/// The place of ICalc::Add among the methods, IUnknown's three included.
const ADD: u32 = 3;

/// Gives the factory of proxies and stubs.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn DllGetClassObject(
    clsid: *const GUID,
    iid: *const GUID,
    out: *mut *mut c_void,
) -> HRESULT {
    if clsid.is_null() || iid.is_null() || out.is_null() {
        return abi::E_POINTER;
    }
    // SAFETY: none of them is null.
    unsafe {
        out.write(std::ptr::null_mut());
        if *clsid != CLSID {
            return abi::CLASS_E_CLASSNOTAVAILABLE;
        }
        IPSFactoryBuffer::from(Factory).query(iid, out)
    }
}

/// Makes proxies and stubs for ICalc.
#[implement(IPSFactoryBuffer)]
struct Factory;

impl IPSFactoryBuffer_Impl for Factory_Impl {
    fn CreateProxy(
        &self,
        outer: Ref<'_, IUnknown>,
        iid: *const GUID,
        buffer: OutRef<'_, IRpcProxyBuffer>,
        interface: *mut *mut c_void,
    ) -> Result<()> {
        let outer = outer.ok()?;
        // SAFETY: the arguments of CreateProxy.
        unsafe {
            if *iid != ICalc::IID {
                return Err(abi::E_NOINTERFACE.into());
            }
            let proxy = Proxy::make(outer);
            let calc = std::ptr::from_ref(&(*proxy).calc).cast_mut().cast();
            Proxy::add_ref_outer(calc);
            interface.write(calc);
            buffer.write(Some(IRpcProxyBuffer::from_raw(proxy.cast())))
        }
    }

    fn CreateStub(&self, iid: *const GUID, server: Ref<'_, IUnknown>) -> Result<IRpcStubBuffer> {
        // SAFETY: the arguments of CreateStub.
        if unsafe { *iid } != ICalc::IID {
            return Err(abi::E_NOINTERFACE.into());
        }
        let stub: IRpcStubBuffer = Stub { server: Mutex::default() }.into();
        // SAFETY: an argument of its type.
        unsafe { stub.Connect(server.as_ref()) }.ok()?;
        Ok(stub)
    }
}

/// A proxy: a part of the proxy manager, which is the object's identity in the client.
#[repr(C)]
struct Proxy {
    /// First: its own IUnknown.
    buffer: &'static IRpcProxyBuffer_Vtbl,
    /// Second: what the client calls. Its IUnknown is the manager's.
    calc: &'static ICalc_Vtbl,
    /// The manager, which outlives this.
    outer: *mut c_void,
    /// SYNC POINT: the last `release` (AcqRel) pairs with all others (Release).
    count: AtomicU32,
    channel: Mutex<Option<IRpcChannelBuffer>>,
}

static BUFFER: IRpcProxyBuffer_Vtbl = IRpcProxyBuffer_Vtbl {
    base__: IUnknown_Vtbl { QueryInterface: Proxy::query, AddRef: Proxy::add_ref, Release: Proxy::release },
    Connect: Proxy::connect,
    Disconnect: Proxy::disconnect,
};

static CALC: ICalc_Vtbl = ICalc_Vtbl {
    base__: IUnknown_Vtbl {
        QueryInterface: Proxy::query_outer,
        AddRef: Proxy::add_ref_outer,
        Release: Proxy::release_outer,
    },
    Add: Proxy::add,
    Echo: Proxy::echo,
    Sum: Proxy::sum,
};

impl Proxy {
    fn make(outer: &IUnknown) -> *mut Self {
        Box::into_raw(Box::new(Self {
            buffer: &BUFFER,
            calc: &CALC,
            outer: outer.as_raw(),
            count: AtomicU32::new(1),
            channel: Mutex::default(),
        }))
    }

    /// # Safety
    /// `this` is the first interface of a live proxy.
    unsafe fn of_buffer<'a>(this: *mut c_void) -> &'a Self {
        // SAFETY: by contract.
        unsafe { &*this.cast::<Self>() }
    }

    /// # Safety
    /// `this` is the second interface of a live proxy.
    unsafe fn of_calc<'a>(this: *mut c_void) -> &'a Self {
        // SAFETY: by contract.
        unsafe { &*this.wrapping_byte_sub(std::mem::offset_of!(Self, calc)).cast::<Self>() }
    }

    unsafe extern "system" fn query(this: *mut c_void, iid: *const GUID, out: *mut *mut c_void) -> HRESULT {
        // SAFETY: the arguments of QueryInterface.
        unsafe {
            out.write(std::ptr::null_mut());
            if *iid == IUnknown::IID || *iid == IRpcProxyBuffer::IID {
                out.write(this);
                Self::add_ref(this);
            } else if *iid == ICalc::IID {
                let calc = std::ptr::from_ref(&Self::of_buffer(this).calc).cast_mut().cast();
                out.write(calc);
                Self::add_ref_outer(calc);
            } else {
                return abi::E_NOINTERFACE;
            }
        }
        abi::S_OK
    }

    unsafe extern "system" fn add_ref(this: *mut c_void) -> u32 {
        // SAFETY: called through the vtable of a live proxy.
        unsafe { Self::of_buffer(this) }.count.fetch_add(1, Ordering::Relaxed) + 1
    }

    unsafe extern "system" fn release(this: *mut c_void) -> u32 {
        // SAFETY: called through the vtable of a live proxy by an owner of a reference.
        let left = unsafe { Self::of_buffer(this) }.count.fetch_sub(1, Ordering::Release) - 1;
        if left == 0 {
            fence(Ordering::Acquire);
            // SAFETY: nobody else has a reference.
            drop(unsafe { Box::from_raw(this.cast::<Self>()) });
        }
        left
    }

    unsafe extern "system" fn connect(this: *mut c_void, channel: *mut c_void) -> HRESULT {
        // SAFETY: the arguments of Connect.
        unsafe {
            let channel = IRpcChannelBuffer::from_raw_borrowed(&channel).cloned();
            Self::of_buffer(this).set_channel(channel);
        }
        abi::S_OK
    }

    unsafe extern "system" fn disconnect(this: *mut c_void) {
        // SAFETY: called through the vtable of a live proxy.
        unsafe { Self::of_buffer(this) }.set_channel(None);
    }

    fn set_channel(&self, channel: Option<IRpcChannelBuffer>) {
        *self.channel.lock().unwrap_or_else(PoisonError::into_inner) = channel;
    }

    unsafe extern "system" fn query_outer(
        this: *mut c_void,
        iid: *const GUID,
        out: *mut *mut c_void,
    ) -> HRESULT {
        // SAFETY: called through the vtable of a live proxy, whose manager lives.
        unsafe {
            let outer = Self::of_calc(this).outer;
            ((**outer.cast::<*const IUnknown_Vtbl>()).QueryInterface)(outer, iid, out)
        }
    }

    unsafe extern "system" fn add_ref_outer(this: *mut c_void) -> u32 {
        // SAFETY: as above.
        unsafe {
            let outer = Self::of_calc(this).outer;
            ((**outer.cast::<*const IUnknown_Vtbl>()).AddRef)(outer)
        }
    }

    unsafe extern "system" fn release_outer(this: *mut c_void) -> u32 {
        // SAFETY: as above.
        unsafe {
            let outer = Self::of_calc(this).outer;
            ((**outer.cast::<*const IUnknown_Vtbl>()).Release)(outer)
        }
    }

    unsafe extern "system" fn add(this: *mut c_void, a: i32, b: i32, sum: *mut i32) -> HRESULT {
        // SAFETY: called through the vtable of a live proxy with the arguments of Add.
        match unsafe { Self::of_calc(this) }.call_add(a, b) {
            Ok((answer, hresult)) => {
                // SAFETY: an [out] argument is writable.
                unsafe { sum.write(answer) };
                hresult
            }
            Err(error) => error.code(),
        }
    }

    fn call_add(&self, a: i32, b: i32) -> Result<(i32, HRESULT)> {
        let channel = self.channel.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let channel = channel.ok_or(abi::RPC_E_DISCONNECTED)?;
        let mut message = RPCOLEMESSAGE { cbBuffer: 8, iMethod: ADD, ..RPCOLEMESSAGE::default() };
        // SAFETY: the protocol of a channel: the buffer has room for what was asked for; after SendReceive it is the
        // answer's, of the length that the message says.
        unsafe {
            channel.GetBuffer(&mut message, &ICalc::IID).ok()?;
            message.Buffer.cast::<[i32; 2]>().write_unaligned([a, b]);
            let mut status = 0;
            channel.SendReceive(&mut message, Some(&mut status)).ok()?;
            let answer = (message.cbBuffer >= 8).then(|| message.Buffer.cast::<[i32; 2]>().read_unaligned());
            channel.FreeBuffer(&mut message).ok()?;
            let [sum, hresult] = answer.ok_or(abi::RPC_E_INVALID_DATA)?;
            Ok((sum, HRESULT(hresult)))
        }
    }

    unsafe extern "system" fn echo(_: *mut c_void, _: *mut c_void, _: *mut *mut c_void) -> HRESULT {
        abi::E_NOTIMPL
    }

    unsafe extern "system" fn sum(_: *mut c_void, _: *const SAFEARRAY, _: *mut f64) -> HRESULT {
        abi::E_NOTIMPL
    }
}

/// A stub: it holds the object while it is connected.
#[implement(IRpcStubBuffer, Agile = false)]
struct Stub {
    server: Mutex<Option<ICalc>>,
}

impl Stub_Impl {
    fn set_server(&self, server: Option<ICalc>) {
        let before =
            std::mem::replace(&mut *self.server.lock().unwrap_or_else(PoisonError::into_inner), server);
        drop(before); // outside the lock: it may be the last reference
    }
}

impl IRpcStubBuffer_Impl for Stub_Impl {
    fn Connect(&self, server: Ref<'_, IUnknown>) -> Result<()> {
        self.set_server(Some(server.ok()?.cast()?));
        Ok(())
    }

    fn Disconnect(&self) {
        self.set_server(None);
    }

    fn Invoke(&self, message: *mut RPCOLEMESSAGE, channel: Ref<'_, IRpcChannelBuffer>) -> Result<()> {
        let server = self.server.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let server = server.ok_or(abi::RPC_E_DISCONNECTED)?;
        // SAFETY: the protocol of a stub: a message with the request, whose length it says; GetBuffer replaces it by one
        // with room for the answer.
        unsafe {
            let message = &mut *message;
            if message.iMethod != ADD {
                return Err(abi::RPC_E_INVALIDMETHOD.into());
            }
            if message.cbBuffer < 8 {
                return Err(abi::RPC_E_INVALID_DATA.into());
            }
            let [a, b] = message.Buffer.cast::<[i32; 2]>().read_unaligned();
            let mut sum = 0;
            let hresult = (server.vtable().Add)(server.as_raw(), a, b, &mut sum);
            message.cbBuffer = 8;
            channel.ok()?.GetBuffer(message, &ICalc::IID).ok()?;
            message.Buffer.cast::<[i32; 2]>().write_unaligned([sum, hresult.0]);
        }
        Ok(())
    }

    fn IsIIDSupported(&self, iid: *const GUID) -> Option<IRpcStubBuffer> {
        // SAFETY: null, or an id.
        (unsafe { iid.as_ref() } == Some(&ICalc::IID)).then(|| Stub { server: Mutex::default() }.into())
    }

    fn CountRefs(&self) -> u32 {
        u32::from(self.server.lock().unwrap_or_else(PoisonError::into_inner).is_some())
    }

    fn DebugServerQueryInterface(&self, server: *mut *mut c_void) -> Result<()> {
        let held = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        let pointer = held.as_ref().map(Interface::as_raw).ok_or(abi::E_UNEXPECTED)?;
        // SAFETY: writable, by the contract of the method.
        unsafe { server.write(pointer) };
        Ok(())
    }

    fn DebugServerRelease(&self, _server: *const c_void) {}
}

//! A marshaler as an object: alone, or a part of the user's object (COM aggregation).
//!
//! ```text
//!   the user's object ── QueryInterface(IMarshal) ─▶ inner.QueryInterface ─▶ marshal: its IUnknown is the outer object's
//!        │ holds
//!        └───────────▶ unknown: the part's own IUnknown, which counts and ends the part
//! ```

use std::ffi::c_void;
use std::sync::atomic::{AtomicU32, Ordering, fence};

use oxcom_abi::{E_INVALIDARG, E_NOINTERFACE, E_POINTER, IMarshal, IMarshal_Vtbl, IStream, S_OK};
use windows_core::{GUID, HRESULT, IUnknown, IUnknown_Vtbl, Interface};

use crate::error::{Error, Result, answer};

/// Where a pointer is to go: MSHCTX_*, its context pointer, MSHLFLAGS_*.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub(super) context: u32,
    pub(super) context_data: *const c_void,
    pub(super) flags: u32,
}

/// What the methods of an IMarshal do. `object` is null or the interface pointer that the caller gave, `outer` the object
/// of which the marshaler is a part, if it is.
pub(super) trait Marshaler: Send + Sync + 'static {
    fn unmarshal_class(&self, target: Target) -> GUID;
    /// What [`Self::marshal`] writes at most.
    fn size_max(&self, target: Target) -> u32;
    /// # Safety
    /// The pointers are null or interface pointers that this thread may use.
    unsafe fn marshal(
        &self,
        outer: *mut c_void,
        into: &IStream,
        iid: &GUID,
        object: *mut c_void,
        target: Target,
    ) -> Result<()>;
    fn unmarshal(&self, from: &IStream, iid: *const GUID) -> Result<*mut c_void>;
    fn release_data(&self, from: &IStream) -> Result<()>;
    /// # Safety
    /// `outer` is null or an interface pointer that this thread may use.
    unsafe fn disconnect(&self, outer: *mut c_void) -> Result<()>;
}

/// A marshaler with the two identities of a part.
#[repr(C)]
pub(super) struct Aggregate<M> {
    /// First: its own IUnknown.
    unknown: &'static IUnknown_Vtbl,
    /// Second: the object's IMarshal.
    marshal: &'static IMarshal_Vtbl,
    /// The object of which it is a part, which outlives it and is not counted; null: none. Immutable.
    outer: *mut c_void,
    /// SYNC POINT: the last `release` (AcqRel) pairs with all others (Release).
    count: AtomicU32,
    marshaler: M,
}

impl<M: Marshaler> Aggregate<M> {
    const UNKNOWN: IUnknown_Vtbl = IUnknown_Vtbl {
        QueryInterface: Self::query_inner,
        AddRef: Self::add_ref_inner,
        Release: Self::release_inner,
    };
    const MARSHAL: IMarshal_Vtbl = IMarshal_Vtbl {
        base__: IUnknown_Vtbl {
            QueryInterface: Self::query_outer,
            AddRef: Self::add_ref_outer,
            Release: Self::release_outer,
        },
        GetUnmarshalClass: Self::unmarshal_class,
        GetMarshalSizeMax: Self::size_max,
        MarshalInterface: Self::marshal,
        UnmarshalInterface: Self::unmarshal,
        ReleaseMarshalData: Self::release_data,
        DisconnectObject: Self::disconnect,
    };

    /// Makes the part's own IUnknown. `outer` is the object that will hold it, if it is to be a part.
    pub(super) fn create(marshaler: M, outer: Option<&IUnknown>) -> IUnknown {
        let outer = outer.map_or(std::ptr::null_mut(), Interface::as_raw);
        let made = Box::new(Self {
            unknown: &Self::UNKNOWN,
            marshal: &Self::MARSHAL,
            outer,
            count: AtomicU32::new(1),
            marshaler,
        });
        // SAFETY: an owned pointer to an object that begins with a vtable of IUnknown.
        unsafe { IUnknown::from_raw(Box::into_raw(made).cast()) }
    }

    /// Makes a marshaler that is no part of anything.
    pub(super) fn alone(marshaler: M) -> IMarshal {
        Self::create(marshaler, None).cast().expect("a marshaler has IMarshal")
    }

    /// # Safety
    /// `this` is a live part's own IUnknown.
    unsafe fn of_inner<'a>(this: *mut c_void) -> &'a Self {
        // SAFETY: by contract.
        unsafe { &*this.cast::<Self>() }
    }

    /// # Safety
    /// `this` is a live part's IMarshal.
    unsafe fn of_marshal<'a>(this: *mut c_void) -> &'a Self {
        // SAFETY: the interface is a field of the part.
        unsafe { &*this.wrapping_byte_sub(std::mem::offset_of!(Self, marshal)).cast::<Self>() }
    }

    /// The object's IUnknown: the outer one, or the part's own.
    fn identity(&self) -> *mut c_void {
        if self.outer.is_null() { std::ptr::from_ref(self).cast_mut().cast() } else { self.outer }
    }

    unsafe extern "system" fn query_inner(
        this: *mut c_void,
        iid: *const GUID,
        out: *mut *mut c_void,
    ) -> HRESULT {
        if iid.is_null() || out.is_null() {
            return E_POINTER;
        }
        // SAFETY: called through the part's vtable with the arguments of QueryInterface, which are not null.
        unsafe {
            let part = Self::of_inner(this);
            if *iid == IUnknown::IID {
                out.write(this);
                Self::add_ref_inner(this);
            } else if *iid == IMarshal::IID {
                let marshal = std::ptr::from_ref(&part.marshal).cast_mut().cast();
                out.write(marshal);
                Self::add_ref_outer(marshal);
            } else {
                out.write(std::ptr::null_mut());
                return E_NOINTERFACE;
            }
        }
        S_OK
    }

    unsafe extern "system" fn add_ref_inner(this: *mut c_void) -> u32 {
        // SAFETY: called through the part's vtable.
        unsafe { Self::of_inner(this) }.count.fetch_add(1, Ordering::Relaxed) + 1
    }

    unsafe extern "system" fn release_inner(this: *mut c_void) -> u32 {
        // SAFETY: called through the part's vtable by an owner of a reference.
        let left = unsafe { Self::of_inner(this) }.count.fetch_sub(1, Ordering::Release) - 1;
        if left == 0 {
            fence(Ordering::Acquire);
            // SAFETY: nobody else has a reference.
            drop(unsafe { Box::from_raw(this.cast::<Self>()) });
        }
        left
    }

    unsafe extern "system" fn query_outer(
        this: *mut c_void,
        iid: *const GUID,
        out: *mut *mut c_void,
    ) -> HRESULT {
        // SAFETY: called through the vtable of a live part, whose outer object lives as well.
        unsafe {
            let identity = Self::of_marshal(this).identity();
            (vtable_of(identity).QueryInterface)(identity, iid, out)
        }
    }

    unsafe extern "system" fn add_ref_outer(this: *mut c_void) -> u32 {
        // SAFETY: as above.
        unsafe {
            let identity = Self::of_marshal(this).identity();
            (vtable_of(identity).AddRef)(identity)
        }
    }

    unsafe extern "system" fn release_outer(this: *mut c_void) -> u32 {
        // SAFETY: as above.
        unsafe {
            let identity = Self::of_marshal(this).identity();
            (vtable_of(identity).Release)(identity)
        }
    }

    unsafe extern "system" fn unmarshal_class(
        this: *mut c_void,
        _iid: *const GUID,
        _object: *const c_void,
        context: u32,
        context_data: *const c_void,
        flags: u32,
        out: *mut GUID,
    ) -> HRESULT {
        if out.is_null() {
            return E_POINTER;
        }
        // SAFETY: called through the part's vtable; `out` is not null.
        unsafe {
            let class =
                Self::of_marshal(this).marshaler.unmarshal_class(Target { context, context_data, flags });
            out.write(class);
        }
        S_OK
    }

    unsafe extern "system" fn size_max(
        this: *mut c_void,
        _iid: *const GUID,
        _object: *const c_void,
        context: u32,
        context_data: *const c_void,
        flags: u32,
        out: *mut u32,
    ) -> HRESULT {
        if out.is_null() {
            return E_POINTER;
        }
        // SAFETY: called through the part's vtable; `out` is not null.
        unsafe {
            let size = Self::of_marshal(this).marshaler.size_max(Target { context, context_data, flags });
            out.write(size);
        }
        S_OK
    }

    unsafe extern "system" fn marshal(
        this: *mut c_void,
        into: *mut c_void,
        iid: *const GUID,
        object: *const c_void,
        context: u32,
        context_data: *const c_void,
        flags: u32,
    ) -> HRESULT {
        let target = Target { context, context_data, flags };
        // SAFETY: called through the part's vtable with the arguments of MarshalInterface.
        unsafe {
            let part = Self::of_marshal(this);
            let (Some(into), Some(iid)) = (IStream::from_raw_borrowed(&into), iid.as_ref()) else {
                return E_INVALIDARG;
            };
            answer(part.marshaler.marshal(part.outer, into, iid, object.cast_mut(), target))
        }
    }

    unsafe extern "system" fn unmarshal(
        this: *mut c_void,
        from: *mut c_void,
        iid: *const GUID,
        out: *mut *mut c_void,
    ) -> HRESULT {
        if out.is_null() {
            return E_POINTER;
        }
        // SAFETY: called through the part's vtable with the arguments of UnmarshalInterface; `out` is not null.
        answer(unsafe {
            out.write(std::ptr::null_mut());
            borrowed(&from)
                .and_then(|from| Self::of_marshal(this).marshaler.unmarshal(from, iid))
                .map(|interface| out.write(interface))
        })
    }

    unsafe extern "system" fn release_data(this: *mut c_void, from: *mut c_void) -> HRESULT {
        // SAFETY: called through the part's vtable with the argument of ReleaseMarshalData.
        answer(unsafe {
            borrowed(&from).and_then(|from| Self::of_marshal(this).marshaler.release_data(from))
        })
    }

    unsafe extern "system" fn disconnect(this: *mut c_void, _reserved: u32) -> HRESULT {
        // SAFETY: called through the part's vtable.
        answer(unsafe {
            let part = Self::of_marshal(this);
            part.marshaler.disconnect(part.outer)
        })
    }
}

/// # Safety
/// Null, or a live stream.
unsafe fn borrowed(stream: &*mut c_void) -> Result<&IStream> {
    // SAFETY: by contract.
    unsafe { IStream::from_raw_borrowed(stream) }.ok_or(Error::InvalidArgument("null stream"))
}

/// # Safety
/// `object` is a live interface pointer.
unsafe fn vtable_of<'a>(object: *mut c_void) -> &'a IUnknown_Vtbl {
    // SAFETY: by contract; every interface begins with the functions of IUnknown.
    unsafe { &**object.cast::<*const IUnknown_Vtbl>() }
}

//! Shared memory by reference: what one process has put into a segment, another maps.
//!
//! A reference can go through any stream: the exporter's OXID, the segment's random id, an offset and a length. Whoever has
//! unmarshaled a pointer of that exporter can open it: the descriptor is fetched over the link once, and the mapping is
//! kept while there is room.

use std::ffi::c_void;
use std::os::fd::OwnedFd;
use std::ptr::NonNull;
use std::sync::{Arc, LazyLock};

use oxcom_abi::extension::{ISharedSegment, ISharedSegment_Impl, SegmentReference};
use oxcom_abi::{
    DISP_E_BADVARTYPE, E_ACCESSDENIED, E_BOUNDS, E_POINTER, S_OK, SAFEARRAY, SAFEARRAYBOUND, VARTYPE,
};
use oxcom_automation::safearray::{DataOwner, create_over};
use oxcom_memory::{MemoryError, ReadView, Segment, SegmentId, Segments, View, Views};
use windows_core::{HRESULT, Interface, implement};

use crate::error::{Error, Result, answer};
use crate::{apartment, export, import};

/// Address space for mappings that nobody uses at the moment.
const UNUSED_VIEWS: usize = 8 << 30;

/// The segments that this process shares.
static SHARED: LazyLock<Segments> = LazyLock::new(Segments::new);
/// Those that others share with it.
static VIEWS: LazyLock<Views<ReadView>> = LazyLock::new(|| Views::new(UNUSED_VIEWS));

/// Creates `length` bytes of memory, zeros, that can be shared. Gives an [`ISharedSegment`].
///
/// # Errors
/// E_POINTER. E_INVALIDARG: no bytes. E_OUTOFMEMORY.
///
/// # Safety
/// The pointer is null or writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn OxcomCreateSegment(length: u64, out: *mut *mut c_void) -> HRESULT {
    let created = || -> Result<Memory> {
        let length = usize::try_from(length).map_err(|_| MemoryError::Length(length))?;
        Ok(Memory::Created(SHARED.create(length)?))
    };
    // SAFETY: by contract.
    unsafe { give(out, created) }
}

/// Opens memory that another process shares. Gives an [`ISharedSegment`] of just the bytes that the reference means.
///
/// # Errors
/// E_POINTER. CO_E_NOTINITIALIZED. HRESULT_FROM_WIN32(OR_INVALID_OXID): no pointer of this exporter has been unmarshaled
/// here, so it is not known. CO_E_OBJNOTREG: the memory is not shared any more. E_BOUNDS: the reference goes beyond it.
/// RPC_E_INVALID_OBJREF: what came is not sealed memory.
///
/// # Safety
/// The pointers are null or what their types say.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn OxcomOpenSegment(
    reference: *const SegmentReference,
    out: *mut *mut c_void,
) -> HRESULT {
    // SAFETY: null or a reference by contract.
    let Some(reference) = (unsafe { reference.as_ref() }) else { return E_POINTER };
    // SAFETY: by contract.
    unsafe { give(out, || open(reference)) }
}

unsafe fn give(out: *mut *mut c_void, make: impl FnOnce() -> Result<Memory>) -> HRESULT {
    if out.is_null() {
        return E_POINTER;
    }
    // SAFETY: not null, so writable by contract.
    answer(unsafe {
        out.write(std::ptr::null_mut());
        make().map(|memory| out.write(ISharedSegment::from(SharedSegment { memory }).into_raw()))
    })
}

fn open(reference: &SegmentReference) -> Result<Memory> {
    let bounds = || MemoryError::OutOfRange { offset: 0, length: 0, within: 0 };
    let end = reference.offset.checked_add(reference.length).and_then(|end| usize::try_from(end).ok());
    let (end, id) = (end.ok_or_else(bounds)?, SegmentId::from_bytes(reference.id));
    let part = reference.offset as usize..end;
    if part.is_empty() {
        return Err(bounds().into());
    }
    if let Some(segment) = SHARED.find(id) {
        return if end <= segment.length() {
            Ok(Memory::Shared(segment, part))
        } else {
            Err(bounds().into())
        };
    }
    apartment::current()?;
    let exporter = import::known(reference.exporter).ok_or(Error::UnknownExporter(reference.exporter))?;
    let view = VIEWS.get(reference.exporter, id, end, || exporter.segment(&reference.id))?;
    Ok(Memory::Opened(view, part))
}

/// What a peer asks for by a segment's id.
pub(crate) fn descriptor(id: &[u8; 16]) -> Result<OwnedFd> {
    let segment = SHARED.find(SegmentId::from_bytes(*id)).ok_or(Error::ObjectNotRegistered)?;
    let cloned = segment.descriptor().try_clone_to_owned();
    cloned.map_err(|source| Error::System { what: "a duplicate of a segment's descriptor", source })
}

/// An exporter's link has closed: its segments will not be asked for again.
pub(crate) fn exporter_gone(oxid: u64) {
    VIEWS.forget(oxid);
}

impl From<MemoryError> for Error {
    fn from(error: MemoryError) -> Self {
        match error {
            MemoryError::Length(_) => Self::InvalidArgument("a segment has at least one byte"),
            MemoryError::OutOfRange { .. } => Self::Answered(E_BOUNDS),
            MemoryError::Io { doing, source } => Self::System { what: doing, source },
            theirs => Self::InvalidObjref(theirs.to_string()),
        }
    }
}

/// Keeps memory mapped.
#[derive(Clone)]
enum Memory {
    /// Created here: writable.
    Created(Arc<Segment>),
    /// A part of what was created here.
    Shared(Arc<Segment>, std::ops::Range<usize>),
    /// A part of what was created elsewhere: read-only.
    Opened(Arc<ReadView>, std::ops::Range<usize>),
}

impl Memory {
    fn data(&self) -> NonNull<u8> {
        match self {
            Self::Created(segment) => segment.as_ptr(),
            // SAFETY: the part lies within the segment.
            Self::Shared(segment, part) => unsafe { segment.as_ptr().add(part.start) },
            // SAFETY: the part lies within the view.
            Self::Opened(view, part) => unsafe { view.as_ptr().add(part.start) },
        }
    }

    fn length(&self) -> usize {
        match self {
            Self::Created(segment) => segment.length(),
            Self::Shared(_, part) | Self::Opened(_, part) => part.len(),
        }
    }
}

impl DataOwner for Memory {
    fn is_read_only(&self) -> bool {
        matches!(self, Self::Opened(..))
    }
}

/// A segment as an object. It is of no apartment: its methods touch nothing that is not shared.
#[implement(ISharedSegment)]
struct SharedSegment {
    memory: Memory,
}

impl ISharedSegment_Impl for SharedSegment_Impl {
    unsafe fn GetMemory(&self, data: *mut *mut c_void, length: *mut u64) -> HRESULT {
        if data.is_null() || length.is_null() {
            return E_POINTER;
        }
        // SAFETY: neither is null, so both are writable by contract.
        unsafe {
            data.write(self.memory.data().as_ptr().cast());
            length.write(self.memory.length() as u64);
        }
        S_OK
    }

    unsafe fn GetReference(&self, offset: u64, length: u64, reference: *mut SegmentReference) -> HRESULT {
        if reference.is_null() {
            return E_POINTER;
        }
        let segment = match &self.memory {
            Memory::Created(segment) => segment,
            Memory::Shared(..) | Memory::Opened(..) => return E_ACCESSDENIED,
        };
        if length == 0 || offset.checked_add(length).is_none_or(|end| end > segment.length() as u64) {
            return E_BOUNDS;
        }
        let made = export::own_exporter().map(|exporter| SegmentReference {
            exporter,
            id: segment.id().to_bytes(),
            offset,
            length,
        });
        // SAFETY: not null, so writable by contract.
        answer(made.map(|made| unsafe { reference.write(made) }))
    }

    unsafe fn CreateArray(
        &self,
        vartype: u16,
        offset: u64,
        dimensions: u32,
        bounds: *const SAFEARRAYBOUND,
        array: *mut *mut SAFEARRAY,
    ) -> HRESULT {
        if array.is_null() || bounds.is_null() || dimensions == 0 {
            return E_POINTER;
        }
        // SAFETY: not null, and as many as there are dimensions, by contract.
        let bounds = unsafe { std::slice::from_raw_parts(bounds, dimensions as usize) };
        let Some(size) = size_of_scalar(vartype) else { return DISP_E_BADVARTYPE };
        let count = bounds.iter().try_fold(size, |bytes, bound| bytes.checked_mul(bound.cElements as u64));
        let end = count.and_then(|bytes| bytes.checked_add(offset));
        if end.is_none_or(|end| end > self.memory.length() as u64) || !offset.is_multiple_of(size) {
            return E_BOUNDS;
        }
        // SAFETY: the offset lies within the memory.
        let data = unsafe { self.memory.data().add(offset as usize) }.as_ptr().cast();
        // SAFETY: the elements lie within the memory, aligned, and the owner keeps it; `array` is writable.
        unsafe {
            match create_over(VARTYPE(vartype), data, bounds, Arc::new(self.memory.clone())) {
                Ok(made) => {
                    array.write(made);
                    S_OK
                }
                Err(error) => error.code(),
            }
        }
    }
}

/// Bytes of a plain number of this VARTYPE.
pub(crate) fn size_of_scalar(vartype: u16) -> Option<u64> {
    use oxcom_abi as abi;
    Some(match i32::from(vartype) {
        abi::VT_I1 | abi::VT_UI1 => 1,
        abi::VT_I2 | abi::VT_UI2 | abi::VT_BOOL => 2,
        abi::VT_I4 | abi::VT_UI4 | abi::VT_R4 | abi::VT_INT | abi::VT_UINT | abi::VT_ERROR => 4,
        abi::VT_I8 | abi::VT_UI8 | abi::VT_R8 | abi::VT_CY | abi::VT_DATE => 8,
        _ => return None,
    })
}

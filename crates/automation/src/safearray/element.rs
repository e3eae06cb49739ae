//! What the elements are, and how they are given up and copied.

use core::ffi::c_void;

use oxcom_abi::{FADF_BSTR, FADF_DISPATCH, FADF_RECORD, FADF_UNKNOWN, FADF_VARIANT, IRecordInfo, VARIANT};
use windows_core::{IUnknown, Interface};

use super::descriptor::Descriptor;
use crate::error::answered;
use crate::variant::{self, add_ref};
use crate::{Error, Result, bstr};

/// What an element owns.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    /// Nothing: it is its bytes.
    Plain,
    Bstr,
    /// A reference to an object, which may be null.
    Interface,
    Variant,
    /// What its record description knows of.
    Record,
}

impl Kind {
    pub(super) fn of(features: u16) -> Self {
        let has = |bits: i32| features & bits as u16 != 0;
        if has(FADF_RECORD) {
            Self::Record
        } else if has(FADF_BSTR) {
            Self::Bstr
        } else if has(FADF_UNKNOWN | FADF_DISPATCH) {
            Self::Interface
        } else if has(FADF_VARIANT) {
            Self::Variant
        } else {
            Self::Plain
        }
    }

    /// The least number of bytes that such an element has.
    fn size(self) -> usize {
        match self {
            Self::Plain | Self::Record => 0,
            Self::Bstr | Self::Interface => size_of::<*mut c_void>(),
            Self::Variant => size_of::<VARIANT>(),
        }
    }
}

/// How the elements of one array are treated.
pub(super) struct Elements {
    kind: Kind,
    size: usize,
    record_info: Option<IRecordInfo>,
}

impl Elements {
    /// E_INVALIDARG when the descriptor contradicts itself.
    pub(super) fn of(array: Descriptor) -> Result<Self> {
        let (kind, size) = (array.kind(), array.element_size());
        if size < kind.size() {
            return Err(Error::InvalidArgument);
        }
        let record_info = if kind == Kind::Record {
            // SAFETY: the feature says that the hidden bytes are there, and hold null or a record description.
            unsafe { IRecordInfo::from_raw_borrowed(&*array.record_info()) }.cloned()
        } else {
            None
        };
        Ok(Self { kind, size, record_info })
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind
    }

    /// Gives up what `count` elements own; they are zero afterwards, or as after RecordClear. Plain ones stay as they are.
    /// An element that refuses (an array in a variant is locked) ends it.
    ///
    /// # Safety
    /// `first` points to as many such elements, which nobody else uses.
    pub(super) unsafe fn clear(&self, first: *mut c_void, count: usize) -> Result<()> {
        if self.kind == Kind::Plain {
            return Ok(());
        }
        for index in 0..count {
            // SAFETY: within the elements.
            unsafe { self.clear_one(first.byte_add(index * self.size))? };
        }
        Ok(())
    }

    /// Makes `count` copies, each owning its own.
    ///
    /// # Safety
    /// `from` points to as many such elements; `to` to memory for as many, zero (or, for records, initialised records).
    pub(super) unsafe fn copy(&self, from: *const c_void, to: *mut c_void, count: usize) -> Result<()> {
        if self.kind == Kind::Plain {
            // SAFETY: as the caller says; the two may be the same.
            unsafe { core::ptr::copy(from.cast::<u8>(), to.cast(), count * self.size) };
            return Ok(());
        }
        for index in 0..count {
            let offset = index * self.size;
            // SAFETY: within the elements.
            unsafe { self.copy_one(from.byte_add(offset), to.byte_add(offset))? };
        }
        Ok(())
    }

    /// # Safety
    /// As for [`clear`](Self::clear).
    unsafe fn clear_one(&self, element: *mut c_void) -> Result<()> {
        // SAFETY: the element is what the kind says; what it owned is out of it before it is given up.
        unsafe {
            match self.kind {
                Kind::Plain => Ok(()),
                Kind::Variant => variant::clear(element.cast()),
                Kind::Record => match &self.record_info {
                    Some(info) => answered(info.RecordClear(element)),
                    None => Ok(()),
                },
                Kind::Bstr => {
                    bstr::SysFreeString(take(element).cast());
                    Ok(())
                }
                Kind::Interface => {
                    let object = take(element);
                    if !object.is_null() {
                        drop(IUnknown::from_raw(object));
                    }
                    Ok(())
                }
            }
        }
    }

    /// # Safety
    /// As for [`copy`](Self::copy).
    unsafe fn copy_one(&self, from: *const c_void, to: *mut c_void) -> Result<()> {
        // SAFETY: the element is what the kind says.
        unsafe {
            match self.kind {
                Kind::Plain => self.copy(from, to, 1),
                Kind::Variant => variant::copy_to(to.cast(), from.cast()),
                Kind::Record => {
                    let info = self.record_info.as_ref().ok_or(Error::InvalidArgument)?;
                    answered(info.RecordCopy(from, to))
                }
                Kind::Bstr | Kind::Interface => {
                    let pointer = from.cast::<*mut c_void>().read_unaligned();
                    let copy = self.copy_pointer(pointer)?;
                    to.cast::<*mut c_void>().write_unaligned(copy);
                    Ok(())
                }
            }
        }
    }

    /// A text or reference of one's own.
    ///
    /// # Safety
    /// The pointer is null, or a BSTR or an interface, as the kind says.
    pub(super) unsafe fn copy_pointer(&self, pointer: *mut c_void) -> Result<*mut c_void> {
        // SAFETY: as the caller says.
        let copy = unsafe {
            match self.kind {
                Kind::Interface => add_ref(pointer),
                _ => bstr::copy(pointer.cast()).cast(),
            }
        };
        if copy.is_null() && !pointer.is_null() { Err(Error::OutOfMemory) } else { Ok(copy) }
    }
}

/// # Safety
/// `place` holds a pointer.
unsafe fn take(place: *mut c_void) -> *mut c_void {
    // SAFETY: as the caller says.
    unsafe {
        let pointer = place.cast::<*mut c_void>().read_unaligned();
        place.cast::<*mut c_void>().write_unaligned(core::ptr::null_mut());
        pointer
    }
}

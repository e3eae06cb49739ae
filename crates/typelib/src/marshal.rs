//! Type information on its way to another apartment or process.
//!
//! ```text
//!   within the process    ITypeInfo ── free-threaded marshaler ──▶ the same object
//!   to another process    ITypeInfo ── library, version, type ───▶ the receiver's own object, of the same registered library
//! ```
//!
//! Nothing is called across processes: both read the library, which is registered for both. One that is not (made by the
//! program, or loaded from a file that no registration names) stays in its process: TYPE_E_LIBNOTREGISTERED.

use std::ffi::c_void;
use std::sync::Arc;

use oxcom_abi::{
    CoCreateFreeThreadedMarshaler, E_POINTER, E_UNEXPECTED, IMarshal, IMarshal_Impl, IStream,
    MSHCTX_CROSSCTX, MSHCTX_INPROC, STG_E_READFAULT,
};
use windows_core::{GUID, IUnknown, Interface, Ref, implement};

use crate::error::{Error, Result};
use crate::info::{Info, View};
use crate::library::{Library, Loaded};
use crate::load;
use crate::raw::Object;
use crate::record;

/// The class that reads a [`Reference`].
const CLSID_TYPE_REFERENCE: GUID = GUID::from_u128(0x7b0c55e2_1d6a_4f0e_9a37_5c0d8e61f2a4);

/// Lets the runtime read references, and the names of records, before the program begins.
#[used]
#[unsafe(link_section = ".init_array")]
static AT_LOAD: extern "C" fn() = bring_readers;

extern "C" fn bring_readers() {
    oxcom_runtime::bring_unmarshaler(CLSID_TYPE_REFERENCE, || {
        Reader { object: |from| object(read(from)?), skip: |from| read(from).map(drop) }.into()
    });
    oxcom_runtime::bring_unmarshaler(record::CLSID_RECORD_INFO, || {
        Reader { object: record::unmarshal, skip: |_| Ok(()) }.into()
    });
}

/// Says which library, or which type of it, in any process.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reference {
    library: GUID,
    version: (u16, u16),
    lcid: u32,
    /// Of a type: the side from which it is seen, its index, its id or zeros.
    of: Option<(View, u32, GUID)>,
}

impl Reference {
    pub(crate) fn to_library(loaded: &Loaded) -> Self {
        let library = &loaded.library;
        Self { library: library.guid, version: library.version, lcid: library.lcid, of: None }
    }

    pub(crate) fn to_type(loaded: &Loaded, index: usize, view: View) -> Result<Self> {
        let number = u32::try_from(index).map_err(|_| Error::NoElement)?;
        Ok(Self { of: Some((view, number, loaded.info(index)?.guid)), ..Self::to_library(loaded) })
    }

    /// An owned object of this process: `ITypeLib` or `ITypeInfo`.
    fn object(&self) -> Result<Object> {
        let Some((view, index, guid)) = self.of else { return Ok(Library::object(self.registered()?)) };
        // An interface may be known although its library is not, as one of several that a registration names.
        if let Ok(Some((loaded, index))) = load::describing(&guid)
            && self.is(&loaded)
        {
            return Ok(Info::object(loaded, index, view));
        }
        let (loaded, index) = (self.registered()?, index as usize);
        if loaded.info(index)?.guid != guid {
            return Err(Error::NoElement);
        }
        Ok(Info::object(loaded, index, view))
    }

    fn registered(&self) -> Result<Arc<Loaded>> {
        let (_, loaded) = load::registered(&self.library, self.version, self.lcid)?;
        if self.is(&loaded) { Ok(loaded) } else { Err(Error::NotRegistered) }
    }

    fn is(&self, loaded: &Loaded) -> bool {
        *self == Self { of: self.of, ..Self::to_library(loaded) }
    }

    /// Library (16 bytes), major and minor version (2 each), language (4); 0, or 1 and 2 for a type's sides (4); its
    /// index (4), its id (16). Little-endian.
    fn write(&self) -> [u8; LENGTH] {
        let (side, index, guid) = match &self.of {
            None => (0_u32, 0, GUID::zeroed()),
            Some((View::Default, index, guid)) => (1, *index, *guid),
            Some((View::Vtable, index, guid)) => (2, *index, *guid),
        };
        let mut bytes = [0; LENGTH];
        bytes[..16].copy_from_slice(&self.library.to_u128().to_le_bytes());
        bytes[16..18].copy_from_slice(&self.version.0.to_le_bytes());
        bytes[18..20].copy_from_slice(&self.version.1.to_le_bytes());
        bytes[20..24].copy_from_slice(&self.lcid.to_le_bytes());
        bytes[24..28].copy_from_slice(&side.to_le_bytes());
        bytes[28..32].copy_from_slice(&index.to_le_bytes());
        bytes[32..].copy_from_slice(&guid.to_u128().to_le_bytes());
        bytes
    }

    fn read(bytes: &[u8; LENGTH]) -> Result<Self> {
        let short = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        let long = |at: usize| u32::from(short(at)) | u32::from(short(at + 2)) << 16;
        let guid = |at: usize| {
            let mut id = [0; 16];
            id.copy_from_slice(&bytes[at..at + 16]);
            GUID::from_u128(u128::from_le_bytes(id))
        };
        let of = match long(24) {
            0 => None,
            1 => Some((View::Default, long(28), guid(32))),
            2 => Some((View::Vtable, long(28), guid(32))),
            _ => return Err(Error::InvalidArgument("no reference to type information")),
        };
        Ok(Self { library: guid(0), version: (short(16), short(18)), lcid: long(20), of })
    }
}

/// Bytes of a reference.
const LENGTH: usize = 48;

/// The free-threaded marshaler, where the pointer stays in the process.
pub(crate) fn within_process(context: u32) -> windows_core::Result<Option<IMarshal>> {
    if ![MSHCTX_INPROC, MSHCTX_CROSSCTX].contains(&context.cast_signed()) {
        return Ok(None);
    }
    // SAFETY: no outer object.
    unsafe { CoCreateFreeThreadedMarshaler(None::<&IUnknown>) }?.cast().map(Some)
}

pub(crate) const fn unmarshal_class() -> GUID {
    CLSID_TYPE_REFERENCE
}

/// Writes a reference which the receiver can find, too: if it is registered here.
pub(crate) fn write(into: &IStream, reference: Result<Reference>) -> windows_core::Result<()> {
    let reference = reference.map_err(|error| error.code())?;
    let own = reference.object().map_err(|error| error.code())?;
    // SAFETY: an owned pointer, which was made for this test only.
    drop(unsafe { IUnknown::from_raw(own) });
    let bytes = reference.write();
    // SAFETY: as many bytes as are said.
    unsafe { into.Write(bytes.as_ptr().cast(), LENGTH as u32, None) }.ok()
}

/// IMarshal of an object that has `fn reference(&self) -> Result<Reference>`.
macro_rules! marshal_by_reference {
    ($object:ty) => {
        impl oxcom_abi::IMarshal_Impl for $object {
            fn GetUnmarshalClass(
                &self,
                iid: *const GUID,
                object: *const c_void,
                context: u32,
                data: *const c_void,
                flags: u32,
            ) -> windows_core::Result<GUID> {
                match $crate::marshal::within_process(context)? {
                    // SAFETY: the arguments of the same method.
                    Some(free) => unsafe {
                        free.GetUnmarshalClass(iid, Some(object), context, Some(data), flags)
                    },
                    None => Ok($crate::marshal::unmarshal_class()),
                }
            }

            fn GetMarshalSizeMax(
                &self,
                _: *const GUID,
                _: *const c_void,
                _: u32,
                _: *const c_void,
                _: u32,
            ) -> windows_core::Result<u32> {
                Ok(256) // more than either way takes
            }

            fn MarshalInterface(
                &self,
                into: windows_core::Ref<'_, oxcom_abi::IStream>,
                iid: *const GUID,
                object: *const c_void,
                context: u32,
                data: *const c_void,
                flags: u32,
            ) -> windows_core::Result<()> {
                let into = into.ok()?;
                match $crate::marshal::within_process(context)? {
                    // SAFETY: the arguments of the same method.
                    Some(free) => unsafe {
                        free.MarshalInterface(into, iid, Some(object), context, Some(data), flags).ok()
                    },
                    None => $crate::marshal::write(into, self.reference()),
                }
            }

            fn UnmarshalInterface(
                &self,
                _: windows_core::Ref<'_, oxcom_abi::IStream>,
                _: *const GUID,
                _: *mut *mut c_void,
            ) -> windows_core::Result<()> {
                Err(oxcom_abi::E_UNEXPECTED.into()) // the unmarshal class reads
            }

            fn ReleaseMarshalData(
                &self,
                _: windows_core::Ref<'_, oxcom_abi::IStream>,
            ) -> windows_core::Result<()> {
                Err(oxcom_abi::E_UNEXPECTED.into()) // as above
            }

            fn DisconnectObject(&self, _: u32) -> windows_core::Result<()> {
                Ok(()) // nobody is connected
            }
        }
    };
}
pub(crate) use marshal_by_reference;

/// An unmarshal class: it reads names, which hold nothing, and makes the object that has them here.
#[implement(IMarshal, Agile = false)]
struct Reader {
    /// Gives an owned object.
    object: fn(Ref<'_, IStream>) -> windows_core::Result<Object>,
    skip: fn(Ref<'_, IStream>) -> windows_core::Result<()>,
}

fn object(reference: Reference) -> windows_core::Result<Object> {
    reference.object().map_err(|error| error.code().into())
}

fn read(from: Ref<'_, IStream>) -> windows_core::Result<Reference> {
    let (mut bytes, mut read) = ([0; LENGTH], 0);
    // SAFETY: room for as many bytes as are asked for.
    unsafe { from.ok()?.Read(bytes.as_mut_ptr().cast(), LENGTH as u32, Some(&mut read)) }.ok()?;
    if read as usize != LENGTH {
        return Err(STG_E_READFAULT.into());
    }
    Reference::read(&bytes).map_err(|error| error.code().into())
}

impl IMarshal_Impl for Reader_Impl {
    fn GetUnmarshalClass(
        &self,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> windows_core::Result<GUID> {
        Err(E_UNEXPECTED.into()) // it only reads
    }

    fn GetMarshalSizeMax(
        &self,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> windows_core::Result<u32> {
        Err(E_UNEXPECTED.into())
    }

    fn MarshalInterface(
        &self,
        _: Ref<'_, IStream>,
        _: *const GUID,
        _: *const c_void,
        _: u32,
        _: *const c_void,
        _: u32,
    ) -> windows_core::Result<()> {
        Err(E_UNEXPECTED.into())
    }

    fn UnmarshalInterface(
        &self,
        from: Ref<'_, IStream>,
        iid: *const GUID,
        out: *mut *mut c_void,
    ) -> windows_core::Result<()> {
        if iid.is_null() || out.is_null() {
            return Err(E_POINTER.into());
        }
        let object = (self.object)(from)?;
        // SAFETY: an owned pointer; neither of the others is null.
        unsafe { IUnknown::from_raw(object).query(iid, out).ok() }
    }

    fn ReleaseMarshalData(&self, from: Ref<'_, IStream>) -> windows_core::Result<()> {
        (self.skip)(from)
    }

    fn DisconnectObject(&self, _: u32) -> windows_core::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_survives_the_journey_and_garbage_does_not() {
        let library = GUID::from_u128(0x5e0a7c40_2f43_4c0d_9a5e_0a1b2c3d4e5f);
        for of in [None, Some((View::Default, 7, library)), Some((View::Vtable, u32::MAX, GUID::zeroed()))] {
            let reference = Reference { library, version: (1, 65535), lcid: 0x407, of };
            assert_eq!(Reference::read(&reference.write()), Ok(reference));
        }
        assert!(Reference::read(&[0xff; LENGTH]).is_err());
    }
}

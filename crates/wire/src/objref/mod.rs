//! OBJREF, a marshaled pointer: \[MS-DCOM\] 2.2.18, "OBJREF".
//!
//! ```text
//!  'MEOW' │ flags │ iid │ STANDARD  std │ saResAddr
//!  ───── 24 bytes ───── │ HANDLER   std │ clsid │ saResAddr
//!                       │ CUSTOM    clsid │ cbExtension │ size │ data
//!                       │ EXTENDED  std │ 'VYSN' │ saResAddr │ 1 │ 'VYSN' │ data element
//!
//!  std (STDOBJREF)                flags │ cPublicRefs │ oxid │ oid │ ipid
//!  saResAddr (DUALSTRINGARRAY)    where the exporter, or its object resolver, is found
//! ```
//!
//! An OBJREF lies in a message inside an MInterfacePointer, which has its length
//! ([`write_interface_pointer`], [`read_interface_pointer`]), or in a stream, which has not: there
//! [`further_bytes`] says how much to read next.
//!
//! ```
//! use oxcom_wire::objref::{self, DualStringArray, ObjRef, ObjRefBody, StdObjRef, StringBinding};
//! use windows_core::GUID;
//!
//! # fn main() -> Result<(), oxcom_wire::Error> {
//! let exporter = DualStringArray::new(vec![StringBinding::unix("/run/user/1000/oxcom/4711")], vec![])?;
//! let std = StdObjRef { flags: 0, public_refs: 5, oxid: 1, oid: 2, ipid: GUID::from_u128(3) };
//! let reference = ObjRef { iid: GUID::from_u128(4), body: ObjRefBody::Standard { std, resolver: exporter } };
//! let stream = [reference.write(), b"what follows".to_vec()].concat();
//!
//! let mut have = 0;
//! while let more @ 1.. = objref::further_bytes(&stream[..have])? {
//!     have += more; // read so many bytes from the stream
//! }
//! assert_eq!(ObjRef::read(&stream[..have])?, (reference, have));
//! # Ok(()) }
//! ```

mod bindings;
mod incremental;

pub use bindings::{
    AUTHZ_NONE, DualStringArray, SecurityBinding, StringBinding, TOWER_NCACN_IP_TCP, TOWER_UNIX_STREAM,
};
pub use incremental::{CustomHeader, MAX_LEN, custom_header, further_bytes};

use crate::ndr::{Reader, Writer, guid_bytes, guid_from_bytes};
use crate::{Error, Result};
use windows_core::GUID;

/// The length of what all OBJREFs begin with: signature, flags and IID.
pub const HEADER_LEN: usize = 24;

/// The length of a [`StdObjRef`].
pub const STD_LEN: usize = 40;

/// The length of an OBJREF_CUSTOM up to where the custom marshaler's own data begins.
pub const CUSTOM_HEADER_LEN: usize = HEADER_LEN + 24;

/// SORF_NOPING: the object's references are not kept up by pings (\[MS-DCOM\] 2.2.18.2, "STDOBJREF (Packet
/// Version)").
pub const SORF_NOPING: u32 = 0x1000;

/// 'MEOW', the signature.
const SIGNATURE: u32 = 0x574f_454d;
/// Both signatures inside OBJREF_EXTENDED.
const EXTENDED_SIGNATURE: u32 = 0x4e53_5956;

const STANDARD: u32 = 1;
const HANDLER: u32 = 2;
const CUSTOM: u32 = 4;
const EXTENDED: u32 = 8;

/// A marshaled interface pointer: \[MS-DCOM\] 2.2.18, "OBJREF".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjRef {
    /// The interface.
    pub iid: GUID,
    /// The four forms.
    pub body: ObjRefBody,
}

/// The four forms of an OBJREF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ObjRefBody {
    /// A proxy is to be made: \[MS-DCOM\] 2.2.18.4, "OBJREF_STANDARD".
    Standard {
        /// Which object.
        std: StdObjRef,
        /// Where its exporter, or the exporter's object resolver, is found.
        resolver: DualStringArray,
    },
    /// A handler is to be created in the client, and gets a proxy: \[MS-DCOM\] 2.2.18.5, "OBJREF_HANDLER".
    Handler {
        /// Which object.
        std: StdObjRef,
        /// The handler's class.
        clsid: GUID,
        /// Where its exporter, or the exporter's object resolver, is found.
        resolver: DualStringArray,
    },
    /// The object marshaled itself: \[MS-DCOM\] 2.2.18.6, "OBJREF_CUSTOM".
    ///
    /// This crate writes cbExtension 0 and the length of `data` in the field that the specification calls
    /// reserved, and reads all that follows as data, as the specification wants.
    Custom {
        /// The class that unmarshals it. Create only what is registered as a marshaler.
        clsid: GUID,
        /// What that class wrote, at most [`MAX_LEN`] - [`CUSTOM_HEADER_LEN`] bytes where it is to be read
        /// from a stream.
        data: Vec<u8>,
    },
    /// As standard, with a context of the server: \[MS-DCOM\] 2.2.18.7, "OBJREF_EXTENDED".
    Extended {
        /// Which object.
        std: StdObjRef,
        /// Where its exporter, or the exporter's object resolver, is found.
        resolver: DualStringArray,
        /// The context.
        element: DataElement,
    },
}

/// Which interface of which object, and how many references come along: \[MS-DCOM\] 2.2.18.1, "STDOBJREF".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct StdObjRef {
    /// 0 or [`SORF_NOPING`]; other bits are to be ignored.
    pub flags: u32,
    /// How many public references the receiver gets; 0 for a table-marshaled pointer.
    pub public_refs: u32,
    /// OXID: the exporter.
    pub oxid: u64,
    /// OID: the object.
    pub oid: u64,
    /// IPID: the interface of the object.
    pub ipid: GUID,
}

/// The context in an OBJREF_EXTENDED: \[MS-DCOM\] 2.2.18.8, "DATAELEMENT".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataElement {
    id: GUID,
    /// At most [`DataElement::MAX_DATA`] bytes.
    data: Vec<u8>,
}

impl ObjRef {
    /// What a proxy is made of; `None` for a custom-marshaled pointer.
    pub fn std(&self) -> Option<&StdObjRef> {
        match &self.body {
            ObjRefBody::Standard { std, .. }
            | ObjRefBody::Handler { std, .. }
            | ObjRefBody::Extended { std, .. } => Some(std),
            ObjRefBody::Custom { .. } => None,
        }
    }

    /// Where the exporter is found; `None` for a custom-marshaled pointer.
    pub fn resolver(&self) -> Option<&DualStringArray> {
        match &self.body {
            ObjRefBody::Standard { resolver, .. }
            | ObjRefBody::Handler { resolver, .. }
            | ObjRefBody::Extended { resolver, .. } => Some(resolver),
            ObjRefBody::Custom { .. } => None,
        }
    }

    /// The bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        self.write_to(&mut writer);
        writer.into_vec()
    }

    /// Writes the bytes, unaligned: an OBJREF has a layout of its own and no alignment.
    pub fn write_to(&self, writer: &mut Writer<'_>) {
        let mut header = |form: u32| {
            put(writer, SIGNATURE);
            put(writer, form);
            writer.bytes(&guid_bytes(&self.iid));
        };
        match &self.body {
            ObjRefBody::Standard { std, resolver } => {
                header(STANDARD);
                writer.bytes(&std.to_bytes());
                resolver.write_to(writer);
            }
            ObjRefBody::Handler { std, clsid, resolver } => {
                header(HANDLER);
                writer.bytes(&std.to_bytes());
                writer.bytes(&guid_bytes(clsid));
                resolver.write_to(writer);
            }
            ObjRefBody::Custom { clsid, data } => {
                header(CUSTOM);
                writer.bytes(&guid_bytes(clsid));
                put(writer, 0);
                put(writer, u32::try_from(data.len()).unwrap_or(u32::MAX));
                writer.bytes(data);
            }
            ObjRefBody::Extended { std, resolver, element } => {
                header(EXTENDED);
                writer.bytes(&std.to_bytes());
                put(writer, EXTENDED_SIGNATURE);
                resolver.write_to(writer);
                put(writer, 1);
                put(writer, EXTENDED_SIGNATURE);
                element.write_to(writer);
            }
        }
    }

    /// Reads an OBJREF at the start of `bytes` and says how long it is.
    ///
    /// A custom-marshaled one takes all of `bytes`: only what is around it, an MInterfacePointer or
    /// [`further_bytes`], knows its end.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a wrong signature or an unknown form; [`Error::BadString`],
    /// [`Error::Inconsistent`] and [`Error::Truncated`] for damaged content.
    pub fn read(bytes: &[u8]) -> Result<(ObjRef, usize)> {
        let mut reader = Reader::new(bytes);
        let (form, iid) = read_header(&mut reader)?;
        let body = match form {
            STANDARD => {
                let std = StdObjRef::read_packed(&mut reader)?;
                ObjRefBody::Standard { std, resolver: DualStringArray::read_from(&mut reader)? }
            }
            HANDLER => {
                let std = StdObjRef::read_packed(&mut reader)?;
                let clsid = take_guid(&mut reader)?;
                ObjRefBody::Handler { std, clsid, resolver: DualStringArray::read_from(&mut reader)? }
            }
            CUSTOM => {
                let clsid = take_guid(&mut reader)?;
                let _extension_and_reserved = reader.array::<8>()?;
                ObjRefBody::Custom { clsid, data: reader.rest().to_vec() }
            }
            _ => {
                let std = StdObjRef::read_packed(&mut reader)?;
                expect(&mut reader, "Signature1 of OBJREF_EXTENDED", EXTENDED_SIGNATURE)?;
                let resolver = DualStringArray::read_from(&mut reader)?;
                expect(&mut reader, "nElms of OBJREF_EXTENDED", 1)?;
                expect(&mut reader, "Signature2 of OBJREF_EXTENDED", EXTENDED_SIGNATURE)?;
                ObjRefBody::Extended { std, resolver, element: DataElement::read_from(&mut reader)? }
            }
        };
        Ok((ObjRef { iid, body }, reader.position()))
    }
}

impl StdObjRef {
    /// The bytes, which are the same in an OBJREF and, at an offset that is a multiple of 8, in NDR.
    pub fn to_bytes(&self) -> [u8; STD_LEN] {
        let mut bytes = [0; STD_LEN];
        bytes[0..4].copy_from_slice(&self.flags.to_le_bytes());
        bytes[4..8].copy_from_slice(&self.public_refs.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.oxid.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.oid.to_le_bytes());
        bytes[24..40].copy_from_slice(&guid_bytes(&self.ipid));
        bytes
    }

    /// Reads it without aligning.
    pub(crate) fn read_packed(reader: &mut Reader<'_>) -> Result<Self> {
        let mut fields = Reader::new(reader.bytes(STD_LEN)?);
        Ok(StdObjRef {
            flags: fields.u32()?,
            public_refs: fields.u32()?,
            oxid: fields.u64()?,
            oid: fields.u64()?,
            ipid: fields.guid()?,
        })
    }
}

impl DataElement {
    /// The longest data whose length, rounded up to a multiple of 8, fits into its field.
    const MAX_DATA: u32 = !7;

    /// A context with its id and marshaled form.
    ///
    /// # Errors
    /// [`Error::TooLong`] beyond 4 GiB - 8 bytes.
    pub fn new(id: GUID, data: Vec<u8>) -> Result<Self> {
        let (length, limit) = (data.len(), Self::MAX_DATA as usize);
        if length > limit {
            return Err(Error::TooLong { what: "the data of a DATAELEMENT", length, limit });
        }
        Ok(DataElement { id, data })
    }

    /// The context's id.
    pub fn id(&self) -> &GUID {
        &self.id
    }

    /// The marshaled context, without the padding that follows it on the wire.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    fn write_to(&self, writer: &mut Writer<'_>) {
        let length = self.data.len() as u32; // not above MAX_DATA
        let rounded = length.next_multiple_of(8);
        writer.bytes(&guid_bytes(&self.id));
        put(writer, length);
        put(writer, rounded);
        writer.bytes(&self.data);
        writer.zeros((rounded - length) as usize);
    }

    fn read_from(reader: &mut Reader<'_>) -> Result<Self> {
        let id = take_guid(reader)?;
        let (length, rounded) = (take(reader)?, take(reader)?);
        if length.checked_next_multiple_of(8) != Some(rounded) {
            return Err(Error::Inconsistent {
                what: "cbRounded of a DATAELEMENT",
                offset: reader.offset() - 4,
            });
        }
        let data = &reader.bytes(rounded as usize)?[..length as usize];
        Ok(DataElement { id, data: data.to_vec() })
    }
}

/// Writes an interface pointer as NDR: a referent id and an MInterfacePointer, or a null pointer.
///
/// # Errors
/// [`Error::TooLong`] beyond 4 GiB.
pub fn write_interface_pointer(writer: &mut Writer<'_>, objref: Option<&[u8]>) -> Result<()> {
    match objref {
        Some(objref) => {
            writer.referent();
            write_interface_pointer_data(writer, objref)
        }
        None => {
            writer.null_referent();
            Ok(())
        }
    }
}

/// Writes an MInterfacePointer, which holds the bytes of an OBJREF, where NDR defers what a pointer refers
/// to: \[MS-DCOM\] 2.2.14, "MInterfacePointer".
///
/// # Errors
/// [`Error::TooLong`] beyond 4 GiB.
pub fn write_interface_pointer_data(writer: &mut Writer<'_>, objref: &[u8]) -> Result<()> {
    let (length, limit) = (objref.len(), u32::MAX as usize);
    let count = u32::try_from(length).map_err(|_| Error::TooLong { what: "an OBJREF", length, limit })?;
    writer.count(count);
    writer.u32(count);
    writer.bytes(objref);
    Ok(())
}

/// Reads what [`write_interface_pointer`] wrote: the bytes of an OBJREF, or `None` for a null pointer.
///
/// # Errors
/// [`Error::CountTooLarge`], [`Error::Inconsistent`], [`Error::Truncated`].
pub fn read_interface_pointer<'a>(reader: &mut Reader<'a>) -> Result<Option<&'a [u8]>> {
    reader.referent()?.map(|_| read_interface_pointer_data(reader)).transpose()
}

/// Reads an MInterfacePointer, where NDR defers what a pointer refers to: the bytes of an OBJREF.
///
/// # Errors
/// [`Error::CountTooLarge`], [`Error::Inconsistent`], [`Error::Truncated`].
pub fn read_interface_pointer_data<'a>(reader: &mut Reader<'a>) -> Result<&'a [u8]> {
    let max = reader.count(1)?;
    let count = reader.count(1)?;
    if max != count {
        return Err(Error::Inconsistent {
            what: "ulCntData of an MInterfacePointer",
            offset: reader.offset() - 4,
        });
    }
    reader.bytes(count)
}

/// Form and IID.
fn read_header(reader: &mut Reader<'_>) -> Result<(u32, GUID)> {
    expect(reader, "signature of an OBJREF", SIGNATURE)?;
    let form = take(reader)?;
    if !matches!(form, STANDARD | HANDLER | CUSTOM | EXTENDED) {
        return Err(Error::Invalid { what: "flags of an OBJREF", offset: reader.offset() - 4, found: form });
    }
    Ok((form, take_guid(reader)?))
}

fn expect(reader: &mut Reader<'_>, what: &'static str, expected: u32) -> Result<()> {
    let offset = reader.offset();
    let found = take(reader)?;
    if found == expected { Ok(()) } else { Err(Error::Invalid { what, offset, found }) }
}

/// A number without alignment.
fn take(reader: &mut Reader<'_>) -> Result<u32> {
    reader.array().map(u32::from_le_bytes)
}

/// A GUID without alignment.
fn take_guid(reader: &mut Reader<'_>) -> Result<GUID> {
    reader.array().map(|bytes| guid_from_bytes(&bytes))
}

/// Writes a number without alignment.
fn put(writer: &mut Writer<'_>, value: u32) {
    writer.bytes(&value.to_le_bytes());
}

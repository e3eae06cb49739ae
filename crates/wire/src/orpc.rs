//! ORPC: what every call and every answer of COM begins with, before the arguments: \[MS-DCOM\] 2.2.13, "ORPC
//! Invocations".
//!
//! ```text
//!  request stub   ORPCTHIS │ version 5.7 │ flags │ reserved │ causality id │ extensions? │ arguments …
//!  response stub  ORPCTHAT │ flags │ extensions? │ results … HRESULT
//! ```
//!
//! Extensions are blocks of bytes named by a GUID; a receiver ignores those that it does not know. Reading
//! and writing them allocates nothing.
//!
//! ```
//! use oxcom_wire::{ndr::{Reader, Writer}, orpc::{self, Extension, OrpcThat}};
//! use windows_core::GUID;
//!
//! # fn main() -> Result<(), oxcom_wire::Error> {
//! const DEADLINE: GUID = GUID::from_u128(0xb1f5_0e5e_0c5d_4a1f_9d6c_1c0c_53d6_1d11);
//! let mut writer = Writer::new();
//! orpc::write_that(&mut writer, &[Extension { id: DEADLINE, data: b"1.5 s" }])?;
//!
//! let that = OrpcThat::read(&mut Reader::new(writer.as_slice()))?;
//! assert_eq!(that.extensions.find(&DEADLINE), Some(&b"1.5 s"[..]));
//! assert_eq!(that.extensions.find(&orpc::ERROR_INFO_EXTENSION), None);
//! # Ok(()) }
//! ```

use crate::ndr::{Place, Reader, Writer, guid_number};
use crate::{Error, Result};
use windows_core::GUID;

/// COMVERSION, the version of the DCOM protocol: \[MS-DCOM\] 2.2.11, "COMVERSION".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComVersion {
    /// Always 5; versions with another one do not understand each other.
    pub major: u16,
    /// 1 to 7.
    pub minor: u16,
}

/// What this crate writes: 5.7.
pub const COM_VERSION: ComVersion = ComVersion { major: 5, minor: 7 };

/// CLSID_ERROR_EXTENSION: the data is an OBJREF of an error object: \[MS-DCOM\] 2.2.21.1, "Error Information
/// ORPC Extension".
pub const ERROR_INFO_EXTENSION: GUID = GUID::from_u128(0x0000031c_0000_0000_c000_000000000046);

/// CLSID_CONTEXT_EXTENSION: \[MS-DCOM\] 2.2.21.4, "Context ORPC Extension".
pub const CONTEXT_EXTENSION: GUID = GUID::from_u128(0x00000334_0000_0000_c000_000000000046);

/// One extension: \[MS-DCOM\] 2.2.13.1, "ORPC_EXTENT".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extension<'a> {
    /// What the data is.
    pub id: GUID,
    /// The data.
    pub data: &'a [u8],
}

/// What a request's stub data begins with: \[MS-DCOM\] 2.2.13.3, "ORPCTHIS".
#[derive(Debug, Clone)]
pub struct OrpcThis<'a> {
    /// The sender's version; major is 5.
    pub version: ComVersion,
    /// 0 but for activation.
    pub flags: u32,
    /// CID: the same for all calls that one call causes.
    pub causality_id: GUID,
    /// What else came.
    pub extensions: Extensions<'a>,
}

/// What a response's stub data begins with: \[MS-DCOM\] 2.2.13.4, "ORPCTHAT".
#[derive(Debug, Clone)]
pub struct OrpcThat<'a> {
    /// Without meaning.
    pub flags: u32,
    /// What else came.
    pub extensions: Extensions<'a>,
}

/// Writes ORPCTHIS, version 5.7 and flags 0.
///
/// # Errors
/// [`Error::TooLong`] when there are too many extensions, or one too long, for 32 bits.
#[inline]
pub fn write_this(writer: &mut Writer<'_>, causality_id: &GUID, extensions: &[Extension<'_>]) -> Result<()> {
    let version = u64::from(COM_VERSION.major) | u64::from(COM_VERSION.minor) << 16;
    let causality_id = guid_number(causality_id);
    // Version and flags; reserved1 and the id's first four bytes; eight of the id.
    let [first, second, third] = [version, (causality_id as u64) << 32, (causality_id >> 32) as u64];
    let fourth = (causality_id >> 96) as u32;
    writer.align(4);
    if extensions.is_empty() {
        writer.words(&[first, second, third, fourth.into()]); // with the null pointer to extensions
        return Ok(());
    }
    writer.words(&[first, second, third]);
    writer.u32(fourth);
    write_extensions(writer, extensions)
}

/// Writes ORPCTHAT, flags 0.
///
/// # Errors
/// As [`write_this`].
#[inline]
pub fn write_that(writer: &mut Writer<'_>, extensions: &[Extension<'_>]) -> Result<()> {
    writer.u32(0);
    write_extensions(writer, extensions)
}

impl<'a> OrpcThis<'a> {
    /// Reads ORPCTHIS; the arguments follow.
    ///
    /// # Errors
    /// [`Error::Invalid`] for another major version than 5 (RPC_E_VERSION_MISMATCH); [`Error::Truncated`],
    /// [`Error::CountTooLarge`] or [`Error::Inconsistent`] when it is no ORPCTHIS.
    #[inline(always)]
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let version = ComVersion { major: reader.u16()?, minor: reader.u16()? };
        if version.major != COM_VERSION.major {
            let offset = reader.offset() - 4;
            return Err(Error::Invalid {
                what: "major version of ORPCTHIS",
                offset,
                found: version.major.into(),
            });
        }
        let (flags, _reserved) = (reader.u32()?, reader.u32()?);
        let causality_id = reader.guid()?;
        Ok(OrpcThis { version, flags, causality_id, extensions: Extensions::read(reader)? })
    }
}

impl<'a> OrpcThat<'a> {
    /// Reads ORPCTHAT; the results follow.
    ///
    /// # Errors
    /// [`Error::Truncated`], [`Error::CountTooLarge`] or [`Error::Inconsistent`] when it is no ORPCTHAT.
    #[inline(always)]
    pub fn read(reader: &mut Reader<'a>) -> Result<Self> {
        Ok(OrpcThat { flags: reader.u32()?, extensions: Extensions::read(reader)? })
    }
}

/// The extensions of a received message, checked when they were read: \[MS-DCOM\] 2.2.13.2,
/// "ORPC_EXTENT_ARRAY". Most messages have none, so it is only a place, at which they are read again.
#[derive(Debug, Clone, Default)]
pub struct Extensions<'a> {
    /// Where the array is; `None` for no extensions.
    array: Option<Place<'a>>,
}

impl<'a> Extensions<'a> {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// All of them, in the order of the message.
    pub fn iter(&self) -> impl Iterator<Item = Extension<'a>> + use<'a> {
        let mut cursor = self.array.and_then(|array| Cursor::read(&mut array.reader()).ok()?);
        std::iter::from_fn(move || cursor.as_mut()?.next_extension().ok()?)
    }

    /// The data of the first one with this id.
    #[inline]
    pub fn find(&self, id: &GUID) -> Option<&'a [u8]> {
        self.array.and_then(|_| self.find_there(id))
    }

    #[cold]
    fn find_there(&self, id: &GUID) -> Option<&'a [u8]> {
        self.iter().find(|extension| extension.id == *id).map(|extension| extension.data)
    }

    #[inline(always)]
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        if reader.referent()?.is_none() {
            return Ok(Extensions::default());
        }
        let array = Some(reader.place());
        Self::pass(reader)?;
        Ok(Extensions { array })
    }

    /// Checks all of them; the reader is behind them then.
    #[cold]
    fn pass(reader: &mut Reader<'a>) -> Result<()> {
        if let Some(mut cursor) = Cursor::read(reader)? {
            while cursor.next_extension()?.is_some() {}
            *reader = cursor.extents;
        }
        Ok(())
    }
}

/// A place among the extensions of a message.
#[derive(Debug, Clone)]
struct Cursor<'a> {
    /// The referent ids still to come, four bytes each.
    referents: &'a [u8],
    /// At the extent of the first of them that is not null.
    extents: Reader<'a>,
}

impl<'a> Cursor<'a> {
    /// The beginning of an ORPC_EXTENT_ARRAY; `None` for one without extensions.
    fn read(reader: &mut Reader<'a>) -> Result<Option<Self>> {
        let (size, _reserved) = (reader.u32()?, reader.u32()?);
        if reader.referent()?.is_none() {
            return Ok(None);
        }
        let places = reader.count(4)?;
        if u64::from(size) > places as u64 {
            return Err(Error::Inconsistent {
                what: "size of an ORPC_EXTENT_ARRAY",
                offset: reader.offset() - 16,
            });
        }
        Ok(Some(Cursor { referents: reader.bytes(places * 4)?, extents: reader.clone() }))
    }

    fn next_extension(&mut self) -> Result<Option<Extension<'a>>> {
        while let Some((referent, rest)) = self.referents.split_first_chunk::<4>() {
            self.referents = rest;
            if *referent != [0; 4] {
                return read_extent(&mut self.extents).map(Some);
            }
        }
        Ok(None)
    }
}

fn read_extent<'a>(reader: &mut Reader<'a>) -> Result<Extension<'a>> {
    let room = reader.count(1)?;
    let (id, size) = (reader.guid()?, reader.u32()?);
    let offset = reader.offset() - 4;
    let data = reader.bytes(room)?;
    let data = usize::try_from(size).ok().and_then(|size| data.get(..size));
    let data = data.ok_or(Error::Inconsistent { what: "size of an ORPC_EXTENT", offset })?;
    Ok(Extension { id, data })
}

#[inline]
fn write_extensions(writer: &mut Writer<'_>, extensions: &[Extension<'_>]) -> Result<()> {
    if extensions.is_empty() {
        writer.null_referent();
        return Ok(());
    }
    write_extension_array(writer, extensions)
}

#[cold]
fn write_extension_array(writer: &mut Writer<'_>, extensions: &[Extension<'_>]) -> Result<()> {
    let size = short("number of extensions", extensions.len())?;
    writer.referent();
    writer.u32(size);
    writer.u32(0);
    writer.referent();
    writer.count(size.next_multiple_of(2));
    for _ in extensions {
        writer.referent();
    }
    if size % 2 == 1 {
        writer.null_referent();
    }
    for extension in extensions {
        let length = short("an extension", extension.data.len())?;
        let rounded = length.next_multiple_of(8);
        writer.count(rounded);
        writer.guid(&extension.id);
        writer.u32(length);
        writer.bytes(extension.data);
        writer.zeros((rounded - length) as usize);
    }
    Ok(())
}

/// A length that can be rounded up and still be said in 32 bits.
fn short(what: &'static str, length: usize) -> Result<u32> {
    let limit = (u32::MAX - 7) as usize;
    match u32::try_from(length) {
        Ok(short) if length <= limit => Ok(short),
        _ => Err(Error::TooLong { what, length, limit }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAUSALITY: GUID = GUID::from_u128(0x00112233_4455_6677_8899_aabbccddeeff);

    #[test]
    fn orpcthis_has_the_bytes_that_other_implementations_send() -> Result<()> {
        let mut writer = Writer::new();
        write_this(&mut writer, &CAUSALITY, &[])?;
        let expected = [
            &[5, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0][..],
            &[0x33, 0x22, 0x11, 0, 0x55, 0x44, 0x77, 0x66, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff],
            &[0; 4],
        ]
        .concat();
        assert_eq!(writer.as_slice(), expected);
        let this = OrpcThis::read(&mut Reader::new(&expected))?;
        assert_eq!((this.version, this.flags, this.causality_id), (COM_VERSION, 0, CAUSALITY));
        assert!(this.extensions.is_empty());
        Ok(())
    }

    #[test]
    fn orpcthat_has_the_bytes_that_other_implementations_send() -> Result<()> {
        let mut writer = Writer::new();
        write_that(&mut writer, &[])?;
        assert_eq!(writer.into_vec(), [0; 8]);
        Ok(())
    }

    #[test]
    fn an_extension_array_is_laid_out_as_the_idl_says() -> Result<()> {
        let mut writer = Writer::new();
        write_that(&mut writer, &[Extension { id: ERROR_INFO_EXTENSION, data: b"abc" }])?;
        let expected = [
            &[0, 0, 0, 0][..],                                          // flags
            &[0, 0, 2, 0],                                              // extensions
            &[1, 0, 0, 0, 0, 0, 0, 0, 4, 0, 2, 0],                      // size, reserved, extent
            &[2, 0, 0, 0, 8, 0, 2, 0, 0, 0, 0, 0],                      // two places, one null
            &[8, 0, 0, 0],                                              // data has 8 bytes
            &[0x1c, 3, 0, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46], // id
            &[3, 0, 0, 0, b'a', b'b', b'c', 0, 0, 0, 0, 0],             // size, data, padding
        ]
        .concat();
        assert_eq!(writer.into_vec(), expected);
        Ok(())
    }

    #[test]
    fn extensions_come_back_and_the_arguments_follow() -> Result<()> {
        let ids = [GUID::from_u128(1), GUID::from_u128(2), GUID::from_u128(3)];
        let data: [&[u8]; 3] = [b"", b"12345678", b"123456789"];
        for count in 0..=3 {
            let extensions: Vec<_> =
                ids.into_iter().zip(data).take(count).map(|(id, data)| Extension { id, data }).collect();
            let mut writer = Writer::new();
            write_this(&mut writer, &CAUSALITY, &extensions)?;
            writer.u64(42);
            let mut reader = Reader::new(writer.as_slice());
            let this = OrpcThis::read(&mut reader)?;
            assert_eq!(this.extensions.iter().collect::<Vec<_>>(), extensions);
            assert_eq!(reader.u64()?, 42);
        }
        Ok(())
    }

    #[test]
    fn an_array_may_have_null_places_anywhere_and_no_array_at_all() -> Result<()> {
        let mut writer = Writer::new();
        writer.u32(0);
        writer.referent();
        writer.u32(2);
        writer.u32(0);
        writer.referent();
        writer.count(2);
        writer.null_referent();
        writer.referent();
        writer.count(8);
        writer.guid(&CAUSALITY);
        writer.u32(8);
        writer.bytes(b"somebody");
        let that = OrpcThat::read(&mut Reader::new(writer.as_slice()))?;
        assert_eq!(that.extensions.find(&CAUSALITY), Some(&b"somebody"[..]));

        let mut writer = Writer::new();
        writer.u32(0);
        writer.referent();
        writer.u32(0);
        writer.u32(0);
        writer.null_referent();
        assert!(OrpcThat::read(&mut Reader::new(writer.as_slice()))?.extensions.is_empty());
        Ok(())
    }

    #[test]
    fn another_major_version_is_refused() {
        let mut bytes = [0; 32];
        bytes[0] = 6;
        let error = OrpcThis::read(&mut Reader::new(&bytes)).unwrap_err();
        assert_eq!(error, Error::Invalid { what: "major version of ORPCTHIS", offset: 0, found: 6 });
    }

    #[test]
    fn an_extension_longer_than_its_room_is_refused() -> Result<()> {
        let mut writer = Writer::new();
        write_that(&mut writer, &[Extension { id: CAUSALITY, data: b"12345678" }])?;
        let mut bytes = writer.into_vec();
        let size = bytes.len() - 12;
        bytes[size] = 9;
        let error = OrpcThat::read(&mut Reader::new(&bytes)).unwrap_err();
        assert_eq!(error, Error::Inconsistent { what: "size of an ORPC_EXTENT", offset: size });
        Ok(())
    }
}

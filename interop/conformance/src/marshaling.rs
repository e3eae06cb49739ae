//! CoMarshalInterface and its kin over bytes, which may go from apartment to apartment.

use oxcom_abi::com_core::{GUID, HRESULT, IUnknown, Interface, Result};
use oxcom_abi::{self as abi, IStream};

/// A stream over the bytes, at its beginning.
pub fn stream_over(bytes: &[u8]) -> Result<IStream> {
    unsafe {
        let stream = abi::CreateStreamOnHGlobal(abi::HGLOBAL::default(), true)?;
        stream.Write(bytes.as_ptr().cast(), bytes.len() as u32, None).ok()?;
        rewind(&stream)?;
        Ok(stream)
    }
}

/// Goes to the stream's beginning.
pub fn rewind(stream: &IStream) -> Result<()> {
    unsafe { stream.Seek(0, abi::STREAM_SEEK_SET as u32, None) }.ok()
}

/// Where the stream is.
pub fn position(stream: &IStream) -> Result<u64> {
    let mut position = 0;
    unsafe { stream.Seek(0, abi::STREAM_SEEK_CUR as u32, Some(&mut position)) }.map(|| position)
}

/// All bytes of the stream up to where it is.
pub fn written(stream: &IStream) -> Result<Vec<u8>> {
    let mut bytes = vec![0; position(stream)? as usize];
    rewind(stream)?;
    unsafe { stream.Read(bytes.as_mut_ptr().cast(), bytes.len() as u32, None) }.map(|| bytes)
}

/// CoMarshalInterface for the pointer's own interface.
pub fn marshal<T: Interface>(object: &T, context: i32, flags: i32) -> Result<Vec<u8>> {
    marshal_as(object, &T::IID, context, flags)
}

/// CoMarshalInterface.
pub fn marshal_as<T: Interface>(object: &T, iid: &GUID, context: i32, flags: i32) -> Result<Vec<u8>> {
    let (object, stream): (IUnknown, _) = (object.cast()?, stream_over(&[])?);
    unsafe { abi::CoMarshalInterface(&stream, iid, &object, context as u32, None, flags as u32) }.ok()?;
    written(&stream)
}

/// CoUnmarshalInterface.
pub fn unmarshal<T: Interface>(bytes: &[u8]) -> Result<T> {
    unsafe { abi::CoUnmarshalInterface(&stream_over(bytes)?) }
}

/// CoReleaseMarshalData.
pub fn release(bytes: &[u8]) -> HRESULT {
    match stream_over(bytes) {
        Ok(stream) => unsafe { abi::CoReleaseMarshalData(&stream) },
        Err(error) => error.code(),
    }
}

/// What an OBJREF says ([MS-DCOM] 2.2.18), ids and lengths that depend on the machine left out.
pub fn describe(bytes: &[u8]) -> String {
    let word = |at: usize| {
        bytes.get(at..at + 4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
    };
    let (Some(0x574f_454d), Some(kind)) = (word(0), word(4)) else { return "no OBJREF".into() };
    match kind {
        1 => {
            let [flags, references] = [24, 28].map(|at| word(at).unwrap_or_default());
            format!("standard(flags={flags:#x},references={references})")
        }
        4 => {
            let class = bytes.get(24..40).map_or_else(|| "?".into(), |id| format!("{:?}", guid(id)));
            format!("custom(class={class},extension={})", word(40).unwrap_or_default())
        }
        other => format!("kind {other}"),
    }
}

/// The interface that an OBJREF names.
pub fn interface_of(bytes: &[u8]) -> GUID {
    bytes.get(8..24).map_or(GUID::zeroed(), guid)
}

fn guid(bytes: &[u8]) -> GUID {
    let array = |from: usize| -> [u8; 4] { bytes[from..from + 4].try_into().expect("16 bytes") };
    let [a, b, c, d] = [0, 4, 8, 12].map(array);
    let data4 = [c[0], c[1], c[2], c[3], d[0], d[1], d[2], d[3]];
    GUID::from_values(
        u32::from_le_bytes(a),
        u16::from_le_bytes([b[0], b[1]]),
        u16::from_le_bytes([b[2], b[3]]),
        data4,
    )
}

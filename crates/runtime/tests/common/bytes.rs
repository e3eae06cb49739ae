//! Marshaled pointers as bytes.

use oxcom::abi::{self, IStream};
use oxcom::{GUID, Interface, Result};

/// A stream in memory that holds `bytes` and stands at its start.
pub fn stream_over(bytes: &[u8]) -> IStream {
    // SAFETY: arguments of their types.
    unsafe {
        let stream = abi::CreateStreamOnHGlobal(Default::default(), true).unwrap();
        oxcom::write_all(&stream, bytes).unwrap();
        stream.Seek(0, abi::STREAM_SEEK_SET as u32, None).unwrap();
        stream
    }
}

/// All that was written to a stream.
pub fn bytes_of(stream: &IStream) -> Vec<u8> {
    // SAFETY: arguments of their types.
    unsafe {
        let mut end = 0;
        stream.Seek(0, abi::STREAM_SEEK_END as u32, Some(&mut end)).unwrap();
        stream.Seek(0, abi::STREAM_SEEK_SET as u32, None).unwrap();
        let mut bytes = vec![0; end as usize];
        oxcom::read_exact(stream, &mut bytes).unwrap();
        bytes
    }
}

/// CoMarshalInterface.
pub fn marshal<T: Interface>(object: &T, context: i32, flags: i32) -> Result<Vec<u8>> {
    marshal_as(object, &T::IID, context, flags)
}

pub fn marshal_as<T: Interface>(object: &T, iid: &GUID, context: i32, flags: i32) -> Result<Vec<u8>> {
    let (object, stream) = (object.cast::<oxcom::IUnknown>()?, stream_over(&[]));
    // SAFETY: arguments of their types.
    unsafe { abi::CoMarshalInterface(&stream, iid, &object, context as u32, None, flags as u32) }.ok()?;
    Ok(bytes_of(&stream))
}

/// CoUnmarshalInterface.
pub fn unmarshal<T: Interface>(bytes: &[u8]) -> Result<T> {
    // SAFETY: arguments of their types.
    unsafe { abi::CoUnmarshalInterface(&stream_over(bytes)) }
}

/// CoReleaseMarshalData.
pub fn discard(bytes: &[u8]) -> Result<()> {
    // SAFETY: arguments of their types.
    unsafe { abi::CoReleaseMarshalData(&stream_over(bytes)) }.ok()
}

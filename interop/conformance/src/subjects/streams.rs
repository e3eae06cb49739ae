//! Streams in memory.

use oxcom_abi as abi;
use oxcom_abi::com_core::Result;
use oxcom_abi::{HGLOBAL, IStream};

use crate::marshaling::{position, stream_over, written};
use crate::operation::{Seen, no_code, operation, or_code, seen};

/// An operation on a stream that holds the bytes 0, 1, 2, … and stands at its beginning.
fn stream(name: &str, length: u8, perform: fn(&IStream) -> Result<Seen>) {
    operation(name, move || perform(&stream_over(&(0..length).collect::<Vec<u8>>())?));
}

fn read(stream: &IStream, count: usize) -> Seen {
    let (mut bytes, mut read) = (vec![0xff; count], 0);
    let answer = unsafe { stream.Read(bytes.as_mut_ptr().cast(), count as u32, Some(&mut read)) };
    seen(answer).and("read", read)
}

fn seek(stream: &IStream, by: i64, origin: i32) -> Seen {
    let mut now = 0;
    let answer = unsafe { stream.Seek(by, origin as u32, Some(&mut now)) };
    seen(answer).and("position", or_code(position(stream)))
}

fn size(stream: &IStream) -> u64 {
    let mut about = abi::STATSTG::default();
    let _ = unsafe { stream.Stat(&mut about, abi::STATFLAG_NONAME as u32) };
    about.cbSize
}

pub fn perform() {
    reading_and_writing();
    seeking();
    the_rest();
}

fn reading_and_writing() {
    stream("IStream::Read of all", 10, |stream| Ok(read(stream, 10)));
    stream("IStream::Read beyond the end", 10, |stream| Ok(read(stream, 20)));
    stream("IStream::Read at the end", 10, |stream| {
        read(stream, 10);
        Ok(read(stream, 1))
    });
    stream("IStream::Read of no bytes", 10, |stream| Ok(read(stream, 0)));
    stream("IStream::Write grows the stream", 10, |stream| {
        let (bytes, mut count) = ([1u8; 30], 0);
        let answer = unsafe { stream.Write(bytes.as_ptr().cast(), 30, Some(&mut count)) };
        Ok(seen(answer).and("written", count).and("size", size(stream)))
    });
    stream("IStream::Write beyond the end", 2, |stream| {
        unsafe { stream.Seek(5, abi::STREAM_SEEK_SET as u32, None) }.ok()?;
        let answer = unsafe { stream.Write([9u8].as_ptr().cast(), 1, None) };
        let bytes = written(stream)?; // what lies between is not defined
        Ok(seen(answer).and("length", bytes.len()).and("last", bytes.last().copied().unwrap_or_default()))
    });
    stream("IStream::Write of no bytes", 2, |stream| {
        let mut count = 7;
        let answer = unsafe { stream.Write([0u8].as_ptr().cast(), 0, Some(&mut count)) };
        Ok(seen(answer).and("written", count))
    });
}

fn seeking() {
    stream("IStream::Seek from the beginning", 10, |stream| Ok(seek(stream, 3, abi::STREAM_SEEK_SET)));
    stream("IStream::Seek from where it is", 10, |stream| {
        seek(stream, 3, abi::STREAM_SEEK_SET);
        Ok(seek(stream, -1, abi::STREAM_SEEK_CUR))
    });
    stream("IStream::Seek from the end", 10, |stream| Ok(seek(stream, -1, abi::STREAM_SEEK_END)));
    stream("IStream::Seek before the beginning", 10, |stream| Ok(seek(stream, -1, abi::STREAM_SEEK_SET)));
    stream("IStream::Seek before the beginning, from the end", 10, |stream| {
        Ok(seek(stream, -11, abi::STREAM_SEEK_END))
    });
    stream("IStream::Seek beyond the end", 10, |stream| {
        Ok(seek(stream, 100, abi::STREAM_SEEK_SET).and("size", size(stream)))
    });
    stream("IStream::Seek from an unknown origin", 10, |stream| Ok(seek(stream, 0, 3)));
    stream("IStream::Read after a seek beyond the end", 10, |stream| {
        seek(stream, 100, abi::STREAM_SEEK_SET);
        Ok(read(stream, 1))
    });
}

fn the_rest() {
    stream("IStream::SetSize to more", 2, |stream| {
        Ok(seen(unsafe { stream.SetSize(100) })
            .and("size", size(stream))
            .and("position", or_code(position(stream))))
    });
    stream("IStream::SetSize to less", 10, |stream| {
        Ok(seen(unsafe { stream.SetSize(3) }).and("size", size(stream)))
    });
    stream("IStream::SetSize to more than there is", 10, |stream| {
        Ok(seen(unsafe { stream.SetSize(1 << 40) }))
    });
    stream("IStream::CopyTo", 10, |stream| {
        let (target, mut read, mut written) = (stream_over(&[])?, 0, 0);
        let answer = unsafe { stream.CopyTo(&target, 4, Some(&mut read), Some(&mut written)) };
        Ok(seen(answer).and("read", read).and("written", written).and("position", or_code(position(stream))))
    });
    stream("IStream::CopyTo of more than there is", 10, |stream| {
        let (target, mut read, mut written) = (stream_over(&[])?, 0, 0);
        let answer = unsafe { stream.CopyTo(&target, 100, Some(&mut read), Some(&mut written)) };
        Ok(seen(answer).and("read", read).and("written", written))
    });
    stream("IStream::CopyTo nowhere", 10, |stream| {
        Ok(seen(unsafe { stream.CopyTo(None::<&IStream>, 4, None, None) }))
    });
    stream("IStream::Clone has a position of its own", 10, |stream| {
        let clone = unsafe { stream.Clone() };
        seek(stream, 5, abi::STREAM_SEEK_SET);
        Ok(seen(&clone).and("position", or_code(position(&clone?))))
    });
    stream("IStream::Clone has the same bytes", 1, |stream| {
        let clone = unsafe { stream.Clone() }?;
        unsafe { stream.Write([77u8].as_ptr().cast(), 1, None) }.ok()?;
        let mut byte = [0u8];
        let answer = unsafe { clone.Read(byte.as_mut_ptr().cast(), 1, None) };
        Ok(seen(answer).and("byte", byte[0]))
    });
    stream("IStream::Stat", 10, |stream| {
        let mut about = abi::STATSTG::default();
        let answer = unsafe { stream.Stat(&mut about, abi::STATFLAG_NONAME as u32) };
        let kind = about.r#type == abi::STGTY_STREAM as u32;
        Ok(seen(answer).and("stream", kind).and("size", about.cbSize).and("name", !about.pwcsName.is_null()))
    });
    stream("IStream::Commit", 10, |stream| Ok(seen(unsafe { stream.Commit(0) })));
    stream("IStream::Revert", 10, |stream| Ok(seen(unsafe { stream.Revert() })));
    stream("IStream::LockRegion", 10, |stream| {
        Ok(seen(unsafe { stream.LockRegion(0, 1, abi::LOCK_WRITE as u32) }))
    });
    stream("IStream::UnlockRegion", 10, |stream| {
        Ok(seen(unsafe { stream.UnlockRegion(0, 1, abi::LOCK_WRITE as u32) }))
    });
    stream("GetHGlobalFromStream", 10, |stream| {
        let handle = unsafe { abi::GetHGlobalFromStream(stream) };
        let enough = handle.clone().is_ok_and(|handle| unsafe { abi::GlobalSize(handle) } >= 10);
        Ok(seen(handle).and("enough", enough))
    });
    operation("GetHGlobalFromStream of none", || {
        Ok(seen(unsafe { abi::GetHGlobalFromStream(None::<&IStream>) }))
    });
    operation("CreateStreamOnHGlobal over memory of the caller's", || {
        let handle = unsafe { abi::GlobalAlloc(abi::GMEM_MOVEABLE as u32, 64) };
        let stream = unsafe { abi::CreateStreamOnHGlobal(handle, false) };
        let same = unsafe { abi::GetHGlobalFromStream(&stream.clone()?) }? == handle;
        let seen = seen(&stream).and("same", same);
        drop(stream);
        unsafe { abi::GlobalFree(handle) };
        Ok(seen)
    });
    operation("CreateStreamOnHGlobal, freed with the stream", || {
        let handle = unsafe { abi::GlobalAlloc(abi::GMEM_MOVEABLE as u32, 64) };
        Ok(seen(unsafe { abi::CreateStreamOnHGlobal(handle, true) }.map(drop)))
    });
    operation("CreateStreamOnHGlobal: an empty one", || {
        let stream = unsafe { abi::CreateStreamOnHGlobal(HGLOBAL::default(), true) }?;
        Ok(no_code().and("size", size(&stream)))
    });
}

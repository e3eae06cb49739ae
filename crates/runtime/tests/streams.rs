//! Pointers marshaled into and out of streams of the user's own: slow ones, files, ones that fail, ones that lie.

mod common;

use std::ffi::c_void;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::Mutex;
use std::sync::atomic::Ordering;

use common::bytes::{discard, marshal, marshal_as, stream_over};
use common::{ALIVE, Calc, ICalc, set_up};
use oxcom::abi::{self, ISequentialStream_Impl, IStream, IStream_Impl, STATSTG};
use oxcom::{Apartment, HRESULT, Interface, Ref, Result, implement};

/// A file as a stream that moves at most `step` bytes at a time, and fails once `room` bytes have passed.
#[implement(IStream, Agile = false)]
struct FileStream {
    file: Mutex<File>,
    step: usize,
    room: Mutex<usize>,
    /// What it claims to have moved beyond what it did.
    lie: u32,
}

impl FileStream {
    fn new(bytes: &[u8]) -> Self {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        Self { file: Mutex::new(file), step: usize::MAX, room: Mutex::new(usize::MAX), lie: 0 }
    }
}

impl FileStream_Impl {
    /// How many of `wanted` bytes may move now.
    fn allowed(&self, wanted: u32) -> Result<usize> {
        let mut room = self.room.lock().unwrap();
        let allowed = (wanted as usize).min(self.step).min(*room);
        if allowed == 0 && wanted > 0 {
            return Err(abi::STG_E_ACCESSDENIED.into());
        }
        *room -= allowed;
        Ok(allowed)
    }
}

impl ISequentialStream_Impl for FileStream_Impl {
    fn Read(&self, into: *mut c_void, count: u32, read: *mut u32) -> Result<()> {
        let allowed = self.allowed(count)?;
        // SAFETY: writable for `count` bytes by the contract of Read.
        let into = unsafe { std::slice::from_raw_parts_mut(into.cast::<u8>(), allowed) };
        let done = self.file.lock().unwrap().read(into).unwrap() as u32;
        // SAFETY: writable.
        unsafe { read.write(done.saturating_add(self.lie)) };
        Ok(())
    }

    fn Write(&self, bytes: *const c_void, count: u32, written: *mut u32) -> Result<()> {
        let allowed = self.allowed(count)?;
        // SAFETY: readable for `count` bytes by the contract of Write.
        let bytes = unsafe { std::slice::from_raw_parts(bytes.cast::<u8>(), allowed) };
        self.file.lock().unwrap().write_all(bytes).unwrap();
        // SAFETY: writable.
        unsafe { written.write((allowed as u32).saturating_add(self.lie)) };
        Ok(())
    }
}

impl IStream_Impl for FileStream_Impl {
    fn Seek(&self, to: i64, origin: u32, position: *mut u64) -> Result<()> {
        let to = match origin as i32 {
            abi::STREAM_SEEK_SET => SeekFrom::Start(to as u64),
            abi::STREAM_SEEK_CUR => SeekFrom::Current(to),
            _ => SeekFrom::End(to),
        };
        let reached = self.file.lock().unwrap().seek(to).unwrap();
        if !position.is_null() {
            // SAFETY: not null, so writable.
            unsafe { position.write(reached) };
        }
        Ok(())
    }

    fn SetSize(&self, _size: u64) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }

    fn CopyTo(&self, _to: Ref<'_, IStream>, _count: u64, _read: *mut u64, _written: *mut u64) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Commit(&self, _flags: u32) -> Result<()> {
        Ok(())
    }

    fn Revert(&self) -> Result<()> {
        Ok(())
    }

    fn LockRegion(&self, _offset: u64, _count: u64, _kind: u32) -> Result<()> {
        Err(abi::STG_E_INVALIDFUNCTION.into())
    }

    fn UnlockRegion(&self, _offset: u64, _count: u64, _kind: u32) -> Result<()> {
        Err(abi::STG_E_INVALIDFUNCTION.into())
    }

    fn Stat(&self, _what: *mut STATSTG, _flags: u32) -> Result<()> {
        Err(abi::E_NOTIMPL.into())
    }

    fn Clone(&self) -> Result<IStream> {
        Err(abi::E_NOTIMPL.into())
    }
}

fn position(stream: &IStream) -> u64 {
    let mut position = 0;
    // SAFETY: writable.
    unsafe { stream.Seek(0, abi::STREAM_SEEK_CUR as u32, Some(&mut position)) }.unwrap();
    position
}

fn marshal_to(stream: &IStream, calc: &ICalc) -> HRESULT {
    // SAFETY: arguments of their types.
    unsafe { abi::CoMarshalInterface(stream, &ICalc::IID, calc, abi::MSHCTX_LOCAL as u32, None, 0) }
}

fn unmarshal_from(stream: &IStream) -> Result<ICalc> {
    // SAFETY: arguments of their types.
    unsafe { abi::CoUnmarshalInterface(stream) }
}

/// Objects are counted, so one test at a time.
static ALONE: Mutex<()> = Mutex::new(());

fn alive() -> i32 {
    ALIVE.load(Ordering::SeqCst)
}

fn test(body: impl FnOnce()) {
    let _alone = ALONE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    set_up();
    let _apartment = Apartment::multithreaded().unwrap();
    body();
    assert_eq!(alive(), 0);
}

#[test]
fn a_file_holds_pointers_one_after_the_other_with_what_is_between() {
    test(|| {
        let (calc, stream): (ICalc, IStream) = (Calc::new().into(), FileStream::new(b"").into());
        oxcom::write_all(&stream, b"before").unwrap();
        assert_eq!(marshal_to(&stream, &calc), abi::S_OK);
        oxcom::write_all(&stream, b"between").unwrap();
        assert_eq!(marshal_to(&stream, &calc), abi::S_OK);
        oxcom::write_all(&stream, b"after").unwrap();
        // SAFETY: arguments of their types.
        unsafe { stream.Seek(0, abi::STREAM_SEEK_SET as u32, None) }.unwrap();
        let mut text = [0; 6];
        oxcom::read_exact(&stream, &mut text).unwrap();
        assert_eq!(unmarshal_from(&stream).unwrap().as_raw(), calc.as_raw());
        let mut text = [0; 7];
        oxcom::read_exact(&stream, &mut text).unwrap();
        assert_eq!(&text, b"between");
        assert_eq!(unmarshal_from(&stream).unwrap().as_raw(), calc.as_raw());
        let mut text = [0; 5];
        oxcom::read_exact(&stream, &mut text).unwrap();
        assert_eq!(&text, b"after");
    });
}

#[test]
fn a_stream_that_moves_one_byte_at_a_time_is_waited_for() {
    test(|| {
        let calc: ICalc = Calc::new().into();
        let stream: IStream = FileStream { step: 1, ..FileStream::new(b"") }.into();
        assert_eq!(marshal_to(&stream, &calc), abi::S_OK);
        let end = position(&stream);
        // SAFETY: arguments of their types.
        unsafe { stream.Seek(0, abi::STREAM_SEEK_SET as u32, None) }.unwrap();
        assert_eq!(unmarshal_from(&stream).unwrap().as_raw(), calc.as_raw());
        assert_eq!(position(&stream), end); // not a byte more
    });
}

#[test]
fn a_stream_that_fails_while_it_is_written_keeps_nothing() {
    test(|| {
        for room in [0, 1, 30, 80] {
            let calc: ICalc = Calc::new().into();
            let stream: IStream = FileStream { room: Mutex::new(room), ..FileStream::new(b"") }.into();
            assert_eq!(marshal_to(&stream, &calc), abi::STG_E_ACCESSDENIED);
            drop(calc);
            assert_eq!(alive(), 0);
        }
    });
}

#[test]
fn what_cannot_be_marshaled_is_not_held() {
    test(|| {
        let calc: ICalc = Calc::new().into();
        let lacking = marshal_as(&calc, &IStream::IID, abi::MSHCTX_LOCAL, 0);
        assert_eq!(lacking.unwrap_err().code(), abi::E_NOINTERFACE);
        drop(calc);
        assert_eq!(alive(), 0);
    });
}

#[test]
fn a_stream_that_fails_while_it_is_read_leaves_the_pointer_good() {
    test(|| {
        let calc: ICalc = Calc::new().into();
        let bytes = marshal(&calc, abi::MSHCTX_LOCAL, abi::MSHLFLAGS_NORMAL).unwrap();
        drop(calc);
        for room in [0, 1, 30, bytes.len() - 1] {
            let stream: IStream = FileStream { room: Mutex::new(room), ..FileStream::new(&bytes) }.into();
            assert_eq!(unmarshal_from(&stream).unwrap_err().code(), abi::STG_E_ACCESSDENIED);
        }
        for end in [0, 1, 30, bytes.len() - 1] {
            let stream = stream_over(&bytes[..end]);
            assert_eq!(unmarshal_from(&stream).unwrap_err().code(), abi::STG_E_READFAULT);
        }
        assert_eq!(alive(), 1);
        discard(&bytes).unwrap();
    });
}

#[test]
fn a_stream_that_claims_to_have_moved_more_than_it_was_asked_for_is_not_believed() {
    test(|| {
        let calc: ICalc = Calc::new().into();
        let bytes = marshal(&calc, abi::MSHCTX_LOCAL, abi::MSHLFLAGS_NORMAL).unwrap();
        for lie in [1, u32::MAX] {
            let stream: IStream = FileStream { lie, ..FileStream::new(&bytes) }.into();
            assert_eq!(unmarshal_from(&stream).unwrap_err().code(), abi::STG_E_READFAULT);
            let stream: IStream = FileStream { lie, ..FileStream::new(b"") }.into();
            assert_eq!(marshal_to(&stream, &calc), abi::STG_E_WRITEFAULT);
        }
        discard(&bytes).unwrap();
    });
}

#[test]
fn a_stream_that_never_moves_a_byte_ends_the_attempt() {
    test(|| {
        let calc: ICalc = Calc::new().into();
        let bytes = marshal(&calc, abi::MSHCTX_LOCAL, abi::MSHLFLAGS_NORMAL).unwrap();
        let stream: IStream = FileStream::new(b"").into(); // at its end
        assert_eq!(unmarshal_from(&stream).unwrap_err().code(), abi::STG_E_READFAULT);
        discard(&bytes).unwrap();
    });
}

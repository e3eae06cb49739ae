//! Streams over global memory: what interface pointers are marshaled into, and what CreateStreamOnHGlobal makes.
//!
//! ```text
//!   stream ── position ─┐
//!                       ├──▶ region ──▶ HGLOBAL (freed with the last stream, when so agreed)
//!   clone ─── position ─┘
//! ```
//!
//! A stream and its clones share the memory and may be used from any thread; each call is atomic with regard to the memory.
//! The size of the stream is the size of the global memory.

use core::ffi::c_void;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use oxcom_abi::{
    E_INVALIDARG, E_OUTOFMEMORY, GMEM_INVALID_HANDLE, GMEM_MOVEABLE, GMEM_ZEROINIT, HGLOBAL,
    ISequentialStream_Impl, IStream, IStream_Impl, S_OK, STATFLAG_NOOPEN, STATSTG, STG_E_INVALIDFLAG,
    STG_E_INVALIDFUNCTION, STG_E_INVALIDPOINTER, STG_E_MEDIUMFULL, STGTY_STREAM, STREAM_SEEK_CUR,
    STREAM_SEEK_END, STREAM_SEEK_SET,
};
use windows_core::{BOOL, ComObject, HRESULT, IUnknown, Interface, Ref, Result, implement, interface};

use crate::memory::global::{
    GlobalAlloc, GlobalFlags, GlobalFree, GlobalLock, GlobalReAlloc, GlobalSize, GlobalUnlock,
};

/// Makes a stream over a block of global memory, at position 0. A null handle makes a new, empty block. With
/// `fdeleteonrelease` the block is freed with the last stream over it.
///
/// Errors: E_INVALIDARG (no place for the answer, or the handle names no block), E_OUTOFMEMORY.
///
/// # Safety
/// `ppstm` is null or points to writable memory for a pointer. Whoever uses the block beside the stream, and from another
/// thread, holds it locked only while no stream writes.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CreateStreamOnHGlobal(
    hglobal: HGLOBAL,
    fdeleteonrelease: BOOL,
    ppstm: *mut *mut c_void,
) -> HRESULT {
    if ppstm.is_null() {
        return E_INVALIDARG;
    }
    // SAFETY: not null; the caller says that it is writable.
    unsafe { *ppstm = core::ptr::null_mut() };
    let handle = if hglobal.0.is_null() { GlobalAlloc(GMEM_MOVEABLE as u32, 0) } else { hglobal };
    if handle.0.is_null() {
        return E_OUTOFMEMORY;
    }
    if GlobalFlags(handle) == GMEM_INVALID_HANDLE as u32 {
        return E_INVALIDARG;
    }
    let region = Region { handle, delete: fdeleteonrelease.as_bool(), exclusive: Mutex::new(()) };
    // SAFETY: as above.
    unsafe { *ppstm = MemoryStream::over(Arc::new(region), 0).into_raw() };
    S_OK
}

/// The memory of a stream that [`CreateStreamOnHGlobal`] made, or of its clone; it may move when the stream is written to.
///
/// Errors: E_INVALIDARG (another kind of stream, or null).
///
/// # Safety
/// `pstm` is null or an IStream; `phglobal` is null or points to writable memory for a handle.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn GetHGlobalFromStream(pstm: *mut c_void, phglobal: *mut HGLOBAL) -> HRESULT {
    // SAFETY: null, or an interface that the caller keeps alive during the call.
    let stream = unsafe { IUnknown::from_raw_borrowed(&pstm) };
    let Some(Ok(stream)) = stream.map(|stream| stream.cast::<IMemoryStream>()) else { return E_INVALIDARG };
    if phglobal.is_null() {
        return E_INVALIDARG;
    }
    // SAFETY: not null; the caller says that it is writable.
    unsafe { *phglobal = stream.memory() };
    S_OK
}

/// How a stream of ours is known.
#[interface("5f3c0f6e-64a9-4c41-9d0b-7d5a4d3f6a11")]
unsafe trait IMemoryStream: IUnknown {
    fn memory(&self) -> HGLOBAL;
}

#[implement(IStream, IMemoryStream)]
struct MemoryStream {
    region: Arc<Region>,
    /// In bytes from the beginning; may lie beyond the end. Taken before the region's lock.
    position: Mutex<u64>,
}

/// The memory that a stream shares with its clones.
struct Region {
    handle: HGLOBAL, // immutable
    delete: bool,    // immutable
    /// Guards the block's content and size.
    exclusive: Mutex<()>,
}

// SAFETY: a handle is a name, which any thread may use.
unsafe impl Send for Region {}
// SAFETY: as above; `exclusive` guards what it names.
unsafe impl Sync for Region {}

/// The largest stream that grows: published streams of this kind count in 32 bits.
const LARGEST: u64 = u32::MAX as u64;

impl Region {
    fn size(&self) -> u64 {
        GlobalSize(self.handle) as u64
    }

    /// Runs `work` with the block's address and size, while its place is fixed. The caller holds `exclusive`.
    fn fixed<T>(&self, work: impl FnOnce(*mut u8, u64) -> T) -> T {
        let memory = GlobalLock(self.handle).cast::<u8>();
        let result = work(memory, if memory.is_null() { 0 } else { self.size() });
        if !memory.is_null() {
            let _still = GlobalUnlock(self.handle);
        }
        result
    }

    fn resize(&self, size: u64) -> Result<()> {
        let _exclusive = lock(&self.exclusive);
        self.resize_locked(size)
    }

    /// New bytes are zero.
    fn resize_locked(&self, size: u64) -> Result<()> {
        if size > LARGEST {
            return Err(STG_E_MEDIUMFULL.into());
        }
        if size == self.size() {
            return Ok(());
        }
        // SAFETY: without GMEM_MOVEABLE a block moves only when nobody has it locked or knows its address.
        let handle = unsafe { GlobalReAlloc(self.handle, size as usize, GMEM_ZEROINIT as u32) };
        if handle.0.is_null() { Err(STG_E_MEDIUMFULL.into()) } else { Ok(()) }
    }

    /// Copies what there is from `from` on, `count` bytes at most.
    ///
    /// # Safety
    /// `target` takes `count` bytes.
    unsafe fn read(&self, from: u64, target: *mut u8, count: u32) -> u32 {
        let _exclusive = lock(&self.exclusive);
        self.fixed(|memory, size| {
            let count = size.saturating_sub(from).min(count.into());
            if count > 0 {
                // SAFETY: `from + count` is within the block.
                unsafe { target.copy_from(memory.add(from as usize), count as usize) };
            }
            count as u32
        })
    }

    /// Grows the block as needed.
    ///
    /// # Safety
    /// `source` holds `count` bytes.
    unsafe fn write(&self, at: u64, source: *const u8, count: u32) -> Result<()> {
        let end = at.checked_add(count.into()).ok_or(STG_E_MEDIUMFULL)?;
        let _exclusive = lock(&self.exclusive);
        if end > self.size() {
            self.resize_locked(end)?;
        }
        self.fixed(|memory, size| {
            if end > size {
                return Err(STG_E_MEDIUMFULL.into()); // its owner made it smaller meanwhile
            }
            // SAFETY: `at + count` is within the block.
            unsafe { memory.add(at as usize).copy_from(source, count as usize) };
            Ok(())
        })
    }
}

impl Drop for Region {
    fn drop(&mut self) {
        if self.delete {
            // SAFETY: it was agreed that the last stream frees the block.
            unsafe { GlobalFree(self.handle) };
        }
    }
}

impl MemoryStream {
    fn over(region: Arc<Region>, position: u64) -> IStream {
        ComObject::new(Self { region, position: Mutex::new(position) }).into_interface()
    }
}

impl IMemoryStream_Impl for MemoryStream_Impl {
    unsafe fn memory(&self) -> HGLOBAL {
        self.region.handle
    }
}

impl ISequentialStream_Impl for MemoryStream_Impl {
    /// S_OK with fewer bytes than asked for means the end of the stream.
    fn Read(&self, pv: *mut c_void, cb: u32, pcbread: *mut u32) -> Result<()> {
        // SAFETY: the caller's counter.
        unsafe { answer(pcbread, 0) };
        if pv.is_null() && cb > 0 {
            return Err(STG_E_INVALIDPOINTER.into());
        }
        let mut position = lock(&self.position);
        // SAFETY: the caller says that `pv` takes `cb` bytes.
        let count = unsafe { self.region.read(*position, pv.cast(), cb) };
        *position += u64::from(count);
        // SAFETY: the caller's counter.
        unsafe { answer(pcbread, count) };
        Ok(())
    }

    fn Write(&self, pv: *const c_void, cb: u32, pcbwritten: *mut u32) -> Result<()> {
        // SAFETY: the caller's counter.
        unsafe { answer(pcbwritten, 0) };
        if cb == 0 {
            return Ok(());
        }
        if pv.is_null() {
            return Err(STG_E_INVALIDPOINTER.into());
        }
        let mut position = lock(&self.position);
        // SAFETY: the caller says that `pv` holds `cb` bytes.
        unsafe { self.region.write(*position, pv.cast(), cb)? };
        *position += u64::from(cb);
        // SAFETY: the caller's counter.
        unsafe { answer(pcbwritten, cb) };
        Ok(())
    }
}

impl IStream_Impl for MemoryStream_Impl {
    fn Seek(&self, dlibmove: i64, dworigin: u32, plibnewposition: *mut u64) -> Result<()> {
        let mut position = lock(&self.position);
        let target = match dworigin as i32 {
            STREAM_SEEK_SET => Some(dlibmove as u64), // here the distance counts as unsigned
            STREAM_SEEK_CUR => position.checked_add_signed(dlibmove),
            STREAM_SEEK_END => self.region.size().checked_add_signed(dlibmove),
            _ => None,
        };
        if let Some(target) = target {
            *position = target;
        }
        // SAFETY: the caller's place for the position.
        unsafe { answer(plibnewposition, *position) };
        target.map(drop).ok_or_else(|| STG_E_INVALIDFUNCTION.into())
    }

    fn SetSize(&self, libnewsize: u64) -> Result<()> {
        self.region.resize(libnewsize)
    }

    fn CopyTo(&self, pstm: Ref<'_, IStream>, cb: u64, pcbread: *mut u64, pcbwritten: *mut u64) -> Result<()> {
        let (mut read, mut written) = (0, 0);
        let result = match pstm.as_ref() {
            Some(target) => self.copy(target, cb, &mut read, &mut written),
            None => Err(STG_E_INVALIDPOINTER.into()),
        };
        // SAFETY: the caller's counters.
        unsafe {
            answer(pcbread, read);
            answer(pcbwritten, written);
        }
        result
    }

    fn Commit(&self, _grfcommitflags: u32) -> Result<()> {
        Ok(()) // memory is never behind
    }

    fn Revert(&self) -> Result<()> {
        Ok(()) // not transacted, so there is nothing to undo
    }

    fn LockRegion(&self, _liboffset: u64, _cb: u64, _dwlocktype: u32) -> Result<()> {
        Err(STG_E_INVALIDFUNCTION.into())
    }

    fn UnlockRegion(&self, _liboffset: u64, _cb: u64, _dwlocktype: u32) -> Result<()> {
        Err(STG_E_INVALIDFUNCTION.into())
    }

    fn Stat(&self, pstatstg: *mut STATSTG, grfstatflag: u32) -> Result<()> {
        if pstatstg.is_null() {
            return Err(STG_E_INVALIDPOINTER.into());
        }
        if grfstatflag > STATFLAG_NOOPEN as u32 {
            return Err(STG_E_INVALIDFLAG.into());
        }
        let statistics =
            STATSTG { r#type: STGTY_STREAM as u32, cbSize: self.region.size(), ..Default::default() };
        // SAFETY: not null; the caller says that it is writable.
        unsafe { pstatstg.write(statistics) };
        Ok(())
    }

    fn Clone(&self) -> Result<IStream> {
        let position = *lock(&self.position);
        Ok(MemoryStream::over(self.region.clone(), position))
    }
}

impl MemoryStream {
    /// In pieces, and with no lock held while the target writes: it may be a clone, or a proxy.
    fn copy(&self, target: &IStream, count: u64, read: &mut u64, written: &mut u64) -> Result<()> {
        // What the target adds, if it is a clone, is not copied again.
        let available = self.region.size().saturating_sub(*lock(&self.position));
        let mut left = count.min(available);
        let mut piece = vec![0_u8; left.min(64 << 10) as usize];
        while left > 0 {
            let wanted = left.min(piece.len() as u64) as u32;
            let mut position = lock(&self.position);
            // SAFETY: the piece takes as many bytes.
            let got = unsafe { self.region.read(*position, piece.as_mut_ptr(), wanted) };
            *position += u64::from(got);
            drop(position);
            *read += u64::from(got);
            let mut taken = 0;
            // SAFETY: the piece holds as many bytes.
            let code = unsafe { target.Write(piece.as_ptr().cast(), got, Some(&mut taken)) };
            *written += u64::from(taken.min(got));
            code.ok()?;
            if got < wanted || taken < got {
                break;
            }
            left -= u64::from(got);
        }
        Ok(())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// # Safety
/// `place` is null or writable.
unsafe fn answer<T>(place: *mut T, value: T) {
    if !place.is_null() {
        // SAFETY: as the caller says.
        unsafe { place.write(value) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxcom_abi::{HANDLE, IAgileObject, LOCK_WRITE, STATFLAG_DEFAULT, STREAM_SEEK};

    fn stream() -> IStream {
        // SAFETY: a plain call; null asks for a new block.
        unsafe { oxcom_abi::CreateStreamOnHGlobal(HANDLE::default(), true) }.unwrap()
    }

    fn write(stream: &IStream, text: &[u8]) {
        let mut count = 0;
        // SAFETY: the text is as long as said.
        let code = unsafe { stream.Write(text.as_ptr().cast(), text.len() as u32, Some(&mut count)) };
        assert_eq!((code, count as usize), (S_OK, text.len()));
    }

    fn read(stream: &IStream, count: u32) -> Vec<u8> {
        let (mut bytes, mut got) = (vec![0; count as usize], 0);
        // SAFETY: the buffer takes as many bytes.
        assert_eq!(unsafe { stream.Read(bytes.as_mut_ptr().cast(), count, Some(&mut got)) }, S_OK);
        bytes.truncate(got as usize);
        bytes
    }

    fn seek(stream: &IStream, distance: i64, origin: STREAM_SEEK) -> core::result::Result<u64, HRESULT> {
        let mut position = u64::MAX;
        // SAFETY: a plain call.
        let code = unsafe { stream.Seek(distance, origin as u32, Some(&mut position)) };
        if code.is_ok() { Ok(position) } else { Err(code) }
    }

    fn size(stream: &IStream) -> u64 {
        let mut statistics = STATSTG::default();
        // SAFETY: a plain call.
        assert_eq!(unsafe { stream.Stat(&mut statistics, STATFLAG_DEFAULT as u32) }, S_OK);
        assert_eq!((statistics.r#type, statistics.pwcsName.0), (STGTY_STREAM as u32, core::ptr::null_mut()));
        statistics.cbSize
    }

    #[test]
    fn what_is_written_is_read_again() {
        let stream = stream();
        write(&stream, b"hello, world");
        assert_eq!(seek(&stream, -5, STREAM_SEEK_CUR), Ok(7));
        assert_eq!(read(&stream, 100), b"world", "S_OK and fewer bytes at the end");
        assert_eq!(read(&stream, 100), b"");
        assert_eq!(size(&stream), 12);
    }

    #[test]
    fn a_gap_is_filled_with_zeros() {
        let stream = stream();
        assert_eq!(seek(&stream, 3, STREAM_SEEK_SET), Ok(3));
        assert_eq!((read(&stream, 1), size(&stream)), (vec![], 0));
        write(&stream, b"x");
        assert_eq!(seek(&stream, -4, STREAM_SEEK_END), Ok(0));
        assert_eq!(read(&stream, 4), b"\0\0\0x");
        // SAFETY: plain calls.
        unsafe {
            assert_eq!(stream.SetSize(2), S_OK);
            assert_eq!((size(&stream), seek(&stream, 0, STREAM_SEEK_CUR)), (2, Ok(4)), "the position stays");
            assert_eq!(stream.SetSize(0), S_OK);
        }
        assert_eq!(size(&stream), 0);
    }

    #[test]
    fn a_clone_shares_the_memory_and_has_its_own_position() {
        let first = stream();
        write(&first, b"abc");
        // SAFETY: a plain call.
        let second = unsafe { first.Clone() }.unwrap();
        write(&second, b"def");
        assert_eq!(seek(&first, 0, STREAM_SEEK_CUR), Ok(3));
        assert_eq!(read(&first, 10), b"def");
        // SAFETY: plain calls.
        let memory = unsafe { oxcom_abi::GetHGlobalFromStream(&first) }.unwrap();
        // SAFETY: as above.
        assert_eq!(memory, unsafe { oxcom_abi::GetHGlobalFromStream(&second) }.unwrap());
        drop(first);
        assert_eq!(GlobalSize(memory), 6);
        drop(second);
        assert_eq!(GlobalFlags(memory), GMEM_INVALID_HANDLE as u32, "freed with the last of them");
    }

    #[test]
    fn a_block_of_the_caller_is_read_where_it_is() {
        let block = GlobalAlloc(GMEM_MOVEABLE as u32, 3);
        // SAFETY: three bytes; freed once, after the stream.
        unsafe {
            GlobalLock(block).cast::<u8>().copy_from_nonoverlapping(b"own".as_ptr(), 3);
            let stream = oxcom_abi::CreateStreamOnHGlobal(block, false).unwrap();
            assert_eq!(read(&stream, 9), b"own");
            let refused = stream.Write(b"more".as_ptr().cast(), 4, None);
            assert!(refused == S_OK || refused == STG_E_MEDIUMFULL, "locked: only in place");
            let _still = GlobalUnlock(block);
            assert_eq!(seek(&stream, 0, STREAM_SEEK_END).map(|end| end >= 3), Ok(true));
            write(&stream, &[1; 100_000]);
            drop(stream);
            assert!(GlobalFree(block).0.is_null());
            assert_eq!(oxcom_abi::CreateStreamOnHGlobal(block, false).unwrap_err().code(), E_INVALIDARG);
        }
    }

    #[test]
    fn copying_ends_where_the_source_ended_even_into_a_clone() {
        let source = stream();
        write(&source, &[7; 200_000]);
        // SAFETY: plain calls.
        unsafe {
            let target = source.Clone().unwrap();
            seek(&source, 0, STREAM_SEEK_SET).unwrap();
            let (mut read, mut written) = (0, 0);
            assert_eq!(source.CopyTo(&target, u64::MAX, Some(&mut read), Some(&mut written)), S_OK);
            assert_eq!((read, written, size(&source)), (200_000, 200_000, 400_000));
            assert_eq!(source.CopyTo(None, 1, None, None), STG_E_INVALIDPOINTER);
        }
    }

    #[test]
    fn what_is_wrong_is_refused() {
        let stream = stream();
        // SAFETY: null pointers are refused.
        unsafe {
            assert_eq!(stream.Read(core::ptr::null_mut(), 1, None), STG_E_INVALIDPOINTER);
            assert_eq!(stream.Write(core::ptr::null(), 1, None), STG_E_INVALIDPOINTER);
            assert_eq!(stream.Stat(core::ptr::null_mut(), 0), STG_E_INVALIDPOINTER);
            assert_eq!(stream.Stat(&mut STATSTG::default(), 9), STG_E_INVALIDFLAG);
            assert_eq!(stream.SetSize(1 << 40), STG_E_MEDIUMFULL);
            assert_eq!(stream.LockRegion(0, 1, LOCK_WRITE as u32), STG_E_INVALIDFUNCTION);
            assert_eq!((stream.Commit(0), stream.Revert()), (S_OK, S_OK));
            assert_eq!(
                CreateStreamOnHGlobal(HANDLE::default(), true.into(), core::ptr::null_mut()),
                E_INVALIDARG
            );
            assert_eq!(GetHGlobalFromStream(core::ptr::null_mut(), &mut HANDLE::default()), E_INVALIDARG);
        }
        assert_eq!(seek(&stream, -1, STREAM_SEEK_CUR), Err(STG_E_INVALIDFUNCTION));
        assert_eq!(seek(&stream, 0, 3), Err(STG_E_INVALIDFUNCTION));
        assert_eq!(seek(&stream, i64::MAX, STREAM_SEEK_SET), Ok(i64::MAX as u64));
        // SAFETY: one byte.
        assert_eq!(unsafe { stream.Write(b"x".as_ptr().cast(), 1, None) }, STG_E_MEDIUMFULL);
        assert_eq!(size(&stream), 0);
    }

    #[test]
    fn threads_share_a_stream() {
        let stream = stream();
        // SAFETY: this kind of stream is agile, which IAgileObject says.
        let agile = windows_core::AgileReference::new(&stream).unwrap();
        assert!(stream.cast::<IAgileObject>().is_ok());
        std::thread::scope(|scope| {
            for byte in 0..4_u8 {
                let agile = &agile;
                scope.spawn(move || (0..1000).for_each(|_| write(&agile.resolve().unwrap(), &[byte; 16])));
            }
        });
        seek(&stream, 0, STREAM_SEEK_SET).unwrap();
        let bytes = read(&stream, 100_000);
        assert_eq!(bytes.len(), 64_000);
        assert!(
            bytes.chunks(16).all(|chunk| chunk.iter().all(|byte| *byte == chunk[0])),
            "writes are atomic"
        );
    }
}

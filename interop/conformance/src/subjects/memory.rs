//! Task memory, and memory by handles.

use oxcom_abi as abi;
use oxcom_abi::com_core::Result;
use oxcom_abi::{HGLOBAL, IMalloc};

use crate::operation::{Seen, no_code, operation, seen};

const FIXED: u32 = abi::GMEM_FIXED as u32;
const MOVEABLE: u32 = abi::GMEM_MOVEABLE as u32;
const ZEROED: u32 = abi::GMEM_ZEROINIT as u32;

pub fn perform() {
    task_memory();
    allocator();
    handles();
}

fn task_memory() {
    operation("CoTaskMemAlloc of no bytes", || {
        let memory = unsafe { abi::CoTaskMemAlloc(0) };
        unsafe { abi::CoTaskMemFree(memory) };
        Ok(no_code().and("null", memory.is_null()))
    });
    operation("CoTaskMemAlloc of more than there is", || {
        Ok(no_code().and("null", unsafe { abi::CoTaskMemAlloc(usize::MAX / 2) }.is_null()))
    });
    operation("CoTaskMemRealloc of null", || {
        let memory = unsafe { abi::CoTaskMemRealloc(std::ptr::null_mut(), 16) };
        unsafe { abi::CoTaskMemFree(memory) };
        Ok(no_code().and("null", memory.is_null()))
    });
    operation("CoTaskMemRealloc to no bytes", || {
        let memory = unsafe { abi::CoTaskMemAlloc(16) };
        Ok(no_code().and("null", unsafe { abi::CoTaskMemRealloc(memory, 0) }.is_null()))
    });
    operation("CoTaskMemRealloc keeps what is there", || {
        let kept = unsafe {
            let memory = abi::CoTaskMemAlloc(4).cast::<u32>();
            memory.write(0x1234_5678);
            let memory = abi::CoTaskMemRealloc(memory.cast(), 65_536).cast::<u32>();
            let kept = memory.read() == 0x1234_5678;
            abi::CoTaskMemFree(memory.cast());
            kept
        };
        Ok(no_code().and("kept", kept))
    });
    operation("CoTaskMemFree of null", || {
        unsafe { abi::CoTaskMemFree(std::ptr::null_mut()) };
        Ok(no_code())
    });
}

fn allocator() {
    let allocated = |name: &str, perform: fn(IMalloc) -> Seen| {
        operation(name, move || Ok(perform(unsafe { abi::CoGetMalloc(1) }?)));
    };
    operation("CoGetMalloc", || Ok(seen(unsafe { abi::CoGetMalloc(1) })));
    operation("CoGetMalloc of another context", || Ok(seen(unsafe { abi::CoGetMalloc(2) })));
    operation("CoGetMalloc twice", || {
        let allocators = unsafe { [abi::CoGetMalloc(1)?, abi::CoGetMalloc(1)?] };
        Ok(seen(abi::S_OK).and("same", allocators[0] == allocators[1]))
    });
    allocated("IMalloc::GetSize", |malloc| unsafe {
        let memory = malloc.Alloc(100);
        let size = malloc.GetSize(Some(memory));
        malloc.Free(Some(memory));
        no_code().and("enough", size >= 100)
    });
    allocated("IMalloc::GetSize of null", |malloc| {
        no_code().and("size", unsafe { malloc.GetSize(None) } as isize)
    });
    allocated("IMalloc::DidAlloc of its own", |malloc| unsafe {
        let memory = malloc.Alloc(100);
        let did = malloc.DidAlloc(Some(memory));
        malloc.Free(Some(memory));
        no_code().and("did", did)
    });
    allocated("IMalloc::DidAlloc of null", |malloc| no_code().and("did", unsafe { malloc.DidAlloc(None) }));
    allocated("IMalloc::Realloc of null", |malloc| unsafe {
        let memory = malloc.Realloc(None, 8);
        malloc.Free(Some(memory));
        no_code().and("null", memory.is_null())
    });
    allocated("IMalloc::Realloc to no bytes", |malloc| unsafe {
        let memory = malloc.Alloc(8);
        no_code().and("null", malloc.Realloc(Some(memory), 0).is_null())
    });
    allocated("IMalloc::Free of null and HeapMinimize", |malloc| {
        unsafe {
            malloc.Free(None);
            malloc.HeapMinimize();
        }
        no_code()
    });
    allocated("IMalloc frees what CoTaskMemAlloc gave", |malloc| unsafe {
        malloc.Free(Some(abi::CoTaskMemAlloc(8)));
        no_code()
    });
}

fn handles() {
    let handled = |name: &str, flags: u32, bytes: usize, perform: fn(HGLOBAL) -> Seen| {
        operation(name, move || -> Result<Seen> {
            let handle = unsafe { abi::GlobalAlloc(flags, bytes) };
            let seen = perform(handle);
            unsafe { abi::GlobalFree(handle) };
            Ok(seen)
        });
    };
    handled("GlobalAlloc GMEM_FIXED: the handle is the memory", FIXED, 64, |handle| {
        no_code().and("same", unsafe { abi::GlobalLock(handle) } == handle.0)
    });
    handled("GlobalAlloc GMEM_MOVEABLE: the handle is not the memory", MOVEABLE, 64, |handle| {
        no_code().and("same", unsafe { abi::GlobalLock(handle) } == handle.0)
    });
    handled("GlobalSize GMEM_FIXED", FIXED, 100, |handle| {
        no_code().and("size", unsafe { abi::GlobalSize(handle) })
    });
    handled("GlobalSize GMEM_MOVEABLE", MOVEABLE, 100, |handle| {
        no_code().and("enough", unsafe { abi::GlobalSize(handle) } >= 100)
    });
    handled("GlobalSize GMEM_MOVEABLE of no bytes", MOVEABLE, 0, |handle| {
        no_code().and("size", unsafe { abi::GlobalSize(handle) })
    });
    handled("GlobalLock of a discarded block", MOVEABLE, 0, |handle| {
        no_code().and("null", unsafe { abi::GlobalLock(handle) }.is_null())
    });
    handled("GlobalLock twice: the same memory, two locks", MOVEABLE, 64, |handle| unsafe {
        let memory = [abi::GlobalLock(handle), abi::GlobalLock(handle)];
        let locks = abi::GlobalFlags(handle) & abi::GMEM_LOCKCOUNT as u32;
        let unlocked =
            [abi::GlobalUnlock(handle).0, abi::GlobalUnlock(handle).0, abi::GlobalUnlock(handle).0];
        no_code()
            .and("same", memory[0] == memory[1])
            .and("locks", locks)
            .and("still locked", format!("{unlocked:?}"))
    });
    handled("GlobalLock of GMEM_FIXED counts no locks", FIXED, 64, |handle| unsafe {
        abi::GlobalLock(handle);
        no_code().and("locks", abi::GlobalFlags(handle) & abi::GMEM_LOCKCOUNT as u32)
    });
    handled("GlobalAlloc GMEM_ZEROINIT", MOVEABLE | ZEROED, 4096, |handle| unsafe {
        let memory = std::slice::from_raw_parts(abi::GlobalLock(handle).cast::<u8>(), 4096);
        no_code().and("zeros", memory.iter().all(|byte| *byte == 0))
    });
    handled("GlobalHandle", MOVEABLE, 64, |handle| unsafe {
        no_code().and("same", abi::GlobalHandle(abi::GlobalLock(handle)) == handle)
    });
    handled("GlobalReAlloc grows and keeps", MOVEABLE, 4, |handle| unsafe {
        abi::GlobalLock(handle).cast::<u32>().write(0x1234_5678);
        let _ = abi::GlobalUnlock(handle);
        let grown = abi::GlobalReAlloc(handle, 65_536, MOVEABLE);
        let kept = abi::GlobalLock(grown).cast::<u32>().read() == 0x1234_5678;
        let _ = abi::GlobalUnlock(grown);
        no_code().and("same handle", grown == handle).and("kept", kept)
    });
    operation("GlobalFree gives null", || {
        let handle = unsafe { abi::GlobalAlloc(MOVEABLE, 8) };
        Ok(no_code().and("null", unsafe { abi::GlobalFree(handle) }.0.is_null()))
    });
    operation("GlobalFree of null", || {
        Ok(no_code().and("null", unsafe { abi::GlobalFree(HGLOBAL::default()) }.0.is_null()))
    });
}

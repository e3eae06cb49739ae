//! What Oxcom has beyond COM: functions and an interface of its own, declared as the others are.

#![allow(non_snake_case, missing_docs)] // the macro documents nothing that it makes

use core::ffi::c_void;

use windows_core::{GUID, HRESULT, IUnknown, interface};

use crate::{SAFEARRAY, SAFEARRAYBOUND};

/// Where memory that one process has shared is found by others. It can be written to any stream.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SegmentReference {
    /// The exporter (OXID) to be asked for the memory.
    pub exporter: u64,
    /// Which memory: a random id.
    pub id: [u8; 16],
    /// The first byte meant, in bytes from the segment's start.
    pub offset: u64,
    /// How many bytes are meant.
    pub length: u64,
}

/// The shared memory of a process's large arrays. A block is memory for one array at a time.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ArrayUsage {
    /// Blocks there are.
    pub blocks: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Blocks that an array of this process lies in.
    pub held: u64,
    /// Blocks that other processes have borrowed.
    pub lent: u64,
    /// Bytes of free blocks.
    pub idle_bytes: u64,
}

/// Memory that this process shares, or that another one shares with it.
///
/// An object that belongs to no apartment: any thread may use it, and it is never marshaled itself.
#[interface("6d3c1f0a-5d0e-4a5b-9a3d-2b8f7c4e1d90")]
pub unsafe trait ISharedSegment: IUnknown {
    /// Gives where the memory begins here, and its length in bytes. It is writable where it was created, read-only where it
    /// was opened, and stays as long as the segment.
    ///
    /// # Errors
    /// E_POINTER.
    pub unsafe fn GetMemory(&self, data: *mut *mut c_void, length: *mut u64) -> HRESULT;
    /// Gives the reference by which others open `length` bytes at `offset`.
    ///
    /// # Errors
    /// E_POINTER. E_BOUNDS: not within the segment. E_ACCESSDENIED: it was opened here, not created. CO_E_NOTINITIALIZED.
    pub unsafe fn GetReference(&self, offset: u64, length: u64, reference: *mut SegmentReference) -> HRESULT;
    /// Makes an array over the memory at `offset`, without a copy. It has FADF_AUTO, so that SafeArrayDestroy leaves the data
    /// alone, and holds the segment until then. Over opened memory it is read-only: a write is a segmentation fault.
    ///
    /// # Errors
    /// E_POINTER. E_BOUNDS: the bounds do not lie within the segment. DISP_E_BADVARTYPE: not a plain number. E_OUTOFMEMORY.
    pub unsafe fn CreateArray(
        &self,
        vartype: u16,
        offset: u64,
        dimensions: u32,
        bounds: *const SAFEARRAYBOUND,
        array: *mut *mut SAFEARRAY,
    ) -> HRESULT;
}

unsafe extern "system" {
    /// Creates `length` bytes of memory, zeros, that can be shared. Gives an [`ISharedSegment`].
    ///
    /// # Errors
    /// E_POINTER. E_INVALIDARG: no bytes. E_OUTOFMEMORY.
    ///
    /// # Safety
    /// The pointer is null or writable.
    pub fn OxcomCreateSegment(length: u64, segment: *mut *mut c_void) -> HRESULT;

    /// Opens memory that another process shares. The first time for each segment its descriptor is fetched from the
    /// exporter; later ones cost a look into a table. Gives an [`ISharedSegment`] that is just what the reference means.
    ///
    /// # Errors
    /// E_POINTER. HRESULT_FROM_WIN32(OR_INVALID_OXID): no pointer of this exporter has been unmarshaled here, so it is not
    /// known. CO_E_OBJNOTREG: the memory is not shared any more. E_BOUNDS: the reference goes beyond the memory.
    /// RPC_E_INVALID_OBJREF: what came is not sealed memory.
    ///
    /// # Safety
    /// The pointers are null or what their types say.
    pub fn OxcomOpenSegment(reference: *const SegmentReference, segment: *mut *mut c_void) -> HRESULT;

    /// Gives the descriptor that is readable while calls wait for the calling thread, which is in a single-threaded
    /// apartment: for event loops. It belongs to the apartment.
    ///
    /// # Errors
    /// E_POINTER. CO_E_NOTINITIALIZED. RPC_E_WRONG_THREAD: the thread is not in a single-threaded apartment.
    ///
    /// # Safety
    /// The pointer is null or writable.
    pub fn OxcomApartmentDescriptor(descriptor: *mut i32) -> HRESULT;

    /// Runs the calls that wait for the calling thread. S_FALSE: there were none.
    ///
    /// # Errors
    /// As for [`OxcomApartmentDescriptor`].
    pub fn OxcomDispatch() -> HRESULT;

    /// Registers the components that a registration text (the TOML of a registration file, UTF-8) describes, for this process
    /// alone. Relative paths in it are relative to `folder`.
    ///
    /// # Errors
    /// E_POINTER. REGDB_E_INVALIDVALUE: the text is not as the format demands; GetErrorInfo says where.
    ///
    /// # Safety
    /// The pointers are null or NUL-terminated.
    pub fn OxcomRegisterComponent(
        text: *const core::ffi::c_char,
        folder: *const core::ffi::c_char,
    ) -> HRESULT;

    /// Registers the interfaces that a type library (the bytes of a `.winmd` or `.tlb` file) describes, for this process alone. The bytes
    /// stay as they are as long as the process lives: a program has them by `include_bytes!`.
    ///
    /// # Errors
    /// E_INVALIDARG: a null pointer. TYPE_E_INVDATAREAD: the bytes are no type library; GetErrorInfo says where.
    ///
    /// # Safety
    /// The pointer is null, or points to as many bytes, for ever.
    pub fn OxcomRegisterTypeLibrary(bytes: *const u8, length: usize) -> HRESULT;

    /// Makes an array of plain numbers immutable for good: its data is at another address from now on, where a write is a
    /// segmentation fault, SafeArrayPutElement refuses, and [`OxcomShareArray`] makes arrays over the same data without a
    /// copy. What is not in shared memory yet moves there.
    ///
    /// # Errors
    /// E_INVALIDARG: null, not an array of plain numbers, without data, or its descriptor was not made by SafeArrayCreate and
    /// its kin. DISP_E_ARRAYISLOCKED. E_OUTOFMEMORY: no shared memory is left.
    ///
    /// # Safety
    /// `psa` is null or a SAFEARRAY, to whose data nobody writes afterwards.
    pub fn OxcomFreezeArray(psa: *mut SAFEARRAY) -> HRESULT;

    /// Makes another array over the data of a frozen one, in no time whatever its size. Each is destroyed on its own, and
    /// given away like any other array: sent to another process it costs no copy.
    ///
    /// # Errors
    /// E_POINTER. E_INVALIDARG: not a frozen array. E_OUTOFMEMORY.
    ///
    /// # Safety
    /// `psa` is null or a SAFEARRAY; `out` is null or writable.
    pub fn OxcomShareArray(psa: *const SAFEARRAY, out: *mut *mut SAFEARRAY) -> HRESULT;

    /// Makes a message the calling thread's error information, which its caller gets if the method that runs fails, whether or
    /// not its object has ISupportErrorInfo.
    ///
    /// # Errors
    /// E_POINTER. E_OUTOFMEMORY.
    ///
    /// # Safety
    /// `message` is null or UTF-16 text with a NUL at its end.
    pub fn OxcomSetErrorMessage(message: windows_core::PCWSTR) -> HRESULT;

    /// Says whether large arrays that calls of this thread receive from other processes are read-only from now on: then a
    /// write is a segmentation fault, and one frame that comes several times is mapped once. Tells what held before.
    pub safe fn OxcomReadOnlyArrays(read_only: i32) -> i32;

    /// Tells how much shared memory the arrays of this process have, and what of it others have borrowed.
    ///
    /// # Errors
    /// E_POINTER.
    ///
    /// # Safety
    /// `usage` is null or writable.
    pub fn OxcomArrayUsage(usage: *mut ArrayUsage) -> HRESULT;

    /// Says which descriptor is readable while messages wait for the calling thread's event loop (input, timers, sockets). Each
    /// time that it becomes readable while the thread waits for the answer of an outgoing call, its message filter is asked by
    /// IMessageFilter::MessagePending whether to go on waiting. It stays the caller's; -1 stands for none.
    ///
    /// # Errors
    /// CO_E_NOT_SUPPORTED: the thread is in no single-threaded apartment. E_HANDLE: not a descriptor that can be polled.
    pub safe fn OxcomSetMessageDescriptor(descriptor: i32) -> HRESULT;

    /// Gives the kernel's word on who makes the call that this thread runs: process id (0 when it is in a pid namespace that
    /// this process cannot see into), user id, group id. What is not wanted is null.
    ///
    /// # Errors
    /// RPC_E_CALL_COMPLETE: this thread runs no call.
    ///
    /// # Safety
    /// The pointers are null or writable.
    pub fn OxcomCallerCredentials(process: *mut u32, user: *mut u32, group: *mut u32) -> HRESULT;

    /// Gives the ITypeInfo of an interface: from the type library that its registration names, or that the program has with it.
    /// It may be used from any thread.
    ///
    /// # Errors
    /// E_POINTER. REGDB_E_IIDNOTREG: no description of the interface is registered. TYPE_E_INVDATAREAD.
    ///
    /// # Safety
    /// The pointers are null, or to an id and to writable memory.
    pub fn OxcomTypeInfoOf(iid: *const GUID, info: *mut *mut c_void) -> HRESULT;

    /// Gives what a process of this user, which may be this one, tells about itself: an
    /// [`IProcessInspection`](crate::inspection::IProcessInspection). `process` is its name in the runtime directory.
    ///
    /// # Errors
    /// E_POINTER. CO_E_NOTINITIALIZED. HRESULT_FROM_WIN32(RPC_S_SERVER_UNAVAILABLE): there is no such process, or it cannot be
    /// reached. CO_E_OBJNOTREG: it tells nothing. E_NOINTERFACE.
    ///
    /// # Safety
    /// The pointers are null, or to an id and to writable memory.
    pub fn OxcomInspectProcess(process: u64, iid: *const GUID, out: *mut *mut c_void) -> HRESULT;

    /// How many interfaces of this process's objects are marshaled now.
    pub fn OxcomMarshaledInterfaces() -> u64;
}

/// The id of a segment in a form for tables and messages.
impl SegmentReference {
    /// The segment's id as a GUID.
    pub fn guid(&self) -> GUID {
        GUID::from_u128(u128::from_be_bytes(self.id))
    }
}

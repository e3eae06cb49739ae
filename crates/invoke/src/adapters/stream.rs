//! ISequentialStream and IStream: a caller need not ask how much was read, written or copied, nor where it now is, but the wire has
//! to say it. Large reads and writes go in pieces.

use super::{Adapter, Send, argument, send_with_numbers};
use crate::native::Native;
use oxcom_abi::{ISequentialStream, IStream, S_OK};
use oxcom_typeinfo::plan::Scalar;
use std::ffi::c_void;
use std::mem::transmute;
use windows_core::{HRESULT, Interface};

const U32: Native = Native::Scalar(Scalar::U32);
const I64: Native = Native::Scalar(Scalar::I64);
const U64: Native = Native::Scalar(Scalar::U64);

pub(super) static ADAPTERS: [Adapter; 4] = [
    Adapter {
        iid: ISequentialStream::IID,
        slot: 3,
        remote: 3,
        local: &[Native::Pointer, U32, Native::Pointer],
        client: in_pieces,
        server: read_or_write,
    },
    Adapter {
        iid: ISequentialStream::IID,
        slot: 4,
        remote: 3,
        local: &[Native::Pointer, U32, Native::Pointer],
        client: in_pieces,
        server: read_or_write,
    },
    Adapter {
        iid: IStream::IID,
        slot: 5,
        remote: 3,
        local: &[I64, U32, Native::Pointer],
        client: send_with_numbers::<3, 1>,
        server: seek,
    },
    Adapter {
        iid: IStream::IID,
        slot: 7,
        remote: 4,
        local: &[Native::Pointer, U64, Native::Pointer, Native::Pointer],
        client: send_with_numbers::<4, 2>,
        server: copy_to,
    },
];

/// The largest piece: a message has a limit, and the receiver allocates so much at once.
const PIECE: u32 = 1 << 24;

/// Read and Write: sends pieces until one is not filled, and adds up.
unsafe fn in_pieces(args: *const *mut c_void, send: Send<'_>) -> HRESULT {
    // SAFETY: the table points to the three local arguments: a buffer, its size, a pointer to a number or null.
    unsafe {
        let (mut buffer, mut left, done): (*mut u8, u32, *mut u32) =
            (argument(args, 0), argument(args, 1), argument(args, 2));
        let mut total = 0_u32;
        let code = loop {
            let (mut piece, mut moved) = (left.min(PIECE), 0_u32);
            let mut pointer = &raw mut moved;
            let table: [*mut c_void; 3] =
                [(&raw mut buffer).cast(), (&raw mut piece).cast(), (&raw mut pointer).cast()];
            let code = send(table.as_ptr());
            total += moved.min(piece);
            left -= piece;
            if code != S_OK || moved < piece || left == 0 {
                break code;
            }
            buffer = buffer.add(piece as usize);
        };
        if !done.is_null() {
            *done = total;
        }
        code
    }
}

type ReadOrWrite = unsafe extern "system" fn(*mut c_void, *mut u8, u32, *mut u32) -> HRESULT;

unsafe fn read_or_write(object: *mut c_void, function: *const c_void, args: *const *mut c_void) -> HRESULT {
    // SAFETY: the function is the one in the slot of Read or Write; the table points to the three remote arguments.
    unsafe {
        let function = transmute::<*const c_void, ReadOrWrite>(function);
        function(object, argument(args, 0), argument(args, 1), argument(args, 2))
    }
}

type Seek = unsafe extern "system" fn(*mut c_void, i64, u32, *mut u64) -> HRESULT;

unsafe fn seek(object: *mut c_void, function: *const c_void, args: *const *mut c_void) -> HRESULT {
    // SAFETY: as above, for Seek.
    unsafe {
        let seek = transmute::<*const c_void, Seek>(function);
        seek(object, argument(args, 0), argument(args, 1), argument(args, 2))
    }
}

type CopyTo = unsafe extern "system" fn(*mut c_void, *mut c_void, u64, *mut u64, *mut u64) -> HRESULT;

unsafe fn copy_to(object: *mut c_void, function: *const c_void, args: *const *mut c_void) -> HRESULT {
    // SAFETY: as above, for CopyTo.
    unsafe {
        let copy = transmute::<*const c_void, CopyTo>(function);
        copy(object, argument(args, 0), argument(args, 1), argument(args, 2), argument(args, 3))
    }
}

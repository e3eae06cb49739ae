//! Numbers of 1, 2, 4 or 8 bytes, which nearly all parameters are: no shape is looked at, nothing is noted.

use crate::memory::{load, store};
use oxcom_wire::ndr::{Reader, Writer};

/// Writes a number.
///
/// # Safety
/// A number of this width lies at `at`.
#[inline]
pub(crate) unsafe fn write(writer: &mut Writer<'_>, at: *const u8, width: u8) {
    // SAFETY: the caller's promise.
    unsafe {
        match width {
            1 => writer.u8(load(at)),
            2 => writer.u16(load(at)),
            4 => writer.u32(load(at)),
            _ => writer.u64(load(at)),
        }
    }
}

/// Reads a number.
///
/// # Safety
/// There is room for a number of this width at `at`.
#[inline]
pub(crate) unsafe fn read(reader: &mut Reader<'_>, at: *mut u8, width: u8) -> oxcom_wire::Result<()> {
    // SAFETY: the caller's promise.
    unsafe {
        match width {
            1 => store(at, reader.u8()?),
            2 => store(at, reader.u16()?),
            4 => store(at, reader.u32()?),
            _ => store(at, reader.u64()?),
        }
    }
    Ok(())
}

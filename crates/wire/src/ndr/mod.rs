//! NDR 2.0, little-endian: \[C706\] chapter 14, "Transfer Syntax NDR".
//!
//! [`Writer`] and [`Reader`] know scalars, alignment, counts and referent ids; which of them make up a value
//! is the business of those who describe the value.
//!
//! ```
//! use oxcom_wire::ndr::{Reader, Writer};
//!
//! # fn main() -> Result<(), oxcom_wire::Error> {
//! // [in] unsigned short tag, [in, unique] long *numbers with size_is(3)
//! let mut writer = Writer::new();
//! writer.u16(7);
//! writer.referent(); // aligns to 4 first, as every scalar does
//! writer.count(3);
//! for number in [10, 20, 30] {
//!     writer.i32(number);
//! }
//!
//! let mut reader = Reader::new(writer.as_slice());
//! assert_eq!(reader.u16()?, 7);
//! if reader.referent()?.is_some() {
//!     let count = reader.count(4)?; // refuses what the message cannot hold
//!     let numbers = (0..count).map(|_| reader.i32()).collect::<Result<Vec<_>, _>>()?;
//!     assert_eq!(numbers, [10, 20, 30]);
//! }
//! # Ok(()) }
//! ```

mod reader;
mod writer;

pub(crate) use reader::Place;
pub use reader::{DEFAULT_DEPTH_LIMIT, Reader, Varying};
pub use writer::{AlignmentBase, Reserved, Writer};

/// The bytes of a GUID as NDR has them: three little-endian numbers, then eight bytes as they stand.
///
/// \[C706\] Appendix A, "Universal Unique Identifier"; \[MS-DTYP\] 2.3.4.2, "GUID--Packet Representation".
#[inline]
pub fn guid_bytes(guid: &windows_core::GUID) -> [u8; 16] {
    guid_number(guid).to_le_bytes()
}

/// [`guid_bytes`] as one little-endian number: fixed headers are put together from 64-bit numbers, because a
/// processor stalls when it loads at once what was just stored piecemeal.
#[inline]
pub(crate) fn guid_number(guid: &windows_core::GUID) -> u128 {
    let low = u64::from(guid.data1) | u64::from(guid.data2) << 32 | u64::from(guid.data3) << 48;
    u128::from(low) | u128::from(u64::from_le_bytes(guid.data4)) << 64
}

/// The GUID that [`guid_bytes`] made these bytes of.
#[inline]
pub fn guid_from_bytes(bytes: &[u8; 16]) -> windows_core::GUID {
    let number = u128::from_le_bytes(*bytes);
    windows_core::GUID {
        data1: number as u32,
        data2: (number >> 32) as u16,
        data3: (number >> 48) as u16,
        data4: ((number >> 64) as u64).to_le_bytes(),
    }
}

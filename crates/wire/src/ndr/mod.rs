//! NDR 2.0, little-endian: \[C706\] chapter 14, "Transfer Syntax NDR".
//!
//! [`Writer`] and [`Reader`] know scalars, alignment, counts and referent ids; which of them make up a value is the
//! business of those who describe the value.
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

pub use reader::{DEFAULT_DEPTH_LIMIT, Reader, Varying};
pub use writer::{Output, Reserved, Writer};

/// The bytes of a GUID as NDR has them: three little-endian numbers, then eight bytes as they stand.
///
/// \[C706\] Appendix A, "Universal Unique Identifier"; \[MS-DTYP\] 2.3.4.2, "GUID--Packet Representation".
#[inline]
pub fn guid_bytes(guid: &windows_core::GUID) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[0..4].copy_from_slice(&guid.data1.to_le_bytes());
    bytes[4..6].copy_from_slice(&guid.data2.to_le_bytes());
    bytes[6..8].copy_from_slice(&guid.data3.to_le_bytes());
    bytes[8..16].copy_from_slice(&guid.data4);
    bytes
}

/// The GUID that [`guid_bytes`] made these bytes of.
#[inline]
pub fn guid_from_bytes(bytes: &[u8; 16]) -> windows_core::GUID {
    let [a, b, c, d, e, f, g, h, data4 @ ..] = *bytes;
    windows_core::GUID {
        data1: u32::from_le_bytes([a, b, c, d]),
        data2: u16::from_le_bytes([e, f]),
        data3: u16::from_le_bytes([g, h]),
        data4,
    }
}

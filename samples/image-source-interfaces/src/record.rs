//! What is said of an image, and where its pixels are.

use oxcom::abi::RPC_E_INVALID_OBJREF;
use oxcom::{Result, SegmentReference};

/// The FourCC of pixels of four bytes: red, green, blue, alpha.
pub const RGBA: u32 = u32::from_le_bytes(*b"RGBA");

/// An image without its pixels: what is written to a stream when the image goes to another process.
///
/// ```text
///   byte  0  version (1), then 3 zeros    24  exporter of the memory (OXID)
///         4  format, a FourCC             32  the segment's id, 16 bytes
///         8  time, a double               48  offset of the first pixel in the segment
///        16  columns, rows (u16 each)     56  length of the pixels in bytes
///        20  4 zeros                      64  end; the marshaled RefOwner follows
/// ```
///
/// All numbers are little-endian.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ImageRecord {
    /// When it was taken, in seconds since the server began.
    pub time: f64,
    /// What a pixel is: [`RGBA`].
    pub format: u32,
    /// Columns and rows.
    pub dims: [u16; 2],
    /// Where the pixels are.
    pub pixels: SegmentReference,
}

impl ImageRecord {
    /// Its length in a stream, in bytes.
    pub const LENGTH: usize = 64;

    const VERSION: u8 = 1;

    /// Its form in a stream.
    pub fn to_bytes(&self) -> [u8; Self::LENGTH] {
        let mut bytes = [0; Self::LENGTH];
        bytes[0] = Self::VERSION;
        bytes[4..8].copy_from_slice(&self.format.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.time.to_le_bytes());
        bytes[16..18].copy_from_slice(&self.dims[0].to_le_bytes());
        bytes[18..20].copy_from_slice(&self.dims[1].to_le_bytes());
        bytes[24..32].copy_from_slice(&self.pixels.exporter.to_le_bytes());
        bytes[32..48].copy_from_slice(&self.pixels.id);
        bytes[48..56].copy_from_slice(&self.pixels.offset.to_le_bytes());
        bytes[56..64].copy_from_slice(&self.pixels.length.to_le_bytes());
        bytes
    }

    /// Reads it from a stream's bytes, which any process may have written.
    ///
    /// # Errors
    /// RPC_E_INVALID_OBJREF: another version, another format, or not as many bytes as the dimensions demand.
    pub fn from_bytes(bytes: &[u8; Self::LENGTH]) -> Result<Self> {
        let dims = [u16::from_le_bytes(field(bytes, 16)), u16::from_le_bytes(field(bytes, 18))];
        let record = Self {
            time: f64::from_le_bytes(field(bytes, 8)),
            format: u32::from_le_bytes(field(bytes, 4)),
            dims,
            pixels: SegmentReference {
                exporter: u64::from_le_bytes(field(bytes, 24)),
                id: field(bytes, 32),
                offset: u64::from_le_bytes(field(bytes, 48)),
                length: u64::from_le_bytes(field(bytes, 56)),
            },
        };
        let is_known = bytes[0] == Self::VERSION && record.format == RGBA;
        if is_known && record.pixels.length == record.pixel_bytes() as u64 {
            Ok(record)
        } else {
            Err(RPC_E_INVALID_OBJREF.into())
        }
    }

    /// How many bytes the pixels take: four each.
    pub fn pixel_bytes(&self) -> usize {
        4 * usize::from(self.dims[0]) * usize::from(self.dims[1])
    }
}

/// The `N` bytes at an offset, which lie within the record.
fn field<const N: usize>(bytes: &[u8; ImageRecord::LENGTH], offset: usize) -> [u8; N] {
    std::array::from_fn(|index| bytes[offset + index])
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: ImageRecord = ImageRecord {
        time: 1.5,
        format: RGBA,
        dims: [3, 2],
        pixels: SegmentReference {
            exporter: 0x0102_0304_0506_0708,
            id: [0xAB; 16],
            offset: 4096,
            length: 24,
        },
    };

    #[test]
    fn reads_what_it_writes() {
        let bytes = RECORD.to_bytes();
        assert_eq!(ImageRecord::from_bytes(&bytes), Ok(RECORD));
        assert_eq!(&bytes[..8], b"\x01\0\0\0RGBA");
        assert_eq!(bytes[24..32], [8, 7, 6, 5, 4, 3, 2, 1]);
    }

    #[test]
    fn refuses_what_does_not_fit() {
        for (index, byte, why) in
            [(0, 2, "version"), (4, b'B', "format"), (16, 4, "columns"), (57, 1, "length")]
        {
            let mut bytes = RECORD.to_bytes();
            bytes[index] = byte;
            let error = ImageRecord::from_bytes(&bytes).expect_err(why);
            assert_eq!(error.code(), RPC_E_INVALID_OBJREF);
        }
    }
}

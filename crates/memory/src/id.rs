use std::fmt;

use rustix::rand::{GetRandomFlags, getrandom};

use crate::MemoryError;

/// Names a segment among all there are: 128 random bits, by which a receiver asks its exporter for the descriptor.
///
/// Not a secret that opens anything: who may have a descriptor is decided by who is asked.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SegmentId([u8; 16]);

impl SegmentId {
    /// A new id.
    ///
    /// # Errors
    /// [`MemoryError::Io`] when the system has no randomness to give.
    pub fn random() -> Result<SegmentId, MemoryError> {
        let mut bytes = [0; 16];
        // The system gives up to 256 bytes at once and whole, once it is seeded.
        let given = getrandom(&mut bytes, GetRandomFlags::empty())
            .map_err(MemoryError::io("asking for randomness"))?;
        debug_assert_eq!(given, bytes.len());
        Ok(SegmentId(bytes))
    }

    /// The id that a reference from another process bears.
    pub const fn from_bytes(bytes: [u8; 16]) -> SegmentId {
        SegmentId(bytes)
    }

    /// The id as a reference bears it.
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0
    }
}

impl fmt::Debug for SegmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "segment {:032x}", u128::from_be_bytes(self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::SegmentId;

    #[test]
    fn ids_differ_and_survive_the_journey() {
        let (one, other) = (SegmentId::random().unwrap(), SegmentId::random().unwrap());
        assert_ne!(one, other);
        assert_eq!(SegmentId::from_bytes(one.to_bytes()), one);
        assert_eq!(format!("{:?}", SegmentId::from_bytes([1; 16])), format!("segment {}", "01".repeat(16)));
    }
}

//! What the owner of a block tells a borrower.

/// One block, lent once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loan {
    /// Which block of the owner's; never used for another one.
    pub block: u64,
    /// How often the block has been used: every array in it has a number of its own.
    pub generation: u64,
    /// Which word the borrower writes when it is done.
    pub slot: u32,
    /// What it writes there.
    pub serial: u32,
}

impl Loan {
    /// Bytes of a loan in a message.
    pub const BYTES: usize = 24;

    /// The loan as a message bears it, little-endian.
    pub fn to_bytes(self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        bytes[..8].copy_from_slice(&self.block.to_le_bytes());
        bytes[8..16].copy_from_slice(&self.generation.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.slot.to_le_bytes());
        bytes[20..].copy_from_slice(&self.serial.to_le_bytes());
        bytes
    }

    /// The loan that a message bears.
    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let word = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let long = |at: usize| u64::from(word(at)) | u64::from(word(at + 4)) << 32;
        Self { block: long(0), generation: long(8), slot: word(16), serial: word(20) }
    }
}

#[cfg(test)]
mod tests {
    use super::Loan;

    #[test]
    fn a_loan_survives_the_journey() {
        let loan = Loan { block: 1 << 40 | 2, generation: 3 << 50, slot: 4, serial: u32::MAX };
        assert_eq!(Loan::from_bytes(&loan.to_bytes()), loan);
        assert_eq!(loan.to_bytes()[0], 2);
    }
}

//! Little-endian numbers out of a byte slice, each read checked.

use super::Damage;

/// A place in a slice, moving forward as values are read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a> {
    rest: &'a [u8],
    what: &'static str,
}

impl<'a> Cursor<'a> {
    /// Begins at the start of `bytes`; `what` names them in errors.
    pub(crate) fn new(bytes: &'a [u8], what: &'static str) -> Self {
        Self { rest: bytes, what }
    }

    /// Begins `offset` bytes into `bytes`.
    pub(crate) fn at(bytes: &'a [u8], offset: usize, what: &'static str) -> Result<Self, Damage> {
        Ok(Self::new(bytes.get(offset..).ok_or(Damage::Outside(what))?, what))
    }

    /// What has not been read.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(crate) fn take(&mut self, len: usize) -> Result<&'a [u8], Damage> {
        let (head, rest) = self.rest.split_at_checked(len).ok_or(Damage::Outside(self.what))?;
        self.rest = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Damage> {
        let (head, rest) = self.rest.split_first_chunk().ok_or(Damage::Outside(self.what))?;
        self.rest = rest;
        Ok(*head)
    }

    pub(crate) fn u8(&mut self) -> Result<u8, Damage> {
        self.array().map(u8::from_le_bytes)
    }

    pub(crate) fn u16(&mut self) -> Result<u16, Damage> {
        self.array().map(u16::from_le_bytes)
    }

    pub(crate) fn u32(&mut self) -> Result<u32, Damage> {
        self.array().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Result<u64, Damage> {
        self.array().map(u64::from_le_bytes)
    }

    /// A compressed unsigned integer (ECMA-335 II.23.2): one, two or four bytes.
    pub(crate) fn compressed(&mut self) -> Result<u32, Damage> {
        let first = self.u8()?;
        if first & 0x80 == 0 {
            return Ok(u32::from(first));
        }
        let second = self.u8()?;
        if first & 0x40 == 0 {
            return Ok(u32::from_be_bytes([0, 0, first & 0x3F, second]));
        }
        let [third, fourth] = self.array()?;
        if first & 0x20 == 0 {
            return Ok(u32::from_be_bytes([first & 0x1F, second, third, fourth]));
        }
        Err(Damage::Malformed(self.what))
    }
}

/// As `usize`, which every `u32` fits into on the machines this runs on.
pub(crate) fn wide(value: u32) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_numbers_are_those_of_the_specification() {
        // The examples of ECMA-335 II.23.2.
        for (bytes, value) in [
            (&[0x03][..], 0x03),
            (&[0x7F], 0x7F),
            (&[0x80, 0x80], 0x80),
            (&[0xAE, 0x57], 0x2E57),
            (&[0xBF, 0xFF], 0x3FFF),
            (&[0xC0, 0x00, 0x40, 0x00], 0x4000),
            (&[0xDF, 0xFF, 0xFF, 0xFF], 0x1FFF_FFFF),
        ] {
            assert_eq!(Cursor::new(bytes, "a number").compressed(), Ok(value));
        }
        assert_eq!(Cursor::new(&[0xFF, 0, 0, 0], "x").compressed(), Err(Damage::Malformed("x")));
        assert_eq!(Cursor::new(&[0xC0, 0], "x").compressed(), Err(Damage::Outside("x")));
    }
}

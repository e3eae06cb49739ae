//! Formats of others, read and written without I/O: bytes in, values out.
//!
//! Every reader checks a length before it believes it, allocates no more than it was given bytes, and neither recurses
//! nor makes anything by name. They are public for the fuzz targets and for tools that look at streams.

pub mod diagnostics;
pub mod dictionary;
mod nbfx;
pub mod nettrace;
pub mod nmf;
pub mod nrbf;
pub mod nrtp;
pub mod soap;
pub mod system_messaging;

use crate::{Error, Result};

/// What a reader of a stream says to the bytes that have come so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<T> {
    /// It takes at least so many bytes from the beginning, more than there are.
    Need(usize),
    /// A whole value, and how many bytes it took.
    Done(T, usize),
}

/// Why bytes could not be read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// They end in the middle.
    Short,
    /// They break the rules.
    Wrong(String),
}

pub(crate) type Read<T> = std::result::Result<T, Fault>;

impl Fault {
    /// As the crate's error; bytes that end in the middle are malformed where nothing more can come.
    pub(crate) fn of(self, format: &'static str) -> Error {
        match self {
            Fault::Short => Error::malformed(format, "it ends in the middle"),
            Fault::Wrong(reason) => Error::malformed(format, reason),
        }
    }
}

/// A reading that ran out of bytes is a need for more.
pub(crate) fn step<T>(read: Read<(T, usize)>, have: usize, format: &'static str) -> Result<Step<T>> {
    match read {
        Ok((value, used)) => Ok(Step::Done(value, used)),
        Err(Fault::Short) => Ok(Step::Need(have + 1)),
        Err(fault) => Err(fault.of(format)),
    }
}

pub(crate) fn wrong<T>(reason: impl Into<String>) -> Read<T> {
    Err(Fault::Wrong(reason.into()))
}

/// Bytes with a place in them.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Cursor<'a> {
        Cursor { bytes, at: 0 }
    }

    /// How many bytes were read.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// How many bytes are left.
    pub(crate) fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.left() == 0
    }

    pub(crate) fn take(&mut self, count: usize) -> Read<&'a [u8]> {
        let end = self.at.checked_add(count).filter(|end| *end <= self.bytes.len()).ok_or(Fault::Short)?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Read<[u8; N]> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    pub(crate) fn u8(&mut self) -> Read<u8> {
        Ok(self.array::<1>()?[0])
    }

    pub(crate) fn u16(&mut self) -> Read<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(crate) fn u32(&mut self) -> Read<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Read<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// A number in groups of seven bits, the lowest first, the top bit set on all but the last: at most 31 bits, as in
    /// [MC-NMF] 2.2.2.1 and [MS-NRBF] 2.1.1.6.
    pub(crate) fn packed_u31(&mut self) -> Read<usize> {
        let value = self.packed(5)?;
        if value > i32::MAX as u64 {
            return wrong("a packed length is above 31 bits");
        }
        Ok(value as usize)
    }

    /// The same with up to `groups` bytes and 64 bits.
    pub(crate) fn packed(&mut self, groups: u32) -> Read<u64> {
        let mut value = 0u64;
        for group in 0..groups {
            let byte = self.u8()?;
            value |= u64::from(byte & 0x7f).checked_shl(group * 7).unwrap_or(0);
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        wrong("a packed number is too long")
    }

    /// A text in UTF-8 of that many bytes.
    pub(crate) fn utf8(&mut self, length: usize) -> Read<&'a str> {
        let bytes = self.take(length)?;
        std::str::from_utf8(bytes).or_else(|_| wrong("a text is not UTF-8"))
    }
}

/// Appends a number in groups of seven bits.
pub(crate) fn put_packed(bytes: &mut Vec<u8>, mut value: usize) {
    while value > 0x7f {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Bytes written as hexadecimal digits and spaces, for tests.
#[cfg(test)]
pub(crate) fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let digit = |digit: u8| (digit as char).to_digit(16).unwrap() as u8;
    digits.chunks(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_go_both_ways_and_have_an_end() {
        for value in [0, 1, 0x7f, 0x80, 222, 0x3fff, 0x4000, i32::MAX as usize] {
            let mut bytes = Vec::new();
            put_packed(&mut bytes, value);
            assert_eq!(Cursor::new(&bytes).packed_u31(), Ok(value));
        }
        assert!(matches!(Cursor::new(&[0xff; 5]).packed_u31(), Err(Fault::Wrong(_))));
        assert_eq!(Cursor::new(&[0x80]).packed_u31(), Err(Fault::Short));
        assert!(matches!(Cursor::new(&[0xff, 0xff, 0xff, 0xff, 0x0f]).packed_u31(), Err(Fault::Wrong(_))));
    }

    #[test]
    fn nothing_is_taken_beyond_the_end() {
        let mut cursor = Cursor::new(b"abc");
        assert_eq!(cursor.take(usize::MAX), Err(Fault::Short));
        assert_eq!(cursor.take(3), Ok(&b"abc"[..]));
        assert!(cursor.is_empty());
    }
}

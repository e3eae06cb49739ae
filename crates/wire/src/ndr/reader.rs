//! Reading NDR that somebody else wrote.

use super::guid_from_bytes;
use crate::{Error, Result};
use windows_core::GUID;

/// How deep values may be nested unless [`Reader::with_depth_limit`] says otherwise.
pub const DEFAULT_DEPTH_LIMIT: u32 = 64;

/// Reads NDR from borrowed bytes, none of which is trusted.
///
/// Every scalar is aligned to its size first, counted from the last
/// [`align_from_here`](Self::align_from_here) (at first: from the start). A failed read leaves the reader
/// where it was, or after the padding.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    data: &'a [u8],
    position: usize,
    /// Where alignment is counted from.
    base: usize,
    /// Where `data` begins in the outermost reader's bytes; for errors.
    origin: usize,
    depth: u32,
    depth_limit: u32,
}

/// A place in what a reader reads, to which somebody may come back: smaller than a reader.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// From a multiple of the greatest alignment on.
    data: &'a [u8],
    position: usize,
}

impl<'a> Place<'a> {
    /// A reader that continues there.
    pub(crate) fn reader(self) -> Reader<'a> {
        Reader { position: self.position, ..Reader::new(self.data) }
    }
}

/// The counts before a conformant varying array or string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Varying {
    /// How many elements the receiver's array shall have room for. This is the sender's word and not bounded
    /// by what was received: compare it with what the interface allows before allocating for it.
    pub max: u32,
    /// How many elements follow; they fit into what is left.
    pub count: usize,
}

impl<'a> Reader<'a> {
    /// A reader of `data`, whose first byte is where alignment is counted from.
    #[inline]
    pub fn new(data: &'a [u8]) -> Self {
        Reader { data, position: 0, base: 0, origin: 0, depth: 0, depth_limit: DEFAULT_DEPTH_LIMIT }
    }

    /// The same reader with another limit for [`nested`](Self::nested).
    pub fn with_depth_limit(mut self, limit: u32) -> Self {
        self.depth_limit = limit;
        self
    }

    /// How many bytes are left.
    #[inline]
    pub fn remaining(&self) -> usize {
        self.data.len() - self.position
    }

    /// How many bytes of this reader's data are read, padding included.
    #[inline]
    pub fn position(&self) -> usize {
        self.position
    }

    /// The position as errors count it: from the start of the outermost reader's data.
    #[inline]
    pub fn offset(&self) -> usize {
        self.origin + self.position
    }

    /// The current position.
    #[inline]
    pub(crate) fn place(&self) -> Place<'a> {
        let start = self.base + ((self.position - self.base) & !7);
        Place { data: &self.data[start..], position: self.position - start }
    }

    /// Counts alignment from the current position on.
    pub fn align_from_here(&mut self) {
        self.base = self.position;
    }

    /// Skips padding up to a multiple of `alignment` bytes: 1, 2, 4 or 8. What it contains does not matter.
    ///
    /// # Errors
    /// [`Error::Truncated`] when the padding is not all there.
    #[inline]
    pub fn align(&mut self, alignment: usize) -> Result<()> {
        debug_assert!(matches!(alignment, 1 | 2 | 4 | 8));
        let padding = (self.position - self.base).wrapping_neg() & (alignment - 1);
        if padding > self.remaining() {
            return Err(self.truncated(padding));
        }
        self.position += padding;
        Ok(())
    }

    /// The next `count` bytes as they stand, unaligned.
    ///
    /// # Errors
    /// [`Error::Truncated`] when there are fewer.
    #[inline]
    pub fn bytes(&mut self, count: usize) -> Result<&'a [u8]> {
        match self.data[self.position..].split_at_checked(count) {
            Some((bytes, _)) => {
                self.position += count;
                Ok(bytes)
            }
            None => Err(self.truncated(count)),
        }
    }

    /// The next `N` bytes as they stand, unaligned.
    ///
    /// # Errors
    /// [`Error::Truncated`] when there are fewer.
    #[inline]
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        match self.data[self.position..].first_chunk::<N>() {
            Some(bytes) => {
                self.position += N;
                Ok(*bytes)
            }
            None => Err(self.truncated(N)),
        }
    }

    /// All that is left.
    pub fn rest(&mut self) -> &'a [u8] {
        let rest = &self.data[self.position..];
        self.position = self.data.len();
        rest
    }

    /// A reader of the next `count` bytes, with alignment counted from their start, and the same depth; this
    /// reader continues after them.
    ///
    /// # Errors
    /// [`Error::Truncated`] when there are fewer.
    pub fn sub_reader(&mut self, count: usize) -> Result<Reader<'a>> {
        let origin = self.offset();
        let data = self.bytes(count)?;
        Ok(Reader { data, position: 0, base: 0, origin, ..*self })
    }

    /// One byte.
    ///
    /// # Errors
    /// [`Error::Truncated`].
    #[inline]
    pub fn u8(&mut self) -> Result<u8> {
        self.scalar().map(u8::from_le_bytes)
    }

    /// Two bytes, aligned to 2.
    ///
    /// # Errors
    /// [`Error::Truncated`].
    #[inline]
    pub fn u16(&mut self) -> Result<u16> {
        self.scalar().map(u16::from_le_bytes)
    }

    /// Four bytes, aligned to 4.
    ///
    /// # Errors
    /// [`Error::Truncated`].
    #[inline]
    pub fn u32(&mut self) -> Result<u32> {
        self.scalar().map(u32::from_le_bytes)
    }

    /// Eight bytes, aligned to 8.
    ///
    /// # Errors
    /// [`Error::Truncated`].
    #[inline]
    pub fn u64(&mut self) -> Result<u64> {
        self.scalar().map(u64::from_le_bytes)
    }

    /// One byte.
    ///
    /// # Errors
    /// [`Error::Truncated`].
    #[inline]
    pub fn i8(&mut self) -> Result<i8> {
        self.scalar().map(i8::from_le_bytes)
    }

    /// Two bytes, aligned to 2.
    ///
    /// # Errors
    /// [`Error::Truncated`].
    #[inline]
    pub fn i16(&mut self) -> Result<i16> {
        self.scalar().map(i16::from_le_bytes)
    }

    /// Four bytes, aligned to 4.
    ///
    /// # Errors
    /// [`Error::Truncated`].
    #[inline]
    pub fn i32(&mut self) -> Result<i32> {
        self.scalar().map(i32::from_le_bytes)
    }

    /// Eight bytes, aligned to 8.
    ///
    /// # Errors
    /// [`Error::Truncated`].
    #[inline]
    pub fn i64(&mut self) -> Result<i64> {
        self.scalar().map(i64::from_le_bytes)
    }

    /// Four bytes of IEEE 754, aligned to 4.
    ///
    /// # Errors
    /// [`Error::Truncated`].
    #[inline]
    pub fn f32(&mut self) -> Result<f32> {
        self.scalar().map(f32::from_le_bytes)
    }

    /// Eight bytes of IEEE 754, aligned to 8.
    ///
    /// # Errors
    /// [`Error::Truncated`].
    #[inline]
    pub fn f64(&mut self) -> Result<f64> {
        self.scalar().map(f64::from_le_bytes)
    }

    /// A GUID, aligned to 4.
    ///
    /// # Errors
    /// [`Error::Truncated`].
    #[inline(always)]
    pub fn guid(&mut self) -> Result<GUID> {
        self.align(4)?;
        self.array().map(|bytes| guid_from_bytes(&bytes))
    }

    /// The maximum count before a conformant array whose elements take at least `element_size` bytes each (0
    /// counts as 1).
    ///
    /// # Errors
    /// [`Error::CountTooLarge`] when so many cannot be in what is left, so that the count may be allocated
    /// for; [`Error::Truncated`].
    #[inline]
    pub fn count(&mut self, element_size: usize) -> Result<usize> {
        let count = self.u32()?;
        self.check_count(count, element_size)
    }

    /// Maximum count, offset and actual count before a conformant varying array or string whose elements take
    /// at least `element_size` bytes each.
    ///
    /// # Errors
    /// [`Error::Invalid`] for an offset other than 0; [`Error::Inconsistent`] when the actual count exceeds
    /// the maximum; [`Error::CountTooLarge`] when so many elements cannot be in what is left;
    /// [`Error::Truncated`].
    pub fn conformant_varying(&mut self, element_size: usize) -> Result<Varying> {
        let max = self.u32()?;
        let offset = self.u32()?;
        if offset != 0 {
            return Err(Error::Invalid {
                what: "offset of a varying array",
                offset: self.offset() - 4,
                found: offset,
            });
        }
        let count = self.u32()?;
        if count > max {
            return Err(Error::Inconsistent { what: "actual count", offset: self.offset() - 4 });
        }
        Ok(Varying { max, count: self.check_count(count, element_size)? })
    }

    /// A referent id, or `None` for a null pointer.
    ///
    /// # Errors
    /// [`Error::Truncated`].
    #[inline]
    pub fn referent(&mut self) -> Result<Option<u32>> {
        self.u32().map(|id| (id != 0).then_some(id))
    }

    /// Reads a value that may contain others of its kind, one level deeper.
    ///
    /// # Errors
    /// [`Error::TooDeep`] beyond the limit; those of `read`.
    pub fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        if self.depth >= self.depth_limit {
            return Err(Error::TooDeep { offset: self.offset(), limit: self.depth_limit });
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    #[inline]
    fn scalar<const N: usize>(&mut self) -> Result<[u8; N]> {
        if N > 1 {
            self.align(N)?;
        }
        self.array()
    }

    #[inline]
    fn check_count(&self, count: u32, element_size: usize) -> Result<usize> {
        let available = self.remaining();
        match usize::try_from(count) {
            Ok(wanted) if wanted <= available / element_size.max(1) => Ok(wanted),
            _ => Err(Error::CountTooLarge { offset: self.offset() - 4, count, available }),
        }
    }

    #[cold]
    fn truncated(&self, needed: usize) -> Error {
        Error::Truncated { offset: self.offset(), needed, available: self.remaining() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_come_back_and_padding_is_ignored() -> Result<()> {
        let data = [
            1, 0xee, 2, 0, 3, 0xee, 0xee, 0xee, 4, 0, 0, 0, 0xee, 0xee, 0xee, 0xee, 5, 0, 0, 0, 0, 0, 0, 0x80,
        ];
        let mut reader = Reader::new(&data);
        assert_eq!((reader.u8()?, reader.i16()?, reader.i8()?, reader.u32()?), (1, 2, 3, 4));
        assert_eq!(reader.i64()?, i64::MIN + 5);
        assert_eq!(reader.remaining(), 0);
        assert_eq!(reader.u8(), Err(Error::Truncated { offset: 24, needed: 1, available: 0 }));
        Ok(())
    }

    #[test]
    fn padding_may_be_cut_off_too() {
        let mut reader = Reader::new(&[1, 0]);
        assert_eq!(reader.u8(), Ok(1));
        assert_eq!(reader.u32(), Err(Error::Truncated { offset: 1, needed: 3, available: 1 }));
    }

    #[test]
    fn a_count_must_fit_into_what_is_left() {
        let data = [3, 0, 0, 0, 1, 2, 3, 4, 5, 6];
        assert_eq!(Reader::new(&data).count(2), Ok(3));
        assert_eq!(Reader::new(&data).count(0), Ok(3));
        assert_eq!(
            Reader::new(&data).count(3),
            Err(Error::CountTooLarge { offset: 0, count: 3, available: 6 })
        );
        let huge = [0xff; 8];
        assert!(Reader::new(&huge).count(usize::MAX).is_err());
    }

    #[test]
    fn varying_counts_are_checked_against_each_other() {
        let encode = |max: u32, offset: u32, count: u32| {
            [max.to_le_bytes(), offset.to_le_bytes(), count.to_le_bytes(), [0; 4]].concat()
        };
        let read = |bytes: Vec<u8>| Reader::new(&bytes).conformant_varying(2);
        assert_eq!(read(encode(100, 0, 2)), Ok(Varying { max: 100, count: 2 }));
        assert_eq!(read(encode(1, 0, 2)), Err(Error::Inconsistent { what: "actual count", offset: 8 }));
        assert!(matches!(read(encode(9, 1, 2)), Err(Error::Invalid { offset: 4, found: 1, .. })));
        assert!(matches!(read(encode(9, 0, 3)), Err(Error::CountTooLarge { offset: 8, count: 3, .. })));
    }

    #[test]
    fn a_sub_reader_aligns_from_its_own_start_and_reports_outer_offsets() -> Result<()> {
        let mut outer = Reader::new(&[9, 1, 0, 0, 0, 7, 8]);
        assert_eq!(outer.u8()?, 9);
        let mut inner = outer.sub_reader(5)?;
        assert_eq!(inner.u32()?, 1);
        assert_eq!(inner.u32(), Err(Error::Truncated { offset: 5, needed: 4, available: 1 }));
        assert_eq!(outer.u8()?, 8);
        Ok(())
    }

    #[test]
    fn nesting_ends_at_the_limit() {
        fn dive(reader: &mut Reader<'_>) -> Result<()> {
            reader.nested(dive)
        }
        let mut reader = Reader::new(&[]).with_depth_limit(5);
        assert_eq!(dive(&mut reader), Err(Error::TooDeep { offset: 0, limit: 5 }));
        assert_eq!(reader.nested(|_| Ok(1)), Ok(1), "the way back up was counted");
    }
}

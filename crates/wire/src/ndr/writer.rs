//! Writing NDR.

use super::guid_bytes;
use windows_core::GUID;

/// The first referent id of a message; each next one is four more, as MIDL counts them.
const FIRST_REFERENT: u32 = 0x0002_0000;

/// Writes NDR into a vector, its own or one that the caller lends.
///
/// Every scalar is aligned to its size first, counted from the last
/// [`align_from_here`](Self::align_from_here) (at first: from the start). Padding is always written as zeros,
/// so that nothing of a vector's earlier content leaks. Writing cannot fail; the only limit is memory.
#[derive(Debug)]
pub struct Writer<'a> {
    target: Target<'a>,
    /// Where alignment is counted from.
    base: usize,
    next_referent: u32,
}

#[derive(Debug)]
enum Target<'a> {
    Own(Vec<u8>),
    Lent(&'a mut Vec<u8>),
}

/// Where a writer counted alignment from, before [`Writer::begin_alignment`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "the writer goes on counting from the new place otherwise"]
pub struct AlignmentBase(usize);

/// A place kept free by [`Writer::reserve_u32`], to be filled by [`Writer::patch_u32`] of the same writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "what is reserved stays zero until it is patched"]
pub struct Reserved(usize);

impl Writer<'static> {
    /// A writer into memory of its own.
    pub fn new() -> Self {
        Self::to(Target::Own(Vec::new()))
    }
}

impl Default for Writer<'static> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Writer<'a> {
    /// A writer into `vec`, whose content is dropped and whose capacity is used: with a vector that is lent again and again, a
    /// call of the usual size allocates nothing.
    #[inline]
    pub fn on(vec: &'a mut Vec<u8>) -> Self {
        vec.clear();
        Self::to(Target::Lent(vec))
    }

    #[inline]
    fn to(target: Target<'a>) -> Self {
        Writer { target, base: 0, next_referent: FIRST_REFERENT }
    }

    #[inline]
    fn vec(&mut self) -> &mut Vec<u8> {
        match &mut self.target {
            Target::Own(vec) => vec,
            Target::Lent(vec) => vec,
        }
    }

    /// How many bytes are written.
    #[inline]
    pub fn len(&self) -> usize {
        self.as_slice().len()
    }

    /// Whether nothing is written yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is written so far.
    #[inline]
    pub fn as_slice(&self) -> &[u8] {
        match &self.target {
            Target::Own(vec) => vec,
            Target::Lent(vec) => vec,
        }
    }

    /// Ends the writing and returns the bytes: the writer's own, or those in the vector that was lent, which is empty then.
    pub fn into_vec(mut self) -> Vec<u8> {
        std::mem::take(self.vec())
    }

    /// Forgets all that was written, to write something else.
    pub fn restart(&mut self) {
        self.vec().clear();
        (self.base, self.next_referent) = (0, FIRST_REFERENT);
    }

    /// Counts alignment from the current position on. A PDU's stub begins so; ORPCTHIS belongs to the stub.
    #[inline]
    pub fn align_from_here(&mut self) {
        self.base = self.len();
    }

    /// As [`align_from_here`](Self::align_from_here), until [`end_alignment`](Self::end_alignment).
    pub fn begin_alignment(&mut self) -> AlignmentBase {
        let before = AlignmentBase(self.base);
        self.align_from_here();
        before
    }

    /// Counts alignment from where it was counted before.
    pub fn end_alignment(&mut self, before: AlignmentBase) {
        self.base = before.0;
    }

    /// Pads with zeros to a multiple of `alignment` bytes: 1, 2, 4 or 8 (\[C706\] 14.2.2, "Alignment of
    /// Primitive Types").
    #[inline]
    pub fn align(&mut self, alignment: usize) {
        debug_assert!(matches!(alignment, 1 | 2 | 4 | 8));
        let padding = (self.len() - self.base).wrapping_neg() & (alignment - 1);
        if padding != 0 {
            self.bytes(&[0; 8][..padding]);
        }
    }

    /// Writes bytes as they stand, unaligned: the data of an array of bytes, or a value encoded elsewhere.
    #[inline]
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.vec().extend_from_slice(bytes);
    }

    /// Writes `count` zero bytes, unaligned.
    pub fn zeros(&mut self, count: usize) {
        let vec = self.vec();
        vec.resize(vec.len() + count, 0);
    }

    /// Writes one byte.
    #[inline]
    pub fn u8(&mut self, value: u8) {
        self.scalar([value]);
    }

    /// Writes two bytes, aligned to 2.
    #[inline]
    pub fn u16(&mut self, value: u16) {
        self.scalar(value.to_le_bytes());
    }

    /// Writes four bytes, aligned to 4.
    #[inline]
    pub fn u32(&mut self, value: u32) {
        self.scalar(value.to_le_bytes());
    }

    /// Writes several times four bytes, aligned to 4.
    #[inline]
    pub fn u32s<const N: usize>(&mut self, values: [u32; N]) {
        self.align(4);
        self.bytes(values.map(u32::to_le_bytes).as_flattened());
    }

    /// Writes eight bytes, aligned to 8.
    #[inline]
    pub fn u64(&mut self, value: u64) {
        self.scalar(value.to_le_bytes());
    }

    /// Writes one byte.
    #[inline]
    pub fn i8(&mut self, value: i8) {
        self.scalar(value.to_le_bytes());
    }

    /// Writes two bytes, aligned to 2.
    #[inline]
    pub fn i16(&mut self, value: i16) {
        self.scalar(value.to_le_bytes());
    }

    /// Writes four bytes, aligned to 4.
    #[inline]
    pub fn i32(&mut self, value: i32) {
        self.scalar(value.to_le_bytes());
    }

    /// Writes eight bytes, aligned to 8.
    #[inline]
    pub fn i64(&mut self, value: i64) {
        self.scalar(value.to_le_bytes());
    }

    /// Writes four bytes of IEEE 754, aligned to 4.
    #[inline]
    pub fn f32(&mut self, value: f32) {
        self.scalar(value.to_le_bytes());
    }

    /// Writes eight bytes of IEEE 754, aligned to 8.
    #[inline]
    pub fn f64(&mut self, value: f64) {
        self.scalar(value.to_le_bytes());
    }

    /// Writes a GUID, aligned to 4, the alignment of its first field.
    #[inline]
    pub fn guid(&mut self, guid: &GUID) {
        self.align(4);
        self.bytes(&guid_bytes(guid));
    }

    /// Writes the maximum count that precedes a conformant array (\[C706\] 14.3.3.2, "Uni-dimensional
    /// Conformant Arrays").
    #[inline]
    pub fn count(&mut self, count: u32) {
        self.u32(count);
    }

    /// Writes maximum count, offset 0 and actual count, which precede a conformant varying array or string
    /// (\[C706\] 14.3.3.4, "Uni-dimensional Conformant-varying Arrays").
    #[inline]
    pub fn conformant_varying(&mut self, max: u32, count: u32) {
        self.u32(max);
        self.u32(0);
        self.u32(count);
    }

    /// Writes a new referent id, which stands for a pointer that is not null (\[C706\] 14.3.10, "Pointers"),
    /// and returns it. Ids are 0x00020000, 0x00020004 and so on.
    #[inline]
    pub fn referent(&mut self) -> u32 {
        let referent = self.next_referent;
        self.u32(referent);
        self.next_referent = match referent.wrapping_add(4) {
            0 => FIRST_REFERENT,
            next => next,
        };
        referent
    }

    /// Writes the zero that stands for a null pointer.
    #[inline]
    pub fn null_referent(&mut self) {
        self.u32(0);
    }

    /// Keeps four bytes free, aligned to 4 and zero until patched: for a length that is known only later.
    pub fn reserve_u32(&mut self) -> Reserved {
        self.align(4);
        let place = Reserved(self.len());
        self.bytes(&[0; 4]);
        place
    }

    /// Fills what [`reserve_u32`](Self::reserve_u32) of this writer kept free; it may be filled again.
    pub fn patch_u32(&mut self, place: Reserved, value: u32) {
        self.overwrite(place.0, &value.to_le_bytes());
    }

    /// Replaces bytes that are written already; `start..start + bytes.len()` lies within [`len`](Self::len).
    #[inline]
    pub(crate) fn overwrite(&mut self, start: usize, bytes: &[u8]) {
        match self.vec().get_mut(start..start + bytes.len()) {
            Some(place) => place.copy_from_slice(bytes),
            None => debug_assert!(false, "a place reserved in another writer"),
        }
    }

    /// Aligns to `N` and writes `N` bytes.
    #[inline]
    fn scalar<const N: usize>(&mut self, bytes: [u8; N]) {
        if N > 1 {
            self.align(N);
        }
        self.bytes(&bytes);
    }

    /// Writes numbers of eight bytes, unaligned: a fixed header.
    #[inline]
    pub(crate) fn words<const N: usize>(&mut self, words: &[u64; N]) {
        // All at once: one question whether there is room.
        self.vec().extend_from_slice(words.map(u64::to_le_bytes).as_flattened());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_aligned_to_their_size_with_zeros() {
        let mut dirty = vec![0xee; 64];
        let mut writer = Writer::on(&mut dirty);
        writer.u8(1);
        writer.u16(2);
        writer.u8(3);
        writer.u32s([4]);
        writer.u64(5);
        writer.f32(1.5);
        writer.f64(-2.0);
        writer.i8(-1);
        assert_eq!(
            writer.as_slice(),
            [
                &[1, 0, 2, 0, 3, 0, 0, 0][..],
                &[4, 0, 0, 0, 0, 0, 0, 0],
                &[5, 0, 0, 0, 0, 0, 0, 0],
                &[0, 0, 0xc0, 0x3f, 0, 0, 0, 0],
                &[0, 0, 0, 0, 0, 0, 0, 0xc0],
                &[0xff],
            ]
            .concat()
        );
    }

    #[test]
    fn alignment_counts_from_the_base() {
        let mut writer = Writer::new();
        writer.bytes(b"abc");
        writer.align_from_here();
        writer.u32(1);
        writer.u8(2);
        writer.u16(3);
        assert_eq!(writer.as_slice(), b"abc\x01\0\0\0\x02\0\x03\0");
    }

    #[test]
    fn a_length_is_filled_in_later() {
        let mut writer = Writer::new();
        writer.u8(9);
        let length = writer.reserve_u32();
        writer.zeros(3);
        writer.guid(&GUID::from_u128(5));
        writer.patch_u32(length, 0x0403_0201);
        let mut expected = vec![9, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0];
        expected.extend_from_slice(&guid_bytes(&GUID::from_u128(5)));
        assert_eq!(writer.into_vec(), expected);
    }

    #[test]
    fn a_lent_vector_keeps_its_capacity_and_nothing_else() {
        let mut vec = vec![1; 100];
        let mut writer = Writer::on(&mut vec);
        assert!(writer.is_empty());
        writer.u8(7);
        writer.restart();
        writer.u32(2);
        drop(writer);
        assert_eq!(vec, [2, 0, 0, 0]);
        assert!(vec.capacity() >= 100);
    }

    #[test]
    fn referents_count_as_midl_counts_them() {
        let mut writer = Writer::new();
        assert_eq!(writer.referent(), 0x0002_0000);
        writer.null_referent();
        assert_eq!(writer.referent(), 0x0002_0004);
        assert_eq!(writer.into_vec(), [0, 0, 2, 0, 0, 0, 0, 0, 4, 0, 2, 0]);
    }
}

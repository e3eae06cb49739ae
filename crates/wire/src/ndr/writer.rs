//! Writing NDR.

use super::guid_bytes;
use windows_core::GUID;

/// The first referent id of a message; each next one is four more, as MIDL counts them.
const FIRST_REFERENT: u32 = 0x0002_0000;

/// Writes NDR into a slot that the caller lends, and into memory of its own once that is full.
///
/// ```text
///   in_place(slot) ──── slot full ────▶ own memory (Vec)      finish() says where the bytes are
///   new(), with_vec(vec) ──────────────▶ own memory (Vec)
/// ```
///
/// Every scalar is aligned to its size first, counted from the last
/// [`align_from_here`](Self::align_from_here) (at first: from the start). Padding is always written as zeros,
/// so that nothing of a slot's earlier content leaks. Writing cannot fail; the only limit is memory.
#[derive(Debug)]
pub struct Writer<'a> {
    target: Target<'a>,
    /// Where alignment is counted from.
    base: usize,
    next_referent: u32,
}

#[derive(Debug)]
enum Target<'a> {
    /// The first `len` bytes of the slot are written. The spare vector, empty, takes over when the slot is
    /// full.
    Slot {
        slot: &'a mut [u8],
        len: usize,
        spare: Vec<u8>,
    },
    Own(Vec<u8>),
}

/// Where a finished [`Writer`] left its bytes.
#[derive(Debug, PartialEq, Eq)]
pub enum Output {
    /// In the first so many bytes of the slot; the spare vector comes back unused.
    InPlace {
        /// How many bytes of the slot were written.
        len: usize,
        /// The vector given to [`Writer::in_place_with`], or an empty one.
        spare: Vec<u8>,
    },
    /// In memory of the writer's own, from the first byte on; the slot, if there was one, holds nothing of
    /// use.
    Moved(Vec<u8>),
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
        Self::with_vec(Vec::new())
    }

    /// A writer into `vec`, whose content is dropped and whose capacity is kept: with a vector that
    /// [`into_vec`](Writer::into_vec) gave back, a call of the usual size allocates nothing.
    #[inline]
    pub fn with_vec(mut vec: Vec<u8>) -> Self {
        vec.clear();
        Self::on(Target::Own(vec))
    }
}

impl Default for Writer<'static> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Writer<'a> {
    /// A writer into `slot` for as long as the bytes fit there.
    #[inline]
    pub fn in_place(slot: &'a mut [u8]) -> Self {
        Self::in_place_with(slot, Vec::new())
    }

    /// As [`in_place`](Self::in_place); when the slot is full the bytes move into `spare`, whose content is
    /// dropped and whose capacity is kept.
    #[inline]
    pub fn in_place_with(slot: &'a mut [u8], mut spare: Vec<u8>) -> Self {
        spare.clear();
        Self::on(Target::Slot { slot, len: 0, spare })
    }

    #[inline]
    fn on(target: Target<'a>) -> Self {
        Writer { target, base: 0, next_referent: FIRST_REFERENT }
    }

    /// How many bytes are written.
    #[inline]
    pub fn len(&self) -> usize {
        match &self.target {
            Target::Slot { len, .. } => *len,
            Target::Own(vec) => vec.len(),
        }
    }

    /// Whether nothing is written yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether all that is written lies in the caller's slot.
    pub fn is_in_place(&self) -> bool {
        matches!(self.target, Target::Slot { .. })
    }

    /// What is written so far.
    #[inline]
    pub fn as_slice(&self) -> &[u8] {
        match &self.target {
            Target::Slot { slot, len, .. } => &slot[..*len],
            Target::Own(vec) => vec,
        }
    }

    /// Ends the writing and says where the bytes are.
    #[inline]
    pub fn finish(self) -> Output {
        match self.target {
            Target::Slot { len, spare, .. } => Output::InPlace { len, spare },
            Target::Own(vec) => Output::Moved(vec),
        }
    }

    /// Ends the writing and returns the bytes, copied out of the slot if they are there.
    #[inline]
    pub fn into_vec(self) -> Vec<u8> {
        match self.target {
            Target::Slot { slot, len, mut spare } => {
                spare.extend_from_slice(&slot[..len]);
                spare
            }
            Target::Own(vec) => vec,
        }
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
        match &mut self.target {
            Target::Slot { slot, len, .. } => {
                let end = *len + bytes.len();
                if let Some(room) = slot.get_mut(*len..end) {
                    room.copy_from_slice(bytes);
                    *len = end;
                } else {
                    self.move_out(bytes.len()).extend_from_slice(bytes);
                }
            }
            Target::Own(vec) => vec.extend_from_slice(bytes),
        }
    }

    /// Writes `count` zero bytes, unaligned.
    pub fn zeros(&mut self, count: usize) {
        match &mut self.target {
            Target::Slot { slot, len, .. } if slot.len() - *len >= count => {
                slot[*len..*len + count].fill(0);
                *len += count;
            }
            Target::Slot { .. } => {
                let vec = self.move_out(count);
                vec.resize(vec.len() + count, 0);
            }
            Target::Own(vec) => vec.resize(vec.len() + count, 0),
        }
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
        self.array(&guid_bytes(guid));
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
        let written = match &mut self.target {
            Target::Slot { slot, len, .. } => &mut slot[..*len],
            Target::Own(vec) => vec.as_mut_slice(),
        };
        match written.get_mut(start..start + bytes.len()) {
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
        self.array(&bytes);
    }

    /// As [`bytes`](Self::bytes), for a length known to the compiler.
    #[inline]
    pub(crate) fn array<const N: usize>(&mut self, bytes: &[u8; N]) {
        if let Target::Slot { slot, len, .. } = &mut self.target
            && let Some(room) = slot[*len..].first_chunk_mut::<N>()
        {
            *room = *bytes;
            *len += N;
            return;
        }
        self.bytes(bytes);
    }

    /// Writes numbers of eight bytes, unaligned: a fixed header.
    #[inline]
    pub(crate) fn words<const N: usize>(&mut self, words: &[u64; N]) {
        if let Target::Slot { slot, len, .. } = &mut self.target
            && let Some(room) = slot.get_mut(*len..*len + N * 8)
        {
            for (place, word) in room.as_chunks_mut().0.iter_mut().zip(words) {
                *place = word.to_le_bytes();
            }
            *len += N * 8;
            return;
        }
        words.iter().for_each(|word| self.bytes(&word.to_le_bytes()));
    }

    /// Moves what is written from the slot into own memory that has room for `more` bytes.
    #[cold]
    fn move_out(&mut self, more: usize) -> &mut Vec<u8> {
        if let Target::Slot { slot, len, spare } = &mut self.target {
            let mut vec = std::mem::take(spare);
            vec.reserve((*len * 2).max(*len + more));
            vec.extend_from_slice(&slot[..*len]);
            self.target = Target::Own(vec);
        }
        match &mut self.target {
            Target::Own(vec) => vec,
            Target::Slot { .. } => unreachable!("the slot was just replaced"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_aligned_to_their_size_with_zeros() {
        let mut slot = [0xee; 64];
        let mut writer = Writer::in_place(&mut slot);
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
    fn a_full_slot_is_left_for_own_memory() {
        for room in 0..40 {
            let mut slot = vec![0xee; room];
            let mut writer = Writer::in_place_with(&mut slot, Vec::with_capacity(64));
            let length = writer.reserve_u32();
            writer.u8(9);
            writer.u64(7);
            writer.zeros(3);
            writer.guid(&GUID::from_u128(5));
            writer.patch_u32(length, 0x0403_0201);

            let mut expected = vec![1, 2, 3, 4, 9, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            expected.extend_from_slice(&guid_bytes(&GUID::from_u128(5)));
            assert_eq!(writer.is_in_place(), room >= expected.len());
            assert_eq!(writer.as_slice(), expected);
            match writer.finish() {
                Output::InPlace { len, spare } => {
                    assert_eq!(spare.capacity(), 64);
                    assert_eq!(&slot[..len], expected);
                }
                Output::Moved(vec) => {
                    assert_eq!(vec.capacity(), 64, "the spare vector was used");
                    assert_eq!(vec, expected);
                }
            }
        }
    }

    #[test]
    fn a_reused_vector_keeps_its_capacity_and_nothing_else() {
        let mut writer = Writer::with_vec(vec![1; 100]);
        assert!(writer.is_empty());
        writer.u32(2);
        let vec = writer.into_vec();
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

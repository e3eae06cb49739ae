//! The queue of requests: entries of any size in a ring of words that one process writes and another reads.
//!
//! ```text
//!   caller 1 ─┐ reserve (one at a time)                                    peek, copy out, take
//!   caller 2 ─┼──▶ [ entry | entry | …reserved… | 0 ……………………… | entry ] ──▶ one thread of the peer at a time
//!   caller 3 ─┘ write, commit (all at once)      ▲ tail          ▲ head
//! ```
//!
//! An entry starts on a cache line: its *header*, a word that says where it is from and to, then the bytes. Positions
//! count words and never wrap; their place in the ring does. An entry never wraps: what is left at the end is skipped.
//!
//! # Why it holds
//!
//! * **The reader sees whole entries only.** The header is zero until its entry is complete, and is then stored with
//!   Release; the reader loads it with Acquire (*pair A*). It is zero before, because who reserves a place sets the header
//!   *behind* his entry to zero before his own can be committed, and the next one reserves only after him: they take turns.
//!   So the reader, who comes to a header only through the entry before it, finds zero or a committed header there,
//!   never bytes of an earlier round, whatever these were.
//! * **Nothing is overwritten before it has been read.** The reader stores the head with Release after it has copied an entry
//!   out; a writer loads it with Acquire before it reserves (*pair B*). One line is always left free, for that zero.
//! * **A sleeper is woken.** The reader stores that it sleeps, then looks again; the writer commits, then looks
//!   whether the reader sleeps. A SeqCst fence between the two steps on either side (*pair C*): one of them sees the other.
//!
//! `tests/loom` tries all interleavings of small cases.
//!
//! # What a reader believes
//!
//! Nothing. The writer is another process and may change any word at any time. The header is read once and checked against the
//! ring's size, the bytes are copied once and looked at afterwards.

use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicU64, Ordering};

/// Words on a cache line; entries start at multiples of it.
pub(crate) const LINE: usize = 8;
/// Words of an entry before its bytes.
pub(crate) const HEADER: usize = 2;

/// The words of a ring, for one who only reads them.
pub(crate) trait Load {
    fn count(&self) -> usize;
    fn load(&self, word: usize, ordering: Ordering) -> u64;
}

/// The words of a ring, for one who writes them.
pub(crate) trait Store: Load {
    fn store(&self, word: usize, value: u64, ordering: Ordering);
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    /// A request that wants an answer.
    Call = 1,
    /// A request that has none.
    Post = 2,
    /// Nothing, up to the ring's end.
    Skip = 3,
}

/// What stands before the bytes.
///
/// ```text
///   word 0:  | length : 32 | kind : 8 | zero : 24 |      word 1:  | request : 32 | lane : 32 |
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    pub(crate) length: usize,
    pub(crate) request: u32,
    pub(crate) lane: u32,
}

/// The writer broke the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Broken(pub(crate) &'static str);

/// Where the next entry goes. Writers take turns at it.
#[derive(Debug, Default)]
pub(crate) struct Tail {
    at: u64,
}

/// A place that is reserved, to be written and committed.
#[derive(Debug, Clone, Copy)]
#[must_use]
pub(crate) struct Place {
    at: usize,
    /// The position behind the entry: when the head is there, it has been taken.
    pub(crate) end: u64,
}

/// Words that an entry of so many bytes takes.
pub(crate) fn entry_words(length: usize) -> usize {
    (HEADER + length.div_ceil(8)).next_multiple_of(LINE)
}

impl Tail {
    /// Reserves room for an entry; None while there is not enough. `head` is the reader's word.
    pub(crate) fn reserve(
        &mut self,
        ring: &impl Store,
        head: u64,
        length: usize,
    ) -> Result<Option<Place>, Broken> {
        let count = ring.count();
        let used = self.at.checked_sub(head).and_then(|used| usize::try_from(used).ok());
        let Some(used) = used.filter(|&used| used <= count) else {
            return Err(Broken("a head that no reader can have reached"));
        };
        let (here, words) = (place(self.at, count), entry_words(length));
        let skipped = if here + words > count { count - here } else { 0 };
        if used + skipped + words + LINE > count {
            return Ok(None);
        }
        let at = (here + skipped) & (count - 1);
        let end = self.at + (skipped + words) as u64;
        // Relaxed: who commits this entry, or one behind it, does so with Release, after this.
        ring.store(place(end, count), 0, Ordering::Relaxed);
        if skipped > 0 {
            ring.store(at, 0, Ordering::Relaxed);
            let skip = Entry { kind: Kind::Skip, length: 0, request: 0, lane: 0 };
            // SYNC POINT: pair A of the module.
            ring.store(here, skip.header(), Ordering::Release);
        }
        self.at = end;
        Ok(Some(Place { at, end }))
    }
}

impl Place {
    /// Writes an entry and lets the reader see it.
    pub(crate) fn commit(self, ring: &impl Store, entry: Entry, bytes: &[u8]) {
        debug_assert_eq!(entry.length, bytes.len());
        let second = u64::from(entry.request) | u64::from(entry.lane) << 32;
        ring.store(self.at + 1, second, Ordering::Relaxed);
        write_bytes(ring, self.at + HEADER, bytes);
        // SYNC POINT: pair A of the module.
        ring.store(self.at, entry.header(), Ordering::Release);
    }
}

/// Has the processor fetch the lines of an entry to come, to write to them: as long as the reader has them from the last
/// round, each of them takes as long to write as the hand-over itself.
#[inline]
pub(crate) fn prepare(ring: &[AtomicU64], at: u64, words: usize) {
    #[cfg(all(target_arch = "x86_64", not(loom)))]
    for line in (0..=words).step_by(LINE) {
        let word = ring[place(at + line as u64, ring.len())].as_ptr();
        // SAFETY: a hint, which changes nothing and cannot fail.
        unsafe {
            std::arch::asm!("prefetchw [{}]", in(reg) word, options(nostack, preserves_flags, readonly))
        };
    }
    #[cfg(not(all(target_arch = "x86_64", not(loom))))]
    let _ = (ring, at, words);
}

impl Entry {
    fn header(self) -> u64 {
        self.length as u64 | (self.kind as u64) << 32
    }

    fn parse(header: u64, second: u64) -> Option<Entry> {
        let kind =
            [Kind::Call, Kind::Post, Kind::Skip].into_iter().find(|&kind| kind as u64 == header >> 32)?;
        let length = (header & u64::from(u32::MAX)) as usize;
        Some(Entry { kind, length, request: second as u32, lane: (second >> 32) as u32 })
    }
}

/// What a reader finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) entry: Entry,
    /// The position behind it: the head, once it has been taken.
    pub(crate) end: u64,
    /// Where its bytes are.
    bytes: usize,
}

/// The entry at a position, if one has been committed. One that is [skipped](Kind::Skip) is taken like the others, lest a
/// writer that ends behind it keep the reader waiting in front of it.
pub(crate) fn peek(ring: &impl Load, at: u64, most: usize) -> Result<Option<Found>, Broken> {
    let count = ring.count();
    let here = place(at, count);
    // SYNC POINT: pair A of the module.
    let header = ring.load(here, Ordering::Acquire);
    if header == 0 {
        return Ok(None);
    }
    let entry = Entry::parse(header, ring.load(here + 1, Ordering::Relaxed))
        .ok_or(Broken("an entry of unknown kind"))?;
    let words = match entry.kind {
        Kind::Skip if here == 0 => return Err(Broken("a whole ring that is skipped")),
        Kind::Skip => count - here,
        _ => entry_words(entry.length),
    };
    if entry.length > most || here + words > count {
        return Err(Broken("an entry longer than may be"));
    }
    Ok(Some(Found { entry, end: at + words as u64, bytes: here + HEADER }))
}

/// Whether [`peek`] finds anything at a position. Costs one load.
#[inline]
pub(crate) fn is_there(ring: &impl Load, at: u64) -> bool {
    // Relaxed: what is found is peeked at again.
    ring.load(place(at, ring.count()), Ordering::Relaxed) != 0
}

impl Found {
    /// Copies the bytes out, once.
    pub(crate) fn copy(&self, ring: &impl Load, into: &mut Vec<u8>) {
        read_bytes(ring, self.bytes, self.entry.length, into);
    }
}

#[inline]
fn place(at: u64, count: usize) -> usize {
    debug_assert!(count.is_power_of_two());
    at as usize & (count - 1)
}

/// Copies bytes into words. The last one is filled up with zeros.
pub(crate) fn write_bytes(to: &impl Store, mut word: usize, bytes: &[u8]) {
    let (whole, rest) = bytes.as_chunks::<8>();
    for bytes in whole {
        to.store(word, u64::from_ne_bytes(*bytes), Ordering::Relaxed);
        word += 1;
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        to.store(word, u64::from_ne_bytes(last), Ordering::Relaxed);
    }
}

/// Copies bytes out of words, in place of what was in `into`.
pub(crate) fn read_bytes(from: &impl Load, word: usize, length: usize, into: &mut Vec<u8>) {
    into.clear();
    // Whole words, the last of which may have bytes too many: so there is one loop, and nothing is filled with zeros before.
    let words = length.div_ceil(8);
    into.reserve(8 * words);
    let (places, _) = into.spare_capacity_mut().as_chunks_mut::<8>();
    for (place, word) in places[..words].iter_mut().zip(word..) {
        *place = from.load(word, Ordering::Relaxed).to_ne_bytes().map(MaybeUninit::new);
    }
    // SAFETY: so many bytes, and up to seven more, have just been written.
    unsafe { into.set_len(length) };
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    struct Ring(Vec<AtomicU64>);

    impl Load for Ring {
        fn count(&self) -> usize {
            self.0.len()
        }
        fn load(&self, word: usize, ordering: Ordering) -> u64 {
            self.0[word].load(ordering)
        }
    }

    impl Store for Ring {
        fn store(&self, word: usize, value: u64, ordering: Ordering) {
            self.0[word].store(value, ordering);
        }
    }

    fn ring() -> Ring {
        Ring((0..64).map(|_| AtomicU64::new(0)).collect())
    }

    fn entry(length: usize, request: u32) -> Entry {
        Entry { kind: Kind::Call, length, request, lane: request ^ 7 }
    }

    fn skip(ring: &Ring, head: u64) -> u64 {
        let found = peek(ring, head, 180).unwrap();
        found.filter(|found| found.entry.kind == Kind::Skip).map_or(head, |found| found.end)
    }

    #[test]
    fn entries_of_all_sizes_come_out_in_order_round_after_round() {
        let (ring, mut tail, mut head, mut bytes) = (ring(), Tail::default(), 0, Vec::new());
        for number in 0..5000u32 {
            // All ones: what a careless reader would take for headers in the next round.
            let sent = vec![0xFF; number as usize * 13 % 180];
            let place = tail.reserve(&ring, head, sent.len()).unwrap().expect("the ring is empty");
            head = skip(&ring, head);
            assert_eq!(peek(&ring, head, 180).unwrap(), None);
            assert!(!is_there(&ring, place.end));
            place.commit(&ring, entry(sent.len(), number), &sent);
            let found = peek(&ring, head, 180).unwrap().unwrap();
            assert_eq!(found.entry, entry(sent.len(), number));
            found.copy(&ring, &mut bytes);
            assert_eq!(bytes, sent);
            head = found.end;
        }
    }

    #[test]
    fn what_does_not_fit_waits() {
        let (ring, mut tail) = (ring(), Tail::default());
        let places: Vec<_> = (0..7).map(|_| tail.reserve(&ring, 0, 40).unwrap().unwrap()).collect();
        assert!(tail.reserve(&ring, 0, 0).unwrap().is_none(), "a line is always left");
        assert!(tail.reserve(&ring, places[0].end, 0).unwrap().is_some());
        assert!(tail.reserve(&ring, places[0].end, 0).unwrap().is_none());
    }

    #[test]
    fn a_false_head_is_found_out() {
        let (ring, mut tail) = (ring(), Tail::default());
        assert!(tail.reserve(&ring, 1, 0).is_err());
        assert!(tail.reserve(&ring, u64::MAX, 0).is_err());
        let _ = tail.reserve(&ring, 0, 0).unwrap().unwrap();
        tail.at += 1 << 40;
        assert!(tail.reserve(&ring, 0, 0).is_err());
    }

    #[test]
    fn false_entries_are_found_out() {
        let headers = [1, 4 << 32, 1 << 40, 1 << 32 | 481, 1 << 32 | u64::from(u32::MAX), u64::MAX];
        for header in headers {
            let ring = ring();
            ring.store(0, header, Ordering::Relaxed);
            assert!(peek(&ring, 0, 480).is_err(), "{header:#x}");
            assert!(peek(&ring, 64, 480).is_err(), "{header:#x}");
        }
        // Longer than what is left of the ring; nothing but skips.
        let ring = ring();
        ring.store(56, 1 << 32 | 60, Ordering::Relaxed);
        assert!(peek(&ring, 56, 480).is_err());
        ring.store(0, 3 << 32, Ordering::Relaxed);
        assert!(peek(&ring, 0, 480).is_err());
        // What is skipped is there, even when nothing is behind it.
        ring.store(0, 0, Ordering::Relaxed);
        ring.store(56, 3 << 32, Ordering::Relaxed);
        assert!(is_there(&ring, 56));
        assert_eq!(peek(&ring, 56, 480).unwrap().unwrap().end, 64);
    }
}

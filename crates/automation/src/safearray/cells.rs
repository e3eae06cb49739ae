//! Memory for the descriptors made here, in which an entry of the registry lies before each descriptor.
//!
//! ```text
//!   a chunk: 64 KiB, at a multiple of that           a cell: two cache lines
//!   ┌──────┬──────┬──────┬─ … ─┬──────┐              ┌───────┬──────────────┬────────────────────┐
//!   │ cell │ cell │ cell │     │ cell │              │ entry │ hidden bytes │ descriptor, bounds │
//!   └──────┴──────┴──────┴─ … ─┴──────┘              └───────┴──────────────┴────────────────────┘
//! ```
//!
//! An address is a descriptor's made here if it lies at the right place of a known chunk and that cell is in use: nothing is
//! read at the address itself, which may be anywhere. Chunks stay for good. A thread keeps some free cells for itself, those
//! used last on top.

use core::cell::{RefCell, UnsafeCell};
use core::ptr::{self, NonNull};
use std::alloc::{Layout, alloc};
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::descriptor::HIDDEN;
use super::registry::Entry;

/// A descriptor's place, with what is known of it.
#[repr(C, align(64))]
pub(super) struct Cell {
    /// None: it is free.
    entry: Mutex<Option<Entry>>,
    padding: [u8; ENTRY - size_of::<Mutex<Option<Entry>>>()],
    /// The hidden bytes, and the descriptor. Used as the published functions say.
    memory: UnsafeCell<[u8; MEMORY]>,
}

// SAFETY: the entry has a lock; of the memory nothing but the address is used here, except by who takes a cell that is free.
unsafe impl Sync for Cell {}

/// Bytes of a cell before the hidden ones.
const ENTRY: usize = 48;
/// Bytes of a cell for the hidden ones and the descriptor: of five dimensions at most.
pub(super) const MEMORY: usize = 80;
const CHUNK: usize = 64 << 10;
const CELLS: usize = CHUNK / size_of::<Cell>();

/// Free cells that a thread keeps.
const THREAD_KEEPS: usize = 64;

const _: () = assert!(size_of::<Cell>() == 128 && ENTRY + HIDDEN == 64);

/// The chunks by their addresses, each at the place that follows from it, or behind. At most half of the places are taken.
// SYNC POINT: stored (Release) by who made the chunk, under the lock of `SHARED`; loaded (Acquire) by `find`.
static CHUNKS: [AtomicPtr<Cell>; PLACES] = [const { AtomicPtr::new(ptr::null_mut()) }; PLACES];
const PLACES: usize = 1 << 12;

/// Free cells that no thread keeps.
static SHARED: Mutex<Shared> = Mutex::new(Shared { free: Vec::new(), chunks: 0 });

struct Shared {
    free: Vec<&'static Cell>,
    chunks: usize,
}

thread_local! {
    static OWN: Own = const { Own(RefCell::new(Vec::new())) };
}

/// Free cells of one thread.
struct Own(RefCell<Vec<&'static Cell>>);

impl Drop for Own {
    fn drop(&mut self) {
        shared().free.append(self.0.get_mut());
    }
}

impl Cell {
    /// What is known of the descriptor, if there is one.
    pub(super) fn entry(&self) -> MutexGuard<'_, Option<Entry>> {
        self.entry.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where the hidden bytes begin.
    pub(super) fn memory(&self) -> NonNull<u8> {
        NonNull::from(&self.memory).cast()
    }
}

/// A free cell for a new descriptor, its memory zero: who gives it an entry owns it. None: there is no memory.
pub(super) fn take() -> Option<&'static Cell> {
    let own = OWN.try_with(|own| own.0.borrow_mut().pop()).ok().flatten();
    let cell = own.or_else(take_shared)?;
    // SAFETY: the cell is free, so nobody uses the memory.
    unsafe { cell.memory().write_bytes(0, MEMORY) };
    Some(cell)
}

/// Frees a cell that has no entry any more, and whose memory nobody uses.
pub(super) fn give_back(cell: &'static Cell) {
    let kept = OWN.try_with(|own| {
        let mut own = own.0.borrow_mut();
        if own.len() >= THREAD_KEEPS {
            shared().free.extend(own.drain(..THREAD_KEEPS / 2));
        }
        own.push(cell);
    });
    if kept.is_err() {
        shared().free.push(cell); // the thread ends
    }
}

/// The cell of a descriptor's address, in use or not. None: the address is elsewhere.
pub(super) fn find(descriptor: usize) -> Option<&'static Cell> {
    let base = descriptor & !(CHUNK - 1);
    let offset = (descriptor - base).checked_sub(ENTRY + HIDDEN)?;
    if !offset.is_multiple_of(size_of::<Cell>()) {
        return None;
    }
    let places = (place_of(base)..PLACES).chain(0..PLACES);
    for place in places {
        let chunk = CHUNKS[place].load(Ordering::Acquire);
        if chunk.is_null() {
            return None;
        }
        if chunk.addr() == base {
            // SAFETY: chunks have so many cells, and stay.
            return Some(unsafe { &*chunk.add(offset / size_of::<Cell>()) });
        }
    }
    None
}

/// How many cells are in use.
pub(super) fn in_use() -> usize {
    let chunks = CHUNKS.iter().map(|chunk| chunk.load(Ordering::Acquire)).filter(|chunk| !chunk.is_null());
    // SAFETY: chunks have so many cells, and stay.
    let cells = chunks.flat_map(|chunk| unsafe { core::slice::from_raw_parts(chunk, CELLS) });
    cells.filter(|cell| cell.entry().is_some()).count()
}

fn take_shared() -> Option<&'static Cell> {
    let mut shared = shared();
    if shared.free.is_empty() {
        shared.grow();
    }
    let first = shared.free.pop();
    // A thread that ends keeps nothing.
    let _ = OWN.try_with(|own| {
        let rest = shared.free.len().saturating_sub(THREAD_KEEPS / 2);
        own.0.borrow_mut().extend(shared.free.drain(rest..));
    });
    first
}

fn shared() -> MutexGuard<'static, Shared> {
    SHARED.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    /// Makes a chunk, unless there is no memory, or there are as many as can be found again.
    fn grow(&mut self) {
        if self.chunks >= PLACES / 2 {
            return;
        }
        let layout = Layout::from_size_align(CHUNK, CHUNK).expect("a power of two");
        // SAFETY: the layout has bytes.
        let chunk = unsafe { alloc(layout) }.cast::<Cell>();
        if chunk.is_null() {
            return;
        }
        self.free.reserve(CELLS);
        for index in (0..CELLS).rev() {
            // SAFETY: within the chunk, which is as aligned as cells are, and never freed.
            let cell = unsafe {
                let cell = chunk.add(index);
                cell.write(Cell {
                    entry: Mutex::new(None),
                    padding: [0; _],
                    memory: UnsafeCell::new([0; MEMORY]),
                });
                &*cell
            };
            self.free.push(cell);
        }
        self.chunks += 1;
        let mut place = place_of(chunk.addr());
        while !CHUNKS[place].load(Ordering::Relaxed).is_null() {
            place = (place + 1) % PLACES;
        }
        CHUNKS[place].store(chunk, Ordering::Release);
    }
}

fn place_of(base: usize) -> usize {
    (base / CHUNK).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (usize::BITS - PLACES.ilog2())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn descriptor(cell: &Cell) -> usize {
        cell.memory().addr().get() + HIDDEN
    }

    #[test]
    fn cells_are_found_by_the_addresses_of_their_descriptors_alone() {
        let cells: Vec<_> = (0..3 * CELLS).map(|_| take().unwrap()).collect();
        for cell in &cells {
            assert!(ptr::eq(find(descriptor(cell)).unwrap(), *cell));
            assert!(cell.entry().is_none());
        }
        let one = descriptor(cells[0]);
        let elsewhere = [0, 1, 64, one - 1, one + 1, one - 64, one ^ 1 << 45, ptr::from_ref(&one).addr()];
        assert!(elsewhere.into_iter().all(|address| find(address).is_none()));
        cells.into_iter().for_each(give_back);
    }

    #[test]
    fn a_cell_given_back_is_the_next_one() {
        std::thread::spawn(|| {
            let cell = take().unwrap();
            // SAFETY: the cell is this thread's.
            unsafe { cell.memory().write_bytes(7, MEMORY) };
            give_back(cell);
            let next = take().unwrap();
            assert!(ptr::eq(next, cell));
            // SAFETY: as above.
            assert_eq!(unsafe { next.memory().cast::<[u8; MEMORY]>().read() }, [0; MEMORY]);
        })
        .join()
        .unwrap();
    }
}

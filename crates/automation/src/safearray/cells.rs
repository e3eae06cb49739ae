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
use core::hint::spin_loop;
use core::mem::{ManuallyDrop, take};
use core::ops::{Deref, DerefMut};
use core::ptr::{self, NonNull};
use std::alloc::{Layout, alloc};
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::yield_now;

use super::descriptor::HIDDEN;
use super::registry::Entry;

/// A descriptor's place, with what is known of it.
#[repr(C, align(64))]
pub(super) struct Cell {
    /// FREE, LIVE or LOCKED. SYNC POINT: stored (Release) when an entry was put or let go of, compared (Acquire) by who takes
    /// hold of it.
    state: AtomicU32,
    /// Of who has the cell: a [`FreeCell`], or a [`Held`].
    entry: UnsafeCell<Entry>,
    padding: [u8; ENTRY - 8 - size_of::<Entry>()],
    /// The hidden bytes, and the descriptor. Used as the published functions say.
    memory: UnsafeCell<[u8; MEMORY]>,
}

// SAFETY: the state says who alone uses the entry; of the memory nothing but the address is used here, except by who has a cell
// that is free.
unsafe impl Sync for Cell {}

/// No descriptor lies there.
const FREE: u32 = 0;
const LIVE: u32 = 1;
/// Some thread uses the entry: for some instructions, in which nothing of anybody else's is called. A lock of the system's
/// would be twice as dear.
const LOCKED: u32 = 2;

/// A cell that nobody else knows.
pub(super) struct FreeCell(&'static Cell);

/// The entry of a cell in use, for one thread alone.
pub(super) struct Held(&'static Cell);

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
    free: Vec<FreeCell>,
    chunks: usize,
}

thread_local! {
    static OWN: Own = const { Own(RefCell::new(Vec::new())) };
}

/// Free cells of one thread.
struct Own(RefCell<Vec<FreeCell>>);

impl Drop for Own {
    fn drop(&mut self) {
        shared().free.append(self.0.get_mut());
    }
}

impl Cell {
    /// Takes hold of what is known of the descriptor, if there is one.
    pub(super) fn hold(&'static self) -> Option<Held> {
        let mut attempts = 0_u32;
        loop {
            match self.state.compare_exchange(LIVE, LOCKED, Ordering::Acquire, Ordering::Relaxed) {
                Ok(_) => return Some(Held(self)),
                Err(FREE) => return None,
                // Who holds it may have been put to sleep amid it.
                Err(_) if attempts >= 64 => yield_now(),
                Err(_) => spin_loop(),
            }
            attempts = attempts.saturating_add(1);
        }
    }

    /// Where the hidden bytes begin.
    pub(super) fn memory(&self) -> NonNull<u8> {
        NonNull::from(&self.memory).cast()
    }
}

impl FreeCell {
    /// Zeroes the memory, and puts the entry.
    pub(super) fn fill(self, entry: Entry) -> &'static Cell {
        let cell = self.0;
        // SAFETY: nobody else knows the cell.
        unsafe {
            cell.memory().write_bytes(0, MEMORY);
            cell.entry.get().write(entry); // an empty one owns nothing
        }
        cell.state.store(LIVE, Ordering::Release);
        cell
    }
}

impl Held {
    /// Takes the entry: there is no descriptor any more, and nobody uses its memory.
    pub(super) fn free(self) -> Entry {
        let mut held = ManuallyDrop::new(self);
        let entry = take(&mut **held);
        held.0.state.store(FREE, Ordering::Release);
        give_back(FreeCell(held.0));
        entry
    }
}

impl Deref for Held {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        // SAFETY: locked.
        unsafe { &*self.0.entry.get() }
    }
}

impl DerefMut for Held {
    fn deref_mut(&mut self) -> &mut Entry {
        // SAFETY: locked.
        unsafe { &mut *self.0.entry.get() }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.state.store(LIVE, Ordering::Release);
    }
}

/// A cell for a new descriptor. None: there is no memory.
pub(super) fn take_free() -> Option<FreeCell> {
    let own = OWN.try_with(|own| own.0.borrow_mut().pop()).ok().flatten();
    own.or_else(take_shared)
}

fn give_back(cell: FreeCell) {
    let mut cell = Some(cell);
    let _ = OWN.try_with(|own| {
        let mut own = own.0.borrow_mut();
        if own.len() >= THREAD_KEEPS {
            shared().free.extend(own.drain(..THREAD_KEEPS / 2));
        }
        own.extend(cell.take());
    });
    if cell.is_some() {
        shared().free.extend(cell); // the thread ends
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
    cells.filter(|cell| cell.state.load(Ordering::Relaxed) != FREE).count()
}

fn take_shared() -> Option<FreeCell> {
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
                    state: AtomicU32::new(FREE),
                    entry: UnsafeCell::default(),
                    padding: [0; _],
                    memory: UnsafeCell::new([0; MEMORY]),
                });
                &*cell
            };
            self.free.push(FreeCell(cell));
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
    use std::sync::Barrier;

    fn descriptor(cell: &Cell) -> usize {
        cell.memory().addr().get() + HIDDEN
    }

    fn filled() -> &'static Cell {
        take_free().unwrap().fill(Entry::default())
    }

    #[test]
    fn cells_are_found_by_the_addresses_of_their_descriptors_alone() {
        let cells: Vec<_> = (0..3 * CELLS).map(|_| filled()).collect();
        assert!(cells.iter().all(|cell| ptr::eq(find(descriptor(cell)).unwrap(), *cell)));
        let one = descriptor(cells[0]);
        let elsewhere = [0, 1, 64, one - 1, one + 1, one - 64, one ^ 1 << 45, ptr::from_ref(&one).addr()];
        assert!(elsewhere.into_iter().all(|address| find(address).is_none()));
        for cell in cells {
            cell.hold().unwrap().free();
            assert!(cell.hold().is_none());
        }
    }

    #[test]
    fn a_cell_given_back_is_the_next_one() {
        std::thread::spawn(|| {
            let cell = filled();
            // SAFETY: the cell is this thread's.
            unsafe { cell.memory().write_bytes(7, MEMORY) };
            cell.hold().unwrap().free();
            let next = filled();
            assert!(ptr::eq(next, cell));
            // SAFETY: as above.
            assert_eq!(unsafe { next.memory().cast::<[u8; MEMORY]>().read() }, [0; MEMORY]);
            next.hold().unwrap().free();
        })
        .join()
        .unwrap();
    }

    #[test]
    fn an_entry_is_held_by_one_thread_and_freed_once() {
        for _ in 0..200 {
            let (cell, together) = (filled(), Barrier::new(4));
            let count_and_free = || {
                for _ in 0..50 {
                    cell.hold().unwrap().pins += 1;
                }
                together.wait();
                let freed = cell.hold().map(|held| held.free().pins);
                together.wait(); // so nobody else gets the cell while one of these still asks
                freed
            };
            let freed: Vec<_> = std::thread::scope(|scope| {
                let threads = [(); 4].map(|()| scope.spawn(count_and_free));
                threads.into_iter().filter_map(|thread| thread.join().unwrap()).collect()
            });
            assert_eq!(freed, [200]);
        }
    }
}

//! Damaged and hostile files cost an error and little memory, whatever is in them.
#![allow(missing_docs)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use oxcom_typeinfo::plan::{self, Scope};
use oxcom_typeinfo::winmd::{self, Damage};
use oxcom_typeinfo::{model, system};

/// The files that are damaged here.
static FILES: [&[u8]; 3] = [
    include_bytes!("../../../metadata/test.winmd"),
    include_bytes!("../../../metadata/system.winmd"),
    include_bytes!("../../../samples/image-source/image_source.winmd"),
];

/// What a description may take in memory, as a multiple of its file, besides a constant.
const MOST_PER_BYTE: usize = 128;
const MOST_ANYWAY: usize = 64 << 10;

/// Reads a file and compiles all of its plans; panics if either panics or takes more memory than it may.
fn exercise(file: &[u8]) -> Result<model::Library, Damage> {
    let before = start_measuring();
    let read = winmd::read(file);
    let most = highest() - before;
    assert!(most <= MOST_PER_BYTE * file.len() + MOST_ANYWAY, "{most} bytes for a file of {}", file.len());
    if let Ok(library) = &read {
        for interface in library.interfaces() {
            if let Some(iid) = &interface.iid {
                // Either is fine, as long as it ends.
                let _ = plan::compile(Scope(&[system::library(), library]), iid);
            }
        }
    }
    read
}

#[test]
fn every_truncation_is_refused() {
    for file in FILES {
        for len in (0..file.len()).step_by(3) {
            // Only the padding at the end can be missing.
            let read = exercise(&file[..len]);
            assert!(read.is_err() || file[len..].iter().all(|&byte| byte == 0), "{len} of {}", file.len());
        }
    }
}

#[test]
fn changed_bytes_do_no_harm() {
    let mut random = Random(0x5EED_0C0A_11CE_0001);
    let (mut refused, mut read) = (0, 0);
    for round in 0..6000 {
        let mut file = FILES[round % FILES.len()].to_vec();
        for _ in 0..=random.below(4) {
            let at = random.below(file.len());
            file[at] = match random.below(4) {
                0 => 0xFF,
                1 => file[at].wrapping_add(1),
                2 => file[at] ^ (1 << random.below(8)),
                _ => u8::try_from(random.below(256)).expect("it is below 256"),
            };
        }
        match exercise(&file) {
            Ok(_) => read += 1,
            Err(_) => refused += 1,
        }
    }
    // Both happen: the changes reach what is checked, and not only that.
    assert!(refused > 500 && read > 500, "{refused} refused, {read} read");
}

#[test]
fn exchanged_stretches_do_no_harm() {
    let mut random = Random(0x5EED_0C0A_11CE_0002);
    for round in 0..2000 {
        let mut file = FILES[round % FILES.len()].to_vec();
        let len = 1 + random.below(64);
        let (from, to) = (random.below(file.len() - len), random.below(file.len() - len));
        file.copy_within(from..from + len, to);
        let _ = exercise(&file);
    }
}

#[test]
fn a_thousand_methods_with_one_huge_signature_are_too_much() {
    const METHODS: u16 = 4000;
    let mut signature = vec![0x20, 0xC0, 0, 0x3F, 0xFF, 0x01]; // HASTHIS, 16,383 parameters, void
    signature.resize(signature.len() + 0x3FFF, 0x08);
    let mut blobs = vec![0, 0xC0, 0, 0x40, 0x05]; // an empty one, then this one's length
    blobs.extend(&signature);
    let mut tables = TablesHeader { type_defs: 1, methods: METHODS.into() }.encode();
    tables.extend([0x20, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0]); // an interface with all fields and methods
    for _ in 0..METHODS {
        tables.extend([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0]);
    }
    let file = executable(&tables, b"\0X\0", &blobs);
    assert_eq!(exercise(&file), Err(Damage::TooMuch));
}

#[test]
fn a_well_formed_file_can_be_put_together_by_hand() {
    let mut tables = TablesHeader { type_defs: 1, methods: 1 }.encode();
    tables.extend([0x20, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0]);
    tables.extend([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0]);
    let library =
        exercise(&executable(&tables, b"\0X\0", &[0, 3, 0x20, 0, 0x01])).expect("nothing is wrong with it");
    let interface = library.interfaces().next().expect("it has one");
    assert_eq!((interface.name.full(), interface.methods[0].name.as_str()), ("X", "X"));
    assert_eq!(interface.methods[0].result, model::Type::Void);
}

/// The header of a `#~` stream with TypeDef and MethodDef, all indices two bytes wide.
struct TablesHeader {
    type_defs: u32,
    methods: u32,
}

impl TablesHeader {
    fn encode(&self) -> Vec<u8> {
        let mut bytes = vec![0, 0, 0, 0, 2, 0, 0, 1];
        bytes.extend(((1u64 << 0x02) | (1 << 0x06)).to_le_bytes());
        bytes.extend(0u64.to_le_bytes());
        bytes.extend(self.type_defs.to_le_bytes());
        bytes.extend(self.methods.to_le_bytes());
        bytes
    }
}

/// The smallest executable with these streams.
fn executable(tables: &[u8], strings: &[u8], blobs: &[u8]) -> Vec<u8> {
    const BASE: u32 = 0x1000;
    const SECTION_AT: u32 = 0x200;
    let number = |n: usize| u32::try_from(n).expect("a small file").to_le_bytes();

    let streams = [(&b"#~\0\0"[..], tables), (b"#Strings\0\0\0\0", strings), (b"#Blob\0\0\0", blobs)];
    let mut root = b"BSJB\x01\0\x01\0\0\0\0\0\x04\0\0\0v1\0\0\0\0\x03\0".to_vec();
    let mut at = root.len() + streams.iter().map(|(name, _)| 8 + name.len()).sum::<usize>();
    for (name, content) in streams {
        root.extend(number(at));
        root.extend(number(content.len()));
        root.extend(name);
        at += content.len();
    }
    for (_, content) in streams {
        root.extend(content);
    }

    let mut section = vec![0; 72];
    section[8..12].copy_from_slice(&(BASE + 72).to_le_bytes());
    section[12..16].copy_from_slice(&number(root.len()));
    section.extend(root);

    let mut file = vec![0; SECTION_AT as usize];
    file[..2].copy_from_slice(b"MZ");
    file[0x3C] = 0x40;
    file[0x40..0x44].copy_from_slice(b"PE\0\0");
    file[0x46] = 1; // sections
    file[0x54] = 224; // length of the optional header, at 0x58
    file[0x58..0x5A].copy_from_slice(&[0x0B, 0x01]);
    file[0x58 + 208..0x58 + 212].copy_from_slice(&BASE.to_le_bytes());
    let header = 0x58 + 224;
    file[header + 12..header + 16].copy_from_slice(&BASE.to_le_bytes());
    file[header + 16..header + 20].copy_from_slice(&number(section.len()));
    file[header + 20..header + 24].copy_from_slice(&SECTION_AT.to_le_bytes());
    file.extend(section);
    file
}

/// Xorshift: the same numbers on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

thread_local! {
    /// Bytes that this thread has allocated and not freed, and the most there have been.
    static LIVE: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

/// The system's allocator, counting for each thread.
struct Counting;

#[global_allocator]
static COUNTING: Counting = Counting;

// SAFETY: memory is the system allocator's; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.with(|live| {
            let now = live.get().0.wrapping_add(layout.size());
            live.set((now, live.get().1.max(now)));
        });
        // SAFETY: as the caller has it.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        LIVE.with(|live| live.set((live.get().0.saturating_sub(layout.size()), live.get().1)));
        // SAFETY: as the caller has it.
        unsafe { System.dealloc(memory, layout) }
    }
}

/// Forgets the highest count; gives the present one.
fn start_measuring() -> usize {
    LIVE.with(|live| {
        live.set((live.get().0, live.get().0));
        live.get().0
    })
}

fn highest() -> usize {
    LIVE.with(|live| live.get().1)
}

//! Numbers that nobody can guess: they name exporters, objects and interfaces in marshaled pointers.

/// A random number that is not 0.
pub(crate) fn nonzero() -> u64 {
    loop {
        let mut bytes = [0; 8];
        fill(&mut bytes);
        let number = u64::from_ne_bytes(bytes);
        if number != 0 {
            return number;
        }
    }
}

/// 12 random bytes.
pub(crate) fn twelve() -> [u8; 12] {
    let mut bytes = [0; 12];
    fill(&mut bytes);
    bytes
}

/// 16 random bytes.
pub(crate) fn sixteen() -> [u8; 16] {
    let mut bytes = [0; 16];
    fill(&mut bytes);
    bytes
}

/// Fills from the kernel's generator, through a buffer per thread: a system call each 256 bytes.
fn fill(into: &mut [u8]) {
    use std::cell::RefCell;
    thread_local! {
        static POOL: RefCell<(u32, Vec<u8>)> = const { RefCell::new((0, Vec::new())) };
    }
    POOL.with_borrow_mut(|(process, pool)| {
        if *process != std::process::id() {
            pool.clear(); // a forked child draws its own
            *process = std::process::id();
        }
        if pool.len() < into.len() {
            pool.resize(256, 0);
            getrandom::fill(pool).expect("the kernel's random number generator answers");
        }
        let rest = pool.len() - into.len();
        into.copy_from_slice(&pool[rest..]);
        pool.truncate(rest);
    });
}

//! What the system tells about pages: whether any have changed, and which were written to.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::os::fd::AsRawFd;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use rustix::io::Errno;

/// The number that [`faults`] gave last: no more than there have been by now. Relaxed: an older one only makes it look as if
/// there had been faults since.
static KNOWN: AtomicU64 = AtomicU64::new(0);

/// How many page faults this process had had when somebody asked last. Costs no system call.
pub(crate) fn known_faults() -> u64 {
    KNOWN.load(Ordering::Relaxed)
}

/// How many page faults this process has had. As long as the number stays, no thread has written to a private page that it
/// had not written to before: the first write to one is a fault.
pub(crate) fn faults() -> u64 {
    // SAFETY: all zero is a value of the structure, which the call fills in.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        if libc::getrusage(libc::RUSAGE_SELF, &raw mut usage) != 0 {
            return u64::MAX; // as if there had been any
        }
        usage
    };
    let faults = (usage.ru_minflt as u64).wrapping_add(usage.ru_majflt as u64);
    KNOWN.store(faults, Ordering::Relaxed);
    faults
}

/// Calls `found` for each range of pages of a private mapping within `range` that this process has written to: those are
/// memory of its own, and the file's no more.
///
/// # Errors
/// What the system says, before Linux 6.7 always ENOTTY; or what `found` returns.
pub(crate) fn written(
    range: Range<usize>,
    mut found: impl FnMut(Range<usize>) -> Result<(), Errno>,
) -> io::Result<()> {
    let map = page_map()?;
    let mut regions = [Region::default(); MOST_REGIONS];
    let mut start = range.start as u64;
    let end = range.end as u64;
    while start < end {
        let mut scan = Scan {
            size: size_of::<Scan>() as u64,
            start,
            end,
            vec: regions.as_mut_ptr().expose_provenance() as u64,
            vec_len: MOST_REGIONS as u64,
            // In memory or swapped out, and not the file's.
            category_inverted: PAGE_IS_FILE,
            category_mask: PAGE_IS_FILE,
            category_anyof_mask: PAGE_IS_PRESENT | PAGE_IS_SWAPPED,
            return_mask: PAGE_IS_PRESENT | PAGE_IS_SWAPPED,
            ..Scan::default()
        };
        // SAFETY: the structure and the regions that it names are writable during the call, and as long as they say.
        let count = unsafe { libc::ioctl(map.as_raw_fd(), PAGEMAP_SCAN, &raw mut scan) };
        let count = usize::try_from(count).map_err(|_| io::Error::last_os_error())?;
        for region in &regions[..count.min(MOST_REGIONS)] {
            found(region.start as usize..region.end as usize)?;
        }
        if scan.walk_end <= start {
            break;
        }
        start = scan.walk_end;
    }
    Ok(())
}

/// The system's description of this process's pages, opened once in each process.
fn page_map() -> io::Result<&'static File> {
    static MAP: OnceLock<(u32, File)> = OnceLock::new();
    let here = std::process::id();
    if let Some((process, map)) = MAP.get() {
        // After fork it is another process's.
        return if *process == here { Ok(map) } else { Err(Errno::NOTTY.into()) };
    }
    let map = File::open("/proc/self/pagemap")?;
    Ok(&MAP.get_or_init(|| (here, map)).1)
}

/// How many ranges the system tells at once.
const MOST_REGIONS: usize = 64;

// linux/fs.h
const PAGEMAP_SCAN: libc::c_ulong = 0xC060_6610;
const PAGE_IS_FILE: u64 = 1 << 2;
const PAGE_IS_PRESENT: u64 = 1 << 3;
const PAGE_IS_SWAPPED: u64 = 1 << 4;

/// `struct pm_scan_arg`
#[repr(C)]
#[derive(Default)]
struct Scan {
    size: u64,
    flags: u64,
    start: u64,
    end: u64,
    walk_end: u64,
    vec: u64,
    vec_len: u64,
    max_pages: u64,
    category_inverted: u64,
    category_mask: u64,
    category_anyof_mask: u64,
    return_mask: u64,
}

const _: () = assert!(size_of::<Scan>() == 0x60);

/// `struct page_region`
#[repr(C)]
#[derive(Clone, Copy, Default)]
struct Region {
    start: u64,
    end: u64,
    categories: u64,
}

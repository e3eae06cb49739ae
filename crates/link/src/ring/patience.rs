//! Looking for a while before sleeping: when, and how long.
//!
//! A thread that looks (*spins*) sees news two cache lines late; one that sleeps costs a system call on either side and,
//! on another CPU, tens of microseconds. So a thread looks first, for about as long as the news took to come lately, and not
//! when they took longer than a sleep costs, nor where there is one CPU for both, nor while another thread of this process
//! looks. (To take turns at looking would help many callers on few CPUs that have nothing else to do; on those that have, who
//! yields waits for a time slice of somebody else's.)

use std::hint;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// What a sleep and a wake-up across CPUs cost; to look longer than that never pays.
const MOST: u32 = 50_000;
/// Looks that need no clock.
const BRIEF: u32 = 100;
/// Looks between two looks at the clock.
const BETWEEN: u32 = 32;

/// A thread of this process spins, and has done so for more than a moment.
static SPINNING: AtomicBool = AtomicBool::new(false);

/// What one waiting place has learnt. A hint throughout: every ordering is Relaxed, and updates may be lost.
#[derive(Debug)]
pub(super) struct Patience {
    /// Nanoseconds that news took to come when they came while somebody looked.
    usual: AtomicU32,
    /// Looks in vain since.
    vain: AtomicU32,
    /// Counts what was not looked for.
    skipped: AtomicU32,
}

impl Patience {
    pub(super) fn new() -> Patience {
        Patience { usual: AtomicU32::new(MOST / 4), vain: AtomicU32::new(0), skipped: AtomicU32::new(0) }
    }

    /// Looks until there is something, as long as that is likely to pay.
    pub(super) fn spin<T>(&self, mut look: impl FnMut() -> Option<T>) -> Option<T> {
        if let Some(found) = look() {
            return Some(found);
        }
        if !self.pays() || SPINNING.load(Ordering::Relaxed) {
            return None;
        }
        for _ in 0..BRIEF {
            hint::spin_loop();
            if let Some(found) = look() {
                self.came(1000);
                return Some(found);
            }
        }
        if SPINNING.swap(true, Ordering::Relaxed) {
            return None;
        }
        let found = self.look_on(look);
        SPINNING.store(false, Ordering::Relaxed);
        found
    }

    /// Notes that a sleep ended with news after so long. If it is as long as a wake-up of another CPU takes, looking would have
    /// paid; if it is shorter, both share a CPU, which the sleep gave to the other.
    pub(super) fn slept(&self, duration: Duration) {
        if (MOST / 3..2 * MOST).contains(&nanoseconds(duration)) {
            self.came(0);
        }
    }

    #[cold]
    fn look_on<T>(&self, mut look: impl FnMut() -> Option<T>) -> Option<T> {
        let begun = Instant::now();
        loop {
            for _ in 0..BETWEEN {
                hint::spin_loop();
                if let Some(found) = look() {
                    self.came(nanoseconds(begun.elapsed()));
                    return Some(found);
                }
            }
            if nanoseconds(begun.elapsed()) > MOST {
                self.did_not_come();
                return None;
            }
        }
    }

    /// Whether to look at all.
    fn pays(&self) -> bool {
        if self.usual.load(Ordering::Relaxed) < MOST {
            return true;
        }
        // It does not; from time to time it is tried again, ever more rarely.
        let rarely = 1 << self.vain.load(Ordering::Relaxed).clamp(5, 12);
        let skipped = self.skipped.load(Ordering::Relaxed) + 1;
        self.skipped.store(skipped % rarely, Ordering::Relaxed);
        skipped >= rarely
    }

    fn came(&self, after: u32) {
        let usual = self.usual.load(Ordering::Relaxed).min(MOST);
        let learnt = usual - usual / 8 + after.min(MOST) / 8;
        if learnt != usual {
            self.usual.store(learnt, Ordering::Relaxed);
        }
        if self.vain.load(Ordering::Relaxed) != 0 {
            self.vain.store(0, Ordering::Relaxed);
        }
    }

    fn did_not_come(&self) {
        let usual = self.usual.load(Ordering::Relaxed);
        self.usual.store((usual + usual / 2 + MOST / 16).min(2 * MOST), Ordering::Relaxed);
        let vain = self.vain.load(Ordering::Relaxed);
        self.vain.store((vain + 1).min(30), Ordering::Relaxed);
    }
}

fn nanoseconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_nanos()).unwrap_or(u32::MAX)
}

/// Whether two processes can run at the same time: what their affinities and this one's quota leave them.
///
/// A process that is bound to one CPU still looks when its peer is bound to another.
pub(super) fn can_run_at_once(peer: u32) -> bool {
    use rustix::thread::sched_getaffinity;
    let Ok(own) = sched_getaffinity(None) else { return false };
    if own.count() > 1 {
        // It knows of quotas, too.
        return std::thread::available_parallelism().is_ok_and(|cpus| cpus.get() > 1);
    }
    let peer = i32::try_from(peer).ok().and_then(rustix::process::Pid::from_raw);
    let Some(theirs) = peer.and_then(|peer| sched_getaffinity(Some(peer)).ok()) else { return false };
    theirs.count() > 1
        || (0..rustix::thread::CpuSet::MAX_CPU).any(|cpu| theirs.is_set(cpu) && !own.is_set(cpu))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Serialises the tests: one thread of a process spins.
    static ALONE: std::sync::Mutex<()> = std::sync::Mutex::new(());

    #[test]
    fn what_never_comes_is_soon_not_looked_for() {
        let _alone = ALONE.lock();
        let patience = Patience::new();
        let mut looks = 0;
        for _ in 0..20 {
            assert_eq!(patience.spin(|| None::<()>.inspect(|()| looks += 1)), None);
        }
        assert!(!patience.pays());
        patience.usual.store(MOST, Ordering::Relaxed);
        assert!((0..10_000).any(|_| patience.pays()), "it is tried again");
        patience.usual.store(2 * MOST, Ordering::Relaxed);
        for sensible in [Duration::from_millis(10), Duration::from_micros(5)] {
            patience.slept(sensible);
            assert!(patience.usual.load(Ordering::Relaxed) >= MOST, "{sensible:?}");
        }
        patience.slept(Duration::from_micros(40));
        assert!(
            patience.usual.load(Ordering::Relaxed) < MOST,
            "a sleep as short as its wake-up was one too many"
        );
    }

    #[test]
    fn what_comes_soon_is_looked_for() {
        let _alone = ALONE.lock();
        let patience = Patience::new();
        for _ in 0..100 {
            let mut looks = 0;
            let found = patience.spin(|| {
                looks += 1;
                (looks > 10).then_some(looks)
            });
            if !SPINNING.load(Ordering::Relaxed) {
                assert_eq!(found, Some(11));
            }
        }
        assert!(patience.usual.load(Ordering::Relaxed) < 3000);
    }
}

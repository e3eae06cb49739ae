//! All interleavings, and all that the memory model allows, of small cases of the ring:
//! `RUSTFLAGS="--cfg loom" cargo test --release -p oxcom-link --test loom`.

#![cfg(loom)]

#[path = "../../src/ring/queue.rs"]
#[allow(dead_code, reason = "the part that is modelled")]
mod queue;
mod token;

use std::sync::atomic::Ordering;

use loom::model::Builder;
use loom::sync::atomic::{AtomicU64, fence};
use loom::sync::{Arc, Condvar, Mutex};
use loom::thread;

use queue::{Entry, Kind, LINE, Load, Store, Tail, is_there, peek};

/// Two processes' shared words.
struct Shared {
    ring: Ring,
    head: AtomicU64,
    tail: Mutex<Tail>,
}

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

impl Shared {
    fn new(lines: usize) -> Arc<Shared> {
        // What earlier rounds may have left there: anything, but where the next entry goes.
        let ring = Ring(
            (0..lines * LINE).map(|word| AtomicU64::new(if word == 0 { 0 } else { u64::MAX })).collect(),
        );
        Arc::new(Shared { ring, head: AtomicU64::new(0), tail: Mutex::new(Tail::default()) })
    }

    /// As `Ring::send`: one at a time reserves, all write and commit at once.
    fn send(&self, request: u32, bytes: &[u8]) {
        let place = loop {
            let head = self.head.load(Ordering::Acquire);
            let reserved = self.tail.lock().unwrap().reserve(&self.ring, head, bytes.len()).unwrap();
            match reserved {
                Some(place) => break place,
                None => thread::yield_now(),
            }
        };
        let entry = Entry { kind: Kind::Post, length: bytes.len(), request, lane: 0 };
        place.commit(&self.ring, entry, bytes);
    }

    /// As `Ring::take`.
    fn take(&self) -> Option<(u32, Vec<u8>)> {
        // Its own word: only the reader stores it.
        let mut at = self.head.load(Ordering::Relaxed);
        let found = loop {
            let found = peek(&self.ring, at, 64).unwrap()?;
            if found.entry.kind != Kind::Skip {
                break found;
            }
            at = found.end;
            self.head.store(at, Ordering::Release);
        };
        let mut bytes = Vec::new();
        found.copy(&self.ring, &mut bytes);
        self.head.store(found.end, Ordering::Release);
        Some((found.entry.request, bytes))
    }

    fn take_all(&self, count: usize) -> Vec<u32> {
        let mut taken = Vec::new();
        while taken.len() < count {
            match self.take() {
                Some((request, bytes)) => {
                    assert!(bytes.iter().all(|&byte| u32::from(byte) == request), "{request}: {bytes:?}");
                    taken.push(request);
                }
                None => thread::yield_now(),
            }
        }
        taken
    }
}

fn model(preemptions: usize, case: impl Fn() + Sync + Send + 'static) {
    let mut builder = Builder::new();
    builder.preemption_bound = Some(preemptions);
    builder.check(case);
}

#[test]
fn entries_of_two_writers_are_read_whole() {
    model(3, || {
        let shared = Shared::new(4);
        let writers: Vec<_> = [1, 2]
            .map(|request| {
                let shared = shared.clone();
                thread::spawn(move || shared.send(request, &[request as u8; 9]))
            })
            .into();
        let mut taken = shared.take_all(2);
        taken.sort();
        assert_eq!(taken, [1, 2]);
        writers.into_iter().for_each(|writer| writer.join().unwrap());
    });
}

fn wraps(lengths: &'static [usize]) {
    model(2, move || {
        let shared = Shared::new(4);
        let writer = {
            let shared = shared.clone();
            thread::spawn(move || {
                for (request, &length) in (1..).zip(lengths) {
                    shared.send(request, &vec![request as u8; length]);
                }
            })
        };
        assert!(shared.take_all(lengths.len()).into_iter().eq(1..=lengths.len() as u32));
        writer.join().unwrap();
    });
}

#[test]
fn a_ring_with_a_rest_that_is_skipped_wraps_without_losing_or_repeating() {
    // One line, two, two: the last line is skipped by the third, which begins where the first was.
    wraps(&[8, 56, 56]);
}

#[test]
fn a_full_ring_wraps_without_losing_or_repeating() {
    wraps(&[8, 8, 8, 8, 8]);
}

/// A thing to sleep on, as a futex: who sleeps looks at the word again under the lock of who wakes.
#[derive(Default)]
struct Bed {
    lock: Mutex<u32>,
    woken: Condvar,
}

impl Bed {
    fn wake(&self) {
        *self.lock.lock().unwrap() += 1;
        self.woken.notify_one();
    }

    fn sleep(&self, rings: u32) {
        let mut lock = self.lock.lock().unwrap();
        while *lock == rings {
            lock = self.woken.wait(lock).unwrap();
        }
    }
}

#[test]
fn a_reader_that_goes_to_sleep_misses_nothing() {
    model(3, || {
        let shared = Shared::new(4);
        let attended = Arc::new(AtomicU64::new(1));
        let bell = Arc::new(Bed::default());
        let writer = {
            let (shared, attended, bell) = (shared.clone(), attended.clone(), bell.clone());
            thread::spawn(move || {
                shared.send(1, &[1]);
                // As `Ring::wake_if_asleep`.
                fence(Ordering::SeqCst);
                if attended.load(Ordering::Relaxed) == 0 {
                    bell.wake();
                }
            })
        };
        // As `Ring::idle`: were the bell not rung for what this does not see, it would sleep for ever.
        attended.store(0, Ordering::Relaxed);
        fence(Ordering::SeqCst);
        if !is_there(&shared.ring, 0) {
            bell.sleep(0);
        }
        assert_eq!(shared.take_all(1), [1]);
        writer.join().unwrap();
    });
}

#[test]
fn a_reader_that_dozes_is_woken_by_one_of_two_writers() {
    model(3, || {
        let shared = Shared::new(4);
        // As the attendance word: 2 while it dozes, an odd number while it looks.
        let (attended, rung) = (Arc::new(AtomicU64::new(1)), Arc::new(AtomicU64::new(0)));
        let bed = Arc::new(Bed::default());
        let writers: Vec<_> = [1, 2]
            .map(|request| {
                let (shared, attended) = (shared.clone(), attended.clone());
                let (rung, bed) = (rung.clone(), bed.clone());
                thread::spawn(move || {
                    shared.send(request, &[request as u8]);
                    // As `Ring::wake_if_asleep`: only the first that finds a value wakes.
                    fence(Ordering::SeqCst);
                    let said = attended.load(Ordering::Relaxed);
                    if said == 2 && rung.swap(said, Ordering::Relaxed) != said {
                        bed.wake();
                    }
                })
            })
            .into();
        // As `Ring::doze`, and what follows it.
        attended.store(2, Ordering::Relaxed);
        fence(Ordering::SeqCst);
        if !is_there(&shared.ring, 0) {
            bed.sleep(0);
        }
        attended.store(3, Ordering::Relaxed);
        fence(Ordering::SeqCst);
        let mut taken = shared.take_all(2);
        taken.sort();
        assert_eq!(taken, [1, 2]);
        writers.into_iter().for_each(|writer| writer.join().unwrap());
    });
}

#[test]
fn a_caller_that_goes_to_sleep_gets_its_answer() {
    model(3, || {
        let (status, payload, how) =
            (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let futex = Arc::new(Bed::default());
        let server = {
            let (status, payload, how, futex) = (status.clone(), payload.clone(), how.clone(), futex.clone());
            thread::spawn(move || {
                // As `Ring::answer`.
                payload.store(42, Ordering::Relaxed);
                status.store(1, Ordering::Release);
                fence(Ordering::SeqCst);
                if how.load(Ordering::Relaxed) == 1 {
                    futex.wake();
                }
            })
        };
        // As `Ring::sleep_on`.
        how.store(1, Ordering::Relaxed);
        fence(Ordering::SeqCst);
        if status.load(Ordering::Acquire) == 0 {
            futex.sleep(0);
        }
        assert_eq!((status.load(Ordering::Acquire), payload.load(Ordering::Relaxed)), (1, 42));
        server.join().unwrap();
    });
}

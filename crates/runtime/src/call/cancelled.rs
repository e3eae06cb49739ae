//! The server's side of giving calls up (`cancel.rs` is the caller's).
//!
//! A caller that has given up reads no answer, so nobody would release what the answer carries: references, and loans of
//! arrays. While the method runs, a flag keeps such things out of the answer. When the answer has left, what it carries is
//! noted until the caller's thread is known to have read it, by its next such call, or to have given up.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use oxcom_link::{Link, LinkId};
use windows_core::GUID;

use super::pointers::Written;
use crate::apartment::Apartment;
use crate::extension;

/// The extension of ORPCTHIS that names a call that can be given up: its number, and that of the outermost call that its
/// thread waits for; 8 bytes each, little-endian.
pub(super) const EXTENSION: GUID = extension::CANCELLABLE;

/// As many calls are remembered that were given up before they came.
const EARLY: usize = 64;
/// As many answers of one link are remembered. What the oldest carries goes with the link at the latest.
const ANSWERS: usize = 256;

/// A call, by who makes it.
type Key = (LinkId, u64);

/// Calls that can be given up.
#[derive(Default)]
struct Calls {
    running: HashMap<Key, Running>,
    /// Cancelled before they were here, or given up (true): the last few.
    early: VecDeque<(Key, bool)>,
    /// What answers carry that have left.
    answers: HashMap<LinkId, VecDeque<Answer>>,
}

impl Calls {
    /// A call is not here yet, or not any more.
    fn note_early(&mut self, key: Key, given_up: bool) {
        if self.early.len() == EARLY {
            self.early.pop_front();
        }
        self.early.push_back((key, given_up));
    }

    /// Whether a call that comes has been cancelled before, and whether it has been given up.
    fn take_early(&mut self, key: Key) -> (bool, bool) {
        let noted = |given_up| self.early.contains(&(key, given_up));
        let (cancelled, given_up) = (noted(false), noted(true));
        if cancelled || given_up {
            self.early.retain(|(early, _)| *early != key);
        }
        (cancelled || given_up, given_up)
    }
}

struct Running {
    /// Set when the caller has cancelled. Read in any order: nothing else depends on it.
    flag: Arc<AtomicBool>,
    /// The caller will not read the answer.
    given_up: bool,
}

/// An answer that carries more than bytes.
struct Answer {
    number: u64,
    /// The thread that called, by the caller's own word.
    thread: u32,
    carries: Written,
    apartment: Arc<Apartment>,
}

/// Guarded by its lock, never held while calling out.
static CALLS: LazyLock<Mutex<Calls>> = LazyLock::new(Mutex::default);

fn calls() -> MutexGuard<'static, Calls> {
    CALLS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A call that can be given up, while this process has to do with it.
pub(super) struct Cancellable {
    key: Key,
    thread: u32,
    /// Set when the caller has cancelled.
    pub(super) flag: Arc<AtomicBool>,
}

impl Cancellable {
    /// `name` is the data of the extension.
    pub(super) fn new(link: &Arc<dyn Link>, thread: u32, name: &[u8]) -> Option<Self> {
        let name = u128::from_le_bytes(name.try_into().ok()?);
        let (key, outermost) = ((link.id(), name as u64), (name >> 64) as u64);
        let mut calls = calls();
        if let Some(answers) = calls.answers.get_mut(&link.id()) {
            answers.retain(|answer| answer.thread != thread || answer.number >= outermost);
        }
        let (cancelled, given_up) = calls.take_early(key);
        let flag = Arc::new(AtomicBool::new(cancelled));
        calls.running.insert(key, Running { flag: flag.clone(), given_up });
        Some(Self { key, thread, flag })
    }

    pub(super) fn is_cancelled(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
    }

    /// The answer is ready, and carries something; this thread is in the object's apartment.
    pub(super) fn answered(&self, link: &Arc<dyn Link>, apartment: &Arc<Apartment>, carries: Written) {
        if carries.is_empty() {
            return;
        }
        let unread = {
            let mut calls = calls();
            let given_up = calls.running.remove(&self.key).is_none_or(|call| call.given_up);
            if given_up || !link.is_alive() {
                Some(carries)
            } else {
                let answers = calls.answers.entry(link.id()).or_default();
                if answers.len() == ANSWERS {
                    answers.pop_front();
                }
                let (number, thread) = (self.key.1, self.thread);
                answers.push_back(Answer { number, thread, carries, apartment: apartment.clone() });
                None
            }
        };
        if let Some(unread) = unread {
            unread.take_back(link);
        }
    }
}

impl Drop for Cancellable {
    fn drop(&mut self) {
        calls().running.remove(&self.key);
    }
}

/// A caller wants no answer any more, but reads the one that comes.
pub(crate) fn cancelled_by_peer(link: &Arc<dyn Link>, number: u64) {
    let (key, mut calls) = ((link.id(), number), calls());
    match calls.running.get(&key) {
        Some(call) => call.flag.store(true, Ordering::Relaxed),
        None => calls.note_early(key, false),
    }
}

/// A caller has given a call up, and will not read its answer.
pub(crate) fn given_up_by_peer(link: &Arc<dyn Link>, number: u64) {
    let (key, mut calls) = ((link.id(), number), calls());
    if let Some(call) = calls.running.get_mut(&key) {
        call.given_up = true;
        call.flag.store(true, Ordering::Relaxed);
        return;
    }
    let answers = calls.answers.get_mut(&link.id());
    let answer = answers.and_then(|answers| {
        let place = answers.iter().position(|answer| answer.number == number)?;
        answers.remove(place)
    });
    match answer {
        Some(Answer { carries, apartment, .. }) => {
            drop(calls);
            let link = link.clone();
            apartment.run(move || carries.take_back(&link));
        }
        None => calls.note_early(key, true),
    }
}

/// A peer has gone: nobody wants the answers to its calls, and what they carry has gone with the link.
pub(crate) fn link_closed(link: &Arc<dyn Link>) {
    let mut calls = calls();
    calls.early.retain(|((from, _), _)| *from != link.id());
    let of_link = calls.running.iter().filter(|((from, _), _)| *from == link.id());
    of_link.for_each(|(_, call)| call.flag.store(true, Ordering::Relaxed));
    let gone = calls.answers.remove(&link.id());
    drop(calls);
    drop(gone);
}

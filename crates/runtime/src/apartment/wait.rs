//! Waiting without falling silent: a single-threaded apartment runs its incoming calls meanwhile.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use oxcom_abi::{
    COWAIT_ALERTABLE, COWAIT_DISPATCH_CALLS, COWAIT_DISPATCH_WINDOW_MESSAGES, COWAIT_INPUTAVAILABLE,
    COWAIT_WAITALL, HANDLE,
};
use rustix::event::{EventfdFlags, PollFd, PollFlags, eventfd, poll};
use rustix::time::Timespec;
use windows_core::HRESULT;

use super::{Apartment, Queue, neutral};
use crate::error::{Error, Result, answer};

/// INFINITE of the Win32 API.
const INFINITE: u32 = u32::MAX;

/// Waits until one of the handles is signaled, or all of them (COWAIT_WAITALL), and gives the index of the first that is.
///
/// A handle is a descriptor that can be polled (an eventfd, a pidfd, a timerfd, a socket), and is signaled while it is
/// readable; waiting reads nothing from it. A thread of a single-threaded apartment runs the calls that arrive meanwhile.
/// `timeout` is in milliseconds; INFINITE waits for ever. COWAIT_ALERTABLE and the flags about windows mean nothing here.
///
/// # Errors
/// RPC_E_NO_SYNC: no handles. RPC_S_CALLPENDING: the time is up. E_INVALIDARG: a null pointer or an unknown flag.
/// E_HANDLE: not an open descriptor.
///
/// # Safety
/// The pointers are null, or `handles` has `count` entries, and `index` is writable.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn CoWaitForMultipleHandles(
    flags: u32,
    timeout: u32,
    count: u32,
    handles: *const HANDLE,
    index: *mut u32,
) -> HRESULT {
    const KNOWN: u32 = COWAIT_WAITALL
        | COWAIT_ALERTABLE
        | COWAIT_INPUTAVAILABLE
        | COWAIT_DISPATCH_CALLS
        | COWAIT_DISPATCH_WINDOW_MESSAGES;
    if index.is_null() || flags & !KNOWN != 0 {
        return answer(Err(Error::InvalidArgument("CoWaitForMultipleHandles: null pointer or unknown flag")));
    }
    if count == 0 {
        return answer(Err(Error::NoSync));
    }
    if handles.is_null() {
        return answer(Err(Error::InvalidArgument("CoWaitForMultipleHandles: null handles")));
    }
    // SAFETY: not null, so `count` entries by contract.
    let handles = unsafe { std::slice::from_raw_parts(handles, count as usize) };
    let deadline = (timeout != INFINITE).then(|| Instant::now() + Duration::from_millis(timeout.into()));
    let found = descriptors(handles)
        .and_then(|handles| wait_for_handles(&handles, flags & COWAIT_WAITALL != 0, deadline));
    // SAFETY: not null, so writable by contract.
    answer(found.map(|first| unsafe { index.write(first as u32) }))
}

fn descriptors(handles: &[HANDLE]) -> Result<Vec<BorrowedFd<'_>>> {
    handles
        .iter()
        .map(|handle| match i32::try_from(handle.0 as isize) {
            // SAFETY: not -1; whether it is open, the poll says.
            Ok(number) if number >= 0 => Ok(unsafe { BorrowedFd::borrow_raw(number) }),
            _ => Err(Error::BadHandle),
        })
        .collect()
}

fn wait_for_handles(handles: &[BorrowedFd<'_>], all: bool, deadline: Option<Instant>) -> Result<usize> {
    let apartment = single_threaded();
    // Those that are signaled already are left out, so that the poll sleeps.
    let mut missing: Vec<usize> = (0..handles.len()).collect();
    loop {
        let mut polled: Vec<_> =
            missing.iter().map(|index| PollFd::from_borrowed_fd(handles[*index], PollFlags::IN)).collect();
        if let Some(queue) = apartment.as_ref().and_then(|apartment| apartment.queue()) {
            polled.push(PollFd::new(queue, PollFlags::IN));
        }
        if !poll_until(&mut polled, deadline)? {
            return Err(Error::CallPending);
        }
        let (of_handles, of_queue) = polled.split_at(missing.len());
        if of_handles.iter().any(|one| one.revents().contains(PollFlags::NVAL)) {
            return Err(Error::BadHandle);
        }
        let calls = of_queue.iter().any(|one| !one.revents().is_empty());
        let signaled: Vec<bool> = of_handles.iter().map(|one| !one.revents().is_empty()).collect();
        match signaled.iter().position(|signaled| *signaled) {
            Some(first) if !all => return Ok(missing[first]),
            Some(_) => {
                let mut signaled = signaled.into_iter();
                missing.retain(|_| !signaled.next().unwrap_or(false));
                if missing.is_empty() {
                    if all_signaled(handles)? {
                        return Ok(0);
                    }
                    missing = (0..handles.len()).collect(); // one has been reset meanwhile
                }
            }
            None => {}
        }
        if calls && let Some(apartment) = &apartment {
            apartment.with_queue(Queue::run_one);
        }
    }
}

fn all_signaled(handles: &[BorrowedFd<'_>]) -> Result<bool> {
    let mut polled: Vec<_> =
        handles.iter().map(|handle| PollFd::from_borrowed_fd(*handle, PollFlags::IN)).collect();
    poll_until(&mut polled, Some(Instant::now()))?;
    Ok(polled.iter().all(|one| !one.revents().is_empty()))
}

/// The single-threaded apartment whose thread this is, even while it visits the neutral one.
pub(crate) fn single_threaded() -> Option<Arc<Apartment>> {
    // Of others no reference is taken, not even for a moment: every call comes along here.
    neutral::with_entered(|apartment| apartment.queue().is_some().then(|| apartment.clone()))
}

/// False when the time is up.
fn poll_until(polled: &mut [PollFd<'_>], deadline: Option<Instant>) -> Result<bool> {
    loop {
        let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let left = left.map(|left| Timespec {
            tv_sec: i64::try_from(left.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: left.subsec_nanos().into(),
        });
        match poll(polled, left.as_ref()) {
            Ok(0) => return Ok(false),
            Ok(_) => return Ok(true),
            Err(rustix::io::Errno::INTR) => {}
            Err(source) => return Err(Error::System { what: "waiting", source: source.into() }),
        }
    }
}

/// Sleeps, running incoming calls meanwhile.
pub(crate) fn pause(until: Instant) -> Result<()> {
    let Some(apartment) = single_threaded() else {
        std::thread::sleep(until.saturating_duration_since(Instant::now()));
        return Ok(());
    };
    let Some(queue) = apartment.queue() else { return Ok(()) };
    while poll_until(&mut [PollFd::new(queue, PollFlags::IN)], Some(until))? {
        apartment.with_queue(Queue::run_one);
    }
    Ok(())
}

/// What another thread is going to deliver.
pub(crate) struct Promised<T> {
    shared: Arc<Shared<T>>,
}

/// The other thread's end. Dropped without a value, it says that there will be none.
pub(crate) struct Promise<T> {
    shared: Arc<Shared<T>>,
}

struct Shared<T> {
    /// Guarded by its lock; written before `done`.
    value: Mutex<Option<T>>,
    /// Readable once the promise is kept or broken.
    done: OwnedFd,
}

/// A value to come.
pub(crate) fn promise<T>() -> Result<(Promise<T>, Promised<T>)> {
    let done = eventfd(0, EventfdFlags::CLOEXEC)
        .map_err(|source| Error::System { what: "an eventfd to wait for", source: source.into() })?;
    let shared = Arc::new(Shared { value: Mutex::new(None), done });
    Ok((Promise { shared: shared.clone() }, Promised { shared }))
}

impl<T> Promise<T> {
    pub(crate) fn keep(self, value: T) {
        *self.shared.value.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        let _ = rustix::io::write(&self.shared.done, &1u64.to_ne_bytes()); // cannot fail: the counter is 0
    }
}

impl<T> Promised<T> {
    /// Waits for the value as an outgoing call does.
    ///
    /// # Errors
    /// RPC_E_DISCONNECTED: there will be none.
    pub(crate) fn wait(self) -> Result<T> {
        wait_for_handles(&[self.shared.done.as_fd()], false, None)?;
        self.shared.value.lock().unwrap_or_else(PoisonError::into_inner).take().ok_or(Error::Disconnected)
    }
}

/// Does what blocks: here, when nobody waits for this thread; on a thread of its own while this one runs the incoming
/// calls of its single-threaded apartment.
pub(crate) fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    if single_threaded().is_none() {
        return Ok(work());
    }
    let (promise, promised) = promise()?;
    std::thread::Builder::new()
        .name("oxcom-aside".into())
        .spawn(move || promise.keep(work()))
        .map_err(|source| Error::System { what: "starting a thread", source })?;
    promised.wait()
}

//! Apartments, as Python threads meet them.
//!
//! Nobody has to initialise anything: the first use starts a thread that keeps the multithreaded apartment, in which every
//! other thread then is, unless it entered a single-threaded one of its own (`oxcom.Apartment("sta")`).

use std::cell::Cell;
use std::collections::HashMap;
use std::ffi::c_void;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use oxcom::abi::extension::{OxcomApartmentDescriptor, OxcomDispatch};
use oxcom::abi::{
    APTTYPE_MTA, CO_E_NOTINITIALIZED, COINIT_APARTMENTTHREADED, COINIT_MULTITHREADED, CoGetApartmentType,
    CoInitializeEx, CoUninitialize, RPC_E_DISCONNECTED, RPC_E_WRONG_THREAD,
};
use pyo3::prelude::*;

use crate::error::{check, failure};
use crate::pointer;

/// Set when the interpreter is about to end; nothing is called from then on. Pairs with the loads in `ensure` and `is_closed`.
static CLOSED: AtomicBool = AtomicBool::new(false);

/// Whether the keeper should end, and whether it has. Guarded by its lock.
static KEEPER: Mutex<Keeper> = Mutex::new(Keeper::Absent);
static KEEPER_CHANGED: Condvar = Condvar::new();

#[derive(Clone, Copy, PartialEq)]
enum Keeper {
    Absent,
    Starting,
    Here,
    Leaving,
    Failed(i32),
}

/// The process that started the keeper: a forked child has the state and no keeper. Relaxed: written before any use.
static PROCESS: AtomicU32 = AtomicU32::new(0);

/// A single-threaded apartment's number; 0 is the multithreaded one. Relaxed: only different numbers are wanted.
static NEXT: AtomicU64 = AtomicU64::new(1);

thread_local! {
    /// The number of this thread's single-threaded apartment.
    static OWN: Cell<u64> = const { Cell::new(0) };
}

/// Pointers that were dropped on a thread that must not release them, by apartment. Guarded by its lock.
static LEFT: Mutex<Option<HashMap<u64, Vec<usize>>>> = Mutex::new(None);
/// How many there are, so that nobody locks in vain. Relaxed: a hint.
static LEFT_COUNT: AtomicUsize = AtomicUsize::new(0);

/// Whether this is a forked child of the process that used COM.
fn is_forked() -> bool {
    let owner = PROCESS.load(Ordering::Relaxed);
    owner != 0 && owner != std::process::id()
}

/// Whether the interpreter is about to end.
pub(crate) fn is_closed() -> bool {
    CLOSED.load(Ordering::Acquire)
}

/// The calling thread's apartment, which it gets if it has none.
///
/// # Errors
/// COMError: CO_E_NOTINITIALIZED when the interpreter is about to end.
pub(crate) fn ensure(py: Python<'_>) -> PyResult<u64> {
    if is_closed() {
        return Err(failure(py, CO_E_NOTINITIALIZED, "the interpreter is about to end: oxcom is closed"));
    }
    if is_forked() {
        let text = "a forked child cannot use its parent's objects, nor COM: start a process of its own";
        return Err(failure(py, RPC_E_DISCONNECTED, text));
    }
    if OWN.get() == 0 {
        py.detach(keep_multithreaded)
            .map_err(|code| crate::error::com_error(py, code, Default::default()))?;
    }
    let current = current();
    if current != 0 && LEFT_COUNT.load(Ordering::Relaxed) > 0 {
        py.detach(|| release_left(current));
    }
    Ok(current)
}

/// Where the calling thread is.
pub(crate) fn current() -> u64 {
    let (mut kind, mut qualifier) = (0, 0);
    // SAFETY: writable integers.
    let known = unsafe { CoGetApartmentType(&mut kind, &mut qualifier) };
    if known.is_err() || kind == APTTYPE_MTA {
        return 0;
    }
    if OWN.get() == 0 {
        OWN.set(NEXT.fetch_add(1, Ordering::Relaxed)); // a host has put the thread there
    }
    OWN.get()
}

/// Starts the keeper, and waits until it is there.
fn keep_multithreaded() -> Result<(), windows_core::HRESULT> {
    let mut state = KEEPER.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        match *state {
            Keeper::Here => return Ok(()),
            Keeper::Failed(code) => return Err(windows_core::HRESULT(code)),
            Keeper::Leaving => return Err(CO_E_NOTINITIALIZED),
            Keeper::Absent => {
                *state = Keeper::Starting;
                PROCESS.store(std::process::id(), Ordering::Relaxed);
                let started = std::thread::Builder::new().name("oxcom-apartment".into()).spawn(keeper);
                if started.is_err() {
                    *state = Keeper::Absent;
                    return Err(oxcom::abi::E_OUTOFMEMORY);
                }
            }
            Keeper::Starting => {
                state = KEEPER_CHANGED.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }
}

fn keeper() {
    // SAFETY: a call without preconditions, undone below on the same thread.
    let code = unsafe { CoInitializeEx(None, COINIT_MULTITHREADED as u32) };
    let mut state = KEEPER.lock().unwrap_or_else(PoisonError::into_inner);
    *state = if code.is_ok() { Keeper::Here } else { Keeper::Failed(code.0) };
    KEEPER_CHANGED.notify_all();
    while *state == Keeper::Here {
        state = KEEPER_CHANGED.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
    drop(state);
    if code.is_ok() {
        // SAFETY: undoes the call above.
        unsafe { CoUninitialize() };
    }
    *KEEPER.lock().unwrap_or_else(PoisonError::into_inner) = Keeper::Absent;
    KEEPER_CHANGED.notify_all();
}

/// Before the interpreter ends: releases every pointer that is left, and leaves the multithreaded apartment.
#[pyfunction]
pub(crate) fn close(py: Python<'_>) {
    if is_forked() {
        CLOSED.store(true, Ordering::Release); // what there is belongs to the parent
        return;
    }
    pointer::release_all(py);
    CLOSED.store(true, Ordering::Release);
    py.detach(|| {
        let mut state = KEEPER.lock().unwrap_or_else(PoisonError::into_inner);
        if *state == Keeper::Here {
            *state = Keeper::Leaving;
            KEEPER_CHANGED.notify_all();
        }
        while *state == Keeper::Leaving {
            state = KEEPER_CHANGED.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    });
}

/// Enters an apartment: a single-threaded one of the thread's own, or the multithreaded one.
#[pyfunction]
pub(crate) fn enter_apartment(py: Python<'_>, single_threaded: bool) -> PyResult<()> {
    if is_closed() {
        return Err(failure(py, CO_E_NOTINITIALIZED, "the interpreter is about to end: oxcom is closed"));
    }
    let kind = if single_threaded { COINIT_APARTMENTTHREADED } else { COINIT_MULTITHREADED };
    // SAFETY: a call without preconditions.
    check(py, py.detach(|| unsafe { CoInitializeEx(None, kind as u32) }))?;
    if single_threaded && OWN.get() == 0 {
        OWN.set(NEXT.fetch_add(1, Ordering::Relaxed));
    }
    Ok(())
}

/// Undoes `enter_apartment`, on the same thread.
#[pyfunction]
pub(crate) fn leave_apartment(py: Python<'_>) {
    let own = OWN.get();
    py.detach(|| {
        if own != 0 {
            release_left(own);
        }
        // SAFETY: undoes a call of `enter_apartment`: Python's side of the package sees to it.
        unsafe { CoUninitialize() };
    });
    let (mut kind, mut qualifier) = (0, 0);
    // SAFETY: writable integers.
    if unsafe { CoGetApartmentType(&mut kind, &mut qualifier) }.is_err() || kind == APTTYPE_MTA {
        OWN.set(0);
    }
}

/// `"sta"`, `"mta"`, or None where the thread is in no apartment.
#[pyfunction]
pub(crate) fn apartment_type() -> Option<&'static str> {
    let (mut kind, mut qualifier) = (0, 0);
    // SAFETY: writable integers.
    let known = unsafe { CoGetApartmentType(&mut kind, &mut qualifier) }.is_ok();
    known.then_some(if kind == APTTYPE_MTA { "mta" } else { "sta" })
}

/// The descriptor that is readable while calls wait for this thread's single-threaded apartment.
#[pyfunction]
pub(crate) fn apartment_descriptor(py: Python<'_>) -> PyResult<i32> {
    let mut descriptor = -1;
    // SAFETY: a writable integer.
    check(py, unsafe { OxcomApartmentDescriptor(&mut descriptor) })?;
    Ok(descriptor)
}

/// Runs the calls that wait for this thread; says whether there were any.
#[pyfunction]
pub(crate) fn dispatch_calls(py: Python<'_>) -> PyResult<bool> {
    // SAFETY: a call without preconditions.
    let code = py.detach(|| unsafe { OxcomDispatch() });
    check(py, code)?;
    Ok(code == oxcom::abi::S_OK)
}

/// Refuses the use of a pointer in another apartment than its own.
pub(crate) fn check_home(py: Python<'_>, home: u64, here: u64) -> PyResult<()> {
    if home == here {
        return Ok(());
    }
    let text = "the pointer belongs to another apartment: hand it over with oxcom.AgileReference";
    Err(failure(py, RPC_E_WRONG_THREAD, text))
}

/// Releases a pointer of an apartment: here, if this thread may, else when that apartment's thread is at it.
///
/// # Safety
/// `pointer` is a reference that the caller owns and gives up.
pub(crate) unsafe fn release_in(home: u64, pointer: *mut c_void) {
    if is_forked() {
        return; // the parent's
    }
    if home != 0 && home != current() {
        let mut left = LEFT.lock().unwrap_or_else(PoisonError::into_inner);
        left.get_or_insert_default().entry(home).or_default().push(pointer.expose_provenance());
        LEFT_COUNT.fetch_add(1, Ordering::Relaxed);
        return;
    }
    // SAFETY: the caller's promise.
    unsafe { crate::pointer::release(pointer) };
}

fn release_left(home: u64) {
    let left =
        LEFT.lock().unwrap_or_else(PoisonError::into_inner).as_mut().and_then(|left| left.remove(&home));
    for pointer in left.unwrap_or_default() {
        LEFT_COUNT.fetch_sub(1, Ordering::Relaxed);
        // SAFETY: a reference that `release_in` got; this is its apartment.
        unsafe { crate::pointer::release(std::ptr::with_exposed_provenance_mut(pointer)) };
    }
}

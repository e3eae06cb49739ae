//! What is called: the server's side.

use std::sync::atomic::{AtomicI32, AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};

use oxcom::abi::{SAFEARRAY, SafeArrayCreateVector, VARTYPE, VT_UI1};
use oxcom::{Apartment, Factory, FrozenArray, Ref, Server, ServerLock, implement};

use crate::error::Result;
use crate::frames::{FRAMES, paint};
use crate::interfaces::{IBench, IBench_Impl, ICounter, ICounter_Impl, Message, Usage};
use crate::machine::{Role, place, used};
use crate::{CLSID_BENCH, Placement};

/// Serves the class until the last client has gone.
///
/// # Errors
/// The placement is not possible; see `CoRegisterClassObject`.
pub fn serve(placement: Placement) -> Result<()> {
    place(placement, Role::Server)?;
    let _apartment = Apartment::multithreaded()?;
    crate::run::register(placement)?;
    Ok(Server::new().class(CLSID_BENCH, Factory::new(|| Ok(IBench::from(Bench::new()).into()))).run()?)
}

/// The object whose methods are timed.
#[implement(IBench)]
struct Bench {
    posted: AtomicU64,
    /// Painted when they are first asked for.
    frames: [OnceLock<FrozenArray<u8>>; FRAMES.len()],
    /// Objects that are exported and never called, as streams.
    crowd: Mutex<Vec<ICounter>>,
    _lock: ServerLock,
}

impl Bench {
    fn new() -> Self {
        Self {
            posted: AtomicU64::new(0),
            frames: Default::default(),
            crowd: Mutex::default(),
            _lock: ServerLock::new(),
        }
    }
}

/// An array of a frame's size, painted.
pub(crate) fn painted(frame: u32) -> oxcom::Result<*mut SAFEARRAY> {
    let length = *FRAMES.get(frame as usize).ok_or(oxcom::abi::E_INVALIDARG)?;
    // SAFETY: an array of so many bytes, which nobody else knows yet.
    unsafe {
        let array = SafeArrayCreateVector(VARTYPE(VT_UI1 as u16), 0, length as u32);
        if array.is_null() {
            return Err(oxcom::abi::E_OUTOFMEMORY.into());
        }
        paint(std::slice::from_raw_parts_mut((*array).pvData.cast(), length));
        Ok(array)
    }
}

impl IBench_Impl for Bench_Impl {
    fn Add(&self, a: i32, b: i32) -> oxcom::Result<i32> {
        Ok(a.wrapping_add(b))
    }

    fn Frozen(&self, frame: u32) -> oxcom::Result<*mut SAFEARRAY> {
        let kept = self.frames.get(frame as usize).ok_or(oxcom::abi::E_INVALIDARG)?;
        if kept.get().is_none() {
            // SAFETY: a new array that nobody else owns.
            let frozen = unsafe { FrozenArray::freeze(painted(frame)?) }?;
            let _ = kept.set(frozen); // a client that was as fast has set the same
        }
        kept.get().ok_or(oxcom::abi::E_UNEXPECTED)?.share()
    }

    fn Fresh(&self, frame: u32) -> oxcom::Result<*mut SAFEARRAY> {
        painted(frame)
    }

    fn Post(&self, message: *const Message) -> oxcom::Result<()> {
        // SAFETY: an [in] argument is readable.
        let arrived = unsafe { (*message).words[0] };
        // Relaxed: a count that orders nothing; who asks for it asks after the last message.
        self.posted.fetch_add(u64::from(arrived == 0x5a5a_5a5a_5a5a_5a5a), Ordering::Relaxed);
        Ok(())
    }

    fn Posted(&self) -> oxcom::Result<u64> {
        Ok(self.posted.swap(0, Ordering::Relaxed))
    }

    fn Create(&self) -> oxcom::Result<ICounter> {
        Ok(Counter::default().into())
    }

    fn CallBack(&self, counter: Ref<'_, ICounter>, times: u32) -> oxcom::Result<()> {
        let counter = counter.ok()?;
        for _ in 0..times {
            // SAFETY: a call with arguments of its types.
            unsafe { counter.Count(1) }?;
        }
        Ok(())
    }

    fn Take(&self, _: Ref<'_, ICounter>) -> oxcom::Result<()> {
        Ok(())
    }

    fn Export(&self, objects: u32) -> oxcom::Result<()> {
        let mut crowd = self.crowd.lock().unwrap();
        for _ in 0..objects {
            let object = ICounter::from(Counter::default());
            crate::more::keep_exported(&object)?;
            crowd.push(object);
        }
        Ok(())
    }

    fn Used(&self, usage: *mut Usage) -> oxcom::Result<()> {
        // SAFETY: an [out] argument is writable.
        unsafe { usage.write(used()) };
        Ok(())
    }
}

/// The smallest object there is.
#[implement(ICounter)]
#[derive(Default)]
pub(crate) struct Counter {
    total: AtomicI32,
}

impl ICounter_Impl for Counter_Impl {
    fn Count(&self, by: i32) -> oxcom::Result<i32> {
        // Relaxed: a count that orders nothing.
        Ok(self.total.fetch_add(by, Ordering::Relaxed).wrapping_add(by))
    }
}

//! Threads in apartments, and values that stay on them.

use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use oxcom_abi as abi;
use windows_core::HRESULT;

use crate::platform::Event;

type Job<'a> = Box<dyn FnOnce() + Send + 'a>;

/// A thread in an apartment. It runs jobs, and the calls that arrive meanwhile. Clones mean the same thread, which leaves the
/// apartment and ends with the last of them.
#[derive(Clone)]
pub struct Apartment(Arc<Thread>);

struct Thread {
    jobs: Option<mpsc::Sender<Job<'static>>>,
    wake: Arc<Event>,
    thread: Option<JoinHandle<()>>,
}

impl Apartment {
    /// A new single-threaded apartment.
    pub fn sta() -> Self {
        Self::start(Some(abi::COINIT_APARTMENTTHREADED))
    }

    /// A thread in the multithreaded apartment.
    pub fn mta() -> Self {
        Self::start(Some(abi::COINIT_MULTITHREADED))
    }

    /// A thread that has not called CoInitializeEx.
    pub fn none() -> Self {
        Self::start(None)
    }

    fn start(model: Option<i32>) -> Self {
        let wake = Arc::new(Event::new());
        let (jobs, received) = mpsc::channel::<Job<'static>>();
        let (entered, ready) = mpsc::channel();
        let woken = wake.clone();
        let thread = std::thread::spawn(move || {
            if let Some(model) = model {
                initialize(model).ok().expect("a new thread enters its apartment");
            }
            entered.send(()).expect("the starter waits");
            match model {
                Some(abi::COINIT_APARTMENTTHREADED) => serve(&received, &woken),
                _ => received.iter().for_each(|job| job()),
            }
            if model.is_some() {
                uninitialize();
            }
        });
        ready.recv().expect("the thread enters its apartment");
        Self(Arc::new(Thread { jobs: Some(jobs), wake, thread: Some(thread) }))
    }

    /// Runs a job on the thread and waits for it. The caller takes no calls meanwhile.
    pub fn run<R: Send>(&self, job: impl FnOnce() -> R + Send) -> R {
        let (done, result) = mpsc::channel();
        let job: Job<'_> = Box::new(move || drop(done.send(job())));
        // SAFETY: what the job borrows lives until this function returns, which is after the job has run or been dropped:
        // `recv` returns when its sender, which the job owns, is used or gone.
        let job = unsafe { std::mem::transmute::<Job<'_>, Job<'static>>(job) };
        self.post(job);
        result.recv().expect("the job does not panic")
    }

    /// Begins a job on the thread; what it gives is waited for later.
    pub fn begin<R: Send + 'static>(&self, job: impl FnOnce() -> R + Send + 'static) -> mpsc::Receiver<R> {
        let (done, result) = mpsc::channel();
        self.post(Box::new(move || drop(done.send(job()))));
        result
    }

    /// Makes a value that stays on the thread.
    pub fn keep<T>(&self, make: impl FnOnce() -> T + Send) -> Kept<T> {
        Kept { value: Some(self.run(|| Bound(make()))), apartment: self.clone() }
    }

    /// The same for a value that may not come about.
    pub fn try_keep<T>(
        &self,
        make: impl FnOnce() -> windows_core::Result<T> + Send,
    ) -> windows_core::Result<Kept<T>> {
        let value = self.run(|| Bound(make())).0?;
        Ok(Kept { value: Some(Bound(value)), apartment: self.clone() })
    }

    fn post(&self, job: Job<'static>) {
        self.0.jobs.as_ref().expect("taken by drop only").send(job).expect("the thread serves");
        self.0.wake.set();
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.jobs = None;
        self.wake.set();
        drop(self.thread.take().map(JoinHandle::join)); // its panic has said its word
    }
}

/// Waits for jobs as a thread of a single-threaded apartment does: calls are taken meanwhile.
fn serve(jobs: &mpsc::Receiver<Job<'static>>, wake: &Event) {
    loop {
        match jobs.try_recv() {
            Ok(job) => job(),
            Err(mpsc::TryRecvError::Empty) => wake.wait_in_apartment(),
            Err(mpsc::TryRecvError::Disconnected) => return,
        }
    }
}

/// CoInitializeEx.
pub fn initialize(model: i32) -> HRESULT {
    // SAFETY: no preconditions.
    unsafe { abi::CoInitializeEx(None, model as u32) }
}

/// CoUninitialize.
pub fn uninitialize() {
    // SAFETY: no preconditions; superfluous calls are ignored.
    unsafe { abi::CoUninitialize() }
}

/// A value of an apartment: made, used and dropped on its thread.
pub struct Kept<T> {
    apartment: Apartment,
    value: Option<Bound<T>>,
}

struct Bound<T>(T);

// SAFETY: only `Apartment::run` looks inside, on the value's own thread.
unsafe impl<T> Send for Bound<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for Bound<T> {}

impl<T> Kept<T> {
    /// Uses the value on its thread.
    pub fn with<R: Send>(&self, job: impl FnOnce(&T) -> R + Send) -> R {
        let value = self.value.as_ref().expect("taken by drop only");
        self.apartment.run(|| job(&value.0))
    }

    /// Uses the value on another thread than its own: what COM says to that is the operation.
    pub fn abuse<R: Send>(&self, elsewhere: &Apartment, job: impl FnOnce(&T) -> R + Send) -> R {
        let value = self.value.as_ref().expect("taken by drop only");
        elsewhere.run(|| job(&value.0))
    }

    /// Drops the value on its thread.
    pub fn release(self) {}
}

impl<T> Drop for Kept<T> {
    fn drop(&mut self) {
        let value = self.value.take();
        self.apartment.run(move || drop(value));
    }
}

//! A thread with an apartment, which does what it is told to.

use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use oxcom::{Apartment, abi};

type Job = Box<dyn FnOnce() + Send>;

/// A thread in an apartment: it runs jobs, and meanwhile the calls that arrive.
pub struct ApartmentThread {
    jobs: Option<mpsc::Sender<Job>>,
    wake: Arc<OwnedFd>,
    thread: Option<JoinHandle<()>>,
}

impl ApartmentThread {
    pub fn single_threaded() -> Self {
        Self::start(Apartment::single_threaded)
    }

    pub fn multithreaded() -> Self {
        Self::start(Apartment::multithreaded)
    }

    pub fn start(enter: fn() -> oxcom::Result<Apartment>) -> Self {
        // SAFETY: a new descriptor that nobody else owns.
        let wake = Arc::new(unsafe { OwnedFd::from_raw_fd(libc::eventfd(0, libc::EFD_CLOEXEC)) });
        let (jobs, received) = mpsc::channel::<Job>();
        let (entered, ready) = mpsc::channel();
        let woken = wake.clone();
        let thread = std::thread::spawn(move || {
            let _apartment = enter().unwrap();
            entered.send(()).unwrap();
            work(&received, &woken);
        });
        ready.recv().unwrap();
        Self { jobs: Some(jobs), wake, thread: Some(thread) }
    }

    /// Runs a job on the thread and waits for it: only for a caller whose own apartment need not take calls meanwhile.
    pub fn run<R: Send + 'static>(&self, job: impl FnOnce() -> R + Send + 'static) -> R {
        let (done, result) = mpsc::channel();
        self.post(move || drop(done.send(job())));
        result.recv().expect("the job did not panic")
    }

    /// Runs a job on the thread, some time.
    pub fn post(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.as_ref().unwrap().send(Box::new(job)).unwrap();
        self.wake();
    }

    fn wake(&self) {
        // SAFETY: an open eventfd, and 8 bytes.
        unsafe { libc::write(self.wake.as_raw_fd(), 1u64.to_ne_bytes().as_ptr().cast(), 8) };
    }
}

impl Drop for ApartmentThread {
    fn drop(&mut self) {
        self.jobs = None;
        self.wake();
        let ended = self.thread.take().unwrap().join();
        if !std::thread::panicking() {
            ended.unwrap();
        }
    }
}

fn work(jobs: &mpsc::Receiver<Job>, wake: &OwnedFd) {
    let mut apartment = -1; // an entry that poll ignores
    // SAFETY: writable. Of a thread of the multithreaded apartment there is none.
    let single = unsafe { abi::extension::OxcomApartmentDescriptor(&mut apartment) }.is_ok();
    loop {
        let entry = |fd| libc::pollfd { fd, events: libc::POLLIN, revents: 0 };
        let mut polled = [entry(wake.as_raw_fd()), entry(apartment)];
        // SAFETY: two entries.
        unsafe { libc::poll(polled.as_mut_ptr(), 2, -1) };
        if single {
            // SAFETY: no preconditions.
            unsafe { abi::extension::OxcomDispatch() }.unwrap();
        }
        if polled[0].revents != 0 {
            let mut count = [0u8; 8];
            // SAFETY: an open eventfd, and 8 bytes.
            unsafe { libc::read(wake.as_raw_fd(), count.as_mut_ptr().cast(), 8) };
        }
        loop {
            match jobs.try_recv() {
                Ok(job) => job(),
                Err(mpsc::TryRecvError::Empty) => break,
                Err(mpsc::TryRecvError::Disconnected) => return,
            }
        }
    }
}

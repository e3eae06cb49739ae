//! Waiting that ends.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long anything may take before it is held to hang. Not a measure of speed: machines may be slow.
pub const WATCHDOG: Duration = Duration::from_secs(120);

/// Ends the process with an error if it is not dropped within [`WATCHDOG`].
#[must_use = "the watch ends when this is dropped"]
pub struct Limit {
    /// Its loss tells the watching thread that all went well.
    _done: Sender<()>,
}

/// Begins to watch the calling process.
pub fn limit() -> Limit {
    let (done, watched) = channel::<()>();
    std::thread::spawn(move || {
        if watched.recv_timeout(WATCHDOG) == Err(RecvTimeoutError::Timeout) {
            eprintln!("hangs: ended after {WATCHDOG:?}");
            std::process::abort();
        }
    });
    Limit { _done: done }
}

/// Asks again and again until there is an answer, and gives it with the time that it took.
///
/// # Panics
/// There is none within [`WATCHDOG`].
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> (T, Duration) {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return (answer, start.elapsed());
        }
        assert!(start.elapsed() < WATCHDOG, "still waiting for: {what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

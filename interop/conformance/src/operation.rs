//! One operation, one line: `operation: HRESULT what was seen`.

use std::fmt::{Display, Write as _};
use std::io::Write as _;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{OnceLock, mpsc};
use std::time::Duration;

use windows_core::{HRESULT, Result};

/// How long an operation may take before its line says that it hangs.
const WATCHDOG: Duration = Duration::from_secs(60);

/// What an operation's line says when it does not return. The process ends with it; the next one goes on after it.
const HANGS: &str = "hangs";

/// What an operation answered, and what else was seen of it.
pub struct Seen(String);

/// What can be answered: an HRESULT, or the result of a function that gives something besides.
pub trait Answer {
    fn code(&self) -> HRESULT;
}

impl Answer for HRESULT {
    fn code(&self) -> HRESULT {
        *self
    }
}

impl<T> Answer for Result<T> {
    fn code(&self) -> HRESULT {
        self.as_ref().map_or_else(|error| error.code(), |_| HRESULT(0))
    }
}

impl<A: Answer> Answer for &A {
    fn code(&self) -> HRESULT {
        (*self).code()
    }
}

/// Notes the answer.
pub fn seen(answer: impl Answer) -> Seen {
    Seen(code(answer.code()))
}

/// Notes that the function answers no HRESULT.
pub fn no_code() -> Seen {
    Seen("-".into())
}

impl Seen {
    /// Notes something besides the answer: the same text at each run.
    pub fn and(mut self, name: &str, value: impl Display) -> Self {
        let _ = write!(self.0, " {name}={value}"); // a String takes everything
        self
    }

    /// Notes what another function answered.
    pub fn then(self, name: &str, answer: impl Answer) -> Self {
        self.and(name, code(answer.code()))
    }
}

/// The value, or the HRESULT in its place.
pub fn or_code<T: Display>(result: Result<T>) -> String {
    result.map_or_else(|error| code(error.code()), |value| value.to_string())
}

fn code(hresult: HRESULT) -> String {
    format!("{:08x}", hresult.0)
}

/// How many operations have been named so far.
static NAMED: AtomicUsize = AtomicUsize::new(0);

/// Which operations this process performs, by number. Set before the first.
static CHOSEN: OnceLock<Range<usize>> = OnceLock::new();

/// Chooses the operations that this process performs.
pub fn choose(numbers: Range<usize>) {
    let _ = CHOSEN.set(numbers); // it is done once
}

/// Performs an operation on a thread of its own, which is in no apartment, and prints its line.
///
/// An error of the closure is that of a step before what the operation is about.
pub fn operation<F>(name: &str, perform: F)
where
    F: FnOnce() -> Result<Seen> + Send + 'static,
{
    let number = NAMED.fetch_add(1, Ordering::Relaxed);
    if !CHOSEN.get().is_some_and(|chosen| chosen.contains(&number)) {
        return;
    }
    print!("{name}: ");
    let _ = std::io::stdout().flush(); // the name must be out when the operation ends the process
    let (done, outcome) = mpsc::channel();
    let thread = std::thread::spawn(move || drop(done.send(perform())));
    match outcome.recv_timeout(WATCHDOG) {
        Ok(Ok(seen)) => println!("{}", seen.0),
        Ok(Err(error)) => {
            // Not in the line: what a call answers whose object's thread has crashed is a matter of chance.
            eprintln!("{name}: not reached: {error}");
            println!("not reached");
        }
        Err(mpsc::RecvTimeoutError::Disconnected) => println!("panics"),
        Err(mpsc::RecvTimeoutError::Timeout) => {
            println!("{HANGS}");
            std::process::exit(1);
        }
    }
    // The thread's end belongs to the operation: what it leaves behind must not reach the next one.
    drop(thread.join());
}

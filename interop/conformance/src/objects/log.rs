//! What operations see of objects that other threads use: whether they live, and what they were asked.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Whether an object lives. The object owns one, which is over when it is dropped; copies look at it.
#[derive(Default)]
pub struct Life(Arc<AtomicBool>);

impl Life {
    /// A copy to look at.
    pub fn watch(&self) -> Watch {
        Watch(self.0.clone())
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Looks at a [`Life`].
#[derive(Clone)]
pub struct Watch(Arc<AtomicBool>);

impl Watch {
    /// Whether the object is alive.
    pub fn alive(&self) -> bool {
        !self.0.load(Ordering::SeqCst)
    }

    /// Whether the object stays alive, now that it should go: its release may be under way for a moment.
    pub fn stays(&self) -> bool {
        let patience = Instant::now() + Duration::from_secs(2);
        while self.alive() && Instant::now() < patience {
            std::thread::sleep(Duration::from_millis(1));
        }
        self.alive()
    }
}

/// What an object was asked, in order.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub fn note(&self, what: impl Into<String>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(what.into());
    }

    /// What has been noted since the last time, when something should be: it may be under way for a moment.
    pub fn await_note(&self) -> String {
        let patience = Instant::now() + Duration::from_secs(2);
        loop {
            let noted = self.take();
            if noted != "[]" || Instant::now() > patience {
                return noted;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// How many connections were noted as added and as released, once these are equal; and how the last release was.
    pub fn balance(&self) -> String {
        let mut all = Vec::new();
        let patience = Instant::now() + Duration::from_secs(2);
        loop {
            all.append(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
            let added = all.iter().filter(|note| note.starts_with("Add")).count();
            let released = all.len() - added;
            if added == released && added > 0 || Instant::now() > patience {
                return format!("{added},{released},{}", all.last().map_or("", |last| last));
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// What has been noted since the last time.
    pub fn take(&self) -> String {
        let noted = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        format!("[{}]", noted.join(","))
    }
}

impl fmt::Display for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.take())
    }
}

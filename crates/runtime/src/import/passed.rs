//! Proxies that an answer passes on to a third process: kept until the receiver says that it has references of its own.
//!
//! ```text
//!   object's home            this process              receiver
//!        │                        │ ── answer: pointer, number n ──▶ │
//!        │ ◀───────────────────── RemAddRef ────────────────────────  │
//!        │                        │ ◀── taken: n ─────────────────── │
//! ```
//!
//! A caller keeps what it passes in a request until the call ends; a method that has returned keeps nothing by itself. What a
//! receiver does not take goes with its link.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use oxcom_link::{Link, LinkId};

use super::OwnedManager;
use crate::call;
use crate::error::{Error, Result};
use crate::export::rem_unknown_ipid;
use crate::extension::REM_TAKEN;

/// What one receiver has not taken yet, by number.
#[derive(Default)]
struct Passed {
    last: u32,
    kept: HashMap<u32, OwnedManager>,
}

/// By the receiver's link. Guarded by its lock, never held while calling out.
static PASSED: LazyLock<Mutex<HashMap<LinkId, Passed>>> = LazyLock::new(Mutex::default);

fn passed() -> MutexGuard<'static, HashMap<LinkId, Passed>> {
    PASSED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps a proxy for a receiver, and gives the number by which the receiver says "taken": never 0.
///
/// # Errors
/// RPC_E_DISCONNECTED: the receiver has gone.
pub(crate) fn pass_on(link: &Arc<dyn Link>, manager: &OwnedManager) -> Result<u32> {
    let mut passed = passed();
    // `link_closed` comes after the link's death, so that nothing is kept for one that is gone.
    if !link.is_alive() {
        return Err(Error::Disconnected);
    }
    let Passed { last, kept } = passed.entry(link.id()).or_default();
    loop {
        *last = last.wrapping_add(1);
        if *last != 0 && !kept.contains_key(last) {
            kept.insert(*last, manager.clone());
            return Ok(*last);
        }
    }
}

/// A receiver has references of its own, or wants none.
pub(crate) fn taken(link: &Arc<dyn Link>, number: u32) {
    let kept = passed().get_mut(&link.id()).and_then(|passed| passed.kept.remove(&number));
    drop(kept); // outside the lock: it may be the last pointer
}

/// The receiver has gone.
pub(super) fn link_closed(link: &Arc<dyn Link>) {
    let gone = passed().remove(&link.id());
    drop(gone);
}

/// Says "taken" to who passed a proxy on.
pub(crate) fn say_taken(sender: &Arc<dyn Link>, number: u32) {
    let sent = call::post(sender, &rem_unknown_ipid(0), REM_TAKEN, |writer| {
        writer.u32(number);
        Ok(())
    });
    if let Err(error) = sent {
        tracing::trace!(%error, "nobody to tell: the sender is gone");
    }
}

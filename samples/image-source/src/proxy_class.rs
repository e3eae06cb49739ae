//! Whether this machine has the class that reads images in the client.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use image_source_interfaces::CLSID_IMAGE_HANDLE_PROXY;

/// How long an answer holds: a library that is registered while the server runs is used soon after.
const FRESH: Duration = Duration::from_secs(1);

/// Remembers for a second whether the proxy class is registered.
#[derive(Default)]
pub(crate) struct ProxyClass {
    /// The last answer and when it was given. guarded by: its lock
    known: Mutex<Option<(Instant, bool)>>,
}

impl ProxyClass {
    pub(crate) fn is_registered(&self) -> bool {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        match *known {
            Some((asked, answer)) if asked.elapsed() < FRESH => answer,
            _ => {
                let answer = oxcom::program_id(&CLSID_IMAGE_HANDLE_PROXY).is_ok();
                *known = Some((Instant::now(), answer));
                answer
            }
        }
    }
}

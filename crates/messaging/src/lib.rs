//! Messages between processes on one machine: one contract, ten techniques. Which one is said by the address alone.
//!
//! ```text
//! client ── send("text") ──▶ technique of the address ──▶ server ── received(handler)
//! ```
//!
//! ```
//! let server = oxcom_messaging::listen("udp://127.0.0.1:0")?;
//! server.start()?;
//! let client = oxcom_messaging::connect(server.address().as_str())?;
//! client.send("Hello")?;
//! assert_eq!(server.messages().next().unwrap().text(), "Hello");
//! # Ok::<(), oxcom_messaging::Error>(())
//! ```
//!
//! The contract is one-way text. What an `Ok` of [`Client::send`] means is the [`Promise`] of the address; the
//! whole table is [`techniques`]. Each technique is one file under `technique/`; the formats of others are read and written
//! by the modules under [`mod@format`], which do no I/O.

// The tests of this crate are programs too: they bring the runtime that the COM technique calls.
#[cfg(all(test, feature = "com"))]
use oxcom_host as _;

mod address;
mod client;
pub mod command;
mod error;
pub mod format;
mod inbox;
mod message;
mod options;
mod place;
mod server;
mod stop;
mod stream;
mod technique;
mod unix;

pub use address::{Address, NAME_LIMIT};
pub use client::{Client, connect, connect_with};
pub use error::{Error, Result};
pub use inbox::{MessageStream, Messages};
pub use message::Message;
pub use options::{Options, Peers};
pub use server::{Server, listen, listen_with};
pub use technique::{Promise, Technique, techniques};

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Locks. What a panic left behind is used as it is: every critical section here leaves its data whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

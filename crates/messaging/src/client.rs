//! The sending side.

use std::fmt;
use std::sync::Mutex;

use crate::technique::{self, Sender};
use crate::{Address, Error, Options, Result, lock};

/// A client of one address. It can go to another thread, and be shared: sends then take turns.
pub struct Client {
    address: Address,
    limit: usize,
    // guarded by: itself
    sender: Mutex<Box<dyn Sender>>,
}

/// Connects with the default [`Options`].
///
/// # Errors
/// [`Error::Address`], [`Error::NotBuilt`], [`Error::NoServer`] after `connect_timeout`, [`Error::PermissionDenied`],
/// and what the system says.
pub fn connect(address: &str) -> Result<Client> {
    connect_with(address, &Options::default())
}

/// Connects. Techniques whose promise is "stored" need no server; the others wait for one up to `connect_timeout`,
/// but for `udp:`, which has no way to know.
///
/// # Errors
/// As [`connect`].
pub fn connect_with(address: &str, options: &Options) -> Result<Client> {
    let address: Address = address.parse()?;
    let technique = technique::of(&address);
    let sender = technique::connect(&address, options)?;
    let limit = options.max_message.min(technique.limit);
    Ok(Client { address, limit, sender: Mutex::new(sender) })
}

impl Client {
    /// Sends one text. `Ok` means what [`Address::promise`] says, and nothing less.
    ///
    /// # Errors
    /// [`Error::TooLong`] before anything is sent; [`Error::TimedOut`], [`Error::Gone`] and [`Error::Refused`] when the
    /// promise could not be kept: the server may or may not have the message then.
    pub fn send(&self, text: &str) -> Result<()> {
        if text.len() > self.limit {
            return Err(Error::TooLong { length: text.len(), limit: self.limit });
        }
        lock(&self.sender).send(text)
    }

    /// Sends many texts in order; a durable queue stores them in one transaction.
    ///
    /// # Errors
    /// As [`send`](Client::send), for the first text that fails.
    pub fn send_all(&self, texts: &[&str]) -> Result<()> {
        if let Some(text) = texts.iter().find(|text| text.len() > self.limit) {
            return Err(Error::TooLong { length: text.len(), limit: self.limit });
        }
        lock(&self.sender).send_all(texts)
    }

    /// The address it is connected to.
    pub fn address(&self) -> &Address {
        &self.address
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("address", &self.address).finish_non_exhaustive()
    }
}

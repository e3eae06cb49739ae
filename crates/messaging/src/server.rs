//! The receiving side.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use crate::inbox::{Inbox, MessageStream, Messages};
use crate::stop::Stop;
use crate::{Address, Error, Message, Options, Result, lock, technique};

/// A server of one address: made stopped, started and stopped any number of times. Dropping it stops it.
pub struct Server {
    address: Address,
    options: Options,
    inbox: Arc<Inbox>,
    // guarded by: itself
    running: Mutex<Option<Running>>,
}

struct Running {
    stop: Stop,
    address: Address,
    thread: JoinHandle<()>,
}

/// Makes a server with the default [`Options`]; [`Server::start`] claims the endpoint.
///
/// # Errors
/// [`Error::Address`] and [`Error::NotBuilt`].
pub fn listen(address: &str) -> Result<Server> {
    listen_with(address, &Options::default())
}

/// Makes a server.
///
/// # Errors
/// As [`listen`].
pub fn listen_with(address: &str, options: &Options) -> Result<Server> {
    let address: Address = address.parse()?;
    technique::check_built(&address)?;
    let inbox = Arc::new(Inbox::new(options.queue_depth));
    Ok(Server { address, options: options.clone(), inbox, running: Mutex::new(None) })
}

impl Server {
    /// Claims the endpoint and starts to receive. When it returns, a client can connect. A started server stays as it is.
    ///
    /// # Errors
    /// [`Error::Taken`], [`Error::PermissionDenied`], and what the system says.
    pub fn start(&self) -> Result<()> {
        let mut running = lock(&self.running);
        if running.as_ref().is_some_and(|running| !running.thread.is_finished()) {
            return Ok(());
        }
        let stop = Stop::new().map_err(|error| Error::io("making an event", error))?;
        let receiver = technique::open(&self.address, &self.options)?;
        let address = receiver.address().unwrap_or_else(|| self.address.clone());
        self.inbox.open();
        let inbox = self.inbox.clone();
        let order = stop.clone();
        let receive = move || {
            if let Err(error) = receiver.run(&inbox, &order) {
                inbox.fail(&error);
            }
            inbox.close();
        };
        let thread = std::thread::Builder::new()
            .name(format!("{}-server", self.address.scheme()))
            .spawn(receive)
            .map_err(|error| Error::io("starting a thread", error))?;
        *running = Some(Running { stop, address, thread });
        Ok(())
    }

    /// Stops: no handler runs when it returns, and the endpoint is free. Called from within a handler it only gives
    /// the order; the endpoint is free soon after the handler has returned.
    pub fn stop(&self) {
        let Some(running) = lock(&self.running).take() else { return };
        running.stop.signal();
        self.inbox.close();
        if !self.inbox.is_delivering_here() {
            // A panic of the thread itself was reported by its hook; there is nothing left to stop.
            let _ = running.thread.join();
        }
    }

    /// Whether it is started and still receives.
    pub fn is_running(&self) -> bool {
        lock(&self.running).as_ref().is_some_and(|running| !running.thread.is_finished())
    }

    /// Adds a handler. Handlers get every message, in order, one at a time, on a thread of the server; while there is
    /// one, nothing goes to the iterator and the stream. A handler must not add handlers.
    pub fn received(&self, handler: impl FnMut(&Message) + Send + 'static) {
        self.inbox.add_handler(Box::new(handler));
    }

    /// Adds a handler for what could not be received: hostile bytes, half messages, strangers.
    pub fn failed(&self, handler: impl FnMut(&Error) + Send + 'static) {
        self.inbox.add_fault_handler(Box::new(handler));
    }

    /// The received messages as an iterator.
    pub fn messages(&self) -> Messages {
        Messages { inbox: self.inbox.clone() }
    }

    /// The received messages as an asynchronous stream.
    pub fn stream(&self) -> MessageStream {
        MessageStream { inbox: self.inbox.clone() }
    }

    /// The address; of a running server with the port that the kernel chose for port 0.
    pub fn address(&self) -> Address {
        lock(&self.running).as_ref().map_or_else(|| self.address.clone(), |running| running.address.clone())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).field("running", &self.is_running()).finish()
    }
}

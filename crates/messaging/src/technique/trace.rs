//! `trace:Provider`: .NET's EventPipe, the way events of an EventSource leave a process on Linux.
//!
//! ```text
//! sender:   a socket `dotnet-diagnostic-PID-KEY-socket`, as every .NET process has ◀── Collect(Provider) ── listener
//!                                                       ── Done, nettrace stream: an event a text ──▶
//! ```
//!
//! A server listens to every .NET process of this user, and to our senders, that run or come later: it asks each for the
//! events of the provider and takes those that carry one string. A client is such a process for any listener of
//! EventPipe; it has the text of one event, `Data(text)`. `connect` and `send` wait for at least one listener.

use std::collections::HashSet;
use std::fs::File;
use std::io::Write;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{JoinHandle, Scope};
use std::time::{Duration, Instant};

use rustix::event::PollFlags;
use rustix::fs::inotify;
use rustix::time::{ClockId, clock_gettime};

use super::{Receiver, Sender};
use crate::format::diagnostics::Command;
use crate::format::nettrace::{Decoder, Encoder, Piece};
use crate::inbox::Inbox;
use crate::stop::{Stop, Wait, wait};
use crate::stream::{Accept, Connection, accept_loop, receive};
use crate::unix::{self, UnixEndpoint};
use crate::{Address, Error, Options, Result, lock, place};

/// The longest text in bytes; an event of EventPipe has at most 64 kB, and UTF-16 takes two for one.
pub(super) const LIMIT: usize = 32_000;

/// How long a new process is given until its socket answers, and an ending one to hand over its last events.
const GRACE: Duration = Duration::from_secs(1);
/// The answer to commands that are not about events: unknown command.
const UNKNOWN_COMMAND: u32 = 0x8013_1385;

struct TraceSender {
    provider: Arc<Provider>,
    stop: Stop,
    port: Option<JoinHandle<()>>,
    address: Address,
    options: Options,
}

/// A provider of events in this process: who listens to it.
struct Provider {
    name: String,
    // guarded by: itself; `attached` goes with it
    sessions: Mutex<Vec<Session>>,
    attached: Condvar,
}

struct Session {
    number: u64,
    connection: Connection,
    encoder: Encoder,
}

pub(super) fn connect(provider: &str, address: &Address, options: &Options) -> Result<Box<dyn Sender>> {
    static KEY: AtomicU64 = AtomicU64::new(0);
    // The key tells sockets of one process apart; no other memory hangs on it.
    let key = now() / 1_000_000 + KEY.fetch_add(1, Ordering::Relaxed);
    let name = format!("dotnet-diagnostic-{}-{key}-socket", std::process::id());
    let endpoint = UnixEndpoint::claim(place::temporary().join(name), address, options)?;
    let stop = Stop::new().map_err(|error| Error::io("making an event", error))?;
    let (sessions, attached) = (Mutex::default(), Condvar::new());
    let provider = Arc::new(Provider { name: provider.to_owned(), sessions, attached });
    let port = std::thread::Builder::new().name("trace-port".to_owned()).spawn({
        let (provider, stop, options) = (provider.clone(), stop.clone(), options.clone());
        move || provider.serve(&endpoint, &stop, &options)
    });
    let port = Some(port.map_err(|error| Error::io("starting a thread", error))?);
    let sender = TraceSender { provider, stop, port, address: address.clone(), options: options.clone() };
    drop(sender.sessions()?);
    Ok(Box::new(sender))
}

impl TraceSender {
    /// The sessions, as soon as there is one.
    fn sessions(&self) -> Result<std::sync::MutexGuard<'_, Vec<Session>>> {
        let sessions = lock(&self.provider.sessions);
        let patience = self.options.connect_timeout;
        let waited = self.provider.attached.wait_timeout_while(sessions, patience, |all| all.is_empty());
        let (sessions, _) = waited.unwrap_or_else(std::sync::PoisonError::into_inner);
        if sessions.is_empty() {
            return Err(Error::NoServer { address: self.address.to_string() });
        }
        Ok(sessions)
    }
}

impl Sender for TraceSender {
    fn send(&mut self, text: &str) -> Result<()> {
        let thread = u64::from(std::process::id());
        loop {
            let mut sessions = self.sessions()?;
            let mut failed = None;
            sessions.retain_mut(|session| {
                session.connection.arm();
                let event = session.encoder.event(text, now(), thread);
                let written = session.connection.write_all(&event);
                written.map_err(|error| failed = Some(Error::io("writing an event", error))).is_ok()
            });
            match failed {
                // Who has gone listens no more; if it was the last, another may come.
                Some(Error::Gone { .. }) | None if !sessions.is_empty() => return Ok(()),
                Some(Error::Gone { .. }) | None => {}
                Some(error) => return Err(error),
            }
        }
    }
}

impl Drop for TraceSender {
    fn drop(&mut self) {
        self.stop.signal();
        if let Some(port) = self.port.take() {
            // A panic of that thread was reported by its hook.
            let _ = port.join();
        }
        for mut session in lock(&self.provider.sessions).drain(..) {
            session.connection.arm_for(GRACE);
            // Who does not read the end sees it.
            let _ = session.connection.write_all(&session.encoder.end());
        }
    }
}

impl Provider {
    /// The diagnostic port of this process.
    fn serve(&self, endpoint: &UnixEndpoint, stop: &Stop, options: &Options) {
        let inbox = Inbox::new(1);
        let admit = |client: &OwnedFd| unix::check_peer(client, options).map(|_process| ());
        let listened = unix::duplicate(endpoint.listener()).and_then(|listener| {
            let accept = Accept { listener, inbox: &inbox, stop, options };
            accept_loop(&accept, admit, |connection, ()| self.answer(connection))
        });
        if let Err(error) = listened {
            tracing::warn!(%error, "the diagnostic port has ended");
        }
    }

    fn answer(&self, mut connection: Connection) -> Result<()> {
        connection.arm();
        let command = receive(&mut connection, &mut Vec::new(), Command::read)?;
        let say = |connection: &mut Connection, answer: Command| {
            connection.write_all(&answer.write()).map_err(|error| Error::io("answering", error))
        };
        match command {
            None => Ok(()),
            Some(Command::Collect(wanted)) => {
                let ours = wanted.iter().any(|name| name.eq_ignore_ascii_case(&self.name));
                let mut sessions = lock(&self.sessions);
                let number = now();
                say(&mut connection, Command::Done(number))?;
                let mut encoder = Encoder::new(std::process::id());
                let beginning = encoder.begin(&self.name, now());
                connection.write_all(&beginning).map_err(|error| Error::io("beginning a stream", error))?;
                if ours {
                    sessions.push(Session { number, connection: connection.for_sends(), encoder });
                    self.attached.notify_all();
                    return Ok(());
                }
                drop(sessions);
                // A listener to others in this process: nothing of ours, until it goes.
                connection.disarm();
                receive(&mut connection, &mut Vec::new(), Command::read).map(|_| ())
            }
            Some(Command::Stop(number)) => {
                let mut sessions = lock(&self.sessions);
                for session in sessions.extract_if(.., |session| session.number == number) {
                    let Session { mut connection, mut encoder, .. } = session;
                    connection.arm_for(GRACE);
                    // Who stopped may not read to the end.
                    let _ = connection.write_all(&encoder.end());
                }
                say(&mut connection, Command::Done(number))
            }
            Some(_) => say(&mut connection, Command::Failed(UNKNOWN_COMMAND)),
        }
    }
}

/// Nanoseconds of the monotonic clock.
fn now() -> u64 {
    let time = clock_gettime(ClockId::Monotonic);
    time.tv_sec.unsigned_abs() * 1_000_000_000 + time.tv_nsec.unsigned_abs()
}

struct TraceReceiver {
    provider: String,
    directory: PathBuf,
    watch: OwnedFd,
    options: Options,
    _claim: File,
}

pub(super) fn open(provider: &str, address: &Address, options: &Options) -> Result<Box<dyn Receiver>> {
    let directory = place::temporary();
    let uid = rustix::process::geteuid().as_raw();
    let claim = unix::claim_file(&directory.join(format!("oxcom-trace-{uid}-{provider}.lock")))?;
    let claim = claim.ok_or_else(|| Error::Taken { address: address.to_string() })?;
    let watch = inotify::init(inotify::CreateFlags::CLOEXEC | inotify::CreateFlags::NONBLOCK)
        .map_err(|error| Error::io("making a watch", error))?;
    inotify::add_watch(&watch, &directory, inotify::WatchFlags::CREATE | inotify::WatchFlags::MOVED_TO)
        .map_err(|error| Error::io("watching for processes", error))?;
    let (provider, options) = (provider.to_owned(), options.clone());
    Ok(Box::new(TraceReceiver { provider, directory, watch, options, _claim: claim }))
}

impl Receiver for TraceReceiver {
    fn run(self: Box<Self>, inbox: &Inbox, stop: &Stop) -> Result<()> {
        let this = &*self;
        let attached = Mutex::new(HashSet::new());
        std::thread::scope(|scope| {
            loop {
                this.attach_all(scope, inbox, stop, &attached)?;
                let waited = wait(&[(this.watch.as_fd(), PollFlags::IN)], Some(stop), None);
                if waited.map_err(|error| Error::io("waiting for processes", error))? == Wait::Stopped {
                    return Ok(());
                }
                let mut buffer = [MaybeUninit::uninit(); 4096];
                let mut events = inotify::Reader::new(&this.watch, &mut buffer);
                while events.next().is_ok() {}
            }
        })
    }
}

impl TraceReceiver {
    /// Attaches to every diagnostic socket that is not attached yet, each on a thread of its own.
    fn attach_all<'scope>(
        &'scope self,
        scope: &'scope Scope<'scope, '_>,
        inbox: &'scope Inbox,
        stop: &'scope Stop,
        attached: &'scope Mutex<HashSet<PathBuf>>,
    ) -> Result<()> {
        let entries = std::fs::read_dir(&self.directory);
        let entries = entries.map_err(|error| Error::io("looking for processes", error))?;
        for entry in entries.flatten() {
            let name = entry.file_name();
            let is_port = name
                .to_str()
                .is_some_and(|name| name.starts_with("dotnet-diagnostic-") && name.ends_with("-socket"));
            if !is_port || !lock(attached).insert(entry.path()) {
                continue;
            }
            let listen = move || {
                let path = entry.path();
                match self.listen(&path, inbox, stop) {
                    // Others' processes, and what dead ones left, are none of ours.
                    Err(Error::NoServer { .. } | Error::PermissionDenied { .. }) | Ok(()) => {}
                    Err(error) => inbox.fail(&error),
                }
                lock(attached).remove(&path);
            };
            let named = std::thread::Builder::new().name("trace-listener".to_owned());
            if let Err(error) = named.spawn_scoped(scope, listen) {
                inbox.fail(&Error::io("starting a thread", error));
            }
        }
        Ok(())
    }

    /// Listens to one process until it ends or the order to stop comes.
    fn listen(&self, path: &Path, inbox: &Inbox, stop: &Stop) -> Result<()> {
        let mut connection = self.attach(path, stop)?;
        connection.arm();
        let collect = Command::Collect(vec![self.provider.clone()]);
        connection.write_all(&collect.write()).map_err(|error| Error::io("asking for events", error))?;
        let mut buffer = Vec::new();
        let session = match receive(&mut connection, &mut buffer, Command::read)? {
            Some(Command::Done(session)) => session,
            Some(Command::Failed(why)) => {
                return Err(Error::Refused { reason: format!("EventPipe said {why:#010x}") });
            }
            _ => return Err(Error::malformed("DOTNET_IPC_V1", "no answer")),
        };
        connection.disarm();
        let mut decoder = Decoder::new(&self.provider);
        match self.read(&mut connection, &mut buffer, &mut decoder, inbox) {
            Err(Error::Stopped) => self.leave(path, session, connection),
            // A process that is killed ends its stream anywhere.
            Err(Error::Gone { .. }) => Ok(()),
            done => done,
        }
    }

    /// Connects; a process makes its socket a moment before it listens there.
    fn attach(&self, path: &Path, stop: &Stop) -> Result<Connection> {
        let deadline = Instant::now() + GRACE;
        loop {
            match UnixStream::connect(path) {
                Ok(stream) => {
                    unix::check_peer(&stream, &self.options)?;
                    return Connection::server(stream, stop, &self.options);
                }
                Err(error) if error.kind() != std::io::ErrorKind::ConnectionRefused => {
                    return Err(Error::NoServer { address: path.display().to_string() });
                }
                Err(error) if Instant::now() > deadline => {
                    tracing::debug!(%error, path = %path.display(), "a dead process's socket");
                    return Err(Error::NoServer { address: path.display().to_string() });
                }
                Err(_) => {
                    let pause = stop.pause(Duration::from_millis(10));
                    if pause.map_err(|error| Error::io("waiting", error))? == Wait::Stopped {
                        return Err(Error::Stopped);
                    }
                }
            }
        }
    }

    fn read(
        &self,
        connection: &mut Connection,
        buffer: &mut Vec<u8>,
        decoder: &mut Decoder,
        inbox: &Inbox,
    ) -> Result<()> {
        while let Some(Piece::Texts(texts)) = receive(connection, buffer, |bytes| decoder.read(bytes))? {
            for text in texts {
                inbox.deliver(text)?;
            }
        }
        Ok(())
    }

    /// Ends the session. The process writes its last events while it is told to stop: they are read meanwhile, or
    /// both would wait for each other.
    fn leave(&self, path: &Path, session: u64, connection: Connection) -> Result<()> {
        let mut connection = connection.for_sends();
        let Ok(stream) = UnixStream::connect(path) else { return Ok(()) };
        let mut order = Connection::client(stream, &self.options)?;
        order.arm_for(GRACE);
        // A process that has gone needs no order.
        let _ = order.write_all(&Command::Stop(session).write());
        connection.arm_for(GRACE);
        let mut rest = [0; 4096];
        while std::io::Read::read(&mut connection, &mut rest).is_ok_and(|count| count > 0) {}
        Ok(())
    }
}

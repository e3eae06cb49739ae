//! Launching: a client gets at a class object, starting its server if none runs.
//!
//! ```text
//!   client A                     client B                    client C
//!   claim: nothing               claim: nothing
//!   locks {CLSID}.start          sees it held, waits
//!   claim: still nothing             │
//!   starts the server                │
//!   waits ─┐                         │
//!          │  ◀── the server announces its class object ──▶  claim: there it is
//!   claim: there it is           claim: there it is
//!   removes {CLSID}.start
//! ```
//!
//! A waiting client wakes when the class object is announced, when the starter gives up (it then gets the starter's error) or
//! ends (it then takes over, and waits for the server that is starting, if it lives). For a class of single use there is no
//! lock: each client starts its own server.
//!
//! # What a server gets
//!
//! - its command, with `-Embedding` added, in the folder of its registration;
//! - the client's environment and the registration's, and `OXCOM_LAUNCH`, which is the runtime's;
//! - a session and process group of its own, the parent being the system's first process, or the nearest subreaper: what
//!   happens to the client, or to its terminal, does not reach it;
//! - default signals, no descriptor of the client's, `/dev/null` as its input;
//! - as its output and error a file in memory of which the client shows the end, the *last words*, if the server ends or the
//!   time is up before the class object is there. When it announces the class object, its output moves on: to the system's
//!   journal if there is one (`journalctl --user -t PROGRAM`), else to `/dev/null`. A registration may name a log file instead,
//!   which then is the output from the start. In no case does the client's end hurt a server that writes.
//!
//! A server announces from the process that was started: one that forks and lets its parent end counts as dead.

pub(crate) mod output;
mod process;
mod spawn;
mod start;
mod ticket;

use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::{Duration, Instant};

pub(crate) use ticket::Ticket;

use crate::classes::watch::{Watch, Woken};
use crate::classes::{ClassUse, Record, announces};
use crate::directory::lock::Holder;
use crate::registration::Server;
use crate::{Class, Directory, Error, Presence, Result};
use process::Started;
use start::{Note, Start, StartLock, Theirs};

/// How long a server has to announce its class object, unless its registration says otherwise. The environment variable
/// `OXCOM_LAUNCH_TIMEOUT` (seconds) overrules both.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// How often to look after a starter that lives in another process id namespace.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// What an activation may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// Join a server that runs, or start one (CoGetClassObject).
    #[default]
    StartIfNeeded,
    /// Join a server that runs, or fail.
    UseRunning,
}

/// Gets at a class object of `class`: the announcement of a server that runs, or of one that is started.
///
/// Blocks until the class object is there, at most for the class's timeout while another client starts the server and once
/// more if that client ends meanwhile. A server that has not announced the class when its time is up is ended.
///
/// The announcing process may end at any time, also before the caller reaches it; then the caller activates once more.
///
/// # Errors
///
/// - [`Error::NoServer`]: none runs and the class has no command. (REGDB_E_CLASSNOTREG)
/// - [`Error::CannotStart`], [`Error::ServerDied`], [`Error::ServerSilent`]: (CO_E_SERVER_EXEC_FAILURE)
/// - [`Error::NotYours`]: none runs, and it must be another user's. (E_ACCESSDENIED)
/// - [`Error::NotRunning`]: none runs, and `purpose` is to use a running one. (MK_E_UNAVAILABLE)
/// - [`Error::Directory`], [`Error::System`]: (CO_E_SCM_ERROR)
pub fn activate(presence: &Presence, class: &Class, purpose: Purpose) -> Result<Record> {
    let directory = Directory::of_class(class, presence.directory())?;
    if let Some(record) = directory.claim(&class.clsid)? {
        return Ok(record);
    }
    if purpose == Purpose::UseRunning {
        return Err(Error::NotRunning { class: class.title() });
    }
    let Some(server) = &class.server else {
        return Err(Error::NoServer { class: class.title() });
    };
    let opened = directory.open_or_make()?;
    if !opened.is_mine() {
        return Err(Error::NotYours { class: class.title(), owner: opened.owner });
    }
    drop(opened);
    let timeout = timeout_of(server);
    let launch = Launch { directory: &directory, class, server, timeout, ticket: Ticket::new(presence) };
    match class.usage {
        ClassUse::Single => launch.start(&Watch::new(&directory)?, None),
        ClassUse::Multiple | ClassUse::MultiSeparate => launch.join_or_start(),
    }
}

/// One client's attempt at a class object for which a server must be started.
struct Launch<'a> {
    directory: &'a Directory,
    class: &'a Class,
    server: &'a Server,
    timeout: Duration,
    ticket: Ticket,
}

impl Launch<'_> {
    fn join_or_start(&self) -> Result<Record> {
        let until = Instant::now() + self.timeout;
        loop {
            // Watching begins before looking, so that nothing happens in between unseen.
            let watch = Watch::new(self.directory)?;
            let start = Start::attempt(self.directory, &self.class.clsid)?;
            if let Some(record) = self.claim()? {
                return Ok(record);
            }
            match start {
                Start::Ours(lock) => return self.start(&watch, Some(&lock)),
                Start::Theirs(theirs) => {
                    if let Some(record) = self.wait_for_starter(&watch, &theirs, until)? {
                        return Ok(record);
                    }
                }
                Start::Vanished => {}
            }
        }
    }

    /// Waits for an announcement; `None` when the starter has ended or finished without one.
    fn wait_for_starter(&self, watch: &Watch, theirs: &Theirs, until: Instant) -> Result<Option<Record>> {
        let starter = match theirs.holder {
            Holder::Other(id) => process::open(id),
            Holder::Own => None,
        };
        // A starter in another process id namespace cannot be watched.
        let is_blind = starter.is_none() && theirs.holder != Holder::Own;
        let start_file = start::file_name(&self.class.clsid);
        let matters = |name: &str| announces(name, &self.class.clsid) || name == start_file;
        loop {
            let pause = if is_blind { until.min(Instant::now() + LOOK_EVERY) } else { until };
            let woken = watch.wait(matters, starter.as_ref().map(AsFd::as_fd), pause);
            let woken = woken.map_err(|error| Error::system("watch", self.directory.path(), error))?;
            let is_over = theirs.is_over();
            if let Some(record) = self.claim()? {
                return Ok(Some(record));
            }
            if is_over && let Some(failure) = theirs.failure() {
                return Err(self.failed(failure));
            }
            match woken {
                _ if is_over => return Ok(None),
                Woken::Ended => return Ok(None),
                Woken::Late if Instant::now() >= until => {
                    return Err(self.failed(Note::Silent { last_words: String::new() }));
                }
                Woken::Late if is_blind => return Ok(None),
                Woken::Late | Woken::Changed => {}
            }
        }
    }

    /// Starts the server, or takes over the one that a starter left when it ended, and waits for its class object.
    fn start(&self, watch: &Watch, lock: Option<&StartLock>) -> Result<Record> {
        let orphan = lock.and_then(StartLock::orphan);
        let started = match orphan.and_then(|orphan| Started::adopt(orphan, &self.class.clsid)) {
            Some(started) => started,
            None => Started::spawn(self.class, self.server, &self.ticket)
                .map_err(|source| self.cannot_start(source))?,
        };
        if let Some(lock) = lock {
            lock.note(&started.note());
        }
        started.go().map_err(|source| self.cannot_start(source))?;
        let outcome = self.wait_for_class(watch, &started);
        outcome.map_err(|failure| {
            if let (Some(lock), Failure::Server(note)) = (lock, &failure) {
                lock.note(note);
            }
            match failure {
                Failure::Server(note) => self.failed(note),
                Failure::Other(error) => error,
            }
        })
    }

    fn wait_for_class(&self, watch: &Watch, started: &Started) -> std::result::Result<Record, Failure> {
        let until = Instant::now() + self.timeout;
        let matters = |name: &str| announces(name, &self.class.clsid);
        loop {
            if let Some(record) = self.claim()? {
                return Ok(record);
            }
            let trim = Instant::now().checked_add(started.trim_every());
            let pause = trim.map_or(until, |trim| until.min(trim));
            let woken = watch.wait(matters, Some(started.life()), pause);
            match woken.map_err(|error| Error::system("watch", self.directory.path(), error))? {
                Woken::Changed => {}
                Woken::Ended => return self.claim()?.ok_or_else(|| self.why_it_ended(started)),
                Woken::Late if Instant::now() < until => started.trim_output(),
                Woken::Late => {
                    started.kill();
                    return self
                        .claim()?
                        .ok_or(Failure::Server(Note::Silent { last_words: started.last_words() }));
                }
            }
        }
    }

    fn why_it_ended(&self, started: &Started) -> Failure {
        match started.exec_error() {
            Some(source) => Failure::Other(self.cannot_start(source)),
            None => Failure::Server(Note::Died {
                status: started.status().map(ExitStatus::into_raw),
                last_words: started.last_words(),
            }),
        }
    }

    fn claim(&self) -> Result<Option<Record>> {
        self.directory.claim_with(&self.class.clsid, Some(&self.ticket))
    }

    fn failed(&self, note: Note) -> Error {
        let (class, command) = (self.class.title(), self.command());
        match note {
            Note::Silent { last_words } => {
                Error::ServerSilent { class, command, timeout: self.timeout, last_words }
            }
            Note::Died { status, last_words } => {
                let status = status.map(ExitStatus::from_raw);
                Error::ServerDied { class, command, status, last_words }
            }
            Note::Server { .. } => {
                Error::ServerDied { class, command, status: None, last_words: String::new() }
            }
        }
    }

    fn cannot_start(&self, source: std::io::Error) -> Error {
        Error::CannotStart { class: self.class.title(), command: self.command(), source }
    }

    fn command(&self) -> String {
        let words = self.server.command.iter().map(String::as_str);
        words.chain([spawn::EMBEDDING]).collect::<Vec<_>>().join(" ")
    }
}

/// Why a start failed: of the server, which is told to those who wait, or of this client alone.
enum Failure {
    Server(Note),
    Other(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Other(error)
    }
}

/// Whether a start file that nobody holds names a server that is still starting: the next client takes it over.
pub(crate) fn is_note_needed(file: BorrowedFd<'_>) -> bool {
    start::orphan_in(file).is_some_and(|orphan| orphan.handle().is_some())
}

/// Whether a start file that nobody holds is about this process.
pub(crate) fn is_note_of_this_process(file: BorrowedFd<'_>) -> bool {
    start::orphan_in(file).is_some_and(|orphan| orphan.id == std::process::id() as i32)
}

fn timeout_of(server: &Server) -> Duration {
    let said = crate::environment::variable("OXCOM_LAUNCH_TIMEOUT");
    let said = said.and_then(|seconds| Duration::try_from_secs_f64(seconds.to_str()?.parse().ok()?).ok());
    // A year is as good as for ever, and can be added to a time.
    said.or(server.timeout).unwrap_or(DEFAULT_TIMEOUT).min(Duration::from_secs(365 * 24 * 3600))
}

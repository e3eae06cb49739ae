//! `queue:Name`: a durable queue in an SQLite database, `Name.db` in the directory `queues` of the user's state.
//!
//! ```text
//! client: INSERT, synced to the disk ─▶ message(id, text, attempts, dead) ─▶ server, one at a time, in order of id:
//!                                                                            attempts + 1 ── handle ── DELETE
//! ```
//!
//! Any number of processes may send; one server at a time holds the claim. A message is counted as given out before the
//! user sees it and is removed after the user is done, so a kill at any moment loses nothing, and what comes twice is
//! marked. After `max_attempts` it is a dead letter; `queue:Name;dead` receives those, and rejecting one there puts it back
//! into the queue. What the server writes is synced with the next message sent: after a loss of power a message may come
//! again without the mark.
//!
//! New messages are noticed by inotify on the database's write-ahead log; nothing polls.

use std::fs::File;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use rustix::event::PollFlags;
use rustix::fs::inotify;

use super::{Receiver, Sender};
use crate::inbox::Inbox;
use crate::message::Outcome;
use crate::stop::{Stop, Wait, wait};
use crate::{Address, Error, Options, Result, place, unix};

/// When to try again to open a database that another process is just making.
const RETRY_AFTER: Duration = Duration::from_millis(5);

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS message (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        text TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        dead INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX IF NOT EXISTS message_order ON message (dead, id);";
const INSERT: &str = "INSERT INTO message (text) VALUES (?1)";
const GIVE_OUT: &str = "
    UPDATE message SET attempts = attempts + 1
    WHERE id = (SELECT id FROM message WHERE dead = ?1 ORDER BY id LIMIT 1)
    RETURNING id, text, attempts";

struct QueueSender {
    database: Connection,
    options: Options,
}

pub(super) fn connect(name: &str, dead: bool, options: &Options) -> Result<Box<dyn Sender>> {
    if dead {
        let reason = "dead letters are only received; send to the queue itself".to_owned();
        return Err(Error::PermissionDenied { reason });
    }
    let path = place::state(options, "queues")?.join(format!("{name}.db"));
    let database = open_database(&path, "FULL", options)?;
    Ok(Box::new(QueueSender { database, options: options.clone() }))
}

impl Sender for QueueSender {
    fn send(&mut self, text: &str) -> Result<()> {
        let insert = |database: &Connection| database.prepare_cached(INSERT)?.execute([text]);
        insert(&self.database).map(|_| ()).map_err(|error| store(error, &self.options))
    }

    fn send_all(&mut self, texts: &[&str]) -> Result<()> {
        let mut insert = || {
            let transaction = self.database.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for text in texts {
                transaction.prepare_cached(INSERT)?.execute([text])?;
            }
            transaction.commit()
        };
        insert().map_err(|error| store(error, &self.options))
    }
}

struct QueueReceiver {
    database: Connection,
    watch: OwnedFd,
    log: String,
    dead: bool,
    options: Options,
    _claim: File,
}

/// A message as it was given out.
struct Given {
    id: i64,
    /// `None` when another program put something else than text there.
    text: Option<String>,
    attempts: u32,
}

pub(super) fn open(
    name: &str,
    dead: bool,
    address: &Address,
    options: &Options,
) -> Result<Box<dyn Receiver>> {
    let directory = place::state(options, "queues")?;
    let kind = if dead { "dead" } else { "server" };
    let claim = unix::claim_file(&directory.join(format!("{name}.{kind}")))?;
    let claim = claim.ok_or_else(|| Error::Taken { address: address.to_string() })?;
    let database = open_database(&directory.join(format!("{name}.db")), "NORMAL", options)?;
    let watch = inotify::init(inotify::CreateFlags::CLOEXEC | inotify::CreateFlags::NONBLOCK)
        .map_err(|error| Error::io("making a watch", error))?;
    inotify::add_watch(&watch, &directory, inotify::WatchFlags::MODIFY)
        .map_err(|error| Error::io("watching the queue", error))?;
    let log = format!("{name}.db-wal");
    Ok(Box::new(QueueReceiver { database, watch, log, dead, options: options.clone(), _claim: claim }))
}

impl Receiver for QueueReceiver {
    fn run(mut self: Box<Self>, inbox: &Inbox, stop: &Stop) -> Result<()> {
        let mut settled = None;
        loop {
            let stopped = stop.is_signalled();
            let given = self.settle_and_give(settled.take(), stopped)?;
            let Some(given) = given else {
                if stopped || self.wait(stop)? == Wait::Stopped {
                    return Ok(());
                }
                continue;
            };
            settled = Some((given.id, self.deliver(given, inbox)));
            if matches!(settled, Some((_, End::Stays))) && stop.is_signalled() {
                return Ok(());
            }
        }
    }
}

/// What becomes of a message after it was given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Done,
    /// It comes again.
    Stays,
    Dies,
    /// A dead letter goes back into the queue.
    Lives,
}

impl QueueReceiver {
    fn deliver(&self, given: Given, inbox: &Inbox) -> End {
        let last = given.attempts >= self.options.max_attempts;
        let Some(text) = given.text else {
            inbox.fail(&Error::malformed("queue", format!("message {} is no text", given.id)));
            return if self.dead { End::Done } else { End::Dies };
        };
        match inbox.deliver_and_wait(text, given.attempts > 1) {
            Outcome::Done => End::Done,
            Outcome::Unknown => End::Stays,
            Outcome::Rejected if self.dead => End::Lives,
            Outcome::Rejected if last => End::Dies,
            Outcome::Rejected => End::Stays,
        }
    }

    /// In one transaction: writes what became of the last message, and takes the next one unless the server `stops`.
    fn settle_and_give(&mut self, settled: Option<(i64, End)>, stops: bool) -> Result<Option<Given>> {
        let (dead, most) = (self.dead, self.options.max_attempts);
        let mut transact = || {
            let transaction = self.database.transaction_with_behavior(TransactionBehavior::Immediate)?;
            if let Some((id, end)) = settled {
                settle(&transaction, id, end)?;
            }
            let mut given = None;
            while given.is_none() && !stops {
                let Some(next) = give_out(&transaction, dead)? else { break };
                if !dead && next.attempts > most {
                    // It was given out often enough, and every time its server died.
                    settle(&transaction, next.id, End::Dies)?;
                } else {
                    given = Some(next);
                }
            }
            transaction.commit()?;
            Ok(given)
        };
        transact().map_err(|error| store(error, &self.options))
    }

    /// Waits until somebody has written to this queue's log.
    fn wait(&self, stop: &Stop) -> Result<Wait> {
        loop {
            let waited = wait(&[(self.watch.as_fd(), PollFlags::IN)], Some(stop), None)
                .map_err(|error| Error::io("waiting for the queue", error))?;
            let mut buffer = [MaybeUninit::uninit(); 4096];
            let mut events = inotify::Reader::new(&self.watch, &mut buffer);
            let mut ours = waited == Wait::Stopped;
            while let Ok(event) = events.next() {
                // An overflow has no name and means that anything may have happened.
                ours |= event.file_name().is_none_or(|name| name.to_bytes() == self.log.as_bytes());
            }
            if ours {
                return Ok(waited);
            }
        }
    }
}

fn settle(database: &Connection, id: i64, end: End) -> rusqlite::Result<()> {
    let statement = match end {
        End::Stays => return Ok(()),
        End::Done => "DELETE FROM message WHERE id = ?1",
        End::Dies => "UPDATE message SET dead = 1 WHERE id = ?1",
        End::Lives => "UPDATE message SET dead = 0, attempts = 0 WHERE id = ?1",
    };
    database.prepare_cached(statement)?.execute([id]).map(|_| ())
}

fn give_out(database: &Connection, dead: bool) -> rusqlite::Result<Option<Given>> {
    let mut statement = database.prepare_cached(GIVE_OUT)?;
    let row = statement.query_row([dead], |row| {
        let text = row.get_ref(1)?.as_str().ok().map(str::to_owned);
        Ok(Given { id: row.get(0)?, text, attempts: row.get(2)? })
    });
    row.optional()
}

fn open_database(path: &Path, synchronous: &str, options: &Options) -> Result<Connection> {
    let open = || {
        let database = Connection::open(path)?;
        database.busy_timeout(options.send_timeout)?;
        database.pragma_update(None, "journal_mode", "WAL")?;
        database.pragma_update(None, "synchronous", synchronous)?;
        database.execute_batch(SCHEMA)?;
        Ok(database)
    };
    // SQLite waits for others at every step but one: of two that turn a new database's journal into a WAL at once, one is
    // told at once that it is busy.
    let until = Instant::now() + options.send_timeout;
    loop {
        match open() {
            Err(error) if is_busy(&error) && Instant::now() < until => std::thread::sleep(RETRY_AFTER),
            opened => return opened.map_err(|error| store(error, options)),
        }
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
    matches!(error.sqlite_error_code(), Some(DatabaseBusy | DatabaseLocked))
}

fn store(error: rusqlite::Error, options: &Options) -> Error {
    if is_busy(&error) {
        return Error::TimedOut { what: "waiting for the queue's database", limit: options.send_timeout };
    }
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::PermissionDenied | rusqlite::ErrorCode::ReadOnly) => {
            Error::PermissionDenied { reason: error.to_string() }
        }
        _ => Error::Store { reason: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use crate::{Options, connect_with, listen_with};
    use std::time::Duration;

    fn options(name: &str) -> Options {
        let directory = std::env::temp_dir().join(format!("oxcom-queue-{name}-{}", std::process::id()));
        Options { directory: Some(directory), max_attempts: 3, ..Options::default() }
    }

    #[test]
    fn many_may_be_the_first_to_open_a_queue() {
        for round in 0..20 {
            let options = options(&format!("first-{round}"));
            std::thread::scope(|scope| {
                for _ in 0..8 {
                    scope.spawn(|| connect_with("queue:New", &options).unwrap().send("here").unwrap());
                }
            });
            std::fs::remove_dir_all(options.directory.unwrap()).unwrap();
        }
    }

    #[test]
    fn a_message_that_is_rejected_comes_again_marked_and_dies_in_the_end() {
        let options = options("dies");
        let client = connect_with("queue:Poison", &options).unwrap();
        client.send_all(&["poison", "food"]).unwrap();
        let server = listen_with("queue:Poison", &options).unwrap();
        server.start().unwrap();
        let mut messages = server.messages();
        let mut next = || messages.next_within(Duration::from_secs(20)).unwrap();
        for attempt in 1..=3 {
            let message = next();
            assert_eq!((message.text(), message.is_redelivered()), ("poison", attempt > 1));
            message.reject();
        }
        assert_eq!(next().text(), "food", "the next message works");

        let dead = listen_with("queue:Poison;dead", &options).unwrap();
        dead.start().unwrap();
        let letter = dead.messages().next_within(Duration::from_secs(20)).unwrap();
        assert_eq!(letter.text(), "poison");
        letter.reject();
        drop(letter);
        let back = next();
        assert_eq!((back.text(), back.is_redelivered()), ("poison", false));
        std::fs::remove_dir_all(options.directory.unwrap()).unwrap();
    }
}
